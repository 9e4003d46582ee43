//! Where a bare JPEG XL ends: nothing before its pictures says so, but the head of each says how long it is, so that no
//! pixel is needed. Source: ISO/IEC 18181-1, F.2 and F.3.

use std::io::{self, IoSliceMut};

use foundation::ReadAt;
use jxl::api::{Event, JxlBitstreamInput, JxlDecoder, JxlDecoderOptions};

use crate::bytes::reader::{Read, Reader};
use crate::decode::decoded::Unprintable;
use crate::decode::wall;

/// So many pictures are gone through. Judgement: an animation has some hundred.
const MOST_EVENTS: u32 = 20_000;

/// Whether something stands behind the last picture of a bare stream; false where that is not known.
pub(super) fn has_more(source: &dyn ReadAt) -> Read<bool> {
    let mut reader = Reader::new(source);
    if reader.array::<2>(0)? != [0xFF, 0x0A] {
        return Ok(false);
    }
    match wall::behind(|| end(source)) {
        Ok(end) => reader.has_more(end),
        Err(_) => Ok(false),
    }
}

fn end(source: &dyn ReadAt) -> Result<u64, Unprintable> {
    let mut options = JxlDecoderOptions::default();
    options.scan_frames_only = true;
    let mut decoder = JxlDecoder::new(options);
    let mut input = Input { source, at: 0 };
    for _ in 0..MOST_EVENTS {
        match decoder.process(&mut input, None, None) {
            Ok(Event::Complete) => break,
            Ok(Event::NeedMoreInput { .. }) => return Err(Unprintable::CutOff),
            Ok(_) => {}
            Err(_) => return Err(Unprintable::Damaged),
        }
    }
    decoder.file_length().ok_or(Unprintable::CutOff)
}

/// A file of which the decoder reads the heads, and skips the rest.
struct Input<'s> {
    source: &'s dyn ReadAt,
    at: u64,
}

impl Input<'_> {
    fn left(&self) -> usize {
        usize::try_from(self.source.length().saturating_sub(self.at)).unwrap_or(usize::MAX)
    }
}

impl JxlBitstreamInput for Input<'_> {
    fn available_bytes(&mut self) -> io::Result<usize> {
        Ok(self.left())
    }

    fn read(&mut self, into: &mut [IoSliceMut<'_>]) -> io::Result<usize> {
        let mut count = 0;
        for part in into {
            let got = self.source.read_at(self.at, part)?;
            self.at += got as u64;
            count += got;
            if got < part.len() {
                break;
            }
        }
        Ok(count)
    }

    fn skip(&mut self, bytes: usize) -> io::Result<usize> {
        let count = bytes.min(self.left());
        self.at += count as u64;
        Ok(count)
    }
}
