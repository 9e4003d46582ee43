//! Marks of secrecy. The words are ordinary ones, as in 商业秘密 and 保守秘密; a mark is told from them by
//! the star behind it, by brackets around it, by a line of its own, or by what calls it a level.
//! Source: GB/T 9704-2012, 7.2.2: level and term on the first page, `秘密★1年`.

use super::SensitiveKind;
use super::glyphs::{Line, is_line_end};
use super::numbers::Place;

/// The three levels. Source: 保守国家秘密法, 密级分为绝密、机密、秘密三级.
const LEVELS: [&str; 3] = ["绝密", "机密", "秘密"];

/// Papers that are for the inside only, and what makes a mark of the word.
const INNER: [&str; 3] = ["内部资料", "内部材料", "内部文件"];
const CAUTIONS: [&str; 9] = [
    "注意保存",
    "注意保密",
    "妥善保管",
    "妥善保存",
    "请勿外传",
    "不得外传",
    "严禁外传",
    "禁止外传",
    "切勿外传",
];

/// Every mark in a text, in order.
pub(super) fn find(line: &Line) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.glyphs.len() {
        let Some((from, to)) = mark(line, at) else {
            at += 1;
            continue;
        };
        let start = line.glyphs[from].start;
        let end = line.glyphs[to - 1].end;
        let kind = SensitiveKind::SecretMark;
        found.push(Place { kind, start, end, masked: String::new() });
        at = to;
    }
    found
}

/// The mark whose word starts here: from where to where.
fn mark(line: &Line, at: usize) -> Option<(usize, usize)> {
    // The first character first: this is asked at each place of a text.
    match line.at(at)? {
        '绝' | '机' | '秘' => {
            let to = LEVELS.iter().find_map(|word| word_end(line, at, word))?;
            let whole = starred(line, to).or_else(|| level(line, at, to)).map(|to| (at, to));
            whole.or_else(|| bracketed(line, at, to)).or_else(|| on_its_own(line, at, to))
        }
        '内' => {
            let to = INNER.iter().find_map(|word| word_end(line, at, word))?;
            let whole = starred(line, to).or_else(|| cautioned(line, to)).map(|to| (at, to));
            whole.or_else(|| bracketed(line, at, to)).or_else(|| on_its_own(line, at, to))
        }
        _ => None,
    }
}

/// The end of a word that may be spaced out, as in `机　密`.
fn word_end(line: &Line, at: usize, word: &str) -> Option<usize> {
    let mut place = at;
    for (count, character) in word.chars().enumerate() {
        place = if count == 0 { place } else { line.after_spaces(place) };
        if line.at(place) != Some(character) {
            return None;
        }
        place += 1;
    }
    Some(place)
}

/// The star and the term behind it: `★`, `★1年`, `★ 6个月`, `★长期`.
fn starred(line: &Line, to: usize) -> Option<usize> {
    let star = line.after_spaces(to);
    if !matches!(line.at(star), Some('★' | '☆')) {
        return None;
    }
    let term = line.after_spaces(star + 1);
    if line.has(term, "长期") {
        return Some(term + 2);
    }
    let mut unit = term;
    while unit < term + 3 && line.at(unit).is_some_and(|c| c.is_ascii_digit()) {
        unit += 1;
    }
    let units = ["年", "个月", "月", "天", "日"];
    let told = units.iter().find(|told| unit > term && line.has(unit, told));
    Some(told.map_or(star + 1, |told| unit + told.chars().count()))
}

/// `机密级`, but not `机密级别`; `密级：机密`.
fn level(line: &Line, at: usize, to: usize) -> Option<usize> {
    if line.at(to) == Some('级') && line.at(to + 1) != Some('别') {
        return Some(to + 1);
    }
    let before = line.back(line.before_spaces(at), 4);
    before.trim_end_matches(' ').ends_with("密级:").then_some(to)
}

/// The brackets of one kind right around it. Quotes and book titles are not: they hold words.
fn bracketed(line: &Line, at: usize, to: usize) -> Option<(usize, usize)> {
    let open = line.before_spaces(at).checked_sub(1)?;
    let close = line.after_spaces(to);
    let pair = (line.at(open)?, line.at(close)?);
    let is_pair =
        matches!(pair, ('(', ')') | ('[', ']') | ('【', '】') | ('〔', '〕') | ('〖', '〗'));
    is_pair.then_some((open, close + 1))
}

/// Nothing else on the line.
fn on_its_own(line: &Line, at: usize, to: usize) -> Option<(usize, usize)> {
    let is_blank = |c: &char| c.is_whitespace() && !is_line_end(*c);
    let before = line.glyphs[..at].iter().rev().map(|glyph| glyph.folded).find(|c| !is_blank(c));
    let after = line.glyphs[to..].iter().map(|glyph| glyph.folded).find(|c| !is_blank(c));
    let ends = before.is_none_or(is_line_end) && after.is_none_or(is_line_end);
    ends.then_some((at, to))
}

/// What makes a mark of 内部资料: `内部资料，注意保存`.
fn cautioned(line: &Line, to: usize) -> Option<usize> {
    let mut place = line.after_spaces(to);
    if line.at(place).is_some_and(|c| ",;:。、·!-—★".contains(c)) {
        place = line.after_spaces(place + 1);
    }
    CAUTIONS.iter().find_map(|word| word_end(line, place, word))
}
