//! How what is sent is named: `以“单位名称+案例名称”命名`, `文件名格式：学校-姓名-题目`.

use crate::guess::text::has;

/// What speaks of the name of a file, before what speaks of that of a message.
const FILES: [&str; 6] = ["命名", "文件名", "文件夹名", "压缩包名", "名称格式", "取名"];
const MESSAGES: [&str; 4] = ["邮件主题", "主题", "邮件标题", "标题注明"];

/// The parts of a name, in their order.
pub(crate) fn naming(words: &str) -> Option<Vec<String>> {
    let speaks = FILES.iter().chain(&MESSAGES).any(|word| words.contains(word));
    if !speaks {
        return None;
    }
    quoted(words).or_else(|| plain(words))
}

/// Whether words name files, and not only the subject of a message.
pub(crate) fn names_files(words: &str) -> bool {
    has(words, &FILES)
}

/// The first name between quotes that has parts.
fn quoted(words: &str) -> Option<Vec<String>> {
    let mut rest = words;
    while let Some(start) = rest.find(['“', '"', '《', '【', '‘', '「']) {
        let open = rest[start..].chars().next().map_or(1, char::len_utf8);
        let inside = &rest[start + open..];
        let end = inside.find(['”', '"', '》', '】', '’', '」'])?;
        if let Some(parts) = parts(&inside[..end]) {
            return Some(parts);
        }
        rest = &inside[end..];
        rest = &rest[rest.chars().next().map_or(0, char::len_utf8)..];
    }
    None
}

/// A name without quotes: behind 命名为, 文件名格式：; or between 以 or 按 and 命名.
fn plain(words: &str) -> Option<Vec<String>> {
    let words = tight(words);
    let behind = FILES.iter().chain(&MESSAGES).find_map(|word| {
        let (_, rest) = words.split_once(word)?;
        let rest = ["方式", "格式", "规则", "要求", "统一", "应", "请", "须"]
            .iter()
            .fold(rest, |rest, noise| rest.strip_prefix(noise).unwrap_or(rest));
        let rest = rest.trim_start_matches(['为', '：', ':', '是', '写']);
        parts(until_sign(rest))
    });
    behind.or_else(|| {
        let (before, _) = words.split_once("命名")?;
        let before = ["的格式", "格式", "的方式", "方式", "进行", "统一", "的形式", "形式"]
            .iter()
            .fold(before, |before, noise| before.strip_suffix(noise).unwrap_or(before));
        let from = before.rfind(['，', '。', '；', '：', '以', '按', '照'])?;
        let sign = before[from..].chars().next().map_or(1, char::len_utf8);
        parts(&before[from + sign..])
    })
}

/// Without white space; an underscore is one of the signs between parts.
fn tight(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

fn until_sign(words: &str) -> &str {
    words.split(['，', '。', '；', '（', '(', ',', ';']).next().unwrap_or_default()
}

/// The parts of a name between its signs; none where it has only one, or where one is a sentence.
fn parts(name: &str) -> Option<Vec<String>> {
    let name = tight(name);
    let lower = name.to_lowercase();
    let ending =
        [".docx", ".doc", ".pdf", ".zip", ".rar"].iter().find(|end| lower.ends_with(**end));
    let name = &name[..name.len() - ending.map_or(0, |end| end.len())];
    let parts = name.split(['+', '＋', '-', '－', '–', '—', '_', '＿', '﹢', '加']);
    let parts: Vec<String> = parts.map(without_note).filter(|part| !part.is_empty()).collect();
    let short = parts.iter().all(|part| {
        part.chars().count() <= 20
            && !part.contains(['，', '。', '；', '：', '@', '/'])
            && part.chars().any(char::is_alphabetic)
    });
    (parts.len() >= 2 && short).then_some(parts)
}

/// A part without what stands in brackets behind it.
fn without_note(part: &str) -> String {
    let end = part.find(['（', '(']).filter(|at| *at > 0).unwrap_or(part.len());
    part[..end].trim_matches(['“', '”', '"', '《', '》', '【', '】']).to_owned()
}
