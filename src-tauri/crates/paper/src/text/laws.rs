//! Laws of lines, over generated texts: everything once and in order, inside its width, nothing torn that
//! must stay whole, no mark where none may stand. The lists are written out anew, not taken from `breaks`.

use catalog::{FontRole, TypeStyle};
use foundation::Pt;
use proptest::prelude::*;

use super::breaks::breaks;
use super::tokens::End;
use super::*;

/// Marks that GB/T 15834-2011 keeps from the start of a line.
const NO_START: &str = "。，、；：？！）】》〉」』〕”’…—～·％%℃‰";
/// Marks that it keeps from the end.
const NO_END: &str = "（【《〈「『〔“‘￥";

/// Texts as people type and paste them.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[一-龥]{1,12}",
        1 => "[A-Za-z]{1,10}",
        1 => "[A-Za-z]{60,90}",
        1 => "[0-9]{1,4}(,[0-9]{3}){0,2}(\\.[0-9]{1,2})?(万元|亿元|％|%|℃|㎡|户| km)?",
        1 => "[0-9]{1,3}%?～[0-9]{1,3}%",
        1 => "20[0-2][0-9](年|-|/)[0-9]{1,2}",
        1 => "[国皖苏网信办函]{1,5}〔20[0-2][0-9]〕[1-9][0-9]{0,2}号",
        2 => "[，。、；：？！]",
        1 => "[，。、；：？！“”‘’（）《》〈〉【】…—～·／]{1,4}",
        1 => "(——|……)",
        1 => "[䶮㛃𬭎𠮷龘〇⺟⼀]{1,2}",
        1 => "[ \u{3000}\t]{1,3}",
        1 => "https://example\\.com/[a-z/=&?]{20,90}[，。在]",
        1 => "[a-z]{2,9}@[a-z]{2,9}\\.(gov\\.)?cn[，。在]",
        1 => "[\u{200B}\u{FEFF}①㎡×±]{1,2}",
        1 => "[a-z]'[st]",
        1 => "[ｱ-ﾝ]{1,4}",
    ];
    prop::collection::vec(piece, 1..40).prop_map(|pieces| pieces.concat())
}

fn role() -> impl Strategy<Value = FontRole> {
    prop::sample::select(vec![
        FontRole::Song,
        FontRole::Fang,
        FontRole::Hei,
        FontRole::Kai,
        FontRole::Title,
    ])
}

fn align() -> impl Strategy<Value = LineAlign> {
    prop::sample::select(vec![
        LineAlign::Justified,
        LineAlign::Justified,
        LineAlign::Left,
        LineAlign::Centre,
        LineAlign::Right,
    ])
}

/// What stands on a line, by place: glyphs and boxes for what no face has.
fn on_line(line: &SetLine) -> Vec<(f32, char)> {
    let glyphs = line.runs.iter().flat_map(|run| run.glyphs.iter().map(|(x, _, c)| (*x, *c)));
    glyphs.filter(|(_, character)| !character.is_whitespace()).collect()
}

fn has_space(line: &SetLine) -> bool {
    line.runs.iter().flat_map(|run| &run.glyphs).any(|(_, _, c)| c.is_whitespace())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

    #[test]
    fn lines_keep_the_laws(
        text in text(), role in role(), align in align(),
        size in 7.0f64..24.0, ems in 3.0f32..45.0, indented in any::<bool>(),
    ) {
        let em = size as f32;
        let width = em * ems;
        let indent = if indented && ems > 6.0 { em * 2.0 } else { 0.0 };
        let paragraph = Paragraph::new(vec![Piece::text(&text, TypeStyle { role, size: Pt(size) })], crate::fonts::Fonts::default());
        let ends = breaks(&paragraph);
        let lines = set(&paragraph, width, indent, align);

        // All of it, once, in order.
        let set_text: String = lines.iter().flat_map(on_line).map(|(_, c)| c).collect();
        let wanted: Vec<char> = printable(&text).filter(|c| !c.is_whitespace()).collect();
        // Whether the next character stands beside it, without white space.
        let typed: Vec<char> = printable(&text).chain([' ']).collect();
        let pairs = typed.windows(2).filter(|pair| !pair[0].is_whitespace());
        let touching: Vec<bool> = pairs.map(|pair| !pair[1].is_whitespace()).collect();
        let boxes: usize = lines.iter().map(|line| line.ticks.len()).sum();
        prop_assert_eq!(boxes, 0, "every character of the texts has a glyph");
        prop_assert_eq!(&set_text, &wanted.iter().collect::<String>());

        let mut at = 0;
        for (number, line) in lines.iter().enumerate() {
            let glyphs = on_line(line);
            at += glyphs.len();
            let Some(((first_x, _), (_, last))) = glyphs.first().copied().zip(glyphs.last().copied()) else { continue };

            // Inside the margins: ink may stand over the right one by what hangs, and by nothing on the left.
            for run in &line.runs {
                for (x, id, character) in &run.glyphs {
                    let Some((left, right)) = run.face.ink(*id) else { continue };
                    let (left, right) = (x + left * em, x + right * em);
                    let alone = glyphs.len() == 1;
                    prop_assert!(left >= -0.1 * em, "{character} at {left} of {width}");
                    prop_assert!(alone || right <= width + 0.12 * em + 0.1, "{character} to {right} of {width}");
                }
            }
            prop_assert!(number > 0 || align != LineAlign::Justified || first_x >= indent - 0.6 * em);
            for pair in glyphs.windows(2) {
                // A mark without its blank stands half an em nearer than its origin says.
                prop_assert!(pair[1].0 >= pair[0].0 - 0.6 * em, "{:?}", pair);
            }

            if at == wanted.len() {
                continue;
            }
            let next = wanted[at];
            prop_assert_eq!(last, wanted[at - 1]);
            let all_marks = glyphs.iter().all(|(_, c)| NO_START.contains(*c) || NO_END.contains(*c) || *c == '／');
            if !line.forced {
                prop_assert!(!NO_START.contains(next), "starts with {next}");
                prop_assert!(!NO_END.contains(last) && last != '／', "ends with {last}");
            } else if !has_space(line) {
                // Torn, but at a place that marks allow, if the line has one.
                let legal = |before: char, after: char| {
                    let may_start = !NO_START.contains(after) && after != '／';
                    may_start && !NO_END.contains(before) && before != '／'
                };
                let has_place = glyphs.windows(2).any(|pair| {
                    legal(pair[0].1, pair[1].1) && !pair[1].1.is_ascii_punctuation()
                });
                prop_assert!(legal(last, next) || !has_place, "torn between {last} and {next}");
            }
            if !line.forced && touching[at - 1] {
                let in_number = last.is_ascii_digit() && next.is_ascii_digit();
                let before_unit = last.is_ascii_digit() && "万亿％%".contains(next);
                prop_assert!(!in_number && !before_unit, "{last}|{next}");
            }
            if !all_marks && touching[at - 1] {
                prop_assert!(!matches!((last, next), ('—', '—') | ('…', '…')), "a torn {last}");
            }
        }
        prop_assert_eq!(ends.last().copied(), Some(End::Free).filter(|_| !paragraph.atoms.is_empty()));
    }

}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..Default::default() })]

    /// On a measure that most words fit, justified lines reach the margin, or stay near their natural width.
    #[test]
    fn justified_lines_do_not_gape(text in "([一-龥]{1,8}[，。、]?|[0-9]{1,4}[一-龥]|[a-z]{1,3}[一-龥]|（[一-龥]{1,4}）[一-龥]){20,80}", ems in 20.0f32..42.0) {
        let paragraph = Paragraph::new(vec![Piece::text(&text, TypeStyle { role: FontRole::Fang, size: Pt(12.0) })], crate::fonts::Fonts::default());
        let width = ems * 12.0;
        let lines = set(&paragraph, width, 24.0, LineAlign::Justified);
        for line in &lines[..lines.len() - 1] {
            let run = line.runs.last().unwrap();
            let (x, id, _) = *run.glyphs.last().unwrap();
            let right = x + run.face.ink(id).unwrap().1 * 12.0;
            // A closing mark's ink ends at a third of its place, a letter's a little before its own.
            prop_assert!(right >= width - 12.0 * 0.62, "{right} of {width}");
            prop_assert!(right <= width + 0.12 * 12.0, "{right} of {width}");
        }
    }
}
