//! What a disk does to the drafts behind the program's back: single bits of the whole home, pages, files that are gone,
//! copies with wrong days, recoveries that are cut off at every step. What was changed is noticed, none of it is taken for
//! what was typed, and the last good state is there.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests"
)]

mod cuts;
mod flips;
#[path = "../folders/mod.rs"]
mod folders;
mod homes;
#[path = "../recorded/mod.rs"]
mod recorded;
mod recovery;
mod users;
