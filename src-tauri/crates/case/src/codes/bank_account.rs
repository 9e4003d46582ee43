//! 银行账号: of a card, or of an account that a bank numbers as it likes.
//! Source: ISO/IEC 7812-1, annex B, for cards; accounts have digits alone and no check that all banks share.
//! Judgement: 8 to 32 digits. The clearing system of the People's Bank takes up to 32.

use super::{CodeVerdict, bank_card, normal_code};

/// Judges an account number however it is spaced.
pub(crate) fn judge_bank_account(text: &str) -> CodeVerdict {
    let code = normal_code(text);
    if let Some(other) = code.chars().find(|character| !character.is_ascii_digit()) {
        return CodeVerdict::WrongShape(format!("“{other}”不是数字"));
    }
    let length = code.len();
    if !(8..=32).contains(&length) {
        return CodeVerdict::WrongShape(format!("应为 8 到 32 位，现在是 {length} 位"));
    }
    // Cards of UnionPay; what else begins with 62 is shorter or longer.
    let is_card = code.starts_with("62") && (16..=19).contains(&length);
    if is_card && !bank_card::has_right_check(code.as_bytes()) {
        return CodeVerdict::WrongCheck { expected: expected(&code) };
    }
    CodeVerdict::Right
}

/// The last digit that fits the others.
fn expected(code: &str) -> char {
    let body = &code[..code.len() - 1];
    let fits = |digit: &char| bank_card::has_right_check(format!("{body}{digit}").as_bytes());
    ('0'..='9').find(fits).expect("one of ten digits makes the sum a multiple of ten")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_are_digits_and_cards_have_a_check() {
        for right in ["6222 0212 3456 7890 128", "3200 1234 5678 9012 345", "12345678"] {
            assert_eq!(judge_bank_account(right), CodeVerdict::Right, "{right}");
        }
        let wrong = judge_bank_account("6222021234567890123");
        assert_eq!(wrong, CodeVerdict::WrongCheck { expected: '8' });
        for wrong in ["1234567", "账号12345678", "", &"1".repeat(33)] {
            assert!(matches!(judge_bank_account(wrong), CodeVerdict::WrongShape(_)), "{wrong}");
        }
    }
}
