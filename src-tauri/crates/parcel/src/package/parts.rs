//! Parts of a package, for sticks that take no file above 4 GB and for mail. Each begins with 256 bytes that say of which
//! whole it is and where it belongs, so that parts are found again whatever they are called and in whatever order they
//! come; behind them stands a piece of the package as it is.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use foundation::{Contents, Digest, Files, ReadAt};

use super::fault::PackageFault;

/// What stands before the piece, in bytes.
pub(super) const HEADER: u64 = 256;
const MARK: &[u8] = b"shenbao-part 1\n";
/// Judgement: whoever keeps more files beside a package looks for its parts by hand.
const MOST_NEIGHBOURS: usize = 5_000;
/// What zips begin with.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// What a part says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Front {
    /// The whole package.
    pub(super) whole: Contents,
    /// From 1.
    pub(super) part: u32,
    pub(super) of: u32,
    /// Where its piece begins in the whole.
    pub(super) from: u64,
}

impl Front {
    /// The first bytes of a part.
    pub(super) fn text(&self) -> Vec<u8> {
        let Self { whole, part, of, from } = self;
        let mut text = MARK.to_vec();
        let lines = format!("{} {} {part} {of} {from}\n", whole.digest, whole.bytes);
        text.extend(lines.as_bytes());
        text.resize(usize::try_from(HEADER).unwrap_or(text.len()), b'\n');
        text
    }

    /// What a part says; none where it is none, or says what cannot be.
    fn read(start: &[u8]) -> Option<Self> {
        let line = start.strip_prefix(MARK)?.split(|byte| *byte == b'\n').next()?;
        let mut words = std::str::from_utf8(line).ok()?.split(' ');
        let digest: Digest = words.next()?.parse().ok()?;
        let mut number = || words.next()?.parse::<u64>().ok();
        let (bytes, part, of, from) = (number()?, number()?, number()?, number()?);
        let (part, of) = (u32::try_from(part).ok()?, u32::try_from(of).ok()?);
        let front = Self { whole: Contents { bytes, digest }, part, of, from };
        ((1..=999).contains(&of) && (1..=of).contains(&part)).then_some(front)
    }

    /// Whether two are parts of one package.
    fn is_of_one(&self, other: &Self) -> bool {
        (self.whole, self.of) == (other.whole, other.of)
    }
}

/// A package that was found: one file, or its parts.
pub struct FoundPackage {
    /// The file, or the first part that was named.
    pub path: PathBuf,
    /// Its bytes.
    pub bytes: Box<dyn ReadAt>,
}

/// Whether a file is a package or a part of one, by its first bytes.
///
/// # Errors
/// Where it cannot be read.
pub fn is_package(path: &Path, files: &dyn Files) -> Result<bool, foundation::FileFault> {
    let start = files.read_up_to(path, HEADER)?;
    Ok(ZIP.iter().any(|mark| start.starts_with(mark)) || Front::read(&start).is_some())
}

/// Whether a file is a part of a package, by its first bytes.
pub(super) fn is_part(path: &Path, files: &dyn Files) -> bool {
    files.read_up_to(path, HEADER).is_ok_and(|start| Front::read(&start).is_some())
}

/// Opens packages: each file that is one, and the parts of others, joined. Parts that are not named are looked for beside
/// those that are.
///
/// # Errors
/// `PartsMissing`, `Damaged` where parts do not fit each other, `Disk`.
pub fn gather(paths: &[PathBuf], files: &dyn Files) -> Result<Vec<FoundPackage>, PackageFault> {
    let mut found = Vec::new();
    let mut groups: Vec<Group> = Vec::new();
    for path in paths {
        match Front::read(&files.read_up_to(path, HEADER)?) {
            None => found.push(FoundPackage { path: path.clone(), bytes: files.open(path)? }),
            Some(front) => match groups.iter_mut().find(|group| group.front.is_of_one(&front)) {
                Some(group) => group.add(front, path),
                None => groups.push(Group::new(front, path)),
            },
        }
    }
    for mut group in groups {
        if !group.is_complete() {
            group.look_beside(files);
        }
        found.push(group.joined(files)?);
    }
    Ok(found)
}

/// The parts of one package, by their numbers.
struct Group {
    front: Front,
    path: PathBuf,
    parts: BTreeMap<u32, (Front, PathBuf)>,
}

impl Group {
    fn new(front: Front, path: &Path) -> Self {
        let parts = BTreeMap::from([(front.part, (front, path.to_owned()))]);
        Self { front, path: path.to_owned(), parts }
    }

    fn add(&mut self, front: Front, path: &Path) {
        self.parts.entry(front.part).or_insert_with(|| (front, path.to_owned()));
    }

    fn is_complete(&self) -> bool {
        self.parts.len() == usize::try_from(self.front.of).unwrap_or(usize::MAX)
    }

    fn look_beside(&mut self, files: &dyn Files) {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new(".")).to_owned();
        let names = files.names(&folder).unwrap_or_default();
        for name in names.into_iter().take(MOST_NEIGHBOURS) {
            let path = folder.join(name);
            if files.is_folder(&path) || files.is_device(&path) {
                continue;
            }
            let start = files.read_up_to(&path, HEADER).unwrap_or_default();
            if let Some(front) = Front::read(&start).filter(|front| front.is_of_one(&self.front)) {
                self.add(front, &path);
            }
        }
    }

    fn joined(self, files: &dyn Files) -> Result<FoundPackage, PackageFault> {
        let missing = (1..=self.front.of).filter(|part| !self.parts.contains_key(part));
        let missing: Vec<u32> = missing.take(10).collect();
        if !missing.is_empty() {
            return Err(PackageFault::PartsMissing { of: self.front.of, missing });
        }
        let mut pieces = Vec::new();
        let mut end = 0;
        for (front, path) in self.parts.values() {
            let bytes = files.open(path)?;
            let length = bytes.length().saturating_sub(HEADER);
            if front.from != end || length == 0 {
                let part = front.part;
                return Err(PackageFault::Damaged(format!("第 {part} 卷的长度不对")));
            }
            end = end.saturating_add(length);
            pieces.push(Piece { from: front.from, length, bytes });
        }
        if end != self.front.whole.bytes {
            return Err(PackageFault::Damaged("各卷加起来的长度不对".into()));
        }
        Ok(FoundPackage { path: self.path, bytes: Box::new(Joined { pieces, length: end }) })
    }
}

/// A piece of a package in its part.
struct Piece {
    from: u64,
    length: u64,
    bytes: Box<dyn ReadAt>,
}

/// Parts that are read as if they were one file.
struct Joined {
    pieces: Vec<Piece>,
    length: u64,
}

impl ReadAt for Joined {
    fn length(&self) -> u64 {
        self.length
    }

    fn read_at(&self, offset: u64, into: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < into.len() {
            let at = offset + filled as u64;
            let index = self.pieces.partition_point(|piece| piece.from <= at);
            let Some(piece) = index.checked_sub(1).map(|index| &self.pieces[index]) else { break };
            let inner = at - piece.from;
            if inner >= piece.length {
                break;
            }
            let rest = usize::try_from(piece.length - inner).unwrap_or(usize::MAX);
            let most = rest.min(into.len() - filled);
            let count = piece.bytes.read_at(HEADER + inner, &mut into[filled..filled + most])?;
            if count == 0 {
                break;
            }
            filled += count;
        }
        Ok(filled)
    }
}
