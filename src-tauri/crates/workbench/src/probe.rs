//! What photos and videos are, and whether they are large enough: for any files, with or without a call.

use std::path::{Path, PathBuf};

use foundation::{FileFault, Px};
use media::{Facts, Minimum, Verdict, judge};
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;

/// Judgement: nobody keeps photos deeper.
const DEEPEST: u32 = 32;

/// A file that was looked at, as `probe --json` says it.
#[derive(Debug, Serialize)]
pub struct Probed {
    /// As it was named, or found in a folder that was.
    pub file: PathBuf,
    /// `photo`, `video` or `other`.
    pub kind: &'static str,
    /// The kind of file by its content; none where it could not be read.
    pub container: Option<&'static str>,
    /// How the picture is coded.
    pub codec: Option<String>,
    /// As shown, after turn and pixel aspect.
    pub width: Option<Px>,
    /// As shown.
    pub height: Option<Px>,
    /// As stored.
    pub coded_width: Option<Px>,
    /// As stored.
    pub coded_height: Option<Px>,
    /// By so many degrees clockwise it is turned to be shown.
    pub rotation: u16,
    /// The length of a video in seconds.
    pub duration_s: Option<f64>,
    /// Whether the file is whole.
    pub complete: Option<bool>,
    /// `meets`, `below` or `unreadable`.
    pub verdict: &'static str,
    /// What else is worth saying.
    pub notes: Vec<String>,
    /// The verdict for people.
    #[serde(skip)]
    pub verdict_chinese: &'static str,
    /// The kind of file for people.
    #[serde(skip)]
    pub title: &'static str,
    /// Whether the file could not be read at all.
    #[serde(skip)]
    pub failed: bool,
}

/// What files are judged by.
#[derive(Clone, Copy, Debug)]
pub struct Yardstick {
    /// The least size.
    pub minimum: Minimum,
    /// Whether a call was named that asks for no size.
    pub call_is_silent: bool,
}

impl Desk<'_> {
    /// The least size that a call asks for; the usual one where none is named or it asks for none.
    ///
    /// # Errors
    /// `UnknownCall`.
    pub fn yardstick(&self, call: Option<&str>) -> Result<Yardstick, Fault> {
        let asked = call.map(|id| self.call(id)).transpose()?.map(|call| call.media.as_ref());
        let minimum = asked.flatten().map_or(Minimum::USUAL, |media| Minimum {
            long: media.long_side,
            short: media.short_side,
        });
        Ok(Yardstick { minimum, call_is_silent: matches!(asked, Some(None)) })
    }

    /// The files at a path: itself, or those in the folder that it is, with `deep` those in its folders too.
    /// Hidden ones are left out, and links to folders, which may go round in a circle, are not followed.
    ///
    /// # Errors
    /// `File` where a path is not there or a folder cannot be listed.
    pub fn files_at(&self, path: &Path, deep: bool) -> Result<Vec<PathBuf>, Fault> {
        let mut found = Vec::new();
        if self.files.is_folder(path) {
            self.gather(path, if deep { DEEPEST } else { 0 }, &mut found)?;
        } else {
            found.push(path.to_owned());
        }
        Ok(found)
    }

    fn gather(&self, folder: &Path, depth: u32, found: &mut Vec<PathBuf>) -> Result<(), FileFault> {
        for name in self.files.list(folder)?.iter().filter(|name| !name.starts_with('.')) {
            let path = folder.join(name);
            if !self.files.is_folder(&path) {
                found.push(path);
            } else if depth > 0 && !self.files.is_link(&path) {
                self.gather(&path, depth - 1, found)?;
            }
        }
        Ok(())
    }

    /// What a file is.
    pub fn probe(&self, path: &Path, minimum: Minimum) -> Probed {
        match self.measure(path) {
            Ok(facts) => probed(path, &facts, judge(&facts, minimum)),
            Err(fault) => failed(path, &fault),
        }
    }

    /// The facts about a file.
    pub(crate) fn measure(&self, path: &Path) -> Result<Facts, FileFault> {
        let opened = self.files.open(path)?;
        let facts = media::read(opened.as_ref())
            .map_err(|cause| FileFault::new(foundation::FileOperation::Read, path, cause))?;
        Ok(facts.named(&path.file_name().unwrap_or_default().to_string_lossy()))
    }
}

fn probed(path: &Path, facts: &Facts, verdict: Verdict) -> Probed {
    Probed {
        file: path.to_owned(),
        kind: facts.kind.word(),
        container: Some(facts.container.word()),
        codec: facts.codec.clone(),
        width: facts.shown.map(|size| size.width),
        height: facts.shown.map(|size| size.height),
        coded_width: facts.coded.map(|size| size.width),
        coded_height: facts.coded.map(|size| size.height),
        rotation: facts.turn.degrees(),
        duration_s: facts.duration.map(|length| length.as_millis() as f64 / 1000.0),
        complete: facts.complete,
        verdict: verdict.word(),
        notes: facts.sentences(),
        verdict_chinese: verdict.chinese(),
        title: facts.container.title(),
        failed: false,
    }
}

fn failed(path: &Path, fault: &FileFault) -> Probed {
    Probed {
        file: path.to_owned(),
        kind: "other",
        container: None,
        codec: None,
        width: None,
        height: None,
        coded_width: None,
        coded_height: None,
        rotation: 0,
        duration_s: None,
        complete: None,
        verdict: Verdict::Unreadable.word(),
        notes: vec![format!("不能读取：{}。", fault.reason())],
        verdict_chinese: Verdict::Unreadable.chinese(),
        title: "",
        failed: true,
    }
}
