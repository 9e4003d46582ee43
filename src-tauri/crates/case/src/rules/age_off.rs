//! C220: somebody is older or younger on a day than the notice takes. Full years are counted, as 周岁 are: one is a
//! year older on the birthday. Where only the month of birth is known, what may be right is let pass.

use catalog::{Check, CheckRule};
use foundation::{Code, Date, Finding};

use super::rule::{Look, Rule};
use super::{Input, principle, shown_moment};
use crate::codes::id_number::holder;
use crate::values::value::Value;
use crate::words::print::{calendar_day, year_and_month};

pub(super) const RULE: Rule =
    Rule { name: "age_off", codes: &[Code::AgeOff], looks: &[Look::Check(&[], age_off)] };

fn age_off(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::AgeOn { field, day, least, most } = &check.rule else { return };
    let text = input.case.value(field).and_then(Value::as_text);
    let Some((first, last)) = text.and_then(born_between) else { return };
    let (oldest, youngest) = (full_years(first, *day), full_years(last, *day));
    let (age, wanted) = match (least, most) {
        (Some(least), _) if oldest < i64::from(*least) => (oldest, format!("不小于 {least}")),
        (_, Some(most)) if youngest > i64::from(*most) => (youngest, format!("不大于 {most}")),
        _ => return,
    };
    let (label, principle) = (input.label(field), principle(check.weight));
    let on = shown_moment(&day.to_string());
    let age = if age < 0 { "还没有出生".to_owned() } else { format!("满 {age} 周岁") };
    let message = format!("按“{label}”，到 {on} {age}，{principle}要求{wanted} 周岁。");
    let hint = "请检查出生日期。";
    findings.push(input.weighed(Code::AgeOff, check, field, message, hint));
}

/// The first and the last day on which somebody may be born by what is known.
fn born_between(text: &str) -> Option<(Date, Date)> {
    let text = text.trim();
    if let Some(day) = calendar_day(text) {
        return Some((day, day));
    }
    if let Some((year, month)) = year_and_month(text) {
        let first = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
        return Some((first, first.last_of_month()));
    }
    holder(text).map(|holder| (holder.born, holder.born))
}

/// How many birthdays there were up to a day; below 0 before the birth.
fn full_years(born: Date, on: Date) -> i64 {
    let had = (on.month(), on.day()) >= (born.month(), born.day());
    i64::from(on.year()) - i64::from(born.year()) - i64::from(!had)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_older_on_the_birthday() {
        let age = |born: &str, on: &str| {
            full_years(born_between(born).unwrap().1, calendar_day(on).unwrap())
        };
        assert_eq!(age("1979-01-01", "2024-01-01"), 45);
        assert_eq!(age("1979-01-02", "2024-01-01"), 44);
        assert_eq!(age("2000-02-29", "2023-02-28"), 22);
        assert_eq!(age("2000-02-29", "2023-03-01"), 23);
        assert_eq!(age("2024-06-01", "2024-01-01"), -1);
        assert_eq!(born_between("1979-02").unwrap().1, Date::constant(1979, 2, 28));
    }
}
