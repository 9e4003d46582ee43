//! The forms of a case on paper: as pages, as a PDF, as a picture of a page.

use case::Case;
use catalog::{Field, Form, MATERIAL};
use foundation::{Finding, Px};
use paper::{Copy, Photos, Sheets, Title, compose_with_photos, write_pdf};

use crate::check::{Judged, are_set_whole};
use crate::desk::{Desk, OpenCase};
use crate::fault::Fault;
use crate::send::origin::origin;

/// A form on paper.
pub struct Rendered {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Everything found.
    pub findings: Vec<Finding>,
}

impl Desk<'_> {
    /// A form as pages, whatever was found.
    ///
    /// # Errors
    /// `UnknownForm`.
    pub fn sheets(&self, open: &OpenCase, form: Option<&str>, copy: Copy) -> Result<Sheets, Fault> {
        if form == Some(MATERIAL) {
            return Ok(self.material_pages(open, copy).0);
        }
        Ok(self.pages(open, self.form(&open.case, form)?, copy).0)
    }

    /// The pages of a form, and the words for its PDF.
    pub(crate) fn pages(&self, open: &OpenCase, form: &Form, copy: Copy) -> (Sheets, Title) {
        let photos = self.photos(open, form);
        let sheets = compose_with_photos(form, &open.case, &photos, self.edition(copy));
        (sheets, self.title(&open.case, form))
    }

    /// The photos of a form that can be printed; what cannot be is a finding.
    fn photos(&self, open: &OpenCase, form: &Form) -> Photos {
        let has_photo = |field: &Field| open.case.photo_of(field).is_some();
        if !form.fields.iter().any(has_photo) {
            return Photos::new();
        }
        let ready = self.pictures_for_paper(open).into_iter();
        ready.filter_map(|picture| Some((picture.wanted.path, picture.result?.ok()?))).collect()
    }

    pub(crate) fn title(&self, case: &Case, form: &Form) -> Title {
        let part = |id: &str| {
            let field = case.field(id);
            field.map(|field| case::printed(case, field, case::Blank::Nothing))
        };
        let mut names = form.fields.iter().filter(|field| field.name_part);
        let mut next_name = || names.next().and_then(|field| part(&field.id)).unwrap_or_default();
        Title {
            title: next_name(),
            author: next_name(),
            subject: format!("{} · {}", case.call.title, form.title),
            moment: self.clock.midnight(),
            origin: None,
        }
    }

    /// One form on paper; the first form of the call where none is named.
    ///
    /// # Errors
    /// `Blocked` for a final copy that has to wait, `UnknownForm`, `Pdf`.
    pub fn render(
        &self,
        open: &OpenCase,
        form: Option<&str>,
        copy: Copy,
    ) -> Result<Rendered, Fault> {
        if form == Some(MATERIAL) {
            return self.render_material(open, copy);
        }
        let form = self.form(&open.case, form)?;
        let Judged { findings, .. } = self.judged_for(open, copy, Some(form))?;
        let (sheets, title) = self.pages(open, form, copy);
        are_set_whole(&sheets, &open.case, copy, &findings)?;
        let origin = Some(origin(&open.case, self.content(open).ok(), Some(form)));
        let pdf = write_pdf(&sheets, &Title { origin, ..title })?;
        Ok(Rendered { pdf, pages: sheets.pages.len(), findings })
    }

    /// A page of a form as PNG, counted from 1: of the final copy, or of the draft where that has to wait.
    ///
    /// # Errors
    /// `UnknownForm`, `Picture`.
    pub fn preview(
        &self,
        open: &OpenCase,
        form: Option<&str>,
        page: usize,
        dpi: Px,
    ) -> Result<Vec<u8>, Fault> {
        let stopped = self.check(open).iter().any(Finding::stops_final_copy);
        let copy = if stopped { Copy::Draft } else { Copy::Final };
        Ok(self.elsewhere.draw(self.files, &self.sheets(open, form, copy)?, page, dpi)?)
    }
}
