//! Grey pictures while a code is looked for in them: a channel taken out, a part cut out, made larger or smaller, blurred,
//! and its levels of ink and paper.

use crate::Picture;

/// What of a colour is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Channel {
    /// Red, in which a seal is nearly as light as paper. Of a grey picture what it has.
    Red,
    /// All three, as an eye weighs them.
    All,
}

/// Samples of eight bits, row by row.
#[derive(Clone, Debug)]
pub(crate) struct Grey {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) samples: Vec<u8>,
}

/// A part of a picture in pixels: left, top, right and bottom, the last two not in it.
pub(crate) type Part = [usize; 4];

impl Grey {
    /// A channel of a part of a picture.
    pub(crate) fn of(picture: &Picture<'_>, channel: Channel, part: Part) -> Self {
        let [left, top, right, bottom] = part;
        let (width, height) = (right - left, bottom - top);
        let mut samples = Vec::with_capacity(width * height);
        let row_of = |y: usize| {
            let start = y * picture.width;
            &picture.samples
                [(start + left) * picture.components..(start + right) * picture.components]
        };
        for y in top..bottom {
            let row = row_of(y);
            match (picture.components, channel) {
                (1, _) => samples.extend_from_slice(row),
                (_, Channel::Red) => samples.extend(row.chunks_exact(3).map(|pixel| pixel[0])),
                (_, Channel::All) => samples.extend(row.chunks_exact(3).map(|pixel| {
                    let [r, g, b] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
                    // Source: ITU-R BT.601, in 256ths.
                    ((r * 77 + g * 150 + b * 29) >> 8) as u8
                })),
            }
        }
        Self { width, height, samples }
    }

    /// Larger or smaller by a factor: between the pixels when it grows, their mean when it shrinks.
    pub(crate) fn scaled(&self, factor: f64) -> Self {
        let side = |side: usize| ((side as f64 * factor).round() as usize).max(1);
        let (width, height) = (side(self.width), side(self.height));
        let across = Steps::new(self.width, width);
        let down = Steps::new(self.height, height);
        // Rows first: each sum is kept in 256ths.
        let mut rows = vec![0u16; width * self.height];
        for (row, into) in self.samples.chunks_exact(self.width).zip(rows.chunks_exact_mut(width)) {
            for (at, into) in into.iter_mut().enumerate() {
                *into = across.sum(at, |x| u32::from(row[x]) << 8) as u16;
            }
        }
        let mut samples = vec![0u8; width * height];
        for (y, into) in samples.chunks_exact_mut(width).enumerate() {
            for (x, into) in into.iter_mut().enumerate() {
                *into = (down.sum(y, |y| u32::from(rows[y * width + x])) >> 8) as u8;
            }
        }
        Self { width, height, samples }
    }

    /// Each pixel with its neighbours, weighed 1 2 1 in both directions.
    pub(crate) fn blurred(&self) -> Self {
        let (width, height) = (self.width, self.height);
        let mut rows = vec![0u16; width * height];
        for (row, into) in self.samples.chunks_exact(width).zip(rows.chunks_exact_mut(width)) {
            for x in 0..width {
                let [left, right] = [x.saturating_sub(1), (x + 1).min(width - 1)];
                into[x] = u16::from(row[left]) + 2 * u16::from(row[x]) + u16::from(row[right]);
            }
        }
        let mut samples = vec![0u8; width * height];
        for y in 0..height {
            let line = |y: usize| &rows[y * width..(y + 1) * width];
            let (above, own, below) =
                (line(y.saturating_sub(1)), line(y), line((y + 1).min(height - 1)));
            for x in 0..width {
                samples[y * width + x] = ((above[x] + 2 * own[x] + below[x]) / 16) as u8;
            }
        }
        Self { width, height, samples }
    }

    /// The levels of ink and of paper: what 1 % of the pixels are darker than, and what most are.
    pub(crate) fn levels(&self) -> (u8, u8) {
        let mut counts = [0usize; 256];
        for sample in &self.samples {
            counts[usize::from(*sample)] += 1;
        }
        let level = |share: f64| {
            let most = (self.samples.len() as f64 * share) as usize;
            let mut sum = 0;
            let found = counts.iter().position(|count| {
                sum += count;
                sum > most
            });
            found.and_then(|level| u8::try_from(level).ok()).unwrap_or(255)
        };
        (level(0.01), level(0.7))
    }
}

/// For each pixel of a line that is made larger or smaller: from which on it is made, and with which weights.
struct Steps(Vec<(usize, Vec<u32>)>);

impl Steps {
    fn new(from: usize, to: usize) -> Self {
        let step = from as f64 / to as f64;
        let one = |at: usize| {
            let middle = (at as f64 + 0.5) * step;
            // A tent as wide as the step, or as a pixel where there are more than before.
            let radius = step.max(1.0);
            let first = (middle - radius - 0.5).ceil().max(0.0) as usize;
            let last = ((middle + radius - 0.5).floor() as usize).min(from - 1);
            let weight = |x: usize| (1.0 - (x as f64 + 0.5 - middle).abs() / radius).max(0.0);
            let sum: f64 = (first..=last).map(weight).sum();
            if sum <= 0.0 {
                return ((middle as usize).min(from - 1), vec![256]);
            }
            let weights = (first..=last).map(|x| (weight(x) / sum * 256.0) as u32).collect();
            (first, weights)
        };
        Self((0..to).map(one).collect())
    }

    fn sum(&self, at: usize, sample: impl Fn(usize) -> u32) -> u32 {
        let (first, weights) = &self.0[at];
        weights.iter().enumerate().map(|(x, weight)| sample(first + x) * weight).sum::<u32>() >> 8
    }
}
