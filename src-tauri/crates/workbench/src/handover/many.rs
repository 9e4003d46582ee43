//! The drafts from the terminal: listed, taken in, exported, moved to the bin and back. It is the same as in the window,
//! one request after the other; the drafts are open only as long as a command runs.

use std::path::{Path, PathBuf};

use foundation::path_text;
use paper::Copy;
use serde::Serialize;
use store::{DraftId, Search};

use crate::ask::Ask as _;
use crate::draft::import::{Import, Imported};
use crate::draft::start::Start;
use crate::draft::state::{DraftList, DraftsState};
use crate::draft::taking::{Compared, Take};
use crate::handover::reading::FormState;
use crate::refusal::{Refusal, RefusalCode};
use crate::send::export::Exported;
use crate::workbench::Workbench;

/// What becomes of a package that was changed in another way than its draft.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhenDiverged {
    /// It is told and left.
    #[default]
    Tell,
    /// What comes goes into the draft, as one step.
    Theirs,
    /// It becomes a draft beside it.
    Both,
    /// What was changed more often is taken: on every machine the same.
    ByRevision,
}

/// What came of a file, as `drafts import --json` says it.
#[derive(Clone, Debug, Serialize)]
pub struct ImportedFile {
    /// The file.
    pub file: String,
    /// `new`, `same`, `newer`, `older`, `diverged`, `other_call` or `broken`; of a form package `form_new`, `form_same` or
    /// `form_changed`.
    pub state: &'static str,
    /// Whether something of it is in the drafts now that was not before.
    pub taken: bool,
    /// The draft of its case.
    pub draft: Option<i64>,
    /// The files that a case file names and that were not beside it.
    pub missing: Vec<String>,
    /// How many damaged files of that draft were mended by those that came.
    pub mended: u32,
    /// Why nothing was taken; empty where it was, or need not be.
    pub message: String,
}

impl Workbench {
    /// Opens the drafts for a command.
    ///
    /// # Errors
    /// Where another program has them open, or they are damaged.
    pub fn open_drafts(&self) -> Result<(), Refusal> {
        match (Start {}).answer(self)?.drafts {
            DraftsState::Ready => Ok(()),
            DraftsState::Closed { refusal } if refusal.code == RefusalCode::InUse => {
                let message = "草稿正由打开着的申报匣使用，命令行这时不能读写。请先关闭窗口（或 shenbao serve），再试一次。";
                Err(Refusal::new(RefusalCode::InUse, message))
            }
            DraftsState::Closed { refusal } => Err(refusal),
            DraftsState::Damaged { path, .. } => {
                let message = format!("草稿的数据库“{path}”损坏了。请先打开窗口，选怎样恢复。");
                Err(Refusal::new(RefusalCode::NotReady, message))
            }
        }
    }

    /// Takes the drafts for a face that is about to show itself: from now on no other program writes them. How they are is
    /// told where the face asks.
    pub fn hold_drafts(&self) {
        let _ = self.drafts.start(&self.desk());
    }

    /// Writes what is open, and keeps a copy of the database.
    ///
    /// # Errors
    /// Where the disk does not take it.
    pub fn close_drafts(&self) -> Result<(), Refusal> {
        self.drafts.finish(&self.desk())
    }

    /// The drafts that are found by these words.
    ///
    /// # Errors
    /// Where the drafts cannot be read.
    pub fn list_drafts(&self, words: &str, binned: bool) -> Result<DraftList, Refusal> {
        let search = Search { words: words.to_owned(), binned, limit: u32::MAX };
        self.drafts.list(&self.desk(), &search)
    }

    /// Moves a draft to the bin or back.
    ///
    /// # Errors
    /// Where there is no such draft.
    pub fn bin_draft(&self, draft: i64, binned: bool) -> Result<(), Refusal> {
        let id = DraftId(draft);
        self.drafts.store(|store| store.draft(id))?;
        self.drafts.bin(&self.desk(), id, binned)
    }

    /// Removes a draft of the bin for good.
    ///
    /// # Errors
    /// Where there is no such draft in the bin.
    pub fn erase_draft(&self, draft: i64) -> Result<(), Refusal> {
        let desk = self.desk();
        self.drafts.close(&desk, DraftId(draft))?;
        let home = self.store_home();
        self.drafts.store(|store| store.erase(home, DraftId(draft)))
    }

    /// Writes the folder that is sent of a draft, and notes it.
    ///
    /// # Errors
    /// As the window's.
    pub fn export_draft(
        &self,
        draft: i64,
        (target, copy): (&Path, Copy),
        watch: &dyn foundation::Watch,
    ) -> Result<Exported, Refusal> {
        let (desk, id) = (self.desk(), DraftId(draft));
        self.drafts.open(&desk, id)?;
        let open = self.drafts.case(id)?;
        let _noted = self.drafts.note_export(&desk, target);
        let exported = desk.export(&open, target, copy, watch)?;
        if copy == Copy::Final {
            self.drafts.receipt(&desk, id, (&open.case, &exported));
        }
        self.drafts.close(&desk, id)?;
        Ok(exported)
    }

    /// Takes case files and packages into the drafts, one after the other; one that cannot be taken is told and stops none.
    pub fn import_files(&self, files: &[PathBuf], diverged: WhenDiverged) -> Vec<ImportedFile> {
        files.iter().map(|file| self.import_file(file, diverged)).collect()
    }

    fn import_file(&self, file: &Path, diverged: WhenDiverged) -> ImportedFile {
        let told = path_text(file).into_owned();
        self.try_import(file, diverged).unwrap_or_else(|refusal| ImportedFile {
            file: told,
            state: "broken",
            taken: false,
            draft: None,
            missing: Vec::new(),
            mended: 0,
            message: refusal.message,
        })
    }

    fn try_import(&self, file: &Path, diverged: WhenDiverged) -> Result<ImportedFile, Refusal> {
        let ask = |take: Option<Take>| {
            let file = path_text(file).into_owned();
            Import { file, take, fields: None, with_form: false }.answer(self)
        };
        let (here, compared) = match ask(None)? {
            // A case file that is new makes its draft at once.
            Imported::Draft(view) => return self.imported(file, "new", (Some(view.id), 0)),
            Imported::Here(already) => (Some(already.here), Some(already.compared)),
            Imported::Package(view) => (view.here, view.compared),
            Imported::Form(coming) => return self.import_form(file, coming.form),
        };
        let is_binned = here.as_ref().is_some_and(|here| here.binned);
        let mended = here.as_ref().map_or(0, |here| here.mended);
        let left = |file: &Path, state, here| left(file, (state, mended), here);
        let here = here.map(|here| here.draft);
        let (state, take) = match compared {
            None => ("new", Some(Take::Update)),
            Some(Compared::Newer) => ("newer", Some(Take::Update)),
            // Whoever brings it wants it back.
            Some(Compared::Same) => ("same", is_binned.then_some(Take::Open)),
            Some(Compared::Older) => ("older", None),
            Some(Compared::OtherCall) => ("other_call", None),
            Some(Compared::Diverged) => ("diverged", diverged.take()),
        };
        // The same on every machine: also which revision what is the same has.
        let is_settled = diverged == WhenDiverged::ByRevision && here.is_some();
        let take = if is_settled { diverged.take() } else { take };
        let take = take.filter(|_| state != "other_call");
        let Some(take) = take else { return Ok(left(file, state, here)) };
        let Imported::Draft(view) = ask(Some(take))? else { return Ok(left(file, state, here)) };
        self.imported(file, state, (Some(view.id), mended))
    }

    /// Takes a form package; another form than the one here is left for the window, which shows what it says otherwise.
    fn import_form(&self, file: &Path, state: FormState) -> Result<ImportedFile, Refusal> {
        let (state, message) = match state {
            FormState::Same => ("form_same", ""),
            FormState::Absent => ("form_new", ""),
            FormState::Changed => (
                "form_changed",
                "这里有同名而内容不同的表单，没有取用。请在窗口里打开它，看哪里不同，再收下。",
            ),
        };
        if state == "form_new" {
            self.take_form_package(file)?;
        }
        let left = left(file, (state, 0), None);
        Ok(ImportedFile { taken: state == "form_new", message: message.to_owned(), ..left })
    }

    /// What a case file names and nobody brought along; a package says it of itself.
    fn missing_beside(&self, file: &Path) -> Vec<String> {
        let desk = self.desk();
        if desk.is_package(file) {
            return Vec::new();
        }
        let Ok(mut open) = desk.open_to_edit(file) else { return Vec::new() };
        let names: Vec<String> = open.case.file_names_mut().map(|name| name.clone()).collect();
        names.into_iter().filter(|name| !self.files.exists(&open.places.file(name))).collect()
    }

    fn imported(
        &self,
        file: &Path,
        state: &'static str,
        (draft, mended): (Option<i64>, u32),
    ) -> Result<ImportedFile, Refusal> {
        if let Some(draft) = draft {
            self.drafts.close(&self.desk(), DraftId(draft))?;
        }
        let missing = self.missing_beside(file);
        let (file, message) = (path_text(file).into_owned(), String::new());
        Ok(ImportedFile { file, state, taken: true, draft, missing, mended, message })
    }
}

impl WhenDiverged {
    fn take(self) -> Option<Take> {
        match self {
            Self::Tell => None,
            Self::Theirs => Some(Take::Update),
            Self::Both => Some(Take::KeepBoth),
            Self::ByRevision => Some(Take::ByRevision),
        }
    }
}

/// A file of which nothing was taken.
fn left(file: &Path, (state, mended): (&'static str, u32), draft: Option<i64>) -> ImportedFile {
    let message = match state {
        "diverged" => {
            "两边分别改过，没有取用。请在窗口里导入它，逐栏对照；或加 --diverged theirs、both、by-revision。"
        }
        "other_call" => "同一个编号在这里是另一次征集的案例，没有取用。",
        _ => "",
    };
    let file = path_text(file).into_owned();
    let missing = Vec::new();
    ImportedFile { file, state, taken: false, draft, missing, mended, message: message.to_owned() }
}
