//! A document as bytes (ISO 32000-1, 7.5): header, objects in the order of their numbers, cross-reference
//! table, trailer. lopdf's own writer wants each stream inside the document; here photos and fonts go
//! from where they lie straight into the file, and the identifier is made on the way.

use std::fmt::Display;
use std::io::Write as _;

use foundation::Hasher;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};

use super::bodies::{Bodies, Body};

/// 1.7: what PDF/A-2 and every printer of the last fifteen years take. The second line says that the
/// file is not text (ISO 19005-2, 6.1.2).
const HEADER: &[u8] = b"%PDF-1.7\n%\xE7\x94\xB3\xE6\x8A\xA5\n";
/// Length of a file identifier in hexadecimal digits. Source: ISO 32000-1, 14.4, which names MD5's 16 bytes.
const ID_DIGITS: usize = 32;
/// Room for the objects around a body or a page; more is found when it is needed.
const ROOM_PER_OBJECT: usize = 400;

/// Writes the document. The same objects and bodies give the same bytes.
pub(crate) fn write(document: &Document, bodies: &Bodies) -> Vec<u8> {
    let contents: usize = document.objects.values().map(content_length).sum();
    let room = bodies.len() + contents + document.objects.len() * ROOM_PER_OBJECT;
    let mut file = File { bytes: Vec::with_capacity(room), identity: Hasher::default(), hashed: 0 };
    file.raw(HEADER);
    let mut places = Vec::with_capacity(document.objects.len());
    for (id, object) in &document.objects {
        places.push((*id, file.bytes.len()));
        file.indirect(*id, object, bodies.of(*id));
    }
    let start = file.bytes.len();
    file.table(&places);
    let size = places.last().map_or(1, |((number, _), _)| i64::from(*number) + 1);
    let mut trailer = document.trailer.clone();
    trailer.set("Size", size);
    trailer.set("ID", file.identifier());
    file.raw(b"trailer\n");
    file.dictionary(&trailer);
    file.text(format_args!("\nstartxref\n{start}\n%%EOF\n"));
    file.bytes
}

fn content_length(object: &Object) -> usize {
    object.as_stream().map_or(0, |stream| stream.content.len())
}

struct File {
    bytes: Vec<u8>,
    /// What stands in the file, with long bodies by their digests.
    identity: Hasher,
    /// How far the bytes are in the identity.
    hashed: usize,
}

impl File {
    fn raw(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    fn text(&mut self, text: impl Display) {
        write!(self.bytes, "{text}").expect("memory takes every write");
    }

    fn indirect(&mut self, id: ObjectId, object: &Object, body: Option<&Body>) {
        self.text(format_args!("{} {} obj\n", id.0, id.1));
        match (object, body) {
            (Object::Stream(stream), Some(body)) => self.stream_of(stream, body),
            (Object::Stream(stream), None) => self.stream(&stream.dict, &stream.content),
            _ => self.object(object),
        }
        self.raw(b"\nendobj\n");
    }

    fn stream_of(&mut self, stream: &Stream, body: &Body) {
        let mut dictionary = stream.dict.clone();
        dictionary.set("Length", i64::try_from(body.bytes.len()).unwrap_or(i64::MAX));
        if let Some(filter) = body.filter {
            dictionary.set("Filter", Object::Name(filter.into()));
        }
        self.dictionary(&dictionary);
        self.raw(b"\nstream\n");
        self.take_in();
        self.identity.update(body.digest.to_string().as_bytes());
        self.raw(&body.bytes);
        self.hashed = self.bytes.len();
        self.raw(b"\nendstream");
    }

    fn stream(&mut self, dictionary: &Dictionary, content: &[u8]) {
        self.dictionary(dictionary);
        self.raw(b"\nstream\n");
        self.raw(content);
        self.raw(b"\nendstream");
    }

    fn object(&mut self, object: &Object) {
        match object {
            Object::Null => self.raw(b"null"),
            Object::Boolean(value) => self.text(value),
            Object::Integer(value) => self.text(value),
            Object::Real(value) => self.text(value),
            Object::Name(name) => self.name(name),
            Object::String(text, format) => self.string(text, *format),
            Object::Array(array) => {
                self.raw(b"[");
                for (index, object) in array.iter().enumerate() {
                    self.raw(if index == 0 { b"" } else { b" " });
                    self.object(object);
                }
                self.raw(b"]");
            }
            Object::Dictionary(dictionary) => self.dictionary(dictionary),
            // Streams are never direct (ISO 32000-1, 7.3.8.1).
            Object::Stream(stream) => self.dictionary(&stream.dict),
            Object::Reference((number, generation)) => {
                self.text(format_args!("{number} {generation} R"));
            }
        }
    }

    fn dictionary(&mut self, dictionary: &Dictionary) {
        self.raw(b"<<");
        for (key, value) in dictionary {
            self.name(key);
            self.raw(b" ");
            self.object(value);
        }
        self.raw(b">>");
    }

    /// Source: ISO 32000-1, 7.3.5.
    fn name(&mut self, name: &[u8]) {
        self.raw(b"/");
        for byte in name {
            if byte.is_ascii_graphic() && !b"()<>[]{}/%#".contains(byte) {
                self.bytes.push(*byte);
            } else {
                self.text(format_args!("#{byte:02X}"));
            }
        }
    }

    /// Source: ISO 32000-1, 7.3.4.
    fn string(&mut self, text: &[u8], format: StringFormat) {
        let is_plain = text.iter().all(|byte| matches!(byte, b' '..=b'~'));
        if format == StringFormat::Hexadecimal || !is_plain {
            self.raw(b"<");
            text.iter().for_each(|byte| self.text(format_args!("{byte:02X}")));
            self.raw(b">");
            return;
        }
        self.raw(b"(");
        for byte in text {
            if b"()\\".contains(byte) {
                self.raw(b"\\");
            }
            self.bytes.push(*byte);
        }
        self.raw(b")");
    }

    /// The cross-reference table; numbers that are not used form the list of free ones. Source: ISO
    /// 32000-1, 7.5.4.
    fn table(&mut self, places: &[(ObjectId, usize)]) {
        let size = places.last().map_or(1, |((number, _), _)| *number + 1);
        let mut entries = vec![None; usize::try_from(size).unwrap_or_default()];
        for ((number, generation), place) in places {
            if let Some(entry) = entries.get_mut(*number as usize) {
                *entry = Some((*place, *generation));
            }
        }
        self.text(format_args!("xref\n0 {size}\n"));
        let free: Vec<usize> = (0..entries.len()).filter(|at| entries[*at].is_none()).collect();
        let mut next_free = free.iter().skip(1).copied();
        for (number, entry) in entries.iter().enumerate() {
            match entry {
                Some((place, generation)) => {
                    self.text(format_args!("{place:010} {generation:05} n \n"));
                }
                None => {
                    let (next, generation) =
                        (next_free.next().unwrap_or(0), if number == 0 { 65535 } else { 0 });
                    self.text(format_args!("{next:010} {generation:05} f \n"));
                }
            }
        }
    }

    fn take_in(&mut self) {
        self.identity.update(&self.bytes[self.hashed..]);
        self.hashed = self.bytes.len();
    }

    /// The identifier, twice: the same content has the same name (ISO 32000-1, 14.4).
    fn identifier(&mut self) -> Object {
        self.take_in();
        let digits = std::mem::take(&mut self.identity).finish().to_string();
        let bytes = digits.as_bytes()[..ID_DIGITS].chunks_exact(2).map(|pair| {
            std::str::from_utf8(pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok())
        });
        let identifier = Object::String(bytes.flatten().collect(), StringFormat::Hexadecimal);
        Object::Array(vec![identifier.clone(), identifier])
    }
}
