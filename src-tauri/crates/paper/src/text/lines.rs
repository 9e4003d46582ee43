//! Paragraphs to lines of a width: greedy, with full-width marks halved between neighbours and at line
//! ends (标点挤压), a quarter of an em between Han and Latin, and justification over the gaps.
//! What cannot be broken otherwise is broken anywhere.

use catalog::TypeStyle;
use foundation::FieldPath;

use super::atoms::{Atom, Class, Content, Paragraph};
use super::breaks::{breaks, may_part};
use crate::fonts::Face;

/// Between Han and Latin or digits, in em. Source: Word's default.
const HAN_LATIN_GAP: f32 = 0.25;
/// Between a box and its words, in em.
const TICK_GAP: f32 = 0.15;
/// A line is stretched by no more than this a gap, in em; else it stays ragged.
const LARGEST_STRETCH: f32 = 0.4;

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
    pub(crate) ticked: bool,
    pub(crate) field: Option<FieldPath>,
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
    let mut lines = Vec::new();
    let mut start = 0;
    while start < atoms.len() {
        let indent = if start == 0 { first_indent } else { 0.0 };
        let margin =
            Margin { width, indent, flush: indent == 0.0 && align == LineAlign::Justified };
        let end = line_end(atoms, &ends, start, margin);
        let last = end == atoms.len();
        let mut line = place(paragraph, start..end, margin, align, last);
        line.forced = !last && !ends[end - 1];
        lines.push(line);
        start = end;
        // White space at a line end is not carried to the next line.
        while start < atoms.len() && atoms[start].character == ' ' {
            start += 1;
        }
    }
    lines
}

/// The margins of one line.
#[derive(Clone, Copy)]
struct Margin {
    /// From the left margin to the right.
    width: f32,
    /// Where the line begins.
    indent: f32,
    /// Whether an opening mark at the start loses its blank half.
    flush: bool,
}

/// The end of the line that begins at `start`.
fn line_end(atoms: &[Atom], ends: &[bool], start: usize, margin: Margin) -> usize {
    let width = margin.width - margin.indent;
    let mut x = 0.0;
    let mut last_end = None;
    for index in start..atoms.len() {
        if index > start {
            x += gap(&atoms[index - 1], &atoms[index]);
        }
        let at_start = index == start && margin.flush;
        x += advance(atoms, index, start, at_start);
        let hanging = match atoms[index].class {
            Class::Closing if !right_cut(atoms, index) => atoms[index].advance / 2.0,
            Class::Space => atoms[index].advance,
            _ => 0.0,
        };
        // A hundredth of a point absorbs the rounding of sums.
        if x - hanging > width + 0.01 && index > start {
            return last_end.unwrap_or_else(|| tear(atoms, start, index));
        }
        if ends[index] {
            last_end = Some(index + 1);
        }
    }
    atoms.len()
}

/// Where a word that is longer than its line is torn: before `index`, but not so that a mark stands
/// where none may.
fn tear(atoms: &[Atom], start: usize, index: usize) -> usize {
    let may_tear = |at: usize| may_part(atoms[at - 1].character, atoms[at].character);
    (start + 1..=index).rev().find(|at| may_tear(*at)).unwrap_or(index)
}

/// What an atom takes up on a line that begins at `start`, its half blank taken off where a neighbour
/// or the margin allows.
fn advance(atoms: &[Atom], index: usize, start: usize, at_line_start: bool) -> f32 {
    let atom = &atoms[index];
    let mut advance = atom.advance;
    if left_cut(atoms, index, start, at_line_start) {
        advance -= atom.advance / 2.0;
    }
    if right_cut(atoms, index) {
        advance -= atom.advance / 2.0;
    }
    advance
}

fn left_cut(atoms: &[Atom], index: usize, start: usize, at_line_start: bool) -> bool {
    atoms[index].class == Class::Opening
        && (at_line_start || (index > start && atoms[index - 1].class == Class::Opening))
}

fn right_cut(atoms: &[Atom], index: usize) -> bool {
    atoms[index].class == Class::Closing
        && atoms
            .get(index + 1)
            .is_some_and(|next| matches!(next.class, Class::Closing | Class::Opening))
}

fn gap(before: &Atom, after: &Atom) -> f32 {
    match (before.class, after.class) {
        (Class::Han, Class::Latin) | (Class::Latin, Class::Han) => {
            // Quotes that a face sets half-width belong to Chinese here.
            let quote = |atom: &Atom| matches!(atom.character, '“' | '”' | '‘' | '’');
            if quote(before) || quote(after) {
                return 0.0;
            }
            let em = if before.class == Class::Han { before.advance } else { after.advance };
            em * HAN_LATIN_GAP
        }
        (Class::Tick, _) => before.advance * TICK_GAP,
        _ => 0.0,
    }
}

fn stretches(before: &Atom, after: &Atom) -> bool {
    !matches!((before.class, after.class), (Class::Latin, Class::Latin) | (Class::Tick, _))
}

fn place(
    paragraph: &Paragraph,
    range: std::ops::Range<usize>,
    margin: Margin,
    align: LineAlign,
    last: bool,
) -> SetLine {
    let width = margin.width;
    let atoms = &paragraph.atoms;
    let mut end = range.end;
    while end > range.start + 1 && atoms[end - 1].class == Class::Space {
        end -= 1;
    }
    // Positions without justification; the last entry is the pen behind the line.
    let mut positions = Vec::with_capacity(end - range.start);
    let mut pen = margin.indent;
    for index in range.start..end {
        if index > range.start {
            pen += gap(&atoms[index - 1], &atoms[index]);
        }
        let at_start = index == range.start && margin.flush;
        let shift = if left_cut(atoms, index, range.start, at_start) {
            atoms[index].advance / 2.0
        } else {
            0.0
        };
        positions.push(pen - shift);
        pen += advance(atoms, index, range.start, at_start);
    }
    let last_atom = &atoms[end - 1];
    // The mark's blank half was kept above unless the next line begins with a mark.
    let ends_in_blank = last_atom.class == Class::Closing && !right_cut(atoms, end - 1);
    let ink = if ends_in_blank { pen - last_atom.advance / 2.0 } else { pen };

    match align {
        LineAlign::Left => {}
        LineAlign::Centre => shift(&mut positions, ((width - pen) / 2.0).max(0.0)),
        LineAlign::Right => shift(&mut positions, (width - pen).max(0.0)),
        LineAlign::Justified if last => {}
        LineAlign::Justified => justify(&atoms[range.start..end], &mut positions, width - ink),
    }
    collect(paragraph, range.start..end, &positions)
}

fn shift(positions: &mut [f32], by: f32) {
    positions.iter_mut().for_each(|x| *x += by);
}

fn justify(atoms: &[Atom], positions: &mut [f32], slack: f32) {
    let gaps = atoms.windows(2).filter(|pair| stretches(&pair[0], &pair[1])).count();
    if gaps == 0 || slack <= 0.0 {
        return;
    }
    let em = atoms.iter().map(|atom| atom.advance).fold(0.0, f32::max);
    let each = slack / gaps as f32;
    if each > em * LARGEST_STRETCH {
        return;
    }
    let mut added = 0.0;
    for index in 1..atoms.len() {
        if stretches(&atoms[index - 1], &atoms[index]) {
            added += each;
        }
        positions[index] += added;
    }
}

fn collect(paragraph: &Paragraph, range: std::ops::Range<usize>, positions: &[f32]) -> SetLine {
    let mut line = SetLine::default();
    let mut piece_of_run = None;
    for (atom, x) in paragraph.atoms[range].iter().zip(positions) {
        let piece = &paragraph.pieces[atom.piece as usize];
        line.size = line.size.max(piece.style.size.0);
        line.width = line.width.max(x + atom.advance);
        if let Content::Tick(ticked) = piece.content {
            let (style, field) = (piece.style, piece.field.clone());
            line.ticks.push(SetTick { x: *x, style, ticked, field });
            piece_of_run = None;
            continue;
        }
        let Some(face) = atom.face else {
            if atom.class != Class::Space {
                let (style, field) = (piece.style, piece.field.clone());
                line.ticks.push(SetTick { x: *x, style, ticked: false, field });
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
            run.glyphs.push((*x, atom.id, atom.character));
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
        let paragraph = Paragraph::new(vec![Piece::text(text, style)]);
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
    fn long_words_are_broken_when_nothing_else_helps() {
        let lines = lines_of("https://example.com/a/very/long/path/that/does/not/end", 8.0);
        assert!(lines.len() > 2);
        assert_eq!(lines.concat(), "https://example.com/a/very/long/path/that/does/not/end");
    }

    #[test]
    fn justified_lines_reach_the_margin() {
        let style = TypeStyle { role: FontRole::Song, size: Pt(10.0) };
        let text = "网络扶贫行动计划（一）推进贫困地区ABC网络覆盖工程建设";
        let paragraph = Paragraph::new(vec![Piece::text(text, style)]);
        let lines = set(&paragraph, 96.0, 20.0, LineAlign::Justified);
        for line in &lines[..lines.len() - 1] {
            assert!((line.width - 96.0).abs() < 5.1, "{}", line.width);
        }
        assert!((lines[0].runs[0].glyphs[0].0 - 20.0).abs() < 0.01);
    }
}
