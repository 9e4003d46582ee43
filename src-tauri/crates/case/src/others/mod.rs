//! Other cases of the call, and what is found of several together.

pub(crate) mod collected;
pub(crate) mod grouped;
pub(crate) mod other;
pub(crate) mod roundup;
pub(crate) mod tally;
