//! Texts of a form or a call that are changed in places: what a change does not touch stays as it was written, with its
//! comments, and a text that has faults can be changed too. What the texts say is read elsewhere.

pub(crate) mod differing;
pub(crate) mod sheet;
pub(crate) mod sheet_cells;
pub(crate) mod toml_entry;
pub(crate) mod toml_text;
