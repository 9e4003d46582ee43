//! A photo of a draft in a copy that weighs less, made when the user asks for it. The photo itself stays in the draft's
//! files: undo brings it back.

use case::LARGEST_PRINTED;
use foundation::Px;
use media::Unprintable;
use serde::Deserialize;
use std::path::Path;
use store::{DraftId, Store};

use crate::ask::Ask;
use crate::desk::{Desk, OpenCase};
use crate::draft::kept::Asking;
use crate::fault::Fault;
use crate::files::looks::is_large;
use crate::files::names::with_ending;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Twice what calls ask for; on paper of A4 no more is seen. Judgement.
const LONGER_SIDE: Px = 3840;
/// Judgement: ten such photos fit in any mail; below it nothing is gained.
const HEAVY: u64 = 3_000_000;

/// Makes a lighter copy of a photo, as JPEG, and tells by which name the draft knows it. Nothing shows it until an edit
/// does.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Lighten {
    /// Which.
    pub draft: i64,
    /// From `open_draft`.
    pub token: u64,
    /// The photo's name in the draft.
    pub name: String,
}

impl Ask for Lighten {
    type Answer = String;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.lighten((self.draft, self.token), &self.name)
    }
}

impl Desk<'_> {
    /// Whether a photo of this length is one of which a lighter copy is worth while: it weighs much, or has more pixels than
    /// some kinds are decoded with as they are.
    pub(crate) fn is_better_lighter(
        &self,
        open: &OpenCase,
        name: &str,
        bytes: Option<u64>,
    ) -> bool {
        let Some(bytes) = bytes.filter(|bytes| *bytes <= LARGEST_PRINTED) else { return false };
        bytes >= HEAVY || self.has_many_pixels(&open.file(name))
    }

    fn has_many_pixels(&self, path: &Path) -> bool {
        self.measured(path).is_ok_and(|measure| is_large(&measure.media.facts))
    }
}

impl Workbench {
    fn lighten(&self, asking: Asking, name: &str) -> Result<String, Refusal> {
        let refused = |why: &str| {
            let message = format!("“{name}”没有缩小：{why}");
            Refusal::new(RefusalCode::Entry, message)
        };
        let (kept, path) = self.drafts.kept_file(DraftId(asking.0), name)?;
        if kept.bytes > LARGEST_PRINTED {
            return Err(refused("文件太大，请用看图软件另存为小一些的 JPG。"));
        }
        // Decoded large ones take turns, as for the tiles.
        let _place = self.thumbnails.gate.enter(true);
        let bytes = self.files.read_up_to(&path, LARGEST_PRINTED).map_err(Fault::from)?;
        let lighter = self.desk().elsewhere.lighter(self.files.as_ref(), &bytes, LONGER_SIDE);
        let copy = lighter.map_err(|why| {
            refused(match why {
                Unprintable::CutOff => "照片不完整，请重新复制或下载。",
                _ => "这种照片在这里打不开，请用看图软件另存为小一些的 JPG。",
            })
        })?;
        let length = copy.bytes.len() as u64;
        if length >= kept.bytes && !self.desk().has_many_pixels(&path) {
            return Err(refused("缩小以后也不会更小。"));
        }
        let named = with_ending(name, "jpg");
        let names =
            self.drafts.kept_or_nothing(self.files.as_ref(), &foundation::Unwatched, |copies| {
                let from = (&mut copy.bytes.as_slice() as &mut dyn std::io::Read, path.as_path());
                let copied =
                    Store::keep_from(self.store_home(), from, length, &foundation::Unwatched)?;
                self.is_kept_whole(&copied.kept);
                let kept = copied.kept.clone();
                copies.push(copied);
                self.drafts.name_kept(asking, vec![(named, kept)])
            })?;
        names.into_iter().next().ok_or_else(Refusal::crashed)
    }
}
