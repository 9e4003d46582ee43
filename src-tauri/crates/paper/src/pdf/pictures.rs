//! Pictures as XObjects: one for each digest, however often it is shown. A JPEG goes through as it came,
//! with its orientation in the matrix that places it; plain samples are deflated in a file and left as they are
//! for the screen.

use std::collections::HashMap;
use std::sync::Arc;

use foundation::{Digest, Mm, Pt};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use media::{Orientation, PaperPicture, Pixels};
use printpdf::XObjectId;

use super::bodies::{Bodies, Body};
use super::pieces::Keep;
use super::{Packing, WriteFault};
use crate::layout::{Item, Sheets};

/// The pictures of one document, in the order in which they are first shown.
pub(crate) struct Pictures<'s> {
    pictures: Vec<&'s PaperPicture>,
    numbers: HashMap<Digest, usize>,
}

impl<'s> Pictures<'s> {
    /// The pictures on these pages.
    pub(crate) fn on(sheets: &'s Sheets) -> Self {
        let mut all = Self { pictures: Vec::new(), numbers: HashMap::new() };
        for item in sheets.pages.iter().flat_map(|page| &page.items) {
            let Item::Picture { picture, .. } = item else { continue };
            all.numbers.entry(picture.digest).or_insert_with(|| {
                all.pictures.push(picture);
                all.pictures.len() - 1
            });
        }
        all
    }

    /// The name of a picture in the resources.
    pub(crate) fn id(&self, picture: &PaperPicture) -> XObjectId {
        XObjectId(format!("P{}", self.numbers.get(&picture.digest).copied().unwrap_or_default()))
    }

    /// Adds the pictures to the document and to the resources of each page, which share one dictionary.
    pub(crate) fn add_to(
        &self,
        document: &mut Document,
        bodies: &mut Bodies,
        packing: Packing,
    ) -> Result<(), WriteFault> {
        if self.pictures.is_empty() {
            return Ok(());
        }
        let mut names = Dictionary::new();
        for picture in &self.pictures {
            let id = add(document, bodies, picture, packing)?;
            names.set(self.id(picture).0, Object::Reference(id));
        }
        let structure = |cause| WriteFault::Structure { cause };
        let shared = shared_resources(document, b"XObject").map_err(structure)?;
        document.set_object(shared, names);
        Ok(())
    }
}

/// The dictionary of one kind of resources, which printpdf shares between all pages.
pub(crate) fn shared_resources(document: &Document, kind: &[u8]) -> lopdf::Result<ObjectId> {
    let page = document.page_iter().next().ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let resources = document.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
    document.get_dictionary(resources)?.get(kind)?.as_reference()
}

/// Adds one picture, with its profile where it has one that a PDF may hold.
fn add(
    document: &mut Document,
    bodies: &mut Bodies,
    picture: &PaperPicture,
    packing: Packing,
) -> Result<ObjectId, WriteFault> {
    let (components, profile, orientation) = match &picture.pixels {
        Pixels::Jpeg { components, profile, orientation, .. } => {
            (*components, profile.as_ref(), *orientation)
        }
        Pixels::Plain { components, .. } => (*components, None, Orientation::None),
    };
    let colours = match profile.filter(|profile| is_usable(profile, components)) {
        Some(profile) => {
            let stream = Stream::new(
                Dictionary::from_iter([("N", Object::from(i64::from(components)))]),
                Vec::new(),
            );
            let id = document.add_object(stream);
            bodies.put(id, Body::packed(Arc::clone(profile), packing, Keep::No)?);
            Object::Array(vec![Object::Name(b"ICCBased".to_vec()), Object::Reference(id)])
        }
        None if components == 1 => Object::Name(b"DeviceGray".to_vec()),
        None => Object::Name(b"DeviceRGB".to_vec()),
    };
    let (width, height) = stored_size(picture, orientation);
    let stream = Stream::new(
        Dictionary::from_iter([
            ("Type", Object::Name(b"XObject".to_vec())),
            ("Subtype", Object::Name(b"Image".to_vec())),
            ("Width", Object::Integer(width)),
            ("Height", Object::Integer(height)),
            ("ColorSpace", colours),
            ("BitsPerComponent", Object::Integer(8)),
        ]),
        Vec::new(),
    );
    let id = document.add_object(stream);
    bodies.put(
        id,
        match &picture.pixels {
            Pixels::Jpeg { bytes, .. } => {
                Body::filtered(Arc::clone(bytes), "DCTDecode", picture.digest)
            }
            Pixels::Plain { samples, .. } => Body::packed(Arc::clone(samples), packing, Keep::No)?,
        },
    );
    Ok(id)
}

/// The size before the orientation.
fn stored_size(picture: &PaperPicture, orientation: Orientation) -> (i64, i64) {
    let (width, height) = (i64::from(picture.width), i64::from(picture.height));
    if orientation.swaps_sides() { (height, width) } else { (width, height) }
}

/// Whether a profile may stand in a PDF for so many components. Source: ISO 32000-1, 8.6.5.5 (version,
/// class, number of components); ICC.1:2010, 7.2 (where the header says so).
fn is_usable(profile: &[u8], components: u8) -> bool {
    let (Some(version), Some(class), Some(space), Some(mark)) =
        (profile.get(8), profile.get(12..16), profile.get(16..20), profile.get(36..40))
    else {
        return false;
    };
    let declared = profile.first_chunk().map(|length| u32::from_be_bytes(*length));
    let is_whole = declared.is_some_and(|length| usize::try_from(length) == Ok(profile.len()));
    let right_space: &[u8] = if components == 1 { b"GRAY" } else { b"RGB " };
    is_whole
        && mark == b"acsp"
        && matches!(version, 2 | 4)
        && [b"scnr", b"mntr", b"prtr", b"spac"].iter().any(|known| class == *known)
        && space == right_space
}

/// The matrix that lays a stored picture upright into its box; `x` and `y` are of the lower left corner.
/// Source: ISO 32000-1, 8.9.5: the unit square, the first row of samples at its top.
pub(crate) fn placed(
    picture: &PaperPicture,
    (x, y): (Pt, Pt),
    (width, height): (Mm, Mm),
) -> [f32; 6] {
    let orientation = match &picture.pixels {
        Pixels::Jpeg { orientation, .. } => *orientation,
        Pixels::Plain { .. } => Orientation::None,
    };
    // Where the stored picture's right (a, b) and up (c, d) point to in the unit square, and its corner.
    let [a, b, c, d, e, f] = match orientation {
        Orientation::None => [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        Orientation::Mirror => [-1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
        Orientation::Half => [-1.0, 0.0, 0.0, -1.0, 1.0, 1.0],
        Orientation::Flip => [1.0, 0.0, 0.0, -1.0, 0.0, 1.0],
        Orientation::Transpose => [0.0, -1.0, -1.0, 0.0, 1.0, 1.0],
        Orientation::Clockwise => [0.0, -1.0, 1.0, 0.0, 0.0, 1.0],
        Orientation::Transverse => [0.0, 1.0, 1.0, 0.0, 0.0, 0.0],
        Orientation::CounterClockwise => [0.0, 1.0, -1.0, 0.0, 1.0, 0.0],
    };
    let (width, height) = (Pt::from(width).0, Pt::from(height).0);
    [a * width, b * height, c * width, d * height, x.0 + e * width, y.0 + f * height]
        .map(|number| ((number * 1000.0).round() / 1000.0) as f32)
}
