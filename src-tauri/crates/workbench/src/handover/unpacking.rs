//! What the terminal shows of a package, and a package as a folder. A command on a package never opens the drafts; what
//! the rules say of it is said on the facts that it brings, as far as they belong to its files.

use std::collections::BTreeMap;
use std::path::Path;

use case::Evidence;
use foundation::{Digest, Finding, Watch, path_text};
use parcel::package::{CASE_FILE, PackageFault, SentLine, unpack};
use serde::Serialize;

use crate::desk::{Desk, OpenCase, Places};
use crate::fault::Fault;
use crate::handover::packing::PackedFile;
use crate::handover::reading::{Arrived, FormState, named};

/// What is in a package, as `inspect --json` says it.
#[derive(Clone, Debug, Serialize)]
pub struct Inspected {
    /// The package, or the first of its parts.
    pub file: String,
    /// `whole`: every file in it is what was packed.
    pub state: &'static str,
    /// How the call with which it was made stands to the one that is here.
    pub form: FormState,
    /// The id of the case.
    pub id: String,
    /// Its revision.
    pub revision: u64,
    /// What it is called.
    pub title: String,
    /// The id of its call.
    pub call: String,
    /// The title of its call.
    pub call_title: String,
    /// When it was packed.
    pub packed: String,
    /// Who packed it.
    pub packer: String,
    /// The program that packed it.
    pub program: String,
    /// What is in it.
    pub files: Vec<PackedFile>,
    /// Files that the case names and that were not there when it was packed.
    pub missing: Vec<String>,
    /// The last times that it was sent, the latest first.
    pub sent: Vec<SentTime>,
    /// What the rules say of it, by the facts that it brings.
    pub findings: Vec<Finding>,
}

/// A time that the case of a package was sent, as far as it is known what it said.
#[derive(Clone, Debug, Serialize)]
pub struct SentTime {
    /// When, as RFC 3339 writes it.
    pub moment: String,
    /// The revision that was sent.
    pub revision: u64,
    /// The digest of what it said.
    pub content: Digest,
    /// Where the case stands in the package as it was sent.
    pub path: String,
}

/// A package that was unpacked, as `unpack --json` says it.
#[derive(Clone, Debug, Serialize)]
pub struct Unpacked {
    /// The package.
    pub file: String,
    /// `unpacked`.
    pub state: &'static str,
    /// Where it lies now.
    pub folder: String,
    /// The case file in it.
    pub case_file: String,
    /// What lies in it.
    pub files: Vec<PackedFile>,
    /// What the rules say of the case, by the facts that it brings.
    pub findings: Vec<Finding>,
}

impl Desk<'_> {
    /// Looks a package through.
    ///
    /// # Errors
    /// `Package` where a file in it is not what was packed.
    pub fn inspect(&self, arrived: &mut Arrived, watch: &dyn Watch) -> Result<Inspected, Fault> {
        arrived.package.verify(watch).map_err(|fault| named(&arrived.path, fault))?;
        let waybill = &arrived.package.waybill;
        Ok(Inspected {
            file: path_text(&arrived.path).into_owned(),
            state: "whole",
            form: arrived.form,
            id: waybill.id.clone(),
            revision: waybill.revision,
            title: waybill.title.clone(),
            call: waybill.call.id.clone(),
            call_title: waybill.call.title.clone(),
            packed: waybill.packed.clone(),
            packer: waybill.packer.clone(),
            program: waybill.program.clone(),
            files: files_of(arrived),
            missing: waybill.missing.clone(),
            sent: waybill.sent.iter().map(sent_time).collect(),
            findings: self.findings_of(arrived),
        })
    }

    /// Writes a package as a folder into `target`.
    ///
    /// # Errors
    /// `Package`; nothing is left then.
    pub fn unpack(
        &self,
        arrived: &mut Arrived,
        target: &Path,
        watch: &dyn Watch,
    ) -> Result<Unpacked, Fault> {
        let findings = self.findings_of(arrived);
        let path = arrived.path.clone();
        let brought = arrived.brought.clone();
        let name = folder_name(arrived);
        let package = &mut arrived.package;
        let done = unpack((package, brought), (target, &name), self.files, watch)
            .map_err(|fault| named(&path, fault))?;
        let file = |(path, contents): (String, foundation::Contents)| PackedFile {
            path,
            name: None,
            bytes: contents.bytes,
            sha256: contents.digest,
        };
        Ok(Unpacked {
            file: path_text(&path).into_owned(),
            state: "unpacked",
            case_file: path_text(&done.folder.join(CASE_FILE)).into_owned(),
            folder: path_text(&done.folder).into_owned(),
            files: done.files.into_iter().map(file).collect(),
            findings,
        })
    }

    /// What the rules say of the case of a package, by the facts that it brings.
    pub(crate) fn findings_of(&self, arrived: &Arrived) -> Vec<Finding> {
        let Some(brought) = &arrived.brought else { return Vec::new() };
        let open = OpenCase::new(brought.case.clone(), Places::Kept(BTreeMap::new()));
        let place = case::FilePlace::InDraft;
        let mut evidence = Evidence { place, ..brought.evidence.clone() };
        for (name, line) in &brought.files {
            // A file of which nothing is known is there all the same.
            evidence.files.entry(name.clone()).or_insert_with(|| {
                let facts = case::FileFacts::of_length(line.bytes);
                let digest = Some(line.sha256);
                case::FileEvidence::Found(Box::new(case::FileFacts { digest, ..facts }))
            });
        }
        for name in open.case.clone().file_names_mut() {
            let files = &mut evidence.files;
            files.entry(name.clone()).or_insert(case::FileEvidence::Missing);
        }
        self.judged(&open, evidence).findings
    }
}

fn sent_time(line: &SentLine) -> SentTime {
    SentTime {
        moment: line.moment.clone(),
        revision: line.revision,
        content: line.content,
        path: format!("data/{}", line.path),
    }
}

fn files_of(arrived: &Arrived) -> Vec<PackedFile> {
    let lines = &arrived.package.waybill.files;
    let name = |path: &str| {
        let own = path.strip_prefix("data/")?;
        lines.iter().find(|line| line.path == own).map(|line| line.name.clone())
    };
    let files = arrived.package.contents();
    files
        .map(|(path, bytes, sha256)| PackedFile {
            name: name(path),
            path: path.to_owned(),
            bytes,
            sha256,
        })
        .collect()
}

/// What a folder or a file of a case is called: by its name, else by its id.
pub(crate) fn folder_name(arrived: &Arrived) -> String {
    let title = &arrived.package.waybill.title;
    let stem = if title.trim().is_empty() { "未命名案例" } else { title };
    parcel::legal_name(stem, "", parcel::LONGEST_NAME - 16)
}

impl Fault {
    /// Whether what came is not as it was when it left, so that nothing of it is taken; else it cannot be read at all.
    pub fn is_not_as_packed(&self) -> bool {
        use PackageFault::{
            Altered, Damaged, Extra, Fetch, Missing, PartsMissing, Unreasonable, Unsafe, Wrong,
        };
        let Self::Package { fault, .. } = self else { return false };
        matches!(
            fault,
            Altered(_)
                | Damaged(_)
                | Extra(_)
                | Fetch
                | Missing(_)
                | PartsMissing { .. }
                | Unreasonable(_)
                | Unsafe { .. }
                | Wrong { .. }
        )
    }
}
