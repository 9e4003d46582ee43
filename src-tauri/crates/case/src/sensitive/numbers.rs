//! Numbers of persons in running text: ID numbers and those made of them, mobile numbers, bank cards; those of passports
//! and of service cards stand in `documents`. Whether the digits are right, `codes` says; here is where a number starts and ends, and what its
//! surroundings make of it.

use foundation::Date;
use foundation::character::is_dash;

use super::SensitiveKind;
use super::around::{self, ends_freely, is_counted, is_labelled, label, near, starts_freely};
use super::documents;
use super::glyphs::{Join, Line, Run, is_line_end, is_space};
use crate::codes::bank_card::{has_right_check, looks_like_bank_card};
use crate::codes::id_number::is_id_number;
use crate::codes::{CodeVerdict, uscc};

/// Something found: bytes and mask.
pub(super) struct Place {
    pub(super) kind: SensitiveKind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) masked: String,
}

/// A number by its glyphs, and its characters.
pub(super) struct Number {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) digits: Vec<u8>,
}

/// Every number of a person in a text; they may overlap.
pub(super) fn find(line: &Line, today: Date) -> Vec<Place> {
    let mut found = documents::passports(line);
    found.extend(documents::service_cards(line));
    let links = around::links(line);
    let mut next = 0;
    let mut link = 0;
    for at in 0..line.runs.len() {
        let from = line.runs[at].from;
        while links.get(link).is_some_and(|(_, end)| *end <= from) {
            link += 1;
        }
        let in_link = links.get(link).is_some_and(|(start, _)| *start <= from);
        if from < next || in_link {
            continue;
        }
        let Some((number, kind)) = of_a_person(line, at, today) else { continue };
        next = number.to;
        found.push(place(line, &number, kind));
    }
    found
}

/// The number of a person that starts with a run.
fn of_a_person(line: &Line, at: usize, today: Date) -> Option<(Number, SensitiveKind)> {
    let of = |kind| move |number| (number, kind);
    let student = student_number(line, at, today).map(of(SensitiveKind::StudentNumber));
    if student.is_some() || !starts_freely(line, line.runs[at].from) {
        return student;
    }
    disability_card(line, at, today)
        .map(of(SensitiveKind::DisabilityCard))
        .or_else(|| id_number(line, at, today).map(of(SensitiveKind::IdNumber)))
        .or_else(|| old_id_number(line, at, today).map(of(SensitiveKind::IdNumber)))
        .or_else(|| mobile(line, at).map(of(SensitiveKind::Mobile)))
        .or_else(|| bank_card(line, at).map(of(SensitiveKind::BankCard)))
}

/// The place of a number with its mask.
pub(super) fn place(line: &Line, number: &Number, kind: SensitiveKind) -> Place {
    // Judgement: the first three and last two of an ID number tell the region, and no person.
    let (front, back) = match kind {
        SensitiveKind::IdNumber | SensitiveKind::DisabilityCard => (3, 2),
        SensitiveKind::StudentNumber => (4, 2),
        SensitiveKind::Mobile => (3, 4),
        SensitiveKind::BankCard => (0, 4),
        SensitiveKind::Passport | SensitiveKind::ServiceCard | SensitiveKind::SecretMark => (1, 2),
    };
    let shown = |at: usize| at < front || at + back >= number.digits.len();
    let masked = number.digits.iter().enumerate();
    let masked = masked.map(|(at, byte)| if shown(at) { char::from(*byte) } else { '*' }).collect();
    let start = line.glyphs[number.from].start;
    let end = line.glyphs[number.to - 1].end;
    Place { kind, start, end, masked }
}

/// What an ID number is called right before it.
const ID_LABELS: &[&str] = &[
    "身份证",
    "身份证号",
    "身份证号码",
    "身份证件号",
    "身份证件号码",
    "身份证编号",
    "身份号码",
    "公民身份号",
    "证件号",
    "证件号码",
    "ID",
    "IDNo",
];

/// 18 characters, however they are parted. A label makes one of what has a slip in it.
fn id_number(line: &Line, at: usize, today: Date) -> Option<Number> {
    let number = eighteen(line, at)?;
    if !ends_freely(line, number.to) {
        return None;
    }
    if is_id_number(&number.digits, today) {
        // Digits alone may be right as both; then the label decides.
        let is_other = is_uscc(&number.digits) && label(line, number.from).ends_with("代码");
        return (!is_other).then_some(number);
    }
    let is_meant = is_labelled(line, number.from, ID_LABELS) && !is_uscc(&number.digits);
    is_meant.then_some(number)
}

/// 18 digits, or 17 and an X, in one run or parted.
fn eighteen(line: &Line, at: usize) -> Option<Number> {
    if let Some(count) = parted(line, at, 18) {
        return Some(together(line, at, count));
    }
    let mut number = together(line, at, parted(line, at, 17)?);
    number.to = x_after(line, number.to)?;
    number.digits.push(b'X');
    Some(number)
}

/// Loosely joined parts are no more than this: a column of figures has more.
const MOST_LOOSE_PARTS: usize = 6;

/// How many runs from this one on have so many digits together.
fn parted(line: &Line, at: usize, wanted: usize) -> Option<usize> {
    let mut length = 0;
    let mut is_loose = false;
    for (count, run) in line.runs[at..].iter().enumerate() {
        length += run.len();
        if length >= wanted {
            let is_short = !is_loose || count < MOST_LOOSE_PARTS;
            return (length == wanted && is_short).then_some(count + 1);
        }
        is_loose |= run.join == Join::Loose;
        if run.join == Join::None {
            return None;
        }
    }
    None
}

/// The place after an X, before which at most three spaces and hyphens stand.
fn x_after(line: &Line, place: usize) -> Option<usize> {
    let is_gap = |at: usize| line.at(at).is_some_and(|c| is_space(c) || is_dash(c) || c == '\t');
    let at = (0..3).fold(place, |at, _| if is_gap(at) { at + 1 } else { at });
    matches!(line.at(at), Some('X' | 'x')).then_some(at + 1)
}

/// What a disability card is called right before its number.
const DISABILITY_LABELS: &[&str] =
    &["残疾证", "残疾人证", "残疾证号", "残疾人证号", "残疾证号码", "残疾人证号码", "残疾人证编号"];

/// An ID number with a digit for the kind and one for the degree behind it, and perhaps B1 of a card that was
/// made again. Source: 中华人民共和国残疾人证管理办法 (2017).
fn disability_card(line: &Line, at: usize, today: Date) -> Option<Number> {
    let mut number = match parted(line, at, 20) {
        Some(count) => together(line, at, count),
        // 17 digits, X, and the two behind it.
        None => {
            let mut number = eighteen(line, at)?;
            let near = line.runs[at..].iter().take(19);
            let behind = near.into_iter().find(|run| run.from == number.to && run.len() == 2)?;
            number.digits.extend(digits(line, behind.from, behind.to));
            number.to = behind.to;
            number
        }
    };
    let (id, kind) = number.digits.split_at_checked(18)?;
    let is_right = is_id_number(id, today) && matches!(kind, [b'1'..=b'7', b'1'..=b'4']);
    if !(is_right || is_labelled(line, line.runs[at].from, DISABILITY_LABELS)) {
        return None;
    }
    if matches!(line.at(number.to), Some('B' | 'b')) {
        let again = line.at(number.to + 1).filter(char::is_ascii_digit);
        number.to += if again.is_some() { 2 } else { 0 };
    }
    ends_freely(line, number.to).then_some(number)
}

/// G, or L where it is for a time, and an ID number. Source: 中小学生学籍管理办法 (2013).
fn student_number(line: &Line, at: usize, today: Date) -> Option<Number> {
    let from = line.runs[at].from.checked_sub(1)?;
    let letter = line.at(from).filter(|letter| matches!(letter, 'G' | 'g' | 'L' | 'l'))?;
    let mut number = eighteen(line, at).filter(|_| starts_freely(line, from))?;
    let is_right = is_id_number(&number.digits, today) || near(line, from, number.to, &["学籍"]);
    number.from = from;
    number.digits.insert(0, letter.to_ascii_uppercase() as u8);
    (is_right && ends_freely(line, number.to)).then_some(number)
}

/// 15 digits, where the words close by speak of an ID: they have no check digit.
fn old_id_number(line: &Line, at: usize, today: Date) -> Option<Number> {
    let number = together(line, at, parted(line, at, 15)?);
    let is_id = is_id_number(&number.digits, today);
    let is_named =
        near(line, number.from, number.to, &["身份证", "身份号码", "证件", "一代证", "老证"])
            || is_labelled(line, number.from, ID_LABELS);
    (is_id && is_named && ends_freely(line, number.to)).then_some(number)
}

/// Words close by that make a telephone number of eleven digits.
const PHONE_WORDS: &[&str] = &[
    "电话", "手机", "联系", "号码", "微信", "致电", "拨打", "热线", "tel", "Tel", "TEL", "mobile",
];

/// What a telephone number is called right before it, also on the line above.
const PHONE_LABELS: &[&str] =
    &["电话", "手机", "电话号码", "手机号", "手机号码", "联系方式", "微信", "微信号"];

/// 11 digits from 13 to 19, in one run or parted as people part them.
fn mobile(line: &Line, at: usize) -> Option<Number> {
    let runs = all_joined_runs(line, at, 11);
    let lengths: Vec<usize> = runs.iter().map(Run::len).collect();
    let from = runs[0].from;
    let is_named =
        || near(line, from, runs[0].to, PHONE_WORDS) || is_labelled(line, from, PHONE_LABELS);
    let (count, country) = match lengths[..] {
        [11, ..] => (1, 0),
        [15, ..] if line.has(from, "0086") => (1, 4),
        // Without a plus sign only after a label.
        [13, ..] if line.has(from, "86") => {
            let is_meant = line.before(from) == Some('+') || is_named();
            (1, is_meant.then_some(2)?)
        }
        [3, 4, 4, ..] => (3, 0),
        [3, 8, ..] | [7, 4, ..] => (2, 0),
        // 1509 8202336; what begins like a year of late needs a label.
        [4, 7, ..] => (2, (is_named() || !line.has(from, "19")).then_some(0)?),
        [4, 3, 4, ..] => (3, (is_named() || !line.has(from, "19")).then_some(0)?),
        // Otherwise the label says that the parts are one number.
        _ if is_named() => (parted(line, at, 11)?, 0),
        [first @ 2..=9, second, ..] if first + second == 11 && is_torn(line, at, 2) => (2, 0),
        // 139 51880 246; two digits between are a day or a month, and 1949 is a year.
        [3..=4, 3..=5, 3..=5, ..]
            if lengths[..3].iter().sum::<usize>() == 11
                && !(lengths[0] == 4 && line.has(from, "19"))
                && is_torn(line, at, 3) =>
        {
            (3, 0)
        }
        _ => return None,
    };
    // JS-2020-13800138000 names something that is filed.
    let is_filed = count == 1 && is_behind_a_dash(line, at) && !is_named();
    if is_filed || !holds_together(line, &runs[..count], is_named) {
        return None;
    }
    let mut number = together(line, at, count);
    number.from += country;
    number.digits.drain(..country);
    let is_mobile = number.digits[0] == b'1' && (b'3'..=b'9').contains(&number.digits[1]);
    let fits = is_mobile
        && (count == 1 || is_whole(line, at, count))
        && ends_freely(line, number.to)
        && !is_counted(line, from, number.to);
    fits.then_some(number)
}

/// Whether loosely joined parts are one number: of three, four and four with points between, with the first three in
/// brackets, or with a label.
fn holds_together(line: &Line, runs: &[Run], is_named: impl Fn() -> bool) -> bool {
    let joins = &runs[..runs.len() - 1];
    if joins.iter().all(|run| run.join != Join::Loose) {
        return true;
    }
    let first = &runs[0];
    let is_marked =
        runs.len() == 3 && first.len() == 3 && joins.iter().all(|run| line.at(run.to) == Some('.'));
    // (138)00138000, as codes of places are set.
    let is_bracketed = first.len() == 3
        && line.before(first.from) == Some('(')
        && line.at(first.to) == Some(')')
        && joins[1..].iter().all(|run| run.join != Join::Loose);
    // 1380013.8000 is a figure.
    is_marked
        || is_bracketed
        || (runs.len() == 2 && is_line_end_between(line, runs) && are_odd(line, runs))
        || (is_named() && !(runs.len() == 2 && line.at(runs[0].to) == Some('.')))
}

/// Whether so many runs are a number torn in odd places, with nothing else beside them: by spaces, or by the end of
/// a line.
fn is_torn(line: &Line, at: usize, count: usize) -> bool {
    let runs = &line.runs[at..at + count];
    let is_joined = runs[..count - 1].iter().all(|run| run.join == Join::Space)
        || count == 2 && is_line_end_between(line, runs);
    let is_alone = runs[count - 1].join == Join::None
        && at.checked_sub(1).is_none_or(|before| line.runs[before].join == Join::None);
    is_joined && is_alone && are_odd(line, runs)
}

/// Whether nothing but one end of a line stands between two runs.
fn is_line_end_between(line: &Line, runs: &[Run]) -> bool {
    let between = &line.glyphs[runs[0].to..runs[1].from];
    between.iter().filter(|glyph| is_line_end(glyph.folded)).count() == 1
        && between.iter().all(|glyph| glyph.folded.is_whitespace() && glyph.folded != '\t')
}

/// Whether none of the runs is a round figure, as amounts beside each other are.
fn are_odd(line: &Line, runs: &[Run]) -> bool {
    runs.iter().all(|run| !line.back(run.to, 2).ends_with("00"))
}

/// Whether a hyphen joins other digits than a country code to the front of a run.
fn is_behind_a_dash(line: &Line, at: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &line.runs[before]);
    before.is_some_and(|run| run.join == Join::Dash && !is_country(line, run))
}

fn is_country(line: &Line, run: &Run) -> bool {
    matches!(digits(line, run.from, run.to).as_slice(), b"86" | b"0086")
}

/// Whether parted digits are not the middle of something longer, as in `2020-138-0013-8000` or among
/// the figures of a table.
fn is_whole(line: &Line, at: usize, count: usize) -> bool {
    let continues = is_behind_a_dash(line, at);
    let goes_on = match line.runs[at + count - 1].join {
        Join::None | Join::Loose => false,
        Join::Dash => true,
        Join::Space => line.runs[at + count].len() == 4,
    };
    !continues && !goes_on
}

/// What the number of a card is called; only these make one of digits whose check is wrong.
const CARD_LABELS: &[&str] = &[
    "卡号",
    "卡号码",
    "银行卡",
    "银行卡号",
    "银行卡号码",
    "银行卡账号",
    "储蓄卡",
    "储蓄卡号",
    "借记卡",
    "信用卡",
    "信用卡号",
    "工资卡",
    "工资卡号",
    // 建行卡, 农商行卡, 信用社卡.
    "行卡",
    "社卡",
    "邮储卡",
    "一卡通",
    "一折通",
];

/// Source: ISO/IEC 7812-1; 13 digits are the fewest that an issuer uses.
const SHORTEST_CARD: usize = 13;

/// 13 to 19 digits in one run, or parted by fours, after the first six, or otherwise under UnionPay's prefix.
fn bank_card(line: &Line, at: usize) -> Option<Number> {
    let runs = all_joined_runs(line, at, 6);
    let (from, to) = (runs[0].from, runs[0].to);
    let lengths: Vec<usize> = runs.iter().map(Run::len).collect();
    if lengths.iter().sum::<usize>() < SHORTEST_CARD {
        return None;
    }
    let words = ["卡号", "账号", "帐号", "账户", "帐户", "行卡", "储蓄卡", "一卡通", "一折通"];
    let labelled = near(line, from, to, &words) || is_labelled(line, from, CARD_LABELS);
    let by_length = || {
        let ends = (2..=lengths.len().min(6)).filter(|count| {
            let length: usize = lengths[..*count].iter().sum();
            (16..=19).contains(&length) && lengths[..*count].iter().all(|part| *part >= 3)
        });
        ends.rev().collect::<Vec<_>>()
    };
    let counts: Vec<usize> = match lengths[..] {
        [13..=19, ..] => vec![1],
        [4, 4, 4, 4, 1..=3, ..] => vec![5, 4],
        [4, 4, 4, 4, ..] => vec![4],
        [6, 9..=13, ..] => vec![2],
        _ if labelled || line.has(from, "62") => by_length(),
        _ => return None,
    };
    let is_part = at.checked_sub(1).is_some_and(|before| line.runs[before].join == Join::Dash);
    counts.into_iter().find_map(|count| {
        let number = together(line, at, count);
        let parted = count > 1;
        // Figures of a table often stand by fours: another prefix than 62 needs a label.
        let likely = !parted || labelled || number.digits.starts_with(b"62");
        let is_part = parted && (is_part || runs[count - 1].join == Join::Dash);
        let is_card = looks_like_bank_card(&number.digits, labelled)
            || (number.digits.len() >= 15
                && !has_right_check(&number.digits)
                && is_labelled(line, from, CARD_LABELS));
        let fits = likely
            && !is_part
            && holds_together(line, &runs[..count], || {
                labelled || is_by_fours(&number, &lengths[..count])
            })
            && is_card
            && !is_uscc(&number.digits)
            && ends_freely(line, number.to)
            && !is_counted(line, number.from, number.to);
        fits.then_some(number)
    })
}

/// Whether parts of a number stand as on a card of UnionPay, by fours, and its check digit is right.
fn is_by_fours(number: &Number, lengths: &[usize]) -> bool {
    let Some((_, all_but_last)) = lengths.split_last() else { return false };
    number.digits.starts_with(b"62")
        && all_but_last.iter().all(|length| *length == 4)
        && has_right_check(&number.digits)
}

/// The digits between two places.
pub(super) fn digits(line: &Line, from: usize, to: usize) -> Vec<u8> {
    let digits = line.glyphs[from..to].iter().filter(|glyph| glyph.folded.is_ascii_digit());
    digits.filter_map(|glyph| u8::try_from(glyph.folded).ok()).collect()
}

/// This run and those joined to it in any way, at most `most`.
fn all_joined_runs(line: &Line, at: usize, most: usize) -> &[Run] {
    let runs = &line.runs[at..];
    let joined = runs.iter().take(most - 1).take_while(|run| run.join != Join::None).count();
    &runs[..=joined.min(runs.len() - 1)]
}

/// So many runs as one number.
fn together(line: &Line, at: usize, count: usize) -> Number {
    let (from, to) = (line.runs[at].from, line.runs[at + count - 1].to);
    Number { from, to, digits: digits(line, from, to) }
}

fn is_uscc(digits: &[u8]) -> bool {
    let code: String = digits.iter().map(|byte| char::from(*byte)).collect();
    uscc::judge_uscc(&code) == CodeVerdict::Right
}
