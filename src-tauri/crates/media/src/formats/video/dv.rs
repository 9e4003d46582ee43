//! Bare DV of 25, 50 Mbit/s. Source: IEC 61834-2 and SMPTE 314M, as their headers lie in a frame.

use crate::bytes::reader::{Read, Reader};
use crate::facts::container::Container;
use crate::facts::found::{Found, Picture, duration_of};

/// The first block of a frame: header section, sequence 0.
pub(crate) fn is_dv(start: &[u8]) -> bool {
    start.len() > 80 * 6
        && start.starts_with(&[0x1F, 0x07, 0x00])
        && start[3] & 0x7F == 0x3F
        && start[80] >> 5 == 1
}

pub(crate) fn read(reader: &mut Reader<'_>, found: &mut Found, _: &mut Container) -> Read<()> {
    let pal = reader.byte(3)? & 0x80 != 0;
    let (rows, bytes, rate, scale) =
        if pal { (576, 144_000, 25, 1) } else { (480, 120_000, 30_000, 1001) };
    // The source pack of the pictures: 50 Mbit/s has two channels, twice the bytes.
    let source: [u8; 5] = reader.array(80 * 5 + 48)?;
    let channels = if source[0] == 0x60 && source[3] & 0x1F == 4 { 2 } else { 1 };
    let mut picture = Picture::new("dvvideo", 720, rows);
    let control: [u8; 5] = reader.array(80 * 5 + 48 + 5)?;
    let wide = control[0] == 0x61 && matches!(control[2] & 7, 2 | 7);
    // Source: the pixel aspects that ffmpeg gives to these pictures.
    let (across, down) = match (pal, wide) {
        (true, false) => (16, 15),
        (true, true) => (64, 45),
        (false, false) => (8, 9),
        (false, true) => (32, 27),
    };
    picture.set_pixel(across, down);
    found.offer(picture);
    let frame = bytes * channels;
    found.duration = duration_of(reader.length() / frame * scale, rate);
    found.complete = Some(reader.length().is_multiple_of(frame));
    Ok(())
}
