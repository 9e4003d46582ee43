//! EXIF in a text of a PNG, in hexadecimal letters, as ImageMagick wrote it before there was a chunk for it. Source:
//! exiftool, PNG.pm, "Raw profile type".

use std::io::Read;

use flate2::read::ZlibDecoder;

/// Names of texts that hold EXIF.
const NAMES: [&[u8]; 2] = [b"Raw profile type exif\0", b"Raw profile type APP1\0"];

/// A packed text is unpacked so far.
const MOST: u64 = 256 << 10;

/// The block of EXIF in what a chunk of text holds; none where it is another text.
pub(crate) fn exif(text: &[u8], is_packed: bool) -> Option<Vec<u8>> {
    let rest = NAMES.iter().find_map(|name| text.strip_prefix(*name))?;
    let mut unpacked = Vec::new();
    let rest = if is_packed {
        // Behind the way of packing, of which there is one.
        let cut = ZlibDecoder::new(rest.get(1..)?).take(MOST).read_to_end(&mut unpacked);
        // What is cut off is read as far as it goes.
        cut.ok().or(Some(0))?;
        &unpacked[..]
    } else {
        rest
    };
    // A line with the kind and one with the length, then letters in lines.
    let mut lines = rest.trim_ascii_start().splitn(3, |byte| *byte == b'\n');
    let hex = lines.nth(2)?;
    let digits: Vec<u8> = hex
        .iter()
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .map(|digit| digit as u8)
        .collect();
    let block: Vec<u8> = digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect();
    let is_exif =
        block.starts_with(b"Exif\0\0") || matches!(block.get(..4), Some(b"MM\0\x2A" | b"II\x2A\0"));
    is_exif.then_some(block)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_in_letters_is_put_together() {
        let text = b"Raw profile type exif\0\nexif\n      12\n4578696600004d4d\n002a0000\n";
        assert_eq!(exif(text, false).unwrap(), b"Exif\0\0MM\0\x2A\0\0");
        assert_eq!(exif(b"Raw profile type exif\0\nexif\n 4\n01020304\n", false), None);
        assert_eq!(exif(b"Comment\0hello", false), None);
        assert_eq!(exif(b"Raw profile type exif\0\0not packed", true), None);
    }
}
