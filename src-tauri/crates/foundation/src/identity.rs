//! Which case, and which state of it: an id for life, a revision that grows with each saved change, and
//! the chance that ids are drawn from. What a state says is its content digest, which `case` makes.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use crate::Digest;

/// Random bytes come in from outside. The doors own the system's; tests give fixed ones.
pub trait Chance {
    /// Fills `bytes` with bytes that nobody can guess.
    ///
    /// # Errors
    /// Where the system has none to give.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoChance>;
}

/// The system gave no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoChance;

impl fmt::Display for NoChance {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("系统没有给出随机数，不能编案例编号。请重新启动电脑后再试。")
    }
}

impl std::error::Error for NoChance {}

/// Names a case for life, on every machine: 128 random bits, in text 32 hexadecimal digits in small letters.
/// Two cases of the same number are not to be expected: among 10¹⁵ of them the chance is one in 10⁸.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId([u8; 16]);

impl CaseId {
    /// A new one.
    ///
    /// # Errors
    /// Where the system has no random bytes.
    pub fn draw(chance: &dyn Chance) -> Result<Self, NoChance> {
        let mut bytes = [0; 16];
        chance.fill(&mut bytes)?;
        Ok(Self(bytes))
    }
}

/// A text that is no id: 32 hexadecimal digits are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnId;

impl FromStr for CaseId {
    type Err = NotAnId;

    /// Takes capital letters as well, for ids that were typed.
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        crate::digest::from_hex(text).map(Self).ok_or(NotAnId)
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for CaseId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "CaseId({self})")
    }
}

impl Serialize for CaseId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// How often a case was changed and saved: 0 for a new one, at most [`Revision::MOST`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Revision(u64);

impl Revision {
    /// The largest: what every reader of JSON takes as a whole number. Source: RFC 8259, 6.
    pub const MOST: u64 = (1 << 53) - 1;

    /// The revision of this number; none beyond [`Revision::MOST`].
    pub fn new(number: u64) -> Option<Self> {
        (number <= Self::MOST).then_some(Self(number))
    }

    /// Its number.
    pub fn number(self) -> u64 {
        self.0
    }

    /// That of the next saved change.
    #[must_use]
    pub fn next(self) -> Self {
        Self((self.0 + 1).min(Self::MOST))
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(out)
    }
}

/// Which case, and how often it was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The case.
    pub id: CaseId,
    /// Its state.
    pub revision: Revision,
}

impl Identity {
    /// That of a case that begins now.
    ///
    /// # Errors
    /// Where the system has no random bytes.
    pub fn draw(chance: &dyn Chance) -> Result<Self, NoChance> {
        Ok(Self { id: CaseId::draw(chance)?, revision: Revision::default() })
    }
}

/// Which case, which state of it, and what that state says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The case and its state.
    pub identity: Identity,
    /// The digest of its content.
    pub content: Digest,
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Same(u8);

    impl Chance for Same {
        fn fill(&self, bytes: &mut [u8]) -> Result<(), NoChance> {
            bytes.fill(self.0);
            Ok(())
        }
    }

    #[test]
    fn an_id_is_32_digits_and_comes_back() {
        let id = CaseId::draw(&Same(0xA5)).unwrap();
        assert_eq!(id.to_string(), "a5".repeat(16));
        assert_eq!(id.to_string().to_uppercase().parse(), Ok(id));
        let long = "a5".repeat(17);
        for text in ["", "a5", &long, &"g5".repeat(16), &"+5".repeat(16), &"五".repeat(32)] {
            assert_eq!(text.parse::<CaseId>(), Err(NotAnId), "{text}");
        }
    }

    #[test]
    fn revisions_end_where_json_ends() {
        assert_eq!(Revision::new(Revision::MOST + 1), None);
        let last = Revision::new(Revision::MOST).unwrap();
        assert_eq!(last.next(), last);
        assert_eq!(Revision::default().next().number(), 1);
    }
}
