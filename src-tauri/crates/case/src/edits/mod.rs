//! One change of a case, its inverse, and the entries that faces send.

pub(crate) mod edit;
pub(crate) mod entry;
