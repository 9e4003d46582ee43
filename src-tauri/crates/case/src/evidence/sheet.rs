//! What was read of sheets of paper in a scan: their codes, how they lie, what is in the places of seals and signatures.

use foundation::{Px, SheetCode};
use serde::{Deserialize, Serialize};

/// The pages of a scan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ScanFacts {
    /// In their order; those that cannot be drawn or decoded as pages without a code.
    pub sheets: Vec<SheetFacts>,
    /// Whether there are more, which were not read.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_more: bool,
}

/// A page of a scan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetFacts {
    /// What its code says; none where none was found.
    pub code: Option<SheetCode>,
    /// How far it is turned clockwise: 0, 90, 180 or 270. Without a code nobody knows.
    pub turn: Option<u16>,
    /// How far askew it lies beyond that, in degrees clockwise.
    pub skew: Option<f64>,
    /// Pixels to the inch of the paper.
    pub dpi: Option<Px>,
    /// The places for seals on this page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seals: Vec<PlaceFacts>,
    /// The places for signatures on this page.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<PlaceFacts>,
}

/// What is in a place that is kept clear.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlaceFacts {
    /// The form.
    pub form: String,
    /// The seal or the signature.
    pub id: String,
    /// Whether it is there; none where a person must look.
    pub present: Option<bool>,
    /// How much of the place is red, from 0 to 1; of a signature nothing.
    #[serde(default)]
    pub red: f64,
    /// Whether what is there is as round and as large as a seal.
    #[serde(default)]
    pub round: bool,
}
