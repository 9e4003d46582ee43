//! Editions: the texts of a call as they were before the desk changed them, for the drafts that were begun by them. A
//! draft that is pinned to one is read by it until its user takes the newer form.
//!
//! They lie in `editions` beside the drafts: a folder for each, named by what its texts say, and `pins.txt`, a line for
//! each case: its id, a blank, the edition. A form that somebody changes by hand makes no edition: what it has no place
//! for is set aside.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use catalog::{Catalog, Folder};
use disk::{DiskFault, write_whole};
use foundation::{CaseId, Digest, Files, Hasher};

use crate::forms::lint::folders_at;
use crate::memory::lock;

/// The folder beside the drafts.
const FOLDER: &str = "editions";
const PINS: &str = "pins.txt";
/// Judgement: a million cases.
const LONGEST_PINS: u64 = 100 << 20;

/// Which drafts are read by which edition.
#[derive(Default)]
pub(crate) struct Editions {
    home: Option<PathBuf>,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    /// None before they were read.
    pins: Option<BTreeMap<CaseId, Digest>>,
    catalogs: BTreeMap<Digest, Catalog>,
}

impl Editions {
    pub(crate) fn new(home: Option<PathBuf>) -> Self {
        Self { home, known: Mutex::default() }
    }

    fn folder(&self) -> Option<PathBuf> {
        self.home.as_ref().map(|home| home.join(FOLDER))
    }

    fn with_pins<T>(
        &self,
        files: &dyn Files,
        work: impl FnOnce(&mut BTreeMap<CaseId, Digest>) -> T,
    ) -> T {
        let mut known = lock(&self.known);
        let read = || self.folder().map(|folder| read_pins(&folder, files)).unwrap_or_default();
        work(known.pins.get_or_insert_with(read))
    }

    /// Whether any case is pinned.
    pub(crate) fn are_there(&self, files: &dyn Files) -> bool {
        self.with_pins(files, |pins| !pins.is_empty())
    }

    /// The edition that a case is pinned to.
    pub(crate) fn pin(&self, files: &dyn Files, case: CaseId) -> Option<Digest> {
        self.with_pins(files, |pins| pins.get(&case).copied())
    }

    /// The forms and calls by which a case is read, where they are not those of today. An edition that is gone is none:
    /// the case is read by today's then, and loses nothing.
    pub(crate) fn catalog(&self, files: &dyn Files, case: CaseId) -> Option<Catalog> {
        let edition = self.pin(files, case)?;
        if let Some(known) = lock(&self.known).catalogs.get(&edition) {
            return Some(known.clone());
        }
        let folders = folders_at(&self.folder()?.join(edition.to_string()), files).ok()?;
        let catalog = Catalog::of([Catalog::built_in_folders(), folders].concat());
        lock(&self.known).catalogs.insert(edition, catalog.clone());
        Some(catalog)
    }

    /// Keeps the texts of a call and its own forms, and pins cases to them that are pinned to nothing yet.
    pub(crate) fn keep(
        &self,
        files: &dyn Files,
        folders: &[Folder],
        cases: impl IntoIterator<Item = CaseId>,
    ) -> Result<(), DiskFault> {
        let Some(place) = self.folder() else { return Ok(()) };
        let edition = digest(folders);
        let mut pins = self.with_pins(files, |pins| pins.clone());
        let before = pins.len();
        for case in cases {
            pins.entry(case).or_insert(edition);
        }
        if pins.len() == before {
            return Ok(());
        }
        write_edition(&place.join(edition.to_string()), folders, files)?;
        self.write_pins(files, &place, pins)
    }

    /// A copy of a case is read as the case is.
    pub(crate) fn follow(
        &self,
        files: &dyn Files,
        case: CaseId,
        copy: CaseId,
    ) -> Result<(), DiskFault> {
        let (Some(place), Some(edition)) = (self.folder(), self.pin(files, case)) else {
            return Ok(());
        };
        let mut pins = self.with_pins(files, |pins| pins.clone());
        pins.insert(copy, edition);
        self.write_pins(files, &place, pins)
    }

    /// A case is read by the forms of today from now on.
    pub(crate) fn let_go(&self, files: &dyn Files, case: CaseId) -> Result<(), DiskFault> {
        let Some(place) = self.folder() else { return Ok(()) };
        let mut pins = self.with_pins(files, |pins| pins.clone());
        match pins.remove(&case) {
            Some(_) => self.write_pins(files, &place, pins),
            None => Ok(()),
        }
    }

    fn write_pins(
        &self,
        files: &dyn Files,
        place: &Path,
        pins: BTreeMap<CaseId, Digest>,
    ) -> Result<(), DiskFault> {
        let text: String =
            pins.iter().map(|(case, edition)| format!("{case} {edition}\n")).collect();
        files.make_folders(place)?;
        write_whole(&place.join(PINS), text.as_bytes(), files)?;
        lock(&self.known).pins = Some(pins);
        Ok(())
    }
}

/// What cannot be read pins nothing: those cases are read by the forms of today.
fn read_pins(folder: &Path, files: &dyn Files) -> BTreeMap<CaseId, Digest> {
    let file = folder.join(PINS);
    if !files.exists(&file) {
        return BTreeMap::new();
    }
    let text = files.read_up_to(&file, LONGEST_PINS).unwrap_or_default();
    let pin = |line: &str| {
        let (case, edition) = line.split_once(' ')?;
        Some((case.parse().ok()?, edition.trim().parse().ok()?))
    };
    String::from_utf8_lossy(&text).lines().filter_map(pin).collect()
}

/// Of what folders say, wherever they lie.
pub(crate) fn digest(folders: &[Folder]) -> Digest {
    let mut hasher = Hasher::default();
    let mut parts: Vec<(String, &str)> = Vec::new();
    for folder in folders {
        let texts = folder.files.iter();
        parts.extend(texts.map(|(name, text)| (format!("{}/{name}", folder.id()), text.as_str())));
    }
    parts.sort();
    for (name, text) in parts {
        hasher.update(format!("{name}\n{}\n{text}", text.len()).as_bytes());
    }
    hasher.finish()
}

/// One that is there already says the same; one that was cut off is written over.
fn write_edition(place: &Path, folders: &[Folder], files: &dyn Files) -> Result<(), DiskFault> {
    for folder in folders {
        let kind = if folder.is_call() { "calls" } else { "forms" };
        let own = place.join(kind).join(folder.id());
        files.make_folders(&own)?;
        for (name, text) in &folder.files {
            write_whole(&own.join(name), text.as_bytes(), files)?;
        }
    }
    Ok(())
}
