//! What an office sends on to the next: the packages of its cases byte for byte as they came, their order, and what each
//! office wrote into its own part. The next office takes it in like packages of its own, adds its part, and sends it on in
//! turn, so what the applicant packed is the same at the end of the way as at its beginning.

use std::path::{Path, PathBuf};

use disk::DiskFault;
use foundation::{CaseId, Contents, Digest, Files, Identity, ReadAt, Revision, Stamp, Watch};
use serde::{Deserialize, Serialize};

use super::ROUNDUP;
use super::bag;
use super::fault::PackageFault;
use super::inside::PackagePlace;
use super::load::{Loaded, Source, tags_with};
use super::reading::Bag;
use super::waybill::Made;
use super::writing::write_files;

/// The format that this program writes, and the newest that it reads.
const FORMAT: u32 = 1;
/// Judgement: more cases than any call collects in one office.
pub(super) const MOST_CASES: usize = 5_000;
/// Judgement: a line of a case with the parts of three offices has some kB.
const LONGEST_ROUNDUP: u64 = 64 << 20;
/// Judgement: county, city, province, and what may stand between them.
const MOST_LEVELS: usize = 8;

/// What an office sends on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Roundup {
    /// 1.
    pub format: u32,
    /// The program that packed it, with its version.
    pub program: String,
    /// When, as RFC 3339 writes it.
    pub packed: String,
    /// The call that it is for.
    pub call: Made,
    /// The offices that it went through, the first first.
    pub levels: Vec<Level>,
    /// The cases in their order.
    pub cases: Vec<CollectedLine>,
}

/// An office that it went through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Its name.
    pub by: String,
    /// Its kind, as `--kind` says it.
    pub kind: String,
    /// When it sent it on, as RFC 3339 writes it.
    pub moment: String,
}

/// A case of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CollectedLine {
    /// Its package, from `data/`: `cases/0001.shenbao`.
    pub path: String,
    /// The length of that.
    pub bytes: u64,
    /// Its digest.
    pub sha256: Digest,
    /// The id of the case.
    pub id: String,
    /// Its revision.
    pub revision: u64,
    /// The digest of what the applicant said.
    pub content: Digest,
    /// What it is called.
    pub title: String,
    /// Its number in the list; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// 备注; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// What the offices wrote into their own part, the first first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<OfficePart>,
}

/// What an office wrote into its own part of the forms of a case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OfficePart {
    /// The office.
    pub by: String,
    /// Its kind.
    pub kind: String,
    /// When, as RFC 3339 writes it.
    pub moment: String,
    /// By field, in the shape of the case file.
    pub values: serde_json::Map<String, serde_json::Value>,
}

impl CollectedLine {
    /// Which case in which state; none where what stands there is no id or no revision.
    pub fn stamp(&self) -> Option<Stamp> {
        let id: CaseId = self.id.parse().ok()?;
        let identity = Identity { id, revision: Revision::new(self.revision)? };
        Some(Stamp { identity, content: self.content })
    }
}

/// A case that goes on.
#[derive(Clone, Debug)]
pub struct Collecting {
    /// Its line; path, length and digest are put in.
    pub line: CollectedLine,
    /// Its package.
    pub package: CollectedCase,
}

/// The package of a case that goes on.
#[derive(Clone, Debug)]
pub enum CollectedCase {
    /// A file, or what is read like one.
    File(PathBuf, Contents),
    /// Made of a case file.
    Bytes(Vec<u8>),
}

/// A package that an office sent on, opened.
#[derive(Debug)]
pub struct CollectedPackage {
    /// What it says.
    pub roundup: Roundup,
    /// Where the package of each case lies, in their order.
    pub places: Vec<PackagePlace>,
}

impl CollectedPackage {
    /// Reads what it says; the packages of the cases are read by themselves.
    ///
    /// # Errors
    /// What is wrong with it. Nothing of it is to be used then.
    pub fn read(place: &PackagePlace, bytes: Box<dyn ReadAt>) -> Result<Self, PackageFault> {
        let mut bag = Bag::read(bytes)?;
        let text = bag.text(ROUNDUP, LONGEST_ROUNDUP)?;
        let roundup = read_roundup(&text)?;
        let mut places = Vec::new();
        for line in &roundup.cases {
            let path = format!("data/{}", line.path);
            let wrong =
                || PackageFault::wrong(ROUNDUP, format!("案例“{}”的交接包不对", line.title));
            let listed = bag.manifest.get(&path) == Some(&line.sha256);
            if !line.path.starts_with("cases/") || !listed || line.stamp().is_none() {
                return Err(wrong());
            }
            let (from, length) = bag.window(&path).ok_or_else(wrong)?;
            if length != line.bytes {
                return Err(wrong());
            }
            places.push(PackagePlace::Within(Box::new(place.clone()), from, length));
        }
        Ok(Self { roundup, places })
    }
}

fn read_roundup(text: &[u8]) -> Result<Roundup, PackageFault> {
    #[derive(Deserialize)]
    struct Front {
        format: u32,
    }
    let wrong = |why: &str| PackageFault::wrong(ROUNDUP, why);
    let front: Front = serde_json::from_slice(text).map_err(|_| wrong("不是汇总单，或者不完整"))?;
    if front.format > FORMAT {
        return Err(PackageFault::Newer { found: front.format, known: FORMAT });
    }
    let roundup: Roundup =
        serde_json::from_slice(text).map_err(|_| wrong("缺少应有的项目，或者项目写得不对"))?;
    if roundup.cases.len() > MOST_CASES || roundup.levels.len() > MOST_LEVELS {
        return Err(wrong("列出的案例或单位太多"));
    }
    Ok(roundup)
}

/// Writes what an office sends on, whole or not at all.
///
/// # Errors
/// `TooMany`; `Disk`: what was there before stays.
pub fn write_collected(
    (mut roundup, cases): (Roundup, Vec<Collecting>),
    place: &Path,
    files: &dyn Files,
    watch: &dyn Watch,
) -> Result<Contents, PackageFault> {
    if cases.len() > MOST_CASES {
        return Err(PackageFault::TooMany(cases.len()));
    }
    roundup.format = FORMAT;
    let mut data = Vec::new();
    for (at, Collecting { mut line, package }) in cases.into_iter().enumerate() {
        line.path = format!("cases/{:04}.{}", at + 1, super::EXTENSION);
        let (contents, source) = match package {
            CollectedCase::File(path, contents) => (contents, Source::File(path)),
            CollectedCase::Bytes(bytes) => (Contents::of(&bytes), Source::Text(bytes)),
        };
        (line.bytes, line.sha256) = (contents.bytes, contents.digest);
        data.push(Loaded { path: format!("data/{}", line.path), contents, source });
        roundup.cases.push(line);
    }
    let text = serde_json::to_string_pretty(&roundup).expect("plain values can be written") + "\n";
    data.insert(0, Loaded::text(ROUNDUP, text));
    let mut all = tag_files(&data, &roundup);
    all.extend(data);
    let written = write_files(&all, place, files, watch);
    written.map_err(|fault| match fault {
        DiskFault::Changed(path) => {
            PackageFault::Altered(foundation::path_text(&path).into_owned())
        }
        fault => fault.into(),
    })
}

/// The files that say what is in the bag, which stand first.
fn tag_files(data: &[Loaded], roundup: &Roundup) -> Vec<Loaded> {
    let bytes: u64 = data.iter().map(|file| file.contents.bytes).sum();
    let by = roundup.levels.last().map_or("", |level| level.by.as_str());
    let info: String = [
        ("Bag-Software-Agent", roundup.program.as_str()),
        ("Payload-Oxum", &format!("{bytes}.{}", data.len())),
        ("Contact-Name", by),
        ("External-Description", &roundup.call.title),
        ("Packed-At", &roundup.packed),
        ("Call", &roundup.call.id),
        ("Cases", &roundup.cases.len().to_string()),
    ]
    .map(|(label, text)| bag::info_line(label, text))
    .concat();
    tags_with(data, info)
}
