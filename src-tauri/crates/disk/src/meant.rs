//! Files by the text of their paths: a face shows and sends texts, and a case file is one, but on Linux a name is bytes.

use std::path::{Component, Path, PathBuf};

use foundation::{Files, name_text};

use crate::beside::folder_of;

/// The file or folder that a path means: the one of these bytes, else the one that is told by this text. Of a path of
/// which the end is not there, as of a new file, what is there comes first.
pub fn meant(path: &Path, files: &dyn Files) -> PathBuf {
    if files.exists(path) {
        return path.to_owned();
    }
    let mut found = PathBuf::new();
    let mut is_there = true;
    for part in path.components() {
        let next = found.join(part);
        let is_name = matches!(part, Component::Normal(_));
        found = match is_name && is_there && !files.exists(&next) {
            true => {
                let told = part.as_os_str();
                let names = files.names(folder_of(&next)).unwrap_or_default();
                let own = names.into_iter().find(|name| told == &*name_text(name));
                is_there = own.is_some();
                own.map_or(next, |own| found.join(own))
            }
            false => next,
        };
    }
    found
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    use super::*;
    use crate::{Disk, write_whole};

    #[test]
    fn a_file_is_found_by_what_its_name_says() {
        let place = tempfile::tempdir().unwrap();
        // 照片, 村店 in GBK.
        let folder = place.path().join(OsStr::from_bytes(b"\xD5\xD5\xC6\xAC"));
        let file = folder.join(OsStr::from_bytes(b"\xB4\xE5\xB5\xEA.jpg"));
        Disk.make_folder(&folder).unwrap();
        write_whole(&file, b"a", &Disk).unwrap();
        assert_eq!(meant(&place.path().join("照片/村店.jpg"), &Disk), file);
        assert_eq!(meant(&place.path().join("照片/新的.json"), &Disk), folder.join("新的.json"));
        assert_eq!(meant(&file, &Disk), file);
        let other = place.path().join("没有/一.jpg");
        assert_eq!(meant(&other, &Disk), other);
        // One whose name is this text is meant before one that only says it.
        write_whole(&folder.join("村店.jpg"), b"b", &Disk).unwrap();
        assert_eq!(meant(&place.path().join("照片/村店.jpg"), &Disk), folder.join("村店.jpg"));
    }
}
