//! How many somebody may send: `每个乡镇推荐不超过3名，县直单位限报1名`. A sentence may say several, each for those
//! whom it counts for and for what is counted.

use crate::guess::text::{count, ends, has, squeezed};
use crate::notice::numbers::leading_number;

/// A quota as a notice says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Said {
    /// Whom it counts for, such as `每个乡镇`.
    pub(crate) whom: String,
    /// What is counted, where the notice names it: `论文`; else empty.
    pub(crate) what: String,
    pub(crate) least: Option<u32>,
    pub(crate) most: Option<u32>,
    /// 原则上.
    pub(crate) in_principle: bool,
}

/// What is said before a number at most.
const MOST: [&str; 12] = [
    "不得超过",
    "不能超过",
    "不超过",
    "不多于",
    "限推荐",
    "限报送",
    "限申报",
    "限报",
    "限推",
    "最多",
    "至多",
    "限",
];
/// What is said before a number at least.
const LEAST: [&str; 4] = ["不得少于", "不少于", "不低于", "至少"];
/// What is done with applications: a number behind it is how many there may be.
const SENDS: [&str; 8] = ["推荐", "报送", "申报", "上报", "推选", "遴选", "选送", "推报"];
/// How what is sent is counted.
const COUNTERS: [char; 17] = [
    '个', '项', '篇', '件', '名', '人', '幅', '部', '条', '家', '户', '份', '组', '例', '支', '位',
    '套',
];
/// What those are called whom a quota counts for.
const UNITS: [&str; 27] = [
    "单位",
    "乡镇",
    "街道",
    "部门",
    "学校",
    "企业",
    "机构",
    "公司",
    "社区",
    "学院",
    "院系",
    "协会",
    "学会",
    "高校",
    "中学",
    "小学",
    "幼儿园",
    "医院",
    "县",
    "市",
    "区",
    "乡",
    "镇",
    "村",
    "校",
    "人",
    "团队",
];

/// The quotas of a sentence.
pub(crate) fn quotas(sentence: &str) -> Vec<Said> {
    let mut found: Vec<Said> = Vec::new();
    let mut whom = String::new();
    for part in parts(sentence) {
        let Some(number) = number(&part).or_else(|| next(&part, found.last())) else {
            // Whom all that follows counts for may stand apart: 每个单位可以推荐，其中论文不超过2篇.
            if let Some(named) = subject(&part) {
                whom = named;
            }
            continue;
        };
        let before = &part[..number.at];
        let (own, what) = match subject(before) {
            Some(own) => {
                let rest = before.rfind(own.as_str()).map_or("", |at| &before[at + own.len()..]);
                (own, thing(rest))
            }
            None if whom.is_empty() || part.contains('每') => continue,
            None => (whom.clone(), thing(before)),
        };
        whom.clone_from(&own);
        let what = [what, number.what, thing_behind(&number.behind)];
        let what = what.into_iter().find(|what| !what.is_empty()).unwrap_or_default();
        let in_principle = sentence.contains("原则上");
        found.push(Said { whom: own, what, least: number.least, most: number.most, in_principle });
    }
    found
}

/// The parts of a sentence, without what stands in brackets: 县（市、区） is one word.
fn parts(sentence: &str) -> Vec<String> {
    let mut depth = 0_u32;
    let mut parts = vec![String::new()];
    for character in squeezed(sentence).chars() {
        match character {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            '，' | ',' | '；' | ';' | '。' if depth == 0 => parts.push(String::new()),
            '、' if depth == 0 && parts.last().is_some_and(|part| number(part).is_some()) => {
                parts.push(String::new());
            }
            _ if depth == 0 => parts.last_mut().into_iter().for_each(|part| part.push(character)),
            _ => {}
        }
    }
    parts
}

/// A number of what is sent.
struct Number {
    /// Where what is said of it begins.
    at: usize,
    least: Option<u32>,
    most: Option<u32>,
    /// What stands between what is said of it and the number itself: 限报案例2个.
    what: String,
    /// What follows it.
    behind: String,
}

/// A number that only names another thing after one that says how many: the second of 案例2个、论文3篇.
fn next(part: &str, before: Option<&Said>) -> Option<Number> {
    let before = before.filter(|before| !before.what.is_empty())?;
    let at = part.find(|c: char| leading_number(&c.to_string()).is_some())?;
    let (number, behind) = counted(&part[at..])?;
    let what = thing(&part[..at]);
    let (least, most) = (before.least.map(|_| number), before.most.map(|_| number));
    (!what.is_empty()).then_some(Number { at: 0, least, most, what, behind })
}

fn number(part: &str) -> Option<Number> {
    let marks = |words: &[&str]| {
        words
            .iter()
            .filter_map(|word| Some((part.find(word)?, word.len())))
            .min_by_key(|(at, length)| (*at, std::cmp::Reverse(*length)))
    };
    let (most, least) = (marks(&MOST), marks(&LEAST));
    let marked = match (most, least) {
        (Some(most), Some(least)) if least.0 < most.0 => Some((least, false)),
        (Some(most), _) => Some((most, true)),
        (None, Some(least)) => Some((least, false)),
        (None, None) => None,
    };
    if let Some(((at, length), is_most)) = marked {
        let behind =
            part[at + length..].trim_start_matches(['推', '荐', '报', '送', '申', '上', '填']);
        let begins = behind.find(|c: char| leading_number(&c.to_string()).is_some())?;
        let what = thing(&behind[..begins]);
        let (number, behind) =
            counted(&behind[begins..]).filter(|_| begins == 0 || !what.is_empty())?;
        let (least, most) = if is_most { (None, Some(number)) } else { (Some(number), None) };
        return Some(Number { at, least, most, what, behind });
    }
    bare(part)
}

/// A number without such words, right behind 推荐 or the like, or behind 名额: exactly so many, or from so many on.
fn bare(part: &str) -> Option<Number> {
    let verb = SENDS
        .iter()
        .chain(&["名额", "指标"])
        .filter_map(|word| Some((part.rfind(word)?, word.len())));
    let (at, length) = verb.max()?;
    let behind = part[at + length..].trim_start_matches(['为', '各', '：', ':', '是']);
    let (first, rest) = leading_number(behind)?;
    let (least, most, behind) = match rest.strip_prefix(['-', '—', '–', '～', '~', '至', '到'])
    {
        Some(rest) => {
            let (number, behind) = counted(rest)?;
            (Some(first), number, behind)
        }
        None => {
            let (number, behind) = counted(behind)?;
            (None, number, behind)
        }
    };
    // 推荐1名联络员 speaks of somebody else.
    let plain = behind.is_empty() || ends(&behind, &["以内", "以下", "左右"]) || is_thing(&behind);
    plain.then_some(Number { at, least, most: Some(most), what: String::new(), behind })
}

/// A number with a word for pieces behind it, and what follows.
fn counted(words: &str) -> Option<(u32, String)> {
    let (number, rest) = leading_number(words)?;
    let behind = rest.strip_prefix(COUNTERS)?;
    (1..=10_000).contains(&number).then(|| (number, behind.to_owned()))
}

/// Whom words count for: what begins with 每, 各, 同一, or is a unit alone.
fn subject(words: &str) -> Option<String> {
    let begins = ["每", "各", "同一", "单个"].iter().filter_map(|word| words.rfind(word)).max();
    let from = begins.unwrap_or_default();
    let named = &words[from..];
    // The last word for a unit ends it: 每个申报单位推荐案例.
    let end = UNITS
        .iter()
        .filter_map(|unit| Some(named.find(unit)? + unit.len()))
        .filter(|end| begins.is_some() || *end <= 24)
        .max_by_key(|end| (!starts_verb(&named[..*end]), *end))?;
    let whom =
        named[..end].trim_start_matches(['对', '由', '按', '：', '其', '中', '原', '则', '上']);
    let fits = (2..=16).contains(&count(whom)) && !has(whom, &MOST) && !starts_verb(whom);
    fits.then(|| whom.to_owned())
}

fn starts_verb(words: &str) -> bool {
    has(words, &["推荐", "报送", "推选", "选送"])
        && !ends(words, &["推荐单位", "报送单位", "选送单位"])
}

/// What is counted, of the words between whom it counts for and the number.
fn thing(words: &str) -> String {
    let mut words = words;
    let noise = [
        "推荐",
        "报送",
        "申报",
        "上报",
        "推选",
        "选送",
        "可以",
        "可",
        "只能",
        "原则上",
        "的",
        "名额",
        "数量",
        "总数",
        "数",
        "应",
        "须",
        "均",
        "各",
        "合计",
        "共",
        "其中",
        "为",
        "案例材料",
    ];
    loop {
        let shorter = noise
            .iter()
            .find_map(|word| words.strip_prefix(word).or_else(|| words.strip_suffix(word)));
        match shorter {
            Some(rest) => words = rest,
            None => break,
        }
    }
    if is_thing(words) { words.to_owned() } else { String::new() }
}

fn thing_behind(words: &str) -> String {
    let words = words.trim_end_matches(['以', '内', '下']);
    if is_thing(words) { words.to_owned() } else { String::new() }
}

/// Whether words name what somebody applies with.
fn is_thing(words: &str) -> bool {
    const THINGS: [&str; 17] = [
        "案例",
        "论文",
        "作品",
        "项目",
        "课题",
        "候选人",
        "成果",
        "视频",
        "产品",
        "人选",
        "教师",
        "学生",
        "个人",
        "集体",
        "基地",
        "人员",
        "征文",
    ];
    count(words) <= 10 && ends(words, &THINGS)
}
