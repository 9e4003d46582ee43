//! Days and hours in the words of a notice: 2025年6月10日, 二〇二五年九月三十日, 2025.9.30, 7月31日17:00前,
//! 9月30日下午5点半.

use catalog::Hour;
use foundation::Date;

use crate::guess::text::has;

/// A day, and the hour where one is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) date: Date,
    pub(crate) hour: Option<Hour>,
    /// Where it stands in the text: the first byte, and the one behind it.
    pub(crate) at: (usize, usize),
}

/// Between two days of one span of time: 6月10日起至20日.
pub(crate) fn spans(between: &str) -> bool {
    let words = between.trim();
    words.chars().count() <= 6 && has(words, &["至", "到", "—", "–", "-", "～", "~"])
}

/// The days of a text; one without a year is of the year before it in its sentence, or of `year`.
pub(crate) fn days(text: &str, year: Option<i16>) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let before = days.last();
        match day(text, at, before, year) {
            Some((date, end)) => {
                let (hour, length) = hour(&text[end..]);
                days.push(Day { date, hour, at: (at, end + length) });
                at = end + length;
            }
            // A number is read from its beginning, or not at all.
            None if first.is_ascii_digit() => {
                at += text[at..].bytes().take_while(u8::is_ascii_digit).count();
            }
            None => at += first.len_utf8(),
        }
    }
    days
}

/// The day that begins at a place, and where it ends.
fn day(text: &str, at: usize, before: Option<&Day>, year: Option<i16>) -> Option<(Date, usize)> {
    let here = &text[at..];
    if let Some((own, rest)) = full_year(here) {
        let sign = rest.chars().next()?;
        if let Some(rest) = rest.strip_prefix("年底").or_else(|| rest.strip_prefix("年末")) {
            return Some((date(own, 12, 31)?, text.len() - rest.len()));
        }
        let (month, rest) = match sign {
            '年' => strip(number(after(rest, sign))?, "月")?,
            '.' | '．' | '-' | '/' => {
                let (month, rest) = number(after(rest, sign))?;
                (month, rest.strip_prefix(sign)?)
            }
            _ => return None,
        };
        if let Some(found) = month_end(rest, own, month) {
            return Some((found.0, text.len() - found.1.len()));
        }
        let (day, rest) = number(rest)?;
        let rest = match sign {
            '年' => after_day(rest)?,
            _ => after_day(rest).unwrap_or(rest),
        };
        return Some((date(own, month, day)?, text.len() - rest.len()));
    }
    let (first, rest) = number(here)?;
    let own = before.map(|day| day.date);
    if let Some(rest) = after_blank(rest).strip_prefix('月') {
        // What stands in another part of the sentence may be of another year.
        let near = before.filter(|day| !text[day.at.1..at].contains(['，', '；', '。']));
        let year = near.map(|day| day.date.year()).or(year).or(own.map(Date::year))?;
        if let Some(found) = month_end(rest, year, first) {
            return Some((found.0, text.len() - found.1.len()));
        }
        let (day, rest) = number(rest)?;
        let rest = after_day(rest)?;
        return Some((date(year, first, day)?, text.len() - rest.len()));
    }
    let rest = after_day(rest)?;
    let near = before.filter(|day| spans(&text[day.at.1..at]))?.date;
    let month = u32::try_from(near.month()).ok()?;
    Some((date(near.year(), month, first)?, text.len() - rest.len()))
}

/// The last day of a month that is called so: 9月底.
fn month_end(text: &str, year: i16, month: u32) -> Option<(Date, &str)> {
    let rest = text.strip_prefix(['底', '末'])?;
    let last = (28..=31).rev().find_map(|day| date(year, month, day))?;
    Some((last, rest))
}

fn date(year: i16, month: u32, day: u32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn after(text: &str, sign: char) -> &str {
    &text[sign.len_utf8()..]
}

fn after_blank(text: &str) -> &str {
    text.trim_start_matches([' ', '\u{3000}'])
}

fn after_day(text: &str) -> Option<&str> {
    after_blank(text).strip_prefix(['日', '号'])
}

fn strip<'t>((number, rest): (u32, &'t str), sign: &str) -> Option<(u32, &'t str)> {
    Some((number, after_blank(rest).strip_prefix(sign)?))
}

/// A year of four signs: 2025, 二〇二五.
fn full_year(text: &str) -> Option<(i16, &str)> {
    let mut year = 0;
    let mut rest = text.chars();
    for _ in 0..4 {
        let sign = rest.next()?;
        year = year * 10 + i16::try_from(digit(sign)?).ok()?;
    }
    let rest = after_blank(rest.as_str());
    ((1900..2200).contains(&year)).then_some((year, rest))
}

fn digit(sign: char) -> Option<u32> {
    const CHINESE: &str = "〇一二三四五六七八九";
    let zero = matches!(sign, '零' | '○' | '◯' | 'O' | 'Ｏ');
    let chinese = CHINESE.chars().position(|known| known == sign);
    let chinese = chinese.and_then(|at| u32::try_from(at).ok());
    sign.to_digit(10).or(chinese).or(zero.then_some(0))
}

/// A number of a month, a day or an hour, in digits or in Chinese, and what follows it: 30, 三十, 二十四.
fn number(text: &str) -> Option<(u32, &str)> {
    let text = after_blank(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return (digits <= 2).then(|| Some((text[..digits].parse().ok()?, &text[digits..])))?;
    }
    let chinese = |c: char| c == '十' || digit(c).is_some_and(|_| !c.is_ascii_digit());
    let end = text.find(|c| !chinese(c)).unwrap_or(text.len());
    let (words, rest) = text.split_at(end);
    let one = |words: &str, none: u32| {
        let mut signs = words.chars();
        match (signs.next(), signs.next()) {
            (None, _) => Some(none),
            (Some(sign), None) => digit(sign),
            _ => None,
        }
    };
    let value = match words.split_once('十') {
        Some((tens, ones)) => one(tens, 1)? * 10 + one(ones, 0)?,
        None if words.is_empty() => return None,
        None => one(words, 0)?,
    };
    Some((value, rest))
}

/// What follows the day of the week in brackets, if one stands there.
pub(crate) fn after_weekday(text: &str) -> &str {
    let text = after_blank(text);
    let inside = text.strip_prefix(['（', '(']).and_then(|rest| rest.split_once(['）', ')']));
    match inside {
        Some((inside, behind)) if has(inside, &["星期", "周"]) => after_blank(behind),
        _ => text,
    }
}

/// The hour right behind a day: `24时`, `17:00`, `（星期二）下午5点30分`, and how long it is.
fn hour(text: &str) -> (Option<Hour>, usize) {
    let read = || {
        let rest = after_weekday(text);
        let rest = rest.trim_start_matches(['（', '(', '的', '，']);
        let part = PARTS.iter().find(|(word, _)| rest.starts_with(word));
        let (word, part) = part.copied().unwrap_or(("", Part::Day));
        let (hour, rest) = number(&rest[word.len()..])?;
        let (minute, rest) = minute(rest)?;
        Some((on_the_clock(part, hour, minute)?, text.len() - rest.len()))
    };
    read().map_or((None, 0), |(hour, length)| (Some(hour), length))
}

/// The minutes behind an hour, and what follows them.
fn minute(text: &str) -> Option<(u32, &str)> {
    if let Some(rest) = text.strip_prefix([':', '：']) {
        let (minute, rest) = number(rest)?;
        return Some((minute, rest.strip_prefix(['时', '分']).unwrap_or(rest)));
    }
    let rest = text.strip_prefix("点钟").or_else(|| text.strip_prefix(['时', '点']))?;
    if let Some(rest) = rest.strip_prefix('半') {
        return Some((30, rest));
    }
    let said = number(rest).and_then(|said| strip(said, "分"));
    Some(said.unwrap_or_else(|| (0, rest.strip_prefix('整').unwrap_or(rest))))
}

/// A part of the day, by which an hour is one of twelve.
#[derive(Clone, Copy)]
enum Part {
    /// All of it.
    Day,
    Morning,
    Noon,
    Afternoon,
    Night,
}

const PARTS: [(&str, Part); 11] = [
    ("上午", Part::Morning),
    ("早上", Part::Morning),
    ("凌晨", Part::Morning),
    ("中午", Part::Noon),
    ("正午", Part::Noon),
    ("下午", Part::Afternoon),
    ("傍晚", Part::Afternoon),
    ("晚上", Part::Night),
    ("晚", Part::Night),
    ("夜里", Part::Night),
    ("午夜", Part::Night),
];

fn on_the_clock(part: Part, hour: u32, minute: u32) -> Option<Hour> {
    let hour = match (part, hour) {
        (Part::Afternoon, 1..12) | (Part::Noon, 1..4) | (Part::Night, 5..=12) => hour + 12,
        _ => hour,
    };
    let fits = (hour < 24 && minute < 60) || (hour, minute) == (24, 0);
    let (hour, minute) = (u8::try_from(hour).ok()?, u8::try_from(minute).ok()?);
    fits.then_some(Hour { hour, minute })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        days(text, Some(2025)).iter().map(|day| catalog::day_and_hour(day.date, day.hour)).collect()
    }

    #[test]
    fn days_are_read() {
        assert_eq!(read("自2024年6月10日起至7月31日止"), ["2024-06-10", "2024-07-31"]);
        assert_eq!(read("6月10日—20日"), ["2025-06-10", "2025-06-20"]);
        assert_eq!(read("2月30日"), [""; 0]);
        assert_eq!(
            read("9月底前，2024年2月底，2025年底"),
            ["2025-09-30", "2024-02-29", "2025-12-31"]
        );
        for text in [
            "二〇二五年九月三十日",
            "二○二五年九月三十日",
            "2025.9.30",
            "2025-09-30",
            "2025/9/30",
            "2025 年 9 月 30 日",
            "9月30号",
        ] {
            assert_eq!(read(&format!("请于{text}前报送")), ["2025-09-30"], "{text}");
        }
        assert_eq!(read("十一月十二日"), ["2025-11-12"]);
        // A year that somebody was born in is not that of what is sent.
        assert_eq!(read("1980年1月1日以后出生，于9月28日寄出"), ["1980-01-01", "2025-09-28"]);
        // Numbers of other things are no days.
        assert_eq!(read("自6月10日起15日内，电话0512-12345678，第3.2.1条"), ["2025-06-10"]);
    }

    #[test]
    fn hours_are_read() {
        for (text, hour) in [
            ("17:00前", "17时"),
            ("17:00时前", "17时"),
            ("24时", "24时"),
            ("下午5点30分前", "17时30分"),
            ("下午五点半", "17时30分"),
            ("中午12点", "12时"),
            ("17时30分", "17时30分"),
            (" 17:30", "17时30分"),
            ("（星期二）上午9:05", "9时5分"),
            ("晚上12点", "24时"),
            ("晚8点", "20时"),
            ("下午17:00", "17时"),
        ] {
            let text = format!("请于9月30日{text}");
            assert_eq!(read(&text), [format!("2025-09-30 {hour}")], "{text}");
        }
        assert_eq!(read("9月30日25时"), ["2025-09-30"]);
        assert_eq!(read("9月30日前报送3份"), ["2025-09-30"]);
    }
}
