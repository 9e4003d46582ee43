//! The facts that rules can read from a notice.

use foundation::Date;

use crate::guess::text::{count, ends, has, squeezed};
use crate::notice::Clause;
use crate::notice::days::days;
use crate::notice::documents::documents;
use crate::notice::naming::{names_files, naming};
use crate::notice::numbers::leading_number;
use crate::notice::quotas::{self, quotas};
use crate::notice::window::{Window, window};

/// A fact and the clause it was read from, by its index.
pub(crate) type Said<T> = (T, usize);

/// What was read from a notice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facts {
    pub(crate) title: String,
    pub(crate) issuer: String,
    /// The day under the notice.
    pub(crate) signed: Option<Date>,
    pub(crate) window: Window,
    pub(crate) quotas: Vec<Said<quotas::Said>>,
    pub(crate) mailboxes: Vec<Said<String>>,
    /// A person or office, and a phone number.
    pub(crate) contacts: Vec<Said<(String, String)>>,
    /// The parts of the name of what is sent.
    pub(crate) naming: Option<Said<Vec<String>>>,
    /// The long and the short side of pictures in pixels.
    pub(crate) pixels: Option<Said<(u32, u32)>>,
    /// How many photos, at least and at most.
    pub(crate) photos: Option<Said<(u32, Option<u32>)>>,
    pub(crate) copies: Option<Said<u32>>,
    /// Documents that go along with the form.
    pub(crate) documents: Vec<Said<String>>,
}

/// Reads the facts of a notice.
pub(crate) fn facts(paragraphs: &[String], clauses: &[Clause]) -> Facts {
    let mut facts = Facts { title: title(paragraphs), ..Facts::default() };
    signature(paragraphs, &mut facts);
    let year = facts.signed.map(Date::year).or_else(|| year_of(&facts.title));
    facts.window = window(clauses, facts.signed, year);
    facts.documents = documents(clauses);
    for (index, clause) in clauses.iter().enumerate() {
        let words = clause.words.as_str();
        facts.quotas.extend(quotas(words).into_iter().map(|quota| (quota, index)));
        for mailbox in mailboxes(words) {
            if facts.mailboxes.iter().all(|(known, _)| *known != mailbox) {
                facts.mailboxes.push((mailbox, index));
            }
        }
        facts.contacts.extend(contact(words).map(|contact| (contact, index)));
        // The name of a message is that of what it brings, unless the notice has one for files.
        let before = facts.naming.as_ref().map(|(_, index)| clauses[*index].words.as_str());
        if before.is_none_or(|before| !names_files(before) && names_files(words))
            && let Some(naming) = naming(words)
        {
            facts.naming = Some((naming, index));
        }
        facts.pixels = facts.pixels.or_else(|| pixels(words).map(|pixels| (pixels, index)));
        facts.photos = facts.photos.or_else(|| photos(words).map(|photos| (photos, index)));
        facts.copies = facts.copies.or_else(|| copies(words).map(|copies| (copies, index)));
    }
    facts
}

/// The title: lines up to the one that ends as titles of notices do.
fn title(paragraphs: &[String]) -> String {
    const ENDS: [&str; 5] = ["通知", "公告", "启事", "方案", "办法"];
    let at = paragraphs.iter().take(12).position(|text| {
        let words = squeezed(text);
        ENDS.iter().any(|end| words.ends_with(end)) && count(&words) <= 70
    });
    let Some(at) = at else { return String::new() };
    let mut title = squeezed(&paragraphs[at]);
    if !title.contains("关于") && at > 0 && paragraphs[at - 1].contains("关于") {
        title = format!("{}{title}", squeezed(&paragraphs[at - 1]));
    }
    title
}

/// The year that a title says: 关于开展2025年……的通知.
fn year_of(title: &str) -> Option<i16> {
    let (before, _) = title.split_once('年')?;
    let start = before.char_indices().rev().nth(3)?.0;
    before[start..].parse().ok().filter(|year| (1900..2200).contains(year))
}

/// Who signs under the notice and when; else who stands before 关于 in its title.
fn signature(paragraphs: &[String], facts: &mut Facts) {
    for (at, text) in paragraphs.iter().enumerate().rev() {
        let found = days(text, None);
        let alone = found.len() == 1 && count(text) <= 12;
        if let Some(day) = found.first().filter(|_| alone) {
            facts.signed = Some(day.date);
            let above = paragraphs[..at].iter().rev().take(3).take_while(|line| is_office(line));
            let mut offices: Vec<String> = above.map(|line| squeezed(line)).collect();
            offices.reverse();
            facts.issuer = offices.join("、");
            break;
        }
    }
    if facts.issuer.is_empty()
        && let Some((office, _)) = facts.title.split_once("关于")
    {
        facts.issuer = office.to_owned();
    }
}

fn is_office(line: &str) -> bool {
    let words = squeezed(line);
    const ENDS: [&str; 16] = [
        "局",
        "委",
        "办",
        "会",
        "部",
        "厅",
        "室",
        "院",
        "府",
        "中心",
        "协会",
        "学会",
        "大学",
        "公司",
        "团",
        "委员会",
    ];
    count(&words) <= 30
        && !words.contains(['：', '。', '，', '《'])
        && ENDS.iter().any(|end| words.ends_with(end))
}

fn mailboxes(words: &str) -> Vec<String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "._-+".contains(c);
    let mut found = Vec::new();
    for (at, _) in words.match_indices(['@', '＠']) {
        let sign = words[at..].chars().next().map_or(1, char::len_utf8);
        let name: String = words[..at].chars().rev().take_while(|c| is_part(*c)).collect();
        let name: String = name.chars().rev().collect();
        let host: String = words[at + sign..].chars().take_while(|c| is_part(*c)).collect();
        let host = host.trim_end_matches('.');
        if !name.is_empty() && host.contains('.') {
            found.push(format!("{name}@{host}"));
        }
    }
    found
}

/// 联系人：王某；电话：010-12345678. Also where the number stands right behind the name.
fn contact(words: &str) -> Option<(String, String)> {
    if !has(words, &["联系人", "联系电话", "咨询电话", "电话"]) {
        return None;
    }
    const ENDS: [char; 8] = ['，', '；', '。', ',', ' ', '\u{3000}', '、', '（'];
    let after = |marks: &[&str]| {
        let mark = marks.iter().find(|mark| words.contains(**mark))?;
        let (_, rest) = words.split_once(mark)?;
        let rest = rest.trim_start_matches(['：', ':', ' ', '\u{3000}']);
        let end = rest.find(ENDS).unwrap_or(rest.len());
        Some(rest[..end].to_owned()).filter(|text| !text.is_empty())
    };
    let name = after(&["联系人及联系电话", "联系人及电话", "联系人和电话", "联系人"]);
    let is_phone = |text: &String| text.chars().filter(char::is_ascii_digit).count() >= 7;
    let phone = after(&["电话"]).filter(is_phone).or_else(|| {
        let (_, rest) = words.split_once(name.as_ref()?.as_str())?;
        let rest = rest.trim_start_matches(ENDS);
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
        Some(rest[..end].to_owned()).filter(is_phone)
    })?;
    let name = name.filter(|name| !is_phone(name));
    Some((name.unwrap_or_else(|| "咨询".into()), phone))
}

/// 1920×1080 and the like.
fn pixels(words: &str) -> Option<(u32, u32)> {
    let plain = words.replace(['×', '＊', 'X', 'x', '✕'], "*");
    for (at, _) in plain.match_indices('*') {
        let before = plain[..at].trim_end();
        let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
        let first: Option<u32> = before[before.len() - digits..].parse().ok();
        let second = leading_number(plain[at + 1..].trim_start()).map(|(number, _)| number);
        if let (Some(first), Some(second)) = (first, second)
            && first.min(second) >= 300
        {
            return Some((first.max(second), first.min(second)));
        }
    }
    None
}

/// 照片3—5张, 照片不超过5张: by the words around the number. Others, such as 每张不超过2MB, say nothing of it.
fn photos(words: &str) -> Option<(u32, Option<u32>)> {
    if !has(words, &["照片", "图片"]) {
        return None;
    }
    words
        .match_indices('张')
        .find_map(|(at, sign)| counted(&words[..at], &words[at + sign.len()..]))
}

/// How many, at least and at most, where a number stands before a word for pieces.
fn counted(before: &str, after: &str) -> Option<(u32, Option<u32>)> {
    let before = before.trim_end();
    let is_number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
    let run = before.trim_end_matches(|c: char| is_number(c) || "-—–~～至 ".contains(c));
    let numbers: Vec<u32> = before[run.len()..]
        .split(|c: char| !is_number(c))
        .filter_map(|part| leading_number(part).map(|(number, _)| number))
        .collect();
    let run = run.trim_end().trim_end_matches(['于', '为', '：', ':']);
    let most = ends(run, &["不超过", "不得超过", "不多", "最多", "至多", "限"])
        || ["以内", "以下", "内"].iter().any(|word| after.starts_with(word));
    match numbers[..] {
        [least, most] if least <= most => Some((least, Some(most))),
        [number] if most => Some((0, Some(number))),
        [number] => Some((number, None)),
        _ => None,
    }
}

/// How files of a clause are to be: their endings, and bytes at least and at most: JPG格式, 每张不小于3MB.
pub(crate) fn file_limits(words: &str) -> (Vec<String>, Option<u64>, Option<u64>) {
    let plain = squeezed(words).to_lowercase();
    let formats = ["jpg", "png", "pdf", "mp4", "tif"];
    let formats = formats.iter().filter(|format| plain.contains(**format));
    let formats = formats.map(|format| (*format).to_owned()).collect();
    let size = |marks: &[&str]| {
        let (_, rest) = marks.iter().find_map(|mark| plain.split_once(mark))?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let number: u64 = rest[..digits].parse().ok()?;
        let unit = &rest[digits..];
        let factor = match unit {
            _ if unit.starts_with('m') || unit.starts_with('兆') => 1_000_000,
            _ if unit.starts_with('k') => 1_000,
            _ => return None,
        };
        (1..100_000).contains(&number).then(|| number * factor)
    };
    let least = size(&["不小于", "不低于", "大于", "不少于"]);
    let most = size(&["不超过", "不大于", "小于", "不得超过"]).filter(|most| Some(*most) != least);
    (formats, least, most)
}

/// 一式三份, 纸质申报表2份.
fn copies(words: &str) -> Option<u32> {
    let fits = |number: &u32| (1..=50).contains(number);
    let said = words.split_once("一式").and_then(|(_, rest)| leading_number(rest.trim_start()));
    if let Some((number, _)) = said {
        return Some(number).filter(fits);
    }
    let (_, rest) = ["纸质", "书面"].iter().find_map(|word| words.split_once(word))?;
    let part = rest.split(['，', '；', '。']).next()?;
    let (before, _) = part.split_once('份')?;
    let is_number = |c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c);
    let from = before.trim_end_matches(is_number).len();
    leading_number(&before[from..]).map(|(number, _)| number).filter(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Facts {
        let paragraphs: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        facts(&paragraphs, &crate::notice::clauses(&paragraphs))
    }

    #[test]
    fn a_clause_says_how_files_are_to_be() {
        let jpg = vec!["jpg".to_owned()];
        assert_eq!(file_limits("JPG格式，每张不小于3MB"), (jpg.clone(), Some(3_000_000), None));
        assert_eq!(file_limits("jpg 格式，不超过 500KB"), (jpg, None, Some(500_000)));
        assert_eq!(file_limits("分辨率不低于1920×1080"), (Vec::new(), None, None));
    }

    #[test]
    fn photos_are_counted_by_their_own_words() {
        for (words, number) in [
            ("照片2张，每张不超过2MB。", Some((2, None))),
            ("每张照片不超过2MB。", None),
            ("照片3—5张，每张不小于3MB", Some((3, Some(5)))),
            ("照片不超过5张", Some((0, Some(5)))),
            ("照片不多于 5 张，最多2MB", Some((0, Some(5)))),
            ("照片5张以内", Some((0, Some(5)))),
            ("照片至少两张", Some((2, None))),
            ("照片不少于3张，大小不超过5M", Some((3, None))),
        ] {
            assert_eq!(photos(words), number, "{words}");
        }
    }

    #[test]
    fn whatever_stands_in_a_notice_is_read() {
        const PIECES: [&str; 30] = [
            "2025.9.30",
            "年",
            "9月30日",
            "月",
            "30",
            "日",
            "前",
            "报送",
            "，",
            "。",
            "至",
            "（",
            "星期二",
            "）",
            "下午",
            "五",
            "点",
            "半",
            "：",
            "二〇二五",
            "十",
            "照片",
            "张",
            "每",
            "不超过",
            "@",
            "a.cn",
            "一式",
            "\u{3000}",
            "截止",
        ];
        let mut seed = 0x5EED_0003_u64;
        let mut last_days = 0;
        for _ in 0..3_000 {
            let mut line = String::new();
            for _ in 0..24 {
                seed ^= seed << 13;
                seed ^= seed >> 7;
                seed ^= seed << 17;
                line.push_str(PIECES[usize::try_from(seed >> 33).unwrap() % PIECES.len()]);
            }
            for day in days(&line, Some(2025)) {
                assert!(line[day.at.0..day.at.1].contains(['日', '.']), "{line}");
            }
            let facts = read(&[&line]);
            last_days += usize::from(facts.window.closes.is_some());
        }
        assert!(last_days > 0);
    }

    #[test]
    fn a_notice_says_who_and_until_when() {
        let facts = read(&[
            "关于征集乡村振兴典型案例的通知",
            "一、时间",
            "申报时间为2025年6月10日至7月31日17:00。",
            "二、要求",
            "每个乡镇推荐不超过3个案例；照片3—5张，像素不低于1920×1080。",
            "申报表一式三份，电子版发送至 anli@example.com，文件以“单位名称+案例名称”命名。",
            "联系人：王某，电话：0512-12345678。",
            "某某县农业农村局",
            "2025年6月5日",
        ]);
        assert_eq!(facts.title, "关于征集乡村振兴典型案例的通知");
        assert_eq!(facts.issuer, "某某县农业农村局");
        assert_eq!(facts.window.opens.unwrap().0.to_string(), "2025-06-10");
        let closes = facts.window.closes.unwrap().0;
        assert_eq!(catalog::day_and_hour(closes.date, closes.hour), "2025-07-31 17时");
        let (quota, index) = &facts.quotas[0];
        assert_eq!((quota.whom.as_str(), quota.most, *index), ("每个乡镇", Some(3), 2));
        assert_eq!(facts.photos.unwrap().0, (3, Some(5)));
        assert_eq!(facts.pixels.unwrap().0, (1920, 1080));
        assert_eq!(facts.copies.unwrap().0, 3);
        assert_eq!(facts.mailboxes[0].0, "anli@example.com");
        assert_eq!(facts.naming.unwrap().0, ["单位名称", "案例名称"]);
        assert_eq!(facts.contacts[0].0, ("王某".into(), "0512-12345678".into()));
    }
}
