//! Whether the samples of a movie in pieces are where each piece says, and begin as those of its codec do: the first, the
//! middle and the last of the first piece, of the last, and of some between. Source: ISO/IEC 14496-12, 8.8.7 and 8.8.8.

use crate::bytes::reader::{Read, Reader, Stop};
use crate::formats::boxes::Part;
use crate::formats::codec::samples::{Coding, LOOK, Samples};

/// So many pieces are looked at beside the first, or so many samples of fewer. Judgement: with three samples each no more
/// than 64 KiB are read.
const PLACES: usize = 9;
/// The places of so many pieces are kept; of more every second, every fourth and so on.
const MOST_KEPT: usize = 1024;
/// A piece of more samples is looked at by its first one. Judgement: a piece is of seconds.
const MOST_SAMPLES: u32 = 4096;
/// A table of a piece is searched for a track among so many.
const MOST_TRACKS: u32 = 256;

/// Where pieces begin.
#[derive(Debug)]
pub(super) struct Places {
    kept: Vec<u64>,
    last: Option<u64>,
    seen: usize,
    every: usize,
}

impl Default for Places {
    fn default() -> Self {
        Self { kept: Vec::new(), last: None, seen: 0, every: 1 }
    }
}

impl Places {
    /// Takes the place of the next piece.
    pub(super) fn take(&mut self, at: u64) {
        if self.seen.is_multiple_of(self.every) {
            self.kept.push(at);
        }
        self.seen += 1;
        self.last = Some(at);
        if self.kept.len() >= MOST_KEPT {
            let mut number = 0;
            self.kept.retain(|_| {
                number += 1;
                number % 2 == 1
            });
            self.every *= 2;
        }
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.last.is_none()
    }

    /// The first, the last, and some between.
    fn some(&self) -> Vec<u64> {
        let last = self.kept.len().saturating_sub(1);
        let between = (0..=PLACES).filter_map(|step| self.kept.get(last * step / PLACES));
        let mut some: Vec<u64> = between.copied().chain(self.last).collect();
        some.dedup();
        some
    }
}

/// The track that is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    pub(super) id: u32,
    pub(super) coding: Coding,
    /// The size of a sample where a piece says none.
    pub(super) size: u32,
}

/// Looks at some pieces. Those that make no sense say nothing of samples.
pub(super) fn look(reader: &mut Reader<'_>, places: &Places, shown: Shown) -> Read<Samples> {
    let places = places.some();
    let steps = (PLACES + 2).div_ceil(places.len().max(1)).max(2) as u64;
    for at in places {
        match piece(reader, at, shown, steps) {
            Ok(Samples::Whole) | Err(Stop::Odd | Stop::Spent) => {}
            Err(Stop::End) => return Ok(Samples::Beyond),
            seen => return seen,
        }
    }
    Ok(Samples::Whole)
}

/// The first sample of a piece, its last, and some between, as many bytes apart.
fn piece(reader: &mut Reader<'_>, at: u64, shown: Shown, steps: u64) -> Read<Samples> {
    let moof = Part::at(reader, at, u64::MAX)?;
    if moof.name != *b"moof" {
        return Ok(Samples::Broken);
    }
    let mut samples = Vec::new();
    let mut tracks = 0;
    // Where the data of the track before ends, and those of this one begin where it does not say it.
    let mut end = None;
    moof.each(reader, 0, |reader, part| {
        if part.name == *b"traf" && tracks < MOST_TRACKS {
            tracks += 1;
            let run = Runs::read(reader, part, (at, end), shown)?;
            end = Some(run.end);
            if run.is_shown {
                samples.extend(run.samples);
            }
        }
        Ok(())
    })?;
    let Some((last, _)) = samples.last().copied() else { return Ok(Samples::Whole) };
    let first = samples[0].0;
    let mut known = None;
    for step in 0..=steps {
        let from = first + last.saturating_sub(first) * step / steps;
        let number = samples.partition_point(|(start, _)| *start < from).min(samples.len() - 1);
        if known.replace(number) == Some(number) {
            continue;
        }
        match sample(reader, samples[number], shown.coding)? {
            Samples::Whole => {}
            seen => return Ok(seen),
        }
    }
    Ok(Samples::Whole)
}

fn sample(reader: &mut Reader<'_>, (at, size): (u64, u64), coding: Coding) -> Read<Samples> {
    if at.checked_add(size).is_none_or(|end| end > reader.length()) {
        return Ok(Samples::Beyond);
    }
    let bytes = reader.some(at, size.min(LOOK))?;
    Ok(if coding.begins(&bytes, size) { Samples::Whole } else { Samples::Broken })
}

/// The samples that a piece has of a track.
struct Runs {
    is_shown: bool,
    base: u64,
    size: u32,
    /// Where each begins, and how long it is; empty ones are left out.
    samples: Vec<(u64, u64)>,
    end: u64,
}

impl Runs {
    /// `piece` is where the piece begins and where the data of the track before it end.
    fn read(
        reader: &mut Reader<'_>,
        traf: Part,
        piece: (u64, Option<u64>),
        shown: Shown,
    ) -> Read<Self> {
        let (moof, before) = piece;
        let base = before.unwrap_or(moof);
        let mut runs =
            Self { is_shown: false, base, size: shown.size, samples: Vec::new(), end: base };
        traf.each(reader, 0, |reader, part| match &part.name {
            b"tfhd" => {
                let flags = part.be32(reader, 0)?;
                runs.is_shown = part.be32(reader, 4)? == shown.id;
                let mut at = 8;
                if flags & 1 != 0 {
                    runs.base = part.number(reader, at, true)?;
                    at += 8;
                } else if flags & 0x2_0000 != 0 {
                    runs.base = moof;
                }
                runs.end = runs.base;
                at += [2, 8].iter().filter(|bit| flags & **bit != 0).count() as u64 * 4;
                if flags & 0x10 != 0 {
                    runs.size = part.be32(reader, at)?;
                }
                Ok(())
            }
            b"trun" => runs.run(reader, part),
            _ => Ok(()),
        })?;
        Ok(runs)
    }

    fn run(&mut self, reader: &mut Reader<'_>, trun: Part) -> Read<()> {
        let (flags, count) = (trun.be32(reader, 0)?, trun.be32(reader, 4)?);
        let mut at = 8;
        let mut start = self.end;
        if flags & 1 != 0 {
            let offset = i64::from(trun.be32(reader, at)?.cast_signed());
            start = self.base.checked_add_signed(offset).ok_or(Stop::Odd)?;
            at += 4;
        }
        at += if flags & 4 != 0 { 4 } else { 0 };
        let before_size = if flags & 0x100 != 0 { 4 } else { 0 };
        let fields = [0x100, 0x200, 0x400, 0x800].iter().filter(|bit| flags & **bit != 0);
        let each = fields.count() as u64 * 4;
        let has_size = flags & 0x200 != 0;
        if has_size && count > MOST_SAMPLES {
            return Err(Stop::Spent);
        }
        let kept = count.min(MOST_SAMPLES);
        for number in 0..u64::from(kept) {
            let size = match has_size {
                true => trun.be32(reader, at + number * each + before_size)?,
                false => self.size,
            };
            if size > 0 {
                self.samples.push((start, size.into()));
            }
            start = start.checked_add(size.into()).ok_or(Stop::Odd)?;
        }
        let rest = u64::from(count - kept).saturating_mul(self.size.into());
        self.end = start.saturating_add(rest);
        Ok(())
    }
}
