//! Which face a character takes: the face of its role, then Noto Serif SC, then HanaMinB for rare name
//! characters. 仿宋 and 小标宋 may be brought along; a face is taken only if its maker allows it to be embedded.
//!
//! The cut fonts in `assets/fonts` have one glyph for each character, because ToUnicode must be one to one. 仿宋
//! text takes Latin and digits from Noto Serif: FandolFang draws them without serifs. 楷体 is a cut of LXGW
//! WenKai under a name of its own, as its licence asks.

use catalog::FontRole;
use ttf_parser::{Face as Tables, Permissions};

use crate::faces::{Face, Glyph, Own};

/// A face without these is none for Chinese papers.
const MUST_HAVE: &str = "的一国中人年月日网络扶贫，。";

/// The faces that papers are set in: those of the program, or for 仿宋 and 小标宋 others. What is set with
/// different fonts differs, so the sheets of one document are set with the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fonts {
    fang: Option<Face>,
    title: Option<Face>,
}

/// Why a face of the system is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FontRefused {
    /// The bytes are no font.
    #[error("不是可用的字体文件")]
    NoFont,
    /// Its licence keeps it out of documents, or keeps it from being cut.
    #[error("字体不允许嵌入文件")]
    NotEmbeddable,
    /// It has no Chinese.
    #[error("字体里没有常用汉字")]
    NoHan,
    /// Only 仿宋 and 小标宋 can be preferred.
    #[error("这种字体不能另选")]
    NotChosen,
}

impl Fonts {
    /// The same with a face preferred for a role; characters that it lacks come from the program's faces.
    ///
    /// `index` is its place in a collection, else 0. The bytes stay in memory for as long as the program runs.
    ///
    /// # Errors
    /// Why it is not used.
    pub fn prefer(
        self,
        role: FontRole,
        name: &str,
        bytes: Vec<u8>,
        index: u32,
    ) -> Result<Self, FontRefused> {
        let slot = match role {
            FontRole::Fang => 0,
            FontRole::Title => 1,
            FontRole::Song | FontRole::Hei | FontRole::Kai => return Err(FontRefused::NotChosen),
        };
        judge(&bytes, index)?;
        // The PDF's name of a face has no spaces and no Chinese.
        let ascii: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let name = if ascii.is_empty() { format!("Installed{role:?}") } else { ascii };
        let face = Some(Face::brought(slot, name, bytes, index));
        Ok(if slot == 0 { Self { fang: face, ..self } } else { Self { title: face, ..self } })
    }

    /// The name of the face that is preferred for a role.
    pub fn preferred(&self, role: FontRole) -> Option<&'static str> {
        match role {
            FontRole::Fang => self.fang.map(Face::name),
            FontRole::Title => self.title.map(Face::name),
            FontRole::Song | FontRole::Hei | FontRole::Kai => None,
        }
    }

    /// The glyph of a character in the first face of the role's chain that has it.
    pub(crate) fn glyph(&self, role: FontRole, character: char) -> Option<Glyph> {
        let preferred = match role {
            // FandolFang draws Latin letters and digits without serifs; official papers have them with.
            FontRole::Fang if !character.is_ascii() => self.fang,
            FontRole::Title => self.title,
            _ => None,
        };
        let own = chain(role, character).iter().map(|own| Face::from(*own));
        preferred.into_iter().chain(own).find_map(|face| face.glyph(character))
    }
}

/// Radicals, marks and ideographs of China begin here; what stands before is shared with other scripts.
const FIRST_OF_CHINA: char = '\u{2E80}';

fn chain(role: FontRole, character: char) -> &'static [Own] {
    match role {
        FontRole::Fang if character.is_ascii() => &[Own::Serif],
        // Shenbao Kai draws Latin as if by hand, and quotes, · and × for Latin: a third of an em wide.
        FontRole::Kai if character < FIRST_OF_CHINA => &[Own::Serif, Own::Kai, Own::Rare],
        FontRole::Song => &[Own::Serif, Own::Rare],
        FontRole::Fang => &[Own::Fang, Own::Serif, Own::Rare],
        FontRole::Hei => &[Own::Sans, Own::Serif, Own::Rare],
        FontRole::Kai => &[Own::Kai, Own::Serif, Own::Rare],
        FontRole::Title => &[Own::SerifBold, Own::Serif, Own::Rare],
    }
}

/// Source: OpenType, OS/2 fsType. Preview and print is enough for a PDF; bitmaps only, or the font whole
/// only, is not.
fn judge(bytes: &[u8], index: u32) -> Result<(), FontRefused> {
    let face = Tables::parse(bytes, index).map_err(|_| FontRefused::NoFont)?;
    if face.tables().glyf.is_none() && face.tables().cff.is_none() {
        return Err(FontRefused::NoFont);
    }
    let embeddable = face.permissions().is_some_and(|allowed| allowed != Permissions::Restricted);
    if !embeddable || !face.is_subsetting_allowed() || !face.is_outline_embedding_allowed() {
        return Err(FontRefused::NotEmbeddable);
    }
    let has = |character| {
        face.glyph_index(character).is_some_and(|id| face.glyph_hor_advance(id).is_some())
    };
    if MUST_HAVE.chars().all(has) { Ok(()) } else { Err(FontRefused::NoHan) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: Fonts = Fonts { fang: None, title: None };

    #[test]
    fn rare_name_characters_come_from_the_chain() {
        for character in ['䶮', '㛃', '𬭎', '𠮷', '〇', '龘'] {
            assert!(OWN.glyph(FontRole::Fang, character).is_some(), "{character}");
        }
        assert_eq!(OWN.glyph(FontRole::Fang, '𠮷').map(|glyph| glyph.face), Some(Own::Rare.into()));
        assert_eq!(OWN.glyph(FontRole::Fang, '扶').map(|glyph| glyph.face), Some(Own::Fang.into()));
        assert_eq!(OWN.glyph(FontRole::Fang, '😀'), None);
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
                all.iter().filter(|character| OWN.glyph(role, **character).is_none()).collect();
            assert_eq!(missing, "", "{role:?}");
        }
    }

    #[test]
    fn kai_takes_what_it_lacks_and_latin_from_song() {
        let face = |character| OWN.glyph(FontRole::Kai, character).map(|glyph| glyph.face);
        assert_eq!(face('楷'), Some(Own::Kai.into()));
        assert_eq!(face('䶮'), Some(Own::Kai.into()));
        assert_eq!(face('，'), Some(Own::Kai.into()));
        for character in ['A', '7', '“', '·', '—', '龘'] {
            assert_eq!(face(character), Some(Own::Serif.into()), "{character}");
        }
        assert_eq!(face('𠮷'), Some(Own::Rare.into()));
        assert_eq!(face('😀'), None);
    }

    fn fang() -> Vec<u8> {
        Face::from(Own::Fang).bytes().to_vec()
    }

    /// The place of fsType in the file.
    fn fs_type(bytes: &[u8]) -> usize {
        let tables = usize::from(u16::from_be_bytes([bytes[4], bytes[5]]));
        let record =
            (0..tables).map(|table| 12 + table * 16).find(|at| &bytes[*at..at + 4] == b"OS/2");
        let record = record.unwrap();
        let offset: [u8; 4] = bytes[record + 8..record + 12].try_into().unwrap();
        u32::from_be_bytes(offset) as usize + 8
    }

    #[test]
    fn a_face_is_judged_by_its_embedding_bits() {
        assert_eq!(judge(&fang(), 0), Ok(()));
        for (bits, verdict) in [
            (0x0000, Ok(())),
            (0x0002, Err(FontRefused::NotEmbeddable)),
            (0x0004, Ok(())),
            (0x0008, Ok(())),
            (0x0108, Err(FontRefused::NotEmbeddable)),
            (0x0200, Err(FontRefused::NotEmbeddable)),
        ] {
            let mut bytes = fang();
            let at = fs_type(&bytes);
            bytes[at..at + 2].copy_from_slice(&u16::to_be_bytes(bits));
            assert_eq!(judge(&bytes, 0), verdict, "{bits:#06x}");
        }
    }

    #[test]
    fn what_is_no_chinese_font_is_refused() {
        assert_eq!(judge(b"no font", 0), Err(FontRefused::NoFont));
        assert_eq!(judge(&fang()[..4000], 0), Err(FontRefused::NoFont));
        assert_eq!(judge(&fang(), 1), Err(FontRefused::NoFont));
        assert_eq!(judge(Face::from(Own::Rare).bytes(), 0), Err(FontRefused::NoHan));
        let song = Fonts::default().prefer(FontRole::Song, "SimSun", fang(), 0);
        assert_eq!(song, Err(FontRefused::NotChosen));
    }

    #[test]
    fn a_face_that_is_preferred_is_so_in_the_value_alone() {
        let own = Fonts::default();
        let preferred = own.prefer(FontRole::Fang, "仿宋 X", fang(), 0).unwrap();
        assert_eq!(preferred.preferred(FontRole::Fang), Some("X"));
        assert_eq!(own.preferred(FontRole::Fang), None);
        let name = |fonts: Fonts| fonts.glyph(FontRole::Fang, '扶').map(|glyph| glyph.face.name());
        assert_eq!(name(preferred), Some("X"));
        assert_eq!(name(own), Some("FandolFang-Regular"));
    }
}
