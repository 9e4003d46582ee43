//! Names for what is still being written, so that two programs that write the same thing at once never
//! touch each other's, and what a crash left behind is removed the next time.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use foundation::{Digest, Files};

/// A name that nobody else uses, as long as this lives.
#[derive(Debug)]
pub struct Unfinished {
    name: String,
}

/// The names that this program is using.
static IN_USE: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());

fn in_use() -> MutexGuard<'static, BTreeSet<String>> {
    IN_USE.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Unfinished {
    /// For what will be called `name` in `folder`. Removes what runs that were cut off left there of the
    /// same.
    pub fn new(folder: &Path, name: &str, files: &dyn Files) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let start = start(name);
        for left in files.list(folder).unwrap_or_default() {
            if left.strip_prefix(&start).is_some_and(|rest| is_abandoned(&left, rest, files)) {
                let left = folder.join(left);
                // What cannot be removed is hidden, and harms nobody.
                let _ = match files.is_folder(&left) {
                    true => files.remove_folder(&left),
                    false => files.remove_file(&left),
                };
            }
        }
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("{start}{}-{number}.tmp", std::process::id());
        in_use().insert(name.clone());
        Self { name }
    }

    /// The name.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        in_use().remove(&self.name);
    }
}

/// What every such name begins with: short, so that no system finds it too long.
fn start(name: &str) -> String {
    format!(".shenbao-{}-", &Digest::of(name.as_bytes()).to_string()[..16])
}

/// Whether the program that wrote under this name has ended. Only Linux says so; elsewhere only what
/// this program itself left is known.
fn is_abandoned(name: &str, rest: &str, files: &dyn Files) -> bool {
    let Some((process, _)) = rest.split_once('-') else { return false };
    match process.parse::<u32>() {
        Ok(process) if process == std::process::id() => !in_use().contains(name),
        Ok(process) => {
            cfg!(target_os = "linux")
                && !files.exists(&Path::new("/proc").join(process.to_string()))
        }
        Err(_) => false,
    }
}
