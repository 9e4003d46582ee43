//! Cleaned copies of what goes along: whether one can be made is told when a case is checked, and made it is
//! when the folder is written. The file that the draft or the case file names stays as it is.

use std::path::Path;

use foundation::{Code, FieldPath, FileFault, FileOperation, Finding, ReadAt, Severity};
use media::{CannotClean, Cleaned, Cleaning, Container, Kind, Left, clean};
use parcel::Source;

use crate::desk::{Desk, OpenCase};

/// How far a cleaned copy of a file can be made, as far as its headers tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cleans {
    /// Nothing is left in it, or it is neither a photo nor a video.
    Wholly,
    /// All but this.
    But(Left),
    /// Not at all.
    Not(CannotClean),
}

impl Cleans {
    fn of(planned: &Result<Cleaning, CannotClean>) -> Self {
        match planned {
            Ok(cleaning) => cleaning.left.map_or(Self::Wholly, Self::But),
            Err(why) => Self::Not(*why),
        }
    }

    /// What is told about an attachment.
    pub(crate) fn finding(self, index: usize, what: &str) -> Option<Finding> {
        let (code, message, hint) = match self {
            Self::Wholly => return None,
            Self::But(left) => {
                let hint = "请确认可以公开；不放心的，请用视频软件重新导出一份再添加。";
                (Code::MediaMayTellPlace, left.chinese().to_owned(), hint)
            }
            Self::Not(why) => (Code::MediaNotCleaned, why.chinese(), why.hint()),
        };
        let path = FieldPath::attachment(index);
        let message = format!("{what}：{message}");
        Some(Finding::new(code, Severity::Warning, path, message).hint(hint))
    }
}

/// An attachment as it is sent.
pub(crate) struct ToSend {
    pub(crate) source: Source,
    pub(crate) finding: Option<Finding>,
}

impl Desk<'_> {
    /// What headers tell of a cleaned copy of such a file. The pixels of photos that are copied piece by piece
    /// are not read through for it.
    pub(crate) fn cleans(&self, path: &Path, container: Container) -> Result<Cleans, FileFault> {
        Ok(match container.kind() {
            Kind::Other if container != Container::Unknown => Cleans::Wholly,
            _ if !media::can_clean(container) => Cleans::Not(CannotClean::Kind(container)),
            Kind::Video => Cleans::of(&self.planned(path)?),
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
    /// is not there gives none; a draft may go without.
    pub(crate) fn to_send(
        &self,
        open: &OpenCase,
        index: usize,
    ) -> Result<Option<ToSend>, FileFault> {
        let attachment = &open.case.attachments[index];
        let path = open.file(&attachment.path);
        if self.files.length(&path).is_err() {
            return Ok(None);
        }
        let is_media = self.measure(&path)?.container.kind() != Kind::Other;
        let planned = if is_media { Some(self.planned(&path)?) } else { None };
        let what = format!("附件{}（{}）", index + 1, case::short(&attachment.path));
        let finding =
            planned.as_ref().and_then(|planned| Cleans::of(planned).finding(index, &what));
        let source = match planned {
            Some(Ok(cleaning)) if !cleaning.removed.is_empty() => Source::Cleaned(path, cleaning),
            _ => Source::File(path),
        };
        Ok(Some(ToSend { source, finding }))
    }
}

/// Whether a copy shows the same as its original.
fn is_still(original: &dyn ReadAt, copy: &dyn ReadAt) -> std::io::Result<bool> {
    let (original, copy) = (media::read(original)?, media::read(copy)?);
    let seen = |facts: &media::Facts| {
        (facts.container, facts.shown, facts.coded, facts.turn, facts.duration)
    };
    // What follows the end of a picture may be cut off itself, and is gone then.
    let is_whole = copy.complete == original.complete || copy.complete == Some(true);
    Ok(seen(&original) == seen(&copy) && is_whole)
}
