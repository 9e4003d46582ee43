//! GIF. Source: GIF89a specification, 17, 18 and 27.

use crate::container::Container;
use crate::found::{Found, Picture};
use crate::reader::{Read, Reader};

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let (width, height) = (reader.le16(6)?, reader.le16(8)?);
    found.offer(Picture::new("gif", width.into(), height.into()));
    // The trailer; some programs fill up with zeros behind it.
    let (_, tail) = reader.tail(64)?;
    let last = tail.iter().rev().find(|byte| **byte != 0);
    found.complete = Some(reader.length() > 20 && last == Some(&0x3B));
    Ok(())
}
