//! The application: its forms and calls, the clock, the files of the machine, and the drafts. What it does is
//! done by desks (`draft`, `pages`, `files`, `send`, `forms`, `form_desk`, `office`), which extend it in their own folders.

use std::path::PathBuf;
use std::sync::Mutex;

use apart::Program;
use catalog::Catalog;
use disk::Disk;
use elsa::sync::FrozenVec;
use foundation::{Chance, Clock, Files};
use paper::Fonts;
use store::Home;

use crate::desk::Desk;
use crate::draft::drafts::Drafts;
use crate::files::gate::Thumbnails;
use crate::files::running::Jobs;
use crate::form_desk::editions::Editions;
use crate::form_desk::state::FormDesks;
use crate::forms::calls::{self, CallSummary};
use crate::forms::lint;
use crate::machine::MachineChance;
use crate::memory::Measured;
use crate::pages::elsewhere::Elsewhere;
use crate::pages::installed;

/// The application: its forms and calls, the clock, the files of the machine, and the drafts.
pub struct Workbench {
    /// Those that were read so far. The last counts; what an open draft was filled in by stays.
    catalogs: FrozenVec<Box<Known>>,
    /// What of the user's own settings and fonts could not be used, and why.
    notices: Vec<String>,
    clock: Box<dyn Clock + Send + Sync>,
    chance: Box<dyn Chance + Send + Sync>,
    pub(crate) files: Box<dyn Files + Send + Sync>,
    measured: Measured,
    elsewhere: Elsewhere,
    pub(crate) drafts: Drafts,
    pub(crate) editions: Editions,
    pub(crate) form_desks: FormDesks,
    pub(crate) jobs: Jobs,
    pub(crate) thumbnails: Thumbnails,
    /// What pages are set in.
    fonts: Fonts,
    /// A case file that the program was started with and no face has taken yet.
    pub(crate) started_with: Mutex<Option<String>>,
}

/// Forms and calls, and what of the user's own could not be used, and why.
struct Known {
    catalog: Catalog,
    unused: Vec<String>,
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
        let drafts = Drafts::new(None);
        let (measured, elsewhere, jobs, thumbnails, fonts, started_with) = Default::default();
        let (editions, form_desks) = Default::default();
        let catalogs = FrozenVec::new();
        catalogs.push(Box::new(Known { catalog, unused: Vec::new() }));
        let (notices, chance) = (Vec::new(), Box::new(MachineChance));
        Self {
            catalogs,
            notices,
            clock,
            chance,
            files,
            measured,
            elsewhere,
            drafts,
            editions,
            form_desks,
            jobs,
            thumbnails,
            fonts,
            started_with,
        }
    }

    /// The same with ids drawn from another chance than the system's.
    #[must_use]
    pub fn with_chance(self, chance: Box<dyn Chance + Send + Sync>) -> Self {
        Self { chance, ..self }
    }

    /// The same with another program than this one for what is done apart: its `main` begins with
    /// [`crate::answer_if_asked`].
    #[must_use]
    pub fn with_program_apart(self, program: PathBuf) -> Self {
        Self { elsewhere: self.elsewhere.with_program(Program::at(program)), ..self }
    }

    /// The same with the drafts in this folder, which the request `start` opens, and with the forms and calls
    /// that the user put into the folder `catalog` in it.
    #[must_use]
    pub fn with_home(self, home: Option<PathBuf>) -> Self {
        let settings = home.as_ref().map(|home| installed::wanted(home, self.files.as_ref()));
        let (fonts, notices) = settings.unwrap_or_default();
        let elsewhere = self.elsewhere.with_home(home.clone());
        let editions = Editions::new(home.clone());
        let workbench = Self { elsewhere, editions, drafts: Drafts::new(home), ..self };
        workbench.read_catalog_again();
        let workbench = workbench.with_notices(notices);
        if fonts { workbench.with_installed_fonts() } else { workbench }
    }

    /// The same with a folder for what cannot be written where the drafts lie; the home first.
    #[must_use]
    pub fn with_second_place(self, second: Option<PathBuf>) -> Self {
        Self { drafts: self.drafts.with_second_place(second), ..self }
    }

    /// Sets everything with 仿宋 and 小标宋 of the system where there are any.
    #[must_use]
    pub fn with_installed_fonts(self) -> Self {
        let (fonts, notices) = installed::with_installed(self.fonts);
        Self { fonts, ..self }.with_notices(notices)
    }

    fn with_notices(mut self, notices: Vec<String>) -> Self {
        self.notices.extend(notices);
        self
    }

    /// What of the user's own forms, calls, settings and fonts could not be used, and why: a line each.
    pub fn unused(&self) -> Vec<String> {
        [&self.known().unused[..], &self.notices].concat()
    }

    /// Every form and call that is known now.
    pub(crate) fn catalog(&self) -> &Catalog {
        &self.known().catalog
    }

    fn known(&self) -> &Known {
        let last = self.catalogs.len().checked_sub(1);
        last.and_then(|last| self.catalogs.get(last))
            .expect("the first was put in at the beginning")
    }

    /// Where the user's own forms and calls lie.
    pub(crate) fn own_catalog(&self) -> Option<PathBuf> {
        self.drafts.home.as_ref().map(|home| home.join("catalog"))
    }

    /// Reads the user's own forms and calls, where there are any.
    pub(crate) fn read_catalog_again(&self) {
        if let Some(own) = self.own_catalog().filter(|own| self.files.is_folder(own)) {
            let (catalog, unused) = lint::whole_catalog(&own, self.files.as_ref());
            self.catalogs.push(Box::new(Known { catalog, unused }));
        }
    }

    /// Every call, the newest first.
    pub fn calls(&self) -> Vec<CallSummary> {
        calls::calls(self.catalog(), self.clock.today())
    }

    /// Where the store lies.
    pub(crate) fn store_home(&self) -> Home<'_> {
        Home { folder: self.drafts.home(), files: self.files.as_ref() }
    }

    /// Works on case files.
    pub fn desk(&self) -> Desk<'_> {
        Desk {
            catalog: self.catalog(),
            clock: self.clock.as_ref(),
            chance: self.chance.as_ref(),
            files: self.files.as_ref(),
            measured: &self.measured,
            elsewhere: &self.elsewhere,
            editions: &self.editions,
            fonts: self.fonts,
        }
    }
}
