//! Material that was made elsewhere: read once while the case is open.

use case::{LARGEST_PRINTED, Material, PdfFault};
use paper::ForeignPdf;

use crate::desk::{Desk, OpenCase};
use crate::memory::{File, Read, lock};

/// The PDF of a material, or why it cannot be taken along.
pub(crate) type MaterialPdf = Result<ForeignPdf, PdfFault>;

impl Desk<'_> {
    /// The PDF of the material; none where there is none, or its file cannot be read. This may take seconds, so no
    /// lock of the drafts is held here.
    pub(crate) fn made_elsewhere(&self, open: &OpenCase) -> Option<MaterialPdf> {
        let (file, length) = self.material_file(open)?;
        let seen = || seen(open, &file, length);
        if let Some(seen) = seen() {
            return Some(seen);
        }
        let bytes = || self.files.read_up_to(&file, LARGEST_PRINTED).ok();
        let result = self.elsewhere.read_apart(self.files, bytes, seen)?;
        let read = Read { file, bytes: length, result: result.clone() };
        *lock(&open.made_elsewhere.last) = Some(read);
        Some(result)
    }

    /// The same as far as it was read before: at once.
    pub(crate) fn made_elsewhere_as_seen(&self, open: &OpenCase) -> Option<MaterialPdf> {
        let (file, length) = self.material_file(open)?;
        seen(open, &file, length)
    }

    /// Whether the PDF of the material is still to be read.
    pub(crate) fn is_material_unread(&self, open: &OpenCase) -> bool {
        let file = self.material_file(open);
        file.is_some_and(|(file, length)| seen(open, &file, length).is_none())
    }

    /// Tries whether its pages can be drawn, where that is not known yet; says whether it was not.
    pub(crate) fn try_material(&self, open: &OpenCase) -> bool {
        let Some(Ok(pdf)) = self.made_elsewhere(open) else { return false };
        let Some((file, _)) = self.material_file(open) else { return false };
        let is_news = self.elsewhere.tried(&pdf).is_none_or(|tried| tried.untried > 0);
        if is_news {
            let bytes = || self.files.read_up_to(&file, LARGEST_PRINTED).ok();
            self.elsewhere.try_pages(self.files, &pdf, bytes);
        }
        is_news
    }

    fn material_file(&self, open: &OpenCase) -> Option<File> {
        let Some(Material::Pdf(name)) = &open.case.material else { return None };
        let file = open.file(name);
        let length = self.files.length(&file).ok().filter(|length| *length <= LARGEST_PRINTED)?;
        Some((file, length))
    }
}

fn seen(open: &OpenCase, file: &std::path::Path, length: u64) -> Option<MaterialPdf> {
    let last = lock(&open.made_elsewhere.last);
    let same = last.as_ref().filter(|read| read.file == file && read.bytes == length);
    same.map(|read| read.result.clone())
}
