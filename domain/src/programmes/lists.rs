//! Lists of the staff: pages, the order of their rows, and what they are narrowed to.

use super::{Side, Standing};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Rows of one page of a staff list.
pub const PAGE_ROWS: u32 = 25;

/// Most rows of a list taken away as a file. What is longer is narrowed first: the file says so in its last row.
pub const EXPORT_ROWS: u32 = 20_000;

/// One page of a list, `page` counted from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub page: u32,
    pub total: u64,
}

impl<T> Page<T> {
    pub fn pages(&self) -> u32 {
        pages(self.total)
    }
}

fn pages(total: u64) -> u32 {
    let pages = total.div_ceil(u64::from(PAGE_ROWS));
    u32::try_from(pages).unwrap_or(u32::MAX).max(1)
}

/// Where a page stands in its list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    page: u32,
    total: u64,
    /// Rows before it.
    pub offset: usize,
}

impl Place {
    /// The page of this number in a list of so many rows: the last one, when fewer are left than were asked for.
    pub fn of(wanted: u32, total: u64) -> Self {
        let page = wanted.clamp(1, pages(total));
        Self {
            page,
            total,
            offset: (page - 1) as usize * PAGE_ROWS as usize,
        }
    }

    pub const fn with<T>(self, rows: Vec<T>) -> Page<T> {
        Page {
            rows,
            page: self.page,
            total: self.total,
        }
    }
}

/// What a list is narrowed to and how it is ordered, as addresses and forms say it. What is empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    /// Code of the programme.
    pub programme: String,
    /// As [`Side::code`].
    pub side: String,
    /// As [`MemberGroup::code`].
    pub group: String,
    /// The state of a request, or `due_soon` or `expired_lately`, which today's page counts.
    pub state: String,
    /// The phase of a pair, or `without_charter`, which today's page counts, or `open`.
    pub phase: String,
    /// Codes. Of a request or a pair one of the two has them.
    pub country: String,
    pub sector: String,
    pub federation: String,
    /// Beginnings of words: of a name, in either script, of the address, and of members also of a town and of
    /// expertise, in any language.
    pub q: String,
    /// As [`Sort::parse`] reads it.
    pub sort: String,
    pub page: String,
}

impl ListQuery {
    /// Every name in an address.
    pub const NAMES: [&str; 11] = [
        "programme",
        "side",
        "group",
        "state",
        "phase",
        "country",
        "sector",
        "federation",
        "q",
        "sort",
        "page",
    ];

    /// With the value of each name.
    pub fn read(value: impl Fn(&str) -> String) -> Self {
        Self {
            programme: value("programme"),
            side: value("side"),
            group: value("group"),
            state: value("state"),
            phase: value("phase"),
            country: value("country"),
            sector: value("sector"),
            federation: value("federation"),
            q: value("q"),
            sort: value("sort"),
            page: value("page"),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Direction {
    #[default]
    Rising,
    Falling,
}

/// The order of a list, as addresses name it: a column, with a minus before it when it falls. Empty: the list's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sort<'a> {
    pub column: &'a str,
    pub direction: Direction,
}

impl<'a> Sort<'a> {
    pub fn parse(text: &'a str) -> Self {
        match text.strip_prefix('-') {
            Some(column) => Self {
                column,
                direction: Direction::Falling,
            },
            None => Self {
                column: text,
                direction: Direction::Rising,
            },
        }
    }
}

/// What the office does next about a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MemberGroup {
    /// The profile lacks what a match needs.
    Unfinished,
    /// Brought by a file or by the office, and not here yet.
    NeverCame,
    /// A mentee who came, without a mentorship that runs or was finished.
    WithoutMentor,
    /// Came, and the office has not said yet that it knows them: in no figure of the partners.
    ToConfirm,
    /// Brought by a file in silence: nobody has written to them yet.
    ToInvite,
}

impl MemberGroup {
    pub const ALL: [MemberGroup; 5] = [
        MemberGroup::ToInvite,
        MemberGroup::WithoutMentor,
        MemberGroup::NeverCame,
        MemberGroup::ToConfirm,
        MemberGroup::Unfinished,
    ];

    /// As addresses name it.
    pub const fn code(self) -> &'static str {
        match self {
            MemberGroup::Unfinished => "unfinished",
            MemberGroup::NeverCame => "never_came",
            MemberGroup::WithoutMentor => "without_mentor",
            MemberGroup::ToConfirm => "to_confirm",
            MemberGroup::ToInvite => "to_invite",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.code() == code)
    }
}

/// How far a member is, as groups and tags read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    pub side: Side,
    pub standing: Standing,
    /// Has what a match needs.
    pub is_finished: bool,
    /// Has proved the address.
    pub has_come: bool,
    /// In a mentorship that runs, or that was finished.
    pub is_mentored: bool,
    pub is_confirmed: bool,
    /// An invitation waits that nobody has sent.
    pub awaits_invitation: bool,
}

impl Progress {
    /// Came and said yes.
    pub fn takes_part(&self) -> bool {
        self.has_come && self.standing == Standing::Agreed
    }

    pub fn is_in(&self, group: MemberGroup) -> bool {
        match group {
            MemberGroup::Unfinished => !self.is_finished,
            MemberGroup::NeverCame => !self.has_come && self.standing != Standing::Refused,
            MemberGroup::WithoutMentor => {
                self.side == Side::Mentee && self.takes_part() && !self.is_mentored
            }
            MemberGroup::ToConfirm => self.takes_part() && !self.is_confirmed,
            MemberGroup::ToInvite => self.awaits_invitation,
        }
    }
}

/// How many rows each filter would show, by its value in the address; the whole list under the empty one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts(BTreeMap<String, u64>);

impl Counts {
    pub fn add(&mut self, value: &str, rows: u64) {
        *self.0.entry(value.to_owned()).or_default() += rows;
    }

    pub fn of(&self, value: &str) -> u64 {
        self.0.get(value).copied().unwrap_or(0)
    }
}

/// A value that a list can be narrowed to, with its name and how many members have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    pub code: String,
    pub name: String,
    pub members: u64,
}

/// What the members of a programme have, by name: what is had by nobody is no filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facets {
    pub countries: Vec<Facet>,
    pub sectors: Vec<Facet>,
    pub federations: Vec<Facet>,
}

/// A list of a programme, with what narrows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed<T> {
    pub page: Page<T>,
    pub counts: Counts,
    pub facets: Facets,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_past_the_last_is_the_last() {
        let place = |wanted, total| {
            let place = Place::of(wanted, total);
            (place.page, place.offset)
        };
        assert_eq!([place(0, 60), place(2, 60)], [(1, 0), (2, 25)]);
        assert_eq!([place(3, 50), place(u32::MAX, 51)], [(2, 25), (3, 50)]);
        assert_eq!(place(7, 0), (1, 0));
    }

    #[test]
    fn an_empty_list_has_one_page() {
        let page = |total| Page::<()> {
            rows: vec![],
            page: 1,
            total,
        };
        assert_eq!(
            [page(0).pages(), page(25).pages(), page(26).pages()],
            [1, 1, 2]
        );
    }

    #[test]
    fn an_order_is_a_column_with_a_minus_where_it_falls() {
        let falling = Sort {
            column: "name",
            direction: Direction::Falling,
        };
        assert_eq!(Sort::parse("-name"), falling);
        assert_eq!(Sort::parse("name").direction, Direction::Rising);
        assert_eq!(Sort::parse(""), Sort::default());
    }

    #[test]
    fn whoever_never_came_is_neither_to_confirm_nor_without_a_mentor() {
        let new = Progress {
            side: Side::Mentee,
            standing: Standing::Invited,
            is_finished: true,
            has_come: false,
            is_mentored: false,
            is_confirmed: false,
            awaits_invitation: false,
        };
        let groups = |progress: Progress| {
            let groups = MemberGroup::ALL.into_iter();
            groups
                .filter(|group| progress.is_in(*group))
                .collect::<Vec<_>>()
        };
        assert_eq!(groups(new), [MemberGroup::NeverCame]);
        let imported = Progress {
            standing: Standing::Imported,
            awaits_invitation: true,
            ..new
        };
        let both = [MemberGroup::ToInvite, MemberGroup::NeverCame];
        assert_eq!(groups(imported), both);
        let refused = Progress {
            standing: Standing::Refused,
            ..new
        };
        assert_eq!(groups(refused), []);
        let came = Progress {
            standing: Standing::Agreed,
            has_come: true,
            ..new
        };
        assert_eq!(
            groups(came),
            [MemberGroup::WithoutMentor, MemberGroup::ToConfirm]
        );
        let mentor = Progress {
            side: Side::Mentor,
            is_confirmed: true,
            ..came
        };
        assert_eq!(groups(mentor), []);
        for group in MemberGroup::ALL {
            assert_eq!(MemberGroup::from_code(group.code()), Some(group));
        }
    }
}
