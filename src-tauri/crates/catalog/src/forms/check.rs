//! Checks across fields, as forms and calls write them: a named rule with parameters, how much it
//! weighs, and its clause. What each rule finds is said in `case`.

use foundation::Date;

use crate::forms::asks::Limits;
use crate::reading::keys::Word;

/// A check of a form or a call.
#[derive(Clone, Debug)]
pub struct Check {
    /// What is checked.
    pub rule: CheckRule,
    /// How much it weighs.
    pub weight: Weight,
    /// The clause.
    pub source: String,
}

/// What is checked. Names are ids of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckRule {
    /// `first` must not lie after `last`.
    InOrder {
        /// A month or date field.
        first: String,
        /// A month or date field.
        last: String,
    },
    /// `part` must not be larger than `total`.
    PartOf {
        /// A number field.
        part: String,
        /// A number field.
        total: String,
    },
    /// The number in `count` should be the length of the list in `list`.
    CountOf {
        /// A number field.
        count: String,
        /// A field of regions or rows.
        list: String,
    },
    /// Two fields should say the same.
    SameAs {
        /// A text or number field.
        field: String,
        /// Another.
        other: String,
    },
    /// A month, date or the beginning of a period should not lie before `from`.
    NotBefore {
        /// The field.
        field: String,
        /// `2018-01` or `2018-01-01`; that month or day is still right.
        from: String,
    },
    /// A month, date or the beginning of a period should not lie after `until`.
    NotAfter {
        /// The field.
        field: String,
        /// `2022-12` or `2022-12-31`; that month or day is still right.
        until: String,
    },
    /// A period should be open or end today or later.
    StillRunning {
        /// A period field.
        field: String,
    },
    /// Every national poverty county in `list` should stand in `national`, and nothing else.
    NationalCounties {
        /// A field of regions.
        list: String,
        /// A field of regions.
        national: String,
    },
    /// At least one of the texts should name a national poverty county.
    NamesNationalCounty {
        /// Text or region fields.
        fields: Vec<String>,
    },
    /// A text should hold figures.
    HoldsFigures {
        /// A text field.
        field: String,
    },
    /// At least one of the texts should hold one of the words.
    Mentions {
        /// Text fields.
        fields: Vec<String>,
        /// Any of these.
        words: Vec<String>,
        /// What they are about, for the message.
        topic: String,
    },
    /// Several texts together have a length.
    WholeLength {
        /// Text fields.
        fields: Vec<String>,
        /// Whether the blocks of the detailed material count too.
        material: bool,
        /// What the texts are called together.
        what: String,
        /// Their length.
        limits: Limits,
    },
    /// An identity number agrees with what stands beside it.
    IdNumberAgrees {
        /// A text field of that format.
        id_number: String,
        /// A date or month field.
        birth: Option<String>,
        /// A choice with the options 男 and 女, or a text field.
        sex: Option<String>,
    },
    /// Somebody should be so old on a day, in full years.
    AgeOn {
        /// The day or month of birth, or an identity number.
        field: String,
        /// The day.
        day: Date,
        /// So many years at least.
        least: Option<u32>,
        /// So many years at most.
        most: Option<u32>,
    },
    /// Each link needs its screenshot among the attachments.
    ScreenshotForEachLink {
        /// A field of links.
        field: String,
    },
}

/// How much it weighs when a check does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// An error.
    Must,
    /// 原则上: a warning that a reason settles.
    InPrinciple,
    /// A warning.
    Advised,
}

impl Weight {
    /// Its word, as the manual writes it.
    pub(crate) const fn manual(self) -> &'static str {
        match self {
            Self::Must => "`must`",
            Self::InPrinciple => "`in_principle`",
            Self::Advised => "`advised`",
        }
    }
}

impl Word for Weight {
    const WORDS: &'static [(&'static str, Self)] =
        &[("must", Self::Must), ("in_principle", Self::InPrinciple), ("advised", Self::Advised)];
}

impl CheckRule {
    /// The ids of the fields that it names: what a rule that follows it reads of the values.
    pub fn fields(&self) -> Vec<&str> {
        match self {
            Self::InOrder { first, last } => vec![first, last],
            Self::PartOf { part, total } => vec![part, total],
            Self::CountOf { count, list } => vec![count, list],
            Self::SameAs { field, other } => vec![field, other],
            Self::NationalCounties { list, national } => vec![list, national],
            Self::IdNumberAgrees { id_number, birth, sex } => {
                [Some(id_number), birth.as_ref(), sex.as_ref()]
                    .into_iter()
                    .flatten()
                    .map(String::as_str)
                    .collect()
            }
            Self::NotBefore { field, .. }
            | Self::NotAfter { field, .. }
            | Self::StillRunning { field }
            | Self::HoldsFigures { field }
            | Self::AgeOn { field, .. }
            | Self::ScreenshotForEachLink { field } => vec![field],
            Self::NamesNationalCounty { fields }
            | Self::Mentions { fields, .. }
            | Self::WholeLength { fields, .. } => fields.iter().map(String::as_str).collect(),
        }
    }
}
