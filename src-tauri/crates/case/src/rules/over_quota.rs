//! C209: with this case there are more than may come.

use catalog::Quota;
use foundation::{Code, FieldPath, Finding};

use super::{Look, weigh};
use crate::Case;
use crate::other::{Other, quoted};
use crate::print::{Blank, printed};

/// So many of the other cases are named.
const NAMES_TOLD: usize = 5;

pub(super) fn over_quota(look: Look<'_>, findings: &mut Vec<Finding>) {
    for quota in &look.case.call.quotas {
        let others = agreeing(quota, look.case, look.others);
        findings.extend(judge(quota, look.case, &others));
    }
}

/// The other cases that are counted together with this one; none where the quota is not about it.
pub(crate) fn agreeing<'o>(quota: &Quota, case: &Case, others: &'o [Other]) -> Vec<&'o Other> {
    let counts = |route: &String| quota.routes.is_empty() || quota.routes.contains(route);
    let agrees = |other: &&Other| counts(&other.route) && other.agrees(case, &quota.by);
    if counts(&case.route) { others.iter().filter(agrees).collect() } else { Vec::new() }
}

/// The finding where the case and those beside it are too many.
pub(crate) fn judge(quota: &Quota, case: &Case, others: &[&Other]) -> Option<Finding> {
    let count = others.len() + 1;
    let most = quota.most.filter(|most| count > *most as usize)?;
    let names: Vec<String> = others.iter().take(NAMES_TOLD).map(|o| quoted(&o.name)).collect();
    let more = if others.len() > NAMES_TOLD { "等" } else { "" };
    let message = format!(
        "{}（{}）连同这一个共 {count} 个，{}不超过 {most} 个。另外的是：{}{more}。",
        quota.what,
        group(quota, case),
        super::principle(quota.weight),
        names.join("、")
    );
    let path = quota.by.first().map_or_else(FieldPath::case, |id| FieldPath::field(id));
    let finding = super::error(Code::OverQuota, path, message);
    Some(weigh(finding, quota.weight, "请在其中选定要报送的。").source(&quota.source))
}

/// What the cases agree in: 江苏某某公司、农村电商.
pub(crate) fn group(quota: &Quota, case: &Case) -> String {
    let fields = quota.by.iter().filter_map(|id| case.field(id));
    fields.map(|field| printed(case, field, Blank::Nothing)).collect::<Vec<_>>().join("、")
}
