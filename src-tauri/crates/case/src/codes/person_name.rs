//! Whether a text can be the name of one person. Names are free, so this only doubts: a rule may warn
//! and never stop.

use foundation::character::{is_han, is_private_use, is_unseen};

/// Judgement: two characters at least; fifteen hold the longest names of all 56 peoples in common use.
const HAN: std::ops::RangeInclusive<usize> = 2..=15;

/// Judgement: Latin names are spelt, and so longer.
const LATIN: std::ops::RangeInclusive<usize> = 2..=40;

/// Why a text is hardly the name of one person, in Chinese words without a full stop; nothing if it
/// may be one.
pub(crate) fn doubt_of_name(text: &str) -> Option<String> {
    let name = normal_name(text);
    if let Some(digit) = name.chars().find(|character| character.is_numeric() && *character != '〇')
    {
        return Some(format!("有数字“{digit}”"));
    }
    if name.contains(['、', '，', ',', '；', ';', '/']) {
        return Some("像是不止一个人，这里只写一个人的姓名".to_owned());
    }
    let other = |character: &char| !character.is_alphabetic() && !is_joint(*character);
    if let Some(mark) = name.chars().find(|character| other(character) && *character != '〇') {
        return Some(format!("有姓名不用的字符“{mark}”"));
    }
    let length = name.chars().count();
    let latin = name.chars().all(|character| !is_chinese(character));
    let limits = if latin { LATIN } else { HAN };
    if !limits.contains(&length) {
        let (least, most) = (limits.start(), limits.end());
        return Some(format!("有 {length} 个字符，姓名一般是 {least} 至 {most} 个"));
    }
    let ends = name.starts_with(is_joint) || name.trim_end_matches('.').ends_with(is_joint);
    ends.then(|| "开头或结尾多了一个符号".to_owned())
}

/// A name as paper and file should hold it: no blank between Chinese characters, as in `张　三`, and
/// one dot for all that people type inside names of the minorities. No character is exchanged for a
/// similar one, and nothing stays that nobody sees.
pub(crate) fn normal_name(text: &str) -> String {
    let seen: String = text.chars().filter(|character| !is_unseen(*character)).collect();
    let mut name = String::with_capacity(seen.len());
    for word in seen.split_whitespace() {
        let near_han = name.ends_with(|c| is_chinese(c) || is_dot(c))
            || word.starts_with(|c| is_chinese(c) || is_dot(c));
        if !name.is_empty() && !near_han {
            name.push(' ');
        }
        name.push_str(word);
    }
    name.chars().map(|character| if is_dot(character) { '·' } else { character }).collect()
}

/// The dot between the parts of a name, or what looks like it. Judgement: U+00B7 is what Chinese input
/// methods type.
fn is_dot(character: char) -> bool {
    matches!(character, '·' | '•' | '‧' | '∙' | '⋅' | '・' | '･' | '．')
}

/// What may stand between letters of a name.
fn is_joint(character: char) -> bool {
    matches!(character, '·' | ' ' | '.' | '-' | '\'' | '’')
}

/// What a name in Chinese is written with; old registers hold rare characters where they agreed on them.
fn is_chinese(character: char) -> bool {
    is_han(character) || is_private_use(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_many_kinds_pass() {
        for name in [
            "张三",
            "张　三",
            " 欧阳娜娜 ",
            "阿卜杜热西提·阿卜杜外力",
            "买买提•艾力",
            "次仁卓玛",
            "𠮷田",
            "李䶮",
            "王〇",
            "Alexander Hamilton",
            "José M. O'Neill-Smith",
            "李 Lily",
        ] {
            assert_eq!(doubt_of_name(name), None, "{name}");
        }
    }

    #[test]
    fn other_texts_are_doubted() {
        for (name, doubt) in [
            ("", "有 0 个字符，姓名一般是 2 至 40 个"),
            ("张", "有 1 个字符，姓名一般是 2 至 15 个"),
            ("张三1", "有数字“1”"),
            ("张三２", "有数字“２”"),
            ("张三、李四", "像是不止一个人，这里只写一个人的姓名"),
            ("张三（主任）", "有姓名不用的字符“（”"),
            ("张三\u{FFFD}", "有姓名不用的字符“\u{FFFD}”"),
            ("·艾力", "开头或结尾多了一个符号"),
            ("某某县委网络安全和信息化委员会办公室", "有 18 个字符，姓名一般是 2 至 15 个"),
        ] {
            assert_eq!(doubt_of_name(name).as_deref(), Some(doubt), "{name}");
        }
    }

    #[test]
    fn blanks_and_dots_become_one_form() {
        assert_eq!(normal_name(" 张　三 "), "张三");
        assert_eq!(normal_name("买买提 ・ 艾力"), "买买提·艾力");
        assert_eq!(normal_name(" John   Smith "), "John Smith");
        assert_eq!(normal_name("李 Lily"), "李Lily");
        assert_eq!(normal_name("\u{FEFF}张\u{200B}三\u{202C}"), "张三");
        assert_eq!(normal_name("\u{323B0} 某"), "\u{323B0}某");
        assert_eq!(normal_name("\u{FA0E}某"), "\u{FA0E}某");
    }
}
