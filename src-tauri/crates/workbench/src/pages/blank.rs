//! Forms to fill in by hand: as a final copy on which nothing of the case stands.

use case::Case;
use paper::{Copy, Origin, Title, compose, write_pdf};
use serde::{Deserialize, Serialize};
use store::DraftId;

use crate::ask::Ask;
use crate::desk::Desk;
use crate::fault::Fault;
use crate::pages::render::Rendered;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Writes a form of a draft's route to fill in by hand, as a PDF.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BlankForm {
    /// Whose route.
    pub draft: i64,
    /// The id of the form.
    pub form: String,
    /// The folder in which the PDF is written.
    pub folder: String,
}

/// A form that was written to fill in by hand.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "BlankWritten.ts"))]
pub struct BlankWritten {
    /// Its file.
    pub file: String,
}

impl Ask for BlankForm {
    type Answer = BlankWritten;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let open = workbench.drafts.case(DraftId(self.draft))?;
        let form = desk.form(&open.case, Some(&self.form))?;
        let rendered = desk.render_blank(&open.case, Some(&self.form))?;
        let folder = desk.meant(&self.folder);
        // What stands there already is left alone: somebody may have filled it in.
        let mut number = 1;
        let path = loop {
            let count = if number > 1 { format!("（{number}）") } else { String::new() };
            let title = format!("{}（空白表）{count}", form.title);
            let path = folder.join(parcel::legal_name(&title, ".pdf", parcel::LONGEST_NAME));
            if !desk.files.exists(&path) {
                break path;
            }
            number += 1;
        };
        desk.write_file(&path, &rendered.pdf)?;
        Ok(BlankWritten { file: foundation::path_text(&path).into_owned() })
    }
}

impl Desk<'_> {
    /// A form of a case's route to fill in by hand; the first one where none is named.
    ///
    /// # Errors
    /// `UnknownForm`, `Pdf`.
    pub fn render_blank(&self, case: &Case, form: Option<&str>) -> Result<Rendered, Fault> {
        let mut empty = Case::new(case.call.clone());
        empty.route.clone_from(&case.route);
        let form = self.form(&empty, form)?;
        let sheets = compose(form, &empty, self.edition(Copy::Blank));
        let title = Title {
            title: form.title.clone(),
            author: String::new(),
            subject: format!("{} · {}", case.call.title, form.title),
            moment: self.clock.midnight(),
            origin: Some(Origin {
                identity: None,
                content: None,
                form: Some(form.digest),
                call: case.call.digest,
            }),
        };
        let pdf = write_pdf(&sheets, &title)?;
        Ok(Rendered { pdf, pages: sheets.pages.len(), findings: Vec::new() })
    }
}
