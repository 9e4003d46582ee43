//! Photos, a format a file. Each reader takes the size from the header and looks whether the end is there.

pub(super) mod bmp;
mod canvas;
pub(crate) mod gif;
pub(crate) mod jp2;
pub(super) mod jpeg;
pub(super) mod jxl;
pub(crate) mod png;
pub(super) mod psd;
pub(crate) mod tiff;
pub(super) mod webp;

use crate::bytes::reader::{Read, Reader};
use crate::facts::container::Container;
use crate::facts::found::Found;

/// A camera's raw format is named, not measured: what a call takes is made from it first.
pub(super) fn raw(_: &mut Reader<'_>, _: &mut Found, _: &mut Container) -> Read<()> {
    Ok(())
}
