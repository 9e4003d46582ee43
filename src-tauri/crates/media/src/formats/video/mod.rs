//! Videos that are no ISO base media files, a container a file.

pub(crate) mod asf;
mod asf_samples;
pub(crate) mod avi;
mod avi_samples;
pub(super) mod dv;
pub(super) mod flv;
mod flv_samples;
mod last_picture;
pub(crate) mod matroska;
mod matroska_open;
mod matroska_samples;
pub(super) mod mpeg_ps;
mod mpeg_ps_samples;
pub(crate) mod mpeg_ts;
mod mpeg_ts_samples;
pub(super) mod mxf;
pub(super) mod ogg;
pub(super) mod real;
mod stream;
