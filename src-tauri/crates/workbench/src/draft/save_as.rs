//! A draft as a case file, with its attachments in a folder beside it.

use std::path::{Path, PathBuf};

use case::{Case, CaseFileFault};
use disk::DiskFault;
use foundation::{FileReason, Unwatched, name_text};
use serde::{Deserialize, Serialize};
use store::DraftId;

use crate::ask::Ask;
use crate::desk::{Desk, OpenCase};
use crate::fault::Fault;
use crate::files::evidence::kept_digest;
use crate::files::names;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Writes a draft as a case file with its attachments beside it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SaveAs {
    /// Which.
    pub draft: i64,
    /// Where.
    pub file: String,
    /// The user knows that some files cannot be read, and wants the rest all the same.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<bool>"))]
    pub without: bool,
}

/// A case file that was written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SavedAs.ts"))]
pub struct SavedAs {
    /// The folder beside it with its files, which has to go where it goes; none where there are none.
    pub folder: Option<String>,
    /// How many files lie there for it.
    pub files: u32,
    /// Files that could not be read and are not there.
    pub left_out: Vec<String>,
}

impl Ask for SaveAs {
    type Answer = SavedAs;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, id) = (workbench.desk(), DraftId(self.draft));
        // Where the disk of the drafts is full, another may still take the case.
        let _ = workbench.drafts.save(&desk, id);
        let (case, file) = (workbench.drafts.case(id)?, desk.meant(&self.file));
        Ok(desk.save_as(&case, &file, self.without)?)
    }
}

impl Desk<'_> {
    /// Writes a case file at `path`, and its attachments into the folder `…-附件` beside it: the files
    /// first. What cannot be read is left out where `without` says so.
    ///
    /// # Errors
    /// `File`; `NotWritable` where something cannot stand in a case file; `LeftOut` where files cannot be read.
    pub(crate) fn save_as(
        &self,
        open: &OpenCase,
        path: &Path,
        without: bool,
    ) -> Result<SavedAs, Fault> {
        self.can_be_read_again(&open.case)?;
        let mut case = open.case.clone();
        let stem = name_text(path.file_stem().unwrap_or_default());
        let folder = format!("{stem}-附件");
        let mut made = Made::default();
        let place = path.with_file_name(&folder);
        if let Err(fault) = self.put_files(open, &mut case, (&place, &folder), &mut made) {
            self.take_back(&made);
            return Err(fault.into());
        }
        if !made.left_out.is_empty() && !without {
            self.take_back(&made);
            return Err(Fault::LeftOut { files: made.left_out });
        }
        let written = self.write_file(path, case::write(&case).as_bytes());
        if written.as_ref().is_err_and(|fault| !fault.has_its_name()) {
            self.take_back(&made);
        }
        written.map(|()| SavedAs {
            folder: (made.files > 0).then_some(folder),
            files: made.files,
            left_out: made.left_out.into_iter().map(|(name, _)| name).collect(),
        })
    }

    /// Whether a case comes back from its case file.
    fn can_be_read_again(&self, case: &Case) -> Result<(), Fault> {
        let text = case::write(case);
        let read = case::read(text.as_bytes(), self.catalog);
        read.map(drop).map_err(|faults| {
            let named = |fault: CaseFileFault| {
                let id =
                    fault.place.strip_prefix("values/").and_then(|place| place.split('/').next());
                let label = id.and_then(|id| case.field(id)).map(catalog::Field::plain_label);
                CaseFileFault { place: label.unwrap_or(fault.place), ..fault }
            };
            Fault::NotWritable { faults: faults.into_iter().map(named).collect() }
        })
    }

    /// Removes what was made for nothing. The first fault is the one to tell.
    fn take_back(&self, made: &Made) {
        for copy in &made.copies {
            let _ = self.files.remove_file(copy);
        }
        if let Some(folder) = &made.folder {
            let _ = self.files.remove_empty_folder(folder);
        }
    }

    fn put_files(
        &self,
        open: &OpenCase,
        case: &mut Case,
        (folder, prefix): (&Path, &str),
        made: &mut Made,
    ) -> Result<(), DiskFault> {
        let mut noted = open.case.files.clone();
        for name in case.file_names_mut() {
            let from = open.file(name);
            let contents = match self.files.contents(&from) {
                Ok(contents) => contents,
                Err(fault) => {
                    made.left_out.push((name.clone(), fault.why()));
                    continue;
                }
            };
            if kept_digest(open, name).is_some_and(|kept| kept != contents.digest) {
                made.left_out.push((name.clone(), FileReason::Altered));
                continue;
            }
            if !self.files.is_folder(folder) {
                self.files.make_folder(folder)?;
                made.folder = Some(folder.to_owned());
            }
            let other = |name: &str| {
                let there = folder.join(name);
                self.files.exists(&there)
                    && !self.files.contents(&there).is_ok_and(|there| there == contents)
            };
            let own = names::free(name, other);
            let to = folder.join(&own);
            if !self.files.exists(&to) {
                made.copies.push(to.clone());
                disk::copy_whole(&from, &to, self.files, &Unwatched)?;
            }
            made.files += 1;
            *name = format!("{prefix}/{own}");
            noted.insert(name.clone(), contents);
        }
        case.files = noted;
        Ok(())
    }
}

/// What was made for a case file that is not written yet.
#[derive(Default)]
struct Made {
    folder: Option<PathBuf>,
    copies: Vec<PathBuf>,
    /// How many files of the case lie there, those that lay there before too.
    files: u32,
    /// Those that could not be read as they were kept, and why.
    left_out: Vec<(String, FileReason)>,
}
