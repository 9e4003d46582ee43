//! One scan: which numbers of which blocks it holds, and going through them. Source: ITU-T T.81, B.2.3, F.2 and G.1.

use std::ops::Range;

use foundation::ReadAt;

use super::codes::{Bits, Codes, Rest, Table};
use super::frame::Frame;
use super::{Block, Fault, Taker};

/// Bytes that are left when all blocks are there: cameras and programs fill up. Judgement: with as many zeros in the
/// data itself they come from a hole in the file, for no code of a photo is so many zeros.
const SPARE: u64 = 256;
/// More than so many that are not all the same are no filling. Judgement.
const MOST_SPARE: u64 = 4096;
/// A mark has two bytes; it may be filled up before it.
const LAST_MARK: u64 = 4;
/// Judgement: a file with more such places was made to hurt.
const MOST_RANGES: usize = 10_000;

/// What a scan holds behind its blocks, which no program shows.
#[derive(Default)]
pub(super) struct More {
    /// Where, up to so many; what only fills up is not told.
    pub(super) ranges: Vec<Range<u64>>,
    /// Whether there is so much of it that something before it may be lost.
    pub(super) may_be_lost: bool,
}

impl More {
    fn take(&mut self, rest: Rest, has_hole: bool) {
        self.may_be_lost |= rest.left >= SPARE && has_hole;
        if !rest.is_same {
            self.may_be_lost |= rest.left >= MOST_SPARE;
            if self.ranges.len() < MOST_RANGES {
                self.ranges.push(rest.range);
            }
        }
    }

    /// Takes what follows the last block with marks between. Some programs write a last mark behind it.
    fn take_intervals(&mut self, range: Range<u64>) {
        let length = range.end - range.start;
        if length > LAST_MARK {
            self.may_be_lost |= length >= MOST_SPARE;
            self.ranges.push(range);
        }
    }
}

/// A component in a scan.
struct Part<'c> {
    component: usize,
    first: Option<&'c Table>,
    others: Option<&'c Table>,
}

/// A block that is gone through, which of its numbers are known to be other than zero, and how many blocks follow of
/// which nothing is said.
type At<'s> = (Block, &'s mut u64, &'s mut u32);

/// A scan.
pub(super) struct Scan<'c> {
    parts: Vec<Part<'c>>,
    /// The numbers of a block that it holds.
    band: (usize, usize),
    /// Whether it makes numbers finer that are known.
    is_finer: bool,
    /// What one stands for in it, as a shift.
    low: u32,
    restart: u32,
}

impl<'c> Scan<'c> {
    /// None where it is not known how it is coded, or its tables are missing.
    pub(super) fn of(body: &[u8], frame: &Frame, codes: &'c Codes, restart: u16) -> Option<Self> {
        let (count, rest) = body.split_first()?;
        let (named, rest) = rest.split_at_checked(usize::from(*count) * 2)?;
        let [start, end, bits, ..] = *rest else { return None };
        let (start, end) = if frame.is_progressive { (start, end) } else { (0, 63) };
        let is_finer = frame.is_progressive && bits >> 4 > 0;
        let with_others = end > 0;
        let is_sane = start <= end && end <= 63 && (1..=4).contains(count);
        let one_band = !frame.is_progressive || (start == 0) == (end == 0);
        if !is_sane || !one_band || (start > 0 && *count > 1) {
            return None;
        }
        let mut parts: Vec<Part<'c>> = Vec::new();
        for pair in named.chunks_exact(2) {
            let component = frame.components.iter().position(|part| part.id == pair[0])?;
            let first = codes.get(0, pair[1] >> 4);
            let others = codes.get(1, pair[1] & 15);
            let has_tables =
                (start > 0 || is_finer || first.is_some()) && (!with_others || others.is_some());
            if !has_tables || parts.iter().any(|part| part.component == component) {
                return None;
            }
            parts.push(Part { component, first, others });
        }
        let band = (usize::from(start), usize::from(end));
        let low = if frame.is_progressive { u32::from(bits & 15).min(13) } else { 0 };
        Some(Self { parts, band, is_finer, low, restart: restart.into() })
    }

    /// Whether it holds the first numbers of blocks.
    pub(super) fn has_first(&self) -> bool {
        self.band.0 == 0
    }

    /// Goes through its blocks, and tells what more than those it holds.
    pub(super) fn walk(
        &self,
        (source, data): (&dyn ReadAt, Range<u64>),
        frame: &mut Frame,
        taker: &mut impl Taker,
        more: &mut More,
    ) -> Result<(), Fault> {
        for part in &self.parts {
            frame.components[part.component].is_begun |= self.band.0 == 0;
        }
        let mut bits = Bits::at(source, data.start);
        let (across, down) = match &self.parts[..] {
            [one] => frame.components[one.component].own,
            _ => frame.units,
        };
        let all = across * down;
        let (mut run, mut done) = (0, 0);
        while done < all {
            let step = if self.restart == 0 { all } else { self.restart };
            let last = all.min(done + step);
            taker.restart();
            for unit in done..last {
                let place = (unit % across, unit / across);
                match self.unit(&mut bits, frame, (place, &mut run), taker) {
                    // Of the last unit a bit may lack: nobody sees it.
                    Err(Fault::Short) if unit + 1 == all => return Ok(()),
                    gone => gone?,
                }
            }
            done = last;
            run = 0;
            let rest = bits.marker()?;
            if done < all && !matches!(rest.marker, Some(0xD0..=0xD7)) {
                return Err(Fault::Short);
            }
            let has_hole = bits.longest_zeros() >= SPARE;
            if done >= all && matches!(rest.marker, Some(0xD0..=0xD7)) {
                more.take_intervals(rest.range.start..data.end);
            } else {
                more.take(rest, has_hole);
            }
            bits.pass();
        }
        Ok(())
    }

    fn unit(
        &self,
        bits: &mut Bits<'_>,
        frame: &mut Frame,
        ((x, y), run): ((u32, u32), &mut u32),
        taker: &mut impl Taker,
    ) -> Result<(), Fault> {
        let is_alone = self.parts.len() == 1;
        for part in &self.parts {
            let component = &mut frame.components[part.component];
            let (wide, high) = if is_alone { (1, 1) } else { (component.across, component.down) };
            for line in 0..high {
                for column in 0..wide {
                    let row = (y * high + line) as usize;
                    let number = row * component.row + (x * wide + column) as usize;
                    let block = Block { component: part.component, number };
                    if !frame.is_progressive {
                        sequential(bits, part, block, taker)?;
                        continue;
                    }
                    match (self.band.0, self.is_finer) {
                        (0, false) => taker.first(block, first(bits, part)? << self.low),
                        (0, true) => {
                            if bits.take(1)? > 0 {
                                taker.finer(block, 0, 1 << self.low);
                            }
                        }
                        (_, is_finer) => {
                            let seen = component.seen.get_mut(number).ok_or(Fault::Broken)?;
                            let at = (block, seen, &mut *run);
                            if is_finer {
                                self.refine(bits, part, at, taker)?;
                            } else {
                                self.begin(bits, part, at, taker)?;
                            }
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Numbers of a block that come for the first time.
    fn begin(
        &self,
        bits: &mut Bits<'_>,
        part: &Part<'_>,
        (block, seen, run): At<'_>,
        taker: &mut impl Taker,
    ) -> Result<(), Fault> {
        if *run > 0 {
            *run -= 1;
            return Ok(());
        }
        let table = part.others.ok_or(Fault::Broken)?;
        let mut number = self.band.0;
        while number <= self.band.1 {
            let code = bits.code(table)?;
            let (zeros, size) = (usize::from(code >> 4), u32::from(code & 15));
            if size == 0 && zeros < 15 {
                *run = (1 << zeros) - 1 + bits.take(zeros as u32)?;
                return Ok(());
            }
            number += zeros;
            if size > 0 {
                if number > self.band.1 {
                    return Err(Fault::Broken);
                }
                taker.other(block, number, value(bits, size)? << self.low);
                *seen |= 1 << number;
            }
            number += 1;
        }
        Ok(())
    }

    /// Numbers of a block that are made finer, and those that become other than zero by it.
    fn refine(
        &self,
        bits: &mut Bits<'_>,
        part: &Part<'_>,
        (block, seen, run): At<'_>,
        taker: &mut impl Taker,
    ) -> Result<(), Fault> {
        let table = part.others.ok_or(Fault::Broken)?;
        let before = *seen;
        let one = 1 << self.low;
        let mut number = self.band.0;
        if *run == 0 {
            while number <= self.band.1 {
                let code = bits.code(table)?;
                let (mut zeros, size) = (usize::from(code >> 4), code & 15);
                let mut begun = one;
                match size {
                    0 if zeros < 15 => {
                        *run = (1 << zeros) + bits.take(zeros as u32)?;
                        break;
                    }
                    0 => {}
                    1 if bits.take(1)? == 0 => begun = -one,
                    1 => {}
                    _ => return Err(Fault::Broken),
                }
                while number <= self.band.1 {
                    if before >> number & 1 == 1 {
                        if bits.take(1)? > 0 {
                            taker.finer(block, number, one);
                        }
                    } else if zeros == 0 {
                        break;
                    } else {
                        zeros -= 1;
                    }
                    number += 1;
                }
                if size == 1 {
                    if number > self.band.1 {
                        return Err(Fault::Broken);
                    }
                    taker.other(block, number, begun);
                    *seen |= 1 << number;
                }
                number += 1;
            }
        }
        if *run > 0 {
            for number in number..=self.band.1 {
                if before >> number & 1 == 1 && bits.take(1)? > 0 {
                    taker.finer(block, number, one);
                }
            }
            *run -= 1;
        }
        Ok(())
    }
}

/// All numbers of a block.
fn sequential(
    bits: &mut Bits<'_>,
    part: &Part<'_>,
    block: Block,
    taker: &mut impl Taker,
) -> Result<(), Fault> {
    taker.first(block, first(bits, part)?);
    let table = part.others.ok_or(Fault::Broken)?;
    let mut number = 1;
    while number < 64 {
        let code = bits.code(table)?;
        let (zeros, size) = (usize::from(code >> 4), u32::from(code & 15));
        if size == 0 {
            if zeros < 15 {
                break;
            }
            number += 16;
            continue;
        }
        number += zeros;
        if number > 63 {
            return Err(Fault::Broken);
        }
        taker.other(block, number, value(bits, size)?);
        number += 1;
    }
    taker.end(block);
    Ok(())
}

/// The first number of a block, as it differs from that of the block before.
fn first(bits: &mut Bits<'_>, part: &Part<'_>) -> Result<i32, Fault> {
    let size = bits.code(part.first.ok_or(Fault::Broken)?)?;
    if size > 15 {
        return Err(Fault::Broken);
    }
    value(bits, size.into())
}

/// A number of so many bits. Source: the same, F.2.2.1, EXTEND.
fn value(bits: &mut Bits<'_>, size: u32) -> Result<i32, Fault> {
    let read = bits.take(size)? as i32;
    let is_below_zero = size > 0 && read < 1 << (size - 1);
    Ok(if is_below_zero { read - (1 << size) + 1 } else { read })
}
