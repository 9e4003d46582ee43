//! 统一社会信用代码. Its characters 9 to 17 are an organisation code with a check character of its own.
//! Source: GB 32100-2015, 法人和其他组织统一社会信用代码编码规则.

use super::{CodeVerdict, nine, normal_code, weighted_sum, wrong_length};

/// The values 0 to 30 in order. Source: GB 32100-2015, the table of characters.
const CHARACTERS: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// 3^(i-1) mod 31. Source: GB 32100-2015, the check character.
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/// Where the organisation code stands in the whole.
pub(super) const INNER: std::ops::Range<usize> = 8..17;

/// Judges a 统一社会信用代码 however it is spaced, in whatever case and width.
pub(crate) fn judge_uscc(text: &str) -> CodeVerdict {
    let code = normal_code(text);
    if let Some(why) = wrong_shape(&code) {
        return CodeVerdict::WrongShape(why);
    }
    let bytes = code.as_bytes();
    let expected = check_character(bytes);
    if bytes[17] != expected {
        return CodeVerdict::WrongCheck { expected: char::from(expected) };
    }
    let inner = &bytes[INNER];
    let expected = nine::check_character(inner);
    if inner[8] != expected {
        return CodeVerdict::WrongInner { expected: char::from(expected) };
    }
    CodeVerdict::Right
}

/// The code as certificates print it, where the text has its shape.
pub(crate) fn uscc_of(text: &str) -> Option<String> {
    let code = normal_code(text);
    wrong_shape(&code).is_none().then_some(code)
}

/// Why a code in normal form has not the shape of one; else it is 18 ASCII characters.
pub(super) fn wrong_shape(code: &str) -> Option<String> {
    if let Some(why) = wrong_length(code, 18) {
        let digits = code.bytes().all(|byte| byte.is_ascii_digit());
        let instead = match code.len() {
            9 if nine::wrong_shape(code).is_none() => "，像是组织机构代码",
            15 if digits => "，像是旧的工商注册号",
            _ => "",
        };
        return Some(why + instead);
    }
    code.chars().zip(1..).find_map(|(character, place)| {
        let known = u8::try_from(character).is_ok_and(|byte| CHARACTERS.contains(&byte));
        if character.is_ascii_uppercase() && !known {
            return Some(format!(
                "第 {place} 位“{character}”不是代码用的字符（不用 I、O、S、V、Z）"
            ));
        }
        if !known {
            return Some(format!(
                "第 {place} 位“{character}”不是代码用的字符（只用数字和大写字母）"
            ));
        }
        // Source: GB 32100-2015, characters 3 to 8: the division of the registering authority.
        let wants_digit = (3..=8).contains(&place) && !character.is_ascii_digit();
        wants_digit
            .then(|| format!("第 {place} 位“{character}”应为数字（第 3 至 8 位是行政区划码）"))
    })
}

fn check_character(code: &[u8]) -> u8 {
    let value = |byte: &u8| {
        let at = CHARACTERS.iter().position(|character| character == byte);
        u32::try_from(at.unwrap_or_default()).unwrap_or_default()
    };
    let sum = weighted_sum(code.iter().map(value), &WEIGHTS);
    CHARACTERS[(31 - sum as usize % 31) % 31]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::vectors;

    #[test]
    fn the_vectors_are_judged_rightly() {
        for (code, right) in vectors("uscc") {
            assert_eq!(judge_uscc(&code) == CodeVerdict::Right, right, "{code}");
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        let shape = |why: &str| CodeVerdict::WrongShape(why.to_owned());
        for (code, verdict) in [
            ("91350100M000100Y44", CodeVerdict::WrongCheck { expected: '3' }),
            ("91350100M000100Y4", shape("应为 18 位，现在是 17 位")),
            ("", shape("应为 18 位，现在是 0 位")),
            ("71526726-X", shape("应为 18 位，现在是 9 位，像是组织机构代码")),
            ("340100000012345", shape("应为 18 位，现在是 15 位，像是旧的工商注册号")),
            ("91350100I000100Y43", shape("第 9 位“I”不是代码用的字符（不用 I、O、S、V、Z）")),
            ("9135010AM000100Y43", shape("第 8 位“A”应为数字（第 3 至 8 位是行政区划码）")),
            ("91350100M000100Y4号", shape("第 18 位“号”不是代码用的字符（只用数字和大写字母）")),
        ] {
            assert_eq!(judge_uscc(code), verdict, "{code}");
        }
    }

    #[test]
    fn spaces_hyphens_case_and_width_do_not_matter() {
        for code in [
            "9135 0100 M000100Y43",
            "91350100-m000100y-4-3",
            "９１３５０１００Ｍ０００１００Ｙ４３",
        ] {
            assert_eq!(judge_uscc(code), CodeVerdict::Right, "{code}");
        }
    }

    #[test]
    fn the_code_inside_has_a_check_of_its_own() {
        // M000100Y-5 inside, where 4 is right; the last character is right for the whole.
        let wrong_inside = b"91350100M000100Y5";
        let code = [&wrong_inside[..], &[check_character(wrong_inside)]].concat();
        let code = String::from_utf8(code).unwrap();
        assert_eq!(judge_uscc(&code), CodeVerdict::WrongInner { expected: '4' });
    }
}
