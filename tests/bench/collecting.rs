//! Packages of an office's collection, 200 kB each, on the disk: what it takes to read them all, judge each by the facts that
//! it brings, and find doubles and quotas among them. Their media are not read.

use std::path::PathBuf;
use std::time::Duration;

use case::{Case, Evidence, FileEvidence, FileFacts, Value, content_digest};
use catalog::Catalog;
use foundation::{Contents, Identity, Revision, Timestamp, Unwatched};
use parcel::package::{self, Packing, PackingFile};
use workbench::{Choices, Collect, Office, OfficeKind, Workbench};

use crate::timed;

/// As long as a photo that a chat program has made small.
const PHOTO: usize = 190_000;
/// A call without a quota that would tell of each case.
const CALL: &str = "js-2020";

/// Folders of packages, each made when it is first asked for.
pub(crate) struct Collecting {
    folder: tempfile::TempDir,
    sample: Case,
}

impl Collecting {
    /// None is made yet.
    pub(crate) fn new(folder: tempfile::TempDir) -> Self {
        let catalog = Catalog::built_in();
        let call = catalog.call(CALL).expect("it is built in").clone();
        let sample = call.samples.iter().find(|(route, _)| route == "recommended");
        let (_, text) = sample.expect("it has a sample");
        let mut sample = case::read(text.as_bytes(), &catalog).expect("it can be read");
        let photo = folder.path().join("photo.jpg");
        let noise: Vec<u8> = (0..PHOTO).map(|at| (at * 31 % 251) as u8).collect();
        std::fs::write(photo, noise).expect("the folder is ours");
        sample.attachments.push(case::Attachment {
            path: "photo.jpg".into(),
            kind: case::AttachmentKind::Photo,
            caption: "现场".into(),
            url: String::new(),
            form: String::new(),
            slot: String::new(),
        });
        Self { folder, sample }
    }

    /// Everything that `count` packages say, from the disk.
    pub(crate) fn collect(&self, workbench: &Workbench, count: usize) -> Duration {
        let paths = vec![self.packages(count)];
        let office =
            Office { name: "南京市委网信办".into(), kind: OfficeKind::CyberspaceOffice };
        let (call, reason, choices) = (CALL.into(), String::new(), Choices::default());
        let asked = Collect { paths, without: None, call, office, reason, choices };
        let desk = workbench.desk();
        timed(|| desk.collect(&asked).expect("the folder is ours"))
    }

    /// The folder of so many packages.
    fn packages(&self, count: usize) -> PathBuf {
        let folder = self.folder.path().join(count.to_string());
        if folder.exists() {
            return folder;
        }
        std::fs::create_dir(&folder).expect("the folder is ours");
        let place = self.folder.path().join("photo.jpg");
        let contents = Contents::of(&std::fs::read(&place).expect("it was just made"));
        for number in 0..count {
            let mut case = self.sample.clone();
            let id = format!("{number:032x}").parse().expect("it is an id");
            case.identity = Some(Identity { id, revision: Revision::default() });
            let text = |words: &str| Value::Text(format!("第{number}{words}"));
            case.values.insert("case_name".into(), text("号网络扶贫案例"));
            case.values.insert("org_name".into(), text("号农业科技有限公司"));
            let facts = FileFacts::of_length(contents.bytes);
            let known = FileEvidence::Found(Box::new(facts));
            let files = [("photo.jpg".to_owned(), known)].into_iter().collect();
            let packing = Packing {
                content: content_digest(&case, &|_| Some(contents.digest)),
                files: vec![PackingFile {
                    name: "photo.jpg".into(),
                    place: place.clone(),
                    contents,
                }],
                evidence: Evidence { files, ..Evidence::default() },
                lineage: Some(Vec::new()),
                folders: Catalog::built_in().folders_of(&case.call).cloned().collect(),
                papers: Vec::new(),
                sent: Vec::new(),
                packer: String::new(),
                program: String::new(),
                moment: Timestamp::default(),
                case,
            };
            let load = package::plan(packing).expect("it is small");
            let bytes = package::bytes_of(&load, &disk::Disk, &Unwatched).expect("it is there");
            // Not synced: only reading them is measured.
            let path = folder.join(format!("{number}.{}", package::EXTENSION));
            std::fs::write(path, bytes).expect("the folder is ours");
        }
        folder
    }
}
