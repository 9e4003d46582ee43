//! A case with files, its package, and zips that are not as packages are.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};

use case::{Attachment, AttachmentKind, Case, Evidence, FileEvidence, FileFacts, content_digest};
use catalog::Catalog;
use disk::Disk;
use foundation::{CaseId, Contents, Digest, Identity, Revision, Timestamp, Unwatched};
use parcel::package::{
    self, Brought, Load, Package, PackageFault, Packing, PackingFile, Paper, Sent,
};
use tempfile::TempDir;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A place with the files of a case.
pub(crate) struct Made {
    pub(crate) place: TempDir,
    pub(crate) case: Case,
}

pub(crate) fn catalog() -> Catalog {
    Catalog::built_in()
}

/// A case with two files, one of them in a folder.
pub(crate) fn made() -> Made {
    let place = TempDir::new().unwrap();
    let call = catalog().call("js-2020").unwrap().clone();
    let (_, sample) = call.samples.first().unwrap();
    let mut case = case::read(sample.as_bytes(), &catalog()).unwrap();
    let id = "00112233445566778899aabbccddeeff".parse::<CaseId>().unwrap();
    case.identity = Some(Identity { id, revision: Revision::new(7).unwrap() });
    fs::create_dir(place.path().join("照片")).unwrap();
    for (name, bytes) in [("照片/现场.JPG", vec![7; 300_000]), ("报道.png", b"png".to_vec())]
    {
        fs::write(place.path().join(name), bytes).unwrap();
        case.attachments.push(Attachment {
            path: name.into(),
            kind: AttachmentKind::Photo,
            caption: "培训".into(),
            url: String::new(),
            form: String::new(),
            slot: String::new(),
        });
    }
    Made { place, case }
}

impl Made {
    pub(crate) fn packing(&self) -> Packing {
        let mut names: Vec<String> =
            self.case.clone().file_names_mut().map(|name| name.clone()).collect();
        names.retain(|name| self.place.path().join(name).is_file());
        let files: Vec<PackingFile> = names
            .into_iter()
            .map(|name| {
                let place = self.place.path().join(&name);
                let contents = Contents::of(&fs::read(&place).unwrap());
                PackingFile { name, place, contents }
            })
            .collect();
        let digest = |name: &str| {
            files.iter().find(|file| file.name == name).map(|file| file.contents.digest)
        };
        let known = files.iter().map(|file| {
            let facts = FileFacts::of_length(file.contents.bytes);
            (file.name.clone(), FileEvidence::Found(Box::new(facts)))
        });
        Packing {
            content: content_digest(&self.case, &digest),
            evidence: Evidence { files: known.collect(), ..Evidence::default() },
            case: self.case.clone(),
            lineage: Some(vec![Digest::of(b"before")]),
            folders: catalog().folders_of(&self.case.call).cloned().collect(),
            papers: vec![Paper { name: "case".into(), pdf: b"%PDF-".to_vec() }],
            sent: vec![self.sent()],
            packer: "舒城县网信办".into(),
            program: "shenbaoxia 0.1.0".into(),
            moment: Timestamp::from_second(1_592_611_200).unwrap(),
            files,
        }
    }

    /// The case as it was sent before: under another name, without the second file, and with one that is not here.
    fn sent(&self) -> Sent {
        let mut case = self.case.clone();
        case.identity = case.identity.map(|own| Identity { revision: Revision::default(), ..own });
        let name = case.values.get_mut("case_name").unwrap();
        *name = case::Value::Text("报送时的名称".into());
        case.attachments[1].path = "旧.png".into();
        case.files.insert("照片/现场.JPG".into(), Contents::of(&[7; 300_000]));
        case.files.insert("旧.png".into(), Contents::of(b"old"));
        let moment = Timestamp::from_second(1_592_600_000).unwrap();
        Sent { moment, list: Some("清单".into()), case: Some(case) }
    }

    pub(crate) fn load(&self) -> Load {
        package::plan(self.packing()).unwrap()
    }

    /// The package, written.
    pub(crate) fn package(&self) -> PathBuf {
        let path = self.place.path().join("案例.shenbao");
        package::write(&self.load(), &path, &Disk, &Unwatched).unwrap();
        path
    }
}

/// Reads a package of these bytes.
pub(crate) fn read(bytes: &[u8]) -> Result<Package, PackageFault> {
    let place = TempDir::new().unwrap();
    let path = place.path().join("x.shenbao");
    fs::write(&path, bytes).unwrap();
    Package::read(foundation::Files::open(&Disk, &path)?)
}

/// Reads it, its case and every file: all that a receiver does.
pub(crate) fn take(bytes: &[u8]) -> Result<(Package, Brought), PackageFault> {
    let mut package = read(bytes)?;
    let brought = package.case(&catalog())?;
    package.verify(&Unwatched)?;
    Ok((package, brought))
}

/// What is in a zip, in its order.
pub(crate) fn entries(path: &Path) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(path).unwrap())).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// A zip of these.
pub(crate) fn zip(entries: &[(String, Vec<u8>)], method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(method);
    for (name, bytes) in entries {
        zip.start_file(name, options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The same with manifests that are right again, so that only what was changed is wrong.
pub(crate) fn sealed(mut entries: Vec<(String, Vec<u8>)>) -> Vec<(String, Vec<u8>)> {
    let manifest = |entries: &[(String, Vec<u8>)], wanted: &dyn Fn(&str) -> bool| {
        let own = entries.iter().filter_map(|(name, bytes)| {
            let path = name.strip_prefix("shenbao/")?;
            wanted(path).then(|| format!("{}  {path}\n", Digest::of(bytes)))
        });
        own.collect::<String>().into_bytes()
    };
    let put = |entries: &mut Vec<(String, Vec<u8>)>, path: &str, text: Vec<u8>| {
        let there = entries.iter_mut().find(|(name, _)| *name == format!("shenbao/{path}"));
        there.unwrap().1 = text;
    };
    let data: Vec<&Vec<u8>> = entries
        .iter()
        .filter(|(name, _)| name.starts_with("shenbao/data/"))
        .map(|(_, b)| b)
        .collect();
    let oxum = format!("{}.{}", data.iter().map(|b| b.len()).sum::<usize>(), data.len());
    put(&mut entries, "bag-info.txt", format!("Payload-Oxum: {oxum}\n").into_bytes());
    let text = manifest(&entries, &|path| path.starts_with("data/"));
    put(&mut entries, "manifest-sha256.txt", text);
    let text = manifest(&entries, &|path| !path.starts_with("data/") && !path.starts_with("tag"));
    put(&mut entries, "tagmanifest-sha256.txt", text);
    entries
}
