//! Codes on sheets of paper: the modules that are printed, and the way back from a picture of the paper to what the code
//! says, how the page lies in the picture, and whether there is a seal or ink where one is asked for. Pure: samples in,
//! facts out; no files, no forms, no verdicts. Pictures come decoded from `media`, pages of PDFs drawn by `paper`.
//!
//! A plain call of a decoder fails under a seal, where a page was photographed, and at 100 dots to the inch. So the corner where
//! the code stands is looked at first, enlarged, blurred, at several thresholds and in its red channel, where a seal is nearly
//! white; then the corners of the other turns; then the whole page (`find`). Reed and Solomon's sums and the format of our
//! letters keep what is no code of ours out.

mod find;
mod frame;
mod grey;
mod ink;
mod symbol;

pub use find::{Found, find};
pub use frame::{Area, Frame};
pub use ink::{Ink, Stamped, seal, signature};
pub use symbol::{Kind, Modules, data_matrix, qr};

/// A picture of a page: samples of eight bits, row by row from the top.
#[derive(Clone, Copy, Debug)]
pub struct Picture<'p> {
    /// `width` × `height` × `components` bytes.
    pub samples: &'p [u8],
    /// Across.
    pub width: usize,
    /// Down.
    pub height: usize,
    /// 1 grey, 3 colours.
    pub components: usize,
}

impl Picture<'_> {
    /// Whether there are as many samples as it says.
    fn is_whole(&self) -> bool {
        let count =
            self.width.checked_mul(self.height).and_then(|n| n.checked_mul(self.components));
        matches!(self.components, 1 | 3) && count == Some(self.samples.len()) && count != Some(0)
    }

    /// The colour of a pixel; none beyond the edges.
    fn at(&self, (x, y): (f64, f64)) -> Option<[u8; 3]> {
        let is_within =
            (0.0..self.width as f64).contains(&x) && (0.0..self.height as f64).contains(&y);
        let at = is_within.then(|| (y as usize * self.width + x as usize) * self.components)?;
        let pixel = &self.samples[at..at + self.components];
        Some([pixel[0], pixel[self.components / 2], pixel[self.components - 1]])
    }
}
