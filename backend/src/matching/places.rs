//! Names of towns in the scripts and languages in which people write them.
//!
//! A town is free text in a profile, so that no list can be too short for anybody; a search must find it all the same
//! in another script than its person wrote. The list holds the towns of Morocco's network and those of its diaspora,
//! by common usage: what is not in it is found as it was written. Regions and countries have their names from the
//! reference data.

use super::fold::{fold, has_phrase};
use std::sync::LazyLock;

/// One town a line.
const TOWNS: [&[&str]; 61] = [
    &[
        "Casablanca",
        "Casa",
        "Dar el Beida",
        "الدار البيضاء",
        "كازا",
    ],
    &["Rabat", "الرباط"],
    &["Salé", "Sala", "سلا"],
    &["Témara", "تمارة"],
    &["Kénitra", "القنيطرة"],
    &["Fès", "Fez", "فاس"],
    &["Meknès", "Meknes", "مكناس"],
    &["Marrakech", "Marrakesch", "Marrakesh", "مراكش"],
    &["Tanger", "Tangier", "Tanger-Assilah", "طنجة"],
    &["Tétouan", "Tetuan", "تطوان"],
    &["Agadir", "أكادير", "أغادير"],
    &["Oujda", "وجدة"],
    &["Nador", "الناظور", "الناضور"],
    &["Al Hoceïma", "Al Hoceima", "الحسيمة"],
    &["Béni Mellal", "بني ملال"],
    &["Khouribga", "خريبكة"],
    &["Settat", "سطات"],
    &["El Jadida", "Mazagan", "الجديدة"],
    &["Safi", "Asfi", "آسفي"],
    &["Essaouira", "Mogador", "الصويرة"],
    &["Mohammédia", "المحمدية"],
    &["Larache", "العرائش"],
    &["Chefchaouen", "Chaouen", "شفشاون"],
    &["Taza", "تازة"],
    &["Ifrane", "إفران"],
    &["Khénifra", "خنيفرة"],
    &["Errachidia", "الرشيدية"],
    &["Ouarzazate", "ورزازات"],
    &["Zagora", "زاكورة"],
    &["Taroudant", "تارودانت"],
    &["Tiznit", "تيزنيت"],
    &["Guelmim", "كلميم"],
    &["Laâyoune", "Laayoune", "El Aaiún", "العيون"],
    &["Dakhla", "الداخلة"],
    &["Berkane", "بركان"],
    &["Paris", "باريس"],
    &["Lyon", "ليون"],
    &["Marseille", "مرسيليا", "مارسيليا"],
    &["Lille", "ليل"],
    &["Toulouse", "تولوز"],
    &["Bordeaux", "بوردو"],
    &["Strasbourg", "Straßburg", "ستراسبورغ"],
    &["Montpellier", "مونبلييه"],
    &["Bruxelles", "Brussels", "Brüssel", "بروكسل"],
    &["Anvers", "Antwerpen", "Antwerp", "أنتويرب"],
    &["Amsterdam", "أمستردام"],
    &["Rotterdam", "روتردام"],
    &["Berlin", "برلين"],
    &["Francfort", "Frankfurt", "فرانكفورت"],
    &["Düsseldorf", "Duesseldorf", "دوسلدورف"],
    &["Cologne", "Köln", "Koeln", "كولونيا"],
    &["Munich", "München", "Muenchen", "ميونيخ"],
    &["Hambourg", "Hamburg", "هامبورغ"],
    &["Genève", "Geneva", "Genf", "جنيف"],
    &["Londres", "London", "لندن"],
    &["Madrid", "مدريد"],
    &["Barcelone", "Barcelona", "برشلونة"],
    &["Milan", "Milano", "Mailand", "ميلانو"],
    &["Montréal", "Montreal", "مونتريال"],
    &["New York", "نيويورك"],
    &["Dubaï", "Dubai", "دبي"],
];

static FOLDED: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let towns = TOWNS.iter();
    towns
        .map(|names| names.iter().map(|name| fold(name)).collect())
        .collect()
});

/// The town as it was written, folded, with its other names.
pub fn names_of(town: &str) -> String {
    let folded = fold(town);
    let known = FOLDED.iter();
    let known = known.filter(|names| names.iter().any(|name| has_phrase(&folded, name)));
    let others: Vec<&str> = known.flatten().map(String::as_str).collect();
    [folded.as_str()]
        .into_iter()
        .chain(others)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::fold::matches;
    use super::*;

    #[test]
    fn a_town_is_found_in_any_script_whichever_it_was_written_in() {
        let finds = |written: &str, searched: &str| matches(&names_of(written), &fold(searched));
        for (written, searched) in [
            ("Casablanca", "الدار البيضاء"),
            ("الدار البيضاء", "casablanca"),
            ("Casablanca Anfa", "البيضاء"),
            ("Fès", "fez"),
            ("München", "Munich"),
            ("مراكش", "marrakech"),
            ("Tiflet", "tiflet"),
        ] {
            assert!(finds(written, searched), "{written}: {searched}");
        }
        assert!(!finds("Casablanca", "الرباط"));
        // A word is not a town because it holds one.
        assert!(!finds("Parisot", "باريس"));
    }
}
