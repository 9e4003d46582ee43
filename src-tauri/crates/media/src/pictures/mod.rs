//! Pictures made of decoded ones: for paper, and small ones for the screen; and how they look, as numbers.

pub(crate) mod appearance;
pub(crate) mod for_paper;
mod jpeg_for_paper;
pub(crate) mod lighter;
pub(crate) mod likeness;
pub(crate) mod paper_picture;
pub(crate) mod plainness;
pub(crate) mod samples;
mod shrink;
mod softness;
pub(crate) mod thumbnail;
