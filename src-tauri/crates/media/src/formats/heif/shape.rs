//! What is shown of a coded picture, and how it is turned: clean aperture, rotation and mirror, in the order in which
//! they stand. Source: ISO/IEC 14496-12, 12.1.4 (`clap`); 23008-12, 6.3 (order), 6.5.10 (`irot`), 6.5.12 (`imir`).

use foundation::Px;

use super::coded;
use super::grid::Grid;
use super::item::ItemId;
use super::items::Items;
use crate::bytes::reader::{Read, Reader, Stop};
use crate::facts::Size;
use crate::facts::matrix::Matrix;
use crate::formats::boxes::Part;

/// A part of a coded picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Crop {
    /// From the left side of the coded picture.
    pub(crate) left: Px,
    /// From its top.
    pub(crate) top: Px,
    /// At least one pixel, and no more than the coded picture has.
    pub(crate) size: Size,
}

impl Crop {
    /// The same of a picture with so many times fewer pixels along each side.
    pub(crate) fn in_pixels_of(self, factor: Px) -> Self {
        let Size { width, height } = self.size;
        let size = Size { width: (width / factor).max(1), height: (height / factor).max(1) };
        Self { left: self.left / factor, top: self.top / factor, size }
    }
}

/// A picture as it is coded and as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shape {
    /// As coded; of tiles, as they are laid out.
    pub(crate) coded: Size,
    /// What of it is shown.
    pub(crate) crop: Crop,
    /// How that is turned after it was cut out.
    pub(crate) orientation: Matrix,
}

impl Shape {
    /// Reads the shape of an item; none where nothing says its size.
    ///
    /// A clean aperture that is larger than the picture is `Odd`. Source: ISO/IEC 14496-12, 12.1.4, which has it lie
    /// within. Libheif shows the whole picture then and ffmpeg reads on without it, but nobody knows what was meant.
    pub(crate) fn read(items: &Items, item: ItemId, reader: &mut Reader<'_>) -> Read<Option<Self>> {
        let Some(coded) = coded_size(items, item, reader)? else { return Ok(None) };
        let whole = Crop { left: 0, top: 0, size: coded };
        let mut shape = Self { coded, crop: whole, orientation: Matrix::default() };
        for part in items.properties(item) {
            match &part.name {
                b"clap" => shape.cut(&CleanAperture::read(reader, part)?)?,
                // Quarters against the clock.
                b"irot" => shape.turn(Matrix::quarters(4 - (reader.byte(part.data)? & 3))),
                // Source: ISO/IEC 23008-12:2022, 6.5.12: 0 changes top and bottom, 1 left and right.
                b"imir" => shape.turn(Matrix::mirror(reader.byte(part.data)? & 1 == 1)),
                _ => {}
            }
        }
        Ok(Some(shape))
    }

    fn turn(&mut self, next: Matrix) {
        self.orientation = self.orientation.then(next);
    }

    /// Cuts a part out of what is shown so far, turned as it is so far.
    fn cut(&mut self, aperture: &CleanAperture) -> Read<()> {
        let Crop { left, top, size } = self.crop;
        let swaps_sides = self.orientation.orientation().swaps_sides();
        let upright =
            if swaps_sides { Size { width: size.height, height: size.width } } else { size };
        let (across, down) = (aperture.across(upright.width)?, aperture.down(upright.height)?);
        let ((x, width), (y, height)) = self.orientation.back(size, across, down);
        self.crop = Crop { left: left + x, top: top + y, size: Size { width, height } };
        Ok(())
    }
}

/// The size of the coded picture. Of tiles, their layout counts, which is what is shown; where it cannot be read,
/// because the file was cut off, the property of the same words stands in. What is not coded so is `Odd`.
fn coded_size(items: &Items, item: ItemId, reader: &mut Reader<'_>) -> Read<Option<Size>> {
    if items.item_type(item) == Some(*b"grid") {
        match Grid::read(items, item, reader) {
            Ok(Some(grid)) => {
                coded::covers(items, item, grid, reader)?;
                return Ok(Some(Size { width: grid.width, height: grid.height }));
            }
            Ok(None) | Err(Stop::End) => {}
            Err(stop) => return Err(stop),
        }
    }
    let Some(property) = items.named(item, b"ispe").next() else { return Ok(None) };
    let size = Size { width: property.be32(reader, 4)?, height: property.be32(reader, 8)? };
    coded::agrees(items, item, size, reader)?;
    Ok(Some(size))
}

/// A clean aperture: its sides, and how far its middle is off that of the picture, as fractions.
struct CleanAperture {
    width: (u32, u32),
    height: (u32, u32),
    right: (i32, u32),
    down: (i32, u32),
}

impl CleanAperture {
    fn read(reader: &mut Reader<'_>, part: Part) -> Read<Self> {
        let mut fraction =
            |at| -> Read<(u32, u32)> { Ok((part.be32(reader, at)?, part.be32(reader, at + 4)?)) };
        let (width, height) = (fraction(0)?, fraction(8)?);
        let signed = |(over, under): (u32, u32)| (over.cast_signed(), under);
        let (right, down) = (signed(fraction(16)?), signed(fraction(24)?));
        Ok(Self { width, height, right, down })
    }

    /// Where it begins from the left of a picture so wide, and its width.
    fn across(&self, full: Px) -> Read<(Px, Px)> {
        along(full, self.width, self.right)
    }

    /// Where it begins from the top of a picture so high, and its height.
    fn down(&self, full: Px) -> Read<(Px, Px)> {
        along(full, self.height, self.down)
    }
}

/// An aperture along one side: its middle is off that of the whole by a fraction, but it stays within.
fn along(full: Px, size: (u32, u32), off: (i32, u32)) -> Read<(Px, Px)> {
    let side = size.0.checked_div(size.1).filter(|side| (1..=full).contains(side));
    let side = side.ok_or(Stop::Odd)?;
    if off.1 == 0 {
        return Err(Stop::Odd);
    }
    let first = f64::from(full - side) / 2.0 + f64::from(off.0) / f64::from(off.1);
    Ok((first.round().clamp(0.0, f64::from(full - side)) as Px, side))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(width: Px, height: Px) -> Shape {
        let coded = Size { width, height };
        let crop = Crop { left: 0, top: 0, size: coded };
        Shape { coded, crop, orientation: Matrix::default() }
    }

    /// In whole pixels, off the middle to the right and down.
    fn aperture(width: u32, height: u32, right: i32, down: i32) -> CleanAperture {
        let (width, height) = ((width, 1), (height, 1));
        CleanAperture { width, height, right: (right, 1), down: (down, 1) }
    }

    #[test]
    fn what_is_cut_after_a_turn_is_found_in_the_coded_picture() {
        let corner = |shape: &Shape| {
            let Crop { left, top, size } = shape.crop;
            (left, top, size.width, size.height)
        };
        let turns = [
            // A quarter clockwise: the top left corner was the one below.
            (Matrix::quarters(1), (0, 70, 20, 30)),
            (Matrix::quarters(2), (170, 80, 30, 20)),
            (Matrix::quarters(3), (180, 0, 20, 30)),
            (Matrix::mirror(true), (170, 0, 30, 20)),
            (Matrix::mirror(false), (0, 80, 30, 20)),
        ];
        for (turn, asked) in turns {
            let mut shape = shape(200, 100);
            shape.turn(turn);
            // The corner at the top left of what is shown, 30 across and 20 down.
            shape.cut(&aperture(30, 20, -1000, -1000)).unwrap();
            assert_eq!(corner(&shape), asked, "{turn:?}");
        }
        let mut twice = shape(200, 100);
        twice.cut(&aperture(100, 50, 0, 0)).unwrap();
        twice.cut(&aperture(10, 10, 1000, 1000)).unwrap();
        assert_eq!(corner(&twice), (140, 65, 10, 10));
    }

    #[test]
    fn an_aperture_that_is_no_part_of_the_picture_is_odd() {
        for wrong in [aperture(201, 100, 0, 0), aperture(200, 101, 0, 0), aperture(0, 1, 0, 0)] {
            assert_eq!(shape(200, 100).cut(&wrong), Err(Stop::Odd));
        }
        let without = CleanAperture { right: (0, 0), ..aperture(10, 10, 0, 0) };
        assert_eq!(shape(200, 100).cut(&without), Err(Stop::Odd));
    }
}
