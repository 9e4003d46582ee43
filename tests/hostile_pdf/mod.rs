//! PDFs made to hurt whoever reads or draws them, a hundred and more kinds, each from a few lines: what calls itself,
//! what says that it is huge, what unpacks to much more, what never ends.
#![allow(unreachable_pub, reason = "shared by tests")]

mod drawings;
mod structures;

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

/// Takes a file and the name of its kind.
pub type Add<'a> = dyn FnMut(&str, Vec<u8>) + 'a;

/// Makes one after the other.
pub fn all(add: &mut Add<'_>) {
    structures::all(add);
    drawings::all(add);
}

/// 135 bytes that say that there are two thousand million objects.
pub fn endless_table() -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n1 0 obj\n".to_vec();
    let entries = "/Type/XRef/Size 9999999/W[0 0 0]/Index[0 2147483647]/Root 1 0 R";
    bytes.extend(stream(entries, b""));
    bytes.extend_from_slice(b"\nendobj\nstartxref\n9\n%%EOF\n");
    bytes
}

/// A file of these objects, numbered from 1, with a right table; the first is the catalog.
pub fn file_of(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        writeln!(bytes, "{} 0 obj", index + 1).unwrap();
        bytes.extend_from_slice(object);
        bytes.extend_from_slice(b"\nendobj\n");
    }
    let (start, count) = (bytes.len(), objects.len() + 1);
    write!(bytes, "xref\n0 {count}\n0000000000 65535 f \n").unwrap();
    for place in places {
        writeln!(bytes, "{place:010} 00000 n ").unwrap();
    }
    write!(bytes, "trailer\n<</Size {count}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n").unwrap();
    bytes
}

/// A page with these entries, a drawing (object 4) and what else there is (from object 5).
pub fn page(entries: &str, drawing: &[u8], more: &[Vec<u8>]) -> Vec<u8> {
    let entries = if entries.contains("/MediaBox") {
        entries.to_owned()
    } else {
        format!("/MediaBox[0 0 595 842]{entries}")
    };
    let mut objects = vec![
        text("<</Type/Catalog/Pages 2 0 R>>"),
        text("<</Type/Pages/Count 1/Kids[3 0 R]>>"),
        text(&format!("<</Type/Page/Parent 2 0 R/Contents 4 0 R{entries}>>")),
        stream("", drawing),
    ];
    objects.extend_from_slice(more);
    file_of(&objects)
}

pub fn text(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

pub fn stream(entries: &str, content: &[u8]) -> Vec<u8> {
    let mut bytes = text(&format!("<</Length {}{entries}>>stream\n", content.len()));
    bytes.extend_from_slice(content);
    bytes.extend_from_slice(b"\nendstream");
    bytes
}

/// A stream that unpacks to this.
pub fn packed(entries: &str, content: &[u8]) -> Vec<u8> {
    stream(&format!("/Filter/FlateDecode{entries}"), &deflated(content))
}

pub fn deflated(content: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(content).unwrap();
    packer.finish().unwrap()
}

/// So many megabytes of one byte, packed: about a thousandth of it.
pub fn bomb(byte: u8, megabytes: usize) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    let piece = vec![byte; 1 << 20];
    for _ in 0..megabytes {
        packer.write_all(&piece).unwrap();
    }
    packer.finish().unwrap()
}

/// A drawing of this many objects, each of which calls the next as often as said.
pub fn doubling(depth: usize, make: impl Fn(usize, Option<usize>) -> Vec<u8>) -> Vec<Vec<u8>> {
    (0..depth).map(|at| make(5 + at, (at + 1 < depth).then_some(6 + at))).collect()
}
