//! Names in a package: those that we write, and nothing else. They are ASCII, so that no system folds two into one, and
//! lead down from where they begin. What each way out is called stands here, so that the user is told which it was.

use crate::name::is_reserved;

/// Longer ones are none of ours, in bytes.
const LONGEST: usize = 160;
/// `shenbao/data/calls/<id>/call.toml` has five.
const DEEPEST: usize = 6;

/// What is wrong with the name of a file; none where it is safe on every system.
pub(super) fn fault(name: &[u8]) -> Option<&'static str> {
    let Ok(text) = std::str::from_utf8(name) else { return Some("不是 UTF-8 文字") };
    if text.is_empty() {
        return Some("是空的");
    }
    if text.len() > LONGEST {
        return Some("太长");
    }
    if text.contains('\\') {
        return Some("有反斜杠，在 Windows 上会通到别处");
    }
    if text.starts_with('/') || text.contains(':') {
        return Some("是绝对路径，会写到别处");
    }
    let parts: Vec<&str> = text.split('/').collect();
    let fault = parts.iter().find_map(|part| part_fault(part));
    fault.or_else(|| (parts.len() > DEEPEST).then_some("套的文件夹太深"))
}

fn part_fault(part: &str) -> Option<&'static str> {
    let is_ours = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    if part == ".." || part == "." {
        return Some("会通到文件夹之外");
    }
    if part.is_empty() {
        return Some("有空的一段");
    }
    if !part.bytes().all(is_ours) {
        return Some("有交接包不用的字符，在别的系统上可能变成另一个名称");
    }
    if part.starts_with('.') || part.ends_with('.') {
        return Some("以点开头或结尾");
    }
    if is_reserved(part.split('.').next().unwrap_or_default()) {
        return Some("是 Windows 的设备名");
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_elsewhere_are_told_apart() {
        for (name, told) in [
            ("../a", "文件夹之外"),
            ("a/../../b", "文件夹之外"),
            ("a/./b", "文件夹之外"),
            ("..", "文件夹之外"),
            ("/etc/passwd", "绝对路径"),
            ("C:/a", "绝对路径"),
            ("C:\\a", "反斜杠"),
            ("a:b", "绝对路径"),
            ("\\\\server\\share\\a", "反斜杠"),
            ("//server/share/a", "绝对路径"),
            ("a\\..\\b", "反斜杠"),
            ("a//b", "空的一段"),
            ("a/", "空的一段"),
            ("", "是空的"),
            ("照片.jpg", "字符"),
            ("cafe\u{301}.jpg", "字符"),
            ("a b", "字符"),
            ("a\0b", "字符"),
            ("a*", "字符"),
            ("con", "设备名"),
            ("x/NUL.txt", "设备名"),
            ("a.", "点开头或结尾"),
            (".ssh/a", "点开头或结尾"),
            ("a/b/c/d/e/f/g", "太深"),
        ] {
            let found = fault(name.as_bytes()).unwrap_or_else(|| panic!("{name} is taken"));
            assert!(found.contains(told), "{name}: {found}");
        }
        assert_eq!(fault(b"\xD5\xD5"), Some("不是 UTF-8 文字"));
        assert_eq!(fault(&[b'a'; 161]), Some("太长"));
        for name in ["shenbao/bagit.txt", "shenbao/data/files/0001.jpg", "a-b_c/d.e.f"] {
            assert_eq!(fault(name.as_bytes()), None, "{name}");
        }
    }
}
