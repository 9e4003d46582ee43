//! A finding: something about the user's work that is worth saying. A value, never an error.

use serde::Serialize;

use crate::{Code, FieldPath};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Stops the final copy.
    Error,
    /// Should be looked at; with `needs_reason` it stops the final copy until a reason is given.
    Warning,
    /// Informs.
    Note,
}

/// One thing found in a case, in words for the person who fills it in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What kind of thing it is; never changes meaning.
    pub code: Code,
    /// How much it weighs.
    pub severity: Severity,
    /// A 原则上 that is not met and for which no reason has been given yet.
    pub needs_reason: bool,
    /// Where.
    pub path: FieldPath,
    /// Which item, what it is, what is asked, with units. Chinese.
    pub message: String,
    /// The next thing to do. Chinese.
    pub hint: String,
    /// The clause it comes from, such as `苏2020 公告六(一)`; empty where it is our own care.
    pub source: String,
    /// What could stand in the field instead, in the shape of the case file: the masked text, the list
    /// with what it lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<serde_json::Value>,
}

impl Finding {
    /// A finding without hint and source.
    pub fn new(code: Code, severity: Severity, path: FieldPath, message: String) -> Self {
        Self {
            code,
            severity,
            needs_reason: false,
            path,
            message,
            hint: String::new(),
            source: String::new(),
            suggestion: None,
        }
    }

    /// The same with the next thing to do.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same with the clause it comes from.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Self {
        self.source = source.into();
        self
    }

    /// The same with what could stand in the field instead.
    #[must_use]
    pub fn suggestion(mut self, entry: impl Into<serde_json::Value>) -> Self {
        self.suggestion = Some(entry.into());
        self
    }

    /// The same, but a reason by the user settles it.
    #[must_use]
    pub fn needs_reason(mut self) -> Self {
        self.needs_reason = true;
        self
    }

    /// Whether the final copy has to wait for this.
    pub fn stops_final_copy(&self) -> bool {
        self.severity == Severity::Error || self.needs_reason
    }

    /// The key under which a case keeps the reason: `CODE@path`.
    pub fn reason_key(&self) -> String {
        format!("{}@{}", self.code.as_str(), self.path)
    }
}
