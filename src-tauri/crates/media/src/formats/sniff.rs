//! What kind of file it is, by its first bytes and never by its name.

use crate::bytes::reader::{Read, Reader};
use crate::facts::container::Container;
use crate::facts::found::Found;
use crate::formats::{isobmff, other, photo, video};

/// Reads a file of one format; it may name the container more closely.
pub(crate) type FormatReader = fn(&mut Reader<'_>, &mut Found, &mut Container) -> Read<()>;

/// A kind of file, and who reads it.
#[derive(Clone, Copy)]
pub(crate) struct Format {
    pub(crate) container: Container,
    pub(crate) read: Option<FormatReader>,
}

/// So many bytes tell every kind; the last that is asked for is the third sync of a transport stream.
const START: u64 = 1024;

/// The kind of a file.
pub(crate) fn sniff(reader: &mut Reader<'_>) -> Read<Format> {
    let start = reader.some(0, START)?;
    if start.is_empty() {
        return Ok(Format { container: Container::Empty, read: None });
    }
    let read = |container, read| Format { container, read: Some(read) };
    Ok(photo_by(&start)
        .or_else(|| video_by(&start))
        .map_or_else(|| Format { container: other::by(&start), read: None }, |(c, r)| read(c, r)))
}

fn photo_by(start: &[u8]) -> Option<(Container, FormatReader)> {
    let is = |magic: &[u8]| start.starts_with(magic);
    Some(if is(b"\xFF\xD8\xFF") {
        (Container::Jpeg, photo::jpeg::read)
    } else if is(b"\x89PNG\r\n\x1A\n") {
        (Container::Png, photo::png::read)
    } else if is(b"GIF87a") || is(b"GIF89a") {
        (Container::Gif, photo::gif::read)
    } else if is(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
        (Container::Webp, photo::webp::read)
    } else if is(b"BM") && photo::bmp::is_bmp(start) {
        (Container::Bmp, photo::bmp::read)
    } else if let Some(raw) = raw_by(start) {
        (raw, photo::raw)
    } else if is(b"II\x2A\0") || is(b"MM\0\x2A") || is(b"II\x2B\0") || is(b"MM\0\x2B") {
        (Container::Tiff, photo::tiff::read)
    } else if is(b"8BPS\0\x01") || is(b"8BPS\0\x02") {
        (Container::Psd, photo::psd::read)
    } else if is(b"\xFF\x0A") || is(b"\0\0\0\x0CJXL \r\n\x87\n") {
        (Container::JpegXl, photo::jxl::read)
    } else if is(b"\0\0\0\x0CjP  \r\n\x87\n") || is(b"\xFF\x4F\xFF\x51") {
        (Container::Jpeg2000, photo::jp2::read)
    } else {
        return None;
    })
}

/// Raw formats that bear a mark of their own; those inside a TIFF are known by their tags.
fn raw_by(start: &[u8]) -> Option<Container> {
    let marks: [&[u8]; 9] = [
        b"FUJIFILMCCD-RAW ",
        b"IIRO",
        b"IIRS",
        b"MMOR",
        b"IIU\0",
        b"FOVb",
        b"\0MRM",
        b"II\x1A\0\0\0HEAPCCDR",
        b"ARRI",
    ];
    let canon = start.starts_with(b"II\x2A\0") && start.get(8..10) == Some(b"CR");
    (canon || marks.iter().any(|mark| start.starts_with(mark))).then_some(Container::Raw)
}

fn video_by(start: &[u8]) -> Option<(Container, FormatReader)> {
    let is = |magic: &[u8]| start.starts_with(magic);
    Some(if isobmff::is_isobmff(start) {
        (Container::Mp4, isobmff::read)
    } else if is(b"\x1A\x45\xDF\xA3") {
        (Container::Matroska, video::matroska::read)
    } else if is(b"RIFF") && start.get(8..12) == Some(b"AVI ") {
        (Container::Avi, video::avi::read)
    } else if is(&video::asf::HEADER) {
        (Container::Asf, video::asf::read)
    } else if is(b"FLV\x01") {
        (Container::Flv, video::flv::read)
    } else if is(b"OggS") {
        (Container::Ogg, video::ogg::read)
    } else if is(b".RMF") {
        (Container::Real, video::real::read)
    } else if is(b"\0\0\x01\xBA") || is(b"\0\0\x01\xB3") {
        (Container::MpegPs, video::mpeg_ps::read)
    } else if video::mpeg_ts::packets(start).is_some() {
        (Container::MpegTs, video::mpeg_ts::read)
    } else if video::dv::is_dv(start) {
        (Container::Dv, video::dv::read)
    } else if video::mxf::is_mxf(start) {
        (Container::Mxf, video::mxf::read)
    } else {
        return None;
    })
}
