//! Documents that a notice wants beside the form: 营业执照复印件, 获奖证书扫描件, 无违法证明. What is only sent where
//! there is one, and what is named together with others by 等, is left to a person.

use crate::guess::text::{count, ends, has, numbered};
use crate::notice::Clause;
use crate::notice::facts::Said;

/// How documents are called that somebody has and does not write.
const ENDS: [&str; 12] = [
    "复印件",
    "扫描件",
    "影印件",
    "执照",
    "登记证书",
    "获奖证书",
    "资格证书",
    "许可证",
    "证明",
    "证明材料",
    "证明文件",
    "审计报告",
];
/// Those that are named without such an end where one follows for several.
const BARE: [&str; 6] = ["身份证", "户口簿", "学历证", "学位证", "毕业证", "资质证"];
/// What is done with them.
const SENT: [&str; 8] = ["提交", "提供", "报送", "上传", "附上", "附", "上报", "包括"];
/// The longest name of one.
const LONGEST: usize = 20;

/// The documents of a notice, each once.
pub(crate) fn documents(clauses: &[Clause]) -> Vec<Said<String>> {
    let mut found: Vec<Said<String>> = Vec::new();
    let mut listing = false;
    for (index, clause) in clauses.iter().enumerate() {
        let asks = has(&clause.words, &SENT) || has(&clause.under, &["材料", "附件"]);
        listing = asks || (listing && numbered(&clause.words).is_some());
        if !listing {
            continue;
        }
        for name in names(&clause.words) {
            if found.iter().all(|(known, _)| *known != name) {
                found.push((name, index));
            }
        }
    }
    found
}

/// The documents that a sentence names.
fn names(words: &str) -> Vec<String> {
    let list = words.rsplit(['：', ':']).next().unwrap_or(words);
    let parts: Vec<&str> =
        list.split(['、', '，', ',', '；', ';', '。', '和', '及', '与']).collect();
    let mut names: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        if has(
            part,
            &[
                "如有", "有的", "可附", "自愿", "等", "不需", "无需", "不再", "相关", "有关",
                "其他", "其它",
            ],
        ) {
            continue;
        }
        let name = plain(part);
        let bare = BARE.contains(&name.as_str())
            && parts.get(at + 1).is_some_and(|next| plain(next).ends_with("复印件"));
        let name = if bare { format!("{name}复印件") } else { name };
        if ends(&name, &ENDS) && (3..=LONGEST).contains(&count(&name)) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// A name without its number, what is done with it, how many, and what stands in brackets.
fn plain(part: &str) -> String {
    let mut name = String::new();
    let mut depth = 0_u32;
    for character in part.chars() {
        match character {
            '（' | '(' | '“' | '《' => depth += 1,
            '）' | ')' | '”' | '》' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !character.is_whitespace() => name.push(character),
            _ => {}
        }
    }
    let signs = |c: char| c.is_ascii_digit() || "一二三四五六七八九十①②③④⑤⑥⑦⑧⑨.．".contains(c);
    let mut rest = name.trim_start_matches(signs);
    for verb in SENT {
        rest = rest.rsplit_once(verb).map_or(rest, |(_, behind)| behind);
    }
    let copies = rest.trim_end_matches("份").trim_end_matches(signs).trim_end_matches(['各', '两']);
    if rest.ends_with('份') { copies.to_owned() } else { rest.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Vec<String> {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        documents(&crate::notice::clauses(&lines)).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn documents_are_named_in_many_ways() {
        for (line, wanted) in [
            (
                "申报单位须提交营业执照复印件、获奖证书扫描件各1份。",
                "营业执照复印件 获奖证书扫描件",
            ),
            ("请附身份证和学历证书复印件。", "身份证复印件 学历证书复印件"),
            (
                "需提交以下材料：1.申报表；2.营业执照（副本）复印件；3.无违法违规证明。",
                "营业执照复印件 无违法违规证明",
            ),
            ("报送材料包括推荐表、审计报告及相关证明材料。", "审计报告"),
            ("获奖证书（如有）请附复印件。", ""),
            ("提供照片3张。", ""),
            ("获奖证书的取得时间在2023年以后。", ""),
            ("不再要求提供身份证复印件。", ""),
        ] {
            assert_eq!(read(&[line]).join(" "), wanted, "{line}");
        }
        assert_eq!(
            read(&["三、申报材料", "1.推荐表。", "2.法人登记证书复印件一份。"]),
            ["法人登记证书复印件"]
        );
    }
}
