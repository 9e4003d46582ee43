//! Numbers of documents that only their names make numbers of persons: passports, permits to travel, the cards of soldiers
//! and of the police.

use super::SensitiveKind;
use super::around::{ends_freely, label, near, starts_freely};
use super::glyphs::Line;
use super::numbers::{Number, Place, digits, place};

/// What the number of a passport is called right before it.
const PASSPORT_LABELS: &[&str] =
    &["护照", "护照号", "护照号码", "护照编号", "通行证号", "通行证号码", "通行证"];

/// A letter and eight digits, or two letters and seven, close to the word; behind the label itself also those of
/// other countries.
/// Judgement: the shapes of ordinary (E, G), diplomatic (D), service (S) and public affairs (P) passports
/// of China, of Hong Kong (H, K), and of permits to travel (C, W, H, M).
pub(super) fn passports(line: &Line) -> Vec<Place> {
    let found = line.runs.iter().filter_map(|run| {
        let letters = (1..=2).find(|count| {
            let Some(from) = run.from.checked_sub(*count) else { return false };
            let are_letters =
                line.glyphs[from..run.from].iter().all(|g| g.folded.is_ascii_alphabetic());
            are_letters && starts_freely(line, from)
        })?;
        let from = run.from - letters;
        let code: Vec<char> =
            line.glyphs[from..run.to].iter().map(|g| g.folded.to_ascii_uppercase()).collect();
        let is_shape = match code[..] {
            [first, second, ..] if letters == 2 => {
                first == 'E' && second.is_ascii_uppercase() && !matches!(second, 'I' | 'O')
            }
            [first, ..] => "EGDSPHKCWM".contains(first),
            [] => false,
        };
        let before = label(line, from);
        let is_named = PASSPORT_LABELS.iter().any(|label| before.ends_with(label));
        let of_china = is_shape
            && code.len() == 9
            && (near(line, from, run.to, &["护照"]) || near(line, from, run.to, &["通行证"]));
        let elsewhere = is_named && (8..=11).contains(&code.len());
        if !ends_freely(line, run.to) || !(of_china || elsewhere) {
            return None;
        }
        let digits = code.into_iter().filter_map(|c| u8::try_from(c).ok()).collect();
        let number = Number { from, to: run.to, digits };
        Some(place(line, &number, SensitiveKind::Passport))
    });
    found.collect()
}

/// What the cards of soldiers and of the police are called before their numbers.
const SERVICE_LABELS: &[&str] = &[
    "军官证",
    "士兵证",
    "士官证",
    "军士证",
    "文职干部证",
    "文职人员证",
    "警官证",
    "警察证",
    "离休证",
];

/// A number of 5 to 12 digits behind the name of such a card: 军官证号：南字第0123456号.
pub(super) fn service_cards(line: &Line) -> Vec<Place> {
    let found = line.runs.iter().filter_map(|run| {
        let before = line.back(run.from, REACH_OF_CARD);
        let name = SERVICE_LABELS.iter().filter_map(|name| Some((before.rfind(name)?, name)));
        let (at, name) = name.max_by_key(|(at, _)| *at)?;
        let between = &before[at + name.len()..];
        let is_number = (5..=12).contains(&run.len())
            && between
                .chars()
                .all(|c| "号码编为是字第军南北东西沈济兰广成空海武政后参装文警()[]:№ ".contains(c));
        let number = Number { from: run.from, to: run.to, digits: digits(line, run.from, run.to) };
        is_number.then(|| place(line, &number, SensitiveKind::ServiceCard))
    });
    found.collect()
}

/// Judgement: 证件号码：, an arm and 字第 between the name of a card and its number.
const REACH_OF_CARD: usize = 16;
