//! What was found out about files and holds as long as they are the same: a key that is pressed should not read
//! them again. Only the memory is here; the desks that read files fill it (`files`, `pages`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use case::{Beginning, DocumentEvidence, MediaEvidence, PdfFault, ScanFacts};
use foundation::{Digest, Px};
use media::{Appearance, PaperPicture, Unprintable};
use paper::ForeignPdf;

/// Judgement: a case has some ten attachments, and some ten cases are open in a day; then it is begun anew.
const MOST_KEPT: usize = 4096;

/// What was measured, by place and length: files of the store never change, and a key that is pressed
/// should not read them again.
#[derive(Default)]
pub(crate) struct Measured {
    files: Mutex<BTreeMap<(PathBuf, u64), Arc<Measure>>>,
    /// Kept files that were found to be something else than what was kept.
    altered: Mutex<BTreeSet<PathBuf>>,
}

/// What is known of a file from its headers, and from its whole once somebody asked.
pub(crate) struct Measure {
    pub(crate) begins_as: Vec<Beginning>,
    pub(crate) media: MediaEvidence,
    /// What it says as a document, none of what is no document; of a PDF once somebody looked.
    pub(crate) document: OnceLock<Option<DocumentEvidence>>,
    pub(crate) digest: OnceLock<Digest>,
    /// How it looks, once somebody decoded it; none of what cannot be decoded.
    pub(crate) appearance: OnceLock<Option<Appearance>>,
    /// The sheets that it shows, of a scan of sealed sheets, once somebody read it.
    pub(crate) scan: OnceLock<ScanFacts>,
}

impl Measured {
    pub(crate) fn get(&self, key: &(PathBuf, u64)) -> Option<Arc<Measure>> {
        lock(&self.files).get(key).cloned()
    }

    pub(crate) fn keep(&self, key: (PathBuf, u64), measure: &Arc<Measure>) {
        let mut kept = lock(&self.files);
        if kept.len() >= MOST_KEPT {
            kept.clear();
        }
        kept.insert(key, measure.clone());
    }

    pub(crate) fn is_altered(&self, path: &Path) -> bool {
        lock(&self.altered).contains(path)
    }

    /// Takes note of whether a kept file is what was kept; says whether that is news.
    pub(crate) fn note_altered(&self, path: &Path, is_altered: bool) -> bool {
        let mut altered = lock(&self.altered);
        let is_news = match is_altered {
            true => altered.insert(path.to_owned()),
            false => altered.remove(path),
        };
        if is_news {
            // What was measured is of other bytes.
            lock(&self.files).retain(|(file, _), _| file != path);
        }
        is_news
    }
}

/// What is known of pictures. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    pub(crate) seen: Arc<Mutex<Seen>>,
    pub(crate) ready: Arc<Mutex<Ready>>,
}

/// A file as it was when it was read: its place and its length.
pub(crate) type File = (PathBuf, u64);
/// A file, and the box it was made ready for, across and down, in tenths of a millimetre.
pub(crate) type Printed = (File, (u64, u64));
/// The size as shown of each picture that was looked at.
type Seen = BTreeMap<File, Result<(Px, Px), Unprintable>>;
/// Each picture as it goes on paper.
type Ready = BTreeMap<Printed, Result<PaperPicture, Unprintable>>;

/// The PDF that was read last. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct MadeElsewhere {
    pub(crate) last: Arc<Mutex<Option<Read>>>,
}

/// A file as it was when it was read, and what came of it.
#[derive(Clone, Debug)]
pub(crate) struct Read {
    pub(crate) file: PathBuf,
    pub(crate) bytes: u64,
    pub(crate) result: Result<ForeignPdf, PdfFault>,
}

/// What a thread that died left is as good as what it would have left.
pub(crate) fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
