//! Files where they lie in packages: they are read there as if they had been unpacked, so that what is made of many packages
//! needs no second place on the disk. A file has a path of its own, `<package>/<digest>/<name>`, at which there is nothing
//! on the disk.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use foundation::{Digest, FileFault, FileOperation, Files, Held, NewFile, ReadAt, Rewrite};

use super::fault::PackageFault;
use super::parts::{gather, is_part};
use super::reading::Package;
use super::waybill::FileLine;

/// Judgement: a file that another program has packed more closely is read as a whole; longer ones are told.
const LONGEST_PACKED: u64 = 256 << 20;

/// Where the bytes of a package lie.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PackagePlace {
    /// A file.
    File(PathBuf),
    /// Parts, of which this is one.
    Parts(PathBuf),
    /// In the package that an office sent on, from this byte, so many.
    Within(Box<PackagePlace>, u64, u64),
}

impl PackagePlace {
    /// That of a file, which may be a part.
    pub fn of(path: &Path, files: &dyn Files) -> Self {
        match is_part(path, files) {
            true => Self::Parts(path.to_owned()),
            false => Self::File(path.to_owned()),
        }
    }

    /// The file that people see.
    pub fn path(&self) -> &Path {
        match self {
            Self::File(path) | Self::Parts(path) => path,
            Self::Within(outer, ..) => outer.path(),
        }
    }

    /// Opens it.
    ///
    /// # Errors
    /// `PartsMissing`, `Disk`.
    pub fn open(&self, files: &dyn Files) -> Result<Box<dyn ReadAt>, PackageFault> {
        match self {
            Self::File(path) => Ok(files.open(path)?),
            Self::Parts(path) => {
                let found = gather(std::slice::from_ref(path), files)?;
                let first = found.into_iter().next();
                first.map(|found| found.bytes).ok_or(PackageFault::NotAPackage("是别的文件"))
            }
            Self::Within(outer, from, length) => {
                Ok(Box::new(Window { bytes: outer.open(files)?, from: *from, length: *length }))
            }
        }
    }
}

/// A part of other bytes.
struct Window {
    bytes: Box<dyn ReadAt>,
    from: u64,
    length: u64,
}

impl ReadAt for Window {
    fn length(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let rest = usize::try_from(self.length.saturating_sub(offset)).unwrap_or(usize::MAX);
        let most = rest.min(into.len());
        self.bytes.read_at(self.from.saturating_add(offset), &mut into[..most])
    }
}

/// Bytes that were unpacked into memory.
struct Unpacked(Vec<u8>);

impl ReadAt for Unpacked {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        self.0.as_slice().read_at(offset, into)
    }
}

/// A file in a package.
#[derive(Clone, Debug)]
struct Lying {
    package: PackagePlace,
    line: FileLine,
    /// Where it stands in the package; none where it has to be unpacked.
    window: Option<u64>,
}

/// The files of the machine, and those in packages.
pub struct Inside<'f> {
    under: &'f (dyn Files + Send + Sync),
    lying: BTreeMap<PathBuf, Lying>,
    /// Packages that are files of other packages.
    whole: BTreeMap<PathBuf, PackagePlace>,
}

impl<'f> Inside<'f> {
    /// With no package yet.
    pub fn new(under: &'f (dyn Files + Send + Sync)) -> Self {
        Self { under, lying: BTreeMap::new(), whole: BTreeMap::new() }
    }

    /// Lets the files of a package be read where they lie; each has the path that comes back beside its line.
    pub fn add(&mut self, place: &PackagePlace, package: &mut Package) -> Vec<(FileLine, PathBuf)> {
        let lines = package.waybill.files.clone();
        let front = digest_of(&format!("{place:?}"));
        let mut added = Vec::new();
        for line in lines {
            // A file that is named by its digest is looked at by it before it is sent.
            let path = place.path().join(&front).join(line.sha256.to_string());
            let window = package.window(&line).map(|(from, _)| from);
            let lying = Lying { package: place.clone(), line: line.clone(), window };
            self.lying.insert(path.clone(), lying);
            added.push((line, path));
        }
        added
    }

    /// The path at which a whole package is read, also where it lies in another.
    pub fn add_whole(&mut self, place: &PackagePlace) -> PathBuf {
        if let PackagePlace::File(path) = place {
            return path.clone();
        }
        let path = place.path().join(digest_of(&format!("{place:?}")));
        self.whole.insert(path.clone(), place.clone());
        path
    }

    fn is_inside(&self, path: &Path) -> bool {
        self.lying.contains_key(path) || self.whole.contains_key(path)
    }

    fn open_inside(&self, path: &Path) -> Option<Result<Box<dyn ReadAt>, FileFault>> {
        let fault = |cause: PackageFault| match cause {
            PackageFault::Disk(disk::DiskFault::File(fault)) => fault,
            other => {
                let cause = io::Error::new(io::ErrorKind::InvalidData, other.to_string());
                FileFault::new(FileOperation::Read, path, cause)
            }
        };
        if let Some(place) = self.whole.get(path) {
            return Some(place.open(self.under).map_err(fault));
        }
        let lying = self.lying.get(path)?;
        Some(lying.open(self.under).map_err(fault))
    }
}

impl Lying {
    fn open(&self, files: &dyn Files) -> Result<Box<dyn ReadAt>, PackageFault> {
        let bytes = self.package.open(files)?;
        if let Some(from) = self.window {
            return Ok(Box::new(Window { bytes, from, length: self.line.bytes }));
        }
        if self.line.bytes > LONGEST_PACKED {
            let message = format!("“{}”被别的程序压缩过", self.line.name);
            return Err(PackageFault::Unreasonable(message));
        }
        let mut package = Package::read(bytes)?;
        let mut whole = Vec::new();
        package
            .file(&self.line)?
            .read_to_end(&mut whole)
            .map_err(|cause| PackageFault::of_bytes(&cause))?;
        Ok(Box::new(Unpacked(whole)))
    }
}

fn digest_of(text: &str) -> String {
    Digest::of(text.as_bytes()).to_string()[..12].to_owned()
}

impl Files for Inside<'_> {
    fn open(&self, path: &Path) -> Result<Box<dyn ReadAt>, FileFault> {
        self.open_inside(path).unwrap_or_else(|| self.under.open(path))
    }

    fn read_up_to(&self, path: &Path, most: u64) -> Result<Vec<u8>, FileFault> {
        let Some(opened) = self.open_inside(path) else {
            return self.under.read_up_to(path, most);
        };
        let bytes = opened?;
        let length = usize::try_from(bytes.length().min(most)).unwrap_or(usize::MAX);
        let mut read = vec![0; length];
        let count = bytes
            .read_at(0, &mut read)
            .map_err(|cause| FileFault::new(FileOperation::Read, path, cause))?;
        read.truncate(count);
        Ok(read)
    }

    fn length(&self, path: &Path) -> Result<u64, FileFault> {
        if let Some(lying) = self.lying.get(path) {
            return Ok(lying.line.bytes);
        }
        match self.open_inside(path) {
            Some(opened) => Ok(opened?.length()),
            None => self.under.length(path),
        }
    }

    fn exists(&self, path: &Path) -> bool {
        self.is_inside(path) || self.under.exists(path)
    }

    fn is_folder(&self, path: &Path) -> bool {
        !self.is_inside(path) && self.under.is_folder(path)
    }

    fn is_link(&self, path: &Path) -> bool {
        !self.is_inside(path) && self.under.is_link(path)
    }

    fn is_device(&self, path: &Path) -> bool {
        !self.is_inside(path) && self.under.is_device(path)
    }

    fn is_hidden(&self, path: &Path) -> bool {
        !self.is_inside(path) && self.under.is_hidden(path)
    }

    fn roots(&self) -> Vec<PathBuf> {
        self.under.roots()
    }

    fn write_through(&self, path: &Path, bytes: &[u8]) -> Result<(), FileFault> {
        self.under.write_through(path, bytes)
    }

    fn names(&self, path: &Path) -> Result<Vec<OsString>, FileFault> {
        self.under.names(path)
    }

    fn make_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.under.make_folder(path)
    }

    fn create(&self, path: &Path) -> Result<Box<dyn NewFile + '_>, FileFault> {
        self.under.create(path)
    }

    fn sync_file(&self, path: &Path) -> Result<(), FileFault> {
        self.under.sync_file(path)
    }

    fn rewrite(&self, path: &Path) -> Result<Box<dyn Rewrite>, FileFault> {
        self.under.rewrite(path)
    }

    fn make_private(&self, path: &Path) -> Result<(), FileFault> {
        self.under.make_private(path)
    }

    fn make_private_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.under.make_private_folder(path)
    }

    fn protect(&self, path: &Path) -> Result<(), FileFault> {
        self.under.protect(path)
    }

    fn link(&self, from: &Path, to: &Path) -> Result<(), FileFault> {
        self.under.link(from, to)
    }

    fn lock(&self, path: &Path) -> Result<Option<Box<dyn Held>>, FileFault> {
        self.under.lock(path)
    }

    fn free_space(&self, folder: &Path) -> Option<u64> {
        self.under.free_space(folder)
    }

    fn modified(&self, path: &Path) -> Option<i64> {
        match self.lying.get(path) {
            Some(lying) => self.under.modified(lying.package.path()),
            None => self.under.modified(path),
        }
    }

    fn canonical(&self, path: &Path) -> PathBuf {
        if self.is_inside(path) { path.to_owned() } else { self.under.canonical(path) }
    }

    fn sync_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.under.sync_folder(path)
    }

    fn rename(&self, from: &Path, to: &Path) -> Result<(), FileFault> {
        self.under.rename(from, to)
    }

    fn remove_file(&self, path: &Path) -> Result<(), FileFault> {
        self.under.remove_file(path)
    }

    fn remove_empty_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.under.remove_empty_folder(path)
    }

    fn remove_folder(&self, path: &Path) -> Result<(), FileFault> {
        self.under.remove_folder(path)
    }
}
