//! Long streams deflated in pieces that are found in the bytes themselves, so that a font with one glyph
//! more is the same but for a piece or two. Pieces are packed side by side on all cores, and those of
//! fonts are kept for the next file. What comes out depends on the bytes alone, not on what was kept.

use std::collections::HashMap;
use std::num::NonZero;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use flate2::{Compress, Compression, FlushCompress};

use super::WriteFault;

/// Judgement: level 9 costs twice for nothing.
const LEVEL: u32 = 6;
/// Streams up to this length are deflated whole; no piece is longer.
const LONGEST: usize = 32 * 1024;
/// No piece is shorter, but for the last.
const SHORTEST: usize = 4 * 1024;
/// A piece ends where so many of the upper bits are clear: after 8 KiB beyond the shortest, in the mean.
/// Measured on cut fonts: pieces of 12 KiB cost 3 % of length, those of 6 KiB 4 %.
const BITS: u32 = 13;
/// Pieces are kept up to so many bytes in all; then all are let go of.
const KEPT: usize = 16 * 1024 * 1024;
/// Below this it is not worth while to start a thread.
const FOR_A_THREAD: usize = 64 * 1024;

/// Whether pieces are kept for the next file: those of fonts come again, those of photos do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    Yes,
    No,
}

/// The bytes as a zlib stream (RFC 1950).
pub(crate) fn deflated(bytes: &[u8], keep: Keep) -> Result<Vec<u8>, WriteFault> {
    let pieces = if bytes.len() <= LONGEST { vec![bytes] } else { cut(bytes) };
    let packed = packed(&pieces, keep)?;
    let length: usize = packed.iter().map(|piece| piece.len()).sum();
    let mut stream = Vec::with_capacity(length + 8);
    // Deflate with a window of 32 KiB; the level is that of LEVEL.
    stream.extend([0x78, 0x9C]);
    packed.iter().for_each(|piece| stream.extend_from_slice(piece));
    // A last block with nothing in it, by the fixed codes (RFC 1951, 3.2.6).
    stream.extend([0x03, 0x00]);
    stream.extend(adler32(bytes).to_be_bytes());
    Ok(stream)
}

/// Ends a piece where a sum over the last 64 bytes or so has clear upper bits, wherever those bytes stand.
/// Source: the gear hash of FastCDC (Xia and others, USENIX ATC 2016), 3.1.
fn cut(bytes: &[u8]) -> Vec<&[u8]> {
    let (mut pieces, mut start, mut sum) = (Vec::new(), 0, 0u64);
    for (at, byte) in bytes.iter().enumerate() {
        sum = (sum << 1).wrapping_add(GEAR[usize::from(*byte)]);
        let length = at + 1 - start;
        if (length >= SHORTEST && sum >> (64 - BITS) == 0) || length == LONGEST {
            pieces.push(&bytes[start..=at]);
            (start, sum) = (at + 1, 0);
        }
    }
    if start < bytes.len() {
        pieces.push(&bytes[start..]);
    }
    pieces
}

/// A number for each byte, from a xorshift generator. Source: Marsaglia, Xorshift RNGs, 2003: 13, 7, 17.
const GEAR: [u64; 256] = {
    let (mut table, mut state, mut at) = ([0; 256], 0x9E37_79B9_7F4A_7C15_u64, 0);
    while at < table.len() {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        table[at] = state;
        at += 1;
    }
    table
};

type Packed = Arc<[u8]>;

/// Each piece deflated by itself; what was kept is not deflated again.
fn packed(pieces: &[&[u8]], keep: Keep) -> Result<Vec<Packed>, WriteFault> {
    let mut found: Vec<Option<Packed>> = vec![None; pieces.len()];
    if keep == Keep::Yes {
        let kept = kept();
        found = pieces.iter().map(|piece| kept.packed.get(*piece).cloned()).collect();
    }
    let missing: Vec<usize> = (0..pieces.len()).filter(|at| found[*at].is_none()).collect();
    let made = all_packed(&missing.iter().map(|at| pieces[*at]).collect::<Vec<_>>())?;
    if keep == Keep::Yes {
        let mut kept = kept();
        missing.iter().zip(&made).for_each(|(at, packed)| kept.add(pieces[*at], packed));
    }
    missing.into_iter().zip(made).for_each(|(at, packed)| found[at] = Some(packed));
    Ok(found.into_iter().flatten().collect())
}

/// Side by side, where there is enough to do.
fn all_packed(pieces: &[&[u8]]) -> Result<Vec<Packed>, WriteFault> {
    let length: usize = pieces.iter().map(|piece| piece.len()).sum();
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = cores.min(length / FOR_A_THREAD + 1).min(pieces.len()).max(1);
    let shares = pieces.chunks(pieces.len().div_ceil(threads).max(1));
    std::thread::scope(|scope| {
        let mut shares = shares.into_iter();
        let own = shares.next();
        let others: Vec<_> = shares.map(|share| scope.spawn(move || one_by_one(share))).collect();
        let mut packed = own.map_or_else(|| Ok(Vec::new()), one_by_one)?;
        for other in others {
            packed.extend(other.join().expect("deflating does not panic")?);
        }
        Ok(packed)
    })
}

fn one_by_one(pieces: &[&[u8]]) -> Result<Vec<Packed>, WriteFault> {
    let mut deflater = Compress::new(Compression::new(LEVEL), false);
    pieces
        .iter()
        .map(|piece| {
            deflater.reset();
            // What does not get shorter stands in stored blocks: five bytes for each 16 KiB, and the end.
            let mut packed = Vec::with_capacity(piece.len() + piece.len() / 1000 + 64);
            // A flush ends on a whole byte (RFC 1951, 3.2.4), so that pieces can follow each other.
            let status = deflater.compress_vec(piece, &mut packed, FlushCompress::Sync);
            let taken = deflater.total_in() == piece.len() as u64;
            let is_whole = status.is_ok() && taken && packed.ends_with(&[0, 0, 0xFF, 0xFF]);
            if is_whole { Ok(packed.into()) } else { Err(WriteFault::Deflate) }
        })
        .collect()
}

/// Source: RFC 1950, 9.
fn adler32(bytes: &[u8]) -> u32 {
    let (mut low, mut high) = (1u32, 0u32);
    // 5552 is the most after which the sums of 32 bits cannot have run over.
    for share in bytes.chunks(5552) {
        for byte in share {
            low += u32::from(*byte);
            high += low;
        }
        low %= 65_521;
        high %= 65_521;
    }
    high << 16 | low
}

/// Pieces that were deflated before.
#[derive(Default)]
struct Kept {
    packed: HashMap<Box<[u8]>, Packed>,
    length: usize,
}

impl Kept {
    fn add(&mut self, piece: &[u8], packed: &Packed) {
        self.length += piece.len() + packed.len();
        if self.length > KEPT {
            self.packed.clear();
            self.length = piece.len() + packed.len();
        }
        self.packed.insert(piece.into(), Arc::clone(packed));
    }
}

fn kept() -> MutexGuard<'static, Kept> {
    static PIECES: LazyLock<Mutex<Kept>> = LazyLock::new(Mutex::default);
    // What is in it is whole after every step.
    PIECES.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use flate2::read::ZlibDecoder;
    use proptest::prelude::*;

    use super::*;

    /// Bytes of which some repeat, as in fonts.
    fn some_bytes(length: usize, mut seed: u64) -> Vec<u8> {
        let mut next = || {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 56) as u8
        };
        (0..length).map(|at| if at % 3 == 0 { next() } else { next() & 0x0F }).collect()
    }

    fn inflated(packed: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        ZlibDecoder::new(packed).read_to_end(&mut bytes).unwrap();
        bytes
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]

        #[test]
        fn what_was_packed_comes_back(length in 0usize..300_000, seed: u64) {
            let bytes = some_bytes(length, seed);
            prop_assert_eq!(inflated(&deflated(&bytes, Keep::No).unwrap()), bytes);
        }

        #[test]
        fn what_was_kept_changes_nothing(seed in 0u64..4, at in 0usize..200_000) {
            let mut bytes = some_bytes(200_000, seed);
            bytes.insert(at, 7);
            let fresh = deflated(&bytes, Keep::No).unwrap();
            prop_assert_eq!(&deflated(&bytes, Keep::Yes).unwrap(), &fresh);
            prop_assert_eq!(&deflated(&bytes, Keep::Yes).unwrap(), &fresh);
        }
    }

    #[test]
    fn a_byte_more_changes_a_piece_or_two() {
        let before = some_bytes(400_000, 1);
        let mut after = before.clone();
        after.insert(200_000, 7);
        let (before, after) = (cut(&before), cut(&after));
        let new = after.iter().filter(|piece| !before.contains(piece)).count();
        assert!(before.len() > 20 && new <= 2, "{new} of {}", before.len());
    }
}
