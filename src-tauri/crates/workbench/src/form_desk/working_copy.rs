//! What was changed at the desk and is not saved: written after each step, so that nothing is lost where the program
//! ends. It lies in `form-desk` beside the drafts, a file for each call, until it is saved or thrown away.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use catalog::Folder;
use disk::{DiskFault, write_whole};
use foundation::{Digest, Files};
use serde::{Deserialize, Serialize};

use crate::form_desk::editions::digest;

/// The folder beside the drafts.
const FOLDER: &str = "form-desk";
/// Texts are bounded when they are read one by one.
const LONGEST: u64 = 64 << 20;

#[derive(Deserialize, Serialize)]
struct Written {
    /// What was on the disk when it was changed.
    base: String,
    /// The texts by folder and file.
    folders: BTreeMap<String, BTreeMap<String, String>>,
}

/// The unsaved texts of a call.
pub(crate) struct WorkingCopy {
    pub(crate) base: Digest,
    pub(crate) folders: Vec<Folder>,
}

/// Where they lie. A call is named as its folder is, so the name is legal.
fn place(home: &Path, call: &str) -> PathBuf {
    home.join(FOLDER).join(format!("{call}.json"))
}

/// Writes the texts of a step.
pub(crate) fn write(
    home: &Path,
    (call, base): (&str, Digest),
    folders: &[Folder],
    files: &dyn Files,
) -> Result<(), DiskFault> {
    let of = |folder: &Folder| (name(folder), folder.files.clone());
    let folders = folders.iter().map(of).collect();
    let written = Written { base: base.to_string(), folders };
    let text = serde_json::to_string_pretty(&written).expect("texts can be written");
    files.make_folders(&home.join(FOLDER))?;
    write_whole(&place(home, call), text.as_bytes(), files)?;
    Ok(())
}

/// A folder by its kind and id: the home may lie elsewhere the next time.
fn name(folder: &Folder) -> String {
    format!("{}/{}", if folder.is_call() { "call" } else { "form" }, folder.id())
}

/// The unsaved texts of these folders; none where there are none, or they cannot be read.
pub(crate) fn read(
    home: &Path,
    call: &str,
    there: &[Folder],
    files: &dyn Files,
) -> Option<WorkingCopy> {
    let place = place(home, call);
    if !files.exists(&place) {
        return None;
    }
    let bytes = files.read_up_to(&place, LONGEST).ok()?;
    let mut written: Written = serde_json::from_slice(&bytes).ok()?;
    let own = |folder: &Folder| {
        let files = written.folders.remove(&name(folder));
        Folder { files: files.unwrap_or_else(|| folder.files.clone()), ..folder.clone() }
    };
    let folders: Vec<Folder> = there.iter().map(own).collect();
    let is_other = digest(&folders) != digest(there);
    is_other.then_some(WorkingCopy { base: written.base.parse().ok()?, folders })
}

/// Takes them away; where that fails they are found to be saved the next time.
pub(crate) fn remove(home: &Path, call: &str, files: &dyn Files) {
    let place = place(home, call);
    if files.exists(&place) {
        let _ = files.remove_file(&place);
    }
}
