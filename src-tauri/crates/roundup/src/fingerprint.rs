//! What a project is recognised by: its name and its unit, folded, and a sketch of its texts.
//!
//! The sketch is a MinHash over pieces of four characters: the share of its numbers that two sketches have in common
//! estimates the share of pieces that the texts have in common. Source: A. Broder, On the resemblance and containment of
//! documents, 1997. It is of our own because the numbers must be the same on every machine and in every version; a hash
//! that a library may change would change who is told as a double.

use std::collections::BTreeSet;

use case::{Blank, Case, folded, printed};
use catalog::{Field, Kind};

/// How many numbers a sketch has: the estimate is right to about 6 in 100.
pub(crate) const SKETCH: usize = 64;
/// Characters in a piece. Judgement: words of Chinese have two or three; four is the shortest that few texts share by chance.
const PIECE: usize = 4;
/// Judgement: a text that is shorter says too little to be like another.
const FEWEST_PIECES: usize = 60;
/// Judgement: what tells two projects apart stands in the first pages.
const MOST_CHARACTERS: usize = 20_000;

/// What a project is recognised by.
#[derive(Clone, Debug)]
pub struct Fingerprint {
    /// The name, folded; empty where there is none.
    pub(crate) name: String,
    /// The unit, folded and without its legal form.
    pub(crate) unit: String,
    /// Of the long texts; none where they are short.
    pub(crate) sketch: Option<[u64; SKETCH]>,
}

impl Fingerprint {
    /// That of a case.
    pub fn of(case: &Case) -> Self {
        let mut names = case.call.main_form().fields.iter().filter(|field| field.name_part);
        let mut next = || {
            let text = names.next().map(|field| printed(case, field, Blank::Nothing));
            folded(&text.unwrap_or_default())
        };
        let (name, unit) = (next(), next());
        let unit = without_legal_form(&unit).to_owned();
        Self { name, unit, sketch: sketch(&texts(case)) }
    }

    /// How much of 100 the texts of two have in common; none where one of them says too little.
    pub(crate) fn likeness(&self, other: &Self) -> Option<u32> {
        let (one, other) = (self.sketch.as_ref()?, other.sketch.as_ref()?);
        let same = one.iter().zip(other).filter(|(a, b)| a == b).count();
        u32::try_from(same * 100 / SKETCH).ok()
    }
}

/// What stands in the long fields, folded.
fn texts(case: &Case) -> String {
    let is_long = |field: &&Field| matches!(field.kind, Kind::LongText { .. });
    let long = case.forms().flat_map(|form| &form.fields).filter(is_long);
    let text: String =
        long.map(|field| printed(case, field, Blank::Nothing)).collect::<Vec<_>>().join("\n");
    let end = text.char_indices().nth(MOST_CHARACTERS).map_or(text.len(), |(at, _)| at);
    folded(&text[..end])
}

/// The name of a unit without what only says its legal form, as people leave it out or write it in another way.
fn without_legal_form(unit: &str) -> &str {
    // Folded texts have no brackets: （集团） and （有限合伙） are words in the middle or at the end.
    const FORMS: [&str; 9] = [
        "股份有限公司",
        "有限责任公司",
        "集团有限公司",
        "有限公司",
        "有限合伙",
        "普通合伙",
        "总公司",
        "公司",
        "集团",
    ];
    let mut rest = unit;
    while let Some(short) = FORMS.iter().find_map(|form| rest.strip_suffix(form)) {
        if short.chars().count() < 2 {
            break;
        }
        rest = short;
    }
    rest
}

fn sketch(text: &str) -> Option<[u64; SKETCH]> {
    let characters: Vec<char> = text.chars().collect();
    let pieces: BTreeSet<u64> = characters.windows(PIECE).map(hash_of).collect();
    if pieces.len() < FEWEST_PIECES {
        return None;
    }
    let mut least = [u64::MAX; SKETCH];
    for piece in pieces {
        let mut number = piece;
        for slot in &mut least {
            number = mixed(number.wrapping_add(0x9E37_79B9_7F4A_7C15));
            *slot = (*slot).min(number);
        }
    }
    Some(least)
}

/// FNV-1a over the characters.
fn hash_of(piece: &[char]) -> u64 {
    piece.iter().fold(0xCBF2_9CE4_8422_2325, |hash, character| {
        (hash ^ u64::from(u32::from(*character))).wrapping_mul(0x0100_0000_01B3)
    })
}

/// The last step of SplitMix64: each bit of what goes in turns half of those that come out.
fn mixed(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn legal_forms_do_not_count() {
        for unit in [
            "江苏某某农业科技有限公司",
            "江苏某某农业科技股份有限公司",
            "江苏某某农业科技集团有限公司",
        ] {
            assert_eq!(without_legal_form(unit), "江苏某某农业科技", "{unit}");
        }
        assert_eq!(without_legal_form("甲公司"), "甲公司");
        assert_eq!(without_legal_form("舒城县电商协会"), "舒城县电商协会");
    }

    #[test]
    fn likeness_follows_the_text() {
        let text: String =
            (0..600).map(|n| char::from_u32(0x4E00 + (n * 37) % 5000).unwrap()).collect();
        let of = |text: &str| Fingerprint {
            name: String::new(),
            unit: String::new(),
            sketch: sketch(text),
        };
        assert_eq!(of(&text).likeness(&of(&text)), Some(100));
        let half: String = text.chars().take(300).collect();
        let other: String = half.chars().rev().collect();
        let likeness = of(&text).likeness(&of(&format!("{half}{other}"))).unwrap();
        assert!((15..55).contains(&likeness), "{likeness}");
        assert!(of(&text).likeness(&of(&other.repeat(2))).unwrap() < 10);
        assert_eq!(of("短").likeness(&of("短")), None);
    }
}
