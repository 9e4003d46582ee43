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

/// What an entry says of the samples that it describes.
pub(super) struct Described {
    /// Their picture; `pixel` is 0:0 where the entry says nothing of it.
    pub(super) picture: Picture,
    /// How they begin.
    pub(super) coding: Coding,
    /// The size that their codec says, before any crop of the container.
    pub(super) coded: Option<(u32, u32)>,
}

/// What is found in the boxes of an entry, one after the other.
struct Entry {
    /// Across and down, as the entry itself has it.
    named: (u32, u32),
    picture: Picture,
    /// The pixel aspect of the stream.
    stream_pixel: (u64, u64),
    coded: Option<(u32, u32)>,
    /// The bytes of the length before each unit.
    units: Option<u64>,
    is_locked: bool,
}

/// Reads an entry.
pub(super) fn read(reader: &mut Reader<'_>, entry: Part) -> Read<Described> {
    let named = (reader.be16(entry.data + 24)?.into(), reader.be16(entry.data + 26)?.into());
    let mut picture = Picture::new(&codec::names::of_letters(&entry.name), named.0, named.1);
    picture.pixel = (0, 0);
    let mut found =
        Entry { named, picture, stream_pixel: (0, 0), coded: None, units: None, is_locked: false };
    entry.each(reader, 78, |reader, part| found.take(reader, part))?;
    Ok(found.described())
}

impl Entry {
    fn take(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        match &part.name {
            b"pasp" => {
                let across = part.be32(reader, 0)?.into();
                self.picture.set_pixel(across, part.be32(reader, 4)?.into());
            }
            b"avcC" | b"hvcC" => {
                let bytes = configuration(reader, part)?;
                self.sets(&part.name, &bytes);
            }
            b"av1C" => {
                let bytes = configuration(reader, part)?;
                self.picture.depth = codec::depth_of_av1(&bytes);
                if let Some((width, height)) = bytes.get(4..).and_then(codec::av1::size) {
                    self.picture.coded = Size { width, height };
                }
            }
            // Source: VP Codec ISO Media File Format Binding 1.0, 2.2.
            b"vpcC" => {
                let told = part.be32(reader, 4).ok();
                self.picture.depth = told.map(|told| (told >> 12 & 15) as u8);
            }
            b"esds" => {
                let bytes = configuration(reader, part)?;
                let codec = codec::names::of_descriptor(&bytes);
                self.picture.codec = codec.or(self.picture.codec.take());
            }
            // What is protected says here what it is.
            b"sinf" => part.each(reader, 0, |reader, part| {
                self.is_locked = true;
                if part.name == *b"frma" {
                    let name = part.be32(reader, 0)?.to_be_bytes();
                    self.picture.codec = Some(codec::names::of_letters(&name));
                }
                Ok(())
            })?,
            _ => {}
        }
        Ok(())
    }

    /// Takes the sets of H.264 or H.265.
    fn sets(&mut self, name: &[u8; 4], bytes: &[u8]) {
        let is_h264 = name == b"avcC";
        // Source: ISO/IEC 14496-15, 5.3.3.1 and 8.3.3.1, lengthSizeMinusOne.
        let place = if is_h264 { 4 } else { 21 };
        self.units = bytes.get(place).map(|byte| u64::from(byte & 3) + 1);
        let set = if is_h264 {
            codec::h264::of_configuration(bytes)
        } else {
            codec::hevc::of_configuration(bytes)
        };
        let Some(set) = set else { return };
        self.coded = Some((set.width, set.height));
        let shown = if is_h264 { set.in_container(self.named) } else { set };
        self.picture.coded = Size { width: shown.width, height: shown.height };
        self.stream_pixel = set.pixel;
        self.picture.depth = set.depth;
    }

    fn described(self) -> Described {
        let Self { mut picture, stream_pixel, coded, units, is_locked, .. } = self;
        if picture.pixel == (0, 0) && stream_pixel.0 > 0 && stream_pixel.0 != stream_pixel.1 {
            picture.set_pixel(stream_pixel.0, stream_pixel.1);
        }
        let coding = match is_locked {
            true => Coding::Any,
            false => Coding::of(picture.codec.as_deref(), units),
        };
        Described { picture, coding, coded }
    }
}

fn configuration(reader: &mut Reader<'_>, part: Part) -> Read<Vec<u8>> {
    reader.some(part.data, part.end.saturating_sub(part.data).min(MOST_CONFIGURATION))
}
