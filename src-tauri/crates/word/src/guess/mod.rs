//! What words on a blank form mean: labels, limits, blanks, options, feet. Nothing of the form that is
//! made is known here; every function looks at words and measures alone.

pub(crate) mod dates;
pub(crate) mod figures;
pub(crate) mod foot;
pub(crate) mod headers;
pub(crate) mod kinds;
pub(crate) mod limits;
pub(crate) mod lists;
pub(crate) mod names;
pub(crate) mod options;
pub(crate) mod shapes;
pub(crate) mod text;
pub(crate) mod unboxed;
