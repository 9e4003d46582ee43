//! Lengths carry their unit in their type: millimetres on paper, points of type, pixels on screen.

use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

use serde::{Deserialize, Serialize};

/// Points in a millimetre: 72 to the inch of 25.4 mm.
const PT_PER_MM: f64 = 72.0 / 25.4;

macro_rules! length {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);

        impl $name {
            /// No length.
            pub const ZERO: Self = Self(0.0);

            /// The larger of two lengths.
            #[must_use]
            pub fn max(self, other: Self) -> Self {
                Self(self.0.max(other.0))
            }

            /// The smaller of two lengths.
            #[must_use]
            pub fn min(self, other: Self) -> Self {
                Self(self.0.min(other.0))
            }
        }

        impl Add for $name {
            type Output = Self;
            fn add(self, other: Self) -> Self {
                Self(self.0 + other.0)
            }
        }

        impl Sub for $name {
            type Output = Self;
            fn sub(self, other: Self) -> Self {
                Self(self.0 - other.0)
            }
        }

        impl Neg for $name {
            type Output = Self;
            fn neg(self) -> Self {
                Self(-self.0)
            }
        }

        impl Mul<f64> for $name {
            type Output = Self;
            fn mul(self, factor: f64) -> Self {
                Self(self.0 * factor)
            }
        }

        impl Div<f64> for $name {
            type Output = Self;
            fn div(self, divisor: f64) -> Self {
                Self(self.0 / divisor)
            }
        }

        impl Div for $name {
            type Output = f64;
            fn div(self, divisor: Self) -> f64 {
                self.0 / divisor.0
            }
        }

        impl AddAssign for $name {
            fn add_assign(&mut self, other: Self) {
                self.0 += other.0;
            }
        }

        impl SubAssign for $name {
            fn sub_assign(&mut self, other: Self) {
                self.0 -= other.0;
            }
        }

        impl std::iter::Sum for $name {
            fn sum<I: Iterator<Item = Self>>(lengths: I) -> Self {
                Self(lengths.map(|length| length.0).sum())
            }
        }
    };
}

length! {
    /// Millimetres on paper.
    Mm
}
length! {
    /// Points of type, 72 to the inch.
    Pt
}

/// Whole pixels of a picture.
pub type Px = u32;

impl From<Pt> for Mm {
    fn from(length: Pt) -> Self {
        Self(length.0 / PT_PER_MM)
    }
}

impl From<Mm> for Pt {
    fn from(length: Mm) -> Self {
        Self(length.0 * PT_PER_MM)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inch_is_72_points() {
        assert!((Pt::from(Mm(25.4)).0 - 72.0).abs() < 1e-9);
        assert!((Mm::from(Pt(72.0)).0 - 25.4).abs() < 1e-9);
    }
}
