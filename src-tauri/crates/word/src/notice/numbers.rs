//! Numbers in the words of a notice, in digits or in Chinese.

/// A number at the beginning of a text, and what follows it: 3, 十, 两, 十五, 二十.
pub(crate) fn leading_number(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        return Some((text[..digits].parse().ok()?, text[digits..].trim_start()));
    }
    let is_number = |c: char| one(c).is_some() || c == '十';
    let end = text.find(|c| !is_number(c)).unwrap_or(text.len());
    let (words, rest) = text.split_at(end);
    let value = match words.split_once('十') {
        Some((tens, ones)) => whole(tens, 1)? * 10 + whole(ones, 0)?,
        None => whole(words, 0).filter(|value| *value > 0)?,
    };
    Some((value, rest))
}

/// One sign, or what is meant where none stands.
fn whole(words: &str, none: u32) -> Option<u32> {
    let mut signs = words.chars();
    match (signs.next(), signs.next()) {
        (None, _) => Some(none),
        (Some(sign), None) => one(sign),
        _ => None,
    }
}

fn one(sign: char) -> Option<u32> {
    let at = "一二三四五六七八九".chars().position(|known| known == sign);
    at.and_then(|at| u32::try_from(at + 1).ok()).or((sign == '两').then_some(2))
}
