//! What a draft said before: listed, compared field by field, and brought back. To go back is one step like any other,
//! which undo takes back; the files that a version names are those of the draft, which keeps them.

use case::{Case, entry_at};
use foundation::Digest;
use serde::{Deserialize, Serialize};
use store::{DraftId, Kept, Occasion, Version, VersionRow};

use crate::ask::Ask;
use crate::desk::Desk;
use crate::draft::patch::Patch;
use crate::handover::differences::{DifferenceView, Side, differences};
use crate::refusal::{Refusal, RefusalCode};
use crate::send::origin::kept_among;
use crate::workbench::Workbench;

/// What a draft said before, the last first.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeptVersions {
    /// Which.
    pub draft: i64,
}

/// In what a version differs from what the draft says now, or from another version.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CompareVersion {
    /// Which.
    pub draft: i64,
    /// The version, as `kept_versions` names it.
    pub version: i64,
    /// The other version; what the draft says now where it is none.
    #[serde(default)]
    #[cfg_attr(test, ts(optional))]
    pub with: Option<i64>,
}

/// Puts into an open draft what a version says, as one step.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct GoBack {
    /// Which.
    pub draft: i64,
    /// From `open_draft`.
    pub token: u64,
    /// The version, as `kept_versions` names it.
    pub version: i64,
}

/// A version in the list of a draft.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "KeptVersionView.ts"))]
pub struct KeptVersionView {
    /// Names it.
    pub version: i64,
    /// When the draft said so, in milliseconds since 1970.
    pub moment: i64,
    /// Why it is kept.
    pub occasion: OccasionView,
    /// The folder or the package; empty of one that was only edited.
    pub note: String,
    /// How often the case had been changed; none where that is not known.
    pub revision: Option<u64>,
    /// Whether the draft says just that now.
    pub is_now: bool,
}

/// Why a version is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "OccasionView.ts"))]
#[serde(rename_all = "snake_case")]
pub enum OccasionView {
    /// It was edited on.
    Edited,
    /// It was sent.
    Exported,
    /// It was handed over.
    HandedOver,
    /// A package said that it was sent like this elsewhere.
    Arrived,
    /// The user said that it bears its seals.
    Sealed,
    /// The user said that it was handed in.
    HandedIn,
}

impl Ask for KeptVersions {
    type Answer = Vec<KeptVersionView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.kept_versions(self.draft)
    }
}

impl Ask for CompareVersion {
    type Answer = Vec<DifferenceView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.compare_version(&self)
    }
}

impl Ask for GoBack {
    type Answer = Box<Patch>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, id) = (workbench.desk(), DraftId(self.draft));
        let case = workbench.version(&desk, id, self.version)?;
        workbench.drafts.go_back(&desk, (id, self.token), &case)
    }
}

impl Workbench {
    /// What a draft said before, the last first.
    ///
    /// # Errors
    /// Where there is no such draft.
    pub fn kept_versions(&self, draft: i64) -> Result<Vec<KeptVersionView>, Refusal> {
        let id = DraftId(draft);
        // What was typed a moment ago may have made one.
        let _ = self.drafts.save(&self.desk(), id);
        let (versions, now) =
            self.drafts.store(|store| Ok((store.kept_versions(id)?, store.draft(id).ok())))?;
        let now = now.and_then(|draft| draft.row.stamp).map(|stamp| stamp.content);
        Ok(versions.iter().map(|row| view(row, now)).collect())
    }

    /// In what a version differs from what the draft says now, or from another version.
    ///
    /// # Errors
    /// Where there is no such draft or version, or it cannot be read.
    pub fn compare_version(&self, asked: &CompareVersion) -> Result<Vec<DifferenceView>, Refusal> {
        let (desk, id) = (self.desk(), DraftId(asked.draft));
        let coming = self.version(&desk, id, asked.version)?;
        let (here, kept) = match asked.with {
            Some(with) => {
                let kept = self.drafts.store(|store| store.kept_of(id))?;
                (self.version(&desk, id, with)?, kept)
            }
            None => self.now(&desk, id)?,
        };
        let file = |name: &str| -> Option<Digest> { kept_among(&kept, name) };
        Ok(differences(&Side { case: &here, file: &file }, &Side { case: &coming, file: &file }))
    }

    /// Puts into a draft that nobody has open what a version says; for the terminal.
    ///
    /// # Errors
    /// Where there is no such draft or version, or it cannot be saved.
    pub fn go_back_in(&self, draft: i64, version: i64) -> Result<(), Refusal> {
        let (desk, id) = (self.desk(), DraftId(draft));
        let token = self.drafts.open(&desk, id)?.token;
        GoBack { draft, token, version }.answer(self)?;
        self.drafts.close(&desk, id)
    }

    /// What a draft says now, and its files; what is typed counts before it is saved.
    fn now(&self, desk: &Desk<'_>, id: DraftId) -> Result<(Case, Vec<(String, Kept)>), Refusal> {
        let open = self.drafts.session(id, |session| {
            let kept = session.kept.iter().map(|(name, kept)| (name.clone(), kept.clone()));
            Ok((session.open.case.clone(), kept.collect()))
        });
        if let Ok(open) = open {
            return Ok(open);
        }
        let (draft, kept) =
            self.drafts.store(|store| Ok((store.draft(id)?, store.kept_of(id)?)))?;
        let case = desk.read_draft(&draft.case_file, draft.row.stamp);
        Ok((case.map_err(|faults| Refusal::entry(&faults))?, kept))
    }

    /// What a version says, by the form of today.
    fn version(&self, desk: &Desk<'_>, id: DraftId, version: i64) -> Result<Case, Refusal> {
        let versions = self.drafts.store(|store| store.kept_versions(id))?;
        let Some(VersionRow { version, .. }) = versions.into_iter().find(|row| row.id == version)
        else {
            let message = "没有这个历史版本，可能已经随时间合并。请重新打开历史版本再选。";
            return Err(Refusal::new(RefusalCode::Entry, message));
        };
        let Version { case_file, stamp, .. } = version;
        desk.read_draft(&case_file, stamp).map_err(|faults| Refusal::entry(&faults))
    }
}

impl crate::draft::drafts::Drafts {
    fn go_back(
        &self,
        desk: &Desk<'_>,
        (id, token): (DraftId, u64),
        case: &Case,
    ) -> Result<Box<Patch>, Refusal> {
        let now = desk.clock.running();
        let entry = entry_at(case, "case");
        self.edit((id, token), |session| session.put(("case", true), entry, now))?;
        if let Ok(open) = self.case(id) {
            // Its files are read here, where nobody else waits for it.
            desk.evidence_of_headers(&open);
        }
        self.change(desk, (id, token), |session| {
            session.files_changed();
            Ok(None)
        })
    }
}

/// A version of the case of a draft, as it is kept when it is sent or handed over.
pub(crate) fn version_of(
    case: &Case,
    (occasion, note): (Occasion, String),
    (stamp, moment): (Option<foundation::Stamp>, i64),
) -> Version {
    Version { moment, occasion, note, case_file: case::write_draft(case), stamp }
}

fn view(row: &VersionRow, now: Option<Digest>) -> KeptVersionView {
    let VersionRow { id, version } = row;
    let content = version.stamp.map(|stamp| stamp.content);
    KeptVersionView {
        version: *id,
        moment: version.moment,
        occasion: match version.occasion {
            Occasion::Edited => OccasionView::Edited,
            Occasion::Exported => OccasionView::Exported,
            Occasion::HandedOver => OccasionView::HandedOver,
            Occasion::Arrived => OccasionView::Arrived,
            Occasion::Sealed => OccasionView::Sealed,
            Occasion::HandedIn => OccasionView::HandedIn,
        },
        note: version.note.clone(),
        revision: version.stamp.map(|stamp| stamp.identity.revision.number()),
        is_now: content.is_some() && content == now,
    }
}
