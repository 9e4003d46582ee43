//! The application without a face: what the terminal and the window offer, as functions. Here the
//! rooms meet: a case file is read, checked, set on paper and sent. No dialogs, no arguments.

mod answer;
mod autosave;
#[cfg(test)]
mod bindings;
mod calls;
mod desk;
mod drafts;
mod export;
mod fault;
mod history;
mod lint;
mod machine;
mod names;
mod refusal;
mod request;
mod save_as;
mod session;
mod views;

pub use calls::{CallSummary, FormSummary, Per, RouteSummary, WindowState};
pub use desk::{Desk, OpenCase, Places, Rendered};
pub use export::{Exported, ExportedFile};
pub use fault::Fault;
pub use machine::{MachineClock, home_from_environment};
pub use refusal::{Refusal, RefusalCode};
pub use request::{
    CopyView, DraftList, DraftSummary, DraftView, DraftsState, ExportedView, FolderView, PageView,
    PaperView, ProgressView, Reply, Request, SavedView, Start,
};
pub use views::{
    AttachmentView, DeclarationView, FieldView, FindingView, FormView, FormatView, GroupView,
    KindView, Level, OptionView, Patch, RequiredView, StateView,
};

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use catalog::Catalog;
use foundation::{Clock, Files};
use parcel::Disk;

/// The application: its forms and calls, the clock, the files of the machine, and the drafts.
pub struct Workbench {
    catalog: Catalog,
    clock: Box<dyn Clock + Send + Sync>,
    files: Box<dyn Files + Send + Sync>,
    drafts: drafts::Drafts,
    /// Exports that run, by draft.
    exports: Mutex<BTreeMap<i64, Arc<answer::Running>>>,
}

impl Workbench {
    /// With the forms and calls that come with the program, on the real disk, without drafts.
    pub fn new(clock: Box<dyn Clock + Send + Sync>) -> Self {
        Self::with(Catalog::built_in(), clock, Box::new(Disk))
    }

    /// With other forms and calls, or on other files.
    pub fn with(
        catalog: Catalog,
        clock: Box<dyn Clock + Send + Sync>,
        files: Box<dyn Files + Send + Sync>,
    ) -> Self {
        let (drafts, exports) = (drafts::Drafts::new(None), Mutex::default());
        Self { catalog, clock, files, drafts, exports }
    }

    /// The same with the drafts in this folder, which `Request::Start` opens.
    #[must_use]
    pub fn with_drafts(self, home: Option<PathBuf>) -> Self {
        Self { drafts: drafts::Drafts::new(home), ..self }
    }

    /// Every call, the newest first.
    pub fn calls(&self) -> Vec<CallSummary> {
        calls::calls(&self.catalog, self.clock.today())
    }

    /// Works on case files.
    pub fn desk(&self) -> Desk<'_> {
        Desk::new(&self.catalog, self.clock.as_ref(), self.files.as_ref())
    }

    fn running(&self) -> MutexGuard<'_, BTreeMap<i64, Arc<answer::Running>>> {
        self.exports.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
