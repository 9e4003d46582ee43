//! Faces of the system that the user prefers to those of the program: 仿宋 and 小标宋, for the life of the
//! process. Bytes come in from outside; a face is taken only if its maker allows it to be embedded.

use std::sync::OnceLock;

use catalog::FontRole;
use ttf_parser::{Face as Tables, Permissions};

use crate::fonts::{Face, File};

/// A face without these is none for Chinese papers.
const MUST_HAVE: &str = "的一国中人年月日网络扶贫，。";

static FANG: OnceLock<File> = OnceLock::new();
static TITLE: OnceLock<File> = OnceLock::new();

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
    /// Only 仿宋 and 小标宋 can be preferred, once each.
    #[error("这种字体不能另选")]
    NotChosen,
}

/// Prefers a face for a role, for the life of the process; characters that it lacks come from the program's
/// faces as before. Call it before anything is set: pages set before and after differ.
///
/// `index` is its place in a collection, else 0.
///
/// # Errors
/// Why it is not used.
pub fn prefer(role: FontRole, name: &str, bytes: Vec<u8>, index: u32) -> Result<(), FontRefused> {
    let slot = slot(role).ok_or(FontRefused::NotChosen)?;
    judge(&bytes, index)?;
    // The PDF's name of a face has no spaces and no Chinese.
    let ascii: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let name = if ascii.is_empty() { format!("Installed{role:?}") } else { ascii };
    let file = File { name: name.leak(), bytes: bytes.leak(), index };
    slot.set(file).map_err(|_| FontRefused::NotChosen)
}

/// The name of the face that was given for a role.
pub fn preferred(role: FontRole) -> Option<&'static str> {
    Some(slot(role)?.get()?.name)
}

pub(crate) fn file(face: Face) -> Option<&'static File> {
    match face {
        Face::OwnFang => FANG.get(),
        Face::OwnTitle => TITLE.get(),
        _ => None,
    }
}

fn slot(role: FontRole) -> Option<&'static OnceLock<File>> {
    match role {
        FontRole::Fang => Some(&FANG),
        FontRole::Title => Some(&TITLE),
        FontRole::Song | FontRole::Hei | FontRole::Kai => None,
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

    fn fang() -> Vec<u8> {
        Face::Fang.bytes().to_vec()
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
        assert_eq!(judge(Face::Rare.bytes(), 0), Err(FontRefused::NoHan));
        assert_eq!(prefer(FontRole::Song, "SimSun", fang(), 0), Err(FontRefused::NotChosen));
    }
}
