//! Return slips: what a case has to put right, as a page to print and a small file that shows it at its fields on the
//! applicant's machine. Written for each case that waits for its applicant.

use std::path::{Path, PathBuf};

use case::Case;
use foundation::{CaseId, Digest, FieldPath, Finding};
use parcel::{LONGEST_NAME, legal_name};
use serde::{Deserialize, Serialize};

use crate::desk::Desk;
use crate::fault::Fault;
use crate::office::collected::{Collected, Entry};
use crate::office::pages::asked_for;

/// The format that this program writes, and the newest that it reads.
const FORMAT: u32 = 1;
/// Judgement: a remark for each field, ten times.
const LONGEST: u64 = 1 << 20;
/// Judgement: a remark that people read.
const LONGEST_REMARK: usize = 500;
const END: &str = "退回单.json";
/// Judgement: ten times what one asks of a case.
const MOST_REMARKS: usize = 500;
/// The folder beside the drafts.
const FOLDER: &str = "slips";

/// What an office asks the applicant of a case to put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slip {
    /// 1.
    pub slip: u32,
    /// The id of the call.
    pub call: String,
    /// The case.
    pub id: String,
    /// The state that the office looked at.
    pub revision: u64,
    /// What that said.
    pub content: Digest,
    /// What it is called.
    pub title: String,
    /// The office.
    pub by: String,
    /// When, as RFC 3339 writes it.
    pub moment: String,
    /// What it asks, each at its place in the case.
    pub remarks: Vec<Remark>,
}

/// Something that an office asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// The place in the case, as paths of findings are written; empty for the whole.
    pub path: String,
    /// What is asked.
    pub text: String,
}

impl Desk<'_> {
    /// Writes a slip for each case that has something to put right, the page and the file, into a folder that is made where
    /// its parent is there; what was written is told.
    ///
    /// # Errors
    /// `Pdf`, `Disk`, `NoParent`.
    pub fn write_slips(&self, collected: &Collected, target: &Path) -> Result<Vec<PathBuf>, Fault> {
        if !self.files.is_folder(target) {
            let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty());
            if !self.files.is_folder(parent.unwrap_or(Path::new("."))) {
                return Err(Fault::NoParent { path: target.to_owned() });
            }
            self.files.make_folder(target)?;
        }
        let mut written = Vec::new();
        for (number, entry) in collected.going().enumerate().filter(|(_, one)| one.needs_decision())
        {
            let Some(slip) = self.slip(collected, entry) else { continue };
            let stem = format!("{:02}-{}-", number + 1, entry.told.name);
            let name = |end: &str| target.join(legal_name(&stem, end, LONGEST_NAME));
            let (pdf, _) = self.slip_page(collected, entry)?;
            let text = serde_json::to_string_pretty(&slip).expect("plain values can be written");
            for (path, bytes) in
                [(name("退回单.pdf"), pdf), (name(END), (text + "\n").into_bytes())]
            {
                self.write_file(&path, &bytes)?;
                written.push(path);
            }
        }
        Ok(written)
    }

    fn slip(&self, collected: &Collected, entry: &Entry) -> Option<Slip> {
        let stamp = entry.stamp?;
        let remark = |finding: &Finding| Remark {
            path: finding.path.as_str().to_owned(),
            text: format!("{}{}", finding.message, finding.hint),
        };
        Some(Slip {
            slip: FORMAT,
            call: collected.call.id.clone(),
            id: stamp.identity.id.to_string(),
            revision: stamp.identity.revision.number(),
            content: stamp.content,
            title: entry.told.name.clone(),
            by: collected.office.name.clone(),
            moment: self.clock.now().to_string(),
            remarks: asked_for(&entry.findings).map(remark).collect(),
        })
    }

    /// What a slip asks, at the fields of the case that it is about.
    ///
    /// # Errors
    /// `File`; `Slip` where it is none, or of another case.
    pub fn remarks_of(&self, path: &Path, case: &Case) -> Result<Vec<Finding>, Fault> {
        let slip = self.read_slip(path)?;
        let own = case.identity.map(|identity| identity.id.to_string());
        if own.as_deref() != Some(&slip.id) {
            let why = "是另一个案例的退回单";
            return Err(Fault::Slip { path: path.to_owned(), why });
        }
        Ok(slip.findings())
    }

    /// Whether a file is a slip, by the key that no case file has.
    pub(crate) fn is_slip(&self, path: &Path) -> bool {
        #[derive(Deserialize)]
        struct Front {
            #[serde(rename = "slip")]
            _slip: u32,
        }
        let bytes = self.files.read_up_to(path, LONGEST).unwrap_or_default();
        serde_json::from_slice::<Front>(&bytes).is_ok()
    }

    /// Reads a slip from elsewhere.
    ///
    /// # Errors
    /// `File`; `Slip`.
    pub(crate) fn read_slip(&self, path: &Path) -> Result<Slip, Fault> {
        let wrong = |why: &'static str| Fault::Slip { path: path.to_owned(), why };
        let bytes = self.files.read_up_to(path, LONGEST + 1)?;
        if bytes.len() as u64 > LONGEST {
            return Err(wrong("太长，不像退回单"));
        }
        let slip: Slip =
            serde_json::from_slice(&bytes).map_err(|_| wrong("不是退回单，或者不完整"))?;
        match slip.slip > FORMAT {
            true => Err(wrong("是更新版本的申报匣写的，请先更新申报匣")),
            false => Ok(slip),
        }
    }

    /// Keeps a slip beside the drafts: the last one of each case.
    pub(crate) fn keep_slip(&self, home: &Path, id: CaseId, slip: &Slip) -> Result<(), Fault> {
        let place = kept_place(home, id);
        if let Some(folder) = place.parent() {
            self.files.make_folders(folder)?;
        }
        let text = serde_json::to_string_pretty(slip).expect("plain values can be written");
        disk::write_whole(&place, text.as_bytes(), self.files)?;
        Ok(())
    }

    /// What is asked of a draft and not answered yet: it is answered when the case was handed over again.
    pub(crate) fn kept_remarks(&self, home: &Path, id: CaseId, case: &Case) -> Vec<Finding> {
        let place = kept_place(home, id);
        if !self.files.exists(&place) {
            return Vec::new();
        }
        let Ok(slip) = self.read_slip(&place) else { return Vec::new() };
        let was = case.lineage.iter().position(|state| *state == slip.content);
        let is_answered = was.is_some_and(|was| was + 1 < case.lineage.len());
        if is_answered { Vec::new() } else { slip.findings() }
    }
}

impl Slip {
    /// What it asks, as findings of the case. It comes from elsewhere: texts are as long as people read them.
    fn findings(&self) -> Vec<Finding> {
        let short = |text: &str| -> String {
            text.chars().filter(|one| !one.is_control()).take(LONGEST_REMARK).collect()
        };
        let by = short(&self.by);
        let remarks = self.remarks.iter().take(MOST_REMARKS);
        let told = |one: &Remark| {
            case::remarked(FieldPath::field(&short(&one.path)), &by, &short(&one.text))
        };
        remarks.map(told).collect()
    }
}

fn kept_place(home: &Path, id: CaseId) -> PathBuf {
    home.join(FOLDER).join(format!("{id}.json"))
}
