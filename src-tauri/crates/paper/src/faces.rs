//! Faces: those of `assets/fonts`, compiled in, so that the system maps them and reads only the pages that
//! are touched, and those that somebody brings along. Which face a character takes is in `fonts`.

use std::cmp::Ordering;
use std::fmt;
use std::sync::OnceLock;

use ttf_parser::Face as Tables;

/// A face, by the file it is in. Its name, bytes and tables stay for as long as the program runs.
#[derive(Clone, Copy)]
pub(crate) struct Face(&'static File);

/// A face as it lies in its file.
struct File {
    /// Its place in the resources of a document; two faces of one document have two.
    number: u8,
    /// In the PDF, without spaces.
    name: &'static str,
    bytes: &'static [u8],
    /// Its place in a collection.
    index: u32,
    tables: OnceLock<Tables<'static>>,
}

/// The faces that come with the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Own {
    Serif,
    SerifBold,
    Sans,
    Fang,
    Kai,
    Rare,
}

macro_rules! file {
    ($own:ident, $name:literal, $path:literal) => {
        File {
            number: Own::$own as u8,
            name: $name,
            bytes: include_bytes!(concat!("../../../../assets/fonts/", $path)),
            index: 0,
            tables: OnceLock::new(),
        }
    };
}

static FILES: [File; 6] = [
    file!(Serif, "NotoSerifSC-Regular", "NotoSerifSC-Regular.ttf"),
    file!(SerifBold, "NotoSerifSC-Bold", "NotoSerifSC-Bold.ttf"),
    file!(Sans, "NotoSansSC-Medium", "NotoSansSC-Medium.ttf"),
    file!(Fang, "FandolFang-Regular", "FandolFang-Regular.ttf"),
    file!(Kai, "ShenbaoKai-Regular", "ShenbaoKai-Regular.ttf"),
    file!(Rare, "HanaMinB", "HanaMinB.ttf"),
];

/// A glyph of a face, with its advance in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) face: Face,
    pub(crate) id: u16,
    pub(crate) advance: f32,
}

impl From<Own> for Face {
    fn from(own: Own) -> Self {
        Self(&FILES[own as usize])
    }
}

impl Face {
    /// A face that somebody brings along, whose bytes were judged; the `slot`-th of those.
    pub(crate) fn brought(slot: u8, name: String, bytes: Vec<u8>, index: u32) -> Self {
        let (number, tables) = (Own::Rare as u8 + 1 + slot, OnceLock::new());
        let file = File { number, name: name.leak(), bytes: bytes.leak(), index, tables };
        Self(Box::leak(Box::new(file)))
    }

    /// Its place in the resources of a document.
    pub(crate) fn number(self) -> u8 {
        self.0.number
    }

    pub(crate) fn name(self) -> &'static str {
        self.0.name
    }

    pub(crate) fn bytes(self) -> &'static [u8] {
        self.0.bytes
    }

    /// Its place in the collection that its bytes are.
    pub(crate) fn index(self) -> u32 {
        self.0.index
    }

    pub(crate) fn tables(self) -> &'static Tables<'static> {
        self.0.tables.get_or_init(|| {
            Tables::parse(self.0.bytes, self.0.index)
                .expect("make fonts checks the fonts in assets, and Fonts those brought along")
        })
    }

    /// The glyph of a character, where the face has it: a table of characters may also lead to .notdef.
    pub(crate) fn glyph(self, character: char) -> Option<Glyph> {
        let id = self.tables().glyph_index(character).filter(|id| id.0 != 0)?.0;
        Some(Glyph { face: self, id, advance: self.advance(id) })
    }

    /// The left and right end of a glyph's ink, from its origin, in em; nothing where it has none.
    pub(crate) fn ink(self, id: u16) -> Option<(f32, f32)> {
        let tables = self.tables();
        let ink = tables.glyph_bounding_box(ttf_parser::GlyphId(id))?;
        let em = f32::from(tables.units_per_em());
        Some((f32::from(ink.x_min) / em, f32::from(ink.x_max) / em))
    }

    /// The advance of a glyph in em.
    pub(crate) fn advance(self, id: u16) -> f32 {
        let tables = self.tables();
        let units = tables.glyph_hor_advance(ttf_parser::GlyphId(id)).unwrap_or(0);
        f32::from(units) / f32::from(tables.units_per_em())
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.name)
    }
}

impl Ord for Face {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |face: &Self| (face.0.number, face.0.name, face.0.index);
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Face {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Face {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Face {}
