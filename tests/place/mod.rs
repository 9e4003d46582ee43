//! A folder in which `shenbao` is run as a user runs it, and what it answers.
#![allow(dead_code, reason = "shared by tests, none of which asks everything")]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// 2020-06-20, noon in China: within the window of js-2020.
pub(crate) const NOON: &str = "1592625600";

pub(crate) struct Place(TempDir);

impl Place {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The same on another day: seconds since 1970.
    pub(crate) fn expect_on(&self, moment: &str, status: i32, arguments: &[&str]) -> Answer {
        self.answer(self.command(arguments).env("SOURCE_DATE_EPOCH", moment), status)
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shenbao"));
        command
            .args(arguments)
            .current_dir(self.0.path())
            .env("SOURCE_DATE_EPOCH", NOON)
            .env("RUST_BACKTRACE", "0")
            // Forms and calls that lie in the home of whoever runs the tests are not ours.
            .env("SHENBAO_HOME", self.path("home"));
        command
    }

    /// Runs, and expects this exit status and no panic.
    pub(crate) fn expect(&self, status: i32, arguments: &[&str]) -> Answer {
        self.answer(&mut self.command(arguments), status)
    }

    fn answer(&self, command: &mut Command, status: i32) -> Answer {
        let output = command.output().unwrap();
        let answer = Answer {
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        };
        assert_eq!(output.status.code(), Some(status), "{command:?}: {}", answer.err);
        assert!(!answer.err.contains("panicked"), "{}", answer.err);
        answer
    }

    /// The same as a user whose own folder is this.
    pub(crate) fn expect_as(
        &self,
        user: &std::path::Path,
        status: i32,
        arguments: &[&str],
    ) -> Answer {
        let data = user.join(".local/share");
        self.answer(self.command(arguments).env("HOME", user).env("XDG_DATA_HOME", data), status)
    }

    pub(crate) fn sample(&self, route: &str) -> Value {
        let answer = self.expect(0, &["new", "js-2020", "--route", route, "--sample"]);
        serde_json::from_str(&answer.out).unwrap()
    }

    pub(crate) fn write(&self, name: &str, case: &Value) {
        fs::write(self.path(name), serde_json::to_string(case).unwrap()).unwrap();
    }

    /// The names in the place, hidden ones too.
    pub(crate) fn names(&self) -> Vec<String> {
        self.names_in("")
    }

    /// The names in a folder of the place, hidden ones too.
    pub(crate) fn names_in(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

pub(crate) struct Answer {
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap()
    }

    pub(crate) fn says(&self, words: &[&str]) {
        for word in words {
            assert!(self.err.contains(word), "no “{word}” in: {}", self.err);
        }
        assert_eq!(self.out, "", "a fault belongs on standard error");
    }
}
