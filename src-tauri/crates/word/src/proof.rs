//! What the blank form of ours says of the words of the Word form: which of them are not on it.

use std::collections::{BTreeMap, BTreeSet};

use catalog::{CASES, Form, Item, Kind, OptionMark, Template};

use crate::document::{Block, Document, is_word};

/// The words of the document that do not stand on the form's paper, each once, in the order of the file.
pub(crate) fn lost(document: &Document, form: &Form) -> Vec<String> {
    let paper = printed(form);
    let mut texts = texts(document);
    texts.extend(document.beside.iter().map(String::as_str));
    let all: Vec<String> = texts.iter().map(|text| plain(text)).collect();
    let all = all.join("\n");
    let (paper, all) = (Index::of(&paper), Index::of(&all));
    let mut seen = BTreeSet::new();
    let mut lost = Vec::new();
    for text in texts {
        for word in text.split(|c: char| !is_word(c)) {
            let plain = plain(word);
            let says = plain.chars().any(char::is_alphanumeric);
            // A word that stands twice in the file stands twice on the paper.
            let is_lost = || paper.count(&plain) < all.count(&plain);
            if says && !seen.contains(&plain) && is_lost() {
                lost.push(word.to_owned());
            }
            seen.insert(plain);
        }
    }
    lost.extend(unread_choices(document, form));
    lost
}

/// A text in which many words are counted: each is looked for only where its first two characters stand.
struct Index<'t> {
    text: &'t str,
    at: BTreeMap<(char, Option<char>), Vec<usize>>,
}

impl<'t> Index<'t> {
    fn of(text: &'t str) -> Self {
        let mut at: BTreeMap<(char, Option<char>), Vec<usize>> = BTreeMap::new();
        let mut rest = text.char_indices().peekable();
        while let Some((from, first)) = rest.next() {
            at.entry((first, None)).or_default().push(from);
            if let Some((_, second)) = rest.peek() {
                at.entry((first, Some(*second))).or_default().push(from);
            }
        }
        Self { text, at }
    }

    /// How often a word stands in the text, none over another.
    fn count(&self, word: &str) -> usize {
        let mut signs = word.chars();
        let Some(first) = signs.next() else { return 0 };
        let (mut count, mut end) = (0, 0);
        for from in self.at.get(&(first, signs.next())).into_iter().flatten() {
            if *from >= end && self.text[*from..].starts_with(word) {
                count += 1;
                end = from + word.len();
            }
        }
        count
    }
}

/// What controls let one choose from where no field has these options.
fn unread_choices(document: &Document, form: &Form) -> Vec<String> {
    let fields = form.fields.iter();
    let fields: Vec<_> =
        fields.flat_map(|field| [field].into_iter().chain(field.kind.columns())).collect();
    let is_read = |choices: &&Vec<String>| {
        fields.iter().any(|field| {
            let options = field.kind.options().iter().map(|option| &option.label);
            options.eq(choices.iter())
        })
    };
    let lines = document.blocks.iter().flat_map(Block::lines);
    let choices = lines.flat_map(|line| &line.choices).filter(|choices| !is_read(choices));
    choices.flatten().cloned().collect()
}

/// All texts of a document.
fn texts(document: &Document) -> Vec<&str> {
    document.blocks.iter().flat_map(Block::lines).map(|line| line.text.as_str()).collect()
}

/// Words without blanks, boxes, the brackets that stand for boxes, and the signs between options.
pub(crate) fn plain(text: &str) -> String {
    let text = text.replace(['｛', '｝', '{', '}'], "");
    text.chars()
        .filter(|c| is_word(*c) && !"□☐○◯☑☒■▢⬜◻❏（）()√、，,；;：:·.…/／|｜".contains(*c))
        .collect()
}

/// Everything that is printed on the empty paper, in its order: rows that repeat as often as it has them.
fn printed(form: &Form) -> String {
    let form = &Known::of(form);
    let mut text = String::new();
    for block in &form.paper.blocks {
        match block {
            catalog::Block::Line(line) => {
                let items: Vec<&Item> = line.items.iter().chain(&line.right).collect();
                push_line(&mut text, form, &items, 0);
            }
            catalog::Block::Table(table) => {
                for cell in &table.cells {
                    let items: Vec<&Item> = cell.items().collect();
                    for row in 0..times(form, table, cell) {
                        push_line(&mut text, form, &items, row);
                    }
                }
            }
            catalog::Block::Gap(_) | catalog::Block::PageBreak => {}
        }
    }
    text
}

pub(crate) fn push_line(text: &mut String, form: &Known<'_>, items: &[&Item], row: u32) {
    for item in items {
        text.push_str(&plain(&words(form, item, row)));
    }
    text.push('\n');
}

/// A form whose fields are found by their ids: it may have thousands.
pub(crate) struct Known<'f> {
    form: &'f Form,
    fields: BTreeMap<&'f str, &'f catalog::Field>,
}

impl<'f> Known<'f> {
    pub(crate) fn of(form: &'f Form) -> Self {
        let fields = form.fields.iter().map(|field| (field.id.as_str(), field));
        Self { form, fields: fields.collect() }
    }

    fn field(&self, id: &str) -> Option<&'f catalog::Field> {
        self.fields.get(id).copied()
    }

    fn label(&self, id: &str) -> Option<&'f str> {
        self.field(id).map(|field| field.label.as_str()).or_else(|| self.form.label(id))
    }
}

impl std::ops::Deref for Known<'_> {
    type Target = Form;

    fn deref(&self) -> &Form {
        self.form
    }
}

/// How often a cell is printed on the empty paper. A cell beside rows that repeat, and others, stands once.
pub(crate) fn times(form: &Known<'_>, table: &catalog::Table, cell: &catalog::Cell) -> u32 {
    let block = table.block(cell.row);
    let inside = block.end >= cell.row + cell.row_span;
    let Some(rows) = table.rows[cell.row].repeats.as_ref().filter(|_| inside) else { return 1 };
    let least = if rows == CASES {
        form.least_rows
    } else {
        form.field(rows).map_or(0, catalog::Field::least_rows)
    };
    least.max(1)
}

/// What an item prints on the empty paper; `row` counts from 0 where it repeats.
fn words(form: &Known<'_>, item: &Item, row: u32) -> String {
    let blank = |id: &str| form.field(id).map(|field| field.blank.clone()).unwrap_or_default();
    let filled = |template: &Template| {
        let parts = template.parts().iter().map(|part| match part {
            catalog::Part::Words(words) => words.clone(),
            catalog::Part::Value(id) => blank(id),
        });
        parts.collect::<String>()
    };
    match item {
        Item::Title => form.title.clone(),
        Item::Annex => form.annex.clone().unwrap_or_default(),
        Item::Label(id) | Item::Filled(id) => form.label(id).unwrap_or_default().to_owned(),
        Item::Value(id) | Item::Stack(id) => {
            if let Some(field) = form.field(id).filter(|field| matches!(field.kind, Kind::Photo(_)))
            {
                return field.label.clone();
            }
            let Some(field) = form.field(id) else { return String::new() };
            // A list of options is printed whole; other values are what was chosen, and here nothing.
            let listed = matches!(item, Item::Stack(_))
                || (field.kind.mark() != OptionMark::Value
                    && matches!(field.kind, Kind::Choice { .. } | Kind::Choices { .. }));
            let options = if listed { field.kind.options() } else { &[] };
            match options {
                [] => field.blank.clone(),
                options => options.iter().map(|option| option.label.as_str()).collect(),
            }
        }
        Item::TickOption(id, option) => {
            let boxes = form.field(id).map(|field| field.kind.boxes()).unwrap_or_default();
            boxes
                .iter()
                .find(|known| known.id == *option)
                .map(|known| known.label.clone())
                .unwrap_or_default()
        }
        Item::RowLabel(rows) => {
            let labels = form.field(rows).map(catalog::Field::row_labels).unwrap_or_default();
            labels.get(row as usize).cloned().unwrap_or_default()
        }
        Item::Sum(..) => String::new(),
        Item::Column(rows, column) => {
            let field = form.column(rows, column).or_else(|| form.field(column));
            let number = (row + 1).to_string();
            field.map(|field| field.blank.replace("{row}", &number)).unwrap_or_default()
        }
        Item::Text(id) => form.texts.get(id).map(|text| filled(&text.words)).unwrap_or_default(),
        Item::Seal(id) => form.seal(id).map_or_else(String::new, |seal| {
            let date = if seal.date { "年月日" } else { "" };
            format!("{}{date}", filled(&seal.label))
        }),
        Item::Sign(id) => form.signature(id).map_or_else(String::new, |sign| {
            let date = if sign.date { "年月日" } else { "" };
            format!("{}{date}", sign.label)
        }),
    }
}

#[cfg(test)]
mod tests {
    use catalog::{Field, TextOption};

    use super::*;
    use crate::document::{Paragraph, Sheet};

    /// What is lost of lines where the paper has these items.
    fn lost_of(lines: &[&str], kind: Kind, items: &[Item]) -> Vec<String> {
        let mut form = Form::new("f", "申报表", "《申报表》");
        form.fields.push(Field::new("a", "性别", kind, "《申报表》"));
        let line = |items: Vec<Item>| catalog::Line {
            align: catalog::Align::Left,
            indent: foundation::Mm::ZERO,
            style: None,
            items,
            right: Vec::new(),
        };
        form.paper.blocks =
            items.iter().map(|item| catalog::Block::Line(line(vec![item.clone()]))).collect();
        let sheet = Sheet { width: 210.0, height: 297.0, margins: [20.0; 4] };
        let paragraph = |text: &&str| {
            Block::Line(Paragraph { text: (*text).to_owned(), ..Paragraph::default() })
        };
        let blocks = lines.iter().map(paragraph).collect();
        lost(&Document { sheet, blocks, beside: Vec::new(), flaws: Vec::new() }, &form)
    }

    #[test]
    fn what_is_not_on_the_paper_is_listed() {
        let (label, value) = (Item::Label("a".into()), Item::Value("a".into()));
        let stack = Item::Stack("a".into());
        let choice = |mark| Kind::Choice {
            options: vec![TextOption::new("m", "男"), TextOption::new("w", "女")],
            mark,
            box_after: false,
        };
        let said = ["性别", "□男 □女"];
        let both = [label.clone(), value.clone()];
        assert_eq!(lost_of(&said, choice(OptionMark::Square), &both), [""; 0]);
        // A value is printed without the others that it might be.
        assert_eq!(lost_of(&said, choice(OptionMark::Value), &both), ["□男", "□女"]);
        assert_eq!(lost_of(&said, choice(OptionMark::Value), &[label.clone(), stack]), [""; 0]);
        let yes_no = Kind::YesNo { mark: OptionMark::Square, box_after: false };
        assert_eq!(lost_of(&["性别", "□是 □否"], yes_no, &both), ["□是", "□否"]);
        // A word that stands twice in the file and once on the paper is lost once.
        let twice = ["性别", "性别"];
        assert_eq!(lost_of(&twice, choice(OptionMark::Value), &both), ["性别"]);
        assert_eq!(lost_of(&twice, choice(OptionMark::Value), &[label.clone(), label]), [""; 0]);
    }
}
