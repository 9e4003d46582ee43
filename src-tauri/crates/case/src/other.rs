//! What is known of another case of the same call: enough to count it and to recognise it.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization as _;

use crate::Case;
use crate::print::{Blank, printed};

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

    /// Whether it agrees with a case in these fields, all of them filled in.
    pub(crate) fn agrees(&self, case: &Case, by: &[String]) -> bool {
        let same = |id: &String| {
            let own = key(case, id);
            !own.is_empty() && self.keys.get(id) == Some(&own)
        };
        self.call == case.call.id && by.iter().all(same)
    }
}

/// A name in quotation marks; those in it become inner ones. Source: GB/T 15834-2011, 4.8.3.
pub fn quoted(name: &str) -> String {
    let inner = name.replace('“', "‘").replace('”', "’");
    format!("“{inner}”")
}

/// A field as it is compared: alike but for width, case, spaces and marks.
pub(crate) fn key(case: &Case, id: &str) -> String {
    let text = case.field(id).map(|field| printed(case, field, Blank::Nothing));
    letters(&text.unwrap_or_default())
}

/// A text without spaces and marks, in half width and small letters.
pub(crate) fn letters(text: &str) -> String {
    text.nfkc().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use catalog::Catalog;

    use super::*;
    use crate::Value;

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
