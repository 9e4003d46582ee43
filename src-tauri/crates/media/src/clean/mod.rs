//! Copies of photos and videos for others: without where and when they were taken and what programs left in
//! them, but with the same pixels. Here is a plan of ranges and bytes; nothing is decoded, packed again or
//! written, and no file is held in memory. A format a file.

mod copy;
mod exif;
mod gif;
mod heif;
mod heif_items;
mod in_place;
mod jpeg;
mod mp4;
mod mp4_round;
mod mp4_told;
mod mp4_tracks;
mod plan;
mod png;
mod webp;
mod words;

use std::io;

use foundation::ReadAt;

use crate::container::Container;
use crate::reader::{Read, Reader, Stop};
pub use copy::Cleaned;
use plan::Plan;
pub use plan::{Cleaning, Edit};

/// What a cleaned copy has lost, in the order in which it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Removed {
    /// Where it was taken.
    Place,
    /// When, with which camera and settings.
    Camera,
    /// What only the maker of the camera can read.
    MakerNote,
    /// A small picture of it, which may show more than it does now.
    Thumbnail,
    /// Descriptions, names and keywords, by people or programs: XMP, IPTC, comments.
    Descriptions,
    /// What follows the end of the picture: more pictures, a short video.
    Behind,
    /// Something that is not needed to show it.
    Other,
}

/// What a cleaned copy still holds although it may tell where it was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// A track of data or subtitles, in which drones and dashboard cameras log their way.
    DataTrack,
}

/// Why no cleaned copy can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CannotClean {
    /// What files of this kind hold, and where, is not known here.
    Kind(Container),
    /// It is not what its beginning says, or ends before its picture begins.
    Damaged,
    /// It has so many pieces that it was given up.
    TooIntricate,
}

/// Plans a cleaned copy. A file that lacks its end is cleaned as far as it goes.
///
/// # Errors
/// What the disk said, where it failed.
pub fn clean(source: &dyn ReadAt) -> io::Result<Result<Cleaning, CannotClean>> {
    let container = crate::facts::read(source)?.container;
    let Some(cleaner) = cleaner(container) else {
        return Ok(Err(CannotClean::Kind(container)));
    };
    let mut reader = Reader::through(source);
    let mut plan = Plan::default();
    let stop = cleaner(&mut reader, &mut plan).err();
    if let Some(failure) = reader.failure() {
        return Err(failure);
    }
    Ok(match stop {
        None => Ok(plan.into_cleaning()),
        Some(Stop::Spent) => Err(CannotClean::TooIntricate),
        Some(Stop::End | Stop::Odd | Stop::Failed) => Err(CannotClean::Damaged),
    })
}

/// Whether what files of this kind hold, and where, is known.
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
        // Has no place for anything but a picture.
        Container::Bmp => |reader, plan| plan.keep(0..reader.length()),
        _ => return None,
    })
}
