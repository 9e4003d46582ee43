//! The size of the pictures of AV1, as a decoder makes them: the sequence header, and the first frame where it says another
//! size. Source: AV1 Bitstream & Decoding Process Specification, 5.3 to 5.5 and 5.9.

use crate::bytes::bits::Bits;
use crate::bytes::reader::{Read, Stop};

/// Kinds of units.
const SEQUENCE: u8 = 1;
const FRAME_HEADER: u8 = 3;
const FRAME: u8 = 6;

/// Of a tool that each frame may use or not. Source: the same, 3.
const EACH_FRAME_SAYS: u32 = 2;

/// A picture that is shown at once and refers to no other.
const KEY: u32 = 0;

/// A unit of a stream.
struct Unit<'b> {
    kind: u8,
    /// Whether it belongs to one of several layers.
    is_layer: bool,
    body: &'b [u8],
    /// Behind it.
    rest: &'b [u8],
}

/// What the sequence header says of its pictures.
#[derive(Debug, Default)]
struct Sequence {
    is_still: bool,
    /// Whether frames bear times of a decoder's model, which are not read here.
    is_timed: bool,
    has_layers: bool,
    bits: (u32, u32),
    size: (u32, u32),
    frame_number_bits: u32,
    screen_tools: u32,
    whole_vectors: u32,
    order_bits: u32,
}

/// The size of the pictures in a stream, or in the units behind the head of a configuration; none where no sequence header
/// stands in it.
pub(crate) fn size(stream: &[u8]) -> Option<(u32, u32)> {
    let (mut sequence, mut rest) = (None::<Sequence>, stream);
    while let Some(unit) = unit(rest) {
        match (unit.kind, &sequence) {
            (SEQUENCE, _) => sequence = self::sequence(&mut Bits::new(unit.body)).ok(),
            (FRAME_HEADER | FRAME, Some(sequence)) if !unit.is_layer && !sequence.has_layers => {
                let own = frame(&mut Bits::new(unit.body), sequence);
                return Some(own.ok().flatten().unwrap_or(sequence.size));
            }
            (FRAME_HEADER | FRAME, _) => break,
            _ => {}
        }
        rest = unit.rest;
    }
    sequence.map(|sequence| sequence.size)
}

/// Whether units follow each other up to the end of a stream, as far as their heads tell.
pub(crate) fn is_whole(stream: &[u8]) -> bool {
    let mut rest = stream;
    while !rest.is_empty() {
        match unit(rest) {
            Some(unit) => rest = unit.rest,
            None => return false,
        }
    }
    true
}

/// The first unit; none where it is cut off or no unit.
fn unit(bytes: &[u8]) -> Option<Unit<'_>> {
    let (head, mut rest) = bytes.split_first()?;
    // The first bit is zero, and so is the last.
    if head & 0x81 != 0 {
        return None;
    }
    let is_layer = head & 4 != 0;
    if is_layer {
        rest = rest.get(1..)?;
    }
    let mut length = rest.len() as u64;
    if head & 2 != 0 {
        length = 0;
        for place in 0..8 {
            let (byte, behind) = rest.split_first()?;
            length |= u64::from(byte & 0x7F) << (7 * place);
            rest = behind;
            if byte & 0x80 == 0 {
                break;
            }
        }
    }
    let (body, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    Some(Unit { kind: head >> 3 & 15, is_layer, body, rest })
}

fn sequence(bits: &mut Bits<'_>) -> Read<Sequence> {
    let mut sequence = Sequence::default();
    bits.skip(4)?;
    sequence.is_still = bits.bit()?;
    if sequence.is_still {
        bits.skip(5)?;
    } else {
        operating_points(bits, &mut sequence)?;
    }
    sequence.bits = (bits.number(4)? + 1, bits.number(4)? + 1);
    sequence.size = (bits.number(sequence.bits.0)? + 1, bits.number(sequence.bits.1)? + 1);
    (sequence.screen_tools, sequence.whole_vectors) = (EACH_FRAME_SAYS, EACH_FRAME_SAYS);
    if !sequence.is_still {
        tools(bits, &mut sequence)?;
    }
    Ok(sequence)
}

/// For whom and how fast it is to be decoded.
fn operating_points(bits: &mut Bits<'_>, sequence: &mut Sequence) -> Read<()> {
    let mut delay_bits = 0;
    if bits.bit()? {
        bits.skip(64)?;
        if bits.bit()? {
            uvlc(bits)?;
        }
        sequence.is_timed = bits.bit()?;
        if sequence.is_timed {
            delay_bits = bits.number(5)? + 1;
            bits.skip(32 + 5 + 5)?;
        }
    }
    let has_display_delay = bits.bit()?;
    for _ in 0..=bits.number(5)? {
        let layers = bits.number(12)?;
        sequence.has_layers |= (layers >> 8).count_ones() > 1;
        if bits.number(5)? > 7 {
            bits.skip(1)?;
        }
        if sequence.is_timed && bits.bit()? {
            bits.skip(2 * delay_bits as usize + 1)?;
        }
        if has_display_delay && bits.bit()? {
            bits.skip(4)?;
        }
    }
    Ok(())
}

/// What frames may do, as far as it decides what stands before their size.
fn tools(bits: &mut Bits<'_>, sequence: &mut Sequence) -> Read<()> {
    if bits.bit()? {
        let difference = bits.number(4)? + 2;
        sequence.frame_number_bits = difference + bits.number(3)? + 1;
    }
    bits.skip(3 + 4)?;
    let has_order = bits.bit()?;
    if has_order {
        bits.skip(2)?;
    }
    if !bits.bit()? {
        sequence.screen_tools = bits.number(1)?;
    }
    if sequence.screen_tools > 0 && !bits.bit()? {
        sequence.whole_vectors = bits.number(1)?;
    }
    if has_order {
        sequence.order_bits = bits.number(3)? + 1;
    }
    Ok(())
}

/// The size that a frame says of itself; none where it says none, or stands behind what is not read here.
fn frame(bits: &mut Bits<'_>, sequence: &Sequence) -> Read<Option<(u32, u32)>> {
    if sequence.is_still || sequence.is_timed {
        return Ok(None);
    }
    let is_shown_again = bits.bit()?;
    let (kind, is_shown) = (bits.number(2)?, bits.bit()?);
    if is_shown_again || kind != KEY || !is_shown {
        return Ok(None);
    }
    bits.skip(1)?;
    let has_screen_tools = match sequence.screen_tools {
        EACH_FRAME_SAYS => bits.bit()?,
        all => all == 1,
    };
    if has_screen_tools && sequence.whole_vectors == EACH_FRAME_SAYS {
        bits.skip(1)?;
    }
    bits.skip(sequence.frame_number_bits as usize)?;
    if !bits.bit()? {
        return Ok(None);
    }
    bits.skip(sequence.order_bits as usize)?;
    let (across, down) = sequence.bits;
    Ok(Some((bits.number(across)? + 1, bits.number(down)? + 1)))
}

/// A number of which the length is told by zeros; its value is not asked for. Source: the same, 4.10.3.
fn uvlc(bits: &mut Bits<'_>) -> Read<()> {
    let mut zeros = 0;
    while !bits.bit()? {
        zeros += 1;
        if zeros > 32 {
            return Err(Stop::Odd);
        }
    }
    bits.skip(zeros)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes of bits that are written as letters; blanks part them.
    fn bytes(bits: &str) -> Vec<u8> {
        let mut bits: Vec<u8> =
            bits.bytes().filter(|bit| *bit != b' ').map(|bit| bit & 1).collect();
        bits.resize(bits.len().next_multiple_of(8), 0);
        bits.chunks(8).map(|eight| eight.iter().fold(0, |sum, bit| sum << 1 | bit)).collect()
    }

    fn unit(kind: u8, body: &[u8]) -> Vec<u8> {
        [&[kind << 3 | 2, body.len() as u8], body].concat()
    }

    #[test]
    fn a_still_picture_has_the_size_of_its_sequence() {
        // 16 bits a side: 1920 and 1080.
        let still = bytes("000 1 1 00000 1111 1111 0000011101111111 0000010000110111 0");
        assert_eq!(size(&unit(SEQUENCE, &still)), Some((1920, 1080)));
        assert_eq!(
            size(&[unit(2, b""), unit(SEQUENCE, &still), unit(FRAME, b"")].concat()),
            Some((1920, 1080))
        );
        assert_eq!(size(&unit(FRAME, b"")), None);
    }

    #[test]
    fn a_frame_may_be_smaller_than_its_sequence_says() {
        let head = "000 0 0 0 0 00000 000000000000 00000";
        let tools = "0 000 0000 0 1 1";
        let sequence = format!("{head} 1111 1111 0000011101111111 0000010000110111 {tools} 000");
        let sequence = unit(SEQUENCE, &bytes(&sequence));
        let frame = |says: &str| unit(FRAME, &bytes(&format!("0 00 1 0 0 {says}")));
        assert_eq!(size(&[sequence.clone(), frame("0")].concat()), Some((1920, 1080)));
        let own = frame("1 0000000001100011 0000000000110001");
        let stream = [sequence, own].concat();
        assert_eq!(size(&stream), Some((100, 50)));
        assert!(is_whole(&stream) && !is_whole(&stream[..stream.len() - 1]));
        for end in 0..stream.len() {
            size(&stream[..end]);
        }
    }
}
