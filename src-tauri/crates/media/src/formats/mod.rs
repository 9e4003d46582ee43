//! The readers of formats: `read` is the entry, `sniff` knows which reader takes a file, and each container has one
//! reader from which facts, decoding and cleaning take what they need.

pub(crate) mod boxes;
pub(crate) mod codec;
pub(crate) mod exif;
pub(crate) mod heif;
mod isobmff;
pub(crate) mod jpeg_segments;
mod other;
pub(crate) mod photo;
pub(crate) mod profile;
pub(crate) mod raw_profile;
pub(crate) mod read;
pub(crate) mod sniff;
pub(crate) mod video;
