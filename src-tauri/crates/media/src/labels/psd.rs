//! Where Photoshop files bear labels: the packet of XMP, the words of the camera and of IPTC among their resources.
//! Source: Adobe Photoshop File Formats Specification, 2019, image resources 1028 and 1058 to 1060.

use super::{Labels, MOST_PACKET};
use crate::bytes::reader::{Read, Reader};

const IPTC: u16 = 1028;
const EXIF: u16 = 1058;
const XMP: u16 = 1060;

pub(super) fn find(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let colours = u64::from(reader.be32(26)?);
    let start = 30 + colours;
    let end = start + 4 + u64::from(reader.be32(start)?);
    let mut at = start + 4;
    while at + 12 <= end {
        let number = reader.be16(at + 4)?;
        // A name with its length before it, both together even.
        let name = (u64::from(reader.byte(at + 6)?) + 2) / 2 * 2;
        let length = u64::from(reader.be32(at + 6 + name)?);
        let data = at + 10 + name;
        let held = |reader: &mut Reader<'_>| reader.some(data, length.min(MOST_PACKET));
        match number {
            XMP => labels.take_packet(&held(reader)?),
            EXIF => labels.take_exif(&held(reader)?),
            IPTC => labels.take_records(&held(reader)?),
            _ => {}
        }
        at = data + length + length % 2;
    }
    Ok(())
}
