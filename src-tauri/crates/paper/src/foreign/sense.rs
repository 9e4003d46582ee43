//! Whether what a page draws makes sense: readers step over what they do not know, show grey or nothing for a picture
//! that they cannot decode, and say nothing. A page of such is no page that anybody wrote. A word that some program left
//! behind, what stands in its own brackets for the unknown, and a picture that lacks its very end are borne as by readers.
//! Source: ISO 32000-1, 7.8.2, 8.9 and annex A.

use std::collections::BTreeMap;
use std::io::Read as _;

use flate2::read::DeflateDecoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use media::{InDocument, in_document};

use super::attribute;
use super::shown::{dictionary, dictionary_in, resolved};
use super::tokens::{Kind, Tokens};
use crate::pdf::unseen::{coded_picture, filters, is_coded_picture};

/// Judgement: the drawings of 25 pages have some megabytes; what is beyond is not gone through.
const MOST_BYTES: usize = 48 << 20;
const MOST_DRAWINGS: usize = 20_000;
/// The same for what pictures unpack to: four scans of 35 million points in colours.
const MOST_UNPACKED: u64 = 400 << 20;
/// So many unknown words are left behind by programs. Judgement: a stray one or two were seen, in whole files.
const STRAY: usize = 3;
/// One unknown word in so many is too much. Judgement: in drawings that programs wrote there is hardly one.
const ONE_IN: usize = 4;

/// What each operator needs before it. Readers pass over one that lacks it. Source: ISO 32000-1, annex A.
const OPERATORS: [(usize, &[&str]); 6] = [
    (
        0,
        &[
            "b", "B", "b*", "B*", "BI", "BT", "BX", "EI", "EMC", "ET", "EX", "f", "F", "f*", "h",
            "ID", "n", "q", "Q", "s", "S", "T*", "W", "W*",
        ],
    ),
    (
        1,
        &[
            "BMC", "cs", "CS", "Do", "g", "G", "gs", "i", "j", "J", "M", "MP", "ri", "sc", "SC",
            "scn", "SCN", "sh", "Tc", "Tj", "TJ", "TL", "Tr", "Ts", "Tw", "Tz", "w", "'",
        ],
    ),
    (2, &["BDC", "d", "d0", "DP", "l", "m", "Td", "TD", "Tf"]),
    (3, &["rg", "RG", "\""]),
    (4, &["k", "K", "re", "v", "y"]),
    (6, &["c", "cm", "d1", "Tm"]),
];

/// What comes of a page.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sense {
    /// Something that it draws makes no sense, or is gone.
    pub(super) is_broken: bool,
    /// A picture of it is coded as not every decoder knows: that one does not decode says nothing.
    pub(super) is_rare: bool,
}

/// Looks at pages, what they share once.
pub(super) struct Looking<'d> {
    document: &'d Document,
    left: usize,
    left_unpacked: u64,
    drawings: usize,
    /// By where it lies.
    pictures: BTreeMap<usize, InDocument>,
}

/// A drawing that is to be looked at.
struct Drawing<'d> {
    bytes: Vec<u8>,
    resources: Option<&'d Dictionary>,
}

impl<'d> Looking<'d> {
    pub(super) fn at(document: &'d Document) -> Self {
        let (left, left_unpacked) = (MOST_BYTES, MOST_UNPACKED);
        Self { document, left, left_unpacked, drawings: 0, pictures: BTreeMap::new() }
    }

    /// Looks at a page, with all that it calls and how its annotations look.
    pub(super) fn page(&mut self, page: ObjectId) -> Sense {
        let (mut sense, mut seen) = (Sense::default(), Vec::new());
        let mut to_do = self.of_page(page);
        while let Some(drawing) = to_do.pop() {
            self.drawings += 1;
            if self.drawings > MOST_DRAWINGS {
                break;
            }
            let read = read(&drawing.bytes);
            sense.is_broken |= read.is_garbage();
            for name in read.calls {
                let listed =
                    drawing.resources.and_then(|all| dictionary_in(self.document, all, b"XObject"));
                // A name that is nowhere was never shown to anybody.
                let Some(called) = listed.and_then(|all| all.get(&name).ok()) else { continue };
                let Some(there) = resolved(self.document, called) else {
                    sense.is_broken = true;
                    continue;
                };
                let Object::Stream(stream) = there else { continue };
                let place = std::ptr::from_ref(stream) as usize;
                match stream.dict.get(b"Subtype").and_then(Object::as_name) {
                    Ok(b"Image") => self.picture(stream, &mut sense),
                    Ok(b"Form") if !seen.contains(&place) => {
                        seen.push(place);
                        to_do.extend(self.form(stream, drawing.resources));
                    }
                    _ => {}
                }
            }
        }
        sense
    }

    fn of_page(&mut self, page: ObjectId) -> Vec<Drawing<'d>> {
        let document = self.document;
        let resources = attribute(document, page, b"Resources");
        let resources = resources.and_then(|found| dictionary(document, found));
        let Ok(own) = document.get_dictionary(page) else { return Vec::new() };
        let contents = own.get(b"Contents").ok().and_then(|found| resolved(document, found));
        let parts = match contents {
            Some(Object::Array(list)) => list.iter().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        let mut bytes = Vec::new();
        for part in parts {
            let Some(Object::Stream(stream)) = resolved(document, part) else { continue };
            // What is not unpacked here is no drawing that makes no sense.
            let Some(plain) = self.plain(stream) else { return Vec::new() };
            bytes.extend(plain);
            bytes.push(b'\n');
        }
        let mut to_do = vec![Drawing { bytes, resources }];
        let annotations = own.get(b"Annots").ok().and_then(|found| resolved(document, found));
        let annotations = annotations.and_then(|found| found.as_array().ok());
        for look in annotations.into_iter().flatten().filter_map(|one| look(document, one)) {
            to_do.extend(self.form(look, resources));
        }
        to_do
    }

    fn form(&mut self, stream: &'d Stream, around: Option<&'d Dictionary>) -> Option<Drawing<'d>> {
        let resources = dictionary_in(self.document, &stream.dict, b"Resources").or(around);
        Some(Drawing { bytes: self.plain(stream)?, resources })
    }

    fn plain(&mut self, stream: &Stream) -> Option<Vec<u8>> {
        let bytes = stream.get_plain_content_with_limit(self.left).ok()?;
        self.left = self.left.checked_sub(bytes.len())?;
        Some(bytes)
    }

    /// A picture, and those that say where it is seen through.
    fn picture(&mut self, stream: &'d Stream, sense: &mut Sense) {
        let masks = [b"SMask".as_slice(), b"Mask"].map(|key| {
            let mask = stream.dict.get(key).ok().and_then(|mask| resolved(self.document, mask));
            mask.and_then(|mask| mask.as_stream().ok())
        });
        for stream in [Some(stream)].into_iter().chain(masks).flatten() {
            let place = std::ptr::from_ref(stream) as usize;
            let known = self.pictures.get(&place).copied();
            let is = known.unwrap_or_else(|| self.look_at(stream));
            self.pictures.insert(place, is);
            sense.is_broken |= is == InDocument::Broken;
            sense.is_rare |= is == InDocument::Rare;
        }
    }

    fn look_at(&mut self, stream: &Stream) -> InDocument {
        let number = |key: &[u8]| {
            let number = stream.dict.get(key).ok().and_then(|found| resolved(self.document, found));
            number.and_then(|number| u64::try_from(number.as_i64().ok()?).ok())
        };
        let (width, height) = (number(b"Width").unwrap_or(0), number(b"Height").unwrap_or(0));
        if is_coded_picture(stream) {
            let coded = coded_picture(stream);
            let height = u32::try_from(height).unwrap_or(u32::MAX);
            return coded.map_or(InDocument::Fine, |coded| in_document(&coded, height));
        }
        let is_plain = matches!(filters(stream).as_slice(), [one] if matches!(one.as_slice(), b"FlateDecode" | b"Fl"));
        let bits = match stream.dict.get(b"ImageMask") {
            Ok(Object::Boolean(true)) => Some(1),
            _ => number(b"BitsPerComponent")
                .zip(self.colours(&stream.dict))
                .map(|(bits, of)| bits * of),
        };
        let needs = bits.filter(|bits| is_plain && *bits <= 1024);
        let needs = needs.and_then(|bits| {
            width
                .checked_mul(bits)
                .map(|row| row.div_ceil(8))
                .and_then(|row| row.checked_mul(height))
        });
        let needs = needs.filter(|needs| *needs > 0 && *needs <= self.left_unpacked);
        let Some(needs) = needs else { return InDocument::Fine };
        self.left_unpacked -= needs;
        if is_short(&stream.content, needs) { InDocument::Broken } else { InDocument::Fine }
    }

    /// How many numbers make a point; none where that takes more to know.
    fn colours(&self, picture: &Dictionary) -> Option<u64> {
        let space = resolved(self.document, picture.get(b"ColorSpace").ok()?)?;
        let list = match space {
            Object::Name(_) => std::slice::from_ref(space),
            Object::Array(list) => list.as_slice(),
            _ => return None,
        };
        let (name, rest) = list.split_first()?;
        Some(match resolved(self.document, name)?.as_name().ok()? {
            b"DeviceGray" | b"CalGray" | b"G" | b"Indexed" | b"I" | b"Separation" => 1,
            b"DeviceRGB" | b"CalRGB" | b"Lab" | b"RGB" => 3,
            b"DeviceCMYK" | b"CMYK" => 4,
            b"ICCBased" => {
                let profile = dictionary(self.document, rest.first()?)?;
                u64::try_from(profile.get(b"N").ok()?.as_i64().ok()?).ok()?
            }
            _ => return None,
        })
    }
}

/// How an annotation looks as it is.
fn look<'d>(document: &'d Document, annotation: &'d Object) -> Option<&'d Stream> {
    let entries = dictionary(document, annotation)?;
    let looks = dictionary_in(document, entries, b"AP")?;
    match resolved(document, looks.get(b"N").ok()?)? {
        Object::Stream(stream) => Some(stream),
        Object::Dictionary(states) => {
            let state = states.get(entries.get(b"AS").ok()?.as_name().ok()?).ok()?;
            resolved(document, state)?.as_stream().ok()
        }
        _ => None,
    }
}

/// Whether packed samples break off, or cannot be unpacked, before so many are there. The last of a hundred nobody misses,
/// and where they end in order, it is the document that says too much.
fn is_short(packed: &[u8], needs: u64) -> bool {
    // Behind the two bytes of its head; its sum is nobody's who draws it. What a piece that fails holds is lost, so pieces
    // are short. Source: RFC 1950.
    let mut unpacker = DeflateDecoder::new(packed.get(2..).unwrap_or_default()).take(needs + 1);
    let (mut piece, mut count) = ([0; 2048], 0);
    loop {
        match unpacker.read(&mut piece) {
            Ok(0) => return count == 0,
            Ok(got) => count += got as u64,
            Err(_) => return count < needs - needs / 100,
        }
    }
}

/// What a drawing says.
#[derive(Default)]
struct Read {
    known: usize,
    unknown: usize,
    words: usize,
    /// The names that `Do` calls.
    calls: Vec<Vec<u8>>,
}

impl Read {
    fn is_garbage(&self) -> bool {
        let all = self.known + self.unknown;
        self.known == 0 && self.words > 0 || self.unknown > STRAY && self.unknown * ONE_IN > all
    }
}

fn read(bytes: &[u8]) -> Read {
    let mut read = Read::default();
    // How deep in lists, whether in brackets for the unknown, and what stands before an operator.
    let (mut depth, mut unknown_allowed, mut operands) = (0_usize, 0_usize, 0_usize);
    let mut name = None;
    for token in Tokens::of(bytes) {
        read.words += 1;
        match token.kind {
            Kind::Array | Kind::Entries => {
                operands += usize::from(depth == 0);
                depth += 1;
            }
            Kind::ArrayEnd | Kind::EntriesEnd => depth = depth.saturating_sub(1),
            Kind::Samples => {}
            Kind::Name => {
                name = Some(token.place);
                operands += usize::from(depth == 0);
            }
            Kind::Number | Kind::Text => operands += usize::from(depth == 0),
            Kind::Operator => {
                let word = &bytes[token.place];
                // What was not closed ends where something is to be done; names of images in a drawing are not.
                depth = 0;
                let needs = needs(word);
                match word {
                    b"BX" => unknown_allowed += 1,
                    b"EX" => unknown_allowed = unknown_allowed.saturating_sub(1),
                    b"Do" => read.calls.extend(name.take().map(|name| plain_name(&bytes[name]))),
                    _ => {}
                }
                match needs {
                    Some(needs) if needs <= operands => read.known += 1,
                    _ if unknown_allowed > 0 => {}
                    _ => read.unknown += 1,
                }
                operands = 0;
            }
        }
    }
    read
}

fn needs(word: &[u8]) -> Option<usize> {
    let word = std::str::from_utf8(word).ok()?;
    let found = OPERATORS.iter().find(|(_, words)| words.contains(&word));
    found.map(|(needs, _)| *needs)
}

/// A name without its slash, as lists of names have it. Source: ISO 32000-1, 7.3.5.
fn plain_name(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name.get(1..).unwrap_or_default();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| *first == b'#');
        let digits = digits.and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                plain.push(byte);
                rest = &behind[2..];
            }
            None => {
                plain.push(*first);
                rest = behind;
            }
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbage_is_told_from_drawings_with_a_word_left_behind() {
        for fine in [
            "",
            " \n% nothing\n",
            "q Q",
            "0 0 9 9 re f foo",
            "BX 1 2 newer a b c d e f g EX",
            "BT /F 9 Tf (no sense at all) Tj ET",
            "BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1}EI a EI\nQ q",
            "/Span <</ActualText (a > b) /X [1 2]>> BDC EMC 1 0 0 1 0 0 cm",
            "1 2 3 4 5 6 7 8 re f",
        ] {
            assert!(!read(fine.as_bytes()).is_garbage(), "{fine}");
        }
        for garbage in [
            "garbage",
            "1 2 3",
            "\u{1}\u{2}xk \u{3}zz (q q q",
            "this is no drawing but q some Q words of a letter",
            "re re re l m c cm q",
            "q 1 0 0 1 0 0 cm ;l3 x9 ~~ kk =! Q",
        ] {
            assert!(read(garbage.as_bytes()).is_garbage(), "{garbage}");
        }
        assert_eq!(read(b"/A#20b Do q/C Do").calls, [b"A b".to_vec(), b"C".to_vec()]);
    }
}
