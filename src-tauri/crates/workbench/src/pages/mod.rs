//! The paper desk: forms and material as pages and pictures of pages.

pub(crate) mod blank;
pub(crate) mod decoding;
pub(crate) mod elsewhere;
pub(crate) mod installed;
pub(crate) mod material;
pub(crate) mod material_pdf;
pub(crate) mod page_views;
pub(crate) mod paper;
pub(crate) mod pictures;
pub(crate) mod render;
