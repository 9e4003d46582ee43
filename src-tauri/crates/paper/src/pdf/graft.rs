//! Pages made elsewhere in the place of pages of ours: their objects come along under new numbers, and what we
//! draw on such a page is drawn over it.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::WriteFault;
use super::unseen::is_annotation;
use crate::foreign::ForeignPdf;
use crate::foreign::{INHERITED, LEFT_OF_ANNOTATIONS, attribute, reachable_beyond};
use crate::layout::{ForeignPage, Page};

/// The name under which our drawing stands in the page's resources; no program uses it.
const OVER: &str = "ShenbaoxiaOver";
/// What a page made elsewhere may bring: no actions, no structure, no ways into the tree it came from.
const KEPT: [&[u8]; 9] = [
    b"Type",
    b"Contents",
    b"Resources",
    b"MediaBox",
    b"CropBox",
    b"Rotate",
    b"UserUnit",
    b"Group",
    b"Annots",
];

/// Puts the foreign pages under ours; `ids` are the objects of the pages in their order.
pub(crate) fn graft(
    document: &mut Document,
    pages: &[Page],
    ids: &[ObjectId],
) -> Result<(), WriteFault> {
    let mut known: BTreeMap<(foundation::Digest, ObjectId), ObjectId> = BTreeMap::new();
    for (page, id) in pages.iter().zip(ids) {
        let Some(under) = &page.under else { continue };
        let mut taken = take(document, under, &mut known);
        let own = document.get_dictionary(*id).map_err(|cause| WriteFault::Structure { cause })?;
        let own = own.clone();
        if !page.items.is_empty() {
            draw_over(document, &mut taken, &own, page)?;
        }
        taken.set("Parent", own.get(b"Parent").cloned().unwrap_or(Object::Null));
        document.objects.insert(*id, Object::Dictionary(taken));
    }
    for page in pages {
        if let Some(under) = &page.under {
            take_layers(document, &under.pdf, &mut known)?;
        }
    }
    Ok(())
}

/// The page's dictionary with everything it uses brought into the document.
fn take(
    document: &mut Document,
    under: &ForeignPage,
    known: &mut BTreeMap<(foundation::Digest, ObjectId), ObjectId>,
) -> Dictionary {
    let from = under.pdf.document();
    let digest = under.pdf.digest();
    let page = under.pdf.page(under.index);
    // What an earlier page brought is known with all that it uses.
    let used = reachable_beyond(from, &[page], &|id| known.contains_key(&(digest, id)));
    for id in used.iter().filter(|id| **id != page) {
        known.entry((digest, *id)).or_insert_with(|| {
            document.max_id += 1;
            (document.max_id, 0)
        });
    }
    let renamed = |id: ObjectId| known.get(&(digest, id)).copied();
    for id in used.iter().filter(|id| **id != page) {
        let (Some(new), Some(object)) = (renamed(*id), from.objects.get(id)) else { continue };
        // A font that several pages use comes once.
        document.objects.entry(new).or_insert_with(|| {
            let mut object = object.clone();
            rename(&mut object, &renamed);
            object
        });
    }
    let mut taken = Dictionary::new();
    let own = from.get_dictionary(page).ok();
    for key in KEPT {
        let inherited = INHERITED.contains(&key).then(|| attribute(from, page, key)).flatten();
        let found = own.and_then(|own| own.get(key).ok()).or(inherited);
        if let Some(found) = found {
            let mut object = if PLAIN.contains(&key) { plain(from, found) } else { found.clone() };
            rename(&mut object, &renamed);
            taken.set(key, object);
        }
    }
    taken
}

/// What says how a page stands; it may be written elsewhere in its file.
const PLAIN: [&[u8]; 4] = [b"MediaBox", b"CropBox", b"Rotate", b"UserUnit"];

/// A number or a list of numbers, without references.
fn plain(from: &Document, object: &Object) -> Object {
    let here = |object: &Object| from.dereference(object).map_or(Object::Null, |(_, o)| o.clone());
    match here(object) {
        Object::Array(list) => Object::Array(list.iter().map(here).collect()),
        other => other,
    }
}

/// Which layers are shown, so that what is hidden there stays hidden. Source: ISO 32000-1, 8.11.4.
fn take_layers(
    document: &mut Document,
    pdf: &ForeignPdf,
    known: &mut BTreeMap<(foundation::Digest, ObjectId), ObjectId>,
) -> Result<(), WriteFault> {
    let Some(layers) = pdf.document().catalog().ok().and_then(|c| c.get(b"OCProperties").ok())
    else {
        return Ok(());
    };
    let mut layers = plain_dictionary(pdf.document(), layers);
    let renamed = |id: ObjectId| known.get(&(pdf.digest(), id)).copied();
    rename(&mut layers, &renamed);
    let catalog = document.catalog_mut().map_err(|cause| WriteFault::Structure { cause })?;
    if !catalog.has(b"OCProperties") {
        catalog.set("OCProperties", layers);
    }
    Ok(())
}

/// The list of layers and how they are shown at first, without references to either.
fn plain_dictionary(from: &Document, object: &Object) -> Object {
    let here = |object: &Object| from.dereference(object).map_or(Object::Null, |(_, o)| o.clone());
    let mut layers = here(object);
    if let Ok(entries) = layers.as_dict_mut() {
        for key in [b"OCGs".as_slice(), b"D"] {
            if let Ok(value) = entries.get(key) {
                let mut value = here(value);
                if let Ok(shown) = value.as_dict_mut() {
                    for list in [b"ON".as_slice(), b"OFF", b"AS", b"Order", b"Locked"] {
                        if let Ok(found) = shown.get(list) {
                            let found = here(found);
                            shown.set(list, found);
                        }
                    }
                }
                entries.set(key, value);
            }
        }
    }
    layers
}

/// Gives references their new numbers; what did not come along is null, and links and scripts are taken out.
/// A list of what is to do takes the place of recursion.
fn rename(object: &mut Object, renamed: &dyn Fn(ObjectId) -> Option<ObjectId>) {
    let mut to_do: Vec<&mut Object> = vec![object];
    while let Some(object) = to_do.pop() {
        match object {
            Object::Reference(id) => match renamed(*id) {
                Some(new) => *id = new,
                None => *object = Object::Null,
            },
            Object::Array(list) => to_do.extend(list.iter_mut()),
            Object::Dictionary(entries) => to_do.extend(without_actions(entries)),
            Object::Stream(stream) => to_do.extend(without_actions(&mut stream.dict)),
            _ => {}
        }
    }
}

fn without_actions(entries: &mut Dictionary) -> impl Iterator<Item = &mut Object> {
    if is_annotation(entries) {
        for key in LEFT_OF_ANNOTATIONS {
            entries.remove(key);
        }
    }
    entries.iter_mut().map(|(_, value)| value)
}

/// Our drawing as a form of its own over the page, whatever the page's own drawing left behind.
fn draw_over(
    document: &mut Document,
    taken: &mut Dictionary,
    own: &Dictionary,
    page: &Page,
) -> Result<(), WriteFault> {
    let structure = |cause: lopdf::Error| WriteFault::Structure { cause };
    let contents = own.get(b"Contents").map_err(structure)?.clone();
    let (_, contents) = document.dereference(&contents).map_err(structure)?;
    let drawing = contents.as_stream().map_err(structure)?.clone();
    let resources = own.get(b"Resources").cloned().unwrap_or_else(|_| dictionary! {}.into());
    let points = |length: foundation::Mm| Object::Real(foundation::Pt::from(length).0 as f32);
    let mut form = drawing;
    form.dict.set("Type", "XObject");
    form.dict.set("Subtype", "Form");
    let corners = vec![0.into(), 0.into(), points(page.width), points(page.height)];
    form.dict.set("BBox", corners);
    form.dict.set("Resources", resources);
    let form = document.add_object(form);

    let (_, there) = match taken.get(b"Resources") {
        Ok(object) => document.dereference(object).map_err(structure)?,
        Err(_) => (None, &Object::Null),
    };
    let mut resources = there.as_dict().cloned().unwrap_or_default();
    let (_, drawn) = match resources.get(b"XObject") {
        Ok(object) => document.dereference(object).map_err(structure)?,
        Err(_) => (None, &Object::Null),
    };
    let mut drawn = drawn.as_dict().cloned().unwrap_or_default();
    drawn.set(OVER, form);
    resources.set("XObject", drawn);
    let (_, states) = match resources.get(b"ExtGState") {
        Ok(object) => document.dereference(object).map_err(structure)?,
        Err(_) => (None, &Object::Null),
    };
    let mut states = states.as_dict().cloned().unwrap_or_default();
    // What lies under the mark stays legible.
    states.set(OVER, dictionary! { "Type" => "ExtGState", "BM" => "Multiply" });
    resources.set("ExtGState", states);
    taken.set("Resources", resources);

    let plain = |text: String| lopdf::Stream::new(dictionary! {}, text.into_bytes());
    let before = document.add_object(plain("q\n".into()));
    let after = document
        .add_object(plain(format!("\nQ q /{OVER} gs {} /{OVER} Do Q\n", upright(taken, page))));
    let mut all = vec![before.into()];
    match taken.get(b"Contents") {
        Ok(Object::Array(list)) => all.extend(list.iter().cloned()),
        Ok(Object::Reference(id)) => {
            let list = document.get_object(*id).and_then(Object::as_array).cloned();
            all.extend(list.unwrap_or_else(|_| vec![Object::Reference(*id)]));
        }
        _ => {}
    }
    all.push(after.into());
    taken.set("Contents", all);
    Ok(())
}

/// The matrix that puts a drawing made for the page as shown onto the page as stored.
fn upright(taken: &Dictionary, page: &Page) -> String {
    let number = |object: &Object| object.as_float().ok().map(f64::from);
    let shown = taken.get(b"CropBox").or_else(|_| taken.get(b"MediaBox"));
    let corners: Vec<f64> = shown
        .and_then(Object::as_array)
        .map(|list| list.iter().filter_map(number).collect())
        .unwrap_or_default();
    let (x, y) = match corners[..] {
        [x1, y1, x2, y2] => (x1.min(x2), y1.min(y2)),
        _ => (0.0, 0.0),
    };
    let unit = taken.get(b"UserUnit").ok().and_then(number).unwrap_or(1.0);
    let (width, height) =
        (foundation::Pt::from(page.width).0 / unit, foundation::Pt::from(page.height).0 / unit);
    let scale = 1.0 / unit;
    let turn = taken.get(b"Rotate").ok().and_then(number).unwrap_or(0.0);
    match (turn / 90.0).round() as i64 % 4 {
        1 | -3 => format!("0 {scale} {} 0 {} {y} cm", -scale, x + height),
        2 | -2 => format!("{} 0 0 {} {} {} cm", -scale, -scale, x + width, y + height),
        3 | -1 => format!("0 {} {scale} 0 {x} {} cm", -scale, y + width),
        _ => format!("{scale} 0 0 {scale} {x} {y} cm"),
    }
}
