//! The material as paragraphs of Word: headings with Word's own styles, lists, tables and pictures. Source: GB/T
//! 9704-2012, 5.2 and 7.3, as on our own paper.

use case::{Case, Material, MaterialBlock};
use catalog::{FontRole, PageSetup, TypeStyle};
use foundation::{Mm, Pt};

use super::Writing;
use super::markup::{Said, paragraph, run, twips};

/// Across the type area, in mm.
const MEASURE: f64 = 156.0;
/// A picture is no higher, in mm.
const HIGHEST: f64 = 120.0;

/// The sheet of the material.
pub(super) fn page() -> PageSetup {
    let (width, height) = (Mm(210.0), Mm(297.0));
    let (top, right, bottom, left) = (Mm(37.0), Mm(26.0), Mm(35.0), Mm(28.0));
    PageSetup { width, height, top, right, bottom, left, numbers: true }
}

const fn of(role: FontRole, points: f64) -> TypeStyle {
    TypeStyle { role, size: Pt(points) }
}

const TITLE: TypeStyle = of(FontRole::Title, 22.0);
const BODY: TypeStyle = of(FontRole::Fang, 16.0);
const QUOTATION: TypeStyle = of(FontRole::Kai, 16.0);
const CAPTION: TypeStyle = of(FontRole::Kai, 12.0);
const COLUMN: TypeStyle = of(FontRole::Hei, 12.0);
const CELL: TypeStyle = of(FontRole::Fang, 12.0);

impl Writing<'_> {
    pub(super) fn material(&mut self, case: &Case) {
        let name = case.name();
        if !name.is_empty() {
            self.say(&Said { style: "Title", jc: "center", ..Said::default() }, &name, TITLE);
        }
        for block in case.material.as_ref().map(Material::blocks).unwrap_or_default() {
            self.block(block);
        }
    }

    fn say(&mut self, said: &Said, text: &str, style: TypeStyle) {
        self.body.push_str(&paragraph(said, &run(text, style, None)));
    }

    fn block(&mut self, block: &MaterialBlock) {
        let running = Said { first_line: true, jc: "both", ..Said::default() };
        match block {
            MaterialBlock::Heading { level, text } => {
                let (style, role) = match level {
                    1 => ("Heading1", FontRole::Hei),
                    2 => ("Heading2", FontRole::Kai),
                    _ => ("Heading3", FontRole::Fang),
                };
                self.say(&Said { style, ..Said::default() }, text.trim(), of(role, 16.0));
            }
            MaterialBlock::Paragraph { text } => {
                for line in text.lines() {
                    self.say(&running, line.trim(), BODY);
                }
            }
            MaterialBlock::Quotation { text } => {
                for line in text.lines() {
                    self.say(&Said { style: "Quote", ..running.clone() }, line.trim(), QUOTATION);
                }
            }
            MaterialBlock::List { ordered, items } => {
                let list = Some(self.container.list(*ordered));
                for item in items {
                    self.say(&Said { list, ..Said::default() }, item, BODY);
                }
            }
            MaterialBlock::Table { caption, header, rows } => self.rows(caption, *header, rows),
            MaterialBlock::Picture { path, caption } => {
                let centred =
                    Said { jc: "center", keep_next: !caption.is_empty(), ..Said::default() };
                match self.container.picture(path, (MEASURE, HIGHEST)) {
                    Some(picture) => self.body.push_str(&paragraph(&centred, &picture)),
                    None if path.is_empty() => {}
                    None => self.say(&centred, &format!("［图片：{path}］"), CAPTION),
                }
                self.caption(caption, false);
            }
        }
    }

    fn caption(&mut self, caption: &str, keep_next: bool) {
        if !caption.is_empty() {
            let said = Said { style: "Caption", jc: "center", keep_next, ..Said::default() };
            self.say(&said, caption, CAPTION);
        }
    }

    fn rows(&mut self, caption: &str, header: bool, rows: &[Vec<String>]) {
        self.caption(caption, true);
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        if columns == 0 {
            return;
        }
        let width = twips(MEASURE) / i64::try_from(columns).unwrap_or(1);
        let sides = ["top", "left", "bottom", "right", "insideH", "insideV"];
        let borders: String =
            sides.iter().map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\"/>")).collect();
        self.body.push_str(&format!(
            "<w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblBorders>\
             {borders}</w:tblBorders><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>",
            width * i64::try_from(columns).unwrap_or(1),
            format!("<w:gridCol w:w=\"{width}\"/>").repeat(columns)
        ));
        for (at, row) in rows.iter().enumerate() {
            let head = header && at == 0;
            let properties = if head { "<w:trPr><w:tblHeader/></w:trPr>" } else { "" };
            self.body.push_str(&format!("<w:tr>{properties}"));
            for column in 0..columns {
                let text = row.get(column).map_or("", String::as_str);
                self.body.push_str(&format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>"
                ));
                let style = if head { COLUMN } else { CELL };
                self.say(&Said { jc: "center", ..Said::default() }, text, style);
                self.body.push_str("</w:tc>");
            }
            self.body.push_str("</w:tr>");
        }
        self.body.push_str("</w:tbl>");
        self.body.push_str(&paragraph(&Said { exactly: Some(0.4), ..Said::default() }, ""));
    }
}
