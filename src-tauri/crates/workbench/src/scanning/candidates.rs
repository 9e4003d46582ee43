//! The cases that a sheet may be of: the one that is named, or those of the drafts, each once a sheet of it is found. A draft
//! knows what was printed of it before by its receipts, whose 清单.txt holds 核对码, and by what it said when it was sent.

use std::collections::BTreeMap;
use std::sync::Arc;

use case::{Case, EarlierPrint, SheetVerdict, judge_sheet, sheet_origin_of};
use catalog::Form;
use foundation::{Digest, Revision, SheetCode};
use store::{DraftId, Occasion, Search};

use crate::desk::{Desk, OpenCase};
use crate::handover::differences::{Side, differences};
use crate::refusal::Refusal;
use crate::scanning::prints::{Layout, Printed};
use crate::workbench::Workbench;

/// So many states of before are set on paper again to be compared. Judgement: nobody prints a form more often.
const MOST_SET_AGAIN: usize = 12;

/// A case that a sheet may be of.
pub(crate) struct Candidate {
    pub(crate) open: OpenCase,
    /// Its draft, and what that is called.
    pub(crate) draft: Option<(i64, String)>,
    printed: Vec<Printed>,
    before: Vec<Before>,
}

/// A print of before, and what the case said then.
struct Before {
    print: EarlierPrint,
    revision: Option<Revision>,
    case: Option<Case>,
}

impl Candidate {
    pub(crate) fn of(desk: &Desk<'_>, open: OpenCase) -> Self {
        let printed = desk.prints(&open);
        Self { open, draft: None, printed, before: Vec::new() }
    }

    /// Where things stand on the page of a code.
    pub(crate) fn layout(&self, code: &SheetCode) -> Option<(Arc<Form>, Layout)> {
        let own = self.printed.iter().find(|printed| code.is_from(printed.print.origin))?;
        let form = self.open.case.form(&own.print.form)?;
        Some((form.clone(), own.layout(form, code.page)?))
    }

    pub(crate) fn judge(&self, code: Option<&SheetCode>) -> SheetVerdict {
        let now: Vec<_> = self.printed.iter().map(|printed| printed.print.clone()).collect();
        let before: Vec<_> = self.before.iter().map(|before| before.print.clone()).collect();
        judge_sheet(code, &now, &before)
    }

    /// The state of the case that was printed, as far as that is known.
    pub(crate) fn revision(&self, code: &SheetCode) -> Option<u64> {
        let is_now = self
            .printed
            .iter()
            .any(|printed| printed.print.codes.first().is_some_and(|own| own.print == code.print));
        let now = self.open.case.identity.filter(|_| is_now).map(|identity| identity.revision);
        let before = self.before.iter().find(|before| before.print.print == code.print);
        now.or(before.and_then(|before| before.revision)).map(Revision::number)
    }

    /// What was changed since a sheet was printed, of what its form prints; nothing where nobody knows what it said.
    pub(crate) fn changed(&self, code: &SheetCode) -> Vec<String> {
        let before = self.before.iter().find(|before| before.print.print == code.print);
        let Some((before, then)) = before.and_then(|b| Some((b, b.case.as_ref()?))) else {
            return Vec::new();
        };
        let now = &self.open.case;
        let file = |_: &str| -> Option<Digest> { None };
        let all = differences(&Side { case: now, file: &file }, &Side { case: then, file: &file });
        let form = now.form(&before.print.form);
        let is_printed = |id: &str| form.is_none_or(|form| form.field(id).is_some());
        let path = |address: &str| match address.split_once('/') {
            Some(("values", id)) => is_printed(id).then(|| id.to_owned()),
            Some(("answers", _)) => Some(address.to_owned()),
            _ => None,
        };
        all.iter().filter_map(|difference| path(&difference.address)).collect()
    }
}

/// The drafts, each read once a sheet of it is found.
pub(crate) struct OfDrafts<'w> {
    workbench: &'w Workbench,
    /// Whose sheets are of which draft.
    origins: Vec<(Digest, DraftId)>,
    read: BTreeMap<DraftId, Option<Arc<Candidate>>>,
}

impl<'w> OfDrafts<'w> {
    pub(crate) fn new(workbench: &'w Workbench) -> Result<Self, Refusal> {
        let desk = workbench.desk();
        let search = Search { limit: u32::MAX, ..Search::default() };
        let (listed, _) = workbench.drafts.store(|store| store.list(&search))?;
        let mut origins = Vec::new();
        for listed in listed {
            let Some(stamp) = listed.row.stamp else { continue };
            let Some(call) = desk.catalog.call(&listed.row.call) else { continue };
            let of = |form: &Arc<Form>| (sheet_origin_of(stamp.identity.id, &form.id), listed.id);
            origins.extend(call.forms.iter().map(of));
        }
        Ok(Self { workbench, origins, read: BTreeMap::new() })
    }

    /// The draft that a sheet is of; none where it is of none, or that cannot be read.
    pub(crate) fn of(&mut self, code: &SheetCode) -> Option<Arc<Candidate>> {
        let mut drafts = self.origins.iter().filter(|(origin, _)| code.is_from(*origin));
        let draft = drafts.next().map(|(_, draft)| *draft)?;
        let workbench = self.workbench;
        let read = self.read.entry(draft);
        read.or_insert_with(|| workbench.candidate(draft).ok().map(Arc::new)).clone()
    }
}

impl Workbench {
    /// A draft as the case of sheets, with what was printed of it before.
    fn candidate(&self, id: DraftId) -> Result<Candidate, Refusal> {
        let desk = self.desk();
        self.drafts.open(&desk, id)?;
        let open = self.drafts.case(id)?;
        self.drafts.close(&desk, id)?;
        let (listed, receipts, versions) = self.drafts.store(|store| {
            Ok((store.listed(id)?, store.receipts(id)?, store.kept_versions(id)?))
        })?;
        let mut candidate = Candidate::of(&desk, open);
        let now = listed.row.stamp.map(|stamp| stamp.content);
        let sent = versions.iter().map(|row| &row.version);
        let sent = sent.filter(|version| version.occasion != Occasion::Edited);
        for version in sent.take(MOST_SET_AGAIN) {
            let Ok(then) = desk.read_draft(&version.case_file, version.stamp) else { continue };
            let revision = version.stamp.map(|stamp| stamp.identity.revision);
            let is_now = now.is_some() && version.stamp.map(|stamp| stamp.content) == now;
            let then = Case { identity: version.stamp.map(|stamp| stamp.identity), ..then };
            let mut put = |form: &str, print| {
                let is_known = candidate.before.iter().any(|known| known.print.print == print);
                if !is_known {
                    let print = EarlierPrint { form: form.to_owned(), print, is_now };
                    let case = Some(then.clone());
                    candidate.before.push(Before { print, revision, case });
                }
            };
            for form in then.forms().filter(|form| then.is_begun(form)) {
                if let Some(print) = desk.printed_before(&candidate.open, &then, &form.id) {
                    put(&form.id, print);
                }
            }
            let receipt = receipts.iter().find(|receipt| receipt.moment == version.moment);
            for (short, print) in receipt.iter().flat_map(|receipt| parcel::codes_in(&receipt.list))
            {
                let form = then.forms().find(|form| form.short == short);
                if let Some(form) = form {
                    put(&form.id, print);
                }
            }
        }
        candidate.draft = Some((id.0, listed.row.title));
        Ok(candidate)
    }
}
