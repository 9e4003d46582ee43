//! A call with its forms is handed on without a case, and taken: what one office has made of a notice, others need not make
//! again. The same is taken once; another one of the same name becomes a newer edition, by which no draft is changed
//! before its user takes it.

use std::path::Path;

use catalog::Folder;
use foundation::{Unwatched, path_text};
use parcel::package::{FormPackage, FormSheet, PackageFault};
use serde::{Deserialize, Serialize};

use crate::ask::Ask;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::forms::calls::CallSummary;
use crate::handover::reading::{FormState, named};
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// The program, as packages name it.
const PROGRAM: &str = concat!("shenbaoxia ", env!("CARGO_PKG_VERSION"));

/// Writes a call with its forms as a form package.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PackForm {
    /// The id of the call.
    pub call: String,
    /// Where.
    pub file: String,
}

/// Takes the form of a form package, as `import` showed it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TakeForm {
    /// Where it lies.
    pub file: String,
}

/// A form package that was written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormPacked.ts"))]
pub struct FormPacked {
    /// Where it lies.
    pub file: String,
    /// `packed`.
    pub state: &'static str,
    /// The id of the call.
    pub call: String,
    /// The digest of what the call and its forms say, in hexadecimal digits: two that say the same have the same.
    pub digest: String,
}

/// A form package that was opened; nothing of it was taken.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormComing.ts"))]
pub struct FormComing {
    /// Where it lies.
    pub file: String,
    /// The id of the call.
    pub call: String,
    /// Its title.
    pub call_title: String,
    /// The titles of its forms.
    pub forms: Vec<String>,
    /// When it was packed, in milliseconds since 1970; none where it does not say so.
    pub packed: Option<i64>,
    /// The program that packed it.
    pub program: String,
    /// The digest of what the call and its forms say.
    pub digest: String,
    /// How it stands to the one that is here.
    pub form: FormState,
    /// Where it is another one than the one here: what it says otherwise.
    pub differs: Vec<String>,
    /// How many drafts go on by the one that is here.
    pub drafts: u32,
}

/// A form that was taken, or was here.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormTaken.ts"))]
pub struct FormTaken {
    /// The id of its call.
    pub call: String,
    /// Whether it was here.
    pub known: bool,
    /// How many drafts go on by the one that was here before.
    pub kept_for: u32,
    /// Every call, the newest first.
    pub calls: Vec<CallSummary>,
}

impl Ask for PackForm {
    type Answer = FormPacked;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        Ok(desk.pack_form(&self.call, &desk.meant(&self.file))?)
    }
}

impl Ask for TakeForm {
    type Answer = FormTaken;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.take_form_package(&workbench.desk().meant(&self.file))
    }
}

impl Desk<'_> {
    /// Writes a call with its forms as a form package.
    ///
    /// # Errors
    /// `UnknownCall`; `OutputIsOther` where another kind of file lies there; `Package`: what was there before stays.
    pub fn pack_form(&self, id: &str, place: &Path) -> Result<FormPacked, Fault> {
        let call = self.call(id)?;
        if self.files.exists(place) && !self.is_package(place) {
            return Err(Fault::OutputIsOther { path: place.to_owned() });
        }
        let package = FormPackage {
            sheet: FormSheet::of(call, PROGRAM, self.clock.now()),
            folders: self.catalog.folders_of(call).cloned().collect(),
        };
        package.write(place, self.files, &Unwatched).map_err(|fault| named(place, fault))?;
        Ok(FormPacked {
            file: path_text(place).into_owned(),
            state: "packed",
            call: call.id.clone(),
            digest: call.digest.to_string(),
        })
    }

    /// What is in a form package, and how it stands to what is here.
    pub fn form_coming(&self, path: &Path, package: &FormPackage) -> FormComing {
        let FormSheet { call, forms, packed, program, .. } = &package.sheet;
        let here = self.catalog.call(&call.id);
        let form = match here {
            Some(here) if here.digest == call.digest => FormState::Same,
            Some(_) => FormState::Changed,
            None => FormState::Absent,
        };
        let coming = catalog::Catalog::of(
            [self.folders_beside(&package.folders), package.folders.clone()].concat(),
        );
        let differs = match (here, coming.call(&call.id), form) {
            (Some(here), Some(coming), FormState::Changed) => catalog::differences(here, coming),
            _ => Vec::new(),
        };
        let moment = packed.parse::<foundation::Timestamp>();
        FormComing {
            file: path_text(path).into_owned(),
            call: call.id.clone(),
            call_title: call.title.clone(),
            forms: forms.iter().map(|form| form.title.clone()).collect(),
            packed: moment.ok().map(foundation::Timestamp::as_millisecond),
            program: program.clone(),
            digest: call.digest.to_string(),
            form,
            differs,
            drafts: 0,
        }
    }

    /// What comes with the program and is not among these.
    fn folders_beside(&self, folders: &[Folder]) -> Vec<Folder> {
        let built_in = catalog::Catalog::built_in_folders().into_iter();
        built_in.filter(|there| !folders.iter().any(|own| own.is_same(there))).collect()
    }
}

impl Workbench {
    /// What is in a form package, and how many drafts the one here has.
    pub(crate) fn form_package_view(&self, path: &Path) -> Result<FormComing, Refusal> {
        let desk = self.desk();
        let coming = desk.form_coming(path, &desk.form_arrived(path)?);
        let drafts = match coming.form {
            FormState::Changed => self.drafts_of(&coming.call)?.len(),
            FormState::Same | FormState::Absent => 0,
        };
        Ok(FormComing { drafts: u32::try_from(drafts).unwrap_or(u32::MAX), ..coming })
    }

    /// Takes a form package into the user's own catalog.
    ///
    /// # Errors
    /// `Package` where it is none, or not as it should be; `Entry` where a form of the same name is not the user's own, and
    /// where it cannot be used. What was there before stays.
    pub fn take_form_package(&self, path: &Path) -> Result<FormTaken, Refusal> {
        let desk = self.desk();
        let package = desk.form_arrived(path)?;
        let own = self.own_catalog().ok_or_else(|| {
            Refusal::new(RefusalCode::Machine, "找不到存放草稿的文件夹，表单没有地方存。")
        })?;
        let call = &package.sheet.call.id;
        let state = desk.form_coming(path, &package).form;
        let kept_for = match state {
            FormState::Same => 0,
            FormState::Absent => {
                let taken = desk.take_folders(&package.folders, &own);
                taken.map_err(|fault| Refusal::from(named(path, fault)))?;
                0
            }
            FormState::Changed => self.replace_form(path, &package, &own)?,
        };
        if state != FormState::Same {
            self.read_catalog_again();
        }
        if self.catalog().call(call).is_none_or(|here| here.digest != package.sheet.call.digest) {
            let why = self.unused().pop().unwrap_or_default();
            let message = format!("表单包里的表单用不了，没有收下。{why}");
            return Err(Refusal::new(RefusalCode::Entry, message));
        }
        Ok(FormTaken {
            call: call.clone(),
            known: state == FormState::Same,
            kept_for: u32::try_from(kept_for).unwrap_or(u32::MAX),
            calls: self.calls(),
        })
    }

    /// Puts what comes in the place of a call of the user's own; how many drafts go on by what was there.
    fn replace_form(
        &self,
        path: &Path,
        package: &FormPackage,
        own: &Path,
    ) -> Result<usize, Refusal> {
        let call = &package.sheet.call;
        let before = self.desk_folders(&call.id).map_err(|_| {
            let message = format!(
                "“{}”是程序自带的征集，收到的和它内容不同，没有收下。要用收到的，请交来的人在表单台抄成新的一份，再交来。",
                call.title
            );
            Refusal::new(RefusalCode::Entry, message)
        })?;
        let built_in = catalog::Catalog::built_in_folders();
        let wrong = catalog::lint(&package.folders, &self.beside_desk(&package.folders));
        if let Some(fault) = wrong.iter().find(|fault| fault.is_error()) {
            let why = format!("第 {} 行：{}", fault.line, fault.message);
            let fault = PackageFault::Wrong { file: fault.file.clone(), why };
            return Err(named(path, fault).into());
        }
        let new = package.folders.iter().filter(|folder| {
            let is_known = |known: &Folder| known.is_same(folder) && known.files == folder.files;
            !built_in.iter().any(is_known)
        });
        let mut folders = Vec::new();
        for folder in new {
            let place = own.join(&folder.path);
            let is_of_it = before.iter().any(|there| there.is_same(folder));
            if !is_of_it && self.files.exists(&place) {
                let message = format!(
                    "表单“{}”在这里是别的征集的，内容不同，没有收下。请交来的人在表单台抄成新的一份，再交来。",
                    folder.id()
                );
                return Err(Refusal::new(RefusalCode::Entry, message));
            }
            self.files.make_folders(&place).map_err(Fault::from)?;
            folders
                .push(Folder { path: path_text(&place).into_owned(), files: folder.files.clone() });
        }
        self.save_folders(&call.id, &folders)
    }
}
