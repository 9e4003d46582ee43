//! How the samples of a picture track are coded: size, pixel aspect, codec. Source: ISO/IEC 14496-12,
//! 12.1.3; 14496-15 for the configuration of H.264 and H.265.

use crate::bytes::reader::{Read, Reader};
use crate::facts::Size;
use crate::facts::found::Picture;
use crate::formats::boxes::Part;
use crate::formats::codec;
use crate::formats::codec::samples::Coding;

/// Judgement: a configuration holds a few parameter sets of some 50 bytes.
const MOST_CONFIGURATION: u64 = 2048;

/// The picture of an entry, and how its samples begin; `pixel` is 0:0 where the entry says nothing of it.
pub(super) fn read(reader: &mut Reader<'_>, entry: Part) -> Read<(Picture, Coding)> {
    let (mut units, mut is_locked) = (None, false);
    let width = reader.be16(entry.data + 24)?;
    let height = reader.be16(entry.data + 26)?;
    let mut picture =
        Picture::new(&codec::names::of_letters(&entry.name), width.into(), height.into());
    picture.pixel = (0, 0);
    let mut stream_pixel = (0, 0);
    entry.each(reader, 78, |reader, part| {
        match &part.name {
            b"pasp" => {
                let across = part.be32(reader, 0)?.into();
                picture.set_pixel(across, part.be32(reader, 4)?.into());
            }
            b"avcC" | b"hvcC" => {
                let bytes = configuration(reader, part)?;
                // Source: ISO/IEC 14496-15, 5.3.3.1 and 8.3.3.1, lengthSizeMinusOne.
                let place = if part.name == *b"avcC" { 4 } else { 21 };
                units = bytes.get(place).map(|byte| u64::from(byte & 3) + 1);
                let set = match &part.name {
                    b"avcC" => codec::h264::of_configuration(&bytes)
                        .map(|set| set.in_container((width.into(), height.into()))),
                    _ => codec::hevc::of_configuration(&bytes),
                };
                if let Some(set) = set {
                    picture.coded = Size { width: set.width, height: set.height };
                    stream_pixel = set.pixel;
                    picture.depth = set.depth;
                }
            }
            b"av1C" => {
                let bytes = configuration(reader, part)?;
                picture.depth = codec::depth_of_av1(&bytes);
                if let Some((width, height)) = bytes.get(4..).and_then(codec::av1::size) {
                    picture.coded = Size { width, height };
                }
            }
            // Source: VP Codec ISO Media File Format Binding 1.0, 2.2.
            b"vpcC" => {
                let told = part.be32(reader, 4).ok();
                picture.depth = told.map(|told| (told >> 12 & 15) as u8);
            }
            b"esds" => {
                let bytes = configuration(reader, part)?;
                picture.codec = codec::names::of_descriptor(&bytes).or(picture.codec.take());
            }
            // What is protected says here what it is.
            b"sinf" => part.each(reader, 0, |reader, part| {
                is_locked = true;
                if part.name == *b"frma" {
                    let name = part.be32(reader, 0)?.to_be_bytes();
                    picture.codec = Some(codec::names::of_letters(&name));
                }
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    })?;
    if picture.pixel == (0, 0) && stream_pixel.0 > 0 && stream_pixel.0 != stream_pixel.1 {
        picture.set_pixel(stream_pixel.0, stream_pixel.1);
    }
    let coding = if is_locked { Coding::Any } else { Coding::of(picture.codec.as_deref(), units) };
    Ok((picture, coding))
}

fn configuration(reader: &mut Reader<'_>, part: Part) -> Read<Vec<u8>> {
    reader.some(part.data, part.end.saturating_sub(part.data).min(MOST_CONFIGURATION))
}
