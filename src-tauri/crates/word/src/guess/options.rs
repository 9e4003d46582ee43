//! Options with their boxes: □ ○ （ ） before or behind a name, with what is to be added behind some.

use catalog::OptionMark;

use crate::guess::text::{has, squeezed};
use crate::guess::unboxed;

/// A piece of a text with boxes, in reading order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words that are no option.
    Words(String),
    /// An option, and what is to be filled in behind it: the words before and behind the blank.
    Option(Choice),
    /// A new line.
    Break,
}

/// An option as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    pub(crate) label: String,
    /// Words before the blank, the blank, and the words behind it.
    pub(crate) extra: Option<(String, String)>,
}

/// Options as they stand in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Options {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) box_after: bool,
    /// The sign of the boxes.
    pub(crate) mark: OptionMark,
}

impl Options {
    /// The options alone.
    pub(crate) fn choices(&self) -> impl Iterator<Item = &Choice> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Option(choice) => Some(choice),
            _ => None,
        })
    }
}

fn is_box(character: char) -> bool {
    matches!(character, '□' | '☐' | '○' | '◯' | '☑' | '☒' | '■' | '▢' | '⬜' | '◻' | '❏')
}

/// Marks each box of a text with one sign; empty brackets beside a name are boxes too.
fn marked(text: &str) -> String {
    let mut marked = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['（', '(']) {
        let open = rest[at..].chars().next().map_or(1, char::len_utf8);
        let inside = &rest[at + open..];
        let close = inside.find(['）', ')']);
        match close {
            Some(end)
                if end <= 12
                    && squeezed(&inside[..end]).chars().all(|c| c == '√')
                    && !inside[..end].contains('\n') =>
            {
                marked.push_str(&rest[..at]);
                marked.push('□');
                let close = inside[end..].chars().next().map_or(1, char::len_utf8);
                rest = &inside[end + close..];
            }
            _ => {
                marked.push_str(&rest[..at + open]);
                rest = inside;
            }
        }
    }
    marked.push_str(rest);
    marked.chars().map(|c| if is_box(c) { '□' } else { c }).collect()
}

/// The sign of most boxes of a text.
fn mark(text: &str) -> OptionMark {
    let is_square = |c: char| is_box(c) && !matches!(c, '○' | '◯');
    if text.contains(is_square) {
        OptionMark::Square
    } else if text.contains(is_box) {
        OptionMark::Circle
    } else {
        OptionMark::Brackets
    }
}

/// How many boxes a text has.
pub(crate) fn boxes(text: &str) -> usize {
    marked(text).chars().filter(|c| *c == '□').count()
}

/// The options of a text; none where it has none.
pub(crate) fn options(text: &str) -> Option<Options> {
    let mark = mark(text);
    let text = marked(text);
    if !text.contains('□') {
        return None;
    }
    let box_after = is_after(&text);
    let mut pieces = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if index > 0 && !pieces.is_empty() {
            pieces.push(Piece::Break);
        }
        if box_after { after(line, &mut pieces) } else { before(line, &mut pieces) }
    }
    while pieces.last() == Some(&Piece::Break) {
        pieces.pop();
    }
    let options = Options { pieces, box_after, mark };
    let any = options.choices().next().is_some();
    any.then_some(options)
}

/// The options of a text, with boxes or without; `told` says that its label asks for a tick.
pub(crate) fn any(text: &str, told: bool) -> Option<Options> {
    options(text).or_else(|| unboxed::options(text, told))
}

/// Whether the boxes stand behind their names: the last thing is a box, and before the first one stands
/// a name that is no lead such as `类型：`.
fn is_after(text: &str) -> bool {
    let first = text.find('□').unwrap_or_default();
    let lead = text[..first].trim();
    let rest = text.trim_end().trim_end_matches(['）', ')', '；', '。', '、']).trim_end();
    let ends = rest.ends_with('□');
    let named = !squeezed(lead.trim_start_matches(['（', '('])).is_empty();
    ends && named && !lead.ends_with(['：', ':'])
}

fn before(line: &str, pieces: &mut Vec<Piece>) {
    let mut parts = line.split('□');
    push_words(parts.next().unwrap_or_default(), pieces);
    for part in parts {
        // What ends a bracket around all options is no part of the last one.
        let words = part.trim();
        let words = words.trim_end_matches(['、', '，', ',', ';', '；']).trim_end();
        if squeezed(words).is_empty() {
            continue;
        }
        // Behind a wide blank something else begins.
        let (name, rest) = name_and_rest(words);
        pieces.push(Piece::Option(choice(name)));
        push_words(rest, pieces);
    }
}

/// An option ends at a wide blank, unless what follows is to be filled in.
fn name_and_rest(words: &str) -> (&str, &str) {
    let wide = words.find("   ").or_else(|| words.find("\u{3000}\u{3000}"));
    let Some(at) = wide else { return (words, "") };
    let rest = words[at..].trim_start();
    let open = words[..at].contains(['（', '(', '：', ':', '_']);
    if open || rest.starts_with(['（', '(', '_', '：', ':']) || rest.is_empty() {
        (words, "")
    } else {
        (&words[..at], rest)
    }
}

fn after(line: &str, pieces: &mut Vec<Piece>) {
    let mut parts: Vec<&str> = line.split('□').collect();
    let tail = parts.pop().unwrap_or_default();
    for part in parts {
        let part = part.trim();
        let name = part.trim_start_matches(['、', '，', ',', '；', ';', '/', ' ']);
        let lead = &part[..part.len() - name.len()];
        push_words(lead, pieces);
        // `所属类别：初中` has a lead before its first name, `（初中` a bracket.
        let at = name
            .rfind(['：', ':'])
            .map_or(0, |at| at + name[at..].chars().next().map_or(1, char::len_utf8));
        let at = if name[at..].starts_with(['（', '(']) && !name.contains(['）', ')']) {
            at + name[at..].chars().next().map_or(1, char::len_utf8)
        } else {
            at
        };
        push_words(&name[..at], pieces);
        let label = name[at..].trim();
        if !squeezed(label).is_empty() {
            pieces.push(Piece::Option(Choice { label: label.to_owned(), extra: None }));
        }
    }
    push_words(tail, pieces);
}

fn push_words(words: &str, pieces: &mut Vec<Piece>) {
    let words = words.trim();
    if !squeezed(words).is_empty() {
        pieces.push(Piece::Words(words.to_owned()));
    }
}

/// A name, and what is to be filled in behind it: `其他（请注明）：____`, `是（名称：     ）`.
pub(crate) fn choice(words: &str) -> Choice {
    let plain = Choice { label: words.to_owned(), extra: None };
    let Some(at) = words.find(['（', '(', '：', ':', '_', '\u{FF3F}']) else {
        return plain;
    };
    let (name, rest) = words.split_at(at);
    let (name, rest) = (name.trim(), rest.trim());
    let blank = has(rest, &["__", "   ", "\u{3000}\u{3000}", "\u{FF3F}"]);
    let asks = has(&squeezed(rest), &["注明", "说明", "填写", "写明", "列出"])
        || matches!(squeezed(rest).as_str(), "：" | ":");
    if name.is_empty() || !(blank || asks) {
        return plain;
    }
    let (open, close) = around_blank(rest);
    Choice { label: name.to_owned(), extra: Some((open, close)) }
}

/// The words before a blank and those behind it.
fn around_blank(text: &str) -> (String, String) {
    let is_blank = |c: char| c.is_whitespace() || matches!(c, '_' | '\u{FF3F}');
    let mut best: Option<(usize, usize)> = None;
    let mut start = None;
    for (at, character) in text.char_indices().chain([(text.len(), 'x')]) {
        match (is_blank(character), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let longest = best.is_none_or(|(from, to)| to - from < at - start.unwrap_or(at));
                if at - from >= 2 && longest {
                    best = Some((from, at));
                }
                start = None;
            }
            _ => {}
        }
    }
    match best {
        Some((from, to)) => (text[..from].trim().to_owned(), text[to..].trim().to_owned()),
        None => (text.to_owned(), String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let options = options(text).unwrap();
        let pieces = options.pieces.iter().map(|piece| match piece {
            Piece::Words(words) => format!("“{words}”"),
            Piece::Option(Choice { label, extra: None }) => label.clone(),
            Piece::Option(Choice { label, extra: Some((open, close)) }) => {
                format!("{label}+{open}_{close}")
            }
            Piece::Break => "/".into(),
        });
        let pieces: Vec<String> = pieces.collect();
        format!("{}{}", if options.box_after { "后 " } else { "" }, pieces.join(" "))
    }

    #[test]
    fn options_are_read_in_all_their_shapes() {
        assert_eq!(
            shown("□产业振兴    □人才振兴\n□其他（请注明）：_____"),
            "产业振兴 人才振兴 / 其他+（请注明）：_"
        );
        assert_eq!(shown("□是（表彰名称：          ）    □否"), "是+（表彰名称：_） 否");
        assert_eq!(shown("（初中□、高中□）"), "后 “（” 初中 “、” 高中 “）”");
        assert_eq!(shown("初中   □"), "后 初中");
        assert_eq!(shown("是□    否□"), "后 是 否");
        assert_eq!(shown("企业性质：○国有 ○民营"), "“企业性质：” 国有 民营");
        assert_eq!(shown("（ ）专业组  （ ）大众组"), "专业组 大众组");
        assert_eq!(shown("□所有学生 □研究生 □本科生□□"), "所有学生 研究生 本科生");
        assert_eq!(options("（签字）"), None);
    }
}
