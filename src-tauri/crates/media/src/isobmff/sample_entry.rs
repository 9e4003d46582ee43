//! How the samples of a picture track are coded: size, pixel aspect, codec. Source: ISO/IEC 14496-12,
//! 12.1.3; 14496-15 for the configuration of H.264 and H.265.

use super::boxes::Part;
use crate::codec;
use crate::facts::Size;
use crate::found::Picture;
use crate::reader::{Read, Reader};

/// Judgement: a configuration holds a few parameter sets of some 50 bytes.
const MOST_CONFIGURATION: u64 = 2048;

/// The picture of an entry; `pixel` is 0:0 where the entry says nothing of it.
pub(super) fn read(reader: &mut Reader<'_>, entry: Part) -> Read<Picture> {
    let width = reader.be16(entry.data + 24)?;
    let height = reader.be16(entry.data + 26)?;
    let mut picture = Picture::new(&codec::of_letters(&entry.name), width.into(), height.into());
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
                let set = match &part.name {
                    b"avcC" => codec::h264::of_configuration(&bytes),
                    _ => codec::hevc::of_configuration(&bytes),
                };
                if let Some(set) = set {
                    picture.coded = Size { width: set.width, height: set.height };
                    stream_pixel = set.pixel;
                }
            }
            b"esds" => {
                let bytes = configuration(reader, part)?;
                picture.codec = codec::of_descriptor(&bytes).or(picture.codec.take());
            }
            // What is protected says here what it is.
            b"sinf" => part.each(reader, 0, |reader, part| {
                if part.name == *b"frma" {
                    let name = part.be32(reader, 0)?.to_be_bytes();
                    picture.codec = Some(codec::of_letters(&name));
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
    Ok(picture)
}

fn configuration(reader: &mut Reader<'_>, part: Part) -> Read<Vec<u8>> {
    reader.some(part.data, part.end.saturating_sub(part.data).min(MOST_CONFIGURATION))
}
