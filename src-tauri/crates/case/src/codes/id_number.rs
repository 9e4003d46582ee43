//! 公民身份号码, and the numbers of the same shape on residence permits (81 to 83) and, from 2023,
//! on the permanent residence cards of foreigners (9).
//! Source: GB 11643-1999 for 18 digits; GB 11643-1989 for the 15 digits before; ISO 7064, MOD 11-2.

use foundation::Date;

use super::weighted_sum;

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
