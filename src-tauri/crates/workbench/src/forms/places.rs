//! Places as a face offers them, from the tables of the program.

use catalog::regions::{Found, divisions};
use serde::{Deserialize, Serialize};

use crate::ask::Ask;
use crate::forms::form_views::LevelView;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// More are not looked through by a person; what is meant is typed further.
const MOST_PLACES: usize = 12;

/// Places by name, part of a name, pinyin initials or code.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FindPlaces {
    /// What was typed.
    pub words: String,
    /// The deepest level that is wanted; towns too where it is not said.
    pub level: Option<LevelView>,
}

impl Ask for FindPlaces {
    type Answer = Vec<PlaceView>;

    fn answer(self, _: &Workbench) -> Result<Self::Answer, Refusal> {
        Ok(places(&self.words, self.level))
    }
}

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
fn places(words: &str, level: Option<LevelView>) -> Vec<PlaceView> {
    let view = |found: Found| PlaceView {
        code: found.code,
        text: found.text,
        national: found.national,
        formerly: found.old_name.unwrap_or_default(),
    };
    let found = divisions().search(words, level.map(Into::into), MOST_PLACES);
    found.into_iter().map(view).collect()
}
