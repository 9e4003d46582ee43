//! What the blank form of ours says of the words of the Word form: which of them are not on it.

use std::collections::BTreeSet;

use catalog::{Form, Item, Kind, Template};

use crate::document::{Block, Document, is_word};

/// The words of the document that do not stand on the form's paper, each once, in the order of the file.
pub(crate) fn lost(document: &Document, form: &Form) -> Vec<String> {
    let paper = printed(form);
    let texts = texts(document);
    let all: Vec<String> = texts.iter().map(|text| plain(text)).collect();
    let all = all.join("\n");
    let mut seen = BTreeSet::new();
    let mut lost = Vec::new();
    for text in texts {
        for word in text.split(|c: char| !is_word(c)) {
            let plain = plain(word);
            let says = plain.chars().any(char::is_alphanumeric);
            // A word that stands twice in the file stands twice on the paper.
            let is_lost = || paper.matches(&plain).count() < all.matches(&plain).count();
            if says && !seen.contains(&plain) && is_lost() {
                lost.push(word.to_owned());
            }
            seen.insert(plain);
        }
    }
    lost
}

/// All texts of a document.
fn texts(document: &Document) -> Vec<&str> {
    let lines = document.blocks.iter().flat_map(|block| match block {
        Block::Line(line) => vec![line.text.as_str()],
        Block::PageBreak => Vec::new(),
        Block::Table(table) => table
            .cells
            .iter()
            .flat_map(|cell| cell.lines.iter().map(|line| line.text.as_str()))
            .collect(),
    });
    lines.collect()
}

/// Words without blanks, boxes and the brackets that stand for boxes.
fn plain(text: &str) -> String {
    let text = text.replace(['｛', '｝', '{', '}'], "");
    text.chars()
        .filter(|c| is_word(*c) && !"□☐○◯☑☒■▢⬜◻❏（）()√、，,；;：:·.…".contains(*c))
        .collect()
}

/// Everything that is printed on the empty paper, in its order.
fn printed(form: &Form) -> String {
    let mut text = String::new();
    for block in &form.paper.blocks {
        let lines: Vec<Vec<&Item>> = match block {
            catalog::Block::Line(line) => vec![line.items.iter().chain(&line.right).collect()],
            catalog::Block::Table(table) => {
                table.cells.iter().map(|cell| cell.items().collect()).collect()
            }
            catalog::Block::Gap(_) | catalog::Block::PageBreak => Vec::new(),
        };
        for items in lines {
            for item in items {
                text.push_str(&plain(&words(form, item)));
            }
            text.push('\n');
        }
    }
    text
}

fn words(form: &Form, item: &Item) -> String {
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
            let options = form.field(id).map(|field| field.kind.boxes()).unwrap_or_default();
            options.iter().map(|option| option.label.clone()).chain([blank(id)]).collect()
        }
        Item::TickOption(id, option) => {
            let boxes = form.field(id).map(|field| field.kind.boxes()).unwrap_or_default();
            boxes
                .iter()
                .find(|known| known.id == *option)
                .map(|known| known.label.clone())
                .unwrap_or_default()
        }
        Item::RowLabel(_) | Item::Sum(..) => String::new(),
        Item::Column(rows, column) => column_words(form, rows, column),
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

/// What is printed in an empty column: numbers of rows where they count by themselves.
fn column_words(form: &Form, rows: &str, column: &str) -> String {
    let field = form.column(rows, column).or_else(|| form.field(column));
    let Some(field) = field else { return String::new() };
    if field.blank == "{row}" {
        let least = match form.field(rows).map(|rows| &rows.kind) {
            Some(Kind::Rows { least_rows, .. }) => *least_rows,
            _ => form.least_rows,
        };
        return (1..=least).map(|row| format!("{row}\n")).collect();
    }
    let options = field.kind.boxes().iter().map(|option| option.label.clone());
    options.chain([field.blank.clone()]).collect()
}
