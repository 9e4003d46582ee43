//! Manifests of C2PA: signed statements of how a picture came about, in JUMBF. They are not verified here, only
//! searched for what they say of artificial intelligence. Source: C2PA 2.1, 11 (JUMBF) and A (embedding).

use super::packet::SourceType;

/// Of a box `uuid` that holds one.
pub(crate) const UUID: [u8; 16] =
    *b"\xD8\xFE\xC3\xD6\x1B\x0E\x48\x3C\x92\x97\x58\x28\x87\x7E\xC4\x81";

/// A manifest is looked at so far. Judgement: statements are short and stand before pictures; one of an edited picture
/// that carries those of its sources has some 500 KiB.
pub(crate) const MOST: u64 = 1 << 20;

/// Behind its marker, a segment of a JPEG has two letters, the number of the box and of its part; from the second
/// part on, the head of the box stands again. Source: ISO/IEC 19566-5, annex B.
const PART_HEAD: usize = 8;
const BOX_HEAD: usize = 8;

/// Whether what a segment APP11 holds is a part of a box.
pub(crate) fn is_part(body: &[u8]) -> bool {
    body.starts_with(b"JP") && body.len() >= PART_HEAD + BOX_HEAD
}

/// What of a segment belongs behind that of the one before.
pub(super) fn part(body: &[u8]) -> &[u8] {
    let is_first = body.get(4..PART_HEAD) == Some(&[0, 0, 0, 1]);
    body.get(if is_first { PART_HEAD } else { PART_HEAD + BOX_HEAD }..).unwrap_or_default()
}

/// What a manifest says of where the picture comes from, where artificial intelligence had a part.
pub(super) fn source_type(bytes: &[u8]) -> Option<SourceType> {
    SourceType::in_words(bytes)
}
