//! Columns of a list by their content: where words of a column do not fit on a line and other columns
//! have room to spare, the room moves. Drawn widths stand where everything fits.

use catalog::{Cell, Item as GridItem};
use foundation::{Mm, Pt};

use super::content::Words;
use super::fit::set_words;
use super::flow::PADDING_X;
use super::repeat::Printed;
use crate::text::LineAlign;

/// The share of its drawn width that a column keeps. Judgement: a column that is empty today is still
/// written in by hand.
const LEAST_SHARE: f64 = 0.5;
/// A column asks for no more than this many times its drawn width. Judgement: what is longer wraps.
const LARGEST_SHARE: f64 = 2.0;
/// White space beside the longest words, so that they do not touch the rules.
const SPARE: Mm = Mm(1.0);
/// Words that are measured are set on a line without end.
const ENDLESS: Mm = Mm(10_000.0);

/// Moves room between the columns of a table that is one list.
pub(crate) fn by_content(words: &Words<'_>, printed: &mut Printed) {
    let list = printed.heads.iter().filter(|head| !head.is_empty()).count();
    let fixed = printed.heads.first().map_or(0, |_| printed.heads.len() - list);
    let head = printed.heads.iter().map(std::ops::Range::len).max().unwrap_or(0);
    // A table with rows of another kind is drawn as its form has it.
    if list == 0 || fixed > head {
        return;
    }
    let drawn = printed.table.columns.clone();
    let mut needs = vec![Mm::ZERO; drawn.len()];
    for cell in printed.table.cells.iter().filter(|cell| cell.column_span == 1) {
        let repeats = printed.table.rows[cell.row].repeats.as_deref();
        let words = words.in_row(printed.row[cell.row], repeats);
        needs[cell.column] = needs[cell.column].max(natural_width(&words, cell));
    }
    printed.table.columns = moved(&drawn, &needs);
}

/// The width that a cell needs for each of its lines to stand on one.
fn natural_width(words: &Words<'_>, cell: &Cell) -> Mm {
    let is_value = |items: &Vec<GridItem>| {
        items.iter().all(|item| {
            matches!(
                item,
                GridItem::Column(..)
                    | GridItem::Label(_)
                    | GridItem::RowLabel(_)
                    | GridItem::Sum(..)
            )
        })
    };
    let lines = cell.lines.iter().filter(|items| is_value(items));
    let paragraphs = lines.flat_map(|items| words.paragraphs(items, cell.style));
    let width = |words| {
        let lines = set_words(&words, ENDLESS, Mm::ZERO, LineAlign::Left);
        lines.iter().map(|line| line.line.width).fold(0.0, f32::max)
    };
    let widest = paragraphs.map(width).fold(0.0, f32::max);
    Mm::from(Pt(f64::from(widest))) + PADDING_X * 2.0 + SPARE
}

/// The drawn widths, with room moved from columns that have more than they need to those that lack it.
fn moved(drawn: &[Mm], needs: &[Mm]) -> Vec<Mm> {
    let pairs = || drawn.iter().zip(needs);
    let lack =
        |(drawn, need): (&Mm, &Mm)| (need.min(*drawn * LARGEST_SHARE) - *drawn).max(Mm::ZERO);
    let spare = |(drawn, need): (&Mm, &Mm)| (*drawn - need.max(*drawn * LEAST_SHARE)).max(Mm::ZERO);
    let lacking: Mm = pairs().map(lack).sum();
    let free: Mm = pairs().map(spare).sum();
    if lacking.0 <= 0.0 || free.0 <= 0.0 {
        return drawn.to_vec();
    }
    let moved = lacking.min(free);
    let width = |(drawn, need): (&Mm, &Mm)| {
        let more = lack((drawn, need)) * (moved / lacking);
        let less = spare((drawn, need)) * (moved / free);
        *drawn + more - less
    };
    pairs().map(width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_moves_to_where_words_lack_it() {
        let widths = |drawn: [f64; 3], needs: [f64; 3]| {
            moved(&drawn.map(Mm), &needs.map(Mm)).into_iter().map(|mm| mm.0).collect::<Vec<_>>()
        };
        assert_eq!(widths([20.0, 40.0, 40.0], [10.0, 40.0, 30.0]), [20.0, 40.0, 40.0]);
        assert_eq!(widths([20.0, 40.0, 40.0], [20.0, 50.0, 10.0]), [20.0, 50.0, 30.0]);
        // No column gives more than half, and none asks for more than twice.
        assert_eq!(widths([20.0, 40.0, 40.0], [20.0, 900.0, 0.0]), [20.0, 60.0, 20.0]);
    }
}
