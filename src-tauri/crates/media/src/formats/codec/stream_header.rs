//! What the headers of H.264, H.265 and MPEG-2 have in common.

use crate::bytes::bits::Bits;
use crate::bytes::reader::Read;

/// What the header of a stream says of its pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct StreamHeader {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Pixel aspect; 0:0 where it says nothing.
    pub(crate) pixel: (u64, u64),
    /// Whether something is cropped at the top or the left.
    pub(crate) begins_cropped: bool,
    /// Bits of a sample of brightness; none where it does not say.
    pub(crate) depth: Option<u8>,
}

impl StreamHeader {
    /// Its size where the container names one too, which crops pictures of H.264 that fill the same blocks: so do
    /// players. Source: libavcodec, h264_slice.c, "handle container cropping".
    #[must_use]
    pub(crate) fn in_container(self, (width, height): (u32, u32)) -> Self {
        let fits = |named: u32, coded: u32| {
            named > 0 && named <= coded && named.div_ceil(16) == coded.div_ceil(16)
        };
        if self.begins_cropped || !fits(width, self.width) || !fits(height, self.height) {
            return self;
        }
        Self { width, height, ..self }
    }
}

/// The pixel aspects of H.264 and H.265. Source: ITU-T H.264, table E-1.
const PIXELS: [(u64, u64); 17] = [
    (0, 0),
    (1, 1),
    (12, 11),
    (10, 11),
    (16, 11),
    (40, 33),
    (24, 11),
    (20, 11),
    (32, 11),
    (80, 33),
    (18, 11),
    (15, 11),
    (64, 33),
    (160, 99),
    (4, 3),
    (3, 2),
    (2, 1),
];

/// The pixel aspect that the usability information of a stream begins with.
pub(super) fn pixel_of_usability(bits: &mut Bits<'_>) -> Read<(u64, u64)> {
    if !bits.bit()? {
        return Ok((0, 0));
    }
    match bits.number(8)? {
        255 => Ok((bits.number(16)?.into(), bits.number(16)?.into())),
        index => Ok(PIXELS.get(index as usize).copied().unwrap_or((0, 0))),
    }
}

/// Bits of a sample, by how many it has beyond eight. Source: ITU-T H.264, 7.4.2.1.1; H.265, 7.4.3.2.1.
pub(super) fn depth(beyond: u32) -> Option<u8> {
    u8::try_from(beyond).ok().filter(|beyond| *beyond <= 8).map(|beyond| 8 + beyond)
}

/// A parameter set without the bytes that keep start codes out. Source: ITU-T H.264, 7.4.1.
pub(super) fn without_emulation(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut zeros = 0;
    for byte in bytes {
        if zeros >= 2 && *byte == 3 {
            zeros = 0;
            continue;
        }
        zeros = if *byte == 0 { zeros + 1 } else { 0 };
        plain.push(*byte);
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_container_crops_within_the_last_block_only() {
        let coded = StreamHeader {
            width: 864,
            height: 480,
            pixel: (1, 1),
            begins_cropped: false,
            depth: None,
        };
        let shown = |named, header: StreamHeader| {
            let header = header.in_container(named);
            (header.width, header.height)
        };
        assert_eq!(shown((854, 480), coded), (854, 480));
        assert_eq!(shown((854, 470), coded), (854, 470));
        for other in [(848, 480), (864, 464), (866, 480), (0, 480), (1, 1), (u32::MAX, 480)] {
            assert_eq!(shown(other, coded), (864, 480), "{other:?}");
        }
        assert_eq!(shown((854, 480), StreamHeader { begins_cropped: true, ..coded }), (864, 480));
    }
}
