//! The items of HEIC and AVIF, and of the box `meta` wherever it stands: what each is, where it lies, its properties,
//! and what it is made of. One reader, from which facts, decoding and cleaning take what they need, so that none of
//! them can see another picture. Source: ISO/IEC 14496-12, 8.11; 23008-12, 6.

pub(crate) mod bounds;
mod coded;
pub(crate) mod facts;
pub(crate) mod grid;
pub(crate) mod item;
pub(crate) mod items;
pub(crate) mod locations;
mod properties;
mod references;
pub(crate) mod shape;
mod table;
