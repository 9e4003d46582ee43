//! Whether the scans of a JPEG reach its last row: its codes are gone through, nothing is made of them. Viewers show
//! grey or noise from where they cannot read on, and say nothing. Source: ITU-T T.81, annexes B, F and G.

mod codes;
pub(crate) mod frame;
mod scan;

use foundation::ReadAt;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::jpeg_segments::{EOI, SOS, Segments, is_frame};
use crate::inside::Inside;
use codes::Codes;
use frame::Frame;
use scan::Scan;

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
    let mut reader = Reader::through(source);
    let mut segments = Segments::new();
    let (mut codes, mut restart) = (Codes::default(), 0);
    let mut frame: Option<Frame> = None;
    let mut scans = 0;
    loop {
        let segment = match segments.next(&mut reader) {
            Ok(segment) => segment,
            // That it is cut off is seen by its structure.
            Err(Stop::Failed) => return Err(Stop::Failed),
            Err(_) => return Ok(Inside::Unknown),
        };
        let body = reader.bytes(segment.body, segment.body_end - segment.body)?;
        match segment.marker {
            // Sequential and progressive, by Huffman codes.
            0xC0..=0xC2 if frame.is_none() => match Frame::of(&body, segment.marker == 0xC2) {
                Some(mut found) => {
                    if !taker.begin(&found) {
                        return Ok(Inside::Unknown);
                    }
                    if taker.wants_others() {
                        found.keep_seen();
                    }
                    frame = Some(found);
                }
                None => return Ok(Inside::Unknown),
            },
            // Anything else that is a frame, or makes one: lossless, arithmetic, in levels; a height that comes late.
            0xCC | 0xDC => return Ok(Inside::Unknown),
            marker if is_frame(marker) => return Ok(Inside::Unknown),
            0xC4 if !codes.define(&body) => return Ok(Inside::Unknown),
            0xDD => restart = body.get(..2).map_or(0, |two| u16::from_be_bytes([two[0], two[1]])),
            SOS => {
                scans += 1;
                let Some(frame) = frame.as_mut().filter(|_| scans <= MOST_SCANS) else {
                    return Ok(Inside::Unknown);
                };
                let Some(scan) = Scan::of(&body, frame, &codes, restart) else {
                    return Ok(Inside::Unknown);
                };
                if !scan.has_first() && !taker.wants_others() {
                    continue;
                }
                match scan.walk(source, segment.body_end, frame, taker) {
                    Ok(()) => {}
                    Err(Fault::Short) => return Ok(Inside::Short),
                    Err(Fault::Broken) => return Ok(Inside::Broken),
                    Err(Fault::Disk) => return Err(Stop::Failed),
                }
            }
            EOI => break,
            marker => taker.segment(marker, &body),
        }
    }
    Ok(match frame {
        Some(frame) if frame.all_are_begun() => Inside::Whole,
        Some(_) => Inside::Short,
        None => Inside::Unknown,
    })
}
