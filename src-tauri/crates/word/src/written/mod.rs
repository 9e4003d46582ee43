//! A case as a .docx in the shape of its forms, for somebody to mark with Word: the forms, then the material. The same
//! case gives the same bytes.

mod cells;
mod container;
mod markup;
mod material;
mod styles;

use std::collections::BTreeMap;

use case::Case;
use catalog::{Align, Form, PageSetup};

use crate::shape::{Line, Shape, Strip};
use container::Container;
use markup::{Said, paragraph, section};

/// A picture that stands in a Word file.
#[derive(Clone, Debug)]
pub struct WordPicture {
    /// A PNG or a JPEG.
    pub bytes: Vec<u8>,
    /// Pixels across and down, as shown.
    pub pixels: (u32, u32),
}

/// What is written into a file.
pub(crate) struct Writing<'p> {
    pub(crate) body: String,
    pub(crate) container: Container<'p>,
}

/// Writes the forms of a case that are begun, and its material; pictures by the names that the case has for their files.
/// A picture that is missing is named in its place.
pub fn write(case: &Case, pictures: &BTreeMap<String, WordPicture>) -> Vec<u8> {
    let mut writing = Writing { body: String::new(), container: Container::new(pictures) };
    let forms: Vec<&Form> =
        case.forms().map(AsRef::as_ref).filter(|form| case.is_begun(form)).collect();
    let with_material = case.material.as_ref().is_some_and(|m| !m.blocks().is_empty());
    for (index, form) in forms.iter().enumerate() {
        writing.form(case, form);
        let is_last = index + 1 == forms.len() && !with_material;
        writing.end_section(&form.page, is_last);
    }
    if with_material {
        writing.material(case);
        writing.end_section(&material::page(), true);
    }
    writing.container.finish(&writing.body)
}

impl Writing<'_> {
    fn form(&mut self, case: &Case, form: &Form) {
        let shape = Shape { form, case, as_asked: false };
        for strip in shape.strips() {
            match strip {
                Strip::Line(line) => self.line(&line),
                Strip::Gap(gap) => {
                    let said = Said { exactly: Some(gap.0), ..Said::default() };
                    self.body.push_str(&paragraph(&said, ""));
                }
                Strip::PageBreak => {
                    self.body.push_str(&paragraph(
                        &Said::default(),
                        "<w:r><w:br w:type=\"page\"/></w:r>",
                    ));
                }
                Strip::Table(table) => self.table(case, form, &table),
            }
        }
    }

    fn line(&mut self, line: &Line) {
        let jc = match line.align {
            Align::Centre => "center",
            Align::Right => "right",
            Align::Left | Align::Ends | Align::Body => "left",
        };
        let first_line = line.align == Align::Body;
        let mut said = Said { jc, indent: line.indent.0, first_line, ..Said::default() };
        if line.right.is_empty() {
            for para in &line.paras {
                self.body.push_str(&paragraph(&said, &markup::runs(&para.pieces)));
            }
            return;
        }
        said.both_ends = true;
        let side = |paras: &[crate::shape::Para]| -> String {
            paras.iter().map(|para| markup::runs(&para.pieces)).collect()
        };
        let both = format!("{}<w:r><w:tab/></w:r>{}", side(&line.paras), side(&line.right));
        self.body.push_str(&paragraph(&said, &both));
    }

    /// The last section stands in the body itself, others in a paragraph.
    fn end_section(&mut self, page: &PageSetup, is_last: bool) {
        let section = section(page);
        match is_last {
            true => self.body.push_str(&section),
            false => self.body.push_str(&format!("<w:p><w:pPr>{section}</w:pPr></w:p>")),
        }
    }
}
