//! A draft as a Word file in the shape of its forms, for somebody to mark: what it says now, whatever was found. It is
//! no copy that is sent.

use std::collections::BTreeMap;
use std::path::Path;

use case::LARGEST_PRINTED;
use foundation::Px;
use serde::Deserialize;
use store::DraftId;
use word::WordPicture;

use crate::ask::Ask;
use crate::desk::{Desk, OpenCase};
use crate::fault::Fault;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Judgement: sharp enough across a page, and a file of twenty pictures can still be sent by e-mail.
const LONGER_SIDE: Px = 1_400;

/// Writes a draft as a Word file; the names of pictures that could not be put in.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct WriteWord {
    /// Which.
    pub draft: i64,
    /// Where.
    pub file: String,
}

impl Ask for WriteWord {
    type Answer = Vec<String>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, id) = (workbench.desk(), DraftId(self.draft));
        // Where the disk of the drafts is full, another may still take the file.
        let _ = workbench.drafts.save(&desk, id);
        let open = workbench.drafts.case(id)?;
        Ok(desk.write_word(&open, &desk.meant(&self.file))?)
    }
}

impl Desk<'_> {
    /// Writes a case as a Word file; returns the names of pictures that could not be put in.
    ///
    /// # Errors
    /// `File`; what was there before stays.
    pub fn write_word(&self, open: &OpenCase, path: &Path) -> Result<Vec<String>, Fault> {
        let mut pictures = BTreeMap::new();
        let mut missing = Vec::new();
        for wanted in paper::wanted_pictures(&open.case) {
            match self.word_picture(open, &wanted.path) {
                Some(picture) => {
                    pictures.insert(wanted.path, picture);
                }
                None => missing.push(wanted.path),
            }
        }
        self.write_file(path, &word::write(&open.case, &pictures))?;
        Ok(missing)
    }

    fn word_picture(&self, open: &OpenCase, name: &str) -> Option<WordPicture> {
        let bytes = self.files.read_up_to(&open.file(name), LARGEST_PRINTED).ok()?;
        let made = self.elsewhere.thumbnail(self.files, &bytes, LONGER_SIDE).ok()?;
        Some(WordPicture { pixels: (made.width, made.height), bytes: made.bytes })
    }
}
