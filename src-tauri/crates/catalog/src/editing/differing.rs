//! What one call says otherwise than another: the newer one of the same, or this year's that was copied from last year's.

use std::fmt::Debug;

use crate::calls::call::Call;
use crate::forms::field::{Field, Kind, Required};
use crate::forms::form::Form;

/// What differs, a line each, in words for the user. Forms of the same id belong together, else those of the same place.
pub fn differences(before: &Call, after: &Call) -> Vec<String> {
    let mut told = Vec::new();
    changed(&mut told, "征集名称", &before.title, &after.title);
    changed(&mut told, "征集单位", &before.issuer, &after.issuer);
    let days = |call: &Call| format!("{} 至 {}", call.opens, call.closes);
    changed(&mut told, "征集时间", &days(before), &days(after));
    for (index, form) in after.forms.iter().enumerate() {
        match before.form(&form.id).or_else(|| before.forms.get(index)) {
            Some(old) => of_forms(&mut told, old, form),
            None => told.push(format!("新增表单“{}”", form.title)),
        }
    }
    for (index, form) in before.forms.iter().enumerate() {
        if after.form(&form.id).is_none() && after.forms.get(index).is_none() {
            told.push(format!("不再有表单“{}”", form.title));
        }
    }
    of_fields(&mut told, &before.fields, &after.fields);
    beside(&mut told, before, after);
    told
}

fn changed(told: &mut Vec<String>, what: &str, before: &str, after: &str) {
    if before != after {
        told.push(format!("{what}：由“{}”改为“{}”", one_line(before), one_line(after)));
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What is too much to be told in a line is told by its name.
fn beside(told: &mut Vec<String>, before: &Call, after: &Call) {
    let routes = |call: &Call| {
        let route = |route: &crate::Route| {
            (route.title.clone(), route.naming.to_text(), route.requires.clone())
        };
        call.routes.iter().map(route).collect::<Vec<_>>()
    };
    // A clause that is left out is the title: a call of another title says no other clauses.
    let differ = |one: &dyn Debug, other: &dyn Debug| {
        format!("{one:?}").replace(&before.title, &after.title) != format!("{other:?}")
    };
    let parts: [(&str, bool); 10] = [
        ("中途的日期", differ(&before.deadlines, &after.deadlines)),
        ("申报方式和文件命名", routes(before) != routes(after)),
        ("声明", differ(&before.declarations, &after.declarations)),
        ("对照清单", differ(&before.checklists, &after.checklists)),
        ("栏目之间的检查", differ(&before.checks, &after.checks)),
        ("名额", differ(&before.quotas, &after.quotas)),
        ("附件", differ(&before.attachments, &after.attachments)),
        ("案例材料", differ(&before.material, &after.material)),
        ("照片和视频的大小", differ(&before.media, &after.media)),
        ("通知要点", differ(&before.notice, &after.notice)),
    ];
    let other = parts.into_iter().filter(|(_, differs)| *differs);
    told.extend(other.map(|(what, _)| format!("{what}有改动")));
}

fn of_forms(told: &mut Vec<String>, before: &Form, after: &Form) {
    changed(told, "表名", &before.title, &after.title);
    of_fields(told, &before.fields, &after.fields);
    let said = |form: &Form| {
        let checks = format!("{:?}", form.checks);
        checks.replace(&form.source, "").replace(&one_line(&form.title), "")
    };
    if said(before) != said(after) {
        told.push(format!("“{}”里栏目之间的检查有改动", one_line(&after.title)));
    }
    let printed = |form: &Form| {
        let seals = form.seals.iter().map(|seal| (&seal.id, &seal.label, seal.date));
        let signs = form.signatures.iter().map(|sign| (&sign.id, &sign.label, sign.date));
        format!("{:?}{:?}{:?}{:?}", form.paper, form.page, form.texts, form.sections)
            + &format!("{:?}{:?}", seals.collect::<Vec<_>>(), signs.collect::<Vec<_>>())
    };
    if printed(before) != printed(after) {
        told.push(format!("“{}”的版面有改动", one_line(&after.title)));
    }
}

fn of_fields(told: &mut Vec<String>, before: &[Field], after: &[Field]) {
    let find = |all: &[Field], id: &str| all.iter().find(|field| field.id == id).cloned();
    for field in before.iter().filter(|field| find(after, &field.id).is_none()) {
        told.push(format!("不再有栏目“{}”", field.plain_label()));
    }
    for field in after {
        match find(before, &field.id) {
            None => told.push(format!("新增栏目“{}”", field.plain_label())),
            Some(old) => of_field(told, &old, field),
        }
    }
}

fn of_field(told: &mut Vec<String>, before: &Field, after: &Field) {
    let what = format!("栏目“{}”", before.plain_label());
    if before.label != after.label {
        let (was, is) = (one_line(&before.label), one_line(&after.label));
        if was == is {
            told.push(format!("{what}的栏目名换行或空格不同"));
        } else {
            told.push(format!("{what}改名为“{is}”"));
        }
    }
    let kind = |field: &Field| crate::kind_title(field.kind.word()).unwrap_or_default();
    if kind(before) != kind(after) {
        told.push(format!("{what}：由{}改为{}", kind(before), kind(after)));
        return;
    }
    if before.required != after.required {
        told.push(format!("{what}：{}", required(after.required)));
    }
    if before.limits() != after.limits() {
        told.push(format!("{what}：{}", length(after)));
    }
    if before.means != after.means {
        told.push(format!("{what}：改了这一栏说的是什么"));
    }
    if before.filled_by != after.filled_by {
        told.push(format!("{what}：由{}填写", after.filled_by.chinese()));
    }
    if let (Kind::Rows { columns: was, .. }, Kind::Rows { columns: is, .. }) =
        (&before.kind, &after.kind)
    {
        of_fields(told, was, is);
    }
    let rest = |field: &Field| Field {
        label: String::new(),
        required: Required::No,
        means: None,
        filled_by: crate::FilledBy::Applicant,
        source: String::new(),
        kind: without_lengths(&field.kind),
        ..field.clone()
    };
    if rest(before) != rest(after) {
        told.push(format!("{what}的其他要求有改动"));
    }
}

/// What is told by itself is left out.
fn without_lengths(kind: &Kind) -> Kind {
    let mut field = Field::new("", "", kind.clone(), "");
    if let Some(limits) = field.limits_mut() {
        *limits = crate::Limits::default();
    }
    match field.kind {
        Kind::Rows { least_rows, labels, .. } => Kind::Rows { columns: vec![], least_rows, labels },
        kind => kind,
    }
}

fn required(required: Required) -> &'static str {
    match required {
        Required::Yes => "改为必填",
        Required::WithReason => "改为空着要说明理由",
        Required::Advised => "改为最好填",
        Required::No => "改为可以空着",
    }
}

fn length(field: &Field) -> String {
    let limits = field.limits();
    let unit = limits.unit.chinese();
    let parts = [
        limits.min.map(|min| format!("至少 {min} {unit}")),
        limits.max.map(|max| format!("最多 {max} {unit}")),
        limits.about.map(|about| format!("约 {about} {unit}")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        "不再限字数".into()
    } else {
        format!("字数改为{}", parts.join("，"))
    }
}

#[cfg(test)]
mod tests {
    use crate::{Call, Catalog};
    use std::sync::Arc;

    fn call(changes: &[(&str, &str, &str, &str)]) -> Arc<Call> {
        let mut folders = Catalog::built_in_folders();
        for (id, file, from, to) in changes {
            let folder = folders.iter_mut().find(|folder| folder.id() == *id).unwrap();
            let text = folder.files.get_mut(*file).unwrap();
            assert!(text.contains(from), "{from}");
            *text = text.replacen(from, to, 1);
        }
        Catalog::of(folders).call("js-2020").unwrap().clone()
    }

    #[test]
    fn what_is_told_is_what_was_changed() {
        let before = call(&[]);
        assert_eq!(super::differences(&before, &before), Vec::<String>::new());
        let form = "js-2020-case";
        let after = call(&[
            (form, "form.toml", "max_zi = 800", "max_zi = 600"),
            (form, "form.toml", "label = \"案例名称\"", "label = \"项目名称\""),
            ("js-2020", "call.toml", "closes = \"2020-07-31\"", "closes = \"2020-08-15\""),
        ]);
        assert_eq!(
            super::differences(&before, &after),
            [
                "征集时间：由“2020-06-10至2020-07-31”改为“2020-06-10至2020-08-15”",
                "栏目“案例名称”改名为“项目名称”",
                "栏目“扶贫工作概述（不超过800字）”：字数改为最多 600 字",
            ]
        );
    }
}
