//! What all readers share: TOML with places, tables of keys, faults.

pub(crate) mod fault;
pub(crate) mod full_width;
pub(crate) mod keys;
pub(crate) mod said;
pub(crate) mod toml_reader;
