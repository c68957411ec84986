//! Names that people use for headings, languages, days and the like: tables of text beside this file.
//!
//! A line is `code: name | name / short form | short form`. What comes after the slash is not taken for a misspelling
//! of anything. Names that an administrator edits are reference data and not here.

/// One table.
pub struct Names(&'static str);

pub const HEADINGS: Names = Names(include_str!("names/headings.txt"));
pub const LANGUAGES: Names = Names(include_str!("names/languages.txt"));
pub const LEVELS: Names = Names(include_str!("names/levels.txt"));
pub const WEEK: Names = Names(include_str!("names/week.txt"));
pub const STAGES: Names = Names(include_str!("names/stages.txt"));
pub const ANSWERS: Names = Names(include_str!("names/answers.txt"));
pub const COUNTRIES: Names = Names(include_str!("names/countries.txt"));
pub const OLD_REGIONS: Names = Names(include_str!("names/old_regions.txt"));

impl Names {
    /// Code and name of each full name, in the order of the table.
    pub fn entries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.part(|names| names.split(" / ").next())
    }

    /// Code and short form of each short form.
    pub fn short_forms(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.part(|names| names.split(" / ").nth(1))
    }

    fn part(
        &self,
        choose: fn(&'static str) -> Option<&'static str>,
    ) -> impl Iterator<Item = (&'static str, &'static str)> {
        let lines = self.0.lines().filter(|line| !line.starts_with('#'));
        let lines = lines.filter_map(|line| line.split_once(": "));
        lines.flat_map(move |(code, names)| {
            let names = choose(names)
                .into_iter()
                .flat_map(|names| names.split(" | "));
            names.map(move |name| (code, name.trim()))
        })
    }
}
