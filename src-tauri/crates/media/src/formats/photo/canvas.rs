//! The canvas of an animation, and the pictures that are laid on it: a canvas of which little is covered says nothing of how
//! large its picture is, and programs differ in what they do with a picture that is larger than its canvas.

use crate::facts::Size;

/// What is covered so far.
#[derive(Clone, Copy, Debug)]
pub(super) struct Canvas {
    size: (u64, u64),
    /// Left, top, right and bottom of all that was laid on it.
    covered: Option<[u64; 4]>,
    goes_beyond: bool,
}

impl Canvas {
    /// Nothing lies on it.
    pub(super) fn new(size: Size) -> Self {
        let size = (size.width.into(), size.height.into());
        Self { size, covered: None, goes_beyond: false }
    }

    /// Lays a picture on it: the place of its corner, and its sides.
    pub(super) fn lay(&mut self, (left, top): (u64, u64), (width, height): (u64, u64)) {
        if width == 0 || height == 0 {
            return;
        }
        let (right, bottom) = (left + width, top + height);
        self.goes_beyond |= right > self.size.0 || bottom > self.size.1;
        let covered = self.covered.get_or_insert([left, top, right, bottom]);
        *covered = [
            covered[0].min(left),
            covered[1].min(top),
            covered[2].max(right),
            covered[3].max(bottom),
        ];
    }

    /// Whether anything lies on it.
    pub(super) fn has_picture(&self) -> bool {
        self.covered.is_some()
    }

    /// Whether what lies on it reaches all its sides, and none goes beyond: then programs show it as large as it is.
    pub(super) fn is_covered(&self) -> bool {
        !self.goes_beyond && self.covered == Some([0, 0, self.size.0, self.size.1])
    }

    /// Whether a picture goes beyond it.
    pub(super) fn is_left(&self) -> bool {
        self.goes_beyond
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_canvas_is_covered_by_pictures_that_reach_its_sides_only() {
        let canvas = || Canvas::new(Size { width: 100, height: 80 });
        /// A corner, and a size.
        type Laid = ((u64, u64), (u64, u64));
        let laid = |all: &[Laid]| {
            let mut canvas = canvas();
            all.iter().for_each(|(corner, size)| canvas.lay(*corner, *size));
            (canvas.is_covered(), canvas.is_left())
        };
        assert!(!canvas().has_picture());
        assert_eq!(laid(&[((0, 0), (100, 80))]), (true, false));
        assert_eq!(laid(&[((0, 0), (60, 80)), ((50, 0), (50, 80))]), (true, false));
        assert_eq!(laid(&[((0, 0), (99, 80))]), (false, false));
        assert_eq!(laid(&[((0, 0), (100, 80)), ((0, 0), (101, 80))]), (false, true));
        assert_eq!(laid(&[((0, 0), (0, 80))]), (false, false));
    }
}
