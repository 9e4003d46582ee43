//! A Word form is taken: its texts go into the user's own catalog, and the call can be used at once.

use std::path::Path;

use serde::{Deserialize, Serialize};
use word::Import;

use crate::ask::Ask;
use crate::fault::Fault;
use crate::forms::calls::CallSummary;
use crate::forms::word::ReadWord;
use crate::forms::word_folders::write_folders;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Makes a form and a call of a Word form, as `read_word` showed them.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct TakeWord {
    /// What was read, with what was decided.
    #[serde(flatten)]
    pub read: ReadWord,
}

/// A call that can be used from now on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordTaken.ts"))]
pub struct WordTaken {
    /// Its id.
    pub call: String,
    /// Where its texts lie, to be opened in an editor.
    pub folder: String,
    /// Whether the very same was there before.
    pub known: bool,
    /// Every call, the newest first.
    pub calls: Vec<CallSummary>,
}

impl Ask for TakeWord {
    type Answer = WordTaken;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let read = workbench.desk().read_word(&self.read)?;
        let own = workbench.own_catalog().ok_or_else(no_home)?;
        let mut import = read.import(None)?;
        if let Some(fault) = import.faults.first() {
            return Err(cannot_be_used(&fault.message));
        }
        let first = import.call.clone();
        let mut number = 1;
        let known = loop {
            if workbench.lies_there(&own, &import) {
                break true;
            }
            if workbench.is_free(&own, &import.call) {
                break false;
            }
            number += 1;
            import = read.import(Some(&format!("{first}-{number}")))?;
        };
        if !known {
            workbench.files.make_folders(&own).map_err(Fault::from)?;
            write_folders(&import, &own, workbench.files.as_ref())?;
            workbench.read_catalog_again();
        }
        if workbench.catalog().call(&import.call).is_none() {
            let why = workbench.unused().pop().unwrap_or_default();
            return Err(cannot_be_used(&why));
        }
        Ok(WordTaken {
            folder: foundation::shown(&own.join("forms").join(&import.form)),
            call: import.call,
            known,
            calls: workbench.calls(),
        })
    }
}

fn no_home() -> Refusal {
    Refusal::new(RefusalCode::Machine, "找不到存放草稿的文件夹，导入的表没有地方存。")
}

fn cannot_be_used(why: &str) -> Refusal {
    let message = format!("这张表导入以后还不能用：{why}");
    Refusal::new(RefusalCode::Entry, message)
}

impl Workbench {
    /// Whether these very texts lie in the catalog.
    fn lies_there(&self, own: &Path, import: &Import) -> bool {
        import.files.iter().all(|(path, text)| {
            let there = self.files.read_up_to(&own.join(path), text.len() as u64 + 1);
            there.is_ok_and(|there| there == text.as_bytes())
        })
    }

    /// Whether no form and no call is called so, in the catalog or on the disk.
    fn is_free(&self, own: &Path, id: &str) -> bool {
        let catalog = self.catalog();
        let on_disk = |kind| self.files.exists(&own.join(kind).join(id));
        catalog.calls().iter().flat_map(|call| &call.forms).all(|form| form.id != id)
            && catalog.call(id).is_none()
            && !on_disk("forms")
            && !on_disk("calls")
    }
}
