//! What a face gets for what it asked (`request.rs`): views of what is true, as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::about::AboutGroup;
use crate::calls::CallSummary;
use crate::form_views::{ChecklistView, DeclarationView, FieldView, FormView};
use crate::guidance_views::GuidanceView;
use crate::places::PlaceView;
use crate::refusal::Refusal;
use crate::views::Patch;

/// What a face gets; which of them is told by what it asked.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Reply {
    /// For `start` and `recover`.
    Start(Start),
    /// For `drafts`.
    Drafts(DraftList),
    /// For `new_draft`, `open_draft` and `import`.
    Draft(Box<DraftView>),
    /// For `copy_draft`: its number.
    Number(i64),
    /// For `edit`, `undo` and `attach`.
    Patch(Box<Patch>),
    /// For `keep`.
    Kept(KeptView),
    /// For `saved`.
    Saved(SavedView),
    /// For `paper`.
    Paper(PaperView),
    /// For `export`.
    Exported(ExportedView),
    /// For `progress`.
    Progress(ProgressView),
    /// For `places`.
    Places(Vec<PlaceView>),
    /// For `guidance`.
    Guidance(GuidanceView),
    /// For `folder`.
    Folder(FolderView),
    /// For `close_draft`, `bin_draft`, `save_as`, `open_file` and `show`.
    Done(()),
}

/// How the program starts.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Start.ts"))]
pub struct Start {
    /// Every call, the newest first.
    pub calls: Vec<CallSummary>,
    /// What of the user's own forms and calls could not be used, and why.
    pub unused: Vec<String>,
    /// How the drafts are.
    pub drafts: DraftsState,
}

/// How the drafts are.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DraftsState.ts"))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum DraftsState {
    /// Whole and open.
    Ready,
    /// Not to be opened now.
    Closed {
        /// Why.
        refusal: Refusal,
    },
    /// The database is damaged; nothing was changed.
    Damaged {
        /// Where it lies.
        path: String,
        /// The last good copy.
        copy: Option<CopyView>,
    },
}

/// A copy of the last good database.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CopyView.ts"))]
pub struct CopyView {
    /// The day it was made, `2020-06-10`.
    pub day: String,
    /// How many drafts it holds.
    #[cfg_attr(test, ts(type = "number"))]
    pub drafts: u64,
    /// The last change in it, in milliseconds since 1970.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub changed: Option<i64>,
    /// The names of the drafts changed last.
    pub titles: Vec<String>,
}

/// Drafts in a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DraftList.ts"))]
pub struct DraftList {
    /// The last changed first.
    pub drafts: Vec<DraftSummary>,
    /// How many there are, beyond the limit too.
    #[cfg_attr(test, ts(type = "number"))]
    pub count: u64,
}

/// A draft in a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DraftSummary.ts"))]
pub struct DraftSummary {
    /// Its number.
    #[cfg_attr(test, ts(type = "number"))]
    pub id: i64,
    /// The name of the case; may be empty.
    pub title: String,
    /// The title of its call.
    pub call: String,
    /// The title of its route.
    pub route: String,
    /// How many problems stop its final copy.
    pub problems: u32,
    /// The last change, in milliseconds since 1970.
    #[cfg_attr(test, ts(type = "number"))]
    pub changed: i64,
    /// When it went to the bin.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub binned: Option<i64>,
    /// When its final copy was last exported.
    #[cfg_attr(test, ts(type = "number | null"))]
    pub exported: Option<i64>,
}

/// A draft, whole.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DraftView.ts"))]
pub struct DraftView {
    /// Its number.
    #[cfg_attr(test, ts(type = "number"))]
    pub id: i64,
    /// For `edit`.
    #[cfg_attr(test, ts(type = "number"))]
    pub token: u64,
    /// Its call.
    pub call: CallSummary,
    /// Its forms by each route, by the id of the route.
    pub forms: BTreeMap<String, Vec<FormView>>,
    /// What the call asks beside its forms.
    pub beside: Vec<FieldView>,
    /// What the call asks to be declared.
    pub declarations: Vec<DeclarationView>,
    /// What the call asks to be looked through.
    pub checklists: Vec<ChecklistView>,
    /// What the call tells: window, steps, where to send what, whom to ask.
    pub about: Vec<AboutGroup>,
    /// Whether there is guidance for the call.
    pub guided: bool,
    /// What the call names the detailed material.
    pub material_name: String,
    /// What was filled in and the form of today has no place for.
    pub set_aside: Vec<SetAsideView>,
    /// Everything else, as if all of it had just changed.
    pub first: Patch,
}

/// Something that was filled in before the form changed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SetAsideView.ts"))]
pub struct SetAsideView {
    /// What the form of today calls it; its id where the form does not know it.
    pub label: String,
    /// What stood there, in one text.
    pub text: String,
}

/// How a draft is saved.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SavedView.ts"))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum SavedView {
    /// Everything is on the disk.
    Saved,
    /// Something will be there within two seconds.
    Saving,
    /// The last write failed; it is tried again.
    Failing {
        /// Why.
        reason: String,
    },
}

/// The pages of a form.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "PaperView.ts"))]
pub struct PaperView {
    /// In their order.
    pub pages: Vec<PageView>,
}

/// A page.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "PageView.ts"))]
pub struct PageView {
    /// Across, in millimetres.
    pub width: f64,
    /// Down, in millimetres.
    pub height: f64,
    /// Changes when the page does.
    #[cfg_attr(test, ts(type = "number"))]
    pub stamp: u64,
    /// The fields, rows of lists and blocks of the material that stand on it, and how far from the top each
    /// begins, in millimetres.
    pub places: BTreeMap<String, f64>,
}

/// What came of files that were to be kept.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "KeptView.ts"))]
pub struct KeptView {
    /// By which names the draft knows those that were copied.
    pub names: Vec<String>,
    /// A sentence for each that could not be.
    pub refused: Vec<String>,
}

/// What was written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ExportedView.ts"))]
pub struct ExportedView {
    /// The folder.
    pub folder: String,
    /// Whether it has a number, because another of that name was there.
    pub numbered: bool,
    /// The files in it, with `/`.
    pub files: Vec<String>,
    /// What photos and videos lost on the way.
    pub cleaned: Vec<CleanedView>,
    /// A sentence for each file that may still tell where it was taken.
    pub uncleaned: Vec<String>,
}

/// A photo or video of which a cleaned copy was written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CleanedView.ts"))]
pub struct CleanedView {
    /// The copy, from the folder, with `/`.
    pub file: String,
    /// What is not in it, such as 拍摄地点.
    pub removed: Vec<String>,
}

/// How far long work on files is.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ProgressView.ts"))]
pub struct ProgressView {
    /// Bytes that are done.
    #[cfg_attr(test, ts(type = "number"))]
    pub done: u64,
    /// Bytes in all; 0 before it is known.
    #[cfg_attr(test, ts(type = "number"))]
    pub all: u64,
}

/// What lies in a folder.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FolderView.ts"))]
pub struct FolderView {
    /// The folder.
    pub path: String,
    /// The one above.
    pub parent: Option<String>,
    /// Names of the folders in it.
    pub folders: Vec<String>,
    /// Names of the files in it.
    pub files: Vec<String>,
}
