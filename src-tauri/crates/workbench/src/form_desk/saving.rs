//! What the desk made goes into the user's own catalog. A form in use is not changed under its drafts: their texts are
//! kept as an edition first, and the drafts go on by it until their user takes the newer one.

use std::path::Path;

use catalog::{Catalog, Folder};
use disk::write_whole;
use foundation::Files;
use serde::{Deserialize, Serialize};

use crate::ask::Ask;
use crate::fault::Fault;
use crate::form_desk::editions::digest;
use crate::form_desk::views::FormDeskView;
use crate::form_desk::working_copy;
use crate::forms::calls::CallSummary;
use crate::memory::lock;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Writes what is at the desk into the user's own catalog, where it can be used at once.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SaveForm {
    /// The id of the call.
    pub call: String,
    /// The state, from the last answer.
    pub state: u64,
}

/// What was saved.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormSaved.ts"))]
pub struct FormSaved {
    /// The desk as it is now.
    pub view: FormDeskView,
    /// How many drafts go on by the texts of before.
    pub kept_for: usize,
    /// Every call, the newest first.
    pub calls: Vec<CallSummary>,
}

impl Ask for SaveForm {
    type Answer = Box<FormSaved>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk_at(&self.call, self.state)?;
        let folders = desk.folders();
        let found = catalog::lint(folders, &workbench.beside_desk(folders));
        let wrong = found.iter().filter(|fault| fault.is_error()).count();
        if wrong > 0 {
            let message = format!(
                "还有 {wrong} 处写错的地方，这张表还不能用，没有保存。请先照旁边的提示改好；改动都留着，下次打开还在。"
            );
            return Err(Refusal::new(RefusalCode::Blocked, message));
        }
        let kept_for = workbench.save_folders(&self.call, folders)?;
        let mut saved = desk.clone();
        saved.saved = digest(folders);
        lock(&workbench.form_desks.0).insert(self.call.clone(), saved.clone());
        if let Some(home) = workbench.drafts.home.as_deref() {
            working_copy::remove(home, &self.call, workbench.files.as_ref());
        }
        workbench.read_catalog_again();
        let view = *workbench.desk_view(&self.call, &saved, Vec::new())?;
        Ok(Box::new(FormSaved { view, kept_for, calls: workbench.calls() }))
    }
}

impl Workbench {
    /// Writes the texts of folders, the drafts of today's first kept as they are; how many drafts those are.
    pub(crate) fn save_folders(&self, call: &str, folders: &[Folder]) -> Result<usize, Refusal> {
        let before = self.desk_folders(call)?;
        if digest(&before) == digest(folders) {
            return Ok(0);
        }
        let drafts = self.drafts_of(call)?;
        let cases = drafts.iter().filter_map(|draft| Some(draft.row.stamp?.identity.id));
        let cases: Vec<_> = cases.collect();
        let was_usable = Catalog::of([self.beside_desk(&before), before.clone()].concat());
        let kept_for = if was_usable.call(call).is_some() { cases.len() } else { 0 };
        if kept_for > 0 {
            let kept = self.editions.keep(self.files.as_ref(), &before, cases);
            kept.map_err(Fault::from)?;
        }
        for folder in folders {
            let there = before.iter().find(|there| there.path == folder.path);
            write_folder(folder, there, self.files.as_ref())?;
        }
        Ok(kept_for)
    }
}

/// Writes the texts that changed, each whole. A folder is not replaced as a whole: a person may keep other files in it.
/// Where the power goes between two, the unsaved state is still beside the drafts, and is saved again.
fn write_folder(folder: &Folder, there: Option<&Folder>, files: &dyn Files) -> Result<(), Fault> {
    for (name, text) in &folder.files {
        if there.and_then(|there| there.files.get(name)) != Some(text) {
            write_whole(&Path::new(&folder.path).join(name), text.as_bytes(), files)?;
        }
    }
    Ok(())
}
