//! Styles of Word as far as a form needs them: face, size, boldness, place, numbers, and whether a table
//! style draws lines. A style says what it says over the style it is based on.

use std::collections::BTreeMap;

use catalog::FontRole;

use crate::document::Side;
use crate::reading::xml::Node;

/// What a style or a run says of type.
#[derive(Clone, Debug, Default)]
pub(crate) struct Type {
    pub(crate) role: Option<FontRole>,
    pub(crate) points: Option<f64>,
    pub(crate) bold: Option<bool>,
    pub(crate) underline: Option<bool>,
    pub(crate) hidden: Option<bool>,
}

impl Type {
    /// Reads `rPr`.
    pub(crate) fn of(properties: Option<&Node>) -> Self {
        let Some(properties) = properties else { return Self::default() };
        let face = properties.child("rFonts").and_then(|fonts| {
            fonts.attribute("eastAsia").or_else(|| fonts.attribute("ascii")).map(str::to_owned)
        });
        Self {
            role: face.map(|face| role(&face)),
            points: properties
                .child("sz")
                .and_then(|size| size.number("val"))
                .map(|half| half / 2.0),
            bold: properties.switch("b"),
            underline: properties.switch("u"),
            hidden: properties.switch("vanish"),
        }
    }

    /// What `self` says, and what it does not say from `below`.
    pub(crate) fn over(&self, below: &Self) -> Self {
        Self {
            role: self.role.or(below.role),
            points: self.points.or(below.points),
            bold: self.bold.or(below.bold),
            underline: self.underline.or(below.underline),
            hidden: self.hidden.or(below.hidden),
        }
    }
}

/// The part that a face plays in official papers.
fn role(face: &str) -> FontRole {
    let lower = face.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["小标宋", "xiaobiaosong", "大标宋"]) {
        FontRole::Title
    } else if has(&["仿宋", "fangsong"]) {
        FontRole::Fang
    } else if has(&["楷", "kai"]) {
        FontRole::Kai
    } else if has(&["黑", "hei", "雅黑", "arial"]) {
        FontRole::Hei
    } else {
        FontRole::Song
    }
}

/// What a paragraph style says of numbers: the list and its level.
pub(crate) type Numbered = (String, usize);

#[derive(Clone, Debug, Default)]
struct Style {
    base: Option<String>,
    run: Type,
    side: Option<Side>,
    numbered: Option<Numbered>,
    ruled: Option<bool>,
    outline: Option<u8>,
}

/// The styles of a file.
#[derive(Debug, Default)]
pub(crate) struct Styles {
    usual: Type,
    usual_paragraph: Option<String>,
    by_id: BTreeMap<String, Style>,
}

/// Styles based on one another; more is a circle.
const LONGEST_CHAIN: usize = 20;

impl Styles {
    /// Reads `styles.xml`.
    pub(crate) fn of(root: &Node) -> Self {
        let usual = Type::of(root.at(&["docDefaults", "rPrDefault", "rPr"]));
        let mut styles = Self { usual, ..Self::default() };
        for node in root.nodes().filter(|node| &*node.name == "style") {
            let Some(id) = node.attribute("styleId") else { continue };
            let paragraph = node.child("pPr");
            let style = Style {
                base: node.child("basedOn").and_then(Node::val).map(str::to_owned),
                run: Type::of(node.child("rPr")),
                side: paragraph.and_then(side),
                numbered: paragraph.and_then(numbered),
                ruled: node.at(&["tblPr", "tblBorders"]).map(draws),
                outline: paragraph.and_then(outline).or_else(|| named_heading(node)),
            };
            if node.attribute("type") == Some("paragraph") && node.attribute("default") == Some("1")
            {
                styles.usual_paragraph = Some(id.to_owned());
            }
            styles.by_id.insert(id.to_owned(), style);
        }
        styles
    }

    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let first = id.and_then(|id| self.by_id.get(id));
        let next = |style: &&'s Style| style.base.as_ref().and_then(|base| self.by_id.get(base));
        std::iter::successors(first, next).take(LONGEST_CHAIN)
    }

    fn paragraph<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        self.chain(id.or(self.usual_paragraph.as_deref()))
    }

    /// The type of a paragraph of this style.
    pub(crate) fn run(&self, id: Option<&str>) -> Type {
        let own = self.paragraph(id).fold(Type::default(), |above, style| above.over(&style.run));
        own.over(&self.usual)
    }

    /// The type that a character style says.
    pub(crate) fn characters(&self, id: Option<&str>) -> Type {
        self.chain(id).fold(Type::default(), |above, style| above.over(&style.run))
    }

    /// Where a paragraph of this style stands.
    pub(crate) fn side(&self, id: Option<&str>) -> Side {
        self.paragraph(id).find_map(|style| style.side).unwrap_or_default()
    }

    /// The numbers of a paragraph of this style.
    pub(crate) fn numbered(&self, id: Option<&str>) -> Option<Numbered> {
        self.paragraph(id).find_map(|style| style.numbered.clone())
    }

    /// The level of a paragraph of this style as a heading.
    pub(crate) fn outline(&self, id: Option<&str>) -> Option<u8> {
        self.paragraph(id).find_map(|style| style.outline).filter(|level| *level > 0)
    }

    /// Whether a table of this style has lines.
    pub(crate) fn ruled(&self, id: Option<&str>) -> bool {
        self.chain(id).find_map(|style| style.ruled).unwrap_or(false)
    }
}

/// Where `pPr` puts its paragraph.
pub(crate) fn side(properties: &Node) -> Option<Side> {
    Some(match properties.child("jc")?.val()? {
        "center" => Side::Centre,
        "right" | "end" => Side::Right,
        _ => Side::Left,
    })
}

/// The level of a heading that `pPr` names, from 1; 0 where it says that it is none.
pub(crate) fn outline(properties: &Node) -> Option<u8> {
    let level = properties.child("outlineLvl")?.number("val")?;
    Some(if (0.0..9.0).contains(&level) { level as u8 + 1 } else { 0 })
}

/// The same of a style that Word calls a heading.
fn named_heading(style: &Node) -> Option<u8> {
    let name = style.child("name").and_then(Node::val)?.trim().to_lowercase();
    let number = ["heading", "标题"].iter().find_map(|word| name.strip_prefix(word))?;
    number.trim().parse().ok().filter(|level| (1..=9).contains(level))
}

/// The list and level that `pPr` names.
pub(crate) fn numbered(properties: &Node) -> Option<Numbered> {
    let numbers = properties.child("numPr")?;
    let list = numbers.child("numId").and_then(Node::val)?.to_owned();
    let level = numbers.child("ilvl").and_then(|level| level.number("val")).unwrap_or(0.0);
    Some((list, level.clamp(0.0, 8.0) as usize))
}

/// Whether borders say that any line is drawn.
pub(crate) fn draws(borders: &Node) -> bool {
    borders.nodes().any(|side| !matches!(side.val(), None | Some("none" | "nil")))
}
