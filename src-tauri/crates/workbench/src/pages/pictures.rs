//! The pictures that a case prints. Whether they can be printed is seen from their headers whenever a case is
//! checked; they are decoded and made smaller, one per core, only where they are put on paper. Both are kept as
//! long as the case is open.

use case::LARGEST_PRINTED;
use foundation::{Mm, Px};
use media::{PaperPicture, Unprintable, shown_size};
use paper::{WantedPicture, wanted_pictures};

use crate::desk::{Desk, OpenCase};
use crate::memory::{File, Printed, lock};

/// Larger pictures are decoded one at a time, so that memory stays bounded. Judgement: 90 MB decoded.
pub(crate) const MANY_PIXELS: u64 = 30_000_000;

/// A picture that a case names, and what is known of it; none where its file cannot be read.
pub(crate) struct Looked<T> {
    pub(crate) wanted: WantedPicture,
    pub(crate) result: Option<Result<T, Unprintable>>,
}

impl Desk<'_> {
    /// Every picture that the material and its appendix print, with its size as shown: nothing is decoded, but what was
    /// decoded before and did not come out is known.
    pub(crate) fn pictures(&self, open: &OpenCase) -> Vec<Looked<(Px, Px)>> {
        let look = |wanted: WantedPicture| {
            let result = self.picture_file(open, &wanted.path).and_then(|file| {
                let key = (file.clone(), tenths(wanted.largest));
                if let Some(Err(why)) = lock(&open.pictures.ready).get(&key) {
                    return Some(Err(*why));
                }
                if let Some(known) = lock(&open.pictures.seen).get(&file) {
                    return Some(*known);
                }
                let result = shown_size(&self.files.read_up_to(&file.0, LARGEST_PRINTED).ok()?);
                lock(&open.pictures.seen).insert(file, result);
                Some(result)
            });
            Looked { wanted, result }
        };
        wanted_pictures(&open.case).into_iter().map(look).collect()
    }

    /// Decodes every picture that is printed and was not decoded yet; whether there were any.
    pub(crate) fn decode_pictures(&self, open: &OpenCase) -> bool {
        let is_ready = |looked: &Looked<(Px, Px)>| {
            let file = self.picture_file(open, &looked.wanted.path);
            let key = file.map(|file| (file, tenths(looked.wanted.largest)));
            key.is_none_or(|key| lock(&open.pictures.ready).contains_key(&key))
        };
        if self.pictures(open).iter().all(is_ready) {
            return false;
        }
        self.pictures_for_paper(open);
        true
    }

    /// The same, made ready for paper.
    pub(crate) fn pictures_for_paper(&self, open: &OpenCase) -> Vec<Looked<PaperPicture>> {
        let wanted: Vec<(WantedPicture, Option<Printed>)> = self
            .pictures(open)
            .into_iter()
            .map(|looked| {
                let file = self.picture_file(open, &looked.wanted.path);
                let key = file.map(|file| (file, tenths(looked.wanted.largest)));
                (looked.wanted, key)
            })
            .collect();
        // What is printed in another size now is let go of.
        lock(&open.pictures.ready)
            .retain(|key, _| wanted.iter().any(|(_, k)| k.as_ref() == Some(key)));
        self.make_ready(open, &wanted);
        let ready = lock(&open.pictures.ready);
        let looked = wanted.into_iter().map(|(wanted, key)| {
            let result = key.and_then(|key| ready.get(&key).cloned());
            Looked { wanted, result }
        });
        looked.collect()
    }

    fn picture_file(&self, open: &OpenCase, path: &str) -> Option<File> {
        let file = open.file(path);
        let bytes = self.files.length(&file).ok().filter(|bytes| *bytes <= LARGEST_PRINTED)?;
        Some((file, bytes))
    }

    /// Makes those ready that are not, as many at a time as there are cores.
    fn make_ready(&self, open: &OpenCase, wanted: &[(WantedPicture, Option<Printed>)]) {
        let missing: Vec<(&Printed, (Mm, Mm))> = {
            let ready = lock(&open.pictures.ready);
            let all = wanted.iter().filter_map(|(w, key)| Some((key.as_ref()?, w.largest)));
            all.filter(|(key, _)| !ready.contains_key(*key)).collect()
        };
        let is_large = |file: &File| match lock(&open.pictures.seen).get(file) {
            Some(Ok((width, height))) => u64::from(*width) * u64::from(*height) > MANY_PIXELS,
            _ => false,
        };
        let any_large = missing.iter().any(|((file, _), _)| is_large(file));
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        for some in missing.chunks(if any_large { 1 } else { cores }) {
            let read = |(key, largest): &(&Printed, (Mm, Mm))| {
                let bytes = self.files.read_up_to(&key.0.0, LARGEST_PRINTED).ok()?;
                Some(((*key).clone(), bytes, *largest))
            };
            let files: Vec<_> = some.iter().filter_map(read).collect();
            let made: Vec<_> = std::thread::scope(|scope| {
                let threads: Vec<_> = files
                    .into_iter()
                    .map(|(key, bytes, largest)| {
                        let for_paper =
                            move || self.elsewhere.for_paper(self.files, &bytes, largest);
                        (key, scope.spawn(for_paper))
                    })
                    .collect();
                let made = threads
                    .into_iter()
                    .map(|(key, thread)| (key, thread.join().unwrap_or(Err(Unprintable::Damaged))));
                made.collect()
            });
            lock(&open.pictures.ready).extend(made);
        }
    }
}

fn tenths((width, height): (Mm, Mm)) -> (u64, u64) {
    let tenths = |length: Mm| (length.0 * 10.0).round() as u64;
    (tenths(width), tenths(height))
}
