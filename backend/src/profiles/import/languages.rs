//! Languages as people list them: names or codes, in any of the product's languages.

use super::{
    labels::{Labels, key, words},
    lists::{Listed, SEPARATORS},
    names,
};
use domain::profiles::{Level, SpokenLanguage, Tongue};
use std::sync::LazyLock;

static TONGUES: LazyLock<Labels<Tongue>> = LazyLock::new(|| {
    let mut labels = Labels::default();
    for (code, name) in names::LANGUAGES.entries() {
        if let Some(tongue) = Tongue::from_code(code) {
            labels.name(name, tongue);
        }
    }
    for (code, short) in names::LANGUAGES.short_forms() {
        if let Some(tongue) = Tongue::from_code(code) {
            labels.code(short, tongue);
        }
    }
    labels
});

/// Said between languages instead of a separator, folded as [`words`] folds.
const AND: [&str; 5] = ["et", "and", "und", "y", "و"];

/// A file says which languages, rarely how well: the middle level is taken then, and the person can correct it.
pub const LEVEL_UNSAID: Level = Level::Working;

/// Reads languages written as names or codes, in any of the product's languages, each once.
pub fn languages(text: &str) -> Listed<SpokenLanguage> {
    let mut found: Listed<Tongue> = Listed::default();
    let mut levels = Vec::new();
    for piece in text
        .split(|c| SEPARATORS.contains(&c) || matches!(c, '/' | '+' | '&' | '-' | '–' | '—' | '·'))
    {
        let (name, level) = match piece.split_once(['(', ':']) {
            Some((name, remark)) => (name, level_of(remark)),
            None => (piece, LEVEL_UNSAID),
        };
        for name in split_unknown(name) {
            let before = found.values.len();
            found.add(&name, TONGUES.find(&name));
            if found.values.len() > before {
                levels.push(level);
            }
        }
    }
    Listed {
        values: found
            .values
            .into_iter()
            .zip(levels)
            .map(|(tongue, level)| SpokenLanguage { tongue, level })
            .collect(),
        corrected: found.corrected,
        unknown: found.unknown,
    }
}

/// One name, or each word of a piece such as "français et arabe" when every other word is a language.
fn split_unknown(piece: &str) -> Vec<String> {
    let folded = words(piece);
    if folded.is_empty() {
        return Vec::new();
    }
    if TONGUES.exact(&folded).is_none() {
        let parts: Vec<&str> = folded
            .split(' ')
            .filter(|word| !AND.contains(word))
            .collect();
        if parts.len() > 1 && parts.iter().all(|word| TONGUES.exact(word).is_some()) {
            return parts.into_iter().map(str::to_owned).collect();
        }
    }
    vec![piece.trim().to_owned()]
}

fn level_of(remark: &str) -> Level {
    let remark = key(remark);
    names::LEVELS
        .entries()
        .find(|(_, word)| remark.contains(&key(word)))
        .and_then(|(code, _)| Level::from_code(code))
        .unwrap_or(LEVEL_UNSAID)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Tongue::{Amazigh, Arabic, English, French, German, Spanish};
    use proptest::prelude::*;

    fn tongues(text: &str) -> Vec<Tongue> {
        let listed = languages(text);
        assert_eq!(listed.unknown, Vec::<String>::new(), "{text}");
        assert_eq!(listed.corrected, Vec::<String>::new(), "{text}");
        listed.values.iter().map(|spoken| spoken.tongue).collect()
    }

    #[test]
    fn every_language_has_names_and_every_name_is_its_own() {
        for tongue in Tongue::ALL {
            assert!(
                names::LANGUAGES
                    .entries()
                    .any(|(code, _)| code == tongue.code()),
                "{tongue:?}"
            );
        }
        for (code, name) in names::LANGUAGES
            .entries()
            .chain(names::LANGUAGES.short_forms())
        {
            assert_eq!(TONGUES.exact(name).map(Tongue::code), Some(code), "{name}");
        }
        assert!(
            names::LEVELS
                .entries()
                .all(|(code, _)| Level::from_code(code).is_some())
        );
    }

    #[test]
    fn a_language_written_several_ways_is_taken_once() {
        assert_eq!(tongues("Français, FR, francais, Arabe"), [French, Arabic]);
        assert_eq!(tongues("العربية"), [Arabic]);
        assert_eq!(tongues("French; arabic"), [French, Arabic]);
        assert_eq!(tongues("الفرنسية، الأمازيغية"), [French, Amazigh]);
        assert_eq!(
            tongues("fr/ar|EN\nDeutsch"),
            [French, Arabic, English, German]
        );
        assert_eq!(tongues("Français et arabe"), [French, Arabic]);
        assert_eq!(tongues("français - espagnol"), [French, Spanish]);
        assert_eq!(tongues("Arabe marocain"), [Arabic]);
        assert_eq!(tongues("عربي و فرنسي"), [Arabic, French]);
        assert_eq!(tongues("Arabe Français Anglais"), [Arabic, French, English]);
    }

    #[test]
    fn a_level_is_read_where_it_is_said() {
        let listed = languages("Arabe (langue maternelle), Anglais : C1, Français");
        let levels: Vec<Level> = listed.values.iter().map(|spoken| spoken.level).collect();
        assert_eq!(levels, [Level::Native, Level::Fluent, LEVEL_UNSAID]);
    }

    #[test]
    fn an_unknown_language_is_named_beside_the_known() {
        let listed = languages("Français, Klingon, Anglias");
        assert_eq!(listed.values.len(), 2);
        assert_eq!(listed.corrected, ["Anglais"]);
        assert_eq!(listed.unknown, ["Klingon"]);
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text in "\\PC{0,60}") {
            let _ = languages(&text);
        }
    }
}
