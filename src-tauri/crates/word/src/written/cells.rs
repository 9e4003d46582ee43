//! Tables of forms: columns in millimetres, merged cells, heights of rows, and what stands in the cells.

use case::Case;
use catalog::{Align, Form};

use super::Writing;
use super::markup::{Said, paragraph, runs, twips};
use crate::shape::{Cell, Para, Stands, Table, What};

/// White space between a cell's rules and its text, as on our own paper: 1.4 mm.
const PADDING: i64 = 79;
/// Above a seal or a signature, in mm: whoever seals finds room.
const ABOVE_FOOT: f64 = 12.0;

impl Writing<'_> {
    pub(super) fn table(&mut self, case: &Case, form: &Form, table: &Table) {
        let widths: Vec<i64> = table.columns.iter().map(|mm| twips(mm.0)).collect();
        let line = if table.ruled { "single" } else { "nil" };
        let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
        let borders: String = sides
            .iter()
            .map(|side| {
                format!("<w:{side} w:val=\"{line}\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>")
            })
            .collect();
        self.body.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
             <w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
             <w:left w:w=\"{PADDING}\" w:type=\"dxa\"/><w:right w:w=\"{PADDING}\" w:type=\"dxa\"/>\
             </w:tblCellMar></w:tblPr><w:tblGrid>",
            widths.iter().sum::<i64>()
        ));
        for width in &widths {
            self.body.push_str(&format!("<w:gridCol w:w=\"{width}\"/>"));
        }
        self.body.push_str("</w:tblGrid>");
        for (at, row) in table.rows.iter().enumerate() {
            let height = row
                .min_height
                .map(|mm| format!("<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>", twips(mm.0)));
            self.body.push_str(&format!("<w:tr><w:trPr>{}</w:trPr>", height.unwrap_or_default()));
            let covers = |cell: &&Cell| (cell.row..cell.row + cell.row_span).contains(&at);
            let mut cells: Vec<&Cell> = table.cells.iter().filter(covers).collect();
            cells.sort_by_key(|cell| cell.column);
            for cell in cells {
                self.cell((case, form), cell, at, &widths);
            }
            self.body.push_str("</w:tr>");
        }
        // Two tables in a row would be one.
        self.body.push_str("</w:tbl>");
        self.body.push_str(&paragraph(&Said { exactly: Some(0.4), ..Said::default() }, ""));
    }

    fn cell(&mut self, of: (&Case, &Form), cell: &Cell, row: usize, widths: &[i64]) {
        let width: i64 = widths[cell.column..cell.column + cell.column_span].iter().sum();
        let mut properties = format!("<w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
        if cell.column_span > 1 {
            properties.push_str(&format!("<w:gridSpan w:val=\"{}\"/>", cell.column_span));
        }
        if cell.row_span > 1 {
            let merge = if cell.row == row { "restart" } else { "continue" };
            properties.push_str(&format!("<w:vMerge w:val=\"{merge}\"/>"));
        }
        let running = cell.paras.iter().any(|para| para.stands == Stands::Running);
        let foot = cell.paras.iter().any(|para| para.stands == Stands::Foot);
        let from_top = running || foot;
        if !from_top {
            properties.push_str("<w:vAlign w:val=\"center\"/>");
        }
        self.body.push_str(&format!("<w:tc><w:tcPr>{properties}</w:tcPr>"));
        if cell.row < row || cell.paras.is_empty() {
            self.body.push_str("<w:p/>");
        } else {
            self.paras(of, cell, from_top);
        }
        self.body.push_str("</w:tc>");
    }

    fn paras(&mut self, of: (&Case, &Form), cell: &Cell, from_top: bool) {
        let mixed = cell.paras.windows(2).any(|pair| pair[0].stands != pair[1].stands)
            || cell.paras.iter().any(has_label_and_value);
        let jc = match cell.align {
            Some(Align::Centre) => "center",
            Some(Align::Right) => "right",
            Some(_) => "left",
            None if mixed || from_top => "left",
            None => "center",
        };
        let mut footed = false;
        for para in &cell.paras {
            let mut said = Said { jc, ..Said::default() };
            match para.stands {
                Stands::Running => {
                    said.first_line = true;
                    said.jc = "both";
                }
                Stands::Foot => {
                    said.jc = "right";
                    said.above = if footed { 0.0 } else { ABOVE_FOOT };
                    footed = true;
                }
                Stands::Fixed | Stands::Value => {}
            }
            let photo = self.photo(of, para);
            let runs = format!("{photo}{}", runs(&para.pieces));
            self.body.push_str(&paragraph(&said, &runs));
        }
    }

    /// The photo of a field that is one.
    fn photo(&mut self, (case, form): (&Case, &Form), para: &Para) -> String {
        let field = para.pieces.iter().find_map(|piece| match &piece.what {
            What::Value(id) => form.field(id),
            _ => None,
        });
        let Some((field, place)) = field.and_then(|field| Some((field, field.photo()?))) else {
            return String::new();
        };
        let Some((_, attachment)) = case.photo_of(field) else { return String::new() };
        let room = (f64::from(place.width_mm), f64::from(place.height_mm));
        self.container.picture(&attachment.path, room).unwrap_or_default()
    }
}

fn has_label_and_value(para: &Para) -> bool {
    let has = |wanted: fn(&What) -> bool| para.pieces.iter().any(|piece| wanted(&piece.what));
    has(|what| matches!(what, What::Label(_))) && has(|what| matches!(what, What::Value(_)))
}
