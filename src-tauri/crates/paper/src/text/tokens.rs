//! What is not torn although UAX 14 would: numbers with what they count, document numbers, addresses of
//! the web. An address may be torn behind its own marks when the line would stand half empty.

use foundation::character::is_han;

use super::atoms::Atom;

/// Whether a line may end behind an atom; the later, the better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum End {
    /// Only when a word is longer than the line and must be torn.
    Never,
    /// When the line has no other end: inside the name of a document number, or between a box and its words.
    Last,
    /// When a justified line would gape otherwise: at the seams of a document number or a range.
    Seam,
    /// When the line would stand half empty otherwise: inside an address of the web.
    Loose,
    /// Everywhere else.
    Free,
}

/// Between the digits of one number, date, ratio, range or telephone number.
const IN_NUMBERS: &str = ",.:-/∶：～~–—－×*";
/// Between the two ends of a range; it may be torn behind them in need.
pub(super) const IN_RANGES: &str = "～~–—";
/// Behind a number, also before the other end of a range.
const BEHIND_NUMBERS: &str = "%％‰℃°′″";
/// Before a number.
const BEFORE_NUMBERS: &str = "+-−±＋－≥≤≈<>＜＞第";
/// Between a number and its unit.
const MULTIPLIERS: &str = "十百千万亿";
/// More or less: 3000余户, 2亿多元.
const ABOUT: &str = "余多";
/// Units as official papers have them; the first that fits counts. Source: 国务院关于在我国统一实行法定
/// 计量单位的命令 (1984), and the measure words of the forms in `assets/forms`.
const UNITS: &[&str] = &[
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "人民币",
    "工作日",
    "公里",
    "千米",
    "厘米",
    "毫米",
    "公斤",
    "千克",
    "公顷",
    "公升",
    "毫升",
    "小时",
    "分钟",
    "千瓦",
    "兆瓦",
    "美元",
    "欧元",
    "港元",
    "人次",
    "车次",
    "周年",
    "年度",
    "世纪",
    "季度",
    "个月",
    "周",
    "年",
    "月",
    "日",
    "号",
    "时",
    "分",
    "秒",
    "元",
    "角",
    "个",
    "人",
    "户",
    "次",
    "吨",
    "米",
    "克",
    "斤",
    "亩",
    "件",
    "项",
    "台",
    "套",
    "家",
    "名",
    "位",
    "村",
    "岁",
    "倍",
    "期",
    "批",
    "条",
    "只",
    "头",
    "份",
    "度",
    "页",
    "字",
];
/// Latin units that may stand behind a number and a space.
const LATIN_UNITS: &[&str] = &[
    "km²", "m²", "m³", "km", "cm", "mm", "m", "kg", "g", "t", "h", "min", "s", "kWh", "kW", "MW",
    "W", "V", "A", "MB", "GB", "TB", "KB", "Mbps", "Gbps", "Hz", "MHz", "GHz", "ha", "L", "mL",
    "%",
];
/// Letters right behind a number that are read as its unit: Mbps. Judgement: longer ones are a word.
const LONGEST_LATIN_UNIT: usize = 4;
/// Behind these an address may be torn; no hyphen is put there, for it would be read as part of it.
const IN_ADDRESSES: &str = "/?&-.=";
/// The name before 〔2024〕13号 has no more characters than this. Judgement: 皖网信办函 has five.
const LONGEST_NAME: usize = 7;
/// Words before a document's name that are no part of it.
const BEFORE_NAMES: &str = "据照按见和及与由以依经的";

/// Takes away the ends inside of what stays whole.
pub(crate) fn keep_whole(atoms: &[Atom], ends: &mut [End]) {
    let mut index = 0;
    while index < atoms.len() {
        let character = atoms[index].character;
        let next = if character.is_ascii_graphic() {
            address(atoms, ends, index)
        } else if character == '〔' {
            document_number(atoms, ends, index)
        } else {
            None
        };
        let next = next.or_else(|| number(atoms, ends, index));
        index = next.unwrap_or(index + 1);
    }
}

fn character(atoms: &[Atom], index: usize) -> char {
    atoms.get(index).map_or('\0', |atom| atom.character)
}

fn tie(ends: &mut [End], from: usize, to: usize, end: End) {
    ends[from..to].iter_mut().for_each(|old| *old = end.min(*old));
}

/// A number with its sign, the other end of its range, and what it counts. Returns where it ends.
fn number(atoms: &[Atom], ends: &mut [End], start: usize) -> Option<usize> {
    if !is_digit(character(atoms, start)) {
        return None;
    }
    let mut end = start;
    let mut seams = Vec::new();
    loop {
        end += atoms[end..].iter().take_while(|atom| is_digit(atom.character)).count();
        let mut next = end;
        while BEHIND_NUMBERS.contains(character(atoms, next)) {
            next += 1;
        }
        if IN_NUMBERS.contains(character(atoms, next)) && is_digit(character(atoms, next + 1)) {
            end = next + 1;
            if IN_RANGES.contains(character(atoms, next)) {
                seams.push(next);
            }
        } else {
            break;
        }
    }
    let signed = start > 0 && BEFORE_NUMBERS.contains(character(atoms, start - 1));
    tie(ends, start - usize::from(signed), end - 1, End::Never);
    // Behind the digits: 亿元, ％, km², 元/亩, mg/L.
    let unit = unit_and_what_it_is_for(atoms, end);
    if unit > 0 {
        tie(ends, end - 1, end + unit - 1, End::Never);
    }
    seams.into_iter().for_each(|seam| ends[seam] = End::Seam);
    Some(end)
}

/// The number of atoms of a unit and of another one behind a slash: 1.8万元/户, 0.18mg/L.
fn unit_and_what_it_is_for(atoms: &[Atom], start: usize) -> usize {
    let letters = |from: usize| {
        let letters = atoms.iter().skip(from).take_while(|atom| atom.character.is_alphabetic());
        let latin = letters.take_while(|atom| !is_han(atom.character)).count();
        if latin <= LONGEST_LATIN_UNIT { latin } else { 0 }
    };
    let one = |from: usize| unit(atoms, from).max(letters(from));
    let first = one(start);
    let slash = start + first;
    let is_slash = matches!(character(atoms, slash), '/' | '／');
    let second = if first > 0 && is_slash { one(slash + 1) } else { 0 };
    if second > 0 { first + 1 + second } else { unit(atoms, start) }
}

/// The number of atoms of the unit that begins here.
fn unit(atoms: &[Atom], start: usize) -> usize {
    let begins = |word: &str, at: usize| {
        word.chars().enumerate().all(|(place, one)| character(atoms, at + place) == one)
    };
    if character(atoms, start) == ' ' {
        let latin = LATIN_UNITS.iter().filter(|word| begins(word, start + 1));
        let length = latin.map(|word| word.chars().count()).max().unwrap_or(0);
        let whole = !character(atoms, start + 1 + length).is_ascii_alphanumeric();
        return if length > 0 && whole { length + 1 } else { 0 };
    }
    let multiplied = |from: usize| {
        let count = atoms.iter().skip(from).take_while(|atom| MULTIPLIERS.contains(atom.character));
        from + count.count()
    };
    let counted = |from: usize| {
        let word = UNITS.iter().find(|word| begins(word, from));
        from + word.map_or(0, |word| word.chars().count())
    };
    let end = multiplied(start);
    if ABOUT.contains(character(atoms, end)) {
        let further = counted(multiplied(end + 1));
        return if further > end + 1 { further } else { end } - start;
    }
    counted(end) - start
}

/// 皖网信办函〔2024〕13号. Returns where its year begins: that, and the 13, are numbers too.
fn document_number(atoms: &[Atom], ends: &mut [End], start: usize) -> Option<usize> {
    let digits = |from: usize| {
        from + atoms.iter().skip(from).take_while(|atom| is_digit(atom.character)).count()
    };
    let year = digits(start + 1);
    let first = year + 1 + usize::from(character(atoms, year + 1) == '第');
    let end = digits(first);
    let fits = year > start + 1 && end > first;
    if !fits || character(atoms, year) != '〕' || character(atoms, end) != '号' {
        return None;
    }
    let is_name = |atom: &&Atom| is_han(atom.character) && !BEFORE_NAMES.contains(atom.character);
    let name = atoms[..start].iter().rev().take(LONGEST_NAME + 1).take_while(is_name).count();
    // A longer run of characters is a sentence; only its last one is surely of the name.
    let name = if name > LONGEST_NAME { 1 } else { name };
    tie(ends, start - name, start, End::Last);
    tie(ends, start, end, End::Last);
    // Its year and its number may part, and its name from both.
    for seam in [start.checked_sub(1), Some(year)].into_iter().flatten() {
        if ends[seam] == End::Last {
            ends[seam] = End::Seam;
        }
    }
    Some(start + 1)
}

/// An address of the web or of mail. Returns where it ends.
fn address(atoms: &[Atom], ends: &mut [End], start: usize) -> Option<usize> {
    if start > 0 && atoms[start - 1].character.is_ascii_graphic() {
        return None;
    }
    let token = &atoms[start..];
    let length = token.iter().take_while(|atom| atom.character.is_ascii_graphic()).count();
    let token = &token[..length];
    if length < 4 || !is_address(token) {
        // GB/T is one word although UAX 14 takes the slash for an end.
        for (place, atom) in token.iter().enumerate() {
            if atom.character == '/' && place + 1 < length {
                let end = &mut ends[start + place];
                *end = End::Loose.min(*end);
            }
        }
        return None;
    }
    for place in 0..length - 1 {
        let (here, next) = (token[place].character, token[place + 1].character);
        let mark = |one: char| IN_ADDRESSES.contains(one) || one == '@';
        let begins = place > 1 && here == '/' && token[place - 1].character == '/';
        let torn = mark(here) && !mark(next) && !begins && next.is_ascii_alphanumeric();
        ends[start + place] = if torn { End::Loose } else { End::Never };
    }
    Some(start + length)
}

fn is_address(token: &[Atom]) -> bool {
    let host = || token.iter().take_while(|atom| atom.character != '/').map(|atom| atom.character);
    let is_mail = token.iter().any(|atom| atom.character == '@');
    let has_scheme =
        token.windows(3).any(|three| three.iter().map(|atom| atom.character).eq("://".chars()));
    let has_path = host().count() < token.len();
    let has_host = host().any(|one| one == '.') && ends_as_a_host(token);
    let is_www = host().take(4).eq("www.".chars());
    is_mail || has_scheme || is_www || (has_path && has_host)
}

/// Whether what stands before the first slash ends with a name of letters, as `.cn` and `.com` do; 38.5kg does not.
fn ends_as_a_host(token: &[Atom]) -> bool {
    let host = token.iter().take_while(|atom| !matches!(atom.character, '/' | ':'));
    let host: Vec<char> = host.map(|atom| atom.character).collect();
    let last = host.rsplit(|one| *one == '.').next().unwrap_or(&[]);
    last.len() > 1 && last.iter().all(char::is_ascii_alphabetic)
}

/// Digits, also full-width ones.
pub(crate) fn is_digit(character: char) -> bool {
    matches!(character, '0'..='9' | '０'..='９')
}

#[cfg(test)]
mod tests {
    use crate::text::breaks::tests::pieces_of;

    #[test]
    fn numbers_stay_whole_and_with_what_they_count() {
        assert_eq!(pieces_of("达98%以上"), ["达", "98%", "以", "上"]);
        assert_eq!(pieces_of("共1,280户"), ["共", "1,280户"]);
        assert_eq!(pieces_of("于2018年5月"), ["于", "2018年", "5月"]);
        assert_eq!(pieces_of("收入1,280.50万元整"), ["收", "入", "1,280.50万元", "整"]);
        assert_eq!(pieces_of("覆盖63%～68%的"), ["覆", "盖", "63%～|68%", "的"]);
        assert_eq!(pieces_of("约5万～8万元"), ["约", "5万～|8万元"]);
        assert_eq!(pieces_of("于2018-05止"), ["于", "2018-05", "止"]);
        assert_eq!(pieces_of("比1∶2大"), ["比", "1∶2", "大"]);
        assert_eq!(pieces_of("电+86-10-8765止"), ["电", "+86-10-8765", "止"]);
        assert_eq!(pieces_of("面积3平方公里内"), ["面", "积", "3平方公里", "内"]);
        assert_eq!(pieces_of("长5 km，宽3m。"), ["长", "5 km，", "宽", "3m。"]);
        assert_eq!(pieces_of("１２３户"), ["１２３户"]);
        assert_eq!(pieces_of("投入3亿多元"), ["投", "入", "3亿多元"]);
    }

    #[test]
    fn a_quantity_for_another_is_no_address() {
        assert_eq!(pieces_of("产38.5kg/亩的"), ["产", "38.5kg/亩", "的"]);
        assert_eq!(pieces_of("含0.18mg/L氨"), ["含", "0.18mg/L", "氨"]);
        assert_eq!(pieces_of("达1.8万元/户，"), ["达", "1.8万元/户，"]);
        assert_eq!(pieces_of("每2次/周去"), ["每", "2次/周", "去"]);
    }

    #[test]
    fn a_range_has_a_seam() {
        assert_eq!(pieces_of("为12,800元～15,600元的"), ["为", "12,800元～|15,600元", "的"]);
        assert_eq!(pieces_of("为100～150kg的"), ["为", "100～|150kg", "的"]);
    }

    #[test]
    fn document_numbers_stay_whole_where_a_line_can_hold_them() {
        assert_eq!(
            pieces_of("按皖网信办函〔2024〕13号办"),
            ["按", "皖|网|信|办|函|〔2024〕|13号", "办"]
        );
        assert_eq!(pieces_of("（国发〔1999〕25号）"), ["（国|发|〔1999〕|25号）"]);
    }

    #[test]
    fn addresses_are_torn_behind_their_marks_only() {
        assert_eq!(
            pieces_of("见https://a.cn/b-c/?d=1&e=2。"),
            ["见", "https://a.|cn/|b-|c/?|d=|1&|e=|2。"]
        );
        assert_eq!(pieces_of("邮箱li.ming@x.gov.cn，"), ["邮", "箱", "li.|ming@|x.|gov.|cn，"]);
        assert_eq!(pieces_of("www.a.cn网"), ["www.|a.|cn", "网"]);
        assert_eq!(pieces_of("用and/or写"), ["用", "and/|or", "写"]);
        assert_eq!(pieces_of("按GB/T 9704执行"), ["按", "GB/|T ", "9704", "执", "行"]);
    }
}
