//! Small pictures of the photos of a draft, for the tiles in the window: made when they are asked for, at most
//! one per core at a time, and kept while the program runs. What cannot be decoded is kept as that.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use foundation::Px;
use media::{Unprintable, thumbnail};
use store::DraftId;

use crate::Workbench;
use crate::pictures::{LARGEST_FILE, MANY_PIXELS};
use crate::refusal::{Refusal, RefusalCode};

/// Judgement: a tile has some 160 pixels, and twice as many on a fine screen; no more is ever shown.
const LARGEST_SIDE: Px = 512;
/// Judgement: some 20 kB each; then it is begun anew.
const MOST_KEPT: usize = 1024;

/// A photo and the side that was asked for. Files of the store never change.
type Key = (PathBuf, Px);
type Made = Result<Arc<[u8]>, Unprintable>;

/// What was made.
#[derive(Default)]
pub(crate) struct Thumbnails {
    made: Mutex<BTreeMap<Key, Made>>,
    gate: Gate,
}

impl Workbench {
    /// A photo of an open draft as JPEG, upright, its longer side at most `side` pixels.
    ///
    /// # Errors
    /// Where the draft has no such file, or it cannot be shown.
    pub fn thumbnail(&self, draft: i64, name: &str, side: Px) -> Result<Vec<u8>, Refusal> {
        let (_, path) = self.drafts.kept_file(DraftId(draft), name)?;
        let key = (path, side.clamp(16, LARGEST_SIDE));
        let place = self.thumbnails.gate.enter(false);
        // Another request may have made it meanwhile.
        let before = lock(&self.thumbnails.made).get(&key).cloned();
        let made = match before {
            Some(made) => made,
            None => {
                let made = self.make(&key, place)?;
                let mut all = lock(&self.thumbnails.made);
                if all.len() >= MOST_KEPT {
                    all.clear();
                }
                all.insert(key, made.clone());
                made
            }
        };
        made.map(|bytes| bytes.to_vec()).map_err(|_| {
            let message = format!("“{name}”在这里显示不出来，可以打开看看。");
            Refusal::new(RefusalCode::Machine, message)
        })
    }

    fn make(&self, (path, side): &Key, place: Place<'_>) -> Result<Made, Refusal> {
        if self.files.length(path).map_err(crate::Fault::from)? > LARGEST_FILE {
            return Ok(Err(Unprintable::NotAPicture));
        }
        let measured = self.desk().measured(path).map_err(crate::Fault::from)?;
        let size = measured.facts.coded;
        let pixels = size.map_or(0, |size| u64::from(size.width) * u64::from(size.height));
        let _place = if pixels > MANY_PIXELS {
            drop(place);
            self.thumbnails.gate.enter(true)
        } else {
            place
        };
        let bytes = self.files.read_up_to(path, LARGEST_FILE).map_err(crate::Fault::from)?;
        Ok(thumbnail(&bytes, *side).map(|made| made.bytes.into()))
    }
}

/// Lets in as many at a time as there are cores, and whoever needs much memory only alone.
#[derive(Default)]
struct Gate {
    places: Mutex<usize>,
    left: Condvar,
}

impl Gate {
    fn enter(&self, is_large: bool) -> Place<'_> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let wanted = if is_large { cores } else { 1 };
        let mut taken = lock(&self.places);
        while *taken + wanted > cores {
            taken = self.left.wait(taken).unwrap_or_else(PoisonError::into_inner);
        }
        *taken += wanted;
        Place { gate: self, taken: wanted }
    }
}

struct Place<'g> {
    gate: &'g Gate,
    taken: usize,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        *lock(&self.gate.places) -= self.taken;
        self.gate.left.notify_all();
    }
}

/// What a thread that died left is as good as what it would have left.
fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_picture_is_let_in_alone() {
        let gate = Gate::default();
        let small = gate.enter(false);
        std::thread::scope(|scope| {
            let large = scope.spawn(|| {
                let _place = gate.enter(true);
                *lock(&gate.places)
            });
            std::thread::sleep(std::time::Duration::from_millis(20));
            assert_eq!(*lock(&gate.places), 1, "it waits");
            drop(small);
            let cores = std::thread::available_parallelism().map_or(1, usize::from);
            assert_eq!(large.join().unwrap(), cores);
        });
        assert_eq!(*lock(&gate.places), 0);
    }
}
