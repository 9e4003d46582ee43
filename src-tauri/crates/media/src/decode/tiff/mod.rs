//! TIFF as scanners write it, where the decoder of `image` gives up: palettes, samples of 1 to 16 bits, YCbCr, Lab, ink,
//! grey with opacity; plain or packed as PackBits, LZW, deflate, JPEG old and new, fax. What is none of these is not
//! supported here, and says so; that it was damaged is said only of what was understood. Source: TIFF 6.0; Adobe
//! Photoshop TIFF Technical Notes; TIFF Technical Note 2.

mod colours;
mod directory;
mod samples;
mod unpack;

use super::beside;
use super::decoded::{Decoded, MOST_MEMORY, PictureHeader, Unprintable};
use crate::facts::orientation::Orientation;
use colours::Colours;
use directory::Directory;
pub(crate) use directory::{beginning_with, places_of_pages};

const ORIENTATION: u16 = 274;
const PROFILE: u16 = 34_675;

/// What the header says.
pub(super) fn header(bytes: &[u8]) -> Result<PictureHeader, Unprintable> {
    let directory = Directory::first(bytes)?;
    let layout = Layout::of(&directory)?;
    layout.is_within()?;
    Ok(PictureHeader { size: layout.size, orientation: orientation(&directory) })
}

/// The picture.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Unprintable> {
    let directory = Directory::first(bytes)?;
    let layout = Layout::of(&directory)?;
    layout.is_within()?;
    let (width, height) = (layout.size.0 as usize, layout.size.1 as usize);
    let components = layout.colours.components();
    let mut into = vec![255; width * height * components];
    let mut lines = Vec::new();
    for (number, piece) in layout.pieces(&directory)?.into_iter().enumerate() {
        let (across, down) = layout.across_and_down();
        let in_plane = number % (across * down);
        let plane = number / (across * down);
        let (x, y) = ((in_plane % across) * layout.wide, (in_plane / across) * layout.high);
        let high = if layout.is_tiled { layout.high } else { layout.high.min(height - y) };
        unpack::piece(&directory, &layout, piece, high, &mut lines)?;
        let shown = (layout.wide.min(width - x), layout.high.min(height - y));
        layout.colours.put(&layout, &lines, plane, (x, y), shown, &mut into);
    }
    let profile = directory.bytes(PROFILE).filter(|profile| profile.len() <= beside::MOST);
    let profile = profile.map(<[u8]>::to_vec);
    let profile = profile.filter(|_| layout.colours.keeps_profile());
    Ok(Decoded {
        samples: into,
        size: layout.size,
        components: components as u8,
        orientation: orientation(&directory),
        profile,
    })
}

/// Whether the pieces of the picture are packed as they were written; true where that is not known here.
pub(super) fn are_pieces_whole(bytes: &[u8]) -> Result<(), Unprintable> {
    let directory = Directory::first(bytes)?;
    let Ok(layout) = Layout::of(&directory) else { return Ok(()) };
    let Ok(pieces) = layout.pieces(&directory) else { return Ok(()) };
    pieces.into_iter().try_for_each(|piece| unpack::is_whole(&directory, &layout, piece))
}

/// Whether more is stored than the header has room for: pieces behind the last, or bytes behind the last row of one.
/// What is all the same fills up.
pub(super) fn holds_more(bytes: &[u8]) -> bool {
    let Ok(directory) = Directory::first(bytes) else { return false };
    let Ok(layout) = Layout::of(&directory) else { return false };
    let Ok(pieces) = layout.pieces(&directory) else { return false };
    let told = directory.all(if layout.is_tiled { 324 } else { 273 }).len();
    let (across, _) = layout.across_and_down();
    let in_plane = pieces.len() / layout.planes;
    let high = |number: usize| {
        let y = (number % in_plane / across) * layout.high;
        if layout.is_tiled { layout.high } else { layout.high.min(layout.size.1 as usize - y) }
    };
    let mut pieces_with_rows =
        pieces.iter().enumerate().map(|(number, piece)| (piece, high(number)));
    told > pieces.len()
        || pieces_with_rows
            .any(|(piece, high)| unpack::holds_more(&directory, &layout, (piece, high)))
}

fn orientation(directory: &Directory<'_>) -> Orientation {
    let value = directory.one(ORIENTATION).and_then(|value| u16::try_from(value).ok());
    value.and_then(Orientation::of_exif).unwrap_or_default()
}

/// How the samples of a picture lie in its pieces: strips, or tiles.
pub(super) struct Layout {
    /// Across and down.
    size: (u32, u32),
    /// Bits of a sample.
    bits: usize,
    /// Samples of a pixel in one piece: all, or one where each has a plane of its own.
    in_piece: usize,
    planes: usize,
    /// Pixels in a row of a piece.
    wide: usize,
    /// Rows of a piece.
    high: usize,
    is_tiled: bool,
    colours: Colours,
    compression: u64,
}

impl Layout {
    fn of(directory: &Directory<'_>) -> Result<Self, Unprintable> {
        let side = |tag| {
            let side = directory.one(tag).and_then(|side| u32::try_from(side).ok());
            side.filter(|side| *side > 0).ok_or(Unprintable::Damaged)
        };
        let size = (side(256)?, side(257)?);
        let bits = directory.all(258);
        let count = directory.one(277).unwrap_or(1).max(1) as usize;
        let is_one_width = bits.iter().all(|width| *width == bits[0]);
        let bits = bits.first().copied().unwrap_or(1) as usize;
        let is_whole = directory.all(339).iter().all(|format| matches!(format, 1 | 4));
        if !is_one_width || !is_whole || !matches!(bits, 1..=16) || count > 32 {
            return Err(Unprintable::Unsupported);
        }
        let is_planar = directory.one(284) == Some(2) && count > 1;
        let is_tiled = directory.one(322).is_some();
        let (wide, high) = if is_tiled {
            (side(322)?, side(323)?)
        } else {
            (size.0, directory.one(278).map_or(size.1, |rows| rows.clamp(1, size.1.into()) as u32))
        };
        if is_tiled && (wide > 1 << 16 || high > 1 << 16) {
            return Err(Unprintable::Damaged);
        }
        let compression = directory.one(259).unwrap_or(1);
        let colours = Colours::of(directory, count, bits, is_planar, compression)?;
        let (wide, high) = (wide as usize, high as usize);
        let (in_piece, planes) = if is_planar { (1, count) } else { (count, 1) };
        Ok(Self { size, bits, in_piece, planes, wide, high, is_tiled, colours, compression })
    }

    /// Bytes of a row of a piece, unpacked.
    fn row(&self) -> usize {
        (self.wide * self.in_piece * self.bits).div_ceil(8)
    }

    /// Pieces side by side, and one above the other.
    fn across_and_down(&self) -> (usize, usize) {
        let (width, height) = (self.size.0 as usize, self.size.1 as usize);
        (width.div_ceil(self.wide), height.div_ceil(self.high))
    }

    /// The packed bytes of each piece, plane by plane.
    fn pieces<'b>(&self, directory: &Directory<'b>) -> Result<Vec<&'b [u8]>, Unprintable> {
        let (across, down) = self.across_and_down();
        let (starts, lengths) = if self.is_tiled { (324, 325) } else { (273, 279) };
        let count = across * down * self.planes;
        // Of the old kind, a JPEG may lie beside the strips.
        if self.compression == 6 && directory.one(513).is_some() && count == 1 {
            return Ok(vec![&[]]);
        }
        let (starts, lengths) = (directory.all(starts), directory.all(lengths));
        if starts.len() < count {
            return Err(Unprintable::Damaged);
        }
        let piece = |number: usize| {
            let start = usize::try_from(starts[number]).map_err(|_| Unprintable::CutOff)?;
            let rest = directory.file.get(start..).ok_or(Unprintable::CutOff)?;
            // Without a length, the only piece goes on to the end.
            let length = lengths.get(number).map_or(rest.len() as u64, |length| *length);
            rest.get(..usize::try_from(length).unwrap_or(usize::MAX)).ok_or(Unprintable::CutOff)
        };
        (0..count).map(piece).collect()
    }

    fn is_within(&self) -> Result<(), Unprintable> {
        let (width, height) = (u64::from(self.size.0), u64::from(self.size.1));
        let picture = width.saturating_mul(height).saturating_mul(3);
        // A piece as it is unpacked, and what a decoder of JPEG or fax makes of it.
        let piece = (self.row() as u64).saturating_mul(self.high as u64).saturating_mul(2);
        if picture.saturating_add(piece) > MOST_MEMORY {
            return Err(Unprintable::TooLarge { width: self.size.0, height: self.size.1 });
        }
        Ok(())
    }
}
