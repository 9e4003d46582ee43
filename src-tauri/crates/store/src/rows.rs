//! What a draft is, as it is given to the store and taken from it.

use foundation::Stamp;

/// Names a draft, for ever: numbers of removed drafts do not come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(pub i64);

/// What a draft says about itself in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DraftRow {
    /// The id of its call.
    pub call: String,
    /// The id of its route.
    pub route: String,
    /// The name of the case; may be empty.
    pub title: String,
    /// How many errors and unanswered 原则上 it had when it was saved.
    pub problems: u32,
    /// Which case it is, in which state, and what that says; none of a draft that an older version left
    /// behind and nobody has opened since.
    pub stamp: Option<Stamp>,
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Its name.
    pub id: DraftId,
    /// What it says about itself.
    pub row: DraftRow,
    /// The last change, in milliseconds since 1970.
    pub changed: i64,
    /// When it went to the bin.
    pub binned: Option<i64>,
    /// When its final copy was last exported.
    pub exported: Option<i64>,
    /// Whether it says something else now than the final copy that was exported last.
    pub changed_since: bool,
    /// The day on which it was sealed, as the user says.
    pub sealed: Option<i64>,
    /// The day on which it was handed in, as the user says.
    pub handed_in: Option<i64>,
    /// What is not as it was written; none of a draft that is whole.
    pub flaw: Option<Flaw>,
}

/// What is not as it was written in a draft of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// What stands here was changed on the disk; the draft itself may be whole.
    Row,
    /// The draft was changed on the disk.
    Contents,
    /// It was brought back from a copy when the database was mended: what was written since is not in it.
    FromCopy {
        /// The day of the copy.
        day: String,
    },
    /// It is what was saved before the last time: that was changed on the disk when the database was mended.
    Older,
    /// Steps or names of files were left out when the database was mended.
    Parts,
    /// Only a part of it could be read when the database was mended.
    InPart,
}

/// Which parts of a draft were changed on the disk, and so were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flaws {
    /// What the list says about it. It is read from the case instead.
    pub row: bool,
    /// Steps: those before and behind what cannot be trusted are gone.
    pub steps: bool,
    /// Which kept files belong to it: some are not named any more.
    pub kept: bool,
    /// What it said before: some of its versions are gone.
    pub versions: bool,
}

/// A draft as it was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What it says about itself.
    pub row: DraftRow,
    /// The case, as `case` writes it.
    pub case_file: String,
    /// The steps that led to it, the oldest first; then those that were undone.
    pub steps: Vec<Step>,
    /// How many of the steps are not undone.
    pub done: u32,
    /// What of it was changed on the disk.
    pub flaws: Flaws,
    /// What the list says of it.
    pub flaw: Option<Flaw>,
}

/// A step that can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// From 1, without gaps.
    pub number: u32,
    /// What it changed; only `workbench` understands it.
    pub changes: String,
}

/// What is written when a draft is saved.
#[derive(Clone, Debug)]
pub struct Saving {
    /// Which draft.
    pub id: DraftId,
    /// What it says about itself.
    pub row: DraftRow,
    /// The case.
    pub case_file: String,
    /// Steps that are new or were changed since the last time.
    pub steps: Vec<Step>,
    /// Steps behind this number are gone.
    pub last_step: u32,
    /// How many of the steps are not undone.
    pub done: u32,
    /// Now, in milliseconds since 1970.
    pub now: i64,
}

/// Which drafts to list.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// Part of the title; everything where it is empty.
    pub words: String,
    /// Those in the bin instead of the others.
    pub binned: bool,
    /// At most so many.
    pub limit: u32,
}

/// What was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// When, in milliseconds since 1970.
    pub moment: i64,
    /// Where the folder lay.
    pub folder: String,
    /// 清单.txt as it was sent.
    pub list: String,
    /// What was sent; none of what an older version sent.
    pub stamp: Option<Stamp>,
}
