//! What a photo shows in the large, so small that two can be compared at once: the brightness of 32 × 32 fields,
//! upright, each by how far it lies from the mean of all. A copy that was packed again, made smaller, brighter or
//! paler gives nearly the same; another picture of the same place does not.

use std::fmt::Write as _;

use foundation::Px;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::decode::decoded::Unprintable;
use crate::facts::orientation::Orientation;
use crate::pictures::shrink::turned;

/// Fields along each side.
const SIDE: usize = 32;
const FIELDS: usize = SIDE * SIDE;
/// Of a picture whose fields differ by less (standard deviation, of 255) nothing is said: that is noise.
const LEAST_CONTRAST: f64 = 3.0;
/// A step of a field, in standard deviations: five make one, and what lies beyond ±3 is cut.
const STEPS: f64 = 5.0;
const MIDDLE: i16 = 16;

/// What another photo must resemble to show the same.
#[derive(Clone, PartialEq, Eq)]
pub struct Likeness(Box<[u8]>);

impl Likeness {
    /// Of brightness, row by row as stored; none where it is all alike.
    pub(crate) fn of(
        grey: &[u8],
        size: (usize, usize),
        orientation: Orientation,
    ) -> Result<Option<Self>, Unprintable> {
        let fields = averaged(grey, size);
        let mean = fields.iter().sum::<f64>() / FIELDS as f64;
        let spread = fields.iter().map(|field| (field - mean).powi(2)).sum::<f64>() / FIELDS as f64;
        let deviation = spread.sqrt();
        if deviation < LEAST_CONTRAST {
            return Ok(None);
        }
        let step = |field: &f64| {
            let steps = (field - mean) / deviation * STEPS;
            (steps.round().clamp(-15.0, 15.0) as i16 + MIDDLE) as u8
        };
        let steps = fields.iter().map(step).collect();
        let (upright, _) = turned(steps, (SIDE as Px, SIDE as Px), 1, orientation)?;
        Ok(Some(Self(upright.into())))
    }

    /// How far two are from each other: 0 the same, 1 nothing in common, 2 one the negative of the other. More than
    /// `most` is given as soon as that is seen.
    pub fn distance(&self, other: &Self, most: f64) -> f64 {
        // The mean square of the differences, of which two unrelated pictures have twice the deviation squared.
        let whole = 2.0 * STEPS * STEPS * FIELDS as f64;
        let most = most * whole;
        let mut sum = 0u32;
        for (one, other) in self.0.chunks(SIDE).zip(other.0.chunks(SIDE)) {
            let pairs = one.iter().zip(other);
            sum += pairs.map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum::<u32>();
            if f64::from(sum) > most {
                break;
            }
        }
        f64::from(sum) / whole
    }
}

/// The mean brightness of each field; pixels on an edge count for both sides by their share.
fn averaged(grey: &[u8], (wide, high): (usize, usize)) -> Vec<f64> {
    let mut across = vec![0.0; high * SIDE];
    for (row, sums) in grey.chunks_exact(wide).zip(across.chunks_exact_mut(SIDE)) {
        fields(wide, |field, place, share| sums[field] += share * f64::from(row[place]));
    }
    let mut all = vec![0.0; FIELDS];
    fields(high, |field, line, share| {
        let (sums, row) = (&mut all[field * SIDE..][..SIDE], &across[line * SIDE..][..SIDE]);
        sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += share * value);
    });
    all
}

/// Each field of a side of so many pixels with its pixels and their share of it; the shares of a field make one.
fn fields(length: usize, mut take: impl FnMut(usize, usize, f64)) {
    let field = length as f64 / SIDE as f64;
    for number in 0..SIDE {
        let (from, to) = (number as f64 * field, (number + 1) as f64 * field);
        for place in from as usize..(to.ceil() as usize).min(length) {
            let inside = to.min((place + 1) as f64) - from.max(place as f64);
            if inside > 0.0 {
                take(number, place, inside / field);
            }
        }
    }
}

impl std::fmt::Debug for Likeness {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            formatter,
            "Likeness({:08x})",
            self.0
                .iter()
                .fold(0u32, |sum, step| { sum.wrapping_mul(31).wrapping_add((*step).into()) })
        )
    }
}

impl Serialize for Likeness {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let text = self.0.iter().fold(String::with_capacity(FIELDS), |mut text, step| {
            let _ = write!(text, "{}", char::from_digit(u32::from(*step), 32).unwrap_or('0'));
            text
        });
        serializer.serialize_str(&text)
    }
}

impl<'de> Deserialize<'de> for Likeness {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let steps: Option<Vec<u8>> =
            text.chars().map(|one| one.to_digit(32).map(|step| step as u8)).collect();
        let steps = steps.filter(|steps| steps.len() == FIELDS && !steps.contains(&0));
        let steps =
            steps.ok_or_else(|| de::Error::custom("a likeness has 1024 digits to base 32"))?;
        Ok(Self(steps.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A disc and a slope, of any size.
    fn scene(wide: usize, high: usize) -> Vec<u8> {
        let at = |pixel: usize| {
            let (x, y) = ((pixel % wide) as f64 / wide as f64, (pixel / wide) as f64 / high as f64);
            let disc = (x - 0.3).hypot(y - 0.4) < 0.2;
            (40.0 + 120.0 * x + if disc { 70.0 } else { 0.0 }) as u8
        };
        (0..wide * high).map(at).collect()
    }

    #[test]
    fn size_and_brightness_change_nothing_and_a_turn_is_undone() {
        let of = |grey: &[u8], size, orientation| {
            Likeness::of(grey, size, orientation).unwrap().unwrap()
        };
        let whole = of(&scene(1600, 1200), (1600, 1200), Orientation::None);
        let small = of(&scene(333, 250), (333, 250), Orientation::None);
        assert!(whole.distance(&small, 1.0) < 0.01, "{}", whole.distance(&small, 1.0));
        let pale: Vec<u8> = scene(1600, 1200).iter().map(|value| value / 2 + 90).collect();
        let pale = of(&pale, (1600, 1200), Orientation::None);
        assert!(whole.distance(&pale, 1.0) < 0.01, "{}", whole.distance(&pale, 1.0));
        let half: Vec<u8> = scene(1600, 1200).into_iter().rev().collect();
        assert_eq!(of(&half, (1600, 1200), Orientation::Half), whole);
        assert!(of(&half, (1600, 1200), Orientation::None).distance(&whole, 0.5) > 0.5);
        assert_eq!(Likeness::of(&[90; 1600], (40, 40), Orientation::None).unwrap(), None);
        assert!(Likeness::of(&scene(3, 2), (3, 2), Orientation::None).unwrap().is_some());
    }

    #[test]
    fn it_is_read_as_it_was_written_and_nothing_else() {
        let likeness = Likeness::of(&scene(64, 64), (64, 64), Orientation::None).unwrap().unwrap();
        let text = serde_json::to_string(&likeness).unwrap();
        assert_eq!(text.len(), FIELDS + 2);
        assert_eq!(serde_json::from_str::<Likeness>(&text).unwrap(), likeness);
        for wrong in ["\"\"", &text.replace('g', "z"), &text[1..]] {
            assert!(serde_json::from_str::<Likeness>(wrong).is_err());
        }
    }
}
