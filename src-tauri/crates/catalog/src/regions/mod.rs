//! The administrative divisions of China down to the town, and the 832 counties of the national
//! poverty list: looking places up, reading typed ones, and saying whether a place was on the list.
//! The tables lie in the program as they are and are read at the first question that needs them. What a form asks
//! about a place is not known here.
//!
//! Both tables lie in the program as text (1.3 MB): a place that was chosen from the list is checked by a
//! search in the text, and only typed places and looking up make the index (about 15 ms, once). A name that
//! several places bear is told as several. Old names and codes are known for the counties of the list only.

mod mentions;
mod names;
mod national;
mod poverty;
mod read;
mod search;
mod table;
#[cfg(test)]
mod tests;

pub use mentions::counties_named_in;
pub use national::national;
pub use poverty::{FormerCode, National, PovertyCounty, poverty_counties};
pub use read::Reading;
pub use search::Found;
pub use table::{Division, Divisions, Level, divisions, full_name_of};
