//! How a photo looks, as numbers that can be written down: what others must resemble to show the same, how wide its
//! edges are, how bright it is, and black bars. What that means for a case is said in `case`.
//!
//! Everything is measured on the brightness of the picture at [`MEASURED`] pixels along its longer side, so that a
//! photo and its smaller copies give the same.

use foundation::Px;
use serde::{Deserialize, Serialize};

use crate::decode::decoded::Unprintable;
use crate::facts::orientation::Orientation;
use crate::pictures::likeness::Likeness;
use crate::pictures::plainness::Plainness;
use crate::pictures::softness::softness;

/// Larger pictures are brought to so many pixels along their longer side. Judgement: a photo over the width of a page
/// is printed with 1900, and what is not seen at 1600 is not seen there.
pub(crate) const MEASURED: Px = 1600;

/// Black on a screen, and in films of limited range, with what JPEG adds to it.
const BLACK: u8 = 28;
/// So many thousandths of a line may be brighter: a mark in the corner of a bar, dust.
const BRIGHT_IN_BAR: usize = 5;
/// A bar is at least so many thousandths of its side. Judgement: less is a frame that nobody minds.
const LEAST_BAR: usize = 20;
/// The picture begins so much brighter than its bar, on average over a line: a night sky begins softly.
const JUMP: usize = 10;

/// How a photo looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Appearance {
    /// What another photo must resemble to show the same; none of one that is all alike, such as a white wall.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likeness: Option<Likeness>,
    /// How wide edges are where it is sharpest, in hundredths of a pixel of a picture of 1600 along its longer side:
    /// 50 for a step from one pixel to the next, 200 for one blurred by σ = 2. None where there are hardly any edges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub softness: Option<u16>,
    /// All but a twentieth of it is no brighter than this, of 255.
    pub brightness: u8,
    /// How much of it black bars take along two opposite sides, in thousandths.
    pub bars: u16,
    /// How much of it looks drawn and not taken.
    #[serde(default)]
    pub plainness: Plainness,
}

impl Appearance {
    /// Of samples of one or three components that are stored in an orientation, at most [`MEASURED`] along the longer
    /// side.
    pub(crate) fn of(
        samples: &[u8],
        size: (Px, Px),
        components: u8,
        orientation: Orientation,
    ) -> Result<Self, Unprintable> {
        let grey = if components == 1 { samples.to_vec() } else { brightness_of(samples) };
        let size = (size.0 as usize, size.1 as usize);
        if grey.len() != size.0 * size.1 || grey.is_empty() {
            return Err(Unprintable::Damaged);
        }
        Ok(Self {
            likeness: Likeness::of(&grey, size, orientation)?,
            softness: softness(&grey, size),
            brightness: all_but_a_twentieth(&grey),
            bars: bars(&grey, size),
            plainness: Plainness::of(&grey, size),
        })
    }
}

/// The brightness of each pixel. Source: ITU-R BT.601, in 256ths.
fn brightness_of(samples: &[u8]) -> Vec<u8> {
    let grey = |pixel: &[u8]| {
        let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
        ((77 * red + 150 * green + 29 * blue) >> 8) as u8
    };
    samples.chunks_exact(3).map(grey).collect()
}

fn all_but_a_twentieth(grey: &[u8]) -> u8 {
    let mut counts = [0usize; 256];
    grey.iter().for_each(|value| counts[usize::from(*value)] += 1);
    let mut left = grey.len() / 20;
    for (value, count) in (0u8..=255).zip(counts).rev() {
        match left.checked_sub(count) {
            Some(rest) => left = rest,
            None => return value,
        }
    }
    0
}

/// Thousandths that black bars take: above and below, or left and right, whichever take more.
fn bars(grey: &[u8], (wide, high): (usize, usize)) -> u16 {
    let rows = pair(high, wide, |line, place| grey[line * wide + place]);
    let columns = pair(wide, high, |line, place| grey[place * wide + line]);
    rows.max(columns)
}

/// The same along one side, of so many lines of so many pixels each.
fn pair(lines: usize, length: usize, at: impl Fn(usize, usize) -> u8) -> u16 {
    let is_black = |line: &usize| {
        let bright = (0..length).filter(|place| at(*line, *place) > BLACK).count();
        bright * 1000 <= BRIGHT_IN_BAR * length
    };
    let first = (0..lines).take_while(is_black).count();
    let last = (0..lines).rev().take_while(is_black).count();
    let mean = |line: usize| (0..length).map(|place| usize::from(at(line, place))).sum::<usize>();
    // From the bar to behind what a decoder smears over its edge.
    let jumps = |bar: usize, inside: usize| mean(inside) >= mean(bar) + JUMP * length;
    let are_bars = first.min(last) * 1000 >= LEAST_BAR * lines
        && first.min(last) > 0
        && first + last + 8 < lines
        && jumps(first - 1, first + 2)
        && jumps(lines - last, lines - last - 3);
    if are_bars { ((first + last) * 1000 / lines) as u16 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_black_lines_on_both_sides_of_a_brighter_picture() {
        let picture = |top: usize, bottom: usize, inside: u8| {
            let line = |line: usize| if line < top || line >= 100 - bottom { 6 } else { inside };
            (0..100 * 80).map(|pixel| line(pixel / 80)).collect::<Vec<u8>>()
        };
        assert_eq!(bars(&picture(12, 13, 90), (80, 100)), 250);
        assert_eq!(bars(&picture(12, 0, 90), (80, 100)), 0);
        assert_eq!(bars(&picture(12, 12, 12), (80, 100)), 0, "all of it is black");
        assert_eq!(bars(&picture(1, 1, 90), (80, 100)), 0, "a frame");
        let upright = picture(12, 13, 90);
        let turned: Vec<u8> =
            (0..8000).map(|pixel| upright[pixel % 100 * 80 + pixel / 100]).collect();
        assert_eq!(bars(&turned, (100, 80)), 250);
        // A night that grows brighter towards the middle.
        let night: Vec<u8> = (0..100).flat_map(|line: u8| [line.min(99 - line); 80]).collect();
        assert_eq!(bars(&night, (80, 100)), 0);
    }

    #[test]
    fn a_twentieth_may_be_bright() {
        let mut grey = vec![30; 100];
        grey[..4].fill(250);
        assert_eq!(all_but_a_twentieth(&grey), 30);
        grey[..7].fill(250);
        assert_eq!(all_but_a_twentieth(&grey), 250);
    }
}
