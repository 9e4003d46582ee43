//! The text of a .docx from top to bottom: paragraphs with their runs, text boxes, content controls,
//! changes as accepted, and the sheets of its sections.

use std::collections::BTreeMap;

use crate::document::{Block, CONTROL, Document, Paragraph, Sheet};
use crate::error::WordError;
use crate::reading::controls::{self, Control, Controls};
use crate::reading::numbers::Numbers;
use crate::reading::styles::{self, Styles, Type};
use crate::reading::symbols;
use crate::reading::tables;
use crate::reading::xml::{Child, Node};

/// 1/20 pt, in which Word measures, in mm.
pub(crate) const TWIP: f64 = 25.4 / 1440.0;
/// Judgement: a form of 60 pages; what is longer is a book.
const MOST_BLOCKS: usize = 20_000;

/// What reading goes through with.
pub(crate) struct Body<'s> {
    styles: &'s Styles,
    numbers: Numbers,
    pub(crate) controls: Controls,
}

/// What a paragraph brought along beside its words.
#[derive(Default)]
struct Beside {
    boxes: Vec<Block>,
    breaks: bool,
    first: Option<Type>,
    /// Inside the code of a field, of which only the result is seen.
    code: bool,
    /// Inside a form field, whose result is what it shows meanwhile.
    field: bool,
}

/// Reads `document.xml`.
pub(crate) fn read(
    root: &Node,
    styles: &Styles,
    (numbers, controls): (Numbers, Controls),
) -> Result<Document, WordError> {
    let body = root.child("body").ok_or(WordError::Damaged("正文"))?;
    let mut reader = Body { styles, numbers, controls };
    let blocks = reader.blocks(body);
    if blocks.len() > MOST_BLOCKS {
        return Err(WordError::TooLarge("段落太多"));
    }
    let left_out = match controls {
        Controls::AsAsked => left_out(body, &blocks),
        Controls::AsFilled => Vec::new(),
    };
    Ok(Document { sheet: sheet(body), blocks, beside: left_out.concat(), flaws: Vec::new() })
}

/// What controls let one choose from that no paragraph kept, such as one inside another.
fn left_out(body: &Node, blocks: &[Block]) -> Vec<Vec<String>> {
    let mut kept: BTreeMap<&[String], usize> = BTreeMap::new();
    for line in blocks.iter().flat_map(Block::lines) {
        for choices in &line.choices {
            *kept.entry(choices).or_default() += 1;
        }
    }
    let mut all = Vec::new();
    controls::lists(body, &mut all);
    let mut is_kept = |choices: &Vec<String>| {
        let count = kept.get_mut(choices.as_slice()).filter(|count| **count > 0);
        count.map(|count| *count -= 1).is_some()
    };
    all.retain(|choices| !is_kept(choices));
    all
}

/// The words of a header, a footer or of footnotes; numbers of pages are none.
pub(crate) fn beside(root: &Node, styles: &Styles) -> Vec<String> {
    let mut reader = Body { styles, numbers: Numbers::default(), controls: Controls::AsAsked };
    let mut blocks = reader.blocks(root);
    let notes = root.nodes().filter(|node| matches!(&*node.name, "footnote" | "endnote"));
    for note in notes {
        blocks.extend(reader.blocks(note));
    }
    let words = blocks.iter().flat_map(|block| match block {
        Block::Line(line) => vec![line.text.clone()],
        Block::Table(table) => table.cells.iter().map(crate::document::Cell::text).collect(),
        Block::PageBreak => Vec::new(),
    });
    let of_page = |c: char| c.is_ascii_digit() || !c.is_alphanumeric() || "第页共".contains(c);
    words.filter(|words| !words.chars().all(of_page)).collect()
}

impl Body<'_> {
    /// The blocks of a container: the body, a cell, a text box.
    pub(crate) fn blocks(&mut self, container: &Node) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in container.nodes() {
            match &*node.name {
                "p" => self.paragraph(node, &mut blocks),
                "tbl" => blocks.extend(tables::read(self, node)),
                "sdt" => {
                    let mut inside = node.child("sdtContent").map_or(vec![], |n| self.blocks(n));
                    if let Some(control) = Control::met(node, self.controls) {
                        control.replace(controls::lines(&mut inside));
                    }
                    blocks.append(&mut inside);
                }
                "ins" | "moveTo" | "customXml" | "smartTag" => blocks.extend(self.blocks(node)),
                "AlternateContent" => {
                    blocks.extend(choice(node).map_or(vec![], |n| self.blocks(n)));
                }
                _ => {}
            }
        }
        blocks
    }

    /// Whether a table style draws lines.
    pub(crate) fn styles(&self) -> &Styles {
        self.styles
    }

    fn paragraph(&mut self, node: &Node, blocks: &mut Vec<Block>) {
        let properties = node.child("pPr");
        let style = properties.and_then(|p| p.child("pStyle")).and_then(Node::val);
        let usual = self.styles.run(style);
        let mark = Type::of(properties.and_then(|p| p.child("rPr")));
        let mut beside = Beside::default();
        let mut paragraph = Paragraph::default();
        if properties.and_then(|p| p.switch("pageBreakBefore")) == Some(true) {
            blocks.push(Block::PageBreak);
        }
        let own = properties.and_then(styles::numbered).or_else(|| self.styles.numbered(style));
        if let Some(numbered) = own.filter(|(list, _)| list != "0") {
            paragraph.text = self.numbers.next(&numbered);
            paragraph.number = paragraph.text.len();
        }
        let level = properties.and_then(styles::outline);
        paragraph.outline = match level {
            Some(level) => Some(level).filter(|level| *level > 0),
            None => self.styles.outline(style),
        };
        self.runs(node, &usual, &mut paragraph, &mut beside);
        let seen = beside.first.take().unwrap_or_else(|| mark.over(&usual));
        paragraph.role = seen.role;
        paragraph.points = seen.points.unwrap_or(10.5);
        paragraph.bold = seen.bold.unwrap_or(false);
        paragraph.side =
            properties.and_then(styles::side).unwrap_or_else(|| self.styles.side(style));
        paragraph.indent = properties.map_or(0.0, |p| indent(p, paragraph.points));
        if beside.breaks {
            // A break stands before the words of its paragraph, or alone.
            blocks.push(Block::PageBreak);
        }
        blocks.push(Block::Line(paragraph));
        blocks.append(&mut beside.boxes);
        if let Some(section) = properties.and_then(|p| p.child("sectPr"))
            && section.child("type").and_then(Node::val) != Some("continuous")
        {
            blocks.push(Block::PageBreak);
        }
    }

    fn runs(&mut self, node: &Node, usual: &Type, into: &mut Paragraph, beside: &mut Beside) {
        for child in node.nodes() {
            match &*child.name {
                "r" => self.run(child, usual, into, beside),
                "sdt" => match (Control::met(child, self.controls), child.child("sdtContent")) {
                    (Some(control), _) => control.write(into),
                    (None, Some(content)) => self.runs(content, usual, into, beside),
                    (None, None) => {}
                },
                "AlternateContent" => {
                    if let Some(content) = choice(child) {
                        self.runs(content, usual, into, beside);
                    }
                }
                "ins" | "moveTo" | "hyperlink" | "smartTag" | "fldSimple" | "customXml" | "dir"
                | "bdo" => self.runs(child, usual, into, beside),
                _ => {}
            }
        }
    }

    fn run(&mut self, node: &Node, usual: &Type, into: &mut Paragraph, beside: &mut Beside) {
        let properties = node.child("rPr");
        let style = properties.and_then(|p| p.child("rStyle")).and_then(Node::val);
        let own = Type::of(properties).over(&self.styles.characters(style)).over(usual);
        if own.hidden == Some(true) {
            return;
        }
        let before = into.text.len();
        self.content(node, own.underline == Some(true), into, beside);
        if beside.first.is_none() && into.text[before..].chars().any(|c| !c.is_whitespace()) {
            beside.first = Some(own);
        }
    }

    fn content(
        &mut self,
        node: &Node,
        underlined: bool,
        into: &mut Paragraph,
        beside: &mut Beside,
    ) {
        for child in node.nodes() {
            match &*child.name {
                "fldChar" => field_mark(child, self.controls, into, beside),
                "instrText" if !beside.field && child.text().contains("FORMCHECKBOX") => {
                    Control::Tick.write(into);
                }
                _ if beside.code || beside.field => {}
                "t" => push_words(&child.text(), underlined, into),
                "tab" | "ptab" => into.text.push_str(if underlined { "____" } else { "\t" }),
                "br" | "cr" => match child.attribute("type") {
                    Some("page") => beside.breaks = true,
                    Some("column") => {}
                    _ => into.text.push('\n'),
                },
                "noBreakHyphen" => into.text.push('-'),
                "sym" => {
                    let font = child.attribute("font").unwrap_or_default();
                    into.text
                        .push(symbols::symbol(font, child.attribute("char").unwrap_or_default()));
                }
                "AlternateContent" => {
                    if let Some(content) = choice(child) {
                        self.content(content, underlined, into, beside);
                    }
                }
                "object" => {
                    into.lacks.push("嵌入的对象");
                    self.picture(child, into, beside);
                }
                "drawing" | "pict" => self.picture(child, into, beside),
                "footnoteReference" | "endnoteReference" => into.lacks.push("脚注"),
                _ => {}
            }
        }
    }

    /// A drawing with words is a text box; one without is a picture.
    fn picture(&mut self, node: &Node, into: &mut Paragraph, beside: &mut Beside) {
        let mut boxes = Vec::new();
        text_boxes(node, &mut boxes);
        if boxes.is_empty() {
            into.picture = true;
        }
        if &*node.name != "object" {
            pictures(node, into);
        }
        for content in boxes {
            let blocks = self.blocks(content);
            beside.boxes.extend(blocks.into_iter().filter(|block| match block {
                Block::Line(line) => !line.is_blank(),
                _ => true,
            }));
        }
    }
}

/// The code of a field goes from its beginning to the separator; what follows is its result.
fn field_mark(mark: &Node, controls: Controls, into: &mut Paragraph, beside: &mut Beside) {
    match mark.attribute("fldCharType") {
        Some("begin") => {
            beside.code = true;
            if let Some(control) = Control::met_field(mark, controls) {
                control.write(into);
                beside.field = true;
            }
        }
        Some("separate") => beside.code = false,
        Some("end") => (beside.code, beside.field) = (false, false),
        _ => {}
    }
}

/// The words of a run; blanks that are underlined are to be filled in.
fn push_words(words: &str, underlined: bool, into: &mut Paragraph) {
    let blank = underlined && words.chars().all(char::is_whitespace);
    for character in words.chars() {
        match character {
            _ if blank => into.text.push_str(if character == '\u{3000}' { "__" } else { "_" }),
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}' | CONTROL => {}
            '\n' | '\r' => into.text.push(' '),
            _ => into.text.push(symbols::plain(character)),
        }
    }
}

/// The pictures of a drawing, by the names of their relations; a chart and the like is none.
fn pictures(node: &Node, into: &mut Paragraph) {
    for child in node.nodes() {
        let relation = match &*child.name {
            "blip" => child.attribute("embed"),
            "imagedata" => child.attribute("id"),
            "chart" | "relIds" => {
                into.lacks.push("图表");
                None
            }
            "Fallback" | "txbxContent" => continue,
            _ => None,
        };
        into.pictures.extend(relation.map(str::to_owned));
        pictures(child, into);
    }
}

/// All contents of text boxes in a drawing, the outer ones.
fn text_boxes<'n>(node: &'n Node, into: &mut Vec<&'n Node>) {
    for child in &node.children {
        match child {
            Child::Node(node) if &*node.name == "txbxContent" => into.push(node),
            Child::Node(node) => text_boxes(node, into),
            Child::Text(_) => {}
        }
    }
}

/// Of two ways to draw the same, the one for programs of today, or the only one.
fn choice(node: &Node) -> Option<&Node> {
    node.child("Choice").or_else(|| node.child("Fallback"))
}

/// White space on the left of a paragraph in mm.
fn indent(properties: &Node, points: f64) -> f64 {
    let Some(indent) = properties.child("ind") else { return 0.0 };
    let twips = |names: [&str; 2]| names.iter().find_map(|name| indent.number(name));
    let characters = |names: [&str; 2]| {
        let hundredths = names.iter().find_map(|name| indent.number(name))?;
        Some(hundredths / 100.0 * points * 20.0)
    };
    let left = characters(["leftChars", "startChars"]).or_else(|| twips(["left", "start"]));
    let first = characters(["firstLineChars", "firstLineChars"]);
    let first = first.or_else(|| twips(["firstLine", "firstLine"]));
    ((left.unwrap_or(0.0) + first.unwrap_or(0.0)) * TWIP).clamp(0.0, 120.0)
}

/// The sheet of the section with most tables; the last one's where they are even.
fn sheet(body: &Node) -> Sheet {
    let mut best: Option<(usize, Sheet)> = None;
    let mut tables = 0;
    for node in body.nodes() {
        if &*node.name == "tbl" {
            tables += node.nodes().filter(|row| &*row.name == "tr").count();
        }
        let section = match &*node.name {
            "sectPr" => Some(node),
            _ => node.at(&["pPr", "sectPr"]),
        };
        if let Some(section) = section {
            if best.is_none_or(|(most, _)| tables >= most) {
                best = Some((tables, sheet_of(section)));
            }
            tables = 0;
        }
    }
    best.map_or_else(|| sheet_of(&Node::default()), |(_, sheet)| sheet)
}

fn sheet_of(section: &Node) -> Sheet {
    let measure = |name: &str, key: &str, usual: f64| {
        let said = section.child(name).and_then(|node| node.number(key));
        said.map_or(usual, |twips| (twips.abs() * TWIP).min(2000.0))
    };
    let side = |key: &str, usual: f64| measure("pgMar", key, usual);
    Sheet {
        width: measure("pgSz", "w", 210.0),
        height: measure("pgSz", "h", 297.0),
        // Word's own margins where a file says none.
        margins: [side("top", 25.4), side("right", 31.7), side("bottom", 25.4), side("left", 31.7)],
    }
}
