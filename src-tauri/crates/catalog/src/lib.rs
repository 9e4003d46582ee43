//! Forms, calls and reference tables, read from `assets/` (or a folder that somebody is writing) into
//! checked, immutable types. Every fault is told with file, line, column and what was probably
//! meant. Nothing of one case is kept here, and nothing here knows a particular form.

mod built_in;
mod call;
mod call_reader;
mod fault;
mod form;
mod form_checks;
mod form_reader;
mod grid;
mod grid_cells;
mod grid_reader;
mod lint;
mod template;
mod toml_reader;

pub use built_in::Catalog;
pub use call::{Call, CallCheck, Declaration, MediaMinimum, Route};
pub use fault::{Fault, probably_meant};
pub use form::{
    Condition, Field, FontRole, Form, FormCheck, Kind, Limits, PageSetup, Per, Required, Seal,
    Section, TextFormat, TextOption, TypeStyle,
};
pub use grid::{Align, Block, Cell, Item, Line, Paper, Row, Table};
pub use lint::{Folder, lint};
pub use template::{Part, Template};
