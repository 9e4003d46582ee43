//! Copies of photos and videos for others: without where and when they were taken and what programs left in
//! them, but with the same pixels. Here is a plan of ranges and bytes; nothing is packed again or written, and no file is
//! held in memory nor decoded but a WebP, whose data says nowhere where it ends. A format a file.
//!
//! What is kept is listed, what is not known is dropped; only orientation, dots to the inch and Adobe RGB are
//! written anew into EXIF, and the labels of what artificial intelligence made, which nobody may take away, as
//! `labels` has them. In MP4, MOV, HEIC and AVIF nothing may move: every box that is not needed to play or
//! show it becomes `free` and zeros, dates become zero, and what follows the last box is cut off; a file whose
//! samples stand in such places is `Damaged`. Samples are not gone through, so a track that may log the
//! location is named in `Left`. Other kinds are `CannotClean`, never silently clean.

pub(crate) mod bare;
mod bmp;
mod boxes;
pub(crate) mod copy;
pub(crate) mod exif;
mod gif;
mod heif;
mod jpeg;
mod jxl;
mod mp4;
pub(crate) mod plan;
mod png;
mod png_data;
pub(crate) mod removed;
mod webp;
mod words;

use std::io;

use foundation::ReadAt;

use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::container::Container;
use crate::formats::read::read;
use crate::labels::{self, Reach};
use plan::{Cleaning, Plan};
use removed::CannotClean;

/// Plans a cleaned copy. A file that lacks its end is cleaned as far as it goes.
///
/// # Errors
/// What the disk said, where it failed.
pub fn clean(source: &dyn ReadAt) -> io::Result<Result<Cleaning, CannotClean>> {
    let facts = read(source)?;
    let container = facts.container;
    let Some(cleaner) = cleaner(container) else {
        return Ok(Err(CannotClean::Kind(container)));
    };
    let mut reader = Reader::through(source);
    if container == Container::JpegXl && !jxl::is_boxes(&mut reader) {
        return Ok(Err(CannotClean::Kind(container)));
    }
    let labels = labels::find(&mut reader, container, Reach::Whole).unwrap_or_default();
    let mut plan = Plan::new(labels, facts.orientation);
    let stop = cleaner(&mut reader, &mut plan).err();
    if let Some(failure) = reader.failure() {
        return Err(failure);
    }
    Ok(match stop {
        // Nobody may take it away: then everything stays.
        None if plan.lacks_a_label() => Err(CannotClean::Label),
        None => Ok(plan.into_cleaning()),
        Some(Stop::Spent) => Err(CannotClean::TooIntricate),
        Some(Stop::End | Stop::Odd | Stop::Failed) => Err(CannotClean::Damaged),
    })
}

/// Whether what files of this kind hold, and where, is known; of a few files of a kind it is not.
pub fn can_clean(container: Container) -> bool {
    cleaner(container).is_some()
}

type Cleaner = fn(&mut Reader<'_>, &mut Plan) -> Read<()>;

fn cleaner(container: Container) -> Option<Cleaner> {
    Some(match container {
        Container::Jpeg => jpeg::clean,
        Container::Png => png::clean,
        Container::Webp => webp::clean,
        Container::Gif => gif::clean,
        Container::Mp4 | Container::M4v | Container::F4v | Container::ThreeGp | Container::Mov => {
            mp4::clean
        }
        Container::Heic | Container::Avif => heif::clean,
        Container::Bmp => bmp::clean,
        Container::JpegXl => jxl::clean,
        _ => return None,
    })
}
