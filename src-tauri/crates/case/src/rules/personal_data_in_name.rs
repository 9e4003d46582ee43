//! N302: the name of what is sent holds a phone number, because the call asks for it. Told, so that nobody hands
//! the folder on to others.

use catalog::Kind;
use foundation::{Code, Finding, Severity};

use super::rule::{Look, Rule};
use super::{Input, about};

pub(super) const RULE: Rule = Rule {
    name: "personal_data_in_name",
    codes: &[Code::PersonalDataInName],
    looks: &[Look::Whole(of_the_name, &[], personal_data_in_name)],
};

/// The fields whose values become parts of the name by the route.
fn of_the_name(input: Input<'_>) -> Vec<&str> {
    let route = input.case.call.route(&input.case.route);
    let ids = route.into_iter().flat_map(|route| route.naming.values());
    ids.map(|id| id.split('.').next().unwrap_or(id)).collect()
}

fn personal_data_in_name(input: Input<'_>, findings: &mut Vec<Finding>) {
    let Some(route) = input.case.call.route(&input.case.route) else { return };
    let phone = route.naming.values().find_map(|id| {
        let field = input.case.field(id.split('.').next().unwrap_or(id))?;
        (field.kind == Kind::Contact && id.ends_with(".phone")).then_some(field)
    });
    let Some(field) = phone.filter(|field| input.case.value(&field.id).is_some()) else { return };
    let message = "报送的文件名里有联系人的姓名和电话，是通知要求的。".to_owned();
    findings.push(
        about(Code::PersonalDataInName, Severity::Note, &field.id, message)
            .hint("只用来报送给征集单位，不要转发，也不要公开。")
            .source(&route.naming_source),
    );
}
