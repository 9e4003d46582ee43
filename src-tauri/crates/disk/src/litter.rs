//! What systems and programs leave in folders by themselves, told by its name: no work of the user's.

/// Whether a file or folder of this name was put there by a system, or by a program while it has another one open.
pub fn is_litter(name: &str) -> bool {
    let name = name.to_lowercase();
    let known = [
        "thumbs.db",
        "ehthumbs.db",
        "desktop.ini",
        ".ds_store",
        "system volume information",
        "$recycle.bin",
    ];
    known.contains(&&*name)
        || ["._", "~$", ".~lock.", ".trash-"].iter().any(|mark| name.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_systems_are_known_whatever_their_case() {
        for name in [
            "Thumbs.db",
            "desktop.ini",
            ".DS_Store",
            "._照片.jpg",
            "~$实施方案.docx",
            "System Volume Information",
        ] {
            assert!(is_litter(name), "{name}");
        }
        for name in ["清单.txt", "照片.jpg", "thumbs.jpg", "~照片.jpg", ".隐藏"] {
            assert!(!is_litter(name), "{name}");
        }
    }
}
