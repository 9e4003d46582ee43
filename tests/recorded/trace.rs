//! Lines of strace as calls. Texts are asked for in hexadecimal digits, so that every byte comes through.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::PathBuf;

/// What is recorded: all by which a file or a name is changed, brought to the disk, or opened for it.
pub(crate) const CALLS: [&str; 23] = [
    "openat",
    "open",
    "creat",
    "close",
    "write",
    "pwrite64",
    "writev",
    "pwritev",
    "lseek",
    "ftruncate",
    "fsync",
    "fdatasync",
    "rename",
    "renameat",
    "renameat2",
    "link",
    "linkat",
    "unlink",
    "unlinkat",
    "mkdir",
    "mkdirat",
    "rmdir",
    "copy_file_range",
];

/// A folder that is open, and a path from it; or a path by itself.
pub(crate) type At = (Option<i64>, PathBuf);

pub(crate) enum Call {
    Open { path: At, fd: i64, truncates: bool },
    Close { fd: i64 },
    Write { fd: i64, at: Option<u64>, bytes: Vec<u8> },
    Said { text: String },
    Seek { fd: i64, to: u64 },
    Length { fd: i64, bytes: u64 },
    Sync { fd: i64 },
    MakeFolder { path: At },
    Link { from: At, to: At },
    Rename { from: At, to: At },
    Remove { path: At },
}

/// The calls that were carried out, in the order in which they ended.
pub(crate) fn calls(trace: &str) -> impl Iterator<Item = Call> {
    let mut begun: BTreeMap<&str, &str> = BTreeMap::new();
    let mut whole = Vec::new();
    for line in trace.lines() {
        let Some((process, rest)) = line.split_once(' ') else { continue };
        let rest = rest.trim_start();
        if let Some(start) = rest.strip_suffix(" <unfinished ...>") {
            begun.insert(process, start);
        } else if let Some(resumed) = rest.strip_prefix("<... ") {
            let (_, end) = resumed.split_once(" resumed>").unwrap();
            whole.push(format!("{}{end}", begun.remove(process).unwrap()));
        } else if rest.contains('(') {
            whole.push(rest.to_owned());
        }
    }
    whole.into_iter().filter_map(|line| call(&line))
}

fn call(line: &str) -> Option<Call> {
    let (name, rest) = line.split_once('(')?;
    let (arguments, answer) = rest.rsplit_once(" = ")?;
    let answer: i64 = answer.split(' ').next()?.parse().ok().filter(|answer| *answer >= 0)?;
    let arguments: Vec<&str> =
        arguments.trim_end().strip_suffix(')')?.split(", ").map(str::trim).collect();
    let fd = || arguments[0].parse::<i64>().unwrap();
    let number = |at: usize| arguments[at].parse::<u64>().unwrap();
    let path = |at: usize| (None, PathBuf::from(OsStr::from_bytes(&bytes(arguments[at]))));
    let path_from = |at: usize| (arguments[at].parse().ok(), path(at + 1).1);
    let is_new = |flags: &str| flags.contains("O_TRUNC");
    Some(match name {
        "openat" => Call::Open { path: path_from(0), fd: answer, truncates: is_new(arguments[2]) },
        "open" => Call::Open { path: path(0), fd: answer, truncates: is_new(arguments[1]) },
        "creat" => Call::Open { path: path(0), fd: answer, truncates: true },
        "close" => Call::Close { fd: fd() },
        "write" if fd() == 2 => {
            Call::Said { text: String::from_utf8_lossy(&bytes(arguments[1])).trim().to_owned() }
        }
        "write" => Call::Write { fd: fd(), at: None, bytes: written(arguments[1], answer) },
        "pwrite64" => {
            Call::Write { fd: fd(), at: Some(number(3)), bytes: written(arguments[1], answer) }
        }
        "lseek" => Call::Seek { fd: fd(), to: u64::try_from(answer).unwrap() },
        "ftruncate" => Call::Length { fd: fd(), bytes: number(1) },
        "fsync" | "fdatasync" => Call::Sync { fd: fd() },
        "rename" => Call::Rename { from: path(0), to: path(1) },
        "renameat" | "renameat2" => Call::Rename { from: path_from(0), to: path_from(2) },
        "link" => Call::Link { from: path(0), to: path(1) },
        "linkat" => Call::Link { from: path_from(0), to: path_from(2) },
        "unlink" | "rmdir" => Call::Remove { path: path(0) },
        "unlinkat" => Call::Remove { path: path_from(0) },
        "mkdir" => Call::MakeFolder { path: path(0) },
        "mkdirat" => Call::MakeFolder { path: path_from(0) },
        // Nothing of ours writes so; if it did, the states would be wrong.
        "writev" | "pwritev" if fd() == 2 => return None,
        other => panic!("{other} is not followed"),
    })
}

/// The bytes of `"\x61\x62"`.
fn bytes(text: &str) -> Vec<u8> {
    let digits = text.trim_matches('"').split("\\x").filter(|digits| !digits.is_empty());
    digits.map(|digits| u8::from_str_radix(digits, 16).unwrap()).collect()
}

fn written(text: &str, count: i64) -> Vec<u8> {
    let mut bytes = bytes(text);
    bytes.truncate(usize::try_from(count).unwrap());
    bytes
}
