//! A Word text becomes blocks of the material of an open draft: its pictures are kept as files of the draft, the blocks go
//! to the face, which puts them where they belong by one edit.

use std::io::Cursor;

use case::MaterialBlock;
use serde::{Deserialize, Serialize};
use word::{TextRead, read_text};

use crate::ask::Ask;
use crate::forms::word::WordSource;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Reads a Word file for the material of a draft. Nothing of the draft changes but that it knows the pictures.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadWordText {
    /// Which.
    pub draft: i64,
    /// From `open_draft`.
    pub token: u64,
    /// The file.
    pub file: WordSource,
    /// A number for `progress`, which the face makes up.
    pub job: u32,
}

/// What was read of a Word text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "WordText.ts"))]
pub struct WordText {
    /// Blocks as the material has them in the case file.
    pub blocks: serde_json::Value,
    /// What was brought and what was not. Chinese, on one line.
    pub summary: String,
}

impl Ask for ReadWordText {
    type Answer = WordText;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let bytes = workbench.desk().word_bytes(&self.file)?;
        let mut read =
            read_text(&bytes).map_err(|why| Refusal::new(RefusalCode::Entry, why.to_string()))?;
        let asking = (self.draft, self.token);
        for (name, bytes) in std::mem::take(&mut read.pictures) {
            let length = bytes.len() as u64;
            let source = (name.as_str(), &mut Cursor::new(bytes) as _, length);
            let kept = workbench.keep_from(asking, source, self.job)?;
            let Some(own) = kept.names.into_iter().next() else { continue };
            rename(&mut read, &name, &own);
        }
        Ok(WordText { summary: read.summary(), blocks: serde_json::json!(read.blocks) })
    }
}

/// A picture by the name that the draft has for it.
fn rename(read: &mut TextRead, name: &str, own: &str) {
    for block in &mut read.blocks {
        if let MaterialBlock::Picture { path, .. } = block
            && path == name
        {
            own.clone_into(path);
        }
    }
}
