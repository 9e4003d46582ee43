//! Marks of secrecy. The words are ordinary ones, as in 商业秘密 and 保守秘密; a mark is told from them by
//! the star behind it, by brackets around it, by a line of its own, or by what calls it a level.
//! Source: GB/T 9704-2012, 7.2.2: level and term on the first page, `秘密★1年`.

use super::SensitiveKind;
use super::glyphs::Line;
use super::numbers::Place;

/// The three levels of state secrets, and those of work and trade. Source: 保守国家秘密法 (2024), 密级分为绝密、
/// 机密、秘密三级, and 工作秘密; 中央企业商业秘密保护暂行规定, 核心商密 and 普通商密. 涉密 names none of them.
const LEVELS: [&str; 7] = ["工作秘密", "核心商密", "普通商密", "绝密", "机密", "秘密", "涉密"];

/// What makes a paper of a level: `机密文件`.
const PAPERS: [&str; 6] = ["文件", "材料", "资料", "件", "电报", "事项"];

/// Papers that are for the inside only, and what makes a mark of the word.
const INNER: [&str; 9] = [
    "内部资料",
    "内部材料",
    "内部文件",
    "内部参考",
    "内部使用",
    "内部掌握",
    "内部刊物",
    "内部情况",
    "内部发行",
];
const CAUTIONS: [&str; 22] = [
    "注意保存",
    "注意保密",
    "注意保管",
    "妥善保管",
    "妥善保存",
    "严格保密",
    "请勿外传",
    "请勿外泄",
    "请勿扩散",
    "请勿转发",
    "不得外传",
    "不得外泄",
    "不得扩散",
    "不得公开",
    "严禁外传",
    "严禁外泄",
    "严禁扩散",
    "禁止外传",
    "切勿外传",
    "内部使用",
    "内部掌握",
    "内部传阅",
];

/// What stands beside a mark at the head of a paper.
const BESIDE: [&str; 8] = ["特急", "加急", "平急", "特提", "急件", "内部", "№", "No"];

/// Every mark in a text, in order.
pub(super) fn find(line: &Line) -> Vec<Place> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < line.glyphs.len() {
        let Some((from, to)) = mark(line, at) else {
            at += 1;
            continue;
        };
        let start = line.glyphs[from].start;
        let end = line.glyphs[to - 1].end;
        let kind = SensitiveKind::SecretMark;
        found.push(Place { kind, start, end, masked: String::new() });
        at = to;
    }
    found
}

/// The mark whose word starts here: from where to where.
fn mark(line: &Line, at: usize) -> Option<(usize, usize)> {
    // The first character first: this is asked at each place of a text.
    match line.at(at)? {
        '绝' | '机' | '秘' | '工' | '核' | '普' | '涉' => {
            let word = LEVELS.iter().find_map(|word| word_end(line, at, word))?;
            // 机密文件 is a mark where 机密 is one.
            let spaced = line.after_spaces(word);
            let is_spaced = is_spaced_out(line, at, word)
                || word_end(line, spaced, "件").is_some_and(|to| !continues(line, to));
            let behind = if is_spaced { spaced } else { word };
            let to = PAPERS.iter().find_map(|paper| word_end(line, behind, paper)).unwrap_or(word);
            if is_negated(line, at) {
                return None;
            }
            let star = starred(line, at, word).or_else(|| starred(line, at, to));
            let star = star.or_else(|| with_term(line, word));
            if is_inside(line, at) {
                // 商业秘密 is a word, 商业秘密▲3年 a mark.
                return star.filter(|end| has_term(line, *end)).map(|end| (at, end));
            }
            let whole = star.or_else(|| cautioned(line, at, to));
            let whole =
                whole.or_else(|| level(line, at, word)).or_else(|| called(line, at, to, word));
            let whole = whole.or_else(|| referred(line, at, to, word));
            let whole = whole.or_else(|| declared(line, at, word));
            // 内部秘密文件
            let from = if line.back(at, 2) == "内部" { at - 2 } else { at };
            whole
                .map(|to| (at, to))
                .or_else(|| bracketed(line, from, to))
                .or_else(|| on_its_own(line, at, to))
        }
        '国' => {
            let to = word_end(line, at, "国家秘密")?;
            declared(line, at, to).map(|to| (at, to))
        }
        '内' => {
            let Some(to) = INNER.iter().find_map(|word| word_end(line, at, word)) else {
                return marked_inner(line, at);
            };
            let whole =
                starred(line, at, to).or_else(|| cautioned(line, at, to)).map(|to| (at, to));
            let whole =
                whole.or_else(|| bracketed(line, at, to)).or_else(|| on_its_own(line, at, to));
            whole.or_else(|| for_inside(line, at, to))
        }
        '不' => not_to_be_public(line, at),
        _ => None,
    }
}

/// （内部） at the end of a title or of a line, or before one.
fn marked_inner(line: &Line, at: usize) -> Option<(usize, usize)> {
    let to = word_end(line, at, "内部")?;
    let (from, end) = bracketed(line, at, to)?;
    let is_at_an_end = line.back(from, 1).trim().is_empty() || line.ahead(end, 1).trim().is_empty();
    is_at_an_end.then_some((from, end))
}

/// What official papers say of themselves: 此件不予公开, 公开属性：不予公开. Source: 政府信息公开条例 (2019), 第十五条.
fn not_to_be_public(line: &Line, at: usize) -> Option<(usize, usize)> {
    let to = ["不予公开", "不公开"].iter().find_map(|word| word_end(line, at, word))?;
    if continues(line, to) {
        return None;
    }
    let before = line.back(line.before_spaces(at), 8);
    let words = before.trim_end_matches([':', ' ', '为', '是', '(']);
    let is_of_paper = ITSELF.iter().any(|word| words.ends_with(word))
        || ["公开属性", "公开选项", "公开方式", "公开类型", "公开形式", "公开类别"]
            .iter()
            .any(|word| words.ends_with(word));
    let marked = is_of_paper.then_some((at, to));
    marked.or_else(|| bracketed(line, at, to)).or_else(|| on_its_own(line, at, to))
}

/// Whether it is said not to be: 非涉密★, 不涉密.
fn is_negated(line: &Line, at: usize) -> bool {
    line.back(line.before_spaces(at), 1).ends_with(['非', '不', '未', '无', '去', '脱'])
}

/// Whether it begins a phrase, or stands alone: what is spoken of in a sentence has words right before it.
fn begins_phrase(line: &Line, at: usize) -> bool {
    at == 0 || !line.before(at).is_some_and(char::is_alphanumeric)
}

/// Whether something is said right before it to be one: `属于机密★`.
fn is_said_to_be(line: &Line, at: usize) -> bool {
    let before = line.back(at, 2);
    ["属于", "为", "系", "是", "属"].iter().any(|said| before.ends_with(said))
}

/// Whether a star and how long it is secret end here, or the triangle of trade secrets.
fn has_term(line: &Line, end: usize) -> bool {
    line.back(end, 1).ends_with(|last: char| last.is_alphanumeric() || matches!(last, '▲' | '△'))
}

/// Whether the word is the end of another, as in 商业秘密 and 国家秘密, of which no mark is made.
fn is_inside(line: &Line, at: usize) -> bool {
    let before = line.back(at, 2);
    ["商业", "国家", "技术", "行业", "军事", "个人", "工作"]
        .iter()
        .any(|word| before.ends_with(word))
}

/// `仅供内部参考`, to the end of a phrase.
fn for_inside(line: &Line, at: usize, to: usize) -> Option<(usize, usize)> {
    let before = line.back(at, 2);
    let is_only = before.ends_with("仅供") || before.ends_with("仅限") || before.ends_with("限于");
    let ends = line.at(to).is_none_or(|next| !next.is_alphanumeric());
    (is_only && ends).then(|| (at - 2, to))
}

/// The end of a word that may be spaced out, as in `机　密`.
fn word_end(line: &Line, at: usize, word: &str) -> Option<usize> {
    let mut place = at;
    for (count, character) in word.chars().enumerate() {
        place = if count == 0 { place } else { line.after_spaces(place) };
        if line.at(place) != Some(character) {
            return None;
        }
        place += 1;
    }
    Some(place)
}

/// Whether a word goes on here.
fn continues(line: &Line, to: usize) -> bool {
    line.at(to).is_some_and(char::is_alphanumeric)
}

/// Whether white space parts the characters of a word, as in `机　密　件`.
fn is_spaced_out(line: &Line, from: usize, to: usize) -> bool {
    line.glyphs[from..to].iter().any(|glyph| glyph.folded.is_whitespace())
}

/// The star and the term behind it: `★`, `★1年`, `★ 6个月`, `★长期`. A triangle is the mark of trade secrets; an
/// asterisk needs its term, and so does a star behind a word in a sentence. Several stars praise something.
fn starred(line: &Line, at: usize, to: usize) -> Option<usize> {
    let star = line.after_spaces(to);
    let is_star =
        |place: usize| matches!(line.at(place), Some('★' | '☆' | '▲' | '△' | '*' | '✩' | '⭐'));
    if !is_star(star) || is_star(star + 1) {
        return None;
    }
    let end = term(line, line.after_spaces(star + 1));
    let is_paper = PAPERS.iter().any(|paper| word_end(line, star + 1, paper).is_some());
    let is_mark = begins_phrase(line, at) || is_said_to_be(line, at) || is_paper;
    end.or((line.at(star) != Some('*') && is_mark).then_some(star + 1))
}

/// How long it is secret in brackets: `机密（保密期限20年）`, `绝密（永久）`.
fn with_term(line: &Line, to: usize) -> Option<usize> {
    let open = line.after_spaces(to);
    if line.at(open) != Some('(') {
        return None;
    }
    let words = ["保密期限", "期限", "保密期"];
    let inside = words.iter().find_map(|word| word_end(line, open + 1, word)).unwrap_or(open + 1);
    let from = if matches!(line.at(inside), Some(':' | '为')) { inside + 1 } else { inside };
    let end = word_end(line, from, "永久").or_else(|| term(line, line.after_spaces(from)))?;
    (line.at(end) == Some(')')).then_some(end + 1)
}

/// The end of how long something is secret: `长期`, `1年`, `三十年`, `6个月`, `启用前`.
fn term(line: &Line, from: usize) -> Option<usize> {
    let word =
        ["长期", "启用前", "公布前", "解密前"].iter().find_map(|word| word_end(line, from, word));
    if word.is_some() {
        return word;
    }
    let is_figure = |c: char| c.is_ascii_digit() || "〇一二三四五六七八九十".contains(c);
    let mut unit = from;
    while unit < from + 3 && line.at(unit).is_some_and(is_figure) {
        unit += 1;
    }
    let spaced = line.after_spaces(unit);
    let units = ["年", "个月", "月", "天", "日"];
    let told = units.iter().find(|told| unit > from && line.has(spaced, told))?;
    Some(spaced + told.chars().count())
}

/// `机密级`, where it is a level that something has: not `机密级别`, not `绝密级的东西没有`; `密级：机密`.
fn level(line: &Line, at: usize, to: usize) -> Option<usize> {
    let before = line.back(line.before_spaces(at), 8);
    let named: String = before.chars().filter(|c| !c.is_whitespace()).collect();
    let named = named.trim_end_matches([':', '为', '是', '=', '(', '[', '【']);
    if ["密级", "密级等级", "定密", "保密等级", "保密级别", "涉密等级"]
        .iter()
        .any(|word| named.ends_with(word))
    {
        return Some(if line.at(to) == Some('级') { to + 1 } else { to });
    }
    if line.at(to) != Some('级') || is_denied(line, at, to) {
        return None;
    }
    let mut nouns = OF_A_LEVEL.iter().chain(&PAPERS);
    let paper = nouns.find_map(|paper| word_end(line, to + 1, paper));
    let ends = line.at(to + 1).is_none_or(|next| !next.is_alphanumeric());
    let is_one = |end: &usize| {
        let after = line.ahead(*end, 4);
        !is_spoken_of(line, *end) || OF_ONE_PAPER.iter().any(|word| after.starts_with(word))
    };
    paper.filter(is_one).or(ends.then_some(to + 1))
}

/// What else may have a level; a longer word stands before its beginning.
const OF_A_LEVEL: [&str; 15] = [
    "国家秘密",
    "会议纪要",
    "会议记录",
    "会议",
    "纪要",
    "项目",
    "图纸",
    "档案",
    "信息",
    "数据",
    "报告",
    "文书",
    "地图",
    "成果",
    "载体",
];

/// What a text calls itself.
const ITSELF: [&str; 14] = [
    "本件",
    "此件",
    "该件",
    "本材料",
    "此材料",
    "本文",
    "此文",
    "本方案",
    "本报告",
    "本资料",
    "该材料",
    "附件",
    "该文件",
    "该方案",
];

/// `该方案属于机密`, `本材料涉及国家秘密`: a phrase that ends by saying what something is, or what this text is.
fn declared(line: &Line, at: usize, to: usize) -> Option<usize> {
    let is_end =
        line.at(to).is_none_or(|next| !next.is_alphanumeric() && next != '、' && next != '”');
    let before = line.back(at, 14);
    let phrase = before.rsplit(|c: char| "。;!?,".contains(c)).next().unwrap_or_default();
    let is_itself = ITSELF.iter().any(|word| phrase.contains(word));
    let is_filed =
        ["属于", "属", "列为", "定为", "确定为"].iter().any(|said| phrase.ends_with(said));
    let is_said =
        ["涉及", "含有", "包含", "系", "为", "是", "属"].iter().any(|said| phrase.ends_with(said));
    let is_open = ["是否", "不得", "严禁", "禁止", "如", "若", "凡", "可能", "防止", "避免"]
        .iter()
        .any(|word| phrase.contains(word));
    (is_end && !is_open && !is_denied(line, at, to) && (is_filed || is_itself && is_said))
        .then_some(to)
}

/// `本件为机密文件`, `系机密材料`: something is said to be one.
fn called(line: &Line, at: usize, to: usize, word: usize) -> Option<usize> {
    let more =
        ["信息", "数据", "内容", "会议纪要"].iter().find_map(|what| word_end(line, word, what));
    let to = more.unwrap_or(to);
    let before = line.back(at, 4);
    let is_said =
        ["属于", "属", "系", "为", "是", "此件", "本件"].iter().any(|said| before.ends_with(said));
    (to > word && is_said && !is_denied(line, at, to) && !is_spoken_of(line, to)).then_some(to)
}

/// What is taken from one such paper: 根据县委机密文件精神, 机密文件〔2020〕3号.
fn referred(line: &Line, at: usize, to: usize, word: usize) -> Option<usize> {
    if to == word || is_denied(line, at, to) {
        return None;
    }
    let after = line.ahead(to, 4);
    let before = line.back(at, 10);
    let phrase = before.rsplit(|c: char| "。;!?,".contains(c)).next().unwrap_or_default();
    let counted = after.trim_start_matches(|c: char| c.is_ascii_digit() || COUNTS.contains(c));
    let is_counted = counted.len() < after.len() && counted.starts_with(['份', '件', '册']);
    let is_of_one = OF_ONE_PAPER.iter().any(|word| after.starts_with(word));
    let is_after = AFTER_A_PAPER.iter().any(|word| phrase.contains(word));
    // 涉密文件 are all such papers, unless one is meant.
    let is_level = line.at(at) != Some('涉');
    let ends = after.chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '、')
        || SAID_BY_A_PAPER.iter().any(|word| after.starts_with(word));
    (is_of_one || is_level && (is_counted || is_after && ends)).then_some(to)
}

/// What stands behind one paper, and not behind all of a kind.
const OF_ONE_PAPER: [&str; 12] =
    ["精神", "部署", "指示", "批示", "指出", "载明", "附后", "复印件", "扫描件", "〔", "《", "第"];
/// Numbers that count papers: 机密文件3份, 机密文件十二份.
const COUNTS: &str = "一二两三四五六七八九十几数";
/// The same, where it is said before that something is taken from it.
const SAID_BY_A_PAPER: [&str; 4] = ["要求", "规定", "通知", "内容"];
/// Whose words come from a paper.
const AFTER_A_PAPER: [&str; 9] =
    ["根据", "依据", "按照", "遵照", "摘自", "引自", "现附", "随附", "转发"];

/// Whether more is said of such papers in general: 机密文件管理, 秘密级文件的.
fn is_spoken_of(line: &Line, to: usize) -> bool {
    line.at(to)
        .is_some_and(|next| next.is_alphanumeric() && !matches!(next, '请' | '严' | '禁' | '不'))
}

/// Whether the phrase says that there is none: 不属于机密文件, 绝密级的没有.
fn is_denied(line: &Line, at: usize, to: usize) -> bool {
    let ends_phrase = |c: char| "。;!?,".contains(c);
    let before = line.back(at, 10);
    let phrase = before.rsplit(ends_phrase).next().unwrap_or_default();
    let after = line.ahead(to, 8);
    let behind = after.split(ends_phrase).next().unwrap_or_default();
    let none = ["没有", "不含", "不涉", "不属", "不是", "并非", "非", "无", "未"];
    none.iter().any(|word| phrase.contains(word)) || behind.contains("没有")
}

/// The brackets of one kind right around it. Quotes and book titles are not: they hold words.
fn bracketed(line: &Line, at: usize, to: usize) -> Option<(usize, usize)> {
    let open = line.before_spaces(at).checked_sub(1)?;
    let close = line.after_spaces(to);
    let pair = (line.at(open)?, line.at(close)?);
    let is_pair =
        matches!(pair, ('(', ')') | ('[', ']') | ('【', '】') | ('〔', '〕') | ('〖', '〗'));
    is_pair.then_some((open, close + 1))
}

/// Nothing else on the line but the term, the number of the copy and the urgency.
fn on_its_own(line: &Line, at: usize, to: usize) -> Option<(usize, usize)> {
    let end = term(line, line.after_spaces(to)).unwrap_or(to);
    let is_beside = |text: String| {
        let words: Vec<&str> =
            text.split(char::is_whitespace).filter(|word| !word.is_empty()).collect();
        let is_number = |word: &str| word.chars().all(|c| c.is_ascii_digit());
        words.iter().all(|word| BESIDE.contains(word) || is_number(word))
    };
    // Longer than a mark may be is a sentence.
    let (before, after) = (line.back(at, MOST_BESIDE), line.ahead(end, MOST_BESIDE));
    let is_short = before.chars().count() < MOST_BESIDE && after.chars().count() < MOST_BESIDE;
    (is_short && is_beside(before) && is_beside(after)).then_some((at, end))
}

/// So many characters stand at most before or behind a mark on its line.
const MOST_BESIDE: usize = 40;

/// What makes a mark of 内部资料: `内部资料，注意保存`. Within a sentence it is a rule for such papers: 要求涉密资料不得外传.
fn cautioned(line: &Line, at: usize, to: usize) -> Option<usize> {
    if !begins_phrase(line, at) && !is_said_to_be(line, at) {
        return None;
    }
    let mut place = line.after_spaces(to);
    if line.at(place).is_some_and(|c| ",;:。、·!-—★".contains(c)) {
        place = line.after_spaces(place + 1);
    }
    CAUTIONS.iter().find_map(|word| word_end(line, place, word))
}
