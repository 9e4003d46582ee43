//! Files of boxes, in which nothing may move: MP4, MOV, HEIC and AVIF. `in_place` overwrites, `film` and `items` know
//! what is not needed, and the cleaners of the formats stand on them.

pub(super) mod film;
pub(super) mod in_place;
pub(super) mod items;
mod metadata;
mod names;
mod numbers;
mod spherical;
mod tracks;
mod unused;
mod used;
mod user_data;
