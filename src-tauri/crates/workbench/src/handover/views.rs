//! A package as a face shows it before anything is done.

use serde::Serialize;

use crate::draft::taking::{Compared, DraftHere};
use crate::handover::differences::DifferenceView;
use crate::handover::reading::FormState;

/// A package that was opened.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "PackageView.ts"))]
pub struct PackageView {
    /// What is in it.
    pub package: PackageComing,
    /// The draft of its case, where there is one here.
    pub here: Option<DraftHere>,
    /// How it stands to that; none of a case that is new here.
    pub compared: Option<Compared>,
    /// Where it says something else than the draft.
    pub differences: Vec<DifferenceView>,
}

/// What is in a package.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "PackageComing.ts"))]
pub struct PackageComing {
    /// Where it lies.
    pub file: String,
    /// The name of the case; may be empty.
    pub title: String,
    /// The title of its call.
    pub call: String,
    /// How often the case was changed.
    pub revision: u64,
    /// When it was packed, in milliseconds since 1970; none where it does not say so.
    pub packed: Option<i64>,
    /// Who packed it; may be empty.
    pub packer: String,
    /// How many files of the case are in it.
    pub files: u32,
    /// How long they are together.
    pub bytes: u64,
    /// Files that the case names and that were not there when it was packed.
    pub missing: Vec<String>,
    /// When it was sent the last times, in milliseconds since 1970: what it said then becomes versions of the draft.
    pub sent: Vec<i64>,
    /// How the call that it was made with stands to the one that is here.
    pub form: FormState,
    /// How many errors and unanswered 原则上 it has, by the facts that it brings.
    pub problems: u32,
}
