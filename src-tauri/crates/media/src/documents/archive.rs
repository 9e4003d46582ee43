//! The files in an archive of ZIP, by the list at its end. Source: PKWARE APPNOTE 6.3, 4.3.

use std::io::Read as _;

use flate2::read::DeflateDecoder;

use crate::bytes::reader::{Read, Reader, Stop};

/// The end of the list, and the longest remark behind it.
const END: u64 = 22;
const MOST_REMARK: u64 = 65_535;
/// Judgement: a document with a thousand pictures has some thousands.
const MOST_ENTRIES: u64 = 20_000;
const MOST_NAME: u64 = 1024;

/// A file in an archive.
#[derive(Debug)]
pub(crate) struct Entry {
    /// With its folders.
    pub(crate) name: String,
    /// Unpacked, in bytes, as the archive says.
    pub(crate) length: u64,
    is_packed: bool,
    packed: u64,
    head: u64,
}

/// What an archive lists.
#[derive(Debug)]
pub(crate) struct Archive {
    pub(crate) entries: Vec<Entry>,
    /// Whether it lists more than that.
    pub(crate) is_cut: bool,
}

impl Archive {
    /// Reads the list. Archives of more than 4 GB, or in several parts, are none of documents.
    pub(crate) fn read(reader: &mut Reader<'_>) -> Read<Self> {
        let (start, tail) = reader.tail(END + MOST_REMARK)?;
        let end = tail.windows(4).rposition(|mark| mark == b"PK\x05\x06").ok_or(Stop::Odd)?;
        let end = start + end as u64;
        let count = u64::from(reader.le16(end + 10)?);
        let mut at = u64::from(reader.le32(end + 16)?);
        let mut entries = Vec::new();
        for _ in 0..count.min(MOST_ENTRIES) {
            if reader.array(at)? != *b"PK\x01\x02" {
                return Err(Stop::Odd);
            }
            let (flags, method) = (reader.le16(at + 8)?, reader.le16(at + 10)?);
            let (packed, length) = (reader.le32(at + 20)?, reader.le32(at + 24)?);
            let (name, more) = (u64::from(reader.le16(at + 28)?), u64::from(reader.le16(at + 30)?));
            let remark = u64::from(reader.le16(at + 32)?);
            let bytes = reader.bytes(at + 46, name)?;
            // Locked ones, and those packed otherwise, nobody opens as documents.
            if flags & 1 == 0 && matches!(method, 0 | 8) && name <= MOST_NAME {
                entries.push(Entry {
                    name: String::from_utf8_lossy(&bytes).into_owned(),
                    length: length.into(),
                    is_packed: method == 8,
                    packed: packed.into(),
                    head: reader.le32(at + 42)?.into(),
                });
            }
            at += 46 + name + more + remark;
        }
        Ok(Self { entries, is_cut: count > MOST_ENTRIES })
    }

    /// The file of a name; names of parts are the same in small and large letters.
    pub(super) fn entry(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }
}

impl Entry {
    /// What it holds, up to `most` bytes.
    pub(crate) fn unpacked(&self, reader: &mut Reader<'_>, most: u64) -> Read<Vec<u8>> {
        if reader.array(self.head)? != *b"PK\x03\x04" {
            return Err(Stop::Odd);
        }
        let (name, more) = (reader.le16(self.head + 26)?, reader.le16(self.head + 28)?);
        let start = self.head + 30 + u64::from(name) + u64::from(more);
        let bytes = reader.some(start, self.packed.min(most))?;
        if !self.is_packed {
            return Ok(bytes);
        }
        let mut unpacked = Vec::new();
        // What is cut off says what it says so far.
        let _ = DeflateDecoder::new(&bytes[..]).take(most).read_to_end(&mut unpacked);
        Ok(unpacked)
    }
}
