//! Kept files that a disk changed are mended by whatever brings them again: also by a case file or a package of which
//! nothing else is taken, as its case is here already.

use foundation::Unwatched;
use store::{Copied, DraftId, Kept, KeptState, Store, StoreFault};

use crate::desk::OpenCase;
use crate::handover::reading::Arrived;
use crate::workbench::Workbench;

impl Workbench {
    /// Mends the kept files of a draft by those beside a case file; how many were mended.
    pub(crate) fn mend_from_files(&self, draft: DraftId, open: &OpenCase) -> u32 {
        let mut case = open.case.clone();
        let beside: Vec<_> = case.file_names_mut().map(|name| open.places.file(name)).collect();
        self.mend_kept(draft, |wanted| {
            let is_it = |path: &&std::path::PathBuf| {
                self.files.length(path).is_ok_and(|bytes| bytes == wanted.bytes)
                    && self.files.contents(path).is_ok_and(|found| found.digest == wanted.digest)
            };
            let path = beside.iter().find(is_it)?;
            Some(Store::keep(self.store_home(), path, &Unwatched))
        })
    }

    /// The same by the files of a package.
    pub(crate) fn mend_from_package(&self, draft: DraftId, arrived: &mut Arrived) -> u32 {
        let lines = arrived.brought.as_ref().map(|brought| brought.files.clone());
        let lines = lines.unwrap_or_default();
        self.mend_kept(draft, |wanted| {
            let (name, line) = lines.iter().find(|(_, line)| line.sha256 == wanted.digest)?;
            let mut bytes = arrived.package.file(line).ok()?;
            let from = (&mut bytes as &mut dyn std::io::Read, std::path::Path::new(name.as_str()));
            Some(Store::keep_from(self.store_home(), from, line.bytes, &Unwatched))
        })
    }

    /// What fails leaves the draft as it was: its file is told as damaged where it is looked at.
    fn mend_kept(
        &self,
        draft: DraftId,
        mut again: impl FnMut(&Kept) -> Option<Result<Copied, StoreFault>>,
    ) -> u32 {
        let all = self.drafts.store(|store| store.kept_of(draft)).unwrap_or_default();
        let is_damaged = |kept: &Kept| {
            Store::check_kept(self.store_home(), kept).is_ok_and(|state| state != KeptState::Whole)
        };
        let mut mended = 0;
        for (_, kept) in all.iter().filter(|(_, kept)| is_damaged(kept)) {
            if let Some(Ok(copied)) = again(kept)
                && copied.kept.digest == kept.digest
            {
                self.is_kept_whole(kept);
                mended += 1;
            }
        }
        mended
    }
}
