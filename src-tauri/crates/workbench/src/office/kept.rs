//! Collections as they are kept: a file for each beside the drafts, `roundups/<number>.json`, and a folder of the same number
//! with the packages that came, each by its digest, so that twice is once and a stick may be pulled out. No table of the
//! database: what is in a collection are packages, which say themselves what they are, and what the office chose is one text,
//! written whole with each step.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use disk::{Beside, copy_into, with_file, write_whole};
use foundation::{
    Digest, FileFault, FileOperation, Files, Unwatched, Watch, path_text, read_through,
};
use parcel::package::{EXTENSION, PackagePlace};
use roundup::Office;
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::fault::Fault;
use crate::handover::packing::Wanted;
use crate::handover::reading::named;
use crate::office::collected::{Choices, Collect};
use crate::office::finding::{FoundFile, FoundKind};
use crate::refusal::{Refusal, RefusalCode};

/// The folder beside the drafts.
const FOLDER: &str = "roundups";
/// Judgement: choices about five thousand cases are a few MB.
const LONGEST: u64 = 64 << 20;

/// A collection as it is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct KeptRoundup {
    pub(crate) call: String,
    pub(crate) office: Office,
    #[serde(default)]
    pub(crate) reason: String,
    #[serde(default)]
    pub(crate) choices: Choices,
    /// Folders that were sent, which stay where they are.
    #[serde(default)]
    pub(crate) folders: Vec<PathBuf>,
    /// What the packages were called where they came from, by their names here.
    #[serde(default)]
    pub(crate) names: BTreeMap<String, String>,
}

/// Where collections are kept.
pub(crate) struct Roundups<'r> {
    home: PathBuf,
    files: &'r (dyn Files + Send + Sync),
}

impl<'r> Roundups<'r> {
    /// Those beside the drafts in `home`.
    pub(crate) fn at(home: Option<&Path>, desk: &Desk<'r>) -> Result<Self, Refusal> {
        let nowhere =
            || Refusal::new(RefusalCode::Machine, "找不到存放草稿的文件夹，汇总没有地方存。");
        Ok(Self { home: home.ok_or_else(nowhere)?.join(FOLDER), files: desk.files })
    }

    /// The numbers of all of them, the newest first.
    pub(crate) fn all(&self) -> Vec<i64> {
        let names = self.files.list(&self.home).unwrap_or_default();
        let number = |name: &String| name.strip_suffix(".json")?.parse::<i64>().ok();
        let mut all: Vec<i64> = names.iter().filter_map(number).collect();
        all.sort_unstable_by(|a, b| b.cmp(a));
        all
    }

    /// A new one; its number.
    pub(crate) fn make(&self, kept: &KeptRoundup) -> Result<i64, Fault> {
        let number = self.all().first().copied().unwrap_or(0) + 1;
        self.files.make_folders(&self.folder(number))?;
        self.write(number, kept)?;
        Ok(number)
    }

    /// Writes what was chosen.
    pub(crate) fn write(&self, number: i64, kept: &KeptRoundup) -> Result<(), Fault> {
        let text = serde_json::to_string_pretty(kept).expect("plain values can be written");
        write_whole(&self.place(number), text.as_bytes(), self.files)?;
        Ok(())
    }

    /// One by its number.
    pub(crate) fn read(&self, number: i64) -> Result<KeptRoundup, Refusal> {
        let place = self.place(number);
        let bytes = self.files.read_up_to(&place, LONGEST).map_err(Fault::from)?;
        serde_json::from_slice(&bytes).map_err(|_| {
            let message = format!("汇总“{}”读不出来，没有改动它。", foundation::shown(&place));
            Refusal::new(RefusalCode::Machine, message)
        })
    }

    /// When it was changed last, in milliseconds since 1970.
    pub(crate) fn changed(&self, number: i64) -> Option<i64> {
        self.files.modified(&self.place(number))
    }

    /// What is collected of it.
    pub(crate) fn collect(&self, number: i64, kept: &KeptRoundup) -> Collect {
        let folders = kept.folders.iter().filter(|folder| self.files.is_folder(folder));
        Collect {
            paths: std::iter::once(self.folder(number)).chain(folders.cloned()).collect(),
            call: kept.call.clone(),
            office: kept.office.clone(),
            reason: kept.reason.clone(),
            choices: kept.choices.clone(),
        }
    }

    /// What a file of it was called where it came from.
    pub(crate) fn told(&self, number: i64, kept: &KeptRoundup, file: &str) -> String {
        let folder = path_text(&self.folder(number)).into_owned();
        let Some(own) = file.strip_prefix(&folder) else { return file.to_owned() };
        let own = own.trim_start_matches(['/', '\\']);
        let (name, inner) =
            own.split_once('#').map_or((own, None), |(name, inner)| (name, Some(inner)));
        let name = kept.names.get(name).map_or(name, String::as_str);
        inner.map_or_else(|| name.to_owned(), |inner| format!("{name}#{inner}"))
    }

    /// Takes a file or folder in; what is here already is not taken twice.
    pub(crate) fn add(
        &self,
        desk: &Desk<'_>,
        (number, kept): (i64, &mut KeptRoundup),
        found: &FoundFile,
        watch: &dyn Watch,
    ) -> Result<(), Fault> {
        let called = path_text(&found.path).into_owned();
        let name = match found.kind {
            FoundKind::Folder => {
                if !kept.folders.contains(&found.path) {
                    kept.folders.push(found.path.clone());
                }
                return Ok(());
            }
            FoundKind::CaseFile => {
                let open = desk.open(&found.path)?;
                let bytes = desk.package_bytes(&open, &Wanted::default(), &Unwatched)?;
                let name = format!("{}.{EXTENSION}", Digest::of(&bytes));
                let place = self.folder(number).join(&name);
                if !self.files.exists(&place) {
                    write_whole(&place, &bytes, self.files)?;
                }
                name
            }
            FoundKind::Package => self.copy(number, &found.path, watch)?,
        };
        kept.names.entry(name).or_insert(called);
        Ok(())
    }

    fn copy(&self, number: i64, path: &Path, watch: &dyn Watch) -> Result<String, Fault> {
        let place = PackagePlace::of(path, self.files);
        let bytes = place.open(self.files).map_err(|fault| named(path, fault))?;
        let fault = |cause| FileFault::new(FileOperation::Read, path, cause);
        let contents = read_through(bytes.as_ref(), fault, |_| Ok(()))?;
        let name = format!("{}.{EXTENSION}", contents.digest);
        let to = self.folder(number).join(&name);
        if !self.files.exists(&to) {
            watch.expect(contents.bytes);
            let beside = Beside::new(&to, self.files);
            let copied = with_file(bytes.as_ref(), path, |source| {
                copy_into(beside.path(), source, self.files, watch)
            });
            copied.map_err(|fault| beside.at_its_place(fault))?;
            beside.settle()?;
        }
        Ok(name)
    }

    /// Takes a package away that nobody wants in it any more; where it came from it stays.
    pub(crate) fn remove(
        &self,
        number: i64,
        kept: &mut KeptRoundup,
        file: &str,
    ) -> Result<(), Fault> {
        kept.folders.retain(|folder| path_text(folder) != file);
        let name = kept.names.iter().find(|(_, called)| *called == file);
        let Some(name) = name.map(|(name, _)| name.clone()) else { return Ok(()) };
        let place = self.folder(number).join(&name);
        if self.files.exists(&place) {
            self.files.remove_file(&place)?;
        }
        kept.names.remove(&name);
        Ok(())
    }

    fn place(&self, number: i64) -> PathBuf {
        self.home.join(format!("{number}.json"))
    }

    fn folder(&self, number: i64) -> PathBuf {
        self.home.join(number.to_string())
    }
}
