//! What stands in a cell or on a line: items of the grid turned into words, with the field each came
//! from. No widths and no places here.

use case::{Blank, Case, filled_label, print};
use catalog::{Field, Form, Item, Kind, Part, Seal, TypeStyle};
use foundation::FieldPath;

use crate::text::{Paragraph, Piece};

/// Judgement: what is longer than this cannot be sent anyway (F114), and is cut on the draft so that
/// paper and memory stay bounded.
const LONGEST_ON_PAPER: usize = 100_000;

/// The words of one case on one form.
pub(crate) struct Words<'a> {
    pub(crate) form: &'a Form,
    pub(crate) case: &'a Case,
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
    /// A paragraph of running text.
    Running,
    /// One of several options one under the other.
    Option,
}

impl<'a> Words<'a> {
    /// The paragraphs of one line of items, in the style given or that of each item.
    pub(crate) fn paragraphs(&self, items: &[Item], style: Option<TypeStyle>) -> Vec<SetWords> {
        if let [Item::Stack(id)] = items {
            return self.stack(id, style);
        }
        if let [Item::Value(id)] = items
            && let Some(field) = self.form.field(id)
            && field.kind.is_long()
        {
            return self.running(field, style);
        }
        let label = items.iter().any(|item| !matches!(item, Item::Value(_)));
        let kind = if label { WordsKind::Label } else { WordsKind::Short };
        let pieces: Vec<Piece> = items.iter().flat_map(|item| self.pieces(item, style)).collect();
        if pieces.is_empty() {
            return Vec::new();
        }
        split_at_line_ends(pieces)
            .into_iter()
            .map(|paragraph| SetWords { paragraph, kind })
            .collect()
    }

    /// The seal among items.
    pub(crate) fn seal(&self, items: &[Item]) -> Option<&'a Seal> {
        items.iter().find_map(|item| match item {
            Item::Seal(id) => self.form.seal(id),
            _ => None,
        })
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
            Item::Stack(_) | Item::Seal(_) => Vec::new(),
        }
    }

    fn value(&self, id: &str, style: TypeStyle) -> Vec<Piece> {
        let Some(field) = self.form.field(id) else { return Vec::new() };
        match field.kind {
            Kind::Choice(_) | Kind::Choices(_) => {
                let options = field.kind.options();
                let mut pieces = Vec::new();
                for (index, option) in options.iter().enumerate() {
                    if index > 0 {
                        pieces.push(Piece::text("  ", style));
                    }
                    pieces.extend(self.tick(id, &option.id, style));
                }
                pieces
            }
            _ => vec![Piece::text(self.printed(field, Blank::Nothing), style).of(&path(id))],
        }
    }

    fn printed(&self, field: &Field, blank: Blank) -> String {
        let text = print(field, self.case.value(&field.id), blank);
        let mut text = text.replace("\r\n", "\n").replace('\r', "\n");
        if let Some((end, _)) = text.char_indices().nth(LONGEST_ON_PAPER) {
            text.truncate(end);
            text.push_str("……（文字过长，以下没有排印）");
        }
        text
    }

    /// A box and the words of an option.
    fn tick(&self, id: &str, option: &str, style: TypeStyle) -> Vec<Piece> {
        let Some(field) = self.form.field(id) else { return Vec::new() };
        let chosen = self.case.value(id).is_some_and(|value| match value {
            case::Value::Text(chosen) => chosen == option,
            case::Value::Choices(chosen) => chosen.iter().any(|chosen| chosen == option),
            _ => false,
        });
        let known = field.kind.options().iter().find(|known| known.id == option);
        let label = known.map_or("", |known| known.label.as_str());
        vec![Piece::tick(chosen, style).of(&path(id)), Piece::text(label, style)]
    }

    fn stack(&self, id: &str, style: Option<TypeStyle>) -> Vec<SetWords> {
        let Some(field) = self.form.field(id) else { return Vec::new() };
        let style = style.unwrap_or(self.form.label_type);
        let option = |option: &catalog::TextOption| SetWords {
            paragraph: Paragraph::new(self.tick(id, &option.id, style)),
            kind: WordsKind::Option,
        };
        field.kind.options().iter().map(option).collect()
    }

    fn filled(&self, id: &str, style: TypeStyle) -> Vec<Piece> {
        let Some(field) = self.form.field(id) else { return Vec::new() };
        vec![Piece::text(filled_label(field, self.case.value(id)), style).of(&path(id))]
    }

    /// A fixed text; one whose fields are all empty says nothing.
    fn text(&self, id: &str, label: TypeStyle, value: TypeStyle) -> Vec<Piece> {
        let Some(template) = self.form.texts.get(id) else { return Vec::new() };
        let mut fields = template.values().peekable();
        if fields.peek().is_some() && fields.all(|id| self.case.value(id).is_none()) {
            return Vec::new();
        }
        let piece = |part: &Part| match part {
            Part::Words(words) => Piece::text(words, label),
            Part::Value(id) => {
                let text = self.form.field(id).map(|field| self.printed(field, Blank::Room));
                Piece::text(text.unwrap_or_default(), value).of(&path(id))
            }
        };
        template.parts().iter().map(piece).collect()
    }

    fn running(&self, field: &Field, style: Option<TypeStyle>) -> Vec<SetWords> {
        let style = style.unwrap_or(self.form.value_type);
        let text = self.printed(field, Blank::Nothing);
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
                let paragraph = Paragraph::new(vec![piece]);
                SetWords { paragraph, kind: WordsKind::Running }
            })
            .collect()
    }
}

fn path(id: &str) -> FieldPath {
    FieldPath::field(id)
}

/// A paragraph for each line of the pieces' texts.
fn split_at_line_ends(pieces: Vec<Piece>) -> Vec<Paragraph> {
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
    lines.into_iter().map(Paragraph::new).collect()
}
