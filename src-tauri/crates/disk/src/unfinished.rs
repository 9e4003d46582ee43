//! Names for what is still being written, so that two programs that write the same thing at once never
//! touch each other's, and what a crash left behind is removed the next time.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use foundation::{Digest, Files};

/// A name that nobody else uses, as long as this lives.
#[derive(Debug)]
pub(crate) struct Unfinished {
    name: String,
}

/// What all names of what is not finished begin with.
const MARK: &str = ".shenbao-";

/// The names that this program is using.
static IN_USE: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

fn in_use() -> MutexGuard<'static, BTreeSet<String>> {
    IN_USE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Unfinished {
    /// For what will be called `name` in `folder`. Removes what runs that were cut off left there.
    pub(crate) fn new(folder: &Path, name: &str, files: &dyn Files) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let start = start(name);
        remove_abandoned(folder, files);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("{start}{}-{number}.tmp", std::process::id());
        in_use().insert(name.clone());
        Self { name }
    }

    /// The name.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        in_use().remove(&self.name);
    }
}

/// Removes from a folder what programs were writing there that have ended.
pub fn remove_abandoned(folder: &Path, files: &dyn Files) {
    for left in files.list(folder).unwrap_or_default() {
        // Whatever it was to be called: the case may have another name by now.
        let rest = left.strip_prefix(MARK).and_then(|rest| rest.split_once('-'));
        if rest.is_some_and(|(_, rest)| is_abandoned(&left, rest, files)) {
            remove(&folder.join(left), files);
        }
    }
}

/// Removes from a folder all that was being written there, whoever wrote it: for a folder that only one program at a
/// time uses, before it does.
pub fn remove_unfinished(folder: &Path, files: &dyn Files) {
    let left = files.list(folder).unwrap_or_default();
    for left in left.iter().filter(|name| name.starts_with(MARK)) {
        remove(&folder.join(left), files);
    }
}

/// Removes what was not finished. What cannot be removed is hidden, and harms nobody.
pub(crate) fn remove(path: &Path, files: &dyn Files) {
    let _ = match files.is_folder(path) {
        true => files.remove_folder(path),
        false => files.remove_file(path),
    };
}

/// What every such name begins with: short, so that no system finds it too long.
fn start(name: &str) -> String {
    format!("{MARK}{}-", &Digest::of(name.as_bytes()).to_string()[..16])
}

/// Whether the program that wrote under this name has ended. Only Linux says so; elsewhere only what
/// this program itself left is known.
fn is_abandoned(name: &str, rest: &str, files: &dyn Files) -> bool {
    let Some((process, _)) = rest.split_once('-') else { return false };
    match process.parse::<u32>() {
        Ok(process) if process == std::process::id() => !in_use().contains(name),
        Ok(process) => cfg!(target_os = "linux") && has_ended(process, files),
        Err(_) => false,
    }
}

/// Whether a program of Linux has ended: nothing is there of it, or only what its parent has not asked for yet.
/// Source: proc(5), `stat`: the state stands behind the name, which may hold brackets itself.
fn has_ended(process: u32, files: &dyn Files) -> bool {
    let place = Path::new("/proc").join(process.to_string());
    if !files.exists(&place) {
        return true;
    }
    let stat = files.read_up_to(&place.join("stat"), 1024).unwrap_or_default();
    let state = stat.rsplit(|byte| *byte == b')').next().unwrap_or_default();
    matches!(state.trim_ascii_start().first(), Some(b'Z' | b'X'))
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![allow(clippy::disallowed_methods, clippy::disallowed_types, reason = "tests of processes")]

    use std::process::Command;
    use std::time::Duration;

    use super::*;
    use crate::Disk;

    #[test]
    fn what_a_program_left_goes_when_it_has_ended_asked_after_or_not() {
        let folder = tempfile::tempdir().unwrap();
        let mut ended = Command::new("true").spawn().unwrap();
        let mut runs = Command::new("sleep").arg("60").spawn().unwrap();
        // Nobody asks how the first one ended: it stays in the list of those that run.
        while !has_ended(ended.id(), &Disk) {
            std::thread::sleep(Duration::from_millis(5));
        }
        let names = [ended.id(), runs.id()].map(|process| format!(".shenbao-0a-{process}-0.tmp"));
        for name in &names {
            std::fs::write(folder.path().join(name), b"half").unwrap();
        }
        remove_abandoned(folder.path(), &Disk);
        let is_there = |name: &String| folder.path().join(name).exists();
        assert_eq!(names.each_ref().map(is_there), [false, true]);
        runs.kill().unwrap();
        runs.wait().unwrap();
        ended.wait().unwrap();
    }
}
