//! Units on pages: headings stay with what follows, paragraphs are parted only between their second and
//! their last but one line, pictures stay with their captions.

use foundation::Mm;

use super::style::{DEPTH, MEASURE, to_next_line};
use super::units::{Figure, Text, Unit};
use crate::layout::{FlowLine, Item, Pages, PartKind};

/// So many lines of a paragraph stay together at its beginning and at its end.
const FEWEST_LINES: usize = 2;

/// Puts units one under the other and notes the sections.
pub(super) fn place(units: Vec<Unit<'_>>, pages: &mut Pages) {
    let needs: Vec<Mm> = (0..units.len()).map(|index| need(&units[index..])).collect();
    let mut list = None;
    for (unit, need) in units.into_iter().zip(needs) {
        let is_item = matches!(&unit, Unit::Text(text) if text.part == PartKind::ListItem);
        if is_item && list.is_none() {
            list = Some(pages.begin(PartKind::List));
        } else if !is_item && let Some(before) = list.take() {
            pages.end(before);
        }
        if need.0 > pages.room().0 && !pages.is_fresh() && !fits_squeezed(&unit, pages) {
            pages.next();
        }
        match unit {
            Unit::Text(text) => put_text(&text, pages),
            Unit::Figure(figure) => put_figure(figure.squeezed(pages.room()), pages),
            Unit::Table(table) => table.put(pages),
        }
    }
    list.into_iter().for_each(|before| pages.end(before));
}

/// What the first of these units needs to begin: with all that it leads, or, where that is more than a page,
/// with what comes next.
fn need(units: &[Unit<'_>]) -> Mm {
    let whole = chain(units);
    if whole.0 <= DEPTH.0 { whole } else { chain(&units[..units.len().min(2)]).min(DEPTH) }
}

/// The height of units that lead on, and of the beginning of what they lead to.
fn chain(units: &[Unit<'_>]) -> Mm {
    let mut sum = Mm::ZERO;
    for unit in units {
        sum += match unit {
            Unit::Text(text) if text.leads => text.lines.iter().map(|line| line.height).sum(),
            Unit::Text(text) => beginning(&text.lines),
            Unit::Figure(figure) => figure.height(),
            Unit::Table(table) => table.beginning(),
        };
        if !matches!(unit, Unit::Text(text) if text.leads) {
            break;
        }
    }
    sum
}

/// A picture that is only a little too high is made smaller rather than leave the page half empty.
fn fits_squeezed(unit: &Unit<'_>, pages: &Pages) -> bool {
    match unit {
        Unit::Figure(figure) => figure.squeezed_height().0 <= pages.room().0,
        _ => false,
    }
}

/// The lines that must stand together where a paragraph begins.
fn beginning(lines: &[FlowLine]) -> Mm {
    let together = if lines.len() < FEWEST_LINES * 2 { lines.len() } else { FEWEST_LINES };
    lines[..together].iter().map(|line| line.height).sum()
}

fn put_text(text: &Text, pages: &mut Pages) {
    let before = pages.begin(text.part.clone());
    let body = (text.part == PartKind::ListItem).then(|| pages.begin(PartKind::ListBody));
    if let Some((level, title)) = &text.section {
        pages.section(*level, title, pages.y());
    }
    put_lines(&text.lines, pages);
    body.into_iter().for_each(|body| pages.end(body));
    pages.end(before);
}

/// Puts the lines of a paragraph.
pub(super) fn put_lines(lines: &[FlowLine], pages: &mut Pages) {
    let mut rest = lines;
    while !rest.is_empty() {
        let mut count = fitting(rest, pages.room());
        if count < rest.len() {
            count = count.min(rest.len().saturating_sub(FEWEST_LINES));
            if count < FEWEST_LINES && !pages.is_fresh() {
                count = 0;
            }
        }
        // A fresh page takes a line in any case, so that there is always an end.
        if count == 0 && pages.is_fresh() {
            count = 1;
        }
        for line in &rest[..count] {
            let (x, y) = (pages.left() + line.x, pages.y());
            pages.put_line(&line.line, x, y, line.height);
            pages.skip(line.height);
        }
        rest = &rest[count..];
        if !rest.is_empty() {
            pages.next();
        }
    }
}

fn fitting(lines: &[FlowLine], room: Mm) -> usize {
    let mut left = room;
    lines
        .iter()
        .take_while(|line| {
            left -= line.height;
            left.0 >= 0.0
        })
        .count()
}

fn put_figure(figure: Figure, pages: &mut Pages) {
    let (before, has_picture) = (pages.begin(figure.part()), figure.picture.is_some());
    if let Some(picture) = figure.picture {
        let x = pages.left() + (MEASURE - figure.width) / 2.0;
        let y = pages.y() + Figure::above();
        let (width, height) = (figure.width, figure.height);
        pages.put(Item::Picture {
            x,
            y,
            width,
            height,
            picture,
            cropped: false,
            field: Some(figure.field),
            part: pages.part(),
        });
        pages.skip(height + Figure::above() * 2.0);
    }
    let caption = has_picture.then(|| pages.begin(PartKind::Caption));
    put_lines(&figure.caption, pages);
    caption.into_iter().for_each(|caption| pages.end(caption));
    pages.end(before);
    to_next_line(pages);
}
