//! Case and form to pages. `content` says what stands in a cell, `flow` sets it to a width, `table`
//! spreads cells over pages, `page` keeps the items. Lengths here are millimetres from the top left.

mod content;
mod flow;
mod page;
mod table;

pub use page::{Copy, Item, Page, Run, Sheets, TextGlyph};

use case::Case;
use catalog::{Align, Block, Form, Line};
use foundation::Mm;

use content::Words;
use flow::{FlowLine, set_words};
use page::Pages;

use crate::text::LineAlign;

/// Sets a form on paper. Nothing is left out: what does not fit goes on to the next page.
pub fn compose(form: &Form, case: &Case, copy: Copy) -> Sheets {
    let words = Words { form, case };
    let mut pages = Pages::new(form.page, copy);
    for block in &form.paper.blocks {
        match block {
            Block::Line(line) => place_line(&words, line, &mut pages),
            Block::Gap(height) => pages.skip(*height),
            Block::PageBreak => pages.next(),
            Block::Table(table) => table::place(&words, table, &mut pages),
        }
    }
    pages.finish()
}

fn place_line(words: &Words<'_>, line: &Line, pages: &mut Pages) {
    let style = line.style.unwrap_or(words.form.label_type);
    let align = match line.align {
        Align::Left => LineAlign::Justified,
        Align::Centre => LineAlign::Centre,
        Align::Right => LineAlign::Right,
    };
    let paragraphs = words.paragraphs(&line.items, Some(style));
    let width = pages.width();
    for paragraph in &paragraphs {
        let lines: Vec<FlowLine> = set_words(paragraph, width, Mm::ZERO, align);
        let height: Mm = lines.iter().map(|line| line.height).sum();
        // A note of a few lines stays whole where a page can hold it.
        if height.0 > pages.room().0 && height.0 <= pages.full_height().0 {
            pages.next();
        }
        for line in lines {
            if line.height.0 > pages.room().0 {
                pages.next();
            }
            let (left, y) = (pages.left(), pages.y());
            pages.put_line(&line.line, left, y, line.height);
            pages.skip(line.height);
        }
    }
}
