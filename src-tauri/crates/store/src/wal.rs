//! The sums in a WAL, made right. Each frame bears a sum of all that stands before it, so that one bit hides everything
//! that was written after it. Who has seals in the rows needs no sums: what is wrong is found where it stands.

use crate::layout::{PAGE, put_what_never_changes};

/// Source: SQLite, Database File Format, 4.1. All numbers but the words that are summed are big-endian.
const HEADER: usize = 32;
const FRAME: usize = 24;
/// Sums are of little-endian words, as every machine of today writes them.
const MAGIC: u32 = 0x377f_0682;

/// Makes the header and the sums of a WAL right, as far as its frames are of one generation, and cuts off the rest.
pub(crate) fn make_right(bytes: &mut Vec<u8>) {
    let size = FRAME + PAGE;
    let Some(first) = bytes.get(HEADER + 8..HEADER + 16).map(<[u8]>::to_vec) else { return };
    let salt_of = |frame: usize| HEADER + frame * size + 8..HEADER + frame * size + 16;
    let frames = (bytes.len() - HEADER) / size;
    // That of the header, unless the frames agree on another one.
    let of_second = if frames > 1 { bytes[salt_of(1)].to_vec() } else { first.clone() };
    let salt = if of_second == first { first } else { bytes[16..24].to_vec() };
    bytes[..4].copy_from_slice(&MAGIC.to_be_bytes());
    bytes[4..8].copy_from_slice(&3_007_000_u32.to_be_bytes());
    bytes[8..12].copy_from_slice(&(PAGE as u32).to_be_bytes());
    bytes[16..24].copy_from_slice(&salt);
    let mut sum = summed((0, 0), &bytes[..24]);
    put(bytes, 24, sum);
    let mut end = HEADER;
    for frame in 0..frames {
        let at = HEADER + frame * size;
        let stands = &bytes[salt_of(frame)];
        // A bit of it may be another one; of an older generation both halves are.
        if stands[..4] != salt[..4] && stands[4..] != salt[4..] {
            break;
        }
        bytes[at + 8..at + 16].copy_from_slice(&salt);
        // The first page says how all of it is to be read.
        if bytes[at..at + 4] == [0, 0, 0, 1] {
            put_what_never_changes(&mut bytes[at + FRAME..at + size]);
        }
        sum = summed(sum, &bytes[at..at + 8]);
        sum = summed(sum, &bytes[at + FRAME..at + size]);
        put(bytes, at + 16, sum);
        end = at + size;
    }
    bytes.truncate(end);
}

/// Source: SQLite, Database File Format, 4.2.
fn summed((mut one, mut two): (u32, u32), bytes: &[u8]) -> (u32, u32) {
    let word = |bytes: &[u8]| u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    for pair in bytes.chunks_exact(8) {
        one = one.wrapping_add(word(&pair[..4])).wrapping_add(two);
        two = two.wrapping_add(word(&pair[4..])).wrapping_add(one);
    }
    (one, two)
}

fn put(bytes: &mut [u8], at: usize, (one, two): (u32, u32)) {
    bytes[at..at + 4].copy_from_slice(&one.to_be_bytes());
    bytes[at + 4..at + 8].copy_from_slice(&two.to_be_bytes());
}
