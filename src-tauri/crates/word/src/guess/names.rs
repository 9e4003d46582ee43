//! Ids in Latin letters for words in Chinese: the usual English word where there is one, else pinyin.

use std::collections::{BTreeMap, BTreeSet};

use pinyin::ToPinyin as _;

/// Words that forms share, with the ids that the shipped forms have for them. A table.
const KNOWN: &[(&str, &str)] = &[
    ("姓名", "name"),
    ("性别", "sex"),
    ("民族", "ethnicity"),
    ("籍贯", "native_place"),
    ("出生年月", "born"),
    ("出生日期", "born"),
    ("年龄", "age"),
    ("政治面貌", "politics"),
    ("学历", "education"),
    ("学位", "degree"),
    ("职务", "post"),
    ("职称", "rank"),
    ("身份证号", "identity_no"),
    ("身份证号码", "identity_no"),
    ("工作单位", "workplace"),
    ("单位名称", "org_name"),
    ("申报单位", "applicant"),
    ("推荐单位", "recommender"),
    ("案例名称", "case_name"),
    ("项目名称", "project_name"),
    ("作品名称", "work_name"),
    ("论文题目", "paper_title"),
    ("联系人", "contact_name"),
    ("联系电话", "phone"),
    ("电话", "phone"),
    ("手机", "mobile"),
    ("手机号", "mobile"),
    ("手机号码", "mobile"),
    ("移动电话", "mobile"),
    ("邮箱", "email"),
    ("电子邮箱", "email"),
    ("E-mail", "email"),
    ("邮编", "postcode"),
    ("邮政编码", "postcode"),
    ("通讯地址", "address"),
    ("通信地址", "address"),
    ("地址", "address"),
    ("统一社会信用代码", "credit_code"),
    ("序号", "serial"),
    ("编号", "number"),
    ("备注", "remark"),
    ("日期", "date"),
    ("填报日期", "filled_on"),
    ("申报日期", "filled_on"),
    ("单位", "org"),
    ("专业", "subject"),
    ("其他", "other"),
    ("是", "yes"),
    ("否", "no"),
    ("男", "male"),
    ("女", "female"),
];

/// Syllables of an id; longer ones are no easier to read.
const MOST_SYLLABLES: usize = 6;

/// Ids that are taken.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ids {
    taken: BTreeSet<String>,
    /// The last number behind each stem: forms of thousands of fields have many of one name.
    numbers: BTreeMap<String, usize>,
}

impl Ids {
    /// Some that nothing may be called.
    pub(crate) fn of(taken: &[&str]) -> Self {
        let taken = taken.iter().map(|&id| id.to_owned()).collect();
        Self { taken, numbers: BTreeMap::new() }
    }

    /// A new id for words; the same words in the same order give the same ids.
    pub(crate) fn id(&mut self, words: &str, usual: &str) -> String {
        let stem = stem(words, usual);
        if self.taken.insert(stem.clone()) {
            return stem;
        }
        self.numbered(&stem)
    }

    /// The stem with the next number behind it.
    pub(crate) fn numbered(&mut self, stem: &str) -> String {
        let first = usize::from(self.taken.contains(stem));
        let number = self.numbers.entry(stem.to_owned()).or_insert(first);
        loop {
            *number += 1;
            let id = format!("{stem}_{number}");
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// What an id of words is without a number behind it.
pub(crate) fn stem(words: &str, usual: &str) -> String {
    let known = KNOWN.iter().find(|(word, _)| *word == words).map(|(_, id)| (*id).to_owned());
    let stem = known.unwrap_or_else(|| spelled(words));
    if stem.starts_with(|c: char| c.is_ascii_lowercase()) { stem } else { usual.to_owned() }
}

/// Words in pinyin and Latin letters, without tones.
fn spelled(words: &str) -> String {
    let mut text = String::new();
    let mut syllables = 0;
    for character in words.chars() {
        if syllables == MOST_SYLLABLES {
            break;
        }
        if let Some(pinyin) = character.to_pinyin() {
            text.extend(pinyin.plain().chars().map(|c| if c == 'ü' { 'v' } else { c }));
            syllables += 1;
        } else if character.is_ascii_alphanumeric() {
            text.push(character.to_ascii_lowercase());
        }
    }
    text.retain(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    text.truncate(36);
    text
}

/// The name of a folder for a title: initials of its words, and the year where one stands in it.
pub(crate) fn folder(title: &str) -> String {
    let digits: String = title.chars().map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect();
    let year =
        digits.split(' ').find(|run| run.len() == 4 && run.starts_with("20")).map(str::to_owned);
    let words = year
        .as_ref()
        .map_or_else(|| title.to_owned(), |year| title.replacen(&format!("{year}年"), "", 1));
    let initials: String = words
        .chars()
        .filter_map(|c| match c.to_pinyin() {
            Some(pinyin) => pinyin.plain().chars().next(),
            None => c.is_ascii_alphabetic().then(|| c.to_ascii_lowercase()),
        })
        .filter(char::is_ascii_lowercase)
        .take(24)
        .collect();
    let stem = if initials.is_empty() { "word-form".to_owned() } else { initials };
    year.map_or(stem.clone(), |year| format!("{stem}-{year}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_latin_new_and_always_the_same() {
        let mut ids = Ids::default();
        let mut new = |words: &str| ids.id(words, "field");
        assert_eq!(new("手机"), "mobile");
        assert_eq!(new("手机"), "mobile_2");
        assert_eq!(new("队伍名称"), "duiwumingcheng");
        assert_eq!(new("2020年投入"), "field");
        assert_eq!(new("……"), "field_2");
        assert_eq!(folder("2019年中学论文评选报名表"), "zxlwpxbmb-2019");
        assert_eq!(folder("……"), "word-form");
    }
}
