//! F119, F120, F130: a code of an organisation or a person, or a bank account, that has not the shape of one, whose
//! check digit is wrong, or that another registry gave. Offline nobody can say whether it is in use.

use catalog::TextFormat;
use foundation::{Code, Finding, Severity};

use super::rule::{Look, Part, Rule, Standing};
use super::{Input, short};
use crate::codes::bank_account::judge_bank_account;
use crate::codes::id_number::judge_id_number;
use crate::codes::org_code::judge_org_code;
use crate::codes::uscc::judge_uscc;
use crate::codes::{CodeVerdict, normal_code};

pub(super) const RULE: Rule = Rule {
    name: "code_wrong",
    codes: &[Code::CodeMalformed, Code::CodeCheckWrong, Code::CodeOfOtherRegistry],
    looks: &[
        Look::Value(|field| field.format() == TextFormat::CreditCode, &[], credit_code_wrong),
        Look::Value(|field| field.format() == TextFormat::OrgCode, &[], org_code_wrong),
        Look::Value(
            |field| field.format() == TextFormat::IdNumber,
            &[Part::Today],
            id_number_wrong,
        ),
        Look::Value(|field| field.format() == TextFormat::BankAccount, &[], bank_account_wrong),
    ],
};

/// A kind of code, and the paper on which it stands.
struct Kind {
    what: &'static str,
    paper: &'static str,
}

const CREDIT_CODE: Kind = Kind { what: "统一社会信用代码", paper: "证书" };
const ORG_CODE: Kind = Kind { what: "组织机构代码", paper: "证书" };
const ID_NUMBER: Kind = Kind { what: "身份证号", paper: "身份证" };
const BANK_ACCOUNT: Kind = Kind { what: "银行账号", paper: "银行卡或开户证明" };

fn credit_code_wrong(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    findings.extend(judge(standing, &judge_uscc, &CREDIT_CODE));
}

fn org_code_wrong(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    findings.extend(judge(standing, &judge_org_code, &ORG_CODE));
}

fn id_number_wrong(input: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    findings.extend(judge(standing, &|text| judge_id_number(text, input.today), &ID_NUMBER));
}

fn bank_account_wrong(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    findings.extend(judge(standing, &judge_bank_account, &BANK_ACCOUNT));
}

fn judge(
    standing: &Standing<'_>,
    judge: &dyn Fn(&str) -> CodeVerdict,
    Kind { what, paper }: &Kind,
) -> Option<Finding> {
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
            format!("请照{paper}抄写{what}。"),
        ),
        CodeVerdict::WrongCheck { expected } => (
            Code::CodeCheckWrong,
            Severity::Warning,
            format!("“{label}”写的是“{}”，最后一位校验码应为 {expected}。", short(text)),
            format!("请对照{paper}逐位核对；与{paper}一致的，不必改。"),
        ),
        CodeVerdict::WrongInner { expected } => (
            Code::CodeCheckWrong,
            Severity::Warning,
            format!("“{label}”里第 9 到 17 位是组织机构代码，其中第 17 位应为 {expected}。"),
            format!("请对照{paper}逐位核对；与{paper}一致的，不必改。"),
        ),
    };
    Some(Finding::new(code, severity, path.clone(), message).hint(hint).source(&field.source))
}
