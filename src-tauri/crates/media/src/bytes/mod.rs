//! Foreign bytes, read within bounds: numbers of bytes here and there in a file, and of single bits.

pub(crate) mod bits;
pub(crate) mod reader;
