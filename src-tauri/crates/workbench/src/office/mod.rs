//! The recommending office: sheets of several cases; and a collection, from the folders in which it lies (`finding`, `taking`)
//! by what is found of it (`collected`) to what goes on (`submission`, `next_level`) or back (`slips`);
//! `kept`, `window` and `views` are collections as the window has them.

pub(crate) mod collected;
pub(crate) mod finding;
pub(crate) mod kept;
pub(crate) mod next_level;
pub(crate) mod pages;
pub(crate) mod report;
pub(crate) mod roundup;
pub(crate) mod slips;
pub(crate) mod submission;
pub(crate) mod taking;
pub(crate) mod views;
pub(crate) mod window;
