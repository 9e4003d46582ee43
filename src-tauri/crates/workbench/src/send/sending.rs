//! A draft that is sent: saved, compared to what was sent before, written, and noted.

use foundation::path_text;
use paper::Copy;
use serde::{Deserialize, Serialize};
use store::DraftId;

use crate::ask::Ask;
use crate::refusal::Refusal;
use crate::send::export::ExportedFile;
use crate::workbench::Workbench;

/// Writes the folder that is sent.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Export {
    /// Which.
    pub draft: i64,
    /// In which folder.
    pub target: String,
    /// A draft, whatever was found.
    pub as_draft: bool,
    /// A number for `progress`, which the face makes up.
    pub job: u32,
}

impl Ask for Export {
    type Answer = ExportedView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, id) = (workbench.desk(), DraftId(self.draft));
        // Where the disk of the drafts is full, another may still take the folder.
        let _ = workbench.drafts.save(&desk, id);
        let mut open = workbench.drafts.case(id)?;
        // What is sent is read anew, and what is then typed is told what was found.
        workbench.drafts.session(id, |session| {
            session.files_changed();
            Ok(())
        })?;
        // Another draft may have been sent since this one was opened.
        if let Ok(others) = workbench.drafts.others(&desk, id, &open.case) {
            open.others = others;
        }
        let copy = if self.as_draft { Copy::Draft } else { Copy::Final };
        let job = workbench.jobs.begin((self.draft, self.job));
        let target = desk.meant(&self.target);
        let _noted = workbench.drafts.note_export(&desk, &target);
        let exported = desk.export(&open, &target, copy, &job)?;
        if copy == Copy::Final {
            workbench.drafts.receipt(&desk, id, (&open.case, &exported));
        }
        Ok(ExportedView {
            folder: path_text(&exported.folder).into_owned(),
            numbered: exported.numbered,
            cleaned: exported.files.iter().filter_map(cleaned_view).collect(),
            uncleaned: exported.uncleaned(),
            files: exported.files.into_iter().map(|file| file.path).collect(),
        })
    }
}

/// What was written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ExportedView.ts"))]
pub struct ExportedView {
    /// The folder.
    pub folder: String,
    /// Whether it has a number, because another of that name was there.
    pub numbered: bool,
    /// The files in it, with `/`.
    pub files: Vec<String>,
    /// What photos and videos lost on the way.
    pub cleaned: Vec<CleanedView>,
    /// A sentence for each file that may still tell where it was taken.
    pub uncleaned: Vec<String>,
}

/// A photo or video of which a cleaned copy was written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CleanedView.ts"))]
pub struct CleanedView {
    /// The copy, from the folder, with `/`.
    pub file: String,
    /// What is not in it, such as 拍摄地点.
    pub removed: Vec<String>,
    /// What it still bears, since nobody may take it away, such as 人工智能生成标识.
    pub label: Option<String>,
}

fn cleaned_view(file: &ExportedFile) -> Option<CleanedView> {
    let removed = file.removed.iter().map(|removed| (*removed).to_owned()).collect();
    let label = file.label.clone();
    (!file.removed.is_empty()).then(|| CleanedView { file: file.path.clone(), removed, label })
}
