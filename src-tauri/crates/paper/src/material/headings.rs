//! Numbers of headings: 一、 （一） 1. as official papers have them, where the writer gave none.

/// Counts headings and numbers them.
#[derive(Debug, Default)]
pub(super) struct Headings {
    /// How many of each level came since the last of a higher one.
    counts: [usize; 3],
}

impl Headings {
    /// The number of the next heading of this level; empty where its text brings one.
    pub(super) fn number(&mut self, level: u8, text: &str) -> String {
        let index = usize::from(level.clamp(1, 3)) - 1;
        self.counts[index] += 1;
        self.counts[index + 1..].fill(0);
        if has_number(text) {
            return String::new();
        }
        let count = self.counts[index];
        match index {
            0 => format!("{}、", chinese(count)),
            1 => format!("（{}）", chinese(count)),
            _ => format!("{count}."),
        }
    }
}

/// Whether words begin with a number of any level: 一、 （一） 1. 1） （1） ① 第一章.
pub(super) fn has_number(text: &str) -> bool {
    let text = text.trim_start();
    let is_chinese = |c: char| "〇零一二三四五六七八九十百".contains(c);
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let inside = rest.trim_start_matches(|c| is_chinese(c) || is_digit(c));
        return inside.len() < rest.len() && inside.starts_with(['）', ')']);
    }
    if let Some(rest) = text.strip_prefix('第') {
        let after = rest.trim_start_matches(|c| is_chinese(c) || is_digit(c));
        return after.len() < rest.len() && after.starts_with(['章', '节', '部', '条', '篇']);
    }
    let by_chinese = text.trim_start_matches(is_chinese);
    if by_chinese.len() < text.len() {
        return by_chinese.starts_with(['、', '．', '.', '，']);
    }
    let by_digits = text.trim_start_matches(is_digit);
    let is_circled = |c: char| ('①'..='⑳').contains(&c);
    if text.starts_with(is_circled)
        || by_digits.len() < text.len() && by_digits.starts_with(['）', ')'])
    {
        return true;
    }
    // 2.5万人 is no heading number, 2.建站点 and 2.1 建站点 are.
    let Some(rest) = by_digits.strip_prefix(['.', '．', '、']) else { return false };
    let deeper = rest.trim_start_matches(|c: char| is_digit(c) || c == '.');
    by_digits.len() < text.len() && (deeper.len() == rest.len() || deeper.starts_with([' ', '　']))
}

/// A number in Chinese, from 1 to 99; digits beyond.
fn chinese(number: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (number / 10, number % 10);
    match tens {
        0 => DIGITS[ones].to_owned(),
        1 => format!("十{}", DIGITS[ones]),
        2..=9 => format!("{}十{}", DIGITS[tens], DIGITS[ones]),
        _ => number.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_numbered_by_level() {
        let mut headings = Headings::default();
        let numbers: Vec<String> =
            [(1, "背景"), (2, "现状"), (2, "难题"), (3, "路远"), (1, "做法"), (2, "建站")]
                .map(|(level, text)| headings.number(level, text))
                .into();
        assert_eq!(numbers, ["一、", "（一）", "（二）", "1.", "二、", "（一）"]);
    }

    #[test]
    fn numbers_of_the_writer_stay() {
        for text in [
            "一、背景",
            "（二）做法",
            "(3)成效",
            "4.成效",
            "十二、附则",
            "第三章 成效",
            "2.1 建站",
            "1）建站",
            "①建站",
        ] {
            assert!(has_number(text), "{text}");
        }
        for text in
            ["一店带多户", "2019年", "（试点）", "三农服务", "第一书记的故事", "2.5万人受益"]
        {
            assert!(!has_number(text), "{text}");
        }
    }

    #[test]
    fn chinese_numbers_go_up_to_99() {
        let words = [1, 10, 11, 20, 35, 99].map(chinese);
        assert_eq!(words, ["一", "十", "十一", "二十", "三十五", "九十九"]);
    }
}
