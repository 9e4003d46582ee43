//! EXIF in a cleaned copy: what a block says beside the picture, and the little of it that is needed to show
//! the picture as it was. Source: EXIF 2.32, 4.6; DCF 2.0 for Adobe RGB.

use super::removed::Removed;
use crate::facts::orientation::Orientation;
use crate::formats::exif::Tiff;
use crate::labels::packet;

/// A block is looked at so far. Judgement: in a JPEG it ends there; in a PNG or WebP nobody writes more.
pub(super) const MOST: u64 = 64 << 10;

const ORIENTATION: u16 = 0x0112;
const ACROSS: u16 = 0x011A;
const DOWN: u16 = 0x011B;
const UNIT: u16 = 0x0128;
const GPS: u16 = 0x8825;
const CAMERA: u16 = 0x8769;
const INTEROPERABILITY: u16 = 0xA005;
const COLOUR_SPACE: u16 = 0xA001;

/// The names under which XMP tells places, in numbers and in words. Source: XMP part 2, EXIF and Photoshop; IPTC Photo
/// Metadata 2023, locations shown and created.
const PLACES: [&[u8]; 12] = [
    b"GPSLatitude",
    b"GPSLongitude",
    b"GPSPosition",
    b"photoshop:City",
    b"photoshop:State",
    b"photoshop:Country",
    b"Iptc4xmpCore:Location",
    b"Iptc4xmpCore:CountryCode",
    b"LocationShown",
    b"LocationCreated",
    b"Sublocation",
    b"mwg-rs:Location",
];

/// What of a block a copy must still say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    orientation: Orientation,
    dots: Option<Dots>,
    /// Cameras say in two numbers that a photo without profile is in Adobe RGB.
    is_adobe_rgb: bool,
}

/// How many dots go to a unit of length, as fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Dots {
    across: [u32; 2],
    down: [u32; 2],
    /// 2 inches, 3 centimetres.
    unit: u16,
}

/// Goes through a block with or without `Exif\0\0` before it: what a copy keeps of it and what it loses.
pub(super) fn inspect(block: &[u8]) -> (Kept, Vec<Removed>) {
    let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    let Some(tiff) = Tiff::of(block) else {
        return (Kept::default(), vec![Removed::Camera]);
    };
    let orientation = tiff.first_directory().and_then(|exif| exif.orientation).unwrap_or_default();
    let first = tiff.first().unwrap_or_default();
    let below = |tag| tiff.below(&first, tag);
    let dots = dots(&tiff, &first);
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
        first.iter().chain(&camera).filter_map(|(tag, _)| removed_with(*tag)).collect();
    if below(GPS).iter().any(|(tag, _)| *tag != 0) {
        removed.push(Removed::Location);
    }
    if tiff.second().is_some() {
        removed.push(Removed::Thumbnail);
    }
    (Kept { orientation, dots, is_adobe_rgb }, removed)
}

fn dots(tiff: &Tiff<'_>, first: &[(u16, usize)]) -> Option<Dots> {
    let entry = |tag| first.iter().find(|(found, _)| *found == tag).map(|(_, at)| at + 8);
    let fraction = |tag| tiff.fraction(entry(tag)?);
    let across = fraction(ACROSS)?;
    let unit = entry(UNIT).and_then(|at| tiff.short(at)).unwrap_or(2);
    // Source: EXIF 2.32, 4.6.4: 72 stands for what is not known.
    let is_known = matches!(unit, 2 | 3) && across[0] != across[1].saturating_mul(72);
    is_known.then(|| Dots { across, down: fraction(DOWN).unwrap_or(across), unit })
}

/// What goes with a tag of the first two directories; none for what only describes the pixels.
fn removed_with(tag: u16) -> Option<Removed> {
    Some(match tag {
        // Size, resolution, orientation, white point and the like; the directories below; versions.
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

/// What a packet of XMP loses a copy, which bears labels of what artificial intelligence made as the packet does.
pub(super) fn xmp(packet: &[u8]) -> Vec<Removed> {
    if packet::is_own(packet) {
        return Vec::new();
    }
    let location = tells_place(packet).then_some(Removed::Location);
    location.into_iter().chain([Removed::Descriptions]).collect()
}

/// Whether a packet of XMP names a place.
pub(crate) fn tells_place(packet: &[u8]) -> bool {
    PLACES.iter().any(|word| packet::find(packet, word).is_some())
}

impl Kept {
    /// The same with the turn of the whole file, wherever it says it: what is shown and the copy of it turn alike.
    pub(super) fn turned(self, orientation: Orientation) -> Self {
        Self { orientation, ..self }
    }

    /// A block that says only what is kept, beginning like a TIFF file and of an even length; none where
    /// there is nothing to say.
    pub(super) fn block(self) -> Option<Vec<u8>> {
        if self == Self::default() {
            return None;
        }
        let count = 1 + if self.dots.is_some() { 3 } else { 0 } + u8::from(self.is_adobe_rgb);
        let mut free = 8 + directory_length(count);
        let mut first = vec![(ORIENTATION, short(self.orientation.exif()))];
        if let Some(dots) = self.dots {
            first.extend([(ACROSS, rational(free)), (DOWN, rational(free + 8))]);
            first.push((UNIT, short(dots.unit)));
            free += 16;
        }
        if self.is_adobe_rgb {
            first.push((CAMERA, long(free)));
        }
        let mut block = b"MM\0\x2A\0\0\0\x08".to_vec();
        directory(&mut block, &first);
        for part in self.dots.iter().flat_map(|dots| dots.across.into_iter().chain(dots.down)) {
            block.extend(part.to_be_bytes());
        }
        if self.is_adobe_rgb {
            let next = long(free + directory_length(2));
            directory(&mut block, &[(COLOUR_SPACE, short(0xFFFF)), (INTEROPERABILITY, next)]);
            let version = (2, *b"\0\x07\0\0\0\x040100");
            directory(&mut block, &[(1, *b"\0\x02\0\0\0\x04R03\0"), version]);
        }
        Some(block)
    }
}

/// In bytes, of a directory with so many entries.
fn directory_length(entries: u8) -> u8 {
    6 + 12 * entries
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

/// A fraction that stands at a place.
fn rational(place: u8) -> Entry {
    [0, 5, 0, 0, 0, 1, 0, 0, 0, place]
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
    use crate::formats::exif::Exif;

    #[test]
    fn what_is_kept_is_read_again_as_it_was() {
        for number in 1..=8 {
            let orientation = Orientation::of_exif(number).unwrap();
            let scan = Dots { across: [300, 1], down: [6000, 20], unit: 2 };
            for (is_adobe_rgb, dots) in
                [(false, None), (true, None), (false, Some(scan)), (true, Some(scan))]
            {
                let kept = Kept { orientation, dots, is_adobe_rgb };
                let Some(block) = kept.block() else {
                    assert_eq!(kept, Kept::default());
                    continue;
                };
                assert_eq!(block.len() % 2, 0);
                let read = Exif::of(&block);
                assert_eq!((read.orientation, read.dpi), (Some(orientation), dots.map(|_| 300.0)));
                assert_eq!(inspect(&block), (kept, Vec::new()));
            }
        }
    }

    #[test]
    fn directories_that_point_at_themselves_or_nowhere_end() {
        let mut block = b"MM\0\x2A\0\0\0\x08".to_vec();
        directory(&mut block, &[(CAMERA, long(8)), (GPS, long(255)), (INTEROPERABILITY, long(8))]);
        let (kept, removed) = inspect(&block);
        assert_eq!((kept, removed), (Kept::default(), Vec::new()));
        assert_eq!(inspect(b"nothing").1, [Removed::Camera]);
    }
}
