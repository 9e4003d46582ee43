//! Reasons about attachments stay with them when they are put in another order: a reason is keyed by the number
//! of its attachment, and would otherwise speak of another one.

use std::collections::BTreeMap;

use case::{Attachment, Case};

/// Brings the reasons of a case to where its attachments are now; `before` is where they were. Those of attachments
/// that were taken out go with them: the step has them, for when it is undone.
pub(crate) fn follow(case: &mut Case, before: &[Attachment]) {
    let (old, new) = (names(before), names(&case.attachments));
    if old == new {
        return;
    }
    for (key, reason) in std::mem::take(&mut case.reasons) {
        let Some((code, number, rest)) = parted(&key) else {
            case.reasons.insert(key, reason);
            continue;
        };
        // What speaks of no attachment that was there may stay as it is.
        let Some(name) = number.checked_sub(1).and_then(|index| old.get(index)) else {
            case.reasons.insert(key, reason);
            continue;
        };
        if let Some(index) = new.iter().position(|other| other == name) {
            case.reasons.insert(format!("{code}@attachments/{}{rest}", index + 1), reason);
        }
    }
}

/// Each attachment by its path, and the how-manieth it is with that path.
fn names(attachments: &[Attachment]) -> Vec<(String, usize)> {
    let mut counts = BTreeMap::new();
    let name = |attachment: &Attachment| {
        let count = counts.entry(attachment.path.clone()).or_insert(0);
        *count += 1;
        (attachment.path.clone(), *count)
    };
    attachments.iter().map(name).collect()
}

/// Code, number and what follows it, of a key about an attachment.
fn parted(key: &str) -> Option<(&str, usize, &str)> {
    let (code, path) = key.split_once('@')?;
    let rest = path.strip_prefix("attachments/")?;
    let end = rest.find('/').unwrap_or(rest.len());
    Some((code, rest[..end].parse().ok()?, &rest[end..]))
}

#[cfg(test)]
mod tests {
    use case::AttachmentKind;
    use catalog::Catalog;

    use super::*;

    fn attachments(paths: &str) -> Vec<Attachment> {
        let attachment = |path: &str| Attachment {
            path: path.to_owned(),
            kind: AttachmentKind::Photo,
            caption: String::new(),
            url: String::new(),
            form: String::new(),
            slot: String::new(),
        };
        paths.split_whitespace().map(attachment).collect()
    }

    /// Puts the attachments in another order, and says where the reasons are then.
    fn put(case: &mut Case, paths: &str) -> String {
        let before = std::mem::replace(&mut case.attachments, attachments(paths));
        follow(case, &before);
        let reasons = case.reasons.iter().map(|(key, reason)| format!("{key}={reason}"));
        reasons.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn reasons_go_where_their_attachments_go() {
        let call = Catalog::built_in().call("js-2020").unwrap().clone();
        let mut case = Case::new(call);
        case.attachments = attachments("a b a c");
        let reasons = [
            ("A421@attachments/2", "of b"),
            ("A406@attachments/3", "of the second a"),
            ("C201@start", "x"),
        ];
        case.reasons = reasons.map(|(key, reason)| (key.to_owned(), reason.to_owned())).into();
        let was = "A406@attachments/3=of the second a A421@attachments/2=of b C201@start=x";
        let moved = put(&mut case, "b a a c");
        assert_eq!(moved, was.replace("/2", "/1"));
        assert_eq!(put(&mut case, "a b a c"), was);
        // Another caption is no move.
        assert_eq!(put(&mut case, "a b a c"), was);
        let without = put(&mut case, "a a c");
        assert_eq!(without, "A406@attachments/2=of the second a C201@start=x");
        assert_eq!(put(&mut case, "a b a c"), without.replace("/2", "/3"), "nobody said why");
    }
}
