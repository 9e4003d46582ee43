//! Drafts that are made, opened and closed.

use serde::Deserialize;
use store::DraftId;

use crate::ask::Ask;
use crate::draft::carrying::CarryFrom;
use crate::draft::whole::DraftView;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Makes a draft and opens it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NewDraft {
    /// The id of the call.
    pub call: String,
    /// The id of the route.
    pub route: String,
    /// With the call's sample in it.
    pub sample: bool,
    /// The draft from which what holds for this one too is taken over.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub from: Option<CarryFrom>,
}

impl Ask for NewDraft {
    type Answer = Box<DraftView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let text = desk.new_case(&self.call, Some(&self.route), self.sample)?;
        let mut open = desk.read_kept(&text)?;
        let kept = match self.from {
            Some(from) => workbench.drafts.fill_from(&desk, from, &mut open)?,
            None => Vec::new(),
        };
        Ok(Box::new(workbench.drafts.make(&desk, open, &kept)?))
    }
}

/// Opens a draft for editing by this face.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OpenDraft {
    /// Which.
    pub draft: i64,
}

impl Ask for OpenDraft {
    type Answer = Box<DraftView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        Ok(Box::new(workbench.drafts.open(&workbench.desk(), DraftId(self.draft))?))
    }
}

/// Saves a draft and lets go of it; a face that does not have it any more lets go of nothing.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CloseDraft {
    /// Which.
    pub draft: i64,
    /// From `open_draft`.
    pub token: u64,
    /// One in which nothing was ever filled in is not kept.
    #[serde(default)]
    #[cfg_attr(test, ts(as = "Option<bool>", optional))]
    pub drop_untouched: bool,
}

impl Ask for CloseDraft {
    type Answer = ();

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, id) = (workbench.desk(), DraftId(self.draft));
        let is_dropped = self.drop_untouched && workbench.drafts.is_untouched((id, self.token));
        workbench.drafts.leave(&desk, (id, self.token))?;
        if is_dropped {
            workbench.drafts.store(|store| store.drop_untouched(id))?;
        }
        Ok(())
    }
}
