//! A package as a folder: the case file with its files beside it by their own names, its papers, and what it was filled in
//! by. Built beside its place and named when it is whole and every file was what it should be.

use std::path::{Path, PathBuf};

use disk::{Beside, DiskFault, Source, copy_into, need_room};
use foundation::{Contents, Files, Watch};

use super::fault::PackageFault;
use super::reading::{Brought, Package};
use crate::send::{make_target, place};

/// A folder to which a package was unpacked.
#[derive(Clone, Debug)]
pub struct Unpacked {
    /// Where it lies.
    pub folder: PathBuf,
    /// What lies in it, with `/`.
    pub files: Vec<(String, Contents)>,
}

/// The case file in it.
pub const CASE_FILE: &str = "案例.json";
const FILES: &str = "案例-附件";

/// Unpacks a package into `target`, with its case read as `brought`, or as it came where its call is not known here; which is made if its parent is there, in a folder `name`. One of the same name with the
/// same contents is left as it is; one with other contents stays, and the new one gets a number.
///
/// # Errors
/// The first thing that is not what it should be; nothing is left then.
pub fn unpack(
    (package, brought): (&mut Package, Option<Brought>),
    (target, name): (&Path, &str),
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Unpacked, PackageFault> {
    let made_target = make_target(target, files)?;
    let beside = Beside::new(&target.join(name), files);
    let unpacked = put_all((package, brought), (target, name), beside, (files, watch));
    if unpacked.is_err() && made_target {
        let _ = files.remove_empty_folder(target);
    }
    unpacked
}

fn put_all(
    (package, brought): (&mut Package, Option<Brought>),
    (target, name): (&Path, &str),
    mut beside: Beside<'_>,
    (files, watch): (&dyn Files, &dyn Watch),
) -> Result<Unpacked, PackageFault> {
    let told =
        |fault: DiskFault, beside: &Beside<'_>| PackageFault::from(beside.at_its_place(fault));
    let all: Vec<(String, u64, foundation::Digest)> =
        package.contents().map(|(path, bytes, digest)| (path.to_owned(), bytes, digest)).collect();
    let bytes = all.iter().map(|(_, bytes, _)| bytes).sum();
    need_room(beside.path(), bytes, files)?;
    files.make_folder(beside.path()).map_err(|fault| told(fault.into(), &beside))?;
    watch.expect(bytes);
    let mut folder = Folder { path: beside.path().to_owned(), files, watch, put: Vec::new() };
    let (case, of_case) = match brought {
        Some(brought) => case_beside_its_files(brought),
        None => as_it_came(package),
    };
    folder.put_text(CASE_FILE, &case).map_err(|fault| told(fault, &beside))?;
    for (path, bytes, digest) in all {
        let Some(own) = own_path(&path, &of_case, package) else { continue };
        let expected = Contents { bytes, digest };
        let put = folder.put_file(package, (&path, &own), expected);
        put.map_err(|fault| match fault {
            PackageFault::Disk(fault) => told(fault, &beside),
            other => other,
        })?;
    }
    folder.sync().map_err(|fault| told(fault, &beside))?;
    let put = folder.put;
    loop {
        let folder = place((target, name), &put, files)?;
        if files.exists(&folder) {
            return Ok(Unpacked { folder, files: put });
        }
        match beside.settle_at(&folder) {
            Err(DiskFault::File(fault)) if crate::send::is_taken(&fault) => {}
            settled => return Ok(settled.map(|()| Unpacked { folder, files: put })?),
        }
    }
}

/// The text of the case file, with its files named where they will lie, and those places by the paths in the bag.
fn case_beside_its_files(brought: Brought) -> (Vec<u8>, Vec<(String, String)>) {
    let Brought { mut case, files, .. } = brought;
    let places: Vec<(String, String)> = files
        .iter()
        .map(|(name, line)| (format!("data/{}", line.path), format!("{FILES}/{name}")))
        .collect();
    for name in case.file_names_mut() {
        if files.iter().any(|(own, _)| own == name) {
            *name = format!("{FILES}/{name}");
        }
    }
    let noted = files.iter().map(|(name, line)| {
        (format!("{FILES}/{name}"), Contents { bytes: line.bytes, digest: line.sha256 })
    });
    case.files.extend(noted);
    (case::write_packed(&case).into_bytes(), places)
}

/// The same of a case that nobody here can read: its files lie where it names them.
fn as_it_came(package: &Package) -> (Vec<u8>, Vec<(String, String)>) {
    let lines = package.waybill.files.iter();
    let places = lines.map(|line| (format!("data/{}", line.path), line.path.clone()));
    (package.case_text().to_vec(), places.collect())
}

/// Where a file of the bag goes; none of what is of the bag alone.
fn own_path(path: &str, of_case: &[(String, String)], package: &Package) -> Option<String> {
    if let Some((_, own)) = of_case.iter().find(|(known, _)| known == path) {
        return Some(own.clone());
    }
    let rest = path.strip_prefix("data/")?;
    if let Some(place) = package.catalog_place(path) {
        return Some(format!("catalog/{place}"));
    }
    let is_ours = |folder: &str, end: &str| rest.starts_with(folder) && rest.ends_with(end);
    (is_ours("pdf/", ".pdf") || is_ours("sent/", ".txt") || is_ours("sent/", ".json"))
        .then(|| rest.to_owned())
}

/// A folder in the making.
struct Folder<'f> {
    path: PathBuf,
    files: &'f dyn Files,
    watch: &'f dyn Watch,
    put: Vec<(String, Contents)>,
}

impl Folder<'_> {
    fn put_text(&mut self, own: &str, text: &[u8]) -> Result<(), DiskFault> {
        let (path, mut bytes) = (self.path.join(own), text);
        let source = Source { name: &path, length: text.len() as u64, bytes: &mut bytes };
        let contents = copy_into(&path, source, self.files, self.watch)?;
        self.put.push((own.to_owned(), contents));
        Ok(())
    }

    fn put_file(
        &mut self,
        package: &mut Package,
        (path, own): (&str, &str),
        expected: Contents,
    ) -> Result<(), PackageFault> {
        let place = self.path.join(own);
        if let Some(folder) = place.parent() {
            self.files.make_folders(folder)?;
        }
        let altered = || PackageFault::Altered(path.to_owned());
        let mut bytes = package.open(path)?;
        let source = Source { name: Path::new(path), length: expected.bytes, bytes: &mut bytes };
        let copied = copy_into(&place, source, self.files, self.watch);
        let contents = match copied {
            // What the container does not give, or gives too much or too little of, is not what was packed.
            Err(DiskFault::Changed(_)) => return Err(altered()),
            Err(DiskFault::File(fault)) if fault.path == Path::new(path) => return Err(altered()),
            copied => copied?,
        };
        if contents != expected {
            return Err(altered());
        }
        self.put.push((own.to_owned(), contents));
        Ok(())
    }

    fn sync(&self) -> Result<(), DiskFault> {
        let mut folders: Vec<&Path> =
            self.put.iter().filter_map(|(own, _)| Path::new(own).parent()).collect();
        folders.sort();
        folders.dedup();
        for folder in folders.into_iter().rev() {
            self.files.sync_folder(&self.path.join(folder))?;
        }
        Ok(self.files.sync_folder(&self.path)?)
    }
}
