//! A form: fields, fixed texts, places for seals, and the paper on which they stand.

use std::collections::BTreeMap;

use foundation::{Digest, Mm, Pt};
use serde::Serialize;

use crate::forms::check::Check;
use crate::forms::field::{Field, Kind};
use crate::forms::template::Template;
use crate::grids::grid::{Block, Cell, Item, Paper};
use crate::grids::type_style::{FontRole, TypeStyle};
use crate::reading::keys::Word;

/// A form as one call uses it: labels and texts with the call's variables put in.
#[derive(Clone, Debug)]
pub struct Form {
    /// The folder's name.
    pub id: String,
    /// Whether the call asks for it only where something of it is filled in.
    pub optional: bool,
    /// The title, as printed.
    pub title: String,
    /// What files of it are called.
    pub short: String,
    /// The mark above the title, such as `附件3`.
    pub annex: Option<String>,
    /// Whether a case or a roundup of cases is filled in.
    pub per: Per,
    /// Rows that an empty form of the roundup has, to be written in by hand.
    pub least_rows: u32,
    /// The clause that the form comes from.
    pub source: String,
    /// What `[variables]` says, or the call in its place.
    pub own_variables: BTreeMap<String, String>,
    /// The sheet.
    pub page: PageSetup,
    /// Type of values.
    pub value_type: TypeStyle,
    /// Type of labels and fixed texts.
    pub label_type: TypeStyle,
    /// In the order in which they are filled in.
    pub fields: Vec<Field>,
    /// Labels that stand over several fields.
    pub sections: Vec<Section>,
    /// Fixed texts by id, with places for values.
    pub texts: BTreeMap<String, FixedText>,
    /// Places for seals.
    pub seals: Vec<Seal>,
    /// Places for signatures.
    pub signatures: Vec<Signature>,
    /// Checks across fields.
    pub checks: Vec<Check>,
    /// What stands where.
    pub paper: Paper,
    /// Of what its folder says, before a call puts its variables in: the same on every machine.
    pub digest: Digest,
}

impl Form {
    /// A form with nothing in it yet, on A4 as `form.toml` has it where it says nothing.
    pub fn new(id: &str, title: &str, source: &str) -> Self {
        let style = |role| TypeStyle { role, size: Pt(12.0) };
        Self {
            id: id.to_owned(),
            optional: false,
            title: title.to_owned(),
            short: title.to_owned(),
            annex: None,
            per: Per::Case,
            least_rows: 1,
            source: source.to_owned(),
            own_variables: BTreeMap::new(),
            page: PageSetup::default(),
            value_type: style(FontRole::Fang),
            label_type: style(FontRole::Song),
            fields: Vec::new(),
            sections: Vec::new(),
            texts: BTreeMap::new(),
            seals: Vec::new(),
            signatures: Vec::new(),
            checks: Vec::new(),
            paper: Paper::default(),
            digest: Digest::of(&[]),
        }
    }

    /// The fields that are printed in the cell of a seal.
    pub fn beside_seal(&self, seal: &str) -> impl Iterator<Item = &str> {
        let tables = self.paper.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let cells = tables.flat_map(|table| &table.cells);
        let sealed = cells.filter(move |cell| {
            cell.items().any(|item| matches!(item, Item::Seal(id) if id == seal))
        });
        sealed.flat_map(Cell::items).filter_map(|item| match item {
            Item::Value(id) => Some(id.as_str()),
            _ => None,
        })
    }

    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The seal with this id.
    pub fn seal(&self, id: &str) -> Option<&Seal> {
        self.seals.iter().find(|seal| seal.id == id)
    }

    /// The signature with this id.
    pub fn signature(&self, id: &str) -> Option<&Signature> {
        self.signatures.iter().find(|signature| signature.id == id)
    }

    /// The column of a field of rows.
    pub fn column(&self, rows: &str, column: &str) -> Option<&Field> {
        match &self.field(rows)?.kind {
            Kind::Rows { columns, .. } => columns.iter().find(|known| known.id == column),
            _ => None,
        }
    }

    /// Everything that stands on its paper.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.paper.blocks.iter().flat_map(|block| -> Vec<&Item> {
            match block {
                Block::Line(line) => line.items.iter().chain(&line.right).collect(),
                Block::Table(table) => table.cells.iter().flat_map(Cell::items).collect(),
                Block::Gap(_) | Block::PageBreak => Vec::new(),
            }
        })
    }

    /// The section whose label spans the rows of the field, to the left of it.
    pub fn section_of(&self, field: &str) -> Option<&Section> {
        let tables = self.paper.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let section_of = |cells: &[Cell]| {
            let own = cells.iter().find(|cell| cell.items().any(|item| item.shows(field)))?;
            self.sections.iter().find(|section| {
                cells.iter().any(|cell| {
                    cell.items().any(|item| *item == Item::Label(section.id.clone()))
                        && (cell.row..cell.row + cell.row_span).contains(&own.row)
                        && cell.column <= own.column
                })
            })
        };
        tables.map(|table| section_of(&table.cells)).find_map(|section| section)
    }

    /// The label of a field, a section, or a column written `rows.column`.
    pub fn label(&self, id: &str) -> Option<&str> {
        if let Some((rows, column)) = id.split_once('.') {
            return self.column(rows, column).map(|column| column.label.as_str());
        }
        let section = || self.sections.iter().find(|section| section.id == id);
        self.field(id)
            .map(|field| field.label.as_str())
            .or_else(|| section().map(|section| section.label.as_str()))
    }
}

/// What one copy of a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Per {
    /// One case.
    Case,
    /// All cases of a recommending office.
    Roundup,
}

impl Word for Per {
    const WORDS: &'static [(&'static str, Self)] =
        &[("case", Self::Case), ("roundup", Self::Roundup)];
}

/// The sizes of sheets that notices ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum SheetSize {
    /// A4, ISO 216.
    #[default]
    A4,
    /// A3, ISO 216: twice as large.
    A3,
}

impl SheetSize {
    /// Upright, across and down.
    pub(crate) fn sides(self) -> (Mm, Mm) {
        match self {
            Self::A4 => (Mm(210.0), Mm(297.0)),
            Self::A3 => (Mm(297.0), Mm(420.0)),
        }
    }
}

impl Word for SheetSize {
    const WORDS: &'static [(&'static str, Self)] = &[("A4", Self::A4), ("A3", Self::A3)];
}

/// Sheet and margins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageSetup {
    /// Across.
    pub width: Mm,
    /// Down.
    pub height: Mm,
    /// Above the text.
    pub top: Mm,
    /// Right of the text.
    pub right: Mm,
    /// Below the text.
    pub bottom: Mm,
    /// Left of the text.
    pub left: Mm,
    /// Whether pages that belong together say which of how many they are.
    pub numbers: bool,
}

impl Default for PageSetup {
    /// A4 upright. Source: ISO 216.
    fn default() -> Self {
        let (top, side) = (Mm(20.0), Mm(25.0));
        let (width, height) = (Mm(210.0), Mm(297.0));
        Self { width, height, top, right: side, bottom: top, left: side, numbers: true }
    }
}

/// What the pages of the detailed material are asked for by, where those of forms are asked for by the
/// form's id.
pub const MATERIAL: &str = "material";

/// In a grid, the rows of a form of the roundup: one for each case.
pub const CASES: &str = "cases";

/// A label over several fields, such as `报送机构`.
#[derive(Clone, Debug)]
pub struct Section {
    /// Names it in the grid.
    pub id: String,
    /// As printed.
    pub label: String,
}

/// A text that the form prints, perhaps with values in it.
#[derive(Clone, Debug)]
pub struct FixedText {
    /// Its words, with places for values.
    pub words: Template,
    /// Whether it is left out where all of its values are empty; else they stand as blanks.
    pub only_filled: bool,
}

/// A place for a seal; it has no value.
#[derive(Clone, Debug)]
pub struct Seal {
    /// Names it in the grid.
    pub id: String,
    /// As printed, such as `报送单位（盖章）`.
    pub label: Template,
    /// Whether 年 月 日 stands under it.
    pub date: bool,
    /// The clause it comes from.
    pub source: String,
}

/// A place for a signature: a label and a line, and perhaps a date under it.
#[derive(Clone, Debug)]
pub struct Signature {
    /// Names it in the grid.
    pub id: String,
    /// As printed, such as `单位法定代表人(签字)`.
    pub label: String,
    /// Whether 年 月 日 stands under the line.
    pub date: bool,
    /// The clause it comes from.
    pub source: String,
}
