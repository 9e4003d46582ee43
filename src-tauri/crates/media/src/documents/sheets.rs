//! Rows and columns of a sheet that nobody sees though something stands in them: hidden, or so low or narrow that
//! nothing can be read. Empty ones part things on many sheets, and hide nothing.
//! Source: ECMA-376 part 1, 18.3.1.13 (`col`), 18.3.1.73 (`row`), 18.3.1.81 (`sheetFormatPr`).

use super::tags::{Tag, tags};

/// In characters. Judgement: six points of a screen, half a letter.
const NARROW: f64 = 0.5;
/// In points. Judgement: the smallest type that anybody reads has five.
const LOW: f64 = 3.0;
/// Source: ECMA-376 part 1, 18.3.1.4: XFD.
const MOST_COLUMNS: u32 = 16_384;

/// Whether it has such a row or column.
pub(super) fn hides_cells(words: &[u8]) -> bool {
    let mut sheet = Sheet::default();
    tags(words).any(|tag| sheet.take(&tag))
}

#[derive(Default)]
struct Sheet {
    hides_rows_unless_said: bool,
    hides_columns_unless_said: bool,
    /// First, last, whether they are not seen.
    columns: Vec<(u32, u32, bool)>,
    is_row_unseen: bool,
    column: u32,
}

impl Sheet {
    /// Whether something stands where nobody sees it.
    fn take(&mut self, tag: &Tag<'_>) -> bool {
        if tag.is_end {
            return false;
        }
        let is_below = |name: &str, most: f64| tag.number(name).is_some_and(|size| size < most);
        match tag.name {
            b"sheetFormatPr" => {
                self.hides_rows_unless_said = tag.says("zeroHeight");
                self.hides_columns_unless_said = is_below("defaultColWidth", NARROW);
            }
            b"col" => {
                let end = |name: &str| tag.number(name).map_or(1, |number| number as u32);
                let is_unseen = tag.says("hidden") || is_below("width", NARROW);
                self.columns.push((end("min"), end("max").min(MOST_COLUMNS), is_unseen));
            }
            b"row" => {
                let says_nothing = tag.raw("ht").is_none() && tag.raw("hidden").is_none();
                self.is_row_unseen = tag.says("hidden")
                    || is_below("ht", LOW)
                    || says_nothing && self.hides_rows_unless_said;
                self.column = 0;
            }
            b"c" => {
                let named = tag.raw("r").and_then(column);
                self.column = named.unwrap_or(self.column + 1);
            }
            b"v" | b"t" => {
                return tag.has_text() && (self.is_row_unseen || self.is_column_unseen());
            }
            _ => {}
        }
        false
    }

    fn is_column_unseen(&self) -> bool {
        let mut all = self.columns.iter();
        let said = all.find(|(first, last, _)| (*first..=*last).contains(&self.column));
        said.map_or(self.hides_columns_unless_said, |(.., is_unseen)| *is_unseen)
    }
}

/// The number of the column in `AB12`, counted from 1.
fn column(place: &[u8]) -> Option<u32> {
    let letters = place.iter().take_while(|byte| byte.is_ascii_alphabetic()).take(3);
    let number = letters
        .fold(0, |number, letter| number * 26 + u32::from(letter.to_ascii_uppercase() - b'A') + 1);
    (number > 0).then_some(number)
}
