//! A code of ours in a picture of a page: in the known corner first, as it may be read under a seal; then in the corners of
//! the other turns; then anywhere.

use foundation::{Px, SheetCode};
use rxing::common::{BitArray, BitMatrix, HybridBinarizer, LineOrientation};
use rxing::datamatrix::DataMatrixReader;
use rxing::multi::MultipleBarcodeReader as _;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{
    BarcodeFormat, Binarizer, BinaryBitmap, DecodeHints, Luma8LuminanceSource, RXingResult,
    Reader as _,
};
use std::borrow::Cow;

use crate::Picture;
use crate::frame::{Area, Frame};
use crate::grey::{Channel, Grey, Part};
use crate::symbol::Kind;
use foundation::Mm;

/// Judgement: sheets are A4; one of another size is found in the whole page.
const LONG_SIDE: f64 = 297.0;
/// How much of the corner is looked at: the code, its margins, and what a page moves that lies 5° askew.
const CORNER: (f64, f64) = (62.0, 48.0);
/// Pixels to the millimetre in which a corner is looked at: seven to a module.
const CORNER_SCALE: f64 = 14.0;
/// The same of the whole page: five to a module.
const PAGE_SCALE: f64 = 10.0;
/// Nothing is made larger than so many times.
const MOST_ENLARGED: f64 = 3.0;
/// Between ink and paper, in the order in which they serve.
const THRESHOLDS: [f64; 4] = [0.5, 0.35, 0.65, 0.25];
/// Ink and paper closer than this are one. Judgement: a third of the palest copy.
const LEAST_CONTRAST: u8 = 24;
/// The side of a module.
pub(crate) const MODULE: Mm = Mm(0.5);

/// A code that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it says.
    pub code: SheetCode,
    /// Which kind it is.
    pub kind: Kind,
    /// Its corners in the picture, clockwise from its own upper left.
    pub corners: [(f64, f64); 4],
}

impl Found {
    /// How the page lies, where its code stands with its upper left corner here on the paper.
    pub fn frame(&self, (x, y): (Mm, Mm)) -> Frame {
        let (across, down) = self.kind.size();
        let (width, height) = (MODULE * across as f64, MODULE * down as f64);
        Frame::through(Area { x, y, width, height }, self.corners)
    }

    /// How far the page is turned clockwise in the picture: 0, 90, 180 or 270.
    pub fn turn(&self) -> u16 {
        let quarters = (self.frame((Mm::ZERO, Mm::ZERO)).angle() / 90.0).round() as i32;
        u16::try_from(quarters.rem_euclid(4) * 90).unwrap_or_default()
    }

    /// How far askew it lies beyond that, in degrees clockwise.
    pub fn skew(&self) -> f64 {
        let angle = self.frame((Mm::ZERO, Mm::ZERO)).angle();
        angle - (angle / 90.0).round() * 90.0
    }

    /// Pixels to the inch of the paper.
    pub fn dpi(&self) -> Px {
        (self.frame((Mm::ZERO, Mm::ZERO)).scale() * 25.4).round() as Px
    }
}

/// Looks for a code of ours. Whatever the picture is, this comes back, and with nothing where there is none.
pub fn find(picture: &Picture<'_>) -> Option<Found> {
    if !picture.is_whole() {
        return None;
    }
    media::shielded(|| Search { picture }.everywhere()).flatten()
}

struct Search<'s> {
    picture: &'s Picture<'s>,
}

impl Search<'_> {
    /// A page that lies upright is read in its first corner, one that is turned in another: what costs little is tried in
    /// all of them first.
    fn everywhere(&self) -> Option<Found> {
        let corners = self.corners().map(|part| self.in_corner(part));
        let plain = corners.iter().find_map(Looked::by_neighbours);
        plain
            .or_else(|| {
                let blurred: Vec<Looked> = corners.iter().map(Looked::blurred).collect();
                THRESHOLDS
                    .into_iter()
                    .find_map(|share| blurred.iter().find_map(|corner| corner.by_threshold(share)))
            })
            .or_else(|| self.in_page(Channel::Red))
            .or_else(|| {
                (self.picture.components == 3).then(|| self.in_page(Channel::All)).flatten()
            })
    }

    /// Where the code may stand, as the page may lie: upright, on its head, on its left side, on its right side.
    fn corners(&self) -> [Part; 4] {
        let (width, height) = (self.picture.width, self.picture.height);
        let scale = self.scale();
        let pixels = |mm: f64, most: usize| ((mm * scale).ceil() as usize).clamp(1, most);
        let (across, down) = (pixels(CORNER.0, width), pixels(CORNER.1, height));
        let (over, up) = (pixels(CORNER.1, width), pixels(CORNER.0, height));
        [
            [0, height - down, across, height],
            [width - across, 0, width, down],
            [0, 0, over, up],
            [width - over, height - up, width, height],
        ]
    }

    /// Pixels to the millimetre, where the page fills the picture.
    fn scale(&self) -> f64 {
        self.picture.width.max(self.picture.height) as f64 / LONG_SIDE
    }

    fn in_corner(&self, part: Part) -> Looked {
        let plain = Grey::of(self.picture, Channel::Red, part);
        Looked::at(&plain, part, CORNER_SCALE / self.scale())
    }

    fn in_page(&self, channel: Channel) -> Option<Found> {
        let part = [0, 0, self.picture.width, self.picture.height];
        let plain = Grey::of(self.picture, channel, part);
        let looked = Looked::at(&plain, part, (PAGE_SCALE / self.scale()).min(1.0));
        looked.by_neighbours().or_else(|| looked.by_threshold(THRESHOLDS[0]))
    }
}

/// A part of a picture as it is looked at.
struct Looked {
    grey: Grey,
    /// Where the part begins in the picture.
    corner: (usize, usize),
    /// How much larger it is here.
    factor: (f64, f64),
}

impl Looked {
    fn at(plain: &Grey, part: Part, factor: f64) -> Self {
        let grey = plain.scaled(factor.min(MOST_ENLARGED));
        let factor =
            (grey.width as f64 / plain.width as f64, grey.height as f64 / plain.height as f64);
        Self { grey, corner: (part[0], part[1]), factor }
    }

    fn blurred(&self) -> Self {
        Self { grey: self.grey.blurred(), ..*self }
    }

    /// What is darker than its neighbours is dark.
    fn by_neighbours(&self) -> Option<Found> {
        let Grey { width, height, samples } = &self.grey;
        let (ink, paper) = self.grey.levels();
        if paper.saturating_sub(ink) < LEAST_CONTRAST {
            return None;
        }
        let source = Luma8LuminanceSource::new(samples.clone(), *width as u32, *height as u32);
        self.read(&mut BinaryBitmap::new(HybridBinarizer::new(source.ok()?)))
    }

    /// What is darker than this share of the way from ink to paper is dark.
    fn by_threshold(&self, share: f64) -> Option<Found> {
        let Grey { width, height, samples } = &self.grey;
        let (ink, paper) = self.grey.levels();
        if paper.saturating_sub(ink) < LEAST_CONTRAST {
            return None;
        }
        let least = f64::from(ink) + share * f64::from(paper - ink);
        let mut matrix = BitMatrix::new(*width as u32, *height as u32).ok()?;
        for (y, row) in samples.chunks_exact(*width).enumerate() {
            for (x, sample) in row.iter().enumerate() {
                if f64::from(*sample) < least {
                    matrix.set(x as u32, y as u32);
                }
            }
        }
        self.read(&mut BinaryBitmap::new(Dark { matrix, source: no_source() }))
    }

    fn read<B: Binarizer>(&self, bitmap: &mut BinaryBitmap<B>) -> Option<Found> {
        let qr = DecodeHints {
            TryHarder: Some(true),
            PossibleFormats: Some([BarcodeFormat::QR_CODE].into()),
            ..DecodeHints::default()
        };
        let found = QrReader.decode_multiple_with_hints(bitmap, &qr).unwrap_or_default();
        let found = found.iter().find_map(|result| self.found(result, Kind::Qr));
        found.or_else(|| {
            let result = DataMatrixReader.decode_with_hints(bitmap, &DecodeHints::default());
            self.found(&result.ok()?, Kind::DataMatrix)
        })
    }

    /// A code of ours, with its corners where they are in the picture.
    fn found(&self, result: &RXingResult, kind: Kind) -> Option<Found> {
        let code = SheetCode::read(result.getText())?;
        let [first, second, third, fourth]: [rxing::Point; 4] =
            result.getPoints().try_into().ok()?;
        // The library tells the corners of a QR code row by row, those of a Data Matrix around it.
        let points = match kind {
            Kind::Qr => [first, second, fourth, third],
            Kind::DataMatrix => [first, second, third, fourth],
        };
        let place = |point: rxing::Point| {
            let (x, y) = (f64::from(point.x) / self.factor.0, f64::from(point.y) / self.factor.1);
            (x + self.corner.0 as f64, y + self.corner.1 as f64)
        };
        Some(Found { code, kind, corners: points.map(place) })
    }
}

/// What is dark, as we decided it.
struct Dark {
    matrix: BitMatrix,
    source: Luma8LuminanceSource,
}

/// The library asks for a source that nobody looks at.
fn no_source() -> Luma8LuminanceSource {
    Luma8LuminanceSource::with_empty_image(1, 1)
}

impl Binarizer for Dark {
    type Source = Luma8LuminanceSource;

    fn get_luminance_source(&self) -> &Self::Source {
        &self.source
    }

    fn get_black_row(&self, y: usize) -> rxing::common::Result<Cow<'_, BitArray>> {
        Ok(Cow::Owned(self.matrix.getRow(y as u32)))
    }

    fn get_black_row_from_matrix(&self, y: usize) -> rxing::common::Result<Cow<'_, BitArray>> {
        self.get_black_row(y)
    }

    fn get_black_matrix(&self) -> rxing::common::Result<&BitMatrix> {
        Ok(&self.matrix)
    }

    fn get_black_line(
        &self,
        line: usize,
        along: LineOrientation,
    ) -> rxing::common::Result<Cow<'_, BitArray>> {
        match along {
            LineOrientation::Row => self.get_black_row(line),
            LineOrientation::Column => Ok(Cow::Owned(self.matrix.getCol(line as u32))),
        }
    }

    fn create_binarizer(&self, source: Self::Source) -> Self {
        Self { matrix: self.matrix.clone(), source }
    }

    fn get_width(&self) -> usize {
        self.matrix.width() as usize
    }

    fn get_height(&self) -> usize {
        self.matrix.height() as usize
    }
}
