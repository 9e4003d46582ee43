//! Codecs: their names in the words of ffprobe, and the headers from which sizes are read where the
//! container does not say them.

pub(crate) mod av1;
pub(crate) mod h264;
pub(crate) mod hevc;
pub(crate) mod mpeg2;
pub(crate) mod names;
pub(crate) mod samples;
pub(crate) mod stream_header;

/// Bits of a sample by the configuration of AV1 (`av1C`). Source: AV1 Codec ISO Media File Format Binding, 2.3.3.
pub(crate) fn depth_of_av1(configuration: &[u8]) -> Option<u8> {
    let [0x81, _, bits, ..] = configuration else { return None };
    Some(match (bits & 0x40 > 0, bits & 0x20 > 0) {
        (false, _) => 8,
        (true, false) => 10,
        (true, true) => 12,
    })
}
