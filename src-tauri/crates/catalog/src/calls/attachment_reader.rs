//! Reads `[[attachment]]`: what must go along with a case. Two of them that could be meant by the same file are
//! told: nobody could say then which is there and which is missing.

use foundation::Code;

use crate::AttachmentKind;
use crate::calls::call::AttachmentRule;
use crate::forms::check::Weight;
use crate::reading::fault::Page;
use crate::reading::toml_reader::{Table, check_id};

/// Reads a list of routes.
type Routes<'r> = &'r dyn Fn(&Table<'_, '_>) -> Vec<String>;

/// Everything that must go along.
pub(crate) fn read(call: &Table<'_, '_>, routes: Routes<'_>) -> Vec<AttachmentRule> {
    let mut rules: Vec<AttachmentRule> = Vec::new();
    for table in call.tables("attachment") {
        let (page, at) = (table.page(), table.at);
        let rule = rule(table, routes);
        if let Some(other) = rules.iter().find(|other| are_mistakable(other, &rule)) {
            not_told_apart(page, at, other, &rule);
        }
        rules.push(rule);
    }
    rules
}

fn rule(table: Table<'_, '_>, routes: Routes<'_>) -> AttachmentRule {
    let kinds: Vec<(&str, Option<AttachmentKind>)> = AttachmentKind::ALL
        .iter()
        .map(|(word, kind)| (*word, Some(*kind)))
        .chain([("material", None)])
        .collect();
    let kind = table.word(&table.text("kind"), &kinds).flatten();
    let count = |key: &'static str| table.opt_count(key).map(|said| said.value);
    let rule = AttachmentRule {
        id: id(&table, kind),
        kind,
        what: table.text("what").value,
        routes: routes(&table),
        least: count("least").unwrap_or(0),
        most: count("most"),
        formats: formats(&table),
        min_bytes: count("min_bytes").map(u64::from),
        max_bytes: count("max_bytes").map(u64::from),
        min_dpi: count("min_dpi"),
        min_seconds: count("min_seconds"),
        max_seconds: count("max_seconds"),
        printed_only: false,
        captions: table.opt_bool("captions").unwrap_or(false),
        weight: table.opt_word("weight").unwrap_or(Weight::Must),
        source: table.source(""),
    };
    let bad = |message| table.page().fault(Code::BadValue, table.at, message, String::new());
    if rule.most.is_some_and(|most| most < rule.least) {
        bad(format!("least 是 {}，大于 most。", rule.least));
    }
    if let (Some(least), Some(most)) = (rule.min_seconds, rule.max_seconds)
        && most < least
    {
        bad(format!("min_seconds 是 {least}，大于 max_seconds。"));
    }
    table.finish();
    rule
}

/// The id of a named document; empty where any file of the kind is meant.
fn id(table: &Table<'_, '_>, kind: Option<AttachmentKind>) -> String {
    let Some(id) = table.opt_text("id") else { return String::new() };
    check_id(table.page(), &id);
    // Without a kind of file there was a fault, or it is the material.
    if kind.is_none() && !id.value.is_empty() {
        let message = "案例材料只有一份，不用写 id。".into();
        table.page().fault(Code::BadValue, id.at, message, "请去掉 id 这一行。".into());
    }
    id.value
}

/// Whether a route takes both and a file could be meant for either.
fn are_mistakable(one: &AttachmentRule, other: &AttachmentRule) -> bool {
    let shared = one.routes.is_empty()
        || other.routes.is_empty()
        || one.routes.iter().any(|route| other.routes.contains(route));
    let same_name = one.is_named() && other.is_named() && one.what == other.what;
    shared && one.kind.is_some() && (same_name || one.id == other.id && same_kind(one, other))
}

/// Of named documents the id alone decides.
fn same_kind(one: &AttachmentRule, other: &AttachmentRule) -> bool {
    one.is_named() || one.kind == other.kind
}

fn not_told_apart(page: &Page<'_>, at: usize, one: &AttachmentRule, other: &AttachmentRule) {
    let (what, before) = (&other.what, &one.what);
    let (message, hint) = if !other.is_named() {
        let kind = other.kind.map_or("", AttachmentKind::word);
        let message = format!("“{what}”和前面的“{before}”都是 {kind}，分不清哪个文件是哪一样。");
        (message, "请给每一样写一个 id，例如 id = \"id_card\"。".to_owned())
    } else if one.id == other.id {
        let message = format!("附件的代号“{}”用了两次：“{before}”和“{what}”。", other.id);
        (message, "请给它另一个 id。".to_owned())
    } else {
        let message = format!("两样附件都叫“{what}”，填表人分不清。");
        (message, "请在 what 里写成两个不同的名称。".to_owned())
    };
    page.fault(Code::NotToldApart, at, message, hint);
}

/// Endings of file names: small letters and digits, without the dot.
fn formats(table: &Table<'_, '_>) -> Vec<String> {
    let said = table.texts("formats");
    for format in &said {
        let is_ending = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        if format.value.is_empty() || !format.value.bytes().all(is_ending) {
            let message = format!("“{}”不是文件名的结尾。", format.value);
            let hint = "写小写字母，不带点，例如 formats = [\"jpg\", \"png\"]。".into();
            table.page().fault(Code::BadValue, format.at, message, hint);
        }
    }
    said.into_iter().map(|said| said.value).collect()
}
