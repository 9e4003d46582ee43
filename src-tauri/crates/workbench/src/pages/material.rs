//! The detailed material of a case: its pages, and what is known of it once its pictures were decoded.

use std::collections::BTreeMap;

use case::Case;
use media::PaperPicture;
use paper::{Copy, Sheets, Title, compose_material, has_pages_behind_the_form, write_pdf};

use crate::check::{Judged, are_set_whole};
use crate::desk::{Desk, OpenCase};
use crate::fault::Fault;
use crate::files::evidence::printable;
use crate::pages::render::Rendered;
use crate::send::origin::origin;

impl Desk<'_> {
    /// The material and its appendix on paper, and the words for its PDF.
    pub(crate) fn material_pages(&self, open: &OpenCase, copy: Copy) -> (Sheets, Title) {
        let printable = self
            .pictures_for_paper(open)
            .into_iter()
            .filter_map(|picture| Some((picture.wanted.path, picture.result?.ok()?)));
        let pictures: BTreeMap<String, PaperPicture> = printable.collect();
        let made_elsewhere = self.made_elsewhere(open).and_then(Result::ok);
        let sheets =
            compose_material(&open.case, &pictures, made_elsewhere.as_ref(), self.edition(copy));
        (sheets, self.material_title(&open.case))
    }

    /// A case whose material may be printed.
    ///
    /// # Errors
    /// `Blocked`: also where a final copy would lack a picture, for decoding shows what its header does not.
    pub(crate) fn judged_for_material(&self, open: &OpenCase, copy: Copy) -> Result<Judged, Fault> {
        let judged = self.judged_for(open, copy, None)?;
        if copy != Copy::Final {
            return Ok(judged);
        }
        let decoded = self.judged_with(open, judged, |evidence| {
            for picture in self.pictures_for_paper(open) {
                if let Some(facts) = evidence.facts_mut(&picture.wanted.path) {
                    facts.printable = picture.result.as_ref().map(printable);
                }
            }
        });
        decoded.may_be_printed(copy)?;
        Ok(decoded)
    }

    /// The material as a PDF of its own.
    ///
    /// # Errors
    /// `Blocked` for a final copy that has to wait, `NoMaterial`, `Pdf`.
    pub(crate) fn render_material(&self, open: &OpenCase, copy: Copy) -> Result<Rendered, Fault> {
        if !has_pages_behind_the_form(&open.case) {
            return Err(Fault::NoMaterial { name: open.case.call.material.name.clone() });
        }
        let Judged { findings, .. } = self.judged_for_material(open, copy)?;
        let (sheets, title) = self.material_pages(open, copy);
        are_set_whole(&sheets, &open.case, copy, &findings)?;
        let origin = Some(origin(&open.case, self.content(open).ok(), None));
        let pdf = write_pdf(&sheets, &Title { origin, ..title })?;
        Ok(Rendered { pdf, pages: sheets.pages.len(), findings })
    }

    fn material_title(&self, case: &Case) -> Title {
        let title = self.title(case, case.call.main_form());
        Title { subject: format!("{} · {}", case.call.title, case.call.material.name), ..title }
    }
}
