//! A folder that was sent as one zip beside it, for a mail or a chat: what its 清单.txt names, as it was sent, and the
//! list. Names are UTF-8 and say so; everything is deflated, because old programs do not read entries that are stored
//! and say their length only behind themselves. The same folder gives the same bytes.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use disk::{Beside, DiskFault, need_room};
use foundation::{
    Contents, FileFault, FileOperation, Files, Hasher, Watch, name_text, read_through,
};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::name::{LONGEST_NAME, legal_name};
use crate::send::LIST;
use crate::verify::{VerifyFault, listed};

/// From here on sizes need ZIP64. Source: APPNOTE 4.3.9.2, with room for what deflating may add.
const LARGE: u64 = 4_000_000_000;

/// Writes the zip of a folder beside it, and says where it lies. One of the same name that holds something else stays: this
/// one has a number then.
///
/// # Errors
/// `NoList`, `NotAList`; `Send` where a file is not as it was sent, cannot be read or written, or it was stopped. Nothing
/// is left then.
pub fn zip(folder: &Path, files: &dyn Files, watch: &dyn Watch) -> Result<PathBuf, VerifyFault> {
    let (text, listed) = listed(folder, files)?;
    let mut all: Vec<(String, Contents)> = listed;
    all.push((LIST.to_owned(), Contents::of(&text)));
    let bytes = all.iter().map(|(_, contents)| contents.bytes).sum();
    let name = name_text(folder.file_name().unwrap_or_default()).into_owned();
    let place = folder.with_file_name(format!("{name}.zip"));
    need_room(&place, bytes, files)?;
    watch.expect(bytes);
    let mut beside = Beside::new(&place, files);
    let written = write_at(beside.path(), (folder, &name, &all), (files, watch));
    let written = written.map_err(|fault| beside.at_its_place(fault))?;
    for number in 1.. {
        let place = match number {
            1 => place.clone(),
            _ => folder.with_file_name(legal_name(
                &format!("{name}（{number}）"),
                ".zip",
                LONGEST_NAME,
            )),
        };
        if !files.exists(&place) {
            beside.settle_at(&place)?;
            return Ok(place);
        }
        let is_it = !files.is_folder(&place)
            && files.length(&place)? == written.bytes
            && files.contents(&place)? == written;
        if is_it {
            return Ok(place);
        }
    }
    unreachable!("no folder holds every number")
}

fn write_at(
    path: &Path,
    (folder, name, all): (&Path, &str, &[(String, Contents)]),
    (files, watch): (&dyn Files, &dyn Watch),
) -> Result<Contents, DiskFault> {
    let mut file = files.create(path)?;
    let write_fault = |cause| DiskFault::from(FileFault::new(FileOperation::Write, path, cause));
    let zip_fault = |fault: ZipError| write_fault(io::Error::other(fault.to_string()));
    let mut sink =
        Sink { file: &mut |piece| file.write(piece), hasher: Hasher::default(), bytes: 0 };
    let mut zip = ZipWriter::new_stream(&mut sink);
    for (own, contents) in all {
        // The same on every system: no owner, no moment.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .system(System::Unix)
            .large_file(contents.bytes >= LARGE);
        zip.start_file(format!("{name}/{own}"), options).map_err(zip_fault)?;
        let from = folder.join(own);
        let read_fault = |cause| DiskFault::from(FileFault::new(FileOperation::Read, &from, cause));
        let read = read_through(files.open(&from)?.as_ref(), read_fault, |piece| {
            if watch.is_stopped() {
                return Err(DiskFault::Stopped);
            }
            watch.advance(piece.len() as u64);
            zip.write_all(piece).map_err(write_fault)
        })?;
        if read != *contents {
            return Err(DiskFault::Changed(from));
        }
    }
    zip.finish().map_err(zip_fault)?;
    let written = Contents { bytes: sink.bytes, digest: sink.hasher.finish() };
    file.sync().map_err(write_fault)?;
    match files.contents(path)? == written {
        true => Ok(written),
        false => Err(DiskFault::ReadBack(path.to_owned())),
    }
}

/// Where the bytes go, counted and hashed.
struct Sink<'w> {
    file: &'w mut dyn FnMut(&[u8]) -> io::Result<()>,
    hasher: Hasher,
    bytes: u64,
}

impl Write for Sink<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        (self.file)(piece)?;
        self.hasher.update(piece);
        self.bytes += piece.len() as u64;
        Ok(piece.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
