//! The folder that is sent: checks, pages, PDF, plan, and writing it.

use std::path::{Path, PathBuf};

use case::Cleans;
use catalog::Form;
use foundation::{Digest, Finding, PrintCode, Stamp, Watch, path_text};
use media::{AiLabel, Container};
use paper::{Copy, Sheets, Title, has_pages_behind_the_form, write_pdf};
use parcel::{Plan, Planned, Role, Source, send};
use serde::Serialize;

use crate::check::{Judged, are_set_whole};
use crate::desk::{Desk, OpenCase};
use crate::fault::Fault;
use crate::files::cleaned::ToSend;
use crate::scanning::prints::print_code;
use crate::send::origin::{origin, stamp};

/// A folder that was sent, as `export --json` says it.
#[derive(Debug, Serialize)]
pub struct Exported {
    /// Where it lies.
    #[serde(serialize_with = "as_text")]
    pub folder: PathBuf,
    /// Whether a folder of the asked name holds something else, so that this one has a number.
    #[serde(skip)]
    pub numbered: bool,
    /// The text of 清单.txt.
    #[serde(skip)]
    pub list: String,
    /// Which case was sent, in which state; none of a case without an id.
    #[serde(skip)]
    pub stamp: Option<Stamp>,
    /// Its zip, where that was asked for.
    #[serde(serialize_with = "as_text_or_none", skip_serializing_if = "Option::is_none")]
    pub zip: Option<PathBuf>,
    /// What lies in it.
    pub files: Vec<ExportedFile>,
    /// Everything found, also while it was written.
    pub findings: Vec<Finding>,
}

impl Exported {
    /// A sentence for each file that may still tell where it was taken.
    pub fn uncleaned(&self) -> Vec<String> {
        let left = self.findings.iter().filter(|finding| case::location_may_remain(finding));
        left.map(|finding| finding.message.clone()).collect()
    }
}

/// A file of the folder.
#[derive(Debug, Serialize)]
pub struct ExportedFile {
    /// From the folder, with `/`.
    pub path: String,
    /// `case`, `form`, `material`, `attachment` or `list`; in a submission of many cases `summary` too.
    pub role: &'static str,
    /// The form on it.
    pub form: Option<String>,
    /// Length.
    pub bytes: u64,
    /// SHA-256.
    pub sha256: Digest,
    /// Pages, where it has any.
    pub pages: Option<usize>,
    /// What the copy of a photo or video has lost, such as 拍摄地点.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub removed: Vec<&'static str>,
    /// What it bears that nobody may take away, such as 人工智能生成标识.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
}

impl ExportedFile {
    /// A file as it was sent.
    pub(crate) fn of(file: parcel::SentFile) -> Self {
        Self {
            path: file.path,
            role: file.role.word(),
            form: file.form,
            bytes: file.contents.bytes,
            sha256: file.contents.digest,
            pages: file.pages,
            removed: file.removed.into_iter().map(media::Removed::chinese).collect(),
            label: file.label.map(AiLabel::chinese),
        }
    }
}

/// The PDFs of a case.
pub(crate) struct Papers {
    pub(crate) files: Vec<Planned>,
    /// The 核对码 of each form by what it is called, and how many pages it has.
    prints: Vec<(String, PrintCode, usize)>,
}

/// How far attachments were cleaned, each by its name in the case.
pub(crate) type HowCleaned = Vec<(String, Cleans)>;

impl Desk<'_> {
    /// Writes the folder that is sent into `target`.
    ///
    /// # Errors
    /// `Blocked` for a final copy that has to wait, `Pdf`, `Send`.
    pub fn export(
        &self,
        open: &OpenCase,
        target: &Path,
        copy: Copy,
        watch: &dyn Watch,
    ) -> Result<Exported, Fault> {
        self.all_kept_are_whole(open)?;
        let judged = self.judged_for_material(open, copy)?;
        let content = self.content(open)?;
        let (plan, cleaned) = self.plan(open, (copy, &judged.findings), content)?;
        // Reading attachments through tells more than their headers.
        let Judged { findings, .. } = self.judged_with(open, judged, |evidence| {
            for (name, cleans) in cleaned {
                let file = evidence.facts_mut(&name);
                if let Some(media) = file.and_then(|file| file.media.as_mut()) {
                    media.cleans = cleans;
                }
            }
        });
        let sent = send(&plan, target, self.files, watch)?;
        let files = sent.files.into_iter().map(ExportedFile::of);
        Ok(Exported {
            folder: sent.folder,
            zip: None,
            numbered: sent.numbered,
            list: sent.list,
            stamp: stamp(&open.case, content),
            files: files.collect(),
            findings,
        })
    }

    /// What will lie where, and how far attachments were cleaned, by their names in the case.
    pub(crate) fn plan(
        &self,
        open: &OpenCase,
        (copy, found): (Copy, &[Finding]),
        content: Digest,
    ) -> Result<(Plan, HowCleaned), Fault> {
        let case = &open.case;
        let mark = if copy == Copy::Draft { parcel::DRAFT_MARK } else { "" };
        let reserve = parcel::longest_end(case);
        let name = format!("{}{mark}", parcel::case_folder_name(case, reserve).name);
        let Papers { mut files, prints } = self.papers(open, (copy, found), content, &name)?;
        let (attachments, cleaned) = self.attachment_files(open, &name)?;
        files.extend(attachments);
        let mut heading = Plan::heading(case, self.clock.today());
        heading.extend(crate::forms::about::delivery_lines(&case.call, &case.route));
        heading.extend(parcel::origin_lines(case, content));
        heading.extend(parcel::code_lines(&prints));
        Ok((Plan { folder: name, heading, files }, cleaned))
    }

    /// The PDFs of the case: of each form that is begun, and the whole where something stands behind the first.
    ///
    /// # Errors
    /// `Blocked`, `Pdf`.
    pub(crate) fn papers(
        &self,
        open: &OpenCase,
        (copy, found): (Copy, &[Finding]),
        content: Digest,
        name: &str,
    ) -> Result<Papers, Fault> {
        let case = &open.case;
        let (mut files, mut prints) = (Vec::new(), Vec::new());
        for (index, form) in case.forms().filter(|form| case.is_begun(form)).enumerate() {
            let (sheets, title) = self.pages(open, form, copy);
            are_set_whole(&sheets, case, copy, found)?;
            let print = print_code(&sheets);
            prints.extend(print.map(|print| (form.short.clone(), print, sheets.pages.len())));
            let title = Title { origin: Some(origin(case, Some(content), Some(form))), ..title };
            if index == 0 && has_pages_behind_the_form(case) {
                files.push(self.whole(open, (form, &sheets, &title), name, (copy, found))?);
            }
            let is_whole = index == 0 && files.is_empty();
            let path =
                if is_whole { format!("{name}.pdf") } else { format!("{name}-{}.pdf", form.short) };
            let role = if is_whole { Role::Case } else { Role::Form };
            files.push(printed(path, role, form, &sheets, &title)?);
        }
        Ok(Papers { files, prints })
    }

    /// The required PDF: the main form, then the material and its appendix.
    fn whole(
        &self,
        open: &OpenCase,
        (form, main, title): (&Form, &Sheets, &Title),
        name: &str,
        (copy, found): (Copy, &[Finding]),
    ) -> Result<Planned, Fault> {
        let (material, _) = self.material_pages(open, copy);
        are_set_whole(&material, &open.case, copy, found)?;
        let whole = main.clone().followed_by(material, &open.case.call.material.name);
        printed(format!("{name}.pdf"), Role::Case, form, &whole, title)
    }

    fn attachment_files(
        &self,
        open: &OpenCase,
        name: &str,
    ) -> Result<(Vec<Planned>, HowCleaned), Fault> {
        let case = &open.case;
        let attachments = &case.attachments;
        let all = (0..attachments.len()).map(|index| self.to_send(open, index));
        let all: Vec<Option<ToSend>> = all.collect::<Result<_, _>>()?;
        let contents: Vec<Option<Container>> =
            all.iter().map(|one| one.as_ref().map(|one| one.container)).collect();
        let names = parcel::attachment_names(name, case, &contents);
        let (mut files, mut cleaned) = (Vec::new(), Vec::new());
        for ((attachment, file), to_send) in attachments.iter().zip(names).zip(all) {
            // A photo that is there for the form alone.
            if case.call.slot(&attachment.slot).is_some_and(|rule| rule.printed_only) {
                continue;
            }
            // A file that a draft may go without: the final copy was stopped before.
            let Some(ToSend { source, cleans, label, .. }) = to_send else { continue };
            let form = Some(attachment.form.clone()).filter(|form| !form.is_empty());
            let path = format!("附件/{file}");
            files.push(Planned { path, role: Role::Attachment, form, pages: None, label, source });
            cleaned.extend(cleans.map(|cleans| (attachment.path.clone(), cleans)));
        }
        Ok((files, cleaned))
    }
}

/// A path in JSON, which holds text only.
pub(crate) fn as_text<S: serde::Serializer>(path: &Path, out: S) -> Result<S::Ok, S::Error> {
    out.serialize_str(&path_text(path))
}

fn as_text_or_none<S: serde::Serializer>(
    path: &Option<PathBuf>,
    out: S,
) -> Result<S::Ok, S::Error> {
    match path {
        Some(path) => as_text(path, out),
        None => out.serialize_none(),
    }
}

/// Pages as a PDF of the folder.
fn printed(
    path: String,
    role: Role,
    form: &Form,
    sheets: &Sheets,
    title: &Title,
) -> Result<Planned, Fault> {
    let source = Source::Bytes(write_pdf(sheets, title)?);
    let pages = Some(sheets.pages.len());
    Ok(Planned { path, role, form: Some(form.id.clone()), pages, label: None, source })
}
