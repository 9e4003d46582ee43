//! The faces of a document, each cut to the glyphs it uses. Glyphs are numbered in the order of their
//! ids, so the same characters give the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use printpdf::{FontId, FontMetrics, ParsedFont, PdfFont};
use subsetter::GlyphRemapper;

use super::WriteFault;
use crate::faces::Face;
use crate::layout::{Item, Sheets};

/// The faces of one document.
pub(crate) struct Fonts {
    cuts: BTreeMap<Face, Cut>,
}

/// One face, cut.
pub(crate) struct Cut {
    remapper: GlyphRemapper,
    program: Arc<[u8]>,
}

/// Stands in for a font while printpdf describes it: it looks at no more, and `finish` puts the font in.
/// Source: OpenType 1.9, the first four bytes of a font with TrueType outlines.
const TRUE_TYPE: [u8; 4] = [0, 1, 0, 0];
/// How a font with CFF outlines begins.
const CFF: &[u8] = b"OTTO";

/// Cuts each face to the glyphs that stand on the pages.
#[expect(
    clippy::mutable_key_type,
    reason = "the tables of a face are read late, and no part of its order"
)]
pub(crate) fn cut(sheets: &Sheets) -> Result<Fonts, WriteFault> {
    let mut used: BTreeMap<Face, BTreeSet<u16>> = BTreeMap::new();
    for item in sheets.pages.iter().flat_map(|page| &page.items) {
        match item {
            Item::Text(run) => {
                let ids = used.entry(run.face).or_default();
                ids.extend(run.glyphs.iter().map(|glyph| glyph.id));
            }
            Item::Code(code) => {
                for run in &code.words {
                    let ids = used.entry(run.face).or_default();
                    ids.extend(run.glyphs.iter().map(|glyph| glyph.id));
                }
            }
            Item::DraftMark => {
                for (face, id, _) in draft_mark() {
                    used.entry(face).or_default().insert(id);
                }
            }
            Item::Tick { ticked, .. } => {
                if let Some((face, id)) = box_glyph(*ticked) {
                    used.entry(face).or_default().insert(id);
                }
            }
            Item::Rule { .. }
            | Item::Picture { .. }
            | Item::SealPlace { .. }
            | Item::SignaturePlace { .. } => {}
        }
    }
    let cut = |(face, ids): (Face, BTreeSet<u16>)| {
        let ids: Vec<u16> = ids.into_iter().collect();
        let remapper = GlyphRemapper::new_from_glyphs_sorted(&ids);
        let program = subsetter::subset(face.bytes(), face.index(), &remapper)
            .map_err(|cause| WriteFault::Subset { face: face.name(), cause })?;
        Ok((face, Cut { remapper, program: program.into() }))
    };
    Ok(Fonts { cuts: used.into_iter().map(cut).collect::<Result<_, WriteFault>>()? })
}

/// The glyphs of 草稿 in its face.
pub(crate) fn draft_mark() -> impl Iterator<Item = (Face, u16, char)> {
    "草稿".chars().filter_map(|character| {
        // 黑体 is always the program's.
        let glyph = crate::fonts::Fonts::default().glyph(catalog::FontRole::Hei, character)?;
        Some((glyph.face, glyph.id, character))
    })
}

/// The glyph that stands unseen where a box is drawn, in its face. No face has ☑; ▣ is one that nobody writes.
pub(crate) fn box_glyph(ticked: bool) -> Option<(Face, u16)> {
    let shown = if ticked { '▣' } else { '□' };
    let glyph = crate::fonts::Fonts::default().glyph(catalog::FontRole::Song, shown)?;
    Some((glyph.face, glyph.id))
}

impl Fonts {
    /// The name of a face in the document's resources.
    pub(crate) fn id(face: Face) -> FontId {
        FontId(format!("F{}", face.number()))
    }

    /// The faces by their names in the resources.
    pub(crate) fn faces(&self) -> impl Iterator<Item = Face> {
        self.cuts.keys().copied()
    }

    /// The cut face.
    pub(crate) fn program(&self, face: Face) -> Option<Arc<[u8]>> {
        self.cuts.get(&face).map(|cut| Arc::clone(&cut.program))
    }

    /// The number of a glyph in the cut face.
    pub(crate) fn code(&self, face: Face, id: u16) -> u16 {
        self.cuts.get(&face).and_then(|cut| cut.remapper.get(id)).unwrap_or(0)
    }

    /// The cut faces as printpdf takes them.
    pub(crate) fn resources(&self) -> impl Iterator<Item = (FontId, PdfFont)> {
        self.cuts.iter().map(|(face, cut)| {
            let tables = face.tables();
            let widths: BTreeMap<u16, u16> = cut
                .remapper
                .remapped_gids()
                .enumerate()
                .filter_map(|(code, id)| {
                    let advance = tables.glyph_hor_advance(ttf_parser::GlyphId(id))?;
                    Some((u16::try_from(code).ok()?, advance))
                })
                .collect();
            let metrics = FontMetrics { ascent: tables.ascender(), descent: tables.descender() };
            // printpdf asks the first bytes what kind of font it is. CFF outlines, which only faces of
            // the system have, it takes out of their file itself.
            let is_cff = cut.program.starts_with(CFF);
            let program = if is_cff { cut.program.to_vec() } else { TRUE_TYPE.to_vec() };
            let parsed = ParsedFont::with_glyph_data(
                program,
                0,
                Some(face.name().to_owned()),
                BTreeMap::new(),
                widths,
                tables.units_per_em(),
                metrics,
            );
            (Self::id(*face), PdfFont::new(parsed))
        })
    }
}
