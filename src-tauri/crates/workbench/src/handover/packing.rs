//! Packing a case: its files, what is known of them, its papers, and what it was filled in by, into one file or its parts.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use case::{Blank, content_digest, printed};
use disk::DiskFault;
use foundation::{Contents, Digest, FileReason, Finding, Stamp, Watch};
use paper::Copy;
use parcel::package::{self, Load, PackageFault, Packing, PackingFile, Paper, Sent};
use parcel::{Planned, Role, Source};
use serde::Serialize;

use crate::desk::{Desk, OpenCase, Places, is_below};
use crate::fault::Fault;
use crate::files::evidence::kept_digest;

/// The program, as packages name it.
const PROGRAM: &str = concat!("shenbaoxia ", env!("CARGO_PKG_VERSION"));

/// What is asked for where a case is packed.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// The longest a file may be, in bytes; one file of any length where it is none.
    pub part_size: Option<u64>,
    /// Who packs; the case's own unit where it is none.
    pub packer: Option<String>,
}

/// What a draft knows and a case file does not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Past {
    /// The states that went before, and this one.
    pub(crate) lineage: Option<Vec<Digest>>,
    /// The last times that it was sent, the latest first.
    pub(crate) sent: Vec<Sent>,
}

/// A package that was written, as `pack --json` says it.
#[derive(Clone, Debug, Serialize)]
pub struct Packed {
    /// `packed`.
    pub state: &'static str,
    /// Where it lies: one file, or its parts.
    pub packages: Vec<String>,
    /// What is in it.
    pub files: Vec<PackedFile>,
    /// Files that the case names and that are not in it.
    pub missing: Vec<String>,
    /// Why each of those is not, as a sentence for its user.
    pub left_out: Vec<LeftOut>,
    /// Everything found about the case.
    pub findings: Vec<Finding>,
    /// Which state of which case it is.
    #[serde(skip)]
    pub stamp: Option<Stamp>,
}

/// A file of the case that is not in its package.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// What the case calls it.
    pub name: String,
    /// A sentence: what is with it, and what can be done.
    pub why: String,
}

/// A file in a package.
#[derive(Clone, Debug, Serialize)]
pub struct PackedFile {
    /// From the folder of the bag, with `/`.
    pub path: String,
    /// What the case calls it; none of what is no file of the case.
    pub name: Option<String>,
    /// Its length.
    pub bytes: u64,
    /// SHA-256.
    pub sha256: Digest,
}

impl Desk<'_> {
    /// Packs a case.
    ///
    /// # Errors
    /// `Package`, `Altered`, `File`; what was there before stays.
    pub fn pack(
        &self,
        open: &OpenCase,
        place: &Path,
        wanted: &Wanted,
        watch: &dyn Watch,
    ) -> Result<Packed, Fault> {
        self.pack_with(open, (place, wanted), Past::default(), watch)
    }

    pub(crate) fn pack_with(
        &self,
        open: &OpenCase,
        (place, wanted): (&Path, &Wanted),
        past: Past,
        watch: &dyn Watch,
    ) -> Result<Packed, Fault> {
        if self.files.exists(place) && !self.is_package(place) {
            return Err(Fault::OutputIsOther { path: place.to_owned() });
        }
        let (load, findings) = self.load(open, (place, wanted), past)?;
        let packages = self.write_package(open, &load, (place, wanted), watch)?;
        let left_out = load.waybill.missing.iter().map(|name| self.why_left_out(open, name));
        Ok(packed(&load, &packages, (left_out.collect(), findings)))
    }

    /// The bytes of a package, for one that goes into another.
    ///
    /// # Errors
    /// As [`Desk::pack`].
    pub(crate) fn package_bytes(
        &self,
        open: &OpenCase,
        wanted: &Wanted,
        watch: &dyn Watch,
    ) -> Result<Vec<u8>, Fault> {
        let (load, _) = self.load(open, (Path::new(""), wanted), Past::default())?;
        Ok(package::bytes_of(&load, self.files, watch)?)
    }

    /// What will be in a package, and what was found of its case.
    fn load(
        &self,
        open: &OpenCase,
        (place, wanted): (&Path, &Wanted),
        past: Past,
    ) -> Result<(Load, Vec<Finding>), Fault> {
        let judged = self.judged(open, self.evidence(open));
        let files = self.files_to_pack(open)?;
        // Each file is read through once for both.
        let content = content_digest(&open.case, &|name| {
            files.iter().find(|file| file.name == name).map(|file| file.contents.digest)
        });
        let packing = Packing {
            files,
            papers: self.papers_to_pack(open, content),
            folders: self.catalog.folders_of(&open.case.call).cloned().collect(),
            packer: wanted.packer.clone().unwrap_or_else(|| unit(open)),
            program: PROGRAM.to_owned(),
            moment: self.clock.now(),
            evidence: judged.evidence,
            case: open.case.clone(),
            lineage: past.lineage,
            sent: past.sent,
            content,
        };
        let load = package::plan(packing)
            .map_err(|fault| Fault::Package { path: place.to_owned(), fault })?;
        Ok((load, judged.findings))
    }

    fn write_package(
        &self,
        open: &OpenCase,
        load: &Load,
        (place, wanted): (&Path, &Wanted),
        watch: &dyn Watch,
    ) -> Result<Vec<PathBuf>, Fault> {
        let written = match wanted.part_size {
            Some(size) => package::write_parts(load, (place, size), self.files, watch),
            None => package::write(load, place, self.files, watch)
                .map(|_| vec![place.to_owned()])
                .map_err(PackageFault::from),
        };
        written.map_err(|fault| match fault {
            // A kept file never changes but by damage.
            PackageFault::Disk(DiskFault::Changed(path)) if is_kept(open, &path) => {
                Fault::Altered { names: names_of(open, &path) }
            }
            PackageFault::Disk(fault) => fault.into(),
            fault => Fault::Package { path: place.to_owned(), fault },
        })
    }

    /// The files of the case that are there, each once, as it names them.
    fn files_to_pack(&self, open: &OpenCase) -> Result<Vec<PackingFile>, Fault> {
        let mut seen = BTreeSet::new();
        let mut files = Vec::new();
        for name in open.case.clone().file_names_mut() {
            if name.trim().is_empty() || !seen.insert(name.clone()) || open.is_outside(name) {
                continue;
            }
            let place = open.file(name);
            let is_file = self.files.length(&place).is_ok() && !self.files.is_device(&place);
            if !is_file {
                continue;
            }
            let contents = match kept_digest(open, name) {
                Some(digest) => Contents { bytes: self.files.length(&place)?, digest },
                None => match self.files.contents(&place) {
                    Ok(contents) => contents,
                    // It is told that it does not go along.
                    Err(fault) if fault.why() == FileReason::PermissionDenied => continue,
                    Err(fault) => return Err(fault.into()),
                },
            };
            files.push(PackingFile { name: name.clone(), place, contents });
        }
        Ok(files)
    }

    /// Why a file that the case names does not go along.
    fn why_left_out(&self, open: &OpenCase, name: &str) -> LeftOut {
        let place = open.file(name);
        let why = if open.is_outside(name) {
            match open.folder_by_name(name).filter(|_| is_below(name)) {
                Some(folder) => {
                    let folder = foundation::path_text(&folder).into_owned();
                    let into = if folder.is_empty() {
                        "案例文件旁边".to_owned()
                    } else {
                        format!("“{folder}”里")
                    };
                    format!(
                        "是链接，指向案例文件夹之外的文件。请把那个文件本身放到{into}，代替这个链接，再打一次。"
                    )
                }
                None => {
                    "写的位置在案例文件夹之外。请把文件放到案例文件旁边，位置从那里写起，再打一次。"
                        .into()
                }
            }
        } else if self.files.is_device(&place) {
            "不是普通文件。请换成文件本身，再打一次。".into()
        } else {
            let read = self.files.length(&place).and_then(|_| self.files.read_up_to(&place, 1));
            read.map_or_else(
                |fault| format!("{}。", fault.why().chinese()),
                |_| "没有读到。".into(),
            )
        };
        LeftOut { name: name.to_owned(), why }
    }

    /// The papers of the case: the final ones where it has all that they wait for, else with 草稿 across. A case whose
    /// papers cannot be made goes without them.
    fn papers_to_pack(&self, open: &OpenCase, content: Digest) -> Vec<Paper> {
        let made = [Copy::Final, Copy::Draft].into_iter().find_map(|copy| {
            let judged = self.judged_for_material(open, copy).ok()?;
            self.papers(open, (copy, &judged.findings), content, "").ok().map(|papers| papers.files)
        });
        let number = |form: &Option<String>| {
            let mut forms = open.case.call.forms.iter();
            forms.position(|known| form.as_ref() == Some(&known.id)).map_or(0, |at| at + 1)
        };
        let paper = |planned: Planned| {
            let Source::Bytes(pdf) = planned.source else { return None };
            let name = match planned.role {
                Role::Case => "case".to_owned(),
                _ => format!("form-{:04}", number(&planned.form)),
            };
            Some(Paper { name, pdf })
        };
        made.unwrap_or_default().into_iter().filter_map(paper).collect()
    }
}

/// The unit of the case: what names it beside its own name.
fn unit(open: &OpenCase) -> String {
    let mut names = open.case.call.main_form().fields.iter().filter(|field| field.name_part);
    let unit = names.nth(1).map(|field| printed(&open.case, field, Blank::Nothing));
    unit.unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_kept(open: &OpenCase, path: &Path) -> bool {
    matches!(&open.places, Places::Kept(kept) if kept.values().any(|place| place == path))
}

fn names_of(open: &OpenCase, path: &Path) -> Vec<String> {
    let Places::Kept(kept) = &open.places else { return Vec::new() };
    kept.iter().filter(|(_, place)| *place == path).map(|(name, _)| name.clone()).collect()
}

fn packed(
    load: &Load,
    packages: &[PathBuf],
    (left_out, findings): (Vec<LeftOut>, Vec<Finding>),
) -> Packed {
    let waybill = &load.waybill;
    let name = |path: &str| {
        let own = path.strip_prefix("data/")?;
        waybill.files.iter().find(|line| line.path == own).map(|line| line.name.clone())
    };
    let files = load.files.iter().map(|file| PackedFile {
        name: name(&file.path),
        path: file.path.clone(),
        bytes: file.contents.bytes,
        sha256: file.contents.digest,
    });
    Packed {
        state: "packed",
        packages: packages.iter().map(|path| foundation::path_text(path).into_owned()).collect(),
        files: files.collect(),
        missing: waybill.missing.clone(),
        left_out,
        findings,
        stamp: waybill.stamp(),
    }
}
