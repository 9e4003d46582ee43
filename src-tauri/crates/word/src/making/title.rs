//! The title of a form, and the mark of an annex above it.

use crate::document::{Block, Document, Side};
use crate::guess::text::{brackets, core, count, ends, squeezed};

/// Where the title stands.
pub(super) struct Title {
    pub(super) words: String,
    /// The block that it is printed in place of, and one that it takes in.
    pub(super) block: Option<usize>,
    pub(super) taken: Option<usize>,
}

/// Whether a line only says which annex the form is: 附件2.
pub(super) fn is_annex(text: &str) -> bool {
    let words = squeezed(text);
    let rest = words
        .strip_prefix("附件")
        .or_else(|| words.strip_prefix("附表"))
        .or_else(|| words.strip_prefix('附'));
    rest.is_some_and(|rest| {
        rest.chars().count() <= 6
            && rest
                .chars()
                .all(|c| c.is_ascii_digit() || "一二三四五六七八九十-—：:.号".contains(c))
    })
}

/// The title of a form: what ends as titles of forms do and is printed largest.
pub(super) fn title(document: &Document) -> Title {
    const ENDS: [&str; 10] =
        ["表", "书", "申请", "登记", "报告", "推荐", "简表", "单", "审批", "申报"];
    let blocks = &document.blocks;
    let table = blocks.iter().position(|block| matches!(block, Block::Table(table) if table.ruled));
    let before = &blocks[..table.unwrap_or(blocks.len())];
    let mut best: Option<(usize, f64)> = None;
    for (index, block) in before.iter().enumerate() {
        let Block::Line(line) = block else { continue };
        let words = squeezed(&line.text);
        let fits = (2..=48).contains(&count(&words))
            && !is_annex(&words)
            && !words.contains(['：', '。', '□', '；']);
        let whole = brackets(&words).concat().chars().count() + 2 >= words.chars().count();
        if !fits || whole {
            continue;
        }
        let named = ends(&core(&words), &ENDS);
        let score = line.points
            + if named { 100.0 } else { 0.0 }
            + if line.side == Side::Centre { 20.0 } else { 0.0 };
        if best.is_none_or(|(_, most)| score > most) {
            best = Some((index, score));
        }
    }
    let in_table = title_in_table(blocks, table);
    let named = best.is_some_and(|(_, score)| score >= 100.0);
    match (best, in_table) {
        (best, Some(words)) if !named || best.is_none() => {
            Title { words, block: None, taken: None }
        }
        (Some((index, _)), _) => joined_title(before, index),
        (None, None) => Title { words: "未命名的表".into(), block: None, taken: None },
        (None, Some(words)) => Title { words, block: None, taken: None },
    }
}

/// A title such as `申报表` goes with the line above it.
fn joined_title(before: &[Block], index: usize) -> Title {
    let Block::Line(line) = &before[index] else {
        return Title { words: String::new(), block: None, taken: None };
    };
    let words = plain_title(&line.text);
    let above = before[..index].iter().enumerate().rev().find_map(|(at, block)| match block {
        Block::Line(line) if !line.is_blank() => Some((at, line)),
        _ => None,
    });
    if count(&words) <= 6
        && let Some((at, above)) = above
        && above.side == line.side
        && !is_annex(&above.text)
        && !above.text.contains(['：', ':'])
    {
        let words = format!("{}{words}", plain_title(&above.text));
        return Title { words, block: Some(at), taken: Some(index) };
    }
    Title { words, block: Some(index), taken: None }
}

/// The title in a first row that goes over the whole table.
fn title_in_table(blocks: &[Block], table: Option<usize>) -> Option<String> {
    let Block::Table(table) = &blocks[table?] else { return None };
    let first = table.row(0).next().filter(|cell| cell.column_span == table.columns.len())?;
    let words = plain_title(&first.text());
    let fits = (4..=60).contains(&count(&words)) && ends(&core(&words), &["表", "书", "单"]);
    fits.then_some(words)
}

/// A title on one line without the blanks between its characters.
fn plain_title(text: &str) -> String {
    squeezed(text).replace(['{', '}'], "")
}
