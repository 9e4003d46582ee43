//! The box `moov`: the tracks of a movie, their sizes, orientations and durations. Source: ISO/IEC 14496-12, 8.

use std::collections::BTreeSet;
use std::time::Duration;

use super::fragments::Fragments;
use super::pieces::Shown;
use super::sample_entry::{self, Described};
use super::samples::Tables;
use super::units::in_units;
use crate::bytes::reader::{Read, Reader};
use crate::facts::Size;
use crate::facts::found::Picture;
use crate::facts::matrix::Matrix;
use crate::formats::boxes::Part;

/// Judgement: a camera writes up to four tracks, a film up to forty.
const MOST_TRACKS: usize = 256;
/// Judgement: an edit list has one or two entries.
const MOST_EDITS: u64 = 4096;
/// A track names so many files at most. Judgement: one for each picture that was rendered alone; of more, the rest count as
/// the film itself.
const MOST_SOURCES: usize = 4096;

/// A movie.
#[derive(Debug, Default)]
pub(super) struct Movie {
    scale: u32,
    duration: u64,
    matrix: Matrix,
    fragments_duration: u64,
    /// Whether it says to come in pieces.
    pub(super) comes_in_pieces: bool,
    /// Whether it names films to be played instead. Source: QuickTime File Format, "Reference Movies" (`rmra`).
    names_others: bool,
    tracks: Vec<Track>,
    /// Whether it has sound.
    pub(super) sound: bool,
    /// Where the last piece of its samples begins: beyond the end of a file that was cut.
    pub(super) samples_end: u64,
}

#[derive(Debug, Default)]
struct Track {
    id: u32,
    handler: [u8; 4],
    shown: Option<(u32, u32)>,
    matrix: Matrix,
    scale: u32,
    duration: u64,
    edited: Option<u64>,
    samples: u32,
    /// From the table of samples, or from the defaults of fragments.
    sample_duration: u32,
    /// From the defaults of fragments.
    sample_size: u32,
    chapters: Vec<u32>,
    picture: Option<Picture>,
    /// Whether its samples are of several sizes.
    varies: bool,
    tables: Tables,
    /// The numbers of those of its sources that are other files.
    others: BTreeSet<u16>,
    /// The numbers of the sources that its samples are of.
    sources: BTreeSet<u16>,
}

impl Movie {
    pub(super) fn read(reader: &mut Reader<'_>, moov: Part) -> Read<Self> {
        let mut movie = Self::default();
        moov.each(reader, 0, |reader, part| {
            match &part.name {
                b"mvhd" => {
                    let wide = part.version(reader)? == 1;
                    movie.scale = part.be32(reader, if wide { 20 } else { 12 })?;
                    movie.duration = part.number(reader, if wide { 24 } else { 16 }, wide)?;
                    movie.matrix = matrix(reader, part, if wide { 48 } else { 36 })?;
                }
                b"trak" if movie.tracks.len() < MOST_TRACKS => {
                    let mut track = Track::default();
                    track.read(reader, part, &mut movie.samples_end)?;
                    movie.sound |= track.handler == *b"soun";
                    movie.tracks.push(track);
                }
                b"rmra" => movie.names_others = true,
                b"mvex" => {
                    movie.comes_in_pieces = true;
                    movie.extends(reader, part)?;
                }
                _ => {}
            }
            Ok(())
        })?;
        Ok(movie)
    }

    /// What fragments take over.
    fn extends(&mut self, reader: &mut Reader<'_>, mvex: Part) -> Read<()> {
        mvex.each(reader, 0, |reader, part| {
            match &part.name {
                b"mehd" => {
                    let wide = part.version(reader)? == 1;
                    self.fragments_duration = part.number(reader, 4, wide)?;
                }
                b"trex" => {
                    let id = part.be32(reader, 4)?;
                    let (duration, size) = (part.be32(reader, 12)?, part.be32(reader, 16)?);
                    if let Some(track) = self.tracks.iter_mut().find(|track| track.id == id) {
                        track.sample_duration = duration;
                        track.sample_size = size;
                    }
                }
                _ => {}
            }
            Ok(())
        })
    }

    /// Whether it says to have a picture of which no sample is there: the head of a film that comes in pieces, or of one
    /// that was never written.
    pub(super) fn lacks_picture(&self, reader: &mut Reader<'_>, pieces: &Fragments) -> Read<bool> {
        let mut pictured = self.tracks.iter().filter(|track| track.is_picture()).peekable();
        let says_one = pictured.peek().is_some();
        for track in pictured {
            let has_own = track.samples > 0 && track.tables.have_data(reader)?;
            if has_own || pieces.has_samples_of(track.id) {
                return Ok(false);
            }
        }
        Ok(says_one)
    }

    /// Whether it says that its pictures lie in other files. Source: ISO/IEC 14496-12, 8.7.2.
    pub(super) fn names_others(&self) -> bool {
        let mut pictured = self.tracks.iter().filter(|track| track.is_picture()).peekable();
        match pictured.peek() {
            None => self.names_others,
            Some(_) => pictured
                .all(|track| !track.sources.is_empty() && track.sources.is_subset(&track.others)),
        }
    }

    /// Where the samples of the track are that is shown.
    pub(super) fn shown_samples(&self) -> Option<&Tables> {
        self.shown(|track| track.samples > 0).map(|track| &track.tables)
    }

    /// The track that is shown of those in pieces.
    pub(super) fn shown_in(&self, pieces: &Fragments) -> Option<Shown> {
        let track = self.shown(|track| pieces.has_samples_of(track.id))?;
        Some(Shown { id: track.id, coding: track.tables.coding, size: track.sample_size })
    }

    /// The largest picture of those that are asked for.
    fn shown(&self, is_asked: impl Fn(&Track) -> bool) -> Option<&Track> {
        let area = |track: &&Track| {
            let size = track.picture.as_ref().map(|picture| picture.coded);
            size.map(|size| u64::from(size.width) * u64::from(size.height))
        };
        let shown = self.tracks.iter().filter(|track| track.is_picture() && is_asked(track));
        shown.max_by_key(area)
    }

    /// The duration of the whole.
    pub(super) fn duration(&self, fragments: &Fragments) -> Option<Duration> {
        let in_pieces = self.tracks.iter().filter_map(|track| track.in_pieces(fragments)).max();
        in_units(self.fragments_duration, self.scale)
            .or_else(|| fragments.indexed())
            .or(in_pieces)
            .max(in_units(self.duration, self.scale))
            .or_else(|| self.tracks.iter().filter_map(|track| track.duration(self.scale)).max())
    }

    /// The pictures of its tracks.
    pub(super) fn pictures(&self, fragments: &Fragments) -> Vec<Picture> {
        let chapters: Vec<u32> = self.tracks.iter().flat_map(|t| t.chapters.clone()).collect();
        let picture = |track: &Track| {
            let mut picture = track.picture.clone()?;
            picture.is_cover = chapters.contains(&track.id)
                || (track.samples == 1
                    && self.tracks.len() > 1
                    && matches!(picture.codec.as_deref(), Some("mjpeg" | "png" | "bmp")));
            picture.orientation = track.matrix.then(self.matrix).orientation();
            picture.duration = track.duration(self.scale).or_else(|| track.in_pieces(fragments));
            picture.varies = track.varies;
            track.stretch(&mut picture);
            Some(picture)
        };
        let pictured = self.tracks.iter().filter(|track| track.is_picture());
        pictured.filter_map(picture).collect()
    }
}

impl Track {
    /// A film, or the pictures of a burst. Source: ISO/IEC 23008-12, 7.
    fn is_picture(&self) -> bool {
        matches!(&self.handler, b"vide" | b"pict")
    }

    fn read(&mut self, reader: &mut Reader<'_>, trak: Part, samples_end: &mut u64) -> Read<()> {
        trak.each(reader, 0, |reader, part| {
            match &part.name {
                b"tkhd" => {
                    let wide = part.version(reader)? == 1;
                    self.id = part.be32(reader, if wide { 20 } else { 12 })?;
                    let at = if wide { 52 } else { 40 };
                    self.matrix = matrix(reader, part, at)?;
                    let side = |fixed: u32| fixed >> 16;
                    let width = side(part.be32(reader, at + 36)?);
                    let height = side(part.be32(reader, at + 40)?);
                    self.shown = (width > 0 && height > 0).then_some((width, height));
                }
                b"edts" => self.edits(reader, part)?,
                b"tref" => part.each(reader, 0, |reader, reference| {
                    if reference.name == *b"chap" && self.chapters.len() < MOST_TRACKS {
                        self.chapters.push(reference.be32(reader, 0)?);
                    }
                    Ok(())
                })?,
                b"mdia" => self.media(reader, part, samples_end)?,
                _ => {}
            }
            Ok(())
        })
    }

    /// The duration after cuts, in the units of the movie; pauses before the first picture do not count.
    fn edits(&mut self, reader: &mut Reader<'_>, edts: Part) -> Read<()> {
        edts.each(reader, 0, |reader, part| {
            if part.name != *b"elst" {
                return Ok(());
            }
            let wide = part.version(reader)? == 1;
            let size: u64 = if wide { 20 } else { 12 };
            let mut sum = 0u64;
            for number in 0..u64::from(part.be32(reader, 4)?).min(MOST_EDITS) {
                let at = 8 + number * size;
                let duration = part.number(reader, at, wide)?;
                let start = part.number(reader, at + size / 2 - 2, wide)?;
                let pause = start == if wide { u64::MAX } else { u32::MAX.into() };
                sum = sum.saturating_add(if pause { 0 } else { duration });
            }
            self.edited = Some(sum).filter(|sum| *sum > 0);
            Ok(())
        })
    }

    fn media(&mut self, reader: &mut Reader<'_>, mdia: Part, samples_end: &mut u64) -> Read<()> {
        mdia.each(reader, 0, |reader, part| {
            match &part.name {
                b"mdhd" => {
                    let wide = part.version(reader)? == 1;
                    self.scale = part.be32(reader, if wide { 20 } else { 12 })?;
                    self.duration = part.number(reader, if wide { 24 } else { 16 }, wide)?;
                }
                b"hdlr" => self.handler = part.be32(reader, 8)?.to_be_bytes(),
                b"minf" => part.each(reader, 0, |reader, part| match &part.name {
                    b"stbl" => self.samples(reader, part, samples_end),
                    b"dinf" => self.sources(reader, part),
                    _ => Ok(()),
                })?,
                _ => {}
            }
            Ok(())
        })
    }

    /// Which of its sources are other files. One without a name is the film itself, whatever it says.
    fn sources(&mut self, reader: &mut Reader<'_>, dinf: Part) -> Read<()> {
        dinf.each(reader, 0, |reader, part| {
            let mut number = 0u16;
            part.each(reader, 8, |reader, source| {
                number = number.saturating_add(1);
                let is_here = source.be32(reader, 0)? & 1 == 1 || source.end - source.data <= 4;
                if part.name == *b"dref" && !is_here && self.others.len() < MOST_SOURCES {
                    self.others.insert(number);
                }
                Ok(())
            })
        })
    }

    fn samples(&mut self, reader: &mut Reader<'_>, stbl: Part, samples_end: &mut u64) -> Read<()> {
        stbl.each(reader, 0, |reader, part| {
            match &part.name {
                b"stsd" if self.is_picture() => {
                    part.each(reader, 8, |reader, entry| {
                        let Described { picture, coding, coded } =
                            sample_entry::read(reader, entry)?;
                        self.tables.coding = coding;
                        self.tables.described = coded;
                        if self.sources.len() < MOST_SOURCES {
                            self.sources.insert(reader.be16(entry.data + 6)?);
                        }
                        let larger = |best: &Picture| picture.coded.width > best.coded.width;
                        let is_other = |best: &Picture| picture.coded != best.coded;
                        self.varies |= self.picture.as_ref().is_some_and(is_other);
                        if self.picture.as_ref().is_none_or(larger) {
                            self.picture = Some(picture);
                        }
                        Ok(())
                    })?;
                }
                b"stsz" | b"stz2" => {
                    self.tables.sizes = Some(part);
                    self.samples = part.be32(reader, 8)?;
                }
                b"stsc" => self.tables.runs = Some(part),
                b"stss" => self.tables.begins = Some(part),
                b"stco" | b"co64" => {
                    self.tables.chunks = Some(part);
                    let wide = part.name == *b"co64";
                    let last = u64::from(part.be32(reader, 4)?).checked_sub(1);
                    let width = if wide { 8 } else { 4 };
                    if let Some(last) = last {
                        // A table that says more than it holds says nothing.
                        let start = part.number(reader, 8 + last * width, wide).unwrap_or(0);
                        *samples_end = start.saturating_add(1).max(*samples_end);
                    }
                }
                _ => {}
            }
            Ok(())
        })
    }

    fn duration(&self, movie_scale: u32) -> Option<Duration> {
        let edited = self.edited.and_then(|edited| in_units(edited, movie_scale));
        edited.or_else(|| in_units(self.duration, self.scale))
    }

    fn in_pieces(&self, fragments: &Fragments) -> Option<Duration> {
        in_units(fragments.end_of(self.id, self.sample_duration), self.scale)
    }

    /// The pixel aspect, where only the size shown tells of it. Judgement: less than a fiftieth is the
    /// crop of a codec, not an aspect.
    fn stretch(&self, picture: &mut Picture) {
        let Some((width, height)) = self.shown else { return };
        let Size { width: stored, height: rows } = picture.coded;
        if picture.pixel != (0, 0) {
            return;
        }
        picture.set_pixel(1, 1);
        if stored == 0 || rows == 0 {
            return;
        }
        let across = u64::from(width) * u64::from(rows);
        let down = u64::from(height) * u64::from(stored);
        if across.abs_diff(down) * 50 > down {
            picture.set_pixel(across, down);
        }
    }
}

fn matrix(reader: &mut Reader<'_>, part: Part, at: u64) -> Read<Matrix> {
    let mut value =
        |place: u64| -> Read<i32> { Ok(part.be32(reader, at + place * 4)?.cast_signed()) };
    Ok(Matrix::of_fixed(value(0)?, value(1)?, value(3)?, value(4)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::orientation::Orientation;

    #[test]
    fn the_first_matrix_then_the_second() {
        let quarter = Matrix::of_fixed(0, 1 << 16, -(1 << 16), 0);
        assert_eq!(quarter.orientation(), Orientation::Clockwise);
        assert_eq!(quarter.then(quarter).orientation(), Orientation::Half);
        assert_eq!(quarter.then(Matrix::default()).orientation(), Orientation::Clockwise);
    }
}
