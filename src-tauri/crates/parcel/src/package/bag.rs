//! The texts of a BagIt bag. Source: RFC 8493.

use std::collections::BTreeMap;

use foundation::{Contents, Digest};

use super::fault::PackageFault;

pub(super) const DECLARATION: &str = "bagit.txt";
pub(super) const INFO: &str = "bag-info.txt";
pub(super) const MANIFEST: &str = "manifest-sha256.txt";
pub(super) const TAG_MANIFEST: &str = "tagmanifest-sha256.txt";
pub(super) const FETCH: &str = "fetch.txt";
/// The text of bagit.txt.
pub(super) const VERSION: &str = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/// A manifest of files, in the order of their names.
pub(super) fn manifest<'f>(files: impl Iterator<Item = (&'f str, Contents)>) -> String {
    let sorted: BTreeMap<&str, Contents> = files.collect();
    sorted.iter().map(|(path, contents)| format!("{}  {path}\n", contents.digest)).collect()
}

/// Reads a manifest: the digest of each file.
pub(super) fn read_manifest(
    name: &'static str,
    text: &[u8],
) -> Result<BTreeMap<String, Digest>, PackageFault> {
    let wrong = |why: &str| PackageFault::wrong(name, why);
    let text = std::str::from_utf8(text).map_err(|_| wrong("不是 UTF-8 文字"))?;
    let mut files = BTreeMap::new();
    for line in text.trim_start_matches('\u{FEFF}').lines().filter(|line| !line.trim().is_empty()) {
        let (digest, path) =
            line.split_once([' ', '\t']).ok_or_else(|| wrong("有一行不是校验值和文件名"))?;
        let digest = digest.parse().map_err(|_| wrong("有一行的校验值不对"))?;
        // The mark of binary files that some tools write.
        let path = path.trim_start().trim_start_matches('*').trim_end();
        if files.insert(path.to_owned(), digest).is_some() {
            return Err(wrong("同一个文件写了两次"));
        }
    }
    Ok(files)
}

/// A line of bag-info.txt; what would break it is a blank.
pub(super) fn info_line(label: &str, text: &str) -> String {
    let text: String = text
        .chars()
        .map(|character| if character.is_control() { ' ' } else { character })
        .collect();
    format!("{label}: {}\n", text.trim())
}

/// The value of a label of bag-info.txt.
pub(super) fn info<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let mut lines = text.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(known, _)| known.eq_ignore_ascii_case(label)).map(|(_, value)| value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_comes_back_and_its_faults_are_told() {
        let (one, two) = (Contents::of(b"1"), Contents::of(b"2"));
        let text = manifest([("data/b", two), ("data/a", one)].into_iter());
        assert!(text.find("data/a") < text.find("data/b"));
        let read = |text: &[u8]| read_manifest(MANIFEST, text);
        assert_eq!(read(text.as_bytes()).unwrap()["data/b"], two.digest);
        let starred = format!("{} *data/a\r\n", one.digest);
        assert_eq!(read(starred.as_bytes()).unwrap()["data/a"], one.digest);
        for wrong in ["abc  data/a\n".to_owned(), "data/a\n".to_owned(), text.repeat(2)] {
            assert!(matches!(read(wrong.as_bytes()), Err(PackageFault::Wrong { .. })), "{wrong}");
        }
        assert!(read(b"\xFF\xFE").is_err());
    }

    #[test]
    fn lines_of_the_information_stay_lines() {
        let text = info_line("Contact-Name", "甲\r\nPayload-Oxum: 1.1 ");
        assert_eq!(text.lines().count(), 1);
        assert_eq!(info(&text, "contact-name"), Some("甲  Payload-Oxum: 1.1"));
        assert_eq!(info(&text, "Payload-Oxum"), None);
    }
}
