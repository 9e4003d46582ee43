//! From checked types back to the texts of a folder: what is read from them is what was written. Every
//! type is taken apart field by field, so that the compiler names what is new and not written yet.

pub(crate) mod call_writer;
pub(crate) mod checks;
pub(crate) mod fields;
pub(crate) mod form_writer;
pub(crate) mod grid_writer;
pub(crate) mod toml;
