//! Shapes of phone numbers and e-mail addresses. Judged by the
//! vectors in `tests/vectors`. Offline nobody can say whether a number is in use.

use foundation::character::{half_width, is_dash, is_unseen};

/// A mobile number: 11 digits from 13 to 19, perhaps with the country code.
pub(crate) fn is_mobile(text: &str) -> bool {
    let digits = compact(text);
    let digits = ["+86", "(+86)", "0086", "86"]
        .iter()
        .find_map(|code| digits.strip_prefix(code).filter(|rest| rest.len() == 11))
        .unwrap_or(&digits);
    let bytes = digits.as_bytes();
    bytes.len() == 11
        && bytes.iter().all(u8::is_ascii_digit)
        && bytes[0] == b'1'
        && (b'3'..=b'9').contains(&bytes[1])
}

/// A landline number with its area code, perhaps with an extension. Behind the country code the 0 of the area
/// code is left out, or stands in brackets.
pub(crate) fn is_landline(text: &str) -> bool {
    let plain = plain(text);
    let abroad =
        ["+86", "(+86)", "0086", "(0086)"].iter().find_map(|code| plain.strip_prefix(code));
    let normal = match abroad.map(|rest| rest.trim_start_matches('-')) {
        Some(rest) if rest.trim_start_matches('(').starts_with('0') => rest.to_owned(),
        Some(rest) => format!("0{}", rest.trim_start_matches('(')),
        None => plain,
    };
    let (number, extension) = extension(&normal);
    let digits: String = number.chars().filter(|c| !matches!(c, '-' | '(' | ')')).collect();
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) || !digits.starts_with('0') {
        return false;
    }
    let bytes = digits.as_bytes();
    let area = match bytes.get(1..3) {
        // 010, 020-029 but 026, which nobody has.
        Some([b'1', b'0']) => 3,
        Some([b'2', last]) if *last != b'6' => 3,
        Some([b'3'..=b'9', _]) => 4,
        _ => return false,
    };
    let local = bytes.get(area..).unwrap_or_default();
    matches!(local.len(), 7 | 8)
        && (b'2'..=b'8').contains(&local[0])
        && extension.is_none_or(|extension| {
            (1..=6).contains(&extension.len()) && extension.bytes().all(|b| b.is_ascii_digit())
        })
}

/// 400 and 800 numbers and short service numbers such as 12345 and 95588.
pub(crate) fn is_service_number(text: &str) -> bool {
    let digits = compact(text);
    let all_digits = digits.bytes().all(|byte| byte.is_ascii_digit());
    let long = digits.len() == 10 && (digits.starts_with("400") || digits.starts_with("800"));
    let short = digits.len() == 5 && (digits.starts_with("12") || digits.starts_with("95"));
    all_digits && (long || short)
}

/// What stands between the numbers of which one entry has several.
const BETWEEN: &[char] = &['、', '，', ',', '；', ';', '/', '／', '或', '\n'];

/// A number of any of these kinds.
pub(crate) fn is_phone(text: &str) -> bool {
    is_mobile(text) || is_landline(text) || is_service_number(text)
}

/// How many numbers a text says, if it says nothing else.
pub(crate) fn phones_in(text: &str) -> Option<usize> {
    if is_phone(text) {
        return Some(1);
    }
    let several = text.split(BETWEEN).filter(|part| !part.trim().is_empty());
    let count = several.clone().count();
    (count > 1 && several.clone().all(is_phone)).then_some(count)
}

/// An address with one @ and a dot in its domain, all half-width.
pub(crate) fn is_email(text: &str) -> bool {
    let text = text.trim();
    let Some((local, domain)) = text.split_once('@') else { return false };
    // Source: RFC 5322, atext, and RFC 1035, labels.
    let in_local =
        |byte: u8| byte.is_ascii_alphanumeric() || b".!#$%&'*+-/=?^_`{|}~".contains(&byte);
    let in_label = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let is_label =
        |label: &str| !label.is_empty() && !label.starts_with('-') && label.bytes().all(in_label);
    !local.is_empty()
        && local.bytes().all(in_local)
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

/// The number and its extension: behind `转`, `*`, `#`, `分机` or `ext`, or the last of three parts.
fn extension(number: &str) -> (&str, Option<&str>) {
    for mark in ["分机号", "分机", "转", "*", "#", "ext.", "ext", "-转"] {
        if let Some((number, extension)) = number.split_once(mark) {
            let extension = extension.trim_start_matches([':', '-']);
            return (
                number.trim_end_matches(['-', '(', ',']),
                Some(extension.trim_end_matches(')')),
            );
        }
    }
    // The last hyphen parts the number from it where the whole number stands before: 025-8339-8888 has none.
    let split = number.rsplit_once('-').filter(|(number, _)| {
        number.bytes().filter(u8::is_ascii_digit).count() >= SHORTEST_LANDLINE
    });
    split.map_or((number, None), |(number, extension)| (number, Some(extension)))
}

/// An area code of three digits and a number of seven.
const SHORTEST_LANDLINE: usize = 10;

/// Half-width with one kind of hyphen, without blanks and what nobody sees: numbers come from address books with
/// it. A power or a mark of a note stays, and then it is no number.
fn plain(text: &str) -> String {
    let seen = text.chars().filter(|c| !c.is_whitespace() && !is_unseen(*c));
    seen.map(|c| if is_dash(c) { '-' } else { half_width(c) }).collect()
}

/// The same without hyphens.
fn compact(text: &str) -> String {
    plain(text).replace('-', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_vectors_are_judged_rightly() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../../../../tests/vectors/test_vectors.json"))
                .unwrap();
        type Judge = fn(&str) -> bool;
        let judges: [(&str, Judge); 3] =
            [("mobile", is_mobile), ("landline", is_landline), ("service", is_service_number)];
        for (kind, judge) in judges {
            let rows = vectors[kind].as_array().unwrap();
            assert!(!rows.is_empty());
            for row in rows {
                let number = row["in"].as_str().unwrap();
                assert_eq!(judge(number), row["valid"].as_bool().unwrap(), "{kind} {number}");
            }
        }
    }

    #[test]
    fn numbers_are_taken_as_offices_write_them() {
        for good in [
            "+86 25 83398888",
            "+86-25-83398888",
            "+86 (0)25 83398888",
            "（+86）025-83398888",
            "0086-25-83398888",
            "0086 025 83398888",
            "025—83398888",
            "025－83398888",
            "025–83398888转801",
            "025-83398888-801",
            "025-83398888－801",
            "（025）83398888-801",
            "（025）83398888转801",
            "025-83398888 分机801",
            "025-83398888（转801）",
            "025-8339 8888",
            "025 - 8339-8888",
            "０２５－８３３９８８８８",
            "\u{202D}025-83398888\u{202C}",
        ] {
            assert!(is_landline(good), "{good}");
        }
        for good in ["+86 138 0013 8000", "138—0013—8000", "（+86）13800138000", "1380013 8000"]
        {
            assert!(is_mobile(good), "{good}");
        }
    }

    /// Each would be a number, or another one, if marks and digits of other scripts were folded.
    #[test]
    fn no_mark_becomes_a_digit() {
        for mark in ["①", "²", "₂", "½", "Ⅱ", "٢", "𝟐", "⒉", "㈡", "❷"] {
            for text in [format!("1380013800{mark}"), format!("13800138000{mark}")] {
                assert!(!is_mobile(&text), "{text}");
            }
            for text in [
                format!("025-8339888{mark}"),
                format!("025-83398888{mark}"),
                format!("025-83398888转80{mark}"),
            ] {
                assert!(!is_landline(&text), "{text}");
            }
            assert!(!is_service_number(&format!("1234{mark}")), "{mark}");
            assert!(!is_email(&format!("a{mark}@b.cn")), "{mark}");
        }
    }

    #[test]
    fn addresses_have_one_at_and_a_dotted_domain() {
        for good in ["a@b.cn", "li.ming+1@example.com", " a@b.c.d "] {
            assert!(is_email(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "a@b",
            "a@@b.cn",
            "a＠b.cn",
            "a@b．cn",
            "a b@c.cn",
            "@b.cn",
            "a@.cn",
            "a@qq.com,",
            "<a@qq.com>",
        ] {
            assert!(!is_email(bad), "{bad}");
        }
    }
}
