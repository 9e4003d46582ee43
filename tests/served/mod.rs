//! `shenbao serve` as it runs, asked as its page asks it; killed by the system at a call that strace counts.
#![allow(dead_code, reason = "shared by tests, none of which asks everything")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

/// 2020-06-20, noon in China.
const NOON: &str = "1592625600";

/// Calls by which a program changes what lies on the disk.
pub(crate) const CALLS: [&str; 11] = [
    "pwrite64",
    "fsync",
    "fdatasync",
    "ftruncate",
    "rename",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "rmdir",
];

/// How strace looks on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Watch<'w> {
    Not,
    /// Writes the calls into a file.
    Recording(&'w Path),
    /// Kills the program where a thread of it makes a call the n-th time.
    Killing(&'w str, usize),
}

/// What is started: a program, under strace or by itself.
pub(crate) fn command(watch: Watch<'_>) -> Command {
    let program = env!("CARGO_BIN_EXE_shenbao");
    let mut command = Command::new(if matches!(watch, Watch::Not) { program } else { "strace" });
    match watch {
        Watch::Not => {}
        Watch::Recording(file) => {
            command.args(["-f", "-qq", "-e", &format!("trace={}", CALLS.join(","))]);
            command.arg("-o").arg(file).arg(program);
        }
        Watch::Killing(call, number) => {
            command.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}"), "-e"]);
            command.arg(format!("inject={call}:signal=KILL:when={number}")).arg(program);
        }
    }
    command
}

/// A program that runs.
pub(crate) struct Served {
    child: Child,
    host: String,
    session: String,
}

impl Served {
    /// Starts it on a home; none where it was killed before it answered.
    pub(crate) fn start(home: &Path, watch: Watch<'_>) -> Option<Self> {
        let mut child = command(watch)
            .args(["serve", "--no-open"])
            .env("SHENBAO_HOME", home)
            .env("HOME", home)
            .env("SOURCE_DATE_EPOCH", NOON)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut address = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut address).unwrap();
        let parts =
            address.trim().strip_prefix("http://").and_then(|rest| rest.split_once("/#key="));
        let Some((host, key)) = parts else {
            child.wait().unwrap();
            return None;
        };
        let mut served = Self { child, host: host.to_owned(), session: String::new() };
        let entered = served.post("/enter", &json!({"key": key}));
        served.session =
            entered.and_then(|answer| answer["session"].as_str().map(str::to_owned))?;
        Some(served)
    }

    /// The answer; none where it was killed meanwhile.
    pub(crate) fn ask(&self, request: &Value) -> Option<Value> {
        self.post("/ask", request)
    }

    fn post(&self, path: &str, body: &Value) -> Option<Value> {
        let Self { host, session, .. } = self;
        let body = body.to_string();
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nX-Shenbao-Session: {session}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
            body.len()
        );
        let mut stream = TcpStream::connect(host).ok()?;
        stream.write_all(format!("{head}{body}").as_bytes()).ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        if body.is_empty() {
            return Some(Value::Null);
        }
        let body = serde_json::from_str(body).ok()?;
        assert!(head.starts_with("HTTP/1.1 200"), "{head}\n{body}");
        Some(body)
    }

    /// Ends it by its own way out.
    pub(crate) fn leave(mut self) {
        self.post("/leave", &json!({"force": false}));
        self.child.wait().unwrap();
    }

    /// Kills it, as the system does.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Waits until it has been killed; true where it was.
    pub(crate) fn was_killed(mut self) -> bool {
        if self.child.try_wait().unwrap().is_none() && self.ask(&json!({"ask": "start"})).is_some()
        {
            self.leave();
            return false;
        }
        self.child.wait().unwrap();
        true
    }
}
