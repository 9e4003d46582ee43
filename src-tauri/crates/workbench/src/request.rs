//! The one table of what a face may ask, for the desktop window and for the browser alike; what it gets is
//! in `reply.rs`. Each request is answered by the workbench; the doors only carry it.

use serde::Deserialize;
use serde_json::Value as Json;

use crate::form_views::LevelView;

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
    /// Puts files that were kept behind the attachments.
    Attach {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// From `open_draft`.
        #[cfg_attr(test, ts(type = "number"))]
        token: u64,
        /// What they are: a word of the case file. Photos, videos or other papers by their content where it
        /// is not said.
        kind: Option<String>,
        /// By which names the draft knows them, from `keep`.
        names: Vec<String>,
    },
    /// Copies files, and those in folders that are named, into the store, and tells by which names the draft
    /// knows them. Nothing shows them until an edit or `attach` does.
    Keep {
        /// Which.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// From `open_draft`.
        #[cfg_attr(test, ts(type = "number"))]
        token: u64,
        /// Where they lie.
        files: Vec<String>,
        /// A number for `progress`, which the face makes up.
        job: u32,
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
        /// A number for `progress`, which the face makes up.
        job: u32,
    },
    /// How far an export or `keep` is; with `stop` it ends.
    Progress {
        /// Which draft.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// Its number.
        job: u32,
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
    /// Opens a file of a draft in the program that the system has for it.
    OpenFile {
        /// Which draft.
        #[cfg_attr(test, ts(type = "number"))]
        draft: i64,
        /// Its name in the draft.
        name: String,
    },
    /// Shows a folder in the system's file manager.
    Show {
        /// Which.
        path: String,
    },
}
