//! Faces and sizes of type by their Chinese names: `仿宋 小四`.

use foundation::{Code, Pt};

use crate::reading::fault::{Page, probably_meant};

/// A face and a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeStyle {
    /// The face.
    pub role: FontRole,
    /// The size.
    pub size: Pt,
}

/// The faces of official papers, by the part they play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontRole {
    /// 宋体: labels and small print.
    Song,
    /// 仿宋: what is filled in, and running text.
    Fang,
    /// 黑体: headings.
    Hei,
    /// 楷体: headings of the second level, notes.
    Kai,
    /// 小标宋: titles.
    Title,
}

/// 字号 in points, as Word has them; OOXML `w:sz` is twice that.
pub(crate) const SIZES: &[(&str, f64)] = &[
    ("初号", 42.0),
    ("小初", 36.0),
    ("一号", 26.0),
    ("小一", 24.0),
    ("二号", 22.0),
    ("小二", 18.0),
    ("三号", 16.0),
    ("小三", 15.0),
    ("四号", 14.0),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.5),
    ("小六", 6.5),
    ("七号", 5.5),
    ("八号", 5.0),
];

/// Faces by name.
pub(crate) const ROLES: &[(&str, FontRole)] = &[
    ("宋体", FontRole::Song),
    ("仿宋", FontRole::Fang),
    ("黑体", FontRole::Hei),
    ("楷体", FontRole::Kai),
    ("小标宋", FontRole::Title),
    ("粗宋体", FontRole::Title),
];

impl TypeStyle {
    /// The face in the named size that is nearest to so many points.
    pub fn nearest(role: FontRole, points: f64) -> Self {
        let distance = |size: &f64| (size - points).abs();
        let sizes = SIZES.iter().map(|(_, size)| *size);
        let size = sizes.min_by(|a, b| distance(a).total_cmp(&distance(b))).unwrap_or(12.0);
        Self { role, size: Pt(size) }
    }
}

/// Reads a face and a size such as `仿宋 小四`.
pub(crate) fn type_style(page: &Page<'_>, text: &str, at: usize) -> Option<TypeStyle> {
    let mut role = None;
    let mut size = None;
    for word in text.split_whitespace() {
        if let Some((_, known)) = ROLES.iter().find(|(name, _)| *name == word) {
            role = Some(*known);
        } else if let Some((_, known)) = SIZES.iter().find(|(name, _)| *name == word) {
            size = Some(Pt(*known));
        } else {
            let known = ROLES.iter().map(|(name, _)| *name);
            let known = known.chain(SIZES.iter().map(|(name, _)| *name));
            page.fault(
                Code::UnknownWord,
                at,
                format!("没有“{word}”这种字体或字号。"),
                probably_meant(word, known),
            );
            return None;
        }
    }
    match (role, size) {
        (Some(role), Some(size)) => Some(TypeStyle { role, size }),
        _ => {
            let hint = "例如“仿宋 小四”。".into();
            page.fault(Code::BadValue, at, format!("“{text}”要写明字体和字号。"), hint);
            None
        }
    }
}
