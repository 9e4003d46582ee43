//! A form: its fields, sections and checks, read from `form.toml`.

pub(crate) mod asks;
pub(crate) mod check;
pub(crate) mod check_kinds;
pub(crate) mod check_person;
pub(crate) mod check_reader;
pub(crate) mod columns;
pub(crate) mod computed;
pub(crate) mod counts;
pub(crate) mod field;
pub(crate) mod field_keys;
pub(crate) mod field_reader;
pub(crate) mod filled_by;
pub(crate) mod form;
pub(crate) mod form_checks;
pub(crate) mod form_keys;
pub(crate) mod form_reader;
pub(crate) mod kinds;
pub(crate) mod known;
pub(crate) mod lengths;
pub(crate) mod lists;
pub(crate) mod meaning;
pub(crate) mod photos;
pub(crate) mod template;
pub(crate) mod words;
