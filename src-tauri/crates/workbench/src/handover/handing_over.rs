//! A draft that is handed over as a package.

use std::path::Path;

use foundation::Watch;
use serde::{Deserialize, Serialize};
use store::{DraftId, Occasion};

use crate::ask::Ask;
use crate::draft::versions::version_of;
use crate::handover::packing::{Packed, Past, Wanted};
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Writes a draft as a package, with all that belongs to it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct HandOver {
    /// Which.
    pub draft: i64,
    /// Where.
    pub file: String,
    /// The longest a file may be, in bytes: it becomes several where it is longer.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub part_size: Option<u64>,
    /// A number for `progress`, which the face makes up.
    pub job: u32,
}

/// A package that was written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "HandedOver.ts"))]
pub struct HandedOver {
    /// Where it lies: one file, or its parts.
    pub files: Vec<String>,
    /// Files that the case names and that are not here.
    pub missing: Vec<String>,
}

impl Ask for HandOver {
    type Answer = HandedOver;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let place = workbench.desk().meant(&self.file);
        let wanted = Wanted { part_size: self.part_size, packer: None };
        let job = workbench.jobs.begin((self.draft, self.job));
        let packed = workbench.hand_over(DraftId(self.draft), (&place, &wanted), &job)?;
        Ok(HandedOver { files: packed.packages, missing: packed.missing })
    }
}

impl Workbench {
    /// Packs an open draft, and notes that this state was handed over.
    pub(crate) fn hand_over(
        &self,
        id: DraftId,
        (place, wanted): (&Path, &Wanted),
        watch: &dyn Watch,
    ) -> Result<Packed, Refusal> {
        let desk = self.desk();
        // Where the disk of the drafts is full, another may still take the package.
        let _ = self.drafts.save(&desk, id);
        let (open, content) =
            self.drafts.session(id, |session| Ok((session.open.clone(), session.content())))?;
        let mut lineage = open.case.lineage.clone();
        lineage.retain(|state| *state != content);
        lineage.push(content);
        let sent = self.sent_before(&desk, id)?;
        let past = Past { lineage: Some(lineage), sent };
        let _noted = self.drafts.note_export(&desk, place.parent().unwrap_or(Path::new(".")));
        let packed = desk.pack_with(&open, (place, wanted), past, watch)?;
        self.drafts.session(id, |session| {
            session.descends_from([content], desk.clock.running());
            Ok(())
        })?;
        let note = packed.packages.first().cloned().unwrap_or_default();
        let moment = desk.clock.now().as_millisecond();
        let stamp = packed.stamp.filter(|_| open.case.identity.is_some());
        let version = version_of(&open.case, (Occasion::HandedOver, note), (stamp, moment));
        // The package is written; a version that cannot be kept takes nothing from it.
        let _ = self.drafts.store(|store| store.keep_version(id, &version));
        let _ = self.drafts.save(&desk, id);
        Ok(packed)
    }

    /// Packs a draft that nobody has open; for the terminal.
    ///
    /// # Errors
    /// Where the drafts are not ours to open, there is no such draft, or it is not written.
    pub fn pack_draft(
        &self,
        draft: i64,
        (place, wanted): (&Path, &Wanted),
        watch: &dyn Watch,
    ) -> Result<Packed, Refusal> {
        self.open_drafts()?;
        let (desk, id) = (self.desk(), DraftId(draft));
        self.drafts.open(&desk, id)?;
        let packed = self.hand_over(id, (place, wanted), watch);
        self.drafts.close(&desk, id)?;
        packed
    }
}
