//! Orientations as matrices of -1, 0 and 1, so that one can follow another.

use foundation::Px;

use crate::facts::Size;
use crate::facts::orientation::Orientation;

/// Where a part of a picture begins along one side, and how long it is.
type Span = (Px, Px);

/// Where the axes of a picture go: x to (a, b), y to (c, d); down is below zero nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Matrix {
    a: i8,
    b: i8,
    c: i8,
    d: i8,
}

impl Default for Matrix {
    fn default() -> Self {
        Self { a: 1, b: 0, c: 0, d: 1 }
    }
}

impl Matrix {
    /// Of fixed-point numbers of any scale: the larger axis wins. All zeros turn nothing.
    pub(crate) fn of_fixed(a: i32, b: i32, c: i32, d: i32) -> Self {
        let sign = |value: i32| value.signum() as i8;
        let straight = i64::from(a).abs() + i64::from(d).abs();
        let across = i64::from(b).abs() + i64::from(c).abs();
        if straight == 0 && across == 0 {
            return Self::default();
        }
        if straight >= across {
            Self { a: sign(a), b: 0, c: 0, d: sign(d) }
        } else {
            Self { a: 0, b: sign(b), c: sign(c), d: 0 }
        }
    }

    /// So many quarters clockwise.
    pub(crate) fn quarters(count: u8) -> Self {
        let quarter = Self { a: 0, b: 1, c: -1, d: 0 };
        (0..count % 4).fold(Self::default(), |matrix, _| matrix.then(quarter))
    }

    /// A mirror: left to right, or top to bottom.
    pub(crate) fn mirror(left_to_right: bool) -> Self {
        if left_to_right {
            Self { a: -1, ..Self::default() }
        } else {
            Self { d: -1, ..Self::default() }
        }
    }

    /// This orientation and then another.
    #[must_use]
    pub(crate) fn then(self, next: Self) -> Self {
        Self {
            a: self.a * next.a + self.b * next.c,
            b: self.a * next.b + self.b * next.d,
            c: self.c * next.a + self.d * next.c,
            d: self.c * next.b + self.d * next.d,
        }
    }

    /// A part of what is shown of a picture of a size, given by where it begins from the left and the top and its sides,
    /// as a part of the picture as stored.
    pub(crate) fn back(self, stored: Size, across: Span, down: Span) -> (Span, Span) {
        let along = |full: Px, by_across: i8, by_down: i8| {
            let (first, side) = if by_across == 0 { down } else { across };
            (if by_across + by_down < 0 { full - first - side } else { first }, side)
        };
        (along(stored.width, self.a, self.b), along(stored.height, self.c, self.d))
    }

    /// Its name.
    pub(crate) fn orientation(self) -> Orientation {
        match (self.a, self.b, self.c, self.d) {
            (-1, 0, 0, 1) => Orientation::Mirror,
            (-1, 0, 0, -1) => Orientation::Half,
            (1, 0, 0, -1) => Orientation::Flip,
            (0, 1, 1, 0) => Orientation::Transpose,
            (0, 1, -1, 0) => Orientation::Clockwise,
            (0, -1, -1, 0) => Orientation::Transverse,
            (0, -1, 1, 0) => Orientation::CounterClockwise,
            _ => Orientation::None,
        }
    }
}
