//! Codes with a check character or a known shape: who is right, and what is wrong with the others.
//! Pure; one file a code. Offline nobody can say whether a code is registered, so a wrong check
//! character is worth a warning and no more. Phones and e-mail addresses live in `phone`.

pub(crate) mod bank_account;
pub(crate) mod bank_card;
pub(crate) mod id_number;
pub(crate) mod link;
mod nine;
pub(crate) mod org_code;
pub(crate) mod person_name;
pub(crate) mod postcode;
pub(crate) mod uscc;

use foundation::character::{half_width, is_dash, is_unseen};

/// What a code looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CodeVerdict {
    /// The shape and the check character are right.
    Right,
    /// The shape is right; the last character should be this one, or another was mistyped.
    WrongCheck {
        /// The check character that fits the others.
        expected: char,
    },
    /// The whole is right, but the organisation code inside a 统一社会信用代码 is not by its own
    /// standard: its check character, the 17th of the whole, should be this one.
    WrongInner {
        /// The check character that fits the organisation code.
        expected: char,
    },
    /// What is wrong, in Chinese words without a full stop: `应为 18 位，现在是 17 位`.
    WrongShape(String),
}

/// A code as paper and file should hold it: half-width, in capitals, without spaces, hyphens and
/// characters that cannot be seen. No power and no mark of a note becomes a digit of it.
pub(crate) fn normal_code(text: &str) -> String {
    let shown = text.chars().filter(|c| !c.is_whitespace() && !is_dash(*c) && !is_unseen(*c));
    shown.map(|character| half_width(character).to_ascii_uppercase()).collect()
}

/// `应为 18 位，现在是 17 位`, if the count of characters is another.
fn wrong_length(code: &str, wanted: usize) -> Option<String> {
    let length = code.chars().count();
    (length != wanted).then(|| format!("应为 {wanted} 位，现在是 {length} 位"))
}

/// The weighted sum that most check characters stand on.
fn weighted_sum(values: impl Iterator<Item = u32>, weights: &[u32]) -> u32 {
    values.zip(weights).map(|(value, weight)| value * weight).sum()
}

/// Rows of the vectors: what is written, and whether it is right.
#[cfg(test)]
fn vectors(kind: &str) -> Vec<(String, bool)> {
    let all: serde_json::Value =
        serde_json::from_str(include_str!("../../../../../tests/vectors/test_vectors.json"))
            .unwrap();
    let rows = all[kind].as_array().unwrap();
    assert!(!rows.is_empty());
    let row = |row: &serde_json::Value| {
        (row["in"].as_str().unwrap().to_owned(), row["valid"].as_bool().unwrap())
    };
    rows.iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_becomes_a_part_of_a_code() {
        for code in
            ["91350100M000100Y4③", "91350100M000100Y4³", "２３０００①", "Ｄ2143569Ⅹ", "٢٣٠٠٠١"]
        {
            assert!(!normal_code(code).is_ascii(), "{code}");
        }
    }

    #[test]
    fn codes_become_half_width_capitals() {
        assert_eq!(normal_code(" ９１３５０１００ｍ０００１００ｙ４３\n"), "91350100M000100Y43");
        assert_eq!(normal_code("D2143569－x"), "D2143569X");
        assert_eq!(
            normal_code("\u{202D}9135 0100\u{3000}M0001‐00Y43\u{202C}"),
            "91350100M000100Y43"
        );
    }
}
