//! A call: who asks for what by which route, read from `call.toml`.

pub(crate) mod attachment_kind;
pub(crate) mod attachment_reader;
pub(crate) mod call;
pub(crate) mod call_forms;
pub(crate) mod call_keys;
pub(crate) mod call_reader;
pub(crate) mod hour;
pub(crate) mod material_ask;
pub(crate) mod notice;
