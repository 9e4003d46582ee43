//! Whether the scans of a JPEG reach its last row: its codes are gone through, nothing is made of them. Viewers show
//! grey or noise from where they cannot read on, and say nothing. Source: ITU-T T.81, annexes B, F and G.

mod codes;
pub(crate) mod frame;
mod scan;

use std::ops::Range;

use foundation::ReadAt;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::jpeg_segments::{EOI, SOS, Segments, is_frame};
use crate::inside::Inside;
use codes::Codes;
use frame::Frame;
use scan::{More, Scan};

/// A block: its component, and its number among the blocks of that as kept, row by row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) component: usize,
    pub(crate) number: usize,
}

/// Who takes the numbers of blocks as they are gone through. Places within a block are those of the zigzag.
pub(crate) trait Taker {
    /// A frame begins; false where it is not to be gone through.
    fn begin(&mut self, frame: &Frame) -> bool;
    /// A segment that holds no scan.
    fn segment(&mut self, _marker: u8, _body: &[u8]) {}
    /// Whether others than the first numbers are asked for.
    fn wants_others(&self) -> bool;
    /// The first numbers are told anew from here on, not as they differ.
    fn restart(&mut self);
    /// The first number of a block, as it differs from that of the block before of its component.
    fn first(&mut self, block: Block, difference: i32);
    /// Another number of a block, that was zero.
    fn other(&mut self, block: Block, place: usize, value: i32);
    /// A number becomes so much larger; smaller where it is below zero.
    fn finer(&mut self, block: Block, place: usize, by: i32);
    /// All numbers of a block were told, where they come together.
    fn end(&mut self, block: Block);
}

/// Nobody takes them: it is only seen whether they are there.
struct Nobody;

impl Taker for Nobody {
    fn begin(&mut self, _: &Frame) -> bool {
        true
    }

    fn wants_others(&self) -> bool {
        true
    }

    fn restart(&mut self) {}
    fn first(&mut self, _: Block, _: i32) {}
    fn other(&mut self, _: Block, _: usize, _: i32) {}
    fn finer(&mut self, _: Block, _: usize, _: i32) {}
    fn end(&mut self, _: Block) {}
}

/// Judgement: a progressive photo has some ten scans; what has more is made to hurt.
const MOST_SCANS: u32 = 200;

/// Where one scan stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// The data ends before the last block.
    Short,
    /// A code that does not exist, or more numbers than a block has.
    Broken,
    /// The disk failed.
    Disk,
}

/// Goes through all scans. What is coded otherwise than by Huffman codes is not known.
pub(crate) fn look(source: &dyn ReadAt) -> Read<Inside> {
    go_through(source, &mut Nobody)
}

/// The same for somebody who takes the numbers.
pub(crate) fn go_through(source: &dyn ReadAt, taker: &mut impl Taker) -> Read<Inside> {
    let mut walk = Walk::default();
    Ok(match walk.all(source, taker)? {
        Inside::Whole if walk.more.may_be_lost => Inside::Broken,
        Inside::Whole if !walk.more.ranges.is_empty() => Inside::WithMore,
        inside => inside,
    })
}

/// Where scans hold more than their blocks, in the order of the file: no decoder asks for it. Nothing, where something
/// before it cannot be gone through.
pub(crate) fn more(source: &dyn ReadAt) -> Read<Vec<Range<u64>>> {
    let mut walk = Walk::default();
    Ok(match walk.all(source, &mut Nobody)? {
        Inside::Whole => walk.more.ranges,
        _ => Vec::new(),
    })
}

/// What is known on the way through the segments.
#[derive(Default)]
struct Walk {
    codes: Codes,
    restart: u16,
    frame: Option<Frame>,
    scans: u32,
    more: More,
}

impl Walk {
    fn all(&mut self, source: &dyn ReadAt, taker: &mut impl Taker) -> Read<Inside> {
        let mut reader = Reader::through(source);
        let mut segments = Segments::new();
        loop {
            let segment = match segments.next(&mut reader) {
                Ok(segment) => segment,
                // That it is cut off is seen by its structure.
                Err(Stop::Failed) => return Err(Stop::Failed),
                Err(_) => return Ok(Inside::Unknown),
            };
            let body = reader.bytes(segment.body, segment.body_end - segment.body)?;
            let seen = match segment.marker {
                EOI => break,
                SOS => self.scan((source, segment.body_end..segment.end), &body, taker)?,
                marker => self.segment(marker, &body, taker),
            };
            if let Some(inside) = seen {
                return Ok(inside);
            }
        }
        Ok(match &self.frame {
            Some(frame) if frame.all_are_begun() => Inside::Whole,
            Some(_) => Inside::Short,
            None => Inside::Unknown,
        })
    }

    /// Takes a segment that is no scan; what is known of the whole, where it tells.
    fn segment(&mut self, marker: u8, body: &[u8], taker: &mut impl Taker) -> Option<Inside> {
        match marker {
            // Sequential and progressive, by Huffman codes.
            0xC0..=0xC2 if self.frame.is_none() => {
                let frame = Frame::of(body, marker == 0xC2).filter(|frame| taker.begin(frame));
                let Some(mut frame) = frame else { return Some(Inside::Unknown) };
                if taker.wants_others() {
                    frame.keep_seen();
                }
                self.frame = Some(frame);
            }
            // Anything else that is a frame: lossless, arithmetic, in levels.
            marker if is_frame(marker) => return Some(Inside::Unknown),
            // A height that comes late stands for one of zero; beside another one, programs go by either.
            0xDC if self.frame.as_ref().is_some_and(|frame| !frame.has_lines(body)) => {
                return Some(Inside::Contradictory);
            }
            0xC4 if !self.codes.define(body) => return Some(Inside::Broken),
            0xDD => {
                self.restart = body.first_chunk().map_or(0, |two| u16::from_be_bytes(*two));
            }
            marker => taker.segment(marker, body),
        }
        None
    }

    /// Goes through a scan, whose data lies between two places; what is known of the whole, where it tells.
    fn scan(
        &mut self,
        data: (&dyn ReadAt, Range<u64>),
        head: &[u8],
        taker: &mut impl Taker,
    ) -> Read<Option<Inside>> {
        self.scans += 1;
        let Some(frame) = self.frame.as_mut().filter(|_| self.scans <= MOST_SCANS) else {
            return Ok(Some(Inside::Unknown));
        };
        let Some(scan) = Scan::of(head, frame, &self.codes, self.restart) else {
            return Ok(Some(Inside::Unknown));
        };
        if !scan.has_first() && !taker.wants_others() {
            return Ok(None);
        }
        match scan.walk(data, frame, taker, &mut self.more) {
            Ok(()) => Ok(None),
            Err(Fault::Short) => Ok(Some(Inside::Short)),
            Err(Fault::Broken) => Ok(Some(Inside::Broken)),
            Err(Fault::Disk) => Err(Stop::Failed),
        }
    }
}
