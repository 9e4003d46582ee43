//! What photos and videos are, and whether they are large enough: for any files, with or without a call.

use std::path::{Path, PathBuf};

use case::{LARGEST_PRINTED, look_alike, may_not_play, not_taken, poor_looks};
use foundation::{FileFault, Px, name_text};
use media::{
    AiLabel, Appearance, Care, Facts, Kind, Minimum, Origin, Size, Verdict, judge, not_decoded,
};
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::files::looks::is_large;
use crate::send::export::as_text;

/// Judgement: nobody keeps photos deeper; what is deeper is told.
pub const DEEPEST: u32 = 32;

/// Judgement: so many photos are gone through in two seconds; whoever looks at more wants to know their sizes.
const MOST_CLOSE: usize = 50;

/// A file that was looked at, as `probe --json` says it.
#[derive(Debug, Serialize)]
pub struct Probed {
    /// As it was named, or found in a folder that was.
    #[serde(serialize_with = "as_text")]
    pub file: PathBuf,
    /// `photo`, `video` or `other`.
    pub kind: &'static str,
    /// The kind of file by its content; none where it could not be read.
    pub container: Option<&'static str>,
    /// How the picture is coded.
    pub codec: Option<String>,
    /// As shown, after orientation and pixel aspect.
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
    /// The label of what artificial intelligence made: its `kind`, `aigc`, `source_type` or `manifest`, and its
    /// `share`, `made`, `changed`, `maybe` or `suspected`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ai_label: Option<AiLabel>,
    /// Where a photo says to come from, if that is no camera: `generated`, `screenshot`, `drawn` or `composed`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
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
    /// Whether it was gone through: what is damaged in its middle is found only then.
    /// Said where it was not.
    #[serde(rename = "gone_through", skip_serializing_if = "bool::clone")]
    pub is_close: bool,
    #[serde(skip)]
    facts: Option<Facts>,
    /// How a photo looks, where that was asked.
    #[serde(skip)]
    appearance: Option<Appearance>,
}

/// The files at a path.
#[derive(Debug, Default)]
pub struct FilesAt {
    /// Each by its place.
    pub files: Vec<PathBuf>,
    /// Folders among them that could not be listed.
    pub unlisted: Vec<FileFault>,
    /// Folders that lie too deep to be looked into.
    pub too_deep: Vec<PathBuf>,
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
    /// `File` where the folder itself cannot be listed.
    pub fn files_at(&self, path: &Path, deep: bool) -> Result<FilesAt, Fault> {
        let path = &disk::meant(path, self.files);
        let mut found = FilesAt::default();
        if self.files.is_folder(path) {
            self.gather(path, deep.then_some(DEEPEST), &mut found)?;
        } else {
            found.files.push(path.clone());
        }
        Ok(found)
    }

    /// `below` is how many folders deep it goes on; none where folders are left out.
    fn gather(
        &self,
        folder: &Path,
        below: Option<u32>,
        found: &mut FilesAt,
    ) -> Result<(), FileFault> {
        for name in self.files.names(folder)? {
            let path = folder.join(&name);
            if name.as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if !self.files.is_folder(&path) {
                found.files.push(path);
                continue;
            }
            match below {
                _ if self.files.is_link(&path) => {}
                None => {}
                Some(0) => found.too_deep.push(path),
                Some(below) => {
                    let gathered = self.gather(&path, Some(below - 1), found);
                    found.unlisted.extend(gathered.err());
                }
            }
        }
        Ok(())
    }

    /// How closely so many files are looked at: a few are gone through like what is attached.
    pub fn care_for(&self, files: usize) -> Care {
        if files <= MOST_CLOSE { Care::Close } else { Care::Quick }
    }

    /// What a file is.
    pub fn probe(&self, path: &Path, minimum: Minimum, care: Care) -> Probed {
        let name = name_text(path.file_name().unwrap_or_default());
        match self.facts_of(path, care).map(|facts| facts.named(&name)) {
            Ok(facts) => Probed {
                is_close: care == Care::Close,
                ..probed(path, &facts, judge(&facts, minimum))
            },
            Err(fault) => failed(path, &fault),
        }
    }

    /// Looks at files that were probed, as many at a time as there are cores: photos are decoded. What is seen is added
    /// to their notes.
    pub fn look_at_probed(&self, some: &mut [Probed]) {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let is_large = |one: &Probed| one.facts.as_ref().is_some_and(is_large);
        let at_once = if some.iter().any(is_large) { 1 } else { cores };
        for few in some.chunks_mut(at_once) {
            std::thread::scope(|scope| {
                for one in few {
                    scope.spawn(|| self.look_at_one(one));
                }
            });
        }
    }

    fn look_at_one(&self, probed: &mut Probed) {
        let Some(facts) = &mut probed.facts else { return };
        if !probed.is_close {
            // What going through it tells, which was left out.
            let name = name_text(probed.file.file_name().unwrap_or_default());
            if let Ok(close) = self.facts_of(&probed.file, Care::Close) {
                probed.is_close = true;
                *facts = close.named(&name);
            }
        }
        let seen = (facts.kind == Kind::Photo).then(|| self.look_at(&probed.file)).flatten();
        if let Some(Err(why)) = seen {
            not_decoded(facts, why);
        }
        probed.complete = facts.complete;
        probed.notes = facts.sentences();
        if facts.kind == Kind::Video {
            let coded = may_not_play(facts);
            let told = coded.map(|coded| format!("编码是 {coded}，对方电脑可能放不出来。"));
            let silent = (facts.sound == Some(false)).then(|| "没有声音。".to_owned());
            probed.notes.extend(told.into_iter().chain(silent));
        }
        if let Some(Ok(look)) = seen {
            let poor = poor_looks(&look).into_iter().map(|poor| format!("{}。", poor.chinese()));
            // What it says itself is told already.
            let is_told = facts.told_origin().is_some();
            let seen = not_taken(facts, &look).filter(|_| !is_told);
            let seen = seen.map(|seen| format!("{}。", seen.chinese()));
            probed.notes.extend(poor.chain(seen));
            probed.appearance = Some(look);
        }
    }

    /// What a file is by its content alone.
    pub(crate) fn facts_of(&self, path: &Path, care: Care) -> Result<Facts, FileFault> {
        let opened = self.files.open(path)?;
        let read = |care| {
            media::read_with(opened.as_ref(), care)
                .map_err(|cause| FileFault::new(foundation::FileOperation::Read, path, cause))
        };
        if care == Care::Quick {
            return read(care);
        }
        let bytes = || {
            self.files.length(path).ok().filter(|bytes| *bytes <= LARGEST_PRINTED)?;
            self.files.read_up_to(path, LARGEST_PRINTED).ok()
        };
        let closer = self.elsewhere.closer_facts(self.files, &read(Care::Quick)?, bytes);
        closer.map_or_else(|| read(care), Ok)
    }
}

/// Adds to the notes of each photo that was looked at which one before it looks the same.
pub fn compare_probed(all: &mut [Probed]) {
    let mut seen: Vec<usize> = Vec::new();
    for number in 0..all.len() {
        let Some(look) = all[number].look() else { continue };
        let same = seen
            .iter()
            .find(|before| all[**before].look().is_some_and(|before| look_alike(before, look)));
        if let Some(same) = same {
            let note = format!("和 {} 看起来是同一张照片。", all[*same].file.display());
            all[number].notes.push(note);
        }
        seen.push(number);
    }
}

impl Probed {
    fn look(&self) -> Option<(Size, &Appearance)> {
        Some((self.facts.as_ref()?.shown?, self.appearance.as_ref()?))
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
        rotation: facts.orientation.degrees(),
        duration_s: facts.duration.map(|duration| duration.as_millis() as f64 / 1000.0),
        complete: facts.complete,
        ai_label: facts.ai_label,
        origin: facts.origin,
        verdict: verdict.word(),
        notes: facts.sentences(),
        verdict_chinese: verdict.chinese(),
        title: facts.container.title(),
        failed: false,
        is_close: false,
        facts: Some(facts.clone()),
        appearance: None,
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
        ai_label: None,
        origin: None,
        verdict: Verdict::Unreadable.word(),
        notes: vec![format!("不能读取：{}。", fault.reason())],
        verdict_chinese: Verdict::Unreadable.chinese(),
        title: "",
        failed: true,
        is_close: false,
        facts: None,
        appearance: None,
    }
}
