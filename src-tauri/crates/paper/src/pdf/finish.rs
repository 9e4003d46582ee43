//! What printpdf cannot say: language, printing at 100 %, font names and boxes; and streams deflated.

use foundation::Timestamp;
use jiff::tz;
use lopdf::{Dictionary, Document, Object, text_string};

use super::bodies::{Bodies, deflated};
use super::fonts::Fonts;
use super::{PdfFault, Title};

/// Says what the document is, in which language, and how it is printed.
pub(crate) fn describe(document: &mut Document, title: &Title) -> Result<(), PdfFault> {
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
pub(crate) fn mend_fonts(document: &mut Document, fonts: &Fonts) {
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

/// Deflates the streams that have no filter and no body beside the document.
pub(crate) fn deflate(document: &mut Document, bodies: &Bodies) -> Result<(), PdfFault> {
    for (id, object) in &mut document.objects {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.has(b"Filter") || bodies.of(*id).is_some() {
            continue;
        }
        if let Some(packed) = deflated(&stream.content)? {
            stream.set_content(packed);
            stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
        }
    }
    Ok(())
}
