//! Requests of a face, answered one by one: each arm says what is done, and the rooms do it.

use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Weak};
use std::time::Duration;

use foundation::{Px, Unwatched};
use paper::Copy;
use store::{DraftId, Search};

use crate::desk::{Desk, OpenCase};
use crate::export::ExportedFile;
use crate::guidance_views;
use crate::page_views::page_view;
use crate::refusal::Refusal;
use crate::reply::{
    CleanedView, DraftView, DraftsState, ExportedView, FolderView, PaperView, Reply, Start,
};
use crate::request::Request;
use crate::{Fault, Workbench};

/// How often the saver looks whether something is due.
const SAVER_STEP: Duration = Duration::from_millis(50);

impl Workbench {
    /// Answers a request.
    ///
    /// # Errors
    /// Why it was not carried out, with a code for the face and words for the user.
    pub fn answer(&self, request: Request) -> Result<Reply, Refusal> {
        let (desk, drafts) = (self.desk(), &self.drafts);
        Ok(match request {
            Request::Start => Reply::Start(self.started(drafts.start(&desk))),
            Request::Recover { with_copy } => {
                Reply::Start(self.started(drafts.recover(&desk, with_copy)))
            }
            Request::Drafts { words, binned, limit } => {
                Reply::Drafts(drafts.list(&desk, &Search { words, binned, limit })?)
            }
            Request::NewDraft { call, route, sample } => {
                let text = desk.new_case(&call, Some(&route), sample)?;
                let open = desk.read_kept(&text)?;
                Reply::Draft(Box::new(drafts.make(&desk, &open, &[])?))
            }
            Request::OpenDraft { draft } => {
                Reply::Draft(Box::new(drafts.open(&desk, DraftId(draft))?))
            }
            Request::CloseDraft { draft, token } => {
                Reply::Done(drafts.leave(&desk, (DraftId(draft), token))?)
            }
            Request::CopyDraft { draft } => Reply::Number(drafts.copy(&desk, DraftId(draft))?),
            Request::BinDraft { draft, binned } => {
                Reply::Done(drafts.bin(&desk, DraftId(draft), binned)?)
            }
            Request::Edit { draft, token, seq, place, entry } => {
                let now = desk.clock.running();
                let patch = drafts.edit((DraftId(draft), token), |session| {
                    session.edit(&desk, (&place, entry, seq), now)
                })?;
                Reply::Patch(Box::new(patch))
            }
            Request::Undo { draft, token, redo } => {
                let now = desk.clock.running();
                let patch = drafts.edit((DraftId(draft), token), |session| {
                    Ok(if redo { session.redo(&desk, now) } else { session.undo(&desk, now) })
                })?;
                Reply::Patch(Box::new(patch))
            }
            Request::Saved { draft, now } => {
                if now {
                    // The state that is told next says how it went.
                    let _ = drafts.save(&desk, DraftId(draft));
                }
                Reply::Saved(drafts.saved(DraftId(draft))?)
            }
            Request::Attach { draft, token, kind, names } => {
                Reply::Patch(Box::new(self.attach((draft, token), kind.as_deref(), &names)?))
            }
            Request::Keep { draft, token, files, job } => {
                Reply::Kept(self.keep((draft, token), &files, job)?)
            }
            Request::Paper { draft, form } => Reply::Paper(self.paper(draft, &form)?),
            Request::Export { draft, target, as_draft, job } => {
                Reply::Exported(self.export((draft, job), &target, as_draft)?)
            }
            Request::Progress { draft, job, stop } => {
                Reply::Progress(self.jobs.progress((draft, job), stop))
            }
            Request::Import { file } => Reply::Draft(Box::new(self.import(Path::new(&file))?)),
            Request::SaveAs { draft, file } => {
                // Where the disk of the drafts is full, another may still take the case.
                let _ = drafts.save(&desk, DraftId(draft));
                Reply::Done(desk.save_as(&drafts.case(DraftId(draft))?, Path::new(&file))?)
            }
            Request::Places { words, level } => Reply::Places(crate::places::places(&words, level)),
            Request::Guidance { draft, words } => {
                Reply::Guidance(guidance_views::view(&drafts.case(DraftId(draft))?.case, &words))
            }
            Request::Folder { path } => Reply::Folder(folder(&desk, path.map(PathBuf::from))?),
            Request::OpenFile { draft, name } => Reply::Done(self.open_file(draft, &name)?),
            Request::Show { path } => Reply::Done(crate::machine::show(Path::new(&path))?),
        })
    }

    fn started(&self, drafts: DraftsState) -> Start {
        Start { calls: self.calls(), unused: self.unused.clone(), drafts }
    }

    fn paper(&self, draft: i64, form: &str) -> Result<PaperView, Refusal> {
        if form == catalog::MATERIAL {
            // Photos are decoded here, where nobody who types or saves waits for it.
            self.desk().pictures_for_paper(&self.drafts.case(DraftId(draft))?);
        }
        let (sheets, stamps) = self.drafts.pages(&self.desk(), DraftId(draft), form)?;
        let pages = sheets.pages.iter().zip(stamps);
        let pages = pages.map(|(page, stamp)| page_view(page, stamp));
        Ok(PaperView { pages: pages.collect() })
    }

    /// A page of a form of an open draft as PNG, counted from 1, as it is now.
    ///
    /// # Errors
    /// Where there is no such draft, form or page.
    pub fn picture(
        &self,
        draft: i64,
        form: &str,
        page: usize,
        dpi: Px,
    ) -> Result<Vec<u8>, Refusal> {
        let (sheets, _) = self.drafts.pages(&self.desk(), DraftId(draft), form)?;
        Ok(paper::draw(&sheets, page, dpi.clamp(30, 600)).map_err(Fault::from)?)
    }

    fn export(
        &self,
        (draft, job): (i64, u32),
        target: &str,
        as_draft: bool,
    ) -> Result<ExportedView, Refusal> {
        let (desk, id) = (self.desk(), DraftId(draft));
        // Where the disk of the drafts is full, another may still take the folder.
        let _ = self.drafts.save(&desk, id);
        let mut open = self.drafts.case(id)?;
        // Another draft may have been sent since this one was opened.
        if let Ok(others) = self.drafts.others(&desk, id, &open.case) {
            open.others = others;
        }
        let copy = if as_draft { Copy::Draft } else { Copy::Final };
        let job = self.jobs.begin((draft, job));
        let exported = desk.export(&open, Path::new(target), copy, &job)?;
        if copy == Copy::Final {
            self.drafts.receipt(&desk, id, &exported.folder, &exported.list);
        }
        Ok(ExportedView {
            folder: exported.folder.display().to_string(),
            numbered: exported.numbered,
            cleaned: exported.files.iter().filter_map(cleaned_view).collect(),
            uncleaned: exported.uncleaned(),
            files: exported.files.into_iter().map(|file| file.path).collect(),
        })
    }

    fn import(&self, file: &Path) -> Result<DraftView, Refusal> {
        let desk = self.desk();
        let mut open = desk.open(file)?;
        self.drafts.kept_or_nothing(&Unwatched, |copies| {
            let kept = self.keep_files(&mut open, copies)?;
            self.drafts.make(&desk, &open, &kept)
        })
    }

    /// Copies the files that a case names into the store, and renames them in the case by their own
    /// names. What is not there stays as it is named, and is found missing.
    fn keep_files(
        &self,
        open: &mut OpenCase,
        copies: &mut Vec<store::Copied>,
    ) -> Result<Vec<(String, store::Kept)>, Refusal> {
        let mut kept: Vec<(String, store::Kept)> = Vec::new();
        let places = open.clone();
        for name in open.case.file_names_mut() {
            let from = places.file(name);
            if !is_below(name) || !self.files.exists(&from) || self.files.is_folder(&from) {
                continue;
            }
            let copied = store::Store::keep(self.drafts.home(), &from, &Unwatched)?;
            let copy = copied.kept.clone();
            copies.push(copied);
            let taken = |name: &str| kept.iter().any(|(n, k)| n == name && k.digest != copy.digest);
            *name = crate::names::free(&crate::keeping::file_name(&from), taken);
            kept.push((name.clone(), copy));
        }
        Ok(kept)
    }

    /// Saves what is due, from a thread of its own, as long as somebody holds the workbench.
    pub fn keep_saving(self: &Arc<Self>) {
        let held: Weak<Self> = Arc::downgrade(self);
        std::thread::spawn(move || {
            while let Some(workbench) = held.upgrade() {
                workbench.drafts.save_due(&workbench.desk());
                drop(workbench);
                std::thread::sleep(SAVER_STEP);
            }
        });
    }

    /// Brings everything to the disk and keeps a copy of the database: before the program ends. Nothing waits
    /// for a film that is still being copied.
    ///
    /// # Errors
    /// What could not be saved and why; nothing is let go of then.
    pub fn finish(&self) -> Result<(), Refusal> {
        self.jobs.stop_all();
        self.drafts.finish(&self.desk())
    }
}

fn cleaned_view(file: &ExportedFile) -> Option<CleanedView> {
    let removed = file.removed.iter().map(|removed| (*removed).to_owned()).collect();
    (!file.removed.is_empty()).then(|| CleanedView { file: file.path.clone(), removed })
}

/// Whether a path leads down from where it begins. A case file from elsewhere may not name other files of
/// this machine: they would be sent along.
fn is_below(path: &str) -> bool {
    Path::new(path)
        .components()
        .all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// What lies in a folder, hidden things left out.
fn folder(desk: &Desk<'_>, path: Option<PathBuf>) -> Result<FolderView, Refusal> {
    let path = path.or_else(crate::machine::own_folder).unwrap_or_else(|| PathBuf::from("/"));
    let names = desk.files.list(&path).map_err(Fault::from)?;
    let shown = names.into_iter().filter(|name| !name.starts_with('.'));
    let (folders, files) = shown.partition(|name| desk.files.is_folder(&path.join(name)));
    Ok(FolderView {
        parent: path.parent().map(|parent| parent.display().to_string()),
        path: path.display().to_string(),
        folders,
        files,
    })
}
