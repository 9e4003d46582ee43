//! The words everyone speaks: findings and their codes, paths into a case, units, digests, identities, what a
//! character is, how text comes in and how names of files are told, and the traits through which clock, chance and files come in.
//! No rule, no form and no text of a notice lives here, and nothing here touches the machine.

pub mod character;
mod clock;
mod code;
mod digest;
pub mod entry;
mod field_path;
mod file_reason;
mod files;
mod finding;
mod identity;
mod sheet_code;
mod shown;
mod units;
mod watch;

pub use clock::{Clock, china_date, china_minute, iso_day, source_date_epoch};
pub use code::{Code, Explanation, retired};
pub use digest::{Digest, Hasher, NotADigest};
pub use field_path::FieldPath;
pub use file_reason::FileReason;
pub use files::{
    Contents, FileFault, FileOperation, Files, Held, NewFile, ReadAt, Rewrite, read_through,
};
pub use finding::{Finding, Severity};
pub use identity::{CaseId, Chance, Identity, NoChance, NotAnId, Revision, Stamp};
pub use sheet_code::{NotACode, PrintCode, SheetCode};
pub use shown::{bytes_text, is_order, name_text, path_text, shown, visible};
pub use units::{Mm, Pt, Px};
pub use watch::{Unwatched, Watch};

pub use jiff::Timestamp;
pub use jiff::civil::Date;
