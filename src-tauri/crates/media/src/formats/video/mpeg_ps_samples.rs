//! Whether the packs of a program stream follow each other without a gap. Source: ISO/IEC 13818-1, 2.5.3; the packs of discs
//! are as long as their sectors: DVD-Video 2,048 bytes, Video CD and SVCD 2,324.

use crate::bytes::reader::{Read, Reader};
use crate::formats::codec::samples::{PLACES, Samples};

/// What a pack begins with.
pub(super) const PACK: [u8; 4] = [0, 0, 1, 0xBA];

/// So many zeros between packs fill up at most. Judgement: Video CD has 20 behind each pack of sound, and a sector is full
/// at 2,352.
const MOST_ZEROS: usize = 2352;

/// So many packs of one length at the front tell how long all are.
const LEAST_PACKS: usize = 8;
/// From the last pack that is where it should be, so much is gone through.
const NEAR: u64 = 16 << 10;

/// What was met while packets were gone through one behind the other.
#[derive(Clone, Debug, Default)]
pub(super) struct Chain {
    /// Where something stands first that neither begins a packet nor fills up.
    pub(super) lost: Option<usize>,
    /// Whether packs follow behind that.
    pub(super) resumed: bool,
    /// Where packs begin, as far as they are counted.
    packs: Vec<usize>,
    zeros: usize,
    /// Whether a packet did not say how long it is.
    is_open: bool,
}

impl Chain {
    /// No packet begins at a place.
    pub(super) fn miss(&mut self, at: usize, byte: u8) {
        self.zeros = if byte == 0 { self.zeros + 1 } else { 0 };
        if byte != 0 && !self.is_open {
            self.lost = self.lost.or(Some(at));
        }
    }

    /// A packet with this head begins at a place; where it ends, by what it says itself.
    pub(super) fn meet(&mut self, bytes: &[u8], at: usize) -> usize {
        let head = &bytes[at..];
        let length = usize::from(u16::from_be_bytes([head[4], head[5]]));
        if head[3] == PACK[3] && matches!(head[4] >> 4, 2 | 4..=7) {
            if self.zeros > MOST_ZEROS {
                self.lost = self.lost.or(Some(at));
            }
            self.resumed |= self.lost.is_some();
            if self.packs.len() < LEAST_PACKS {
                self.packs.push(at);
            }
        }
        self.zeros = 0;
        match head[3] {
            // Behind that of MPEG-2, up to seven bytes fill up.
            0xBA if head[4] >> 6 == 1 => at + 14 + usize::from(head.get(13).unwrap_or(&0) & 7),
            0xBA => at + 12,
            0xBB..=0xFF => {
                self.is_open |= length == 0;
                at + 6 + length
            }
            _ => at + 4,
        }
    }

    /// The length of every pack, where all at the front are as long.
    pub(super) fn each(&self) -> Option<u64> {
        let each = self.packs.get(1)?.checked_sub(self.packs[0])?;
        let is_same = self.packs.windows(2).all(|two| two[1] - two[0] == each);
        let is_known = is_same && self.packs[0] == 0 && self.packs.len() >= LEAST_PACKS;
        is_known.then_some(each as u64)
    }

    /// Goes through packets from the front of some bytes.
    fn of(bytes: &[u8]) -> Self {
        let (mut chain, mut at) = (Self::default(), 0);
        while let Some(head) = bytes.get(at..at + 6) {
            if head[..3] == PACK[..3] {
                at = chain.meet(bytes, at);
            } else {
                chain.miss(at, head[0]);
                at += 1;
            }
        }
        chain
    }
}

/// Whether packs of one length stand where they should at some places. What follows a shorter one was put together of two
/// files, and is whole.
pub(super) fn look(reader: &mut Reader<'_>, each: u64) -> Read<Samples> {
    let count = reader.length() / each;
    let is_pack = |reader: &mut Reader<'_>, number: u64| -> Read<bool> {
        Ok(reader.some(number * each, 4)? == PACK)
    };
    let mut right = 0;
    for step in 1..PLACES {
        let mut wrong = count * step / PLACES;
        if is_pack(reader, wrong)? {
            right = wrong;
            continue;
        }
        while wrong - right > 1 {
            let middle = right + (wrong - right) / 2;
            if is_pack(reader, middle)? { right = middle } else { wrong = middle }
        }
        let chain = Chain::of(&reader.some(right * each, NEAR)?);
        return Ok(if chain.resumed { Samples::Broken } else { Samples::Whole });
    }
    Ok(Samples::Whole)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A pack with one packet of so many bytes.
    fn pack(length: u16) -> Vec<u8> {
        let mut pack = [&PACK[..], &[0x44, 0, 4, 0, 4, 1, 1, 0x89, 0xC3, 0xF8]].concat();
        pack.extend([0, 0, 1, 0xE0]);
        pack.extend(length.to_be_bytes());
        pack.extend(vec![7; length.into()]);
        pack
    }

    #[test]
    fn a_gap_is_what_no_pack_ends_at() {
        let packs = |lengths: &[u16]| lengths.iter().flat_map(|each| pack(*each)).collect();
        let whole: Vec<u8> = packs(&[300; 9]);
        let chain = Chain::of(&whole);
        assert_eq!((chain.lost, chain.resumed, chain.each()), (None, false, Some(320)));
        assert_eq!(Chain::of(&packs(&[300, 200, 300, 300, 300, 300, 300, 300, 300])).each(), None);
        let filled = [&pack(30)[..], &[0; 20], &pack(30)].concat();
        assert_eq!(Chain::of(&filled).lost, None);
        let cut = [&whole[..500], &whole[555..]].concat();
        assert!(Chain::of(&cut).resumed);
        let holed = [&pack(30)[..], &[0; 3000], &pack(30)].concat();
        assert!(Chain::of(&holed).resumed);
        let behind = [&pack(30)[..], b"some words"].concat();
        let chain = Chain::of(&behind);
        assert_eq!((chain.lost, chain.resumed), (Some(50), false));
    }

    #[test]
    fn packs_of_one_length_are_where_they_should_be_or_behind_a_shorter_one() {
        let whole: Vec<u8> = (0..200).flat_map(|_| pack(300)).collect();
        let seen = |bytes: &[u8]| look(&mut Reader::new(&bytes), 320).unwrap();
        assert_eq!(seen(&whole), Samples::Whole);
        assert_eq!(seen(&[&whole[..], &pack(100), &whole].concat()), Samples::Whole);
        assert_eq!(seen(&[&whole[..30_000], &whole[33_333..]].concat()), Samples::Broken);
        assert_eq!(seen(&[&whole[..], &vec![9; whole.len()]].concat()), Samples::Whole);
    }
}
