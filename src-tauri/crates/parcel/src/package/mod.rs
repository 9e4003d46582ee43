//! The hand-over package (`.shenbao`): one file in which a case travels to another machine with all that belongs to it.
//! It is a BagIt 1.0 bag (RFC 8493) in a zip, with one folder `shenbao/` at its top:
//!
//! ```text
//! bagit.txt  bag-info.txt  manifest-sha256.txt  tagmanifest-sha256.txt
//! data/case.json       the case, its files named files/0001.jpg …
//! data/waybill.json    where it comes from, the files' own names, the facts of each
//! data/files/…         the files as they were, stored
//! data/calls/0001/…  data/forms/0001/…   what it was filled in by
//! data/pdf/…           its papers
//! data/sent/0001.txt …  清单.txt of the last times that it was sent, the latest first
//! data/sent/0001.json … the case as it was sent then; a file that only that case names is not in the package
//! ```
//!
//! What an office sends on is a bag too, with `data/roundup.json` and a package for each case under `data/cases/`, byte for
//! byte as it came (`collected`). A call with its forms alone travels with `data/form.json` and no case (`form_package`).
//! `inside` lets files be read where they lie in a package, without unpacking it.
//!
//! [`plan`] says what will be in it, [`write`] and [`write_parts`] write it whole or not at all, [`gather`] finds the
//! parts of one again, [`Package::read`] reads it. What comes is from elsewhere: nothing of it is believed or run; a
//! file counts only where it has the digest that stands for it, and facts only beside such a file.

mod bag;
mod collected;
mod container;
mod entry_name;
mod fault;
mod form_package;
mod inside;
mod load;
mod parts;
mod reading;
mod sent;
mod texts;
mod unpacking;
mod waybill;
mod writing;

pub use collected::{
    CollectedCase, CollectedLine, CollectedPackage, Collecting, Level, OfficePart, Roundup,
    write_collected,
};
pub use fault::PackageFault;
pub use form_package::{FormPackage, FormSheet};
pub use inside::{Inside, PackagePlace};
pub use load::{Load, Loaded, Packing, PackingFile, Paper, id_of, plan};
pub use parts::{FoundPackage, gather, is_package};
pub use reading::{Brought, Package};
pub use sent::{Sent, SentBefore};
pub use unpacking::{CASE_FILE, Unpacked, unpack};
pub use waybill::{FileLine, Made, SentLine, Waybill};
pub use writing::{SMALLEST_PART, bytes_of, write, write_parts};

/// What the names of packages end in.
pub const EXTENSION: &str = "shenbao";
/// The one folder at the top. Source: RFC 8493, 4.2: a bag is serialised with its base directory.
const ROOT: &str = "shenbao";
/// Where the case stands.
const CASE: &str = "data/case.json";
/// Where it is said what comes, and from where.
const WAYBILL: &str = "data/waybill.json";
/// What an office sends on, and in which order.
const ROUNDUP: &str = "data/roundup.json";
/// Which call and which forms are handed on, where no case is.
const FORM: &str = "data/form.json";
/// What a call and a form say, and the clauses that stand beside a call.
const FORM_FILES: [&str; 4] = ["call.toml", "form.toml", "paper.grid", "SOURCES.md"];
