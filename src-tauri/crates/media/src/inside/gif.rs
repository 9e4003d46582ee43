//! Whether the pictures of a GIF unpack to all their pixels, and what stands behind those in their data. Source: GIF89a
//! specification, 20, 22 and appendix F.

use std::ops::ControlFlow;

use foundation::ReadAt;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::photo::gif::{Block, blocks};
use crate::inside::Inside;

/// Codes of more bits there are not.
const MOST_BITS: u32 = 12;

pub(super) fn look(source: &dyn ReadAt) -> Read<Inside> {
    let mut reader = Reader::through(source);
    let (mut inside, mut has_more) = (Inside::Unknown, false);
    let walked = blocks(&mut reader, |reader, block| {
        if let Block::Picture { size: (width, height), data, .. } = block
            && inside != Inside::Broken
            && inside != Inside::Short
        {
            let seen = picture(reader, u64::from(width) * u64::from(height), data)?;
            inside = seen.inside;
            has_more |= seen.more.is_some();
        }
        Ok(ControlFlow::Continue(()))
    });
    match walked {
        Ok(_) if inside == Inside::Whole && has_more => Ok(Inside::WithMore),
        Ok(_) => Ok(inside),
        Err(Stop::End) => Ok(Inside::Short),
        Err(Stop::Odd) => Ok(Inside::Broken),
        Err(stop) => Err(stop),
    }
}

/// What is seen of the data of one picture.
pub(crate) struct Seen {
    pub(crate) inside: Inside,
    /// Where all pixels are there and more data follows them.
    pub(crate) more: Option<Last>,
}

/// Where the codes of a picture end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Last {
    /// The length of the piece in which they do stands here.
    pub(crate) piece: u64,
    /// So many bytes of that piece are needed.
    pub(crate) bytes: u8,
}

impl Seen {
    fn only(inside: Inside) -> Self {
        Self { inside, more: None }
    }
}

/// How long the run of pixels is for which each code stands: the pixels are not kept.
struct Runs {
    lengths: Vec<u32>,
    clear: usize,
    least: u32,
    next: usize,
    bits: u32,
    before: Option<usize>,
}

/// What a code is.
enum Meaning {
    /// So many pixels.
    Run(u32),
    /// The next codes mean something anew.
    Clear,
    /// There are no more.
    End,
    /// There is no such code.
    Nothing,
}

impl Runs {
    fn new(least: u32) -> Self {
        let clear = 1 << least;
        let lengths = vec![1; 1 << MOST_BITS];
        Self { lengths, clear, least, next: clear + 2, bits: least + 1, before: None }
    }

    fn take(&mut self, code: usize) -> Meaning {
        if code == self.clear {
            (self.next, self.bits, self.before) = (self.clear + 2, self.least + 1, None);
            return Meaning::Clear;
        }
        if code == self.clear + 1 {
            return Meaning::End;
        }
        let known =
            self.before.filter(|_| code == self.next).map(|before| self.lengths[before] + 1);
        let is_first_of_many = code > self.clear && self.before.is_none();
        if code > self.next || code == self.next && known.is_none() || is_first_of_many {
            return Meaning::Nothing;
        }
        let run = known.unwrap_or(self.lengths[code]);
        if let Some(before) = self.before
            && self.next < 1 << MOST_BITS
        {
            self.lengths[self.next] = self.lengths[before] + 1;
            self.next += 1;
            if self.next == 1 << self.bits && self.bits < MOST_BITS {
                self.bits += 1;
            }
        }
        self.before = Some(code);
        Meaning::Run(run)
    }
}

/// One picture of so many pixels, whose data begins at a place.
pub(crate) fn picture(reader: &mut Reader<'_>, pixels: u64, start: u64) -> Read<Seen> {
    let least = u32::from(reader.byte(start)?);
    if !(1..MOST_BITS).contains(&least) {
        return Ok(Seen::only(Inside::Broken));
    }
    let mut runs = Runs::new(least);
    let (mut held, mut count, mut done) = (0u32, 0u32, 0u64);
    let mut at = start + 1;
    loop {
        let length = reader.byte(at)?;
        if length == 0 {
            let is_whole = done >= pixels;
            return Ok(Seen::only(if is_whole { Inside::Whole } else { Inside::Short }));
        }
        for (bytes, byte) in (1..=length).zip(reader.bytes(at + 1, length.into())?) {
            held |= u32::from(byte) << count;
            count += 8;
            while count >= runs.bits {
                let code = (held & ((1 << runs.bits) - 1)) as usize;
                held >>= runs.bits;
                count -= runs.bits;
                match runs.take(code) {
                    Meaning::Clear => {}
                    Meaning::End if done < pixels => return Ok(Seen::only(Inside::Short)),
                    Meaning::End => {
                        let last = Last { piece: at, bytes };
                        let more = holds_more(reader, last)?.then_some(last);
                        return Ok(Seen { inside: Inside::Whole, more });
                    }
                    // What stands behind is not shown; without an end, nobody knows where to cut it off.
                    _ if done >= pixels => return Ok(Seen::only(Inside::Whole)),
                    Meaning::Nothing => return Ok(Seen::only(Inside::Broken)),
                    Meaning::Run(run) => done += u64::from(run),
                }
            }
        }
        at += 1 + u64::from(length);
    }
}

/// Whether other bytes follow the codes than such as are all the same, with which programs fill up.
fn holds_more(reader: &mut Reader<'_>, Last { piece, bytes }: Last) -> Read<bool> {
    let (mut at, mut skip, mut first) = (piece, u64::from(bytes), None);
    loop {
        let length = u64::from(reader.byte(at)?);
        if length == 0 {
            return Ok(false);
        }
        for byte in reader.bytes(at + 1 + skip, length - skip)? {
            if *first.get_or_insert(byte) != byte {
                return Ok(true);
            }
        }
        (at, skip) = (at + 1 + length, 0);
    }
}
