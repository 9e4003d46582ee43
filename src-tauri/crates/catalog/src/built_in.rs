//! The forms and calls that come with the program. They are found by their folders: a new one needs
//! no line of Rust.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::call::Call;
use crate::fault::{Fault, probably_meant};
use crate::lint::{Folder, read_call};

static FORMS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../assets/forms");
static CALLS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../assets/calls");

/// The calls that a case can be prepared for, with their forms.
#[derive(Clone, Debug)]
pub struct Catalog {
    calls: Vec<Arc<Call>>,
}

impl Catalog {
    /// What comes with the program. A folder with faults is left out; `tests/` shows there is none.
    pub fn built_in() -> Self {
        Self::read(&Self::built_in_folders()).0
    }

    /// The folders that come with the program, as `lint` takes them.
    pub fn built_in_folders() -> Vec<Folder> {
        folders(&FORMS, "assets/forms").chain(folders(&CALLS, "assets/calls")).collect()
    }

    /// Calls and forms from folders; faults in what could not be used.
    pub fn read(folders: &[Folder]) -> (Self, Vec<Fault>) {
        let forms: Vec<&Folder> = folders.iter().filter(|folder| !folder.is_call()).collect();
        let mut faults = Vec::new();
        let mut calls = Vec::new();
        for folder in folders.iter().filter(|folder| folder.is_call()) {
            let (call, found) = read_call(folder, &forms);
            calls.extend(call.map(Arc::new));
            faults.extend(found);
        }
        // The newest call first, as a person looks for it.
        calls.sort_by(|a, b| b.opens.cmp(&a.opens).then_with(|| a.id.cmp(&b.id)));
        (Self { calls }, faults)
    }

    /// All calls, the newest first.
    pub fn calls(&self) -> &[Arc<Call>] {
        &self.calls
    }

    /// The call with this id.
    pub fn call(&self, id: &str) -> Option<&Arc<Call>> {
        self.calls.iter().find(|call| call.id == id)
    }

    /// “是否想写…” for an id that is not there.
    pub fn call_probably_meant(&self, id: &str) -> String {
        probably_meant(id, self.calls.iter().map(|call| call.id.as_str()))
    }
}

fn folders<'d>(dir: &'d Dir<'_>, root: &'d str) -> impl Iterator<Item = Folder> + 'd {
    dir.dirs().map(move |folder| {
        let files: BTreeMap<String, String> = folder
            .files()
            .filter_map(|file| {
                let name = file.path().file_name()?.to_str()?.to_owned();
                Some((name, file.contents_utf8()?.to_owned()))
            })
            .collect();
        Folder { path: format!("{root}/{}", folder.path().display()), files }
    })
}
