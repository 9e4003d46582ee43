//! What a new draft takes over from another one: shown before it is begun, and put in when it is.

use case::{Blank, Carried, Case, carried, printed, take_carried, take_files};
use serde::{Deserialize, Serialize};
use store::{DraftId, Kept};

use crate::ask::Ask;
use crate::desk::{Desk, OpenCase};
use crate::draft::drafts::Drafts;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Asks what a new draft by this call and route would take over.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CarryOver {
    /// The draft from which.
    pub draft: i64,
    /// The id of the call.
    pub call: String,
    /// The id of the route.
    pub route: String,
}

/// What would come.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CarriedView.ts"))]
pub struct CarriedView {
    /// What would be filled in, in the order of the form.
    pub fields: Vec<CarriedField>,
    /// How many fields the new draft asks for.
    #[cfg_attr(test, ts(type = "number"))]
    pub of: usize,
    /// How many files it has.
    #[cfg_attr(test, ts(type = "number"))]
    pub files: usize,
    /// Whether it has detailed material.
    pub material: bool,
}

/// What a new draft is filled from.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CarryFrom.ts"))]
pub struct CarryFrom {
    /// The draft.
    pub draft: i64,
    /// With its files and its detailed material.
    pub files: bool,
}

/// A field that would be filled in.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CarriedField.ts"))]
pub struct CarriedField {
    /// What the new form calls it.
    pub label: String,
    /// What the old form calls where it stood.
    pub from: String,
    /// What would stand in it, as it is printed.
    pub text: String,
}

impl Ask for CarryOver {
    type Answer = CarriedView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let mut open = desk.read_kept(&desk.new_case(&self.call, Some(&self.route), false)?)?;
        let from = workbench.drafts.case_of(&desk, DraftId(self.draft))?;
        let taken = carried(&from, &open.case);
        take_carried(&mut open.case, &taken);
        take_files(&mut open.case, &from);
        let case = &open.case;
        let field = |one: &Carried| {
            let text = case.field(&one.field).map(|field| printed(case, field, Blank::Nothing));
            let text = text.unwrap_or_default();
            CarriedField { label: one.label.clone(), from: one.from.clone(), text }
        };
        let asked = case.fields().filter(|field| field.filled_by.is_applicant());
        Ok(CarriedView {
            fields: taken.iter().map(field).collect(),
            of: asked.count(),
            files: case.attachments.len(),
            material: case.has_material(),
        })
    }
}

impl Drafts {
    /// What a draft says, with what was typed and is not on the disk yet.
    pub(super) fn case_of(&self, desk: &Desk<'_>, id: DraftId) -> Result<Case, Refusal> {
        self.save(desk, id)?;
        let draft = self.store(|store| store.draft(id))?;
        desk.read_draft(&draft.case_file, draft.row.stamp)
            .map_err(|faults| Refusal { code: RefusalCode::Machine, ..Refusal::entry(&faults) })
    }

    /// Fills a new case with what another draft has for it; returns the kept files that it names.
    pub(crate) fn fill_from(
        &self,
        desk: &Desk<'_>,
        from: CarryFrom,
        open: &mut OpenCase,
    ) -> Result<Vec<(String, Kept)>, Refusal> {
        let id = DraftId(from.draft);
        let old = self.case_of(desk, id)?;
        let taken = carried(&old, &open.case);
        take_carried(&mut open.case, &taken);
        if !from.files {
            return Ok(Vec::new());
        }
        take_files(&mut open.case, &old);
        let mut kept = self.store(|store| store.kept_of(id))?;
        kept.retain(|(name, _)| open.case.names_file(name));
        Ok(kept)
    }
}
