//! BMP of OS/2 2.0, whose header has 16 to 64 bytes, with the header that decoders know: its first 40 bytes mean the
//! same. Source: the header structures of the OS/2 2.0 programming reference (BITMAPINFOHEADER2).

use std::borrow::Cow;

/// Where the header begins, and the length that is usual.
const START: usize = 14;
const USUAL: usize = 40;

/// The file with a header of 40 bytes where it has one that only OS/2 wrote; else as it is.
pub(super) fn with_usual_header(bytes: &[u8]) -> Cow<'_, [u8]> {
    changed(bytes).map_or(Cow::Borrowed(bytes), Cow::Owned)
}

fn changed(bytes: &[u8]) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?));
    let length = number(START)? as usize;
    // Of 52 and 56 bytes are later headers of Windows.
    if !matches!(length, 16..=39 | 41..=51 | 53..=55 | 57..=64) {
        return None;
    }
    // Ways of packing above 2 are others than those of the same number on Windows.
    let is_known = length < 20 || number(30).is_some_and(|packed| packed <= 2);
    let data = (number(10)? as usize).checked_add(USUAL)?.checked_sub(length)?;
    let header = bytes.get(START..START + length)?;
    let mut usual = bytes.get(..START)?.to_vec();
    usual[10..14].copy_from_slice(&u32::try_from(data).ok()?.to_le_bytes());
    usual.extend(&header[..length.min(USUAL)]);
    usual.resize(START + USUAL, 0);
    usual[START..START + 4].copy_from_slice(&(USUAL as u32).to_le_bytes());
    usual.extend(bytes.get(START + length..)?);
    is_known.then_some(usual)
}
