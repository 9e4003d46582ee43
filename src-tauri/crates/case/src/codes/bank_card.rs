//! Numbers of bank cards: the check digit, and when a number in running text is worth a word. One random
//! number in ten has a right check digit.
//! Source: ISO/IEC 7812-1, annex B (Luhn).

use super::id_number;

/// Whether ASCII digits in running text are taken for a bank card. `labelled`: 卡号, 账号 or the like
/// stands close by.
///
/// Judgement: unlabelled, only what issuers of China have in use: UnionPay (62), dual brands of 16 to
/// 19 digits under 3, 4 and 5, and 955 of the time before 62. Fifteen digits are 34 and 37
/// only, for a 工商注册号 may start with any province. Eighteen digits that hold a birthday are an ID
/// number with a slip; eighteen under another prefix than 62 may be a 统一社会信用代码.
pub(crate) fn looks_like_bank_card(digits: &[u8], labelled: bool) -> bool {
    if !(13..=19).contains(&digits.len()) || !has_right_check(digits) {
        return false;
    }
    if digits.len() == 18 && id_number::holds_birth(digits) {
        return false;
    }
    let issued = matches!(
        (digits, digits.len()),
        ([b'6', b'2', ..], 15..=19)
            | ([b'3', b'4' | b'7', ..], 15)
            | ([b'3'..=b'5', ..], 16 | 17 | 19)
            | ([b'9', b'5', b'5', ..], 19)
    );
    issued || labelled
}

/// Whether the last digit is the one that belongs to the others.
pub(crate) fn has_right_check(digits: &[u8]) -> bool {
    luhn_sum(digits).is_multiple_of(10)
}

/// Every second digit from the right is doubled and its digits are added.
fn luhn_sum(digits: &[u8]) -> u32 {
    let value = |byte: &u8| u32::from(byte.saturating_sub(b'0'));
    let add = |(at, digit): (usize, u32)| match (at % 2, digit) {
        (0, digit) => digit,
        (_, digit) => digit * 2 / 10 + digit * 2 % 10,
    };
    digits.iter().rev().map(value).enumerate().map(add).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::{normal_code, vectors};

    #[test]
    fn the_vectors_are_judged_rightly() {
        for (number, right) in vectors("luhn") {
            let digits = normal_code(&number);
            assert_eq!(looks_like_bank_card(digits.as_bytes(), false), right, "{number}");
        }
    }

    #[test]
    fn other_long_numbers_need_a_label() {
        // All with a right check digit.
        for number in ["2020061012345678", "340000000000000018", "320000000000011"] {
            assert!(!looks_like_bank_card(number.as_bytes(), false), "{number}");
            assert!(looks_like_bank_card(number.as_bytes(), true), "{number}");
        }
    }
}
