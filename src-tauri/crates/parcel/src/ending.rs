//! What the name of a file that is sent ends in: what the file is, whatever it was called. A photo that a chat program
//! left as `照片`, `.jpg_` or `.tmp` opens with a double click where it arrives.

use media::{Container, Kind};

/// What programs call files that are not finished, or not meant for anybody.
const TEMPORARY: [&str; 8] =
    ["tmp", "temp", "part", "partial", "download", "crdownload", "bak", "old"];
/// Longer ones are words, in letters.
const LONGEST: usize = 8;

/// The ending with its dot, in lower case; none where nothing is known.
pub(crate) fn of(path: &str, content: Option<Container>) -> String {
    let own = own(path);
    let by_content = content.filter(|content| !is_right(&own, *content));
    let usual = by_content.and_then(|content| content.endings().first().copied());
    match usual.unwrap_or(&own) {
        "" => String::new(),
        ending => format!(".{ending}"),
    }
}

/// The ending that a file has, without marks at its end; none where it would not be one.
fn own(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    let Some((stem, ending)) = name.rsplit_once('.') else { return String::new() };
    let ending = ending.trim_end_matches(|mark: char| !mark.is_ascii_alphanumeric());
    let is_one = !stem.is_empty()
        && (1..=LONGEST).contains(&ending.len())
        && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_one { ending.to_ascii_lowercase() } else { String::new() }
}

/// Whether an ending may stay with such a content. Of papers the content is known less well than of pictures: what
/// has the ending of a paper keeps it.
fn is_right(ending: &str, content: Container) -> bool {
    if content.endings().contains(&ending) {
        return true;
    }
    let is_of_other_kind = |other: &&Container| {
        let is_paper = other.kind() == Kind::Other && **other != Container::Exe;
        !is_paper && other.endings().contains(&ending)
    };
    match content.kind() {
        Kind::Photo | Kind::Video => false,
        Kind::Other => {
            !ending.is_empty()
                && !TEMPORARY.contains(&ending)
                && !Container::ALL.iter().any(|other| is_of_other_kind(&other))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_ends_as_the_file_is() {
        let jpeg = Some(Container::Jpeg);
        let long = format!("a.{}", "字".repeat(5000));
        for name in [
            "照片",
            "照片.jpg_",
            "a.tmp",
            "a.exe",
            "a.png",
            "照片.JPG~",
            "a.",
            "照片.jpg（1）",
            &long,
        ] {
            assert_eq!(of(name, jpeg), ".jpg", "{name}");
        }
        assert_eq!(of("a.JPEG", jpeg), ".jpeg");
        assert_eq!(of("a.mov", Some(Container::Mp4)), ".mp4");
        assert_eq!(of("a.jpg", Some(Container::Pdf)), ".pdf");
        assert_eq!(of("盖章扫描件.tmp", Some(Container::Pdf)), ".pdf");
        assert_eq!(of("说明", Some(Container::Word)), ".docx");
    }

    #[test]
    fn papers_keep_the_endings_that_papers_have() {
        for (name, content, ending) in [
            ("表.csv", Container::Text, ".csv"),
            ("说明.doc", Container::Html, ".doc"),
            ("说明.wps", Container::Ole, ".wps"),
            ("说明.docx", Container::Zip, ".docx"),
            ("什么.xyz", Container::Unknown, ".xyz"),
            ("原片.nef", Container::Unknown, ".nef"),
            ("什么", Container::Unknown, ""),
            (".config", Container::Text, ""),
        ] {
            assert_eq!(of(name, Some(content)), ending, "{name}");
        }
        assert_eq!(of("原片.NEF", Some(Container::Raw)), ".nef");
    }
}
