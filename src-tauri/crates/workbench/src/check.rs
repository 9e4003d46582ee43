//! A case as it is judged: by its rules on what is known of its files, on its paper and in its names.

use case::{Case, Evidence, Printing};
use catalog::Form;
use foundation::Finding;
use paper::{Copy, Sheets};

use crate::desk::{Desk, OpenCase};
use crate::fault::Fault;
use crate::looked::Looked;
use crate::pages::installed;

/// A case as it was judged, and by which evidence.
pub(crate) struct Judged {
    pub(crate) evidence: Evidence,
    pub(crate) findings: Vec<Finding>,
}

impl Judged {
    /// # Errors
    /// `Blocked` for a final copy that has to wait.
    pub(crate) fn may_be_printed(&self, copy: Copy) -> Result<(), Fault> {
        may_be_printed(&self.findings, copy)
    }
}

/// # Errors
/// `Blocked` for a final copy that has to wait for one of these findings.
pub(crate) fn may_be_printed(findings: &[Finding], copy: Copy) -> Result<(), Fault> {
    if copy == Copy::Final && findings.iter().any(Finding::stops_final_copy) {
        return Err(Fault::Blocked { findings: findings.to_vec() });
    }
    Ok(())
}

/// The pages of a final copy have no character that no face has, wherever on them it stands.
///
/// # Errors
/// `Blocked`, with what was found before.
pub(crate) fn are_set_whole(
    sheets: &Sheets,
    case: &Case,
    copy: Copy,
    found: &[Finding],
) -> Result<(), Fault> {
    let missing = case::characters_without_font(case, paper::characters_not_set(sheets));
    if copy != Copy::Final || missing.is_empty() {
        return Ok(());
    }
    Err(Fault::Blocked { findings: missing.into_iter().chain(found.iter().cloned()).collect() })
}

impl Desk<'_> {
    /// Everything found about a case: by its rules, on its paper, in its names.
    pub fn check(&self, open: &OpenCase) -> Vec<Finding> {
        self.judged(open, self.evidence(open)).findings
    }

    /// A case as it is by this evidence. Its rules say what they say; layout and names are handed in by the rooms
    /// that set a page and spell a name.
    pub(crate) fn judged(&self, open: &OpenCase, evidence: Evidence) -> Judged {
        let (findings, _) = self.look(open, &evidence, &mut Looked::default());
        Judged { evidence, findings }
    }

    /// The same once more was learned of its files; judged again only where that is something else.
    pub(crate) fn judged_with(
        &self,
        open: &OpenCase,
        judged: Judged,
        learn: impl FnOnce(&mut Evidence),
    ) -> Judged {
        let mut evidence = judged.evidence.clone();
        learn(&mut evidence);
        if evidence == judged.evidence { judged } else { self.judged(open, evidence) }
    }

    /// A case that may be printed, whole or one form of it.
    ///
    /// # Errors
    /// `Blocked` for a final copy that has to wait.
    pub(crate) fn judged_for(
        &self,
        open: &OpenCase,
        copy: Copy,
        form: Option<&Form>,
    ) -> Result<Judged, Fault> {
        let (form, fonts) = (form.map(|form| form.id.clone()), installed::used(self.fonts));
        let printing = Some(Printing { form, fonts });
        let judged = self.judged(open, Evidence { printing, ..self.evidence(open) });
        judged.may_be_printed(copy)?;
        Ok(judged)
    }
}
