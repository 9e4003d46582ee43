//! Blanks for dates: `年   月   日`, `    年   月至    年   月`.

use catalog::Kind;

use crate::document::{CONTROL, is_word};
use crate::guess::text::squeezed;

/// What is filled into a text that is nothing but blanks for a date.
pub(crate) fn date(text: &str) -> Option<Kind> {
    let words: String = squeezed(text)
        .chars()
        .filter(|c| !"（）()：:-—–~～.，,/".contains(*c) && !c.is_ascii_digit())
        .collect();
    match words.as_str() {
        "年月日" => Some(Kind::Date),
        "年月" | "年月份" => Some(Kind::Month),
        "年月至年月"
        | "年月到年月"
        | "年月日至年月日"
        | "年月日到年月日"
        | "自年月至年月"
        | "年月起至年月止"
        | "自年月日至年月日"
        | "年月年月"
        | "年月日年月日"
        | "年月至年月止" => Some(Kind::Period),
        _ => None,
    }
}

/// Where blanks for a date begin in a text, such as `日期：    年  月  日`.
pub(crate) fn begins(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = text[from..].find('年') {
        let at = from + found;
        let before = &text[..at];
        let blank = before.trim_end_matches([' ', '\u{3000}', '_', '\t', '\u{FF3F}', CONTROL]);
        let rest: String = text[at..].chars().filter(|c| is_word(*c)).take(4).collect();
        if blank.len() < before.len() && (rest.starts_with("年月") || rest.starts_with("年_月"))
        {
            return Some(blank.len());
        }
        // At the beginning of its line, the blank may have been left out.
        if before.trim().is_empty() && rest.starts_with("年月") {
            return Some(0);
        }
        from = at + '年'.len_utf8();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_for_dates_are_told_by_what_stands() {
        assert_eq!(date("    年   月   日"), Some(Kind::Date));
        assert_eq!(date("年\u{3000}\u{3000}月\u{3000}\u{3000}日"), Some(Kind::Date));
        assert_eq!(date("____年__月"), Some(Kind::Month));
        assert_eq!(date("    年   月至    年   月"), Some(Kind::Period));
        assert_eq!(date("2019年度"), None);
        assert_eq!(begins("填报日期：     年    月    日"), Some("填报日期：".len()));
        assert_eq!(begins("（2026年度）"), None);
    }
}
