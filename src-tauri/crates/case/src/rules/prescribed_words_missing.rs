//! F131: an opinion without the words that the form prescribes.

use foundation::{Code, Finding, Severity};

use super::{Look, about};
use crate::other::letters;

pub(super) fn prescribed_words_missing(look: Look<'_>, findings: &mut Vec<Finding>) {
    for field in look.case.fields().filter(|field| !field.prescribed.is_empty()) {
        let text = look.case.value(&field.id).and_then(|value| value.as_text());
        let Some(text) = text.filter(|text| !letters(text).contains(&letters(&field.prescribed)))
        else {
            continue;
        };
        let message = format!("“{}”里没有规定的话：{}", field.plain_label(), field.prescribed);
        findings.push(
            about(Code::PrescribedWordsMissing, Severity::Error, &field.id, message)
                .hint("请照写，不要改动；标点和空格不计。")
                .suggestion(format!("{}\n{}", text.trim_end(), field.prescribed))
                .source(&field.source),
        );
    }
}
