//! C209: with this case there are more than may come. The office would have to choose, and the applicant knows
//! better which one to withdraw.

use catalog::Quota;
use foundation::{Code, FieldPath, Finding};

use super::rule::{Look, Part, Rule};
use super::{Input, weigh};
use crate::Case;
use crate::others::grouped::Others;
use crate::others::other::quoted;
use crate::words::print::{Blank, printed};

/// So many of the other cases are named.
const NAMES_TOLD: usize = 5;

pub(super) const RULE: Rule = Rule {
    name: "over_quota",
    codes: &[Code::OverQuota],
    looks: &[Look::Whole(of_quotas, &[Part::Others], over_quota)],
};

/// The fields by which cases are counted together.
fn of_quotas(input: Input<'_>) -> Vec<&str> {
    input.case.call.quotas.iter().flat_map(|quota| &quota.by).map(String::as_str).collect()
}

fn over_quota(input: Input<'_>, findings: &mut Vec<Finding>) {
    for (index, quota) in input.case.call.quotas.iter().enumerate() {
        let others = input.others.counted_with(index, input.case);
        findings.extend(judge(quota, input.case, others, input.others));
    }
}

/// The finding where the case and those `beside` it are too many.
pub(crate) fn judge(
    quota: &Quota,
    case: &Case,
    beside: &[usize],
    others: &Others,
) -> Option<Finding> {
    let count = beside.len() + 1;
    let most = quota.most.filter(|most| count > *most as usize)?;
    let named = beside.iter().take(NAMES_TOLD);
    let names: Vec<String> = named.map(|index| quoted(&others.all()[*index].name)).collect();
    let more = if beside.len() > NAMES_TOLD { "等" } else { "" };
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
