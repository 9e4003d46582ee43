//! The administrative divisions of China down to the town, and the 832 counties of the national
//! poverty list: looking places up, reading typed ones, and saying whether a place was on the list.
//! The tables lie in the program as they are and are read at the first question that needs them. What a form asks
//! about a place is not known here.

mod mentions;
mod names;
mod poverty;
mod read;
mod search;
mod table;
#[cfg(test)]
mod tests;

pub use mentions::counties_named_in;
pub use poverty::{FormerCode, National, PovertyCounty, national, poverty_counties};
pub use read::Reading;
pub use search::Found;
pub use table::{Division, Divisions, Level, divisions, full_name_of};
