//! What a form or a call says, as one digest. It is made from the texts of its folder and not from the
//! checked types: those change with each version of the program, and a form of last year would seem to be
//! another one. Texts differ between machines in two things only, which are taken out: line ends, and
//! the mark at the beginning that Windows editors put there. `SOURCES.md` and samples are about a call and
//! are no part of it; a comment is, because only the readers know what one is.
//!
//! The digest is the SHA-256 of, for each part: its name, a line end, the number of bytes of its text, a
//! line end, and the text. A form has `form.toml` and `paper.grid`; a call `call.toml`, in which its
//! variables stand, and then each form that it uses, by the form's id, with the digest of the form.

use std::collections::BTreeMap;

use foundation::{Digest, Hasher};

pub(crate) fn of_form(toml: &str, grid: &str) -> Digest {
    digest([("form.toml", toml), ("paper.grid", grid)].map(|(name, text)| (name, text.to_owned())))
}

/// `forms` are the ids of the forms that the call uses, with their digests.
pub(crate) fn of_call<'f>(toml: &str, forms: impl Iterator<Item = (&'f str, Digest)>) -> Digest {
    let forms: BTreeMap<&str, String> =
        forms.map(|(form, digest)| (form, digest.to_string())).collect();
    digest([("call.toml", toml.to_owned())].into_iter().chain(forms))
}

fn digest<'n>(parts: impl IntoIterator<Item = (&'n str, String)>) -> Digest {
    let mut hasher = Hasher::default();
    for (name, text) in parts {
        let text = text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n");
        hasher.update(format!("{name}\n{}\n{text}", text.len()).as_bytes());
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Call, Catalog, Folder};

    fn folders() -> Vec<Folder> {
        Catalog::built_in_folders()
    }

    fn call(folders: Vec<Folder>) -> Arc<Call> {
        Catalog::of(folders).call("js-2020").unwrap().clone()
    }

    /// The call after `change` of a file of a folder.
    fn changed(id: &str, file: &str, change: impl Fn(&str) -> String) -> Arc<Call> {
        let mut folders = folders();
        let folder = folders.iter_mut().find(|folder| folder.id() == id).unwrap();
        let text = folder.files.get_mut(file).unwrap();
        *text = change(text);
        call(folders)
    }

    #[test]
    fn line_ends_marks_and_samples_say_nothing() {
        let before = call(folders());
        for (id, file) in [("js-2020", "call.toml"), ("js-2020-case", "paper.grid")] {
            let windows = |text: &str| format!("\u{FEFF}{}", text.replace('\n', "\r\n"));
            // A grid may not begin with the mark.
            let windows = |text: &str| match file {
                "call.toml" => windows(text),
                _ => text.replace('\n', "\r\n"),
            };
            let after = changed(id, file, windows);
            assert_eq!(after.digest, before.digest, "{file}");
            assert_eq!(after.main_form().digest, before.main_form().digest, "{file}");
        }
        let sources = changed("js-2020", "SOURCES.md", |text| format!("{text}\n"));
        assert_eq!(sources.digest, before.digest);
    }

    #[test]
    fn a_call_says_what_its_forms_say() {
        let before = call(folders());
        let comment = |text: &str| format!("{text}\n# 说明\n");
        let form = changed("js-2020-case", "form.toml", comment);
        assert_ne!(form.main_form().digest, before.main_form().digest);
        assert_ne!(form.digest, before.digest);
        let own = changed("js-2020", "call.toml", comment);
        assert_eq!(own.main_form().digest, before.main_form().digest);
        assert_ne!(own.digest, before.digest);
        let other = changed("ah-2024", "call.toml", comment);
        assert_eq!(other.digest, before.digest);
    }

    #[test]
    fn the_parts_are_told_apart() {
        // Also computed by sha256sum.
        let found = digest([("a", "b\r\n".to_owned()), ("c", String::new())]);
        assert_eq!(found, Digest::of(b"a\n2\nb\nc\n0\n"));
    }
}
