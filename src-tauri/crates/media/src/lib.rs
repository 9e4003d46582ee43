//! Photos and videos: from bytes to facts, to pictures for paper, and to cleaned copies. No files, no screen,
//! no rules of a call here; bytes from outside never panic, and memory stays bounded.

mod bits;
mod clean;
mod codec;
mod colour;
mod container;
mod decode;
mod exif;
mod facts;
mod for_paper;
mod found;
mod isobmff;
mod jpeg_for_paper;
mod jpeg_segments;
mod other;
mod paper_picture;
mod photo;
mod reader;
mod shrink;
mod sniff;
mod thumbnail;
mod verdict;
mod video;
mod words;

pub use clean::{CannotClean, Cleaned, Cleaning, Edit, Left, Removed, can_clean, clean};
pub use container::{Container, Kind};
pub use decode::Unprintable;
pub use facts::{Facts, Note, Size, read};
pub use for_paper::{for_paper, shown_size};
pub use paper_picture::{PaperPicture, Pixels, Turn};
pub use reader::MOST_READ;
pub use thumbnail::{Thumbnail, thumbnail};
pub use verdict::{Minimum, Verdict, judge};
