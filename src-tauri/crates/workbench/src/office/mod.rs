//! The office desk: several cases together.

pub(crate) mod roundup;
