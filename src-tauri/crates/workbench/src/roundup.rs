//! A form of the roundup on paper, from several case files.

use std::path::PathBuf;

use case::Case;
use catalog::{Form, MATERIAL, Per};
use foundation::Finding;
use paper::{Copy, Sheets, Title, compose_roundup, write_pdf};

use crate::desk::{Desk, OpenCase, Rendered};
use crate::fault::Fault;

impl Desk<'_> {
    /// A form on paper from case files: one for a form of the case, any number for one of the roundup.
    ///
    /// # Errors
    /// Those of [`Desk::open`], [`Desk::render`] and [`Desk::roundup`].
    pub fn render_cases(
        &self,
        paths: &[PathBuf],
        form: Option<&str>,
        copy: Copy,
    ) -> Result<Rendered, Fault> {
        let opens: Vec<OpenCase> =
            paths.iter().map(|path| self.open(path)).collect::<Result<_, _>>()?;
        let first = &opens[0];
        let call = &first.case.call;
        if let Some((path, other)) =
            paths.iter().zip(&opens).find(|(_, open)| open.case.call.id != call.id)
        {
            let (path, call) = (path.clone(), other.case.call.title.clone());
            return Err(Fault::OtherCall { path, call });
        }
        if form == Some(MATERIAL) {
            if opens.len() > 1 {
                return Err(Fault::NotARoundup { id: MATERIAL.into() });
            }
            return self.render(first, form, copy);
        }
        let asked = self.form(&first.case, form)?;
        if asked.per == Per::Roundup || opens.len() > 1 {
            return self.render_roundup(&opens, asked, copy);
        }
        self.render(first, form, copy)
    }

    /// The findings of a form of the roundup, and its pages, with a row for each case of one call in their
    /// order.
    ///
    /// # Errors
    /// `UnknownForm`, `NotARoundup`.
    ///
    /// # Panics
    /// Where there is no case.
    pub fn roundup(
        &self,
        opens: &[OpenCase],
        form: &str,
        copy: Copy,
    ) -> Result<(Vec<Finding>, Sheets), Fault> {
        let cases: Vec<&Case> = opens.iter().map(|open| &open.case).collect();
        let first = cases[0];
        let form = self.form(first, Some(form))?;
        if form.per != Per::Roundup {
            return Err(Fault::NotARoundup { id: form.id.clone() });
        }
        Ok((self.roundup_findings(opens, form), compose_roundup(form, &cases, copy)))
    }

    fn render_roundup(
        &self,
        opens: &[OpenCase],
        form: &Form,
        copy: Copy,
    ) -> Result<Rendered, Fault> {
        let (findings, sheets) = self.roundup(opens, &form.id, copy)?;
        if copy == Copy::Final && findings.iter().any(Finding::stops_final_copy) {
            return Err(Fault::Blocked { findings });
        }
        let title = Title {
            title: form.title.clone(),
            author: String::new(),
            subject: format!("{} · {}", opens[0].case.call.title, form.title),
            moment: self.clock.midnight(),
        };
        let pdf = write_pdf(&sheets, &title)?;
        Ok(Rendered { pdf, pages: sheets.pages.len(), findings })
    }

    fn roundup_findings(&self, opens: &[OpenCase], form: &Form) -> Vec<Finding> {
        let found: Vec<(&Case, Vec<Finding>)> =
            opens.iter().map(|open| (&open.case, self.check(open))).collect();
        case::check_roundup(form, &found)
    }
}
