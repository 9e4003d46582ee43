//! Names of files in a draft: legal on every system, and such as no other file has.

use std::path::Path;

use foundation::name_text;

/// `name`, or the first of `name（2）`, `name（3）` that is not taken; the number stands before the ending.
pub(crate) fn free(name: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(name) {
        return name.to_owned();
    }
    let (stem, end) = match name.rsplit_once('.') {
        Some((stem, end)) if !stem.is_empty() => (stem, format!(".{end}")),
        _ => (name, String::new()),
    };
    let mut names = (2..).map(|number| format!("{stem}（{number}）{end}"));
    names.find(|name| !taken(name)).expect("no folder holds every number")
}

/// The name of a file as a draft knows it: legal on every system, whoever brought it.
pub(crate) fn file_name(path: &Path) -> String {
    let name = name_text(path.file_name().unwrap_or_default());
    let (stem, ending) = match name.rsplit_once('.') {
        // Anything else behind a dot may hold what is not legal.
        Some((stem, ending)) if !stem.is_empty() && is_plain(ending) => {
            (stem, format!(".{ending}"))
        }
        _ => (&*name, String::new()),
    };
    parcel::legal_name(stem, &ending, parcel::LONGEST_NAME)
}

/// The same name with another ending, in the place of a plain one.
pub(crate) fn with_ending(name: &str, ending: &str) -> String {
    let stem = match name.rsplit_once('.') {
        Some((stem, plain)) if !stem.is_empty() && is_plain(plain) => stem,
        _ => name,
    };
    parcel::legal_name(stem, &format!(".{ending}"), parcel::LONGEST_NAME)
}

fn is_plain(ending: &str) -> bool {
    ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    #[test]
    fn a_taken_name_gets_a_number() {
        let taken = ["a.jpg", "a（2）.jpg", "b"];
        let free = |name| super::free(name, |name| taken.contains(&name));
        assert_eq!([free("a.jpg"), free("b"), free("c.jpg")], ["a（3）.jpg", "b（2）", "c.jpg"]);
    }
    #[test]
    fn names_are_legal_on_every_system() {
        let name = |name: &str| super::file_name(Path::new(name));
        assert_eq!(name("/照片/现场 1.JPG"), "现场 1.JPG");
        assert_eq!(name("C:evil.jpg"), "C：evil.jpg");
        assert_eq!(name("a\u{202E}gpj.exe\n.jpg"), "agpj.exe.jpg");
        assert_eq!(name(".."), "未命名");
        assert!(name(&format!("{}.jpg", "字".repeat(300))).len() <= 200);
        assert_ne!(name("CON.jpg"), "CON.jpg");
        assert_eq!(name("a.jp\u{202E}g"), "a.jpg");
        assert_eq!(name("a.jpg\u{301}"), "a.jpǵ");
        assert!(name(&format!("a.{}", "\u{301}".repeat(5000))).len() <= 200);
    }
}
