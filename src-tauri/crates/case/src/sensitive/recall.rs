//! How much is found of what should be, and how often there is a needless word: four hundred texts with truth in
//! `tests/personal/texts.tsv`.

use super::SensitiveKind::{
    BankCard, DisabilityCard, IdNumber, Mobile, Passport, SecretMark, ServiceCard, StudentNumber,
};
use super::*;

const TODAY: Date = Date::constant(2020, 6, 10);

const KINDS: [(&str, SensitiveKind); 8] = [
    ("id", IdNumber),
    ("disability", DisabilityCard),
    ("student", StudentNumber),
    ("mobile", Mobile),
    ("card", BankCard),
    ("passport", Passport),
    ("service", ServiceCard),
    ("secret", SecretMark),
];

/// Kind and text of each row.
fn texts() -> Vec<(&'static str, String)> {
    let table = include_str!("../../../../../tests/personal/texts.tsv");
    let rows = table.lines().filter(|line| !line.starts_with('#'));
    let unescaped =
        |text: &str| text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
    rows.filter_map(|row| row.split_once('\t'))
        .map(|(kind, text)| (kind, unescaped(text)))
        .collect()
}

#[test]
fn what_should_be_found_is_and_little_else() {
    let texts = texts();
    assert!(texts.len() >= 400);
    let mut missed = Vec::new();
    let mut alarmed = Vec::new();
    for (kind, text) in &texts {
        let found = find_sensitive(text, TODAY);
        match KINDS.iter().find(|(name, _)| name == kind) {
            None if !found.is_empty() => alarmed.push((text, found)),
            Some((_, wanted)) if !found.iter().any(|one| one.kind == *wanted) => {
                missed.push((kind, text, found));
            }
            _ => {}
        }
    }
    for (name, _) in KINDS {
        let all = texts.iter().filter(|(kind, _)| *kind == name).count();
        let lost = missed.iter().filter(|(kind, ..)| **kind == name).count();
        assert!(all > 0 && lost * 20 <= all, "{name}: {lost} of {all} missed: {missed:#?}");
    }
    let clean = texts.iter().filter(|(kind, _)| *kind == "clean").count();
    assert!(
        clean >= 200 && alarmed.len() * 100 <= clean,
        "{} of {clean}: {alarmed:#?}",
        alarmed.len()
    );
}
