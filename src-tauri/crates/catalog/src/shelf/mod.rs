//! Folders of forms, calls and guidance: what is built in, and what is looked at before it is used.

pub(crate) mod built_in;
pub(crate) mod lint;
