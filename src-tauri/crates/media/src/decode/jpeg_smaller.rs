//! JPEG decoded to a half, a quarter or an eighth of its size: of the 64 numbers of a block only the lowest are kept,
//! which are those of a smaller block. So a photo of 200 megapixels stays within the memory that is given, whatever
//! its scans are like: of a progressive one the rest would take 600 MB. Source: ITU-T T.81, A.3; for the smaller
//! blocks, Dugad and Ahuja, "A fast scheme for image size change in the compressed domain", 2001.

use foundation::Px;

use super::decoded::{MOST_MEMORY, Unprintable};
use crate::bytes::reader::Reader;
use crate::formats::jpeg_segments::{APP0, APP14, EOI, SOS, Segments};
use crate::formats::read::read;
use crate::inside::Inside;
use crate::inside::jpeg::frame::Frame;
use crate::inside::jpeg::{Block, Taker, go_through};

/// Samples along the side of a block of 8: a half, a quarter, an eighth.
const SIDES: [usize; 3] = [4, 2, 1];
/// Numbers in a block.
const ALL: usize = 64;
/// Tables of divisors.
const TABLES: u8 = 0xDB;

/// The row and column of each place in the zigzag. Source: T.81, figure 5.
#[rustfmt::skip]
const ZIGZAG: [u8; ALL] = [
     0,  1,  8, 16,  9,  2,  3, 10, 17, 24, 32, 25, 18, 11,  4,  5,
    12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13,  6,  7, 14, 21, 28,
    35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
    58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// A picture made smaller.
pub(super) struct Smaller {
    pub(super) samples: Vec<u8>,
    pub(super) size: (Px, Px),
    /// 1 grey, 3 colours.
    pub(super) components: u8,
}

/// So many samples along the side of each block, of 8, as give `least` pixels along the longer side of the picture, or
/// as many as there is memory for. None where there is none even for one, or it is coded otherwise.
pub(super) fn side(bytes: &[u8], least: Px) -> Option<usize> {
    let frame = frame(bytes).filter(is_taken)?;
    let longer = u64::from(frame.size.0.max(frame.size.1));
    // Each block has one bit of data at least: a header that says otherwise lies.
    let blocks: usize = frame.components.iter().map(|component| component.blocks).sum();
    if blocks as u64 > bytes.len() as u64 * 8 {
        return None;
    }
    let mut fitting = SIDES.into_iter().filter(|side| memory(&frame, *side) <= MOST_MEMORY);
    let largest = fitting.next()?;
    let is_enough = |side: &usize| longer * (*side as u64) / 8 >= u64::from(least);
    Some(SIDES.into_iter().rev().filter(|side| *side <= largest).find(is_enough).unwrap_or(largest))
}

/// The picture with so many samples along the side of each block.
pub(super) fn decode(bytes: &[u8], side: usize) -> Result<Smaller, Unprintable> {
    let mut taken = Taken::new(side);
    let inside = go_through(&bytes, &mut taken).map_err(|_| Unprintable::Damaged)?;
    match inside {
        Inside::Whole | Inside::WithMore => taken.picture(),
        Inside::Short => Err(Unprintable::CutOff),
        Inside::Broken | Inside::Contradictory => Err(Unprintable::Damaged),
        // Its segments end before its scans do, or it is coded otherwise.
        Inside::Unknown => match read(&bytes).map(|facts| facts.complete) {
            Ok(Some(false)) => Err(Unprintable::CutOff),
            _ => Err(Unprintable::Unsupported),
        },
    }
}

fn is_taken(frame: &Frame) -> bool {
    frame.bits == 8 && matches!(frame.components.len(), 1 | 3)
}

/// The frame that a file says of itself.
fn frame(bytes: &[u8]) -> Option<Frame> {
    let mut reader = Reader::through(&bytes);
    let mut segments = Segments::new();
    while let Ok(segment) = segments.next(&mut reader) {
        match segment.marker {
            marker @ 0xC0..=0xC2 => {
                let body = bytes.get(segment.body as usize..segment.body_end as usize)?;
                return Frame::of(body, marker == 0xC2);
            }
            SOS | EOI => return None,
            _ => {}
        }
    }
    None
}

/// What decoding takes: the numbers that are kept, in two bytes, and of which of all it is known that they are not zero;
/// the samples of each component; and the picture.
fn memory(frame: &Frame, side: usize) -> u64 {
    let blocks: usize = frame.components.iter().map(|component| component.blocks).sum();
    let kept = match (frame.is_progressive, side) {
        (false, _) => 0,
        (true, 1) => 2,
        (true, side) => 8 + 2 * side * side,
    };
    let [across, down] = smaller(frame.size, side).map(u64::from);
    let picture = across * down * frame.components.len() as u64;
    let samples = (blocks * side * side) as u64;
    samples + picture.max((blocks * kept) as u64)
}

fn smaller((width, height): (u32, u32), side: usize) -> [u32; 2] {
    [width, height].map(|pixels| (u64::from(pixels) * side as u64).div_ceil(8) as u32)
}

/// What was taken of a picture so far.
struct Taken {
    side: usize,
    /// For each place in the zigzag, which of the numbers that are kept it is.
    kept: [Option<u8>; ALL],
    transform: [[f32; 4]; 4],
    divisors: [[u16; ALL]; 4],
    size: (u32, u32),
    planes: Vec<Plane>,
    /// The block that is gone through.
    current: [i32; 16],
    is_progressive: bool,
    /// What Adobe says of the colours; whether JFIF is said.
    adobe: Option<u8>,
    is_jfif: bool,
}

/// A component.
struct Plane {
    id: u8,
    across: u32,
    down: u32,
    row: usize,
    divisor: usize,
    /// The first number of the block before.
    last: i32,
    /// Those that are kept of each block, of a progressive one.
    numbers: Vec<i16>,
    samples: Vec<u8>,
}

impl Taken {
    fn new(side: usize) -> Self {
        let mut kept = [None; ALL];
        for (kept, place) in kept.iter_mut().zip(ZIGZAG.map(usize::from)) {
            let (row, column) = (place / 8, place % 8);
            *kept = (row < side && column < side).then_some((row * side + column) as u8);
        }
        let mut transform = [[0.0; 4]; 4];
        for (number, row) in transform.iter_mut().enumerate().take(side) {
            for (sample, value) in row.iter_mut().enumerate().take(side) {
                let angle = ((2 * sample + 1) * number) as f32 * std::f32::consts::PI;
                let share = if number == 0 { 1.0 } else { 2.0 };
                *value = (share / side as f32).sqrt() * (angle / (2 * side) as f32).cos();
            }
        }
        Self {
            side,
            kept,
            transform,
            divisors: [[1; ALL]; 4],
            size: (0, 0),
            planes: Vec::new(),
            current: [0; 16],
            is_progressive: false,
            adobe: None,
            is_jfif: false,
        }
    }

    /// The numbers of a block, each times its divisor, become its samples.
    fn transformed(&mut self, block: Block, numbers: [i32; 16]) {
        let side = self.side;
        let Some(plane) = self.planes.get_mut(block.component) else { return };
        let divisors = &self.divisors[plane.divisor];
        let mut values = [0.0; 16];
        for (kept, divisor) in self.kept.iter().zip(divisors) {
            if let Some(kept) = kept {
                let kept = usize::from(*kept);
                values[kept] = numbers[kept] as f32 * f32::from(*divisor) * side as f32 / 8.0;
            }
        }
        let (left, top) = (block.number % plane.row * side, block.number / plane.row * side);
        let across = |row: usize, x: usize| -> f32 {
            (0..side).map(|n| values[row * side + n] * self.transform[n][x]).sum()
        };
        let mut rows = [[0.0; 4]; 4];
        for (row, sums) in rows.iter_mut().enumerate().take(side) {
            for (x, sum) in sums.iter_mut().enumerate().take(side) {
                *sum = across(row, x);
            }
        }
        for y in 0..side {
            for x in 0..side {
                let down = rows.iter().zip(&self.transform).take(side);
                let value: f32 = down.map(|(row, shares)| row[x] * shares[y]).sum();
                let at = (top + y) * plane.row * side + left + x;
                if let Some(sample) = plane.samples.get_mut(at) {
                    *sample = (value + 128.0).round().clamp(0.0, 255.0) as u8;
                }
            }
        }
    }

    fn put(&mut self, block: Block, place: usize, change: impl FnOnce(i32) -> i32) {
        let Some(kept) = self.kept.get(place).copied().flatten().map(usize::from) else { return };
        if !self.is_progressive {
            self.current[kept] = change(self.current[kept]);
            return;
        }
        let plane = self.planes.get_mut(block.component);
        let at = block.number * self.side * self.side + kept;
        if let Some(number) = plane.and_then(|plane| plane.numbers.get_mut(at)) {
            *number = change((*number).into()).clamp(i16::MIN.into(), i16::MAX.into()) as i16;
        }
    }

    fn picture(mut self) -> Result<Smaller, Unprintable> {
        let kept = self.side * self.side;
        for component in 0..if self.is_progressive { self.planes.len() } else { 0 } {
            let numbers = std::mem::take(&mut self.planes[component].numbers);
            for (number, all) in numbers.chunks_exact(kept).enumerate() {
                let mut of_block = [0; 16];
                of_block.iter_mut().zip(all).for_each(|(into, from)| *into = (*from).into());
                self.transformed(Block { component, number }, of_block);
            }
        }
        let [width, height] = smaller(self.size, self.side);
        let components = self.planes.len() as u8;
        let samples = match &self.planes[..] {
            [grey] => rows(grey, self.side, width, height),
            [_, _, _] => self.in_colour(width as usize, height as usize),
            _ => return Err(Unprintable::Unsupported),
        };
        Ok(Smaller { samples, size: (width, height), components })
    }

    /// Whether its components are brightness and two differences of colour, as is usual.
    fn is_ycc(&self) -> bool {
        let ids: Vec<u8> = self.planes.iter().map(|plane| plane.id).collect();
        match self.adobe {
            Some(transform) => transform != 0,
            None => self.is_jfif || ids != *b"RGB",
        }
    }

    fn in_colour(&self, width: usize, height: usize) -> Vec<u8> {
        let most = self.planes.iter().fold((1, 1), |most: (u32, u32), plane| {
            (most.0.max(plane.across), most.1.max(plane.down))
        });
        let is_ycc = self.is_ycc();
        let mut samples = Vec::with_capacity(width * height * 3);
        for y in 0..height {
            let row = |plane: &Plane| {
                let line = y * plane.down as usize / most.1 as usize;
                line * plane.row * self.side
            };
            let starts: Vec<usize> = self.planes.iter().map(row).collect();
            for x in 0..width {
                let at = |number: usize| {
                    let plane = &self.planes[number];
                    let column = x * plane.across as usize / most.0 as usize;
                    plane.samples.get(starts[number] + column).copied().unwrap_or(128)
                };
                let pixel = [at(0), at(1), at(2)];
                samples.extend(if is_ycc { in_rgb(pixel) } else { pixel });
            }
        }
        samples
    }
}

/// Source: JFIF 1.02, "Conversion to and from RGB", in 65,536ths.
fn in_rgb([y, blue, red]: [u8; 3]) -> [u8; 3] {
    let y = (i32::from(y) << 16) + (1 << 15);
    let (blue, red) = (i32::from(blue) - 128, i32::from(red) - 128);
    let all = [y + 91_881 * red, y - 22_554 * blue - 46_802 * red, y + 116_130 * blue];
    all.map(|value| (value >> 16).clamp(0, 255) as u8)
}

/// The rows of a component as far as they are shown.
fn rows(plane: &Plane, side: usize, width: u32, height: u32) -> Vec<u8> {
    let all = plane.samples.chunks_exact((plane.row * side).max(1)).take(height as usize);
    all.flat_map(|row| &row[..width as usize]).copied().collect()
}

impl Taker for Taken {
    fn begin(&mut self, frame: &Frame) -> bool {
        if !is_taken(frame) || memory(frame, self.side) > MOST_MEMORY {
            return false;
        }
        let kept = self.side * self.side;
        self.is_progressive = frame.is_progressive;
        self.size = frame.size;
        let planes = frame.components.iter().map(|component| Plane {
            id: component.id,
            across: component.across,
            down: component.down,
            row: component.row,
            divisor: usize::from(component.quantiser & 3),
            last: 0,
            numbers: vec![0; if frame.is_progressive { component.blocks * kept } else { 0 }],
            samples: vec![128; component.blocks * kept],
        });
        self.planes = planes.collect();
        true
    }

    fn segment(&mut self, marker: u8, body: &[u8]) {
        match marker {
            APP0 => self.is_jfif |= body.starts_with(b"JFIF\0"),
            APP14 if body.starts_with(b"Adobe") => self.adobe = body.get(11).copied(),
            TABLES => self.divide_by(body),
            _ => {}
        }
    }

    fn wants_others(&self) -> bool {
        self.side > 1
    }

    fn restart(&mut self) {
        self.planes.iter_mut().for_each(|plane| plane.last = 0);
    }

    fn first(&mut self, block: Block, difference: i32) {
        let Some(plane) = self.planes.get_mut(block.component) else { return };
        plane.last = plane.last.wrapping_add(difference);
        let value = plane.last;
        self.put(block, 0, |_| value);
    }

    fn other(&mut self, block: Block, place: usize, value: i32) {
        self.put(block, place, |_| value);
    }

    fn finer(&mut self, block: Block, place: usize, by: i32) {
        // The first number is told in two's complement, the others by their distance from zero.
        let is_first = place == 0;
        self.put(block, place, |before| match before {
            before if is_first => before | by,
            before if before < 0 => before - by,
            before => before + by,
        });
    }

    fn end(&mut self, block: Block) {
        let numbers = std::mem::take(&mut self.current);
        self.transformed(block, numbers);
    }
}

impl Taken {
    /// Takes tables of divisors. Source: T.81, B.2.4.1.
    fn divide_by(&mut self, mut body: &[u8]) {
        while let Some((head, rest)) = body.split_first() {
            let wide = if head >> 4 > 0 { 2 } else { 1 };
            let Some((table, rest)) = rest.split_at_checked(ALL * wide) else { return };
            let into = &mut self.divisors[usize::from(head & 3)];
            for (divisor, bytes) in into.iter_mut().zip(table.chunks_exact(wide)) {
                *divisor = bytes.iter().fold(0, |sum, byte| sum << 8 | u16::from(*byte));
            }
            body = rest;
        }
    }
}
