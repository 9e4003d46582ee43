//! What a workbook keeps of data that stands on none of its sheets: copies that tables of sums were made of, and values
//! of other workbooks. Source: ECMA-376 part 1, 18.10 (pivot tables) and 18.14 (external links).

use std::collections::BTreeSet;

use super::tags::tags;

/// Gathered part by part, judged at the end: what the sheets are called may be read last.
#[derive(Debug, Default)]
pub(super) struct Leftovers {
    /// The names of the sheets.
    sheets: BTreeSet<String>,
    /// The sheets that copies were made of.
    sources: BTreeSet<String>,
    /// Whether there are values that stand on no sheet, whatever they are called.
    is_any: bool,
    /// Whether there are rows of copies, and whether one was made of something else than a sheet.
    has_rows: bool,
    is_from_elsewhere: bool,
}

impl Leftovers {
    /// Takes the names of the sheets.
    pub(super) fn workbook(&mut self, words: &[u8]) {
        let names = tags(words).filter(|tag| tag.begins("sheet"));
        self.sheets.extend(names.filter_map(|tag| tag.value("name")));
    }

    /// Takes a copy that a table of sums was made of: what it is of, or its rows.
    pub(super) fn pivot_cache(&mut self, words: &[u8]) {
        let (mut is_of_this, mut has_items, mut is_definition) = (false, false, false);
        for tag in tags(words).filter(|tag| !tag.is_end) {
            match tag.name {
                b"pivotCacheDefinition" => is_definition = true,
                b"worksheetSource" | b"rangeSet" => {
                    // With an id it is a sheet of another workbook; without a name of a sheet it is a named range.
                    let is_other = tag.raw("id").is_some_and(|id| id.starts_with(b"rId"));
                    is_of_this |= !is_other;
                    self.sources.extend(tag.value("sheet").filter(|_| !is_other));
                }
                // A value that is in use no more stands nowhere else. Source: 18.10.1.85, `u`.
                b"s" | b"n" | b"d" | b"b" if is_definition => {
                    has_items |= tag.raw("v").is_some();
                    self.is_any |= tag.says("u");
                }
                b"r" if !is_definition => self.has_rows = true,
                _ => {}
            }
        }
        self.is_any |= is_definition && has_items && !is_of_this;
        self.is_from_elsewhere |= is_definition && !is_of_this;
    }

    /// Takes a link to another workbook: the values that are kept of it.
    pub(super) fn external_link(&mut self, words: &[u8]) {
        let mut values = tags(words).filter(|tag| tag.begins("v") || tag.begins("val"));
        self.is_any |= values.any(|tag| tag.has_text());
    }

    /// Whether anything is left over.
    pub(super) fn is_any(&self) -> bool {
        let is_gone = |source: &String| !self.sheets.contains(source);
        let has_lost_its_sheet = self.sources.iter().any(is_gone);
        self.is_any || self.has_rows && (self.is_from_elsewhere || has_lost_its_sheet)
    }
}
