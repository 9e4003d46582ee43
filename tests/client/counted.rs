//! The process apart as a test knows it: how often it was started.

use std::path::{Path, PathBuf};

/// The process apart, and how often it was started.
pub struct Counted {
    pub program: PathBuf,
    starts: PathBuf,
}

impl Counted {
    pub fn new(place: &Path) -> Self {
        Self::that(place, "exec \"$REAL\" \"$@\"")
    }

    /// One that does this instead, with the program itself in `$REAL`.
    pub fn that(place: &Path, does: &str) -> Self {
        use std::os::unix::fs::PermissionsExt as _;

        let (program, starts) = (place.join("counted"), place.join("starts"));
        let real = env!("CARGO_BIN_EXE_shenbao-apart");
        let script =
            format!("#!/bin/sh\necho started >> '{}'\nREAL='{real}'\n{does}\n", starts.display());
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
        Self { program, starts }
    }

    pub fn count(&self) -> usize {
        std::fs::read_to_string(&self.starts).unwrap_or_default().lines().count()
    }
}
