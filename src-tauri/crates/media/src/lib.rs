//! Photos and videos: from bytes to facts, and from bytes to pictures for paper. No files, no screen, no
//! rules of a call here; bytes from outside never panic, and memory stays bounded.

mod for_paper;
mod jpeg_for_paper;
mod paper_picture;

pub use for_paper::{Unprintable, for_paper, shown_size};
pub use paper_picture::{PaperPicture, Pixels, Turn};
