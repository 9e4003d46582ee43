//! The forms, calls and guidance that come with the program. They are found by their folders: a new
//! one needs no line of Rust.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use include_dir::{Dir, include_dir};

use crate::calls::call::Call;
use crate::guidances::guidance::Guidance;
use crate::reading::fault::probably_meant;
use crate::shelf::lint::{Folder, read_call, read_guidance};

static FORMS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../assets/forms");
static CALLS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../assets/calls");
static GUIDANCE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/../../../assets/guidance");

/// The guidance that comes with the program, read when it is first asked for. A folder with faults
/// is left out; a test shows there is none.
pub fn guidance() -> &'static [Guidance] {
    static READ: LazyLock<Vec<Guidance>> = LazyLock::new(|| {
        let folders = folders(&GUIDANCE, "assets/guidance");
        folders.filter_map(|folder| read_guidance(&folder).0).collect()
    });
    &READ
}

/// The calls that a case can be prepared for, with their forms. Each is read when it is first asked for.
#[derive(Clone, Debug)]
pub struct Catalog(Arc<Shelf>);

#[derive(Debug)]
struct Shelf {
    folders: Vec<Folder>,
    /// By the index of its folder; none for a call with faults.
    calls: BTreeMap<usize, OnceLock<Option<Arc<Call>>>>,
    newest_first: OnceLock<Vec<Arc<Call>>>,
}

impl Catalog {
    /// What comes with the program; `tests/` shows that none of it has faults.
    pub fn built_in() -> Self {
        Self::of(Self::built_in_folders())
    }

    /// The folders that come with the program, as `lint` takes them.
    pub fn built_in_folders() -> Vec<Folder> {
        let forms = folders(&FORMS, "assets/forms");
        let others = folders(&CALLS, "assets/calls").chain(folders(&GUIDANCE, "assets/guidance"));
        forms.chain(others).collect()
    }

    /// Whether a call of this id comes with the program, and so is none of the user's own.
    pub fn comes_with_the_program(call: &str) -> bool {
        CALLS.dirs().any(|folder| folder.path().file_name().is_some_and(|name| name == call))
    }

    /// Calls and forms from folders. A call with faults, which `lint` tells, is left out. Guidance is passed
    /// over.
    pub fn of(folders: Vec<Folder>) -> Self {
        let calls = folders.iter().enumerate().filter(|(_, folder)| folder.is_call());
        let calls = calls.map(|(index, _)| (index, OnceLock::new())).collect();
        Self(Arc::new(Shelf { folders, calls, newest_first: OnceLock::new() }))
    }

    /// All calls, the newest first.
    pub fn calls(&self) -> &[Arc<Call>] {
        self.0.newest_first.get_or_init(|| {
            let read = self.0.calls.keys().filter_map(|index| self.0.call(*index).cloned());
            let mut calls: Vec<Arc<Call>> = read.collect();
            // As a person looks for it.
            calls.sort_by(|a, b| b.opens.cmp(&a.opens).then_with(|| a.id.cmp(&b.id)));
            calls
        })
    }

    /// The call with this id.
    pub fn call(&self, id: &str) -> Option<&Arc<Call>> {
        let index = self.0.calls.keys().find(|index| self.0.folders[**index].id() == id)?;
        self.0.call(*index)
    }

    /// The ids of all calls, also of those that were not read yet.
    pub fn call_ids(&self) -> impl Iterator<Item = &str> {
        self.0.calls.keys().map(|index| self.0.folders[*index].id())
    }

    /// The folders of a call and of its forms, in this order.
    pub fn folders_of<'c>(&'c self, call: &'c Call) -> impl Iterator<Item = &'c Folder> {
        let folders = &self.0.folders;
        let own = folders.iter().find(|folder| folder.is_call() && folder.id() == call.id);
        let form = |id: &str| folders.iter().find(|folder| folder.is_form() && folder.id() == id);
        own.into_iter().chain(call.forms.iter().filter_map(move |used| form(&used.id)))
    }

    /// “是否想写…” for an id that is not there.
    pub fn call_probably_meant(&self, id: &str) -> String {
        if self.call_ids().any(|known| known == id) {
            return "它有写错的地方，用不了。请用 shenbao lint 检查它的文件夹。".into();
        }
        probably_meant(id, self.call_ids())
    }
}

impl Shelf {
    fn call(&self, index: usize) -> Option<&Arc<Call>> {
        let read = || {
            let forms: Vec<&Folder> =
                self.folders.iter().filter(|folder| folder.is_form()).collect();
            read_call(&self.folders[index], &forms, &[]).0.map(Arc::new)
        };
        self.calls.get(&index)?.get_or_init(read).as_ref()
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
