//! What stands in a cell or on a line: items of the grid turned into words, with the field each came
//! from. No widths and no places here.

use std::collections::BTreeSet;

use case::{
    Blank, Case, Value, filled_label, is_visible, printed, printed_column, printed_in_list,
    printed_in_row, printed_sum,
};
use catalog::{
    CASES, Field, Form, Item, Kind, OptionMark, Part, Seal, Signature, Template, TypeStyle,
};
use foundation::{FieldPath, Mm, Pt};

use super::fit::Fit;
use super::photo::Photos;
use super::seal::DATE;
use crate::fonts::Fonts;
use crate::text::{LineAlign, Paragraph, Piece, Tick, TickShape, set};

/// Judgement: what is longer than this cannot be sent anyway (F114), and is cut on the draft so that
/// paper and memory stay bounded.
const LONGEST_ON_PAPER: usize = 100_000;

/// What stands between options in a row: the width of a character.
const BETWEEN_OPTIONS: &str = "  ";

/// What stands in a cell whose text goes to a page of its own.
const ON_EXTRA_PAGE: &str = "（见附页）";

/// The words of one case on one form, or of several on one form of the roundup.
#[derive(Clone)]
pub(crate) struct Words<'a> {
    pub(crate) form: &'a Form,
    pub(crate) case: &'a Case,
    /// All cases of a roundup; the one case of other forms.
    pub(crate) cases: &'a [&'a Case],
    /// The photos that its forms print.
    pub(crate) photos: &'a Photos,
    /// The faces it is set in.
    pub(crate) fonts: Fonts,
    /// The row that is printed, where a row of the grid repeats.
    pub(crate) row: Option<usize>,
    /// Fields whose text goes to a page of its own.
    pub(crate) on_extra_page: BTreeSet<String>,
    /// What gives way where a short answer does not fit into its cell.
    pub(crate) fit: Fit,
}

/// A paragraph and how it is set.
#[derive(Clone, Debug)]
pub(crate) struct SetWords {
    pub(crate) paragraph: Paragraph,
    pub(crate) kind: WordsKind,
}

/// How words are set where the cell does not decide it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WordsKind {
    /// A label or fixed text.
    Label,
    /// A short value: one line if it can be.
    Short,
    /// A short value behind or between fixed words.
    Filled,
    /// A paragraph of running text.
    Running,
    /// One of several options one under the other.
    Option,
    /// The label of a signature, with a line behind it: which of the form's.
    Signature(usize),
    /// The date under the line of a signature.
    SignatureDate,
}

impl<'a> Words<'a> {
    /// The same in a row that repeats; a row of the roundup is about its own case.
    pub(crate) fn in_row(&self, row: Option<usize>, repeats: Option<&str>) -> Self {
        let of_cases = repeats.is_some_and(|rows| rows == CASES);
        let own = row.filter(|_| of_cases).and_then(|row| self.cases.get(row).copied());
        Self { row, case: own.unwrap_or(self.case), ..self.clone() }
    }

    /// The paragraphs of one line of items, in the style given or that of each item.
    pub(crate) fn paragraphs(&self, items: &[Item], style: Option<TypeStyle>) -> Vec<SetWords> {
        if let [Item::Stack(id)] = items {
            return self.stack(id, style);
        }
        if let [Item::Sign(id)] = items {
            return self.signature(id, style);
        }
        if let [Item::Value(id)] = items
            && let Some(field) = self.form.field(id)
            && field.kind.is_long()
        {
            return self.running(field, style);
        }
        let is_value =
            |item: &Item| matches!(item, Item::Value(_) | Item::Column(..) | Item::Sum(..));
        let label = !items.iter().all(is_value);
        let pieces = self.pieces_of_line(items, style);
        let is_tick = |piece: &Piece| matches!(piece.content, crate::text::Content::Tick(_));
        let filled = pieces.iter().any(|piece| piece.field.is_some());
        let is_option = |item: &Item| matches!(item, Item::TickOption(..));
        let ticked = pieces.iter().any(is_tick) || items.iter().any(is_option);
        let kind = match (label, filled && !ticked) {
            (false, _) => WordsKind::Short,
            (true, true) => WordsKind::Filled,
            (true, false) => WordsKind::Label,
        };
        if pieces.is_empty() {
            return Vec::new();
        }
        split_at_line_ends(pieces, self.fonts)
            .into_iter()
            .map(|paragraph| SetWords { paragraph, kind })
            .collect()
    }

    /// Whether these words are what the case is called: the first field that becomes a part of names.
    pub(crate) fn names_case(&self, words: &SetWords) -> bool {
        let name = self.form.fields.iter().find(|field| field.name_part);
        let place = name.map(|field| path(&field.id));
        words.paragraph.pieces.iter().any(|piece| piece.field.is_some() && piece.field == place)
    }

    /// The seals among items.
    pub(crate) fn seals(&self, items: &[Item]) -> Vec<&'a Seal> {
        let seal = |item: &Item| match item {
            Item::Seal(id) => self.form.seal(id),
            _ => None,
        };
        items.iter().filter_map(seal).collect()
    }

    /// The pieces of items side by side; options stand apart by themselves.
    fn pieces_of_line(&self, items: &[Item], style: Option<TypeStyle>) -> Vec<Piece> {
        let is_option = |item: &Item| matches!(item, Item::TickOption(..));
        let mut pieces = Vec::new();
        for (index, item) in items.iter().enumerate() {
            if index > 0 && is_option(item) && is_option(&items[index - 1]) {
                pieces.push(Piece::text(BETWEEN_OPTIONS, style.unwrap_or(self.form.label_type)));
            }
            pieces.extend(self.pieces(item, style));
        }
        pieces
    }

    fn pieces(&self, item: &Item, style: Option<TypeStyle>) -> Vec<Piece> {
        let label = style.unwrap_or(self.form.label_type);
        let value = style.unwrap_or(self.form.value_type);
        match item {
            Item::Title => vec![Piece::text(&self.form.title, label)],
            Item::Annex => vec![Piece::text(self.form.annex.clone().unwrap_or_default(), label)],
            Item::Label(id) => vec![Piece::text(self.form.label(id).unwrap_or_default(), label)],
            Item::Value(id) => self.value(id, value),
            Item::TickOption(id, option) => self.tick(id, option, label),
            Item::Filled(id) => self.filled(id, label),
            Item::Text(id) => self.text(id, label, value),
            Item::Column(rows, column) => self.column(rows, column, value),
            Item::RowLabel(rows) => self.row_label(rows, label),
            Item::Sum(rows, column) => {
                let place = path(rows).child("sum").child(column);
                vec![Piece::text(printed_sum(self.case, rows, column), value).of(&place)]
            }
            Item::Stack(_) | Item::Seal(_) | Item::Sign(_) => Vec::new(),
        }
    }

    fn value(&self, id: &str, style: TypeStyle) -> Vec<Piece> {
        let Some(field) = self.form.field(id) else { return Vec::new() };
        match field.kind {
            Kind::Choice { mark, .. } | Kind::Choices { mark, .. } if mark != OptionMark::Value => {
                let options = field.kind.options();
                let mut pieces = Vec::new();
                for (index, option) in options.iter().enumerate() {
                    if index > 0 {
                        pieces.push(Piece::text(BETWEEN_OPTIONS, style));
                    }
                    pieces.extend(self.tick(id, &option.id, style));
                }
                pieces
            }
            _ => self.on_its_line(field, self.printed(field, Blank::Words), style),
        }
    }

    /// What stands in a field, in the middle of its line where it has one.
    fn on_its_line(&self, field: &Field, text: String, style: TypeStyle) -> Vec<Piece> {
        let text = Piece::text(text, style).of(&path(&field.id));
        let Some(line) = field.underline_mm else { return vec![text] };
        let line = Pt::from(Mm(f64::from(line))).0 as f32;
        let alone = Paragraph::new(vec![text.clone()], self.fonts);
        let natural = set(&alone, f32::MAX, 0.0, LineAlign::Left);
        let rest = (line - natural.first().map_or(0.0, |line| line.width)).max(0.0);
        let room = || Piece::room(rest / 2.0, style).of(&path(&field.id));
        let pieces = if rest > 0.0 { vec![room(), text, room()] } else { vec![text] };
        pieces.into_iter().map(Piece::underlined).collect()
    }

    fn printed(&self, field: &Field, blank: Blank) -> String {
        bounded(&printed_in_row(self.case, field, blank, self.row))
    }

    /// A column of the row that is printed.
    fn column(&self, rows: &str, column: &str, style: TypeStyle) -> Vec<Piece> {
        let row = self.row.unwrap_or(0);
        let place = path(rows).child(row + 1).child(column);
        let text = if rows == CASES {
            let Some(own) = self.form.field(column) else { return Vec::new() };
            let case = self.cases.get(row);
            let field = case.and_then(|case| case.field(column)).unwrap_or(own);
            let text = case.map(|case| printed(case, field, Blank::Nothing)).unwrap_or_default();
            if text.is_empty() { printed_column(own, None, row) } else { text }
        } else {
            let Some(column) = self.form.column(rows, column) else { return Vec::new() };
            let values = match self.case.value(rows) {
                Some(Value::Rows(rows)) => rows.get(row),
                _ => None,
            };
            let columns = self.form.field(rows).map_or(&[][..], |rows| rows.kind.columns());
            printed_in_list(columns, column, values, row)
        };
        vec![Piece::text(bounded(&text), style).of(&place)]
    }

    /// What the row that is printed is called.
    fn row_label(&self, rows: &str, style: TypeStyle) -> Vec<Piece> {
        let labels = self.form.field(rows).map_or(&[][..], Field::row_labels);
        labels
            .get(self.row.unwrap_or(0))
            .map(|label| Piece::text(label, style))
            .into_iter()
            .collect()
    }

    /// The label of a signature, and its date where it has one.
    fn signature(&self, id: &str, style: Option<TypeStyle>) -> Vec<SetWords> {
        let at = self.form.signatures.iter().position(|signature| signature.id == id);
        let Some(at) = at else { return Vec::new() };
        let signature: &Signature = &self.form.signatures[at];
        let style = style.unwrap_or(self.form.label_type);
        let date = signature.date.then_some((DATE, WordsKind::SignatureDate));
        let lines = [(signature.label.as_str(), WordsKind::Signature(at))].into_iter().chain(date);
        let set = |(text, kind)| {
            let paragraph = Paragraph::new(vec![Piece::text(text, style)], self.fonts);
            SetWords { paragraph, kind }
        };
        lines.map(set).collect()
    }

    /// A box and the words of an option.
    fn tick(&self, id: &str, option: &str, style: TypeStyle) -> Vec<Piece> {
        let Some(field) = self.form.field(id) else { return Vec::new() };
        let chosen = self.case.value(id).is_some_and(|value| match value {
            Value::Text(chosen) => chosen == option,
            Value::Choices(chosen) => chosen.iter().any(|chosen| chosen == option),
            Value::YesNo(yes) => option == if *yes { "yes" } else { "no" },
            _ => false,
        });
        let at = field.kind.boxes().iter().position(|known| known.id == option);
        let label = at.map_or("", |at| field.kind.boxes()[at].label.as_str());
        let label = Piece::text(label, style);
        let marks = marks(field.kind.mark(), chosen, style);
        let marks = marks.into_iter().map(|mark| mark.of(&path(id)));
        let pieces: Vec<Piece> = match (field.kind.box_after(), field.kind.mark()) {
            (false, _) => marks.chain([label]).collect(),
            // Brackets bring their own room.
            (true, OptionMark::Brackets) => [label].into_iter().chain(marks).collect(),
            (true, _) => [label, Piece::text(" ", style)].into_iter().chain(marks).collect(),
        };
        let whole = u32::try_from(at.unwrap_or(0)).unwrap_or(u32::MAX);
        pieces.into_iter().map(|piece| piece.of_whole(whole)).collect()
    }

    fn stack(&self, id: &str, style: Option<TypeStyle>) -> Vec<SetWords> {
        let Some(field) = self.form.field(id) else { return Vec::new() };
        let style = style.unwrap_or(self.form.label_type);
        let option = |option: &catalog::TextOption| SetWords {
            paragraph: Paragraph::new(self.tick(id, &option.id, style), self.fonts),
            kind: WordsKind::Option,
        };
        field.kind.options().iter().map(option).collect()
    }

    fn filled(&self, id: &str, style: TypeStyle) -> Vec<Piece> {
        let Some(field) = self.form.field(id) else { return Vec::new() };
        vec![Piece::text(filled_label(field, self.case.value(id)), style).of(&path(id))]
    }

    /// A fixed text. Its values stand as blanks where they are empty; where none of them is asked for, or the
    /// form wants it so, the text says nothing without them.
    fn text(&self, id: &str, label: TypeStyle, value: TypeStyle) -> Vec<Piece> {
        let Some(text) = self.form.texts.get(id) else { return Vec::new() };
        let says_nothing = |field: &Field| {
            self.is_answered_otherwise(field)
                || (text.only_filled && self.case.shown_value(field).is_none())
        };
        let left_out = |id: &str| {
            let field = self.form.field(id);
            text.words.blank(id).is_none()
                && field.is_none_or(|field| field.blank.is_empty() && says_nothing(field))
        };
        let mut fields = text.words.values().peekable();
        if fields.peek().is_some() && fields.all(left_out) {
            return Vec::new();
        }
        self.template(&text.words, label, value)
    }

    /// Whether a field is not asked for because of an answer that was given.
    fn is_answered_otherwise(&self, field: &Field) -> bool {
        field.shown_when.as_ref().is_some_and(|condition| {
            self.case.value(&condition.field).is_some() && !is_visible(self.case, field)
        })
    }

    /// The lines of a seal's label.
    pub(crate) fn seal_label(&self, seal: &Seal) -> Vec<Paragraph> {
        let style = self.form.label_type;
        split_at_line_ends(self.template(&seal.label, style, style), self.fonts)
    }

    fn template(&self, template: &Template, label: TypeStyle, value: TypeStyle) -> Vec<Piece> {
        let pieces = |part: &Part| match part {
            Part::Words(words) => vec![Piece::text(words, label)],
            Part::Value(id) => {
                let field = self.form.field(id);
                let is_empty = |field| {
                    let text: String = self.printed(field, Blank::Nothing);
                    text.is_empty()
                };
                let blank = template.blank(id).filter(|_| field.is_none_or(is_empty));
                let Some(field) = field else {
                    return vec![Piece::text(blank.unwrap_or_default(), value).of(&path(id))];
                };
                let room = if field.underline_mm.is_some() { Blank::Words } else { Blank::Room };
                let text = blank.map_or_else(|| self.printed(field, room), str::to_owned);
                self.on_its_line(field, text, value)
            }
        };
        template.parts().iter().flat_map(pieces).collect()
    }

    /// The paragraphs of a long text.
    pub(crate) fn running(&self, field: &Field, style: Option<TypeStyle>) -> Vec<SetWords> {
        let style = style.unwrap_or(self.form.value_type);
        let text = if self.on_extra_page.contains(&field.id) {
            ON_EXTRA_PAGE.to_owned()
        } else {
            self.printed(field, Blank::Words)
        };
        let mut blank = 0;
        // The text begins with words, and a gap is a gap however often Enter was pressed.
        text.lines()
            .skip_while(|line| line.trim().is_empty())
            .filter(|line| {
                blank = if line.trim().is_empty() { blank + 1 } else { 0 };
                blank <= 1
            })
            .map(|line| {
                // The indent is set, not typed.
                let piece = Piece::text(line.trim(), style).of(&path(&field.id));
                let paragraph = Paragraph::new(vec![piece], self.fonts);
                SetWords { paragraph, kind: WordsKind::Running }
            })
            .collect()
    }
}

/// What shows whether an option was chosen.
fn marks(mark: OptionMark, chosen: bool, style: TypeStyle) -> Vec<Piece> {
    let shape = match mark {
        OptionMark::Square | OptionMark::Value => TickShape::Square,
        OptionMark::Circle => TickShape::Circle,
        OptionMark::Brackets => {
            // As wide with the tick as without it, so that options stay under each other.
            return vec![Piece::text(if chosen { "（√）" } else { "（\u{3000}）" }, style)];
        }
    };
    vec![Piece::tick(Tick { ticked: chosen, shape }, style)]
}

/// A text in one kind of line ends, cut where it is beyond all reason.
fn bounded(text: &str) -> String {
    let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
    if let Some((end, _)) = text.char_indices().nth(LONGEST_ON_PAPER) {
        text.truncate(end);
        text.push_str("……（文字过长，以下没有排印）");
    }
    text
}

fn path(id: &str) -> FieldPath {
    FieldPath::field(id)
}

/// A paragraph for each line of the pieces' texts.
fn split_at_line_ends(pieces: Vec<Piece>, fonts: Fonts) -> Vec<Paragraph> {
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        let crate::text::Content::Text(text) = &piece.content else {
            lines.last_mut().expect("there is always a line").push(piece);
            continue;
        };
        for (index, part) in text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            let content = crate::text::Content::Text(part.to_owned());
            let line = lines.last_mut().expect("there is always a line");
            line.push(Piece { content, ..piece.clone() });
        }
    }
    lines.into_iter().map(|pieces| Paragraph::new(pieces, fonts)).collect()
}
