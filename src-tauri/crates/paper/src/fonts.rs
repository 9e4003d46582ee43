//! The faces that come with the program, and the chain of fallback: the face of the role, then Noto
//! Serif SC, then HanaMinB for rare name characters. The files are compiled in, so the system maps
//! them and reads only the pages that are touched.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use case::Case;
use catalog::{Field, FontRole, Form};
use foundation::{Code, FieldPath, Finding, Severity};
use ttf_parser::Face as Tables;

use crate::preferred;
use crate::text::printable;

/// One face of `assets/fonts`, or one of the system's that the user prefers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Face {
    Serif,
    SerifBold,
    Sans,
    Fang,
    Kai,
    Rare,
    /// 仿宋 of the system.
    OwnFang,
    /// 小标宋 of the system.
    OwnTitle,
}

/// How many there are.
const FACES: usize = 8;

/// The name for PDF and the bytes of a face.
pub(crate) struct File {
    pub(crate) name: &'static str,
    pub(crate) bytes: &'static [u8],
    /// Its place in a collection.
    pub(crate) index: u32,
}

macro_rules! file {
    ($name:literal, $path:literal) => {
        File {
            name: $name,
            bytes: include_bytes!(concat!("../../../../assets/fonts/", $path)),
            index: 0,
        }
    };
}

static FILES: [File; 6] = [
    file!("NotoSerifSC-Regular", "NotoSerifSC-Regular.ttf"),
    file!("NotoSerifSC-Bold", "NotoSerifSC-Bold.ttf"),
    file!("NotoSansSC-Medium", "NotoSansSC-Medium.ttf"),
    file!("FandolFang-Regular", "FandolFang-Regular.ttf"),
    file!("ShenbaoKai-Regular", "ShenbaoKai-Regular.ttf"),
    file!("HanaMinB", "HanaMinB.ttf"),
];

/// A glyph of a face, with its advance in em.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Glyph {
    pub(crate) face: Face,
    pub(crate) id: u16,
    pub(crate) advance: f32,
}

impl Face {
    /// Whether it came with the program, or was given to `prefer`.
    fn is_there(self) -> bool {
        (self as usize) < FILES.len() || preferred::file(self).is_some()
    }

    fn file(self) -> &'static File {
        let file = FILES.get(self as usize).or_else(|| preferred::file(self));
        file.expect("a face of the system is in a chain only when it was given")
    }

    pub(crate) fn name(self) -> &'static str {
        self.file().name
    }

    pub(crate) fn bytes(self) -> &'static [u8] {
        self.file().bytes
    }

    /// Its place in the collection that its bytes are.
    pub(crate) fn index(self) -> u32 {
        self.file().index
    }

    pub(crate) fn tables(self) -> &'static Tables<'static> {
        static TABLES: [OnceLock<Tables<'static>>; FACES] = [const { OnceLock::new() }; FACES];
        TABLES[self as usize].get_or_init(|| {
            let file = self.file();
            Tables::parse(file.bytes, file.index)
                .expect("make fonts checks the fonts in assets, and prefer those of the system")
        })
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

/// Radicals, marks and ideographs of China begin here; what stands before is shared with other scripts.
const FIRST_OF_CHINA: char = '\u{2E80}';

fn chain(role: FontRole, character: char) -> &'static [Face] {
    match role {
        // FandolFang draws Latin letters and digits without serifs; official papers have them with.
        FontRole::Fang if character.is_ascii() => &[Face::Serif],
        // Shenbao Kai draws Latin as if by hand, and quotes, · and × for Latin: a third of an em wide.
        FontRole::Kai if character < FIRST_OF_CHINA => &[Face::Serif, Face::Kai, Face::Rare],
        FontRole::Song => &[Face::Serif, Face::Rare],
        FontRole::Fang => &[Face::OwnFang, Face::Fang, Face::Serif, Face::Rare],
        FontRole::Hei => &[Face::Sans, Face::Serif, Face::Rare],
        FontRole::Kai => &[Face::Kai, Face::Serif, Face::Rare],
        FontRole::Title => &[Face::OwnTitle, Face::SerifBold, Face::Serif, Face::Rare],
    }
}

/// The glyph of a character in the first face of the role's chain that has it.
pub(crate) fn glyph(role: FontRole, character: char) -> Option<Glyph> {
    chain(role, character).iter().filter(|face| face.is_there()).find_map(|face| {
        let id = face.tables().glyph_index(character)?.0;
        Some(Glyph { face: *face, id, advance: face.advance(id) })
    })
}

/// A finding for each field that holds characters which no face has.
pub fn characters_without_font(form: &Form, case: &Case) -> Vec<Finding> {
    let judge = |field: &Field| {
        let value = case.value(&field.id)?;
        without_font(value.texts().into_iter(), &field.plain_label(), FieldPath::field(&field.id))
    };
    form.fields.iter().filter_map(judge).collect()
}

/// A finding if texts hold characters which no face has.
pub(crate) fn without_font<'t>(
    texts: impl Iterator<Item = &'t str>,
    label: &str,
    path: FieldPath,
) -> Option<Finding> {
    let is_missing = |character: &char| {
        !character.is_whitespace() && glyph(FontRole::Song, *character).is_none()
    };
    let missing: BTreeSet<char> = texts.flat_map(printable).filter(is_missing).collect();
    if missing.is_empty() {
        return None;
    }
    let shown: Vec<String> = missing
        .iter()
        .take(10)
        .map(|character| format!("{character}（U+{:04X}）", u32::from(*character)))
        .collect();
    let message = format!("“{label}”里有字体中没有的字：{}。", shown.join("、"));
    let finding = Finding::new(Code::CharacterWithoutFont, Severity::Error, path, message);
    Some(finding.hint("请改用通用的写法，或改成文字说明；表情符号请删去。"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_name_characters_come_from_the_chain() {
        for character in ['䶮', '㛃', '𬭎', '𠮷', '〇', '龘'] {
            assert!(glyph(FontRole::Fang, character).is_some(), "{character}");
        }
        assert_eq!(glyph(FontRole::Fang, '𠮷').map(|glyph| glyph.face), Some(Face::Rare));
        assert_eq!(glyph(FontRole::Fang, '扶').map(|glyph| glyph.face), Some(Face::Fang));
        assert_eq!(glyph(FontRole::Fang, '😀'), None);
    }

    #[test]
    fn every_role_has_the_standard_characters_and_extension_b() {
        let standard = include_str!("../../../../tests/characters/tgh-2013.txt");
        let lines = standard.lines().filter(|line| !line.starts_with('#'));
        let rare = (0x2_0000..=0x2_A6D6).filter_map(char::from_u32);
        let all: Vec<char> = lines.flat_map(str::chars).chain(rare).collect();
        assert_eq!(all.len(), 8105 + 42_711);
        for role in [FontRole::Song, FontRole::Fang, FontRole::Hei, FontRole::Kai, FontRole::Title]
        {
            let missing: String =
                all.iter().filter(|character| glyph(role, **character).is_none()).collect();
            assert_eq!(missing, "", "{role:?}");
        }
    }

    #[test]
    fn kai_takes_what_it_lacks_and_latin_from_song() {
        let face = |character| glyph(FontRole::Kai, character).map(|glyph| glyph.face);
        assert_eq!(face('楷'), Some(Face::Kai));
        assert_eq!(face('䶮'), Some(Face::Kai));
        assert_eq!(face('，'), Some(Face::Kai));
        for character in ['A', '7', '“', '·', '—', '龘'] {
            assert_eq!(face(character), Some(Face::Serif), "{character}");
        }
        assert_eq!(face('𠮷'), Some(Face::Rare));
        assert_eq!(face('😀'), None);
    }
}
