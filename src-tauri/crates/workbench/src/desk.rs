//! Work on one case file: new, open, check, on paper, as a picture.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use case::{Case, Look, Other};
use catalog::{Catalog, Form, MATERIAL};
use foundation::{Clock, Code, Contents, FieldPath, Files, Finding, Px, Severity};
use paper::{Copy, Sheets, Title, compose, draw, write_pdf};

use crate::about::AboutGroup;
use crate::fault::Fault;
use crate::material_pdf::MadeElsewhere;
use crate::measured::Measured;
use crate::pictures::Pictures;

/// Judgement: a case of a hundred pages has less than 1 MB of text; this leaves room for slips of the
/// clipboard, which become findings, and keeps memory bounded.
const LONGEST_CASE_FILE: u64 = 64 << 20;

/// What every request about case files needs.
pub struct Desk<'w> {
    pub(crate) catalog: &'w Catalog,
    pub(crate) clock: &'w dyn Clock,
    pub(crate) files: &'w dyn Files,
    pub(crate) measured: &'w Measured,
}

/// A case at hand, with its files.
#[derive(Clone, Debug)]
pub struct OpenCase {
    /// The case.
    pub case: Case,
    /// Where the files lie that its attachments name.
    pub places: Places,
    /// The other cases of the call that are known, for quotas and doubles.
    pub others: Vec<Other>,
    /// Its pictures as far as they were made ready for paper.
    pub pictures: Pictures,
    /// The PDF of its material, once it was read.
    pub made_elsewhere: MadeElsewhere,
}

/// Where the files lie that a case names.
#[derive(Clone, Debug)]
pub enum Places {
    /// Paths begin in this folder: that of the case file.
    Folder(PathBuf),
    /// In the store, each by its name in the draft.
    Kept(BTreeMap<String, PathBuf>),
}

impl OpenCase {
    /// Where a file lies that the case names; a path at which nothing is where the store has none.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        match &self.places {
            Places::Folder(folder) => folder.join(name),
            Places::Kept(kept) => kept.get(name).cloned().unwrap_or_default(),
        }
    }

    /// Whether two files of the same length hold the same. The store keeps what is the same in one place.
    pub(crate) fn is_same_file(&self, files: &dyn Files, one: &Path, other: &Path) -> bool {
        if one == other {
            return true;
        }
        let contents = |path| files.contents(path).ok();
        match self.places {
            Places::Folder(_) => contents(one).is_some_and(|one| contents(other) == Some(one)),
            Places::Kept(_) => false,
        }
    }

    pub(crate) fn missing_hint(&self) -> &'static str {
        match self.places {
            Places::Folder(_) => {
                "请把文件放回原处，或重新选择附件。位置从案例文件所在的文件夹算起。"
            }
            Places::Kept(_) => "请重新添加这个文件，或去掉这一项。",
        }
    }
}

/// A form on paper.
pub struct Rendered {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// Everything found.
    pub findings: Vec<Finding>,
}

impl<'w> Desk<'w> {
    pub(crate) fn new(
        catalog: &'w Catalog,
        clock: &'w dyn Clock,
        files: &'w dyn Files,
        measured: &'w Measured,
    ) -> Self {
        Self { catalog, clock, files, measured }
    }

    /// The text of a new case file: with every field, empty or as the call's sample.
    ///
    /// # Errors
    /// `UnknownCall`, `UnknownRoute`, `NoSample`.
    pub fn new_case(&self, call: &str, route: Option<&str>, sample: bool) -> Result<String, Fault> {
        let found = self.call(call)?;
        let mut case = Case::new(found.clone());
        if let Some(route) = route {
            if found.route(route).is_none() {
                let known = found.routes.iter().map(|route| route.id.as_str());
                let known = known.collect::<Vec<_>>().join("、");
                return Err(Fault::UnknownRoute { id: route.to_owned(), known });
            }
            case.route = route.to_owned();
        }
        if sample {
            let text = found.samples.iter().find(|(route, _)| *route == case.route);
            let (_, text) = text.ok_or_else(|| Fault::NoSample { route: case.route.clone() })?;
            case = case::read(text.as_bytes(), self.catalog)
                .map_err(|faults| Fault::CaseFile { path: "sample".into(), faults })?;
        }
        Ok(case::write(&case))
    }

    /// Reads a case file.
    ///
    /// # Errors
    /// `File`, `CaseTooLarge`, `CaseFile`.
    pub fn open(&self, path: &Path) -> Result<OpenCase, Fault> {
        let bytes = self.files.read_up_to(path, LONGEST_CASE_FILE + 1)?;
        if bytes.len() as u64 > LONGEST_CASE_FILE {
            return Err(Fault::CaseTooLarge { path: path.to_owned(), most: LONGEST_CASE_FILE });
        }
        let case = case::read(&bytes, self.catalog)
            .map_err(|faults| Fault::CaseFile { path: path.to_owned(), faults })?;
        let folder = path.parent().map(Path::to_owned).unwrap_or_default();
        Ok(OpenCase {
            case,
            places: Places::Folder(folder),
            others: Vec::new(),
            pictures: Pictures::default(),
            made_elsewhere: MadeElsewhere::default(),
        })
    }

    /// Reads a case file, and others of the same call to which it is compared.
    ///
    /// # Errors
    /// As [`Desk::open`]; `NotOfOneCall`.
    pub fn open_with(&self, path: &Path, others: &[PathBuf]) -> Result<OpenCase, Fault> {
        let mut open = self.open(path)?;
        // A pattern of the shell may bring the case itself, or another one twice.
        let place = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let mut seen = std::collections::BTreeSet::from([place(path)]);
        for other in others.iter().filter(|other| seen.insert(place(other))) {
            let case = self.open(other)?.case;
            if case.call.id != open.case.call.id {
                return Err(Fault::OtherCall {
                    path: other.clone(),
                    call: case.call.title.clone(),
                });
            }
            open.others.push(Other::of(&case));
        }
        Ok(open)
    }

    /// What a call tells.
    ///
    /// # Errors
    /// `UnknownCall`.
    pub fn about(&self, call: &str) -> Result<Vec<AboutGroup>, Fault> {
        Ok(crate::about::about(self.call(call)?, self.clock.today()))
    }

    pub(crate) fn call(&self, id: &str) -> Result<&'w std::sync::Arc<catalog::Call>, Fault> {
        self.catalog.call(id).ok_or_else(|| Fault::UnknownCall {
            id: id.to_owned(),
            hint: self.catalog.call_probably_meant(id),
        })
    }

    /// Everything found about a case: by its rules, on its paper, in its names and its attachments.
    pub fn check(&self, open: &OpenCase) -> Vec<Finding> {
        let case = &open.case;
        let mut findings =
            case::check(Look { case, today: self.clock.today(), others: &open.others });
        for form in case.forms().filter(|form| case.is_begun(form)) {
            findings.extend(paper::characters_without_font(form, case));
            findings.extend(paper::answers_too_long_for_cells(form, case));
        }
        findings.extend(parcel::case_folder_name(case, parcel::longest_end(case)).shortened);
        findings.extend(self.attachments(open));
        findings.extend(self.pdf_findings(open));
        findings.extend(self.picture_findings(open));
        findings.extend(paper::material_without_font(case));
        case::settle_by_reasons(case, &mut findings);
        // A stable order: what stops first, then as the rules tell it.
        findings.sort_by_key(|finding| (!finding.stops_final_copy(), finding.severity));
        findings
    }

    pub(crate) fn form<'c>(&self, case: &'c Case, id: Option<&str>) -> Result<&'c Form, Fault> {
        let forms = case.route_forms();
        let Some(id) = id else {
            return Ok(forms.first().unwrap_or_else(|| case.call.main_form()));
        };
        case.form(id).map(AsRef::as_ref).ok_or_else(|| {
            let known: Vec<&str> = forms.iter().map(|form| form.id.as_str()).collect();
            Fault::UnknownForm { id: id.to_owned(), known: known.join("、") }
        })
    }

    /// A form as pages, whatever was found.
    ///
    /// # Errors
    /// `UnknownForm`.
    pub fn sheets(&self, open: &OpenCase, form: Option<&str>, copy: Copy) -> Result<Sheets, Fault> {
        if form == Some(MATERIAL) {
            return Ok(self.material_pages(open, copy).0);
        }
        Ok(self.pages(&open.case, self.form(&open.case, form)?, copy).0)
    }

    /// The pages of a form, and the words for its PDF.
    pub(crate) fn pages(&self, case: &Case, form: &Form, copy: Copy) -> (Sheets, Title) {
        (compose(form, case, copy), self.title(case, form))
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
        let mut findings = self.findings_for(open, copy)?;
        if !open.case.is_begun(form) {
            findings.push(empty_form(form));
        }
        let (sheets, title) = self.pages(&open.case, form, copy);
        let pdf = write_pdf(&sheets, &title)?;
        Ok(Rendered { pdf, pages: sheets.pages.len(), findings })
    }

    /// The findings of a case that may be printed.
    pub(crate) fn findings_for(&self, open: &OpenCase, copy: Copy) -> Result<Vec<Finding>, Fault> {
        let mut findings = self.check(open);
        if copy == Copy::Final && findings.iter().any(Finding::stops_final_copy) {
            return Err(Fault::Blocked { findings });
        }
        findings.extend(crate::installed::note());
        Ok(findings)
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
        Ok(draw(&self.sheets(open, form, copy)?, page, dpi)?)
    }

    /// Writes a new case file. Another file of that name is kept beside it under a name of its own, which
    /// is returned.
    ///
    /// # Errors
    /// `File`; what was there before stays.
    pub fn write_new_case(&self, path: &Path, text: &str) -> Result<Option<PathBuf>, Fault> {
        let same = || self.files.contents(path).is_ok_and(|c| c == Contents::of(text.as_bytes()));
        let is_file = self.files.length(path).is_ok() && !self.files.is_device(path);
        if !is_file || same() {
            self.write_file(path, text.as_bytes())?;
            return Ok(None);
        }
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let end = path.extension().map(|end| format!(".{}", end.to_string_lossy()));
        let end = end.unwrap_or_default();
        let mut names = (1..).map(|n| path.with_file_name(format!("{stem}（原有{n}）{end}")));
        let kept = names.find(|name| !self.files.exists(name)).expect("a folder has an end");
        if let Err(fault) = self.files.copy_new(path, &kept) {
            // The first fault is the one to tell.
            let _ = self.files.remove_file(&kept);
            return Err(fault.into());
        }
        self.write_file(path, text.as_bytes())?;
        Ok(Some(kept))
    }

    /// Writes a file whole or not at all: beside its place, synced, then renamed over what was there.
    ///
    /// # Errors
    /// `File`; what was there before stays.
    pub fn write_file(&self, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
        if self.files.is_device(path) {
            return Ok(self.files.write_through(path, bytes)?);
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        let unfinished = parcel::Unfinished::new(folder, &name, self.files);
        let temporary = path.with_file_name(unfinished.name());
        let written = self
            .files
            .write_new(&temporary, bytes)
            .and_then(|()| self.files.rename(&temporary, path))
            .and_then(|()| self.files.sync_folder(folder))
            .map_err(|fault| foundation::FileFault { path: path.to_owned(), ..fault });
        if written.is_err() && self.files.exists(&temporary) {
            // The first fault is the one to tell.
            let _ = self.files.remove_file(&temporary);
        }
        Ok(written?)
    }
}

/// What is told where somebody prints a form that the case does not bring.
fn empty_form(form: &Form) -> Finding {
    let message = format!("“{}”还没有填写，印出来的是空表。", form.short);
    let path =
        form.fields.first().map_or_else(FieldPath::case, |first| FieldPath::field(&first.id));
    Finding::new(Code::RequiredMissing, Severity::Warning, path, message)
        .hint("填了其中一栏，它才随案例一起报送。")
        .source(&form.source)
}
