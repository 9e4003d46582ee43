//! What stands beside the picture in a file: profiles and EXIF, which decoders copy and unpack however long they are.
//! More than a few megabytes is left alone, as if it was not there; the picture is shown all the same.

use super::colour::MOST_OF_PROFILE;

/// EXIF has no more bytes either. Judgement: a preview in it has 64 KiB at most.
pub(super) const MOST: usize = MOST_OF_PROFILE;

/// A profile that is not too long.
pub(super) fn short(profile: Option<Vec<u8>>) -> Option<Vec<u8>> {
    profile.filter(|profile| profile.len() <= MOST_OF_PROFILE)
}

/// Whether the first chunk of a name in a WebP lies in the file and is not too long; true where there is none. Source:
/// RFC 9649, 2.3.
pub(super) fn is_short_in_webp(bytes: &[u8], name: &[u8; 4]) -> bool {
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let Some((head, after)) = rest.split_first_chunk::<8>() {
        let [a, b, c, d, length @ ..] = *head;
        let length = u32::from_le_bytes(length) as usize;
        if [a, b, c, d] == *name {
            return length <= MOST.min(after.len());
        }
        rest = after.get(length.saturating_add(length & 1)..).unwrap_or_default();
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_that_are_long_or_reach_over_the_end_are_left_alone() {
        let webp = |length: u32, has: usize| {
            let mut bytes = b"RIFF\0\0\0\0WEBPVP8X\x01\0\0\0\0\0ICCP".to_vec();
            bytes.extend(length.to_le_bytes());
            bytes.resize(bytes.len() + has, 0);
            bytes
        };
        assert!(is_short_in_webp(&webp(20, 20), b"ICCP"));
        assert!(is_short_in_webp(&webp(20, 20), b"EXIF"));
        assert!(!is_short_in_webp(&webp(u32::MAX, 20), b"ICCP"));
        assert!(!is_short_in_webp(&webp(21, 20), b"ICCP"));
        assert!(!is_short_in_webp(&webp(5 << 20, 5 << 20), b"ICCP"));
        assert!(is_short_in_webp(&webp(0, 0)[..30], b"ICCP"));
    }
}
