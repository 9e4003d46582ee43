//! What lies in the folders that an office was given: packages, case files, folders that were sent. Nothing is left out
//! silently: what is none of these is named.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use foundation::FileFault;
use parcel::SentFolder;
use parcel::package::CASE_FILE;

use crate::desk::Desk;
use crate::files::probe::DEEPEST;

/// What a case file is recognised by, in its first bytes.
const CASE_KEYS: [&str; 2] = ["\"format\"", "\"call\""];
/// Judgement: the keys of a case file stand in any order, but `call` and `format` are short and near its ends; a whole case
/// of a hundred pages is read as far as that.
const LOOKED_AT: u64 = 4 << 20;
/// What lies beside the case file of a package that was unpacked, and belongs to it.
const OF_UNPACKED: [&str; 4] = ["案例-附件", "catalog", "pdf", "sent"];

/// What lies there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Found {
    /// In the order of their paths, each once.
    pub(crate) all: Vec<FoundFile>,
    /// Files that are none of these.
    pub(crate) left: BTreeSet<PathBuf>,
    /// Folders that could not be listed, or are too deep, and why.
    pub(crate) unlisted: Vec<(PathBuf, String)>,
}

/// A file or folder with a case, or several.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FoundFile {
    pub(crate) path: PathBuf,
    pub(crate) kind: FoundKind,
}

/// What it looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FoundKind {
    /// A package, or what an office sent on.
    Package,
    /// A case file.
    CaseFile,
    /// A folder that was sent.
    Folder,
}

impl Desk<'_> {
    /// Looks through files and folders, and folders in them.
    ///
    /// # Errors
    /// `File` where one that was named is not there.
    pub(crate) fn find_cases(&self, paths: &[PathBuf]) -> Result<Found, FileFault> {
        let mut found = Found::default();
        for path in paths {
            let path = disk::meant(path, self.files);
            if self.files.is_folder(&path) {
                // What was named must be there.
                self.files.names(&path)?;
                self.find_in(&path, DEEPEST, &mut found);
            } else {
                self.files.length(&path)?;
                self.find_file(&path, &mut found);
            }
        }
        found.all.sort();
        found.all.dedup();
        Ok(found)
    }

    fn find_in(&self, folder: &Path, below: u32, found: &mut Found) {
        if SentFolder::is_one(folder, self.files) {
            let kind = FoundKind::Folder;
            found.all.push(FoundFile { path: folder.to_owned(), kind });
            return;
        }
        let names = match self.files.names(folder) {
            Ok(names) => names,
            Err(fault) => {
                found.unlisted.push((folder.to_owned(), fault.to_string()));
                return;
            }
        };
        let is_unpacked = names.iter().any(|name| name == CASE_FILE);
        for name in names {
            let path = folder.join(&name);
            let text = name.to_string_lossy();
            let is_ours = is_unpacked && OF_UNPACKED.contains(&&*text);
            if disk::is_litter(&text) || self.files.is_hidden(&path) || is_ours {
                continue;
            }
            if !self.files.is_folder(&path) {
                self.find_file(&path, found);
            } else if self.files.is_link(&path) {
                found.unlisted.push((path, "是链接，没有跟进去。".into()));
            } else if below == 0 {
                found.unlisted.push((path, "套得太深，没有看。".into()));
            } else {
                self.find_in(&path, below - 1, found);
            }
        }
    }

    fn find_file(&self, path: &Path, found: &mut Found) {
        let end = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let kind = match end.as_str() {
            "shenbao" => Some(FoundKind::Package),
            "json" if self.is_case_file(path) => Some(FoundKind::CaseFile),
            // Mail and chat programs change ends: a package is known by what it begins with.
            "zip" | "bin" | "dat" | "" if self.is_package(path) => Some(FoundKind::Package),
            _ => None,
        };
        match kind {
            Some(_) if end == "shenbao" && is_later_part(path) && self.has_first_part(path) => {}
            Some(kind) => found.all.push(FoundFile { path: path.to_owned(), kind }),
            None => drop(found.left.insert(path.to_owned())),
        }
    }

    fn is_case_file(&self, path: &Path) -> bool {
        // What cannot be read is told where it is taken.
        let Ok(start) = self.files.read_up_to(path, LOOKED_AT) else { return true };
        let text = String::from_utf8_lossy(&start);
        CASE_KEYS.iter().all(|key| text.contains(key))
    }

    /// The parts of a package are taken with the first of them.
    fn has_first_part(&self, path: &Path) -> bool {
        let stem = foundation::name_text(path.file_stem().unwrap_or_default());
        let Some((front, of)) = parts_of(&stem) else { return false };
        self.files.exists(&path.with_file_name(format!("{front}-第1卷{of}.shenbao")))
    }
}

fn is_later_part(path: &Path) -> bool {
    let stem = foundation::name_text(path.file_stem().unwrap_or_default());
    parts_of(&stem).is_some_and(|_| !stem.contains("-第1卷"))
}

/// `名-第2卷共3卷` in 名 and 共3卷.
fn parts_of(stem: &str) -> Option<(&str, &str)> {
    let (front, rest) = stem.rsplit_once("-第")?;
    let (number, of) = rest.split_once('卷')?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && of.starts_with('共')).then_some((front, of))
}
