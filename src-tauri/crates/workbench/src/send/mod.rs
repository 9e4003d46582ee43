//! The send desk: the folder that leaves.

pub(crate) mod cut_off;
pub(crate) mod export;
pub(crate) mod next_steps;
pub(crate) mod origin;
pub(crate) mod sending;
pub(crate) mod word_written;
pub(crate) mod zipping;
