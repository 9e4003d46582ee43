//! `paper.grid`: the paper as it is drawn, the columns of a table under one another.

use foundation::Mm;

use crate::grids::grid::{Align, Block, Cell, Item, Line, Paper, Row, Table};
use crate::grids::type_style::{ROLES, SIZES, TypeStyle};

/// Writes the paper.
pub(crate) fn write(paper: &Paper) -> String {
    let mut text = String::new();
    let mut before_table = false;
    for (index, block) in paper.blocks.iter().enumerate() {
        let is_table = matches!(block, Block::Table(_));
        if index > 0 && (is_table || before_table) {
            text.push('\n');
        }
        before_table = is_table;
        match block {
            Block::Line(line) => text.push_str(&words_line(line)),
            Block::Gap(height) => text.push_str(&format!("空 {}\n", height.0)),
            Block::PageBreak => text.push_str("另页\n"),
            Block::Table(table) => text.push_str(&table_text(table)),
        }
    }
    text
}

fn words_line(line: &Line) -> String {
    let Line { align, indent, style, items, right } = line;
    let mut words = vec![align_word(*align).to_owned()];
    if *indent != Mm::ZERO {
        words.push(indent.0.to_string());
    }
    words.extend(style.map(style_words));
    let mut text = format!("{}: {}", words.join(" "), items_text(items));
    if *align == Align::Ends {
        text.push_str(&format!(" / {}", items_text(right)));
    }
    format!("{}\n", text.trim_end())
}

fn align_word(align: Align) -> &'static str {
    match align {
        Align::Left => "居左",
        Align::Centre => "居中",
        Align::Right => "居右",
        Align::Ends => "两端",
        Align::Body => "正文",
    }
}

/// A face and a size: `仿宋 小四`.
pub(crate) fn style_words(style: TypeStyle) -> String {
    let TypeStyle { role, size } = style;
    let role = ROLES.iter().find(|(_, known)| *known == role).map_or("", |(word, _)| word);
    let size = SIZES.iter().find(|(_, known)| *known == size.0).map_or("", |(word, _)| word);
    format!("{role} {size}")
}

fn items_text(items: &[Item]) -> String {
    items.iter().map(item_text).collect::<Vec<_>>().join(" ")
}

fn item_text(item: &Item) -> String {
    match item {
        Item::Title => "title".into(),
        Item::Annex => "annex".into(),
        Item::Label(id) => format!("{id}.label"),
        Item::Value(id) => format!("{{{id}}}"),
        Item::TickOption(id, part) | Item::Column(id, part) => format!("{{{id}.{part}}}"),
        Item::RowLabel(id) => format!("{{{id}.row_label}}"),
        Item::Sum(id, column) => format!("sum({id}.{column})"),
        Item::Stack(id) => format!("stack({id})"),
        Item::Filled(id) => format!("{id}.filled"),
        Item::Text(id) => id.clone(),
        Item::Seal(id) => format!("seal({id})"),
        Item::Sign(id) => format!("sign({id})"),
    }
}

fn table_text(table: &Table) -> String {
    let Table { ruled, columns, rows, cells } = table;
    let head = if *ruled { "mm" } else { "mm 无线" };
    let mut lines = vec![(head.to_owned(), columns.iter().map(|mm| mm.0.to_string()).collect())];
    for row in rows {
        let Row { min_height, may_break, repeats: _ } = row;
        let mut head: Vec<String> = min_height.iter().map(|mm| mm.0.to_string()).collect();
        head.extend(may_break.then(|| "跨页".to_owned()));
        lines.push((head.join(" "), vec![String::new(); columns.len()]));
    }
    for cell in cells {
        for (row, column, words) in slots(cell) {
            // The first line is that of the widths.
            let line = lines.get_mut(row + 1).and_then(|(_, slots)| slots.get_mut(column));
            line.into_iter().for_each(|slot| slot.clone_from(&words));
        }
    }
    laid_out(&lines).into_iter().map(|line| format!("{line}\n")).collect()
}

/// The lines of a table, each with what stands in front of it and its places, the columns under one another.
pub(crate) fn laid_out(lines: &[(String, Vec<String>)]) -> Vec<String> {
    let columns = lines.first().map_or(0, |(_, slots)| slots.len());
    let slots = |column: usize| lines.iter().map(move |(_, slots)| width(&slots[column]));
    let widths: Vec<usize> =
        (0..columns).map(|column| slots(column).max().unwrap_or(0).min(WIDEST)).collect();
    let heads = lines.iter().map(|(head, _)| width(head)).max().unwrap_or(0);
    let line = |(head, slots): &(String, Vec<String>)| {
        let mut text = padded(head, heads);
        for (slot, width) in slots.iter().zip(&widths) {
            text.push_str(&format!(" | {}", padded(slot, *width)));
        }
        text.push_str(" |");
        text
    };
    lines.iter().map(line).collect()
}

/// A cell wider than this is not waited for.
const WIDEST: usize = 32;

/// What stands at each place of a cell: its words where it begins, and what goes on from there.
fn slots(cell: &Cell) -> Vec<(usize, usize, String)> {
    let rows = cell.row..cell.row + cell.row_span;
    let columns = cell.column..cell.column + cell.column_span;
    let places = rows.flat_map(|row| columns.clone().map(move |column| (row, column)));
    let words = |row: usize, column: usize| match () {
        () if row > cell.row => "^".to_owned(),
        () if column > cell.column => "<".to_owned(),
        () => cell_text(cell),
    };
    places.map(|(row, column)| (row, column, words(row, column))).collect()
}

fn cell_text(cell: &Cell) -> String {
    let Cell { row: _, column: _, row_span: _, column_span: _, align, style, lines } = cell;
    let mut head: Vec<String> = align.iter().map(|align| align_word(*align).to_owned()).collect();
    head.extend(style.map(style_words));
    let lines: Vec<String> = lines.iter().map(|line| items_text(line)).collect();
    let lines = lines.join(" / ");
    if head.is_empty() { lines } else { format!("{}: {lines}", head.join(" ")) }
}

/// Columns on a screen: a Chinese character takes two.
fn width(text: &str) -> usize {
    text.chars().map(|character| if character.is_ascii() { 1 } else { 2 }).sum()
}

fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}
