//! How much of a picture is drawn and not taken: areas of exactly one shade, and letters and lines on them. A camera adds
//! noise to all but what is clipped; packing makes blocks of one shade of a sky, but not many of the same beside each other.

use serde::{Deserialize, Serialize};

/// Pixels along each side of a tile. Judgement: as large as the blocks of a JPEG, and no larger than what stands between
/// two lines of text.
const TILE: usize = 8;
/// So many shades are counted, the most common ones. Judgement: a screen has a ground, a panel or two, bars and marks.
const SHADES: usize = 6;
/// What a camera clips, with what packing adds to it; nights are packed into areas that are a little brighter.
const BLACK: usize = 24;
const WHITE: usize = 251;
/// Tiles with an edge differ by so much within. Judgement: print on its ground differs by more, noise and clouds by less.
const EDGE: u8 = 60;
/// Packing changes the ground beside a letter by so much.
const NEAR: u8 = 3;

/// How plain a picture is, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plainness {
    /// How much of it lies in areas of one of its few most common shades, neither black nor white.
    pub even: u16,
    /// The same in black and in white, which a camera makes of what is too dark or too bright.
    pub clipped: u16,
    /// How much of all else has an edge in it.
    pub edges: u16,
    /// How much of all else is as one of those shades: the ground on which letters stand.
    pub ground: u16,
}

impl Plainness {
    /// Of brightness row by row.
    pub(crate) fn of(grey: &[u8], (wide, high): (usize, usize)) -> Self {
        let (across, down) = (wide / TILE, high / TILE);
        let mut tiles = Vec::with_capacity(across * down);
        for top in 0..down {
            tiles.extend((0..across).map(|left| {
                let rows = (0..TILE).map(|line| (top * TILE + line) * wide + left * TILE);
                rows.fold((u8::MAX, u8::MIN), |(least, most), at| {
                    let row = &grey[at..at + TILE];
                    row.iter().fold((least, most), |(a, b), pixel| (a.min(*pixel), b.max(*pixel)))
                })
            }));
        }
        let counts = areas(&tiles, across);
        let shades = most_common(&counts);
        let is_clipped = |shade: usize| shade <= BLACK || shade >= WHITE;
        let sum = |clipped: bool| {
            let of = shades.iter().filter(|shade| is_clipped(**shade) == clipped);
            of.map(|shade| counts[*shade]).sum::<usize>()
        };
        let is_ground = |pixel: u8| {
            shades.iter().any(|shade| usize::from(pixel).abs_diff(*shade) <= usize::from(NEAR))
        };
        let near: Vec<bool> = (0..=u8::MAX).map(is_ground).collect();
        let (mut others, mut edges, mut ground) = (0usize, 0usize, 0usize);
        for (number, (least, most)) in tiles.iter().enumerate() {
            if least == most {
                continue;
            }
            others += 1;
            edges += usize::from(most - least >= EDGE);
            let first = number / across * TILE * wide + number % across * TILE;
            let rows = (0..TILE).map(|line| &grey[first + line * wide..][..TILE]);
            ground += rows.flatten().filter(|pixel| near[usize::from(**pixel)]).count();
        }
        let share = |some: usize, of: usize| (some * 1000 / of.max(1)) as u16;
        Self {
            even: share(sum(false), tiles.len()),
            clipped: share(sum(true), tiles.len()),
            edges: share(edges, others),
            ground: share(ground, others * TILE * TILE),
        }
    }
}

/// How many tiles are of each shade, and so are those beside them, above them and between.
fn areas(tiles: &[(u8, u8)], across: usize) -> [usize; 256] {
    let mut counts = [0; 256];
    for (number, own) in tiles.iter().enumerate().skip(across + 1) {
        let beside = [number - 1, number - across, number - across - 1];
        let is_area = own.0 == own.1 && number % across > 0;
        if is_area && beside.iter().all(|beside| tiles[*beside] == *own) {
            counts[usize::from(own.0)] += 1;
        }
    }
    counts
}

/// The shades that most of it is of.
fn most_common(counts: &[usize; 256]) -> Vec<usize> {
    let mut shades: Vec<usize> = (0..counts.len()).filter(|shade| counts[*shade] > 0).collect();
    shades.sort_by_key(|shade| std::cmp::Reverse(counts[*shade]));
    shades.truncate(SHADES);
    shades
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_on_a_panel_are_plain_and_noise_is_not() {
        // Ground, a panel below it, and strokes of two pixels on both.
        let shade = |x: usize, y: usize| match (x, y) {
            (60..200, _) if y % 40 < 8 && x % 7 < 2 => 20,
            (_, 0..160) => 255,
            _ => 240,
        };
        let screen: Vec<u8> = (0..320 * 320).map(|at| shade(at % 320, at / 320)).collect();
        let told = Plainness::of(&screen, (320, 320));
        assert!(told.even > 350 && told.clipped > 350, "{told:?}");
        assert!(told.edges > 900 && told.ground > 500, "{told:?}");
        let mut seed = 5u32;
        let noise = screen.iter().map(|pixel| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            pixel.saturating_sub((seed >> 30) as u8)
        });
        let told = Plainness::of(&noise.collect::<Vec<u8>>(), (320, 320));
        assert_eq!((told.even, told.clipped), (0, 0));
        for size in [(1, 1), (7, 9), (9, 8), (16, 16)] {
            Plainness::of(&vec![9; size.0 * size.1], size);
        }
    }
}
