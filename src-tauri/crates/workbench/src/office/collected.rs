//! A collection as it is judged: what came, sorted out, in order, with what is found of each case and of all together. The
//! same files give the same, whichever comes first.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use case::{Case, Tally, Value, check_roundup, tallies};
use catalog::{Call, Form, Meaning};
use foundation::{FieldPath, Finding, Stamp};
use roundup::{
    Coming, Double, Fingerprint, Likeness, List, Office, RowOf, Sorted, State, Told, doubles,
    in_order, sort_out,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value as Json};

use crate::desk::Desk;
use crate::fault::Fault;
use crate::office::finding::Found;
use crate::office::roundup::on_all_cores;
use crate::office::taking::{Came, CaseCame, Taken, TakenFor};

/// What an office asks for.
#[derive(Clone, Debug)]
pub struct Collect {
    /// Files and folders, in any order.
    pub paths: Vec<PathBuf>,
    /// The id of the call.
    pub call: String,
    /// Who recommends.
    pub office: Office,
    /// Why more are sent than may be in principle, and why cases that are alike are not one; empty where nobody said it.
    pub reason: String,
    /// What the office has chosen.
    pub choices: Choices,
}

/// What an office has chosen, by the ids of the cases.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "Choices.ts"))]
#[serde(default)]
pub struct Choices {
    /// The order in which they go on; those that are not named come last, in their own order.
    pub order: Vec<String>,
    /// Those that do not go on.
    pub left_out: BTreeSet<String>,
    /// Numbers in the list, where they are others than the places.
    pub numbers: BTreeMap<String, String>,
    /// 备注.
    pub remarks: BTreeMap<String, String>,
    /// Why a case goes on although it is alike another, or beyond what may be in principle.
    pub reasons: BTreeMap<String, String>,
    /// The office's own part of the forms of every case, by field, in the shape of the case file.
    pub part: Map<String, Json>,
    /// The same of one case, before that of every case.
    pub parts: BTreeMap<String, Map<String, Json>>,
}

/// A collection as it is judged.
pub struct Collected {
    pub(crate) call: Arc<Call>,
    pub(crate) office: Office,
    pub(crate) choices: Choices,
    /// Every file, in the order of their names.
    pub(crate) entries: Vec<Entry>,
    /// The cases that go on, in their order: places among the entries.
    pub(crate) order: Vec<usize>,
    pub(crate) doubles: Vec<Double>,
    pub(crate) tallies: Vec<Tally>,
    /// Of all together.
    pub(crate) findings: Vec<Finding>,
    pub(crate) found: Found,
}

/// A file as it is judged.
pub(crate) struct Entry {
    pub(crate) file: String,
    pub(crate) state: State,
    pub(crate) told: Told,
    pub(crate) stamp: Option<Stamp>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) case: Option<Box<CaseCame>>,
    /// Whether the office has chosen that it does not go on.
    pub(crate) left_out: bool,
}

impl Entry {
    /// Whether something of it waits for a person.
    pub(crate) fn needs_decision(&self) -> bool {
        let is_left = self.left_out || matches!(self.state, State::Same | State::Older);
        !is_left && self.findings.iter().any(Finding::stops_final_copy)
    }
}

impl Collected {
    /// Whether anything waits for a person: a file that could not be taken, a case that is not ready, a double, a quota.
    pub fn needs_decision(&self) -> bool {
        self.entries.iter().any(Entry::needs_decision)
            || self.findings.iter().any(Finding::stops_final_copy)
            || !self.found.unlisted.is_empty()
    }

    /// The cases that go on, in their order.
    pub(crate) fn cases(&self) -> impl Iterator<Item = &CaseCame> {
        self.order.iter().filter_map(|at| self.entries[*at].case.as_deref())
    }

    /// The number of a case in the list; empty where that is its place.
    pub(crate) fn number_of(&self, came: &CaseCame) -> &str {
        self.choices.numbers.get(&came.id()).map_or("", String::as_str)
    }

    /// 备注: what this office says, or else what the one before it said.
    pub(crate) fn remark_of<'c>(&'c self, came: &'c CaseCame) -> &'c str {
        self.choices.remarks.get(&came.id()).unwrap_or(&came.before.remark)
    }

    /// The summary sheet; none of no case.
    pub(crate) fn list(&self) -> Option<List> {
        let rows: Vec<RowOf<'_>> = self
            .cases()
            .map(|came| RowOf {
                case: &came.case,
                number: self.number_of(came),
                remark: self.remark_of(came),
            })
            .collect();
        (!rows.is_empty()).then(|| List::of(&rows, &self.office))
    }
}

impl Desk<'_> {
    /// Reads everything that lies in these folders, and judges it.
    ///
    /// # Errors
    /// `UnknownCall`; `File` where what was named is not there. What lies in it and cannot be read is told in its place.
    pub fn collect(&self, asked: &Collect) -> Result<Collected, Fault> {
        let call = self.call(&asked.call)?.clone();
        let found = self.find_cases(&asked.paths)?;
        let of = TakenFor { call: &call, office: &asked.office, choices: &asked.choices };
        let taken = on_all_cores(&found.all, |one| self.take_found(one, &of));
        let taken: Vec<Taken> = taken.into_iter().flatten().collect();
        Ok(self.collected(asked, call, taken, found))
    }

    fn collected(
        &self,
        asked: &Collect,
        call: Arc<Call>,
        taken: Vec<Taken>,
        found: Found,
    ) -> Collected {
        let mut entries: Vec<Entry> = taken.into_iter().map(|one| entry(one, &call)).collect();
        sort_cases(&mut entries);
        for entry in &mut entries {
            let id = entry.stamp.map(|stamp| stamp.identity.id.to_string());
            entry.left_out = id.is_some_and(|id| asked.choices.left_out.contains(&id));
        }
        let goes =
            |entry: &Entry| !entry.left_out && matches!(entry.state, State::New | State::Newer);
        let going: Vec<usize> = (0..entries.len()).filter(|at| goes(&entries[*at])).collect();
        let cases: Vec<&Case> = going.iter().filter_map(|at| case_of(&entries[*at])).collect();
        let mut order: Vec<usize> = in_order(&cases).into_iter().map(|at| going[at]).collect();
        let chosen = |at: &usize| {
            let id = entries[*at].stamp.map(|stamp| stamp.identity.id.to_string());
            let place = asked.choices.order.iter().position(|other| Some(other) == id.as_ref());
            place.unwrap_or(usize::MAX)
        };
        order.sort_by_key(chosen);
        let routes = asked.office.kind.routes(&call);
        for at in &order {
            let Some(came) = entries[*at].case.as_deref() else { continue };
            if !routes.contains(&came.case.route) {
                let finding = case::of_other_route(&came.case, &asked.office.name);
                entries[*at].findings.push(finding);
            }
        }
        let mut collected = Collected {
            office: asked.office.clone(),
            choices: asked.choices.clone(),
            doubles: Vec::new(),
            tallies: Vec::new(),
            findings: Vec::new(),
            call,
            entries,
            order,
            found,
        };
        collected.judge_together(&asked.reason);
        collected
    }
}

impl Collected {
    /// Doubles, quotas, and what the list asks for.
    fn judge_together(&mut self, reason: &str) {
        let prints: Vec<Fingerprint> =
            self.cases().map(|came| Fingerprint::of(&came.case)).collect();
        let found = doubles(&prints);
        let Some(list) = self.list() else { return };
        // Each case bears what was found in it, which is told in its own place.
        let alone: Vec<(&Case, Vec<Finding>)> =
            self.cases().map(|came| (&came.case, Vec::new())).collect();
        let together = check_roundup(form_of(&list), &alone);
        let cases: Vec<&Case> = alone.iter().map(|(case, _)| *case).collect();
        let counted = tallies(&cases);
        let mut of_rows: Vec<(usize, Finding)> = Vec::new();
        let mut of_all = Vec::new();
        for finding in together {
            match row_of(&finding) {
                Some((row, finding)) if row < self.order.len() => of_rows.push((row, finding)),
                _ => of_all.push(finding),
            }
        }
        for double in &found {
            let (case, twin) = (cases[double.second], cases[double.first].name());
            let is_told = of_rows
                .iter()
                .any(|(row, finding)| *row == double.second && finding.code.as_str() == "C211");
            of_rows.extend((!is_told).then(|| {
                let finding = match double.likeness {
                    Likeness::Name => case::named_alike(case, &twin),
                    Likeness::Text(percent) => case::alike(case, &twin, percent),
                };
                (double.second, finding)
            }));
        }
        drop(cases);
        self.tallies = counted;
        for double in &found {
            self.entries[self.order[double.second]].state = State::Double;
        }
        for (row, finding) in of_rows {
            self.entries[self.order[row]].findings.push(finding);
        }
        (self.doubles, self.findings) = (found, of_all);
        self.settle(reason);
    }

    /// The office's own reason settles what is only in principle, or only likely.
    fn settle(&mut self, reason: &str) {
        let mut with_reason = Case::new(self.call.clone());
        let mut settle = |findings: &mut Vec<Finding>, reason: &str| {
            let of_office = |finding: &&mut Finding| {
                !reason.trim().is_empty()
                    && matches!(finding.code.as_str(), "C209" | "C211" | "C217")
            };
            for finding in findings.iter_mut().filter(of_office) {
                with_reason.reasons.insert(finding.reason_key(), reason.to_owned());
                case::settle_by_reasons(&with_reason, std::slice::from_mut(finding));
            }
        };
        for entry in &mut self.entries {
            let id = entry.stamp.map(|stamp| stamp.identity.id.to_string()).unwrap_or_default();
            let own = self.choices.reasons.get(&id).filter(|own| !own.trim().is_empty());
            settle(&mut entry.findings, own.map_or(reason, String::as_str));
        }
        settle(&mut self.findings, reason);
    }
}

/// The form by which rows are judged: the general list asks nothing of a case.
fn form_of(list: &List) -> &Form {
    &list.form
}

fn case_of(entry: &Entry) -> Option<&Case> {
    entry.case.as_deref().map(|came| &came.case)
}

/// A finding at its row, with its path in the case: `cases/2/unit_leader`.
fn row_of(finding: &Finding) -> Option<(usize, Finding)> {
    let rest = finding.path.as_str().strip_prefix(catalog::CASES)?.strip_prefix('/')?;
    let (row, path) = rest.split_once('/').unwrap_or((rest, ""));
    let row = row.parse::<usize>().ok()?.checked_sub(1)?;
    let mut in_case = finding.clone();
    in_case.path = FieldPath::field(path);
    Some((row, in_case))
}

fn entry(taken: Taken, call: &Call) -> Entry {
    let Taken { file, what } = taken;
    match what {
        Came::Case(mut came) => {
            let findings = std::mem::take(&mut came.findings);
            let (told, stamp) = (Told::of(&came.case), Some(came.stamp));
            Entry {
                file,
                state: State::New,
                told,
                stamp,
                findings,
                case: Some(came),
                left_out: false,
            }
        }
        Came::OtherCall { stamp, told, call: title } => {
            let findings = vec![case::of_other_call(call, &title)];
            Entry {
                file,
                state: State::OtherCall,
                told,
                stamp,
                findings,
                case: None,
                left_out: false,
            }
        }
        Came::Broken { why } => {
            let findings = vec![case::file_not_taken(&why)];
            let told = Told::default();
            Entry {
                file,
                state: State::Broken,
                told,
                stamp: None,
                findings,
                case: None,
                left_out: false,
            }
        }
    }
}

/// Which of the files of each case is taken.
fn sort_cases(entries: &mut [Entry]) {
    let with_case: Vec<usize> =
        (0..entries.len()).filter(|at| entries[*at].case.is_some()).collect();
    let coming: Vec<Coming> = with_case
        .iter()
        .filter_map(|at| {
            let entry = &entries[*at];
            let came = entry.case.as_deref()?;
            Some(Coming {
                file: entry.file.clone(),
                stamp: came.stamp,
                lineage: came.lineage.clone(),
                weight: came.from.weight(),
            })
        })
        .collect();
    for (place, Sorted { state, diverges_from, .. }) in sort_out(&coming).into_iter().enumerate() {
        let at = with_case[place];
        entries[at].state = state;
        let other = diverges_from.map(|other| entries[with_case[other]].file.clone());
        let finding = match (&entries[at].case, other) {
            (Some(came), Some(other)) => Some(case::states_diverge(&came.case, &other)),
            _ => None,
        };
        entries[at].findings.extend(finding);
        if matches!(state, State::Same | State::Older) {
            // It is kept where it lies; what it says is not needed any more.
            entries[at].case = None;
        }
    }
}

/// The office's own part, as far as it follows from who it is: its name in the field for it.
pub(crate) fn own_part(case: &Case, office: &Office) -> Option<(String, Value)> {
    let fields = roundup::office_fields(case);
    let name = fields.iter().find(|field| field.meaning() == Some(Meaning::RecommenderName));
    name.map(|field| (field.id.clone(), Value::Text(office.name.clone())))
}
