//! Codes as modules, dark or not, for whoever prints them.

use rxing::common::BitMatrix;
use rxing::datamatrix::DataMatrixWriter;
use rxing::datamatrix::encoder::SymbolShapeHint;
use rxing::qrcode::QRCodeWriter;
use rxing::{BarcodeFormat, EncodeHints, Writer as _};

/// Which kind of code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// QR, version 2, level Q: 25 × 25 modules.
    Qr,
    /// Data Matrix, 26 × 12 modules.
    DataMatrix,
}

impl Kind {
    /// How many modules it has across and down.
    pub fn size(self) -> (usize, usize) {
        match self {
            Self::Qr => (25, 25),
            Self::DataMatrix => (26, 12),
        }
    }
}

/// The modules of a code, without the white around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Modules {
    /// Which kind it is.
    pub kind: Kind,
    dark: Vec<bool>,
}

impl Modules {
    /// Whether a module is dark, counted from the upper left.
    pub fn is_dark(&self, across: usize, down: usize) -> bool {
        self.dark[down * self.kind.size().0 + across]
    }

    fn of(kind: Kind, matrix: &BitMatrix) -> Option<Self> {
        let (width, height) = kind.size();
        let is_as_meant = (matrix.width() as usize, matrix.height() as usize) == (width, height);
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x as u32, y as u32)));
        is_as_meant.then(|| Self { kind, dark: places.map(|(x, y)| matrix.get(x, y)).collect() })
    }
}

/// A QR code of version 2, level Q; none where the text does not fit.
pub fn qr(text: &str) -> Option<Modules> {
    let hints = EncodeHints {
        ErrorCorrection: Some("Q".into()),
        QrVersion: Some("2".into()),
        Margin: Some("0".into()),
        ..EncodeHints::default()
    };
    let matrix = QRCodeWriter.encode_with_hints(text, &BarcodeFormat::QR_CODE, 0, 0, &hints);
    Modules::of(Kind::Qr, &matrix.ok()?)
}

/// A Data Matrix of 26 × 12; none where the text does not fit.
pub fn data_matrix(text: &str) -> Option<Modules> {
    let hints = EncodeHints {
        DataMatrixShape: Some(SymbolShapeHint::FORCE_RECTANGLE),
        DataMatrixCompact: Some(true),
        Margin: Some("0".into()),
        ..EncodeHints::default()
    };
    let format = BarcodeFormat::DATA_MATRIX;
    Modules::of(
        Kind::DataMatrix,
        &DataMatrixWriter.encode_with_hints(text, &format, 0, 0, &hints).ok()?,
    )
}
