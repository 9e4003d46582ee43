//! PNG without what stands before its data and is not needed to show it. The decoder unpacks the profile and copies
//! texts whatever they unpack to; here it is given the few chunks that it needs, and the profile by itself, in a PNG of
//! one pixel, with a bound. Source: W3C PNG, third edition, 5 and 11.

use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};

use image::codecs::png::PngDecoder;
use image::{ImageDecoder, Limits};

use super::beside;
use super::decoded::Unprintable;

/// Signature and header.
const START: usize = 33;
/// A PNG of one grey pixel up to its profile.
const ONE_PIXEL: &[u8; START] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3A\x7E\x9B\x55";
/// The chunk that the decoder stops at.
const DATA: &[u8] = b"\0\0\0\0IDAT\x35\xAF\x06\x1E";

/// A file for the decoder: the chunks that it needs before the data, and all from the data on.
pub(super) struct Lean<'b> {
    head: Vec<u8>,
    body: &'b [u8],
    at: u64,
    /// The chunk of the profile, as it stands in the file.
    profile: Option<&'b [u8]>,
}

impl<'b> Lean<'b> {
    /// # Errors
    /// Where the file ends before its data.
    pub(super) fn of(bytes: &'b [u8]) -> Result<Self, Unprintable> {
        let (start, mut body) = bytes.split_at_checked(START).ok_or(Unprintable::CutOff)?;
        let (mut head, mut profile) = (start.to_vec(), None);
        loop {
            let ([a, b, c, d, name @ ..], _) =
                body.split_first_chunk::<8>().ok_or(Unprintable::CutOff)?;
            if name == b"IDAT" {
                return Ok(Self { head, body, at: 0, profile });
            }
            let length = u32::from_be_bytes([*a, *b, *c, *d]) as usize;
            let whole = length.checked_add(12).and_then(|whole| body.split_at_checked(whole));
            let (chunk, rest) = whole.ok_or(Unprintable::CutOff)?;
            match name {
                b"iCCP" => profile = profile.or(Some(chunk)),
                // A small letter says that it may be left out; of those, these change what is shown.
                b"tRNS" | b"eXIf" if length <= beside::MOST => head.extend(chunk),
                [first, ..] if first.is_ascii_lowercase() => {}
                _ if length <= beside::MOST => head.extend(chunk),
                _ => return Err(Unprintable::Damaged),
            }
            body = rest;
        }
    }

    /// The profile, unpacked, unless it is too long.
    pub(super) fn profile(&self) -> Option<Vec<u8>> {
        let chunk = self.profile.filter(|chunk| chunk.len() <= beside::MOST)?;
        let mut limits = Limits::default();
        // The decoder keeps the chunk, in a buffer that it doubles, and what is unpacked.
        limits.max_alloc = Some((beside::MOST + 2 * chunk.len()) as u64);
        let file = [ONE_PIXEL, chunk, DATA].concat();
        let mut decoder = PngDecoder::with_limits(Cursor::new(file), limits).ok()?;
        beside::short(decoder.icc_profile().ok()?)
    }

    fn ahead(&self) -> &[u8] {
        let at = usize::try_from(self.at).unwrap_or(usize::MAX);
        match self.head.get(at..) {
            Some(ahead) if !ahead.is_empty() => ahead,
            _ => self.body.get(at.saturating_sub(self.head.len())..).unwrap_or_default(),
        }
    }
}

impl BufRead for Lean<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        Ok(self.ahead())
    }

    fn consume(&mut self, count: usize) {
        self.at += count as u64;
    }
}

impl Read for Lean<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.ahead().read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl Seek for Lean<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let length = (self.head.len() + self.body.len()) as u64;
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(off) => length.checked_add_signed(off),
            SeekFrom::Current(off) => self.at.checked_add_signed(off),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
