//! Photos, a format a file. Each reader takes the size from the header and looks whether the end is there.

pub(super) mod bmp;
pub(super) mod gif;
pub(super) mod jp2;
pub(super) mod jpeg;
pub(super) mod jxl;
pub(super) mod png;
pub(super) mod psd;
pub(super) mod tiff;
pub(super) mod webp;

use crate::container::Container;
use crate::found::Found;
use crate::reader::{Read, Reader};

/// A camera's raw format is named, not measured: what a call takes is made from it first.
pub(super) fn raw(_: &mut Reader<'_>, _: &mut Found, _: &mut Container) -> Read<()> {
    Ok(())
}
