//! Fields that say the same twice: an identity number with the birth and the sex beside it, a beginning with its end. The
//! form checks that they agree.

use catalog::{Check, CheckRule, Field, Form, Kind, Per, TextFormat, Weight};

use crate::guess::text::{core, ends, has};

/// Adds the checks that follow from the fields of a form.
pub(crate) fn checks(form: &mut Form) {
    if form.per == Per::Roundup {
        return;
    }
    let found: Vec<CheckRule> =
        id_number(&form.fields).into_iter().chain(in_order(&form.fields)).collect();
    form.checks.extend(found.into_iter().map(|rule| Check {
        rule,
        weight: Weight::Must,
        source: form.source.clone(),
    }));
}

/// Of one person only: which birth belongs to which of several numbers, nobody said.
fn id_number(fields: &[Field]) -> Option<CheckRule> {
    let id_number =
        one(fields, |field| matches!(field.kind, Kind::Text { format: TextFormat::IdNumber, .. }))?;
    let birth = one(fields, |field| is_day(field) && core(&field.label).starts_with("出生"));
    let sex = one(fields, |field| {
        core(&field.label) == "性别"
            && matches!(field.kind, Kind::Choice { .. } | Kind::Text { .. })
    });
    (birth.is_some() || sex.is_some()).then_some(CheckRule::IdNumberAgrees {
        id_number,
        birth,
        sex,
    })
}

/// A beginning, and the next day or month behind it that is an end.
fn in_order(fields: &[Field]) -> Vec<CheckRule> {
    const BEGINS: [&str; 6] =
        ["开始时间", "开始日期", "起始时间", "起始日期", "启动时间", "开工时间"];
    const ENDS: [&str; 8] = [
        "结束时间",
        "结束日期",
        "完成时间",
        "完成日期",
        "终止时间",
        "终止日期",
        "截止时间",
        "竣工时间",
    ];
    let pair = |pair: &[Field]| {
        let [first, last] = pair else { return None };
        let fits = is_day(first)
            && is_day(last)
            && std::mem::discriminant(&first.kind) == std::mem::discriminant(&last.kind)
            && has(&core(&first.label), &BEGINS)
            && ends(&core(&last.label), &ENDS);
        fits.then(|| CheckRule::InOrder { first: first.id.clone(), last: last.id.clone() })
    };
    fields.windows(2).filter_map(pair).collect()
}

fn is_day(field: &Field) -> bool {
    matches!(field.kind, Kind::Month | Kind::Date)
}

/// The id of the only field that fits.
fn one(fields: &[Field], fits: impl Fn(&Field) -> bool) -> Option<String> {
    let mut found = fields.iter().filter(|field| fits(field));
    let first = found.next()?;
    found.next().is_none().then(|| first.id.clone())
}
