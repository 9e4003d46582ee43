//! The segments of a JPEG, as far as paper needs them: what it says about itself, and a copy without what
//! is not needed to show it. Source: ITU-T T.81, annex B; ICC.1:2022, annex B.4; EXIF 2.32.

use std::sync::Arc;

use foundation::Px;

use crate::bytes::reader::{Reader, Stop};
use crate::decode::colour::MOST_OF_PROFILE;
use crate::facts::orientation::Orientation;
use crate::formats::jpeg_segments::{EOI, Segments};
use crate::formats::read::read as read_facts;

/// What a JPEG says about itself.
#[derive(Debug)]
pub(crate) struct Jpeg {
    /// As stored.
    pub(crate) width: Px,
    pub(crate) height: Px,
    pub(crate) components: u8,
    /// Whether every printer and viewer decodes it: baseline or progressive, Huffman codes, eight bits.
    pub(crate) is_plain: bool,
    pub(crate) orientation: Orientation,
    pub(crate) profile: Option<Arc<[u8]>>,
    /// Without EXIF, XMP, comments, profile and what follows its end.
    pub(crate) bare: Vec<u8>,
}

/// Why bytes are not taken for a whole JPEG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoJpeg {
    /// The segments do not follow each other.
    Malformed,
    /// It ends before its end.
    CutOff,
}

const SOI: u8 = 0xD8;
const APP0: u8 = 0xE0;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const COMMENT: u8 = 0xFE;
/// JFIF without a thumbnail.
const JFIF: usize = 14;

/// Reads the segments of a file that begins as a JPEG does.
pub(crate) fn read(bytes: &[u8]) -> Result<Jpeg, NoJpeg> {
    let mut jpeg = Jpeg {
        width: 0,
        height: 0,
        components: 0,
        is_plain: false,
        orientation: Orientation::None,
        profile: None,
        bare: Vec::with_capacity(bytes.len()),
    };
    jpeg.bare.extend([0xFF, SOI]);
    let mut profile = Vec::new();
    let mut reader = Reader::through(&bytes);
    let mut segments = Segments::new();
    loop {
        let segment = segments.next(&mut reader)?;
        let marker = segment.marker;
        if segment.is_cut {
            return Err(NoJpeg::CutOff);
        }
        let body = &bytes[segment.body as usize..segment.body_end as usize];
        match marker {
            // SOF0 to SOF15, without DHT, JPG and DAC.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => jpeg.frame(marker, body)?,
            APP2 => profile.extend(profile_part(body)),
            _ => {}
        }
        let is_kept = match marker {
            // A thumbnail in it may show more than the picture does now.
            APP0 => body.starts_with(b"JFIF\0") && body.len() == JFIF,
            APP14 => body.starts_with(b"Adobe"),
            0xE1..=0xEF | COMMENT => false,
            _ => true,
        };
        if is_kept {
            jpeg.bare.extend(&bytes[segment.start as usize..segment.end as usize]);
        }
        if marker == EOI {
            break;
        }
    }
    if jpeg.width == 0 || jpeg.height == 0 {
        return Err(NoJpeg::Malformed);
    }
    jpeg.profile = joined(profile);
    jpeg.orientation = read_facts(&bytes).map_err(|_| NoJpeg::Malformed)?.orientation;
    Ok(jpeg)
}

impl From<Stop> for NoJpeg {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::End => Self::CutOff,
            Stop::Spent | Stop::Odd | Stop::Failed => Self::Malformed,
        }
    }
}

impl Jpeg {
    fn frame(&mut self, marker: u8, body: &[u8]) -> Result<(), NoJpeg> {
        let [bits, h1, h0, w1, w0, components, ..] = *body else { return Err(NoJpeg::Malformed) };
        self.height = Px::from(u16::from_be_bytes([h1, h0]));
        self.width = Px::from(u16::from_be_bytes([w1, w0]));
        self.components = components;
        self.is_plain = matches!(marker, 0xC0..=0xC2) && bits == 8;
        Ok(())
    }
}

/// A part of a profile, with its number.
fn profile_part(body: &[u8]) -> Option<(u8, &[u8])> {
    let rest = body.strip_prefix(b"ICC_PROFILE\0")?;
    let (number, rest) = rest.split_first()?;
    Some((*number, rest.get(1..)?))
}

/// The whole profile, unless it is too long.
fn joined(mut parts: Vec<(u8, &[u8])>) -> Option<Arc<[u8]>> {
    parts.sort_by_key(|(number, _)| *number);
    let length: usize = parts.iter().map(|(_, part)| part.len()).sum();
    let is_kept = (1..=MOST_OF_PROFILE).contains(&length);
    is_kept.then(|| parts.into_iter().map(|(_, part)| part).collect::<Vec<_>>().concat().into())
}

/// Whether the bytes begin as a JPEG does.
pub(crate) fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, SOI, 0xFF])
}
