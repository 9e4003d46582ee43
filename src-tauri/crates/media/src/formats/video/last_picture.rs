//! Whether the last picture of an MPEG-1 or MPEG-2 stream has all its rows: a copy that broke off between two packets, as
//! those do that end with a block of a disk, has nothing else that tells of it. Source: ISO/IEC 13818-2, 6.1.2 and 6.2.

/// So many bytes before the end are gone through. Judgement: four pictures at the most of what DVDs and cameras give them,
/// 10 Mbit/s.
pub(super) const NEAR: usize = 256 << 10;

/// So many pictures before the last one must end with the same row. Judgement: one may have been coded otherwise.
const LEAST: usize = 3;

/// Codes behind a start code: of a picture, of the lowest row, of what stands before a group of pictures.
const PICTURE: u8 = 0x00;
const LAST_ROW: u8 = 0xAF;
const SEQUENCE: u8 = 0xB3;
const GROUP: u8 = 0xB8;

/// Whether the stream breaks off within a picture or before one that is announced. `bytes` end where it does.
pub(super) fn is_cut(bytes: &[u8]) -> bool {
    let bytes = &bytes[bytes.len().saturating_sub(NEAR)..];
    let (mut ends, mut announced) = (Vec::new(), false);
    let mut at = 0;
    while let Some(place) = bytes[at..].windows(4).position(|four| four[..3] == [0, 0, 1]) {
        let code = bytes[at + place + 3];
        match code {
            PICTURE => ends.push(0),
            1..=LAST_ROW => {
                if let Some(end) = ends.last_mut() {
                    *end = code;
                }
            }
            _ => {}
        }
        announced = matches!(code, SEQUENCE | GROUP) || announced && code > LAST_ROW;
        at += place + 3;
    }
    let Some((last, before)) = ends.split_last() else { return false };
    let Some(lowest) = before.last() else { return false };
    // Where rows are not coded each by itself, nothing tells which is the lowest one.
    let is_known = before.len() >= LEAST && before.iter().all(|end| end == lowest);
    is_known && (announced || last < lowest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of so many rows.
    fn picture(rows: u8) -> Vec<u8> {
        let row = |code: u8| [0, 0, 1, code, 0x22, 0x80, 0x41, 0xFF];
        (0..=rows).flat_map(row).collect()
    }

    #[test]
    fn a_picture_that_lacks_rows_and_a_group_without_one_are_cut() {
        let whole = [picture(15), picture(15), picture(15), picture(15)].concat();
        assert!(!is_cut(&whole));
        assert!(!is_cut(&[&whole[..], &[0, 0, 1, 0xB7]].concat()));
        assert!(!is_cut(&[&whole[..], &[0, 0, 1, GROUP, 8, 0], &picture(15)].concat()));
        assert!(is_cut(&[&whole[..], &picture(14)].concat()));
        assert!(is_cut(&[&whole[..], &[0, 0, 1, PICTURE, 8]].concat()));
        assert!(is_cut(&[&whole[..], &[0, 0, 1, SEQUENCE, 8, 0, 0, 1, GROUP, 8]].concat()));
        assert!(!is_cut(&[picture(15), picture(9), picture(15), picture(9)].concat()), "unlike");
        assert!(!is_cut(&[picture(15), picture(9)].concat()), "too few");
        assert!(!is_cut(&[]));
    }
}
