//! 公民身份号码, and the numbers of the same shape on residence permits (81 to 83) and, from 2023,
//! on the permanent residence cards of foreigners (9).
//! Source: GB 11643-1999 for 18 digits; GB 11643-1989 for the 15 digits before; ISO 7064, MOD 11-2.

use foundation::Date;

use super::{CodeVerdict, normal_code, weighted_sum, wrong_length};

/// Source: GB 11643-1999, 2^(18-i) mod 11.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The 18 or 15 ASCII characters of a number that is right in each respect; an `X` is a capital.
pub(crate) fn is_id_number(code: &[u8], today: Date) -> bool {
    let body = if code.len() == 18 { &code[..17] } else { code };
    matches!(code.len(), 18 | 15)
        && body.iter().all(u8::is_ascii_digit)
        && has_meaning(code, today)
        && (code.len() == 15 || code[17] == check_character(code))
}

/// What a number tells of whom it belongs to.
pub(crate) struct Holder {
    /// The day of birth.
    pub(crate) born: Date,
    /// By the 17th digit: odd of men.
    pub(crate) is_male: bool,
}

/// What the 18 characters of a number tell, however they are spaced; none where they are no such number. Their
/// check character need not be right: it is told by itself.
pub(crate) fn holder(text: &str) -> Option<Holder> {
    let code = normal_code(text);
    if wrong_shape(&code).is_some() {
        return None;
    }
    let code = code.as_bytes();
    let (year, month, day) = birth(code);
    Some(Holder { born: Date::new(year, month, day).ok()?, is_male: code[16] % 2 == 1 })
}

/// Judges a number however it is spaced.
pub(crate) fn judge_id_number(text: &str, today: Date) -> CodeVerdict {
    let code = normal_code(text);
    if let Some(why) = wrong_shape(&code) {
        return CodeVerdict::WrongShape(why);
    }
    let bytes = code.as_bytes();
    if !has_meaning(bytes, today) {
        return CodeVerdict::WrongShape("第 7 到 14 位的出生日期在今天以后".into());
    }
    match check_character(bytes) {
        expected if expected == bytes[17] => CodeVerdict::Right,
        expected => CodeVerdict::WrongCheck { expected: char::from(expected) },
    }
}

/// The number as the card prints it, where the text has its shape.
pub(crate) fn id_number_of(text: &str) -> Option<String> {
    let code = normal_code(text);
    wrong_shape(&code).is_none().then_some(code)
}

/// Why a number in normal form has not the shape of one; else it is 18 ASCII characters that hold a day.
fn wrong_shape(code: &str) -> Option<String> {
    if let Some(why) = wrong_length(code, 18) {
        let is_old = code.len() == 15 && code.bytes().all(|byte| byte.is_ascii_digit());
        return Some(if is_old { format!("{why}，像是旧的 15 位号码") } else { why });
    }
    let is_digit_or_last = |(character, place): (char, usize)| {
        character.is_ascii_digit() || character == 'X' && place == 18
    };
    if let Some((other, place)) = code.chars().zip(1..).find(|one| !is_digit_or_last(*one)) {
        return Some(format!("第 {place} 位“{other}”不是数字（只有最后一位可以是 X）"));
    }
    let bytes = code.as_bytes();
    if !is_division(bytes[0], bytes[1]) {
        return Some("前两位不是省级地区的代码".into());
    }
    (!holds_birth(bytes)).then(|| "第 7 到 14 位不是日期".into())
}

/// Year, month and day of birth out of 18 or 15 ASCII digits, whether there is such a day or not.
fn birth(code: &[u8]) -> (i16, i8, i8) {
    let number = |digits: &[u8]| {
        digits.iter().fold(0_i16, |sum, byte| sum * 10 + i16::from(byte.saturating_sub(b'0')))
    };
    let small = |digits: &[u8]| i8::try_from(number(digits)).unwrap_or_default();
    if code.len() == 15 {
        (1900 + number(&code[6..8]), small(&code[8..10]), small(&code[10..12]))
    } else {
        (number(&code[6..10]), small(&code[10..12]), small(&code[12..14]))
    }
}

/// Whether characters 7 to 14 of 18 digits are a day from 1800 on.
pub(super) fn holds_birth(code: &[u8]) -> bool {
    let (year, month, day) = birth(code);
    year >= 1800 && Date::new(year, month, day).is_ok()
}

/// Whether it begins with a division and holds a day on which somebody may have been born.
/// Judgement: GB 11643-1999 itself shows somebody born in 1880.
fn has_meaning(code: &[u8], today: Date) -> bool {
    let (year, month, day) = birth(code);
    is_division(code[0], code[1])
        && year >= 1800
        && Date::new(year, month, day).is_ok_and(|date| date <= today)
}

/// Source: GB/T 2260-2007, the first two digits; 81 to 83 and 9 as above.
fn is_division(first: u8, second: u8) -> bool {
    matches!(
        (first, second),
        (b'1', b'1'..=b'5')
            | (b'2', b'1'..=b'3')
            | (b'3', b'1'..=b'7')
            | (b'4', b'1'..=b'6')
            | (b'5', b'0'..=b'4')
            | (b'6', b'1'..=b'5')
            | (b'7', b'1')
            | (b'8', b'1'..=b'3')
            | (b'9', _)
    )
}

fn check_character(code: &[u8]) -> u8 {
    let value = |byte: &u8| u32::from(byte.saturating_sub(b'0'));
    b"10X98765432"[weighted_sum(code.iter().map(value), &WEIGHTS) as usize % 11]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::{normal_code, vectors};

    const TODAY: Date = Date::constant(2020, 6, 10);

    #[test]
    fn the_vectors_are_judged_rightly() {
        for (code, right) in vectors("id18") {
            let normal = normal_code(&code);
            assert_eq!(is_id_number(normal.as_bytes(), TODAY), right, "{code}");
        }
    }

    #[test]
    fn the_day_of_today_decides() {
        let born = "110105202006100017";
        let code = format!("{}{}", &born[..17], char::from(check_character(born.as_bytes())));
        assert!(is_id_number(code.as_bytes(), TODAY));
        assert!(!is_id_number(code.as_bytes(), Date::constant(2020, 6, 9)));
    }

    #[test]
    fn fifteen_digits_have_a_day_and_no_check() {
        assert!(is_id_number(b"110105491231002", TODAY));
        for wrong in ["110105490230002", "000105491231002", "11010549123100X"] {
            assert!(!is_id_number(wrong.as_bytes(), TODAY), "{wrong}");
        }
    }
}
