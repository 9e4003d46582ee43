//! The one entry: from a file to its facts.

use std::io;

use foundation::ReadAt;

use crate::bytes::reader::{Reader, Stop};
use crate::facts::container::{Container, Kind};
use crate::facts::found::{Found, Picture};
use crate::facts::orientation::Orientation;
use crate::facts::{Facts, Note};
use crate::formats::sniff::{Format, sniff};
use crate::inside::{self, Care};
use crate::labels::{self, Labels, Reach};

/// Reads what a file is, by its content alone.
///
/// # Errors
/// What the disk said, where it failed.
pub fn read(source: &dyn ReadAt) -> io::Result<Facts> {
    read_with(source, Care::Quick)
}

/// The same, looked at as closely as is asked.
///
/// # Errors
/// What the disk said, where it failed.
pub fn read_with(source: &dyn ReadAt, care: Care) -> io::Result<Facts> {
    let mut facts = by_structure(source)?;
    if care == Care::Close && facts.ai_label.is_none() {
        let mut reader = Reader::through(source);
        let found = labels::find(&mut reader, facts.container, Reach::Whole);
        facts.ai_label = found.as_ref().ok().and_then(Labels::label);
        let origin = found.ok().and_then(|found| found.origin);
        facts.origin = facts.origin.or(origin.filter(|_| facts.kind == Kind::Photo));
        if let Some(failure) = reader.failure() {
            return Err(failure);
        }
    }
    inside::look(source, &mut facts, care)?;
    Ok(facts)
}

/// What the structure of a file tells.
fn by_structure(source: &dyn ReadAt) -> io::Result<Facts> {
    let mut reader = Reader::new(source);
    let mut found = Found::default();
    let format = sniff(&mut reader);
    let container = match format.and_then(|format| read_as(format, &mut reader, &mut found)) {
        Ok(container) => container,
        Err(_) => Container::Unknown,
    };
    let labels = labels::find(&mut reader, container, Reach::Ends).unwrap_or_default();
    match reader.failure() {
        Some(failure) => Err(failure),
        None => {
            let facts = facts(container, found);
            let origin = labels.origin.filter(|_| facts.kind == Kind::Photo);
            Ok(Facts { ai_label: labels.label(), origin, ..facts })
        }
    }
}

/// Reads a file of a format; what stopped the reading becomes a fact.
fn read_as(format: Format, reader: &mut Reader<'_>, found: &mut Found) -> Result<Container, Stop> {
    let mut container = format.container;
    let Some(read) = format.read else {
        return Ok(container);
    };
    match read(reader, found, &mut container) {
        Ok(()) => {}
        Err(Stop::Failed) => return Err(Stop::Failed),
        Err(Stop::End) => found.complete = Some(false),
        Err(Stop::Spent) => found.note(Note::TooIntricate),
        Err(Stop::Odd) => found.note(Note::Contradictory),
    }
    Ok(container)
}

/// No photo and no film has more pixels, whatever a header says. Judgement: the largest that are put together of many
/// have a tenth.
const MOST_PIXELS: u64 = 1 << 34;

/// What lists every track at its front, of which no kind is unknown: where no sound is listed there is none.
const LISTS_TRACKS: [Container; 9] = [
    Container::Mp4,
    Container::M4v,
    Container::F4v,
    Container::ThreeGp,
    Container::Mov,
    Container::Matroska,
    Container::Webm,
    Container::Avi,
    Container::Asf,
];

fn can_be(picture: &Picture) -> bool {
    u64::from(picture.coded.width) * u64::from(picture.coded.height) <= MOST_PIXELS
}

fn facts(container: Container, found: Found) -> Facts {
    let picture = found.picture.filter(|picture| picture.shown().is_some() && can_be(picture));
    let shown = picture.as_ref().and_then(Picture::shown);
    let mut notes = found.notes;
    let mut kind = container.kind();
    if let Some(shown) = shown {
        if shown.height > shown.width {
            notes.push(Note::Portrait);
        }
        if picture.as_ref().is_some_and(|picture| picture.pixel.0 != picture.pixel.1) {
            notes.push(Note::Stretched);
        }
    } else if kind == Kind::Video && found.sound && !notes.contains(&Note::NoPicture) {
        kind = Kind::Other;
        notes.push(Note::SoundOnly);
    }
    match container {
        Container::Empty => notes.push(Note::Empty),
        Container::Raw => notes.push(Note::CameraRaw),
        _ if container.kind() == Kind::Other => notes.push(Note::NotMedia),
        _ => {}
    }
    let track = picture.as_ref().and_then(|picture| picture.duration);
    let is_video = kind == Kind::Video && shown.is_some();
    let sound = match found.sound {
        true => Some(true),
        false if LISTS_TRACKS.contains(&container) && found.complete == Some(true) => Some(false),
        false => None,
    };
    Facts {
        kind,
        container,
        duration: found.duration.or(track).filter(|_| kind != Kind::Photo),
        coded: picture.as_ref().map(|picture| picture.coded),
        orientation: picture.as_ref().map_or(Orientation::None, |picture| picture.orientation),
        depth: picture.as_ref().and_then(|picture| picture.depth).filter(|_| is_video),
        varies: is_video && picture.as_ref().is_some_and(|picture| picture.varies),
        sound: sound.filter(|_| is_video),
        taken: found.taken.filter(|_| kind == Kind::Photo),
        codec: picture.and_then(|picture| picture.codec),
        shown,
        complete: found.complete,
        dpi: found.dpi.map(|dots| (dots * 100.0).round() / 100.0).filter(|dots| dots.is_finite()),
        ai_label: None,
        origin: None,
        notes,
    }
}
