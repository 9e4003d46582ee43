//! A change of a form or a call as a value: what a face asks for, done to the texts. Whether what comes of it makes sense
//! is told by lint, beside what it is about; only what could not be found or written is refused.

use std::collections::BTreeMap;

use catalog::{Entry, Folder, NotChanged, SheetText, TableCells, TomlText, key_tables};
use serde::Deserialize;

use crate::ask::Ask;
use crate::form_desk::parts::{FormText, NewPart};
use crate::form_desk::state::form_folder;
use crate::form_desk::views::{EntryView, FormDeskView};
use crate::form_desk::words::{key_words, part_words};
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Changes a form or a call that is open at the desk.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChangeForm {
    /// The id of the call.
    pub call: String,
    /// The state that is changed, from the last answer.
    pub state: u64,
    /// The id of the form; empty for the call itself.
    pub form: String,
    /// What is changed.
    pub change: FormChange,
}

/// A cell of the paper; all count from 0.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CellAt.ts"))]
pub struct CellAt {
    /// Which table of the paper.
    pub table: usize,
    /// The row.
    pub row: usize,
    /// The column.
    pub column: usize,
}

impl CellAt {
    fn cell(self) -> (usize, usize, usize) {
        (self.table, self.row, self.column)
    }
}

/// A change.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormChange.ts"))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum FormChange {
    /// Writes what stands behind a key; nothing takes the key away.
    Set {
        /// The address of the table.
        address: String,
        /// The key.
        key: String,
        /// What stands behind it.
        entry: Option<EntryView>,
    },
    /// Gives a field another kind.
    SetKind {
        /// The address of the field.
        address: String,
        /// The word of the kind.
        kind: String,
    },
    /// Adds a field, a heading, a text, a seal or a signature.
    AddPart {
        /// Its key: `field`, `section`, `text`, `seal`, `signature`.
        key: String,
        /// The kind of a field.
        kind: String,
        /// The label, or the words of a text.
        words: String,
        /// The field behind which it is filled in.
        behind: Option<usize>,
        /// Where it stands on the paper.
        cell: Option<CellAt>,
    },
    /// Puts a part that has no place on the paper into a cell.
    PutPart {
        /// The address of the part.
        address: String,
        /// Where.
        cell: CellAt,
    },
    /// Takes a part away, from the paper too.
    RemovePart {
        /// The address of the part.
        address: String,
    },
    /// Adds a table among those of its key.
    AddTable {
        /// The address of the table in which it stands.
        parent: String,
        /// Its key: `option`, `deadline`.
        key: String,
        /// In front of which one of its key it stands.
        at: usize,
        /// Its first keys.
        entries: BTreeMap<String, EntryView>,
    },
    /// Takes a table away.
    RemoveTable {
        /// Its address.
        address: String,
    },
    /// Moves a table among those of its key.
    MoveTable {
        /// Its address.
        address: String,
        /// To which place.
        to: usize,
    },
    /// Changes the cells of a table of the paper.
    Cells {
        /// Which table of the paper, counted from 0.
        table: usize,
        /// How.
        how: CellChange,
    },
    /// Writes a line of the paper outside of tables; an empty one takes it away.
    SetLine {
        /// The line, from the view.
        line: usize,
        /// As it is written.
        words: String,
    },
    /// Puts a line behind a piece of the paper; in front of all where there is none.
    InsertLine {
        /// The piece, counted from 0.
        after: Option<usize>,
        /// As it is written.
        words: String,
    },
    /// Writes a whole text.
    SetText {
        /// `form.toml`, `paper.grid` or `call.toml`.
        file: String,
        /// The text.
        text: String,
    },
}

/// A change of the cells of a table; rows and columns count from 0.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CellChange.ts"))]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum CellChange {
    /// An empty row in front of this one.
    InsertRow {
        /// The row.
        at: usize,
    },
    /// Takes a row away.
    RemoveRow {
        /// The row.
        at: usize,
    },
    /// An empty column in front of this one.
    InsertColumn {
        /// The column.
        at: usize,
    },
    /// Takes a column away.
    RemoveColumn {
        /// The column.
        at: usize,
    },
    /// Makes one cell of all between two.
    Merge {
        /// Row and column of the one.
        from: [usize; 2],
        /// Row and column of the other.
        to: [usize; 2],
    },
    /// Makes a cell for each place of one.
    Split {
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
    },
    /// Moves the line behind a column.
    MoveLine {
        /// The column.
        column: usize,
        /// To the right, in millimetres.
        by: f64,
    },
    /// Says how high a row is at least.
    SetHeight {
        /// The row.
        row: usize,
        /// In millimetres; what stands in it decides where there is none.
        height: Option<f64>,
    },
    /// Writes what stands in a cell.
    SetWords {
        /// Its row.
        row: usize,
        /// Its column.
        column: usize,
        /// As a grid has it.
        words: String,
    },
}

impl Ask for ChangeForm {
    type Answer = Box<FormDeskView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.change_desk(&self.call, self.state, |folders| {
            let did = apply(folders, &self.form, &self.change);
            did.map_err(|why| Refusal::new(RefusalCode::Entry, why.to_string()))
        })
    }
}

/// Does a change to the texts; what it did, in words.
fn apply(folders: &mut [Folder], form: &str, change: &FormChange) -> Result<String, NotChanged> {
    let not_there = || NotChanged::NotThere(form.to_owned());
    let folder = if form.is_empty() {
        folders.iter_mut().find(|folder| folder.is_call())
    } else {
        let at = form_folder(folders, form).map(|folder| folder.path.clone());
        folders.iter_mut().find(|folder| Some(&folder.path) == at.as_ref())
    };
    let folder = folder.ok_or_else(not_there)?;
    if let FormChange::SetText { file, text } = change {
        return set_text(folder, file, text);
    }
    if folder.is_call() { change_call(folder, change) } else { change_form(folder, change) }
}

fn set_text(folder: &mut Folder, file: &str, text: &str) -> Result<String, NotChanged> {
    let there = folder.files.get_mut(file);
    let there = there.ok_or_else(|| NotChanged::NotThere(file.to_owned()))?;
    text.clone_into(there);
    Ok(format!("改 {file} 的文字"))
}

fn change_call(folder: &mut Folder, change: &FormChange) -> Result<String, NotChanged> {
    let text = folder.files.get_mut("call.toml").ok_or(NotChanged::Unreadable)?;
    let mut toml = TomlText::read(text)?;
    let did = change_toml(&mut toml, change)?;
    *text = toml.to_string();
    Ok(did)
}

fn change_form(folder: &mut Folder, change: &FormChange) -> Result<String, NotChanged> {
    let text = |name: &str| folder.files.get(name).ok_or(NotChanged::Unreadable);
    let sheet = SheetText::read(text("paper.grid")?);
    let mut form = FormText { toml: TomlText::read(text("form.toml")?)?, sheet };
    let did = match change {
        FormChange::Cells { table, how } => {
            form.sheet.change_table(*table, |cells| change_cells(cells, how))?;
            cell_words(how).to_owned()
        }
        FormChange::SetLine { line, words } => {
            form.sheet.set_line(*line, words)?;
            "改表格以外的一行".into()
        }
        FormChange::InsertLine { after, words } => {
            form.sheet.insert_line(*after, words)?;
            "加表格以外的一行".into()
        }
        FormChange::AddPart { key, kind, words, behind, cell } => {
            if !["field", "section", "text", "seal", "signature"].contains(&key.as_str()) {
                return Err(NotChanged::NotThere(key.clone()));
            }
            let part = NewPart { key, kind, words, behind: *behind };
            form.add(part, cell.map(CellAt::cell))?;
            format!("加{}“{}”", part_words(key), one_line(words))
        }
        FormChange::PutPart { address, cell } => {
            let did = format!("把{}放到纸上", told(&form.toml, address));
            form.put(address, cell.cell())?;
            did
        }
        FormChange::RemovePart { address } => {
            let did = format!("删{}", told(&form.toml, address));
            form.remove(address)?;
            did
        }
        FormChange::RemoveTable { address } if is_inner(address) => {
            let did = format!("删{}", told(&form.toml, address));
            form.remove_inner(address)?;
            did
        }
        FormChange::SetKind { address, kind } => {
            let knows = keys_of_kind(kind)?;
            form.set_kind(address, kind, &|key| knows.contains(&key))?;
            let kind = catalog::kind_title(kind).unwrap_or(kind);
            format!("{}改为{kind}", told(&form.toml, address))
        }
        other => change_toml(&mut form.toml, other)?,
    };
    folder.files.insert("form.toml".into(), form.toml.to_string());
    // What nobody changed stays as it is, to its last line end.
    let grid = form.sheet.text();
    if SheetText::read(text_of(folder, "paper.grid")).text() != grid {
        folder.files.insert("paper.grid".into(), grid);
    }
    Ok(did)
}

fn text_of<'f>(folder: &'f Folder, file: &str) -> &'f str {
    folder.files.get(file).map_or("", String::as_str)
}

/// Options and columns stand in a field, and on the paper.
fn is_inner(address: &str) -> bool {
    let parts: Vec<&str> = address.split('/').collect();
    matches!(parts.as_slice(), ["field", _, "option" | "column", _])
}

fn change_toml(toml: &mut TomlText, change: &FormChange) -> Result<String, NotChanged> {
    match change {
        FormChange::Set { address, key, entry } => {
            let did = format!("改{}的{}", told(toml, address), key_words(address, key));
            toml.set(address, key, entry.as_ref().map(EntryView::entry).as_ref())?;
            Ok(did)
        }
        FormChange::SetKind { address, kind } => {
            toml.set(address, "kind", Some(&Entry::Text(kind.clone())))?;
            Ok(format!("改{}的种类", told(toml, address)))
        }
        FormChange::AddTable { parent, key, at, entries } => {
            let entries: Vec<(&str, Entry)> =
                entries.iter().map(|(key, entry)| (key.as_str(), entry.entry())).collect();
            toml.add(parent, key, *at, &entries)?;
            Ok(format!("加{}", part_words(key)))
        }
        FormChange::RemoveTable { address } | FormChange::RemovePart { address } => {
            let did = format!("删{}", told(toml, address));
            toml.remove(address)?;
            Ok(did)
        }
        FormChange::MoveTable { address, to } => {
            let did = format!("移{}", told(toml, address));
            toml.move_to(address, *to)?;
            Ok(did)
        }
        FormChange::AddPart { key, .. } => Err(NotChanged::NotThere(key.clone())),
        FormChange::PutPart { .. }
        | FormChange::Cells { .. }
        | FormChange::SetLine { .. }
        | FormChange::InsertLine { .. }
        | FormChange::SetText { .. } => Err(NotChanged::NotThere("版面".into())),
    }
}

/// A table in words: `栏目“联系电话”`.
fn told(toml: &TomlText, address: &str) -> String {
    let root = toml.root();
    let Some(table) = root.at(address) else { return part_words(address).to_owned() };
    let what = part_words(&table.key);
    let names = ["label", "title", "what", "text", "name", "who", "topic", "id"];
    let name = names.into_iter().map(|key| table.text(key)).find(|name| !name.is_empty());
    match name.filter(|_| !address.is_empty()) {
        Some(name) => format!("{what}“{}”", one_line(name)),
        None => what.to_owned(),
    }
}

/// A label on one line, and not too long for a button.
fn one_line(words: &str) -> String {
    let words: String = words.split_whitespace().collect();
    if words.chars().count() > 16 {
        return words.chars().take(15).chain(['…']).collect();
    }
    words
}

/// The keys that a kind of field knows.
fn keys_of_kind(kind: &str) -> Result<Vec<&'static str>, NotChanged> {
    let [form, ..] = key_tables();
    let field = form.key("field").and_then(|key| match key.shape {
        catalog::Shape::Tables(table) => Some(table),
        _ => None,
    });
    let variant = field.and_then(|field| field.by?.of.iter().find(|of| of.word == kind));
    let (Some(field), Some(variant)) = (field, variant) else {
        return Err(NotChanged::NotThere(kind.to_owned()));
    };
    Ok(field.taken(Some(variant)).map(|key| key.name).collect())
}

fn change_cells(cells: &mut TableCells, how: &CellChange) -> Result<(), NotChanged> {
    match how {
        CellChange::InsertRow { at } => cells.insert_row(*at),
        CellChange::RemoveRow { at } => cells.remove_row(*at),
        CellChange::InsertColumn { at } => cells.insert_column(*at),
        CellChange::RemoveColumn { at } => cells.remove_column(*at),
        CellChange::Merge { from, to } => cells.merge((from[0], from[1]), (to[0], to[1])),
        CellChange::Split { row, column } => cells.split(*row, *column),
        CellChange::MoveLine { column, by } => cells.move_line(*column, *by),
        CellChange::SetHeight { row, height } => cells.set_height(*row, *height),
        CellChange::SetWords { row, column, words } => cells.set_words(*row, *column, words),
    }
}

fn cell_words(how: &CellChange) -> &'static str {
    match how {
        CellChange::InsertRow { .. } => "加一行",
        CellChange::RemoveRow { .. } => "删一行",
        CellChange::InsertColumn { .. } => "加一列",
        CellChange::RemoveColumn { .. } => "删一列",
        CellChange::Merge { .. } => "合并格",
        CellChange::Split { .. } => "拆开格",
        CellChange::MoveLine { .. } => "改列宽",
        CellChange::SetHeight { .. } => "改行高",
        CellChange::SetWords { .. } => "改格里的内容",
    }
}
