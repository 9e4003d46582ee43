//! Whether what a file shows is all there, beyond what its structure tells: a card that failed, a transfer that stopped
//! or a disk that lost a piece leave files with a beginning, an end, and a hole between. What is not known here is not
//! told.
//!
//! Two levels of care. Quick, for ten thousand files: a few kilobytes are looked at, and only a file that looks as if
//! it had a hole is gone through. Close, for what is attached: every JPEG, PNG and GIF is gone through, without making
//! its picture; of other photos, whose codes are not known here, the decoder is asked.

mod avif;
mod bmp;
mod coded;
pub(crate) mod gif;
mod holes;
mod in_document;
pub(crate) mod jpeg;
mod jxl;
mod png;
pub(crate) mod webp;

use std::io;

use foundation::ReadAt;

use crate::bytes::reader::{Read, Stop};
use crate::decode::decoded::Unprintable;
use crate::facts::container::{Container, Kind};
use crate::facts::{Facts, Note};
use crate::formats::video::mpeg_ts;

pub use in_document::{InDocument, in_document};

/// How closely files are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Care {
    /// A few kilobytes of each, whatever its length.
    Quick,
    /// All of a photo.
    Close,
}

/// What was seen inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    /// All of it is there.
    Whole,
    /// It ends before the picture does.
    Short,
    /// Something within is not what was written.
    Broken,
    /// It says of itself what cannot be: programs differ in what they show of it.
    Contradictory,
    /// It is there, and more is stored within it that no program shows.
    WithMore,
    /// Nobody knows: it is coded in a way that is not gone through here.
    Unknown,
}

/// Adds to the facts of a file what is seen inside.
///
/// # Errors
/// What the disk said, where it failed.
pub(crate) fn look(source: &dyn ReadAt, facts: &mut Facts, care: Care) -> io::Result<()> {
    // What lacks its end, or contradicts itself, is told already.
    if facts.complete == Some(false) || facts.shown.is_none() || facts.kind == Kind::Other {
        return Ok(());
    }
    let inside = match (facts.container, care) {
        (Container::Jpeg | Container::Png | Container::Gif, Care::Quick)
            if !holes::has_hole(source)? =>
        {
            return Ok(());
        }
        (Container::Jpeg, _) => jpeg::look(source),
        (Container::Png, _) => png::look(source),
        (Container::Gif, _) => gif::look(source),
        (
            Container::Webp
            | Container::Heic
            | Container::JpegXl
            | Container::Jpeg2000
            | Container::Tiff,
            Care::Close,
        ) => coded::look(source, facts),
        (Container::Avif, Care::Close) => avif::look(source),
        (Container::Bmp, Care::Close) => bmp::look(source),
        (Container::MpegTs, Care::Close) => {
            facts.varies |= mpeg_ts::varies(source).unwrap_or(false);
            return Ok(());
        }
        // Nothing goes through the others; the samples of films were looked at.
        _ => return Ok(()),
    };
    let inside = known(inside)?;
    put(facts, inside);
    if inside == Inside::Whole
        && facts.container == Container::JpegXl
        && jxl::has_more(source).unwrap_or(false)
    {
        facts.notes.push(Note::DataBehind);
    }
    Ok(())
}

/// Adds what was seen to the facts.
fn put(facts: &mut Facts, inside: Inside) {
    match inside {
        Inside::Short => facts.complete = Some(false),
        Inside::Broken => {
            facts.complete = Some(false);
            facts.notes.push(Note::BrokenInside);
        }
        // A bare stream says only to whoever decodes it where it ends.
        Inside::Whole => facts.complete = facts.complete.or(Some(true)),
        Inside::WithMore => {
            facts.complete = facts.complete.or(Some(true));
            if !facts.notes.contains(&Note::DataBehind) {
                facts.notes.push(Note::DataBehind);
            }
        }
        // Which of its sizes is right nobody can tell.
        Inside::Contradictory => {
            (facts.shown, facts.coded) = (None, None);
            facts.notes.push(Note::Contradictory);
        }
        // Its units were gone through, though nothing was made of them.
        Inside::Unknown if facts.container == Container::Avif => {}
        Inside::Unknown => facts.notes.push(Note::NotGoneThrough),
    }
}

/// Adds to the facts of a photo that a decoder made nothing of it, where that says anything of the file.
pub fn not_decoded(facts: &mut Facts, why: Unprintable) {
    if facts.complete == Some(false) || facts.shown.is_none() {
        return;
    }
    match why {
        Unprintable::CutOff => facts.complete = Some(false),
        Unprintable::Damaged => {
            facts.complete = Some(false);
            facts.notes.push(Note::BrokenInside);
        }
        Unprintable::NotAPicture | Unprintable::Unsupported | Unprintable::TooLarge { .. } => {}
    }
}

/// A disk that failed is told; a reader that stopped for another reason knows nothing.
fn known(inside: Read<Inside>) -> io::Result<Inside> {
    match inside {
        Ok(inside) => Ok(inside),
        Err(Stop::Failed) => Err(io::Error::other("a piece of the file could not be read")),
        Err(_) => Ok(Inside::Unknown),
    }
}
