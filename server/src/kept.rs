//! A form that was sent without script after its sign-in had ended. Its reader gets the page that signs in (401), which
//! carries the form along; signed in again, they see it as they had filled it, and send it themselves. Nothing of it is
//! stored here, and secrets are never part of it.

use app::ui::{KEPT_FIELD, sign_in_path_to};
use domain::Lang;
use url::form_urlencoded;

/// Longest form that is carried, in bytes as it is written. Sent back it is encoded once more and must fit among the
/// fields of a form (`pages::FORM_LIMIT`).
const LIMIT: usize = 128 * 1024;

/// A form and whom it was for.
pub struct Kept {
    /// Path of its server function.
    pub action: String,
    pub values: Vec<(String, String)>,
}

impl Kept {
    /// The page that signs in and comes back to `page`, and what its form carries: nothing when there is
    /// nothing in it, or too much.
    pub fn to_carry(&self, lang: Lang, page: &str) -> (String, Vec<(String, String)>) {
        let text = form_urlencoded::Serializer::new(String::new())
            .append_pair("", &self.action)
            .extend_pairs(&self.values)
            .finish();
        let carried =
            (!self.values.is_empty() && text.len() <= LIMIT).then(|| (KEPT_FIELD.to_owned(), text));
        (sign_in_path_to(lang, page), carried.into_iter().collect())
    }

    /// What the form that signed in carried.
    pub fn carried(typed: &[(String, String)]) -> Option<Self> {
        let (_, text) = typed.iter().find(|(name, _)| name == KEPT_FIELD)?;
        let mut pairs = form_urlencoded::parse(text.as_bytes()).into_owned();
        let (_, action) = pairs.next().filter(|(name, _)| name.is_empty())?;
        Some(Self {
            action,
            values: pairs.collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn a_form_is_carried_whole_and_never_one_that_is_too_long() {
        let values = vec![
            pair("needs[]", "A&B"),
            pair("needs[]", "ليلى"),
            pair("", "="),
        ];
        let kept = Kept {
            action: "/api/profiles/save_project".into(),
            values: values.clone(),
        };
        let (page, carried) = kept.to_carry(Lang::Fr, "/fr/profile/project?x=1");
        assert_eq!(page, "/fr/sign-in?next=/fr/profile/project%3Fx%3D1");
        let back = Kept::carried(&carried).unwrap();
        assert_eq!((back.action, back.values), (kept.action, values));
        let long = Kept {
            action: "/api/x".into(),
            values: vec![pair("bio", &"x".repeat(LIMIT))],
        };
        assert!(long.to_carry(Lang::Fr, "/fr/home").1.is_empty());
        assert!(Kept::carried(&[pair("kept", "x=1")]).is_none());
    }
}
