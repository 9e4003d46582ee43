//! F128, F129: an ID number, mobile number, bank card or passport in a text that others will read, and
//! secret marks. The masked text is offered.

use catalog::{Field, Kind, TextFormat};
use foundation::{Code, FieldPath, Finding, Severity};
use serde_json::{Value as Json, json};

use super::Look;
use crate::Material;
use crate::sensitive::{Sensitive, SensitiveKind, find_sensitive, mask};

pub(super) fn personal_data_in_text(look: Look<'_>, findings: &mut Vec<Finding>) {
    for standing in look.standing() {
        let field = standing.field;
        if holds_personal_data(field) || matches!(field.kind, Kind::Rows(_)) {
            continue;
        }
        // Only a text can be put back whole.
        let whole = standing.value.as_text().is_some() && standing.path.as_str() == field.id;
        for text in standing.value.texts() {
            let (label, path) = (&standing.label, &standing.path);
            let found = Read { text, label, path, source: &field.source };
            let put_back: PutBack<'_> = &|masked| whole.then(|| Json::from(masked));
            findings.extend(found.judge(look, put_back));
        }
    }
    for (index, attachment) in look.case.attachments.iter().enumerate() {
        let path = FieldPath::attachment(index);
        let label = format!("附件{}的说明", index + 1);
        let found = Read { text: &attachment.caption, label: &label, path: &path, source: "" };
        findings.extend(found.judge(look, &|_| None));
    }
    let blocks = look.case.material.as_ref().map(Material::blocks).unwrap_or_default();
    for (index, block) in blocks.iter().enumerate() {
        let path = FieldPath::block(index);
        let label = format!("{}第 {} 段", look.case.call.material.name, index + 1);
        for (at, text) in block.texts().into_iter().enumerate() {
            let found = Read { text, label: &label, path: &path, source: "" };
            let put_back: PutBack<'_> = &|masked| Some(json!(block.with_text(at, masked)));
            findings.extend(found.judge(look, put_back));
        }
    }
}

/// Fields that ask for a number themselves.
fn holds_personal_data(field: &Field) -> bool {
    let asks = !matches!(field.format, TextFormat::Free | TextFormat::Person);
    field.personal || asks || matches!(field.kind, Kind::Contact | Kind::Links)
}

/// So many places of one text are told.
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
    fn judge(&self, look: Look<'_>, put_back: PutBack<'_>) -> Vec<Finding> {
        let (marks, personal): (Vec<Sensitive>, Vec<Sensitive>) =
            find_sensitive(self.text, look.today)
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
        let told: Vec<String> = all.iter().take(PLACES_TOLD).map(shown).collect();
        let more = match all.len() {
            count if count > PLACES_TOLD => format!("，等 {count} 处"),
            _ => String::new(),
        };
        let message = format!("“{}”里有{}{more}。", self.label, told.join("，"));
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
        SensitiveKind::SecretMark => "密级标志",
    }
}
