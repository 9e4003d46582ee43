//! Scans of sealed sheets among the attachments of a case: read where nobody waits for a key, judged with every key.

use case::{AttachmentKind, Evidence, Print, ScanFacts};
use foundation::Finding;

use crate::desk::{Desk, OpenCase};
use crate::scanning::candidates::Candidate;

impl Desk<'_> {
    /// Reads the scans of sealed sheets that were not read yet; says whether there were any.
    pub(crate) fn read_scans(&self, open: &OpenCase) -> bool {
        let is_scan =
            |attachment: &&case::Attachment| attachment.kind == AttachmentKind::SealedScan;
        let scans = open.case.attachments.iter().filter(is_scan);
        let mut paths: Vec<_> = scans.map(|attachment| open.file(&attachment.path)).collect();
        paths.sort();
        paths.dedup();
        let mut candidate = None;
        let mut any = false;
        for path in paths {
            let Ok(measure) = self.measured(&path) else { continue };
            if measure.scan.get().is_some() {
                continue;
            }
            let own = &*candidate.get_or_insert_with(|| Candidate::of(self, open.clone()));
            let read = self.read_scan(&path, &mut |code| own.layout(code));
            measure.scan.get_or_init(|| read.unwrap_or_default());
            any = true;
        }
        any
    }

    /// Whether the scans of sealed sheets show all that the case is to have sealed, whole and saying what it says now.
    pub(crate) fn is_seen_sealed(&self, open: &OpenCase) -> bool {
        let evidence = self.evidence_as_seen(open);
        let scans: Vec<(usize, &ScanFacts)> = scans(open, &evidence).collect();
        !scans.is_empty() && case::are_seen_sealed(&open.case, &scans, &self.prints_now(open))
    }

    /// What is found in the scans of sealed sheets, by what the case would print now.
    pub(crate) fn in_scans(&self, open: &OpenCase, evidence: &Evidence) -> Vec<Finding> {
        let scans: Vec<(usize, &ScanFacts)> = scans(open, evidence).collect();
        if scans.is_empty() {
            return Vec::new();
        }
        let stops = evidence.printing.as_ref().is_none_or(|printing| printing.form.is_none());
        case::sealed_scans(&open.case, &scans, (&self.prints_now(open), &[]), stops)
    }

    fn prints_now(&self, open: &OpenCase) -> Vec<Print> {
        self.prints(open).into_iter().map(|printed| printed.print).collect()
    }
}

/// The attachments that are scans of sealed sheets and were read.
fn scans<'e>(
    open: &'e OpenCase,
    evidence: &'e Evidence,
) -> impl Iterator<Item = (usize, &'e ScanFacts)> {
    let attachments = open.case.attachments.iter().enumerate();
    attachments.filter_map(|(index, attachment)| {
        let is_scan = attachment.kind == AttachmentKind::SealedScan;
        let facts = evidence.facts(&attachment.path).filter(|_| is_scan)?;
        Some((index, facts.scan.as_ref()?))
    })
}
