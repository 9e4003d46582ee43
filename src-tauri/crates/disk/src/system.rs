//! What systems do in different ways when a name is given, moved or taken away. Windows takes away nothing that is read-only,
//! and for a moment nothing that another program looks at, such as a scanner or an indexer.

use std::fs;
use std::io;
use std::path::Path;
#[cfg(windows)]
use std::path::PathBuf;

/// Gives a file or folder another name, in the place of a file that has it.
pub(crate) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    lift(to);
    patiently(|| fs::rename(from, to))
}

pub(crate) fn remove_file(path: &Path) -> io::Result<()> {
    lift(path);
    patiently(|| fs::remove_file(path))
}

pub(crate) fn remove_empty_folder(path: &Path) -> io::Result<()> {
    patiently(|| fs::remove_dir(path))
}

pub(crate) fn remove_folder(path: &Path) -> io::Result<()> {
    patiently(|| fs::remove_dir_all(path))
}

/// The drives that there are. One without a disk in it is no folder.
#[cfg(windows)]
pub(crate) fn roots() -> Vec<PathBuf> {
    ('A'..='Z')
        .map(|drive| PathBuf::from(format!(r"{drive}:\")))
        .filter(|path| path.is_dir())
        .collect()
}

/// Whether the system, or the custom of others, keeps this name from people's eyes.
#[cfg(windows)]
pub(crate) fn is_hidden(path: &Path) -> bool {
    use std::os::windows::fs::MetadataExt as _;

    // Source: Windows, FILE_ATTRIBUTE_HIDDEN and FILE_ATTRIBUTE_SYSTEM.
    const HIDDEN_OR_SYSTEM: u32 = 0x2 | 0x4;
    let attributes = fs::symlink_metadata(path).map_or(0, |metadata| metadata.file_attributes());
    let has_dot = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
    // The root of a drive has both attributes.
    has_dot || path.parent().is_some() && attributes & HIDDEN_OR_SYSTEM != 0
}

/// Makes what is read-only fit to be taken away.
#[cfg(not(windows))]
fn lift(_: &Path) {}

#[cfg(windows)]
fn lift(path: &Path) {
    let Ok(metadata) = fs::symlink_metadata(path) else { return };
    let mut permissions = metadata.permissions();
    if metadata.is_file() && permissions.readonly() {
        #[expect(
            clippy::permissions_set_readonly_false,
            reason = "on Windows it is one attribute"
        )]
        permissions.set_readonly(false);
        // Where it cannot be lifted, what follows says why.
        let _ = fs::set_permissions(path, permissions);
    }
}

#[cfg(not(windows))]
fn patiently<T>(work: impl Fn() -> io::Result<T>) -> io::Result<T> {
    work()
}

/// Tries again for three seconds while another program has it. Judgement: scanners let go within one.
#[cfg(windows)]
fn patiently<T>(work: impl Fn() -> io::Result<T>) -> io::Result<T> {
    use std::time::{Duration, Instant};

    const PATIENCE: Duration = Duration::from_secs(3);
    const STEP: Duration = Duration::from_millis(50);
    // Source: Windows, ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
    let is_held = |cause: &io::Error| matches!(cause.raw_os_error(), Some(5 | 32 | 33));
    let begun = Instant::now();
    loop {
        match work() {
            Err(cause) if is_held(&cause) && begun.elapsed() < PATIENCE => std::thread::sleep(STEP),
            done => return done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_only_can_be_taken_away_and_replaced() {
        let place = tempfile::tempdir().unwrap();
        let [kept, new, other] = ["kept", "new", "other"].map(|name| place.path().join(name));
        for path in [&kept, &new, &other] {
            fs::write(path, path.to_str().unwrap()).unwrap();
            let mut permissions = fs::metadata(path).unwrap().permissions();
            permissions.set_readonly(true);
            fs::set_permissions(path, permissions).unwrap();
        }
        rename(&new, &kept).unwrap();
        assert_eq!(fs::read_to_string(&kept).unwrap(), new.to_str().unwrap());
        remove_file(&other).unwrap();
        assert!(!other.exists() && !new.exists());
    }
}
