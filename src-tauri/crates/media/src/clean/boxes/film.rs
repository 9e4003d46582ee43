//! What of a movie is not needed to play it: boxes, dates and names, overwritten where they stand. What is kept is
//! listed. Source: ISO/IEC 14496-12; QuickTime File Format.

use std::ops::Range;

use super::in_place::InPlace;
use super::items;
use super::metadata::{Metadata, is_needed};
use super::names;
use super::spherical;
use super::tracks::Tracks;
use super::used::Used;
use super::user_data;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::clean::plan::{Overwritten, Plan};
use crate::clean::removed::{Left, Removed};
use crate::formats::boxes::Part;
use crate::labels::{Labels, key_box, packet};

/// Beside these, nothing in the file is needed; `moov` and `moof` are gone through.
const OUTER: [&[u8; 4]; 9] =
    [b"ftyp", b"styp", b"mdat", b"imda", b"sidx", b"ssix", b"mfra", b"pdin", b"pssh"];

/// Beside heads and tracks, in a movie or a track: what says how it is played.
const MOVIE: [&[u8; 4]; 15] = [
    b"mvex", b"iods", b"pssh", b"ctab", b"clip", b"prfl", b"edts", b"tref", b"matt", b"kmat",
    b"load", b"imap", b"tapt", b"trgr", b"txas",
];

/// In the media of a track, beside its heads and its tables.
const MEDIA: [&[u8; 4]; 7] = [b"elng", b"vmhd", b"smhd", b"hmhd", b"nmhd", b"sthd", b"gmhd"];

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

/// Of a box `uuid` that holds XMP. Source: XMP part 3, 1.2.7.
pub(crate) const XMP: [u8; 16] =
    *b"\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC";

/// A movie as it is gone through.
#[derive(Default)]
pub(crate) struct Film {
    pub(crate) over: InPlace,
    tracks: Tracks,
    /// Boxes of items, which may name places elsewhere in the file.
    items: Vec<Part>,
    /// Where samples lie, and the boxes that hold them.
    pub(super) used: Used,
    pub(super) data: Vec<Range<u64>>,
    has_more: bool,
    has_user_data: bool,
    /// Whether something lies between the samples that stays.
    pub(super) has_between: bool,
    /// What the copy still has to bear.
    labels: Labels,
}

/// Where a box stands that may bear a label.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    File,
    Movie,
}

impl Film {
    /// Of a copy that is to bear these labels.
    pub(crate) fn new(labels: &Labels) -> Self {
        Self { labels: labels.clone(), ..Self::default() }
    }

    /// Tells a plan which labels were written in the places of boxes that are not needed.
    pub(crate) fn tell_labels(&self, plan: &mut Plan) {
        if self.labels.own.is_none() {
            plan.has_own();
        }
        if self.labels.packet().is_none() {
            plan.has_packet();
        }
    }

    /// Says that the packet stands elsewhere.
    pub(crate) fn has_packet(&mut self) {
        self.labels = Labels { own: self.labels.own.take(), ..Labels::default() };
    }

    /// What may tell the location and stays.
    pub(crate) fn is_left(&self) -> Option<Left> {
        if self.has_more || self.tracks.has_data() {
            return Some(Left::DataTrack);
        }
        let user_data = self.has_user_data.then_some(Left::UserData);
        let between = self.has_between.then_some(Left::Between);
        user_data.or(between).or_else(|| self.tracks.has_chapters().then_some(Left::Chapters))
    }

    /// Goes through an outer box.
    pub(crate) fn outer(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        match &part.name {
            b"moov" => self.movie(reader, part),
            b"moof" => self.piece(reader, part),
            b"meta" => {
                self.items.push(part);
                self.loose(reader, part)
            }
            b"mdat" => {
                self.holds(part);
                Ok(())
            }
            b"imda" => {
                self.used.is_open = true;
                Ok(())
            }
            name if OUTER.contains(&name) => Ok(()),
            _ if self.bears_label(reader, part, Level::File)? => Ok(()),
            _ => self.loose(reader, part),
        }
    }

    /// Takes a box that holds samples or items, and perhaps what nothing asks for.
    pub(crate) fn holds(&mut self, part: Part) {
        self.data.push(part.data..part.end);
    }

    /// Writes a label in the place of a box that is not needed and may bear one; whether it did.
    fn bears_label(&mut self, reader: &mut Reader<'_>, part: Part, level: Level) -> Read<bool> {
        let is_words = matches!(&part.name, b"udta" | b"meta");
        if !(part.name == *b"uuid" || is_words && level == Level::Movie) || is_needed(reader, part)?
        {
            return Ok(false);
        }
        let start = part.data - part.head;
        let length = part.end - start;
        let own = self.labels.own.as_ref().filter(|_| level == Level::Movie && is_words);
        let (bytes, is_own) = match own.and_then(|own| key_box(own, length)) {
            Some(bytes) => (bytes, true),
            None => match self.labels.packet().and_then(|packet| packet_box(packet, level, length))
            {
                Some(bytes) => (bytes, false),
                None => return Ok(false),
            },
        };
        let removed = Metadata::of(reader, part)?;
        self.over.replace(start, bytes, &removed)?;
        if is_own {
            self.labels.own = None;
        } else {
            self.has_packet();
        }
        Ok(true)
    }

    fn movie(&mut self, reader: &mut Reader<'_>, moov: Part) -> Read<()> {
        for part in self.over.inside(reader, moov, 0)? {
            match &part.name {
                b"mvhd" => self.over.dates(reader, part)?,
                b"trak" => self.track(reader, part)?,
                b"gps " => self.blocks(reader, part)?,
                name if NOT_READ.contains(&name) => return Err(Stop::Spent),
                b"mvex" => self.used.extends(reader, part)?,
                name if MOVIE.contains(&name) => {}
                _ if self.bears_label(reader, part, Level::Movie)? => {}
                _ => self.loose(reader, part)?,
            }
        }
        Ok(())
    }

    fn track(&mut self, reader: &mut Reader<'_>, trak: Part) -> Read<()> {
        self.tracks.add(reader, trak)?;
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
        let kind = names::kind(reader, mdia)?;
        let is_time = kind == *b"tmcd";
        for part in self.over.inside(reader, mdia, 0)? {
            match &part.name {
                b"mdhd" => self.over.dates(reader, part)?,
                b"hdlr" => self.over.handler(reader, part)?,
                b"minf" => {
                    for part in self.over.inside(reader, part, 0)? {
                        if part.name == *b"stbl" {
                            self.used.track(reader, part, kind)?;
                        }
                        match &part.name {
                            b"stbl" if is_time && self.over.times(reader, part)? => {}
                            b"stbl" => {
                                self.has_user_data |=
                                    kind == *b"vide" && user_data::is_in(reader, part)?;
                                self.samples(reader, part)?;
                            }
                            b"hdlr" => self.over.handler(reader, part)?,
                            b"dinf" => self.over.references(reader, part)?,
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
            let is_told = NOT_IN_TABLES.contains(&&part.name) || part.name == *b"colr";
            more.extend(Some(part).filter(|_| is_told));
            if more.len() > MOST_EXTENSIONS { Err(Stop::Spent) } else { Ok(()) }
        })?;
        more.into_iter().try_for_each(|part| match &part.name {
            b"colr" => self.over.colours(reader, part),
            _ => self.loose(reader, part),
        })
    }

    /// A piece of a movie that is written in pieces.
    fn piece(&mut self, reader: &mut Reader<'_>, moof: Part) -> Read<()> {
        self.used.piece(reader, moof)?;
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
    pub(crate) fn loose(&mut self, reader: &mut Reader<'_>, part: Part) -> Read<()> {
        if matches!(&part.name, b"free" | b"skip" | b"wide") {
            return self.over.free(reader, part);
        }
        if is_needed(reader, part)? || spherical::rewrite(reader, &mut self.over, part)? {
            return Ok(());
        }
        let removed = Metadata::of(reader, part)?;
        if removed.is_empty() { Ok(()) } else { self.over.take(part, &removed) }
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
                self.over.zero(at + 8..end, &[Removed::Location])?;
            } else {
                self.has_more = true;
            }
        }
        self.has_more |= count > MOST_BLOCKS;
        self.over.take(table, &[Removed::Location])
    }

    /// The boxes of items of a film.
    pub(super) fn items(&self) -> Vec<Part> {
        self.items.clone()
    }

    /// Items that stand elsewhere in the file than their table.
    pub(crate) fn described(
        &self,
        reader: &mut Reader<'_>,
        plan: &mut Plan,
        over: &mut Overwritten,
    ) -> Read<()> {
        for meta in &self.items {
            // A list of words has no such tables.
            if let Some(items) = items::read(reader, *meta)? {
                items::overwrite(reader, plan, over, &self.over, &items.pieces)?;
            }
        }
        Ok(())
    }
}

/// A box with a packet of XMP that fills it; none where it is too short.
fn packet_box(packet: packet::Packet<'_>, level: Level, length: u64) -> Option<Vec<u8>> {
    let size = u32::try_from(length).ok()?.to_be_bytes();
    // Programs look for it where QuickTime has words of the user.
    let inner = u32::try_from(length.checked_sub(8)?).ok()?.to_be_bytes();
    let head = match level {
        Level::File => [&size, &b"uuid"[..], &XMP].concat(),
        Level::Movie => [&size, &b"udta"[..], &inner, b"XMP_"].concat(),
    };
    let packet = packet.within(length.checked_sub(head.len() as u64)?)?;
    Some([head, packet].concat())
}
