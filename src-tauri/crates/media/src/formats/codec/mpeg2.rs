//! The sequence header of MPEG-1 and MPEG-2. Source: ISO/IEC 11172-2, 2.4.2.3; ITU-T H.262, 6.2.2.

use super::stream_header::StreamHeader;

/// The pixel aspects of MPEG-1, as height over width in ten thousandths. Source: ISO/IEC 11172-2, 2.4.3.2.
const OF_MPEG1: [u64; 16] = [
    0, 10_000, 6_735, 7_031, 7_615, 8_055, 8_437, 8_935, 9_157, 9_815, 10_255, 10_695, 10_950,
    11_575, 12_015, 0,
];

/// The header, from behind its start code on, and whether it is MPEG-2.
pub(crate) fn of_sequence(bytes: &[u8]) -> Option<(StreamHeader, bool)> {
    let head = bytes.get(..8)?;
    let mut width = u32::from(head[0]) << 4 | u32::from(head[1] >> 4);
    let mut height = u32::from(head[1] & 0xF) << 8 | u32::from(head[2]);
    let aspect = head[3] >> 4;
    // The extension follows, behind tables of up to 128 bytes.
    let is_extension = |code: &[u8]| code[..4] == [0, 0, 1, 0xB5] && code[4] >> 4 == 1;
    let place = bytes.windows(5).take(160).position(is_extension);
    let extension = place.and_then(|at| bytes.get(at + 4..at + 8));
    let pixel = match (extension, aspect) {
        (Some(extension), _) => {
            width |= (u32::from(extension[1]) & 1) << 13 | (u32::from(extension[2]) >> 7) << 12;
            height |= (u32::from(extension[2]) >> 5 & 3) << 12;
            let (across, down) = match aspect {
                2 => (4, 3),
                3 => (16, 9),
                4 => (221, 100),
                _ => (0, 0),
            };
            if across == 0 { (1, 1) } else { (across * u64::from(height), down * u64::from(width)) }
        }
        (None, aspect) => match OF_MPEG1[usize::from(aspect)] {
            0 => (0, 0),
            ratio => (10_000, ratio),
        },
    };
    (width > 0 && height > 0).then_some((
        StreamHeader { width, height, pixel, begins_cropped: false, depth: Some(8) },
        extension.is_some(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dvd_in_16_to_9() {
        let header = [0x2D, 0x02, 0x40, 0x33, 0, 0, 0, 0, 0, 0, 1, 0xB5, 0x14, 0x8A, 0, 1, 0, 0, 0];
        let (header, second) = of_sequence(&header).unwrap();
        assert!(second);
        assert_eq!((header.width, header.height), (720, 576));
        assert_eq!(header.pixel, (16 * 576, 9 * 720));
    }
}
