//! A pair at work: its states, the charter both sign, and the one next step of either side.
//!
//! Nothing here is done for the other: each signs for themselves, the mentee alone makes the pledge. A change of the
//! terms is a new version which needs both signatures again.

mod ending;
mod progress;
mod sides;

pub use ending::{Ended, Ending, Parting};
pub use progress::Progress;
pub use sides::{SideView, side_to_show};

use crate::{
    FieldProblem, Lang, MentorshipId, PersonId, Problem, Refusal,
    circle::PledgeView,
    parse,
    time::{Day, WallTime},
};
use serde::{Deserialize, Serialize};

/// Where a pair stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MentorshipState {
    AwaitingCharter,
    AwaitingPledge,
    Active,
    Closed,
}

impl MentorshipState {
    pub const ALL: [MentorshipState; 4] = [
        MentorshipState::AwaitingCharter,
        MentorshipState::AwaitingPledge,
        MentorshipState::Active,
        MentorshipState::Closed,
    ];

    pub const fn code(self) -> &'static str {
        match self {
            MentorshipState::AwaitingCharter => "awaiting_charter",
            MentorshipState::AwaitingPledge => "awaiting_pledge",
            MentorshipState::Active => "active",
            MentorshipState::Closed => "closed",
        }
    }

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.code() == code)
    }

    /// May the terms of the charter change? As long as the pair works together: what both signed stays in force until
    /// both signed something else.
    pub const fn edit(self) -> Result<(), Refusal> {
        match self {
            MentorshipState::AwaitingCharter
            | MentorshipState::AwaitingPledge
            | MentorshipState::Active => Ok(()),
            MentorshipState::Closed => Err(Refusal::MentorshipClosed),
        }
    }

    /// After a signature; `both` when the other's signature is there already. A change of terms moves nothing.
    pub const fn sign(self, both: bool) -> Result<Self, Refusal> {
        match (self, both) {
            (MentorshipState::AwaitingCharter, true) => Ok(MentorshipState::AwaitingPledge),
            (MentorshipState::Closed, _) => Err(Refusal::MentorshipClosed),
            _ => Ok(self),
        }
    }

    /// After the end, whatever brought it about; what has ended stays as it ended.
    pub const fn end(self) -> Result<Self, Refusal> {
        match self {
            MentorshipState::AwaitingCharter
            | MentorshipState::AwaitingPledge
            | MentorshipState::Active => Ok(MentorshipState::Closed),
            MentorshipState::Closed => Err(Refusal::MentorshipClosed),
        }
    }

    /// After the pledge.
    pub const fn pledge(self) -> Result<Self, Refusal> {
        match self {
            MentorshipState::AwaitingCharter => Err(Refusal::NotYet),
            MentorshipState::AwaitingPledge => Ok(MentorshipState::Active),
            MentorshipState::Active => Err(Refusal::AlreadyPledged),
            MentorshipState::Closed => Err(Refusal::MentorshipClosed),
        }
    }
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Side {
    Mentee,
    Mentor,
}

/// A closed list of answers, stored and posted by code.
macro_rules! answers {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        pub enum $name { $($variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            pub const fn code(self) -> &'static str {
                match self { $($name::$variant => $code),+ }
            }

            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }
    };
}

answers! {
    /// How often the two meet.
    Rhythm { Weekly = "weekly", Fortnightly = "fortnightly", Monthly = "monthly" }
}
answers! {
    /// Where they meet.
    Channel { Video = "video", Phone = "phone", InPerson = "in_person", Mixed = "mixed" }
}
answers! {
    /// What may leave the pair.
    Confidentiality { BetweenUs = "between_us", ByAgreement = "by_agreement" }
}

/// The pair's own terms beside the programme's text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub aims: String,
    pub rhythm: Rhythm,
    pub months: i64,
    pub channel: Channel,
    pub confidentiality: Confidentiality,
}

impl Terms {
    /// What a pair starts from: a fortnightly video call for nine months, nothing leaves the pair.
    pub const fn suggested(aims: String) -> Self {
        Self {
            aims,
            rhythm: Rhythm::Fortnightly,
            months: 9,
            channel: Channel::Video,
            confidentiality: Confidentiality::BetweenUs,
        }
    }

    /// Takes what was typed, or says what is wrong field by field.
    pub fn parse(draft: &TermsDraft) -> Result<Self, Vec<FieldProblem>> {
        let mut problems = Vec::new();
        let aims =
            parse::paragraph(&draft.aims, 10, 2_000).map_err(|it| note(&mut problems, "aims", it));
        let rhythm = Rhythm::from_code(&draft.rhythm);
        if rhythm.is_none() {
            note(&mut problems, "rhythm", Problem::NotInList);
        }
        let months = parse::whole_number(&draft.months, 3, 18)
            .map_err(|it| note(&mut problems, "months", it));
        let channel = Channel::from_code(&draft.channel);
        if channel.is_none() {
            note(&mut problems, "channel", Problem::NotInList);
        }
        let confidentiality = Confidentiality::from_code(&draft.confidentiality);
        if confidentiality.is_none() {
            note(&mut problems, "confidentiality", Problem::NotInList);
        }
        match (aims, rhythm, months, channel, confidentiality) {
            (Ok(aims), Some(rhythm), Ok(months), Some(channel), Some(confidentiality)) => {
                Ok(Self {
                    aims,
                    rhythm,
                    months,
                    channel,
                    confidentiality,
                })
            }
            _ => Err(problems),
        }
    }
}

/// The terms as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermsDraft {
    pub aims: String,
    pub rhythm: String,
    pub months: String,
    pub channel: String,
    pub confidentiality: String,
}

/// How far the charter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signatures {
    pub has_terms: bool,
    pub mine: bool,
    pub theirs: bool,
}

/// The one thing that comes next for one side. Waiting is said as such, with what happens then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NextStep {
    /// Nobody wrote the terms yet: either may.
    ProposeTerms,
    SignCharter,
    WaitForSignature,
    /// Other terms are proposed than those both signed.
    SignChange,
    WaitForChange,
    MakePledge,
    WaitForPledge,
    /// Write to the other to fix the first meeting.
    ArrangeMeeting,
    /// The pair ended early: other mentors are suggested to the mentee.
    FindMentor,
    /// The pair ended early: the mentor's place is free again.
    PlaceIsFree,
    SeeChain,
}

impl NextStep {
    /// What waits for the viewer comes before what waits for the other.
    pub const fn urgency(self) -> u8 {
        match self {
            NextStep::ProposeTerms
            | NextStep::SignCharter
            | NextStep::SignChange
            | NextStep::MakePledge => 0,
            NextStep::ArrangeMeeting => 1,
            NextStep::WaitForSignature | NextStep::WaitForChange | NextStep::WaitForPledge => 2,
            NextStep::FindMentor | NextStep::PlaceIsFree => 3,
            NextStep::SeeChain => 4,
        }
    }
}

/// What comes next for the viewer's side. A signature that is asked for comes before anything else; a pledge that is
/// due does not wait for the other's.
pub const fn next_step(state: MentorshipState, side: Side, charter: Signatures) -> NextStep {
    let is_change = charter.has_terms && !(charter.mine && charter.theirs);
    match (state, side) {
        (MentorshipState::AwaitingCharter, _) => {
            if !charter.has_terms {
                NextStep::ProposeTerms
            } else if charter.mine {
                NextStep::WaitForSignature
            } else {
                NextStep::SignCharter
            }
        }
        (MentorshipState::Closed, _) => NextStep::SeeChain,
        _ if is_change && !charter.mine => NextStep::SignChange,
        (MentorshipState::AwaitingPledge, Side::Mentee) => NextStep::MakePledge,
        _ if is_change => NextStep::WaitForChange,
        (MentorshipState::AwaitingPledge, Side::Mentor) => NextStep::WaitForPledge,
        (MentorshipState::Active, _) => NextStep::ArrangeMeeting,
    }
}

/// Somebody of a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    pub person: PersonId,
    pub name: String,
    /// The given name.
    pub short: String,
    pub headline: String,
    pub city: String,
    pub photo: Option<String>,
    /// Within an open mentorship only; empty otherwise.
    pub email: String,
    pub phone: String,
}

/// One line of the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Milestone {
    Opened,
    TermsWritten { version: i64, mine: bool },
    Signed { mine: bool },
    Pledged,
    Ended,
}

/// Somebody's signature under one version, or the place for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    pub person: PersonId,
    pub name: String,
    pub given: Option<GivenSignature>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenSignature {
    pub at: WallTime,
    /// The language in which the text was read.
    pub lang: String,
    /// Of everything that was signed.
    pub hash: String,
    /// Whether text and terms as they are kept still have this hash.
    pub is_intact: bool,
}

/// A piece of the programme's own text: the safe subset that charters are written in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextBlock {
    Heading(String),
    Paragraph(String),
    List(Vec<String>),
}

/// One version of a pair's terms with its signatures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharterVersion {
    /// 0: nobody wrote terms yet, and these are the suggested ones.
    pub number: i64,
    /// Of the programme's own text.
    pub text_version: i64,
    pub terms: Terms,
    /// A name was taken out of the aims at the person's request: the fingerprints are those of the text before.
    pub is_redacted: bool,
    pub mentee: Signature,
    pub mentor: Signature,
}

impl CharterVersion {
    /// Did both sign it?
    pub const fn is_agreed(&self) -> bool {
        self.mentee.given.is_some() && self.mentor.given.is_some()
    }
}

/// The charter as one of the two reads it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharterView {
    pub mentorship: MentorshipId,
    pub text: Vec<TextBlock>,
    /// The language of the text: the reader's where the programme has it; `None` where it has no text at all.
    pub text_lang: Option<Lang>,
    /// The newest terms, signed or not.
    pub current: CharterVersion,
    /// Former versions that both signed, the newest first: it is in force until both signed the current one.
    pub kept: Vec<CharterVersion>,
    /// Of what the reader would sign; empty where there is nothing to sign.
    pub hash: String,
    pub may_edit: bool,
    pub may_sign: bool,
    /// The other's given name.
    pub other: String,
}

/// A mentorship as one of the two sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentorshipView {
    pub id: MentorshipId,
    pub state: MentorshipState,
    pub side: Side,
    pub other: Partner,
    pub next: NextStep,
    /// From the day the charter holds until the end.
    pub progress: Option<Progress>,
    /// The aims that both signed last.
    pub aims: String,
    /// The mentee's.
    pub pledge: Option<PledgeView>,
    pub ended: Option<Ended>,
    pub timeline: Vec<(Day, Milestone)>,
}

/// The programme's text in blocks: `# ` and `## ` begin headings, `- ` items of a list, anything else a paragraph.
pub fn blocks(text: &str) -> Vec<TextBlock> {
    let mut blocks: Vec<TextBlock> = Vec::new();
    let mut open = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            open = false;
        } else if line.starts_with('#') {
            blocks.push(TextBlock::Heading(
                line.trim_start_matches('#').trim().to_owned(),
            ));
            open = false;
        } else if let Some(item) = line.strip_prefix("- ") {
            match blocks.last_mut() {
                Some(TextBlock::List(items)) => items.push(item.to_owned()),
                _ => blocks.push(TextBlock::List(vec![item.to_owned()])),
            }
            open = false;
        } else {
            match blocks.last_mut() {
                Some(TextBlock::Paragraph(text)) if open => {
                    text.push(' ');
                    text.push_str(line);
                }
                _ => blocks.push(TextBlock::Paragraph(line.to_owned())),
            }
            open = true;
        }
    }
    blocks
}

fn note(problems: &mut Vec<FieldProblem>, field: &'static str, problem: Problem) {
    problems.push(FieldProblem {
        field: field.into(),
        problem,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOTHING: Signatures = Signatures {
        has_terms: false,
        mine: false,
        theirs: false,
    };

    #[test]
    fn the_second_signature_leads_to_the_pledge_and_the_pledge_to_work() {
        let state = MentorshipState::AwaitingCharter;
        assert_eq!(state.sign(false), Ok(MentorshipState::AwaitingCharter));
        let both = state.sign(true).unwrap();
        assert_eq!(both, MentorshipState::AwaitingPledge);
        assert_eq!(both.pledge(), Ok(MentorshipState::Active));
    }

    #[test]
    fn steps_out_of_order_are_refused() {
        assert_eq!(
            MentorshipState::AwaitingCharter.pledge(),
            Err(Refusal::NotYet)
        );
        assert_eq!(
            MentorshipState::Active.pledge(),
            Err(Refusal::AlreadyPledged)
        );
        assert_eq!(
            MentorshipState::Closed.edit(),
            Err(Refusal::MentorshipClosed)
        );
        assert_eq!(
            MentorshipState::Closed.sign(true),
            Err(Refusal::MentorshipClosed)
        );
        assert_eq!(
            MentorshipState::Closed.end(),
            Err(Refusal::MentorshipClosed)
        );
    }

    #[test]
    fn a_pair_may_end_at_any_time() {
        for state in MentorshipState::ALL {
            let ended = state.end();
            assert_eq!(ended.is_ok(), state != MentorshipState::Closed);
            assert!(ended.is_err() || ended == Ok(MentorshipState::Closed));
        }
    }

    #[test]
    fn each_side_has_its_own_next_step() {
        let waiting = Signatures {
            has_terms: true,
            mine: true,
            theirs: false,
        };
        let turn = Signatures {
            mine: false,
            ..waiting
        };
        let charter = MentorshipState::AwaitingCharter;
        assert_eq!(
            next_step(charter, Side::Mentor, NOTHING),
            NextStep::ProposeTerms
        );
        assert_eq!(
            next_step(charter, Side::Mentee, waiting),
            NextStep::WaitForSignature
        );
        assert_eq!(
            next_step(charter, Side::Mentor, turn),
            NextStep::SignCharter
        );
        let pledge = MentorshipState::AwaitingPledge;
        let both = Signatures {
            theirs: true,
            ..waiting
        };
        assert_eq!(next_step(pledge, Side::Mentee, both), NextStep::MakePledge);
        assert_eq!(
            next_step(pledge, Side::Mentor, both),
            NextStep::WaitForPledge
        );
    }

    #[test]
    fn a_change_of_terms_asks_for_signatures_and_leaves_the_state_as_it_is() {
        let asked = Signatures {
            has_terms: true,
            mine: false,
            theirs: false,
        };
        let given = Signatures {
            mine: true,
            ..asked
        };
        for state in [MentorshipState::AwaitingPledge, MentorshipState::Active] {
            assert_eq!((state.edit(), state.sign(true)), (Ok(()), Ok(state)));
            for side in [Side::Mentee, Side::Mentor] {
                assert_eq!(next_step(state, side, asked), NextStep::SignChange);
            }
            assert_eq!(
                next_step(state, Side::Mentor, given),
                NextStep::WaitForChange
            );
        }
        let pledge = next_step(MentorshipState::AwaitingPledge, Side::Mentee, given);
        assert_eq!(pledge, NextStep::MakePledge);
    }

    #[test]
    fn every_wrong_field_of_the_terms_is_named() {
        let problems = Terms::parse(&TermsDraft {
            aims: "short".into(),
            rhythm: "daily".into(),
            months: "40".into(),
            channel: String::new(),
            confidentiality: String::new(),
        })
        .unwrap_err();
        let fields: Vec<_> = problems.iter().map(|it| it.field.as_ref()).collect();
        assert_eq!(
            fields,
            ["aims", "rhythm", "months", "channel", "confidentiality"]
        );
    }

    #[test]
    fn the_text_becomes_headings_paragraphs_and_lists() {
        assert_eq!(
            blocks("# Aims\nOne\nline\n\n- a\n- b\n<b>\n"),
            [
                TextBlock::Heading("Aims".into()),
                TextBlock::Paragraph("One line".into()),
                TextBlock::List(vec!["a".into(), "b".into()]),
                TextBlock::Paragraph("<b>".into()),
            ]
        );
    }
}
