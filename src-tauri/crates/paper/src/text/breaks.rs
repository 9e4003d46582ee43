//! Where a line may end: UAX 14 with the Chinese tailoring. Source: GB/T 15834
//! for marks at line starts and ends.

use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::atoms::{Class, Paragraph};

/// Never at the start of a line.
const NO_START: &str = "。，、；：？！）】》〉」』〕”’…—～·％%℃‰°′″!),.:;?]}＞>］｝．／/";
/// Never at the end of a line.
const NO_END: &str = "（【《〈「『〔“‘([{＜<［｛￥$＄￡№";
/// Marks that open or close a stretch of Chinese; UAX 14 takes them for ambiguous quotes.
const OPENING_QUOTES: &str = "“‘";
const CLOSING_QUOTES: &str = "”’";

/// For each atom, whether a line may end behind it. The last is always true.
pub(crate) fn breaks(paragraph: &Paragraph) -> Vec<bool> {
    let text: String = paragraph.atoms.iter().map(|atom| atom.character).collect();
    let mut allowed = vec![false; paragraph.atoms.len()];
    let mut starts = text.char_indices().map(|(at, _)| at).enumerate().skip(1).peekable();
    for (at, opportunity) in linebreaks(&text) {
        while starts.peek().is_some_and(|(_, start)| *start < at) {
            starts.next();
        }
        if let Some((index, start)) = starts.peek()
            && *start == at
            && opportunity == BreakOpportunity::Allowed
        {
            allowed[index - 1] = true;
        }
    }
    let mut before = '\0';
    for index in 1..paragraph.atoms.len() {
        // White space at a line end is not seen: the mark before it is what ends the line.
        if paragraph.atoms[index - 1].class != Class::Space {
            before = paragraph.atoms[index - 1].character;
        }
        let after = paragraph.atoms[index].character;
        allowed[index - 1] = tailored(before, after, allowed[index - 1]);
    }
    if let Some(last) = allowed.last_mut() {
        *last = true;
    }
    allowed
}

/// Whether marks allow a line to end between two characters.
pub(crate) fn may_part(before: char, after: char) -> bool {
    !NO_START.contains(after) && !NO_END.contains(before)
}

fn tailored(before: char, after: char, by_uax_14: bool) -> bool {
    if !may_part(before, after) {
        return false;
    }
    // —— and …… are one mark each; a number stays with what it counts.
    if matches!((before, after), ('—', '—') | ('…', '…')) {
        return false;
    }
    // A box stays with its words.
    if before == '\u{FFFC}' {
        return false;
    }
    if before.is_ascii_digit() && UNITS.contains(after) {
        return false;
    }
    let wide = |character: char| u32::from(character) >= 0x2E80;
    if OPENING_QUOTES.contains(after) || after == '\u{FFFC}' {
        return !before.is_ascii_alphanumeric();
    }
    if CLOSING_QUOTES.contains(before) {
        return wide(after) || OPENING_QUOTES.contains(after);
    }
    by_uax_14
}

/// Units that are not torn from their number.
const UNITS: &str = "年月日时分秒万亿元个人户次吨米亩％℃";

#[cfg(test)]
mod tests {
    use catalog::{FontRole, TypeStyle};
    use foundation::Pt;

    use super::*;
    use crate::text::Piece;

    fn pieces_of(text: &str) -> Vec<String> {
        let style = TypeStyle { role: FontRole::Song, size: Pt(12.0) };
        let paragraph = Paragraph::new(vec![Piece::text(text, style)]);
        let mut pieces = vec![String::new()];
        for (atom, end) in paragraph.atoms.iter().zip(breaks(&paragraph)) {
            pieces.last_mut().unwrap().push(atom.character);
            if end {
                pieces.push(String::new());
            }
        }
        pieces.pop();
        pieces
    }

    #[test]
    fn marks_stay_with_their_words() {
        assert_eq!(pieces_of("扶贫，网络。"), ["扶", "贫，", "网", "络。"]);
        assert_eq!(pieces_of("（一）网"), ["（一）", "网"]);
        assert_eq!(pieces_of("的“一店”好"), ["的", "“一", "店”", "好"]);
        assert_eq!(pieces_of("好——是……吗"), ["好——", "是……", "吗"]);
    }

    #[test]
    fn numbers_stay_with_their_units() {
        assert_eq!(pieces_of("达98%以上"), ["达", "98%", "以", "上"]);
        assert_eq!(pieces_of("共1,280户"), ["共", "1,280户"]);
        assert_eq!(pieces_of("于2018年5月"), ["于", "2018年", "5月"]);
    }
}
