//! Where a line may end: UAX 14 with the Chinese tailoring. What stands in `tokens` (numbers, addresses,
//! document numbers) has ends of its own. Source: GB/T 15834-2011, 5.1, for marks at line starts and ends.

use foundation::character::is_han;
use unicode_linebreak::{BreakOpportunity, linebreaks};

use super::atoms::Class;
use super::paragraph::Paragraph;
use super::tokens::{self, End, is_digit};

/// Never at the start of a line.
const NO_START: &str = "。，、；：？！）】》〉」』〕〗〙〛”’…⋯—―～·‧•・％‰℃°′″．／％\
    ﹐﹑﹒﹔﹕﹖﹗﹚﹜﹞､｡｣･ー々〻ヽヾゝゞ｝］＞－–∶!%),.:;?]}>/";
/// Never at the end of a line; 分隔号 may stand at neither.
const NO_END: &str = "（【《〈「『〔〖〘〚“‘﹙﹛﹝｢［｛＜￥＄￡№／([{<$¥€£#";
/// Marks that open or close a stretch of Chinese; UAX 14 takes them for ambiguous quotes.
const OPENING_QUOTES: &str = "“‘";
const CLOSING_QUOTES: &str = "”’";
/// Between the ends of a range or the parts of a ratio.
const BETWEEN_DIGITS: &str = "～－–—∶×~";

/// For each atom, whether a line may end behind it. The last is always free.
pub(crate) fn breaks(paragraph: &Paragraph) -> Vec<End> {
    let text: String = paragraph.atoms.iter().map(|atom| atom.character).collect();
    let mut ends = by_uax_14(&text, paragraph.atoms.len());
    let mut before = '\0';
    for index in 1..paragraph.atoms.len() {
        // White space at a line end is not seen: the mark before it is what ends the line.
        if paragraph.atoms[index - 1].class != Class::Space {
            before = paragraph.atoms[index - 1].character;
        }
        let after = paragraph.atoms[index].character;
        let allowed = paragraph.atoms[index].class != Class::Space
            && tailored(before, after, ends[index - 1] == End::Free);
        ends[index - 1] = match allowed {
            true => End::Free,
            false if tokens::IN_RANGES.contains(before) && is_digit(after) => End::Seam,
            false => End::Never,
        };
    }
    tokens::keep_whole(&paragraph.atoms, &mut ends);
    keep_pieces_whole(paragraph, &mut ends);
    if let Some(last) = ends.last_mut() {
        *last = End::Free;
    }
    ends
}

/// Pieces of one whole are torn only where a line cannot hold them.
fn keep_pieces_whole(paragraph: &Paragraph, ends: &mut [End]) {
    let whole = |index: usize| paragraph.pieces[paragraph.atoms[index].piece as usize].whole;
    for index in 1..paragraph.atoms.len() {
        if whole(index).is_some() && whole(index - 1) == whole(index) {
            ends[index - 1] = ends[index - 1].min(End::Last);
        }
    }
}

fn by_uax_14(text: &str, count: usize) -> Vec<End> {
    let mut ends = vec![End::Never; count];
    let mut starts = text.char_indices().map(|(at, _)| at).enumerate().skip(1).peekable();
    for (at, opportunity) in linebreaks(text) {
        while starts.peek().is_some_and(|(_, start)| *start < at) {
            starts.next();
        }
        if let Some((index, start)) = starts.peek()
            && *start == at
            && opportunity == BreakOpportunity::Allowed
        {
            ends[index - 1] = End::Free;
        }
    }
    ends
}

/// Whether marks allow a line to end between two characters.
pub(crate) fn may_part(before: char, after: char) -> bool {
    // Ideographs need no look into the lists: they are most of a text.
    let is_mark = |character: char| !is_han(character);
    let torn_start = is_mark(after) && NO_START.contains(after);
    let torn_end = is_mark(before) && NO_END.contains(before);
    !torn_start && !torn_end
}

fn tailored(before: char, after: char, by_uax_14: bool) -> bool {
    if !may_part(before, after) || before == '\u{FFFC}' {
        // A box stays with its words.
        return false;
    }
    if BETWEEN_DIGITS.contains(before) && is_digit(after) {
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

#[cfg(test)]
pub(super) mod tests {
    use catalog::{FontRole, TypeStyle};
    use foundation::Pt;

    use super::*;
    use crate::text::Piece;

    /// The text cut at its free ends, with `|` where it may be cut only in need.
    pub(in crate::text) fn pieces_of(text: &str) -> Vec<String> {
        let style = TypeStyle { role: FontRole::Song, size: Pt(12.0) };
        let paragraph =
            Paragraph::new(vec![Piece::text(text, style)], crate::fonts::Fonts::default());
        let mut pieces = vec![String::new()];
        for (atom, end) in paragraph.atoms.iter().zip(breaks(&paragraph)) {
            pieces.last_mut().unwrap().push(atom.character);
            match end {
                End::Free => pieces.push(String::new()),
                End::Loose | End::Seam | End::Last => pieces.last_mut().unwrap().push('|'),
                End::Never => {}
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
        assert_eq!(pieces_of("他说：“好。”又"), ["他", "说：", "“好。”", "又"]);
        assert_eq!(pieces_of("好——是……吗"), ["好——", "是……", "吗"]);
        assert_eq!(pieces_of("阿·买提"), ["阿·", "买", "提"]);
        assert_eq!(pieces_of("甲／乙"), ["甲／乙"]);
        assert_eq!(pieces_of("京—沪线～段"), ["京—", "沪", "线～", "段"]);
        assert_eq!(pieces_of("〖注〗人々"), ["〖注〗", "人々"]);
    }

    #[test]
    fn signs_of_quantity_stay_with_their_numbers() {
        assert_eq!(pieces_of("为￥98元"), ["为", "￥98元"]);
        assert_eq!(pieces_of("至25℃止"), ["至", "25℃", "止"]);
        assert_eq!(pieces_of("见№3图"), ["见", "№3", "图"]);
    }

    #[test]
    fn white_space_stays_at_the_end_of_its_line() {
        assert_eq!(pieces_of("用 5G 网"), ["用 ", "5G ", "网"]);
        assert_eq!(pieces_of("甲\u{3000}乙"), ["甲\u{3000}", "乙"]);
        assert_eq!(pieces_of("（ 甲"), ["（ 甲"]);
    }
}
