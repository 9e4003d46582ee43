//! Tables: rows whose cells may be wide as they please become a grid of columns that all rows share.
//! Edges nearer than 1 mm are one edge; a cell that goes on from above is one with it where both are as
//! wide.

use crate::document::{Block, Cell, Paragraph, Table};
use crate::reading::body::{Body, TWIP};
use crate::reading::controls::Control;
use crate::reading::styles::draws;
use crate::reading::xml::Node;

/// Edges nearer than this are one.
const SAME_EDGE: f64 = 1.0;
/// What the notation of grids allows a column at least.
const NARROWEST: f64 = 3.0;
/// A row of a form has at most some thirty cells.
const MOST_CELLS: usize = 200;
/// Places of a table, rows by columns; a form has some thousand.
const MOST_PLACES: usize = 200_000;

/// A cell as its row has it, between two edges in mm.
struct Piece<'n> {
    node: Option<&'n Node>,
    /// The control around the whole cell.
    control: Option<&'n Node>,
    from: f64,
    to: f64,
    goes_on: bool,
}

/// Reads a table. One that only holds others is taken apart.
pub(crate) fn read(body: &mut Body<'_>, node: &Node) -> Vec<Block> {
    let rows: Vec<&Node> = rows(node);
    let holder = rows.len() == 1 && cells(rows[0]).len() == 1;
    if holder && cells(rows[0])[0].child("tbl").is_some() {
        return body.blocks(cells(rows[0])[0]);
    }
    let raw: Vec<Raw<'_>> = rows.iter().map(|row| raw(row)).collect();
    let lines = lines(&raw, &grid(node));
    let pieces: Vec<Vec<Piece<'_>>> = raw.iter().map(|row| pieces(row, lines.as_deref())).collect();
    let edges = edges(&pieces);
    if edges.len() < 2 || pieces.is_empty() || edges.len() * pieces.len() > MOST_PLACES {
        return Vec::new();
    }
    let mut cells: Vec<Cell> = Vec::new();
    // The last cell that begins at each edge: what goes on goes on from there.
    let mut begun = vec![None; edges.len()];
    for (row, pieces) in pieces.iter().enumerate() {
        place(body, (row, pieces), &edges, (&mut cells, &mut begun));
    }
    vec![Block::Table(Table {
        columns: widths(&edges),
        rows: rows.iter().map(|row| height(row)).collect(),
        cells,
        ruled: ruled(body, node),
    })]
}

/// Puts the cells of a row between the shared edges.
fn place(
    body: &mut Body<'_>,
    (row, pieces): (usize, &[Piece<'_>]),
    edges: &[f64],
    (cells, begun): (&mut Vec<Cell>, &mut [Option<usize>]),
) {
    let last = edges.len() - 1;
    let mut column = 0;
    for piece in pieces {
        let from = nearest(edges, piece.from).max(column);
        let to = nearest(edges, piece.to);
        let mut lines = piece.node.map_or_else(Vec::new, |node| flat(body.blocks(node)));
        if let Some(control) = piece.control.and_then(|node| Control::met(node, body.controls)) {
            control.replace(&mut lines);
        }
        if to <= from {
            // Narrower than an edge is thick: its words, if any, go to the neighbour.
            if let Some(cell) = cells.last_mut() {
                cell.lines.extend(lines.into_iter().filter(|line| !line.is_blank()));
            }
            continue;
        }
        if from > column {
            cells.push(empty(row, column, from));
        }
        let above = begun[from]
            .and_then(|above| cells.get_mut(above))
            .filter(|above| above.column_span == to - from && above.row + above.row_span == row);
        match above {
            // What a cell that goes on holds itself is not shown by Word.
            Some(above) if piece.goes_on => above.row_span += 1,
            _ => {
                begun[from] = Some(cells.len());
                cells.push(Cell { lines, ..empty(row, from, to) });
            }
        }
        column = to;
    }
    if column < last {
        cells.push(empty(row, column, last));
    }
}

fn empty(row: usize, from: usize, to: usize) -> Cell {
    Cell { row, column: from, row_span: 1, column_span: to - from, lines: Vec::new() }
}

/// The rows of a table, also those in content controls.
fn rows(node: &Node) -> Vec<&Node> {
    inside(node, "tr", None).into_iter().map(|(row, _)| row).collect()
}

fn cells(row: &Node) -> Vec<&Node> {
    inside(row, "tc", None).into_iter().map(|(cell, _)| cell).collect()
}

/// The elements of a name, each with the control that is around it.
fn inside<'n>(
    node: &'n Node,
    wanted: &str,
    control: Option<&'n Node>,
) -> Vec<(&'n Node, Option<&'n Node>)> {
    let mut found = Vec::new();
    for child in node.nodes() {
        match &*child.name {
            name if name == wanted => found.push((child, control)),
            "sdt" => found.extend(inside(child, wanted, Some(child))),
            "sdtContent" | "customXml" | "ins" | "moveTo" => {
                found.extend(inside(child, wanted, control));
            }
            _ => {}
        }
    }
    found
}

/// Widths of the columns as the file says them.
fn grid(node: &Node) -> Vec<f64> {
    let columns = node.child("tblGrid").into_iter().flat_map(Node::nodes);
    let widths = columns.filter(|column| &*column.name == "gridCol");
    widths
        .map(|column| column.number("w").unwrap_or(0.0).max(0.0) * TWIP)
        .take(MOST_CELLS)
        .collect()
}

/// A row as the file has it: its cells, their spans in the grid, and their own widths.
struct Raw<'n> {
    /// Each with the control around it.
    cells: Vec<(&'n Node, Option<&'n Node>)>,
    spans: Vec<usize>,
    own: Vec<Option<f64>>,
    before: usize,
}

fn raw(row: &Node) -> Raw<'_> {
    let count = |node: Option<&Node>, usual: f64| {
        let said = node.and_then(|node| node.number("val")).unwrap_or(usual);
        said.clamp(usual, MOST_CELLS as f64) as usize
    };
    let cells: Vec<(&Node, Option<&Node>)> =
        inside(row, "tc", None).into_iter().take(MOST_CELLS).collect();
    let spans = cells.iter().map(|(cell, _)| count(cell.at(&["tcPr", "gridSpan"]), 1.0)).collect();
    let own = cells.iter().map(|(cell, _)| {
        let width = cell.at(&["tcPr", "tcW"])?;
        let points = matches!(width.attribute("type"), None | Some("dxa"));
        width.number("w").filter(|w| points && *w > 0.0).map(|w| w * TWIP)
    });
    let own = own.collect();
    Raw { spans, own, before: count(row.at(&["trPr", "gridBefore"]), 0.0), cells }
}

/// Where the lines of the grid stand: as the cells say with one voice, else as the grid says. None where
/// the rows do not fit the grid.
fn lines(rows: &[Raw<'_>], grid: &[f64]) -> Option<Vec<f64>> {
    let end = |row: &Raw<'_>| row.before + row.spans.iter().sum::<usize>();
    if grid.is_empty() || rows.iter().any(|row| end(row) > grid.len()) {
        return None;
    }
    let mut lines = vec![0.0];
    for width in grid {
        lines.push(lines.last().copied().unwrap_or(0.0) + width);
    }
    let mut said: Vec<Vec<f64>> = vec![Vec::new(); lines.len()];
    for row in rows.iter().filter(|row| row.before == 0 && row.own.iter().all(Option::is_some)) {
        let (mut at, mut line) = (0.0, 0);
        for (span, own) in row.spans.iter().zip(&row.own) {
            at += own.unwrap_or(0.0);
            line += span;
            said[line].push(at);
        }
    }
    let spread = |places: &Vec<f64>| {
        let most = places.iter().copied().fold(f64::MIN, f64::max);
        most - places.iter().copied().fold(f64::MAX, f64::min)
    };
    let agree = said.iter().filter(|places| places.len() > 1).all(|places| spread(places) < 2.0);
    let heard = said.iter().skip(1).all(|places| !places.is_empty());
    if agree && heard {
        for (line, places) in lines.iter_mut().zip(&said).skip(1) {
            *line = places.iter().sum::<f64>() / places.len() as f64;
        }
        // A cell of no width would turn the order of lines.
        for at in 1..lines.len() {
            lines[at] = lines[at].max(lines[at - 1]);
        }
    }
    Some(lines)
}

/// The cells of a row between their edges.
fn pieces<'n>(row: &Raw<'n>, lines: Option<&[f64]>) -> Vec<Piece<'n>> {
    let line = |at: usize| lines.and_then(|lines| lines.get(at)).copied().unwrap_or(0.0);
    let mut at = row.before;
    let mut from = line(at);
    let mut pieces: Vec<Piece<'n>> = Vec::new();
    for (index, (cell, control)) in row.cells.iter().enumerate() {
        at += row.spans[index];
        let to = if lines.is_some() { line(at) } else { from + row.own[index].unwrap_or(20.0) };
        let merge = |name: &str| {
            let merge = cell.at(&["tcPr", name])?;
            Some(merge.val() != Some("restart"))
        };
        if merge("hMerge") == Some(true)
            && let Some(last) = pieces.last_mut()
        {
            last.to = to;
        } else {
            let goes_on = merge("vMerge") == Some(true);
            pieces.push(Piece { node: Some(cell), control: *control, from, to, goes_on });
        }
        from = to;
    }
    pieces
}

/// The edges that all rows share, from left to right.
fn edges(rows: &[Vec<Piece<'_>>]) -> Vec<f64> {
    let mut all: Vec<f64> =
        rows.iter().flatten().flat_map(|piece| [piece.from, piece.to]).collect();
    all.sort_by(f64::total_cmp);
    let mut edges: Vec<(f64, f64, u32)> = Vec::new();
    for edge in all {
        match edges.last_mut() {
            Some((first, sum, count)) if edge - *first < SAME_EDGE => {
                *sum += edge;
                *count += 1;
            }
            _ => edges.push((edge, edge, 1)),
        }
    }
    edges.into_iter().map(|(_, sum, count)| sum / f64::from(count)).collect()
}

fn nearest(edges: &[f64], at: f64) -> usize {
    let distance = |edge: &f64| (edge - at).abs();
    let nearest = edges.iter().enumerate().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
    nearest.map_or(0, |(index, _)| index)
}

/// Columns at least as wide as the notation allows, to a tenth of a millimetre.
fn widths(edges: &[f64]) -> Vec<f64> {
    let widths = edges.windows(2).map(|pair| (pair[1] - pair[0]).max(NARROWEST));
    widths.map(|width| (width * 10.0).round() / 10.0).collect()
}

fn height(row: &Node) -> Option<f64> {
    let height = row.at(&["trPr", "trHeight"])?.number("val")? * TWIP;
    (height >= 1.0).then_some((height.min(400.0) * 10.0).round() / 10.0)
}

/// Whether any line of the table is drawn.
fn ruled(body: &Body<'_>, node: &Node) -> bool {
    let own = node.at(&["tblPr", "tblBorders"]).map(draws);
    let style = node.at(&["tblPr", "tblStyle"]).and_then(Node::val);
    let cells = rows(node).into_iter().flat_map(cells);
    own.unwrap_or_else(|| body.styles().ruled(style))
        || cells.into_iter().any(|cell| cell.at(&["tcPr", "tcBorders"]).is_some_and(draws))
}

/// The paragraphs of a cell; a table in it becomes lines, a row each.
fn flat(blocks: Vec<Block>) -> Vec<Paragraph> {
    let mut lines = Vec::new();
    for block in blocks {
        match block {
            Block::Line(line) => lines.push(line),
            Block::PageBreak => {}
            Block::Table(table) => {
                for row in 0..table.rows.len() {
                    let mut cells = table.row(row);
                    let Some(first) = cells.next() else { continue };
                    let mut line = first.lines.first().cloned().unwrap_or_default();
                    let words = table.row(row).map(|cell| cell.text().replace('\n', ""));
                    line.text = words.collect::<Vec<_>>().join("    ");
                    let choices = table.row(row).flat_map(|cell| &cell.lines);
                    line.choices = choices.flat_map(|line| line.choices.clone()).collect();
                    lines.push(line);
                }
            }
        }
    }
    lines
}
