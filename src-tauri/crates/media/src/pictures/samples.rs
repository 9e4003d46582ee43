//! Pictures as samples, for whoever reads what they show: upright, no larger than is asked for; the pages of a TIFF one by
//! one.

use foundation::Px;

use crate::decode::decoded::{Decoded, Unprintable};
use crate::decode::{self, tiff, wall};
use crate::facts::container::Container;
use crate::formats::read::read;
use crate::pictures::shrink::{resized, scaled, turned};

/// A picture as samples of eight bits, row by row from the top, upright.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Samples {
    /// `width` × `height` × `components` bytes.
    pub bytes: Vec<u8>,
    /// Across.
    pub width: Px,
    /// Down.
    pub height: Px,
    /// 1 grey, 3 colours.
    pub components: u8,
}

/// How many pictures a file holds one after another: the pages of a TIFF; of others one.
pub fn count_pictures(bytes: &[u8]) -> usize {
    if is_tiff(bytes) { tiff::places_of_pages(bytes).len().max(1) } else { 1 }
}

fn is_tiff(bytes: &[u8]) -> bool {
    read(&bytes).is_ok_and(|facts| facts.container == Container::Tiff)
}

/// One of its pictures, counted from 0, its longer side no longer than `most`.
///
/// # Errors
/// Where the bytes are no picture that can be decoded here.
pub fn samples(bytes: &[u8], number: usize, most: Px) -> Result<Samples, Unprintable> {
    if number > 0 {
        let places = if is_tiff(bytes) { tiff::places_of_pages(bytes) } else { Vec::new() };
        let place = *places.get(number).ok_or(Unprintable::NotAPicture)?;
        return samples(&tiff::beginning_with(bytes, place), 0, most);
    }
    wall::behind(|| {
        let Decoded { samples, size, components, orientation, .. } = decode::decode(bytes, most)?;
        let scale = f64::from(most.max(1)) / f64::from(size.0.max(size.1).max(1));
        let (samples, size) = if scale < 1.0 {
            let to = scaled(size, scale);
            (resized(&samples, size, to, components)?, to)
        } else {
            (samples, size)
        };
        let (bytes, (width, height)) = turned(samples, size, components, orientation)?;
        Ok(Samples { bytes, width, height, components })
    })
}
