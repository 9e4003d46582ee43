//! The pages of a scan as pictures, one by one: photos and TIFFs decoded as elsewhere, HEIC apart; PDFs read and drawn apart.

use std::path::Path;

use case::{Beginning, LARGEST_PRINTED};
use foundation::{FileFault, Px};
use media::{Samples, samples};
use paper::{Copy, Sheets};

use crate::desk::Desk;

/// Pixels along the longer side. Judgement: A4 at 300 dots to the inch has 3,508, and more tells nothing more.
const MOST_PIXELS: Px = 4000;
/// Pixels to the inch in which the pages of a PDF are drawn.
const DPI: Px = 200;
const TRIES: usize = 2;
/// Judgement: no case has so many sealed sheets.
const MOST_PAGES: usize = 200;

/// The pages of a file.
pub(crate) struct Pages {
    source: Source,
    /// How many there are, as far as they are read.
    pub(crate) count: usize,
    /// Whether there are more.
    pub(crate) has_more: bool,
}

enum Source {
    /// A picture, or several in one file.
    Pictures(Vec<u8>),
    /// A PDF.
    Pdf(Sheets),
    /// Nothing that can be read as pages.
    None,
}

impl Desk<'_> {
    /// The pages of a scan; one without a picture where it can be read and is nothing of that kind.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub(crate) fn pages_of_scan(&self, path: &Path) -> Result<Pages, FileFault> {
        let bytes = match self.files.length(path)? {
            0..=LARGEST_PRINTED => self.files.read_up_to(path, LARGEST_PRINTED)?,
            _ => Vec::new(),
        };
        let head = &bytes[..bytes.len().min(Beginning::BYTES as usize)];
        let is_pdf = Beginning::all_of(head).contains(&Beginning::Pdf);
        let (source, count) = if is_pdf && media::shown_size(&bytes).is_err() {
            let read = self.elsewhere.read_apart(self.files, || Some(bytes), || None);
            match read {
                Some(Ok(pdf)) => {
                    let sheets = Sheets::of_foreign(&pdf, Copy::Final);
                    let count = sheets.pages.len();
                    (Source::Pdf(sheets), count)
                }
                _ => (Source::None, 1),
            }
        } else {
            let count = media::count_pictures(&bytes);
            (Source::Pictures(bytes), count)
        };
        Ok(Pages { source, count: count.min(MOST_PAGES), has_more: count > MOST_PAGES })
    }

    /// A page of a scan as a picture, counted from 0; none where it cannot be decoded or drawn.
    pub(crate) fn picture_of_scan(&self, pages: &Pages, index: usize) -> Option<Samples> {
        match &pages.source {
            Source::Pictures(bytes) => {
                self.elsewhere.samples(self.files, bytes, index, MOST_PIXELS).ok()
            }
            Source::Pdf(sheets) => {
                // Once more where the machine was busy; what cannot be borne is not tried again.
                let mut drawn =
                    (0..TRIES).map(|_| self.elsewhere.draw(self.files, sheets, index + 1, DPI));
                let png = drawn.find_map(Result::ok)?;
                samples(&png, 0, MOST_PIXELS).ok()
            }
            Source::None => None,
        }
    }
}
