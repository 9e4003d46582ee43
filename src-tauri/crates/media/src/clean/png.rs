//! PNG and its animations: the chunks that show the picture stay as they stand. Source: W3C PNG, third
//! edition, 5 and 11.

use std::io::{Read as _, Write as _};
use std::ops::Range;

use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

use super::exif;
use super::plan::Plan;
use super::png_data;
use super::removed::Removed;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::decode::colour::MOST_OF_PROFILE;
use crate::formats::profile::{self, Plain};
use crate::formats::raw_profile;
use crate::labels::is_label_text;

/// Chunks that are not needed to decode a picture but to show it as it is meant (colours, transparency, shape,
/// movement), with the most bytes that they hold; more than that is no such chunk.
const SHOWING: [(&[u8; 4], u64); 13] = [
    (b"acTL", 8),
    (b"bKGD", 6),
    (b"cHRM", 32),
    (b"cICP", 4),
    (b"cLLI", 8),
    (b"fcTL", 26),
    (b"fdAT", u64::MAX),
    (b"gAMA", 4),
    (b"mDCV", 24),
    (b"pHYs", 9),
    (b"sBIT", 4),
    (b"sRGB", 1),
    (b"tRNS", 256),
];

/// Names of profiles that say nothing of their own, as programs write them; the first where there was another.
const PROFILE_NAMES: [&[u8]; 11] = [
    b"icc",
    b"icm",
    b"ICC Profile",
    b"ICC profile",
    b"Photoshop ICC profile",
    b"sRGB",
    b"sRGB IEC61966-2.1",
    b"Skia",
    b"kCGColorSpaceDisplayP3",
    b"kCGColorSpaceSRGB",
    b"Display P3",
];

/// Before a packet of XMP in a text: its keyword, that it is not packed, and no language.
const PACKET: &[u8] = b"XML:com.adobe.xmp\0\0\0\0\0";

/// In the keywords of texts that tell a place.
const PLACES: [&[u8]; 6] = [b"gps", b"location", b"latitude", b"longitude", b"city", b"place"];

/// A chunk is looked at so far: EXIF in a text has two letters a byte.
const MOST_TEXT: u64 = 256 << 10;

/// What is summed up at a time.
const PIECE: u64 = 64 << 10;

/// Length, name and sum of a chunk.
const AROUND: u64 = 12;

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    plan.keep(0..8)?;
    let mut needed = png_data::needed(reader)?;
    let is_repacked = needed.repacked.is_some();
    let mut at = 8;
    let (mut has_data, mut has_exif) = (false, false);
    loop {
        let name: [u8; 4] = match reader.array(at + 4) {
            // Cut off within or behind the data: so much of it is shown.
            Err(Stop::End) if has_data => return Ok(()),
            name => name?,
        };
        if !name.iter().all(u8::is_ascii_alphabetic) {
            return Err(Stop::Odd);
        }
        let length = u64::from(reader.be32(at)?);
        let end = at + AROUND + length;
        let is_critical = matches!(&name, b"IHDR" | b"PLTE" | b"IDAT" | b"IEND" | b"CgBI");
        has_data |= &name == b"IDAT";
        if &name == b"IDAT" && is_repacked {
            plan.remove([Removed::Other]);
            if let Some(data) = needed.repacked.take() {
                plan.put(chunk(*b"IDAT", &data))?;
            }
        } else if let Some(shorter) = needed.shorter.get(&at) {
            plan.remove([Removed::Other]);
            data(reader, plan, (name, at), *shorter)?;
        } else if &name == b"iCCP" {
            profile(reader, plan, at..end)?;
        } else if &name == b"IEND" && length > 0 {
            plan.remove([Removed::Other]);
            plan.put(chunk(name, b""))?;
        } else if is_critical || shows((&name, length)) {
            plan.keep(at..end.min(reader.length()))?;
            if let Some(packet) =
                Some(()).filter(|()| &name == b"IHDR").and_then(|()| plan.take_packet())
            {
                plan.put(chunk(*b"iTXt", &[PACKET, &packet[..]].concat()))?;
            }
        } else if is_text(&name)
            && plan.labels().own.is_some()
            && is_label_text(&reader.some(at + 8, length.min(8))?)
            && !plan.has_own()
        {
            plan.keep(at..end.min(reader.length()))?;
        } else {
            drop_chunk(reader, plan, &name, (at + 8, length), &mut has_exif)?;
        }
        if &name == b"IEND" {
            if end < reader.length() {
                plan.remove([Removed::Behind]);
            }
            return Ok(());
        }
        at = end;
    }
}

/// Whether a chunk of a length shows the picture as it is meant.
fn shows((name, length): (&[u8; 4], u64)) -> bool {
    SHOWING.iter().any(|(shows, most)| *shows == name && length <= *most)
}

/// Keeps the first bytes of a chunk of data.
fn data(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    (name, at): ([u8; 4], u64),
    length: u64,
) -> Read<()> {
    if &name == b"IDAT" && length == 0 {
        return Ok(());
    }
    let range = at + 8..at + 8 + length;
    let mut sum = Crc::new();
    sum.update(&name);
    let mut place = range.start;
    while place < range.end {
        let piece = reader.bytes(place, (range.end - place).min(PIECE))?;
        sum.update(&piece);
        place += piece.len() as u64;
    }
    let told = u32::try_from(length).map_err(|_| Stop::Odd)?;
    plan.put([&told.to_be_bytes()[..], &name].concat())?;
    plan.keep(range)?;
    plan.put(sum.sum().to_be_bytes())
}

/// Keeps of a colour profile what makes colours, under a name that says nothing.
fn profile(reader: &mut Reader<'_>, plan: &mut Plan, whole: Range<u64>) -> Read<()> {
    let length = whole.end - whole.start - AROUND;
    if length > MOST_OF_PROFILE as u64 {
        return plan.keep(whole);
    }
    let body = reader.bytes(whole.start + 8, length)?;
    let end = body.iter().position(|byte| *byte == 0);
    let (name, packed) = end
        .map_or((&[][..], &[][..]), |end| (&body[..end], body.get(end + 2..).unwrap_or_default()));
    let mut unpacked = Vec::new();
    let mut unpacker = ZlibDecoder::new(packed).take(MOST_OF_PROFILE as u64);
    let is_whole = unpacker.read_to_end(&mut unpacked).is_ok();
    let is_full = unpacker.into_inner().total_in() == packed.len() as u64;
    let plain = if is_whole { profile::plain(&unpacked) } else { Plain::Nothing };
    let less = match plain {
        Plain::Whole if is_full && PROFILE_NAMES.contains(&name) => return plan.keep(whole),
        Plain::Whole => unpacked,
        Plain::Less(less) => less,
        Plain::Nothing => Vec::new(),
    };
    plan.remove([Removed::Profile]);
    if !less.is_empty() {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
        let packed = packer.write_all(&less).and_then(|()| packer.finish());
        let packed = packed.map_err(|_| Stop::Odd)?;
        plan.put(chunk(*b"iCCP", &[PROFILE_NAMES[0], b"\0\0", &packed].concat()))?;
    }
    Ok(())
}

/// Leaves a chunk out, but for the orientation in it. EXIF that comes a second time asks nothing of anybody.
fn drop_chunk(
    reader: &mut Reader<'_>,
    plan: &mut Plan,
    name: &[u8; 4],
    (at, length): (u64, u64),
    has_exif: &mut bool,
) -> Read<()> {
    let body = reader.some(at, length.min(MOST_TEXT))?;
    let raw = || raw_profile::exif(&body, name == b"zTXt");
    let exif = match name {
        b"eXIf" => Some(body.clone()),
        b"tEXt" | b"zTXt" => raw(),
        _ => None,
    };
    if let Some(exif) = exif {
        let (kept, removed) = exif::inspect(&exif);
        // A text goes even where it says nothing.
        plan.remove(removed);
        if name != b"eXIf" {
            plan.remove([Removed::Descriptions]);
        }
        if let Some(block) = kept.turned(plan.turn()).block().filter(|_| !*has_exif) {
            plan.put(chunk(*b"eXIf", &block))?;
            *has_exif = true;
        }
        return Ok(());
    }
    match name {
        b"tIME" => plan.remove([Removed::Camera]),
        b"tEXt" | b"zTXt" => {
            let place = is_place(&body).then_some(Removed::Location);
            plan.remove(place.into_iter().chain([Removed::Descriptions]));
        }
        b"iTXt" => {
            let place = is_place(&body).then_some(Removed::Location);
            let packet = body.strip_prefix(PACKET).unwrap_or(&body);
            plan.remove(place.into_iter().chain(exif::xmp(packet)));
        }
        b"caBX" => plan.remove([Removed::Manifest]),
        _ => plan.remove([Removed::Other]),
    }
    Ok(())
}

fn is_text(name: &[u8; 4]) -> bool {
    matches!(name, b"tEXt" | b"zTXt" | b"iTXt")
}

/// Whether the keyword of a text says that it tells a place, as programs name it that copy tags of EXIF.
fn is_place(text: &[u8]) -> bool {
    let keyword = text.split(|byte| *byte == 0).next().unwrap_or_default().to_ascii_lowercase();
    PLACES.iter().any(|word| keyword.windows(word.len()).any(|window| window == *word))
}

fn chunk(name: [u8; 4], body: &[u8]) -> Vec<u8> {
    let mut chunk = (body.len() as u32).to_be_bytes().to_vec();
    chunk.extend(name);
    chunk.extend(body);
    chunk.extend(sum(&chunk[4..]).to_be_bytes());
    chunk
}

/// The sum of a chunk. Source: W3C PNG, annex D.
fn sum(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xEDB8_8320 } else { sum >> 1 };
        }
    }
    !sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_chunk_has_the_sum_of_the_standard() {
        assert_eq!(chunk(*b"IEND", b""), b"\0\0\0\0IEND\xAE\x42\x60\x82");
    }
}
