//! Figures and dates as offices write them, put into the one form in which they are kept: `１，２８６。５万元` is
//! 1286.5 where the unit is 万元, `2018 年 5 月` and `二〇一八年五月` are 2018-05. Only what means the same is put
//! right. A mark, another unit, a digit of another script or 约 may say something else: such a text stays as it
//! was typed, and a rule tells it. The window reads dates by the same vectors, `tests/vectors/as_written.json`.

use catalog::Field;
use foundation::character::{half_width, is_dash, is_unseen};

use crate::words::print::{calendar_day, year_and_month};

/// Half-width, without blanks and what nobody sees. Nothing else is folded: ² is no 2, and ① is none either.
fn compact(text: &str) -> String {
    let seen = text.chars().filter(|c| !c.is_whitespace() && !is_unseen(*c));
    seen.map(half_width).collect()
}

/// Words that say the same unit, the unit itself first.
const UNITS: &[&[&str]] = &[
    &["万元", "万元人民币", "万元整", "万"],
    &["亿元", "亿元人民币", "亿"],
    &["元", "元人民币", "元整"],
    &["千元"],
    &["人", "名", "位"],
    &["人次"],
    &["万人"],
    &["户"],
    &["万户"],
    &["个"],
    &["家"],
    &["次"],
    &["亩"],
    &["万亩"],
];

/// The unit in which a field counts; empty where the form does not say.
pub(crate) fn unit_of(field: &Field) -> &str {
    if !field.unit().is_empty() {
        return field.unit();
    }
    let bracketed = field.label.rsplit_once('（').and_then(|(_, rest)| rest.split_once('）'));
    let of_label = bracketed.map(|(unit, _)| unit).filter(|unit| known(unit).is_some());
    of_label.unwrap_or(if field.label.contains("人数") { "人" } else { "" })
}

fn known(word: &str) -> Option<&'static str> {
    UNITS.iter().find(|words| words.contains(&word)).map(|words| words[0])
}

/// What stands behind the digits of a text.
fn behind(text: &str) -> (&str, &str) {
    let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',' | '。')));
    text.split_at(end.unwrap_or(text.len()))
}

/// The same of a number: blanks part its thousands as commas do, and 38 40 are two numbers.
fn compact_figure(text: &str) -> String {
    compact(&joined(text, ','))
}

/// A text with a mark where blanks part two digits.
fn joined(text: &str, mark: char) -> String {
    let seen: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let is_digit = |c: char| half_width(c).is_ascii_digit();
    let mut out = String::with_capacity(seen.len());
    for word in seen.split_whitespace() {
        if out.ends_with(is_digit) && word.starts_with(is_digit) {
            out.push(mark);
        }
        out.push_str(word);
    }
    out
}

/// Parts two cells or two lines, and so two numbers: no blank between thousands.
fn parts_cells(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2028}' | '\u{2029}')
}

/// A number as it is kept, `1286.5`, if the text says nothing but that number of the unit.
pub(crate) fn figure(text: &str, unit: &str) -> Option<String> {
    if text.trim().contains(parts_cells) {
        return None;
    }
    let text = compact_figure(text);
    let (number, word) = behind(&text);
    let fits = word.is_empty() || word == unit || (!unit.is_empty() && known(word) == Some(unit));
    let (whole, decimals) = match number.split_once(['.', '。']) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (number, None),
    };
    let whole = without_groups(whole)?;
    let whole = match whole.trim_start_matches('0') {
        "" if !whole.is_empty() => "0".to_owned(),
        rest => rest.to_owned(),
    };
    let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !fits || !are_digits(&whole) || !decimals.is_none_or(are_digits) {
        return None;
    }
    Some(decimals.map_or(whole.clone(), |decimals| format!("{whole}.{decimals}")))
}

/// A whole number; 64.0 is one.
pub(crate) fn whole_figure(text: &str, unit: &str) -> Option<i64> {
    let figure = figure(text, unit)?;
    let (whole, decimals) = figure.split_once('.').unwrap_or((&figure, ""));
    decimals.bytes().all(|byte| byte == b'0').then(|| whole.parse().ok())?
}

/// `1,286,500` without its commas; none where they part other groups than of three.
fn without_groups(whole: &str) -> Option<String> {
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let is_grouped = (1..=3).contains(&first.len()) && rest.iter().all(|group| group.len() == 3);
    (rest.is_empty() || is_grouped).then(|| format!("{first}{}", rest.concat()))
}

/// The unit behind a number that is not the field's: whoever wrote 元 where 万元 is asked may mean either.
pub(crate) fn other_unit(text: &str, unit: &str) -> Option<&'static str> {
    let text = compact(text);
    let (number, word) = behind(&text);
    let found = known(word).filter(|_| !number.is_empty())?;
    (found != unit).then_some(found)
}

/// A sign that is taken for a figure and is none: a note's mark, a power, a fraction, a Roman numeral, a digit of
/// another script.
pub(crate) fn false_digit(text: &str) -> Option<char> {
    let is_one = |c: &char| c.is_numeric() && !half_width(*c).is_ascii_digit();
    text.chars().find(is_one)
}

/// `2018-05` of a month in any way of writing it.
pub(crate) fn month(text: &str) -> Option<String> {
    let [year, month] = parts(text)?;
    let month = format!("{year:04}-{month:02}");
    year_and_month(&month).map(|_| month)
}

/// `2020-06-10` of a day.
pub(crate) fn day(text: &str) -> Option<String> {
    let [year, month, day] = parts(text)?;
    let day = format!("{year:04}-{month:02}-{day:02}");
    calendar_day(&day).map(|_| day)
}

/// In bytes. Judgement: two days in Chinese numerals, with blanks, have a hundred; what is longer is no date, and is not
/// gone through once for each of its dashes.
const LONGEST_DATE: usize = 400;

/// `2018-07` of a day, `2018年7月1日`, where a month is asked: what is meant, which only the one who wrote it may say.
pub(crate) fn month_of_day(text: &str) -> Option<String> {
    day(text).map(|day| day[..7].to_owned())
}

/// Two months of one text, `2018年5月至2020年6月`; no second one for 至今.
pub(crate) fn period(text: &str) -> Option<(String, Option<String>)> {
    both(text, month)
}

/// The same of two days.
pub(crate) fn period_of_days(text: &str) -> Option<(String, Option<String>)> {
    both(text, |text| month(text).or_else(|| month_of_day(text)))
}

fn both(text: &str, month: impl Fn(&str) -> Option<String>) -> Option<(String, Option<String>)> {
    if text.len() > LONGEST_DATE {
        return None;
    }
    let text = compact(text);
    let mut marks =
        text.match_indices(|c: char| matches!(c, '至' | '到' | '~' | '～') || is_dash(c));
    marks.find_map(|(at, mark)| {
        let (from, to) = (month(&text[..at])?, text[at + mark.len()..].trim_start_matches(is_dash));
        match to {
            "今" => Some((from, None)),
            to => Some((from, Some(month(to)?))),
        }
    })
}

/// Year, month and perhaps day: digits with 年, 月, 日, points, strokes or dashes between them, or with nothing.
fn parts<const COUNT: usize>(text: &str) -> Option<[u16; COUNT]> {
    if text.len() > LONGEST_DATE {
        return None;
    }
    // Blanks part what nothing else does: `2018 7` is no 20187.
    let plain = arabic(&compact(&joined(text, '-')));
    let mut found = [0; COUNT];
    let is_run = plain.bytes().all(|byte| byte.is_ascii_digit());
    if is_run {
        let (year, rest) = plain.split_at_checked(4)?;
        found[0] = year.parse().ok()?;
        for (at, part) in found[1..].iter_mut().enumerate() {
            *part = rest.get(at * 2..at * 2 + 2)?.parse().ok()?;
        }
        return (rest.len() == (COUNT - 1) * 2).then_some(found);
    }
    let mut rest = plain.as_str();
    for (at, part) in found.iter_mut().enumerate() {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (number, after) = rest.split_at(digits);
        let is_long_enough = if at == 0 { digits == 4 } else { (1..=2).contains(&digits) };
        *part = number.parse().ok().filter(|_| is_long_enough)?;
        rest = match (at, at + 1 == COUNT) {
            (0, _) => after.strip_prefix('年'),
            (1, true) => after.strip_prefix("月份").or_else(|| after.strip_prefix('月')),
            (1, false) => after.strip_prefix('月'),
            _ => after.strip_prefix(['日', '号']),
        }
        .or_else(|| if at + 1 == COUNT { Some(after) } else { after.strip_prefix(is_between) })?;
    }
    rest.is_empty().then_some(found)
}

fn is_between(character: char) -> bool {
    matches!(character, '.' | '/' | '。') || is_dash(character)
}

/// Chinese numerals before 年, 月, 日 and 号 as digits. Source: GB/T 15835-2011, 4.2: 二〇一八年五月.
fn arabic(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut run = String::new();
    for character in text.chars() {
        if digit(character).is_some() || character == '十' {
            run.push(character);
            continue;
        }
        let is_unit = matches!(character, '年' | '月' | '日' | '号');
        let number = (is_unit && !run.is_empty()).then(|| numeral(&run)).flatten();
        out.push_str(number.as_deref().unwrap_or(&run));
        run.clear();
        out.push(character);
    }
    out + &run
}

fn digit(character: char) -> Option<usize> {
    match character {
        '○' | '零' => Some(0),
        other => "〇一二三四五六七八九".chars().position(|digit| digit == other),
    }
}

/// `二〇一八` and `三十一`.
fn numeral(run: &str) -> Option<String> {
    let Some((tens, ones)) = run.split_once('十') else {
        return run.chars().map(|one| digit(one).map(|digit| digit.to_string())).collect();
    };
    let one = |text: &str, empty: usize| {
        let mut all = text.chars();
        match (all.next(), all.next()) {
            (None, _) => Some(empty),
            (Some(only), None) => digit(only).filter(|digit| *digit > 0),
            _ => None,
        }
    };
    Some((one(tens, 1)? * 10 + one(ones, 0)?).to_string())
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;
    use unicode_normalization::UnicodeNormalization as _;

    use super::*;

    fn vectors(key: &str) -> Vec<Json> {
        let all: Json =
            serde_json::from_str(include_str!("../../../../../tests/vectors/as_written.json"))
                .unwrap();
        let rows = all[key].as_array().unwrap().clone();
        assert!(rows.len() > 10, "{key}");
        rows
    }

    #[test]
    fn figures_are_what_they_say_or_none() {
        for row in vectors("figures") {
            let (text, unit) = (row["in"].as_str().unwrap(), row["unit"].as_str().unwrap());
            assert_eq!(figure(text, unit).as_deref(), row["is"].as_str(), "{text} {unit}");
        }
    }

    #[test]
    fn dates_are_read_by_the_vectors() {
        for row in vectors("dates") {
            let text = row["in"].as_str().unwrap();
            assert_eq!(month(text).as_deref(), row["month"].as_str(), "{text}");
            assert_eq!(day(text).as_deref(), row["day"].as_str(), "{text}");
        }
    }

    #[test]
    fn a_day_is_no_month_and_its_month_is_known() {
        for row in vectors("days_for_months") {
            let text = row["in"].as_str().unwrap();
            assert_eq!((month(text), period(text)), (None, None), "{text}");
            let (from, to) = match period_of_days(text) {
                Some((from, to)) => (Some(from), Some(to.unwrap_or_else(|| "至今".to_owned()))),
                None => (month_of_day(text), None),
            };
            assert_eq!(from.as_deref(), row["month"].as_str(), "{text}");
            assert_eq!(to.as_deref(), row["to"].as_str(), "{text}");
        }
    }

    #[test]
    fn periods_are_two_months_or_go_on() {
        let both = |from: &str, to: &str| Some((from.to_owned(), Some(to.to_owned())));
        for text in [
            "2018年5月至2020年6月",
            "2018.05-2020.06",
            "2018年5月—2020年6月",
            "2018-05——2020-06",
            "2018/5～2020/6",
        ] {
            assert_eq!(period(text), both("2018-05", "2020-06"), "{text}");
        }
        assert_eq!(period("2018 年 5 月至今"), Some(("2018-05".to_owned(), None)));
        for text in ["2018-05", "2018年5月", "2018年5月至", "至今", "2018至2020", "2018-05-06"]
        {
            assert_eq!(period(text), None, "{text}");
        }
    }

    /// Whatever has a value or folds to digits, and whatever is dropped: none makes another number of a number.
    #[test]
    fn no_character_makes_another_number() {
        let is_taken_for_one = |character: &char| {
            character.nfkc().any(|c| c.is_ascii_digit())
                || character.is_numeric()
                || character.is_whitespace()
                || is_unseen(*character)
                || character.is_ascii()
        };
        for character in ('\0'..=char::MAX).filter(is_taken_for_one) {
            let folded = half_width(character);
            if folded.is_ascii_digit() {
                continue;
            }
            for text in [format!("1932{character}"), format!("{character}1932")] {
                let found = figure(&text, "人");
                assert!(found.is_none() || found.as_deref() == Some("1932"), "{text}: {found:?}");
            }
            let inside = figure(&format!("19{character}32"), "人");
            let is_point = matches!(folded, '.' | '。');
            let wanted = if is_point { "19.32" } else { "1932" };
            assert!(inside.is_none() || inside.as_deref() == Some(wanted), "{character:?}");
            assert!(!character.is_whitespace() || inside.is_none(), "{character:?}");
            let grouped = figure(&format!("328{character}146"), "人");
            assert!(!parts_cells(character) || grouped.is_none(), "{character:?}");
        }
    }
}
