//! Files that come into drafts: one job at a time, known to a draft by names that are free in it.

use std::path::PathBuf;
use std::sync::TryLockError;
use std::time::Duration;

use foundation::{Files, Watch};
use store::{Copied, DraftId, Kept, StoreFault};

use crate::draft::drafts::Drafts;
use crate::refusal::Refusal;

/// How often a job looks whether it is its turn.
const TURN_STEP: Duration = Duration::from_millis(50);

/// Who asks: the draft, and the token by which it was opened.
pub(crate) type Asking = (i64, u64);

impl Drafts {
    /// Copies files into the store one job at a time, so that nothing that is not known to a draft yet belongs to
    /// somebody else; where `work` fails, what it copied goes again.
    pub(crate) fn kept_or_nothing<T>(
        &self,
        files: &dyn Files,
        watch: &dyn Watch,
        work: impl FnOnce(&mut Vec<Copied>) -> Result<T, Refusal>,
    ) -> Result<T, Refusal> {
        // Where the drafts are not ours to write, nothing is copied that nobody could take back.
        self.store(|_| Ok(()))?;
        let _turn = loop {
            match self.keeping.try_lock() {
                Ok(turn) => break turn,
                Err(TryLockError::Poisoned(turn)) => break turn.into_inner(),
                Err(TryLockError::WouldBlock) if watch.is_stopped() => {
                    return Err(StoreFault::Stopped.into());
                }
                Err(TryLockError::WouldBlock) => std::thread::sleep(TURN_STEP),
            }
        };
        let mut copies = Vec::new();
        let outcome = work(&mut copies);
        if outcome.is_err() {
            // The first refusal is the one to tell.
            let _ = self.store(|store| {
                store.take_back(files, &copies);
                Ok(())
            });
        }
        outcome
    }

    /// Whether whoever asks still is the one that opened the draft last.
    pub(crate) fn may_edit(&self, (draft, token): Asking) -> Result<(), Refusal> {
        self.edit((DraftId(draft), token), |_| Ok(()))
    }

    /// Makes copies known to a draft by names that are free in it.
    pub(crate) fn name_kept(
        &self,
        (draft, token): Asking,
        copies: Vec<(String, Kept)>,
    ) -> Result<Vec<String>, Refusal> {
        let id = DraftId(draft);
        self.edit((id, token), |session| {
            let mut named: Vec<(String, Kept)> = Vec::new();
            for (name, kept) in copies {
                named.push((session.free_name(&name, &named, &kept), kept));
            }
            self.store(|store| store.name_kept(id, &named))?;
            let names = named.iter().map(|(name, _)| name.clone()).collect();
            session.take(named, self.home());
            Ok(names)
        })
    }

    /// A file of an open draft, and where it lies.
    pub(crate) fn kept_file(&self, id: DraftId, name: &str) -> Result<(Kept, PathBuf), Refusal> {
        self.session(id, |session| {
            let kept = session.kept.get(name).cloned().ok_or_else(|| Refusal::no_file(name))?;
            Ok((kept, session.open.file(name)))
        })
    }
}
