//! A form desk as a face shows it: the tables of its texts, the paper by cells, and what is wrong where.

use std::collections::BTreeMap;

use catalog::{
    CASES, CellText, Entry, Folder, Item, SheetBlock, SheetText, TableText, TomlText, cell_items,
    table_of_line,
};
use foundation::Severity;
use serde::{Deserialize, Serialize};

/// What stands behind a key.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "EntryView.ts"))]
#[serde(untagged)]
pub enum EntryView {
    /// `true` or `false`.
    Yes(bool),
    /// A whole number from 0.
    Count(u64),
    /// A text.
    Text(String),
    /// A list of texts.
    Texts(Vec<String>),
    /// A list of whole numbers.
    Counts(Vec<u64>),
}

/// A table of a text, with what stands in it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DeskTable.ts"))]
pub struct DeskTable {
    /// Names it in a change: `field/3/option/0`; empty for the text itself.
    pub address: String,
    /// The key under which it stands: `field`.
    pub key: String,
    /// What stands behind its keys.
    pub entries: BTreeMap<String, EntryView>,
    /// The tables in it.
    pub below: Vec<DeskTable>,
}

/// A form at the desk.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DeskForm.ts"))]
pub struct DeskForm {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What `form.toml` says.
    pub table: DeskTable,
    /// What `paper.grid` draws, from top to bottom.
    pub blocks: Vec<DeskBlock>,
    /// The addresses of what has no place on the paper.
    pub unplaced: Vec<String>,
    /// `form.toml` as it is written.
    pub toml: String,
    /// `paper.grid` as it is written.
    pub grid: String,
}

/// A piece of the paper.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DeskBlock.ts"))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum DeskBlock {
    /// A line outside of tables.
    Line {
        /// Names it in a change.
        line: usize,
        /// As it is written: `居中 小标宋 二号: title`.
        words: String,
        /// What stands on it.
        pieces: Vec<DeskPiece>,
    },
    /// A table.
    Table {
        /// Which table of the paper it is, counted from 0.
        number: usize,
        /// Whether its cells have rules around them.
        ruled: bool,
        /// Widths in millimetres.
        columns: Vec<f64>,
        /// What stands in front of each row: its least height in millimetres, 跨页, or nothing.
        heads: Vec<String>,
        /// In reading order.
        cells: Vec<DeskCell>,
    },
    /// A table whose places do not close: it can be mended in the text only.
    Broken {
        /// Which table of the paper it is, counted from 0.
        number: usize,
    },
}

/// A cell; rows and columns count from 0.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DeskCell.ts"))]
pub struct DeskCell {
    /// First row.
    pub row: usize,
    /// First column.
    pub column: usize,
    /// Rows covered.
    pub row_span: usize,
    /// Columns covered.
    pub column_span: usize,
    /// As it is written: `name.label / {name}`.
    pub words: String,
    /// What stands in it, line under line.
    pub lines: Vec<Vec<DeskPiece>>,
}

/// One thing on paper.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DeskPiece.ts"))]
pub struct DeskPiece {
    /// What is seen of it on the empty paper, or what fills it.
    pub text: String,
    /// Whether it is filled in.
    pub filled: bool,
    /// The address of the table that says it; empty for the title.
    pub address: String,
}

/// Something that is wrong in a form or a call.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DeskFault.ts"))]
pub struct DeskFault {
    /// Such as `K609`.
    pub code: String,
    /// Whether the form can be used all the same.
    pub mild: bool,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
    /// The id of the form; empty for the call.
    pub form: String,
    /// The address of the table in which it stands; empty for the text itself.
    pub address: String,
    /// The cell, where it stands in one: table, row and column from 0.
    pub cell: Option<[usize; 3]>,
    /// The file and line, as an editor counts.
    pub place: String,
}

/// What is sent is called so, by a route.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DeskName.ts"))]
pub struct DeskName {
    /// The title of the route.
    pub route: String,
    /// The name of the folder for a sample case.
    pub name: String,
}

/// A form desk.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormDeskView.ts"))]
pub struct FormDeskView {
    /// The id of the call.
    pub call: String,
    /// Which state it is, for `change_form`.
    pub state: u64,
    /// The title of the call.
    pub title: String,
    /// What would be taken back.
    pub undo: Option<String>,
    /// What would be done again.
    pub redo: Option<String>,
    /// Whether there is something that is not saved.
    pub unsaved: bool,
    /// How many drafts there are of the call.
    pub in_use: usize,
    /// The title of the call that it was copied from; empty where it was not.
    pub copied_from: String,
    /// What differs from that one, or else from what is saved: a line each.
    pub differs: Vec<String>,
    /// What `call.toml` says.
    pub table: DeskTable,
    /// `call.toml` as it is written.
    pub toml: String,
    /// Its forms that can be changed here.
    pub forms: Vec<DeskForm>,
    /// The titles of its forms that come with the program.
    pub foreign_forms: Vec<String>,
    /// What is wrong.
    pub faults: Vec<DeskFault>,
    /// What a sample case would be called by each route.
    pub names: Vec<DeskName>,
    /// What the user should know.
    pub messages: Vec<String>,
}

impl From<&Entry> for EntryView {
    fn from(entry: &Entry) -> Self {
        match entry {
            Entry::Text(text) => Self::Text(text.clone()),
            Entry::Count(count) => Self::Count(*count),
            Entry::Yes(yes) => Self::Yes(*yes),
            Entry::Texts(texts) => Self::Texts(texts.clone()),
            Entry::Counts(counts) => Self::Counts(counts.clone()),
        }
    }
}

impl EntryView {
    pub(crate) fn entry(&self) -> Entry {
        match self {
            Self::Text(text) => Entry::Text(text.clone()),
            Self::Count(count) => Entry::Count(*count),
            Self::Yes(yes) => Entry::Yes(*yes),
            Self::Texts(texts) => Entry::Texts(texts.clone()),
            Self::Counts(counts) => Entry::Counts(counts.clone()),
        }
    }
}

impl DeskTable {
    pub(crate) fn of(table: &TableText) -> Self {
        let entries = table.entries.iter().map(|(key, entry)| (key.clone(), entry.into()));
        Self {
            address: table.address.clone(),
            key: table.key.clone(),
            entries: entries.collect(),
            below: table.below.iter().map(Self::of).collect(),
        }
    }

    /// A text that cannot be read has nothing in it.
    pub(crate) fn read(text: &str) -> (TableText, Self) {
        let nothing = TableText {
            address: String::new(),
            key: String::new(),
            entries: Vec::new(),
            below: Vec::new(),
        };
        let root = TomlText::read(text).map_or(nothing, |text| text.root());
        let view = Self::of(&root);
        (root, view)
    }
}

impl DeskForm {
    pub(crate) fn of(folder: &Folder) -> Self {
        let text = |name: &str| folder.files.get(name).cloned().unwrap_or_default();
        let (toml, grid) = (text("form.toml"), text("paper.grid"));
        let (root, table) = DeskTable::read(&toml);
        let blocks = blocks(&root, &SheetText::read(&grid));
        Self {
            id: folder.id().to_owned(),
            title: root.text("title").to_owned(),
            unplaced: unplaced(&root, &blocks),
            table,
            blocks,
            toml,
            grid,
        }
    }
}

fn blocks(root: &TableText, sheet: &SheetText) -> Vec<DeskBlock> {
    let mut tables = 0;
    let block = |block: SheetBlock| match block {
        SheetBlock::Line { line, text } => {
            let is_gap = text == "另页" || text.starts_with("空 ");
            let words = if is_gap { Vec::new() } else { cell_items(&text) };
            let pieces = words.iter().flatten().map(|item| piece(root, item)).collect();
            DeskBlock::Line { line, words: text, pieces }
        }
        SheetBlock::Table(table) => {
            tables += 1;
            let number = tables - 1;
            let Some(table) = table else { return DeskBlock::Broken { number } };
            DeskBlock::Table {
                number,
                ruled: table.ruled,
                columns: table.columns,
                heads: table.heads,
                cells: table.cells.iter().map(|text| cell(root, text)).collect(),
            }
        }
    };
    sheet.blocks().into_iter().map(block).collect()
}

fn cell(root: &TableText, cell: &CellText) -> DeskCell {
    let lines = cell_items(&cell.words);
    let line = |items: &Vec<Item>| items.iter().map(|item| piece(root, item)).collect();
    DeskCell {
        row: cell.row,
        column: cell.column,
        row_span: cell.row_span,
        column_span: cell.column_span,
        words: cell.words.clone(),
        lines: lines.iter().map(line).filter(|line: &Vec<_>| !line.is_empty()).collect(),
    }
}

/// What is seen of an item, and which table says it.
fn piece(root: &TableText, item: &Item) -> DeskPiece {
    let printed = |table: Option<&TableText>, key: &str, id: &str| {
        let text = table.map_or("", |table| table.text(key));
        if text.is_empty() { id.to_owned() } else { text.to_owned() }
    };
    let address =
        |table: Option<&TableText>| table.map_or_else(String::new, |table| table.address.clone());
    let of = |table: Option<&TableText>, text: String, filled: bool| DeskPiece {
        text,
        filled,
        address: address(table),
    };
    let field = |id: &str| named(root, "field", id);
    match item {
        Item::Title => of(None, root.text("title").to_owned(), false),
        Item::Annex => of(None, root.text("annex").to_owned(), false),
        Item::Label(id) => match id.split_once('.') {
            Some((CASES, id)) => of(field(id), printed(field(id), "label", id), false),
            Some((rows, column)) => {
                let rows = field(rows);
                let inner =
                    rows.and_then(|rows| rows.tables("column").find(|c| c.text("id") == column));
                of(rows, printed(inner, "label", id), false)
            }
            None => {
                let table = field(id).or_else(|| named(root, "section", id));
                of(table, printed(table, "label", id), false)
            }
        },
        Item::Value(id) | Item::Stack(id) => of(field(id), plain(field(id), id), true),
        Item::Filled(id) => of(field(id), printed(field(id), "label", id), true),
        Item::TickOption(rows, id) | Item::Column(rows, id) if rows == CASES => {
            of(field(id), plain(field(id), id), true)
        }
        // Whether it is a column is known to the form alone: both stand below the field.
        Item::TickOption(id, part) | Item::Column(id, part) => {
            let inner = field(id)
                .and_then(|field| field.below.iter().find(|inner| inner.text("id") == part));
            let word = match (inner, part.as_str()) {
                // Nobody writes these two: the kind brings them.
                (None, "yes") => "是".to_owned(),
                (None, "no") => "否".to_owned(),
                _ => printed(inner, "label", part),
            };
            of(field(id), word, true)
        }
        Item::RowLabel(id) => of(field(id), "各行名称".to_owned(), false),
        Item::Sum(id, _) => of(field(id), "合计".to_owned(), true),
        Item::Text(id) => {
            of(named(root, "text", id), printed(named(root, "text", id), "text", id), false)
        }
        Item::Seal(id) => {
            of(named(root, "seal", id), printed(named(root, "seal", id), "label", id), false)
        }
        Item::Sign(id) => of(
            named(root, "signature", id),
            printed(named(root, "signature", id), "label", id),
            false,
        ),
    }
}

/// The table of a key with this id.
fn named<'t>(root: &'t TableText, key: &str, id: &str) -> Option<&'t TableText> {
    root.tables(key).find(|table| table.text("id") == id)
}

/// What a field is called, on one line.
fn plain(field: Option<&TableText>, id: &str) -> String {
    let label = field.map_or("", |field| match field.text("name") {
        "" => field.text("label"),
        name => name,
    });
    let label: String = label.split_whitespace().collect();
    if label.is_empty() { id.to_owned() } else { label }
}

/// What stands nowhere on the paper although it is printed.
fn unplaced(root: &TableText, blocks: &[DeskBlock]) -> Vec<String> {
    let pieces = blocks.iter().flat_map(|block| -> Vec<&DeskPiece> {
        match block {
            DeskBlock::Line { pieces, .. } => pieces.iter().collect(),
            DeskBlock::Table { cells, .. } => {
                cells.iter().flat_map(|cell| &cell.lines).flatten().collect()
            }
            DeskBlock::Broken { .. } => Vec::new(),
        }
    });
    // A field is placed where it is filled in, in a cell or in a fixed text; its label alone is not it.
    let placed: Vec<&str> = pieces
        .filter(|piece| piece.filled || !piece.address.starts_with("field/"))
        .map(|piece| piece.address.as_str())
        .collect();
    let texts = root.tables("text").map(|text| text.text("text"));
    let texts: Vec<&str> =
        texts.chain(root.tables("seal").map(|seal| seal.text("label"))).collect();
    let in_text = |id: &str| {
        let names = [format!("{{{id}}}"), format!("{{{id}|")];
        texts.iter().any(|text| names.iter().any(|name| text.contains(name.as_str())))
    };
    let printed = ["field", "section", "text", "seal", "signature"];
    let all = root.below.iter().filter(|table| printed.contains(&table.key.as_str()));
    let missing = all.filter(|table| {
        let is_in_text = table.key == "field" && in_text(table.text("id"));
        !(is_in_text || placed.contains(&table.address.as_str()))
    });
    missing.map(|table| table.address.clone()).collect()
}

/// Faults of these folders, each with where it stands; those of others are left out.
pub(crate) fn faults(folders: &[Folder], found: &[catalog::Fault]) -> Vec<DeskFault> {
    let fault = |fault: &catalog::Fault| {
        let (folder, file) = folders.iter().find_map(|folder| {
            let file = fault.file.strip_prefix(&folder.path)?.trim_start_matches(['/', '\\']);
            folder.files.contains_key(file).then_some((folder, file))
        })?;
        let text = folder.files.get(file).map_or("", String::as_str);
        let is_grid = file.ends_with(".grid");
        let cell = is_grid.then(|| SheetText::read(text).place(fault.line, fault.column)).flatten();
        let is_toml = file.ends_with(".toml");
        Some(DeskFault {
            code: fault.code.as_str().to_owned(),
            mild: fault.severity != Severity::Error,
            message: fault.message.clone(),
            hint: fault.hint.clone(),
            form: if folder.is_call() { String::new() } else { folder.id().to_owned() },
            address: if is_toml { table_of_line(text, fault.line) } else { String::new() },
            cell: cell.map(|(table, row, column)| [table, row, column]),
            place: format!("{file} 第 {} 行", fault.line),
        })
    };
    found.iter().filter_map(fault).collect()
}
