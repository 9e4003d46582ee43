//! Table of the names of codecs: by four letters, and by the number in an MPEG-4 descriptor.

/// Table of the four letters of MP4, MOV and AVI.
const LETTERS: &[(&str, &str)] = &[
    ("avc1", "h264"),
    ("avc2", "h264"),
    ("avc3", "h264"),
    ("avc4", "h264"),
    ("h264", "h264"),
    ("x264", "h264"),
    ("davc", "h264"),
    ("vssh", "h264"),
    ("ai55", "h264"),
    ("ai15", "h264"),
    ("hvc1", "hevc"),
    ("hev1", "hevc"),
    ("hevc", "hevc"),
    ("h265", "hevc"),
    ("x265", "hevc"),
    ("dvh1", "hevc"),
    ("dvhe", "hevc"),
    ("dva1", "h264"),
    ("dvav", "h264"),
    ("av01", "av1"),
    ("vp08", "vp8"),
    ("vp80", "vp8"),
    ("vp09", "vp9"),
    ("vp90", "vp9"),
    ("vp60", "vp6"),
    ("vp61", "vp6"),
    ("vp62", "vp6"),
    ("vp6f", "vp6f"),
    ("vvc1", "vvc"),
    ("vvi1", "vvc"),
    ("mp4v", "mpeg4"),
    ("fmp4", "mpeg4"),
    ("xvid", "mpeg4"),
    ("divx", "mpeg4"),
    ("dx50", "mpeg4"),
    ("m4s2", "mpeg4"),
    ("mp4s", "mpeg4"),
    ("3iv2", "mpeg4"),
    ("rmp4", "mpeg4"),
    ("div3", "msmpeg4v3"),
    ("mp43", "msmpeg4v3"),
    ("div4", "msmpeg4v3"),
    ("mp42", "msmpeg4v2"),
    ("mpg4", "msmpeg4v1"),
    ("mp41", "msmpeg4v1"),
    ("wmv1", "wmv1"),
    ("wmv2", "wmv2"),
    ("wmv3", "wmv3"),
    ("wvc1", "vc1"),
    ("vc-1", "vc1"),
    ("wmva", "vc1"),
    ("mpg1", "mpeg1video"),
    ("m1v", "mpeg1video"),
    ("m1v1", "mpeg1video"),
    ("mpg2", "mpeg2video"),
    ("mpeg", "mpeg2video"),
    ("m2v1", "mpeg2video"),
    ("em2v", "mpeg2video"),
    ("hdv1", "mpeg2video"),
    ("hdv2", "mpeg2video"),
    ("hdv3", "mpeg2video"),
    ("xdv6", "mpeg2video"),
    ("xd5b", "mpeg2video"),
    ("mx5p", "mpeg2video"),
    ("jpeg", "mjpeg"),
    ("mjpg", "mjpeg"),
    ("mjpa", "mjpeg"),
    ("mjpb", "mjpegb"),
    ("avrn", "avrn"),
    ("s263", "h263"),
    ("h263", "h263"),
    ("u263", "h263"),
    ("i263", "h263i"),
    ("flv1", "flv1"),
    ("apch", "prores"),
    ("apcn", "prores"),
    ("apcs", "prores"),
    ("apco", "prores"),
    ("ap4h", "prores"),
    ("ap4x", "prores"),
    ("avdn", "dnxhd"),
    ("avdh", "dnxhd"),
    ("cfhd", "cfhd"),
    ("dvc", "dvvideo"),
    ("dvcp", "dvvideo"),
    ("dvpp", "dvvideo"),
    ("dvsd", "dvvideo"),
    ("dv5p", "dvvideo"),
    ("dv5n", "dvvideo"),
    ("dvh5", "dvvideo"),
    ("dvh6", "dvvideo"),
    ("dvhp", "dvvideo"),
    ("dvhq", "dvvideo"),
    ("mjp2", "jpeg2000"),
    ("svq1", "svq1"),
    ("svq3", "svq3"),
    ("cvid", "cinepak"),
    ("rle", "qtrle"),
    ("png", "png"),
    ("raw", "rawvideo"),
    ("2vuy", "rawvideo"),
    ("yuv2", "rawvideo"),
    ("i420", "rawvideo"),
    ("yuy2", "rawvideo"),
    ("uyvy", "rawvideo"),
    ("yv12", "rawvideo"),
    ("v210", "v210"),
    ("ffv1", "ffv1"),
    ("hfyu", "huffyuv"),
    ("ffvh", "ffvhuff"),
    ("mss2", "mss2"),
    ("tscc", "tscc"),
    ("cram", "msvideo1"),
    ("msvc", "msvideo1"),
    ("iv50", "indeo5"),
    ("iv41", "indeo4"),
    ("iv32", "indeo3"),
    ("theo", "theora"),
    ("drac", "dirac"),
    ("rv10", "rv10"),
    ("rv20", "rv20"),
    ("rv30", "rv30"),
    ("rv40", "rv40"),
    ("smc", "smc"),
    ("rpza", "rpza"),
];

/// The codec of four letters; the letters themselves where they are not known.
pub(crate) fn of_letters(letters: &[u8; 4]) -> String {
    let plain: String = letters
        .iter()
        .map(|byte| *byte as char)
        .filter(char::is_ascii_graphic)
        .collect::<String>()
        .to_ascii_lowercase();
    let known = LETTERS.iter().find(|(known, _)| *known == plain);
    known.map_or(plain, |(_, name)| (*name).to_owned())
}

/// The codec by the descriptor of an MPEG-4 stream. Source: ISO/IEC 14496-1, table 5.
pub(crate) fn of_descriptor(esds: &[u8]) -> Option<String> {
    // Version; then tag 3 with its length, id, flags; then tag 4 with its length and the kind.
    let mut at = 4;
    let length = |at: &mut usize| -> Option<()> {
        for _ in 0..4 {
            let byte = *esds.get(*at)?;
            *at += 1;
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(())
    };
    if *esds.get(at)? == 3 {
        at += 1;
        length(&mut at)?;
        at += 3;
    }
    if *esds.get(at)? != 4 {
        return None;
    }
    at += 1;
    length(&mut at)?;
    let name = match *esds.get(at)? {
        0x20 => "mpeg4",
        0x21 => "h264",
        0x23 => "hevc",
        0x60..=0x65 => "mpeg2video",
        0x6A => "mpeg1video",
        0x6C => "mjpeg",
        0x6D => "png",
        0x6E => "jpeg2000",
        0xA3 => "vc1",
        _ => return None,
    };
    Some(name.to_owned())
}
