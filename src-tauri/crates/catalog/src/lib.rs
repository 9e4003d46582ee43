//! Forms, calls, guidance and reference tables, read from `assets/` (or a folder that somebody is
//! writing) into checked, immutable types. Every fault is told with file, line, column and what was
//! probably meant; `regions` has the places of China. Nothing of one case is kept here, and nothing
//! here knows a particular form.

mod attachment_kind;
mod built_in;
mod call;
mod call_forms;
mod call_reader;
mod check;
mod check_reader;
mod columns;
mod fault;
mod field;
mod field_reader;
mod form;
mod form_checks;
mod form_reader;
mod grid;
mod grid_cells;
mod grid_reader;
pub mod guidance;
mod guidance_reader;
mod guidance_search;
mod lint;
mod material_ask;
pub mod regions;
mod template;
mod told;
mod toml_reader;

pub use attachment_kind::AttachmentKind;
pub use built_in::{Catalog, guidance};
pub use call::{
    AttachmentRule, Call, Checklist, ChecklistItem, Deadline, Declaration, Duplicates, GuidanceUse,
    MediaMinimum, Quota, Route,
};
pub use check::{Check, CheckRule, Weight};
pub use fault::{Fault, probably_meant};
pub use field::{
    Condition, Field, Kind, LengthUnit, Limits, Printing, Required, TextFormat, TextOption,
};
pub use form::{CASES, FontRole, Form, PageSetup, Per, Seal, Section, Signature, TypeStyle};
pub use grid::{Align, Block, Cell, Item, Line, Paper, Row, Table};
pub use guidance::Guidance;
pub use lint::{Folder, lint};
pub use material_ask::{MATERIAL, MaterialAsk};
pub use template::{Part, Template};
pub use told::{Contact, Delivery, Note, Step, Told};
