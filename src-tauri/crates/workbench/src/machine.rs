//! The machine that every door stands on: its clock, its chance, its environment, the user's folder. The one place
//! in the rooms that asks them.

#![expect(clippy::disallowed_methods, reason = "this is the one place that asks the machine")]

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use disk::Disk;
use foundation::{Chance, Clock, Files as _, NoChance, Timestamp, shown, source_date_epoch};

use crate::refusal::{Refusal, RefusalCode};

/// Where a user's files lie on Windows 7, by the environment; elsewhere the library of this name asks the system.
#[cfg(target_vendor = "win7")]
mod dirs {
    use std::path::PathBuf;

    pub(super) fn data_local_dir() -> Option<PathBuf> {
        super::environment("LOCALAPPDATA").map(PathBuf::from)
    }

    pub(super) fn home_dir() -> Option<PathBuf> {
        super::environment("USERPROFILE").map(PathBuf::from)
    }

    pub(super) fn document_dir() -> Option<PathBuf> {
        Some(home_dir()?.join("Documents"))
    }

    pub(super) fn runtime_dir() -> Option<PathBuf> {
        None
    }
}

/// The machine's clock; `SOURCE_DATE_EPOCH` holds the calendar still where it is set.
#[derive(Clone, Copy, Debug)]
pub struct MachineClock {
    held: Option<Timestamp>,
    started: Instant,
}

impl MachineClock {
    /// Reads the environment once.
    ///
    /// # Errors
    /// A `SOURCE_DATE_EPOCH` that is no number of seconds, in words for the user.
    pub fn from_environment() -> Result<Self, String> {
        let held = match std::env::var("SOURCE_DATE_EPOCH") {
            Ok(text) if text.is_empty() => None,
            Ok(text) => Some(source_date_epoch(&text).ok_or_else(|| {
                format!("环境变量 SOURCE_DATE_EPOCH 是“{text}”，应为 1970 年以来的秒数。")
            })?),
            Err(_) => None,
        };
        Ok(Self { held, started: Instant::now() })
    }
}

impl Clock for MachineClock {
    fn now(&self) -> Timestamp {
        self.held.unwrap_or_else(Timestamp::now)
    }

    fn running(&self) -> Duration {
        self.started.elapsed()
    }
}

/// The system's random bytes.
#[derive(Clone, Copy, Debug, Default)]
pub struct MachineChance;

impl Chance for MachineChance {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), NoChance> {
        getrandom::fill(bytes).map_err(|_| NoChance)
    }
}

/// Where drafts lie: `SHENBAO_HOME`, else the user's data folder.
pub fn home_from_environment() -> Option<PathBuf> {
    match environment("SHENBAO_HOME") {
        Some(home) => Some(home.into()),
        None => Some(dirs::data_local_dir()?.join("shenbaoxia")),
    }
}

/// Where what cannot be written where the drafts lie is kept meanwhile: in the user's data folder, which is on another
/// disk where `SHENBAO_HOME` is on a stick.
pub fn second_place() -> Option<PathBuf> {
    Some(dirs::data_local_dir()?.join("shenbaoxia-apart"))
}

/// Where what is needed for a moment lies: the user's own place for it, else the one that all users share.
pub fn temporary_place() -> PathBuf {
    dirs::runtime_dir().filter(|place| Disk.is_folder(place)).unwrap_or_else(std::env::temp_dir)
}

/// A variable of the environment, where it is set and says something.
pub(crate) fn environment(name: &str) -> Option<std::ffi::OsString> {
    std::env::var_os(name).filter(|value| !value.is_empty())
}

/// Where a user's own files begin.
pub(crate) fn own_folder() -> Option<PathBuf> {
    dirs::document_dir().filter(|folder| Disk.is_folder(folder)).or_else(dirs::home_dir)
}

/// Opens a file in the program that the system has for it; `name` is told where there is none.
pub(crate) fn open_file(path: &Path, name: &str) -> Result<(), Refusal> {
    opener::open(path).map_err(|_| {
        let message = format!("系统没有能打开“{name}”的程序。请先安装看图或播放软件。");
        Refusal::new(RefusalCode::Machine, message)
    })
}

/// Shows a folder in the system's file manager.
pub(crate) fn show(path: &Path) -> Result<(), Refusal> {
    // Nothing that could be run: what is printed is a PDF.
    let is_pdf = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
    let is_shown = Disk.is_folder(path) || (is_pdf && Disk.exists(path));
    let opened = if is_shown { opener::open(path).ok() } else { None };
    opened.ok_or_else(|| {
        let message = format!("系统没有打开。它在“{}”。", shown(path));
        Refusal::new(RefusalCode::Machine, message)
    })
}
