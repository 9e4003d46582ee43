//! What is known of the files of an open draft, kept while the draft names the same ones: a key that is pressed asks
//! the disk nothing. A file of the store that changes or goes meanwhile is found when the draft is opened, checked or
//! sent, which all gather anew, and from then on with every key.

use case::{AttachmentKind, Evidence, Material};
use paper::wanted_pictures;

use crate::desk::{Desk, OpenCase};

/// What was gathered last. One belongs to one draft.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    last: Option<(Names, Evidence)>,
    /// Whether an edit may have named other files since.
    maybe_others: bool,
}

/// The files that a case names, by what is gathered of them.
#[derive(Debug, PartialEq, Eq)]
struct Names {
    attachments: Vec<(AttachmentKind, String)>,
    pictures: Vec<String>,
    pdf: Option<String>,
}

impl Gathered {
    /// Takes note of an edit that may name other files.
    pub(crate) fn note(&mut self, edit: &case::Edit) {
        use case::Edit;
        self.maybe_others |= match edit {
            Edit::SetAttachments(_)
            | Edit::SetMaterial(_)
            | Edit::SetBlock { .. }
            | Edit::SetAppendix(_)
            | Edit::SetRoute(_)
            | Edit::SetContents(_) => true,
            Edit::SetValue { .. } | Edit::SetAnswer { .. } | Edit::SetReason { .. } => false,
        };
    }

    /// The files may be others than they were.
    pub(crate) fn forget(&mut self) {
        self.last = None;
    }

    /// What is known, gathered where nothing is or the case names others than before.
    pub(crate) fn evidence(&mut self, desk: &Desk<'_>, open: &OpenCase) -> &Evidence {
        if std::mem::take(&mut self.maybe_others) || self.last.is_none() {
            let names = Names::of(open);
            self.last = match self.last.take() {
                Some((before, evidence)) if before == names => Some((before, evidence)),
                _ => Some((names, desk.evidence_as_seen(open))),
            };
        }
        &self.last.as_ref().expect("it was just gathered").1
    }
}

impl Names {
    fn of(open: &OpenCase) -> Self {
        let case = &open.case;
        let attachments = case.attachments.iter();
        Self {
            attachments: attachments.map(|file| (file.kind, file.path.clone())).collect(),
            pictures: wanted_pictures(case).into_iter().map(|picture| picture.path).collect(),
            pdf: match &case.material {
                Some(Material::Pdf(name)) => Some(name.clone()),
                _ => None,
            },
        }
    }
}
