//! The files desk: what goes along with a case, kept, looked at and measured.

pub(crate) mod attach;
pub(crate) mod cleaned;
pub(crate) mod evidence;
pub(crate) mod finding;
pub(crate) mod folders;
pub(crate) mod gate;
pub(crate) mod gathered;
pub(crate) mod given;
pub(crate) mod keeping;
pub(crate) mod kept_check;
pub(crate) mod lightening;
pub(crate) mod looks;
pub(crate) mod measured;
pub(crate) mod names;
pub(crate) mod open_file;
pub(crate) mod probe;
pub(crate) mod progress;
pub(crate) mod running;
pub(crate) mod seen;
pub(crate) mod thumbnails;
