//! What work on a case needs: the forms and calls, the clock, the files, what is known of them already, and the
//! case at hand. The desks extend `Desk` in their own folders; nothing of them is known here.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use case::{Case, CaseFileFault, Others};
use catalog::{Call, Catalog, Form};
use foundation::{Chance, Clock, Files, Finding, Stamp};
use paper::{Copy, Edition, Fonts};

use crate::fault::Fault;
use crate::form_desk::editions::Editions;
use crate::memory::{MadeElsewhere, Measured, Pictures};
use crate::pages::elsewhere::Elsewhere;

/// What work on a case needs.
pub struct Desk<'w> {
    pub(crate) catalog: &'w Catalog,
    pub(crate) clock: &'w (dyn Clock + Send + Sync),
    pub(crate) chance: &'w (dyn Chance + Send + Sync),
    pub(crate) files: &'w (dyn Files + Send + Sync),
    pub(crate) measured: &'w Measured,
    pub(crate) elsewhere: &'w Elsewhere,
    pub(crate) editions: &'w Editions,
    pub(crate) fonts: Fonts,
}

/// A case at hand, with its files.
#[derive(Clone, Debug)]
pub struct OpenCase {
    /// The case.
    pub case: Case,
    /// Where the files lie that its attachments name.
    pub places: Places,
    /// The other cases of the call that are known, for quotas and doubles.
    pub others: Others,
    /// What an office asks to be put right in it.
    pub remarks: Vec<Finding>,
    /// Its pictures as far as they were made ready for paper.
    pub pictures: Pictures,
    /// The PDF of its material, once it was read.
    pub made_elsewhere: MadeElsewhere,
}

/// Where the files lie that a case names.
#[derive(Clone, Debug)]
pub enum Places {
    /// Below the folder of the case file.
    Folder(Beside),
    /// In the store, each by its name in the draft.
    Kept(BTreeMap<String, PathBuf>),
}

/// The folder of a case file. Whoever wrote the file may have meant others of this machine to be sent along: only
/// what lies below it is read.
#[derive(Clone, Debug)]
pub struct Beside {
    /// Where paths begin.
    folder: PathBuf,
    /// The names that are not those of files in it: where what is meant lies, none where they lead out of it, by
    /// themselves or by a link.
    others: BTreeMap<String, Option<PathBuf>>,
}

impl Beside {
    /// What of `case` lies below `folder`.
    pub(crate) fn of(case: &mut Case, folder: PathBuf, files: &dyn Files) -> Self {
        let mut others = BTreeMap::new();
        for name in case.file_names_mut() {
            let path = folder.join(&*name);
            let place = match is_below(name) {
                true => Some(disk::meant(&path, files)),
                false => None,
            };
            let place = place.filter(|place| !links_out(&folder, place, files));
            if place.as_ref() != Some(&path) {
                others.insert(name.clone(), place);
            }
        }
        Self { folder, others }
    }

    /// The names that look as if they lay in the folder, and are links that lead out of it.
    pub(crate) fn links_out(&self) -> impl Iterator<Item = &str> {
        let out = self.others.iter().filter(|(name, place)| place.is_none() && is_below(name));
        out.map(|(name, _)| name.as_str())
    }
}

/// Whether a path leads down from where it begins.
pub(crate) fn is_below(path: &str) -> bool {
    let mut parts = Path::new(path).components();
    parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// Whether what lies at a path in a folder is elsewhere, once links are followed. What cannot be looked at is told
/// where it is read.
pub(crate) fn links_out(folder: &Path, path: &Path, files: &dyn Files) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    files.length(path).is_ok() && !files.canonical(path).starts_with(files.canonical(folder))
}

impl Places {
    /// Where a file lies that the case names; a path at which nothing is where the store has none, or it lies where
    /// the case may not read.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        match self {
            Self::Folder(beside) => match beside.others.get(name) {
                Some(place) => place.clone().unwrap_or_default(),
                None => beside.folder.join(name),
            },
            Self::Kept(kept) => kept.get(name).cloned().unwrap_or_default(),
        }
    }
}

impl OpenCase {
    /// A case of whose files nothing is known yet.
    pub(crate) fn new(case: Case, places: Places) -> Self {
        let (others, remarks, pictures, made_elsewhere) = Default::default();
        Self { case, places, others, remarks, pictures, made_elsewhere }
    }

    /// Where a file lies that the case names; see [`Places::file`].
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.places.file(name)
    }

    /// The folder in which a file would lie by its name, where the case says places at all.
    pub(crate) fn folder_by_name(&self, name: &str) -> Option<PathBuf> {
        match &self.places {
            Places::Folder(beside) => beside.folder.join(name).parent().map(Path::to_owned),
            Places::Kept(_) => None,
        }
    }

    /// Whether the case may not read what it names so. A draft has what is its own in the store.
    pub(crate) fn is_outside(&self, name: &str) -> bool {
        match &self.places {
            Places::Folder(beside) => matches!(beside.others.get(name), Some(None)),
            Places::Kept(kept) => !kept.contains_key(name) && !is_below(name),
        }
    }
}

impl<'w> Desk<'w> {
    /// The same on other files: those that lie in packages too.
    pub(crate) fn on<'a>(&'a self, files: &'a (dyn Files + Send + Sync)) -> Desk<'a> {
        Desk {
            catalog: self.catalog,
            clock: self.clock,
            chance: self.chance,
            files,
            measured: self.measured,
            elsewhere: self.elsewhere,
            editions: self.editions,
            fonts: self.fonts,
        }
    }

    /// The file or folder that a face means by this text.
    pub(crate) fn meant(&self, path: &str) -> PathBuf {
        disk::meant(Path::new(path), self.files)
    }

    /// How pages are made here.
    pub(crate) fn edition(&self, copy: Copy) -> Edition {
        Edition { copy, fonts: self.fonts }
    }

    /// A call by its id.
    pub(crate) fn call(&self, id: &str) -> Result<&'w Arc<Call>, Fault> {
        self.catalog.call(id).ok_or_else(|| Fault::UnknownCall {
            id: id.to_owned(),
            hint: self.catalog.call_probably_meant(id),
        })
    }

    /// The case of a draft, by the form that it was begun by: an edition that was kept for it, or else that of today.
    pub(crate) fn read_draft(
        &self,
        text: &str,
        stamp: Option<Stamp>,
    ) -> Result<Case, Vec<CaseFileFault>> {
        let kept = stamp.and_then(|stamp| self.editions.catalog(self.files, stamp.identity.id));
        case::read_draft(text, kept.as_ref().unwrap_or(self.catalog))
    }

    /// Whether a case names this file, as an attachment, a picture or its material.
    pub fn names(&self, open: &OpenCase, file: &Path) -> bool {
        let file = self.files.canonical(file);
        let pictures = paper::wanted_pictures(&open.case).into_iter().map(|picture| picture.path);
        let attachments = open.case.attachments.iter().map(|attachment| attachment.path.clone());
        let material = match &open.case.material {
            Some(case::Material::Pdf(name)) => Some(name.clone()),
            _ => None,
        };
        let mut all = pictures.chain(attachments).chain(material);
        all.any(|name| self.files.canonical(&open.file(&name)) == file)
    }

    /// A form of a case by its id; the first of its route where none is named.
    pub(crate) fn form<'c>(&self, case: &'c Case, id: Option<&str>) -> Result<&'c Form, Fault> {
        let forms = case.route_forms();
        let Some(id) = id else {
            return Ok(forms.first().unwrap_or_else(|| case.call.main_form()));
        };
        case.form(id).map(AsRef::as_ref).ok_or_else(|| {
            let known: Vec<&str> = forms.iter().map(|form| form.id.as_str()).collect();
            Fault::UnknownForm { id: id.to_owned(), known: known.join("、") }
        })
    }
}
