//! The draft desk: case files, drafts that are open, their steps, autosave.

pub(crate) mod apart;
pub(crate) mod autosave;
pub(crate) mod case_file;
pub(crate) mod drafts;
pub(crate) mod editing;
mod flaws;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod kept;
pub(crate) mod lineage;
pub(crate) mod list;
pub(crate) mod mending;
pub(crate) mod moved;
pub(crate) mod newer;
pub(crate) mod opening;
pub(crate) mod patch;
pub(crate) mod save_as;
pub(crate) mod saving;
pub(crate) mod session;
pub(crate) mod start;
pub(crate) mod state;
pub(crate) mod step_view;
pub(crate) mod taking;
pub(crate) mod typing;
pub(crate) mod versions;
pub(crate) mod views;
pub(crate) mod whole;
