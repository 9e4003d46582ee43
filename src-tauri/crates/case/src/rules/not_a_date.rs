//! F107: what stands in a date field is not a day. It is kept as it was typed, so that nothing is lost, and
//! cannot be compared or printed as a date.

use catalog::Kind;
use foundation::{Code, Finding, Severity};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::words::print::calendar_day;

pub(super) const RULE: Rule = Rule {
    name: "not_a_date",
    codes: &[Code::NotADate],
    looks: &[Look::Value(|field| field.kind == Kind::Date, &[], not_a_date)],
};

fn not_a_date(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let field = standing.field;
    let text = standing.value.as_text().filter(|_| field.kind == Kind::Date);
    let Some(text) = text.filter(|text| calendar_day(text).is_none()) else { return };
    let what = in_boxes(text).unwrap_or_else(|| format!("写的是“{}”，不是日期", short(text)));
    let message = format!("“{}”{what}。", standing.label);
    let finding = Finding::new(Code::NotADate, Severity::Error, standing.path.clone(), message);
    findings.push(finding.hint("请写成 2020-06-10 这样。").source(&field.source));
}

/// Year, month and day that were typed each in its own box are joined by dashes which nobody typed: they are told as
/// the paper has them.
fn in_boxes(text: &str) -> Option<String> {
    let parts: Vec<&str> = text.split('-').collect();
    let are_digits = parts.iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if parts.len() != 3 || !are_digits || parts.concat().is_empty() {
        return None;
    }
    let bare = |part: &str| match part.trim_start_matches('0') {
        "" => part.to_owned(),
        bare => bare.to_owned(),
    };
    let named = parts.iter().zip(["年", "月", "日"]);
    let (written, lacking): (Vec<_>, Vec<_>) = named.partition(|(part, _)| !part.is_empty());
    let written: Vec<String> =
        written.iter().map(|(part, unit)| format!("{} {unit}", bare(part))).collect();
    let written = written.join(" ");
    if lacking.is_empty() {
        let is_year = parts[0].parse().is_ok_and(|year: u16| (1949..=2199).contains(&year));
        let why = if is_year { "日历上没有这一天" } else { "不是日期" };
        return Some(format!("写的是 {written}，{why}"));
    }
    let lacking: Vec<&str> = lacking.iter().map(|(_, unit)| *unit).collect();
    Some(format!("只写了 {written}，没有写{}", lacking.join("、")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_told_was_written() {
        for (text, what) in [
            ("2020-06-31", Some("写的是 2020 年 6 月 31 日，日历上没有这一天")),
            ("0202-06-01", Some("写的是 202 年 6 月 1 日，不是日期")),
            ("2020-06-", Some("只写了 2020 年 6 月，没有写日")),
            ("2020--", Some("只写了 2020 年，没有写月、日")),
            ("--", None),
            ("2020年6月", None),
        ] {
            assert_eq!(in_boxes(text).as_deref(), what, "{text}");
        }
    }
}
