//! JPEG XL, bare or in its boxes. Source: ISO/IEC 18181-1, D.2 and D.3; 18181-2, 9.

use crate::bytes::bits::Bits;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Note;
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture};
use crate::facts::orientation::Orientation;
use crate::formats::boxes::Part;

/// So many bytes hold the header up to the orientation.
const HEADER: u64 = 32;

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    if reader.array::<2>(0)? == [0xFF, 0x0A] {
        // A bare stream does not say where it ends.
        let header = reader.some(2, HEADER)?;
        return offer(&header, found);
    }
    let (mut at, mut stream) = (0, Stream::default());
    while at < reader.length() {
        let part = match Part::at(reader, at, u64::MAX) {
            Ok(part) if is_box(&part, reader.length()) => part,
            Err(Stop::Failed) => return Err(Stop::Failed),
            // No box behind the picture.
            _ if stream.is_whole => {
                found.note(Note::DataBehind);
                found.complete = Some(true);
                return Ok(());
            }
            Ok(part) => {
                stream.take(reader, part, found)?;
                return Err(Stop::End);
            }
            Err(stop) => return Err(stop),
        };
        stream.take(reader, part, found)?;
        at = part.end;
    }
    found.complete = Some(stream.is_whole);
    if !stream.is_begun {
        found.note(Note::NoPicture);
    }
    Ok(())
}

/// Whether what stands somewhere may be a box.
fn is_box(part: &Part, length: u64) -> bool {
    part.end <= length && part.name.iter().all(|byte| byte.is_ascii_graphic() || *byte == b' ')
}

/// The coded picture, which may come in parts of which the last is marked. Source: ISO/IEC 18181-2, 9.8 and 9.9.
#[derive(Default)]
struct Stream {
    is_begun: bool,
    is_whole: bool,
}

/// Bit of the number of a part that marks the last one.
const LAST: u32 = 1 << 31;

impl Stream {
    fn take(&mut self, reader: &mut Reader<'_>, part: Part, found: &mut Found) -> Read<()> {
        let (data, is_last) = match &part.name {
            b"jxlc" => (part.data, true),
            b"jxlp" => (part.data + 4, reader.be32(part.data)? & LAST != 0),
            _ => return Ok(()),
        };
        if !std::mem::replace(&mut self.is_begun, true) {
            let header = reader.some(data + 2, HEADER)?;
            offer(&header, found)?;
        }
        self.is_whole |= is_last && part.end <= reader.length();
        Ok(())
    }
}

fn offer(header: &[u8], found: &mut Found) -> Read<()> {
    let mut bits = Bits::low_first(header);
    let (width, height) = size(&mut bits)?;
    let mut picture = Picture::new("jpegxl", width, height);
    let all_default = bits.bit()?;
    if !all_default && bits.bit()? {
        let orientation = bits.number(3)? as u16 + 1;
        picture.orientation = Orientation::of_exif(orientation).unwrap_or_default();
    }
    found.offer(picture);
    Ok(())
}

fn size(bits: &mut Bits<'_>) -> Read<(u32, u32)> {
    let small = bits.bit()?;
    let side = |bits: &mut Bits<'_>| -> Read<u32> {
        if small {
            return Ok((bits.number(5)? + 1) * 8);
        }
        let count = [9, 13, 18, 30][bits.number(2)? as usize];
        Ok(bits.number(count)? + 1)
    };
    let height = side(bits)?;
    let ratio = bits.number(3)? as usize;
    let width = match ratio {
        0 => side(bits)?,
        ratio => {
            let (across, down) =
                [(1, 1), (12, 10), (4, 3), (3, 2), (16, 9), (5, 4), (2, 1)][ratio - 1];
            u32::try_from(u64::from(height) * across / down).map_err(|_| Stop::Odd)?
        }
    };
    Ok((width, height))
}
