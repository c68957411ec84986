//! The four languages of the product and what follows from each.

use serde::{Deserialize, Serialize};

/// A language of the interface. The code is also the first segment of every page's path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    Fr,
    Ar,
    En,
    De,
}

impl Lang {
    /// In the order in which the language menu lists them.
    pub const ALL: [Lang; 4] = [Lang::Fr, Lang::Ar, Lang::En, Lang::De];

    /// BCP 47 primary subtag.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Fr => "fr",
            Lang::Ar => "ar",
            Lang::En => "en",
            Lang::De => "de",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// Value of the HTML `dir` attribute.
    pub const fn dir(self) -> &'static str {
        match self {
            Lang::Ar => "rtl",
            Lang::Fr | Lang::En | Lang::De => "ltr",
        }
    }

    /// The language's own name, for the language menu.
    pub const fn own_name(self) -> &'static str {
        match self {
            Lang::Fr => "Français",
            Lang::Ar => "العربية",
            Lang::En => "English",
            Lang::De => "Deutsch",
        }
    }

    /// The best of our languages for an `Accept-Language` header (RFC 9110, 12.5.4); French when none fits.
    pub fn negotiate(accept_language: &str) -> Self {
        let mut wanted: Vec<(f32, Lang)> = accept_language
            .split(',')
            .filter_map(|part| {
                let mut pieces = part.trim().split(';');
                let primary = pieces
                    .next()?
                    .trim()
                    .split('-')
                    .next()?
                    .to_ascii_lowercase();
                let quality = pieces
                    .find_map(|piece| piece.trim().strip_prefix("q=")?.parse::<f32>().ok())
                    .unwrap_or(1.0);
                (quality > 0.0).then_some((quality, Lang::from_code(&primary)?))
            })
            .collect();
        // Stable sort: at equal quality the reader's own order holds.
        wanted.sort_by(|a, b| b.0.total_cmp(&a.0));
        wanted.first().map_or(Lang::Fr, |(_, lang)| *lang)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_s_highest_quality_wins() {
        assert_eq!(Lang::negotiate("en;q=0.4, de-CH;q=0.9, fr;q=0.8"), Lang::De);
        assert_eq!(Lang::negotiate("ar-MA,fr;q=0.5"), Lang::Ar);
    }

    #[test]
    fn unknown_or_refused_languages_fall_back_to_french() {
        assert_eq!(Lang::negotiate("nl,es;q=0.5"), Lang::Fr);
        assert_eq!(Lang::negotiate("en;q=0"), Lang::Fr);
        assert_eq!(Lang::negotiate(""), Lang::Fr);
    }
}
