//! A draft from a case file.

use std::collections::BTreeMap;
use std::path::Path;

use case::Case;
use foundation::{Contents, Unwatched};
use serde::{Deserialize, Serialize};
use store::{Copied, DraftId, Kept, Store};

use crate::ask::Ask;
use crate::desk::{OpenCase, Places};
use crate::draft::taking::{AlreadyHere, Compared, DraftHere, Take};
use crate::draft::whole::DraftView;
use crate::files::names;
use crate::handover::form_packages::FormComing;
use crate::handover::views::PackageView;
use crate::memory::lock;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Makes a draft of a case file and opens it. Where its case is here already, that comes instead, until it is
/// said what to take.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Import {
    /// Where it lies.
    pub file: String,
    /// What the user chose.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub take: Option<Take>,
    /// Of a package that is taken into a draft: what is taken of it, by the addresses of its differences; all of it where
    /// nothing is said.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub fields: Option<Vec<String>>,
    /// Takes in the call and the forms of a package too, where they are not here.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub with_form: bool,
}

/// The case file that the program was started with, once: for `import`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TakeFile {}

impl Ask for TakeFile {
    type Answer = Option<String>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        Ok(lock(&workbench.started_with).take())
    }
}

/// What came of a case file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Imported.ts"))]
#[serde(untagged)]
pub enum Imported {
    /// A draft that is open.
    Draft(Box<DraftView>),
    /// Its case is here already.
    Here(AlreadyHere),
    /// It is a package; what is in it, and how it stands to what is here.
    Package(Box<PackageView>),
    /// It is a form package; what is in it, and how it stands to what is here.
    Form(Box<FormComing>),
}

impl Ask for Import {
    type Answer = Imported;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let file = &desk.meant(&self.file);
        if desk.is_package(file) {
            return workbench.import_package(file, &self);
        }
        if desk.is_slip(file) {
            return workbench.import_slip(file);
        }
        let mut open = desk.open_to_edit(file)?;
        if let Places::Folder(beside) = &open.places {
            let links: Vec<&str> = beside.links_out().collect();
            if !links.is_empty() {
                return Err(leads_out(&links));
            }
        }
        let here = match open.case.identity {
            Some(identity) => workbench.drafts.here(&desk, (file, &open), identity)?,
            None => None,
        };
        let here = here.map(|mut found| {
            found.here.mended = workbench.mend_from_files(DraftId(found.here.draft), &open);
            found
        });
        let view = match (here, self.take) {
            (Some(here), None) => return Ok(Imported::Here(here)),
            (Some(AlreadyHere { here, .. }), Some(Take::Open)) => workbench.open_here(&here)?,
            (Some(AlreadyHere { here, compared, .. }), Some(Take::Update | Take::ByRevision)) => {
                if compared == Compared::OtherCall {
                    return Err(other_call(&open.case));
                }
                workbench.update(&here, open)?
            }
            (here, _) => {
                if here.is_some() {
                    open.case.identity = None;
                }
                workbench.drafts.kept_or_nothing(desk.files, &Unwatched, |copies| {
                    let kept = workbench.keep_files(&mut open, copies)?;
                    workbench.drafts.make(&desk, open, &kept)
                })?
            }
        };
        Ok(Imported::Draft(Box::new(view)))
    }
}

impl Workbench {
    /// Opens the draft that a return slip is about, with what it asks at its fields.
    fn import_slip(&self, file: &Path) -> Result<Imported, Refusal> {
        let desk = self.desk();
        let slip = desk.read_slip(file)?;
        let found = match slip.id.parse() {
            Ok(id) => self.drafts.store(|store| store.draft_of(id))?.map(|found| (id, found)),
            Err(_) => None,
        };
        let Some((id, found)) = found else {
            let message = format!(
                "这里没有退回单说的那份草稿（{}）。请在填写它的电脑上打开，或先打开它的交接包。",
                slip.title
            );
            return Err(Refusal::new(RefusalCode::NoDraft, message));
        };
        desk.keep_slip(self.drafts.home(), id, &slip)?;
        if found.binned.is_some() {
            self.drafts.bin(&desk, found.id, false)?;
        }
        Ok(Imported::Draft(Box::new(self.drafts.open(&desk, found.id)?)))
    }

    pub(crate) fn open_here(&self, here: &DraftHere) -> Result<DraftView, Refusal> {
        let (desk, id) = (self.desk(), DraftId(here.draft));
        if here.binned {
            self.drafts.bin(&desk, id, false)?;
        }
        self.drafts.open(&desk, id)
    }

    fn update(&self, here: &DraftHere, mut open: OpenCase) -> Result<DraftView, Refusal> {
        let (desk, id) = (self.desk(), DraftId(here.draft));
        let DraftView { token, .. } = self.open_here(here)?;
        self.drafts.kept_or_nothing(desk.files, &Unwatched, |copies| {
            let kept = self.keep_files(&mut open, copies)?;
            self.drafts.take_contents(&desk, (here.draft, token), (open.case, kept), |_, coming| {
                Ok(coming)
            })
        })?;
        // What could not be saved stays open, and is told where the draft is shown.
        let _ = self.drafts.save(&desk, id);
        self.drafts.open(&desk, id)
    }

    /// Copies the files that a case names into the store, and renames them in the case by their own
    /// names. What is not there stays as it is named, and is found missing.
    fn keep_files(
        &self,
        open: &mut OpenCase,
        copies: &mut Vec<Copied>,
    ) -> Result<Vec<(String, Kept)>, Refusal> {
        let mut kept: Vec<(String, Kept)> = Vec::new();
        let mut noted = BTreeMap::new();
        let OpenCase { case, places, .. } = open;
        let named = std::mem::take(&mut case.files);
        for name in case.file_names_mut() {
            let from = places.file(name);
            let was = named.get(name).copied();
            if !self.files.exists(&from) || self.files.is_folder(&from) {
                noted.extend(was.map(|was| (name.clone(), was)));
                continue;
            }
            let copied = Store::keep(self.store_home(), &from, &Unwatched)?;
            let copy = copied.kept.clone();
            self.is_kept_whole(&copy);
            copies.push(copied);
            let taken = |name: &str| kept.iter().any(|(n, k)| n == name && k.digest != copy.digest);
            *name = names::free(&names::file_name(&from), taken);
            let is_it = |was: &Contents| was.digest == copy.digest;
            noted.extend(was.filter(|was| !is_it(was)).map(|was| (name.clone(), was)));
            kept.push((name.clone(), copy));
        }
        // What is what it was needs no note: the store knows what it keeps.
        case.files = noted;
        Ok(kept)
    }
}

/// A case file from elsewhere that comes with links to other files of this machine.
fn leads_out(names: &[&str]) -> Refusal {
    let names = names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join("、");
    let message = format!(
        "没有打开：案例文件旁边的{names}是链接，指向这个文件夹之外的文件。请把那个文件本身复制到链接的位置，再打开。"
    );
    Refusal::new(RefusalCode::Entry, message)
}

fn other_call(case: &Case) -> Refusal {
    let (call, thing) = (&case.call.title, &case.call.thing);
    let message =
        format!("文件是另一次征集（{call}）的{thing}，不能用来更新这份草稿。请另存为新{thing}。");
    Refusal::new(RefusalCode::Entry, message)
}
