//! Places as a face offers them, from the tables of the program.

use catalog::regions::{Found, divisions};
use serde::Serialize;

use crate::form_views::LevelView;

/// More are not looked through by a person; what is meant is typed further.
const MOST_PLACES: usize = 12;

/// A place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "PlaceView.ts"))]
pub struct PlaceView {
    /// Its code.
    pub code: String,
    /// Its full name.
    pub text: String,
    /// Whether it is, or lies in, a national poverty county.
    pub national: bool,
    /// The old name by which it was found; may be empty.
    pub formerly: String,
}

/// The places that fit what was typed, the best first.
pub(crate) fn places(words: &str, level: Option<LevelView>) -> Vec<PlaceView> {
    let view = |found: Found| PlaceView {
        code: found.code,
        text: found.text,
        national: found.national,
        formerly: found.old_name.unwrap_or_default(),
    };
    let found = divisions().search(words, level.map(Into::into), MOST_PLACES);
    found.into_iter().map(view).collect()
}
