//! One piece of a TIFF, unpacked. Source: TIFF 6.0, sections 9 to 14 and 22; TIFF Technical Note 2; ITU-T T.4 and T.6.

use std::convert::Infallible;
use std::io::{self, Cursor, Read};

use fax::Color;
use fax::decoder::{DecodeStatus, Group3Decoder, Group4Decoder, pels};
use flate2::read::ZlibDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::{ImageDecoder, Limits};

use super::Layout;
use super::directory::Directory;
use super::samples::add_up;
use crate::bytes::reader::Reader;
use crate::decode::decoded::{MOST_MEMORY, Unprintable};
use crate::formats::jpeg_segments::{Segments, is_frame};
use crate::inside::{self, Inside};

/// Unpacks a piece of so many rows; what it lacks is white.
pub(super) fn piece(
    directory: &Directory<'_>,
    layout: &Layout,
    packed: &[u8],
    high: usize,
    into: &mut Vec<u8>,
) -> Result<(), Unprintable> {
    let asked = layout.colours.piece_bytes(layout, high);
    into.clear();
    let reversed: Vec<u8>;
    // Fax machines send the smallest bit first; of other packings nobody turns them round.
    let packed = if directory.one(266) == Some(2) && layout.compression <= 4 {
        reversed = packed.iter().map(|byte| byte.reverse_bits()).collect();
        &reversed
    } else {
        packed
    };
    match layout.compression {
        1 => into.extend(packed.get(..asked).ok_or(Unprintable::CutOff)?),
        3 if directory.one(292).unwrap_or(0) & 1 == 0 => fax_3(packed, layout, high, into)?,
        4 => fax_4(packed, layout, high, into)?,
        5 => lzw(packed, asked, into)?,
        6 => old_jpeg(directory, packed, asked, into)?,
        7 => new_jpeg(directory, layout, packed, asked, into)?,
        8 | 32_946 => {
            let mut unpacked = ZlibDecoder::new(packed).take(asked as u64);
            unpacked.read_to_end(into).map_err(|_| Unprintable::Damaged)?;
        }
        32_773 => pack_bits(packed, asked, into),
        _ => return Err(Unprintable::Unsupported),
    }
    if into.len() < asked {
        return Err(Unprintable::CutOff);
    }
    match directory.one(317).unwrap_or(1) {
        2 if !matches!(layout.compression, 3 | 4 | 6 | 7) => {
            for row in into.chunks_exact_mut(layout.row()) {
                add_up(row, layout.in_piece, layout.bits, directory.is_large_first());
            }
        }
        3 => return Err(Unprintable::Unsupported),
        _ => {}
    }
    Ok(())
}

/// Whether a piece is packed as it was written, as far as its packing tells: decoders make something of anything.
pub(super) fn is_whole(
    directory: &Directory<'_>,
    layout: &Layout,
    packed: &[u8],
) -> Result<(), Unprintable> {
    match layout.compression {
        // Behind its end stands its sum.
        8 | 32_946 => io::copy(&mut ZlibDecoder::new(packed), &mut io::sink())
            .map(drop)
            .map_err(|_| Unprintable::Damaged),
        7 => {
            let file = with_tables(directory, layout, packed)?;
            match inside::jpeg::look(&file.as_slice()) {
                Ok(Inside::Short) => Err(Unprintable::CutOff),
                Ok(Inside::Broken | Inside::Contradictory) => Err(Unprintable::Damaged),
                Ok(Inside::Whole | Inside::WithMore | Inside::Unknown) | Err(_) => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// So much more than is asked of a piece is looked at.
const LOOK: usize = 64 << 10;

/// Whether a piece of so many rows has more in it, which is not all the same; false where that is not known here.
pub(super) fn holds_more(
    directory: &Directory<'_>,
    layout: &Layout,
    (packed, high): (&[u8], usize),
) -> bool {
    let asked = layout.colours.piece_bytes(layout, high);
    let mut into = Vec::new();
    match layout.compression {
        1 => into.extend(packed.iter().take(asked + LOOK)),
        5 => {
            // What is cut off within the rest is there up to that.
            let _ = lzw(packed, asked + LOOK, &mut into);
        }
        8 | 32_946 => {
            let mut unpacked = ZlibDecoder::new(packed).take((asked + LOOK) as u64);
            let _ = unpacked.read_to_end(&mut into);
        }
        32_773 => pack_bits(packed, asked + LOOK, &mut into),
        // The last strip may be filled up to the height of the others.
        7 => {
            let file = with_tables(directory, layout, packed).unwrap_or_default();
            return frame_size(&file)
                .is_some_and(|(wide, high)| wide > layout.wide || high > layout.high);
        }
        _ => {}
    }
    let rest = into.get(asked..).unwrap_or_default();
    rest.iter().any(|byte| *byte != rest[0])
}

/// PackBits. Source: TIFF 6.0, section 9.
fn pack_bits(mut packed: &[u8], asked: usize, into: &mut Vec<u8>) {
    while into.len() < asked
        && let Some((head, rest)) = packed.split_first()
    {
        packed = match *head {
            0..=127 => {
                let (some, rest) = rest.split_at(rest.len().min(usize::from(*head) + 1));
                into.extend(some);
                rest
            }
            128 => rest,
            head => {
                let Some((byte, rest)) = rest.split_first() else { return };
                into.resize(into.len() + 257 - usize::from(head), *byte);
                rest
            }
        };
    }
    into.truncate(asked);
}

/// LZW. Source: TIFF 6.0, section 13.
fn lzw(packed: &[u8], asked: usize, into: &mut Vec<u8>) -> Result<(), Unprintable> {
    // Before 6.0, some programs wrote the smallest bit first; such a strip begins with a clear code of that kind.
    if packed.first() == Some(&0) && packed.get(1).is_some_and(|byte| byte & 1 == 1) {
        return Err(Unprintable::Unsupported);
    }
    let mut decoder = weezl::decode::Decoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
    into.resize(asked, 0);
    let (mut taken, mut made) = (0, 0);
    while made < asked {
        let done = decoder.decode_bytes(&packed[taken..], &mut into[made..]);
        (taken, made) = (taken + done.consumed_in, made + done.consumed_out);
        match done.status {
            Ok(weezl::LzwStatus::Ok) if done.consumed_in + done.consumed_out > 0 => {}
            Ok(_) => break,
            Err(_) => return Err(Unprintable::Damaged),
        }
    }
    into.truncate(made);
    Ok(())
}

/// A line of a fax in bits: ones are black. Whether zeros are white, the photometric interpretation says.
fn line(transitions: &[u16], width: u16, row: usize, into: &mut Vec<u8>) {
    let start = into.len();
    into.resize(start + row, 0);
    for (place, pixel) in pels(transitions, width).enumerate() {
        if pixel == Color::Black {
            into[start + place / 8] |= 0x80 >> (place % 8);
        }
    }
}

/// The width of a fax, which has one sample of one bit.
fn width_of_fax(layout: &Layout) -> Result<u16, Unprintable> {
    let is_fax = layout.bits == 1 && layout.in_piece == 1;
    u16::try_from(layout.wide).ok().filter(|_| is_fax).ok_or(Unprintable::Unsupported)
}

fn fax_4(
    packed: &[u8],
    layout: &Layout,
    high: usize,
    into: &mut Vec<u8>,
) -> Result<(), Unprintable> {
    let width = width_of_fax(layout)?;
    let bytes = packed.iter().map(|byte| Ok::<u8, Infallible>(*byte));
    let mut decoder = Group4Decoder::new(bytes, width).map_err(|_| Unprintable::CutOff)?;
    for number in 0..high {
        match decoder.advance() {
            Ok(DecodeStatus::Incomplete) => {
                line(decoder.transition(), width, layout.row(), into);
            }
            // White lines at the end may be left out.
            Ok(DecodeStatus::End) => break,
            Err(_) if number > 0 => return Err(Unprintable::CutOff),
            Err(_) => return Err(Unprintable::Damaged),
        }
    }
    into.resize(high * layout.row(), 0);
    Ok(())
}

fn fax_3(
    packed: &[u8],
    layout: &Layout,
    high: usize,
    into: &mut Vec<u8>,
) -> Result<(), Unprintable> {
    let width = width_of_fax(layout)?;
    let bytes = packed.iter().map(|byte| Ok::<u8, Infallible>(*byte));
    // Without a mark before the first line it is one of the forms that only some machines wrote.
    let mut decoder = Group3Decoder::new(bytes).map_err(|_| Unprintable::Unsupported)?;
    for number in 0..high {
        let status = decoder.advance();
        // The last line has no mark behind it.
        if status.is_ok() || number + 1 == high {
            line(decoder.transitions(), width, layout.row(), into);
        }
        match status {
            Ok(DecodeStatus::Incomplete) => {}
            Ok(DecodeStatus::End) => break,
            Err(_) if number + 1 == high => break,
            Err(_) => return Err(Unprintable::Unsupported),
        }
    }
    into.resize(high * layout.row(), 0);
    Ok(())
}

/// A JPEG in each piece, whose tables stand apart. How its colours are stored the TIFF says, which a mark of Adobe's
/// passes on.
fn new_jpeg(
    directory: &Directory<'_>,
    layout: &Layout,
    packed: &[u8],
    asked: usize,
    into: &mut Vec<u8>,
) -> Result<(), Unprintable> {
    jpeg(&with_tables(directory, layout, packed)?, asked, into)
}

fn with_tables(
    directory: &Directory<'_>,
    layout: &Layout,
    packed: &[u8],
) -> Result<Vec<u8>, Unprintable> {
    let rest = packed.strip_prefix(&[0xFF, 0xD8]).ok_or(Unprintable::Damaged)?;
    let tables = directory.bytes(347).unwrap_or_default();
    let tables = tables.strip_prefix(&[0xFF, 0xD8]).unwrap_or_default();
    let tables = tables.strip_suffix(&[0xFF, 0xD9]).unwrap_or(tables);
    let transform = u8::from(layout.colours.is_ycbcr());
    let adobe = [0xFF, 0xEE, 0, 14, b'A', b'd', b'o', b'b', b'e', 0, 100, 0, 0, 0, 0, transform];
    Ok([&[0xFF, 0xD8], &adobe[..], tables, rest].concat())
}

/// The sides of a JPEG.
fn frame_size(file: &[u8]) -> Option<(usize, usize)> {
    let mut reader = Reader::through(&file);
    let mut segments = Segments::new();
    loop {
        let segment = segments.next_head(&mut reader).ok()?;
        if is_frame(segment.marker) {
            let high = reader.be16(segment.body + 1).ok()?;
            return Some((reader.be16(segment.body + 3).ok()?.into(), high.into()));
        }
    }
}

/// A JPEG beside the strips, or in the only one. Source: TIFF 6.0, section 22, of which programs took this much.
fn old_jpeg(
    directory: &Directory<'_>,
    packed: &[u8],
    asked: usize,
    into: &mut Vec<u8>,
) -> Result<(), Unprintable> {
    let beside = directory.one(513).and_then(|at| directory.file.get(usize::try_from(at).ok()?..));
    let whole = match beside {
        Some(beside) if beside.starts_with(&[0xFF, 0xD8]) => beside,
        _ if packed.starts_with(&[0xFF, 0xD8]) => packed,
        _ => return Err(Unprintable::Unsupported),
    };
    // The tables may lie beside the strips without the picture.
    jpeg(whole, asked, into).map_err(|fault| match fault {
        Unprintable::Damaged => Unprintable::Unsupported,
        fault => fault,
    })
}

fn jpeg(file: &[u8], asked: usize, into: &mut Vec<u8>) -> Result<(), Unprintable> {
    let mut decoder = JpegDecoder::new(Cursor::new(file)).map_err(|_| Unprintable::Damaged)?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    decoder.set_limits(limits).map_err(|_| Unprintable::Damaged)?;
    if decoder.total_bytes() < asked as u64 {
        return Err(Unprintable::Unsupported);
    }
    if decoder.total_bytes() > MOST_MEMORY / 2 {
        return Err(Unprintable::Unsupported);
    }
    into.resize(decoder.total_bytes() as usize, 0);
    decoder.read_image(into).map_err(|_| Unprintable::Damaged)?;
    into.truncate(asked);
    Ok(())
}
