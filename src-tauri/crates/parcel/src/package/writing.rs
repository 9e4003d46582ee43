//! Writes a package: streamed from its files, whole or not at all. A file that is not what it was when the package was
//! planned is told, and nothing is left.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use disk::{Beside, DiskFault, need_room};
use foundation::{
    Contents, Digest, FileFault, FileOperation, Files, Hasher, NewFile, Watch, name_text,
    read_through,
};
use zip::result::{ZipError, ZipResult};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use super::fault::PackageFault;
use super::load::{Load, Loaded, Source};
use super::parts::{Front, HEADER};
use super::{CASE, ROOT};

/// Smaller parts are a slip of the keys, in bytes.
pub const SMALLEST_PART: u64 = 64 << 10;
const MOST_PARTS: u64 = 999;
/// From here on sizes need ZIP64. Source: APPNOTE 4.3.9.2, with room for what stands before.
const LARGE: u64 = u32::MAX as u64 - (64 << 10);

/// Writes a package as one file, in the place of one that is there.
///
/// # Errors
/// `File`, `Changed`, `ReadBack`, `Stopped`; what was there before stays.
pub fn write(
    load: &Load,
    place: &Path,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Contents, DiskFault> {
    write_files(&load.files, place, files, watch)
}

/// The same of files that are planned in another way.
pub(super) fn write_files(
    load: &[Loaded],
    place: &Path,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Contents, DiskFault> {
    let bytes = load.iter().map(|file| file.contents.bytes).sum();
    need_room(place, bytes, files)?;
    watch.expect(bytes);
    let beside = Beside::new(place, files);
    let written = write_at(beside.path(), load, files, watch);
    let written = written.map_err(|fault| beside.at_its_place(fault))?;
    beside.settle()?;
    Ok(written)
}

/// The bytes of a package, for one that goes into another.
///
/// # Errors
/// `File`, `Changed`, `Stopped`.
pub fn bytes_of(load: &Load, files: &dyn Files, watch: &dyn Watch) -> Result<Vec<u8>, DiskFault> {
    let mut bytes = Vec::new();
    let place = Path::new(CASE);
    produce(&load.files, files, watch, place, &mut |piece| {
        bytes.extend_from_slice(piece);
        Ok(())
    })?;
    Ok(bytes)
}

fn write_at(
    path: &Path,
    load: &[Loaded],
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Contents, DiskFault> {
    let mut file = files.create(path)?;
    let written = produce(load, files, watch, path, &mut |piece| file.write(piece))?;
    sync(file.as_mut(), path)?;
    read_back(path, written, files)?;
    Ok(written)
}

fn sync(file: &mut dyn NewFile, path: &Path) -> Result<(), FileFault> {
    file.sync().map_err(|cause| FileFault::new(FileOperation::Write, path, cause))
}

fn read_back(path: &Path, written: Contents, files: &dyn Files) -> Result<(), DiskFault> {
    match files.contents(path)? == written {
        true => Ok(()),
        false => Err(DiskFault::ReadBack(path.to_owned())),
    }
}

/// Writes a package in parts of at most `size` bytes beside `place`: `名-第1卷共3卷.shenbao`. One that is no longer than a
/// part is one file of its own name. What is written comes back.
///
/// # Errors
/// `PartSize`, `Disk`; no part is there then that was not there before.
pub fn write_parts(
    load: &Load,
    (place, size): (&Path, u64),
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Vec<PathBuf>, PackageFault> {
    if size < SMALLEST_PART {
        return Err(PackageFault::PartSize);
    }
    watch.expect(load.bytes());
    // Once without writing: each part says of which whole it is.
    let whole = produce(&load.files, files, watch, place, &mut |_| Ok(()))?;
    if whole.bytes <= size {
        write(load, place, files, watch)?;
        return Ok(vec![place.to_owned()]);
    }
    let room = size - HEADER;
    let of = whole.bytes.div_ceil(room);
    if of > MOST_PARTS {
        return Err(PackageFault::PartSize);
    }
    watch.expect(load.bytes());
    let of = u32::try_from(of).unwrap_or(u32::MAX);
    let mut cut = Cut { place, room, of, whole, files, parts: Vec::new(), current: None };
    let written = produce(&load.files, files, watch, place, &mut |piece| cut.take(piece))?;
    cut.close().map_err(|cause| FileFault::new(FileOperation::Write, place, cause))?;
    if written != whole {
        return Err(DiskFault::Changed(place.to_owned()).into());
    }
    cut.settle()
}

/// Parts in the making.
struct Cut<'f> {
    place: &'f Path,
    room: u64,
    of: u32,
    whole: Contents,
    files: &'f dyn Files,
    parts: Vec<Part<'f>>,
    current: Option<Current<'f>>,
}

/// A part that is written and does not have its name yet.
struct Part<'f> {
    place: PathBuf,
    beside: Beside<'f>,
    contents: Contents,
}

/// The part that is being written.
struct Current<'f> {
    file: Box<dyn NewFile + 'f>,
    hasher: Hasher,
    bytes: u64,
}

impl Cut<'_> {
    fn take(&mut self, mut piece: &[u8]) -> io::Result<()> {
        while !piece.is_empty() {
            let left = match &self.current {
                Some(current) => self.room - (current.bytes - HEADER),
                None => 0,
            };
            if left == 0 {
                self.close()?;
                self.begin()?;
                continue;
            }
            let count = piece.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            if let Some(current) = &mut self.current {
                current.put(&piece[..count])?;
            }
            piece = &piece[count..];
        }
        Ok(())
    }

    fn begin(&mut self) -> io::Result<()> {
        let part = u32::try_from(self.parts.len()).unwrap_or(u32::MAX).saturating_add(1);
        let place = part_place(self.place, part, self.of);
        let beside = Beside::new(&place, self.files);
        let file = self.files.create(beside.path()).map_err(|fault| fault.cause)?;
        let mut current = Current { file, hasher: Hasher::default(), bytes: 0 };
        let from = u64::from(part - 1) * self.room;
        current.put(&Front { whole: self.whole, part, of: self.of, from }.text())?;
        self.current = Some(current);
        let contents = Contents::of(&[]);
        self.parts.push(Part { place, beside, contents });
        Ok(())
    }

    /// Brings the part that is being written to the disk.
    fn close(&mut self) -> io::Result<()> {
        if let (Some(mut current), Some(part)) = (self.current.take(), self.parts.last_mut()) {
            current.file.sync()?;
            part.contents = Contents { bytes: current.bytes, digest: current.hasher.finish() };
        }
        Ok(())
    }

    /// Gives every part its name, once all of them are whole.
    fn settle(self) -> Result<Vec<PathBuf>, PackageFault> {
        for part in &self.parts {
            read_back(part.beside.path(), part.contents, self.files)
                .map_err(|fault| part.beside.at_its_place(fault))?;
        }
        let mut places = Vec::new();
        for part in self.parts {
            part.beside.settle()?;
            places.push(part.place);
        }
        Ok(places)
    }
}

impl Current<'_> {
    fn put(&mut self, piece: &[u8]) -> io::Result<()> {
        self.file.write(piece)?;
        self.hasher.update(piece);
        self.bytes += piece.len() as u64;
        Ok(())
    }
}

fn part_place(place: &Path, part: u32, of: u32) -> PathBuf {
    let stem = name_text(place.file_stem().unwrap_or_default());
    place.with_file_name(format!("{stem}-第{part}卷共{of}卷.{}", super::EXTENSION))
}

/// Makes the bytes of a package, piece by piece.
fn produce(
    load: &[Loaded],
    files: &dyn Files,
    watch: &dyn Watch,
    place: &Path,
    take: &mut dyn FnMut(&[u8]) -> io::Result<()>,
) -> Result<Contents, DiskFault> {
    let mut sink = Sink { take, hasher: Hasher::default(), bytes: 0, failed: None };
    let made = put_all(load, (files, watch), &mut sink);
    if let Some(cause) = sink.failed.take() {
        return Err(FileFault::new(FileOperation::Write, place, cause).into());
    }
    match made {
        Ok(()) => Ok(Contents { bytes: sink.bytes, digest: sink.finish() }),
        Err(Stop::Source(fault)) => Err(fault),
        Err(Stop::Zip(fault)) => {
            let cause = io::Error::other(fault.to_string());
            Err(FileFault::new(FileOperation::Write, place, cause).into())
        }
    }
}

/// Why the writing of a package ended early.
enum Stop {
    Source(DiskFault),
    Zip(ZipError),
}

impl From<ZipError> for Stop {
    fn from(fault: ZipError) -> Self {
        Self::Zip(fault)
    }
}

fn put_all(
    load: &[Loaded],
    (files, watch): (&dyn Files, &dyn Watch),
    sink: &mut Sink<'_>,
) -> Result<(), Stop> {
    let mut zip = ZipWriter::new_stream(sink);
    for file in load {
        start(&mut zip, file)?;
        match &file.source {
            Source::Text(text) => {
                zip.write_all(text).map_err(ZipError::from)?;
                watch.advance(file.contents.bytes);
            }
            Source::File(path) => {
                put_file(&mut zip, path, file.contents, (files, watch)).map_err(Stop::Source)?;
            }
        }
    }
    zip.finish()?;
    Ok(())
}

fn start<W: Write + io::Seek>(zip: &mut ZipWriter<W>, file: &Loaded) -> ZipResult<()> {
    // The same on every system: no owner, no moment.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .system(System::Unix)
        .large_file(file.contents.bytes >= LARGE);
    zip.start_file(format!("{ROOT}/{}", file.path), options)
}

fn put_file(
    zip: &mut dyn Write,
    path: &Path,
    contents: Contents,
    (files, watch): (&dyn Files, &dyn Watch),
) -> Result<(), DiskFault> {
    let file = files.open(path)?;
    let fault = |cause| DiskFault::from(FileFault::new(FileOperation::Read, path, cause));
    let read = read_through(file.as_ref(), fault, |piece| {
        if watch.is_stopped() {
            return Err(DiskFault::Stopped);
        }
        watch.advance(piece.len() as u64);
        zip.write_all(piece).map_err(fault)
    })?;
    // A name that is a digest, or a look a moment ago, says what it should be.
    match read == contents {
        true => Ok(()),
        false => Err(DiskFault::Changed(path.to_owned())),
    }
}

/// Where the bytes go. After the first one that could not be written, what comes is let go, for the writer of the
/// container ends its file when it is dropped.
struct Sink<'w> {
    take: &'w mut dyn FnMut(&[u8]) -> io::Result<()>,
    hasher: Hasher,
    bytes: u64,
    failed: Option<io::Error>,
}

impl Sink<'_> {
    fn finish(self) -> Digest {
        self.hasher.finish()
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        if self.failed.is_none() {
            if let Err(cause) = (self.take)(piece) {
                let kind = cause.kind();
                self.failed = Some(cause);
                return Err(kind.into());
            }
            self.hasher.update(piece);
            self.bytes += piece.len() as u64;
        }
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
