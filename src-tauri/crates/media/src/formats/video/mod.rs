//! Videos that are no ISO base media files, a container a file.

pub(crate) mod asf;
pub(crate) mod avi;
pub(super) mod dv;
pub(super) mod flv;
pub(crate) mod matroska;
pub(super) mod mpeg_ps;
pub(super) mod mpeg_ts;
pub(super) mod mxf;
pub(super) mod ogg;
pub(super) mod real;
mod stream;
