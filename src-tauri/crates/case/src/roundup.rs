//! What a recommending office has to know of several cases that it sends on together: whether each is
//! ready, whether there are too many or too few, and whether one stands there twice.

use std::collections::BTreeSet;

use catalog::{CASES, Field, Form, Item, Quota, Required, Weight};
use foundation::{Code, Date, FieldPath, Finding, Severity};

use crate::other::{Other, key, quoted};
use crate::rules::over_quota::{agreeing, group, judge};
use crate::rules::{Look, doubles, settle_by_reasons, weigh};
use crate::{Blank, Case, printed};

/// The findings of a form of the roundup. Each case comes with what was found in itself. Paths are those
/// of the rows: `cases/2/unit_leader`.
pub fn check_roundup(form: &Form, cases: &[(&Case, Vec<Finding>)]) -> Vec<Finding> {
    let named = |(index, (case, _)): (usize, &(&Case, Vec<Finding>))| {
        let name = format!("{}（第 {} 个）", case.name(), index + 1);
        Other { name, ..Other::of(case) }
    };
    let others: Vec<Other> = cases.iter().enumerate().map(named).collect();
    let mut findings = Vec::new();
    for (index, (case, found)) in cases.iter().enumerate() {
        let row = Row { index, case };
        findings.extend(row.not_ready(form, found));
        // Those before this one, so that a double is told once.
        let before = Look { case, today: Date::MIN, others: &others[..index] };
        findings.extend(doubles(before).into_iter().map(|finding| row.in_row(finding)));
        if case.form(&form.id).is_some() {
            findings.extend(row.empty_columns(form));
        }
        for quota in &case.call.quotas {
            findings.extend(row.surplus(quota, &others));
        }
    }
    if let Some((first, _)) = cases.first() {
        findings
            .extend(first.call.quotas.iter().filter_map(|quota| shortage(quota, first, &others)));
        findings.extend(differing(form, cases));
    }
    findings
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
        format!("第 {} 个案例{}", self.index + 1, quoted(&self.case.name()))
    }

    fn not_ready(&self, form: &Form, found: &[Finding]) -> Option<Finding> {
        if self.case.form(&form.id).is_none() {
            let route = self.case.call.route(&self.case.route);
            let route = route.map_or("", |route| &route.title);
            let message = format!("{}按“{route}”申报，不进这张表。", self.name());
            let finding = Finding::new(Code::CaseNotReady, Severity::Error, self.path(), message);
            return Some(finding.hint("请去掉这个案例文件，或在案例里改正申报方式。"));
        }
        let mut stops = found.iter().filter(|finding| finding.stops_final_copy());
        let first = stops.next()?;
        let count = stops.count() + 1;
        let message = format!("{}还有 {count} 处需要处理：{}", self.name(), first.message);
        let finding = Finding::new(Code::CaseNotReady, Severity::Error, self.path(), message);
        Some(finding.hint("请先打开这个案例，改好再汇总。"))
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
            finding.hint("请在这个案例里填写。").source(&column.source)
        };
        form.fields.iter().filter(is_empty).map(finding).collect()
    }

    /// Told once for each group, at its last case.
    fn surplus(&self, quota: &Quota, others: &[Other]) -> Option<Finding> {
        if !agreeing(quota, self.case, &others[self.index + 1..]).is_empty() {
            return None;
        }
        let finding = judge(quota, self.case, &agreeing(quota, self.case, &others[..self.index]))?;
        Some(self.in_row(finding))
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
fn shortage(quota: &Quota, first: &Case, others: &[Other]) -> Option<Finding> {
    let least = quota.least?;
    let count = agreeing(quota, first, others).len();
    if count == 0 || count >= least as usize {
        return None;
    }
    let message =
        format!("{}（{}）现有 {count} 个，应不少于 {least} 个。", quota.what, group(quota, first));
    let finding = Finding::new(Code::UnderQuota, Severity::Error, FieldPath::case(), message);
    // No case file could give the reason for it.
    let weight = match quota.weight {
        Weight::InPrinciple => Weight::Advised,
        weight => weight,
    };
    Some(weigh(finding, weight, "请补足，或检查是否漏了案例文件。").source(&quota.source))
}

/// What stands once on the list, such as the province in its title, should be the same in every case.
fn differing(form: &Form, cases: &[(&Case, Vec<Finding>)]) -> Vec<Finding> {
    let columns: BTreeSet<&str> = form
        .items()
        .filter_map(|item| match item {
            Item::Column(_, column) => Some(column.as_str()),
            _ => None,
        })
        .collect();
    let once = form.fields.iter().filter(|field| !columns.contains(field.id.as_str()));
    let first = cases[0].0;
    let differs = |field: &&Field| {
        cases.iter().any(|(case, _)| key(case, &field.id) != key(first, &field.id))
    };
    let finding = |field: &Field| {
        let value = printed(first, field, Blank::Nothing);
        let message =
            format!("各案例的“{}”不一样，表上印的是第 1 个案例的：{value}。", field.plain_label());
        let path = FieldPath::field(&field.id);
        let finding = Finding::new(Code::ValuesDiffer, Severity::Error, path, message);
        finding.hint("请分开汇总，或在案例里改成一致。").source(&field.source)
    };
    once.filter(differs).map(finding).collect()
}
