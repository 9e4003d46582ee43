//! What printpdf cannot say about pages and fonts: language, printing at 100 %, the boxes of pages, names
//! and heights of fonts; and streams deflated.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::bodies::{Bodies, Body};
use super::fonts::Fonts;
use super::pictures::shared_resources;
use super::pieces::{Keep, deflated};
use super::{Packing, WriteFault};
use crate::faces::Face;

/// Says in which language the document is and how it is shown and printed.
pub(crate) fn set_catalog(document: &mut Document) -> Result<(), WriteFault> {
    let catalog = document.catalog_mut().map_err(|cause| WriteFault::Structure { cause })?;
    catalog.set("Lang", Object::string_literal("zh-CN"));
    let preferences = Dictionary::from_iter([
        ("DisplayDocTitle", Object::Boolean(true)),
        ("PrintScaling", Object::Name(b"None".to_vec())),
    ]);
    catalog.set("ViewerPreferences", preferences);
    // Pages are called by their numbers (ISO 32000-1, 12.4.2).
    let decimal = Dictionary::from_iter([("S", Object::Name(b"D".to_vec()))]);
    let labels = vec![Object::Integer(0), Object::Dictionary(decimal)];
    catalog.set("PageLabels", Dictionary::from_iter([("Nums", Object::Array(labels))]));
    Ok(())
}

/// Puts the cut fonts in, which printpdf would copy several times. They carry a tag of six letters before
/// their name (ISO 32000-1, 9.6.4), and descriptors the face's own box and heights.
pub(crate) fn put_fonts(
    document: &mut Document,
    bodies: &mut Bodies,
    fonts: &Fonts,
    packing: Packing,
) -> Result<(), WriteFault> {
    let programs = mend_fonts(document, fonts).map_err(|cause| WriteFault::Structure { cause })?;
    for (face, id) in programs {
        let Some(program) = fonts.program(face) else { continue };
        bodies.put(id, Body::packed(program, packing, Keep::Yes)?);
    }
    Ok(())
}

/// The faces and the streams of their programs.
fn mend_fonts(document: &mut Document, fonts: &Fonts) -> lopdf::Result<Vec<(Face, ObjectId)>> {
    if fonts.faces().next().is_none() {
        return Ok(Vec::new());
    }
    let shared = shared_resources(document, b"Font")?;
    let mut programs = Vec::new();
    for face in fonts.faces() {
        let key = Fonts::id(face).0;
        let font = document.get_dictionary(shared)?.get(key.as_bytes())?.as_reference()?;
        let tag = (b'A' + face.number()) as char;
        let tagged = || Object::Name(format!("SBX{tag}{tag}{tag}+{}", face.name()).into_bytes());
        let font = document.get_dictionary_mut(font)?;
        font.set("BaseFont", tagged());
        let descendants = font.get_mut(b"DescendantFonts")?.as_array_mut()?;
        let Some(descendant) = descendants.first_mut() else { continue };
        let descendant = descendant.as_dict_mut()?;
        descendant.set("BaseFont", tagged());
        let descriptor = descendant.get(b"FontDescriptor")?.as_reference()?;
        let descriptor = document.get_dictionary_mut(descriptor)?;
        descriptor.set("FontName", tagged());
        measure(descriptor, face);
        // CFF outlines stand in FontFile3, whole as printpdf wrote them.
        let Ok(program) = descriptor.get(b"FontFile2") else { continue };
        let id = program.as_reference()?;
        let length = fonts.program(face).map_or(0, |program| program.len());
        let stream = document.get_object_mut(id)?.as_stream_mut()?;
        stream.dict.set("Length1", i64::try_from(length).unwrap_or(i64::MAX));
        programs.push((face, id));
    }
    Ok(programs)
}

/// Source: ISO 32000-1, 9.8.
fn measure(descriptor: &mut Dictionary, face: Face) {
    let tables = face.tables();
    let scale = |units: i16| i64::from(units) * 1000 / i64::from(tables.units_per_em().max(1));
    let bounds = tables.global_bounding_box();
    let corners = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max];
    descriptor.set("FontBBox", corners.map(|corner| Object::Integer(scale(corner))).to_vec());
    descriptor.set("Ascent", scale(tables.ascender()));
    descriptor.set("Descent", scale(tables.descender()));
    descriptor.set("CapHeight", scale(tables.capital_height().unwrap_or(tables.ascender())));
    // Symbolic: the cut font has no standard Latin encoding (ISO 32000-1, 9.8.2).
    descriptor.set("Flags", 4);
    // Where it stands it must name every glyph, and it need not stand (ISO 19005-2, 6.2.11.4.2).
    descriptor.remove(b"CIDSet");
}

/// Deflates the streams that have no filter and no body beside the document.
pub(crate) fn deflate(document: &mut Document, bodies: &Bodies) -> Result<(), WriteFault> {
    for (id, object) in &mut document.objects {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.has(b"Filter") || bodies.of(*id).is_some() {
            continue;
        }
        let packed = deflated(&stream.content, Keep::No)?;
        if packed.len() < stream.content.len() {
            stream.set_content(packed);
            stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
        }
    }
    Ok(())
}
