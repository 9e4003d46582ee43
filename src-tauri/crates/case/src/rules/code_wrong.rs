//! F119, F120, F130: a code of an organisation that has not the shape of one, whose check digit is wrong,
//! or that another registry gave. Offline nobody can say whether it is in use.

use catalog::TextFormat;
use foundation::{Code, Finding, Severity};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::codes::CodeVerdict;
use crate::codes::normal_code;
use crate::codes::org_code::judge_org_code;
use crate::codes::uscc::judge_uscc;

pub(super) const RULE: Rule = Rule {
    name: "code_wrong",
    codes: &[Code::CodeMalformed, Code::CodeCheckWrong, Code::CodeOfOtherRegistry],
    looks: &[
        Look::Value(|field| field.format() == TextFormat::CreditCode, &[], credit_code_wrong),
        Look::Value(|field| field.format() == TextFormat::OrgCode, &[], org_code_wrong),
    ],
};

fn credit_code_wrong(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    findings.extend(judge(standing, judge_uscc, "统一社会信用代码"));
}

fn org_code_wrong(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    findings.extend(judge(standing, judge_org_code, "组织机构代码"));
}

fn judge(standing: &Standing<'_>, judge: fn(&str) -> CodeVerdict, what: &str) -> Option<Finding> {
    let Standing { field, label, value, path, severity } = standing;
    let text = value.as_text()?;
    let (code, severity, message, hint) = match judge(text) {
        CodeVerdict::Right => {
            if field.prefix().is_empty() || normal_code(text).starts_with(field.prefix()) {
                return None;
            }
            (
                Code::CodeOfOtherRegistry,
                Severity::Warning,
                format!("“{label}”应以 {} 开头，写的是“{}”。", field.prefix(), short(text)),
                format!("请核对{what}和单位的类别。{}", field.help),
            )
        }
        CodeVerdict::WrongShape(why) => (
            Code::CodeMalformed,
            *severity,
            format!("“{label}”写的是“{}”，不是{what}：{why}。", short(text)),
            format!("请照证书抄写{what}。"),
        ),
        CodeVerdict::WrongCheck { expected } => (
            Code::CodeCheckWrong,
            Severity::Warning,
            format!("“{label}”写的是“{}”，最后一位校验码应为 {expected}。", short(text)),
            "请对照证书逐位核对；与证书一致的，不必改。".to_owned(),
        ),
        CodeVerdict::WrongInner { expected } => (
            Code::CodeCheckWrong,
            Severity::Warning,
            format!("“{label}”里第 9 到 17 位是组织机构代码，其中第 17 位应为 {expected}。"),
            "请对照证书逐位核对；与证书一致的，不必改。".to_owned(),
        ),
    };
    Some(Finding::new(code, severity, path.clone(), message).hint(hint).source(&field.source))
}
