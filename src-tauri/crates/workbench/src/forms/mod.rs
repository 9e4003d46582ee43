//! The catalog desk: calls, forms, guidance and places as faces see them.

pub(crate) mod about;
pub(crate) mod calls;
pub(crate) mod explained;
pub(crate) mod form_views;
pub(crate) mod guidance;
pub(crate) mod guidance_views;
pub(crate) mod lint;
pub(crate) mod places;
pub(crate) mod slot_views;
pub(crate) mod word;
pub(crate) mod word_filled;
pub(crate) mod word_folders;
pub(crate) mod word_taken;
pub(crate) mod word_views;
