//! 试填: a form at the desk as it would be, empty or with a sample in it: its pages, and what would be found.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use case::Case;
use foundation::{Finding, Px};
use paper::Copy;
use serde::{Deserialize, Serialize};

use crate::ask::Ask;
use crate::desk::{Desk, OpenCase, Places};
use crate::fault::Fault;
use crate::form_desk::sample::sample_case;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Enough to read what stands in a cell.
const DPI: Px = 96;

/// Tries a form that is at the desk.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TryFill {
    /// The id of the call.
    pub call: String,
    /// The state, from the last answer.
    pub state: u64,
    /// The id of the form.
    pub form: String,
    /// Whether a sample is filled in.
    pub filled: bool,
}

/// A form as it would be.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Trial.ts"))]
pub struct Trial {
    /// Its pages, a PNG in base 64 each.
    pub pages: Vec<String>,
    /// What would be found in the sample; nothing of an empty form.
    pub findings: Vec<TrialFinding>,
}

/// Something that would be found.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "TrialFinding.ts"))]
pub struct TrialFinding {
    /// Such as `F101`.
    pub code: String,
    /// Whether it would stop the final copy.
    pub stops: bool,
    /// What the field is called; empty where it is about the whole.
    pub label: String,
    /// What is found.
    pub message: String,
}

impl Ask for TryFill {
    type Answer = Trial;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk_at(&self.call, self.state)?;
        let catalog = workbench.catalog_with(desk.folders());
        let call = catalog.call(&self.call).ok_or_else(|| {
            let message = "表上还有写错的地方，画不出来。请先照提示改好。";
            Refusal::new(RefusalCode::Entry, message)
        })?;
        let route = call.routes.iter().find(|route| route.forms.iter().any(|f| f.id == self.form));
        let route = route.unwrap_or(&call.routes[0]).id.clone();
        let case = if self.filled {
            sample_case(call, &route, &catalog)
        } else {
            Case { route, ..Case::new(call.clone()) }
        };
        let open = OpenCase::new(case, Places::Kept(BTreeMap::new()));
        let desk = Desk { catalog: &catalog, ..workbench.desk() };
        let findings = if self.filled { desk.check(&open) } else { Vec::new() };
        let finding = |finding: &Finding| finding_view(&open.case, finding);
        Ok(Trial {
            pages: desk.pictures_of(&open, &self.form)?,
            findings: findings.iter().map(finding).collect(),
        })
    }
}

fn finding_view(case: &Case, finding: &Finding) -> TrialFinding {
    let id = finding.path.as_str().split('/').next().unwrap_or_default();
    TrialFinding {
        code: finding.code.as_str().to_owned(),
        stops: finding.stops_final_copy(),
        label: case.field(id).map_or_else(String::new, catalog::Field::plain_label),
        message: format!("{}{}", finding.message, finding.hint),
    }
}

impl Desk<'_> {
    /// The pages of a form, a PNG in base 64 each.
    fn pictures_of(&self, open: &OpenCase, form: &str) -> Result<Vec<String>, Refusal> {
        let sheets = self.sheets(open, Some(form), Copy::Final)?;
        let page = |number| -> Result<String, Refusal> {
            let png = self.elsewhere.draw(self.files, &sheets, number, DPI).map_err(Fault::from)?;
            Ok(STANDARD.encode(png))
        };
        (1..=sheets.pages.len()).map(page).collect()
    }
}
