//! A form of the roundup on paper, from several case files.

use std::path::PathBuf;

use case::Case;
use catalog::{Form, MATERIAL, Per};
use foundation::Finding;
use paper::{Copy, Origin, Sheets, Title, compose_roundup, write_pdf};

use crate::check::{are_set_whole, may_be_printed};
use crate::desk::{Desk, OpenCase};
use crate::fault::Fault;
use crate::pages::render::Rendered;

/// Judgement: some milliseconds; for less a thread is not worth its start.
const FEWEST_ON_A_CORE: usize = 16;

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
        let read = on_all_cores(paths, |path| self.open(path));
        let opens: Vec<OpenCase> = read.into_iter().collect::<Result<_, _>>()?;
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
        Ok((self.roundup_findings(opens, form), compose_roundup(form, &cases, self.edition(copy))))
    }

    fn render_roundup(
        &self,
        opens: &[OpenCase],
        form: &Form,
        copy: Copy,
    ) -> Result<Rendered, Fault> {
        let (findings, sheets) = self.roundup(opens, &form.id, copy)?;
        may_be_printed(&findings, copy)?;
        // What a row of the sheet says stands in one of the cases.
        are_set_whole(&sheets, &opens[0].case, copy, &findings)?;
        let title = Title {
            title: form.title.clone(),
            author: String::new(),
            subject: format!("{} · {}", opens[0].case.call.title, form.title),
            moment: self.clock.midnight(),
            origin: Some(Origin {
                identity: None,
                content: None,
                form: Some(form.digest),
                call: opens[0].case.call.digest,
            }),
        };
        let pdf = write_pdf(&sheets, &title)?;
        Ok(Rendered { pdf, pages: sheets.pages.len(), findings })
    }

    fn roundup_findings(&self, opens: &[OpenCase], form: &Form) -> Vec<Finding> {
        let found = on_all_cores(opens, |open| (&open.case, self.check(open)));
        case::check_roundup(form, &found)
    }
}

/// Does the same with each of many, one part of them per core; what comes of it stands in their order.
pub(crate) fn on_all_cores<'a, T: Sync, R: Send>(
    all: &'a [T],
    work: impl Fn(&'a T) -> R + Sync,
) -> Vec<R> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let part = all.len().div_ceil(cores).max(FEWEST_ON_A_CORE);
    if part >= all.len() {
        return all.iter().map(work).collect();
    }
    std::thread::scope(|scope| {
        let work = &work;
        let done_by =
            |part: &'a [T]| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>());
        let threads: Vec<_> = all.chunks(part).map(done_by).collect();
        let done = threads.into_iter().map(std::thread::ScopedJoinHandle::join);
        done.flat_map(|part| part.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}
