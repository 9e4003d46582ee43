//! Files that did not come with their case file, looked for in a folder that the user chose: by their names, and by what
//! the case file says of their contents where it says it. A file is what it is whatever it is called now, and one of the
//! right name may be another one.

use std::path::{Path, PathBuf};

use foundation::{Contents, path_text};
use serde::{Deserialize, Serialize};
use store::DraftId;

use crate::ask::Ask;
use crate::desk::{Desk, OpenCase, links_out};
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Judgement: a folder of photos has some hundred files; a whole disk may be chosen by mistake.
const MOST_LOOKED_AT: usize = 5000;

/// Looks in a folder for files that did not come with their case file. Nothing is copied.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FindMissing {
    /// Which.
    pub draft: i64,
    /// The folder in which they lie, or the one in which that lies.
    pub folder: String,
    /// As the case names them.
    pub names: Vec<String>,
}

/// Where files are that did not come along.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "MissingView.ts"))]
pub struct MissingView {
    /// Those that are there.
    pub found: Vec<FoundView>,
    /// Those of which there is only another file of the same name.
    pub other: Vec<String>,
}

/// A file that was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FoundView.ts"))]
pub struct FoundView {
    /// As the case names it.
    pub name: String,
    /// Where it lies.
    pub place: String,
}

impl Ask for FindMissing {
    type Answer = MissingView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let open = workbench.drafts.case(DraftId(self.draft))?;
        Ok(desk.find_missing(&open, &desk.meant(&self.folder), &self.names))
    }
}

impl Desk<'_> {
    fn find_missing(&self, open: &OpenCase, folder: &Path, names: &[String]) -> MissingView {
        let mut view = MissingView::default();
        let mut all = None;
        for name in names {
            let noted = open.case.files.get(name);
            let is_it = |path: &PathBuf| noted.is_none_or(|noted| self.holds(path, noted));
            let named = self.called_so(folder, name);
            let is_named = !named.is_empty();
            let found = named.into_iter().find(is_it).or_else(|| {
                noted?;
                // What is called otherwise is looked for by its contents, where those are known.
                let all: &Vec<PathBuf> = all.get_or_insert_with(|| self.all_in(folder));
                all.iter().find(|path| is_it(path)).cloned()
            });
            match found {
                Some(path) => {
                    let place = path_text(&path).into_owned();
                    view.found.push(FoundView { name: name.clone(), place });
                }
                None if is_named => view.other.push(name.clone()),
                None => {}
            }
        }
        view
    }

    /// Files of this name, if the user chose the folder itself, or the one in which it lies.
    fn called_so(&self, folder: &Path, name: &str) -> Vec<PathBuf> {
        let own = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let places = [own, name].map(|name| disk::meant(&folder.join(name), self.files));
        let is_there = |path: &PathBuf| {
            self.files.exists(path)
                && !self.files.is_folder(path)
                && !links_out(folder, path, self.files)
        };
        places.into_iter().filter(is_there).collect()
    }

    fn all_in(&self, folder: &Path) -> Vec<PathBuf> {
        let mut all = self.files_at(folder, true).map(|found| found.files).unwrap_or_default();
        all.truncate(MOST_LOOKED_AT);
        all.retain(|path| !links_out(folder, path, self.files));
        all
    }

    /// Whether a file holds what is noted of another one. It is read through only where it is as long.
    fn holds(&self, path: &Path, noted: &Contents) -> bool {
        self.files.length(path).is_ok_and(|bytes| bytes == noted.bytes)
            && self.files.contents(path).is_ok_and(|contents| contents == *noted)
    }
}
