//! Where TIFF and BigTIFF bear labels: the packet of XMP, the manifest, the description and the IPTC of each picture,
//! and the comment among what the camera says. Source: TIFF 6.0; XMP part 3, 1.1; EXIF 2.32, 4.6; C2PA 2.1, annex A.

use super::{Labels, MOST_PACKET, aigc, c2pa, origin};
use crate::bytes::reader::{Read, Reader};
use crate::formats::photo::tiff::{MOST_DIRECTORIES, Shape, entries};

const XMP: u64 = 700;
const MANIFEST: u64 = 0xCD41;
/// IPTC by itself, and among the resources of Photoshop.
const RECORDS: [u64; 2] = [0x83BB, 0x8649];

pub(super) fn find(reader: &mut Reader<'_>, labels: &mut Labels) -> Read<()> {
    let (shape, mut next) = Shape::of(reader)?;
    for _ in 0..MOST_DIRECTORIES {
        if next == 0 {
            break;
        }
        let mut camera = None;
        next = entries(reader, shape, next, |reader, tag, values| {
            match tag {
                XMP => labels.take_packet(&values.some(reader, MOST_PACKET)?),
                MANIFEST => labels.take_manifest(&values.some(reader, c2pa::MOST)?),
                tag if RECORDS.contains(&tag) => {
                    labels.take_records(&values.some(reader, MOST_PACKET)?);
                }
                tag if is_one(tag, aigc::IN_FIRST) => {
                    labels.take_written(aigc::in_words(&values.some(reader, MOST_PACKET)?));
                }
                tag if tag == u64::from(origin::SOFTWARE) => {
                    let name = values.some(reader, MOST_PACKET)?;
                    labels.take_origin(|| origin::of_program(&origin::letters(&name)));
                }
                tag if tag == u64::from(aigc::CAMERA) => camera = values.first(shape, reader)?,
                _ => {}
            }
            Ok(())
        })?;
        if let Some(camera) = camera {
            entries(reader, shape, camera, |reader, tag, values| {
                if tag == u64::from(origin::COMMENT) {
                    let comment = values.some(reader, MOST_PACKET)?;
                    labels.take_origin(|| origin::in_user_comment(&comment));
                }
                if is_one(tag, aigc::IN_CAMERA) {
                    labels.take_written(aigc::in_words(&values.some(reader, MOST_PACKET)?));
                }
                Ok(())
            })?;
        }
    }
    Ok(())
}

fn is_one(tag: u64, of: &[u16]) -> bool {
    of.iter().any(|one| u64::from(*one) == tag)
}
