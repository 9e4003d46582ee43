//! Days and hours in the words of a notice: 2025年6月10日, 7月31日17:00前, 9月30日24时.

use foundation::Date;

/// A day, and the hour where one is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Day {
    pub(crate) date: Date,
    /// `17时`, `24时`, `17:30`; empty where the day alone is said.
    pub(crate) hour: String,
    /// Where it stands in the text: the first byte, and the one behind it.
    pub(crate) at: (usize, usize),
}

/// The days of a text; one without a year is of the year before it, or of `year`.
pub(crate) fn days(text: &str, mut year: Option<i16>) -> Vec<Day> {
    let mut days = Vec::new();
    let mut month = None;
    for (at, _) in text.match_indices('日') {
        let (day, start) = number_before(text, at);
        let Some(day) = day else { continue };
        let mut start = start;
        if let Some(before) = text[..start].trim_end().strip_suffix('月') {
            let (found, from) = number_before(text, before.len());
            month = found;
            start = from;
            if let Some(before) = text[..start].trim_end().strip_suffix('年') {
                let (found, from) = number_before(text, before.len());
                year = found.and_then(|year| i16::try_from(year).ok()).filter(|year| *year >= 1000);
                start = from;
            }
        }
        let date = year.zip(month).and_then(|(year, month)| {
            Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
        });
        let Some(date) = date else { continue };
        let end = at + '日'.len_utf8();
        let (hour, length) = hour(&text[end..]);
        days.push(Day { date, hour, at: (start, end + length) });
    }
    days
}

/// The number that ends before a place, and where it begins.
fn number_before(text: &str, end: usize) -> (Option<u32>, usize) {
    let before = text[..end].trim_end();
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    let start = before.len() - digits;
    (before[start..].parse().ok(), start)
}

/// The hour right behind a day: `24时`, `17:00`, `下午5点`, and how long it is.
fn hour(text: &str) -> (String, usize) {
    let lead = text.trim_start_matches([' ', '（', '(', '\u{3000}']);
    let lead = lead.trim_start_matches("上午").trim_start_matches("下午").trim_start_matches("晚");
    let skipped = text.len() - lead.len();
    let digits = lead.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 2 {
        return (String::new(), 0);
    }
    let rest = &lead[digits..];
    let unit = if let Some(minutes) = rest.strip_prefix([':', '：']) {
        let sign = rest.len() - minutes.len();
        sign + minutes.bytes().take_while(u8::is_ascii_digit).count()
    } else if rest.starts_with(['时', '点']) {
        '时'.len_utf8()
    } else {
        return (String::new(), 0);
    };
    let end = skipped + digits + unit;
    (text[..end].trim().trim_start_matches(['（', '(']).to_owned(), end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        days(text, Some(2025))
            .iter()
            .map(|day| format!("{} {}", day.date, day.hour).trim().to_owned())
            .collect()
    }

    #[test]
    fn days_and_hours_are_read() {
        assert_eq!(read("自2024年6月10日起至7月31日止"), ["2024-06-10", "2024-07-31"]);
        assert_eq!(read("请于9月30日17:00前报送"), ["2025-09-30 17:00"]);
        assert_eq!(read("截止时间为2025年 8 月 1 日24时"), ["2025-08-01 24时"]);
        assert_eq!(read("6月10日—20日"), ["2025-06-10", "2025-06-20"]);
        assert_eq!(read("2月30日"), [""; 0]);
    }
}
