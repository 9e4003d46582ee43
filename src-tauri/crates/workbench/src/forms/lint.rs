//! Form, call and guidance folders from the disk, looked at before they are used.

use std::collections::BTreeMap;
use std::path::Path;

use catalog::{Catalog, Folder, lint};
use foundation::{Files, path_text};

use crate::desk::Desk;
use crate::fault::Fault;

impl Desk<'_> {
    /// Every fault of the form, call and guidance folders at `paths`; a folder of folders stands for all of them.
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
        let built_in = Catalog::built_in_folders();
        let mut faults = lint(&folders, &built_in);
        if !faults.iter().any(catalog::Fault::is_error) {
            faults.extend(sample_faults(&folders, &built_in));
        }
        Ok(faults)
    }
}

/// The forms, calls and guidance of the program, and those that the user put into the folder `own`. What
/// has faults, or the name of one of the program's, is left out and told, and so is guidance, for the
/// program searches its own only.
pub(crate) fn whole_catalog(own: &Path, files: &dyn Files) -> (Catalog, Vec<String>) {
    let mut folders = Catalog::built_in_folders();
    let mut notices = Vec::new();
    let found = folders_at(own, files).unwrap_or_else(|fault| {
        notices.push(fault.to_string());
        Vec::new()
    });
    let (twins, own): (Vec<Folder>, Vec<Folder>) =
        found.into_iter().partition(|new| folders.iter().any(|known| known.is_same(new)));
    for twin in twins {
        let path = &twin.path;
        notices.push(format!("“{path}”与程序自带的同名，没有使用。请给文件夹换一个名称。"));
    }
    let (guidance, own): (Vec<Folder>, Vec<Folder>) =
        own.into_iter().partition(Folder::is_guidance);
    for folder in guidance {
        notices
            .push(format!("“{}”是参考材料，这一版只用程序自带的参考材料，没有使用。", folder.path));
    }
    notices.extend(lint(&own, &folders).iter().filter(|fault| fault.is_error()).map(|fault| {
        let place = format!("{}:{}:{}", fault.file, fault.line, fault.column);
        format!("{place}：{} {}{}", fault.code.as_str(), fault.message, fault.hint)
    }));
    folders.extend(own);
    (Catalog::of(folders), notices)
}

/// Samples must be cases of their call and route.
fn sample_faults(folders: &[Folder], built_in: &[Folder]) -> Vec<catalog::Fault> {
    let others = built_in.iter().filter(|there| folders.iter().all(|new| !new.is_same(there)));
    let all: Vec<Folder> = folders.iter().chain(others).cloned().collect();
    let catalog = Catalog::of(all);
    let mut faults = Vec::new();
    for folder in folders.iter().filter(|folder| folder.is_call()) {
        for (name, text) in &folder.files {
            let route = name.strip_prefix("sample-").and_then(|name| name.strip_suffix(".json"));
            let Some(route) = route else { continue };
            let wrong = match case::read(text.as_bytes(), &catalog) {
                Err(wrong) => wrong.iter().map(ToString::to_string).collect(),
                Ok(case) if case.call.id != folder.id() => {
                    vec![format!("示例的 call 是“{}”，应为“{}”。", case.call.id, folder.id())]
                }
                Ok(case) if case.route != route => {
                    vec![format!("示例的 route 是“{}”，文件名写的是“{route}”。", case.route)]
                }
                Ok(_) => Vec::new(),
            };
            faults.extend(wrong.into_iter().map(|message| folder.fault(name, message)));
        }
    }
    faults
}

/// The form, call or guidance at `path`, or those one or two levels below it.
pub(crate) fn folders_at(path: &Path, files: &dyn Files) -> Result<Vec<Folder>, Fault> {
    fn gather(
        path: &Path,
        depth: usize,
        files: &dyn Files,
        found: &mut Vec<Folder>,
    ) -> Result<(), Fault> {
        let names = files.list(path)?;
        let is_one = ["form.toml", "call.toml", "guidance.toml", "paper.grid"];
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

/// Judgement: the longest form has some 20 kB; what is longer was not meant, and its rest would not be
/// read by a person either.
const LONGEST_FILE: u64 = 4 << 20;

fn read_folder(path: &Path, names: &[String], files: &dyn Files) -> Result<Folder, Fault> {
    let mut texts = BTreeMap::new();
    for name in names {
        let file = path.join(name);
        let wanted = [".toml", ".grid", ".md", ".json"].iter().any(|end| name.ends_with(end));
        if wanted && !files.is_folder(&file) {
            let bytes = files.read_up_to(&file, LONGEST_FILE)?;
            let text = String::from_utf8(bytes).map_err(|_| Fault::NotUtf8 { path: file })?;
            texts.insert(name.clone(), text.trim_start_matches('\u{FEFF}').to_owned());
        }
    }
    Ok(Folder { path: path_text(path).into_owned(), files: texts })
}
