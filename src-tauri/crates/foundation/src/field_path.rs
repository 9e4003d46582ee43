//! Where in a case something is: `case_name`, `liaisons/2/mobile`, `attachments/1`. Rows, attachments
//! and blocks count from 1, as people do.

use std::fmt;

use serde::Serialize;

/// A place in a case, as findings and page items name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct FieldPath(String);

impl FieldPath {
    /// The field with this id.
    pub fn field(id: &str) -> Self {
        Self(id.to_owned())
    }

    /// The whole case: the empty path.
    pub fn case() -> Self {
        Self(String::new())
    }

    /// An answer to a declaration or checklist item of the call.
    pub fn answer(id: &str) -> Self {
        Self(format!("answers/{id}"))
    }

    /// The attachment at `index`, counted from 0.
    pub fn attachment(index: usize) -> Self {
        Self(format!("attachments/{}", index + 1))
    }

    /// The detailed material.
    pub fn material() -> Self {
        Self::field("material")
    }

    /// The block of the material at `index`, counted from 0.
    pub fn block(index: usize) -> Self {
        Self::material().child(index + 1)
    }

    /// A part of what this path names: `regions` and `2` give `regions/2`.
    #[must_use]
    pub fn child(&self, part: impl fmt::Display) -> Self {
        Self(format!("{self}/{part}"))
    }

    /// The first part: for `liaisons/2/mobile` it is `liaisons`.
    pub fn root(&self) -> &str {
        self.0.split('/').next().unwrap_or_default()
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_and_attachments_count_from_one() {
        assert_eq!(FieldPath::attachment(0).as_str(), "attachments/1");
        let mobile = FieldPath::field("liaisons").child(2).child("mobile");
        assert_eq!(mobile.as_str(), "liaisons/2/mobile");
        assert_eq!(mobile.root(), "liaisons");
    }
}
