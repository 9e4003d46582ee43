//! What a PDF and a folder were made from: the case and its state, and what case, form and call say.

use std::cell::Cell;

use case::{Case, content_digest};
use catalog::Form;
use foundation::{Digest, FileFault, FileReason, Stamp};
use paper::Origin;
use store::Kept;

use crate::desk::{Desk, OpenCase, Places};

impl Desk<'_> {
    /// The digest of what a case says. Files beside a case file are read through; those of the store bear
    /// theirs as their names.
    ///
    /// # Errors
    /// A file that is there and cannot be read: a digest without it would tell of another content.
    pub(crate) fn content(&self, open: &OpenCase) -> Result<Digest, FileFault> {
        let fault = Cell::new(None);
        let digest = content_digest(&open.case, &|name| {
            self.file_digest(open, name).unwrap_or_else(|found| {
                fault.set(Some(found));
                None
            })
        });
        fault.into_inner().map_or(Ok(digest), Err)
    }

    fn file_digest(&self, open: &OpenCase, name: &str) -> Result<Option<Digest>, FileFault> {
        if let Places::Kept(_) = open.places {
            return Ok(kept_digest(open, name));
        }
        let path = open.file(name);
        let is_file = self.files.length(&path).is_ok()
            && !self.files.is_folder(&path)
            && !self.files.is_device(&path);
        if !is_file {
            return Ok(None);
        }
        match self.files.contents(&path) {
            Ok(contents) => Ok(Some(contents.digest)),
            // It is told among the findings and not sent; a disk that fails may read it the next time.
            Err(fault) if fault.why() == FileReason::PermissionDenied => Ok(None),
            Err(fault) => Err(fault),
        }
    }
}

/// The digest of what a draft says, whose files are kept.
pub(crate) fn kept_content(open: &OpenCase) -> Digest {
    content_digest(&open.case, &|name| kept_digest(open, name))
}

/// A kept file is named by its digest.
fn kept_digest(open: &OpenCase, name: &str) -> Option<Digest> {
    open.file(name).file_name()?.to_str()?.parse().ok()
}

/// The digest of one of these kept files, by the name that a case knows it by.
pub(crate) fn kept_among(kept: &[(String, Kept)], name: &str) -> Option<Digest> {
    kept.iter().find(|(known, _)| known == name).map(|(_, kept)| kept.digest)
}

/// The origin of pages of a case: of a form, or of the material. A content that could not be told is not
/// said.
pub(crate) fn origin(case: &Case, content: Option<Digest>, form: Option<&Form>) -> Origin {
    Origin {
        identity: case.identity,
        content,
        form: form.map(|form| form.digest),
        call: case.call.digest,
    }
}

/// The stamp of a case that says what has the digest `content`; none of a case without an id.
pub(crate) fn stamp(case: &Case, content: Digest) -> Option<Stamp> {
    case.identity.map(|identity| Stamp { identity, content })
}
