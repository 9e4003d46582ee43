//! What stands in pages made elsewhere beside what they show: where and when photos were taken, who wrote what with
//! which program, files within the file. None of it comes along; what is shown is the same bytes as before.
//! Source: ISO 32000-1, 14.3 (metadata), 14.5 (data of programs), 7.11.4 (embedded files), 12.5.6 (markup).

use std::borrow::Cow;
use std::io::Read as _;

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Object, Stream};

/// Of anything.
const OF_ALL: [&[u8]; 6] = [b"Metadata", b"PieceInfo", b"LastModified", b"AF", b"EF", b"Measure"];
/// Of a remark on a page or a field of a form: the words and entries that are not what is shown.
const BEHIND_ANNOTATIONS: [&[u8]; 8] =
    [b"Contents", b"RC", b"Subj", b"V", b"DV", b"TU", b"Parent", b"IRT"];
/// Of a remark on a page: who made it and when.
const OF_ANNOTATIONS: [&[u8]; 4] = [b"T", b"M", b"CreationDate", b"NM"];
/// Of a picture: others in its place, such as one for printing presses, which PDF/A does not allow either.
const OF_PICTURES: [&[u8]; 3] = [b"OPI", b"ID", b"Alternates"];
/// Judgement: a photo has some megabytes; what unpacks to more is left as it is.
const MOST_UNPACKED: u64 = 64 << 20;

/// Whether what stands under a key is not shown. A list of names, as of fonts, may have any key.
pub(crate) fn shows_nothing(entries: &Dictionary, key: &[u8]) -> bool {
    let has_kind = entries.has(b"Type") || entries.has(b"Subtype");
    has_kind && OF_ALL.contains(&key)
        || is_annotation(entries) && OF_ANNOTATIONS.contains(&key)
        || is_shown_otherwise(entries) && BEHIND_ANNOTATIONS.contains(&key)
        || is_picture(entries) && OF_PICTURES.contains(&key)
}

/// Source: ISO 32000-1, 12.5.2: every annotation has both.
pub(crate) fn is_annotation(entries: &Dictionary) -> bool {
    entries.has(b"Rect") && entries.has(b"Subtype")
}

/// Whether an annotation shows something else on the page than its words: its picture, or what its kind draws. Only
/// free text and fields without a picture are drawn from their words. Source: ISO 32000-1, 12.5.5 and 12.5.6.
fn is_shown_otherwise(entries: &Dictionary) -> bool {
    let kind = entries.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
    is_annotation(entries) && (entries.has(b"AP") || !matches!(kind, b"FreeText" | b"Widget"))
}

/// Takes out of an object what is not shown.
pub(crate) fn leave_out(object: &mut Object) {
    let mut to_do: Vec<&mut Object> = vec![object];
    while let Some(object) = to_do.pop() {
        match object {
            Object::Array(list) => to_do.extend(list.iter_mut()),
            Object::Dictionary(entries) => {
                leave_out_of(entries);
                to_do.extend(entries.iter_mut().map(|(_, value)| value));
            }
            Object::Stream(stream) => {
                leave_out_of(&mut stream.dict);
                bare(stream);
                to_do.extend(stream.dict.iter_mut().map(|(_, value)| value));
            }
            _ => {}
        }
    }
}

fn leave_out_of(entries: &mut Dictionary) {
    let keys: Vec<Vec<u8>> = entries.iter().map(|(key, _)| key.clone()).collect();
    for key in keys.iter().filter(|key| shows_nothing(entries, key)).collect::<Vec<_>>() {
        entries.remove(key);
    }
}

fn is_picture(entries: &Dictionary) -> bool {
    entries.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image")
}

/// The coded picture in a stream without what only programs read in it.
fn bare(stream: &mut Stream) {
    let filters = filters(stream);
    let Some(coded) = coded_picture(stream) else { return };
    let Some((picture, _)) = media::bare_picture(&coded) else { return };
    if filters.len() > 1 {
        // It is a picture's own coding that packs it.
        if let Ok(Object::Array(parts)) = stream.dict.get(b"DecodeParms") {
            let last = parts.last().cloned().unwrap_or(Object::Null);
            stream.dict.set("DecodeParms", last);
        }
        if let Some(last) = filters.last() {
            stream.dict.set("Filter", Object::Name(last.clone()));
        }
    }
    stream.dict.set("Length", picture.len() as i64);
    stream.set_content(picture);
}

/// The names of what a stream is packed by, from the outside in.
pub(crate) fn filters(stream: &Stream) -> Vec<Vec<u8>> {
    match stream.dict.get(b"Filter") {
        Ok(Object::Name(name)) => vec![name.clone()],
        Ok(Object::Array(list)) => {
            list.iter().filter_map(|one| one.as_name().ok()).map(<[u8]>::to_vec).collect()
        }
        _ => Vec::new(),
    }
}

/// Whether a stream holds a picture as a camera would write it, behind whatever filters.
pub(crate) fn is_coded_picture(stream: &Stream) -> bool {
    let filters = filters(stream);
    filters
        .last()
        .is_some_and(|last| matches!(last.as_slice(), b"DCTDecode" | b"DCT" | b"JPXDecode"))
}

/// The picture in a stream as a camera would write it, JPEG or JPEG 2000; none where it is coded otherwise.
pub(crate) fn coded_picture(stream: &Stream) -> Option<Cow<'_, [u8]>> {
    let filters = filters(stream);
    let (last, before) = filters.split_last()?;
    let is_coded = matches!(last.as_slice(), b"DCTDecode" | b"DCT" | b"JPXDecode");
    is_coded.then(|| unpacked(stream, before)).flatten()
}

/// What the filters before a picture's own give; none where they are not those that programs put there.
fn unpacked<'s>(stream: &'s Stream, filters: &[Vec<u8>]) -> Option<Cow<'s, [u8]>> {
    let mut bytes = Cow::Borrowed(stream.content.as_slice());
    for filter in filters {
        bytes = Cow::Owned(match filter.as_slice() {
            b"FlateDecode" | b"Fl" => {
                let mut all = Vec::new();
                let mut unpacker = ZlibDecoder::new(&*bytes).take(MOST_UNPACKED + 1);
                unpacker.read_to_end(&mut all).ok()?;
                if all.len() as u64 > MOST_UNPACKED {
                    return None;
                }
                all
            }
            b"ASCIIHexDecode" | b"AHx" => hexadecimal(&bytes)?,
            b"ASCII85Decode" | b"A85" => ascii_85(&bytes)?,
            _ => return None,
        });
    }
    Some(bytes)
}

/// Whether what is drawn can be unpacked; what other filters hold is known to whoever draws it. A stream that only lacks
/// its sum is whole to all readers.
pub(crate) fn can_be_unpacked(stream: &Stream) -> bool {
    let filters = filters(stream);
    if filters.first().is_none_or(|first| !matches!(first.as_slice(), b"FlateDecode" | b"Fl")) {
        return true;
    }
    let mut all = Vec::new();
    let unpacked =
        ZlibDecoder::new(stream.content.as_slice()).take(MOST_UNPACKED).read_to_end(&mut all);
    match unpacked {
        Ok(_) => true,
        Err(error) => error.kind() == std::io::ErrorKind::UnexpectedEof && !all.is_empty(),
    }
}

/// Source: ISO 32000-1, 7.4.2.
fn hexadecimal(text: &[u8]) -> Option<Vec<u8>> {
    let digits = text.iter().take_while(|byte| **byte != b'>');
    let digits = digits.filter(|byte| !byte.is_ascii_whitespace() && **byte != 0);
    let mut digits: Vec<u8> = digits
        .map(|digit| (*digit as char).to_digit(16).map(|d| d as u8))
        .collect::<Option<_>>()?;
    if digits.len() % 2 == 1 {
        digits.push(0);
    }
    Some(digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// Source: ISO 32000-1, 7.4.3.
fn ascii_85(text: &[u8]) -> Option<Vec<u8>> {
    let (mut bytes, mut group) = (Vec::with_capacity(text.len() / 5 * 4 + 4), Vec::new());
    let put = |group: &[u8], bytes: &mut Vec<u8>| {
        let padded = group.iter().copied().chain(std::iter::repeat(84)).take(5);
        let number = padded.fold(0u64, |number, digit| number * 85 + u64::from(digit));
        let number = u32::try_from(number).ok()?;
        bytes.extend(&number.to_be_bytes()[..group.len() - 1]);
        Some(())
    };
    for byte in text.iter().take_while(|byte| **byte != b'~') {
        match byte {
            b'!'..=b'u' => group.push(byte - b'!'),
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            byte if byte.is_ascii_whitespace() || *byte == 0 => {}
            _ => return None,
        }
        if group.len() == 5 {
            put(&group, &mut bytes)?;
            group.clear();
        }
    }
    match group.len() {
        0 => {}
        1 => return None,
        _ => put(&group, &mut bytes)?,
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_found_behind_filters_of_text() {
        assert_eq!(hexadecimal(b"FF D8 4\n>rest"), Some(vec![0xFF, 0xD8, 0x40]));
        assert_eq!(ascii_85(b"87cURD]i,\"Ebo80~>").as_deref(), Some(b"Hello World!".as_slice()));
        assert_eq!(ascii_85(b"z87cUR~>").as_deref(), Some(b"\0\0\0\0Hell".as_slice()));
        assert_eq!(ascii_85(b"s8W-\"~>"), None);
    }
}
