//! Collections as the window asks for them.

use std::path::PathBuf;

use roundup::{Office, OfficeKind, read_back};
use serde::Deserialize;

use crate::ask::Ask;
use crate::fault::Fault;
use crate::handover::differences::{DifferenceView, Side, differences};
use crate::office::collected::Choices;
use crate::office::kept::{KeptRoundup, Roundups};
use crate::office::views::{RoundupSummary, RoundupView, RoundupWritten, view};
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Judgement: a list of the largest province.
const LONGEST_BOOK: u64 = 32 << 20;

/// Every collection, the newest first.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ListRoundups {}

/// Begins a collection.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NewRoundup {
    /// The id of the call.
    pub call: String,
    /// Who recommends.
    pub by: String,
    /// What that is: `city`, `unit`, `website`, `cyberspace_office`, `association`, `province`.
    pub kind: String,
}

/// Opens a collection.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OpenRoundup {
    /// Which.
    pub roundup: i64,
}

/// Takes packages, case files and folders into a collection.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AddToRoundup {
    /// Which.
    pub roundup: i64,
    /// Files and folders.
    pub paths: Vec<String>,
    /// A number for `progress`, which the face makes up.
    pub job: u32,
}

/// Takes a file out of a collection; where it came from it stays.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RemoveFromRoundup {
    /// Which.
    pub roundup: i64,
    /// As the list names it.
    pub file: String,
}

/// What the office chooses in a collection.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ChooseInRoundup {
    /// Which.
    pub roundup: i64,
    /// Why more are sent than may be in principle.
    pub reason: String,
    /// The rest.
    pub choices: Choices,
}

/// Takes numbers and remarks from a list that comes back as a workbook.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ReadListBack {
    /// Which.
    pub roundup: i64,
    /// The workbook.
    pub file: String,
}

/// Two cases of a collection side by side: where they differ.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CompareInRoundup {
    /// Which.
    pub roundup: i64,
    /// The id of a case.
    pub first: String,
    /// The id of another.
    pub second: String,
}

/// Writes the submission of a collection.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SubmitRoundup {
    /// Which.
    pub roundup: i64,
    /// In which folder.
    pub target: String,
    /// Whether the package for the next office is written too.
    pub package: bool,
    /// Whether return slips are written too, for cases that have something to put right.
    pub slips: bool,
    /// A number for `progress`, which the face makes up.
    pub job: u32,
}

impl Ask for ListRoundups {
    type Answer = Vec<RoundupSummary>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let all = workbench.roundups()?;
        let summary = |roundup: i64| {
            let kept = all.read(roundup).ok()?;
            let title = desk.call(&kept.call).map(|call| call.title.clone());
            Some(RoundupSummary {
                roundup,
                call: title.unwrap_or(kept.call),
                by: kept.office.name,
                files: u32::try_from(kept.names.len() + kept.folders.len()).unwrap_or(u32::MAX),
                changed: all.changed(roundup),
            })
        };
        Ok(all.all().into_iter().filter_map(summary).collect())
    }
}

impl Ask for NewRoundup {
    type Answer = RoundupView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let desk = workbench.desk();
        let call = desk.call(&self.call)?;
        let kind = OfficeKind::read(&self.kind);
        let name = self.by.trim().to_owned();
        let (Some(kind), false) = (kind, name.is_empty()) else {
            return Err(Refusal::new(RefusalCode::Entry, "请写推荐单位的全称，并选它是什么单位。"));
        };
        let kept = KeptRoundup {
            call: call.id.clone(),
            office: Office { name, kind },
            reason: String::new(),
            choices: Choices::default(),
            folders: Vec::new(),
            names: Default::default(),
        };
        let roundup = workbench.roundups()?.make(&kept)?;
        workbench.roundup_view(roundup, &kept, Vec::new())
    }
}

impl Ask for OpenRoundup {
    type Answer = RoundupView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let kept = workbench.roundups()?.read(self.roundup)?;
        workbench.roundup_view(self.roundup, &kept, Vec::new())
    }
}

impl Ask for AddToRoundup {
    type Answer = RoundupView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, all) = (workbench.desk(), workbench.roundups()?);
        let mut kept = all.read(self.roundup)?;
        let job = workbench.jobs.begin((-self.roundup, self.job));
        let paths: Vec<PathBuf> = self.paths.iter().map(|path| desk.meant(path)).collect();
        let found = desk.find_cases(&paths, None).map_err(Fault::from)?;
        let mut messages = Vec::new();
        for one in &found.all {
            if foundation::Watch::is_stopped(&job) {
                messages.push("已停止，前面收下的都在。".to_owned());
                break;
            }
            if let Err(fault) = all.add(&desk, (self.roundup, &mut kept), one, &job) {
                messages.push(format!("没有收下：{fault}"));
            }
        }
        messages.extend(
            found
                .unlisted
                .iter()
                .map(|(path, why)| format!("“{}”没有看：{why}", foundation::shown(path))),
        );
        if !found.left.is_empty() {
            messages.push(format!("另有 {} 个文件不是案例，没有收。", found.left.len()));
        }
        all.write(self.roundup, &kept)?;
        workbench.roundup_view(self.roundup, &kept, messages)
    }
}

impl Ask for RemoveFromRoundup {
    type Answer = RoundupView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let all = workbench.roundups()?;
        let mut kept = all.read(self.roundup)?;
        all.remove(self.roundup, &mut kept, &self.file)?;
        all.write(self.roundup, &kept)?;
        workbench.roundup_view(self.roundup, &kept, Vec::new())
    }
}

impl Ask for ChooseInRoundup {
    type Answer = RoundupView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let all = workbench.roundups()?;
        let mut kept = all.read(self.roundup)?;
        (kept.reason, kept.choices) = (self.reason, self.choices);
        all.write(self.roundup, &kept)?;
        workbench.roundup_view(self.roundup, &kept, Vec::new())
    }
}

impl Ask for ReadListBack {
    type Answer = RoundupView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, all) = (workbench.desk(), workbench.roundups()?);
        let mut kept = all.read(self.roundup)?;
        let path = desk.meant(&self.file);
        let bytes = desk.files.read_up_to(&path, LONGEST_BOOK).map_err(Fault::from)?;
        let rows = read_back(&bytes).map_err(|fault| {
            let message = format!("“{}”：{fault}", foundation::shown(&path));
            Refusal::new(RefusalCode::Entry, message)
        })?;
        let count = rows.len();
        for (at, row) in rows.into_iter().enumerate() {
            let id = row.id.to_string();
            // The place of a row is no number of its own.
            let number = row.number.filter(|number| *number != (at + 1).to_string());
            if let Some(number) = number {
                kept.choices.numbers.insert(id.clone(), number);
            }
            if let Some(remark) = row.remark {
                kept.choices.remarks.insert(id, remark);
            }
        }
        all.write(self.roundup, &kept)?;
        let message = format!("从表里取回了 {count} 行的编号和备注。");
        workbench.roundup_view(self.roundup, &kept, vec![message])
    }
}

impl Ask for CompareInRoundup {
    type Answer = Vec<DifferenceView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, all) = (workbench.desk(), workbench.roundups()?);
        let kept = all.read(self.roundup)?;
        let collected = desk.collect(&all.collect(self.roundup, &kept))?;
        let find = |id: &str| {
            let mut entries = collected.entries.iter().filter_map(|entry| entry.case.as_deref());
            entries.find(|came| came.id() == id)
        };
        let (Some(first), Some(second)) = (find(&self.first), find(&self.second)) else {
            return Err(Refusal::new(RefusalCode::NoDraft, "这两个案例已经不在汇总里了。"));
        };
        let nothing = |_: &str| None;
        let side = |case| Side { case, file: &nothing };
        Ok(differences(&side(&first.case), &side(&second.case)))
    }
}

impl Ask for SubmitRoundup {
    type Answer = RoundupWritten;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, all) = (workbench.desk(), workbench.roundups()?);
        let kept = all.read(self.roundup)?;
        let job = workbench.jobs.begin((-self.roundup, self.job));
        let collected = desk.collect(&all.collect(self.roundup, &kept))?;
        let target = desk.meant(&self.target);
        let submitted = desk.submit(&collected, (&target, self.package), &job)?;
        let Some(submitted) = submitted else {
            return Err(Refusal::new(RefusalCode::Entry, "没有可以报送的案例。"));
        };
        let text = |path: &std::path::Path| foundation::path_text(path).into_owned();
        let slips = match self.slips {
            true => desk.write_slips(&collected, &target.join("退回单"))?,
            false => Vec::new(),
        };
        Ok(RoundupWritten {
            folder: text(&submitted.folder),
            is_draft: collected.needs_decision(),
            files: submitted.files.into_iter().map(|file| file.path).collect(),
            package: submitted.package.map(|path| text(&path)),
            slips: slips.iter().map(|path| text(path)).collect(),
        })
    }
}

impl Workbench {
    fn roundups(&self) -> Result<Roundups<'_>, Refusal> {
        Roundups::at(self.drafts.home.as_deref(), &self.desk())
    }

    fn roundup_view(
        &self,
        roundup: i64,
        kept: &KeptRoundup,
        mut messages: Vec<String>,
    ) -> Result<RoundupView, Refusal> {
        let (desk, all) = (self.desk(), self.roundups()?);
        let collected = desk.collect(&all.collect(roundup, kept))?;
        let report = collected.report(None);
        let missing = kept.folders.iter().filter(|folder| !desk.files.is_folder(folder));
        messages.extend(missing.map(|folder| {
            format!(
                "文件夹“{}”现在读不到（U 盘拔了？），里面的案例先不算。",
                foundation::shown(folder)
            )
        }));
        let told = |file: &str| all.told(roundup, kept, file);
        Ok(RoundupView { messages, ..view((roundup, kept), &collected, &report, &told) })
    }
}
