//! Paragraphs, runs and sections as WordprocessingML. Source: ECMA-376, part 1, 17.3 and 17.6.

use catalog::{FontRole, PageSetup, TypeStyle};

use crate::shape::Piece;

/// Twentieths of a point, in which Word measures.
pub(super) fn twips(mm: f64) -> i64 {
    (mm * 1440.0 / 25.4).round() as i64
}

/// What is said of a paragraph.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub(super) style: &'static str,
    pub(super) jc: &'static str,
    /// On the left, in mm.
    pub(super) indent: f64,
    /// Two characters before its first line.
    pub(super) first_line: bool,
    /// An exact height, in mm.
    pub(super) exactly: Option<f64>,
    /// White space above, in mm.
    pub(super) above: f64,
    /// A stop at the right end of the line.
    pub(super) both_ends: bool,
    /// The number of its list.
    pub(super) list: Option<usize>,
    pub(super) keep_next: bool,
}

impl Default for Said {
    fn default() -> Self {
        Self {
            style: "",
            jc: "left",
            indent: 0.0,
            first_line: false,
            exactly: None,
            above: 0.0,
            both_ends: false,
            list: None,
            keep_next: false,
        }
    }
}

/// A paragraph with these runs. The order of its properties is that of the schema.
pub(super) fn paragraph(said: &Said, runs: &str) -> String {
    let mut properties = String::new();
    if !said.style.is_empty() {
        properties.push_str(&format!("<w:pStyle w:val=\"{}\"/>", said.style));
    }
    if said.keep_next {
        properties.push_str("<w:keepNext/>");
    }
    if let Some(list) = said.list {
        properties.push_str(&format!(
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{list}\"/></w:numPr>"
        ));
    }
    if said.both_ends {
        properties.push_str("<w:tabs><w:tab w:val=\"right\" w:pos=\"9070\"/></w:tabs>");
    }
    match said.exactly {
        Some(mm) => properties.push_str(&format!(
            "<w:spacing w:line=\"{}\" w:lineRule=\"exact\"/>",
            twips(mm).clamp(20, 31_680)
        )),
        None if said.above > 0.0 => {
            properties.push_str(&format!("<w:spacing w:before=\"{}\"/>", twips(said.above)));
        }
        None => {}
    }
    if said.first_line {
        properties.push_str("<w:ind w:firstLineChars=\"200\" w:firstLine=\"480\"/>");
    } else if said.indent > 0.0 {
        properties.push_str(&format!("<w:ind w:left=\"{}\"/>", twips(said.indent)));
    }
    if said.jc != "left" {
        properties.push_str(&format!("<w:jc w:val=\"{}\"/>", said.jc));
    }
    format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>")
}

/// The runs of pieces.
pub(super) fn runs(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| run(&piece.text, piece.style, piece.underline)).collect()
}

/// A run of words. Where a line stands under them, it is as long as the form says.
pub(super) fn run(text: &str, style: TypeStyle, underline: Option<u32>) -> String {
    if text.is_empty() && underline.is_none() {
        return String::new();
    }
    let mut properties = type_of(style);
    let mut text = text.to_owned();
    if let Some(mm) = underline {
        properties.push_str("<w:u w:val=\"single\"/>");
        let em = style.size.0 * 25.4 / 72.0;
        let wide = |c: char| if c.is_ascii() { 0.5 } else { 1.0 };
        let length: f64 = text.chars().map(wide).sum::<f64>() * em;
        let blanks = ((f64::from(mm) - length) / (em * 0.5)).clamp(0.0, 200.0) as usize;
        let (before, behind) = (blanks / 2, blanks - blanks / 2);
        text = format!("{}{text}{}", " ".repeat(before), " ".repeat(behind));
    }
    format!("<w:r><w:rPr>{properties}</w:rPr>{}</w:r>", content(&text))
}

/// Words with their soft breaks and tabs.
fn content(text: &str) -> String {
    let mut out = String::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push_str("<w:br/>");
        }
        for (index, part) in line.split('\t').enumerate() {
            if index > 0 {
                out.push_str("<w:tab/>");
            }
            if !part.is_empty() {
                out.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(part)));
            }
        }
    }
    out
}

/// Face and size.
pub(super) fn type_of(style: TypeStyle) -> String {
    let face = face(style.role);
    let half = (style.size.0 * 2.0).round();
    format!(
        "<w:rFonts w:ascii=\"{face}\" w:hAnsi=\"{face}\" w:eastAsia=\"{face}\" w:hint=\"eastAsia\"/>\
         <w:sz w:val=\"{half}\"/><w:szCs w:val=\"{half}\"/>"
    )
}

/// The face by which Word in China has the part.
fn face(role: FontRole) -> &'static str {
    match role {
        FontRole::Song => "宋体",
        FontRole::Fang => "仿宋",
        FontRole::Hei => "黑体",
        FontRole::Kai => "楷体",
        FontRole::Title => "方正小标宋简体",
    }
}

/// Text as XML has it; what XML cannot hold is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{FFFE}' | '\u{FFFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The sheet and its margins.
pub(super) fn section(page: &PageSetup) -> String {
    let orient = if page.width.0 > page.height.0 { " w:orient=\"landscape\"" } else { "" };
    format!(
        "<w:sectPr><w:pgSz w:w=\"{}\" w:h=\"{}\"{orient}/><w:pgMar w:top=\"{}\" w:right=\"{}\" \
         w:bottom=\"{}\" w:left=\"{}\" w:header=\"720\" w:footer=\"720\" w:gutter=\"0\"/></w:sectPr>",
        twips(page.width.0),
        twips(page.height.0),
        twips(page.top.0),
        twips(page.right.0),
        twips(page.bottom.0),
        twips(page.left.0),
    )
}
