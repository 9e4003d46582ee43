//! Cells with a value that nobody sees for how it is set: a format that prints nothing, or words in the colour of the
//! ground. Gathered sheet by sheet, judged at the end: the styles may be read last.
//! Source: ECMA-376 part 1, 18.8.30 (`numFmt`), 18.8.10 (`cellXfs`), 18.3.1.4 (`c`).

use std::collections::BTreeMap;

use super::colour::{Colour, WHITE, are_alike, of_workbook};
use super::tags::{Tag, tags};

/// What stands in the cells of a style.
#[derive(Clone, Copy, Debug, Default)]
struct Used {
    number: bool,
    text: bool,
    /// On a sheet whose ground nothing but cells colours.
    on_bare_sheet: bool,
}

/// How a style sets a cell.
#[derive(Clone, Copy, Debug, Default)]
struct Style {
    hides_numbers: bool,
    hides_texts: bool,
    /// Words in the colour of the cell.
    is_alike: bool,
    /// White words in a cell without a colour.
    is_white: bool,
}

/// What a workbook says of its cells.
#[derive(Debug, Default)]
pub(super) struct Cells {
    styles: Vec<Style>,
    used: BTreeMap<usize, Used>,
}

impl Cells {
    /// Takes the styles of the workbook.
    pub(super) fn styles(&mut self, words: &[u8]) {
        let mut read = Styles::default();
        for tag in tags(words) {
            read.take(&tag);
        }
        self.styles = read.cells;
    }

    /// Takes a sheet: in which styles something stands.
    pub(super) fn sheet(&mut self, words: &[u8]) {
        // What tables and conditions colour is not known here.
        let is_bare = !tags(words).any(|tag| {
            ["conditionalFormatting", "tablePart", "picture"].iter().any(|name| tag.begins(name))
        });
        let (mut style, mut is_text, mut is_number) = (0, false, true);
        for tag in tags(words).filter(|tag| !tag.is_end) {
            match tag.name {
                b"c" => {
                    style = tag.number("s").map_or(0, |number| number as usize);
                    is_text = matches!(tag.raw("t"), Some(b"s" | b"str" | b"inlineStr"));
                    is_number = matches!(tag.raw("t"), None | Some(b"n" | b"d"));
                }
                b"v" | b"t" if tag.has_text() => {
                    let used = self.used.entry(style).or_default();
                    used.number |= is_number;
                    used.text |= is_text;
                    used.on_bare_sheet |= is_bare && (is_number || is_text);
                }
                _ => {}
            }
        }
    }

    /// Whether something stands in a cell that does not show it.
    pub(super) fn hide_something(&self) -> bool {
        self.used.iter().any(|(style, used)| {
            self.styles.get(*style).is_some_and(|style| {
                style.hides_numbers && used.number
                    || style.hides_texts && used.text
                    || style.is_alike && (used.number || used.text)
                    || style.is_white && used.on_bare_sheet
            })
        })
    }
}

#[derive(Clone, Copy)]
enum Ground {
    None,
    Plain(Colour),
    Other,
}

#[derive(Default)]
struct Styles {
    within: Option<&'static str>,
    formats: BTreeMap<u32, (bool, bool)>,
    fonts: Vec<Option<Colour>>,
    grounds: Vec<Ground>,
    is_solid: bool,
    cells: Vec<Style>,
}

impl Styles {
    fn take(&mut self, tag: &Tag<'_>) {
        const LISTS: [&str; 4] = ["numFmts", "fonts", "fills", "cellXfs"];
        if let Some(list) = LISTS.into_iter().find(|list| tag.name == list.as_bytes()) {
            self.within = (!tag.is_end && !tag.is_alone).then_some(list);
            return;
        }
        if tag.is_end {
            return;
        }
        let number = |name: &str| tag.number(name).map_or(0, |number| number as usize);
        match (self.within, tag.name) {
            (Some("numFmts"), b"numFmt") => {
                let code = tag.value("formatCode").unwrap_or_default();
                self.formats.insert(number("numFmtId") as u32, prints_nothing(&code));
            }
            (Some("fonts"), b"font") => self.fonts.push(None),
            (Some("fonts"), b"color") => {
                if let Some(font) = self.fonts.last_mut() {
                    *font = of_workbook(tag);
                }
            }
            (Some("fills"), b"fill") => {
                self.grounds.push(Ground::None);
                self.is_solid = false;
            }
            (Some("fills"), b"patternFill" | b"gradientFill") => {
                let is_none = matches!(tag.raw("patternType"), None | Some(b"none"));
                let is_none = is_none && tag.name == b"patternFill";
                if let Some(ground) = self.grounds.last_mut().filter(|_| !is_none) {
                    *ground = Ground::Other;
                }
                self.is_solid = tag.raw("patternType") == Some(b"solid");
            }
            (Some("fills"), b"fgColor") if self.is_solid => {
                if let (Some(ground), Some(colour)) = (self.grounds.last_mut(), of_workbook(tag)) {
                    *ground = Ground::Plain(colour);
                }
            }
            (Some("cellXfs"), b"xf") => {
                let format = self.formats.get(&(number("numFmtId") as u32));
                let (hides_numbers, hides_texts) = format.copied().unwrap_or_default();
                let words = self.fonts.get(number("fontId")).copied().flatten();
                let ground = self.grounds.get(number("fillId")).copied().unwrap_or(Ground::None);
                let is = |below: Colour| words.is_some_and(|words| are_alike(words, below));
                self.cells.push(Style {
                    hides_numbers,
                    hides_texts,
                    is_alike: matches!(ground, Ground::Plain(colour) if is(colour)),
                    is_white: matches!(ground, Ground::None) && is(WHITE),
                });
            }
            _ => {}
        }
    }
}

/// Whether a format prints nothing of numbers, and of texts: `;;;` and what says the same at length. One that only leaves
/// out zeros, or what is below, is how many sheets are set.
fn prints_nothing(code: &str) -> (bool, bool) {
    let sections = sections(code);
    if code.is_empty() || sections.len() == 1 && sections[0] == Section::Empty {
        return (false, false);
    }
    let is_blank = |section: &Section| *section != Section::Shows;
    let numbers = sections.iter().take(3).all(is_blank);
    (numbers, sections.get(3).is_some_and(is_blank))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Empty,
    /// Blanks only.
    Blank,
    Shows,
}

/// The sections of a format, parted by semicolons. Source: ECMA-376 part 1, 18.8.31.
fn sections(code: &str) -> Vec<Section> {
    let mut all = vec![Section::Empty];
    let mut letters = code.chars();
    let mut is_quoted = false;
    while let Some(letter) = letters.next() {
        let shown = match letter {
            '"' => {
                is_quoted = !is_quoted;
                Section::Blank
            }
            ' ' => Section::Blank,
            _ if is_quoted => Section::Shows,
            ';' => {
                all.push(Section::Empty);
                continue;
            }
            // A blank as wide as a letter, or a letter that fills the cell.
            '_' => {
                letters.next();
                Section::Blank
            }
            '\\' | '*' => match letters.next() {
                Some(' ') | None => Section::Blank,
                Some(_) => Section::Shows,
            },
            // A colour or a condition.
            '[' => {
                letters.by_ref().find(|letter| *letter == ']');
                Section::Blank
            }
            _ => Section::Shows,
        };
        if let Some(section) = all.last_mut().filter(|section| **section != Section::Shows) {
            *section = shown;
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_that_print_nothing_are_told_from_those_that_leave_out_zeros() {
        for code in
            [";;;", ";;; ", "\"\";\"\";\"\";\"\"", "[Red];;;", "_ ;_ ;_ ;_ ", "\" \";\" \";;\" \""]
        {
            assert_eq!(prints_nothing(code), (true, true), "{code}");
        }
        for code in [";;", ";;;@", "\"\""] {
            assert_eq!(prints_nothing(code), (true, false), "{code}");
        }
        for code in [
            "",
            "General",
            "0;-0;;@",
            "#,##0;;",
            "_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * \"-\"??_ ;_ @_ ",
            "yyyy\"年\"m\"月\"",
            "@",
            "\";;;\"0",
        ] {
            assert_eq!(prints_nothing(code), (false, false), "{code}");
        }
    }
}
