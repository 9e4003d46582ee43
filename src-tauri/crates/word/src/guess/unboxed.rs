//! Options without boxes: `A.种植 B.养殖`, `1.是 2.否`, `是/否`, `种植、养殖、加工（打√）`, `（请选择：甲、乙、丙）`. Only
//! what can be nothing else is taken for options: a count from its first sign on, opposites, and words of which it
//! is said that one chooses among them.

use catalog::OptionMark;

use crate::guess::options::{Options, Piece, choice};
use crate::guess::text::{count, has, squeezed};

/// Judgement: the longest options of forms have some twenty characters; what is longer is a sentence.
const LONGEST_OPTION: usize = 20;
/// Numbered words are options by themselves only where they are as short as answers.
const LONGEST_ANSWER: usize = 6;
/// Beside each other they are answers to a question, and nothing else.
const OPPOSITES: [[&str; 2]; 11] = [
    ["是", "否"],
    ["有", "无"],
    ["男", "女"],
    ["同意", "不同意"],
    ["合格", "不合格"],
    ["通过", "不通过"],
    ["已婚", "未婚"],
    ["愿意", "不愿意"],
    ["属于", "不属于"],
    ["推荐", "不推荐"],
    ["服从", "不服从"],
];
/// What says that something is to be ticked.
const TICKS: [&str; 13] = [
    "打√",
    "划√",
    "画√",
    "打“√”",
    "划“√”",
    "画“√”",
    "打勾",
    "打钩",
    "划勾",
    "画勾",
    "勾选",
    "打对号",
    "√选",
];
/// What says that one of some is to be chosen.
const CHOOSE: [&str; 11] =
    ["请选择", "请选", "选填", "任选", "单选", "多选", "选一", "选择其", "选其", "可选", "中选"];
/// How such words end: what is left are the options.
const ENDS: [&str; 10] = [
    "中任选一项",
    "中选一项",
    "任选一项",
    "任选其一",
    "选其一",
    "选一项",
    "选一",
    "中选择",
    "单选",
    "多选",
];

/// Whether words say that something is to be ticked.
fn says_tick(words: &str) -> bool {
    has(&squeezed(words), &TICKS)
}

/// Whether words say that one or some are chosen or ticked.
pub(crate) fn says_choose(words: &str) -> bool {
    says_tick(words) || has(&squeezed(words), &CHOOSE)
}

/// The options of a text without boxes; `told` says that its label asks to choose.
pub(crate) fn options(text: &str, told: bool) -> Option<Options> {
    let told = told || says_tick(text);
    let pieces = counted(text, told).or_else(|| listed(text, told))?;
    Some(Options { pieces, box_after: false, mark: OptionMark::Square })
}

/// The options of a line outside of tables, where others only count what they say: those of a line that asks for a
/// tick, or leads to letters by a colon.
pub(crate) fn in_line(text: &str) -> Option<Options> {
    let lead = |found: &Options| match found.pieces.first() {
        Some(Piece::Words(words)) => words.ends_with(['：', ':']),
        _ => false,
    };
    let letters = || of_series(text, Series::Letters, false);
    let pieces = if says_tick(text) { counted(text, true) } else { letters() }?;
    Some(Options { pieces, box_after: false, mark: OptionMark::Square }).filter(lead)
}

/// The options that a label lists in its brackets: `（是/否）`, `（国家级/省级/市级）`, `（请选择：甲、乙）`.
pub(crate) fn in_brackets(label: &str) -> Option<Vec<String>> {
    let mut rest = label;
    while let Some((_, after)) = rest.split_once(['（', '(']) {
        let (inside, after) = after.split_once(['）', ')']).unwrap_or((after, ""));
        let names = apart(inside, false).map(|names| names.words);
        if names.is_some() {
            return names;
        }
        rest = after;
    }
    None
}

/// Names that stand apart from each other, and the words before and behind them.
struct Apart {
    lead: String,
    words: Vec<String>,
    tail: String,
}

/// Takes names apart where they are chosen among.
fn apart(text: &str, told: bool) -> Option<Apart> {
    let text = text.trim();
    let told = told || says_choose(text);
    let (body, note) = without_note(text);
    let asks = body.split_once(['：', ':']).filter(|(lead, _)| says_choose(lead));
    let (lead, body) =
        asks.map_or((String::new(), body), |(lead, body)| (format!("{lead}："), body));
    let plain = body.trim().trim_end_matches(['。', '；', '，']);
    let end = ENDS.iter().find(|end| plain.ends_with(**end)).copied().unwrap_or_default();
    let plain = plain.strip_suffix(end).unwrap_or(plain).trim_end_matches(['，', ',', '；', '、']);
    let plain = plain.strip_prefix('从').filter(|_| !end.is_empty()).unwrap_or(plain);
    let signs = signs_between(plain)?;
    let words = plain.split(signs).map(squeezed).filter(|word| !word.is_empty());
    let words: Vec<String> = words.collect();
    let names = words.len() >= 2 && words.iter().all(|word| is_name(word)) && !is_twice(&words);
    let slashed = signs.contains(&'/') && words.len() >= 3;
    let sure = told || is_opposite(&words) || is_scale(&words) || slashed;
    let tail = if note.is_empty() { end } else { note }.to_owned();
    (names && sure).then_some(Apart { lead, words, tail })
}

/// The signs by which names stand apart.
fn signs_between(text: &str) -> Option<&'static [char]> {
    const SLASHES: &[char] = &['/', '／', '|', '｜', '\n'];
    const COMMAS: &[char] = &['、', '，', ',', '；', ';', '\n'];
    const BLANKS: &[char] = &[' ', '\u{3000}', '\n'];
    [SLASHES, COMMAS, BLANKS].into_iter().find(|signs| text.contains(*signs))
}

/// A text, and the note in brackets at its end that only says to choose: `甲、乙（打√）`.
fn without_note(text: &str) -> (&str, &str) {
    let Some(inside) = text.strip_suffix(['）', ')']) else { return (text, "") };
    let Some(at) = inside.rfind(['（', '(']).filter(|at| *at > 0) else { return (text, "") };
    if says_choose(&text[at..]) { (&text[..at], &text[at..]) } else { (text, "") }
}

/// Opposites, or names that are chosen among, with the words around them.
fn listed(text: &str, told: bool) -> Option<Vec<Piece>> {
    let whole = text.trim();
    let inside = whole.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']));
    let (open, close) = if inside.is_some() { ("（", "）") } else { ("", "") };
    let found = apart(inside.unwrap_or(whole), told)?;
    // Three names between slashes may as well be a label.
    let sure = is_opposite(&found.words) || is_scale(&found.words);
    if !told && !says_choose(whole) && !sure {
        return None;
    }
    let mut pieces = vec![Piece::Words(format!("{open}{}", found.lead))];
    pieces.extend(found.words.iter().map(|word| Piece::Option(choice(word))));
    pieces.push(Piece::Words(format!("{}{close}", found.tail)));
    pieces.retain(|piece| !matches!(piece, Piece::Words(words) if words.is_empty()));
    Some(pieces)
}

fn is_name(option: &str) -> bool {
    (1..=LONGEST_OPTION).contains(&count(option))
        && !option.contains(['。', '；', '？', '?', '“', '《'])
        && option.chars().any(char::is_alphabetic)
        && !says_choose(option)
}

fn is_twice(options: &[String]) -> bool {
    options.iter().enumerate().any(|(at, option)| options[..at].contains(option))
}

/// Whether names are steps of one scale: 国家级 省级 市级, 一等奖 二等奖 三等奖.
fn is_scale(options: &[String]) -> bool {
    const STEPS: [char; 7] = ['级', '类', '等', '档', '奖', '型', '星'];
    let step = options.first().and_then(|first| first.chars().last());
    options.len() >= 3
        && step.is_some_and(|step| STEPS.contains(&step))
        && options.iter().all(|option| option.chars().last() == step && count(option) <= 4)
}

fn is_opposite(options: &[String]) -> bool {
    let [a, b] = options else { return false };
    OPPOSITES.iter().any(|[one, other]| (a == one && b == other) || (a == other && b == one))
}

/// The name of an option without the letter or number in front: `C.其他` is 其他.
pub(crate) fn without_sign(option: &str) -> &str {
    let all = [Series::Letters, Series::Rings, Series::Numbers];
    let signs = all.into_iter().flat_map(|series| (0..9).map(move |index| (series, index)));
    let length = signs.filter_map(|(series, index)| series.sign(option, index)).max();
    &option[length.unwrap_or_default()..]
}

/// How options are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Series {
    /// A, B, C.
    Letters,
    /// 1, 2, 3.
    Numbers,
    /// ①, ②, ③.
    Rings,
}

impl Series {
    /// The length of the sign of an index at the beginning of a text, with the point behind it.
    fn sign(self, text: &str, index: u8) -> Option<usize> {
        let first = text.chars().next()?;
        let ring = char::from_u32(0x2460 + u32::from(index))?;
        let full = char::from_u32(0xFF21 + u32::from(index))?;
        let (fits, point) = match self {
            Self::Letters => (first == char::from(b'A' + index) || first == full, true),
            Self::Numbers => (first == char::from(b'1' + index), true),
            Self::Rings => (first == ring, false),
        };
        let own = first.len_utf8();
        if !fits || !point {
            return fits.then_some(own);
        }
        let rest = &text[own..];
        let point = rest.chars().next().filter(|c| ".．、)）:：".contains(*c))?;
        // 1.5 is no first option, nor is the time 1:30.
        let behind = rest[point.len_utf8()..].chars().next()?;
        (!behind.is_ascii_digit()).then_some(own + point.len_utf8())
    }

    /// Where each sign stands, and where the words behind it begin.
    fn signs(self, text: &str) -> Vec<(usize, usize)> {
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut before = ' ';
        for (at, character) in text.char_indices() {
            let index = u8::try_from(found.len()).unwrap_or(u8::MAX);
            if index < 9
                && !before.is_ascii_alphanumeric()
                && let Some(length) = self.sign(&text[at..], index)
            {
                found.push((at, at + length));
            }
            before = character;
        }
        found
    }
}

/// Options with letters or numbers in front, which stay part of their names.
fn counted(text: &str, told: bool) -> Option<Vec<Piece>> {
    [Series::Letters, Series::Rings, Series::Numbers]
        .into_iter()
        .find_map(|series| of_series(text, series, told))
}

fn of_series(text: &str, series: Series, told: bool) -> Option<Vec<Piece>> {
    let signs = series.signs(text);
    let (first, _) = *signs.first()?;
    let lead = text[..first].trim();
    let lines = text.lines().filter(|line| !squeezed(line).is_empty()).count();
    let mut pieces = Vec::new();
    let mut names: Vec<String> = Vec::new();
    let mut tail = "";
    if !squeezed(lead).is_empty() {
        pieces.push(Piece::Words(lead.to_owned()));
    }
    for (index, (from, begins)) in signs.iter().enumerate() {
        let end = signs.get(index + 1).map_or(text.len(), |(next, _)| *next);
        let (words, note) = without_note(text[*from..end].trim());
        tail = note;
        let words =
            words.trim_end_matches(['、', '，', ',', '；', ';', '/', '／', ' ', '\u{3000}', '\n']);
        let name = words.get(begins - from..).unwrap_or_default();
        names.push(squeezed(name));
        pieces.push(Piece::Option(choice(&words.replace('\n', ""))));
        if text[*from..end].contains('\n') && index + 1 < signs.len() {
            pieces.push(Piece::Break);
        }
    }
    if !tail.is_empty() {
        pieces.push(Piece::Words(tail.to_owned()));
    }
    let short = names.iter().all(|name| is_name(name)) && names.len() >= 2;
    let answers = names.iter().all(|name| count(name) <= LONGEST_ANSWER) && lead.is_empty();
    // Numbered words under each other are what to write about, unless they are to be ticked.
    let sure = match series {
        Series::Letters => lead.is_empty() || lead.ends_with(['：', ':', '）', ')']),
        Series::Rings | Series::Numbers => answers && lines == 1,
    };
    (short && (told || sure)).then_some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, told: bool) -> Option<String> {
        let pieces = options(text, told)?.pieces.into_iter().map(|piece| match piece {
            Piece::Words(words) => format!("“{words}”"),
            Piece::Option(choice) if choice.extra.is_some() => format!("{}+", choice.label),
            Piece::Option(choice) => choice.label,
            Piece::Break => "/".into(),
        });
        Some(pieces.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn options_without_boxes_are_read() {
        for (text, wanted) in [
            ("A.种植  B.养殖  C.加工（打√）", "A.种植 B.养殖 C.加工 “（打√）”"),
            ("A、种植业；B、养殖业；C、其他：____", "A、种植业 B、养殖业 C、其他+"),
            ("A.种植\nB.养殖", "A.种植 / B.养殖"),
            ("1.是  2.否", "1.是 2.否"),
            ("①有 ②无", "①有 ②无"),
            ("是/否", "是 否"),
            ("是    否", "是 否"),
            ("男／女", "男 女"),
            ("同意、不同意", "同意 不同意"),
            ("（请选择：甲、乙、丙）", "“（请选择：” 甲 乙 丙 “）”"),
            ("请选择：省级、市级", "“请选择：” 省级 市级"),
            ("种植、养殖、加工（打√）", "种植 养殖 加工 “（打√）”"),
            ("企业/合作社/农户（请勾选）", "企业 合作社 农户 “（请勾选）”"),
            ("国家级  省级  市级  县级", "国家级 省级 市级 县级"),
            ("一等奖、二等奖、三等奖", "一等奖 二等奖 三等奖"),
        ] {
            assert_eq!(shown(text, false).as_deref(), Some(wanted), "{text}");
        }
        assert_eq!(shown("企业  合作社  农户", true).as_deref(), Some("企业 合作社 农户"));
    }

    #[test]
    fn what_only_looks_like_options_is_none() {
        for text in [
            "姓名/性别/年龄",
            "职称/职务",
            "1.场地条件与设备情况\n2.人员配备",
            "注：1.本表一式三份，A4纸打印；2.照片另附。",
            "1.5米",
            "（可多选）",
            "（选填，如有）",
            "（请选择附件中的类别、等级）",
            "例：2020.09",
            "王某、李某",
            "APP名称",
            "包括场地、设备和计划。",
        ] {
            assert_eq!(shown(text, false), None, "{text}");
        }
    }

    #[test]
    fn brackets_of_a_label_may_list_options() {
        let listed = |label: &str| in_brackets(label).map(|names| names.join("|"));
        assert_eq!(listed("是否党员（是/否）").as_deref(), Some("是|否"));
        assert_eq!(listed("级别（国家级/省级/市级）").as_deref(), Some("国家级|省级|市级"));
        assert_eq!(listed("类型（请选择：甲、乙、丙）").as_deref(), Some("甲|乙|丙"));
        assert_eq!(listed("类型（从甲类、乙类中选择）").as_deref(), Some("甲类|乙类"));
        assert_eq!(listed("单位（职称/职务）"), None);
        assert_eq!(listed("经费（万元）"), None);
        assert_eq!(listed("主要成员（姓名、单位、职务）"), None);
    }
}
