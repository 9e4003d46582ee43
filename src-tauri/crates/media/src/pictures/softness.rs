//! How wide the edges of a photo are where it is sharpest: a face may be sharp before a background that is not, and
//! where nothing is sharp the photo is blurred.
//!
//! Of an edge blurred by σ the squares of the second differences are 1/2σ² of those of the first, whatever its height
//! (integrals of a Gaussian and its derivative). What the camera and its packing add to both everywhere is seen where it
//! is quietest, and taken off.

/// Pixels along each side of a tile. Judgement: large enough for the widest edges that are told apart.
const TILE: usize = 32;
/// The least mean square of first differences in a tile with an edge: one of 40 grey levels across it, blurred by σ = 2.
const EDGE: f64 = 7.0;
/// The most that noise adds to that: twice the square of two grey levels.
const MOST_NOISE: f64 = 8.0;
/// Fewer tiles with edges say nothing. Judgement: a mark in a corner covers as many.
const LEAST_TILES: usize = 12;
/// So many of a hundred tiles with edges are sharper than what is told.
const SHARPEST: usize = 15;
/// Nothing is told wider: σ in hundredths of a pixel.
const WIDEST: f64 = 1000.0;

/// The sums of squares over a tile, for a pixel and direction.
struct Tile {
    first: f64,
    second: f64,
}

/// σ in hundredths of a pixel, of brightness row by row; none where there are hardly any edges.
pub(crate) fn softness(grey: &[u8], (wide, high): (usize, usize)) -> Option<u16> {
    let mut tiles = Vec::new();
    for top in (1..high.saturating_sub(TILE)).step_by(TILE) {
        for left in (1..wide.saturating_sub(TILE)).step_by(TILE) {
            tiles.push(tile(grey, wide, (left, top)));
        }
    }
    tiles.sort_by(|one, other| one.first.total_cmp(&other.first));
    // What is quieter was clipped.
    let quiet = tiles.get(tiles.len() / 10)?;
    // More than this is not noise but what it shows.
    let share = (MOST_NOISE / quiet.first.max(f64::EPSILON)).min(1.0);
    let width = |tile: &Tile| {
        let (first, second) =
            (tile.first - share * quiet.first, tile.second - share * quiet.second);
        let width = (first / (2.0 * second.max(first / 200.0))).sqrt() * 100.0;
        (first >= EDGE).then_some(width.min(WIDEST))
    };
    let mut widths: Vec<f64> = tiles.iter().filter_map(width).collect();
    widths.sort_by(f64::total_cmp);
    let told = widths.get(widths.len() * SHARPEST / 100)?;
    (widths.len() >= LEAST_TILES).then_some(told.round() as u16)
}

fn tile(grey: &[u8], wide: usize, (left, top): (usize, usize)) -> Tile {
    let (mut first, mut second) = (0u32, 0u32);
    for line in top..top + TILE {
        let row = |line: usize| &grey[line * wide + left - 1..][..TILE + 2];
        let (above, own, below) = (row(line - 1), row(line), row(line + 1));
        for place in 1..=TILE {
            let at = |row: &[u8], place: usize| i32::from(row[place]);
            let here = at(own, place);
            let (after, under) = (at(own, place + 1), at(below, place));
            let (before, over) = (at(own, place - 1), at(above, place));
            let squares = |one: i32, other: i32| (one * one + other * other) as u32;
            first += squares(after - here, under - here);
            second += squares(after - 2 * here + before, under - 2 * here + over);
        }
    }
    let all = (TILE * TILE * 2) as f64;
    Tile { first: f64::from(first) / all, second: f64::from(second) / all }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stripes whose edges are blurred by σ pixels, with noise of so many grey levels.
    fn stripes(sigma: f64, noise: i32) -> Vec<u8> {
        let mut seed = 7u32;
        let mut pixel = |place: usize| {
            let x = (place % 640) as f64;
            let edge = |at: f64| 1.0 / (1.0 + (-1.702 * (x - at) / sigma.max(0.05)).exp());
            let all = (1..20)
                .map(|n| edge(f64::from(n) * 32.0 - 0.5) * if n % 2 == 0 { -1.0 } else { 1.0 });
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let noise = if noise == 0 { 0 } else { (seed >> 16) as i32 % (2 * noise + 1) - noise };
            (60.0 + 120.0 * all.sum::<f64>()) as i32 + noise
        };
        (0..640 * 480).map(|place| pixel(place).clamp(0, 255) as u8).collect()
    }

    #[test]
    fn the_blur_of_edges_is_measured() {
        for (sigma, least, most) in
            [(0.0, 45, 60), (1.0, 85, 125), (2.0, 170, 230), (3.0, 240, 340)]
        {
            let told = softness(&stripes(sigma, 0), (640, 480)).unwrap();
            assert!((least..=most).contains(&told), "{sigma}: {told}");
        }
        // With noise, beside a part that shows nothing.
        for (sigma, least, most) in [(0.0, 40, 70), (3.0, 180, 400)] {
            let mut grey = stripes(sigma, 3);
            let wall = stripes(1e9, 3);
            grey[..640 * 100].copy_from_slice(&wall[..640 * 100]);
            let told = softness(&grey, (640, 480)).unwrap();
            assert!((least..=most).contains(&told), "{sigma} with noise: {told}");
        }
        assert_eq!(softness(&vec![120; 640 * 480], (640, 480)), None);
        assert_eq!(softness(&[120; 20], (5, 4)), None);
    }
}
