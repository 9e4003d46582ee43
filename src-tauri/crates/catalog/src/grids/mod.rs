//! The paper of a form, read from `paper.grid`.

pub(crate) mod grid;
pub(crate) mod grid_cells;
pub(crate) mod grid_reader;
pub(crate) mod type_style;
