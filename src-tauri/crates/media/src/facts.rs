//! What a file is: the facts about a photo or video, read from its content within bounds.

use std::io;
use std::time::Duration;

use foundation::{Px, ReadAt};

use crate::container::{Container, Kind};
use crate::found::Found;
use crate::paper_picture::Turn;
use crate::reader::{Reader, Stop};
use crate::sniff::{Format, sniff};

/// A size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Across.
    pub width: Px,
    /// Down.
    pub height: Px,
}

impl Size {
    /// The longer side.
    pub fn long(self) -> Px {
        self.width.max(self.height)
    }

    /// The shorter side.
    pub fn short(self) -> Px {
        self.width.min(self.height)
    }
}

/// Something about a file that is worth saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Higher than wide.
    Portrait,
    /// Its pixels are not square: stored so, shown otherwise.
    Stretched,
    /// Other data follow behind its end.
    DataBehind,
    /// A camera's own format, which few programs open.
    CameraRaw,
    /// It says of itself what cannot be.
    Damaged,
    /// It is so intricate that reading it was given up.
    TooIntricate,
    /// Sound without a picture.
    SoundOnly,
    /// A text with pictures, an archive or a program, not a photo or video.
    NotMedia,
    /// Nothing is in it.
    Empty,
    /// Its name has an ending that does not go with its content; the ending.
    WrongEnding(String),
}

/// What a file is.
#[derive(Clone, Debug, PartialEq)]
pub struct Facts {
    /// Photo, video, or neither.
    pub kind: Kind,
    /// The kind of file.
    pub container: Container,
    /// How the picture is coded, in the words of ffprobe.
    pub codec: Option<String>,
    /// As shown, after turn and pixel aspect.
    pub shown: Option<Size>,
    /// As stored.
    pub coded: Option<Size>,
    /// How it is turned to stand upright.
    pub turn: Turn,
    /// The length of a video.
    pub duration: Option<Duration>,
    /// Whether it is whole; none where its content does not tell.
    pub complete: Option<bool>,
    /// Dots per inch that a photo says of itself.
    pub dpi: Option<f64>,
    /// What else is worth saying.
    pub notes: Vec<Note>,
}

/// Reads what a file is, by its content alone.
///
/// # Errors
/// What the disk said, where it failed.
pub fn read(source: &dyn ReadAt) -> io::Result<Facts> {
    let mut reader = Reader::new(source);
    let mut found = Found::default();
    let format = sniff(&mut reader);
    let container = match format.and_then(|format| read_as(format, &mut reader, &mut found)) {
        Ok(container) => container,
        Err(_) => Container::Unknown,
    };
    match reader.failure() {
        Some(failure) => Err(failure),
        None => Ok(facts(container, found)),
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
        Err(Stop::Odd) => found.note(Note::Damaged),
    }
    Ok(container)
}

fn facts(container: Container, found: Found) -> Facts {
    let picture = found.picture.filter(|picture| picture.shown().is_some());
    let shown = picture.as_ref().and_then(crate::found::Picture::shown);
    let mut notes = found.notes;
    let mut kind = container.kind();
    if let Some(shown) = shown {
        if shown.height > shown.width {
            notes.push(Note::Portrait);
        }
        if picture.as_ref().is_some_and(|picture| picture.pixel.0 != picture.pixel.1) {
            notes.push(Note::Stretched);
        }
    } else if kind == Kind::Video && found.sound {
        kind = Kind::Other;
        notes.push(Note::SoundOnly);
    }
    match container {
        Container::Empty => notes.push(Note::Empty),
        Container::Raw => notes.push(Note::CameraRaw),
        _ if container.kind() == Kind::Other => notes.push(Note::NotMedia),
        _ => {}
    }
    let track = picture.as_ref().and_then(|picture| picture.length);
    Facts {
        kind,
        container,
        duration: found.length.or(track).filter(|_| kind != Kind::Photo),
        coded: picture.as_ref().map(|picture| picture.coded),
        turn: picture.as_ref().map_or(Turn::None, |picture| picture.turn),
        codec: picture.and_then(|picture| picture.codec),
        shown,
        complete: found.complete,
        dpi: found.dpi,
        notes,
    }
}

impl Facts {
    /// The same with what the ending of the file's name says.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        let endings = self.container.endings();
        let goes = endings.is_empty() || ending.is_empty() || endings.contains(&&*ending);
        // What nobody knows may be anything, and in an empty file is nothing.
        let of_another = !matches!(self.container, Container::Empty | Container::Unknown)
            && Container::ALL
                .iter()
                .any(|other| other.kind() != Kind::Other && other.endings().contains(&&*ending));
        // An ending that no photo or video bears says nothing of an archive or a text.
        let wrong = if endings.is_empty() || self.container.kind() == Kind::Other {
            of_another && self.container != Container::Raw && !endings.contains(&&*ending)
        } else {
            !goes
        };
        if wrong {
            self.notes.push(Note::WrongEnding(ending));
        }
        self
    }
}
