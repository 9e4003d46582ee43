//! What a program does to the disk, recorded by strace as it runs, and the states that a disk may be in when the power goes
//! at some moment: writes that were not synced are lost, torn, or there without those before them, and names come and go
//! in the same way.
#![allow(dead_code, reason = "shared by tests, none of which asks everything")]

pub(crate) mod cut;
mod trace;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use trace::Call;

/// What was done, by the numbers of files and folders, so that it can be done in part.
#[derive(Clone, Debug)]
pub(crate) enum Step {
    /// A name in a folder is given.
    Name { folder: usize, name: String, node: usize },
    /// A name goes to another place, all at once.
    Move { from: (usize, String), to: (usize, String), node: usize },
    /// A name goes.
    Remove { folder: usize, name: String },
    /// Bytes are written.
    Write { file: usize, at: u64, bytes: Vec<u8> },
    /// A file is made so long.
    Length { file: usize, bytes: u64 },
    /// What was done to a file or folder comes to the disk.
    Sync { node: usize },
    /// The program told something on its standard error.
    Said(String),
}

/// A file or folder as it was before.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    File(Vec<u8>),
    Folder(BTreeMap<String, usize>),
}

/// A folder as it was, and what a program did in it.
pub(crate) struct Recorded {
    /// The folder itself is the first.
    pub(crate) nodes: Vec<Node>,
    pub(crate) steps: Vec<Step>,
}

/// Runs a test of this program by itself under strace, and records what it does below `place`. `what` is given to it in
/// `RECORDED`, the place in `RECORDED_PLACE`.
pub(crate) fn record(place: &Path, test: &str, what: &str) -> Recorded {
    let mut recorder = Recorder::new(place);
    let trace = tempfile::NamedTempFile::new().unwrap();
    let status = Command::new("strace")
        .args(["-f", "-xx", "-s", "100000000", "-e"])
        .arg(format!("trace={}", trace::CALLS.join(",")))
        .arg("-o")
        .arg(trace.path())
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .env("RECORDED", what)
        .env("RECORDED_PLACE", place)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{test} under strace: {status}");
    trace::calls(&fs::read_to_string(trace.path()).unwrap()).for_each(|call| recorder.take(call));
    recorder.recorded
}

/// What a recorded program is asked to do, and where; none in an ordinary run of the tests.
pub(crate) fn asked() -> Option<(String, PathBuf)> {
    Some((std::env::var("RECORDED").ok()?, std::env::var_os("RECORDED_PLACE")?.into()))
}

/// Tells the recorder how far the program is.
pub(crate) fn say(words: &str) {
    use std::io::Write as _;
    std::io::stderr().write_all(format!("{words}\n").as_bytes()).unwrap();
}

/// Follows a program: what its open files are, and what has which name now.
struct Recorder {
    place: PathBuf,
    recorded: Recorded,
    /// What each name leads to now, from the place.
    now: BTreeMap<PathBuf, usize>,
    /// Open files below the place: which, where in it.
    open: BTreeMap<i64, (PathBuf, usize, u64)>,
}

impl Recorder {
    fn new(place: &Path) -> Self {
        let place = place.canonicalize().unwrap();
        let recorded = Recorded { nodes: Vec::new(), steps: Vec::new() };
        let mut recorder =
            Self { place: place.clone(), recorded, now: BTreeMap::new(), open: BTreeMap::new() };
        recorder.look(&place);
        recorder
    }

    fn look(&mut self, path: &Path) -> usize {
        let node = self.recorded.nodes.len();
        self.now.insert(path.strip_prefix(&self.place).unwrap().to_owned(), node);
        if !path.is_dir() {
            self.recorded.nodes.push(Node::File(fs::read(path).unwrap()));
            return node;
        }
        self.recorded.nodes.push(Node::Folder(BTreeMap::new()));
        let entries = fs::read_dir(path).unwrap().map(Result::unwrap);
        let inner: BTreeMap<String, usize> = entries
            .map(|entry| (entry.file_name().into_string().unwrap(), self.look(&entry.path())))
            .collect();
        self.recorded.nodes[node] = Node::Folder(inner);
        node
    }

    /// A path as it is named from the place; none where it leads elsewhere.
    fn below(&self, (folder, path): &(Option<i64>, PathBuf)) -> Option<PathBuf> {
        let path = match folder {
            Some(folder) if path.is_relative() => {
                self.place.join(&self.open.get(folder)?.0).join(path)
            }
            _ => path.clone(),
        };
        let parts = path.strip_prefix(&self.place).ok()?.components();
        Some(parts.filter(|part| *part != Component::CurDir).collect())
    }

    /// The folder of a path, and its name in it.
    fn entry(&self, path: &Path) -> (usize, String) {
        let folder = self.now[path.parent().unwrap()];
        (folder, path.file_name().unwrap().to_str().unwrap().to_owned())
    }

    fn make(&mut self, path: PathBuf, new: Node) -> usize {
        let node = self.recorded.nodes.len();
        // What it holds comes by steps.
        self.recorded.nodes.push(new);
        let (folder, name) = self.entry(&path);
        self.now.insert(path, node);
        self.recorded.steps.push(Step::Name { folder, name, node });
        node
    }

    fn forget(&mut self, path: &Path) {
        self.now.retain(|name, _| !name.starts_with(path));
    }

    fn take(&mut self, call: Call) {
        match call {
            Call::Open { path, fd, truncates } => {
                let Some(path) = self.below(&path) else { return };
                let node = match self.now.get(&path) {
                    Some(node) => *node,
                    None => self.make(path.clone(), Node::File(Vec::new())),
                };
                if truncates {
                    self.recorded.steps.push(Step::Length { file: node, bytes: 0 });
                }
                self.open.insert(fd, (path, node, 0));
            }
            Call::Close { fd } => drop(self.open.remove(&fd)),
            Call::Said { text } => self.recorded.steps.push(Step::Said(text)),
            Call::Write { fd, at, bytes } => {
                let Some((_, file, place)) = self.open.get_mut(&fd) else { return };
                let at = at.unwrap_or_else(|| {
                    let at = *place;
                    *place += bytes.len() as u64;
                    at
                });
                self.recorded.steps.push(Step::Write { file: *file, at, bytes });
            }
            Call::Seek { fd, to } => {
                if let Some((.., place)) = self.open.get_mut(&fd) {
                    *place = to;
                }
            }
            Call::Length { fd, bytes } => {
                if let Some((_, file, _)) = self.open.get(&fd) {
                    self.recorded.steps.push(Step::Length { file: *file, bytes });
                }
            }
            Call::Sync { fd } => {
                if let Some((_, node, _)) = self.open.get(&fd) {
                    self.recorded.steps.push(Step::Sync { node: *node });
                }
            }
            Call::MakeFolder { path } => {
                if let Some(path) = self.below(&path) {
                    self.make(path, Node::Folder(BTreeMap::new()));
                }
            }
            Call::Link { from, to } => {
                let (Some(from), Some(to)) = (self.below(&from), self.below(&to)) else { return };
                let (node, (folder, name)) = (self.now[&from], self.entry(&to));
                self.now.insert(to, node);
                self.recorded.steps.push(Step::Name { folder, name, node });
            }
            Call::Rename { from, to } => {
                let (Some(from), Some(to)) = (self.below(&from), self.below(&to)) else { return };
                let node = self.now[&from];
                let step = Step::Move { from: self.entry(&from), to: self.entry(&to), node };
                self.recorded.steps.push(step);
                self.forget(&to);
                let moved: Vec<PathBuf> =
                    self.now.keys().filter(|name| name.starts_with(&from)).cloned().collect();
                for name in moved {
                    let node = self.now.remove(&name).unwrap();
                    let rest = name.strip_prefix(&from).unwrap();
                    let is_itself = rest.as_os_str().is_empty();
                    self.now.insert(if is_itself { to.clone() } else { to.join(rest) }, node);
                }
            }
            Call::Remove { path } => {
                let Some(path) = self.below(&path) else { return };
                let (folder, name) = self.entry(&path);
                self.recorded.steps.push(Step::Remove { folder, name });
                self.forget(&path);
            }
        }
    }
}
