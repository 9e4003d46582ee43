//! What is known of another case of the same call: enough to count it and to recognise it. Its keys are folded
//! once, when the summary is made; `others` groups many of them.

use std::collections::BTreeMap;

use foundation::character::half_width;
use unicode_normalization::UnicodeNormalization as _;

use crate::Case;
use crate::words::print::{Blank, printed};

/// Another case, in short.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    /// What the user calls it: the name of the case.
    pub name: String,
    /// The id of its call.
    pub call: String,
    /// The id of its route.
    pub route: String,
    /// Its fields that quotas and doubles look at, as compared.
    pub(crate) keys: BTreeMap<String, String>,
}

impl Other {
    /// What another case has to know of this one.
    pub fn of(case: &Case) -> Self {
        let name = case.name();
        let call = &case.call;
        let quotas = call.quotas.iter().flat_map(|quota| &quota.by);
        let doubles = call.duplicates.iter().flat_map(|duplicates| &duplicates.by);
        let keys = quotas.chain(doubles).map(|id| (id.clone(), key(case, id))).collect();
        Self { name, call: call.id.clone(), route: case.route.clone(), keys }
    }
}

/// A name in quotation marks; those in it become inner ones. Source: GB/T 15834-2011, 4.8.3.
pub fn quoted(name: &str) -> String {
    let inner = name.replace('“', "‘").replace('”', "’");
    format!("“{inner}”")
}

/// A field as it is compared: alike but for width, case, spaces and marks.
pub(crate) fn key(case: &Case, id: &str) -> String {
    letters(&text(case, id))
}

/// A field as it is printed; nothing where the case has no such field.
pub(crate) fn text(case: &Case, id: &str) -> String {
    case.field(id).map(|field| printed(case, field, Blank::Nothing)).unwrap_or_default()
}

/// A text as names are compared: without spaces and marks, in half width and small letters.
pub fn folded(text: &str) -> String {
    letters(text)
}

/// A text without spaces and marks, in half width and small letters.
pub(crate) fn letters(text: &str) -> String {
    if text.chars().all(is_plain) {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        return letters.map(|letter| letter.to_ascii_lowercase()).collect();
    }
    let folded = text.nfc().map(half_width);
    folded.filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Letters that NFC and half width leave as they are and that join with none of their kind: most that are ever
/// compared. Not all of Han: NFC makes others of compatibility ideographs.
fn is_plain(letter: char) -> bool {
    letter.is_ascii() || ('\u{4E00}'..='\u{9FFF}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use catalog::Catalog;

    use super::*;
    use crate::Value;

    #[test]
    fn plain_letters_are_what_nfkc_makes_of_them() {
        let all: String = ('\0'..='\u{9FFF}')
            .filter(|letter| is_plain(*letter))
            .flat_map(|l| [l, 'A', l])
            .collect();
        assert!(unicode_normalization::is_nfkc(&all));
        let by_nfkc = all.nfkc().filter(|letter| letter.is_alphanumeric());
        assert_eq!(letters(&all), by_nfkc.flat_map(char::to_lowercase).collect::<String>());
    }

    #[test]
    fn width_spaces_and_marks_do_not_count() {
        let case = |name: &str| {
            let mut case = Case::new(Catalog::built_in().call("js-2020").unwrap().clone());
            case.values.insert("case_name".into(), Value::Text(name.into()));
            case
        };
        let wanted = key(&case("“一店带多户”ABC案例"), "case_name");
        for same in
            ["一店带多户 ＡＢＣ案例", "《一店带多户》abc-案例。", "一店\u{200b}带多户ABC案例"]
        {
            assert_eq!(key(&case(same), "case_name"), wanted, "{same}");
        }
        assert_ne!(key(&case("一店带两户ABC案例"), "case_name"), wanted);
    }
}
