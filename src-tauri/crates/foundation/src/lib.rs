//! The words everyone speaks: findings and their codes, paths into a case, units, digests, and the
//! traits through which clock and files come in. No rule, no form and no text of a notice lives
//! here, and nothing here touches the machine.

mod clock;
mod code;
mod digest;
mod field_path;
mod files;
mod finding;
mod shape;
mod units;
mod watch;

pub use clock::{Clock, china_date, iso_day, source_date_epoch};
pub use code::Code;
pub use digest::{Digest, Hasher};
pub use field_path::FieldPath;
pub use files::{Contents, FileFault, FileOperation, Files, ReadAt, read_through};
pub use finding::{Finding, Severity};
pub use shape::is_shapeless;
pub use units::{Mm, Pt, Px};
pub use watch::{Unwatched, Watch};

pub use jiff::Timestamp;
pub use jiff::civil::Date;
