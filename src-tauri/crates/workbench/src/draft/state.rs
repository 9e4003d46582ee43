//! How the drafts are, one and all, as a face is told.

use serde::Serialize;
use store::{Flaw, GoodCopy};

use crate::refusal::Refusal;

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
        /// What can be read of it and of the copies together.
        readable: ReadableView,
        /// The copies that are whole, the best first.
        copies: Vec<CopyView>,
    },
}

/// How many drafts can be had, and how.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ReadableView.ts"))]
pub struct ReadableView {
    /// As they were last saved.
    pub whole: usize,
    /// As they are in a copy.
    pub from_copies: usize,
    /// Only a part of them.
    pub in_part: usize,
}

/// A copy of a good database.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CopyView.ts"))]
pub struct CopyView {
    /// What it is called, for `recover`.
    pub name: String,
    /// The day it was made, `2020-06-10`.
    pub day: String,
    /// How many drafts it holds.
    pub drafts: u64,
    /// The last change in it, in milliseconds since 1970.
    pub changed: Option<i64>,
    /// The names of the drafts changed last.
    pub titles: Vec<String>,
}

impl CopyView {
    pub(crate) fn of(copy: &GoodCopy) -> Self {
        Self {
            name: copy.name.clone(),
            day: copy.day.clone(),
            drafts: copy.drafts,
            changed: copy.changed,
            titles: copy.titles.clone(),
        }
    }
}

/// What is not as it was written in a draft.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FlawView.ts"))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum FlawView {
    /// What the list says of it; it can be opened, which puts that right.
    Row,
    /// The draft itself.
    Contents,
    /// It came from a copy.
    FromCopy {
        /// The day of the copy.
        day: String,
    },
    /// It is what was saved before the last time.
    Older,
    /// Steps or names of files were left out.
    Parts,
    /// Only a part of it could be read.
    InPart,
}

impl FlawView {
    pub(crate) fn of(flaw: &Flaw) -> Self {
        match flaw {
            Flaw::Row => Self::Row,
            Flaw::Contents => Self::Contents,
            Flaw::FromCopy { day } => Self::FromCopy { day: day.clone() },
            Flaw::Older => Self::Older,
            Flaw::Parts => Self::Parts,
            Flaw::InPart => Self::InPart,
        }
    }
}

/// Drafts in a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DraftList.ts"))]
pub struct DraftList {
    /// The last changed first.
    pub drafts: Vec<DraftSummary>,
    /// How many there are, beyond the limit too.
    pub count: u64,
}

/// A draft in a list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DraftSummary.ts"))]
pub struct DraftSummary {
    /// Its number.
    pub id: i64,
    /// The name of the case; may be empty.
    pub title: String,
    /// The unit that applies; empty where it says none, or is not looked through yet.
    pub unit: String,
    /// The title of its call.
    pub call: String,
    /// The id of its call.
    pub call_id: String,
    /// What its call is for, such as `论文`; `草稿` where the call is not there any more.
    pub thing: String,
    /// The title of its route.
    pub route: String,
    /// How many problems stop its final copy.
    pub problems: u32,
    /// The last change, in milliseconds since 1970.
    pub changed: i64,
    /// When it went to the bin.
    pub binned: Option<i64>,
    /// When its final copy was last exported.
    pub exported: Option<i64>,
    /// Whether it says something else now than that final copy.
    pub changed_since: bool,
    /// The day on which it was sealed, in milliseconds since 1970.
    pub sealed: Option<i64>,
    /// The day on which it was handed in, in milliseconds since 1970.
    pub handed_in: Option<i64>,
    /// What is not as it was written.
    pub flaw: Option<FlawView>,
    /// Where the words stand that were looked for, as the form calls it; empty where none were.
    pub found_in: Vec<String>,
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
