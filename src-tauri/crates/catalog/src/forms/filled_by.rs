//! Who fills in a field. One table of the program: forms have places that only a recommending or an upper
//! office writes into, by hand, after the applicant has handed in.

use crate::reading::keys::Word;

/// Who fills in a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilledBy {
    /// Whoever prepares the case.
    #[default]
    Applicant,
    /// The office that recommends it.
    Recommender,
    /// An office above that one: whoever examines, approves or ranks.
    Upper,
}

impl FilledBy {
    /// Whether whoever prepares the case is asked for it.
    pub fn is_applicant(self) -> bool {
        self == Self::Applicant
    }

    /// What messages call them.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Applicant => "申报人",
            Self::Recommender => "推荐单位",
            Self::Upper => "上级单位",
        }
    }
}

impl Word for FilledBy {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("applicant", Self::Applicant),
        ("recommender", Self::Recommender),
        ("upper", Self::Upper),
    ];
}
