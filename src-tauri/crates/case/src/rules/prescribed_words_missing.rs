//! F131: an opinion without the words that the form prescribes, with which the recommending office answers for
//! the case.

use foundation::{Code, Finding, Severity};

use super::rule::{Asked, Look, Rule};
use super::{Input, about};
use crate::others::other::letters;

pub(super) const RULE: Rule = Rule {
    name: "prescribed_words_missing",
    codes: &[Code::PrescribedWordsMissing],
    looks: &[Look::Field(|field| !field.prescribed().is_empty(), prescribed_words_missing)],
};

fn prescribed_words_missing(_: Input<'_>, asked: &Asked<'_>, findings: &mut Vec<Finding>) {
    let field = asked.field;
    let text = asked.text();
    let Some(text) = text.filter(|text| !letters(text).contains(&letters(field.prescribed())))
    else {
        return;
    };
    let message = format!("“{}”里没有规定的话：{}", field.plain_label(), field.prescribed());
    findings.push(
        about(Code::PrescribedWordsMissing, Severity::Error, &field.id, message)
            .hint("请照写，不要改动；标点和空格不计。")
            .suggestion(format!("{}\n{}", text.trim_end(), field.prescribed()))
            .source(&field.source),
    );
}
