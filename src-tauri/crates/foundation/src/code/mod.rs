//! The codes of findings: a letter for the kind and three digits. They are forever; a code that is no longer
//! used goes to `RETIRED` and is not given again (`ever.txt` holds every code that ever landed). `tests/golden`
//! and `tests/lint` hold a case for each.
//!
//! The tables stand in a file for each letter. The comment of a code is the page that the user reads, in
//! Chinese: rustdoc shows it, `Explanation` gives it at run time, and `assets/CODES.md` is written from it.

mod explanation;
#[cfg(test)]
mod page;

#[macro_use]
mod attachments;
#[macro_use]
mod calls;
#[macro_use]
mod fields;
#[macro_use]
mod makers;
#[macro_use]
mod names;
#[macro_use]
mod paper;

pub use explanation::Explanation;

use serde::{Serialize, Serializer};

use crate::character::half_width;

/// Codes that were used once, each with what became of it. None is given again.
const RETIRED: &[(&str, &str)] =
    &[("A403", "以前的版本还不能排印程序里写的案例材料，用它提醒另做一个 PDF；现在能排印了。")];

macro_rules! codes {
    (=> $($(#[doc = $doc:literal])* $name:ident = $text:literal;)*) => {
        /// The kind of a finding. `F` fields of a form, `C` the call, `N` file names, `A` attachments and
        /// material, `L` the paper, `K` the files of forms and calls.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code {
            $($(#[doc = $doc])* $name,)*
        }

        impl Code {
            /// Every code there is.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The letter and three digits.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                }
            }

            /// Its comment in the table, as it is written there.
            fn comment(self) -> &'static str {
                match self {
                    $(Self::$name => concat!($($doc, "\n",)*),)*
                }
            }
        }
    };
}

// Each table hands its codes on to the next; `codes` takes them all.
fields! { calls, names, attachments, makers, paper, codes => }

impl Code {
    /// What it says, why, what to do, how much it weighs, and what it rests on: the user's page.
    pub fn explanation(self) -> Explanation {
        Explanation::read(self.comment())
    }

    /// Whether it says only that something is not there yet.
    pub fn is_of_what_is_missing(self) -> bool {
        matches!(self, Self::RequiredMissing | Self::DeclarationMissing)
    }

    /// The code that somebody wrote, perhaps with small letters or full-width ones; nothing if there is none.
    pub fn written(text: &str) -> Option<Self> {
        let text = as_codes_are_written(text);
        Self::ALL.iter().copied().find(|code| code.as_str() == text)
    }

    /// The codes that differ in one place from what somebody wrote.
    pub fn resembling(text: &str) -> impl Iterator<Item = Self> {
        let text = as_codes_are_written(text);
        let differing = move |code: &Self| {
            let code = code.as_str();
            let pairs = code.chars().zip(text.chars());
            let same_length = code.chars().count() == text.chars().count();
            same_length && pairs.filter(|(one, other)| one != other).count() == 1
        };
        Self::ALL.iter().copied().filter(differing)
    }
}

/// What became of a code that is no longer used, however it is written; nothing for any other.
pub fn retired(text: &str) -> Option<(&'static str, &'static str)> {
    let text = as_codes_are_written(text);
    RETIRED.iter().copied().find(|(code, _)| *code == text)
}

/// In capitals, with half-width letters and digits, without white space.
fn as_codes_are_written(text: &str) -> String {
    let written = text.chars().filter(|character| !character.is_whitespace()).map(half_width);
    written.map(|character| character.to_ascii_uppercase()).collect()
}

impl Serialize for Code {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_code_is_a_letter_and_three_digits_and_stands_once() {
        let mut seen = BTreeSet::new();
        for code in Code::ALL {
            let text = code.as_str().as_bytes();
            assert!(text.len() == 4 && text[0].is_ascii_uppercase(), "{code:?}");
            assert!(text[1..].iter().all(u8::is_ascii_digit), "{code:?}");
            assert!(seen.insert(text), "{code:?} stands twice");
        }
    }

    /// Whoever takes a code away puts it into `RETIRED`; whoever adds one adds it to `ever.txt` as well.
    #[test]
    fn no_code_is_lost_or_given_again() {
        let lines = include_str!("ever.txt").lines();
        let ever: Vec<&str> = lines.filter(|line| !line.starts_with('#')).collect();
        let known: BTreeSet<&str> = ever.iter().copied().collect();
        assert_eq!(known.len(), ever.len(), "a code stands twice in ever.txt");
        let used: BTreeSet<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
        let retired: BTreeSet<&str> = RETIRED.iter().map(|(code, _)| *code).collect();
        assert_eq!(used.intersection(&retired).count(), 0, "a retired code is used again");
        let accounted: BTreeSet<&str> = used.union(&retired).copied().collect();
        assert_eq!(accounted, known, "the table and RETIRED against ever.txt");
    }

    #[test]
    fn a_code_is_known_however_it_is_written() {
        for text in ["F101", "f101", " Ｆ１０１ "] {
            assert_eq!(Code::written(text), Some(Code::RequiredMissing), "{text}");
        }
        assert_eq!(Code::written("F999"), None);
        assert_eq!(retired("a403").map(|(code, _)| code), Some("A403"));
        assert_eq!(retired("A404"), None);
        let near = |text| Code::resembling(text).map(Code::as_str).collect::<Vec<_>>();
        assert_eq!(near("L5O1"), ["L501"]);
        assert_eq!(near("N303"), ["N301", "N302"]);
        assert_eq!(near("hello"), [""; 0]);
    }
}
