//! Files that come into a draft: copied into the store first, while typing goes on, then known to the draft by
//! their names, and only then shown by an edit. Seen from the draft all of this is quick but the copying.

use std::io::Read;
use std::path::{Path, PathBuf};

use foundation::{FileOperation, Watch, name_text, shown};
use serde::{Deserialize, Serialize};
use store::{Kept, Store, StoreFault};

use crate::ask::Ask;
use crate::desk::links_out;
use crate::draft::drafts::Drafts;
use crate::draft::kept::Asking;
use crate::files::names::file_name;
use crate::files::probe::DEEPEST;
use crate::files::running::Job;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Copies files, and those in folders that are named, into the store, and tells by which names the draft
/// knows them. Nothing shows them until an edit or `attach` does.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Keep {
    /// Which.
    pub draft: i64,
    /// From `open_draft`.
    pub token: u64,
    /// Where they lie.
    pub files: Vec<String>,
    /// A number for `progress`, which the face makes up.
    pub job: u32,
}

impl Ask for Keep {
    type Answer = KeptView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.keep((self.draft, self.token), &self.files, self.job)
    }
}

/// What came of files that were to be kept.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "KeptView.ts"))]
pub struct KeptView {
    /// By which names the draft knows those that were copied.
    pub names: Vec<String>,
    /// A sentence for each that could not be.
    pub refused: Vec<String>,
}

impl Workbench {
    /// Copies files, and those in folders that are named, into the store. One that cannot be read is told, and
    /// the others are kept; a store that takes no more, or a stop, keeps none.
    fn keep(&self, asking: Asking, files: &[String], job: u32) -> Result<KeptView, Refusal> {
        let job = Asked { job: self.jobs.begin((asking.0, job)), drafts: &self.drafts, asking };
        let (files, mut refused) = self.gathered(files);
        let desk = self.desk();
        job.expect(files.iter().map(|file| desk.files.length(file).unwrap_or(0)).sum());
        let names = self.drafts.kept_or_nothing(self.files.as_ref(), &job, |copies| {
            let mut named = Vec::new();
            for file in &files {
                match Store::keep(self.store_home(), file, &job) {
                    Ok(copied) => {
                        self.is_kept_whole(&copied.kept);
                        named.push((file_name(file), copied.kept.clone()));
                        copies.push(copied);
                    }
                    Err(fault) if is_of_the_file(&fault) => refused.push(fault.to_string()),
                    Err(fault) => return Err(fault.into()),
                }
            }
            self.drafts.name_kept(asking, named)
        });
        Ok(KeptView { names: job.outcome(names)?, refused })
    }

    /// Keeps a file of `length` bytes that a face brings itself.
    ///
    /// # Errors
    /// Where the store takes no more, `source` ends early or goes on too long, or it was stopped.
    pub fn keep_from(
        &self,
        asking: Asking,
        (name, source, length): (&str, &mut dyn Read, u64),
        job: u32,
    ) -> Result<KeptView, Refusal> {
        let job = Asked { job: self.jobs.begin((asking.0, job)), drafts: &self.drafts, asking };
        job.expect(length);
        let name = file_name(Path::new(name));
        let names = self.drafts.kept_or_nothing(self.files.as_ref(), &job, |copies| {
            let from = (source, Path::new(&name));
            let copied = Store::keep_from(self.store_home(), from, length, &job)?;
            self.is_kept_whole(&copied.kept);
            let named = vec![(name.clone(), copied.kept.clone())];
            copies.push(copied);
            self.drafts.name_kept(asking, named)
        });
        Ok(KeptView { names: job.outcome(names)?, refused: Vec::new() })
    }

    /// A file that was just kept is what it was: one that was damaged is mended by the same one.
    pub(crate) fn is_kept_whole(&self, kept: &Kept) {
        let path = Store::kept_path(self.drafts.home(), kept.digest);
        self.desk().measured.note_altered(&path, false);
    }

    /// The files that are meant: in the place of a folder those in it and in its folders, in the order of their
    /// names, 2.jpg before 10.jpg.
    fn gathered(&self, files: &[String]) -> (Vec<PathBuf>, Vec<String>) {
        let (mut all, mut refused) = (Vec::new(), Vec::new());
        for file in files {
            let path = &self.desk().meant(file);
            let found = self.desk().files_at(path, true).map(|all| {
                let (mut found, told) = (all.files, refused.len());
                let unlisted = all.unlisted.iter().map(ToString::to_string);
                refused.extend(unlisted.map(|fault| format!("{fault}里面的文件没有添加。")));
                refused.extend(all.too_deep.iter().map(|folder| {
                    let folder = shown(folder);
                    format!("“{folder}”在 {DEEPEST} 层以下，里面的文件没有添加。请直接选那个文件夹。")
                }));
                found.retain(|file| {
                    !disk::is_litter(&name_text(file.file_name().unwrap_or_default()))
                });
                // A folder from elsewhere may not bring other files of this machine along. What is named itself is
                // meant, wherever it leads.
                let leads_out = |file: &mut PathBuf| {
                    *file != *path && links_out(path, file, self.files.as_ref())
                };
                for link in found.extract_if(.., leads_out) {
                    let link = shown(&link);
                    refused.push(format!(
                        "“{link}”是链接，指向这个文件夹之外的文件，没有添加。要报送的，请直接选那个文件。"
                    ));
                }
                (found, refused.len() > told)
            });
            match found {
                Ok((found, is_told)) if found.is_empty() => {
                    if !is_told {
                        refused.push(format!("“{}”里没有文件。", shown(path)));
                    }
                }
                Ok((found, _)) if found.len() > MOST_OF_A_FOLDER => {
                    let count = found.len();
                    let folder = shown(path);
                    refused.push(format!(
                        "“{folder}”里有 {count} 个文件，超过 {MOST_OF_A_FOLDER} 个，没有添加。请只选要报送的。"
                    ));
                }
                Ok((mut found, _)) => {
                    alphanumeric_sort::sort_path_slice(&mut found);
                    all.extend(found);
                }
                Err(fault) => refused.push(fault.to_string()),
            }
        }
        (all, refused)
    }
}

/// Judgement: nobody sends so many; a whole disk may be let go by mistake.
const MOST_OF_A_FOLDER: usize = 300;

/// A job as long as whoever asked for it may edit the draft.
struct Asked<'w> {
    job: Job<'w>,
    drafts: &'w Drafts,
    asking: Asking,
}

impl Asked<'_> {
    /// What came of it; that the draft was taken over rather than that it was stopped for it.
    fn outcome<T>(&self, outcome: Result<T, Refusal>) -> Result<T, Refusal> {
        match outcome {
            Err(_) if !self.job.is_stopped() => self.drafts.may_edit(self.asking).and(outcome),
            _ => outcome,
        }
    }
}

impl Watch for Asked<'_> {
    fn expect(&self, bytes: u64) {
        self.job.expect(bytes);
    }

    fn advance(&self, bytes: u64) {
        self.job.advance(bytes);
    }

    fn is_stopped(&self) -> bool {
        self.job.is_stopped() || self.drafts.may_edit(self.asking).is_err()
    }
}

/// Whether only this file is at fault, not the disk of the drafts.
fn is_of_the_file(fault: &StoreFault) -> bool {
    match fault {
        StoreFault::File(fault) => fault.operation == FileOperation::Read,
        StoreFault::Changed { .. } => true,
        _ => false,
    }
}
