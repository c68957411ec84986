//! Passkeys, the second step and recovery codes, as a person sees them.

use crate::{
    PasskeyId, PersonId, Problem, SecondStepResetId,
    parse::{self, western_digit},
    time::{Day, WallTime},
};
use serde::{Deserialize, Serialize};
use std::fmt;

/// More than anybody has devices; each is one more row to look through for whoever lost one.
pub const MAX_PASSKEYS: usize = 10;

/// What a sign-in still lacks before the roles of its person open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecondStep {
    /// There is a passkey, and it was not shown in this sign-in.
    Prove,
    /// There is none yet.
    Enrol,
}

/// A passkey in the list of its owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyLine {
    pub id: PasskeyId,
    pub name: String,
    pub added: Day,
    pub used: Option<Day>,
}

/// The page of what one signs in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecurityView {
    pub passkeys: Vec<PasskeyLine>,
    /// Recovery codes that are left; `None` when none were ever made.
    pub codes_left: Option<u32>,
    pub second_step: Option<SecondStep>,
    /// Do the person's roles ask for a passkey?
    pub required: bool,
    /// Does the site's address allow for passkeys?
    pub possible: bool,
    /// An administrator asked to take passkeys and codes away.
    pub reset: Option<AskedReset>,
}

/// A way back that was asked for the reader, who may say no to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedReset {
    pub id: SecondStepResetId,
    /// When it is void; in Morocco.
    pub until: WallTime,
}

/// A way back that one administrator opened and no second one has confirmed yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingReset {
    pub id: SecondStepResetId,
    pub person: PersonId,
    pub email: String,
    /// Address of the administrator who opened it.
    pub opened_by: String,
    /// In Morocco.
    pub opened: WallTime,
    /// In Morocco.
    pub until: WallTime,
    /// May the reader confirm it?
    pub is_mine_to_confirm: bool,
}

/// How a person calls a passkey; the device's own description when they say nothing.
pub fn passkey_name(text: &str, device: &str) -> Result<String, Problem> {
    let name = parse::line(text, 0, 60)?;
    Ok(match (name.is_empty(), device.is_empty()) {
        (false, _) => name,
        (true, false) => device.to_owned(),
        (true, true) => "—".to_owned(),
    })
}

/// Sixteen letters and digits of Crockford's alphabet, which has no `I`, `L`, `O` and `U`: 80 bits, shown in fours.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode(String);

impl RecoveryCode {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const LENGTH: usize = 16;

    /// A code of random bytes, of which five bits each are used.
    pub fn of(random: [u8; 16]) -> Self {
        let letter = |byte: u8| char::from(Self::ALPHABET[usize::from(byte % 32)]);
        Self(random.map(letter).iter().collect())
    }

    /// As it was copied from paper: any case, any spaces and hyphens, digits of any keyboard, `O` for 0, `I` and `L` for 1.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        let code: String = text
            .chars()
            .map(western_digit)
            .filter(char::is_ascii_alphanumeric)
            .map(|c| match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                other => other,
            })
            .collect();
        let is_code =
            code.len() == Self::LENGTH && code.bytes().all(|byte| Self::ALPHABET.contains(&byte));
        match (code.is_empty(), is_code) {
            (true, _) => Err(Problem::Missing),
            (_, false) => Err(Problem::WrongRecoveryCode),
            _ => Ok(Self(code)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// `AB12-CD34-EF56-GH78`.
    pub fn shown(&self) -> String {
        let parts: Vec<&str> = [0, 4, 8, 12]
            .into_iter()
            .filter_map(|start| self.0.get(start..start + 4))
            .collect();
        parts.join("-")
    }
}

/// Keeps codes out of logs that print a structure by `{:?}`.
impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_back_however_it_was_copied() {
        let code = RecoveryCode::of(std::array::from_fn(|i| i as u8 * 17));
        let shown = code.shown();
        assert_eq!(shown.len(), 19);
        for copied in [
            shown.clone(),
            shown.to_lowercase(),
            shown.replace('-', " "),
            shown.replace('0', "O").replace('1', "l"),
            shown.replace('0', "٠"),
        ] {
            assert!(RecoveryCode::parse(&copied) == Ok(code.clone()), "{copied}");
        }
        assert!(RecoveryCode::parse(" ") == Err(Problem::Missing));
        assert!(RecoveryCode::parse(&shown[1..]) == Err(Problem::WrongRecoveryCode));
    }

    #[test]
    fn a_passkey_without_a_name_is_called_after_its_device() {
        let name = |text| passkey_name(text, "Firefox, Linux");
        assert_eq!(name("  my  phone "), Ok("my phone".into()));
        assert_eq!(name(" "), Ok("Firefox, Linux".into()));
        assert_eq!(name(&"x".repeat(61)), Err(Problem::TooLong { max: 60 }));
    }
}
