//! The pages of a draft, and pictures of them.

use foundation::Px;
use serde::{Deserialize, Serialize};
use store::DraftId;

use crate::ask::Ask;
use crate::fault::Fault;
use crate::pages::page_views::{PageView, page_view};
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// The pages of a form, or of the material.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Paper {
    /// Which.
    pub draft: i64,
    /// The id of the form; `material` for the material with its appendix.
    pub form: String,
}

impl Ask for Paper {
    type Answer = PaperView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, id) = (workbench.desk(), DraftId(self.draft));
        let (sheets, stamps) = workbench.drafts.pages(&desk, id, &self.form)?;
        let pages = sheets.pages.iter().zip(stamps);
        let pages = pages.map(|(page, stamp)| page_view(page, stamp));
        Ok(PaperView { pages: pages.collect() })
    }
}

/// The pages of a form.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "PaperView.ts"))]
pub struct PaperView {
    /// In their order.
    pub pages: Vec<PageView>,
}

impl Workbench {
    /// A page of a form of an open draft as PNG, counted from 1, as it is now.
    ///
    /// # Errors
    /// Where there is no such draft, form or page.
    pub fn picture(
        &self,
        draft: i64,
        form: &str,
        page: usize,
        dpi: Px,
    ) -> Result<Vec<u8>, Refusal> {
        let desk = self.desk();
        let (sheets, _) = self.drafts.pages(&desk, DraftId(draft), form)?;
        Ok(desk
            .elsewhere
            .draw(desk.files, &sheets, page, dpi.clamp(30, 600))
            .map_err(Fault::from)?)
    }
}
