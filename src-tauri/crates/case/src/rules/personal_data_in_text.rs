//! F128, F129: an ID number, mobile number, bank card or passport in a text that others will read, and
//! secret marks. Cases are published and handed on; the masked text is offered.

use catalog::{Field, Kind, TextFormat};
use foundation::{Code, FieldPath, Finding, Severity};
use serde_json::{Value as Json, json};

use super::Input;
use super::rule::{Look, NO_FIELD, Part, Rule, Standing};
use crate::material::MaterialBlock;
use crate::sensitive::{Sensitive, SensitiveKind, find_sensitive, mask};

pub(super) const RULE: Rule = Rule {
    name: "personal_data_in_text",
    codes: &[Code::PersonalDataInText, Code::SecretMarkInText],
    looks: &[
        Look::Value(may_not_hold_it, &[Part::Today], in_a_value),
        Look::Whole(NO_FIELD, &[Part::Attachments, Part::Today], in_captions),
        Look::Block(&[Part::Today], in_a_block),
    ],
};

fn in_a_value(input: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let Standing { field, label, path, .. } = standing;
    // Only a text can be put back whole.
    let whole = standing.value.as_text().is_some() && path.as_str() == field.id;
    for text in standing.value.texts() {
        let found = Read { text, label, path, source: &field.source };
        let put_back: PutBack<'_> = &|masked| whole.then(|| Json::from(masked));
        findings.extend(found.judge(input, put_back));
    }
}

fn in_captions(input: Input<'_>, findings: &mut Vec<Finding>) {
    for (index, attachment) in input.case.attachments.iter().enumerate() {
        let path = FieldPath::attachment(index);
        let label = format!("附件{}的说明", index + 1);
        let found = Read { text: &attachment.caption, label: &label, path: &path, source: "" };
        findings.extend(found.judge(input, &|_| None));
    }
}

fn in_a_block(
    input: Input<'_>,
    (index, block): (usize, &MaterialBlock),
    findings: &mut Vec<Finding>,
) {
    let path = FieldPath::block(index);
    let label = format!("{}第 {} 段", input.case.call.material.name, index + 1);
    for (at, text) in block.texts().into_iter().enumerate() {
        let found = Read { text, label: &label, path: &path, source: "" };
        let put_back: PutBack<'_> = &|masked| Some(json!(block.with_text(at, masked)));
        findings.extend(found.judge(input, put_back));
    }
}

/// Not fields that ask for a number themselves; of rows each column is looked at.
fn may_not_hold_it(field: &Field) -> bool {
    let asks = !matches!(field.format(), TextFormat::Free | TextFormat::Person);
    !(field.personal
        || asks
        || matches!(field.kind, Kind::Contact | Kind::Links | Kind::Rows { .. }))
}

/// So many places of one text are named.
const PLACES_TOLD: usize = 5;

/// What could stand at the place instead, with the masked text; none where it cannot be put back whole.
type PutBack<'a> = &'a dyn Fn(String) -> Option<Json>;

/// A text that was read, what it is called, where it stands, and the clause that asks for it.
struct Read<'a> {
    text: &'a str,
    label: &'a str,
    path: &'a FieldPath,
    source: &'a str,
}

impl Read<'_> {
    fn judge(&self, input: Input<'_>, put_back: PutBack<'_>) -> Vec<Finding> {
        let (marks, personal): (Vec<Sensitive>, Vec<Sensitive>) =
            find_sensitive(self.text, input.today)
                .into_iter()
                .partition(|found| found.kind == SensitiveKind::SecretMark);
        let mut findings = Vec::new();
        if !personal.is_empty() {
            let shown = |found: &Sensitive| {
                format!("{}{}“{}”", self.place(found), what(found.kind), found.masked)
            };
            let finding = self.finding(Code::PersonalDataInText, &personal, shown);
            let finding = finding.hint("报送前应做好脱敏：请隐去中间的数字，或删去。");
            let suggestion = put_back(mask(self.text, &personal));
            findings.push(Finding { suggestion, ..finding });
        }
        if !marks.is_empty() {
            let shown = |found: &Sensitive| {
                format!("{}{}“{}”", self.place(found), what(found.kind), found.found)
            };
            let finding = self.finding(Code::SecretMarkInText, &marks, shown);
            findings.push(finding.hint("涉密的内容不能报送。请核对来源，删去涉密内容。"));
        }
        findings
    }

    fn finding(
        &self,
        code: Code,
        all: &[Sensitive],
        shown: impl Fn(&Sensitive) -> String,
    ) -> Finding {
        let named: Vec<String> = all.iter().take(PLACES_TOLD).map(shown).collect();
        let more = match all.len() {
            count if count > PLACES_TOLD => format!("，等 {count} 处"),
            _ => String::new(),
        };
        let message = format!("“{}”里有{}{more}。", self.label, named.join("，"));
        Finding::new(code, Severity::Warning, self.path.clone(), message).source(self.source)
    }

    /// Where it begins, counted in characters as a person counts them.
    fn place(&self, found: &Sensitive) -> String {
        let before = &self.text[..found.start];
        let line = before.matches('\n').count();
        let character = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        // A block of the material is itself a 段.
        let of = if self.path.as_str().starts_with("material/") { "行" } else { "段" };
        if self.text.contains('\n') {
            format!("第 {} {of}第 {character} 字起的", line + 1)
        } else {
            format!("第 {character} 字起的")
        }
    }
}

fn what(kind: SensitiveKind) -> &'static str {
    match kind {
        SensitiveKind::IdNumber => "身份证号",
        SensitiveKind::Mobile => "手机号",
        SensitiveKind::BankCard => "银行卡号",
        SensitiveKind::Passport => "护照号",
        SensitiveKind::ServiceCard => "军官证、警官证一类的号码",
        SensitiveKind::DisabilityCard => "残疾人证号",
        SensitiveKind::StudentNumber => "学籍号",
        SensitiveKind::SecretMark => "密级标志",
    }
}
