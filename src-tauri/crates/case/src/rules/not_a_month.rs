//! F106: what stands in a month field, or in a period, is not a month. It is kept as it was typed, and cannot
//! be compared or printed as one.

use catalog::Kind;
use foundation::{Code, FieldPath, Finding, Severity};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::values::as_written;
use crate::values::value::Value;
use crate::words::print::year_and_month;

pub(super) const RULE: Rule = Rule {
    name: "not_a_month",
    codes: &[Code::NotAMonth],
    looks: &[Look::Value(
        |field| matches!(field.kind, Kind::Month | Kind::Period),
        &[],
        not_a_month,
    )],
};

fn not_a_month(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let (field, label) = (standing.field, &standing.label);
    let mut judge = |text: &str, path: FieldPath| {
        if year_and_month(text).is_none() {
            let (what, hint) = told(text);
            let message = format!("“{label}”{what}。");
            let finding = Finding::new(Code::NotAMonth, Severity::Error, path, message);
            findings.push(finding.hint(hint).source(&field.source));
        }
    };
    match (&field.kind, standing.value) {
        (Kind::Month, Value::Text(text)) => judge(text, standing.path.clone()),
        (Kind::Period, Value::Period { from, to }) => {
            for (part, month) in [("from", from), ("to", to)] {
                if let Some(text) = month {
                    judge(text, standing.path.child(part));
                }
            }
        }
        _ => {}
    }
}

/// What stands there, and what is asked instead. Year and month that were typed each in its own box are joined by a
/// dash which nobody typed: they are told as the paper has them.
fn told(text: &str) -> (String, String) {
    if let Some(month) = as_written::month_of_day(text) {
        let what = format!("写的是“{}”，是某一天；这里只要年月", short(text));
        return (what, format!("请写成 {month}。"));
    }
    if let Some((from, to)) = as_written::period_of_days(text) {
        let to = to.map_or_else(|| "结束空着".to_owned(), |to| format!("结束写 {to}"));
        let what = format!("写的是“{}”，是起止两个时间", short(text));
        return (what, format!("请分开写：开始写 {from}，{to}。"));
    }
    let asked = "请写成 2018-05 这样。".to_owned();
    match in_boxes(text) {
        Some((year, "")) => (format!("只写了年份 {year}，没有写月份"), "请补上月份。".into()),
        Some(("", month)) => {
            (format!("只写了月份 {month}，没有写年份"), "请补上年份，写四位数。".into())
        }
        Some((year, month)) => (format!("写的是 {year} 年 {month} 月，不是年月"), asked),
        None => (format!("写的是“{}”，不是年月", short(text)), asked),
    }
}

/// Year and month of `2018-13`, `2018-` and `-05`, without the nought that the window sets before a month.
fn in_boxes(text: &str) -> Option<(&str, &str)> {
    let (year, month) = text.split_once('-')?;
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_either = !(year.is_empty() && month.is_empty());
    let bare = month.strip_prefix('0').filter(|rest| !rest.is_empty()).unwrap_or(month);
    (is_either && are_digits(year) && are_digits(month)).then_some((year, bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_quoted_was_written() {
        for (text, what, hint) in [
            ("2018年7月1日", "写的是“2018年7月1日”，是某一天；这里只要年月", "请写成 2018-07。"),
            (
                "2018.7.1—2020.6.30",
                "写的是“2018.7.1—2020.6.30”，是起止两个时间",
                "请分开写：开始写 2018-07，结束写 2020-06。",
            ),
            ("2018-", "只写了年份 2018，没有写月份", "请补上月份。"),
            ("-05", "只写了月份 5，没有写年份", "请补上年份，写四位数。"),
            ("2018-13", "写的是 2018 年 13 月，不是年月", "请写成 2018-05 这样。"),
            ("-", "写的是“-”，不是年月", "请写成 2018-05 这样。"),
            ("２０１８年底", "写的是“２０１８年底”，不是年月", "请写成 2018-05 这样。"),
        ] {
            assert_eq!(told(text), (what.to_owned(), hint.to_owned()), "{text}");
        }
    }
}
