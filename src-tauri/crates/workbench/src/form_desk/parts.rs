//! Parts of a form that stand in its words and on its paper: put on both, and taken off both.

use catalog::{Entry, NotChanged, SheetBlock, SheetText, TableText, TomlText};

/// A cell of the paper: table, row and column from 0.
pub(crate) type Cell = (usize, usize, usize);

/// The two texts of a form.
pub(crate) struct FormText {
    pub(crate) toml: TomlText,
    pub(crate) sheet: SheetText,
}

/// What a part is, by its key in `form.toml`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewPart<'p> {
    /// `field`, `section`, `text`, `seal` or `signature`.
    pub(crate) key: &'p str,
    /// The kind of a field.
    pub(crate) kind: &'p str,
    /// The label, or the words of a fixed text.
    pub(crate) words: &'p str,
    /// The field behind which it is filled in; behind all others where there is none.
    pub(crate) behind: Option<usize>,
}

impl FormText {
    /// Adds a part, in an empty cell or behind what stands in a cell; its address.
    pub(crate) fn add(
        &mut self,
        part: NewPart<'_>,
        cell: Option<Cell>,
    ) -> Result<String, NotChanged> {
        let root = self.toml.root();
        let id = free_id(&root, part.key);
        let text = |words: &str| Entry::Text(words.to_owned());
        let words = if part.key == "text" { "text" } else { "label" };
        let mut entries = vec![("id", text(&id)), (words, text(part.words))];
        if part.key == "field" {
            entries.push(("kind", text(part.kind)));
        }
        let all = root.tables(part.key).count();
        let at = part.behind.map_or(all, |behind| behind + 1);
        let address = self.toml.add("", part.key, at, &entries)?;
        if part.key == "field" {
            self.inner_parts(&address, part.kind, cell)?;
        }
        if let Some(cell) = cell {
            self.place(&part, &id, cell)?;
        }
        Ok(address)
    }

    /// What a kind cannot be without.
    fn inner_parts(
        &mut self,
        address: &str,
        kind: &str,
        cell: Option<Cell>,
    ) -> Result<(), NotChanged> {
        let text = |words: String| Entry::Text(words);
        let (key, count) = match kind {
            "choice" | "choices" => ("option", 2),
            "rows" => ("column", cell.map_or(2, |cell| self.cells_of(cell).len())),
            _ => return Ok(()),
        };
        for number in 1..=count {
            let word = if key == "option" { "选项" } else { "第" };
            let label = if key == "option" {
                format!("{word}{number}")
            } else {
                format!("{word}{number}列")
            };
            let mut entries = vec![("id", text(format!("{key}_{number}"))), ("label", text(label))];
            if key == "column" {
                entries.push(("kind", text("text".into())));
            }
            self.toml.add(address, key, number - 1, &entries)?;
        }
        Ok(())
    }

    /// The columns in which cells of a row begin.
    fn cells_of(&self, (table, row, _): Cell) -> Vec<usize> {
        let Some(table) = self.sheet.table(table) else { return Vec::new() };
        table.cells.iter().filter(|cell| cell.row == row).map(|cell| cell.column).collect()
    }

    fn place(&mut self, part: &NewPart<'_>, id: &str, cell: Cell) -> Result<(), NotChanged> {
        if part.key == "field" && part.kind == "rows" {
            return self.place_rows(id, cell);
        }
        let (table, row, column) = cell;
        self.sheet.change_table(table, |table| {
            let there = table.cell(row, column);
            let there = there.ok_or_else(|| NotChanged::NotThere("格".into()))?.clone();
            let left = there.column.checked_sub(1).and_then(|column| table.cell(row, column));
            let left = left.filter(|left| left.words.is_empty() && left.row == there.row).cloned();
            let words = match (part.key, left) {
                ("field", Some(left)) if there.words.is_empty() => {
                    table.set_words(left.row, left.column, &format!("{id}.label"))?;
                    format!("{{{id}}}")
                }
                ("field", _) => format!("{id}.label / {{{id}}}"),
                ("section", _) => format!("{id}.label"),
                ("seal", _) => format!("seal({id})"),
                ("signature", _) => format!("sign({id})"),
                _ => id.to_owned(),
            };
            let all = [there.words.as_str(), &words].into_iter().filter(|words| !words.is_empty());
            table.set_words(row, column, &all.collect::<Vec<_>>().join(" / "))
        })
    }

    /// A list takes two rows: the labels of its columns, and the row that repeats.
    fn place_rows(&mut self, id: &str, (table, row, _): Cell) -> Result<(), NotChanged> {
        let two =
            "多行的表要占两行空着的格：上一行放栏目名，下一行放内容，两行的格一样多。请先加两行。";
        self.sheet.change_table(table, |table| {
            let of_row = |row: usize| {
                let cells = table.cells.iter().filter(move |cell| cell.row == row);
                cells.filter(|cell| cell.row_span == 1 && cell.words.is_empty())
            };
            let (heads, values): (Vec<usize>, Vec<usize>) = (
                of_row(row).map(|c| c.column).collect(),
                of_row(row + 1).map(|c| c.column).collect(),
            );
            let whole = |row: usize| table.cells.iter().filter(|cell| cell.row == row).count();
            if heads.len() != values.len() || heads.len() != whole(row) || heads.len() < 2 {
                return Err(NotChanged::Senseless(two));
            }
            for (index, (head, value)) in heads.into_iter().zip(values).enumerate() {
                let column = format!("{id}.column_{}", index + 1);
                table.set_words(row, head, &format!("{column}.label"))?;
                table.set_words(row + 1, value, &format!("{{{column}}}"))?;
            }
            Ok(())
        })
    }

    /// Takes a part away, from the paper too.
    pub(crate) fn remove(&mut self, address: &str) -> Result<(), NotChanged> {
        let root = self.toml.root();
        let table = root.at(address).ok_or_else(|| NotChanged::NotThere(address.to_owned()))?;
        let (key, id) = (table.key.clone(), table.text("id").to_owned());
        self.toml.remove(address)?;
        self.take_off(&|word| is_of(word, &key, &id))
    }

    /// Takes an option or a column away, from the paper too.
    pub(crate) fn remove_inner(&mut self, address: &str) -> Result<(), NotChanged> {
        let root = self.toml.root();
        let not_there = || NotChanged::NotThere(address.to_owned());
        let part = root.at(address).ok_or_else(not_there)?.text("id").to_owned();
        let field = address.split('/').take(2).collect::<Vec<_>>().join("/");
        let field = root.at(&field).ok_or_else(not_there)?.text("id").to_owned();
        self.toml.remove(address)?;
        let own = [
            format!("{{{field}.{part}}}"),
            format!("{field}.{part}.label"),
            format!("sum({field}.{part})"),
        ];
        self.take_off(&|word| own.iter().any(|own| own == word))
    }

    /// Puts a part that has no place into a cell.
    pub(crate) fn put(&mut self, address: &str, cell: Cell) -> Result<(), NotChanged> {
        let root = self.toml.root();
        let table = root.at(address).ok_or_else(|| NotChanged::NotThere(address.to_owned()))?;
        let (key, kind, id) = (&table.key, table.text("kind"), table.text("id").to_owned());
        if kind == "rows" {
            let why = "多行的表有好几列，请在“文字”里的 paper.grid 中给每一列一格。";
            return Err(NotChanged::Senseless(why));
        }
        let part = NewPart { key, kind, words: "", behind: None };
        self.place(&part, &id, cell)
    }

    /// Takes words off the paper: out of its cells, and out of its lines, which go where nothing is left on them.
    fn take_off(&mut self, is_gone: &dyn Fn(&str) -> bool) -> Result<(), NotChanged> {
        let blocks = self.sheet.blocks();
        let mut lines: Vec<(usize, String)> = Vec::new();
        let mut number = 0;
        for block in blocks {
            match block {
                SheetBlock::Line { line, text } => {
                    let (head, items) = text.split_once(':').unwrap_or(("", &text));
                    let left = without(items, is_gone);
                    if left != items.trim() {
                        let text = if left.is_empty() { left } else { format!("{head}: {left}") };
                        lines.push((line, text));
                    }
                }
                SheetBlock::Table(Some(table)) => {
                    self.sheet.change_table(number, |changed| {
                        for cell in &table.cells {
                            let left = without(&cell.words, is_gone);
                            if left != cell.words {
                                changed.set_words(cell.row, cell.column, &left)?;
                            }
                        }
                        Ok(())
                    })?;
                    number += 1;
                }
                SheetBlock::Table(None) => number += 1,
            }
        }
        // From below, so that the numbers of those above stay.
        for (line, text) in lines.into_iter().rev() {
            self.sheet.set_line(line, &text)?;
        }
        Ok(())
    }

    /// Gives a field another kind; what that does not know goes.
    pub(crate) fn set_kind(
        &mut self,
        address: &str,
        kind: &str,
        knows: &dyn Fn(&str) -> bool,
    ) -> Result<(), NotChanged> {
        let root = self.toml.root();
        let table = root.at(address).ok_or_else(|| NotChanged::NotThere(address.to_owned()))?;
        let foreign: Vec<String> =
            table.entries.iter().map(|(key, _)| key.clone()).filter(|key| !knows(key)).collect();
        let inner: Vec<String> = table
            .below
            .iter()
            .filter(|inner| !knows(&inner.key))
            .map(|inner| inner.address.clone())
            .collect();
        let has_inner =
            ["option", "column"].iter().any(|key| knows(key) && table.tables(key).next().is_some());
        for key in foreign {
            self.toml.set(address, &key, None)?;
        }
        for inner in inner.iter().rev() {
            self.remove_inner(inner)?;
        }
        self.toml.set(address, "kind", Some(&Entry::Text(kind.to_owned())))?;
        if has_inner { Ok(()) } else { self.inner_parts(address, kind, None) }
    }
}

/// Whether a word of the grid stands for a part.
fn is_of(word: &str, key: &str, id: &str) -> bool {
    let inside =
        |open: &str, close: &str| word.strip_prefix(open).and_then(|rest| rest.strip_suffix(close));
    let first = |word: &str| word.split('.').next() == Some(id);
    match key {
        "field" => {
            inside("{", "}").is_some_and(first)
                || inside("stack(", ")") == Some(id)
                || inside("sum(", ")").is_some_and(first)
                || (word.contains('.') && first(word))
        }
        "section" => word == format!("{id}.label"),
        "seal" => inside("seal(", ")") == Some(id),
        "signature" => inside("sign(", ")") == Some(id),
        _ => word == id,
    }
}

/// What is left of a cell or a line; lines of a cell on which nothing is left go.
fn without(words: &str, is_gone: &dyn Fn(&str) -> bool) -> String {
    let lines = words.split('/').map(|line| {
        let left: Vec<&str> = line.split_whitespace().filter(|word| !is_gone(word)).collect();
        (left.join(" "), line.split_whitespace().any(is_gone))
    });
    let lines: Vec<(String, bool)> = lines.collect();
    if lines.iter().all(|(_, changed)| !changed) {
        return words.trim().to_owned();
    }
    let left = lines.into_iter().filter(|(line, changed)| !(*changed && line.is_empty()));
    left.map(|(line, _)| line).collect::<Vec<_>>().join(" / ")
}

/// An id that no part of the form has.
fn free_id(root: &TableText, key: &str) -> String {
    let taken = |id: &str| root.below.iter().any(|table| table.text("id") == id);
    (1..).map(|number| format!("{key}_{number}")).find(|id| !taken(id)).unwrap_or_default()
}
