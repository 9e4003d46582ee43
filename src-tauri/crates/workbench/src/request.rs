//! The one table of what a face may ask, for the desktop window and for the browser alike, and what it
//! gets. Each request is answered by the workbench; the doors only carry it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::about::AboutGroup;
use crate::calls::CallSummary;
use crate::form_views::{ChecklistView, DeclarationView, FieldView, FormView, LevelView};
use crate::guidance_views::GuidanceView;
use crate::places::PlaceView;
use crate::refusal::Refusal;
use crate::views::Patch;

/// What a face may ask. `ask` names it in JSON.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Request.ts"))]
#[serde(tag = "ask", rename_all = "snake_case")]
pub enum Request {
    /// The calls, and how the drafts are. Opens the drafts where they are not open.
    Start,
    /// Goes on after damage: with the last good copy, or with no drafts.
    Recover {
        /// With the copy.
        with_copy: bool,
    },
    /// The drafts.
    Drafts {
        /// Part of the name of the case.
        words: String,
        /// Those in the bin.
        binned: bool,
        /// At most so many.
        limit: u32,
    },
    /// Makes a draft and opens it.
    NewDraft {
        /// The id of the call.
        call: String,
        /// The id of the route.
        route: String,
        /// With the call's sample in it.
        sample: bool,
    },
    /// Opens a draft for editing by this face.
    OpenDraft {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
    },
    /// Saves a draft and lets go of it; a face that does not have it any more lets go of nothing.
    CloseDraft {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// From `open_draft`.
        #[cfg_attr(test, ts(type = "number"))]
        token: u64,
    },
    /// Makes a draft that says the same.
    CopyDraft {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
    },
    /// Moves a draft to the bin or back.
    BinDraft {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// To the bin.
        binned: bool,
    },
    /// Puts what was typed at a place: `values/…`, `answers/…`, `reasons/…`, `route`, `attachments`,
    /// `material`, `material/3` (a block), `appendix`.
    Edit {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// From `open_draft`.
        #[cfg_attr(test, ts(type = "number"))]
        token: u64,
        /// Counts up from 1; a number that was seen before changes nothing.
        #[cfg_attr(test, ts(type = "number"))]
        seq: u64,
        /// Where.
        place: String,
        /// In the shape of the case file; null empties.
        entry: Json,
    },
    /// Takes a step back, or makes it again.
    Undo {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// From `open_draft`.
        #[cfg_attr(test, ts(type = "number"))]
        token: u64,
        /// Makes the step again.
        redo: bool,
    },
    /// How a draft is saved; with `now` it is saved first.
    Saved {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// Saves at once.
        now: bool,
    },
    /// Copies files into the store and puts them behind the attachments.
    Attach {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// From `open_draft`.
        #[cfg_attr(test, ts(type = "number"))]
        token: u64,
        /// What they are: a word of the case file.
        kind: String,
        /// Where they lie.
        files: Vec<String>,
    },
    /// Copies files into the store for the material, and tells by which names the draft knows them.
    Keep {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// From `open_draft`.
        #[cfg_attr(test, ts(type = "number"))]
        token: u64,
        /// Where they lie.
        files: Vec<String>,
    },
    /// The pages of a form, or of the material.
    Paper {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// The id of the form; `material` for the material with its appendix.
        form: String,
    },
    /// Writes the folder that is sent.
    Export {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// In which folder.
        target: String,
        /// A draft, whatever was found.
        as_draft: bool,
    },
    /// How far an export is; with `stop` it ends.
    Progress {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// Ends it.
        stop: bool,
    },
    /// Makes a draft of a case file and opens it.
    Import {
        /// Where it lies.
        file: String,
    },
    /// Writes a draft as a case file with its attachments beside it.
    SaveAs {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// Where.
        file: String,
    },
    /// Places by name, part of a name, pinyin initials or code.
    Places {
        /// What was typed.
        words: String,
        /// The deepest level that is wanted; towns too where it is not said.
        level: Option<LevelView>,
    },
    /// The guidance of a draft's call: for its project, or what holds the words.
    Guidance {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// What is looked for; what belongs to the draft's project where it is empty.
        words: String,
    },
    /// The folders and files in a folder, for a face without native dialogs.
    Folder {
        /// Which; the user's own where it is not said.
        path: Option<String>,
    },
    /// Shows a folder in the system's file manager.
    Show {
        /// Which.
        path: String,
    },
}

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
    Names(Vec<String>),
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
    /// For `close_draft`, `bin_draft`, `save_as` and `show`.
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
}

/// How far an export is.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ProgressView.ts"))]
pub struct ProgressView {
    /// Files that are done.
    pub done: u32,
    /// Files in all; 0 before it is known.
    pub all: u32,
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
