//! The sequence parameter set of H.265: size after the crop, and pixel aspect. Source: ITU-T H.265,
//! 7.3.2.2 and E.2.1; ISO/IEC 14496-15, 8.3.3.1.

use super::stream_header::{StreamHeader, depth, pixel_of_usability, without_emulation};
use crate::bytes::bits::Bits;
use crate::bytes::reader::{Read, Stop};

/// The first sequence parameter set of a configuration (`hvcC`).
pub(crate) fn of_configuration(bytes: &[u8]) -> Option<StreamHeader> {
    let two =
        |at: usize| Some(usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])));
    let arrays = *bytes.get(22)?;
    let mut at = 23;
    for _ in 0..arrays {
        let kind = bytes.get(at)? & 0x3F;
        let units = two(at + 1)?;
        at += 3;
        for _ in 0..units {
            let length = two(at)?;
            let unit = bytes.get(at + 2..at + 2 + length)?;
            if kind == 33 {
                return of_unit(unit);
            }
            at += 2 + length;
        }
    }
    None
}

/// The largest coded size, before the crop, of all sequence parameter sets of a configuration: what a decoder makes
/// room for. None where one of them cannot be read.
pub(crate) fn largest_coded(bytes: &[u8]) -> Option<(u32, u32)> {
    let two =
        |at: usize| Some(usize::from(u16::from_be_bytes([*bytes.get(at)?, *bytes.get(at + 1)?])));
    let (mut at, mut largest) = (23, None);
    for _ in 0..*bytes.get(22)? {
        let units = two(at + 1)?;
        at += 3;
        for _ in 0..units {
            let unit = bytes.get(at + 2..at + 2 + two(at)?)?;
            at += 2 + unit.len();
            if unit.first().is_some_and(|first| first >> 1 & 0x3F == 33) {
                let plain = without_emulation(unit.get(2..unit.len().min(512))?);
                let (width, height) = start(&mut Bits::new(&plain)).ok()?.2;
                let (across, down) = largest.unwrap_or_default();
                largest = Some((width.max(across), height.max(down)));
            }
        }
    }
    largest
}

/// A parameter set with its unit header of two bytes.
pub(crate) fn of_unit(unit: &[u8]) -> Option<StreamHeader> {
    if unit.first()? >> 1 & 0x3F != 33 {
        return None;
    }
    let plain = without_emulation(unit.get(2..unit.len().min(512))?);
    read(&mut Bits::new(&plain)).ok()
}

/// Layers, kind of chroma, and size before the crop.
fn start(bits: &mut Bits<'_>) -> Read<(u32, u32, (u32, u32))> {
    bits.skip(4)?;
    let layers = bits.number(3)?;
    bits.skip(1)?;
    profile(bits, layers)?;
    bits.golomb()?;
    let chroma = bits.golomb()?;
    if chroma == 3 {
        bits.skip(1)?;
    }
    Ok((layers, chroma, (bits.golomb()?, bits.golomb()?)))
}

fn read(bits: &mut Bits<'_>) -> Read<StreamHeader> {
    let (layers, chroma, (width, height)) = start(bits)?;
    let mut crop = [0u32; 4];
    if bits.bit()? {
        for side in &mut crop {
            *side = bits.golomb()?;
        }
    }
    let unit_across = if matches!(chroma, 1 | 2) { 2 } else { 1 };
    let unit_down = if chroma == 1 { 2 } else { 1 };
    let side = |whole: u32, first: u32, last: u32, unit: u64| {
        let cut = (u64::from(first) + u64::from(last)) * unit;
        let side = u64::from(whole).checked_sub(cut).filter(|side| (1..=65_536).contains(side));
        side.map(|side| side as u32).ok_or(Stop::Odd)
    };
    let depth = depth(bits.golomb()?);
    Ok(StreamHeader {
        width: side(width, crop[0], crop[1], unit_across)?,
        height: side(height, crop[2], crop[3], unit_down)?,
        pixel: pixel(bits, layers).unwrap_or((0, 0)),
        begins_cropped: crop[0] > 0 || crop[2] > 0,
        depth,
    })
}

/// Profile, tier and level of all layers: nothing of it is asked for.
fn profile(bits: &mut Bits<'_>, layers: u32) -> Read<()> {
    bits.skip(96)?;
    let mut present = [(false, false); 8];
    for layer in present.iter_mut().take(layers as usize) {
        *layer = (bits.bit()?, bits.bit()?);
    }
    if layers > 0 {
        bits.skip(2 * (8 - layers as usize))?;
    }
    for (profile, level) in present.into_iter().take(layers as usize) {
        bits.skip(if profile { 88 } else { 0 } + if level { 8 } else { 0 })?;
    }
    Ok(())
}

/// Goes on from the depth of brightness to the usability information.
fn pixel(bits: &mut Bits<'_>, layers: u32) -> Read<(u64, u64)> {
    bits.golomb()?;
    let order_bits = bits.golomb()?;
    if order_bits > 12 {
        return Err(Stop::Odd);
    }
    let all = bits.bit()?;
    for _ in 0..if all { layers + 1 } else { 1 } {
        for _ in 0..3 {
            bits.golomb()?;
        }
    }
    for _ in 0..6 {
        bits.golomb()?;
    }
    if bits.bit()? && bits.bit()? {
        scaling(bits)?;
    }
    bits.skip(2)?;
    if bits.bit()? {
        bits.skip(8)?;
        bits.golomb()?;
        bits.golomb()?;
        bits.skip(1)?;
    }
    reference_sets(bits)?;
    if bits.bit()? {
        for _ in 0..bits.golomb()?.min(32) {
            bits.skip(order_bits as usize + 5)?;
        }
    }
    bits.skip(2)?;
    if bits.bit()? { pixel_of_usability(bits) } else { Ok((0, 0)) }
}

fn scaling(bits: &mut Bits<'_>) -> Read<()> {
    for size in 0..4 {
        for _ in 0..if size == 3 { 2 } else { 6 } {
            if !bits.bit()? {
                bits.golomb()?;
                continue;
            }
            if size > 1 {
                bits.signed_golomb()?;
            }
            for _ in 0..64.min(1 << (4 + (size << 1))) {
                bits.signed_golomb()?;
            }
        }
    }
    Ok(())
}

/// Short-term reference sets. Source: ITU-T H.265, 7.3.7.
fn reference_sets(bits: &mut Bits<'_>) -> Read<()> {
    let sets = bits.golomb()?;
    if sets > 64 {
        return Err(Stop::Odd);
    }
    let mut before = 0;
    for set in 0..sets {
        if set > 0 && bits.bit()? {
            bits.skip(1)?;
            bits.golomb()?;
            let mut kept = 0;
            for _ in 0..=before {
                let used = bits.bit()?;
                if used || bits.bit()? {
                    kept += 1;
                }
            }
            before = kept;
            continue;
        }
        let (negative, positive) = (bits.golomb()?, bits.golomb()?);
        if negative > 16 || positive > 16 {
            return Err(Stop::Odd);
        }
        before = negative + positive;
        for _ in 0..before {
            bits.golomb()?;
            bits.skip(1)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The bits of a number as it stands in parameter sets.
    fn golomb(number: u32) -> String {
        let bits = format!("{:b}", number + 1);
        "0".repeat(bits.len() - 1) + &bits
    }

    #[test]
    fn what_a_decoder_makes_room_for_is_told_before_the_crop() {
        let sizes = [0, 1, 60_000, 40_000].map(golomb).concat();
        let crop = [0, 29_000, 0, 19_000].map(golomb).concat();
        let mut bits = "00000001".to_owned() + &"0".repeat(96) + &sizes + "1" + &crop + "1";
        bits += &"0".repeat(8 - bits.len() % 8);
        let byte =
            |eight: &[u8]| eight.iter().fold(0, |sum, bit| sum << 1 | u8::from(*bit == b'1'));
        let unit: Vec<u8> =
            [0x42, 1].into_iter().chain(bits.as_bytes().chunks(8).map(byte)).collect();
        let mut configuration = vec![0; 22];
        configuration.extend([1, 33, 0, 1, 0, unit.len() as u8]);
        configuration.extend(&unit);
        assert_eq!(largest_coded(&configuration), Some((60_000, 40_000)));
        let shown = of_configuration(&configuration).unwrap();
        assert_eq!((shown.width, shown.height), (2000, 2000));
        configuration.truncate(40);
        assert_eq!(largest_coded(&configuration), None);
    }
}
