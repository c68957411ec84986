//! A form that was sent without script after its sign-in had ended. Its reader gets the page that signs in (401), which
//! carries the form along; signed in again, they see it as they had filled it, and send it themselves. Who signs in by a
//! mail link leaves it in the page that says to look into the mailbox: the link signs this browser in, and from that page
//! they have their form shown again. Nothing of it is stored here, and secrets are never part of it.

use app::{
    AppError,
    accounts::api::{AskForLink, Resume, SendAgain, SignIn},
    context::{ResponseWishes, SessionChange},
    ui::{KEPT_FIELD, Posted, sign_in_path_to},
};
use domain::{Failure, Lang, Refusal};
use server_fn::ServerFn as _;
use url::form_urlencoded;

/// Longest form that is carried, in bytes as it is written. Sent back it is encoded once more and must fit among the
/// fields of a form (`pages::FORM_LIMIT`).
const LIMIT: usize = 128 * 1024;

type Fields = Vec<(String, String)>;

/// What the answer to `action`, which succeeded, shows again of what its form carried: the form itself to whoever is
/// signed in now, and the carrying on the page that says to look into the mailbox (no form came back there: no action).
pub fn after(action: &str, wishes: &ResponseWishes, typed: &[(String, String)]) -> Option<Posted> {
    let kept = Kept::carried(typed)?;
    let error = AppError::from(Failure::Refused(Refusal::NotSentYet));
    let is_signed_in =
        matches!(wishes.session, Some(SessionChange::Begin(_))) || action == Resume::PATH;
    if is_signed_in {
        return Some(Posted {
            action: kept.action,
            values: kept.values,
            error,
        });
    }
    let is_mailed = [AskForLink::PATH, SendAgain::PATH].contains(&action);
    is_mailed.then(|| Posted {
        action: String::new(),
        values: only_carried(typed),
        error,
    })
}

/// What carries a form, and where that stands.
fn only_carried(typed: &[(String, String)]) -> Fields {
    let carries = |name: &str| [KEPT_FIELD, "next"].contains(&name);
    let typed = typed.iter();
    typed.filter(|(name, _)| carries(name)).cloned().collect()
}

/// The page on which a form that was refused is shown again, and as what: one whose sign-in had ended on the page that
/// signs in, which carries it.
pub fn refused(lang: Lang, page: String, mut posted: Posted) -> (String, Posted) {
    let carried = Kept::carried(&posted.values);
    if posted.error.failure == Failure::NotSignedIn {
        let next = posted.values.iter().find(|(name, _)| name == "next");
        let (page, kept) = match (carried, next) {
            // Not signed in yet: it is still carried, to where it was to be shown.
            (Some(kept), Some((_, next))) => (next.clone(), kept),
            _ => {
                let (action, values) = (posted.action, posted.values);
                (page, Kept { action, values })
            }
        };
        let (page, values) = kept.to_carry(lang, &page);
        let (action, error) = (SignIn::PATH.into(), posted.error);
        return (
            page,
            Posted {
                action,
                values,
                error,
            },
        );
    }
    // The second button of the form that signs in.
    if carried.is_some() && posted.action == AskForLink::PATH {
        posted.action = SignIn::PATH.into();
    }
    (page, posted)
}

/// A form and whom it was for.
struct Kept {
    /// Path of its server function.
    action: String,
    values: Fields,
}

impl Kept {
    /// The page that signs in and comes back to `page`, and what its form carries: nothing when there is
    /// nothing in it, or too much.
    fn to_carry(&self, lang: Lang, page: &str) -> (String, Fields) {
        let text = form_urlencoded::Serializer::new(String::new())
            .append_pair("", &self.action)
            .extend_pairs(&self.values)
            .finish();
        let carried =
            (!self.values.is_empty() && text.len() <= LIMIT).then(|| (KEPT_FIELD.to_owned(), text));
        (sign_in_path_to(lang, page), carried.into_iter().collect())
    }

    /// What the form that signed in carried.
    fn carried(typed: &[(String, String)]) -> Option<Self> {
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
