//! Reads a package: that it is a bag, whole and of one piece, and its texts. The files themselves are read when they are
//! asked for, and count only where they have the digest of the manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read};

use case::{Case, CaseFileFault, Evidence, FileEvidence, content_digest, read_packed};
use catalog::{Catalog, Folder};
use disk::DiskFault;
use foundation::{Digest, Hasher, Identity, ReadAt, Watch};

use zip::CompressionMethod;

use super::bag;
use super::container::{self, Archive};
use super::fault::{PackageFault, shown};
use super::texts::Texts;
use super::waybill::{FileLine, Waybill};
use super::{CASE, FORM, ROOT, ROUNDUP, WAYBILL};
use crate::name::{LONGEST_NAME, legal_name};

/// The longest case that becomes a draft.
const LONGEST_CASE: u64 = 20 << 20;
/// Judgement: facts of two thousand files have some MB.
const LONGEST_WAYBILL: u64 = 8 << 20;
const LONGEST_MANIFEST: u64 = 1 << 20;
/// Files are read in pieces of this many bytes.
const PIECE: usize = 1 << 20;

/// A package that was read: its texts are here and right, its files are still in it.
pub struct Package {
    archive: Archive,
    /// By the path in the bag: the place in the directory, and the length that it says.
    entries: BTreeMap<String, (usize, u64)>,
    manifest: BTreeMap<String, Digest>,
    /// Where it comes from, and what is in it. Every file that it lists is there.
    pub waybill: Waybill,
    /// The text of the case.
    case: Vec<u8>,
    /// The call and the forms that came along. Nothing of them is used before it was looked at.
    pub folders: Vec<Folder>,
}

impl std::fmt::Debug for Package {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Package").field("waybill", &self.waybill).finish_non_exhaustive()
    }
}

impl Package {
    /// Reads the texts of a package, and looks that nothing is missing and nothing is there besides.
    ///
    /// # Errors
    /// What is wrong with it. Nothing of it is to be used then.
    pub fn read(bytes: Box<dyn ReadAt>) -> Result<Self, PackageFault> {
        let Bag { mut archive, entries, manifest } = Bag::read(bytes)?;
        if entries.contains_key(ROUNDUP) {
            return Err(PackageFault::Roundup);
        }
        if entries.contains_key(FORM) {
            return Err(PackageFault::Form);
        }
        let mut text = |path: &'static str, most| text(&mut archive, &entries, path, most);
        let case = text(CASE, LONGEST_CASE)?;
        is_as_listed(CASE, &case, &manifest)?;
        let waybill = text(WAYBILL, LONGEST_WAYBILL)?;
        is_as_listed(WAYBILL, &waybill, &manifest)?;
        let waybill = Waybill::read(&waybill)?;
        files_are_listed(&waybill, &manifest, &entries)?;
        let mut bag = Bag { archive, entries, manifest };
        let folders = Texts { call: &waybill.call, forms: &waybill.forms }.read(&mut bag)?;
        let Bag { archive, entries, manifest } = bag;
        Ok(Self { archive, entries, manifest, waybill, case, folders })
    }

    /// Every file in it with its length, by its path in the bag.
    pub fn contents(&self) -> impl Iterator<Item = (&str, u64, Digest)> {
        self.entries.iter().filter_map(|(path, (_, bytes))| {
            Some((path.as_str(), *bytes, *self.manifest.get(path)?))
        })
    }

    /// Reads every file through.
    ///
    /// # Errors
    /// The first that is not what was packed; `Stopped`.
    pub fn verify(&mut self, watch: &dyn Watch) -> Result<(), PackageFault> {
        let all: Vec<(String, u64)> =
            self.entries.iter().map(|(path, (_, bytes))| (path.clone(), *bytes)).collect();
        let data: Vec<_> = all.into_iter().filter(|(path, _)| path.starts_with("data/")).collect();
        watch.expect(data.iter().map(|(_, bytes)| bytes).sum());
        let mut piece = vec![0; PIECE];
        for (path, _) in data {
            let mut hasher = Hasher::default();
            let mut file = self.open(&path)?;
            loop {
                if watch.is_stopped() {
                    return Err(DiskFault::Stopped.into());
                }
                let count = match file.read(&mut piece) {
                    Ok(0) => break,
                    Ok(count) => count,
                    Err(cause) if cause.kind() == io::ErrorKind::Interrupted => continue,
                    Err(_) => return Err(PackageFault::Altered(path)),
                };
                hasher.update(&piece[..count]);
                watch.advance(count as u64);
            }
            drop(file);
            if self.manifest.get(&path) != Some(&hasher.finish()) {
                return Err(PackageFault::Altered(path));
            }
        }
        Ok(())
    }

    /// The bytes of a file of the case, from its beginning; whoever takes them looks whether they have the digest that
    /// its line says.
    ///
    /// # Errors
    /// Where the container does not give it.
    pub fn file<'p>(&'p mut self, line: &FileLine) -> Result<impl Read + use<'p>, PackageFault> {
        self.open(&format!("data/{}", line.path))
    }

    /// Where the bytes of a file of the case stand in the container; none where they are packed more closely.
    pub(super) fn window(&mut self, line: &FileLine) -> Option<(u64, u64)> {
        window(&mut self.archive, &self.entries, &format!("data/{}", line.path))
    }

    /// Where a text of a call or a form lies in a catalog, by where it lies in the bag.
    pub(super) fn catalog_place(&self, path: &str) -> Option<String> {
        let (place, name) = path.rsplit_once('/')?;
        let texts = Texts { call: &self.waybill.call, forms: &self.waybill.forms };
        Some(format!("{}/{name}", texts.catalog_place(place)?))
    }

    pub(super) fn open<'p>(&'p mut self, path: &str) -> Result<impl Read + use<'p>, PackageFault> {
        open(&mut self.archive, &self.entries, path)
    }

    /// A short text in it by its path, such as a list of what was sent.
    ///
    /// # Errors
    /// `Missing`, `Altered`.
    pub fn text(&mut self, path: &str) -> Result<Vec<u8>, PackageFault> {
        let text = text(&mut self.archive, &self.entries, path, LONGEST_WAYBILL)?;
        is_as_listed(path, &text, &self.manifest)?;
        Ok(text)
    }

    /// The text of a case that was sent.
    pub(super) fn sent_text(&mut self, path: &str) -> Result<Vec<u8>, PackageFault> {
        let text = text(&mut self.archive, &self.entries, path, LONGEST_CASE)?;
        is_as_listed(path, &text, &self.manifest)?;
        Ok(text)
    }

    /// The text of the case as it was packed.
    pub fn case_text(&self) -> &[u8] {
        &self.case
    }

    /// The case, with the files that are in it under the names that they had, each a name that is legal and its own; and
    /// which file has which name.
    ///
    /// # Errors
    /// What cannot be read of it; where it says something else than was packed.
    pub fn case(&self, catalog: &Catalog) -> Result<Brought, PackageFault> {
        let mut case = read_packed(&self.case, catalog).map_err(|faults| wrong_case(&faults))?;
        let stamp = self.waybill.stamp();
        let (call, identity) = (&self.waybill.call, case.identity);
        if identity.is_none() || identity != stamp.map(|stamp| stamp.identity) {
            return Err(PackageFault::wrong(WAYBILL, "案例编号和案例里的不一样"));
        }
        if case.call.id != call.id {
            return Err(PackageFault::wrong(WAYBILL, "征集和案例里的不一样"));
        }
        let digest = |name: &str| {
            self.waybill.files.iter().find(|line| line.path == name).map(|line| line.sha256)
        };
        // A call that has changed since may have no place for some of it.
        if case.call.digest == call.digest && content_digest(&case, &digest) != self.waybill.content
        {
            return Err(PackageFault::Altered(CASE.into()));
        }
        let names = self.names();
        case.files.retain(|name, _| !names.contains_key(name));
        for name in case.file_names_mut() {
            if let Some(own) = names.get(name) {
                name.clone_from(own);
            }
        }
        let evidence = self.evidence(&names);
        let files = self.waybill.files.iter().map(|line| (names[&line.path].clone(), line.clone()));
        Ok(Brought { case, files: files.collect(), evidence })
    }

    /// The names that the files had, each once, by their paths in the case file.
    pub(super) fn names(&self) -> BTreeMap<String, String> {
        let mut taken = BTreeSet::new();
        let mut names = BTreeMap::new();
        for line in &self.waybill.files {
            let own = line.name.rsplit(['/', '\\']).next().unwrap_or_default();
            let (stem, end) = match own.rfind('.').filter(|at| *at > 0) {
                Some(at) => own.split_at(at),
                None => (own, ""),
            };
            // Room for a number.
            let mut name = legal_name(stem, end, LONGEST_NAME - 8);
            let mut number = 1;
            while !taken.insert(name.to_lowercase()) {
                number += 1;
                name = legal_name(&format!("{stem}（{number}）"), end, LONGEST_NAME);
            }
            names.insert(line.path.clone(), name);
        }
        names
    }

    /// What was known of the files, of those that are here alone.
    fn evidence(&self, names: &BTreeMap<String, String>) -> Evidence {
        let lines = self.waybill.files.iter();
        let of = |line: &FileLine| {
            let known = self.waybill.evidence.file(&line.path)?;
            let FileEvidence::Found(facts) = known else { return None };
            let is_of_it = facts.bytes == line.bytes && facts.digest == Some(line.sha256);
            is_of_it.then(|| (names[&line.path].clone(), known.clone()))
        };
        Evidence { files: lines.filter_map(of).collect(), ..Evidence::default() }
    }

    /// Which case it is, and which state of it.
    pub fn identity(&self) -> Option<Identity> {
        self.waybill.stamp().map(|stamp| stamp.identity)
    }
}

/// A bag that is whole: nothing is missing and nothing is there besides.
pub(super) struct Bag {
    pub(super) archive: Archive,
    /// By the path in the bag: the place in the directory, and the length that it says.
    pub(super) entries: BTreeMap<String, (usize, u64)>,
    pub(super) manifest: BTreeMap<String, Digest>,
}

impl Bag {
    /// Reads the lists of a bag, and looks that it holds what they say.
    pub(super) fn read(bytes: Box<dyn ReadAt>) -> Result<Self, PackageFault> {
        let (mut archive, found) = container::open(bytes)?;
        let entries = in_the_bag(found)?;
        let mut text = |path: &'static str, most| text(&mut archive, &entries, path, most);
        let declaration = text(bag::DECLARATION, LONGEST_MANIFEST)?;
        declared(&declaration)?;
        let tags =
            bag::read_manifest(bag::TAG_MANIFEST, &text(bag::TAG_MANIFEST, LONGEST_MANIFEST)?)?;
        let (info, manifest) =
            (text(bag::INFO, LONGEST_MANIFEST)?, text(bag::MANIFEST, LONGEST_MANIFEST)?);
        let own =
            [(bag::DECLARATION, &declaration), (bag::INFO, &info), (bag::MANIFEST, &manifest)];
        for (path, text) in own {
            is_as_listed(path, text, &tags)?;
        }
        let manifest = bag::read_manifest(bag::MANIFEST, &manifest)?;
        lists_what_is_there(&manifest, &entries)?;
        has_the_size(&info, &entries)?;
        Ok(Self { archive, entries, manifest })
    }

    /// A text of the bag that has the digest of the manifest.
    pub(super) fn text(&mut self, path: &str, most: u64) -> Result<Vec<u8>, PackageFault> {
        let text = text(&mut self.archive, &self.entries, path, most)?;
        is_as_listed(path, &text, &self.manifest)?;
        Ok(text)
    }

    /// Where the bytes of a file stand in the container; none where they are packed more closely than they are.
    pub(super) fn window(&mut self, path: &str) -> Option<(u64, u64)> {
        window(&mut self.archive, &self.entries, path)
    }
}

fn window(
    archive: &mut Archive,
    entries: &BTreeMap<String, (usize, u64)>,
    path: &str,
) -> Option<(u64, u64)> {
    let (index, bytes) = entries.get(path).copied()?;
    let file = archive.by_index(index).ok()?;
    let is_stored = file.compression() == CompressionMethod::Stored;
    file.data_start().filter(|_| is_stored).map(|from| (from, bytes))
}

/// A case as it came.
#[derive(Clone, Debug)]
pub struct Brought {
    /// The case, with its files by the names that they had.
    pub case: Case,
    /// Those that are in the package, by these names.
    pub files: Vec<(String, FileLine)>,
    /// What was known of them, by these names: it belongs to bytes of the digest that stands beside it.
    pub evidence: Evidence,
}

fn wrong_case(faults: &[CaseFileFault]) -> PackageFault {
    let told = faults.iter().take(3).map(ToString::to_string).collect::<Vec<_>>().join("；");
    PackageFault::wrong(CASE, told)
}

/// The entries by their paths in the bag. It may also lie at the top, as some tools pack it.
fn in_the_bag(
    found: Vec<container::Entry>,
) -> Result<BTreeMap<String, (usize, u64)>, PackageFault> {
    let has = |name: &str| found.iter().any(|entry| entry.name == name);
    if has(&format!("{ROOT}/{}", bag::FETCH)) || has(bag::FETCH) {
        return Err(PackageFault::Fetch);
    }
    let top = found.first().and_then(|entry| entry.name.split_once('/'));
    let top = top.map(|(top, _)| format!("{top}/"));
    let prefix = match top {
        _ if has(bag::DECLARATION) => String::new(),
        Some(top) if has(&format!("{top}{}", bag::DECLARATION)) => top,
        _ => return Err(no_bag(&found)),
    };
    let mut entries = BTreeMap::new();
    for entry in found {
        let Some(path) = entry.name.strip_prefix(&prefix) else {
            return Err(PackageFault::Extra(shown(&entry.name)));
        };
        if path == bag::FETCH {
            return Err(PackageFault::Fetch);
        }
        entries.insert(path.to_owned(), (entry.index, entry.bytes));
    }
    Ok(entries)
}

fn no_bag(found: &[container::Entry]) -> PackageFault {
    let is_package = |name: &str| name.to_ascii_lowercase().ends_with(".shenbao");
    if let Some(inner) = found.iter().find(|entry| is_package(&entry.name)) {
        return PackageFault::Nested(shown(&inner.name));
    }
    let names: Vec<&str> = found.iter().map(|entry| entry.name.as_str()).collect();
    PackageFault::NotAPackage(if names.iter().any(|name| name.starts_with("word/")) {
        "是 Word 文件"
    } else if names.iter().any(|name| name.starts_with("xl/")) {
        "是 Excel 文件"
    } else {
        "是普通的压缩包"
    })
}

fn declared(text: &[u8]) -> Result<(), PackageFault> {
    let text = String::from_utf8_lossy(text);
    let version = bag::info(text.trim_start_matches('\u{FEFF}'), "BagIt-Version");
    match version {
        Some("1.0" | "0.97") => Ok(()),
        _ => Err(PackageFault::wrong(bag::DECLARATION, "不是 BagIt 1.0")),
    }
}

fn is_as_listed(
    path: &str,
    text: &[u8],
    listed: &BTreeMap<String, Digest>,
) -> Result<(), PackageFault> {
    match listed.get(path) {
        Some(digest) if *digest == Digest::of(text) => Ok(()),
        Some(_) => Err(PackageFault::Altered(path.to_owned())),
        None => Err(PackageFault::Extra(shown(path))),
    }
}

/// Every file in the bag stands in the manifest, and the other way round.
fn lists_what_is_there(
    manifest: &BTreeMap<String, Digest>,
    entries: &BTreeMap<String, (usize, u64)>,
) -> Result<(), PackageFault> {
    const TAGS: [&str; 4] = [bag::DECLARATION, bag::INFO, bag::MANIFEST, bag::TAG_MANIFEST];
    if let Some(path) = manifest.keys().find(|path| !entries.contains_key(*path)) {
        return Err(PackageFault::Missing(shown(path)));
    }
    let is_known = |path: &str| TAGS.contains(&path) || manifest.contains_key(path);
    match entries.keys().find(|path| !is_known(path)) {
        Some(path) => Err(PackageFault::Extra(shown(path))),
        None => Ok(()),
    }
}

/// The sum of lengths that the bag says, where it says one.
fn has_the_size(info: &[u8], entries: &BTreeMap<String, (usize, u64)>) -> Result<(), PackageFault> {
    let info = String::from_utf8_lossy(info);
    let Some(said) = bag::info(&info, "Payload-Oxum") else { return Ok(()) };
    let data = entries.iter().filter(|(path, _)| path.starts_with("data/"));
    let (bytes, count) = data.fold((0_u64, 0_u64), |(bytes, count), (_, (_, length))| {
        (bytes.saturating_add(*length), count + 1)
    });
    match said == format!("{bytes}.{count}") {
        true => Ok(()),
        false => Err(PackageFault::wrong(bag::INFO, "总长度和里面的文件不符")),
    }
}

/// Every file that the waybill lists is one of the bag, of that length and digest, and the other way round.
fn files_are_listed(
    waybill: &Waybill,
    manifest: &BTreeMap<String, Digest>,
    entries: &BTreeMap<String, (usize, u64)>,
) -> Result<(), PackageFault> {
    let mut listed = BTreeSet::new();
    for line in &waybill.files {
        let path = format!("data/{}", line.path);
        if !line.path.starts_with("files/") || !listed.insert(path.clone()) {
            return Err(PackageFault::wrong(WAYBILL, format!("文件“{}”不对", shown(&line.path))));
        }
        let Some((_, bytes)) = entries.get(&path) else {
            return Err(PackageFault::Missing(shown(&path)));
        };
        if *bytes != line.bytes || manifest.get(&path) != Some(&line.sha256) {
            return Err(PackageFault::Altered(path));
        }
    }
    let mut files = entries.keys().filter(|path| path.starts_with("data/files/"));
    match files.find(|path| !listed.contains(*path)) {
        Some(path) => Err(PackageFault::Extra(shown(path))),
        None => Ok(()),
    }
}

fn open<'a>(
    archive: &'a mut Archive,
    entries: &BTreeMap<String, (usize, u64)>,
    path: &str,
) -> Result<impl Read + use<'a>, PackageFault> {
    let (index, bytes) =
        entries.get(path).copied().ok_or_else(|| PackageFault::Missing(shown(path)))?;
    let file = archive.by_index(index).map_err(|fault| PackageFault::of_zip(&fault))?;
    // One byte more than it says is enough to know that it lies.
    Ok(file.take(bytes.saturating_add(1)))
}

/// A text of the package within its bounds.
fn text(
    archive: &mut Archive,
    entries: &BTreeMap<String, (usize, u64)>,
    path: &str,
    most: u64,
) -> Result<Vec<u8>, PackageFault> {
    let bytes = entries.get(path).map_or(0, |(_, bytes)| *bytes);
    if bytes > most {
        let message = format!("“{}”超过 {} MB", shown(path), most >> 20);
        return Err(PackageFault::Unreasonable(message));
    }
    let mut text = Vec::new();
    open(archive, entries, path)?
        .read_to_end(&mut text)
        .map_err(|cause| PackageFault::of_bytes(&cause))?;
    match text.len() as u64 == bytes {
        true => Ok(text),
        false => Err(PackageFault::Altered(path.to_owned())),
    }
}
