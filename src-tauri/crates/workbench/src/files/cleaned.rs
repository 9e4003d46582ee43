//! Cleaned copies of what goes along: whether one can be made is known when a case is checked, and made it is
//! when the folder is written. The file that the draft or the case file names stays as it is.

use std::path::Path;

use case::Cleans;
use foundation::{FileFault, FileOperation, FileReason, ReadAt};
use media::{AiLabel, CannotClean, Care, Cleaned, Cleaning, Container, Kind, clean};
use parcel::Source;

use crate::desk::{Desk, OpenCase};

/// An attachment as it is sent.
pub(crate) struct ToSend {
    pub(crate) source: Source,
    /// What it is by its content.
    pub(crate) container: Container,
    /// The label of what artificial intelligence made that it bears.
    pub(crate) label: Option<AiLabel>,
    /// How far it was cleaned, where it was looked at.
    pub(crate) cleans: Option<Cleans>,
}

impl Desk<'_> {
    /// What headers tell of a cleaned copy of such a file. The pixels of photos that are copied piece by piece
    /// are not read through for it.
    pub(crate) fn cleans(&self, path: &Path, container: Container) -> Result<Cleans, FileFault> {
        Ok(match container.kind() {
            Kind::Other if container != Container::Unknown => Cleans::Wholly,
            _ if !media::can_clean(container) => Cleans::Not(CannotClean::Kind(container)),
            Kind::Video => cleans(&self.planned(path)?),
            Kind::Photo | Kind::Other => Cleans::Wholly,
        })
    }

    /// Plans a cleaned copy, and looks whether it still is what the original is.
    fn planned(&self, path: &Path) -> Result<Result<Cleaning, CannotClean>, FileFault> {
        let source = self.files.open(path)?;
        let plan = || -> std::io::Result<Result<Cleaning, CannotClean>> {
            let planned = clean(source.as_ref())?;
            let Ok(cleaning) = &planned else { return Ok(planned) };
            let same = is_still(source.as_ref(), &Cleaned::new(source.as_ref(), cleaning))?;
            Ok(if same { planned } else { Err(CannotClean::Damaged) })
        };
        plan().map_err(|cause| FileFault::new(FileOperation::Read, path, cause))
    }

    /// An attachment as it is sent: cleaned, if it is a photo or video of which a cleaned copy can be made. What
    /// is not there, or may not be read, gives none; a draft may go without.
    pub(crate) fn to_send(
        &self,
        open: &OpenCase,
        index: usize,
    ) -> Result<Option<ToSend>, FileFault> {
        let attachment = &open.case.attachments[index];
        let path = open.file(&attachment.path);
        let may_not =
            |why| matches!(why, FileReason::PermissionDenied | FileReason::NotAnOrdinaryFile);
        if self.files.length(&path).is_err() || self.why_closed(open, &path).is_some_and(may_not) {
            return Ok(None);
        }
        let facts = self.facts_of(&path, Care::Quick)?;
        let container = facts.container;
        let planned =
            if container.kind() != Kind::Other { Some(self.planned(&path)?) } else { None };
        let cleans = planned.as_ref().map(cleans);
        let label = match &planned {
            Some(Ok(cleaning)) => cleaning.label,
            _ => facts.ai_label,
        };
        let source = match planned {
            Some(Ok(cleaning)) if !cleaning.removed.is_empty() => Source::Cleaned(path, cleaning),
            _ => Source::File(path),
        };
        Ok(Some(ToSend { source, container, label, cleans }))
    }
}

/// What is known of a copy that was planned.
fn cleans(planned: &Result<Cleaning, CannotClean>) -> Cleans {
    match planned {
        Ok(cleaning) => cleaning.left.map_or(Cleans::Wholly, Cleans::But),
        Err(why) => Cleans::Not(*why),
    }
}

/// Whether a copy shows the same as its original.
fn is_still(original: &dyn ReadAt, copy: &dyn ReadAt) -> std::io::Result<bool> {
    let (original, copy) = (media::read(original)?, media::read(copy)?);
    let seen = |facts: &media::Facts| {
        (facts.container, facts.shown, facts.coded, facts.orientation, facts.duration)
    };
    // What follows the end of a picture may be cut off itself, and is gone then.
    let is_whole = copy.complete == original.complete || copy.complete == Some(true);
    Ok(seen(&original) == seen(&copy) && is_whole)
}
