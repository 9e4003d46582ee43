//! N302: the name of what is sent holds a phone number, because the call asks for it.

use catalog::Kind;
use foundation::{Code, Finding, Severity};

use super::{Look, about};

pub(super) fn personal_data_in_name(look: Look<'_>, findings: &mut Vec<Finding>) {
    let Some(route) = look.case.call.route(&look.case.route) else { return };
    let phone = route.naming.values().find_map(|id| {
        let field = look.case.field(id.split('.').next().unwrap_or(id))?;
        (field.kind == Kind::Contact && id.ends_with(".phone")).then_some(field)
    });
    let Some(field) = phone.filter(|field| look.case.value(&field.id).is_some()) else { return };
    let message = "报送的文件名里有联系人的姓名和电话，是通知要求的。".to_owned();
    findings.push(
        about(Code::PersonalDataInName, Severity::Note, &field.id, message)
            .hint("只用来报送给征集单位，不要转发，也不要公开。")
            .source(&route.naming_source),
    );
}
