//! Numbers of persons in running text: ID numbers, mobile numbers, bank cards, passports. Whether the
//! digits are right, `codes` says; here is where a number starts and ends, and what its surroundings
//! make of it.

use foundation::Date;

use super::SensitiveKind;
use super::around::{self, ends_freely, is_counted, label, near, starts_freely};
use super::glyphs::{Join, Line, Run, is_space};
use crate::codes::bank_card::looks_like_bank_card;
use crate::codes::id_number::is_id_number;
use crate::codes::{CodeVerdict, is_dash, uscc};

/// Something found: bytes and mask.
pub(super) struct Place {
    pub(super) kind: SensitiveKind,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) masked: String,
}

/// A number by its glyphs, and its characters.
struct Number {
    from: usize,
    to: usize,
    digits: Vec<u8>,
}

/// Every number of a person in a text; they may overlap.
pub(super) fn find(line: &Line, today: Date) -> Vec<Place> {
    let mut found = passports(line);
    let links = around::links(line);
    let mut next = 0;
    let mut link = 0;
    for at in 0..line.runs.len() {
        let from = line.runs[at].from;
        while links.get(link).is_some_and(|(_, end)| *end <= from) {
            link += 1;
        }
        let in_link = links.get(link).is_some_and(|(start, _)| *start <= from);
        if from < next || in_link || !starts_freely(line, from) {
            continue;
        }
        let id = || id_number(line, at, today).or_else(|| old_id_number(line, at, today));
        let of = |kind| move |number| (number, kind);
        let hit = id()
            .map(of(SensitiveKind::IdNumber))
            .or_else(|| mobile(line, at).map(of(SensitiveKind::Mobile)))
            .or_else(|| bank_card(line, at).map(of(SensitiveKind::BankCard)));
        if let Some((number, kind)) = hit {
            next = number.to;
            found.push(place(line, &number, kind));
        }
    }
    found
}

/// The place of a number with its mask.
fn place(line: &Line, number: &Number, kind: SensitiveKind) -> Place {
    // Judgement: the first three and last two of an ID number tell the region, and no person.
    let (front, back) = match kind {
        SensitiveKind::IdNumber => (3, 2),
        SensitiveKind::Mobile => (3, 4),
        SensitiveKind::BankCard => (0, 4),
        SensitiveKind::Passport | SensitiveKind::SecretMark => (1, 2),
    };
    let shown = |at: usize| at < front || at + back >= number.digits.len();
    let masked = number.digits.iter().enumerate();
    let masked = masked.map(|(at, byte)| if shown(at) { char::from(*byte) } else { '*' }).collect();
    let start = line.glyphs[number.from].start;
    let end = line.glyphs[number.to - 1].end;
    Place { kind, start, end, masked }
}

/// 18 characters, however they are parted.
fn id_number(line: &Line, at: usize, today: Date) -> Option<Number> {
    let runs = joined_runs(line, at, 18);
    let mut length = 0;
    let count = runs.iter().position(|run| {
        length += run.len();
        length >= 18 || (length == 17 && x_after(line, run.to).is_some())
    })?;
    let mut number = (length <= 18).then(|| together(line, at, count + 1))?;
    if let Some(to) = x_after(line, number.to).filter(|_| length == 17) {
        number.digits.push(b'X');
        number.to = to;
    }
    let fits = is_id_number(&number.digits, today) && ends_freely(line, number.to);
    // Digits alone may be right as both; then the label decides.
    let is_other = || is_uscc(&number.digits) && label(line, number.from).ends_with("代码");
    (fits && !is_other()).then_some(number)
}

/// The place after an X, before which at most three spaces and hyphens stand.
fn x_after(line: &Line, place: usize) -> Option<usize> {
    let is_gap = |at: usize| line.at(at).is_some_and(|c| is_space(c) || is_dash(c));
    let at = (0..3).fold(place, |at, _| if is_gap(at) { at + 1 } else { at });
    matches!(line.at(at), Some('X' | 'x')).then_some(at + 1)
}

/// 15 digits in one run, where the words close by speak of an ID: they have no check digit.
fn old_id_number(line: &Line, at: usize, today: Date) -> Option<Number> {
    let run = &line.runs[at];
    let is_id = run.len() == 15 && is_id_number(&digits(line, run.from, run.to), today);
    let told = || near(line, run.from, run.to, &["身份证", "身份号码", "证件"]);
    (is_id && ends_freely(line, run.to) && told()).then(|| together(line, at, 1))
}

/// 11 digits from 13 to 19, in one run or parted as people part them.
fn mobile(line: &Line, at: usize) -> Option<Number> {
    let runs = joined_runs(line, at, 3);
    let lengths: Vec<usize> = runs.iter().map(Run::len).collect();
    let from = runs[0].from;
    let (count, country) = match lengths[..] {
        [11, ..] => (1, 0),
        [15, ..] if line.has(from, "0086") => (1, 4),
        // Without a plus sign only after a label.
        [13, ..] if line.has(from, "86") => {
            let words = ["电话", "手机", "联系", "号码"];
            let told = line.before(from) == Some('+') || near(line, from, runs[0].to, &words);
            (1, told.then_some(2)?)
        }
        [3, 4, 4, ..] => (3, 0),
        [3, 8, ..] | [7, 4, ..] => (2, 0),
        _ => return None,
    };
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

/// Whether parted digits are not the middle of something longer, as in `2020-138-0013-8000` or among
/// the figures of a table.
fn is_whole(line: &Line, at: usize, count: usize) -> bool {
    let before = at.checked_sub(1).map(|before| &line.runs[before]);
    let is_country = |run: &Run| {
        let digits = digits(line, run.from, run.to);
        matches!(digits.as_slice(), b"86" | b"0086")
    };
    let continues = before.is_some_and(|run| run.join == Join::Dash && !is_country(run));
    let goes_on = match line.runs[at + count - 1].join {
        Join::None => false,
        Join::Dash => true,
        Join::Space => line.runs[at + count].len() == 4,
    };
    !continues && !goes_on
}

/// 13 to 19 digits in one run, or parted by fours or after the first six.
fn bank_card(line: &Line, at: usize) -> Option<Number> {
    let runs = joined_runs(line, at, 5);
    let (from, to) = (runs[0].from, runs[0].to);
    let lengths: Vec<usize> = runs.iter().map(Run::len).collect();
    let counts: &[usize] = match lengths[..] {
        [13..=19, ..] => &[1],
        [4, 4, 4, 4, 1..=3] => &[5, 4],
        [4, 4, 4, 4, ..] => &[4],
        [6, 9..=13, ..] => &[2],
        _ => return None,
    };
    let words = ["卡号", "账号", "帐号", "账户", "帐户", "银行卡", "储蓄卡"];
    let labelled = near(line, from, to, &words);
    let is_part = at.checked_sub(1).is_some_and(|before| line.runs[before].join == Join::Dash);
    counts.iter().find_map(|count| {
        let number = together(line, at, *count);
        let parted = *count > 1;
        // Figures of a table often stand by fours: another prefix than 62 needs a label.
        let likely = !parted || labelled || number.digits.starts_with(b"62");
        let is_part = parted && (is_part || runs[count - 1].join == Join::Dash);
        let fits = likely
            && !is_part
            && looks_like_bank_card(&number.digits, labelled)
            && !is_uscc(&number.digits)
            && ends_freely(line, number.to)
            && !is_counted(line, number.from, number.to);
        fits.then_some(number)
    })
}

/// A letter and eight digits, or two letters and seven, close to the word.
/// Judgement: the shapes of ordinary (E, G), diplomatic (D), service (S) and public affairs (P) passports
/// of China, and of Hong Kong (H).
fn passports(line: &Line) -> Vec<Place> {
    let found = line.runs.iter().filter_map(|run| {
        let letters = 9_usize.checked_sub(run.len()).filter(|count| (1..=2).contains(count))?;
        let from = run.from.checked_sub(letters)?;
        let code: Vec<char> =
            line.glyphs[from..run.to].iter().map(|g| g.folded.to_ascii_uppercase()).collect();
        let is_shape = match code[..] {
            [first, second, ..] if letters == 2 => {
                first == 'E' && second.is_ascii_uppercase() && !matches!(second, 'I' | 'O')
            }
            [first, ..] => matches!(first, 'E' | 'G' | 'D' | 'S' | 'P' | 'H'),
            [] => false,
        };
        let free = starts_freely(line, from) && ends_freely(line, run.to);
        if !(is_shape && free && near(line, from, run.to, &["护照"])) {
            return None;
        }
        let digits = code.into_iter().filter_map(|c| u8::try_from(c).ok()).collect();
        let number = Number { from, to: run.to, digits };
        Some(place(line, &number, SensitiveKind::Passport))
    });
    found.collect()
}

/// The digits between two places.
fn digits(line: &Line, from: usize, to: usize) -> Vec<u8> {
    let digits = line.glyphs[from..to].iter().filter(|glyph| glyph.folded.is_ascii_digit());
    digits.filter_map(|glyph| u8::try_from(glyph.folded).ok()).collect()
}

/// This run and those joined to it, at most `most`.
fn joined_runs(line: &Line, at: usize, most: usize) -> &[Run] {
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
