//! What of a PDF goes from the process that read it to the one that asked: the objects that its pages use, as plain
//! values in a form of our own that is read in one pass, each under its number. Nothing is parsed again.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat};

use super::{line_up, reachable, tree_type};

/// Values nest no deeper than lopdf reads them.
const DEEPEST: usize = 128;

/// A form of bytes that is not what was written.
#[derive(Debug)]
pub(super) struct NotOurs;

/// Writes.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) bytes: Vec<u8>,
    /// How many values were written: each takes more room where it is read than here.
    pub(super) values: usize,
}

impl Writer {
    pub(super) fn number(&mut self, number: u64) {
        self.bytes.extend_from_slice(&number.to_le_bytes());
    }

    pub(super) fn text(&mut self, text: &[u8]) {
        self.number(text.len() as u64);
        self.bytes.extend_from_slice(text);
    }

    fn id(&mut self, id: ObjectId) {
        self.number(u64::from(id.0));
        self.number(u64::from(id.1));
    }

    fn dictionary(&mut self, entries: &Dictionary) {
        self.number(entries.len() as u64);
        for (key, value) in entries {
            self.text(key);
            self.object(value);
        }
    }

    fn object(&mut self, object: &Object) {
        self.values += 1;
        let kind = |writer: &mut Self, kind: u8| writer.bytes.push(kind);
        match object {
            Object::Null => kind(self, 0),
            Object::Boolean(value) => self.bytes.extend([1, u8::from(*value)]),
            Object::Integer(value) => {
                kind(self, 2);
                self.number(value.cast_unsigned());
            }
            Object::Real(value) => {
                kind(self, 3);
                self.bytes.extend_from_slice(&value.to_le_bytes());
            }
            Object::Name(name) => {
                kind(self, 4);
                self.text(name);
            }
            Object::String(text, format) => {
                kind(self, if *format == StringFormat::Literal { 5 } else { 6 });
                self.text(text);
            }
            Object::Array(list) => {
                kind(self, 7);
                self.number(list.len() as u64);
                for object in list {
                    self.object(object);
                }
            }
            Object::Dictionary(entries) => {
                kind(self, 8);
                self.dictionary(entries);
            }
            Object::Stream(stream) => {
                kind(self, 9);
                self.dictionary(&stream.dict);
                self.text(&stream.content);
            }
            Object::Reference(id) => {
                kind(self, 10);
                self.id(*id);
            }
        }
    }

    /// The pages and what they use, what they inherit from, and the catalog with its layers.
    pub(super) fn document(&mut self, document: &Document, pages: &[ObjectId]) {
        let mut ids = reachable(document, pages);
        for page in pages {
            ids.extend(line_up(document, *page));
        }
        let layers = document.catalog().ok().and_then(|catalog| catalog.get(b"OCProperties").ok());
        ids.extend(layers.map(|layers| referred(document, layers)).into_iter().flatten());
        self.number(pages.len() as u64);
        for page in pages {
            self.id(*page);
        }
        // What else is of the tree is known by its type only, so that it is passed by here as it would be there.
        let stubs: Vec<(ObjectId, Object)> = document
            .objects
            .iter()
            .filter(|(id, _)| !ids.contains(*id))
            .filter_map(|(id, object)| {
                let kind = tree_type(object)?.to_vec();
                let stub = Dictionary::from_iter([("Type", Object::Name(kind))]);
                Some((*id, Object::Dictionary(stub)))
            })
            .collect();
        let used = ids.iter().filter_map(|id| Some((*id, document.objects.get(id)?)));
        let used: Vec<_> = used.chain(stubs.iter().map(|(id, stub)| (*id, stub))).collect();
        self.number(used.len() as u64);
        for (id, object) in used {
            self.id(id);
            self.object(object);
        }
        self.object(layers.unwrap_or(&Object::Null));
    }
}

/// What the list of layers refers to, and what that refers to.
fn referred(document: &Document, layers: &Object) -> Vec<ObjectId> {
    let mut found: Vec<ObjectId> = Vec::new();
    let mut to_do = vec![(layers, 0)];
    while let Some((object, depth)) = to_do.pop() {
        match object {
            Object::Reference(id) if depth < 4 && !found.contains(id) => {
                found.push(*id);
                to_do.extend(document.objects.get(id).map(|there| (there, depth + 1)));
            }
            Object::Array(list) => to_do.extend(list.iter().map(|object| (object, depth))),
            Object::Dictionary(entries) => {
                to_do.extend(entries.iter().map(|(_, value)| (value, depth)));
            }
            _ => {}
        }
    }
    found
}

/// Reads.
pub(super) struct Reader<'b> {
    pub(super) bytes: &'b [u8],
}

impl<'b> Reader<'b> {
    fn take(&mut self, count: usize) -> Result<&'b [u8], NotOurs> {
        let (taken, rest) = self.bytes.split_at_checked(count).ok_or(NotOurs)?;
        self.bytes = rest;
        Ok(taken)
    }

    pub(super) fn byte(&mut self) -> Result<u8, NotOurs> {
        Ok(self.take(1)?[0])
    }

    pub(super) fn number(&mut self) -> Result<u64, NotOurs> {
        let bytes = self.take(8)?.try_into().map_err(|_| NotOurs)?;
        Ok(u64::from_le_bytes(bytes))
    }

    /// How many follow. There are at least as many bytes, or it is not true.
    pub(super) fn count(&mut self) -> Result<usize, NotOurs> {
        let count = usize::try_from(self.number()?).map_err(|_| NotOurs)?;
        if count <= self.bytes.len() { Ok(count) } else { Err(NotOurs) }
    }

    pub(super) fn text(&mut self) -> Result<&'b [u8], NotOurs> {
        let count = self.count()?;
        self.take(count)
    }

    fn id(&mut self) -> Result<ObjectId, NotOurs> {
        let (number, generation) = (self.number()?, self.number()?);
        let number = u32::try_from(number).map_err(|_| NotOurs)?;
        Ok((number, u16::try_from(generation).map_err(|_| NotOurs)?))
    }

    fn dictionary(&mut self, depth: usize) -> Result<Dictionary, NotOurs> {
        let mut entries = Dictionary::new();
        for _ in 0..self.count()? {
            let key = self.text()?.to_vec();
            entries.set(key, self.object(depth)?);
        }
        Ok(entries)
    }

    fn object(&mut self, depth: usize) -> Result<Object, NotOurs> {
        let depth = depth.checked_sub(1).ok_or(NotOurs)?;
        Ok(match self.byte()? {
            0 => Object::Null,
            1 => Object::Boolean(self.byte()? != 0),
            2 => Object::Integer(self.number()?.cast_signed()),
            3 => Object::Real(f32::from_le_bytes(self.take(4)?.try_into().map_err(|_| NotOurs)?)),
            4 => Object::Name(self.text()?.to_vec()),
            5 => Object::String(self.text()?.to_vec(), StringFormat::Literal),
            6 => Object::String(self.text()?.to_vec(), StringFormat::Hexadecimal),
            7 => {
                let count = self.count()?;
                Object::Array((0..count).map(|_| self.object(depth)).collect::<Result<_, _>>()?)
            }
            8 => Object::Dictionary(self.dictionary(depth)?),
            9 => {
                let dict = self.dictionary(depth)?;
                let content = self.text()?.to_vec();
                let (allows_compression, start_position) = (true, None);
                Object::Stream(Stream { dict, content, allows_compression, start_position })
            }
            10 => Object::Reference(self.id()?),
            _ => return Err(NotOurs),
        })
    }

    /// The pages, and the document that they are in.
    pub(super) fn document(&mut self) -> Result<(Document, Vec<ObjectId>), NotOurs> {
        let count = self.count()?;
        let pages = (0..count).map(|_| self.id()).collect::<Result<Vec<_>, _>>()?;
        let mut document = Document::new();
        for _ in 0..self.count()? {
            let id = self.id()?;
            document.max_id = document.max_id.max(id.0);
            document.objects.insert(id, self.object(DEEPEST)?);
        }
        let mut catalog = Dictionary::new();
        match self.object(DEEPEST)? {
            Object::Null => {}
            layers => catalog.set("OCProperties", layers),
        }
        let root = (document.max_id.checked_add(1).ok_or(NotOurs)?, 0);
        document.objects.insert(root, Object::Dictionary(catalog));
        document.trailer.set("Root", Object::Reference(root));
        Ok((document, pages))
    }
}
