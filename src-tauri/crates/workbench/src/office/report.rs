//! A collection as `roundup --json` says it.

use foundation::{Digest, Finding};
use roundup::State;
use serde::Serialize;

use crate::office::collected::{Collected, Entry};
use crate::office::submission::Submitted;
use crate::office::taking::From;
use crate::send::export::ExportedFile;

/// A collection, and what was written of it.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The call.
    pub call: String,
    /// Who recommends.
    pub by: String,
    /// What that is.
    pub kind: &'static str,
    /// Every file that came, in the order of their names.
    pub taken: Vec<TakenFile>,
    /// Files of cases that are, or may be, the same project.
    pub doubles: Vec<Vec<String>>,
    /// How many each quota counts together.
    pub quota: Vec<QuotaCount>,
    /// What is found of all together.
    pub findings: Vec<Finding>,
    /// Files that are no cases.
    pub left: Vec<String>,
    /// Folders that were not gone through, and why.
    pub unlisted: Vec<Unlisted>,
    /// Whether anything waits for a person.
    pub needs_decision: bool,
    /// Where the submission lies; none where none was written.
    pub folder: Option<String>,
    /// The package for the next office; none where none was asked for.
    pub package: Option<String>,
    /// What lies in the folder.
    pub files: Vec<ExportedFile>,
}

/// A file that came.
#[derive(Debug, Serialize)]
pub struct TakenFile {
    /// The file; behind `#` the package in it, where an office sent it on.
    pub file: String,
    /// The id of the case.
    pub id: Option<String>,
    /// Its revision.
    pub revision: Option<u64>,
    /// The digest of what the applicant said.
    pub content: Option<Digest>,
    /// What it is called.
    pub name: String,
    /// The unit that applies.
    pub unit: String,
    /// The kind of project.
    pub category: String,
    /// Where it is.
    pub place: String,
    /// How it stands.
    pub state: State,
    /// `package`, `case_file`, `folder`; none of what could not be taken.
    pub from: Option<&'static str>,
    /// How many photos, videos and documents it has.
    pub media: usize,
    /// Whether a sealed scan is among them.
    pub sealed: bool,
    /// Its number among those that go on.
    pub number: Option<usize>,
    /// Whether the office has chosen that it does not go on.
    pub left_out: bool,
    /// Its number in the list, where that is another than its place.
    pub own_number: String,
    /// 备注.
    pub remark: String,
    /// The offices that it went through before.
    pub levels: Vec<String>,
    /// What is found of it.
    pub findings: Vec<Finding>,
}

/// Cases that a quota counts together.
#[derive(Debug, Serialize)]
pub struct QuotaCount {
    /// What the quota is about.
    pub what: String,
    /// What the cases agree in.
    pub group: String,
    /// How many they are.
    pub count: usize,
    /// So many at least.
    pub least: Option<u32>,
    /// So many at most.
    pub most: Option<u32>,
    /// `must`, `in_principle` or `advised`.
    pub weight: &'static str,
    /// How many are beyond the most.
    pub surplus: usize,
    /// Their files, in their order.
    pub files: Vec<String>,
    /// The clause.
    pub source: String,
}

/// A folder that was not gone through.
#[derive(Debug, Serialize)]
pub struct Unlisted {
    /// The folder.
    pub file: String,
    /// Why.
    pub message: String,
}

impl Collected {
    /// What the terminal says of it.
    pub fn report(&self, submitted: Option<Submitted>) -> Report {
        let file = |at: usize| self.entries[self.order[at]].file.clone();
        let quota = self.tallies.iter().map(|tally| QuotaCount {
            what: tally.what.clone(),
            group: tally.group.clone(),
            count: tally.members.len(),
            least: tally.least,
            most: tally.most,
            weight: weight(tally.weight),
            surplus: tally.surplus(),
            files: tally.members.iter().map(|at| file(*at)).collect(),
            source: tally.source.clone(),
        });
        let text = |path: &std::path::Path| foundation::path_text(path).into_owned();
        let unlisted = self.found.unlisted.iter();
        let (folder, package, files) = match submitted {
            Some(Submitted { folder, package, files }) => {
                (Some(text(&folder)), package.map(|path| text(&path)), files)
            }
            None => (None, None, Vec::new()),
        };
        Report {
            call: self.call.id.clone(),
            by: self.office.name.clone(),
            kind: self.office.kind.word(),
            taken: (0..self.entries.len()).map(|at| self.taken_file(at)).collect(),
            doubles: self
                .groups()
                .into_iter()
                .map(|group| group.into_iter().map(file).collect())
                .collect(),
            quota: quota.collect(),
            findings: self.findings.clone(),
            left: self.found.left.iter().map(|path| text(path)).collect(),
            unlisted: unlisted
                .map(|(path, message)| Unlisted { file: text(path), message: message.clone() })
                .collect(),
            needs_decision: self.needs_decision(),
            folder,
            package,
            files,
        }
    }

    fn taken_file(&self, at: usize) -> TakenFile {
        let Entry { file, state, told, stamp, findings, case, left_out } = &self.entries[at];
        let from = case.as_deref().map(|came| match came.from {
            From::Package(_) => "package",
            From::CaseFile(_) => "case_file",
            From::Folder(_) => "folder",
        });
        let levels = case.as_deref().map(|came| &came.before.levels);
        TakenFile {
            file: file.clone(),
            id: stamp.map(|stamp| stamp.identity.id.to_string()),
            revision: stamp.map(|stamp| stamp.identity.revision.number()),
            content: stamp.map(|stamp| stamp.content),
            name: told.name.clone(),
            unit: told.unit.clone(),
            category: told.category.clone(),
            place: told.place.clone(),
            state: *state,
            from,
            media: case.as_deref().map_or(0, |came| came.media),
            sealed: case.as_deref().is_some_and(|came| came.is_sealed),
            number: self.order.iter().position(|other| *other == at).map(|place| place + 1),
            left_out: *left_out,
            own_number: case.as_deref().map_or("", |came| self.number_of(came)).to_owned(),
            remark: case.as_deref().map_or("", |came| self.remark_of(came)).to_owned(),
            levels: levels.into_iter().flatten().map(|level| level.by.clone()).collect(),
            findings: findings.clone(),
        }
    }

    /// Places among those that go on, of each project that is there more than once.
    pub(crate) fn groups(&self) -> Vec<Vec<usize>> {
        let mut group_of: Vec<usize> = (0..self.order.len()).collect();
        for double in &self.doubles {
            // The first stands before the second, so its group is known.
            group_of[double.second] = group_of[double.first];
        }
        let mut groups: Vec<Vec<usize>> = vec![Vec::new(); self.order.len()];
        for (at, group) in group_of.into_iter().enumerate() {
            groups[group].push(at);
        }
        groups.retain(|group| group.len() > 1);
        groups
    }
}

fn weight(weight: catalog::Weight) -> &'static str {
    match weight {
        catalog::Weight::Must => "must",
        catalog::Weight::InPrinciple => "in_principle",
        catalog::Weight::Advised => "advised",
    }
}
