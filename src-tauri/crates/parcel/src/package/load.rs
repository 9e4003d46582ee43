//! What will be in a package, before anything is written: each file with its bytes and its digest, the same for the
//! same case under the same clock.

use std::collections::BTreeMap;
use std::path::PathBuf;

use case::{Case, Evidence, FileEvidence, write_packed};
use catalog::Folder;
use foundation::{CaseId, Contents, Digest, Identity, Revision, Timestamp, china_date};

use super::bag;
use super::fault::PackageFault;
use super::sent::{Sent, packed_sent, sent_line};
use super::texts::Texts;
use super::waybill::{FORMAT, FileLine, MOST_FILES, Made, SentLine, Waybill};
use super::{CASE, WAYBILL};

/// A case with all that goes along.
#[derive(Clone, Debug)]
pub struct Packing {
    /// The case, with its files named as it names them. One without an id gets the one that follows from what it says,
    /// so that packing it twice makes no two cases of it.
    pub case: Case,
    /// The digest of what it says.
    pub content: Digest,
    /// Its files that are there, in the order in which it names them.
    pub files: Vec<PackingFile>,
    /// What is known of them, by the names that the case gives them.
    pub evidence: Evidence,
    /// The states that went before this one; none where that is not known.
    pub lineage: Option<Vec<Digest>>,
    /// The folders of its call and its forms.
    pub folders: Vec<Folder>,
    /// Its papers.
    pub papers: Vec<Paper>,
    /// The last times that it was sent, the latest first.
    pub sent: Vec<Sent>,
    /// Who packs it.
    pub packer: String,
    /// The program, with its version.
    pub program: String,
    /// Now.
    pub moment: Timestamp,
}

/// A file that goes along.
#[derive(Clone, Debug)]
pub struct PackingFile {
    /// As the case names it.
    pub name: String,
    /// Where it lies.
    pub place: PathBuf,
    /// What it holds; it must be so while it is written.
    pub contents: Contents,
}

/// A PDF of the case.
#[derive(Clone, Debug)]
pub struct Paper {
    /// Its name in the package, without its end: `case` for the whole, or that of its form.
    pub name: String,
    /// The PDF.
    pub pdf: Vec<u8>,
}

/// What will be in a package.
#[derive(Clone, Debug)]
pub struct Load {
    /// Every file, in the order in which it is written.
    pub files: Vec<Loaded>,
    /// What is said of it.
    pub waybill: Waybill,
}

/// A file of a package.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// From the folder of the bag, with `/`.
    pub path: String,
    /// Its length and digest.
    pub contents: Contents,
    /// Its bytes.
    pub(super) source: Source,
}

/// Where the bytes of a file come from.
#[derive(Clone, Debug)]
pub(super) enum Source {
    Text(Vec<u8>),
    File(PathBuf),
}

impl Loaded {
    pub(super) fn text(path: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        let text = text.into();
        Self { path: path.into(), contents: Contents::of(&text), source: Source::Text(text) }
    }
}

impl Load {
    /// How many bytes the files have together.
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.contents.bytes).sum()
    }
}

/// Plans a package.
///
/// # Errors
/// `TooMany` where it could not be opened again.
pub fn plan(packing: Packing) -> Result<Load, PackageFault> {
    if packing.files.len() > MOST_FILES {
        return Err(PackageFault::TooMany(packing.files.len()));
    }
    let (case, names) = packed_case(&packing);
    let mut waybill = waybill(&packing, &case, &names);
    let sent = sent_cases(&packing, &names, &waybill.files);
    waybill.sent = sent.iter().map(|(line, _)| line.clone()).collect();
    let mut data =
        vec![Loaded::text(CASE, write_packed(&case)), Loaded::text(WAYBILL, json_text(&waybill))];
    data.extend(Texts { call: &waybill.call, forms: &waybill.forms }.load(&packing.folders));
    for Paper { name, pdf } in packing.papers {
        data.push(Loaded::text(format!("data/pdf/{name}.pdf"), pdf));
    }
    data.extend(
        sent.into_iter()
            .map(|(line, case)| Loaded::text(format!("data/{}", line.path), write_packed(&case))),
    );
    for (at, sent) in packing.sent.into_iter().enumerate() {
        let list = sent.list.map(|list| Loaded::text(format!("data/sent/{:04}.txt", at + 1), list));
        data.extend(list);
    }
    data.extend(packing.files.into_iter().zip(&waybill.files).map(|(file, line)| Loaded {
        path: format!("data/{}", line.path),
        contents: file.contents,
        source: Source::File(file.place),
    }));
    let mut files = tag_files(&data, &waybill);
    files.extend(data);
    Ok(Load { files, waybill })
}

/// The case with its files named by number, what each of them is, and the new name of each.
fn packed_case(packing: &Packing) -> (Case, BTreeMap<String, String>) {
    let mut case = packing.case.clone();
    case.identity = case.identity.or(Some(Identity {
        id: id_of(&format!("case {}", packing.content)),
        revision: Revision::default(),
    }));
    let numbered = packing.files.iter().enumerate();
    let names: BTreeMap<String, String> = numbered
        .map(|(at, file)| (file.name.clone(), format!("files/{:04}{}", at + 1, end_of(&file.name))))
        .collect();
    for name in case.file_names_mut() {
        if let Some(new) = names.get(name) {
            name.clone_from(new);
        }
    }
    let noted = packing.files.iter().map(|file| (names[&file.name].clone(), file.contents));
    // What the case says of files that are not here stays.
    case.files.retain(|name, _| !names.contains_key(name));
    case.files.extend(noted);
    (case, names)
}

/// The id that follows from a text: the same on every machine, for what has no id of its own.
///
/// # Panics
/// Never: half of a digest is an id.
pub fn id_of(text: &str) -> CaseId {
    let digest = Digest::of(text.as_bytes()).to_string();
    digest[..32].parse().expect("32 hexadecimal digits are an id")
}

/// The end of a name, as it is safe everywhere: `.jpg`, or nothing.
fn end_of(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((_, end))
            if (1..=5).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphanumeric()) =>
        {
            format!(".{}", end.to_ascii_lowercase())
        }
        _ => String::new(),
    }
}

fn waybill(packing: &Packing, case: &Case, names: &BTreeMap<String, String>) -> Waybill {
    let identity = case.identity.expect("it was given one");
    let made = |id: &str, title: &str, digest| Made { id: id.into(), title: title.into(), digest };
    let call = &case.call;
    let line = |file: &PackingFile| FileLine {
        path: names[&file.name].clone(),
        name: own_name(&file.name).to_owned(),
        bytes: file.contents.bytes,
        sha256: file.contents.digest,
    };
    let mut missing: Vec<String> =
        packing.case.clone().file_names_mut().map(|name| name.clone()).collect();
    missing.retain(|name| !name.trim().is_empty() && !names.contains_key(name));
    missing.sort();
    missing.dedup();
    Waybill {
        format: FORMAT,
        program: packing.program.clone(),
        packed: packing.moment.to_string(),
        packer: packing.packer.clone(),
        id: identity.id.to_string(),
        revision: identity.revision.number(),
        content: packing.content,
        title: case.name(),
        call: made(&call.id, &call.title, call.digest),
        forms: call.forms.iter().map(|form| made(&form.id, &form.title, form.digest)).collect(),
        files: packing.files.iter().map(line).collect(),
        missing,
        lineage: packing.lineage.clone(),
        sent: Vec::new(),
        evidence: evidence(packing, names),
    }
}

/// The states that were sent, as far as it is known what they said, as they stand in the package.
fn sent_cases(
    packing: &Packing,
    names: &BTreeMap<String, String>,
    files: &[FileLine],
) -> Vec<(SentLine, Case)> {
    let one = |(at, sent): (usize, &Sent)| {
        let case = packed_sent(sent.case.as_ref()?, names, files);
        Some((sent_line(at, sent.moment, &case)?, case))
    };
    packing.sent.iter().enumerate().filter_map(one).collect()
}

/// What a file is called, without the folders in which it lay.
fn own_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

/// What is known, by the new names, each with the digest to which it belongs.
fn evidence(packing: &Packing, names: &BTreeMap<String, String>) -> Evidence {
    let contents: BTreeMap<&str, Contents> =
        packing.files.iter().map(|file| (file.name.as_str(), file.contents)).collect();
    let mut files = BTreeMap::new();
    for (name, evidence) in &packing.evidence.files {
        let (Some(new), Some(contents)) = (names.get(name), contents.get(name.as_str())) else {
            continue;
        };
        if let FileEvidence::Found(facts) = evidence {
            let mut facts = facts.clone();
            (facts.bytes, facts.digest, facts.noted) =
                (contents.bytes, Some(contents.digest), None);
            files.insert(new.clone(), FileEvidence::Found(facts));
        }
    }
    Evidence { files, ..Evidence::default() }
}

/// The files that say what is in the bag, which stand first.
fn tag_files(data: &[Loaded], waybill: &Waybill) -> Vec<Loaded> {
    let bytes: u64 = data.iter().map(|file| file.contents.bytes).sum();
    let day = waybill.packed.parse().map(china_date).map(|day| day.to_string());
    let info: String = [
        ("Bag-Software-Agent", waybill.program.as_str()),
        ("Bagging-Date", &day.unwrap_or_default()),
        ("Payload-Oxum", &format!("{bytes}.{}", data.len())),
        ("Contact-Name", &waybill.packer),
        ("External-Identifier", &waybill.id),
        ("External-Description", &waybill.title),
        ("Packed-At", &waybill.packed),
        ("Case-Revision", &waybill.revision.to_string()),
        ("Case-Content-SHA256", &waybill.content.to_string()),
        ("Call", &waybill.call.id),
    ]
    .map(|(label, text)| bag::info_line(label, text))
    .concat();
    tags_with(data, info)
}

/// The files that say what is in a bag and are told what else is said of it. Source: RFC 8493, 2.1 and 2.2.
pub(super) fn tags_with(data: &[Loaded], info: String) -> Vec<Loaded> {
    let manifest = |files: &[Loaded]| {
        bag::manifest(files.iter().map(|file| (file.path.as_str(), file.contents)))
    };
    let mut tags = vec![
        Loaded::text(bag::DECLARATION, bag::VERSION),
        Loaded::text(bag::INFO, info),
        Loaded::text(bag::MANIFEST, manifest(data)),
    ];
    tags.push(Loaded::text(bag::TAG_MANIFEST, manifest(&tags)));
    tags
}

fn json_text(waybill: &Waybill) -> String {
    let text = serde_json::to_string_pretty(waybill).expect("plain values can be written");
    text + "\n"
}
