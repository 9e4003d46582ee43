//! EXIF in a cleaned copy: what a block tells beside the picture, and the little of it that is needed to show
//! the picture as it was. Source: EXIF 2.32, 4.6; DCF 2.0 for Adobe RGB.

use super::Removed;
use crate::exif::Tiff;
use crate::paper_picture::Turn;

/// A block is looked at so far. Judgement: in a JPEG it ends there; in a PNG or WebP nobody writes more.
pub(super) const MOST: u64 = 64 << 10;

const GPS: u16 = 0x8825;
const CAMERA: u16 = 0x8769;
const INTEROPERABILITY: u16 = 0xA005;
const COLOUR_SPACE: u16 = 0xA001;

/// What of a block a copy must still say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    turn: Turn,
    /// Cameras say in two numbers that a photo without profile is in Adobe RGB.
    is_adobe_rgb: bool,
}

/// Looks through a block with or without `Exif\0\0` before it: what a copy keeps of it and what it loses.
pub(super) fn look(block: &[u8]) -> (Kept, Vec<Removed>) {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let Some(tiff) = Tiff::of(block) else {
        return (Kept::default(), vec![Removed::Camera]);
    };
    let turn = tiff.first_directory().and_then(|exif| exif.turn).unwrap_or_default();
    let first = tiff.first().unwrap_or_default();
    let below = |tag| tiff.below(&first, tag);
    let camera = below(CAMERA);
    let interoperability = tiff.below(&camera, INTEROPERABILITY);
    let uncalibrated = camera
        .iter()
        .any(|(tag, at)| *tag == COLOUR_SPACE && matches!(tiff.short(at + 8), Some(2 | 0xFFFF)));
    let is_adobe_rgb = uncalibrated
        && interoperability
            .iter()
            .any(|(tag, at)| *tag == 1 && block.get(at + 8..at + 11) == Some(b"R03"));
    let mut removed: Vec<Removed> =
        first.iter().chain(&camera).filter_map(|(tag, _)| told(*tag)).collect();
    if below(GPS).iter().any(|(tag, _)| *tag != 0) {
        removed.push(Removed::Place);
    }
    if tiff.second().is_some() {
        removed.push(Removed::Thumbnail);
    }
    (Kept { turn, is_adobe_rgb }, removed)
}

/// What a tag of the first two directories tells; none for what only describes the pixels.
fn told(tag: u16) -> Option<Removed> {
    Some(match tag {
        // Size, resolution, turn, white point and the like; the directories below; versions.
        0x00FE..=0x0103 | 0x0106 | 0x0111..=0x011C | 0x0128 | 0x012D | 0x013E | 0x013F => {
            return None;
        }
        0x0211..=0x0214 | GPS | CAMERA | INTEROPERABILITY => return None,
        0x9000 | 0x9101 | 0xA000..=0xA003 => return None,
        0x927C => Removed::MakerNote,
        // ImageDescription, Software, Artist, Rating, Copyright, IPTC, UserComment, the Windows titles, names of
        // owners; XMP and Photoshop blocks.
        0x010E | 0x0131 | 0x013B | 0x02BC | 0x4746 | 0x4749 | 0x8298 | 0x83BB | 0x8649 | 0x9286 => {
            Removed::Descriptions
        }
        0x9C9B..=0x9C9F | 0xA430 => Removed::Descriptions,
        _ => Removed::Camera,
    })
}

/// What XMP loses a copy.
pub(super) fn xmp(packet: &[u8]) -> Vec<Removed> {
    let has_place = packet.windows(11).any(|window| window == b"GPSLatitude");
    let place = has_place.then_some(Removed::Place);
    place.into_iter().chain([Removed::Descriptions]).collect()
}

impl Kept {
    /// A block that says only what is kept, beginning like a TIFF file and of an even length; none where
    /// there is nothing to say.
    pub(super) fn block(self) -> Option<Vec<u8>> {
        if self == Self::default() {
            return None;
        }
        let turn = self.turn.exif();
        let mut block = b"MM\0\x2A\0\0\0\x08".to_vec();
        if !self.is_adobe_rgb {
            directory(&mut block, &[(0x0112, short(turn))]);
            return Some(block);
        }
        // A directory of n entries has 6 + 12 n bytes: they begin at 8, 38 and 68.
        directory(&mut block, &[(0x0112, short(turn)), (CAMERA, long(38))]);
        directory(&mut block, &[(COLOUR_SPACE, short(0xFFFF)), (INTEROPERABILITY, long(68))]);
        directory(&mut block, &[(1, *b"\0\x02\0\0\0\x04R03\0"), (2, *b"\0\x07\0\0\0\x040100")]);
        Some(block)
    }
}

/// Kind, count and value of an entry.
type Entry = [u8; 10];

fn short(value: u16) -> Entry {
    let [high, low] = value.to_be_bytes();
    [0, 3, 0, 0, 0, 1, high, low, 0, 0]
}

fn long(value: u8) -> Entry {
    [0, 4, 0, 0, 0, 1, 0, 0, 0, value]
}

fn directory(block: &mut Vec<u8>, entries: &[(u16, Entry)]) {
    block.extend((entries.len() as u16).to_be_bytes());
    for (tag, entry) in entries {
        block.extend(tag.to_be_bytes());
        block.extend(entry);
    }
    block.extend([0; 4]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exif::Exif;

    #[test]
    fn what_is_kept_is_read_again_as_it_was() {
        for number in 1..=8 {
            for is_adobe_rgb in [false, true] {
                let kept = Kept { turn: Turn::of_exif(number).unwrap(), is_adobe_rgb };
                let Some(block) = kept.block() else {
                    assert_eq!(kept, Kept::default());
                    continue;
                };
                assert_eq!(block.len() % 2, 0);
                assert_eq!(Exif::of(&block).turn, Some(kept.turn));
                assert_eq!(look(&block), (kept, Vec::new()));
            }
        }
    }

    #[test]
    fn directories_that_point_at_themselves_or_nowhere_end() {
        let mut block = b"MM\0\x2A\0\0\0\x08".to_vec();
        directory(&mut block, &[(CAMERA, long(8)), (GPS, long(255)), (INTEROPERABILITY, long(8))]);
        let (kept, removed) = look(&block);
        assert_eq!((kept, removed), (Kept::default(), Vec::new()));
        assert_eq!(look(b"nothing").1, [Removed::Camera]);
    }
}
