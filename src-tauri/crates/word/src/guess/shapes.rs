//! What a cell looks like: empty, a label, options, a foot, blanks for a date, a place for a photo.

use catalog::Kind;

use crate::document::{CONTROL, Cell, Table};
use crate::guess::dates;
use crate::guess::foot;
use crate::guess::kinds::unit;
use crate::guess::options;
use crate::guess::text::{brackets, count, has, squeezed};
use crate::guess::unboxed;

/// What a cell looks like.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// Nothing stands in it.
    Empty,
    /// A place for a photo.
    Photo,
    /// Options, with boxes or without.
    Options,
    /// Nothing but blanks for a date.
    Date(Kind),
    /// Nothing but a unit behind a blank.
    Unit(&'static str),
    /// A blank, and a few words behind it: `      头（只）`, `     /     `.
    Tail,
    /// Blanks for a place: 县（市、区）  乡（镇）  村.
    Place,
    /// A note in brackets that says how to fill it in.
    Hint,
    /// Who signs and whose seal.
    Foot,
    /// A label: a few words.
    Label,
    /// Words that are more than a label.
    Words,
}

/// Judgement: the longest labels of the forms looked at have some thirty characters.
const LONGEST_LABEL: usize = 32;

/// A table with the shapes of its cells, each found out once.
pub(crate) struct Seen<'t> {
    table: &'t Table,
    /// By cell.
    shapes: Vec<Shape>,
}

impl<'t> Seen<'t> {
    pub(crate) fn of(table: &'t Table) -> Self {
        Self { table, shapes: table.cells.iter().map(|cell| shape_of(table, cell)).collect() }
    }

    /// The table, for as long as it stands.
    pub(crate) fn table(&self) -> &'t Table {
        self.table
    }

    /// The shapes, by cell.
    pub(crate) fn into_shapes(self) -> Vec<Shape> {
        self.shapes
    }
}

impl std::ops::Deref for Seen<'_> {
    type Target = Table;

    fn deref(&self) -> &Table {
        self.table
    }
}

/// The shape of a cell, as it was seen.
pub(crate) fn shape<'s>(seen: &'s Seen<'_>, cell: &Cell) -> &'s Shape {
    const NONE: &Shape = &Shape::Empty;
    seen.place(cell.row, cell.column).map_or(NONE, |at| &seen.shapes[at])
}

/// The shape of a cell, found out anew.
pub(crate) fn shape_of(table: &Table, cell: &Cell) -> Shape {
    let text = cell.text();
    let words = squeezed(&text);
    if is_photo(table, cell, &words) {
        return Shape::Photo;
    }
    if words.is_empty() {
        return Shape::Empty;
    }
    if options::boxes(&text) > 0 && options::options(&text).is_some() {
        return Shape::Options;
    }
    if let Some(kind) = dates::date(&text) {
        return Shape::Date(kind);
    }
    let unit = unit(&text);
    if !unit.is_empty() && text.starts_with([' ', '\u{3000}', '_', CONTROL]) {
        return Shape::Unit(unit);
    }
    if is_place(&text) {
        return Shape::Place;
    }
    if unboxed::options(&text, false).is_some() {
        return Shape::Options;
    }
    if is_tail(&text) {
        return Shape::Tail;
    }
    if cell.lines.iter().any(|line| foot::is_foot(&line.text) && !is_label_with_seal(&line.text)) {
        return Shape::Foot;
    }
    if is_hint(&words) {
        return Shape::Hint;
    }
    let sentence = words.contains(['。', '；']) || words.matches('，').count() > 1;
    if count(&text) <= LONGEST_LABEL && !sentence { Shape::Label } else { Shape::Words }
}

/// `基地负责人（签名）` beside an empty cell is a label, not a foot: nothing is left blank for a hand.
fn is_label_with_seal(line: &str) -> bool {
    let words = squeezed(line);
    !line.starts_with([' ', '\u{3000}'])
        && !words.ends_with(['：', ':'])
        && count(line) <= 14
        && foot::parts(line).len() == 1
        && !words.starts_with(['（', '('])
        && (foot::is_seal(line) || foot::is_sign(line))
}

fn is_photo(table: &Table, cell: &Cell, words: &str) -> bool {
    let said = has(words, &["照片", "相片", "彩照", "贴照", "寸照", "免冠", "证件照", "近照"])
        && count(words) <= 24
        && !has(words, &["张另附", "附件", "名称", "说明"]);
    let tall = cell.row_span >= 2 || table.height(cell) >= 25.0;
    (said && (tall || words.contains('贴'))) || (cell.has_picture() && words.is_empty() && tall)
}

/// Words behind a blank that are no label of their own, in one paragraph.
fn is_tail(text: &str) -> bool {
    let blank = text.len() - text.trim_start_matches([' ', '\u{3000}', '_']).len();
    let words = squeezed(text);
    let sign = words.chars().all(|c| !c.is_alphanumeric());
    let unit = crate::guess::kinds::leading_unit(&words);
    blank >= 3 && !text.trim().contains('\n') && count(text) <= 12 && (sign || !unit.is_empty())
}

/// What a cell says that is filled in over its words: `例：2020.09`, `请填写全称`.
fn is_sample(words: &str) -> bool {
    const SAMPLES: [&str; 9] =
        ["例：", "例:", "如：", "如:", "例如", "示例", "请填", "请写", "请输入"];
    SAMPLES.iter().any(|sample| words.starts_with(sample))
}

fn is_hint(words: &str) -> bool {
    if is_sample(words) {
        return true;
    }
    let whole = words.starts_with(['（', '('])
        && brackets(words).first().is_some_and(|inside| count(inside) + 2 == count(words));
    whole && !foot::is_seal(words) && !foot::is_sign(words)
}

/// Blanks before the names of levels.
fn is_place(text: &str) -> bool {
    const LEVELS: [&str; 9] = ["省", "市", "县", "区", "镇", "乡", "村", "街道", "社区"];
    let words: String = squeezed(text).chars().filter(|c| !"（）()、/，,".contains(*c)).collect();
    let mut rest = words.as_str();
    let mut levels = 0;
    while let Some(level) = LEVELS.iter().rev().find(|level| rest.starts_with(**level)) {
        rest = &rest[level.len()..];
        levels += 1;
    }
    levels >= 2 && rest.is_empty() && text.contains([' ', '\u{3000}', '_'])
}
