//! Photos and videos: from bytes to facts, and from bytes to pictures for paper. No files, no screen, no
//! rules of a call here; bytes from outside never panic, and memory stays bounded.

mod paper_picture;

pub use paper_picture::{PaperPicture, Pixels, Turn};
