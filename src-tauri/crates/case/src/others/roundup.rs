//! What a recommending office has to know of several cases that it sends on together: whether each is
//! ready, whether there are too many or too few, and whether one stands there twice.

use std::collections::BTreeSet;

use catalog::{CASES, Field, Form, Item, Required, Weight};
use foundation::{Code, FieldPath, Finding, Severity};

use crate::others::grouped::{GroupsOf, Others};
use crate::others::other::{Other, letters, quoted, text};
use crate::rules::{over_quota, settle_by_reasons, submitted_twice, weigh};
use crate::{Blank, Case, printed};

/// The findings of a form of the roundup. Each case comes with what was found in itself. Paths are those
/// of the rows: `cases/2/unit_leader`.
pub fn check_roundup(form: &Form, cases: &[(&Case, Vec<Finding>)]) -> Vec<Finding> {
    let Some((first, _)) = cases.first() else { return Vec::new() };
    // Each case is gone through once: many of them are more than the processor's caches hold, and what is asked
    // of a case a second time, after all the others, comes from memory again.
    let mut differing = Differing::new(form, first);
    let (mut rows, mut all) = (Vec::new(), Vec::new());
    for (index, (case, found)) in cases.iter().enumerate() {
        let row = Row { index, case };
        let not_ready = row.not_ready(form, found);
        let is_asked = is_asked(case, form);
        let empty = if is_asked { row.empty_columns(form) } else { Vec::new() };
        differing.compare(case);
        let other = Other::of(case);
        all.push(Other { name: format!("{}（第 {} 个）", other.name, index + 1), ..other });
        rows.push((row, not_ready, empty));
    }
    let others = Others::new(&first.call, all);
    let mut findings = Vec::new();
    for (row, not_ready, empty) in rows {
        let groups = others.groups_of(&row.case.call, row.index);
        findings.extend(not_ready);
        findings.extend(row.double(&groups, &others));
        findings.extend(empty);
        for quota in 0..row.case.call.quotas.len() {
            findings.extend(row.surplus(quota, &groups, &others));
        }
    }
    findings.extend((0..first.call.quotas.len()).filter_map(|at| shortage(at, first, &others)));
    findings.extend(differing.findings());
    findings
}

/// Whether a case stands in a list: by its route where the list is the call's own; a list of ours takes every case.
fn is_asked(case: &Case, form: &Form) -> bool {
    let is_of_the_call = case.call.forms.iter().any(|own| own.id == form.id);
    !is_of_the_call || case.form(&form.id).is_some()
}

/// A case in its row.
struct Row<'a> {
    index: usize,
    case: &'a Case,
}

impl Row<'_> {
    fn path(&self) -> FieldPath {
        FieldPath::field(CASES).child(self.index + 1)
    }

    fn name(&self) -> String {
        format!("第 {} 个{}{}", self.index + 1, self.thing(), quoted(&self.case.name()))
    }

    /// What the call calls a case.
    fn thing(&self) -> &str {
        &self.case.call.thing
    }

    fn not_ready(&self, form: &Form, found: &[Finding]) -> Option<Finding> {
        if !is_asked(self.case, form) {
            let route = self.case.call.route(&self.case.route);
            let route = route.map_or("", |route| &route.title);
            let message = format!("{}按“{route}”申报，不进这张表。", self.name());
            let finding = Finding::new(Code::CaseNotReady, Severity::Error, self.path(), message);
            return Some(finding.hint("请去掉这个案例文件，或在它里面改正申报方式。"));
        }
        let mut stops = found.iter().filter(|finding| finding.stops_final_copy());
        let first = stops.next()?;
        let count = stops.count() + 1;
        let message = format!("{}还有 {count} 处需要处理：{}", self.name(), first.message);
        let finding = Finding::new(Code::CaseNotReady, Severity::Error, self.path(), message);
        Some(finding.hint(format!("请先打开这个{}，改好再汇总。", self.thing())))
    }

    /// Columns that the list asks for.
    fn empty_columns(&self, form: &Form) -> Vec<Finding> {
        let is_empty = |column: &&Field| {
            column.required == Required::Yes && printed(self.case, column, Blank::Words).is_empty()
        };
        let finding = |column: &Field| {
            let message = format!("{}没有“{}”。", self.name(), column.plain_label());
            let path = self.path().child(&column.id);
            let finding = Finding::new(Code::RequiredMissing, Severity::Error, path, message);
            finding.hint(format!("请在这个{}里填写。", self.thing())).source(&column.source)
        };
        form.fields.iter().filter(is_empty).map(finding).collect()
    }

    /// Told of the later ones only, so that a double is told once.
    fn double(&self, groups: &GroupsOf<'_>, others: &Others) -> Option<Finding> {
        let first = *groups.same().first().filter(|first| **first < self.index)?;
        let doubles = self.case.call.duplicates.as_ref()?;
        Some(self.in_row(submitted_twice::judge(doubles, self.case, &others.all()[first])))
    }

    /// Told once for each group, at its last case.
    fn surplus(&self, quota: usize, groups: &GroupsOf<'_>, others: &Others) -> Option<Finding> {
        let group = groups.counted(quota);
        let before = match group.split_last() {
            Some((last, before)) if *last == self.index => before,
            Some(_) => return None,
            None => &[],
        };
        let quota = &self.case.call.quotas[quota];
        Some(self.in_row(over_quota::judge(quota, self.case, before, others)?))
    }

    /// A finding of the case at its row. Where it asks for a reason, the one in the case file counts.
    fn in_row(&self, finding: Finding) -> Finding {
        let mut finding = [finding];
        settle_by_reasons(self.case, &mut finding);
        let [finding] = finding;
        Finding { path: self.path().child(finding.path.as_str()), ..finding }
    }
}

/// Fewer than should come from where the first case comes.
fn shortage(index: usize, first: &Case, others: &Others) -> Option<Finding> {
    let quota = &first.call.quotas[index];
    let least = quota.least?;
    let count = others.counted_with(index, first).len();
    if count == 0 || count >= least as usize {
        return None;
    }
    let group = over_quota::group(quota, first);
    let message = format!("{}（{group}）现有 {count} 个，应不少于 {least} 个。", quota.what);
    let finding = Finding::new(Code::UnderQuota, Severity::Error, FieldPath::case(), message);
    // No case file could give the reason for it.
    let weight = match quota.weight {
        Weight::InPrinciple => Weight::Advised,
        weight => weight,
    };
    Some(weigh(finding, weight, "请补足，或检查是否漏了案例文件。").source(&quota.source))
}

/// What stands once on the list, such as the province in its title, should be the same in every case.
struct Differing<'a> {
    first: &'a Case,
    /// Each field that stands once, what it prints in the first case, and whether another differs.
    once: Vec<(&'a Field, String, bool)>,
}

impl<'a> Differing<'a> {
    fn new(form: &'a Form, first: &'a Case) -> Self {
        let columns: BTreeSet<&str> = form
            .items()
            .filter_map(|item| match item {
                Item::Column(_, column) => Some(column.as_str()),
                _ => None,
            })
            .collect();
        let once = form.fields.iter().filter(|field| !columns.contains(field.id.as_str()));
        let once = once.map(|field| (field, text(first, &field.id), false));
        Self { first, once: once.collect() }
    }

    fn compare(&mut self, case: &Case) {
        for (field, wanted, differs) in self.once.iter_mut().filter(|(.., differs)| !differs) {
            let text = text(case, &field.id);
            *differs = text != *wanted && letters(&text) != letters(wanted);
        }
    }

    fn findings(self) -> impl Iterator<Item = Finding> {
        let first = self.first;
        let differing = self.once.into_iter().filter(|(.., differs)| *differs);
        differing.map(move |(field, ..)| {
            let value = printed(first, field, Blank::Nothing);
            let thing = &first.call.thing;
            let message = format!(
                "各{thing}的“{}”不一样，表上印的是第 1 个{thing}的：{value}。",
                field.plain_label()
            );
            let path = FieldPath::field(&field.id);
            let finding = Finding::new(Code::ValuesDiffer, Severity::Error, path, message);
            finding.hint(format!("请分开汇总，或在{thing}里改成一致。")).source(&field.source)
        })
    }
}
