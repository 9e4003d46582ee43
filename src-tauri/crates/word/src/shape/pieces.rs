//! Items of the grid as words, with what each of them is.

use case::{
    Blank, Value, filled_label, is_visible, printed_column, printed_in_list, printed_in_row,
    printed_sum,
};
use catalog::{Field, Item, Kind, OptionMark, Part, Template, TypeStyle};

use super::{Para, Piece, Shape, Stands, What};

/// What stands between options in a row.
const BETWEEN_OPTIONS: &str = "  ";
/// The date under a seal or a signature, with room for a pen.
const DATE: &str = "        年    月    日";
/// The line to sign on.
const SIGN_HERE: &str = "____________";

impl Shape<'_> {
    /// The paragraphs of one line of items; `row` is the row that is printed where rows repeat.
    pub(crate) fn paras(&self, items: &[Item], style: Option<TypeStyle>, row: usize) -> Vec<Para> {
        let label = style.unwrap_or(self.form.label_type);
        if let [Item::Stack(id)] = items {
            let options = self.form.field(id).map_or(&[][..], |field| field.kind.options());
            let option = |option: &catalog::TextOption| Para {
                pieces: self.tick(id, &option.id, label),
                stands: Stands::Fixed,
            };
            return options.iter().map(option).collect();
        }
        if let [Item::Value(id)] = items
            && let Some(field) = self.form.field(id)
            && field.kind.is_long()
        {
            return self.running(field, style.unwrap_or(self.form.value_type));
        }
        let foot = items.iter().any(|item| matches!(item, Item::Seal(_) | Item::Sign(_)));
        let is_value =
            |item: &Item| matches!(item, Item::Value(_) | Item::Column(..) | Item::Sum(..));
        let stands = match (foot, items.iter().all(is_value)) {
            (true, _) => Stands::Foot,
            (false, true) => Stands::Value,
            (false, false) => Stands::Fixed,
        };
        let mut pieces = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let is_option = |item: &Item| matches!(item, Item::TickOption(..));
            if index > 0 && is_option(item) && is_option(&items[index - 1]) {
                pieces.push(words(BETWEEN_OPTIONS, What::Words, label));
            }
            pieces.extend(self.pieces(item, style, row));
        }
        at_line_ends(pieces).into_iter().map(|pieces| Para { pieces, stands }).collect()
    }

    fn pieces(&self, item: &Item, style: Option<TypeStyle>, row: usize) -> Vec<Piece> {
        let label = style.unwrap_or(self.form.label_type);
        let value = style.unwrap_or(self.form.value_type);
        let fixed = |text: &str| vec![words(text, What::Words, label)];
        match item {
            Item::Title => fixed(&self.form.title),
            Item::Annex => fixed(self.form.annex.as_deref().unwrap_or_default()),
            Item::Label(id) => {
                let text = self.form.label(id).unwrap_or_default();
                vec![words(text, What::Label(id.clone()), label)]
            }
            Item::Value(id) => self.value(id, value),
            Item::TickOption(id, option) => self.tick(id, option, label),
            Item::Filled(id) => self.filled(id, label),
            Item::Text(id) => self.text(id, label, value),
            Item::Column(rows, column) => self.column((rows, row, column), value),
            Item::RowLabel(rows) => {
                let labels = self.form.field(rows).map_or(&[][..], Field::row_labels);
                labels.get(row).map(|text| words(text, What::Words, label)).into_iter().collect()
            }
            Item::Sum(rows, column) => {
                vec![words(&printed_sum(self.case, rows, column), What::Made, value)]
            }
            Item::Stack(id) => self.value(id, value),
            Item::Seal(id) => {
                let Some(seal) = self.form.seal(id) else { return Vec::new() };
                let mut pieces = self.template(&seal.label, label, label);
                pieces.extend(seal.date.then(|| words(&format!("\n{DATE}"), What::Made, label)));
                pieces
            }
            Item::Sign(id) => {
                let Some(signature) = self.form.signature(id) else { return Vec::new() };
                let mut pieces = fixed(&signature.label);
                pieces.push(words(SIGN_HERE, What::Made, label));
                let date = signature.date.then(|| words(&format!("\n{DATE}"), What::Made, label));
                pieces.extend(date);
                pieces
            }
        }
    }

    fn value(&self, id: &str, style: TypeStyle) -> Vec<Piece> {
        let Some(field) = self.form.field(id) else { return Vec::new() };
        match field.kind {
            Kind::Choice { mark, .. } | Kind::Choices { mark, .. } if mark != OptionMark::Value => {
                let mut pieces = Vec::new();
                for (index, option) in field.kind.options().iter().enumerate() {
                    if index > 0 {
                        pieces.push(words(BETWEEN_OPTIONS, What::Words, style));
                    }
                    pieces.extend(self.tick(id, &option.id, style));
                }
                pieces
            }
            _ => vec![self.of_field(field, self.printed(field, Blank::Words), style)],
        }
    }

    fn of_field(&self, field: &Field, text: String, style: TypeStyle) -> Piece {
        let what = What::Value(field.id.clone());
        Piece { text, what, style, underline: field.underline_mm }
    }

    fn printed(&self, field: &Field, blank: Blank) -> String {
        let text = printed_in_row(self.case, field, blank, None);
        text.replace("\r\n", "\n").replace('\r', "\n")
    }

    fn column(&self, (rows, row, column): (&str, usize, &str), style: TypeStyle) -> Vec<Piece> {
        let Some(own) = self.form.column(rows, column) else { return Vec::new() };
        let what = What::Column(rows.to_owned(), row, column.to_owned());
        let values = match self.case.value(rows) {
            Some(Value::Rows(rows)) => rows.get(row),
            _ => None,
        };
        let columns = self.form.field(rows).map_or(&[][..], |rows| rows.kind.columns());
        let text = match self.as_asked {
            true => printed_column(own, None, row),
            false => printed_in_list(columns, own, values, row),
        };
        vec![words(&text, what, style)]
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
        let known = field.kind.boxes().iter().find(|known| known.id == option);
        let label = known.map_or("", |option| option.label.as_str());
        let mark = match (field.kind.mark(), chosen) {
            (OptionMark::Square | OptionMark::Value, true) => "☑",
            (OptionMark::Square | OptionMark::Value, false) => "□",
            (OptionMark::Circle, true) => "⊙",
            (OptionMark::Circle, false) => "○",
            (OptionMark::Brackets, true) => "（√）",
            (OptionMark::Brackets, false) => "（\u{3000}）",
        };
        let text = match (field.kind.box_after(), field.kind.mark()) {
            (false, _) => format!("{mark}{label}"),
            (true, OptionMark::Brackets) => format!("{label}{mark}"),
            (true, _) => format!("{label} {mark}"),
        };
        vec![words(&text, What::Tick(id.to_owned(), option.to_owned()), style)]
    }

    /// A label with the value put into its blanks: `开始时间（2018年5月份）`.
    fn filled(&self, id: &str, style: TypeStyle) -> Vec<Piece> {
        let Some(field) = self.form.field(id) else { return Vec::new() };
        let label = |text: &str| words(text, What::Label(id.to_owned()), style);
        let value = |text: &str| self.of_field(field, text.to_owned(), style);
        let filled = filled_label(field, self.case.value(id));
        let Some((before, after)) = around_blanks(field) else {
            return match filled.strip_prefix(field.label.as_str()) {
                Some(text) => vec![label(&field.label), value(text)],
                None => vec![label(&filled)],
            };
        };
        // A date that is half typed stands behind the label as a whole.
        if let Some(text) = filled.strip_prefix(field.label.as_str()).filter(|t| !t.is_empty()) {
            return vec![label(&field.label), value(text)];
        }
        let inside = filled.strip_prefix(before).and_then(|rest| rest.strip_suffix(after));
        vec![label(before), value(inside.unwrap_or_default()), label(after)]
    }

    /// A fixed text; where it says nothing without its values, they stand there or it does not.
    fn text(&self, id: &str, label: TypeStyle, value: TypeStyle) -> Vec<Piece> {
        let Some(text) = self.form.texts.get(id) else { return Vec::new() };
        let says_nothing = |field: &Field| {
            let otherwise = field.shown_when.as_ref().is_some_and(|condition| {
                self.case.value(&condition.field).is_some() && !is_visible(self.case, field)
            });
            otherwise || (text.only_filled && self.case.shown_value(field).is_none())
        };
        let left_out = |id: &str| {
            let field = self.form.field(id);
            text.words.blank(id).is_none()
                && field.is_none_or(|field| field.blank.is_empty() && says_nothing(field))
        };
        let mut fields = text.words.values().peekable();
        if !self.as_asked && fields.peek().is_some() && fields.all(left_out) {
            return Vec::new();
        }
        self.template(&text.words, label, value)
    }

    fn template(&self, template: &Template, label: TypeStyle, value: TypeStyle) -> Vec<Piece> {
        let piece = |part: &Part| match part {
            Part::Words(text) => words(text, What::Words, label),
            Part::Value(id) => {
                let field = self.form.field(id);
                let is_empty = |field| self.printed(field, Blank::Nothing).is_empty();
                let blank = template.blank(id).filter(|_| field.is_none_or(is_empty));
                let Some(field) = field else {
                    return words(blank.unwrap_or_default(), What::Made, value);
                };
                let text = blank.map_or_else(|| self.printed(field, Blank::Room), str::to_owned);
                self.of_field(field, text, value)
            }
        };
        template.parts().iter().map(piece).collect()
    }

    /// The paragraphs of a long text; one that is empty has one.
    fn running(&self, field: &Field, style: TypeStyle) -> Vec<Para> {
        let text = self.printed(field, Blank::Words);
        let para = |line: &str| Para {
            pieces: vec![self.of_field(field, line.trim().to_owned(), style)],
            stands: Stands::Running,
        };
        if text.trim().is_empty() {
            return vec![para("")];
        }
        text.lines().map(para).collect()
    }
}

fn words(text: &str, what: What, style: TypeStyle) -> Piece {
    Piece { text: text.to_owned(), what, style, underline: None }
}

/// What stands before and behind the blanks of a month or a day in a label, as `case::filled_label` fills them.
fn around_blanks(field: &Field) -> Option<(&str, &str)> {
    let units: &[&str] = match field.kind {
        Kind::Month => &["年", "月"],
        Kind::Date => &["年", "月", "日"],
        _ => return None,
    };
    let label = field.label.as_str();
    label.match_indices(units[0]).find_map(|(at, _)| {
        let before = label[..at].trim_end();
        if before.len() == at {
            return None;
        }
        let mut rest = &label[at + units[0].len()..];
        for unit in &units[1..] {
            let trimmed = rest.trim_start();
            rest = trimmed.strip_prefix(unit).filter(|_| trimmed.len() < rest.len())?;
        }
        Some((before, rest))
    })
}

/// The pieces of each line.
fn at_line_ends(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    if pieces.is_empty() {
        return Vec::new();
    }
    let mut lines: Vec<Vec<Piece>> = vec![Vec::new()];
    for piece in pieces {
        for (index, part) in piece.text.split('\n').enumerate() {
            if index > 0 {
                lines.push(Vec::new());
            }
            let line = lines.last_mut().expect("there is always a line");
            line.push(Piece { text: part.to_owned(), ..piece.clone() });
        }
    }
    lines
}
