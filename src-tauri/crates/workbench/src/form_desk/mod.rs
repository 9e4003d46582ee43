//! The form desk: forms and calls of the user's own are opened, changed, tried, copied and saved. What the texts mean is
//! known in `catalog`; what is here holds them, step by step, and shows them.

pub(crate) mod changing;
pub(crate) mod copying;
pub(crate) mod editions;
pub(crate) mod opening;
pub(crate) mod parts;
pub(crate) mod sample;
pub(crate) mod saving;
pub(crate) mod state;
pub(crate) mod trial;
pub(crate) mod views;
pub(crate) mod words;
pub(crate) mod working_copy;
