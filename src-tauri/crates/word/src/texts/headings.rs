//! Which paragraphs are headings: by outline or style, else by a number such as 一、 and by being short and set apart.

use std::collections::BTreeMap;

use catalog::FontRole;

use crate::document::{Block, Paragraph, Side};

/// Judgement: what is longer, or ends with a full stop, is read as text.
const LONGEST: usize = 40;
/// In points: larger than the text.
const LARGER: f64 = 1.4;

/// What headings of a text are told by.
pub(super) struct Headings {
    /// The size of most of its words.
    body: f64,
    /// Whether its styles say which are headings.
    outlined: bool,
}

impl Headings {
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut sizes: BTreeMap<u64, usize> = BTreeMap::new();
        let mut outlined = false;
        for block in blocks {
            let Block::Line(line) = block else { continue };
            *sizes.entry((line.points * 2.0) as u64).or_default() += line.text.chars().count();
            outlined |= line.outline.is_some() && !line.is_blank();
        }
        let most = sizes.into_iter().max_by_key(|(_, count)| *count);
        Self { body: most.map_or(12.0, |(half, _)| half as f64 / 2.0), outlined }
    }

    /// Whether the first line of a text is its title: in the middle and larger than the rest.
    pub(super) fn is_title(&self, line: &Paragraph) -> bool {
        let short = line.text.trim().chars().count() <= LONGEST * 2;
        let large = line.points >= self.body + LARGER || line.role == Some(FontRole::Title);
        short
            && line.side == Side::Centre
            && (large || line.bold)
            && line.outline.is_none_or(|o| o == 1)
    }

    /// The level of a heading from 1 to 3, and its words without an automatic number.
    pub(super) fn heading(&self, line: &Paragraph) -> Option<(u8, String)> {
        let (number, words) = line.text.split_at(line.number);
        let words = words.trim().replace('\n', " ");
        if words.is_empty() {
            return None;
        }
        if let Some(level) = line.outline {
            return Some((level.clamp(1, 3), words));
        }
        let whole = line.text.trim();
        let names_figure = whole.strip_prefix(['图', '表']).is_some_and(|rest| {
            rest.trim_start()
                .starts_with(|c: char| c.is_ascii_digit() || "一二三四五六七八九".contains(c))
        });
        let ends = names_figure || whole.ends_with(['。', '；', '，', '：', '？', '！', ';', ':']);
        if ends || whole.chars().count() > LONGEST || self.outlined {
            return None;
        }
        let typed = if number.is_empty() { whole } else { number };
        let apart = line.bold
            || line.points >= self.body + LARGER
            || matches!(line.role, Some(FontRole::Hei | FontRole::Kai));
        let level = match level_of(typed) {
            // 一、 and （一） are for headings, 1. for lists as well.
            Some(level @ (1 | 2)) => level,
            Some(level) if apart => level,
            None if apart && (line.bold || line.points >= self.body + LARGER) => 1,
            _ => return None,
        };
        Some((level, words))
    }
}

/// The level that a number has in official papers: 一、 （一） 1.
fn level_of(text: &str) -> Option<u8> {
    let chinese = |c: char| "一二三四五六七八九十".contains(c);
    let after = text.trim_start_matches(chinese);
    if after.len() < text.len() && after.starts_with(['、', '.', '．']) {
        return Some(1);
    }
    if let Some(inside) = text.strip_prefix(['（', '(']) {
        let after = inside.trim_start_matches(chinese);
        return (after.len() < inside.len() && after.starts_with(['）', ')'])).then_some(2);
    }
    let after = text.trim_start_matches(|c: char| c.is_ascii_digit());
    (after.len() < text.len() && after.starts_with(['.', '．', '、'])).then_some(3)
}
