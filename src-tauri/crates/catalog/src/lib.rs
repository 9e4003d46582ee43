//! Forms, calls, guidance and reference tables, read from `assets/` (or a folder that somebody is
//! writing) into checked, immutable types. Every fault is told with file, line, column and what was
//! probably meant; `regions` has the places of China. Nothing of one case is kept here, and nothing
//! here knows a particular form.

mod calls;
mod editing;
mod forms;
mod grids;
mod guidances;
mod manual;
mod reading;
pub mod regions;
mod shelf;
mod writing;

pub use calls::attachment_kind::AttachmentKind;
pub use calls::call::{
    AttachmentRule, Call, Checklist, ChecklistItem, Deadline, Declaration, Duplicates, GuidanceUse,
    MediaMinimum, Quota, Route,
};
pub use calls::hour::{Hour, day_and_hour};
pub use calls::material_ask::MaterialAsk;
pub use calls::notice::{Contact, Delivery, Note, Notice, Step};
pub use editing::differing::differences;
pub use editing::sheet::{SheetBlock, SheetText, cell_items};
pub use editing::sheet_cells::{CellText, TableCells};
pub use editing::toml_entry::Entry;
pub use editing::toml_text::{NotChanged, TableText, TomlText, table_of_line};
pub use forms::asks::{DateStyle, LengthUnit, Limits, OptionMark, TextFormat, TextOption};
pub use forms::check::{Check, CheckRule, Weight};
pub use forms::counts::Counts;
pub use forms::field::{
    Arithmetic, Computed, Condition, Field, Kind, Number, PhotoPlace, Required,
};
pub use forms::filled_by::FilledBy;
pub use forms::form::{CASES, FixedText, Form, MATERIAL, PageSetup, Per, Seal, Section, Signature};
pub use forms::kinds::kind_title;
pub use forms::lists::listed_options;
pub use forms::meaning::Meaning;
pub use forms::template::{Part, Template};
pub use grids::grid::{Align, Block, Cell, Item, Line, Paper, Row, Table};
pub use grids::type_style::{FontRole, TypeStyle};
pub use guidances::guidance::{self, Guidance};
pub use manual::{key_tables, manual};
pub use reading::fault::{Fault, probably_meant};
pub use reading::keys::{Key, KeyTable, Shape, Variant, Variants};
pub use shelf::built_in::{Catalog, guidance};
pub use shelf::lint::{Folder, form_of, lint};
pub use writing::call_writer::write_call;
pub use writing::form_writer::{FormTexts, write_form};
pub use writing::toml::Remarks;
