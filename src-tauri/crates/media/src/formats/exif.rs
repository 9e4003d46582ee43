//! EXIF: the orientation of a photo and its dots per inch. Source: EXIF 2.32, chapter 4.6; TIFF 6.0.

use foundation::iso_day;

use crate::bytes::reader::{Read, Reader};
use crate::facts::found::{Found, Picture};
use crate::facts::orientation::Orientation;

/// So many entries of a directory are looked at. Judgement: cameras write some twenty.
const MOST_ENTRIES: usize = 512;

/// The directory of the camera, and when the photo was taken and became a file. Source: EXIF 2.32, 4.6.3 and 4.6.5.
const CAMERA: u16 = 0x8769;
const TAKEN: u16 = 0x9003;
const DIGITIZED: u16 = 0x9004;

/// So much of a block is read first, and so much where its directory lies further behind.
const FRONT: u64 = 4096;
const MOST: u64 = 1 << 20;

/// What a block of EXIF says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Exif {
    pub(crate) orientation: Option<Orientation>,
    pub(crate) dpi: Option<f64>,
    /// The day on which the photo was taken, such as 2019-05-03.
    pub(crate) taken: Option<String>,
}

impl Exif {
    /// Reads a block that begins like a TIFF file, with or without `Exif\0\0` before it. What cannot be
    /// read says nothing.
    pub(crate) fn of(block: &[u8]) -> Self {
        let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        Tiff::of(block).and_then(|tiff| tiff.first_directory()).unwrap_or_default()
    }

    /// Reads a block that lies in a file. Its first directory mostly lies at its front.
    pub(crate) fn at(reader: &mut Reader<'_>, at: u64, length: u64) -> Read<Self> {
        let front = reader.some(at, length.min(FRONT))?;
        let is_enough = length <= FRONT || Self::ends(&front).is_some_and(|end| end <= front.len());
        if is_enough {
            Ok(Self::of(&front))
        } else {
            Ok(Self::of(&reader.some(at, length.min(MOST))?))
        }
    }

    /// Where the first directory ends, and the fraction of its dots.
    fn ends(block: &[u8]) -> Option<usize> {
        let bare = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        let tiff = Tiff::of(bare)?;
        let directory = tiff.long(4)? as usize;
        let entries = tiff.first()?;
        let dots = entries.iter().find(|(tag, _)| *tag == 0x011A);
        let dots = dots.and_then(|(_, at)| tiff.long(at + 8)).map_or(0, |place| place as usize + 8);
        let end = directory + 2 + usize::from(tiff.short(directory)?) * 12;
        Some(end.max(dots) + block.len() - bare.len())
    }

    /// Takes what another block says where nothing was said yet.
    pub(crate) fn take(&mut self, other: Self) {
        self.orientation = self.orientation.or(other.orientation);
        self.dpi = self.dpi.or(other.dpi);
        self.taken = self.taken.take().or(other.taken);
    }

    /// Puts what was read into what was found.
    pub(crate) fn put(&self, picture: &mut Picture, found: &mut Found) {
        picture.orientation = self.orientation.unwrap_or(picture.orientation);
        found.dpi = self.dpi.or(found.dpi);
        found.taken = self.taken.clone().or(found.taken.take());
    }
}

/// The tag of an entry, and where the entry stands.
pub(crate) type Entry = (u16, usize);

/// A block in the form of a TIFF file.
pub(crate) struct Tiff<'b> {
    bytes: &'b [u8],
    large_first: bool,
}

impl<'b> Tiff<'b> {
    /// Nothing where it does not begin like one.
    pub(crate) fn of(bytes: &'b [u8]) -> Option<Self> {
        let large_first = match bytes.get(..4)? {
            b"MM\0\x2A" => true,
            b"II\x2A\0" => false,
            _ => return None,
        };
        Some(Self { bytes, large_first })
    }

    /// The number of two bytes at a place.
    pub(crate) fn short(&self, at: usize) -> Option<u16> {
        let two = self.bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if self.large_first { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    }

    /// The number of four bytes at a place.
    pub(crate) fn long(&self, at: usize) -> Option<u32> {
        let four = self.bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
        Some(if self.large_first { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    }

    /// What an entry of bytes or letters holds, in itself or elsewhere.
    pub(crate) fn bytes(&self, entry: usize) -> Option<&'b [u8]> {
        let length = self.long(entry + 4)? as usize;
        let at = if length > 4 { self.long(entry + 8)? as usize } else { entry + 8 };
        self.bytes.get(at..at.checked_add(length)?)
    }

    /// The fraction to which the number at a place points; none where it is no positive number.
    pub(crate) fn fraction(&self, at: usize) -> Option<[u32; 2]> {
        let place = self.long(at)? as usize;
        let (over, under) = (self.long(place)?, self.long(place.checked_add(4)?)?);
        (over > 0 && under > 0).then_some([over, under])
    }

    /// What the first directory says of orientation and dots.
    pub(crate) fn first_directory(&self) -> Option<Exif> {
        let directory = self.long(4)? as usize;
        let count = usize::from(self.short(directory)?).min(MOST_ENTRIES);
        let (mut exif, mut across, mut unit) = (Exif::default(), None, 2);
        for number in 0..count {
            let entry = directory + 2 + number * 12;
            let Some(tag) = self.short(entry) else { break };
            match tag {
                0x0112 => exif.orientation = self.short(entry + 8).and_then(Orientation::of_exif),
                0x011A => {
                    let fraction = self.fraction(entry + 8);
                    across = fraction.map(|[over, under]| f64::from(over) / f64::from(under));
                }
                0x0128 => unit = self.short(entry + 8).unwrap_or(2),
                _ => {}
            }
        }
        exif.dpi = across.and_then(|across| dots_per_inch(across, unit));
        exif.taken = self.taken();
        Some(exif)
    }

    /// The day on which the photo was taken, or else made of one that was.
    fn taken(&self) -> Option<String> {
        let camera = self.below(&self.first()?, CAMERA);
        [TAKEN, DIGITIZED].into_iter().find_map(|tag| {
            let (_, at) = camera.iter().find(|(found, _)| *found == tag)?;
            let place = self.long(at + 8)? as usize;
            day_of(self.bytes.get(place..place.checked_add(10)?)?)
        })
    }

    /// The entries of the first directory.
    pub(crate) fn first(&self) -> Option<Vec<Entry>> {
        self.entries(self.long(4)? as usize)
    }

    /// The entries of the directory that an entry points at; nothing where there is none.
    pub(crate) fn below(&self, entries: &[Entry], tag: u16) -> Vec<Entry> {
        let pointer = entries.iter().find(|(found, _)| *found == tag);
        let place = pointer.and_then(|(_, at)| self.long(at + 8));
        place.and_then(|place| self.entries(place as usize)).unwrap_or_default()
    }

    /// Where the second directory begins, which describes the thumbnail.
    pub(crate) fn second(&self) -> Option<usize> {
        let first = self.long(4)? as usize;
        let count = usize::from(self.short(first)?);
        let second = self.long(first.checked_add(2 + count * 12)?)? as usize;
        // Zero stands for none.
        self.short(second).filter(|count| second > 0 && *count > 0).map(|_| second)
    }

    fn entries(&self, directory: usize) -> Option<Vec<Entry>> {
        let count = usize::from(self.short(directory)?).min(MOST_ENTRIES);
        let all = (0..count).map(|number| directory + 2 + number * 12);
        Some(all.map_while(|at| Some((self.short(at)?, at))).collect())
    }
}

/// The day of `2019:05:03`; a clock that was never set gives zeros or blanks.
fn day_of(text: &[u8]) -> Option<String> {
    let day = str::from_utf8(text).ok()?.replace([':', '/', '.'], "-");
    iso_day(&day).is_some().then_some(day)
}

/// Dots per inch in the unit of TIFF: 2 inches, 3 centimetres.
pub(crate) fn dots_per_inch(across: f64, unit: u16) -> Option<f64> {
    match unit {
        2 => Some(across),
        3 => Some(across * 2.54),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_turn_in_either_order_and_takes_no_nonsense() {
        let large = b"Exif\0\0MM\0\x2A\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
        assert_eq!(Exif::of(large).orientation, Some(Orientation::Clockwise));
        let small = b"II\x2A\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x08\0\0\0\0\0\0\0";
        assert_eq!(Exif::of(small).orientation, Some(Orientation::CounterClockwise));
        assert_eq!(Exif::of(b"II\x2A\0\xFF\xFF\xFF\xFF"), Exif::default());
        for end in 0..small.len() {
            Exif::of(&small[..end]);
        }
    }
}
