//! Guidance of a call: measures, departments, aims.

pub mod guidance;
pub(crate) mod guidance_keys;
pub(crate) mod guidance_reader;
pub(crate) mod guidance_search;
