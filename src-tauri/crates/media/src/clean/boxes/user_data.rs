//! What programs write between the pictures of a stream: messages that no decoder asks for, in which some cameras log
//! their way. They stand in the samples, which are not gone through, so they are only looked for at the beginnings of
//! some. Source: ITU-T H.264, D.1.7 and H.265, D.2.7 (user data unregistered); ISO/IEC 14496-15, 5.3.3 and 8.3.3.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::boxes::Part;

/// So many chunks are looked at beside the first. Judgement: who logs his way does it in each picture or key picture.
const CHUNKS: u64 = 12;

/// Before the picture of a sample there are its parameters and messages. Judgement: some five.
const MOST_UNITS: usize = 16;

/// Messages are looked at so far. Judgement: the options that coders list first have 1 KiB.
const LOOK: u64 = 8 << 10;

/// Of a sample description of pictures, before its boxes.
const ENTRY_HEAD: u64 = 78;

/// What coders name themselves with, and a clock for drones' films: who they are, and how the words begin. These must
/// stay, for players know by them how to show what old coders did wrong. Source: x264, `encoder/sei.c`; x265,
/// `encoder/sei.h`; MISB ST 0604.
const KNOWN: [(&[u8; 16], &[u8]); 3] = [
    (b"\xDC\x45\xE9\xBD\xE6\xD9\x48\xB7\x96\x2C\xD8\x20\xD9\x23\xEE\xEF", b"x264 - core "),
    (b"\x2C\xA2\xDE\x09\xB5\x17\x47\xDB\xBB\x55\xA4\xFE\x7F\xC2\xFC\x4E", b"x265 (build "),
    (b"MISPmicrosectime", b""),
];

/// The kind of a message whose name is its owner's choice.
const UNREGISTERED: u32 = 5;

/// Units of H.265 with messages before a picture.
const MESSAGES: u8 = 39;

/// How units of a stream are told apart.
#[derive(Clone, Copy)]
enum Coding {
    H264,
    H265,
}

/// Whether messages of a track, by its tables, may say anything.
pub(super) fn is_in(reader: &mut Reader<'_>, stbl: Part) -> Read<bool> {
    match look(reader, stbl) {
        // What stands elsewhere than its table says is told by others.
        Err(Stop::End | Stop::Odd) => Ok(false),
        seen => seen,
    }
}

fn look(reader: &mut Reader<'_>, stbl: Part) -> Read<bool> {
    let (mut coding, mut chunks, mut is_said) = (None, None, false);
    stbl.each(reader, 0, |reader, part| {
        match &part.name {
            b"stsd" => part.each(reader, 8, |reader, entry| {
                let found = coding_of(reader, entry, &mut is_said)?;
                coding = coding.take().or(found);
                Ok(())
            })?,
            b"stco" | b"co64" => chunks = Some(part),
            _ => {}
        }
        Ok(())
    })?;
    if is_said {
        return Ok(true);
    }
    let (Some((coding, wide)), Some(chunks)) = (coding, chunks) else { return Ok(false) };
    let is_wide = chunks.name == *b"co64";
    let count = u64::from(chunks.be32(reader, 4)?);
    let Some(last) = count.checked_sub(1) else { return Ok(false) };
    for step in 0..=CHUNKS.min(last) {
        let number = last * step / CHUNKS.min(last).max(1);
        let place = chunks.number(reader, 8 + number * if is_wide { 8 } else { 4 }, is_wide)?;
        if sample(reader, place, coding, wide)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// How an entry says that its samples are coded, and of how many bytes the length of a unit is. Messages for all of
/// them may stand there.
fn coding_of(
    reader: &mut Reader<'_>,
    entry: Part,
    is_said: &mut bool,
) -> Read<Option<(Coding, u64)>> {
    let mut coding = None;
    if !matches!(&entry.name, b"avc1" | b"avc3" | b"hvc1" | b"hev1" | b"dvh1" | b"dvhe") {
        return Ok(None);
    }
    entry.each(reader, ENTRY_HEAD, |reader, part| {
        let wide = match &part.name {
            b"avcC" => Some((Coding::H264, 4)),
            b"hvcC" => {
                *is_said |= in_configuration(reader, part)?;
                Some((Coding::H265, 21))
            }
            _ => None,
        };
        if let Some((found, at)) = wide {
            coding = Some((found, u64::from(reader.byte(part.data + at)? & 3) + 1));
        }
        Ok(())
    })?;
    Ok(coding)
}

/// Whether one stands in the lists of units behind the head of a configuration. Source: ISO/IEC 14496-15, 8.3.3.1.
fn in_configuration(reader: &mut Reader<'_>, part: Part) -> Read<bool> {
    let mut at = part.data + 23;
    for _ in 0..reader.byte(part.data + 22)? {
        let (kind, count) = (reader.byte(at)? & 0x3F, reader.be16(at + 1)?);
        at += 3;
        for _ in 0..count {
            let length = u64::from(reader.be16(at)?);
            if at + 2 + length > part.end {
                return Ok(false);
            }
            let body = reader.bytes(at + 2, length)?;
            if kind == MESSAGES && says_anything(&without_guards(body.get(2..).unwrap_or_default()))
            {
                return Ok(true);
            }
            at += 2 + length;
        }
    }
    Ok(false)
}

/// Whether one stands before the picture of the sample that begins at a place.
fn sample(reader: &mut Reader<'_>, mut at: u64, coding: Coding, wide: u64) -> Read<bool> {
    for _ in 0..MOST_UNITS {
        let length = reader.bytes(at, wide)?;
        let length = length.into_iter().fold(0, |sum, byte| sum << 8 | u64::from(byte));
        let start = at + wide;
        let first = reader.byte(start)?;
        let (is_picture, is_message, head) = match coding {
            Coding::H264 => (matches!(first & 0x1F, 1..=5), first & 0x1F == 6, 1),
            Coding::H265 => (first >> 1 < 32, first >> 1 == MESSAGES, 2),
        };
        if is_picture {
            return Ok(false);
        }
        if is_message {
            let body = reader.some(start + head, length.saturating_sub(head).min(LOOK))?;
            if says_anything(&without_guards(&body)) {
                return Ok(true);
            }
        }
        at = start.checked_add(length).ok_or(Stop::Odd)?;
    }
    Ok(false)
}

/// Without the threes that keep two zeros from being taken for the beginning of a unit.
fn without_guards(bytes: &[u8]) -> Vec<u8> {
    let mut plain: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut zeros = 0;
    for byte in bytes {
        if zeros >= 2 && *byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if *byte == 0 { zeros + 1 } else { 0 };
        plain.push(*byte);
    }
    plain
}

/// Whether a unit of messages has one of an owner that is not known.
fn says_anything(mut messages: &[u8]) -> bool {
    // Each has its kind and its length, as sums of bytes up to the first that is not full; a single bit ends them.
    fn sum(bytes: &[u8]) -> Option<(u32, &[u8])> {
        let full = bytes.iter().take_while(|byte| **byte == 0xFF).count();
        let last = *bytes.get(full)?;
        Some((full as u32 * 255 + u32::from(last), bytes.get(full + 1..)?))
    }
    while messages.len() > 2 {
        let Some((kind, rest)) = sum(messages) else { return false };
        let Some((length, rest)) = sum(rest) else { return false };
        let said = rest.get(..length as usize).unwrap_or(rest);
        let is_known = || {
            KNOWN.iter().any(|(owner, words)| {
                said.strip_prefix(owner.as_slice()).is_some_and(|rest| rest.starts_with(words))
            })
        };
        // What is blank was overwritten.
        let is_blank = || said.get(16..).is_none_or(|words| words.iter().all(|byte| *byte == 0));
        if kind == UNREGISTERED && !is_known() && !is_blank() {
            return true;
        }
        messages = rest.get(length as usize..).unwrap_or_default();
    }
    false
}
