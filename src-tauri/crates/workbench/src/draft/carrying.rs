//! What a new draft takes over from another one: shown before it is begun, and put in when it is.

use case::{Blank, Carried, Case, carried, printed, take_carried};
use serde::{Deserialize, Serialize};
use store::DraftId;

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
        let taken = workbench.drafts.carry(&desk, DraftId(self.draft), &open.case)?;
        take_carried(&mut open.case, &taken);
        let case = &open.case;
        let field = |one: &Carried| {
            let text = case.field(&one.field).map(|field| printed(case, field, Blank::Nothing));
            let text = text.unwrap_or_default();
            CarriedField { label: one.label.clone(), from: one.from.clone(), text }
        };
        let asked = case.forms().flat_map(|form| &form.fields);
        let of = asked.filter(|field| field.filled_by.is_applicant()).count();
        Ok(CarriedView { fields: taken.iter().map(field).collect(), of })
    }
}

impl Drafts {
    /// What of a draft holds for a new case.
    fn carry(&self, desk: &Desk<'_>, id: DraftId, to: &Case) -> Result<Vec<Carried>, Refusal> {
        // What was typed and is not on the disk yet comes along.
        self.save(desk, id)?;
        let draft = self.store(|store| store.draft(id))?;
        let from = desk
            .read_draft(&draft.case_file, draft.row.stamp)
            .map_err(|faults| Refusal { code: RefusalCode::Machine, ..Refusal::entry(&faults) })?;
        Ok(carried(&from, to))
    }

    /// Fills a new case with what another draft has for it.
    pub(crate) fn fill_from(
        &self,
        desk: &Desk<'_>,
        id: DraftId,
        open: &mut OpenCase,
    ) -> Result<(), Refusal> {
        let taken = self.carry(desk, id, &open.case)?;
        take_carried(&mut open.case, &taken);
        Ok(())
    }
}
