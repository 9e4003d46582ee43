//! Blocks of the material as units that stand on a page one under the other.

use std::collections::BTreeMap;

use case::MaterialBlock;
use catalog::TypeStyle;
use foundation::{FieldPath, Mm, Pt};
use media::PaperPicture;

use super::headings::{Headings, has_number};
use super::style::{
    BODY, CAPTION, INDENT, LINE, MEASURE, QUOTATION, TABLE_HEAD, TITLE, TRACKING, UNDER_TITLE,
    heading,
};
use super::tables::SetTable;
use crate::fonts::Fonts;
use crate::layout::{FlowLine, PartKind};
use crate::text::{LineAlign, Paragraph, Piece, SetLine, set};

/// A picture is no higher than so many lines. Judgement: less than half a page, so that text stands with it.
pub(super) const MOST_PICTURE_LINES: f64 = 10.0;
/// A picture with few pixels is not stretched beyond this density; below it squares are seen. Judgement.
const LEAST_DPI: f64 = 150.0;
/// A picture that is a little too high for the rest of its page becomes smaller, down to this share of itself.
/// Judgement.
const MOST_SQUEEZED: f64 = 0.6;
/// White space above and below a picture.
const AROUND_PICTURE: Mm = Mm(2.0);
/// White space above the caption of a table.
const ABOVE_TABLE: Mm = Mm(2.0);
/// The strip of a line of a caption: 小四 at Word's pitch for it.
const CAPTION_LINE: Mm = Mm(6.4);

/// Something that stands under what comes before it.
pub(super) enum Unit<'a> {
    /// Lines of a paragraph.
    Text(Text),
    /// A picture with its caption: in one piece.
    Figure(Figure),
    /// A table.
    Table(SetTable<'a>),
}

/// Lines that may be parted between the second and the last but one.
pub(super) struct Text {
    pub(super) lines: Vec<FlowLine>,
    /// Whether it stays with what follows.
    pub(super) leads: bool,
    /// The level and the words of a heading.
    pub(super) section: Option<(u8, String)>,
    /// What it is.
    pub(super) part: PartKind,
}

/// A picture with its caption.
pub(super) struct Figure {
    /// None where it cannot be printed: its words say so.
    pub(super) picture: Option<PaperPicture>,
    pub(super) width: Mm,
    pub(super) height: Mm,
    pub(super) caption: Vec<FlowLine>,
    pub(super) field: FieldPath,
}

impl Figure {
    /// A picture in a box of at most this size, with its caption as wide as `measure`.
    pub(super) fn new(
        (path, picture): (&str, Option<&PaperPicture>),
        fonts: Fonts,
        caption: Vec<FlowLine>,
        most: (Mm, Mm),
        field: FieldPath,
    ) -> Self {
        let Some(picture) = picture else {
            let words = format!("（图片“{path}”不能印出）");
            let missing = small(&words, &Setting::centred(CAPTION, fonts), None, most.0);
            let caption = missing.into_iter().chain(caption).collect();
            return Self { picture: None, width: Mm::ZERO, height: Mm::ZERO, caption, field };
        };
        let (width, height) = fitted(picture, most);
        Self { picture: Some(picture.clone()), width, height, caption, field }
    }

    /// The strip it takes.
    pub(super) fn height(&self) -> Mm {
        let picture =
            if self.picture.is_some() { self.height + AROUND_PICTURE * 2.0 } else { Mm::ZERO };
        picture + self.caption.iter().map(|line| line.height).sum()
    }

    /// The strip it takes where it is made as small as it may be.
    pub(super) fn squeezed_height(&self) -> Mm {
        self.height() - self.height * (1.0 - MOST_SQUEEZED)
    }

    /// The same so much smaller that it fits, where that is not too small.
    pub(super) fn squeezed(mut self, room: Mm) -> Self {
        // A hair less than the room, so that rounding never pushes the caption off the page.
        let excess = self.height() - room + Mm(0.02);
        if excess.0 > 0.0 && self.squeezed_height().0 <= room.0 {
            let scale = (self.height - excess) / self.height;
            self.width = self.width * scale;
            self.height = self.height * scale;
        }
        self
    }

    /// It in words: those of its caption. Where it cannot be printed, only these stand there.
    pub(super) fn part(&self) -> PartKind {
        let words: String = self.caption.iter().map(FlowLine::text).collect();
        match self.picture {
            Some(_) if words.is_empty() => PartKind::Figure("图片".into()),
            Some(_) => PartKind::Figure(words),
            None => PartKind::Paragraph,
        }
    }

    /// Where the picture begins below the top of its strip.
    pub(super) fn above() -> Mm {
        AROUND_PICTURE
    }
}

/// The size of a picture in a box.
fn fitted(picture: &PaperPicture, (width, height): (Mm, Mm)) -> (Mm, Mm) {
    let natural = |pixels: u32| Mm(f64::from(pixels.max(1)) / LEAST_DPI * 25.4);
    let (own_width, own_height) = (natural(picture.width), natural(picture.height));
    let scale = (width / own_width).min(height / own_height).min(1.0);
    (own_width * scale, own_height * scale)
}

/// Text in lines of the page's grid.
pub(super) struct Setting {
    pub(super) style: TypeStyle,
    pub(super) fonts: Fonts,
    pub(super) align: LineAlign,
    /// Of the first line.
    pub(super) indent: Pt,
    /// From either side.
    pub(super) inset: Pt,
}

impl Setting {
    pub(super) const fn running(style: TypeStyle, fonts: Fonts) -> Self {
        Self { style, fonts, align: LineAlign::Justified, indent: INDENT, inset: Pt(0.0) }
    }

    pub(super) const fn centred(style: TypeStyle, fonts: Fonts) -> Self {
        Self { style, fonts, align: LineAlign::Centre, indent: Pt(0.0), inset: Pt(0.0) }
    }

    /// Sets a paragraph; `prefix` is the program's, `text` is that of the field.
    pub(super) fn lines(&self, prefix: &str, text: &str, field: &FieldPath) -> Vec<FlowLine> {
        let mut pieces = Vec::new();
        if !prefix.is_empty() {
            pieces.push(Piece::text(prefix, self.style));
        }
        pieces.push(Piece::text(text, self.style).of(field));
        let paragraph = Paragraph::new(pieces, self.fonts).tracked(TRACKING);
        let width = Pt::from(MEASURE).0 - self.inset.0 * 2.0;
        let lines = set(&paragraph, width as f32, self.indent.0 as f32, self.align);
        let x = Mm::from(self.inset);
        lines.into_iter().map(|line| flow_line(line, self.style, LINE, x)).collect()
    }
}

fn flow_line(mut line: SetLine, style: TypeStyle, height: Mm, x: Mm) -> FlowLine {
    if line.size == 0.0 {
        line.size = style.size.0;
    }
    FlowLine { x, ..FlowLine::new(line, height) }
}

/// Words in small type, centred in a width: captions.
pub(super) fn small(
    text: &str,
    setting: &Setting,
    field: Option<&FieldPath>,
    width: Mm,
) -> Vec<FlowLine> {
    let piece = Piece::text(text, setting.style);
    let piece = match field {
        Some(field) => piece.of(field),
        None => piece,
    };
    small_pieces(vec![piece], setting, width)
}

fn small_pieces(pieces: Vec<Piece>, setting: &Setting, width: Mm) -> Vec<FlowLine> {
    let lines = set(
        &Paragraph::new(pieces, setting.fonts),
        Pt::from(width).0 as f32,
        0.0,
        LineAlign::Centre,
    );
    lines.into_iter().map(|line| flow_line(line, setting.style, CAPTION_LINE, Mm::ZERO)).collect()
}

/// A caption with the number that the program gives it: 图1.
pub(super) fn caption(
    (word, number): (&str, usize),
    text: &str,
    setting: &Setting,
    field: &FieldPath,
    width: Mm,
) -> Vec<FlowLine> {
    let text = text.trim();
    let mut lines = text.lines();
    let first = lines.next().unwrap_or_default();
    let numbered = text.starts_with(word)
        && text[word.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit());
    let mut pieces = Vec::new();
    if !numbered {
        let gap = if text.is_empty() { "" } else { "  " };
        pieces.push(Piece::text(format!("{word}{number}{gap}"), setting.style));
    }
    pieces.push(Piece::text(first, setting.style).of(field));
    let mut set = small_pieces(pieces, setting, width);
    set.extend(lines.flat_map(|line| small(line, setting, Some(field), width)));
    set
}

/// Makes units of blocks, with the numbers of headings, pictures and tables.
pub(super) struct Units<'a> {
    pub(super) pictures: &'a BTreeMap<String, PaperPicture>,
    fonts: Fonts,
    headings: Headings,
    figures: usize,
    tables: usize,
}

impl<'a> Units<'a> {
    pub(super) fn new(pictures: &'a BTreeMap<String, PaperPicture>, fonts: Fonts) -> Self {
        Self { pictures, fonts, headings: Headings::default(), figures: 0, tables: 0 }
    }

    /// The units of one block; none of an empty one.
    pub(super) fn of(&mut self, block: &'a MaterialBlock, field: &FieldPath) -> Vec<Unit<'a>> {
        if block.is_empty() {
            return Vec::new();
        }
        match block {
            MaterialBlock::Heading { level, text } => vec![self.heading(*level, text, field)],
            MaterialBlock::Paragraph { text } => {
                paragraphs(text, &Setting::running(BODY, self.fonts), field)
            }
            MaterialBlock::Quotation { text } => {
                let setting = Setting { inset: INDENT, ..Setting::running(QUOTATION, self.fonts) };
                paragraphs(text, &setting, field)
            }
            MaterialBlock::List { ordered, items } => list(*ordered, items, (field, self.fonts)),
            MaterialBlock::Picture { path, caption } => vec![self.figure(path, caption, field)],
            MaterialBlock::Table { caption, header, rows } => {
                self.table(caption, (*header, rows), field)
            }
        }
    }

    fn heading(&mut self, level: u8, text: &str, field: &FieldPath) -> Unit<'a> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let number = self.headings.number(level, &text);
        let lines = Setting::running(heading(level), self.fonts).lines(&number, &text, field);
        let section = Some((level, format!("{number}{text}")));
        // Under the title of the material.
        let part = PartKind::Heading(level.saturating_add(1));
        Unit::Text(Text { lines, leads: true, section, part })
    }

    fn figure(&mut self, path: &'a str, text: &str, field: &FieldPath) -> Unit<'a> {
        let words = if text.trim().is_empty() {
            Vec::new()
        } else {
            self.figures += 1;
            caption(
                ("图", self.figures),
                text,
                &Setting::centred(CAPTION, self.fonts),
                field,
                MEASURE,
            )
        };
        let most = (MEASURE, LINE * MOST_PICTURE_LINES);
        let picture = self.pictures.get(path);
        Unit::Figure(Figure::new((path, picture), self.fonts, words, most, field.clone()))
    }

    fn table(
        &mut self,
        text: &str,
        (header, rows): (bool, &'a [Vec<String>]),
        field: &FieldPath,
    ) -> Vec<Unit<'a>> {
        let mut units = Vec::new();
        let has_cells = rows.iter().any(|row| !row.is_empty());
        if !text.trim().is_empty() {
            self.tables += 1;
            let mut lines = caption(
                ("表", self.tables),
                text,
                &Setting::centred(TABLE_HEAD, self.fonts),
                field,
                MEASURE,
            );
            // The caption belongs to what stands under it, not above.
            lines.insert(0, gap(ABOVE_TABLE));
            let part = PartKind::Paragraph;
            units.push(Unit::Text(Text { lines, leads: has_cells, section: None, part }));
        }
        if has_cells {
            units.push(Unit::Table(SetTable::new((header, rows), field, self.fonts)));
        }
        units
    }
}

/// A paragraph for each line that holds words.
fn paragraphs<'a>(text: &str, setting: &Setting, field: &FieldPath) -> Vec<Unit<'a>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(|line| plain(setting.lines("", line, field), PartKind::Paragraph)).collect()
}

fn list<'a>(ordered: bool, items: &[String], (field, fonts): (&FieldPath, Fonts)) -> Vec<Unit<'a>> {
    let items = items.iter().map(|item| item.trim()).filter(|item| !item.is_empty());
    let setting = Setting::running(BODY, fonts);
    let set = items.enumerate().map(|(index, item)| {
        // A number that the writer gave stays.
        let mark = match ordered {
            true if has_number(item) => String::new(),
            true => format!("{}.", index + 1),
            false => "• ".into(),
        };
        let item = item.split_whitespace().collect::<Vec<_>>().join(" ");
        plain(setting.lines(&mark, &item, field), PartKind::ListItem)
    });
    set.collect()
}

/// White space that is a line without words.
fn gap(height: Mm) -> FlowLine {
    flow_line(SetLine::default(), BODY, height, Mm::ZERO)
}

fn plain<'a>(lines: Vec<FlowLine>, part: PartKind) -> Unit<'a> {
    Unit::Text(Text { lines, leads: false, section: None, part })
}

/// The title, in lines of about the same length, and the lines under it.
pub(super) fn title<'a>(title: &str, under: &[String], fonts: Fonts) -> Vec<Unit<'a>> {
    let field = FieldPath::case();
    let setting = Setting::centred(TITLE, fonts);
    let leading = |lines, part| Unit::Text(Text { lines, leads: true, section: None, part });
    let mut units = vec![leading(balanced(title, &setting), PartKind::Heading(1))];
    units.extend(under.iter().map(|line| {
        let lines = Setting::centred(UNDER_TITLE, fonts).lines("", line, &field);
        leading(lines, PartKind::Paragraph)
    }));
    units
}

/// Lines as few as can be, and none much shorter than the others. Source: GB/T 9704-2012, 7.3.1: a title is
/// broken where words end, symmetrically.
fn balanced(text: &str, setting: &Setting) -> Vec<FlowLine> {
    let field = FieldPath::case();
    let at = |inset: f64| {
        Setting { inset: Pt(inset), ..Setting::centred(setting.style, setting.fonts) }
            .lines("", text, &field)
    };
    let fewest = at(0.0).len();
    // The narrowest measure that needs no more lines.
    let (mut fits, mut too_narrow) = (0.0, Pt::from(MEASURE).0 / 2.0 - setting.style.size.0);
    while too_narrow - fits > 1.0 {
        let middle = f64::midpoint(fits, too_narrow);
        if at(middle).len() <= fewest { fits = middle } else { too_narrow = middle }
    }
    at(fits)
}
