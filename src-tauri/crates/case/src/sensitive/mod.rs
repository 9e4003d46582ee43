//! What should not stand in a text that is published: numbers of persons and marks of secrecy. Places
//! and masks are told; what becomes of them is for the rules and the user. Pure, and linear in the
//! text: numbers are judged where a run of digits starts, never inside of one.
//!
//! A missed number is worse than a needless question, but a question at each long number would teach
//! people to look away: check digits, dates of birth and the words close by decide.

mod around;
mod documents;
mod glyphs;
mod numbers;
mod secret;

#[cfg(test)]
mod recall;
#[cfg(test)]
mod tests;

use foundation::Date;

use glyphs::Line;

/// What kind of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SensitiveKind {
    /// 公民身份号码, of 18 or 15 digits.
    IdNumber,
    /// A mobile number.
    Mobile,
    /// The number of a bank card.
    BankCard,
    /// The number of a passport or of a permit to travel.
    Passport,
    /// 军官证号, 警官证号 and the like.
    ServiceCard,
    /// 残疾人证号: an ID number with kind and degree behind it.
    DisabilityCard,
    /// 全国学籍号: an ID number with a letter before it.
    StudentNumber,
    /// A mark of secrecy: 绝密, 机密, 秘密 or 内部资料 as a mark, not as a word.
    SecretMark,
}

/// Something that should not be published, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sensitive {
    /// What it is.
    pub kind: SensitiveKind,
    /// The first byte of it.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
    /// It as it is written, with the spaces and hyphens inside.
    pub found: String,
    /// What may stand there instead, half-width and without spaces: `341*************15`,
    /// `138****8000`. Empty for a mark of secrecy, which nothing can stand for.
    pub masked: String,
}

/// Everything in a text that should not be published, in order and without overlaps. Nobody is born
/// after `today`.
pub fn find_sensitive(text: &str, today: Date) -> Vec<Sensitive> {
    let line = Line::read(text);
    let mut all = numbers::find(&line, today);
    all.extend(secret::find(&line));
    all.sort_by_key(|one| one.start);
    let mut end = 0;
    all.retain(|one| {
        let apart = one.start >= end;
        end = if apart { one.end } else { end };
        apart
    });
    let told = |one: numbers::Place| Sensitive {
        found: text[one.start..one.end].to_owned(),
        kind: one.kind,
        start: one.start,
        end: one.end,
        masked: one.masked,
    };
    all.into_iter().map(told).collect()
}

/// The text with the masks in place of what was found in it. A mark of secrecy stays: whether the text
/// is secret, somebody has to decide before the mark goes. What no longer stands where it was found is
/// left alone.
pub fn mask(text: &str, found: &[Sensitive]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for one in found.iter().filter(|one| one.kind != SensitiveKind::SecretMark) {
        let Some(before) = text.get(at..one.start) else { continue };
        if text.get(one.start..one.end) != Some(&one.found) {
            continue;
        }
        masked.push_str(before);
        masked.push_str(&one.masked);
        at = one.end;
    }
    masked.push_str(&text[at..]);
    masked
}
