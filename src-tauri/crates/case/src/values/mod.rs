//! Values of fields and what they mean: shapes, what follows from others, what has no place any more.

pub(crate) mod as_written;
pub(crate) mod case_values;
pub(crate) mod derived;
pub(crate) mod figures;
pub(crate) mod phone;
pub(crate) mod places;
pub(crate) mod set_aside;
pub(crate) mod value;
