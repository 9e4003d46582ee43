//! The case file: read into a case, written back to the same text.

pub(crate) mod attachment_reader;
pub(crate) mod case_file;
pub(crate) mod identity_reader;
pub(crate) mod in_part;
pub(crate) mod json;
pub(crate) mod material_reader;
pub(crate) mod noted_files;
pub(crate) mod packed;
pub(crate) mod pieces;
pub(crate) mod written;
