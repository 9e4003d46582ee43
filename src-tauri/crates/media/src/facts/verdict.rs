//! Whether a photo or video is large enough: a pure question about facts and a minimum.

use foundation::Px;

use crate::facts::Facts;

/// The least size that a call asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Minimum {
    /// Of the long side.
    pub long: Px,
    /// Of the short side.
    pub short: Px,
}

impl Minimum {
    /// Where no call says otherwise. Source: 苏2020 公告七(二).
    pub const USUAL: Self = Self { long: 1920, short: 1080 };
}

/// What a size is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Large enough, upright or on its side.
    Meets,
    /// Too small on one side at least.
    Below,
    /// Its size cannot be read: a person has to look.
    Unreadable,
}

impl Verdict {
    /// In JSON.
    pub fn word(self) -> &'static str {
        match self {
            Self::Meets => "meets",
            Self::Below => "below",
            Self::Unreadable => "unreadable",
        }
    }

    /// For people.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Meets => "符合",
            Self::Below => "不足",
            Self::Unreadable => "请人工确认",
        }
    }
}

/// Judges the size as shown; a portrait counts like a landscape.
pub fn judge(facts: &Facts, minimum: Minimum) -> Verdict {
    match facts.shown {
        None => Verdict::Unreadable,
        Some(shown) if shown.long() >= minimum.long && shown.short() >= minimum.short => {
            Verdict::Meets
        }
        Some(_) => Verdict::Below,
    }
}
