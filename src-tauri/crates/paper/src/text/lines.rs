//! Paragraphs to lines of a width: greedy, with a look back, and where that leaves a line that gapes or a last one of a
//! single character, by the whole paragraph (`total`). Full-width marks lose their blank half at line
//! ends, marks are pushed together where that pulls one more word in, what is left goes to the gaps.
//! What cannot be broken otherwise is broken anywhere.

use std::ops::Range;

use catalog::TypeStyle;
use foundation::FieldPath;

use super::atoms::{Atom, Class, Content, Tick, TickShape};
use super::breaks::breaks;
use super::justify::justify;
use super::measure::{
    Margin, Taken, cut_at_end, cut_at_start, gap, squeeze_of_gap, squeeze_of_mark, take,
};
use super::paragraph::Paragraph;
use super::tokens::End;
use super::total;
use crate::faces::Face;

/// Lines of fewer em than this are not justified. Judgement: in a narrow cell two or three gaps would take
/// all of it.
const NARROW: f32 = 10.0;

/// Where lines stand between their margins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineAlign {
    Left,
    Centre,
    Right,
    /// Both margins, the last line left.
    Justified,
}

/// A line with everything on it at its place; positions in points from the left margin.
#[derive(Clone, Debug, Default)]
pub(crate) struct SetLine {
    pub(crate) runs: Vec<SetRun>,
    pub(crate) ticks: Vec<SetTick>,
    /// Lines under answers, from where to where.
    pub(crate) underlines: Vec<(f32, f32)>,
    /// The size that governs its height.
    pub(crate) size: f64,
    /// The ink's right end.
    pub(crate) width: f32,
    /// Whether a word was torn because it is longer than the line.
    pub(crate) forced: bool,
}

/// Glyphs of one face, size and field.
#[derive(Clone, Debug)]
pub(crate) struct SetRun {
    pub(crate) face: Face,
    pub(crate) style: TypeStyle,
    pub(crate) field: Option<FieldPath>,
    /// Position, glyph, character.
    pub(crate) glyphs: Vec<(f32, u16, char)>,
}

/// A box.
#[derive(Clone, Debug)]
pub(crate) struct SetTick {
    pub(crate) x: f32,
    pub(crate) style: TypeStyle,
    pub(crate) tick: Tick,
    /// What no face has.
    pub(crate) missing: Option<char>,
    pub(crate) field: Option<FieldPath>,
}

impl SetLine {
    /// Draws a line under what stands from here to there, on from what is there already.
    fn underline(&mut self, from: f32, to: f32) {
        match self.underlines.last_mut() {
            // Gaps between Han and figures lie within one answer.
            Some((_, end)) if from - *end < self.size as f32 => *end = to,
            _ => self.underlines.push((from, to)),
        }
    }
}

/// Sets a paragraph; an empty one gives one empty line.
pub(crate) fn set(
    paragraph: &Paragraph,
    width: f32,
    first_indent: f32,
    align: LineAlign,
) -> Vec<SetLine> {
    if paragraph.atoms.is_empty() {
        return vec![SetLine { size: paragraph.largest(), ..SetLine::default() }];
    }
    let ends = breaks(paragraph);
    let atoms = &paragraph.atoms;
    let narrow = width < NARROW * paragraph.largest() as f32;
    let adjusted = align == LineAlign::Justified;
    let align = if narrow && adjusted { LineAlign::Left } else { align };
    let gapes = align == LineAlign::Justified;
    let margin = |start: usize| {
        let indent = if start == 0 { first_indent } else { 0.0 };
        Margin { width, indent, flush: indent == 0.0 && adjusted, adjusted, gapes }
    };
    let mut lines: Vec<(usize, Taken)> = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let taken = take(atoms, &ends, start, margin(start));
        lines.push((start, taken));
        start = next_start(atoms, taken.end);
    }
    if gapes && total::is_wanted(atoms, &lines, margin) {
        lines = total::fit(atoms, &ends, margin).unwrap_or(lines);
    }
    let place = |(start, taken): (usize, Taken)| {
        let end = ends[taken.end - 1];
        let torn = end <= End::Last || (end == End::Seam && !gapes);
        let forced = torn && taken.end < atoms.len();
        SetLine { forced, ..place(paragraph, start, taken, margin(start), align) }
    };
    lines.into_iter().map(place).collect()
}

impl Paragraph {
    /// The width in points of the longest stretch that no line may end in, without the blanks around it.
    pub(crate) fn longest_word(&self) -> f32 {
        let (mut longest, mut width) = (0.0_f32, 0.0);
        for (index, end) in breaks(self).into_iter().enumerate() {
            let atom = &self.atoms[index];
            let joins = index > 0 && width > 0.0;
            width += if joins { gap(&self.atoms[index - 1], atom) } else { 0.0 };
            width += if atom.class == Class::Space { 0.0 } else { atom.advance };
            longest = longest.max(width);
            if end > End::Last {
                width = 0.0;
            }
        }
        longest
    }
}

/// Where the line begins that follows one with this end: white space at a line end is not carried over.
pub(super) fn next_start(atoms: &[Atom], end: usize) -> usize {
    end + atoms[end..].iter().take_while(|atom| atom.character == ' ').count()
}

fn place(
    paragraph: &Paragraph,
    start: usize,
    taken: Taken,
    margin: Margin,
    align: LineAlign,
) -> SetLine {
    let atoms = &paragraph.atoms;
    let last = taken.end == atoms.len();
    let mut end = taken.end;
    while end > start + 1 && atoms[end - 1].class == Class::Space {
        end -= 1;
    }
    // Where cells begin, without justification; then where glyphs do.
    let mut positions = Vec::with_capacity(end - start);
    let mut pen = margin.indent;
    for index in start..end {
        let atom = &atoms[index];
        let mut left = 0.0;
        if index > start {
            let before = &atoms[index - 1];
            pen += gap(before, atom) - squeeze_of_gap(before, atom) * taken.squeeze;
        } else {
            left = cut_at_start(atom, margin);
        }
        // Marks inside the line are pushed together; the margins take all that is blank.
        let pushed = squeeze_of_mark(atom) * taken.squeeze;
        if atom.class == Class::Opening && left == 0.0 {
            left = pushed;
        }
        let right = if atom.class == Class::Closing && index + 1 < end { pushed } else { 0.0 };
        positions.push(pen - left);
        pen += atom.advance - left - right;
    }
    let ink = pen - cut_at_end(&atoms[end - 1]);
    match align {
        LineAlign::Left => {}
        LineAlign::Centre => shift(&mut positions, ((margin.width - pen) / 2.0).max(0.0)),
        LineAlign::Right => shift(&mut positions, (margin.width - pen).max(0.0)),
        LineAlign::Justified if last => {}
        LineAlign::Justified => justify(&atoms[start..end], &mut positions, margin.width - ink),
    }
    collect(paragraph, start..end, &positions)
}

fn shift(positions: &mut [f32], by: f32) {
    positions.iter_mut().for_each(|x| *x += by);
}

fn collect(paragraph: &Paragraph, range: Range<usize>, positions: &[f32]) -> SetLine {
    let mut line = SetLine::default();
    let mut piece_of_run = None;
    for (atom, x) in paragraph.atoms[range].iter().zip(positions) {
        let piece = &paragraph.pieces[atom.piece as usize];
        line.size = line.size.max(piece.style.size.0);
        line.width = line.width.max(x + atom.advance);
        if piece.underlined {
            line.underline(*x, x + atom.advance);
        }
        if let Content::Room(_) = piece.content {
            piece_of_run = None;
            continue;
        }
        if let Content::Tick(tick) = piece.content {
            let (style, field) = (piece.style, piece.field.clone());
            line.ticks.push(SetTick { x: *x, style, tick, missing: None, field });
            piece_of_run = None;
            continue;
        }
        let Some(face) = atom.face else {
            if atom.class != Class::Space {
                let (style, field) = (piece.style, piece.field.clone());
                let missing = Some(atom.character);
                let tick = Tick { ticked: false, shape: TickShape::Square };
                line.ticks.push(SetTick { x: *x, style, tick, missing, field });
            }
            piece_of_run = None;
            continue;
        };
        if piece_of_run != Some((atom.piece, face)) {
            line.runs.push(SetRun {
                face,
                style: paragraph.style(atom),
                field: piece.field.clone(),
                glyphs: Vec::new(),
            });
            piece_of_run = Some((atom.piece, face));
        }
        if let Some(run) = line.runs.last_mut() {
            run.glyphs.push((*x + atom.offset, atom.id, atom.character));
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use catalog::FontRole;
    use foundation::Pt;

    use super::*;
    use crate::text::Piece;

    fn lines_of(text: &str, width_em: f32) -> Vec<String> {
        let style = TypeStyle { role: FontRole::Song, size: Pt(10.0) };
        let paragraph =
            Paragraph::new(vec![Piece::text(text, style)], crate::fonts::Fonts::default());
        set(&paragraph, width_em * 10.0, 0.0, LineAlign::Justified)
            .iter()
            .map(|line| line.runs.iter().flat_map(|run| &run.glyphs).map(|(_, _, c)| *c).collect())
            .collect()
    }

    #[test]
    fn a_closing_mark_at_the_line_end_takes_half_a_place() {
        assert_eq!(lines_of("一二三四，五六", 4.5), ["一二三四，", "五六"]);
        assert_eq!(lines_of("一二三四，五六", 4.0), ["一二三", "四，五六"]);
    }

    #[test]
    fn marks_are_pushed_together_for_one_more_character() {
        // Fourteen places: each comma gives a quarter.
        let text = "一二三，五六七，九十甲乙丙丁戊己庚辛";
        assert_eq!(lines_of(text, 13.6)[0], "一二三，五六七，九十甲乙丙丁");
        // Nothing can be pushed together here: the last word goes to the next line.
        assert_eq!(lines_of("一二三四五六七八九十甲乙丙丁戊", 13.6)[0].chars().count(), 13);
    }

    #[test]
    fn a_full_stop_hangs_a_little_when_nothing_else_helps() {
        assert_eq!(lines_of("一二三四五六七八九十甲，乙丙", 11.3)[0], "一二三四五六七八九十甲，");
        assert_eq!(lines_of("一二三四五六七八九十甲，乙丙", 11.2)[0], "一二三四五六七八九十");
        // Only stops hang.
        assert_eq!(lines_of("一二三四五六七八九十甲）乙丙", 11.3)[0], "一二三四五六七八九十");
    }

    #[test]
    fn no_last_line_of_a_single_character_where_marks_can_give_room() {
        assert_eq!(lines_of("一二三，五六七，九十。甲乙丙丁。", 14.8).len(), 1);
    }

    #[test]
    fn an_address_is_torn_where_the_line_would_gape_and_nowhere_else() {
        let lines = lines_of("网址：https://www.example.gov.cn/a1/b2?c=d", 15.0);
        assert_eq!(lines, ["网址：https://www.example.", "gov.cn/a1/b2?c=d"]);
    }

    #[test]
    fn a_document_number_is_whole_where_the_line_before_it_does_not_gape() {
        let lines = lines_of("一二三四五六七八九十甲，皖网信办函〔2024〕13号", 13.0);
        assert_eq!(lines, ["一二三四五六七八九十甲，", "皖网信办函〔2024〕13号"]);
        let lines = lines_of("一二三四五六，皖网信办函〔2024〕13号", 13.0);
        assert_eq!(lines, ["一二三四五六，皖网信办函", "〔2024〕13号"]);
        let lines = lines_of("一二三四五六为12,800元～15,600元的", 13.0);
        assert_eq!(lines, ["一二三四五六为12,800元～", "15,600元的"]);
    }

    #[test]
    fn the_last_line_is_no_single_character() {
        assert_eq!(
            lines_of("一二三四五六七八九十甲乙丙丁", 13.6),
            ["一二三四五六七八九十甲乙", "丙丁"]
        );
        assert_eq!(lines_of("一二三四五六七八九十甲乙丙。", 12.6)[1], "乙丙。");
        // Nor where the line before it gives one of ten.
        assert_eq!(lines_of("一二三四五六七八九十甲", 10.0)[1], "十甲");
    }

    #[test]
    fn tracking_brings_28_characters_into_156_mm() {
        let style = TypeStyle { role: FontRole::Fang, size: Pt(16.0) };
        let paragraph = Paragraph::new(
            vec![Piece::text("扶".repeat(56), style)],
            crate::fonts::Fonts::default(),
        )
        .tracked(-0.21);
        // 156 mm in points.
        let lines = set(&paragraph, 442.2, 0.0, LineAlign::Justified);
        let counts: Vec<usize> = lines.iter().map(|line| line.runs[0].glyphs.len()).collect();
        assert_eq!(counts, [28, 28]);
    }

    #[test]
    fn a_dash_is_one_stroke_of_two_places() {
        for role in [FontRole::Song, FontRole::Fang, FontRole::Hei, FontRole::Kai, FontRole::Title]
        {
            let style = TypeStyle { role, size: Pt(10.0) };
            let paragraph =
                Paragraph::new(vec![Piece::text("好——是", style)], crate::fonts::Fonts::default());
            let line = &set(&paragraph, 96.0, 0.0, LineAlign::Left)[0];
            let glyphs: Vec<_> = line
                .runs
                .iter()
                .flat_map(|run| run.glyphs.iter().map(|g| (run.face, *g)))
                .collect();
            let ink = |place: usize| {
                let (face, (x, id, _)) = glyphs[place];
                let (left, right) = face.ink(id).unwrap();
                (x + left * 10.0, x + right * 10.0)
            };
            assert!(ink(2).0 <= ink(1).1, "{role:?} leaves white in the stroke");
            assert!((glyphs[3].1.0 - 30.0).abs() < 0.2, "{role:?} is {} wide", glyphs[3].1.0);
        }
    }

    #[test]
    fn long_words_are_broken_when_nothing_else_helps() {
        let lines = lines_of("https://example.com/a/very/long/path/that/does/not/end", 8.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), "https://example.com/a/very/long/path/that/does/not/end");
    }

    #[test]
    fn justified_lines_reach_the_margin() {
        let style = TypeStyle { role: FontRole::Song, size: Pt(10.0) };
        let text = "网络扶贫行动计划（一）推进贫困地区ABC网络覆盖工程建设";
        let paragraph =
            Paragraph::new(vec![Piece::text(text, style)], crate::fonts::Fonts::default());
        let lines = set(&paragraph, 126.0, 20.0, LineAlign::Justified);
        for line in &lines[..lines.len() - 1] {
            assert!((line.width - 126.0).abs() < 5.1, "{}", line.width);
        }
        assert!((lines[0].runs[0].glyphs[0].0 - 20.0).abs() < 0.01);
    }
}
