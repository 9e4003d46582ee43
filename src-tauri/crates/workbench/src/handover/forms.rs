//! The call and the forms that a package brings: looked at as any others, then put with the user's own. What is here of
//! the same name stays.

use std::path::Path;

use catalog::{Catalog, Folder, lint};
use parcel::package::PackageFault;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::forms::word_folders::{says_the_same, write_folder};

impl Desk<'_> {
    /// Puts those folders that are not here into the catalog `own`.
    ///
    /// # Errors
    /// Faults of the folders, and another form or call of the same name that is here.
    pub(crate) fn take_folders(&self, folders: &[Folder], own: &Path) -> Result<(), PackageFault> {
        let built_in = Catalog::built_in_folders();
        let faults = lint(folders, &built_in);
        if let Some(fault) = faults.iter().find(|fault| fault.is_error()) {
            let why = format!("第 {} 行：{}", fault.line, fault.message);
            return Err(PackageFault::Wrong { file: fault.file.clone(), why });
        }
        let new =
            folders.iter().filter(|folder| !built_in.iter().any(|known| known.is_same(folder)));
        let new: Vec<&Folder> = new.collect();
        for folder in &new {
            let place = own.join(&folder.path);
            if self.files.exists(&place) && !says_the_same(&place, &folder.files, self.files) {
                let why = "这里有一个同名而内容不同的，没有覆盖".to_owned();
                return Err(PackageFault::Wrong { file: folder.path.clone(), why });
            }
        }
        for folder in new {
            let place = own.join(&folder.path);
            if !self.files.exists(&place) {
                write_folder(&place, &folder.files, self.files).map_err(of_disk)?;
            }
        }
        Ok(())
    }
}

fn of_disk(fault: Fault) -> PackageFault {
    match fault {
        Fault::Disk(fault) => fault.into(),
        Fault::File(fault) => fault.into(),
        other => PackageFault::Damaged(other.to_string().trim_end_matches('。').to_owned()),
    }
}
