//! Copies: hashed on the way, brought to the disk, and read back. Bytes from memory go the same way.

use std::io::{self, ErrorKind, Read};
use std::path::Path;

use foundation::{Contents, FileFault, FileOperation, Files, Hasher, ReadAt, Unwatched, Watch};

use crate::beside::{Beside, folder_of};
use crate::fault::DiskFault;

/// Files are copied in pieces of this many bytes.
const PIECE: usize = 1 << 20;

/// What is copied.
pub struct Source<'s> {
    /// The file that is told where reading fails.
    pub name: &'s Path,
    /// How many bytes there are.
    pub length: u64,
    /// The bytes.
    pub bytes: &'s mut dyn Read,
}

/// A file that is read from its beginning to the length that it had when it was opened.
struct FromStart<'s> {
    file: &'s dyn ReadAt,
    at: u64,
}

impl Read for FromStart<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let rest = self.file.length() - self.at;
        let most = usize::try_from(rest).unwrap_or(usize::MAX).min(into.len());
        let count = self.file.read_at(self.at, &mut into[..most])?;
        if count == 0 && most > 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        self.at += count as u64;
        Ok(count)
    }
}

/// Tells how far a copy is. Each byte is gone through twice, when it is written and when it is read back, and counts
/// half each time.
struct Halves<'w> {
    watch: &'w dyn Watch,
    odd: u64,
}

impl Halves<'_> {
    fn go_on(&self) -> Result<(), DiskFault> {
        if self.watch.is_stopped() { Err(DiskFault::Stopped) } else { Ok(()) }
    }

    fn advance(&mut self, bytes: u64) {
        let halves = self.odd + bytes;
        self.odd = halves % 2;
        self.watch.advance(halves / 2);
    }
}

/// Writes a file whole or not at all, in the place of one that is there.
///
/// # Errors
/// `File`, `ReadBack`; what was there before stays.
pub fn write_whole(place: &Path, bytes: &[u8], files: &dyn Files) -> Result<Contents, DiskFault> {
    let (length, mut rest) = (bytes.len() as u64, bytes);
    let source = Source { name: place, length, bytes: &mut rest };
    whole(place, source, files, &Unwatched)
}

/// Copies a file whole or not at all, in the place of one that is there.
///
/// # Errors
/// `File`, `Changed`, `ReadBack`, `Stopped`; what was there before stays.
pub fn copy_whole(
    from: &Path,
    place: &Path,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Contents, DiskFault> {
    with_file(files.open(from)?.as_ref(), from, |source| whole(place, source, files, watch))
}

/// Works with a file as a source.
pub fn with_file<T>(file: &dyn ReadAt, name: &Path, work: impl FnOnce(Source<'_>) -> T) -> T {
    work(Source { name, length: file.length(), bytes: &mut FromStart { file, at: 0 } })
}

fn whole(
    place: &Path,
    source: Source<'_>,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Contents, DiskFault> {
    let beside = Beside::new(place, files);
    let contents = copy_into(beside.path(), source, files, watch)
        .map_err(|fault| beside.at_its_place(fault))?;
    beside.settle()?;
    Ok(contents)
}

/// Copies into a new file of a folder that is itself in the making: on the disk and read back when it returns. What was
/// not finished is left to whoever makes the folder.
///
/// # Errors
/// `File`, `Changed` where the source is not as long as it says, `ReadBack`, `Stopped`.
pub fn copy_into(
    path: &Path,
    source: Source<'_>,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Contents, DiskFault> {
    let mut halves = Halves { watch, odd: 0 };
    need_room(path, source.length, files)?;
    let written = write(path, source, files, &mut halves)?;
    let file = files.open(path)?;
    let mut back = FromStart { file: file.as_ref(), at: 0 };
    let fault = |cause| FileFault::new(FileOperation::Read, path, cause);
    let there = go_through(&mut back, file.length(), &mut halves, fault, |_| Ok(()))?;
    if there != written {
        return Err(DiskFault::ReadBack(path.to_owned()));
    }
    halves.go_on()?;
    Ok(written)
}

fn write(
    path: &Path,
    source: Source<'_>,
    files: &dyn Files,
    halves: &mut Halves<'_>,
) -> Result<Contents, DiskFault> {
    let Source { name, length, bytes } = source;
    let fault = |cause| FileFault::new(FileOperation::Write, path, cause);
    let read_fault = |cause| FileFault::new(FileOperation::Read, name, cause);
    let mut target = files.create(path)?;
    let written =
        go_through(bytes, length, halves, read_fault, |piece| target.write(piece).map_err(fault))?;
    if written.bytes != length {
        return Err(DiskFault::Changed(name.to_owned()));
    }
    target.sync().map_err(fault)?;
    Ok(written)
}

/// Reads to the end, or a little beyond the length that is expected.
fn go_through(
    bytes: &mut dyn Read,
    length: u64,
    halves: &mut Halves<'_>,
    read_fault: impl Fn(io::Error) -> FileFault,
    mut take: impl FnMut(&[u8]) -> Result<(), FileFault>,
) -> Result<Contents, DiskFault> {
    let mut hasher = Hasher::default();
    let most = usize::try_from(length.saturating_add(1)).unwrap_or(PIECE).min(PIECE);
    let mut piece = vec![0; most];
    let mut done = 0;
    while done <= length {
        halves.go_on()?;
        let count = match bytes.read(&mut piece) {
            Ok(0) => break,
            Ok(count) => count,
            Err(cause) if cause.kind() == ErrorKind::Interrupted => continue,
            Err(cause) => return Err(read_fault(cause).into()),
        };
        hasher.update(&piece[..count]);
        take(&piece[..count])?;
        done += count as u64;
        halves.advance(count as u64);
    }
    Ok(Contents { bytes: done, digest: hasher.finish() })
}

/// Looks whether there is room for so many bytes where `path` will be, before a long work is begun for nothing.
///
/// # Errors
/// `File`, that the disk is full. A disk that does not tell is tried.
pub fn need_room(path: &Path, bytes: u64, files: &dyn Files) -> Result<(), FileFault> {
    match files.free_space(folder_of(path)) {
        // Some systems say 0 where they mean that they cannot tell.
        Some(free) if free > 0 && free < bytes => {
            Err(FileFault::new(FileOperation::Write, path, ErrorKind::StorageFull.into()))
        }
        _ => Ok(()),
    }
}
