//! Kept files that become attachments.

use std::path::Path;

use case::AttachmentKind;
use media::Kind;
use serde::Deserialize;
use store::DraftId;

use crate::ask::Ask;
use crate::desk::Desk;
use crate::draft::patch::Patch;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Puts files that were kept behind the attachments.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Attach {
    /// Which.
    pub draft: i64,
    /// From `open_draft`.
    pub token: u64,
    /// What they are: a word of the case file. Photos, videos or other papers by their content where it
    /// is not said.
    pub kind: Option<String>,
    /// The paper that the call names and they are; its kind is known then.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<String>"))]
    pub slot: String,
    /// The address of the page of which they are a picture.
    #[serde(default)]
    #[cfg_attr(test, ts(optional, as = "Option<String>"))]
    pub url: String,
    /// By which names the draft knows them, from `keep`.
    pub names: Vec<String>,
}

impl Ask for Attach {
    type Answer = Box<Patch>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let now = desk.clock.running();
        // Files are looked into before the draft is held; what they are is known then.
        for name in &self.names {
            if let Ok((_, file)) = workbench.drafts.kept_file(DraftId(self.draft), name) {
                let _ = desk.measured(&file);
            }
        }
        workbench.drafts.change(&desk, (DraftId(self.draft), self.token), |session| {
            if let Some(name) = self.names.iter().find(|name| !session.kept.contains_key(*name)) {
                return Err(Refusal::no_file(name));
            }
            let kind_of = |name: &String| match &self.kind {
                Some(kind) => kind.clone(),
                None => desk.kind_by_content(&session.open.file(name)).to_owned(),
            };
            let files: Vec<_> =
                self.names.iter().map(|name| (name.clone(), kind_of(name))).collect();
            session.attach(&files, (&self.slot, &self.url), now).map(|()| None)
        })
    }
}

impl Desk<'_> {
    /// What an attachment is by its content: a word of the case file.
    fn kind_by_content(&self, path: &Path) -> &'static str {
        let kind = match self.measured(path).map(|measured| measured.media.facts.kind) {
            Ok(Kind::Photo) => AttachmentKind::Photo,
            Ok(Kind::Video) => AttachmentKind::Video,
            Ok(Kind::Other) | Err(_) => AttachmentKind::Document,
        };
        kind.word()
    }
}
