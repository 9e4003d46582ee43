//! The case as it was sent the last times: what a receiver may go back to, and compare with what comes. A file that is in
//! the package is named as there; of one that only the older state names its digest is told, so that a receiver who has
//! it knows it.

use std::collections::BTreeMap;

use case::{Case, content_digest, read_packed};
use catalog::Catalog;
use foundation::{Contents, Digest, Identity, Revision, Stamp, Timestamp};

use super::fault::{PackageFault, shown};
use super::reading::Package;
use super::waybill::{FileLine, SentLine};

/// A time that a case was sent.
#[derive(Clone, Debug)]
pub struct Sent {
    /// When.
    pub moment: Timestamp,
    /// 清单.txt as it was sent; none of what was sent elsewhere.
    pub list: Option<String>,
    /// What it said, with an identity, and with those of its files noted that are there; none where that was not kept.
    pub case: Option<Case>,
}

/// A state that was sent, as a package brings it.
#[derive(Clone, Debug)]
pub struct SentBefore {
    /// When.
    pub moment: Timestamp,
    /// Which state it was.
    pub stamp: Stamp,
    /// What it said. Its files are noted by what they hold; those that came along have their names there.
    pub case: Case,
}

/// Where a case that was sent stands, from `data/`.
pub(super) fn sent_path(at: usize) -> String {
    format!("sent/{:04}.json", at + 1)
}

/// What is said of a case that was sent, as it stands in the package.
pub(super) fn sent_line(at: usize, moment: Timestamp, case: &Case) -> Option<SentLine> {
    let noted = |name: &str| -> Option<Digest> { case.files.get(name).map(|own| own.digest) };
    Some(SentLine {
        path: sent_path(at),
        moment: moment.to_string(),
        revision: case.identity?.revision.number(),
        content: content_digest(case, &noted),
    })
}

/// A case that was sent, with its files named as in the package where they are the same.
pub(super) fn packed_sent(
    case: &Case,
    names: &BTreeMap<String, String>,
    files: &[FileLine],
) -> Case {
    let mut case = case.clone();
    let noted = std::mem::take(&mut case.files);
    let digest_of = |path: &String| files.iter().find(|line| line.path == *path);
    let mut kept = BTreeMap::new();
    for name in case.file_names_mut() {
        let was = noted.get(name.as_str()).copied();
        let line = names.get(name).and_then(digest_of);
        match (was, line) {
            (Some(was), Some(line)) if line.sha256 == was.digest => {
                name.clone_from(&line.path);
                let contents = Contents { bytes: line.bytes, digest: line.sha256 };
                kept.insert(name.clone(), contents);
            }
            (Some(was), _) => {
                kept.insert(name.clone(), was);
            }
            (None, _) => {}
        }
    }
    case.files = kept;
    case
}

impl Package {
    /// The states of the case that were sent, the latest first.
    ///
    /// # Errors
    /// Where one of them is not what was packed, or of another case.
    pub fn sent_before(&mut self, catalog: &Catalog) -> Result<Vec<SentBefore>, PackageFault> {
        let lines = self.waybill.sent.clone();
        lines.iter().map(|line| self.sent_one(line, catalog)).collect()
    }

    fn sent_one(&mut self, line: &SentLine, catalog: &Catalog) -> Result<SentBefore, PackageFault> {
        let wrong = || {
            let why = "不是这份案例报送过的内容".to_owned();
            PackageFault::Wrong { file: shown(&line.path), why }
        };
        if !line.path.starts_with("sent/") {
            return Err(wrong());
        }
        let moment = line.moment.parse::<Timestamp>().map_err(|_| wrong())?;
        let revision = Revision::new(line.revision).ok_or_else(wrong)?;
        let text = self.sent_text(&format!("data/{}", line.path))?;
        let mut case = read_packed(&text, catalog).map_err(|_| wrong())?;
        let identity = self.identity().map(|own| Identity { revision, ..own });
        let (Some(identity), true) = (identity, case.call.id == self.waybill.call.id) else {
            return Err(wrong());
        };
        if case.identity.map(|own| own.id) != Some(identity.id) {
            return Err(wrong());
        }
        let noted = |name: &str| -> Option<Digest> { case.files.get(name).map(|own| own.digest) };
        // A call that has changed since may have no place for some of it.
        let is_same_call = case.call.digest == self.waybill.call.digest;
        if is_same_call && content_digest(&case, &noted) != line.content {
            return Err(PackageFault::Altered(shown(&line.path)));
        }
        let names = self.names();
        for name in case.file_names_mut() {
            if let Some(own) = names.get(name) {
                name.clone_from(own);
            }
        }
        let files = std::mem::take(&mut case.files).into_iter();
        case.files =
            files.map(|(name, was)| (names.get(&name).cloned().unwrap_or(name), was)).collect();
        case.identity = Some(identity);
        Ok(SentBefore { moment, stamp: Stamp { identity, content: line.content }, case })
    }
}
