//! 邮政编码. A leading zero is part of it: Inner Mongolia, Hebei and Shanxi have one.
//! Judgement: the shape only, for the list of offices in use is not public.

use super::normal_code;

/// Six digits. No place of the mainland has one that starts with 9, and nobody has 000000.
pub(crate) fn is_postcode(text: &str) -> bool {
    let code = normal_code(text);
    code.len() == 6
        && code.bytes().all(|byte| byte.is_ascii_digit())
        && !code.starts_with('9')
        && code != "000000"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::vectors;

    #[test]
    fn the_vectors_are_judged_rightly() {
        for (code, right) in vectors("postcode") {
            assert_eq!(is_postcode(&code), right, "{code}");
        }
    }

    #[test]
    fn width_and_spaces_do_not_matter() {
        assert!(is_postcode(" ２３０００１ "));
        assert!(is_postcode("230 001"));
        for wrong in ["", "23000A", "2300011", "二三〇〇〇一"] {
            assert!(!is_postcode(wrong), "{wrong}");
        }
    }
}
