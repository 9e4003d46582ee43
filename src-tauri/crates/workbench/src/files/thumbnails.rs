//! Small pictures of the photos of a draft, for the tiles in the window: made when they are asked for, at most
//! one per core at a time, and kept while the program runs. What cannot be decoded is kept as that. How a photo looks
//! is seen by the way.

use case::LARGEST_PRINTED;
use foundation::Px;
use media::Unprintable;
use store::DraftId;

use crate::fault::Fault;
use crate::files::gate::{Key, Made, Place};
use crate::files::looks::is_large;
use crate::memory::lock;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Judgement: a tile has some 160 pixels, and twice as many on a fine screen; no more is ever shown.
const LARGEST_SIDE: Px = 512;
/// What the window asks for (`ui/src/draft/thumbnails.ts`).
pub(crate) const USUAL_SIDE: Px = 252;
/// Judgement: some 20 kB each; then it is begun anew.
const MOST_KEPT: usize = 1024;

impl Workbench {
    /// A photo of an open draft as JPEG, upright, its longer side at most `side` pixels.
    ///
    /// # Errors
    /// Where the draft has no such file, or it cannot be shown.
    pub fn thumbnail(&self, draft: i64, name: &str, side: Px) -> Result<Vec<u8>, Refusal> {
        let (_, path) = self.drafts.kept_file(DraftId(draft), name)?;
        let made = self.small_picture((path, side.clamp(16, LARGEST_SIDE)))?;
        made.map(|bytes| bytes.to_vec()).map_err(|_| {
            let message = format!("“{name}”在这里显示不出来，可以打开看看。");
            Refusal::new(RefusalCode::Machine, message)
        })
    }

    /// The small picture of a file, made once.
    pub(crate) fn small_picture(&self, key: Key) -> Result<Made, Refusal> {
        let place = self.thumbnails.gate.enter(false);
        // Another request may have made it meanwhile.
        let before = lock(&self.thumbnails.made).get(&key).cloned();
        if let Some(made) = before {
            return Ok(made);
        }
        let made = self.make(&key, place)?;
        let mut all = lock(&self.thumbnails.made);
        if all.len() >= MOST_KEPT {
            all.clear();
        }
        all.insert(key, made.clone());
        Ok(made)
    }

    fn make(&self, (path, side): &Key, place: Place<'_>) -> Result<Made, Refusal> {
        if self.files.length(path).map_err(Fault::from)? > LARGEST_PRINTED {
            return Ok(Err(Unprintable::NotAPicture));
        }
        let measured = self.desk().measured(path).map_err(Fault::from)?;
        let _place = if is_large(&measured.media.facts) {
            drop(place);
            self.thumbnails.gate.enter(true)
        } else {
            place
        };
        let bytes = self.files.read_up_to(path, LARGEST_PRINTED).map_err(Fault::from)?;
        let made = self.desk().elsewhere.thumbnail(self.files.as_ref(), &bytes, *side);
        measured.appearance.get_or_init(|| made.as_ref().ok().map(|made| made.appearance.clone()));
        Ok(made.map(|made| made.bytes.into()))
    }
}
