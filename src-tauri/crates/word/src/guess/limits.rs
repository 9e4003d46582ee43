//! Lengths that a form asks for in its own words: 不超过800字, 200字以内, 300—500字, 800字左右.

use catalog::{LengthUnit, Limits};

use crate::guess::text::{has, squeezed};

/// The lengths said in a text; none where it says none.
pub(crate) fn limits(text: &str) -> Option<Limits> {
    let text: Vec<char> = squeezed(text).chars().collect();
    let mut limits = Limits::default();
    let mut found = false;
    for at in (0..text.len()).filter(|at| text[*at] == '字') {
        let Some(said) = length(&text, at) else { continue };
        found = true;
        limits.min = said.min.or(limits.min);
        limits.max = said.max.or(limits.max);
        limits.about = said.about.or(limits.about);
        limits.unit = said.unit;
    }
    if limits.min.zip(limits.max).is_some_and(|(min, max)| min > max) {
        limits.min = None;
    }
    limits.in_principle = found && has(&text.iter().collect::<String>(), &["原则上"]);
    found.then_some(limits)
}

/// How many at most: 限5项, 最多选4项, 限填3篇.
pub(crate) fn most(text: &str) -> Option<u32> {
    let text = squeezed(text);
    for word in ["限选", "限填", "限报", "最多选", "最多填", "不超过", "最多", "限"]
    {
        let Some((_, rest)) = text.split_once(word) else { continue };
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let unit = rest[digits..]
            .starts_with(['项', '篇', '个', '条', '件', '部', '名', '人', '种', '类']);
        if let Some(most) =
            rest[..digits].parse().ok().filter(|most| unit && (1..=200).contains(most))
        {
            return Some(most);
        }
    }
    None
}

/// The length that ends with the 字 at a place.
fn length(text: &[char], at: usize) -> Option<Limits> {
    let mut end = at;
    let mut unit = LengthUnit::Zi;
    if end > 0 && text[end - 1] == '汉' {
        unit = LengthUnit::Han;
        end -= 1;
    }
    if end > 0 && text[end - 1] == '个' {
        end -= 1;
    }
    if text.get(at + 1) == Some(&'符') {
        unit = LengthUnit::Characters;
    }
    let (number, start) = number_before(text, end)?;
    let before: String = text[start.saturating_sub(8)..start].iter().collect();
    let after: String = text[at + 1..text.len().min(at + 6)].iter().collect();
    let range = start.checked_sub(1).filter(|sep| "-—–~～－至到".contains(text[*sep])).and_then(
        |mut sep| {
            while sep > 0 && "-—–~～－".contains(text[sep - 1]) {
                sep -= 1;
            }
            if sep > 0 && text[sep - 1] == '字' {
                sep -= 1;
            }
            number_before(text, sep)
        },
    );
    let usual = Limits { unit, ..Limits::default() };
    Some(match range {
        Some((least, _)) if least <= number => {
            Limits { min: Some(least), max: Some(number), ..usual }
        }
        _ if has(&after, &["左右", "上下"]) || has(&before, &["大约", "约"]) => {
            Limits { about: Some(number), ..usual }
        }
        _ if has(&before, &["不少于", "不低于", "至少", "不小于"]) || after.contains("以上") => {
            Limits { min: Some(number), ..usual }
        }
        _ if has(
            &before,
            &["不超过", "不多于", "不超", "最多", "限", "控制在", "不得超过", "少于"],
        ) || has(&after, &["以内", "之内", "以下", "内"]) =>
        {
            Limits { max: Some(number), ..usual }
        }
        // A bare `（500字）` is read as most forms mean it.
        _ => Limits { max: Some(number), ..usual },
    })
}

/// The number that ends before a place, and where it begins; one of at least ten.
fn number_before(text: &[char], end: usize) -> Option<(u32, usize)> {
    let mut start = end;
    while start > 0 && (text[start - 1].is_ascii_digit() || text[start - 1] == ',') {
        start -= 1;
    }
    let digits: String = text[start..end].iter().filter(|c| c.is_ascii_digit()).collect();
    let number: u32 = digits.parse().ok()?;
    (number >= 10).then_some((number, start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Option<u32>, Option<u32>, Option<u32>) {
        let limits = limits(text).unwrap_or_default();
        (limits.min, limits.max, limits.about)
    }

    #[test]
    fn lengths_are_read_as_forms_say_them() {
        assert_eq!(read("（不超过1500字，可另附页）"), (None, Some(1500), None));
        assert_eq!(read("论文内容摘要（200字以内）："), (None, Some(200), None));
        assert_eq!(read("作品简介（200-300字）"), (Some(200), Some(300), None));
        assert_eq!(read("2500字至3000字"), (Some(2500), Some(3000), None));
        assert_eq!(read("（800字左右，须有具体数据）"), (None, None, Some(800)));
        assert_eq!(read("不少于 500 字，不超过 800 字"), (Some(500), Some(800), None));
        assert_eq!(read("字数"), (None, None, None));
        assert_eq!(read("签字2份"), (None, None, None));
        assert_eq!([most("（限5项）"), most("限选3项"), most("限800字")], [Some(5), Some(3), None]);
    }
}
