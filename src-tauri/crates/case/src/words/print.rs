//! Values in the words in which they stand on paper and in file names.

use std::collections::BTreeMap;
use std::ops::Range;

use catalog::regions::{Reading, divisions, full_name_of};
use catalog::{DateStyle, Field, Kind, Part, Template, TextFormat, TextOption};

use crate::Case;
use crate::codes::id_number::id_number_of;
use crate::codes::org_code::org_code_of;
use crate::codes::uscc::uscc_of;
use crate::values::derived::has_place;
use crate::values::figures::{as_value, column_sum, follows_in_row, shown};
use crate::values::value::{Region, Value};

/// What stands for a value that is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blank {
    /// Nothing, for names.
    Nothing,
    /// The words that the form has for it, for a cell.
    Words,
    /// The same, or white space that a pen can write on, inside a text.
    Room,
}

/// A field of a case as printed: its value, what follows from another field, or what the form has where
/// nothing stands in it.
pub fn printed(case: &Case, field: &Field, blank: Blank) -> String {
    printed_in_row(case, field, blank, None)
}

/// The same where a row repeats for each case; `row` counts from 0.
pub fn printed_in_row(case: &Case, field: &Field, blank: Blank, row: Option<usize>) -> String {
    if blank != Blank::Nothing
        && !field.absent.is_empty()
        && let Some(condition) = &field.shown_when
        && case.value(&condition.field).is_some()
        && !has_place(case, field)
    {
        return field.absent.clone();
    }
    match case.shown_value(field).as_deref().filter(|value| !value.is_empty()) {
        None if blank == Blank::Words => blank_of(field, row),
        value => print(field, value, blank),
    }
}

/// A field in a name or in a line of words: nothing where it is empty. `contact.name` and
/// `contact.phone` are the parts of a contact.
pub fn printed_part(case: &Case, id: &str) -> String {
    if let Some((contact, part)) = id.split_once('.') {
        let Some(Value::Contact { name, phone }) = case.value(contact) else {
            return String::new();
        };
        return if part == "phone" { phone.clone() } else { name.clone() };
    }
    case.field(id).map(|field| printed(case, field, Blank::Nothing)).unwrap_or_default()
}

/// A text with its values put in; none where it is made of values and all of them are empty.
pub fn printed_template(case: &Case, template: &Template) -> Option<String> {
    let mut is_empty = template.values().next().is_some();
    let mut text = String::new();
    for part in template.parts() {
        match part {
            Part::Words(words) => text.push_str(words),
            Part::Value(id) => {
                let value = printed_part(case, id);
                is_empty &= value.trim().is_empty();
                text.push_str(&value);
            }
        }
    }
    (!is_empty).then_some(text)
}

/// A column of one row as printed; `row` counts from 0.
pub fn printed_column(column: &Field, value: Option<&Value>, row: usize) -> String {
    match value.filter(|value| !value.is_empty()) {
        Some(value) => words(column, value),
        None => blank_of(column, Some(row)),
    }
}

/// A column of one row as printed, with the numbers that follow from others of the row; `row` counts from 0.
pub fn printed_in_list(
    columns: &[Field],
    column: &Field,
    values: Option<&BTreeMap<String, Value>>,
    row: usize,
) -> String {
    let given = values.and_then(|values| values.get(&column.id));
    let follows = || {
        let figure = follows_in_row(columns, column.computed.as_ref()?, values?)?;
        Some(as_value(column, figure))
    };
    match given.filter(|value| !value.is_empty()) {
        Some(value) => words(column, value),
        None => printed_column(column, follows().as_ref(), row),
    }
}

/// All rows of a column added up, as printed; nothing where there is no number.
pub fn printed_sum(case: &Case, rows: &str, column: &str) -> String {
    column_sum(case, rows, column).map(shown).unwrap_or_default()
}

/// What the form has where nothing stands in a field, with the number of the row.
fn blank_of(field: &Field, row: Option<usize>) -> String {
    let number = row.map_or_else(String::new, |row| (row + 1).to_string());
    field.blank.replace("{row}", &number)
}

/// A value as printed. A text that is not what the field asks for is printed as it was typed.
pub fn print(field: &Field, value: Option<&Value>, blank: Blank) -> String {
    match value {
        Some(value) if !value.is_empty() => words(field, value),
        _ => match blank {
            Blank::Nothing => String::new(),
            Blank::Room if field.blank.is_empty() => "    ".into(),
            Blank::Words | Blank::Room => blank_of(field, None),
        },
    }
}

fn words(field: &Field, value: &Value) -> String {
    match (value, &field.kind) {
        (Value::Text(text), Kind::Month | Kind::Date) if field.date_style == DateStyle::Dots => {
            dotted(text).unwrap_or_else(|| text.clone())
        }
        (Value::Period { from, to }, _) if field.date_style == DateStyle::Dots => {
            dotted_period(from.as_deref(), to.as_deref())
        }
        (Value::Text(text), kind) => text_words(kind, text),
        (Value::Integer(number), _) => number.to_string(),
        (Value::YesNo(yes), _) => if *yes { "是" } else { "否" }.into(),
        (Value::Period { from, to }, _) => period(from.as_deref(), to.as_deref()),
        (Value::Choices(ids), kind) => {
            let labels: Vec<&str> = ids.iter().map(|id| option_label(kind.options(), id)).collect();
            labels.join("、")
        }
        (Value::Contact { name, phone }, _) => {
            format!("{} {}", name.trim(), phone.trim()).trim().to_owned()
        }
        (Value::Region(region), _) if field.level().is_some() => full_name(region),
        (Value::Region(region), _) => region.text.trim().to_owned(),
        (Value::Regions(regions), _) => list(regions),
        (Value::Links(links), _) => {
            let links = links.iter().map(|link| link.trim()).filter(|link| !link.is_empty());
            links.collect::<Vec<_>>().join("\n")
        }
        (Value::Rows(_), _) => String::new(),
    }
}

/// What is kept as a text, as each kind of field prints it.
fn text_words(kind: &Kind, text: &str) -> String {
    let one_line = || text.trim().replace("\r\n", " ").replace(['\r', '\n'], " ");
    match kind {
        Kind::Month => month(text).unwrap_or_else(|| text.to_owned()),
        Kind::Date => day(text).unwrap_or_else(|| text.to_owned()),
        Kind::Choice { options, .. } => option_label(options, text).to_owned(),
        Kind::Text { format: TextFormat::CreditCode, .. } => {
            uscc_of(text).unwrap_or_else(|| text.trim().to_owned())
        }
        Kind::Text { format: TextFormat::OrgCode, .. } => {
            org_code_of(text).unwrap_or_else(|| text.trim().to_owned())
        }
        Kind::Text { format: TextFormat::IdNumber, .. } => {
            id_number_of(text).unwrap_or_else(|| text.trim().to_owned())
        }
        Kind::LongText { .. } | Kind::Opinion { .. } => text.trim_end().to_owned(),
        // A number or a choice that is still half typed is kept as a text too.
        Kind::Text { .. }
        | Kind::Integer { .. }
        | Kind::Decimal { .. }
        | Kind::NumberOrRegions
        | Kind::Period
        | Kind::Choices { .. }
        | Kind::YesNo { .. }
        | Kind::Contact
        | Kind::Region { .. }
        | Kind::Regions { .. }
        | Kind::Links
        | Kind::Photo(_)
        | Kind::Rows { .. } => one_line(),
    }
}

fn option_label<'o>(options: &'o [TextOption], id: &'o str) -> &'o str {
    options.iter().find(|option| option.id == id).map_or(id, |option| &option.label)
}

/// The full name of the place that a region names, so that 安徽 stands as 安徽省; its words where they name
/// none.
fn full_name(region: &Region) -> String {
    let text = region.text.trim();
    let chosen = region.code.as_deref().and_then(full_name_of);
    if chosen.is_some_and(|name| name == text) {
        return text.to_owned();
    }
    match divisions().read(text) {
        Reading::Exact { division, rest } if rest.is_empty() => divisions().full_name(division),
        _ => text.to_owned(),
    }
}

fn list(regions: &[Region]) -> String {
    let texts = regions.iter().map(|region| region.text.trim()).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("、")
}

fn period(from: Option<&str>, to: Option<&str>) -> String {
    let words = |text: &str| month(text).unwrap_or_else(|| text.to_owned());
    match (from, to) {
        (Some(from), Some(to)) => format!("{}至{}", words(from), words(to)),
        (Some(from), None) => format!("{}至今", words(from)),
        (None, Some(to)) => format!("至{}", words(to)),
        (None, None) => String::new(),
    }
}

/// `1985.06` and `1985.06.10`, as forms of persons have it: months and days with two figures.
fn dotted(text: &str) -> Option<String> {
    let month = year_and_month(text).map(|(year, month)| format!("{year}.{month:02}"));
    month.or_else(|| {
        let day = calendar_day(text)?;
        Some(format!("{}.{:02}.{:02}", day.year(), day.month(), day.day()))
    })
}

fn dotted_period(from: Option<&str>, to: Option<&str>) -> String {
    let words = |text: &str| dotted(text).unwrap_or_else(|| text.to_owned());
    match (from, to) {
        (Some(from), Some(to)) => format!("{}—{}", words(from), words(to)),
        (Some(from), None) => format!("{}至今", words(from)),
        (None, Some(to)) => format!("至{}", words(to)),
        (None, None) => String::new(),
    }
}

/// Year and month of `2018-05`.
pub(crate) fn year_and_month(text: &str) -> Option<(u16, u8)> {
    let (year, month) = text.trim().split_once('-')?;
    let digits = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(year, 4) || !digits(month, 2) {
        return None;
    }
    let (year, month) = (year.parse().ok()?, month.parse().ok()?);
    // Judgement: no project of a call began before the People's Republic.
    ((1949..=2199).contains(&year) && (1..=12).contains(&month)).then_some((year, month))
}

/// `2018年5月`, without leading zeros. Source: GB/T 15835-2011.
pub(crate) fn month(text: &str) -> Option<String> {
    year_and_month(text).map(|(year, month)| format!("{year}年{month}月"))
}

/// The day of `2020-06-10`.
pub(crate) fn calendar_day(text: &str) -> Option<foundation::Date> {
    foundation::iso_day(text.trim()).filter(|date| (1949..=2199).contains(&date.year()))
}

pub(crate) fn day(text: &str) -> Option<String> {
    calendar_day(text).map(|date| format!("{}年{}月{}日", date.year(), date.month(), date.day()))
}

/// A label such as `开始时间（    年   月份）` with the value put into its blanks; the label itself where
/// there is no value or no blank.
pub fn filled_label(field: &Field, value: Option<&Value>) -> String {
    let Some(Value::Text(text)) = value else { return field.label.clone() };
    let numbers: Vec<String> = match (&field.kind, year_and_month(text), calendar_day(text)) {
        (Kind::Month, Some((year, month)), _) => vec![year.to_string(), month.to_string()],
        (Kind::Date, _, Some(date)) => {
            vec![date.year().to_string(), date.month().to_string(), date.day().to_string()]
        }
        _ => return format!("{}{text}", field.label),
    };
    let Some(blanks) = blanks_before(&field.label, &["年", "月", "日"][..numbers.len()]) else {
        return field.label.clone();
    };
    let mut label = field.label.clone();
    for (blank, number) in blanks.into_iter().zip(numbers).rev() {
        label.replace_range(blank, &number);
    }
    label
}

/// The blanks before each unit where one follows the other, as in `填 报 日 期：    年    月    日`; the first such place.
fn blanks_before(label: &str, units: &[&str]) -> Option<Vec<Range<usize>>> {
    let (first, others) = units.split_first()?;
    label.match_indices(first).find_map(|(at, _)| {
        let blank = label[..at].trim_end().len()..at;
        let mut blanks = vec![blank];
        let mut behind = at + first.len();
        for unit in others {
            let rest = &label[behind..];
            let end = behind + rest.len() - rest.trim_start().len();
            if !label[end..].starts_with(unit) {
                return None;
            }
            blanks.push(behind..end);
            behind = end + unit.len();
        }
        blanks.iter().all(|blank| !blank.is_empty()).then_some(blanks)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_real_months() {
        assert_eq!(year_and_month("2018-05"), Some((2018, 5)));
        for text in ["2018-13", "2018-5", "2018/05", "18-05", "0000-01", "", "2018-05-01"] {
            assert_eq!(year_and_month(text), None, "{text}");
        }
    }

    #[test]
    fn the_blanks_of_a_date_follow_one_another() {
        let filled = |label: &str, units: &[&str]| {
            blanks_before(label, units).map(|blanks| {
                blanks
                    .iter()
                    .map(|blank| &label[blank.start..])
                    .map(str::trim_start)
                    .collect::<String>()
            })
        };
        assert_eq!(
            filled("填 报 日 期：   年  月  日", &["年", "月", "日"]).as_deref(),
            Some("年  月  日月  日日")
        );
        assert_eq!(
            filled("开始时间（    年   月份）", &["年", "月"]).as_deref(),
            Some("年   月份）月份）")
        );
        assert_eq!(filled("年 度：  年 月", &["年", "月"]).as_deref(), Some("年 月月"));
        assert_eq!(filled("填报日期", &["年", "月"]), None);
        assert_eq!(filled("（  年  天）", &["年", "月"]), None);
    }

    #[test]
    fn dates_may_be_written_with_dots() {
        assert_eq!(dotted("1985-06").as_deref(), Some("1985.06"));
        assert_eq!(dotted("1985-06-01").as_deref(), Some("1985.06.01"));
        assert_eq!(dotted("1985"), None);
        assert_eq!(dotted_period(Some("2021-03"), Some("2022-11")), "2021.03—2022.11");
        assert_eq!(dotted_period(Some("2021-03"), None), "2021.03至今");
    }

    #[test]
    fn periods_may_be_open() {
        assert_eq!(period(Some("2021-03"), None), "2021年3月至今");
        assert_eq!(period(Some("2021-03"), Some("2022-11")), "2021年3月至2022年11月");
    }
}
