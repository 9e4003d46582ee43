//! Names that no other file has.

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

#[cfg(test)]
mod tests {
    #[test]
    fn a_taken_name_gets_a_number() {
        let taken = ["a.jpg", "a（2）.jpg", "b"];
        let free = |name| super::free(name, |name| taken.contains(&name));
        assert_eq!([free("a.jpg"), free("b"), free("c.jpg")], ["a（3）.jpg", "b（2）", "c.jpg"]);
    }
}
