//! Whole folders: what is in them, and copies of them.
#![allow(dead_code, reason = "each test uses some of it")]

use std::fs;
use std::path::Path;

/// Every file below a folder with its bytes, and the folders, hidden ones too.
pub(crate) fn everything_in(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        if entry.path().is_dir() {
            let inner = everything_in(&entry.path());
            all.extend(inner.into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            all.push((name, fs::read(entry.path()).unwrap()));
        }
    }
    all.sort();
    all
}

/// Copies everything in a folder.
pub(crate) fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let place = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy_all(&entry.path(), &place),
            false => drop(fs::copy(entry.path(), &place).unwrap()),
        }
    }
}
