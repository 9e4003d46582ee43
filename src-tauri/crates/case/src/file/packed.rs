//! The case of a package: all that a draft keeps, and which case it is; bounded as a file from elsewhere.

use catalog::Catalog;

use super::case_file::{CaseFileFault, Reader, draft_of, identity_of, read_by};
use super::json::MOST_ENTRIES;
use super::written::text_of;
use crate::Case;

/// Reads the case of a package: as a draft, for it may be half filled in, but bounded as a file from elsewhere.
///
/// # Errors
/// As [`crate::read`].
pub fn read_packed(bytes: &[u8], catalog: &Catalog) -> Result<Case, Vec<CaseFileFault>> {
    read_by(Reader::of_draft(), MOST_ENTRIES, bytes, catalog)
}

/// Writes the case of a package: all that a draft keeps, and which case it is. Of a case in which everything can stand
/// in a case file, it is one.
pub fn write_packed(case: &Case) -> String {
    let mut file = draft_of(case);
    file.extend(identity_of(case));
    text_of(&file)
}

#[cfg(test)]
mod tests {
    use foundation::{Digest, Identity, Revision};
    use serde_json::json;

    use super::*;
    use crate::{LONGEST_LINEAGE, Value, read, read_draft, write_draft};

    fn case() -> Case {
        let mut case = Case::new(Catalog::built_in().call("js-2020").unwrap().clone());
        let id = "00112233445566778899aabbccddeeff".parse().unwrap();
        case.identity = Some(Identity { id, revision: Revision::new(3).unwrap() });
        case
    }

    #[test]
    fn what_is_half_typed_or_set_aside_goes_out_and_comes_back() {
        let catalog = Catalog::built_in();
        let mut case = case();
        assert!(read(write_packed(&case).as_bytes(), &catalog).is_ok(), "it is a case file");
        case.values.insert("staff_total".into(), Value::Text("约三十".into()));
        case.set_aside.insert("old".into(), json!(["甲"]));
        case.descends_from([Digest::of(b"before")]);
        let text = write_packed(&case);
        assert!(read(text.as_bytes(), &catalog).is_err());
        let back = read_packed(text.as_bytes(), &catalog).unwrap();
        assert_eq!((back.identity, &back.values), (case.identity, &case.values));
        assert_eq!(back.set_aside, case.set_aside);
        assert!(back.lineage.is_empty(), "a package says it elsewhere");
        assert_eq!(write_packed(&back), text);
    }

    #[test]
    fn a_draft_remembers_what_went_before_it_and_a_case_file_does_not() {
        let catalog = Catalog::built_in();
        let mut case = case();
        let state = |number: usize| Digest::of(number.to_string().as_bytes());
        case.descends_from([state(1), state(2), state(1)]);
        assert_eq!(case.lineage, [state(1), state(2)]);
        let back = read_draft(&write_draft(&case), &catalog).unwrap();
        assert_eq!(back.lineage, case.lineage);
        assert!(!crate::write(&case).contains("lineage"));
        case.descends_from((0..2 * LONGEST_LINEAGE).map(state));
        assert_eq!(case.lineage.len(), LONGEST_LINEAGE);
        assert_eq!(case.lineage.last(), Some(&state(2 * LONGEST_LINEAGE - 1)));
    }

    #[test]
    fn more_entries_than_a_case_has_are_told() {
        let text = format!("[{}0]", "0,".repeat(300_000));
        let faults = read_packed(text.as_bytes(), &Catalog::built_in()).unwrap_err();
        assert!(faults[0].message.contains("超过"), "{faults:?}");
    }
}
