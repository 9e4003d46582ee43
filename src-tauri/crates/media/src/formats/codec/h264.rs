//! The sequence parameter set of H.264: size after the crop, and pixel aspect. Source: ITU-T H.264,
//! 7.3.2.1.1 and E.1.1.

use super::stream_header::{StreamHeader, depth, pixel_of_usability, without_emulation};
use crate::bytes::bits::Bits;
use crate::bytes::reader::{Read, Stop};

/// The first parameter set of a configuration (`avcC`).
pub(crate) fn of_configuration(bytes: &[u8]) -> Option<StreamHeader> {
    if bytes.get(5)? & 0x1F == 0 {
        return None;
    }
    let length = usize::from(u16::from_be_bytes([*bytes.get(6)?, *bytes.get(7)?]));
    of_unit(bytes.get(8..8 + length)?)
}

/// A parameter set with its unit header of one byte.
pub(crate) fn of_unit(unit: &[u8]) -> Option<StreamHeader> {
    if unit.first()? & 0x1F != 7 {
        return None;
    }
    let plain = without_emulation(unit.get(1..unit.len().min(256))?);
    read(&mut Bits::new(&plain)).ok()
}

fn read(bits: &mut Bits<'_>) -> Read<StreamHeader> {
    let profile = bits.number(8)?;
    bits.skip(16)?;
    bits.golomb()?;
    let mut chroma = 1;
    let mut planes_apart = false;
    let mut beyond = 0;
    // Profiles that name their colours.
    if matches!(profile, 44 | 83 | 86 | 100 | 110 | 118 | 122 | 128 | 134 | 135 | 138 | 139 | 244) {
        chroma = bits.golomb()?;
        if chroma == 3 {
            planes_apart = bits.bit()?;
        }
        beyond = bits.golomb()?;
        bits.golomb()?;
        bits.skip(1)?;
        if bits.bit()? {
            scaling(bits, if chroma == 3 { 12 } else { 8 })?;
        }
    }
    bits.golomb()?;
    order(bits)?;
    bits.golomb()?;
    bits.skip(1)?;
    let across = bits.golomb()?;
    let down = bits.golomb()?;
    let frames_only = bits.bit()?;
    if !frames_only {
        bits.skip(1)?;
    }
    bits.skip(1)?;
    let mut crop = [0u32; 4];
    if bits.bit()? {
        for side in &mut crop {
            *side = bits.golomb()?;
        }
    }
    let pixel = if bits.bit().unwrap_or(false) {
        pixel_of_usability(bits).unwrap_or((0, 0))
    } else {
        (0, 0)
    };
    let chroma = if planes_apart { 0 } else { chroma };
    let unit_across = if matches!(chroma, 1 | 2) { 2 } else { 1 };
    let fields = if frames_only { 1 } else { 2 };
    let unit_down = if chroma == 1 { 2 } else { 1 } * fields;
    let side = |blocks: u64, first: u32, last: u32, unit: u64| {
        let cut = (u64::from(first) + u64::from(last)) * unit;
        let side = (blocks * 16).checked_sub(cut).filter(|side| (1..=65_536).contains(side));
        side.map(|side| side as u32).ok_or(Stop::Odd)
    };
    Ok(StreamHeader {
        width: side(u64::from(across) + 1, crop[0], crop[1], unit_across)?,
        height: side((u64::from(down) + 1) * fields, crop[2], crop[3], unit_down)?,
        pixel,
        begins_cropped: crop[0] > 0 || crop[2] > 0,
        depth: depth(beyond),
    })
}

fn scaling(bits: &mut Bits<'_>, lists: usize) -> Read<()> {
    for list in 0..lists {
        if !bits.bit()? {
            continue;
        }
        let (mut last, mut next) = (8, 8);
        for _ in 0..if list < 6 { 16 } else { 64 } {
            if next != 0 {
                next = (last + bits.signed_golomb()? + 256) % 256;
            }
            last = if next == 0 { last } else { next };
        }
    }
    Ok(())
}

/// How pictures are counted.
fn order(bits: &mut Bits<'_>) -> Read<()> {
    match bits.golomb()? {
        0 => {
            bits.golomb()?;
        }
        1 => {
            bits.skip(1)?;
            bits.signed_golomb()?;
            bits.signed_golomb()?;
            for _ in 0..bits.golomb()?.min(255) {
                bits.signed_golomb()?;
            }
        }
        _ => {}
    }
    Ok(())
}
