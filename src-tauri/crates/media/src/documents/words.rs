//! Words of a Word document in the colour of what is below them: of the page, the cell, the paragraph, a marker. What is
//! drawn behind words, and what a text box is filled with, is not known here: such words are taken as seen.
//! Source: ECMA-376 part 1, 17.3.2.6 (`color`), 17.3.5 (`shd`), 17.3.2.15 (`highlight`), 17.7 (styles).

use std::collections::BTreeSet;

use super::colour::{Colour, WHITE, are_alike, of_hex, of_marker};
use super::tags::{Tag, tags};

/// A style by its name; empty where there is none.
type Style = Vec<u8>;

/// What the parts of a document say, judged at the end: the styles may be read last.
#[derive(Debug, Default)]
pub(super) struct Words {
    is_alike: bool,
    /// White words on the ground of a table, by its style, which may colour it.
    white_in_tables: BTreeSet<Style>,
    /// The styles that words have which say no colour themselves, with that of the table around.
    styles: BTreeSet<(Style, Option<Style>)>,
    white_styles: BTreeSet<Style>,
    coloured_tables: BTreeSet<Style>,
}

impl Words {
    /// Takes the text of a part, or its styles.
    pub(super) fn take(&mut self, words: &[u8]) {
        let is_on_picture = tags(words)
            .any(|tag| !tag.is_end && (tag.name == b"background" || tag.says("behindDoc")));
        let mut at = At { is_on_picture, ..At::default() };
        for tag in tags(words) {
            self.style(&mut at, &tag);
            at.take(&tag);
            if tag.begins("t") && !tag.text().is_empty() {
                self.judge(&at);
            }
        }
    }

    /// Whether words are not seen.
    pub(super) fn hide_something(&self) -> bool {
        let is_bare = |table: &Style| !self.coloured_tables.contains(table);
        let is_white = |(style, table): &(Style, Option<Style>)| {
            self.white_styles.contains(style) && table.as_ref().is_none_or(is_bare)
        };
        self.is_alike
            || self.white_in_tables.iter().any(is_bare)
            || self.styles.iter().any(is_white)
    }

    fn judge(&mut self, at: &At) {
        let table = at.cells.last().map(|_| at.tables.last().cloned().unwrap_or_default());
        let ground = at.run.ground.or(at.paragraph.ground).or(at.cells.last().copied().flatten());
        let is_page = ground.is_none() && !at.is_on_picture && at.boxes == 0;
        match (at.run.words, ground) {
            (Some(words), Some(ground)) => self.is_alike |= are_alike(words, ground),
            (Some(words), None) if is_page && are_alike(words, WHITE) => {
                self.is_alike |= table.is_none();
                self.white_in_tables.extend(table);
            }
            (None, None) if is_page && !at.run.is_auto => {
                let style = at.run.style.as_ref().or(at.paragraph.style.as_ref());
                self.styles.extend(style.map(|style| (style.clone(), table)));
            }
            _ => {}
        }
    }

    /// What a list of styles says of one.
    fn style(&mut self, at: &mut At, tag: &Tag<'_>) {
        if tag.name == b"style" {
            at.style = tag.raw("styleId").filter(|_| !tag.is_end).map(<[u8]>::to_vec);
            at.is_of_tables = tag.raw("type") == Some(b"table");
        }
        let Some(style) = &at.style else { return };
        match tag.name {
            b"shd" if ground_of(tag).is_some() => {
                if at.is_of_tables {
                    self.coloured_tables.insert(style.clone());
                }
                self.white_styles.remove(style);
                at.style = None;
            }
            b"color" if !at.is_of_tables && !tag.is_end => {
                let words = colour_of(tag);
                if words.is_some_and(|words| are_alike(words, WHITE)) {
                    self.white_styles.insert(style.clone());
                }
            }
            _ => {}
        }
    }
}

/// What is set for words, or for a paragraph.
#[derive(Default)]
struct Set {
    words: Option<Colour>,
    is_auto: bool,
    ground: Option<Colour>,
    style: Option<Style>,
}

/// Where one is in a part.
#[derive(Default)]
struct At {
    is_on_picture: bool,
    boxes: usize,
    /// The style of each table around, and the ground of each cell.
    tables: Vec<Style>,
    cells: Vec<Option<Colour>>,
    paragraph: Set,
    run: Set,
    /// What is set now: the properties of a cell, a paragraph, a run; or of something else.
    setting: Option<u8>,
    /// Within what was set before a change.
    changes: usize,
    style: Option<Style>,
    is_of_tables: bool,
}

impl At {
    fn take(&mut self, tag: &Tag<'_>) {
        let steps = |count: &mut usize| {
            *count = if tag.is_end { count.saturating_sub(1) } else { *count + 1 };
        };
        match tag.name {
            b"rPrChange" | b"pPrChange" | b"tcPrChange" if !tag.is_alone => {
                steps(&mut self.changes);
            }
            b"txbxContent" if !tag.is_alone => steps(&mut self.boxes),
            _ if self.changes > 0 => {}
            b"tbl" if tag.is_end => {
                self.tables.pop();
            }
            b"tbl" => self.tables.push(Style::new()),
            b"tc" if tag.is_end => {
                self.cells.pop();
            }
            b"tc" => self.cells.push(None),
            b"p" if !tag.is_end => self.paragraph = Set::default(),
            b"r" => self.run = Set::default(),
            b"tcPr" | b"pPr" => {
                self.setting = (!tag.is_end && !tag.is_alone).then_some(tag.name[0]);
            }
            // A paragraph says how its mark looks, too.
            b"rPr" if self.setting.is_none_or(|of| of == b'r') => {
                self.setting = (!tag.is_end && !tag.is_alone).then_some(b'r');
            }
            b"rPr" => self.setting = Some(if tag.is_end { b'p' } else { b'm' }),
            _ if !tag.is_end => self.set(tag),
            _ => {}
        }
    }

    fn set(&mut self, tag: &Tag<'_>) {
        let value = tag.raw("val");
        match (self.setting, tag.name) {
            (None, b"tblStyle") => {
                if let (Some(table), Some(style)) = (self.tables.last_mut(), value) {
                    *table = style.to_vec();
                }
            }
            (Some(b't'), b"shd") => {
                if let Some(cell) = self.cells.last_mut() {
                    *cell = ground_of(tag);
                }
            }
            (Some(b'p'), b"shd") => self.paragraph.ground = ground_of(tag),
            (Some(b'p'), b"pStyle") => self.paragraph.style = value.map(<[u8]>::to_vec),
            (Some(b'r'), b"shd") => self.run.ground = self.run.ground.or(ground_of(tag)),
            (Some(b'r'), b"highlight") => {
                self.run.ground = value.and_then(of_marker).or(self.run.ground);
            }
            (Some(b'r'), b"color") => {
                self.run.words = colour_of(tag);
                self.run.is_auto = self.run.words.is_none();
            }
            (Some(b'r'), b"rStyle") => self.run.style = value.map(<[u8]>::to_vec),
            _ => {}
        }
    }
}

/// The colour of words. One of the theme is meant where there is one; its first two are the page and its words.
fn colour_of(tag: &Tag<'_>) -> Option<Colour> {
    let is_plain = tag.raw("themeTint").is_none() && tag.raw("themeShade").is_none();
    match tag.raw("themeColor") {
        Some(b"background1" | b"light1") if is_plain => Some(WHITE),
        Some(b"text1" | b"dark1") if is_plain => Some([0; 3]),
        _ => tag.raw("val").and_then(of_hex),
    }
}

/// The colour of a ground; none where what is below shows.
fn ground_of(tag: &Tag<'_>) -> Option<Colour> {
    match tag.raw("val") {
        Some(b"nil") => None,
        Some(b"solid") => tag.raw("color").and_then(of_hex),
        _ => tag.raw("fill").and_then(of_hex),
    }
}
