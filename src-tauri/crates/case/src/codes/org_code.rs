//! 组织机构代码, of which the 统一社会信用代码 took the place in 2015.
//! Source: GB 11714-1997, 全国组织机构代码编制规则.

use super::nine::{check_character, wrong_shape};
use super::{CodeVerdict, normal_code, uscc};

/// Judges an organisation code with or without its hyphen; a 统一社会信用代码 is judged as a whole.
pub(crate) fn judge_org_code(text: &str) -> CodeVerdict {
    let code = normal_code(text);
    if code.chars().count() == 18 {
        return uscc::judge_uscc(&code);
    }
    if let Some(why) = wrong_shape(&code) {
        return CodeVerdict::WrongShape(why);
    }
    let expected = check_character(code.as_bytes());
    if code.as_bytes()[8] == expected {
        CodeVerdict::Right
    } else {
        CodeVerdict::WrongCheck { expected: char::from(expected) }
    }
}

/// The organisation code as paper and file should hold it, `71526726-X`, also out of a 统一社会信用代码.
/// Nothing for another shape; the check character may be wrong.
pub(crate) fn org_code_of(text: &str) -> Option<String> {
    let code = normal_code(text);
    let inner = match code.chars().count() {
        18 if uscc::wrong_shape(&code).is_none() => &code[uscc::INNER],
        _ => &code,
    };
    wrong_shape(inner).is_none().then(|| format!("{}-{}", &inner[..8], &inner[8..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::vectors;

    #[test]
    fn the_vectors_are_judged_rightly() {
        for (code, right) in vectors("org") {
            assert_eq!(judge_org_code(&code) == CodeVerdict::Right, right, "{code}");
        }
    }

    #[test]
    fn what_is_wrong_is_told() {
        let shape = |why: &str| CodeVerdict::WrongShape(why.to_owned());
        for (code, verdict) in [
            ("D2143569-1", CodeVerdict::WrongCheck { expected: 'X' }),
            ("1234567-8", shape("应为 9 位，现在是 8 位")),
            ("71526726-A", shape("第 9 位“A”应为数字或 X")),
            ("7152672号-X", shape("第 8 位“号”不是代码用的字符（只用数字和大写字母）")),
            ("9144030071526726XG", CodeVerdict::Right),
            ("9144030071526726XH", CodeVerdict::WrongCheck { expected: 'G' }),
        ] {
            assert_eq!(judge_org_code(code), verdict, "{code}");
        }
    }

    #[test]
    fn it_is_taken_out_of_the_newer_code() {
        let taken = |text: &str| org_code_of(text);
        assert_eq!(taken("9144030071526726XG").as_deref(), Some("71526726-X"));
        assert_eq!(taken("91350100m000100y43").as_deref(), Some("M000100Y-4"));
        assert_eq!(taken("７１５２６７２６－ｘ").as_deref(), Some("71526726-X"));
        assert_eq!(taken("71526726X").as_deref(), Some("71526726-X"));
        for other in ["", "7152672-X", "91350100I000100Y43", "网信办网信办网信办", "无"] {
            assert_eq!(taken(other), None, "{other}");
        }
    }
}
