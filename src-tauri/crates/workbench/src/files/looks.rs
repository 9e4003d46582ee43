//! How the photos that go along look: each is decoded once, where nobody waits for a key, and what was seen of it is
//! kept with what else is known of the file. What is wrong with it is for `case` to say.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use case::LARGEST_PRINTED;
use media::{Appearance, Facts, Kind, thumbnail};
use serde::Deserialize;
use store::DraftId;

use crate::ask::Ask;
use crate::desk::{Desk, OpenCase};
use crate::draft::patch::Patch;
use crate::files::thumbnails::USUAL_SIDE;
use crate::memory::Measure;
use crate::pages::pictures::MANY_PIXELS;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Looks at the photos of a draft that were not looked at yet, which may take seconds; `news` then tells what was
/// found. True where there is something to be told.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LookAtPhotos {
    /// Which.
    pub draft: i64,
}

impl Ask for LookAtPhotos {
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
        let any = seen.count() > 0;
        if any {
            workbench.drafts.session(id, |session| {
                session.files_changed();
                Ok(())
            })?;
        }
        Ok(any)
    }
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
    /// Looks at all photos that go along, as many at a time as there are cores.
    pub(crate) fn look_at_photos(&self, open: &OpenCase) {
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
    }

    /// The photos among the attachments that were not looked at yet, each once.
    fn photos_not_seen(&self, open: &OpenCase) -> Vec<(PathBuf, Arc<Measure>)> {
        let attachments = open.case.attachments.iter();
        let paths: BTreeSet<PathBuf> = attachments.map(|file| open.file(&file.path)).collect();
        let measured = paths.into_iter().filter_map(|path| {
            let measure = self.measured(&path).ok()?;
            Some((path, measure))
        });
        let is_unseen = |measure: &Measure| {
            measure.media.facts.kind == Kind::Photo && measure.appearance.get().is_none()
        };
        measured.filter(|(_, measure)| is_unseen(measure)).collect()
    }

    /// How a photo looks, decoded once; none where it cannot be decoded.
    fn appearance(&self, path: &Path, measure: &Measure) -> Option<Appearance> {
        if let Some(known) = measure.appearance.get() {
            return known.clone();
        }
        let appearance = self.look_at(path);
        measure.appearance.get_or_init(|| appearance).clone()
    }

    /// How a photo looks.
    pub(crate) fn look_at(&self, path: &Path) -> Option<Appearance> {
        self.files.length(path).ok().filter(|bytes| *bytes <= LARGEST_PRINTED)?;
        let bytes = self.files.read_up_to(path, LARGEST_PRINTED).ok()?;
        thumbnail(&bytes, USUAL_SIDE).ok().map(|made| made.appearance)
    }
}

/// Whether a picture has so many pixels that it is decoded alone.
pub(crate) fn is_large(facts: &Facts) -> bool {
    let pixels = |size: media::Size| u64::from(size.width) * u64::from(size.height);
    facts.coded.map_or(0, pixels) > MANY_PIXELS
}
