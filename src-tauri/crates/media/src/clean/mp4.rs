//! MP4 and MOV: what is not needed to play is overwritten where it stands, for the tables of a movie name places
//! in the file, and nothing may move. What is kept is listed. Source: ISO/IEC 14496-12; QuickTime File Format.

use super::heif;
use super::heif_items;
use super::in_place::{InPlace, outer};
use super::mp4_round;
use super::mp4_told::{Told, is_needed};
use super::mp4_tracks::Tracks;
use super::plan::{Overwritten, Plan};
use super::{Left, Removed};
use crate::isobmff::boxes::Part;
use crate::reader::{Read, Reader, Stop};

/// Beside these, nothing in the file is needed; `moov` and `moof` are gone through.
const OUTER: [&[u8; 4]; 9] =
    [b"ftyp", b"styp", b"mdat", b"imda", b"sidx", b"ssix", b"mfra", b"pdin", b"pssh"];

/// Beside heads and tracks, in a movie or a track: what says how it is played.
const MOVIE: [&[u8; 4]; 15] = [
    b"mvex", b"iods", b"pssh", b"ctab", b"clip", b"prfl", b"edts", b"tref", b"matt", b"kmat",
    b"load", b"imap", b"tapt", b"trgr", b"txas",
];

/// In the media of a track, beside its heads and its tables.
const MEDIA: [&[u8; 4]; 9] =
    [b"hdlr", b"elng", b"vmhd", b"smhd", b"hmhd", b"nmhd", b"sthd", b"gmhd", b"dinf"];

/// In tables of samples and in pieces, whose boxes are many, these are not needed.
const NOT_IN_TABLES: [&[u8; 4]; 7] =
    [b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"gps "];

/// Kinds of pictures whose decoders ask for no name of the program that coded them; of some old ones, they do.
const CODED: [&[u8; 4]; 8] =
    [b"avc1", b"avc3", b"hvc1", b"hev1", b"dvh1", b"dvhe", b"av01", b"mp4v"];

/// Movies whose head is packed or lies elsewhere are not gone through. Source: QuickTime File Format.
const NOT_READ: [&[u8; 4]; 2] = [b"cmov", b"rmra"];

/// Of one entry that are not needed. Judgement: none is known.
const MOST_EXTENSIONS: usize = 100;

/// A dashboard camera writes a block of places a second. Judgement: a film of two hours and a half.
const MOST_BLOCKS: u64 = 10_000;

/// Judgement: such a block has 32 KiB at most.
const MOST_BLOCK: u64 = 64 << 10;

pub(super) fn clean(reader: &mut Reader<'_>, plan: &mut Plan) -> Read<()> {
    let mut film = Film::default();
    let (mut at, mut has_movie, mut has_samples) = (0, false, false);
    while at < reader.length() {
        let Some(part) = outer(reader, at, has_movie && has_samples)? else { break };
        has_movie |= part.name == *b"moov";
        has_samples |= part.name == *b"mdat";
        film.outer(reader, part)?;
        at = part.end;
    }
    if !has_movie {
        return Err(Stop::Odd);
    }
    let mut over = Overwritten::default();
    film.described(reader, plan, &mut over)?;
    plan.leave(film.is_left());
    film.over.write(reader, plan, over, at)
}

/// A movie as it is gone through.
#[derive(Default)]
pub(super) struct Film {
    pub(super) over: InPlace,
    tracks: Tracks,
    /// Boxes of items, which may name places elsewhere in the file.
    items: Vec<Part>,
    has_more: bool,
}

impl Film {
    /// What may tell the place and stays.
    pub(super) fn is_left(&self) -> Option<Left> {
        (self.has_more || self.tracks.has_data()).then_some(Left::DataTrack)
    }

    /// Goes through an outer box.
    pub(super) fn outer(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        match &part.name {
            b"moov" => self.movie(reader, part),
            b"moof" => self.piece(reader, part),
            b"meta" => {
                self.items.push(part);
                self.loose(reader, part)
            }
            name if OUTER.contains(&name) => Ok(()),
            _ => self.loose(reader, part),
        }
    }

    fn movie(&mut self, reader: &mut Reader<'_>, moov: Part) -> Read<()> {
        for part in self.over.inside(reader, moov, 0)? {
            match &part.name {
                b"mvhd" => self.over.dates(reader, part)?,
                b"trak" => self.track(reader, part)?,
                b"gps " => self.blocks(reader, part)?,
                name if NOT_READ.contains(&name) => return Err(Stop::Spent),
                name if MOVIE.contains(&name) => {}
                _ => self.loose(reader, part)?,
            }
        }
        Ok(())
    }

    fn track(&mut self, reader: &mut Reader<'_>, trak: Part) -> Read<()> {
        self.tracks.look(reader, trak)?;
        for part in self.over.inside(reader, trak, 0)? {
            match &part.name {
                b"tkhd" => self.over.dates(reader, part)?,
                b"mdia" => self.media(reader, part)?,
                name if MOVIE.contains(&name) => {}
                _ => self.loose(reader, part)?,
            }
        }
        Ok(())
    }

    fn media(&mut self, reader: &mut Reader<'_>, mdia: Part) -> Read<()> {
        for part in self.over.inside(reader, mdia, 0)? {
            match &part.name {
                b"mdhd" => self.over.dates(reader, part)?,
                b"minf" => {
                    for part in self.over.inside(reader, part, 0)? {
                        match &part.name {
                            b"stbl" => self.samples(reader, part)?,
                            name if MEDIA.contains(&name) => {}
                            _ => self.loose(reader, part)?,
                        }
                    }
                }
                name if MEDIA.contains(&name) => {}
                _ => self.loose(reader, part)?,
            }
        }
        Ok(())
    }

    /// The tables of samples: what they name must stay.
    fn samples(&mut self, reader: &mut Reader<'_>, stbl: Part) -> Read<()> {
        for part in self.over.inside(reader, stbl, 0)? {
            match &part.name {
                b"stco" | b"co64" => {
                    let wide = part.name == *b"co64";
                    let last = u64::from(part.be32(reader, 4)?).checked_sub(1);
                    for number in last.map(|last| [0, last]).iter().flatten() {
                        let at = 8 + number * if wide { 8 } else { 4 };
                        // A table that says more than it holds says nothing.
                        if let Ok(place) = part.number(reader, at, wide) {
                            self.over.need(place)?;
                        }
                    }
                }
                b"stsd" => {
                    for entry in self.over.inside(reader, part, 8)? {
                        self.entry(reader, entry)?;
                    }
                }
                name if NOT_IN_TABLES.contains(&name) => self.loose(reader, part)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// How samples of pictures are coded: who made the coder and its name, which cameras give theirs.
    /// Source: ISO/IEC 14496-12, 12.1.3; QuickTime File Format, video sample description.
    fn entry(&mut self, reader: &mut Reader<'_>, entry: Part) -> Read<()> {
        if !CODED.contains(&&entry.name) || entry.end - entry.data < 78 {
            return Ok(());
        }
        for range in [12..16, 42..74] {
            let range = entry.data + range.start..entry.data + range.end;
            self.over.clear(reader, range, Removed::Descriptions)?;
        }
        let mut more = Vec::new();
        entry.each(reader, 78, |_, part| {
            more.extend(Some(part).filter(|part| NOT_IN_TABLES.contains(&&part.name)));
            if more.len() > MOST_EXTENSIONS { Err(Stop::Spent) } else { Ok(()) }
        })?;
        more.into_iter().try_for_each(|part| self.loose(reader, part))
    }

    /// A piece of a movie that is written in pieces.
    fn piece(&mut self, reader: &mut Reader<'_>, moof: Part) -> Read<()> {
        for part in self.over.inside(reader, moof, 0)? {
            if part.name == *b"traf" {
                for part in self.over.inside(reader, part, 0)? {
                    if NOT_IN_TABLES.contains(&&part.name) {
                        self.loose(reader, part)?;
                    }
                }
            } else if NOT_IN_TABLES.contains(&&part.name) {
                self.loose(reader, part)?;
            }
        }
        Ok(())
    }

    /// A box that is not needed, but for how samples are locked.
    pub(super) fn loose(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        if matches!(&part.name, b"free" | b"skip" | b"wide") {
            return self.over.free(reader, part);
        }
        if is_needed(reader, part)? || mp4_round::rewrite(reader, &mut self.over, part)? {
            return Ok(());
        }
        let told = Told::of(reader, part)?;
        if told.is_empty() { Ok(()) } else { self.over.take(part, &told) }
    }

    /// A table of the blocks in which dashboard cameras write where they are, between the samples.
    /// Source: exiftool, QuickTimeStream.pl, as a description of the layout.
    fn blocks(&mut self, reader: &mut Reader<'_>, table: Part) -> Read<()> {
        let count = (table.end - table.data).saturating_sub(8) / 8;
        for number in 0..count.min(MOST_BLOCKS) {
            let at = u64::from(table.be32(reader, 8 + number * 8)?);
            let length = u64::from(table.be32(reader, 12 + number * 8)?);
            let end = at + length.min(MOST_BLOCK);
            if length == 0 || end > reader.length() {
                continue;
            }
            if length > 16 && reader.array(at + 4)? == *b"freeGPS " {
                self.over.zero(at + 8..end, &[Removed::Place])?;
            } else {
                self.has_more = true;
            }
        }
        self.has_more |= count > MOST_BLOCKS;
        self.over.take(table, &[Removed::Place])
    }

    /// Items that stand elsewhere in the file than their table.
    fn described(
        &self,
        reader: &mut Reader<'_>,
        plan: &mut Plan,
        over: &mut Overwritten,
    ) -> Read<()> {
        for meta in &self.items {
            // A list of words has no such tables.
            if let Some(items) = heif_items::described(reader, *meta)? {
                heif::overwrite(reader, plan, over, &self.over, &items.pieces)?;
            }
        }
        Ok(())
    }
}
