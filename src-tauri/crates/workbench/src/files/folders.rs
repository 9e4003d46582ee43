//! Folders of the machine, for a face without native dialogs.

use std::path::PathBuf;

use foundation::{name_text, path_text};
use serde::{Deserialize, Serialize};

use crate::ask::Ask;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::machine;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// The folders and files in a folder, for a face without native dialogs.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListFolder {
    /// Which; the user's own where it is not said.
    pub path: Option<String>,
}

impl Ask for ListFolder {
    type Answer = FolderView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        folder(&desk, self.path.map(|path| desk.meant(&path)))
    }
}

/// Shows a folder in the system's file manager, or a PDF in the program that the system has for it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ShowFolder {
    /// Which.
    pub path: String,
}

impl Ask for ShowFolder {
    type Answer = ();

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        machine::show(&workbench.desk().meant(&self.path))
    }
}

/// What lies in a folder.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FolderView.ts"))]
pub struct FolderView {
    /// The folder; empty for the list of all drives.
    pub path: String,
    /// The one above; empty where that is the list of all drives.
    pub parent: Option<String>,
    /// Names of the folders in it.
    pub folders: Vec<String>,
    /// Names of the files in it.
    pub files: Vec<String>,
}

/// What lies in a folder, hidden things left out.
fn folder(desk: &Desk<'_>, path: Option<PathBuf>) -> Result<FolderView, Refusal> {
    let path = path.or_else(machine::own_folder).unwrap_or_else(|| PathBuf::from("/"));
    let roots = desk.files.roots();
    if path.as_os_str().is_empty() {
        let folders = roots.iter().map(|root| path_text(root).into_owned()).collect();
        return Ok(FolderView { path: String::new(), parent: None, folders, files: Vec::new() });
    }
    let names = desk.files.names(&path).map_err(Fault::from)?;
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for name in names {
        let whole = path.join(&name);
        let name = name_text(&name).into_owned();
        match desk.files.is_hidden(&whole) {
            true => {}
            false if desk.files.is_folder(&whole) => folders.push(name),
            false => files.push(name),
        }
    }
    Ok(FolderView {
        parent: match path.parent() {
            Some(parent) => Some(path_text(parent).into_owned()),
            None => (roots.len() > 1).then(String::new),
        },
        path: path_text(&path).into_owned(),
        folders,
        files,
    })
}
