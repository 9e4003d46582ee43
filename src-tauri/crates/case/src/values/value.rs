//! What stands in a field. Texts of numbers, months and dates are kept as they were typed, so that
//! a half-typed one is a finding and not a loss.

use std::collections::BTreeMap;

use foundation::character::is_blank;
use serde::Serialize;

/// A value by the kind of its field. These are the shapes in the case file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Text, long text, opinion, decimal, month, date, or the id of one option.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// 是 (`true`) or 否.
    YesNo(bool),
    /// Months from and to; no end means 至今.
    Period {
        /// `2021-03`
        from: Option<String>,
        /// `2023-01`, or none for 至今
        to: Option<String>,
    },
    /// Ids of options.
    Choices(Vec<String>),
    /// A person and a number.
    Contact {
        /// The person.
        name: String,
        /// The number.
        phone: String,
    },
    /// One place.
    Region(Region),
    /// Several places.
    Regions(Vec<Region>),
    /// Addresses of web pages.
    Links(Vec<String>),
    /// Rows by column id.
    Rows(Vec<BTreeMap<String, Value>>),
}

/// A place: its division code, where it is known, and its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Region {
    /// Such as `341523`; none for free text.
    pub code: Option<String>,
    /// Such as `安徽省六安市舒城县晓天镇`.
    pub text: String,
}

impl Value {
    /// Whether nothing stands in it that can be seen.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) => is_blank(text),
            Self::Integer(_) | Self::YesNo(_) => false,
            Self::Period { from, to } => from.is_none() && to.is_none(),
            Self::Choices(ids) => ids.is_empty(),
            Self::Contact { name, phone } => is_blank(name) && is_blank(phone),
            Self::Region(region) => is_blank(&region.text),
            Self::Regions(regions) => regions.iter().all(|region| is_blank(&region.text)),
            Self::Links(links) => links.iter().all(|link| is_blank(link)),
            Self::Rows(rows) => rows.iter().all(|row| row.values().all(Self::is_empty)),
        }
    }

    /// The text of a value that is text.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Every text in the value that a person typed.
    pub fn texts(&self) -> Vec<&str> {
        match self {
            Self::Text(text) => vec![text],
            Self::Contact { name, phone } => vec![name, phone],
            Self::Region(region) => vec![&region.text],
            Self::Regions(regions) => regions.iter().map(|region| region.text.as_str()).collect(),
            Self::Links(links) => links.iter().map(String::as_str).collect(),
            Self::Rows(rows) => {
                rows.iter().flat_map(|row| row.values().flat_map(Self::texts)).collect()
            }
            Self::Period { from, to } => from.iter().chain(to).map(String::as_str).collect(),
            Self::Integer(_) | Self::YesNo(_) | Self::Choices(_) => vec![],
        }
    }
}
