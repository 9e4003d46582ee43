//! Case files: new ones, those that are opened, and writing one whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use case::{Case, Other, Others};
use foundation::{Identity, Unwatched, name_text};

use crate::desk::{Beside, Desk, OpenCase, Places};
use crate::fault::Fault;

/// Judgement: a case of a hundred pages has less than 1 MB of text; this leaves room for slips of the
/// clipboard, which become findings, and keeps memory bounded.
const LONGEST_CASE_FILE: u64 = 64 << 20;
/// The longest that becomes a draft. Judgement: a face holds the text several times over where it is saved, which stays
/// within 200 MB with this; longer ones are still checked, rendered and sent as files.
const LONGEST_DRAFT: u64 = 20 << 20;
/// Judgement: ten times the longest that anybody writes.
const LARGE: u64 = 8 << 20;

impl Desk<'_> {
    /// The text of a new case file: with an id, and every field, empty or as the call's sample.
    ///
    /// # Errors
    /// `UnknownCall`, `UnknownRoute`, `NoSample`, `Chance`.
    pub fn new_case(&self, call: &str, route: Option<&str>, sample: bool) -> Result<String, Fault> {
        let found = self.call(call)?;
        let mut case = Case::new(found.clone());
        if let Some(route) = route {
            if found.route(route).is_none() {
                let known = found.routes.iter().map(|route| route.id.as_str());
                let known = known.collect::<Vec<_>>().join("、");
                return Err(Fault::UnknownRoute { id: route.to_owned(), known });
            }
            case.route = route.to_owned();
        }
        if sample {
            let text = found.samples.iter().find(|(route, _)| *route == case.route);
            let (_, text) = text.ok_or_else(|| Fault::NoSample { route: case.route.clone() })?;
            case = case::read(text.as_bytes(), self.catalog)
                .map_err(|faults| Fault::CaseFile { path: "sample".into(), faults })?;
        }
        case.identity = Some(Identity::draw(self.chance)?);
        Ok(case::write(&case))
    }

    /// Reads a case file.
    ///
    /// # Errors
    /// `File`, `CaseTooLarge`, `CaseFile`.
    pub fn open(&self, path: &Path) -> Result<OpenCase, Fault> {
        let mut case = self.read_case(path)?;
        // A case file may be opened through a link: its files lie beside the file itself.
        let place = if self.files.is_link(path) { self.files.canonical(path) } else { path.into() };
        let folder = place.parent().map(Path::to_owned).unwrap_or_default();
        let beside = Beside::of(&mut case, folder, self.files);
        Ok(OpenCase::new(case, Places::Folder(beside)))
    }

    /// Reads a case file that is to become a draft.
    ///
    /// # Errors
    /// As [`Desk::open`]; `TooLongToEdit`.
    pub(crate) fn open_to_edit(&self, path: &Path) -> Result<OpenCase, Fault> {
        let bytes = self.files.length(path)?;
        // What is longer than any case is told as that.
        if (LONGEST_DRAFT + 1..=LONGEST_CASE_FILE).contains(&bytes) {
            return Err(Fault::TooLongToEdit { path: path.to_owned(), bytes, most: LONGEST_DRAFT });
        }
        self.open(path)
    }

    fn read_case(&self, path: &Path) -> Result<Case, Fault> {
        let bytes = self.files.read_up_to(path, LONGEST_CASE_FILE + 1)?;
        let length = bytes.len() as u64;
        if length > LONGEST_CASE_FILE {
            return Err(Fault::CaseTooLarge { path: path.to_owned(), most: LONGEST_CASE_FILE });
        }
        let read = |bytes: &[u8]| {
            case::read(bytes, self.catalog)
                .map_err(|faults| Fault::CaseFile { path: path.to_owned(), faults })
        };
        if length < LARGE {
            return read(&bytes);
        }
        match case::read_large(bytes, self.catalog) {
            Some(case) => Ok(case),
            None => read(&self.files.read_up_to(path, LONGEST_CASE_FILE)?),
        }
    }

    /// Reads a case file, and others of the same call to which it is compared.
    ///
    /// # Errors
    /// As [`Desk::open`]; `NotOfOneCall`.
    pub fn open_with(&self, path: &Path, others: &[PathBuf]) -> Result<OpenCase, Fault> {
        let mut open = self.open(path)?;
        // A pattern of the shell may bring the case itself, or another one twice.
        let place = |path: &Path| self.files.canonical(path);
        let mut seen = BTreeSet::from([place(path)]);
        let mut with = Vec::new();
        for other in others.iter().filter(|other| seen.insert(place(other))) {
            let case = self.open(other)?.case;
            if case.call.id != open.case.call.id {
                return Err(Fault::OtherCall {
                    path: other.clone(),
                    call: case.call.title.clone(),
                });
            }
            with.push(Other::of(&case));
        }
        open.others = Others::new(&open.case.call, with);
        Ok(open)
    }

    /// A case that has no files yet, or keeps them in the store.
    pub(crate) fn read_kept(&self, text: &str) -> Result<OpenCase, Fault> {
        let case = case::read_draft(text, self.catalog)
            .map_err(|faults| Fault::CaseFile { path: "案例".into(), faults })?;
        Ok(OpenCase::new(case, Places::Kept(BTreeMap::new())))
    }

    /// Writes a new case file. One that is there and new as well stays as it is; another file of that name
    /// is kept beside it under a name of its own, which is returned.
    ///
    /// # Errors
    /// `File`; what was there before stays.
    pub fn write_new_case(&self, path: &Path, text: &str) -> Result<Option<PathBuf>, Fault> {
        let files = self.files;
        let is_file = files.exists(path) && !files.is_folder(path) && !files.is_device(path);
        if !is_file {
            self.write_file(path, text.as_bytes())?;
            return Ok(None);
        }
        let there = self.files.read_up_to(path, LONGEST_CASE_FILE)?;
        if is_same_but_id(&there, text.as_bytes()) {
            return Ok(None);
        }
        let stem = name_text(path.file_stem().unwrap_or_default());
        let end = path.extension().map(|end| format!(".{}", name_text(end)));
        let end = end.unwrap_or_default();
        let mut names = (1..).map(|n| path.with_file_name(format!("{stem}（原有{n}）{end}")));
        let kept = names.find(|name| !self.files.exists(name)).expect("a folder has an end");
        disk::copy_whole(path, &kept, self.files, &Unwatched)?;
        let written = self.write_file(path, text.as_bytes());
        if written.as_ref().is_err_and(|fault| !fault.has_its_name()) {
            // The first fault is the one to tell. What is kept is still there as well.
            let _ = self.files.remove_file(&kept);
        }
        written.map(|()| Some(kept))
    }

    /// Writes a file whole or not at all: beside its place, synced, then renamed over what was there.
    ///
    /// # Errors
    /// `File`; what was there before stays.
    pub fn write_file(&self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        if self.files.is_device(path) {
            return Ok(self.files.write_through(path, bytes)?);
        }
        disk::write_whole(path, bytes, self.files)?;
        Ok(())
    }
}

/// Whether two case files are alike in all but the id: a new case that nobody has begun to fill in.
fn is_same_but_id(one: &[u8], other: &[u8]) -> bool {
    let without_id = |bytes: &[u8]| {
        let mut file: serde_json::Value = serde_json::from_slice(bytes).ok()?;
        file.as_object_mut()?.remove("id");
        Some(file)
    };
    without_id(one).is_some_and(|one| without_id(other) == Some(one))
}
