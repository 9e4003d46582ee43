//! What a notice says of a call, sentence by sentence: who asks, until when, how many, where to, how named.
//! Every fact carries the sentence it was read from; what was not understood stays a clause for a person.

mod days;
mod documents;
mod facts;
mod naming;
mod numbers;
mod quotas;
#[cfg(test)]
mod sentences;
mod window;

use crate::document::{Block, Document};
use crate::guess::text::{count, squeezed};

pub(crate) use days::Day;
pub(crate) use facts::{Facts, Said, facts, file_limits};
pub(crate) use quotas::Said as QuotaSaid;

/// A sentence of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clause {
    /// The nearest heading above it, such as `三、报送要求`.
    pub(crate) under: String,
    /// As it stands.
    pub(crate) words: String,
}

/// The paragraphs of a notice, tables row by row.
pub(crate) fn paragraphs(notice: &Document) -> Vec<String> {
    let mut texts = Vec::new();
    for block in &notice.blocks {
        match block {
            Block::Line(line) => texts.extend(line.text.split('\n').map(str::to_owned)),
            Block::PageBreak => {}
            Block::Table(table) => {
                for row in 0..table.rows.len() {
                    let cells: Vec<String> =
                        table.row(row).map(|cell| squeezed(&cell.text())).collect();
                    texts.push(cells.join("　"));
                }
            }
        }
    }
    texts
        .iter()
        .map(|text| text.trim().to_owned())
        .filter(|text| !squeezed(text).is_empty())
        .collect()
}

/// The sentences of a notice with the headings above them.
pub(crate) fn clauses(paragraphs: &[String]) -> Vec<Clause> {
    let mut under = String::new();
    let mut clauses = Vec::new();
    for text in paragraphs {
        if is_heading(text) {
            under.clone_from(text);
            continue;
        }
        for words in text.split_inclusive(['。', '；']) {
            if count(words) >= 2 {
                clauses.push(Clause { under: under.clone(), words: words.trim().to_owned() });
            }
        }
    }
    clauses
}

fn is_heading(text: &str) -> bool {
    crate::guess::text::numbered(text).is_some()
        && count(text) <= 24
        && !text.contains(['。', '；', '：'])
}
