//! The container: its directory is walked once within bounds before the library reads it, because what it says of
//! itself (how many, how large, twice the same name) comes from elsewhere.

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use foundation::ReadAt;
use zip::ZipArchive;

use super::entry_name;
use super::fault::{PackageFault, shown};

/// Judgement: `MOST_CASES` of a collection, which are more than `MOST_FILES` of a case, and some of the rest.
const MOST_ENTRIES: u64 = 6_000;
/// The longest directory that is read, in bytes: of so many entries with the longest names.
const LONGEST_DIRECTORY: u64 = 2 << 20;
/// Texts shrink to a twentieth; below `SMALL` bytes a higher ratio is harmless.
const HIGHEST_RATIO: u64 = 30;
const SMALL: u64 = 1 << 20;

/// An entry of the directory.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    /// Its length once it is unpacked, as the directory says.
    pub(super) bytes: u64,
    /// Its place in the directory.
    pub(super) index: usize,
}

/// The bytes of a package, as the library reads them.
pub(super) struct Through {
    bytes: Box<dyn ReadAt>,
    at: u64,
}

/// The library's reader over them.
pub(super) type Archive = ZipArchive<BufReader<Through>>;

/// Opens a container whose directory is as a package's: safe names, each once, of reasonable sizes.
pub(super) fn open(bytes: Box<dyn ReadAt>) -> Result<(Archive, Vec<Entry>), PackageFault> {
    let directory = directory(bytes.as_ref())?;
    let entries = walk(&directory)?;
    let all = entries.iter().fold(0_u64, |all, entry| all.saturating_add(entry.bytes));
    if all > bytes.length().saturating_mul(HIGHEST_RATIO).max(64 * SMALL) {
        return Err(PackageFault::Unreasonable("解开后大得不合常理".into()));
    }
    let through = BufReader::new(Through { bytes, at: 0 });
    let mut archive = ZipArchive::new(through).map_err(|fault| PackageFault::of_zip(&fault))?;
    if archive.len() != directory.count || archive.has_duplicate_names() {
        return Err(PackageFault::Damaged("压缩包的目录前后不一".into()));
    }
    match archive.has_overlapping_entries() {
        Ok(false) => Ok((archive, entries)),
        Ok(true) => Err(PackageFault::Unreasonable("几个文件用的是同一段内容".into())),
        Err(fault) => Err(PackageFault::of_zip(&fault)),
    }
}

/// The directory as it stands at the end of the container.
struct Directory {
    bytes: Vec<u8>,
    count: usize,
}

/// Finds the directory. Source: APPNOTE 6.3.10, 4.3.14 to 4.3.16.
fn directory(file: &dyn ReadAt) -> Result<Directory, PackageFault> {
    const END: u64 = 22;
    let length = file.length();
    let start = read(file, 0, 16)?;
    if start.is_empty() {
        return Err(PackageFault::NotAPackage("文件是空的"));
    }
    kind(&start)?;
    let end_at = length.checked_sub(END);
    let end_at = end_at.ok_or_else(|| PackageFault::Damaged("文件没有到末尾就断了".into()))?;
    let end = read(file, end_at, END)?;
    if !end.starts_with(b"PK\x05\x06") || number(&end, 20, 2) != 0 {
        return Err(PackageFault::Damaged("末尾不是压缩包的目录".into()));
    }
    let (mut count, mut size, mut from) =
        (number(&end, 10, 2), number(&end, 12, 4), number(&end, 16, 4));
    let mut directory_end = end_at;
    if count == 0xFFFF || size == 0xFFFF_FFFF || from == 0xFFFF_FFFF {
        let damaged = || PackageFault::Damaged("压缩包的长目录不对".into());
        let locator = read(file, end_at.checked_sub(20).ok_or_else(damaged)?, 20)?;
        let at = number(&locator, 8, 8);
        let long = read(file, at, 56)?;
        if !locator.starts_with(b"PK\x06\x07") || !long.starts_with(b"PK\x06\x06") {
            return Err(damaged());
        }
        (count, size, from) = (number(&long, 32, 8), number(&long, 40, 8), number(&long, 48, 8));
        directory_end = at;
    }
    if count > MOST_ENTRIES || size > LONGEST_DIRECTORY {
        let message = format!("里面的文件超过 {MOST_ENTRIES} 个");
        return Err(PackageFault::Unreasonable(message));
    }
    if from.checked_add(size) != Some(directory_end) {
        return Err(PackageFault::Damaged("压缩包的目录不在它说的位置".into()));
    }
    let bytes = read(file, from, size)?;
    let is_whole = bytes.len() as u64 == size;
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    match is_whole {
        true => Ok(Directory { bytes, count }),
        false => Err(PackageFault::Damaged("压缩包的目录不完整".into())),
    }
}

/// What else it may be.
fn kind(start: &[u8]) -> Result<(), PackageFault> {
    let others: [(&[u8], &str); 6] = [
        (b"SQLite format 3", "是数据库文件"),
        (b"%PDF", "是 PDF 文件"),
        (b"{", "是案例文件（JSON），请用“打开案例文件”"),
        (b"Rar!", "是 RAR 压缩包"),
        (b"7z\xBC\xAF", "是 7z 压缩包"),
        (b"\x1F\x8B", "是 gzip 压缩包"),
    ];
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    if let Some((_, what)) = others.into_iter().find(|(mark, _)| text.starts_with(mark)) {
        return Err(PackageFault::NotAPackage(what));
    }
    if !start.starts_with(b"PK\x03\x04") && !start.starts_with(b"PK\x05\x06") {
        return Err(PackageFault::NotAPackage("是别的文件"));
    }
    Ok(())
}

/// Goes through the directory, and looks at what each entry says of itself.
fn walk(directory: &Directory) -> Result<Vec<Entry>, PackageFault> {
    const HEAD: usize = 46;
    let damaged = || PackageFault::Damaged("压缩包的目录读不出来".into());
    let mut entries: Vec<Entry> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    let mut rest = directory.bytes.as_slice();
    for index in 0..directory.count {
        let head = rest.get(..HEAD).filter(|head| head.starts_with(b"PK\x01\x02"));
        let head = head.ok_or_else(damaged)?;
        let length = |at| usize::try_from(number(head, at, 2)).unwrap_or(usize::MAX);
        let (name, extra, comment) = (length(28), length(30), length(32));
        let end = HEAD + name + extra + comment;
        if rest.len() < end {
            return Err(damaged());
        }
        let name = &rest[HEAD..HEAD + name];
        let is_folder = name.ends_with(b"/");
        let name = if is_folder { &name[..name.len() - 1] } else { name };
        let text = String::from_utf8_lossy(name).into_owned();
        if let Some(why) = entry_name::fault(name) {
            return Err(PackageFault::name(&text, why));
        }
        if !seen.insert(text.to_ascii_lowercase()) {
            return Err(PackageFault::name(&text, "出现了两次（大小写不分）"));
        }
        special(&text, head)?;
        let bytes = sizes(&text, head, &rest[HEAD + text.len() + usize::from(is_folder)..end])?;
        if !is_folder {
            entries.push(Entry { name: text, bytes, index });
        }
        rest = &rest[end..];
    }
    if rest.is_empty() { Ok(entries) } else { Err(damaged()) }
}

/// Links and devices, and what is locked.
fn special(name: &str, head: &[u8]) -> Result<(), PackageFault> {
    /// The kind of a file in the attributes of Unix, and the two that a package has.
    const KIND: u64 = 0o170_000;
    const KINDS: [u64; 3] = [0, 0o100_000, 0o040_000];
    let (made_by, attributes) = (number(head, 5, 1), number(head, 38, 4));
    // Only Unix and what calls itself so has them; others have nothing there that looks like one.
    if !KINDS.contains(&((attributes >> 16) & KIND)) && made_by != 0 {
        return Err(PackageFault::name(name, "是链接或设备，不是文件"));
    }
    if number(head, 8, 2) & 1 != 0 {
        return Err(PackageFault::NotAPackage("压缩包加了密码"));
    }
    if !matches!(number(head, 10, 2), 0 | 8) {
        return Err(PackageFault::NotAPackage("压缩包用了不认识的压缩方法"));
    }
    Ok(())
}

/// The length of an entry once it is unpacked; `extra` holds it where it is beyond 4 GB.
fn sizes(name: &str, head: &[u8], extra: &[u8]) -> Result<u64, PackageFault> {
    let (packed, bytes) = (number(head, 20, 4), number(head, 24, 4));
    let long = long_sizes(extra);
    let mut long = long.iter().copied();
    let bytes = if bytes == 0xFFFF_FFFF { long.next().unwrap_or(bytes) } else { bytes };
    let packed = if packed == 0xFFFF_FFFF { long.next().unwrap_or(packed) } else { packed };
    if bytes > SMALL && bytes > packed.saturating_mul(HIGHEST_RATIO) {
        let name = shown(name);
        return Err(PackageFault::Unreasonable(format!("“{name}”解开后大得不合常理")));
    }
    Ok(bytes)
}

/// The numbers of the ZIP64 field. Source: APPNOTE 4.5.3.
fn long_sizes(mut extra: &[u8]) -> Vec<u64> {
    while extra.len() >= 4 {
        let (tag, length) = (number(extra, 0, 2), number(extra, 2, 2));
        let end = 4 + usize::try_from(length).unwrap_or(usize::MAX - 4);
        let Some(field) = extra.get(4..end) else { break };
        if tag == 1 {
            return field.chunks_exact(8).map(|chunk| number(chunk, 0, 8)).collect();
        }
        extra = &extra[end..];
    }
    Vec::new()
}

/// A little-endian number; what is not there is 0.
fn number(bytes: &[u8], at: usize, count: usize) -> u64 {
    let field = bytes.get(at..at + count).unwrap_or_default();
    field.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

fn read(file: &dyn ReadAt, at: u64, count: u64) -> Result<Vec<u8>, PackageFault> {
    let count = usize::try_from(count).unwrap_or(0);
    let mut bytes = vec![0; count];
    let read = file.read_at(at, &mut bytes).map_err(|cause| PackageFault::of_bytes(&cause))?;
    bytes.truncate(read);
    Ok(bytes)
}

impl Read for Through {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read_at(self.at, into)?;
        self.at += count as u64;
        Ok(count)
    }
}

impl Seek for Through {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.bytes.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
