//! Passwords that are long enough and yet among the first that somebody would try: runs of keys, one thing repeated,
//! what is known of the person.

/// Letters and digits in the order of the alphabet and of keyboards (QWERTY, AZERTY, QWERTZ), by rows and by columns.
const ROWS: [&str; 13] = [
    "abcdefghijklmnopqrstuvwxyz",
    "12345678901234567890",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "qwertzuiop",
    "yxcvbnm",
    "1q2w3e4r5t6y7u8i9o0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "1a2z3e4r5t6y7u8i9o0p",
];
/// The shortest piece of a row that counts as a run.
const RUN: usize = 3;
/// Different characters that a password has at least.
const DIFFERENT: usize = 5;
/// Letters that have to be left when everything known is taken away.
const LEFT: usize = 6;
/// Words that anybody would think of on this site.
const OURS: [&str; 12] = [
    "mentoring",
    "mentorat",
    "mentoree",
    "mentore",
    "mentor",
    "marocains",
    "maroc",
    "monde",
    "cgem",
    "mem",
    "mdm",
    "circle",
];
/// Shorter pieces of names and addresses say nothing about a password.
const WORD: usize = 3;

/// Would somebody guess it who knows the keyboard, this site, and `about`: address and names of the person?
pub fn is_guessable(password: &str, about: &[&str]) -> bool {
    let folded = password.to_lowercase();
    let mut different: Vec<char> = folded.chars().collect();
    different.sort_unstable();
    different.dedup();
    different.len() < DIFFERENT || is_made_of_runs(&folded) || is_made_of_known(&folded, about)
}

/// Runs of keys, up or down a row, and at most two characters beside them.
fn is_made_of_runs(folded: &str) -> bool {
    let keys: Vec<char> = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut beside = 0;
    let mut rest = keys.as_slice();
    while !rest.is_empty() {
        match run(rest) {
            length if length >= RUN => rest = &rest[length..],
            _ => {
                beside += 1;
                rest = &rest[1..];
            }
        }
    }
    beside <= 2
}

/// How many keys from the first on are a run: the longest piece of a row, or one key again and again.
fn run(keys: &[char]) -> usize {
    let same = keys.iter().take_while(|key| **key == keys[0]).count();
    let along = |row: Vec<char>| {
        (0..row.len())
            .map(|from| {
                let pairs = row[from..].iter().zip(keys);
                pairs.take_while(|(a, b)| a == b).count()
            })
            .max()
            .unwrap_or(0)
    };
    ROWS.iter()
        .flat_map(|row| [row.chars().collect(), row.chars().rev().collect()])
        .map(along)
        .max()
        .unwrap_or(0)
        .max(same)
}

/// Is next to nothing left without the names, the address and the words of this site?
fn is_made_of_known(folded: &str, about: &[&str]) -> bool {
    let mut words: Vec<String> = about
        .iter()
        .flat_map(|text| {
            let text = text.to_lowercase();
            let pieces = text.split(|c: char| !c.is_alphanumeric());
            pieces.map(str::to_owned).collect::<Vec<_>>()
        })
        .chain(OURS.map(str::to_owned))
        .filter(|word| word.chars().count() >= WORD)
        .collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let keys: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let left = words
        .iter()
        .fold(keys.clone(), |left, word| left.replace(word.as_str(), " "));
    // A password of digits and signs alone has nothing to be taken away from it.
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    letters(&left) < letters(&keys) && letters(&left) < LEFT
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABOUT: [&str; 3] = [
        "leila.bargach@atlas-conseil.example.org",
        "Leïla",
        "Bargach",
    ];

    #[test]
    fn runs_repetitions_and_what_is_known_are_guessable() {
        for password in [
            "123456789012",
            "987654321098",
            "abcdefghijkl",
            "zyxwvutsrqpo",
            "qwertyuiop12",
            "azertyuiopqs",
            "QwertzUiop12",
            "qsdfghjklm!!",
            "abc123def456",
            "1qaz2wsx3edc",
            "aaaaaaaaaaaa",
            "abababababab",
            "aaaabbbbcccc",
            "leila.bargach",
            "leila.bargach@atlas-conseil.example.org",
            "Bargach-Leïla-1987",
            "bargachbargach",
            "AtlasConseil2026",
            "MentoringMeM2026!",
            "mentoring mem",
            "mentorat-cgem-1",
        ] {
            assert!(is_guessable(password, &ABOUT), "{password}");
        }
    }

    #[test]
    fn a_sentence_is_not_even_with_a_name_in_it() {
        for password in [
            "four unrelated words",
            "leila aime le thé à la menthe",
            "quatre mots sans lien",
            "كلمات أربع بلا رابط",
            "8402-7492-6415-3380",
            "remember the members",
            "a-long-new-password",
        ] {
            assert!(!is_guessable(password, &ABOUT), "{password}");
        }
    }
}
