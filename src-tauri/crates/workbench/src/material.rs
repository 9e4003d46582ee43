//! The detailed material of a case: its pages, and whether its pictures and its PDF can be printed.

use std::collections::BTreeMap;

use case::Case;
use foundation::{Code, FieldPath, Finding, Severity};
use media::{PaperPicture, Unprintable};
use paper::{Copy, Sheets, Title, compose_material, has_material, write_pdf};

use crate::desk::{Desk, OpenCase, Rendered};
use crate::fault::Fault;
use crate::pictures::{LARGEST_FILE, Looked};

impl Desk<'_> {
    /// The material and its appendix on paper, and the words for its PDF.
    pub(crate) fn material_pages(&self, open: &OpenCase, copy: Copy) -> (Sheets, Title) {
        let printable = self
            .pictures_for_paper(open)
            .into_iter()
            .filter_map(|picture| Some((picture.wanted.path, picture.result?.ok()?)));
        let pictures: BTreeMap<String, PaperPicture> = printable.collect();
        let made_elsewhere = self.made_elsewhere(open).and_then(Result::ok);
        let sheets = compose_material(&open.case, &pictures, made_elsewhere.as_ref(), copy);
        (sheets, self.material_title(&open.case))
    }

    /// The findings of a case whose material may be printed.
    ///
    /// # Errors
    /// `Blocked`: also where a final copy would lack a picture, for decoding shows what its header does not.
    pub(crate) fn findings_for_material(
        &self,
        open: &OpenCase,
        copy: Copy,
    ) -> Result<Vec<Finding>, Fault> {
        let findings = self.findings_for(open, copy)?;
        if copy == Copy::Final {
            let all = self.pictures_for_paper(open);
            let lacking: Vec<Finding> =
                all.iter().filter_map(|picture| self.picture_finding(open, picture)).collect();
            if !lacking.is_empty() {
                return Err(Fault::Blocked { findings: [lacking, findings].concat() });
            }
        }
        Ok(findings)
    }

    /// The material as a PDF of its own.
    ///
    /// # Errors
    /// `Blocked` for a final copy that has to wait, `NoMaterial`, `Pdf`.
    pub(crate) fn render_material(&self, open: &OpenCase, copy: Copy) -> Result<Rendered, Fault> {
        if !has_material(&open.case) {
            return Err(Fault::NoMaterial { name: open.case.call.material.name.clone() });
        }
        let findings = self.findings_for_material(open, copy)?;
        let (sheets, title) = self.material_pages(open, copy);
        let pdf = write_pdf(&sheets, &title)?;
        Ok(Rendered { pdf, pages: sheets.pages.len(), findings })
    }

    fn material_title(&self, case: &Case) -> Title {
        let title = self.title(case, case.call.main_form());
        Title { subject: format!("{} · {}", case.call.title, case.call.material.name), ..title }
    }

    /// Findings about the pictures of the material and the appendix.
    pub(crate) fn picture_findings(&self, open: &OpenCase) -> Vec<Finding> {
        self.pictures(open)
            .iter()
            .filter_map(|picture| self.picture_finding(open, picture))
            .collect()
    }

    fn picture_finding<T>(&self, open: &OpenCase, picture: &Looked<T>) -> Option<Finding> {
        let path = &picture.wanted.field;
        let name = case::short(&picture.wanted.path);
        let what = match path.as_str().strip_prefix("material/") {
            Some(number) => {
                let material = &open.case.call.material.name;
                format!("{material}第 {number} 段的图片（{name}）")
            }
            // The attachment itself is judged with the others.
            None if picture.result.is_none() => return None,
            None => format!("附录要印的图片（{name}）"),
        };
        let Some(result) = &picture.result else {
            return self.sent_file(open, &picture.wanted.path, path.clone(), &what).or_else(|| {
                let file = open.file(&picture.wanted.path);
                let is_large = self.files.length(&file).is_ok_and(|bytes| bytes > LARGEST_FILE);
                let (why, hint) = if is_large {
                    ("太大，不能排进材料。", "请另存一张小一些的 JPG 再用。")
                } else {
                    ("不能读取。", "请检查磁盘，或重新选一次。")
                };
                Some(unreadable(path, format!("{what}{why}"), hint))
            });
        };
        let (message, hint) = match result.as_ref().err()? {
            Unprintable::NotAPicture => (
                format!("{what}不是能排印的图片。"),
                "能排印 JPG、PNG、HEIC、BMP、GIF、TIFF、WebP、JPEG XL、JPEG 2000 和 PSD。别的格式请打开后另存为 JPG。",
            ),
            Unprintable::CutOff => (
                format!("{what}不完整，后面的部分缺失。"),
                "请从相机或手机重新复制一份，再选一次。",
            ),
            Unprintable::Damaged => {
                (format!("{what}已损坏，不能打开。"), "请换一份完好的，或打开后另存为 JPG。")
            }
            Unprintable::TooLarge { width, height } => (
                format!("{what}有 {width}×{height} 像素，太大，不能排进材料。"),
                "请另存一张小一些的 JPG 再用。",
            ),
        };
        Some(unreadable(path, message, hint))
    }
}

fn unreadable(path: &FieldPath, message: String, hint: &str) -> Finding {
    Finding::new(Code::AttachmentUnreadable, Severity::Error, path.clone(), message).hint(hint)
}
