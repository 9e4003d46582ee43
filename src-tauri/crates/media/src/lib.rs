//! Photos and videos: from bytes to facts, to pictures for paper, and to cleaned copies. No files, no screen,
//! no rules of a call here; bytes from outside never panic, and memory stays bounded.
//!
//! From the ground up: `bytes` reads within bounds, `facts` are what is found, `formats` are the readers, one for
//! each container, `labels` finds what they say of artificial intelligence; on them stand `decode` with `pictures` for
//! paper and screen, and `clean`. `documents` is what goes along as it is, and may hold photos.
//!
//! Size as shown is the stored size after crop, pixel aspect and orientation, as ffprobe and players have it;
//! the largest track that is no cover counts. What stops a reader is a fact: the end means cut off, nonsense
//! means damaged, and what was found before stays. The readers are our own: crates that were measured each lack
//! orientation, aspects or bounds.

mod bytes;
mod clean;
mod decode;
mod documents;
mod facts;
mod formats;
mod inside;
mod labels;
mod pictures;

pub use bytes::reader::MOST_READ;
pub use clean::bare::bare_picture;
pub use clean::copy::Cleaned;
pub use clean::plan::{Cleaning, Edit};
pub use clean::removed::{CannotClean, Left, Removed};
pub use clean::{can_clean, clean};
pub use decode::decoded::Unprintable;
pub use decode::wall::shielded;
pub use documents::{DocumentFacts, Names, path_in, read_document, told_in_packet};
pub use facts::ai_label::{AiLabel, AiLabelKind, AiShare};
pub use facts::container::{Container, Kind};
pub use facts::orientation::Orientation;
pub use facts::origin::Origin;
pub use facts::verdict::{Minimum, Verdict, judge};
pub use facts::{Facts, Note, Size};
pub use formats::read::{read, read_with};
pub use inside::{Care, InDocument, in_document, not_decoded};
pub use labels::label_in_value;
pub use pictures::appearance::Appearance;
pub use pictures::for_paper::{for_paper, shown_size};
pub use pictures::lighter::{Lighter, lighter};
pub use pictures::likeness::Likeness;
pub use pictures::paper_picture::{PaperPicture, Pixels};
pub use pictures::plainness::Plainness;
pub use pictures::samples::{Samples, count_pictures, samples};
pub use pictures::thumbnail::{Thumbnail, thumbnail};
