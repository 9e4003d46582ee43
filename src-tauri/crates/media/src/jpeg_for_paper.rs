//! The segments of a JPEG, as far as paper needs them: what it says about itself, and a copy without what
//! is not needed to show it. Source: ITU-T T.81, annex B; ICC.1:2022, annex B.4; EXIF 2.32.

use std::sync::Arc;

use foundation::Px;
use image::metadata::Orientation;

use crate::paper_picture::Turn;

/// What a JPEG says about itself.
#[derive(Debug)]
pub(crate) struct Jpeg {
    /// As stored.
    pub(crate) width: Px,
    pub(crate) height: Px,
    pub(crate) components: u8,
    /// Whether every printer and viewer decodes it: baseline or progressive, Huffman codes, eight bits.
    pub(crate) is_plain: bool,
    pub(crate) turn: Turn,
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
const EOI: u8 = 0xD9;
const SOS: u8 = 0xDA;
const APP1: u8 = 0xE1;
const APP2: u8 = 0xE2;
const APP14: u8 = 0xEE;
const COMMENT: u8 = 0xFE;

/// Reads the segments of a file that begins as a JPEG does.
pub(crate) fn read(bytes: &[u8]) -> Result<Jpeg, NoJpeg> {
    let mut jpeg = Jpeg {
        width: 0,
        height: 0,
        components: 0,
        is_plain: false,
        turn: Turn::None,
        profile: None,
        bare: Vec::with_capacity(bytes.len()),
    };
    jpeg.bare.extend([0xFF, SOI]);
    let mut profile = Vec::new();
    let mut at = 2;
    loop {
        let marker = marker(bytes, &mut at)?;
        if marker == EOI {
            jpeg.bare.extend([0xFF, EOI]);
            break;
        }
        let body = body(bytes, at)?;
        match marker {
            // SOF0 to SOF15, without DHT, JPG and DAC.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => jpeg.frame(marker, body)?,
            APP1 => jpeg.turn = turn(body).unwrap_or(jpeg.turn),
            APP2 => profile.extend(profile_part(body)),
            _ => {}
        }
        let end = at + 2 + body.len();
        let is_kept = !(matches!(marker, 0xE1..=0xEF | COMMENT) && marker != APP14);
        if is_kept {
            jpeg.bare.extend([0xFF, marker]);
            jpeg.bare.extend(&bytes[at..end]);
        }
        at = end;
        if marker == SOS {
            let scan_end = scan_end(bytes, at).ok_or(NoJpeg::CutOff)?;
            jpeg.bare.extend(&bytes[at..scan_end]);
            at = scan_end;
        }
    }
    if jpeg.width == 0 || jpeg.height == 0 {
        return Err(NoJpeg::Malformed);
    }
    jpeg.profile = joined(profile);
    Ok(jpeg)
}

/// The next marker; white between segments may be filled with 0xFF.
fn marker(bytes: &[u8], at: &mut usize) -> Result<u8, NoJpeg> {
    if *bytes.get(*at).ok_or(NoJpeg::CutOff)? != 0xFF {
        return Err(NoJpeg::Malformed);
    }
    while bytes.get(*at) == Some(&0xFF) {
        *at += 1;
    }
    let marker = *bytes.get(*at).ok_or(NoJpeg::CutOff)?;
    *at += 1;
    Ok(marker)
}

/// What a segment holds behind its length, which stands at `at`.
fn body(bytes: &[u8], at: usize) -> Result<&[u8], NoJpeg> {
    let length = bytes.get(at..at + 2).ok_or(NoJpeg::CutOff)?;
    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
    if length < 2 {
        return Err(NoJpeg::Malformed);
    }
    bytes.get(at + 2..at + length).ok_or(NoJpeg::CutOff)
}

/// Where the entropy-coded data ends: before the first marker that is neither stuffed nor a restart.
fn scan_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)?;
        match bytes.get(at + 1)? {
            0x00 | 0xD0..=0xD7 => at += 2,
            0xFF => at += 1,
            _ => return Some(at),
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

/// The turn that EXIF asks for.
fn turn(body: &[u8]) -> Option<Turn> {
    let exif = body.strip_prefix(b"Exif\0\0")?;
    Turn::of_exif(u16::from(Orientation::from_exif_chunk(exif)?.to_exif()))
}

/// A part of a profile, with its number.
fn profile_part(body: &[u8]) -> Option<(u8, &[u8])> {
    let rest = body.strip_prefix(b"ICC_PROFILE\0")?;
    let (number, rest) = rest.split_first()?;
    Some((*number, rest.get(1..)?))
}

fn joined(mut parts: Vec<(u8, &[u8])>) -> Option<Arc<[u8]>> {
    parts.sort_by_key(|(number, _)| *number);
    let whole: Vec<u8> = parts.into_iter().flat_map(|(_, part)| part.to_vec()).collect();
    (!whole.is_empty()).then(|| whole.into())
}

/// Whether the bytes begin as a JPEG does.
pub(crate) fn is_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xFF, SOI, 0xFF])
}
