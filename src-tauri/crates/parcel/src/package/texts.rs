//! The texts of a call and its forms in a bag: `data/calls/0001/call.toml`, `data/forms/0002/form.toml`. They stand by
//! number, for an id may be of any script.

use std::collections::BTreeMap;

use catalog::Folder;

use super::FORM_FILES;
use super::fault::{PackageFault, shown};
use super::load::Loaded;
use super::reading::Bag;
use super::waybill::Made;
use crate::name::{LONGEST_NAME, legal_name};

/// As long as a form's own file may be.
const LONGEST_FORM: u64 = 4 << 20;

/// What numbers its texts: a call, and its forms in their order.
#[derive(Clone, Copy)]
pub(super) struct Texts<'w> {
    pub(super) call: &'w Made,
    pub(super) forms: &'w [Made],
}

impl Texts<'_> {
    /// The texts of these folders, as far as they are of the call and its forms.
    pub(super) fn load(self, folders: &[Folder]) -> Vec<Loaded> {
        let mut loaded = Vec::new();
        for folder in folders {
            let Some(place) = self.place(folder) else { continue };
            let said = folder.files.iter().filter(|(name, _)| FORM_FILES.contains(&name.as_str()));
            loaded.extend(
                said.map(|(name, text)| Loaded::text(format!("{place}/{name}"), text.clone())),
            );
        }
        loaded
    }

    /// The folders whose texts came along.
    ///
    /// # Errors
    /// `Extra` for what is no text of the call or its forms, `Unreasonable`, `Altered`, `Wrong`.
    pub(super) fn read(self, bag: &mut Bag) -> Result<Vec<Folder>, PackageFault> {
        let mut folders: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        let is_text =
            |path: &&String| path.starts_with("data/calls/") || path.starts_with("data/forms/");
        let paths: Vec<String> = bag.entries.keys().filter(is_text).cloned().collect();
        for path in paths {
            let (place, name) = path.rsplit_once('/').unwrap_or((&path, ""));
            let own = self.catalog_place(place).filter(|_| FORM_FILES.contains(&name));
            let Some(own) = own else { return Err(PackageFault::Extra(shown(&path))) };
            let words = String::from_utf8(bag.text(&path, LONGEST_FORM)?)
                .map_err(|_| PackageFault::wrong(&path, "不是 UTF-8 文字"))?;
            folders.entry(own).or_default().insert(name.to_owned(), words);
        }
        Ok(folders.into_iter().map(|(path, files)| Folder { path, files }).collect())
    }

    /// Where the texts of a call or a form stand in the bag.
    fn place(self, folder: &Folder) -> Option<String> {
        if folder.is_call() {
            return (folder.id() == self.call.id).then(|| "data/calls/0001".to_owned());
        }
        let at = self.forms.iter().position(|form| form.id == folder.id())?;
        Some(format!("data/forms/{:04}", at + 1))
    }

    /// Where a form or call lies in a catalog, by where it lies in the bag: `forms/<id>`. An id that is no name of a folder
    /// is none.
    pub(super) fn catalog_place(self, place: &str) -> Option<String> {
        let (kind, id) = match place.strip_prefix("data/")?.split_once('/')? {
            ("calls", "0001") => ("calls", &self.call.id),
            ("forms", number) => {
                let at = number.parse::<usize>().ok()?.checked_sub(1)?;
                ("forms", &self.forms.get(at)?.id)
            }
            _ => return None,
        };
        (legal_name(id, "", LONGEST_NAME) == *id).then(|| format!("{kind}/{id}"))
    }
}
