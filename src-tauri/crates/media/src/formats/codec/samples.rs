//! How the samples of a film begin, whatever container they lie in, and what is seen where some of them are looked at.
//! Source: ISO/IEC 14496-15, 5.3.3 (units); ITU-T H.264, annex B, and ISO/IEC 13818-2, 5.2.3 (start codes).

use crate::facts::Note;
use crate::facts::found::Found;

/// Of a sample, so many bytes are looked at.
pub(crate) const LOOK: u64 = 64;

/// So many places of a film are looked at beside its first and last. Judgement: a hole of a tenth is found, and no more
/// than 64 KiB are read.
pub(crate) const PLACES: u64 = 12;

/// Codecs whose samples never begin with many zeros.
const PACKED: [&str; 25] = [
    "mpeg4",
    "mjpeg",
    "mjpegb",
    "av1",
    "vp8",
    "vp9",
    "prores",
    "dnxhd",
    "mpeg2video",
    "mpeg1video",
    "h263",
    "jpeg2000",
    "vc1",
    "wmv3",
    "svq1",
    "svq3",
    "cfhd",
    "flv1",
    "h261",
    "msmpeg4v1",
    "msmpeg4v2",
    "msmpeg4v3",
    "wmv1",
    "wmv2",
    "dvvideo",
];

/// How samples begin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Coding {
    /// As anything, zeros too: not compressed, locked, or not known.
    #[default]
    Any,
    /// With a length of so many bytes before each unit.
    Units(u64),
    /// Not with zeros.
    Packed,
    /// With a start code, before which zeros may stand.
    StartCodes,
}

impl Coding {
    /// Of a codec in the words of ffprobe; `units` is how many bytes its lengths have, where it is packed in units.
    pub(crate) fn of(codec: Option<&str>, units: Option<u64>) -> Self {
        match (codec, units) {
            (Some("h264" | "hevc"), Some(units)) => Self::Units(units),
            (Some(codec), _) if PACKED.contains(&codec) => Self::Packed,
            _ => Self::Any,
        }
    }

    /// Whether the bytes that a sample begins with are right; it has `most` at the most.
    pub(crate) fn begins(self, bytes: &[u8], most: u64) -> bool {
        let is_empty = bytes.len() >= 16 && bytes.iter().all(|byte| *byte == 0);
        match self {
            Self::Any => true,
            Self::Packed => !is_empty,
            Self::Units(wide) => {
                let wide = wide as usize;
                let unit = bytes.get(..wide).unwrap_or_default();
                let unit = unit.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte));
                // The first bit of a unit is zero. Source: ITU-T H.264, 7.3.1; H.265, 7.3.1.2.
                let fits = unit.saturating_add(wide as u64) <= most;
                let is_unit = bytes.get(wide).is_none_or(|first| first & 0x80 == 0);
                !is_empty && (unit == 0 || fits && is_unit)
            }
            Self::StartCodes => {
                let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
                !is_empty && bytes.get(zeros).is_none_or(|first| zeros >= 2 && *first == 1)
            }
        }
    }
}

/// What was seen of the samples of a film.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Samples {
    /// Nothing is wrong.
    Whole,
    /// One lies behind the end of the file.
    Beyond,
    /// One does not begin as it should.
    Broken,
}

impl Samples {
    /// Adds it to what was found.
    pub(crate) fn put(self, found: &mut Found) {
        match self {
            Self::Whole => {}
            Self::Beyond => found.complete = Some(false),
            Self::Broken => {
                found.complete = Some(false);
                found.note(Note::BrokenInside);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_begin_as_their_codec_has_it() {
        let start = [&[0, 0, 0, 1, 0x67][..], &[0; 40]].concat();
        assert!(Coding::StartCodes.begins(&start, 45));
        assert!(Coding::StartCodes.begins(&start[1..], 44));
        assert!(!Coding::StartCodes.begins(&start[2..], 43));
        assert!(!Coding::StartCodes.begins(&[0; 40], 40));
        assert!(Coding::StartCodes.begins(&[0; 8], 8), "too little to tell");
        assert!(Coding::Units(4).begins(&[0, 0, 0, 9, 0x65, 1], 13));
        assert!(!Coding::Units(4).begins(&[0, 0, 0, 10, 0x65, 1], 13));
        assert!(!Coding::Units(4).begins(&[0, 0, 0, 9, 0x85, 1], 13));
        assert!(!Coding::Packed.begins(&[0; 16], 16));
        assert!(Coding::Any.begins(&[0; 16], 16));
        assert_eq!(Coding::of(Some("h264"), Some(4)), Coding::Units(4));
        assert_eq!(Coding::of(Some("mjpeg"), None), Coding::Packed);
        assert_eq!(Coding::of(Some("rawvideo"), None), Coding::Any);
    }
}
