//! The application without a face: what the terminal and the window offer, as functions. Here the
//! rooms meet: a case file is read, checked, set on paper and sent. No dialogs, no arguments.

mod about;
mod answer;
mod attachments;
mod autosave;
#[cfg(test)]
mod bindings;
mod calls;
mod cleaned;
mod desk;
mod drafts;
mod export;
mod fault;
mod form_views;
mod guidance_views;
mod history;
mod installed;
mod keeping;
mod lint;
mod machine;
mod material;
mod material_pdf;
mod measured;
mod moved;
mod names;
mod page_views;
mod pictures;
mod places;
mod probe;
mod refusal;
mod reply;
mod request;
mod roundup;
mod running;
mod save_as;
mod session;
mod thumbnails;
mod views;

pub use about::{AboutGroup, AboutLine};
pub use calls::{CallSummary, FormSummary, Per, RouteSummary, WindowState};
pub use desk::{Desk, OpenCase, Places, Rendered};
pub use export::{Exported, ExportedFile};
pub use fault::Fault;
pub use form_views::{
    ChecklistItemView, ChecklistView, DeclarationView, FieldView, FormView, FormatView, GroupView,
    KindView, LengthView, LevelView, OptionView,
};
pub use guidance_views::{GuidanceItem, GuidanceView};
pub use machine::{MachineClock, home_from_environment};
pub use places::PlaceView;
pub use probe::{Probed, Yardstick};
pub use refusal::{Refusal, RefusalCode};
pub use reply::{
    CleanedView, CopyView, DraftList, DraftSummary, DraftView, DraftsState, ExportedView,
    FolderView, KeptView, PageView, PaperView, ProgressView, Reply, SavedView, SetAsideView, Start,
};
pub use request::Request;
pub use views::{
    AttachmentView, FindingView, Level, Patch, RequiredView, SeenView, StateView, VerdictView,
};

use std::path::PathBuf;

use catalog::Catalog;
use foundation::{Clock, Files};
use parcel::Disk;

/// The application: its forms and calls, the clock, the files of the machine, and the drafts.
pub struct Workbench {
    catalog: Catalog,
    /// What of the user's own forms, calls, settings and fonts could not be used, and why.
    unused: Vec<String>,
    clock: Box<dyn Clock + Send + Sync>,
    files: Box<dyn Files + Send + Sync>,
    measured: measured::Measured,
    drafts: drafts::Drafts,
    jobs: running::Jobs,
    thumbnails: thumbnails::Thumbnails,
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
        let drafts = drafts::Drafts::new(None);
        let (measured, jobs, thumbnails) = Default::default();
        let unused = Vec::new();
        Self { catalog, unused, clock, files, measured, drafts, jobs, thumbnails }
    }

    /// The same with the drafts in this folder, which `Request::Start` opens, and with the forms and calls
    /// that the user put into the folder `catalog` in it.
    #[must_use]
    pub fn with_home(self, home: Option<PathBuf>) -> Self {
        let own = home.as_ref().map(|home| home.join("catalog"));
        let (catalog, unused) = match own.filter(|own| self.files.is_folder(own)) {
            Some(own) => lint::whole_catalog(&own, self.files.as_ref()),
            None => (self.catalog, self.unused),
        };
        let told = home.as_ref().map(|home| installed::wanted(home, self.files.as_ref()));
        let (fonts, told) = told.unwrap_or_default();
        let workbench = Self { catalog, unused, drafts: drafts::Drafts::new(home), ..self };
        let workbench = workbench.with_told(told);
        if fonts { workbench.with_installed_fonts() } else { workbench }
    }

    /// Sets everything from here on, in this process, with 仿宋 and 小标宋 of the system where there are any.
    #[must_use]
    pub fn with_installed_fonts(self) -> Self {
        self.with_told(installed::use_installed())
    }

    fn with_told(mut self, told: Vec<String>) -> Self {
        self.unused.extend(told);
        self
    }

    /// What of the user's own forms, calls, settings and fonts could not be used, and why: a line each.
    pub fn unused(&self) -> &[String] {
        &self.unused
    }

    /// Every call, the newest first.
    pub fn calls(&self) -> Vec<CallSummary> {
        calls::calls(&self.catalog, self.clock.today())
    }

    /// Works on case files.
    pub fn desk(&self) -> Desk<'_> {
        Desk::new(&self.catalog, self.clock.as_ref(), self.files.as_ref(), &self.measured)
    }
}
