//! Where the coded data of a WebP ends: nothing in it says so, and decoders take no notice of what follows. Bytes that
//! change nothing when they are turned over are not needed. Source: RFC 6386, 7 and 9.5; RFC 9649, 3.

use std::ops::Range;

use foundation::{Digest, Px};

use crate::bytes::reader::{Read, Reader};
use crate::decode::{self, wall};

pub(crate) use super::coded::MOST_BYTES;

/// What ends a stream has fewer bytes that nobody asks for. Source: libwebp, `VP8BitWriterFinish`; decoders read ahead by
/// as many.
const AHEAD: usize = 8;

/// The data of a still picture; none where there is none, or there are frames.
fn data(bytes: &[u8]) -> Read<Option<Range<usize>>> {
    let mut reader = Reader::through(&bytes);
    let (mut at, mut found) = (12, None);
    while at + 8 <= reader.length() {
        let (name, length) = (reader.array::<4>(at)?, u64::from(reader.le32(at + 4)?));
        let end = at + 8 + length;
        if matches!(&name, b"VP8 " | b"VP8L") && end <= reader.length() {
            found = found.or(Some(at as usize + 8..end as usize));
        }
        at = end + length % 2;
    }
    Ok(found)
}

/// Whether more than what fills up stands behind the end of the picture, within its data.
pub(super) fn has_more(bytes: &[u8]) -> bool {
    let Ok(Some(data)) = data(bytes) else { return false };
    let Some(from) = data.len().checked_sub(AHEAD).map(|length| data.start + length) else {
        return false;
    };
    let is_filled_up = bytes[from..data.end].iter().all(|byte| *byte == 0);
    !is_filled_up && shown(bytes).is_some_and(|shown| is_shown(bytes, from..data.end, shown))
}

/// The data of the picture, and how many bytes of it are needed; none where nothing stands behind those. Zeros are to
/// follow where the data is made shorter, for decoders read ahead.
pub(crate) fn needed(bytes: &[u8]) -> Option<(Range<usize>, usize)> {
    let data = data(bytes).ok()??;
    if !has_more(bytes) {
        return None;
    }
    let shown = shown(bytes)?;
    // So many are too few, and so many are enough.
    let (mut few, mut enough) = (0, data.len() - AHEAD);
    while enough - few > 1 {
        let middle = few + (enough - few) / 2;
        match is_shown(bytes, data.start + middle..data.end, shown) {
            true => enough = middle,
            false => few = middle,
        }
    }
    let mut without = bytes.to_vec();
    without[data.start + enough..data.end].fill(0);
    let is_same = self::shown(&without).is_some_and(|is| is == shown);
    (is_same && enough + AHEAD < data.len()).then_some((data, enough))
}

/// Zeros behind what is needed.
pub(crate) const ZEROS: u64 = AHEAD as u64;

/// Whether the picture is the same with these bytes turned over.
fn is_shown(bytes: &[u8], range: Range<usize>, asked: Digest) -> bool {
    let mut other = bytes.to_vec();
    other[range].iter_mut().for_each(|byte| *byte = !*byte);
    shown(&other).is_some_and(|is| is == asked)
}

/// The digest of the samples, so that no two pictures are held at a time; none where nothing can be made of it.
fn shown(bytes: &[u8]) -> Option<Digest> {
    let picture = wall::behind(|| decode::decode(bytes, Px::MAX)).ok()?;
    Some(Digest::of(&picture.samples))
}
