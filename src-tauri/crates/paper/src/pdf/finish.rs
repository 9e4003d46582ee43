//! What printpdf cannot say: version, identifier from the content, language, printing at 100 %, font
//! names and boxes; streams deflated at level 6 (level 9 costs twice for nothing).

use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use foundation::{Digest, Timestamp};
use jiff::tz;
use lopdf::{Dictionary, Document, Object, ObjectId, StringFormat, text_string};

use super::fonts::Fonts;
use super::{Packing, PdfFault, Title};

/// Mends the document and writes it to bytes.
pub(crate) fn finish(
    mut document: Document,
    fonts: &Fonts,
    title: &Title,
    packing: Packing,
) -> Result<Vec<u8>, PdfFault> {
    // 1.7: what PDF/A-2 and every printer of the last fifteen years take.
    document.version = "1.7".into();
    describe(&mut document, title)?;
    mend_fonts(&mut document, fonts);
    if packing == Packing::Deflate {
        deflate(&mut document)?;
    }
    let identifier = Object::String(vec![0; ID_BYTES], StringFormat::Hexadecimal);
    document.trailer.set("ID", Object::Array(vec![identifier.clone(), identifier]));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).map_err(|cause| PdfFault::Write { cause })?;
    put_identifier(&mut bytes);
    Ok(bytes)
}

/// Length of a file identifier. Source: ISO 32000-1, 14.4, which names MD5's 16 bytes.
const ID_BYTES: usize = 16;

/// Puts the digest of the document in the place of the empty identifiers, so that the same content has
/// the same name.
fn put_identifier(bytes: &mut [u8]) {
    let digest = Digest::of(bytes).to_string().to_uppercase();
    let digits = &digest.as_bytes()[..ID_BYTES * 2];
    let empty = [b'0'; ID_BYTES * 2];
    // The trailer is the last thing in the file.
    for _ in 0..2 {
        if let Some(at) = bytes.windows(empty.len()).rposition(|window| window == empty) {
            bytes[at..at + empty.len()].copy_from_slice(digits);
        }
    }
}

fn describe(document: &mut Document, title: &Title) -> Result<(), PdfFault> {
    let catalog = document.catalog_mut().map_err(|cause| PdfFault::Structure { cause })?;
    catalog.set("Lang", Object::string_literal("zh-CN"));
    let preferences = Dictionary::from_iter([
        ("DisplayDocTitle", Object::Boolean(true)),
        ("PrintScaling", Object::Name(b"None".to_vec())),
    ]);
    catalog.set("ViewerPreferences", preferences);
    let date = Object::string_literal(pdf_date(title.moment));
    let info = Dictionary::from_iter([
        ("Title", text_string(&title.title)),
        ("Author", text_string(&title.author)),
        ("Subject", text_string(&title.subject)),
        ("Creator", text_string("申报匣")),
        ("Producer", text_string(concat!("Shenbaoxia ", env!("CARGO_PKG_VERSION")))),
        ("CreationDate", date.clone()),
        ("ModDate", date),
    ]);
    let info_id = document.trailer.get(b"Info").and_then(Object::as_reference);
    let info_id = info_id.map_err(|cause| PdfFault::Structure { cause })?;
    document.set_object(info_id, info);
    Ok(())
}

/// `D:20200610080000+08'00'`: China's time. Source: ISO 32000-1, 7.9.4.
fn pdf_date(moment: Timestamp) -> String {
    let time = tz::offset(8).to_datetime(moment);
    format!(
        "D:{:04}{:02}{:02}{:02}{:02}{:02}+08'00'",
        time.year(),
        time.month(),
        time.day(),
        time.hour(),
        time.minute(),
        time.second()
    )
}

/// Cut fonts carry a tag of six letters before their name (ISO 32000-1, 9.6.4), and descriptors the
/// face's own box and heights.
fn mend_fonts(document: &mut Document, fonts: &Fonts) {
    for face in fonts.faces() {
        let name = face.name().as_bytes();
        let tag = (b'A' + face as u8) as char;
        let tagged = format!("SBX{tag}{tag}{tag}+{}", face.name()).into_bytes();
        let tables = face.tables();
        let scale = |units: i16| i64::from(units) * 1000 / i64::from(tables.units_per_em().max(1));
        let bounds = tables.global_bounding_box();
        for object in document.objects.values_mut() {
            let Ok(dictionary) = object.as_dict_mut() else { continue };
            for key in [b"BaseFont".as_slice(), b"FontName"] {
                if dictionary.get(key).and_then(Object::as_name).is_ok_and(|found| found == name) {
                    dictionary.set(key, Object::Name(tagged.clone()));
                }
            }
            let is_descriptor =
                dictionary.get(b"FontName").and_then(Object::as_name).is_ok_and(|n| n == tagged);
            if is_descriptor {
                let corners = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
                dictionary.set("FontBBox", corners.map(|v| Object::Integer(scale(v))).to_vec());
                dictionary.set("Ascent", scale(tables.ascender()));
                dictionary.set("Descent", scale(tables.descender()));
                dictionary
                    .set("CapHeight", scale(tables.capital_height().unwrap_or(tables.ascender())));
                // Symbolic: the cut font has no standard Latin encoding (ISO 32000-1, 9.8.2).
                dictionary.set("Flags", 4);
                dictionary.remove(b"CIDSet");
            }
        }
    }
}

fn deflate(document: &mut Document) -> Result<(), PdfFault> {
    let streams: Vec<ObjectId> = document
        .objects
        .iter()
        .filter(
            |(_, object)| matches!(object, Object::Stream(stream) if !stream.dict.has(b"Filter")),
        )
        .map(|(id, _)| *id)
        .collect();
    for id in streams {
        let Some(Object::Stream(stream)) = document.objects.get_mut(&id) else { continue };
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(6));
        encoder.write_all(&stream.content).map_err(|cause| PdfFault::Write { cause })?;
        let packed = encoder.finish().map_err(|cause| PdfFault::Write { cause })?;
        if packed.len() < stream.content.len() {
            stream.set_content(packed);
            stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
        }
    }
    Ok(())
}
