//! A draft goes on by the form that it was begun by. There may be a newer one: what it would change is told, and it is
//! taken when the user asks for it.

use case::Case;
use serde::Deserialize;
use store::DraftId;

use crate::ask::Ask;
use crate::desk::Desk;
use crate::draft::whole::DraftView;
use crate::fault::Fault;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Reads a draft by the newer form from now on, and opens it so. What that has no place for is set aside.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TakeNewer {
    /// Which.
    pub draft: i64,
    /// From `open_draft`.
    pub token: u64,
}

impl Ask for TakeNewer {
    type Answer = Box<DraftView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, id) = (workbench.desk(), DraftId(self.draft));
        // Only whoever has it open.
        workbench.drafts.edit((id, self.token), |_| Ok(()))?;
        workbench.drafts.close(&desk, id)?;
        let stamp = workbench.drafts.store(|store| store.draft(id))?.row.stamp;
        if let Some(stamp) = stamp {
            let let_go = workbench.editions.let_go(desk.files, stamp.identity.id);
            let_go.map_err(Fault::from)?;
        }
        Ok(Box::new(workbench.drafts.open(&desk, id)?))
    }
}

/// What the newer form would change, where the case is read by one that was kept for it.
pub(crate) fn newer(desk: &Desk<'_>, case: &Case) -> Vec<String> {
    let kept = case.identity.and_then(|identity| desk.editions.pin(desk.files, identity.id));
    let now = kept.and_then(|_| desk.catalog.call(&case.call.id));
    let Some(now) = now.filter(|now| now.digest != case.call.digest) else { return Vec::new() };
    let differs = catalog::differences(&case.call, now);
    // What is told by nothing above, such as a comment, is a newer form all the same.
    if differs.is_empty() { vec!["没有要紧的改动".into()] } else { differs }
}
