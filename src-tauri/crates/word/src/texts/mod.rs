//! A Word text becomes blocks of the material: headings, paragraphs, lists, tables, and pictures where they stand. What
//! cannot be brought is told.

mod headings;
mod tables;

use std::collections::BTreeMap;

use case::MaterialBlock;

use crate::WordError;
use crate::document::{Block, Paragraph, Side};
use crate::reading::package::{PicturePart, pictures};
use crate::reading::read_filled;
use headings::Headings;

/// A text that was read.
#[derive(Debug, Default)]
pub struct TextRead {
    /// Its blocks; pictures by the names below.
    pub blocks: Vec<MaterialBlock>,
    /// Its pictures by name: as they came.
    pub pictures: Vec<(String, Vec<u8>)>,
    /// What was not brought, a sentence without its end each. Chinese.
    pub left_out: Vec<String>,
}

/// Judgement: more are a book of photos.
const MOST_PICTURES: usize = 200;
/// Of a caption, in characters.
const LONGEST_CAPTION: usize = 60;

/// Reads a .docx as a text. Bounded as [`crate::read`] is.
pub fn read_text(bytes: &[u8]) -> Result<TextRead, WordError> {
    let document = read_filled(bytes)?;
    let mut wanted: Vec<String> = Vec::new();
    for line in document.blocks.iter().flat_map(Block::lines) {
        wanted.extend(
            line.pictures.iter().take(MOST_PICTURES - wanted.len().min(MOST_PICTURES)).cloned(),
        );
    }
    let found = if wanted.is_empty() { Vec::new() } else { pictures(bytes, &wanted)? };
    let mut reading = Reading::new(&document.blocks, found);
    reading.blocks(&document.blocks);
    let mut read = reading.done();
    if document.beside.iter().any(|words| !words.trim().is_empty()) {
        read.left_out.push("页眉、页脚和脚注里的字".to_owned());
    }
    read.left_out.extend(document.flaws);
    Ok(read)
}

/// The blocks of a part of a file, without its pictures.
pub(crate) fn blocks_of(blocks: &[Block]) -> Vec<MaterialBlock> {
    let mut reading = Reading::new(blocks, Vec::new());
    reading.blocks(blocks);
    reading.done().blocks
}

struct Reading {
    read: TextRead,
    headings: Headings,
    /// By relation: the name, or why it is not brought.
    pictures: BTreeMap<String, Result<String, &'static str>>,
    lacks: BTreeMap<String, usize>,
    /// Whether the last block was a list that goes on.
    listing: Option<bool>,
    /// Whether a picture waits for its caption.
    uncaptioned: bool,
    begun: bool,
}

impl Reading {
    fn new(blocks: &[Block], found: Vec<PicturePart>) -> Self {
        let mut read = TextRead::default();
        let mut names = BTreeMap::new();
        for PicturePart { relation, file, bytes } in found {
            let name = bytes.ok_or("读不出来的图片").and_then(|bytes| {
                let ending = ending(&bytes)?;
                let name = format!("Word图片{:02}.{ending}", read.pictures.len() + 1);
                let _ = file;
                read.pictures.push((name.clone(), bytes));
                Ok(name)
            });
            names.insert(relation, name);
        }
        Self {
            read,
            headings: Headings::of(blocks),
            pictures: names,
            lacks: BTreeMap::new(),
            listing: None,
            uncaptioned: false,
            begun: false,
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Line(line) => self.line(line),
                Block::PageBreak => {}
                Block::Table(table) => {
                    self.listing = None;
                    let caption = self.caption_above();
                    match tables::block(table, caption) {
                        Some(Ok(block)) => self.push(block),
                        Some(Err(lines)) => lines.iter().for_each(|line| self.line(line)),
                        None => self.lack("列数超过 12 的表"),
                    }
                    let lines = table.cells.iter().flat_map(|cell| &cell.lines);
                    lines.for_each(|line| self.beside(line));
                }
            }
        }
    }

    fn line(&mut self, line: &Paragraph) {
        let text = line.text.trim();
        if !line.is_blank() {
            self.words(line, text);
        }
        self.beside(line);
    }

    fn words(&mut self, line: &Paragraph, text: &str) {
        let is_first = !std::mem::replace(&mut self.begun, true);
        if is_first && self.headings.is_title(line) {
            self.read.left_out.push(format!("标题“{text}”（印出来的材料用案例的名称作标题）"));
            return;
        }
        let short = text.chars().count() <= LONGEST_CAPTION;
        let is_caption = short && (line.side == Side::Centre || text.starts_with('图'));
        if std::mem::take(&mut self.uncaptioned)
            && is_caption
            && let Some(MaterialBlock::Picture { caption, .. }) = self.read.blocks.last_mut()
        {
            text.clone_into(caption);
            return;
        }
        if let Some((level, text)) = self.headings.heading(line) {
            self.listing = None;
            self.push(MaterialBlock::Heading { level, text });
        } else if let Some((ordered, item)) = item(line) {
            match self.read.blocks.last_mut() {
                Some(MaterialBlock::List { items, .. }) if self.listing == Some(ordered) => {
                    items.push(item);
                }
                _ => self.push(MaterialBlock::List { ordered, items: vec![item] }),
            }
            self.listing = Some(ordered);
        } else {
            self.listing = None;
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let text = lines.collect::<Vec<_>>().join("\n");
            self.push(MaterialBlock::Paragraph { text });
        }
    }

    /// Pictures, and what is not read.
    fn beside(&mut self, line: &Paragraph) {
        for lack in &line.lacks {
            self.lack(lack);
        }
        for relation in &line.pictures {
            match self.pictures.get(relation) {
                Some(Ok(name)) => {
                    let path = name.clone();
                    self.listing = None;
                    self.push(MaterialBlock::Picture { path, caption: String::new() });
                    self.uncaptioned = true;
                }
                Some(Err(why)) => self.lack(why),
                None => self.lack("没有存在文件里的图片"),
            }
        }
        if line.picture && line.pictures.is_empty() && line.lacks.is_empty() {
            self.lack("画的图形");
        }
    }

    /// A short line that names the table below it.
    fn caption_above(&mut self) -> String {
        match self.read.blocks.last() {
            Some(MaterialBlock::Paragraph { text })
                if text.starts_with('表') && text.chars().count() <= LONGEST_CAPTION =>
            {
                let text = text.clone();
                self.read.blocks.pop();
                text
            }
            _ => String::new(),
        }
    }

    fn push(&mut self, block: MaterialBlock) {
        self.uncaptioned = false;
        self.read.blocks.push(block);
    }

    fn lack(&mut self, what: &str) {
        *self.lacks.entry(what.to_owned()).or_default() += 1;
    }

    fn done(mut self) -> TextRead {
        let told = self.lacks.into_iter().map(|(what, count)| format!("{what} {count} 处"));
        self.read.left_out.extend(told);
        self.read
    }
}

/// An item of a list, by an automatic number or a dot that was typed; whether it is numbered.
fn item(line: &Paragraph) -> Option<(bool, String)> {
    let (number, text) = line.text.split_at(line.number);
    if line.number > 0 {
        let ordered = number.chars().any(char::is_alphanumeric);
        return Some((ordered, text.trim().replace('\n', " ")));
    }
    let text = text.trim();
    let dotted = text.strip_prefix(['•', '●', '◆', '■', '▪', '➢', '·'])?;
    Some((false, dotted.trim().replace('\n', " ")))
}

/// The ending of a picture that the material can print; else what it is.
fn ending(bytes: &[u8]) -> Result<&'static str, &'static str> {
    match bytes {
        [0xFF, 0xD8, 0xFF, ..] => Ok("jpg"),
        [0x89, b'P', b'N', b'G', ..] => Ok("png"),
        [b'G', b'I', b'F', b'8', ..] => Ok("gif"),
        [b'B', b'M', ..] => Ok("bmp"),
        [b'I', b'I', 42, 0, ..] | [b'M', b'M', 0, 42, ..] => Ok("tif"),
        [b'R', b'I', b'F', b'F', ..] => Ok("webp"),
        [0xD7, 0xCD, 0xC6, 0x9A, ..] | [1, 0, 0, 0, ..] | [1, 0, 9, 0, ..] => {
            Err("矢量图（WMF、EMF）")
        }
        _ => Err("不认识的图片"),
    }
}

impl TextRead {
    /// What was brought and what was not, on one line.
    pub fn summary(&self) -> String {
        let count = |is: fn(&MaterialBlock) -> bool| self.blocks.iter().filter(|b| is(b)).count();
        let parts = [
            (count(|b| matches!(b, MaterialBlock::Heading { .. })), "个标题"),
            (count(|b| matches!(b, MaterialBlock::Paragraph { .. })), "段"),
            (count(|b| matches!(b, MaterialBlock::List { .. })), "个列表"),
            (count(|b| matches!(b, MaterialBlock::Table { .. })), "个表"),
            (count(|b| matches!(b, MaterialBlock::Picture { .. })), "张图"),
        ];
        let parts = parts.iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, what)| format!("{count} {what}")).collect();
        let brought = match parts.is_empty() {
            true => "没有可以带入的内容".to_owned(),
            false => format!("带入 {}", parts.join("、")),
        };
        match self.left_out.len() {
            0 => format!("{brought}。"),
            left => format!("{brought}；{left} 处没有带入：{}。", self.left_out.join("；")),
        }
    }
}
