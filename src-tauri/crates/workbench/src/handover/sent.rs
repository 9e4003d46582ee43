//! The last times that a case was sent travel with it: what it said then becomes versions of the draft there. Twice is
//! once, and what was sent from here is not taken for something new when it comes back.

use std::collections::BTreeMap;

use case::Case;
use foundation::{Contents, Timestamp};
use parcel::package::{Sent, SentBefore};
use store::{DraftId, Kept, Occasion, Version};

use crate::desk::Desk;
use crate::draft::versions::version_of;
use crate::files::names;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// How many of the times that a draft was sent are told: the last, and the one before.
const TOLD: usize = 2;

impl Workbench {
    /// The last times that a draft was sent, here or elsewhere, the latest first.
    pub(crate) fn sent_before(&self, desk: &Desk<'_>, id: DraftId) -> Result<Vec<Sent>, Refusal> {
        let (receipts, versions, kept) = self.drafts.store(|store| {
            Ok((store.receipts(id)?, store.kept_versions(id)?, store.kept_of(id)?))
        })?;
        let mut sent: BTreeMap<i64, (Option<String>, Option<Version>)> = BTreeMap::new();
        for receipt in receipts {
            sent.entry(receipt.moment).or_default().0 = Some(receipt.list);
        }
        for version in versions.into_iter().map(|row| row.version) {
            if matches!(version.occasion, Occasion::Exported | Occasion::Arrived) {
                let (_, state) = sent.entry(version.moment).or_default();
                *state = Some(version);
            }
        }
        let told = sent.into_iter().rev().take(TOLD).map(|(moment, (list, version))| Sent {
            moment: Timestamp::from_millisecond(moment).unwrap_or_default(),
            list,
            case: version.and_then(|version| as_sent(desk, &version, &kept)),
        });
        Ok(told.collect())
    }

    /// Keeps the states that were sent as versions of the draft that a package became or went into.
    pub(crate) fn keep_sent(
        &self,
        id: DraftId,
        sent: &[SentBefore],
        packer: &str,
    ) -> Result<(), Refusal> {
        let kept = self.drafts.store(|store| store.kept_of(id))?;
        for SentBefore { moment, stamp, case } in sent {
            let case = by_own_names(case, &kept);
            let reason = (Occasion::Arrived, packer.to_owned());
            let version = version_of(&case, reason, (Some(*stamp), moment.as_millisecond()));
            self.drafts.store(|store| store.keep_version(id, &version))?;
        }
        Ok(())
    }
}

/// What a version said, with those of its files noted that are here; none where it cannot be read any more, or nobody
/// knows which case it was.
fn as_sent(desk: &Desk<'_>, version: &Version, kept: &[(String, Kept)]) -> Option<Case> {
    let mut case = desk.read_draft(&version.case_file, version.stamp).ok()?;
    case.identity = Some(version.stamp?.identity);
    let names: Vec<String> = case.file_names_mut().map(|name| name.clone()).collect();
    let noted = kept
        .iter()
        .filter(|(name, _)| names.contains(name))
        .map(|(name, kept)| (name.clone(), Contents { bytes: kept.bytes, digest: kept.digest }));
    case.files = noted.collect();
    Some(case)
}

/// The case with its files by the names that a draft has for what they hold. One that did not come along must not come
/// to mean a file of the draft, now or later.
fn by_own_names(case: &Case, kept: &[(String, Kept)]) -> Case {
    let mut case = case.clone();
    let noted = std::mem::take(&mut case.files);
    for name in case.file_names_mut() {
        let was = noted.get(name.as_str()).map(|was| was.digest);
        let is_it = |kept: &Kept| Some(kept.digest) == was;
        if kept.iter().any(|(own, kept)| own == name && is_it(kept)) {
            continue;
        }
        *name = match kept.iter().find(|(_, kept)| is_it(kept)) {
            Some((own, _)) => own.clone(),
            None => names::free(&format!("没有随交接包带来-{name}"), |name| {
                kept.iter().any(|(own, _)| own == name)
            }),
        };
    }
    case
}
