//! Where on a disk a document lay, or draws from: programs write such paths beside what is shown, and the name of who
//! works at the computer stands in most.

use super::parts::Part;
use super::tags::{Tag, tags};

/// The first path in a part; none in what a reader sees of it.
pub(super) fn in_part(part: Part, words: &[u8]) -> Option<String> {
    match part {
        // Other parts of the same document begin with a slash as well.
        Part::Ways => tags(words)
            .filter(Tag::says_external)
            .find_map(|tag| path_in(&tag.value("Target")?, true)),
        // What a field draws from is no text of the document.
        Part::WordText => tags(words).find_map(|tag| {
            if tag.begins("instrText") || tag.begins("fldSimple") {
                return path_in(&tag.value("instr").unwrap_or_else(|| tag.text()), false);
            }
            of_a_shape(&tag)
        }),
        Part::Slide | Part::Shapes => tags(words).find_map(|tag| of_a_shape(&tag)),
        // Source: [MS-XLSX] 2.6.3, `absPath`: where the workbook was saved last, a folder or an address.
        Part::Workbook => tags(words)
            .filter(|tag| tag.begins("absPath"))
            .find_map(|tag| tag.value("url").filter(|url| !url.trim().is_empty())),
        Part::Settings | Part::ExternalLink => tags(words).find_map(|tag| in_values(&tag)),
        Part::App | Part::Custom => tags(words).find_map(|tag| path_in(&tag.text(), false)),
        _ => None,
    }
}

/// Where a picture came from, as programs write it into what stands for it.
fn of_a_shape(tag: &Tag<'_>) -> Option<String> {
    let is_one = tag.begins("docPr") || tag.begins("cNvPr");
    let names = ["descr", "title", "name"];
    names.iter().filter(|_| is_one).find_map(|name| path_in(&tag.value(name)?, false))
}

impl Tag<'_> {
    fn says_external(&self) -> bool {
        self.raw("TargetMode") == Some(b"External")
    }
}

fn in_values(tag: &Tag<'_>) -> Option<String> {
    let names = [
        "url",
        "sourceFile",
        "connection",
        "connectString",
        "query",
        "odcFile",
        "file",
        "val",
        "href",
    ];
    names.iter().find_map(|name| path_in(&tag.value(name)?, false))
}

/// The path in some words: with the letter of a drive, of another computer, of a home, or as an address of a file. Where
/// the words are an address, they are given as a whole.
pub fn path_in(words: &str, is_address: bool) -> Option<String> {
    let words = words.trim();
    let decoded = || percent_decoded(words);
    if let Some(rest) = words.get(..5).filter(|scheme| scheme.eq_ignore_ascii_case("file:")) {
        let path = decoded();
        let path = path[rest.len()..].trim_start_matches('/');
        // Only a name: beside the document.
        let is_path = path.contains(['/', '\\']);
        return is_path.then(|| path.to_owned());
    }
    let start = drive(words).or_else(|| other_computer(words)).or_else(|| home(words))?;
    if is_address && start > 0 {
        return None;
    }
    Some(if is_address { decoded() } else { ended(&words[start..]).to_owned() })
}

/// `C:\`, `d:/`; not the end of `http://`.
fn drive(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    (0..bytes.len().saturating_sub(2)).find(|at| {
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let is_alone =
            before.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'/' | b':'));
        let [letter, colon, slash] = [bytes[*at], bytes[at + 1], bytes[at + 2]];
        let is_address = slash == b'/' && bytes.get(at + 3) == Some(&b'/');
        is_alone
            && letter.is_ascii_alphabetic()
            && colon == b':'
            && matches!(slash, b'\\' | b'/')
            && !is_address
    })
}

/// `\\computer\folder`, at the beginning or behind a quote, with slashes written once or twice.
fn other_computer(words: &str) -> Option<usize> {
    let begins = |at: usize| words[..at].chars().next_back().is_none_or(|c| "\"' =".contains(c));
    let found = words.match_indices("\\\\").map(|(at, _)| at).find(|at| begins(*at));
    found.filter(|at| words[at + 2..].trim_start_matches('\\').contains('\\'))
}

fn home(words: &str) -> Option<usize> {
    let begins = |at: usize| words[..at].chars().next_back().is_none_or(|c| "\"' =".contains(c));
    ["/Users/", "/home/", "/Volumes/"]
        .iter()
        .find_map(|folder| words.match_indices(folder).map(|(at, _)| at).find(|at| begins(*at)))
}

/// Up to the quote or mark that no path holds.
fn ended(path: &str) -> &str {
    path.split(['"', '<', '>', '|', '*', '?', ';', '`', '\n']).next().unwrap_or(path).trim_end()
}

/// Source: RFC 3986, 2.1.
fn percent_decoded(words: &str) -> String {
    let mut bytes = Vec::with_capacity(words.len());
    let mut rest = words.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| *first == b'%');
        let digits = digits.and_then(|two| std::str::from_utf8(two).ok());
        match digits.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_addresses_and_words() {
        for (words, path) in [
            (r"C:\Users\张三\a.xlsx", Some(r"C:\Users\张三\a.xlsx")),
            (r#"Data Source="D:\库\a.mdb";User=x"#, Some(r"D:\库\a.mdb")),
            ("file:///C:/Users/%E5%BC%A0/a.dotm", Some("C:/Users/张/a.dotm")),
            ("file://server/share/a.docx", Some("server/share/a.docx")),
            (r"\\server\share\a.docx", Some(r"\\server\share\a.docx")),
            (r#"INCLUDEPICTURE "C:\\a\\b.png" \d"#, Some(r"C:\\a\\b.png")),
            ("/Users/zhang/a.xlsx", Some("/Users/zhang/a.xlsx")),
            ("file:///a.docx", None),
            ("http://a.cn/b", None),
            ("https://a.cn/Users/b", None),
            ("https://a.cn/C:/b", None),
            ("urn:a/b", None),
            ("Normal.dotm", None),
            ("时间：9:30", None),
            (r"PAGE \* MERGEFORMAT", None),
            ("", None),
            ("比例1:2/3", None),
        ] {
            assert_eq!(path_in(words, false).as_deref(), path, "{words}");
        }
    }
}
