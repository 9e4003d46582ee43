//! How the photos that go along look, and what the PDFs say beside their pages: each is looked into once, where nobody
//! waits for a key, and what was seen of it is kept with what else is known of the file. What is wrong with it is for
//! `case` to say.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use case::{DocumentEvidence, LARGEST_PRINTED};
use media::{Appearance, Facts, Kind, Unprintable};
use serde::Deserialize;
use store::DraftId;

use crate::ask::Ask;
use crate::desk::{Desk, OpenCase};
use crate::draft::drafts::milliseconds;
use crate::draft::patch::Patch;
use crate::files::thumbnails::USUAL_SIDE;
use crate::memory::Measure;
use crate::pages::pictures::MANY_PIXELS;
use crate::refusal::Refusal;
use crate::send::next_steps::{DoneOutside, mark};
use crate::workbench::Workbench;

/// Looks at the photos and PDFs of a draft that were not looked at yet, which may take seconds; `news` then tells what was
/// found. True where there is something to be told.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LookAtFiles {
    /// Which.
    pub draft: i64,
}

impl Ask for LookAtFiles {
    type Answer = bool;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let id = DraftId(self.draft);
        let desk = workbench.desk();
        let unseen = desk.photos_not_seen(&workbench.drafts.case(id)?);
        let seen = unseen.iter().filter(|(path, measure)| {
            // The tile in the window shows the same picture a little later.
            let _ = workbench.small_picture((path.clone(), USUAL_SIDE));
            desk.appearance(path, measure).is_some()
        });
        let any_photo = seen.count() > 0;
        let any_printed = desk.decode_pictures(&workbench.drafts.case(id)?);
        let any_drawn = desk.try_material(&workbench.drafts.case(id)?);
        let any_told = desk.look_into_pdfs(&workbench.drafts.case(id)?);
        let any_read = desk.read_scans(&workbench.drafts.case(id)?);
        let any = any_told || any_drawn || any_photo || any_printed || any_read;
        if any {
            workbench.drafts.session(id, |session| {
                session.files_changed();
                Ok(())
            })?;
        }
        if any_read && desk.is_seen_sealed(&workbench.drafts.case(id)?) {
            note_sealed(workbench, id)?;
        }
        Ok(any)
    }
}

/// A draft whose sealed sheets were scanned and are right is as far as that, unless the user has said so before.
fn note_sealed(workbench: &Workbench, id: DraftId) -> Result<(), Refusal> {
    if workbench.drafts.store(|store| store.listed(id))?.sealed.is_none() {
        let now = milliseconds(workbench.desk().clock.now());
        mark(workbench, id, DoneOutside::Sealed, Some(now))?;
    }
    Ok(())
}

/// Tells what changed though nothing was typed.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct News {
    /// Which.
    pub draft: i64,
    /// From `open_draft`.
    pub token: u64,
}

impl Ask for News {
    type Answer = Box<Patch>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let which = (DraftId(self.draft), self.token);
        workbench.drafts.change(&workbench.desk(), which, |_| Ok(None))
    }
}

impl Desk<'_> {
    /// Looks at all photos that go along, as many at a time as there are cores, into the PDFs, one at a time, and whether
    /// what is printed can be decoded.
    pub(crate) fn look_at_files(&self, open: &OpenCase) {
        let unseen = self.photos_not_seen(open);
        let any_large = unseen.iter().any(|(_, measure)| is_large(&measure.media.facts));
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        for some in unseen.chunks(if any_large { 1 } else { cores }) {
            std::thread::scope(|scope| {
                for (path, measure) in some {
                    scope.spawn(|| self.appearance(path, measure));
                }
            });
        }
        self.look_into_pdfs(open);
        self.decode_pictures(open);
        self.try_material(open);
        self.read_scans(open);
    }

    /// The photos among the attachments that were not looked at yet, each once.
    fn photos_not_seen(&self, open: &OpenCase) -> Vec<(PathBuf, Arc<Measure>)> {
        self.sent_where(open, |measure| {
            measure.media.facts.kind == Kind::Photo && measure.appearance.get().is_none()
        })
    }

    /// Looks into the PDFs among the attachments that were not looked into yet; says whether there were any.
    fn look_into_pdfs(&self, open: &OpenCase) -> bool {
        let unseen = self.sent_where(open, |measure| measure.document.get().is_none());
        for (path, measure) in &unseen {
            measure.document.get_or_init(|| Some(self.told_in_pdf(path)));
        }
        !unseen.is_empty()
    }

    /// What a PDF says beside its pages.
    fn told_in_pdf(&self, path: &Path) -> DocumentEvidence {
        let bytes = || {
            self.files.length(path).ok().filter(|bytes| *bytes <= LARGEST_PRINTED)?;
            self.files.read_up_to(path, LARGEST_PRINTED).ok()
        };
        self.elsewhere.told_apart(self.files, bytes)
    }

    /// The attachments of which this holds, each file once.
    fn sent_where(
        &self,
        open: &OpenCase,
        holds: impl Fn(&Measure) -> bool,
    ) -> Vec<(PathBuf, Arc<Measure>)> {
        let attachments = open.case.attachments.iter();
        let paths: BTreeSet<PathBuf> = attachments.map(|file| open.file(&file.path)).collect();
        let measured = paths.into_iter().filter_map(|path| {
            let measure = self.measured(&path).ok()?;
            Some((path, measure))
        });
        measured.filter(|(_, measure)| holds(measure)).collect()
    }

    /// How a photo looks, decoded once; none where it cannot be decoded.
    fn appearance(&self, path: &Path, measure: &Measure) -> Option<Appearance> {
        if let Some(known) = measure.appearance.get() {
            return known.clone();
        }
        let appearance = self.look_at(path).and_then(Result::ok);
        measure.appearance.get_or_init(|| appearance).clone()
    }

    /// How a photo looks, or why a decoder makes nothing of it; none where it cannot be read or is too long.
    pub(crate) fn look_at(&self, path: &Path) -> Option<Result<Appearance, Unprintable>> {
        self.files.length(path).ok().filter(|bytes| *bytes <= LARGEST_PRINTED)?;
        let bytes = self.files.read_up_to(path, LARGEST_PRINTED).ok()?;
        let made = self.elsewhere.thumbnail(self.files, &bytes, USUAL_SIDE);
        Some(made.map(|made| made.appearance))
    }
}

/// Whether a picture has so many pixels that it is decoded alone.
pub(crate) fn is_large(facts: &Facts) -> bool {
    let pixels = |size: media::Size| u64::from(size.width) * u64::from(size.height);
    facts.coded.map_or(0, pixels) > MANY_PIXELS
}
