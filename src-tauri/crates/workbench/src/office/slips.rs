//! Return slips: what a case has to put right, as a page to print and a small file that shows it at its fields on the
//! applicant's machine. Written for each case that waits for its applicant.

use std::path::{Path, PathBuf};

use case::Case;
use foundation::{Digest, FieldPath, Finding};
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
        let wrong = |why: &'static str| Fault::Slip { path: path.to_owned(), why };
        let bytes = self.files.read_up_to(path, LONGEST + 1)?;
        if bytes.len() as u64 > LONGEST {
            return Err(wrong("太长，不像退回单"));
        }
        let slip: Slip =
            serde_json::from_slice(&bytes).map_err(|_| wrong("不是退回单，或者不完整"))?;
        if slip.slip > FORMAT {
            return Err(wrong("是更新版本的申报匣写的，请先更新申报匣"));
        }
        let own = case.identity.map(|identity| identity.id.to_string());
        if own.as_deref() != Some(&slip.id) {
            return Err(wrong("是另一个案例的退回单"));
        }
        let short = |text: &str| -> String {
            text.chars().filter(|one| !one.is_control()).take(LONGEST_REMARK).collect()
        };
        let by = short(&slip.by);
        let remark = |one: &Remark| {
            case::remarked(FieldPath::field(&short(&one.path)), &by, &short(&one.text))
        };
        Ok(slip.remarks.iter().map(remark).collect())
    }
}
