//! The first directory of a TIFF: its entries and what they hold. Source: TIFF 6.0, section 2; the BigTIFF proposal.

use crate::decode::decoded::Unprintable;

/// So many values of an entry are read. Judgement: a strip for each row.
const MOST_VALUES: u64 = 1 << 20;
/// Judgement: scanners write some twenty entries.
const MOST_ENTRIES: u64 = 1024;

struct Entry {
    tag: u16,
    /// Bytes of a value.
    bytes: u64,
    count: u64,
    at: u64,
}

/// Judgement: nobody scans a book into one file of this kind.
const MOST_PAGES: usize = 500;
/// What of a directory says that it is a smaller copy of another. Source: TIFF 6.0, NewSubfileType, bit 0.
const SUBFILE: u16 = 254;

/// Where the directory of each page lies; smaller copies of a page are none.
pub(crate) fn places_of_pages(file: &[u8]) -> Vec<u64> {
    let mut places: Vec<u64> = Vec::new();
    let mut pages = Vec::new();
    let mut next = Directory::place_of_first(file);
    while let Some(place) = next.filter(|place| *place > 0 && !places.contains(place)) {
        let Ok((directory, following)) = Directory::at(file, place) else { break };
        if directory.one(SUBFILE).is_none_or(|kind| kind & 1 == 0) {
            pages.push(place);
        }
        places.push(place);
        next = following.filter(|_| places.len() < MOST_PAGES);
    }
    pages
}

/// The same file with another directory as its first: what its readers take for the picture.
pub(crate) fn beginning_with(file: &[u8], place: u64) -> Vec<u8> {
    let directory = Directory::empty(file);
    let (at, wide) = directory.head();
    let mut bytes = place.to_le_bytes()[..wide as usize].to_vec();
    if directory.large_first {
        bytes.reverse();
    }
    let mut file = file.to_vec();
    if let Some(head) = file.get_mut(at as usize..(at + wide) as usize) {
        head.copy_from_slice(&bytes);
    }
    file
}

/// A directory.
pub(super) struct Directory<'b> {
    pub(super) file: &'b [u8],
    large_first: bool,
    entries: Vec<Entry>,
}

impl<'b> Directory<'b> {
    /// The first one of a file.
    pub(super) fn first(file: &'b [u8]) -> Result<Self, Unprintable> {
        let place = Self::place_of_first(file).ok_or(Unprintable::CutOff)?;
        Ok(Self::at(file, place)?.0)
    }

    fn empty(file: &'b [u8]) -> Self {
        Self { file, large_first: file.first() == Some(&b'M'), entries: Vec::new() }
    }

    fn is_big(&self) -> bool {
        self.number(2, 2) == Some(43)
    }

    /// Where the head says where the first directory lies, and in how many bytes.
    fn head(&self) -> (u64, u64) {
        if self.is_big() { (8, 8) } else { (4, 4) }
    }

    fn place_of_first(file: &'b [u8]) -> Option<u64> {
        let directory = Self::empty(file);
        let (at, wide) = directory.head();
        directory.number(at, wide)
    }

    /// The one at a place, and where the next one lies.
    fn at(file: &'b [u8], place: u64) -> Result<(Self, Option<u64>), Unprintable> {
        let mut directory = Self::empty(file);
        let read = |at, bytes| directory.number(at, bytes).ok_or(Unprintable::CutOff);
        let (wide, head, size) = if directory.is_big() { (8, 8, 20) } else { (4, 2, 12) };
        let count = read(place, head)?;
        let mut entries = Vec::new();
        for number in 0..count.min(MOST_ENTRIES) {
            let at = place.saturating_add(head).saturating_add(number * size);
            let bytes = match read(at.saturating_add(2), 2)? {
                1 | 2 | 6 | 7 => 1,
                3 | 8 => 2,
                4 | 9 | 11 | 13 => 4,
                _ => 8,
            };
            let count = read(at.saturating_add(4), wide)?;
            let field = at.saturating_add(4 + wide);
            let is_inside = count.saturating_mul(bytes) <= wide;
            let values = if is_inside { field } else { read(field, wide)? };
            entries.push(Entry { tag: read(at, 2)? as u16, bytes, count, at: values });
        }
        let end = count.checked_mul(size).and_then(|length| place.checked_add(head + length));
        let next = end.and_then(|end| directory.number(end, wide));
        directory.entries = entries;
        Ok((directory, next))
    }

    fn number(&self, at: u64, bytes: u64) -> Option<u64> {
        let at = usize::try_from(at).ok()?;
        let part = self.file.get(at..at.checked_add(bytes as usize)?)?;
        let join = |sum: u64, byte: &u8| sum << 8 | u64::from(*byte);
        Some(if self.large_first {
            part.iter().fold(0, join)
        } else {
            part.iter().rev().fold(0, join)
        })
    }

    fn entry(&self, tag: u16) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }

    /// All values of an entry; none where it is missing.
    pub(super) fn all(&self, tag: u16) -> Vec<u64> {
        let Some(entry) = self.entry(tag) else { return Vec::new() };
        let value = |number: u64| {
            self.number(entry.at.checked_add(number.checked_mul(entry.bytes)?)?, entry.bytes)
        };
        (0..entry.count.min(MOST_VALUES)).map_while(value).collect()
    }

    /// All values of an entry of fractions; one over nothing is left as it is.
    pub(super) fn fractions(&self, tag: u16) -> Vec<f32> {
        let parts = |value: u64| {
            let (high, low) = ((value >> 32) as u32, value as u32);
            let (over, under) = if self.large_first { (high, low) } else { (low, high) };
            over as f32 / under.max(1) as f32
        };
        self.all(tag).into_iter().map(parts).collect()
    }

    /// The first value of an entry.
    pub(super) fn one(&self, tag: u16) -> Option<u64> {
        let entry = self.entry(tag).filter(|entry| entry.count > 0)?;
        self.number(entry.at, entry.bytes)
    }

    /// An entry as bytes.
    pub(super) fn bytes(&self, tag: u16) -> Option<&'b [u8]> {
        let entry = self.entry(tag)?;
        let (at, length) = (usize::try_from(entry.at).ok()?, usize::try_from(entry.count).ok()?);
        self.file.get(at..at.checked_add(length)?)
    }

    /// Whether numbers of several bytes begin with the large one.
    pub(super) fn is_large_first(&self) -> bool {
        self.large_first
    }
}
