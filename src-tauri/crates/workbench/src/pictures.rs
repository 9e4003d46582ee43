//! The pictures that a case prints, made ready for paper: read one after the other, decoded one per core, and
//! kept as long as the case is open.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use foundation::Mm;
use media::{PaperPicture, Unprintable, for_paper};
use paper::{WantedPicture, wanted_pictures};

use crate::desk::{Desk, OpenCase};

/// Judgement: no camera's photo is larger; more is not read into memory.
const LARGEST_FILE: u64 = 256 << 20;

/// Pictures that were made ready. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Pictures {
    ready: Arc<Mutex<BTreeMap<Key, Result<PaperPicture, Unprintable>>>>,
}

/// A file as it was when it was read, and the box it was made for, in tenths of a millimetre.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    file: PathBuf,
    bytes: u64,
    largest: (u64, u64),
}

/// A picture that a case names, and what became of it; none where the file is not there or too large.
pub(crate) struct Prepared {
    pub(crate) wanted: WantedPicture,
    pub(crate) result: Option<Result<PaperPicture, Unprintable>>,
}

impl Desk<'_> {
    /// Every picture that the material and its appendix print.
    pub(crate) fn pictures(&self, open: &OpenCase) -> Vec<Prepared> {
        let wanted = wanted_pictures(&open.case);
        let keys: Vec<Option<Key>> = wanted.iter().map(|picture| self.key(open, picture)).collect();
        self.make_ready(open, &wanted, &keys);
        let ready = open.pictures.ready.lock().unwrap_or_else(PoisonError::into_inner);
        let prepared = wanted.into_iter().zip(keys).map(|(wanted, key)| {
            let result = key.and_then(|key| ready.get(&key).cloned());
            Prepared { wanted, result }
        });
        prepared.collect()
    }

    fn key(&self, open: &OpenCase, picture: &WantedPicture) -> Option<Key> {
        let file = open.file(&picture.path);
        let bytes = self.files.length(&file).ok().filter(|bytes| *bytes <= LARGEST_FILE)?;
        let tenths = |length: Mm| (length.0 * 10.0).round() as u64;
        let (width, height) = picture.largest;
        Some(Key { file, bytes, largest: (tenths(width), tenths(height)) })
    }

    /// Makes those ready that are not, as many at a time as there are cores.
    fn make_ready(&self, open: &OpenCase, wanted: &[WantedPicture], keys: &[Option<Key>]) {
        let ready = &open.pictures.ready;
        let missing: Vec<(&WantedPicture, &Key)> = {
            let ready = ready.lock().unwrap_or_else(PoisonError::into_inner);
            let all = wanted.iter().zip(keys).filter_map(|(w, key)| Some((w, key.as_ref()?)));
            all.filter(|(_, key)| !ready.contains_key(*key)).collect()
        };
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        for some in missing.chunks(cores) {
            let read = |(wanted, key): &(&WantedPicture, &Key)| {
                let bytes = self.files.read_up_to(&key.file, LARGEST_FILE).ok()?;
                Some(((*key).clone(), bytes, wanted.largest))
            };
            let files: Vec<(Key, Vec<u8>, (Mm, Mm))> = some.iter().filter_map(read).collect();
            let made: Vec<(Key, Result<PaperPicture, Unprintable>)> = std::thread::scope(|scope| {
                let threads: Vec<_> = files
                    .into_iter()
                    .map(|(key, bytes, largest)| {
                        scope.spawn(move || (key, for_paper(&bytes, largest)))
                    })
                    .collect();
                // A thread that died leaves its picture out, and it is found unreadable.
                threads.into_iter().filter_map(|thread| thread.join().ok()).collect()
            });
            ready.lock().unwrap_or_else(PoisonError::into_inner).extend(made);
        }
    }
}
