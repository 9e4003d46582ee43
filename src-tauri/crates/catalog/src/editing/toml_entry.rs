//! What stands behind a key, apart from how it is written.

use toml_edit::{Array, Value};

use crate::writing::toml::quoted;

/// What stands behind a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A text.
    Text(String),
    /// A whole number from 0.
    Count(u64),
    /// `true` or `false`.
    Yes(bool),
    /// A list of texts.
    Texts(Vec<String>),
    /// A list of whole numbers.
    Counts(Vec<u64>),
}

impl Entry {
    /// What is written; none where no reader of ours takes such a thing.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        let count = |value: &Value| u64::try_from(value.as_integer()?).ok();
        match value {
            Value::String(text) => Some(Self::Text(text.value().clone())),
            Value::Integer(_) => count(value).map(Self::Count),
            Value::Boolean(yes) => Some(Self::Yes(*yes.value())),
            Value::Array(list) => {
                let texts: Option<Vec<String>> =
                    list.iter().map(|entry| entry.as_str().map(str::to_owned)).collect();
                let counts = || list.iter().map(count).collect::<Option<Vec<u64>>>();
                texts.map(Self::Texts).or_else(|| counts().map(Self::Counts))
            }
            Value::Float(_) | Value::Datetime(_) | Value::InlineTable(_) => None,
        }
    }

    /// As it is written: texts on one line, as the manual has them.
    pub(crate) fn to_value(&self) -> Value {
        match self {
            Self::Text(text) => text_value(text),
            Self::Count(count) => i64::try_from(*count).unwrap_or(i64::MAX).into(),
            Self::Yes(yes) => (*yes).into(),
            Self::Texts(texts) => {
                Value::Array(texts.iter().map(|text| text_value(text)).collect::<Array>())
            }
            Self::Counts(counts) => {
                let counts = counts.iter().map(|count| i64::try_from(*count).unwrap_or(i64::MAX));
                Value::Array(counts.collect::<Array>())
            }
        }
    }
}

fn text_value(text: &str) -> Value {
    quoted(text).parse().unwrap_or_else(|_| text.into())
}
