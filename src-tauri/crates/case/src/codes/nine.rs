//! The nine characters of an organisation code, which stand alone and within a 统一社会信用代码.
//! Source: GB 11714-1997, 全国组织机构代码编制规则.

use super::{weighted_sum, wrong_length};

/// Source: GB 11714-1997, the check character.
const WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Why a code in normal form has not the shape of one; else it is 9 ASCII characters.
pub(super) fn wrong_shape(code: &str) -> Option<String> {
    if let Some(why) = wrong_length(code, 9) {
        return Some(why);
    }
    code.chars().zip(1..).find_map(|(character, place)| {
        if !(character.is_ascii_digit() || character.is_ascii_uppercase()) {
            return Some(format!(
                "第 {place} 位“{character}”不是代码用的字符（只用数字和大写字母）"
            ));
        }
        let is_no_check = place == 9 && !character.is_ascii_digit() && character != 'X';
        is_no_check.then(|| format!("第 9 位“{character}”应为数字或 X"))
    })
}

/// The check character of the first eight. All 26 letters count here, A = 10 to Z = 35.
pub(super) fn check_character(code: &[u8]) -> u8 {
    let value = |byte: &u8| char::from(*byte).to_digit(36).unwrap_or_default();
    match 11 - weighted_sum(code.iter().map(value), &WEIGHTS) % 11 {
        10 => b'X',
        11 => b'0',
        digit => b"0123456789"[digit as usize],
    }
}
