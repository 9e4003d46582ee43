//! The application without a face: what the terminal and the window offer, as functions. Here the
//! rooms meet: a case file is read, checked, set on paper and sent. No dialogs, no arguments.

mod calls;
mod desk;
mod export;
mod fault;
mod lint;

pub use calls::{CallSummary, FormSummary, Per, RouteSummary, WindowState};
pub use desk::{Desk, OpenCase, Rendered};
pub use export::{Exported, ExportedFile};
pub use fault::Fault;

use catalog::Catalog;
use foundation::{Clock, Files};
use parcel::Disk;

/// The application: its forms and calls, the clock, and the files of the machine.
pub struct Workbench {
    catalog: Catalog,
    clock: Box<dyn Clock + Send + Sync>,
    files: Box<dyn Files + Send + Sync>,
}

impl Workbench {
    /// With the forms and calls that come with the program, on the real disk.
    pub fn new(clock: Box<dyn Clock + Send + Sync>) -> Self {
        Self::with(Catalog::built_in(), clock, Box::new(Disk))
    }

    /// With other forms and calls, or on other files.
    pub fn with(
        catalog: Catalog,
        clock: Box<dyn Clock + Send + Sync>,
        files: Box<dyn Files + Send + Sync>,
    ) -> Self {
        Self { catalog, clock, files }
    }

    /// Every call, the newest first.
    pub fn calls(&self) -> Vec<CallSummary> {
        calls::calls(&self.catalog, self.clock.today())
    }

    /// Works on case files.
    pub fn desk(&self) -> Desk<'_> {
        Desk::new(&self.catalog, self.clock.as_ref(), self.files.as_ref())
    }
}
