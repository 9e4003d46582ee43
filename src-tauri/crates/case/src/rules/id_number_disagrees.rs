//! F139: an identity number holds another day of birth or another sex than stands beside it. One of the two is a slip,
//! and whoever examines the form compares them.

use catalog::{Check, CheckRule, Field};
use foundation::{Code, Finding};

use super::rule::{Look, Rule};
use super::{Input, compare_moments, shown_moment};
use crate::codes::id_number::{Holder, holder};
use crate::values::value::Value;

pub(super) const RULE: Rule = Rule {
    name: "id_number_disagrees",
    codes: &[Code::IdNumberDisagrees],
    looks: &[Look::Check(&[], id_number_disagrees)],
};

const HINT: &str = "请对照身份证，改过错的一处。";

fn id_number_disagrees(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::IdNumberAgrees { id_number, birth, sex } = &check.rule else { return };
    let number = input.case.value(id_number).and_then(Value::as_text);
    let Some(Holder { born, is_male }) = number.and_then(holder) else { return };
    let number = input.label(id_number);
    let mut differs = |field: &str, is: String, by_number: String| {
        let message = format!("“{}”是 {is}，“{number}”里是 {by_number}。", input.label(field));
        findings.push(input.weighed(Code::IdNumberDisagrees, check, field, message, HINT));
    };
    if let Some(birth) = birth
        && let Some(told) = input.moment(birth)
        && compare_moments(told, &born.to_string()).is_ne()
    {
        differs(birth, shown_moment(told), shown_moment(&born.to_string()));
    }
    let by_number = if is_male { "男" } else { "女" };
    if let Some(sex) = sex
        && let Some(told) = told_sex(input, sex)
        && told != by_number
    {
        differs(sex, told.to_owned(), by_number.to_owned());
    }
}

/// 男 or 女 as it stands in a field; none where something else does.
fn told_sex(input: Input<'_>, id: &str) -> Option<&'static str> {
    let text = input.case.value(id)?.as_text()?;
    let options = input.case.field(id).map_or(&[][..], |field: &Field| field.kind.options());
    let label = options.iter().find(|option| option.id == text).map_or(text, |o| &o.label);
    ["男", "女"].into_iter().find(|sex| label.trim() == *sex)
}
