//! Words of a form without what only paper needs: blanks, numbers in front, brackets behind.

use crate::document::is_word;

/// The text without blanks.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|character| is_word(*character)).collect()
}

/// How many characters can be read.
pub(crate) fn count(text: &str) -> usize {
    text.chars().filter(|character| is_word(*character)).count()
}

/// A label without numbers in front, brackets, and the colon behind: `一、案例简介（300字以内）：` is
/// `案例简介`.
pub(crate) fn core(label: &str) -> String {
    let text = without_brackets(&without_number(&squeezed(label)));
    let text =
        text.trim_end_matches(['：', ':', '。', '*', '＊']).trim_start_matches(['*', '＊', '★']);
    text.trim_start_matches("其中：").trim_start_matches("其中:").to_owned()
}

/// The text without what stands in brackets; all of it where nothing else stands there.
fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut rest = String::new();
    for character in text.chars() {
        match character {
            '（' | '(' | '【' | '［' => depth += 1,
            '）' | ')' | '】' | '］' => depth = depth.saturating_sub(1),
            _ if depth == 0 => rest.push(character),
            _ => {}
        }
    }
    if rest.is_empty() {
        text.trim_matches(['（', '）', '(', ')', '【', '】']).to_owned()
    } else {
        rest
    }
}

/// What stands in the brackets of a text, one after the other.
pub(crate) fn brackets(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once(['（', '(']) {
        let (inside, after) = after.split_once(['）', ')']).unwrap_or((after, ""));
        found.push(squeezed(inside));
        rest = after;
    }
    found
}

/// Whether a number such as `一、`, `（二）`, `3.` or `5.1` stands in front, and what follows it.
pub(crate) fn numbered(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let is_digit = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    if let Some(inside) = text.strip_prefix(['（', '(']) {
        let (number, rest) = inside.split_once(['）', ')'])?;
        let fits =
            !number.is_empty() && number.chars().count() <= 3 && number.chars().all(is_digit);
        return fits.then_some(rest);
    }
    let end = text.find(|c: char| !is_digit(c) && c != '.' && c != '．')?;
    let (number, rest) = text.split_at(end);
    if number.is_empty() || number.chars().count() > 5 {
        return None;
    }
    let latin = number.starts_with(|c: char| c.is_ascii_digit());
    if let Some(rest) = rest.strip_prefix('、') {
        return Some(rest);
    }
    (latin && number.contains(['.', '．'])).then_some(rest)
}

fn without_number(text: &str) -> String {
    match numbered(text) {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => text.to_owned(),
    }
}

/// Whether any of the words stands in the text.
pub(crate) fn has(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// Whether the text ends with any of the words.
pub(crate) fn ends(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

/// Whether a label stands over words that say how the form is filled in.
pub(crate) fn is_instruction(name: &str) -> bool {
    const HEADS: [&str; 9] = [
        "填表说明",
        "填报说明",
        "填写说明",
        "填表须知",
        "填报须知",
        "填表要求",
        "填报要求",
        "填写要求",
        "注意事项",
    ];
    HEADS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_of_a_label_is_what_it_is_called() {
        let cores = [
            "一、案例简介（300字以内）：",
            "姓    名",
            "E-mail ",
            "（万元）",
            "5.1 近5年论文",
            "3D打印",
        ];
        let cores: Vec<String> = cores.iter().map(|label| core(label)).collect();
        assert_eq!(cores, ["案例简介", "姓名", "E-mail", "万元", "近5年论文", "3D打印"]);
    }

    #[test]
    fn brackets_are_read_one_by_one() {
        assert_eq!(brackets("面积（M2）(  约 )"), ["M2", "约"]);
    }
}
