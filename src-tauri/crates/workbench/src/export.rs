//! The folder that is sent: checks, pages, PDF, plan, and writing it.

use std::path::{Path, PathBuf};

use case::Case;
use catalog::Form;
use foundation::{Code, Digest, Finding, Watch};
use paper::{Copy, Sheets, Title, has_material, write_pdf};
use parcel::{Plan, Planned, Role, Source, send};
use serde::Serialize;

use crate::cleaned::ToSend;
use crate::desk::{Desk, OpenCase};
use crate::fault::Fault;

/// A folder that was sent, as `export --json` says it.
#[derive(Debug, Serialize)]
pub struct Exported {
    /// Where it lies.
    pub folder: PathBuf,
    /// Whether a folder of the asked name holds something else, so that this one has a number.
    #[serde(skip)]
    pub numbered: bool,
    /// The text of 清单.txt.
    #[serde(skip)]
    pub list: String,
    /// What lies in it.
    pub files: Vec<ExportedFile>,
    /// Everything found, also while it was written.
    pub findings: Vec<Finding>,
}

impl Exported {
    /// A sentence for each file that may still tell where it was taken.
    pub fn uncleaned(&self) -> Vec<String> {
        let told = [Code::MediaNotCleaned, Code::MediaMayTellPlace];
        let told = self.findings.iter().filter(|finding| told.contains(&finding.code));
        told.map(|finding| finding.message.clone()).collect()
    }
}

/// A file of the folder.
#[derive(Debug, Serialize)]
pub struct ExportedFile {
    /// From the folder, with `/`.
    pub path: String,
    /// `case`, `form`, `material`, `attachment` or `list`.
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
}

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
        let mut findings = self.findings_for_material(open, copy)?;
        let (plan, found) = self.plan(open, copy)?;
        for finding in found {
            // A check may have seen it in the headers.
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        }
        let sent = send(&plan, target, self.files, watch)?;
        let files = sent.files.into_iter().map(|file| ExportedFile {
            path: file.path,
            role: file.role.word(),
            form: file.form,
            bytes: file.contents.bytes,
            sha256: file.contents.digest,
            pages: file.pages,
            removed: file.removed.into_iter().map(media::Removed::chinese).collect(),
        });
        Ok(Exported {
            folder: sent.folder,
            numbered: sent.numbered,
            list: sent.list,
            files: files.collect(),
            findings,
        })
    }

    /// What will lie where, and what was found about attachments that only reading them through tells.
    fn plan(&self, open: &OpenCase, copy: Copy) -> Result<(Plan, Vec<Finding>), Fault> {
        let case = &open.case;
        let mark = if copy == Copy::Draft { parcel::DRAFT_MARK } else { "" };
        let reserve = parcel::longest_end(case);
        let name = format!("{}{mark}", parcel::case_folder_name(case, reserve).name);
        let mut files = Vec::new();
        for (index, form) in case.forms().filter(|form| case.is_begun(form)).enumerate() {
            let (sheets, title) = self.pages(case, form, copy);
            if index == 0 && has_material(case) {
                files.push(self.whole(open, (form, &sheets, &title), &name, copy)?);
            }
            let is_whole = index == 0 && files.is_empty();
            let path =
                if is_whole { format!("{name}.pdf") } else { format!("{name}-{}.pdf", form.short) };
            let role = if is_whole { Role::Case } else { Role::Form };
            files.push(printed(path, role, form, &sheets, &title)?);
        }
        let (attachments, found) = self.attachment_files(open, &name)?;
        files.extend(attachments);
        let mut heading = Plan::heading(case, self.clock.today());
        heading.extend(crate::about::delivery_lines(&case.call, &case.route));
        Ok((Plan { folder: name, heading, files }, found))
    }

    /// The required PDF: the main form, then the material and its appendix.
    fn whole(
        &self,
        open: &OpenCase,
        (form, main, title): (&Form, &Sheets, &Title),
        name: &str,
        copy: Copy,
    ) -> Result<Planned, Fault> {
        let (material, _) = self.material_pages(open, copy);
        let whole = main.clone().followed_by(material, &open.case.call.material.name);
        printed(format!("{name}.pdf"), Role::Case, form, &whole, title)
    }

    fn attachment_files(
        &self,
        open: &OpenCase,
        name: &str,
    ) -> Result<(Vec<Planned>, Vec<Finding>), Fault> {
        let Case { attachments, .. } = &open.case;
        let names = parcel::attachment_names(name, attachments);
        let (mut files, mut found) = (Vec::new(), Vec::new());
        for (index, (attachment, file)) in attachments.iter().zip(names).enumerate() {
            // A file that a draft may go without: the final copy was stopped before.
            let Some(ToSend { source, finding }) = self.to_send(open, index)? else { continue };
            let form = Some(attachment.form.clone()).filter(|form| !form.is_empty());
            let path = format!("附件/{file}");
            files.push(Planned { path, role: Role::Attachment, form, pages: None, source });
            found.extend(finding);
        }
        Ok((files, found))
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
    Ok(Planned { path, role, form: Some(form.id.clone()), pages, source })
}
