//! Verdicts on what was made of a case: its pages and its name. Only the rooms that set a page or spell a name know
//! how it turned out; they tell that as facts, and here it is judged. None of it waits in the registry of `rules`,
//! because the facts are there only once the page is.

mod answer_too_long_for_cell;
mod character_without_font;
mod name_shortened;
mod sealed_scan;
mod table_word_torn;

pub use answer_too_long_for_cell::{AnswerInCell, answer_too_long_for_cell};
pub use character_without_font::{character_without_font, characters_without_font};
pub use name_shortened::{ShortenedName, name_shortened};
pub use sealed_scan::{are_seen_sealed, sealed_scans};
pub use table_word_torn::table_word_torn;
