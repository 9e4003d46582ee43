//! Form and call folders from the disk, looked at before they are used.

use std::collections::BTreeMap;
use std::path::Path;

use catalog::{Catalog, Folder};
use foundation::Files;

use crate::desk::Desk;
use crate::fault::Fault;

impl Desk<'_> {
    /// Every fault of the form and call folders at `paths`; a folder of folders stands for all of them.
    /// A call may use forms of these folders and those that come with the program.
    ///
    /// # Errors
    /// `File`, `NothingToLint`.
    pub fn lint(&self, paths: &[&Path]) -> Result<Vec<catalog::Fault>, Fault> {
        let mut folders = Vec::new();
        for path in paths {
            let found = folders_at(path, self.files)?;
            if found.is_empty() {
                return Err(Fault::NothingToLint { path: path.to_path_buf() });
            }
            folders.extend(found);
        }
        Ok(catalog::lint(&folders, &Catalog::built_in_folders()))
    }
}

/// The form or call at `path`, or those one or two levels below it.
fn folders_at(path: &Path, files: &dyn Files) -> Result<Vec<Folder>, Fault> {
    fn gather(
        path: &Path,
        depth: usize,
        files: &dyn Files,
        found: &mut Vec<Folder>,
    ) -> Result<(), Fault> {
        let names = files.list(path)?;
        let is_one = ["form.toml", "call.toml", "paper.grid"];
        if names.iter().any(|name| is_one.contains(&name.as_str())) {
            found.push(read_folder(path, &names, files)?);
        } else if depth > 0 {
            for name in names.iter().filter(|name| files.is_folder(&path.join(name))) {
                gather(&path.join(name), depth - 1, files, found)?;
            }
        }
        Ok(())
    }
    let mut found = Vec::new();
    gather(path, 2, files, &mut found)?;
    Ok(found)
}

fn read_folder(path: &Path, names: &[String], files: &dyn Files) -> Result<Folder, Fault> {
    let mut texts = BTreeMap::new();
    for name in names {
        let file = path.join(name);
        let wanted = [".toml", ".grid", ".md", ".json"].iter().any(|end| name.ends_with(end));
        if wanted && !files.is_folder(&file) {
            let bytes = files.read(&file)?;
            texts.insert(name.clone(), String::from_utf8_lossy(&bytes).into_owned());
        }
    }
    Ok(Folder { path: path.display().to_string(), files: texts })
}
