//! How a page lies in a picture: from millimetres on the paper to pixels.

use foundation::Mm;

/// A rectangle on paper, from the top left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left edge.
    pub x: Mm,
    /// Upper edge.
    pub y: Mm,
    /// Across.
    pub width: Mm,
    /// Down.
    pub height: Mm,
}

impl Area {
    /// The same with so much more on each side, or less.
    #[must_use]
    pub fn grown(self, by: Mm) -> Self {
        let (width, height) = (self.width + by * 2.0, self.height + by * 2.0);
        Self { x: self.x - by, y: self.y - by, width, height }
    }

    /// Whether a place on the paper lies in it.
    pub fn holds(&self, (x, y): (Mm, Mm)) -> bool {
        (self.x.0..=(self.x + self.width).0).contains(&x.0)
            && (self.y.0..=(self.y + self.height).0).contains(&y.0)
    }

    fn corners(&self) -> [(f64, f64); 4] {
        let (left, top) = (self.x.0, self.y.0);
        let (right, bottom) = (left + self.width.0, top + self.height.0);
        [(left, top), (right, top), (right, bottom), (left, bottom)]
    }
}

/// A turn and a scale, the same in both directions: what a scanner does. What a camera does beyond that is borne by whoever
/// looks a little beside a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// From a millimetre to the right: how many pixels right and down.
    along: (f64, f64),
    /// Where the corner of the paper is.
    origin: (f64, f64),
}

impl Frame {
    /// That in which the corners of an area, clockwise from the upper left, stand at these pixels, as nearly as can be.
    pub fn through(area: Area, pixels: [(f64, f64); 4]) -> Self {
        let places = area.corners();
        let mean = |points: &[(f64, f64); 4]| {
            let sum =
                points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
            (sum.0 / 4.0, sum.1 / 4.0)
        };
        let (from, to) = (mean(&places), mean(&pixels));
        // Least squares of a similarity: complex numbers divided.
        let (mut real, mut imaginary, mut norm) = (0.0, 0.0, 0.0);
        for (place, pixel) in places.iter().zip(&pixels) {
            let (x, y) = (place.0 - from.0, place.1 - from.1);
            let (u, v) = (pixel.0 - to.0, pixel.1 - to.1);
            real += x * u + y * v;
            imaginary += x * v - y * u;
            norm += x * x + y * y;
        }
        let along = (real / norm, imaginary / norm);
        let origin = (
            to.0 - along.0 * from.0 + along.1 * from.1,
            to.1 - along.1 * from.0 - along.0 * from.1,
        );
        Self { along, origin }
    }

    /// Where a place on the paper is in the picture.
    pub fn pixel(&self, (x, y): (Mm, Mm)) -> (f64, f64) {
        let (cos, sin) = self.along;
        (self.origin.0 + cos * x.0 - sin * y.0, self.origin.1 + sin * x.0 + cos * y.0)
    }

    /// Pixels to the millimetre.
    pub fn scale(&self) -> f64 {
        self.along.0.hypot(self.along.1)
    }

    /// How far the page is turned clockwise in the picture, in degrees from -180 to 180.
    pub fn angle(&self) -> f64 {
        self.along.1.atan2(self.along.0).to_degrees()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_turned_page_is_found_where_it_lies() {
        let area = Area { x: Mm(10.0), y: Mm(270.0), width: Mm(12.5), height: Mm(12.5) };
        // Lying on its left side: to the right is down, and down is to the left.
        let lying = |(x, y): (f64, f64)| (3000.0 - 8.0 * y, 8.0 * x + 5.0);
        let frame = Frame::through(area, area.corners().map(lying));
        assert!((frame.scale() - 8.0).abs() < 1e-9 && (frame.angle() - 90.0).abs() < 1e-9);
        let pixel = frame.pixel((Mm(100.0), Mm(50.0)));
        assert!((pixel.0 - 2600.0).abs() < 1e-6 && (pixel.1 - 805.0).abs() < 1e-6, "{pixel:?}");
    }
}
