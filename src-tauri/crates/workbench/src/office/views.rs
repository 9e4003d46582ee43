//! Collections as the window shows them.

use foundation::{Finding, Severity};
use serde::Serialize;

use crate::office::collected::{Choices, Collected};
use crate::office::kept::KeptRoundup;
use crate::office::report::{QuotaCount, Report, TakenFile};

/// A collection in the list.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "RoundupSummary.ts"))]
pub struct RoundupSummary {
    /// Its number.
    pub roundup: i64,
    /// The title of its call.
    pub call: String,
    /// Who recommends.
    pub by: String,
    /// How many files came.
    pub files: u32,
    /// When it was changed last, in milliseconds since 1970.
    pub changed: Option<i64>,
}

/// A collection as it is now.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "RoundupView.ts"))]
pub struct RoundupView {
    /// Its number.
    pub roundup: i64,
    /// The title of its call.
    pub call: String,
    /// What the call is for: 案例.
    pub thing: String,
    /// Who recommends.
    pub by: String,
    /// What that is.
    pub kind: String,
    /// Why more are sent than may be in principle.
    pub reason: String,
    /// What was chosen.
    pub choices: Choices,
    /// Every file that came.
    pub files: Vec<RoundupFile>,
    /// The ids of cases that are, or may be, the same project.
    pub doubles: Vec<Vec<String>>,
    /// How many each quota counts together.
    pub quota: Vec<QuotaView>,
    /// What is found of all together.
    pub findings: Vec<RoundupFinding>,
    /// Files that are no cases, and folders that were not gone through, as sentences.
    pub messages: Vec<String>,
    /// Whether anything waits for a person.
    pub needs_decision: bool,
    /// The fields of the office's own part.
    pub fields: Vec<OfficeField>,
}

/// A file that came.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "RoundupFile.ts"))]
pub struct RoundupFile {
    /// What it was called where it came from.
    pub file: String,
    /// The id of the case; empty where none could be told.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// The unit that applies.
    pub unit: String,
    /// The kind of project.
    pub category: String,
    /// Where it is.
    pub place: String,
    /// `new`, `same`, `newer`, `older`, `double`, `other_call`, `broken`.
    pub state: String,
    /// Its place among those that go on, from 1.
    pub number: Option<u32>,
    /// Its number in the list, where that is another.
    pub own_number: String,
    /// 备注.
    pub remark: String,
    /// Whether it was chosen that it does not go on.
    pub left_out: bool,
    /// How many photos, videos and documents it has.
    pub media: u32,
    /// Whether a sealed scan is among them.
    pub sealed: bool,
    /// The revision that came.
    pub revision: Option<u64>,
    /// The first eight digits of what the applicant said: the same before and after an office has written its part.
    pub content: String,
    /// The offices that it went through before.
    pub levels: Vec<String>,
    /// What is found of it.
    pub findings: Vec<RoundupFinding>,
}

/// Something that was found.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "RoundupFinding.ts"))]
pub struct RoundupFinding {
    /// Its code.
    pub code: String,
    /// `error`, `warning` or `note`.
    pub severity: String,
    /// Whether it waits for a reason.
    pub needs_reason: bool,
    /// What it is.
    pub message: String,
    /// The next thing to do.
    pub hint: String,
}

/// How many a quota counts together.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "QuotaView.ts"))]
pub struct QuotaView {
    /// What the quota is about.
    pub what: String,
    /// What the cases agree in.
    pub group: String,
    /// How many they are.
    pub count: u32,
    /// So many at least.
    pub least: Option<u32>,
    /// So many at most.
    pub most: Option<u32>,
    /// Whether it is a plain must.
    pub must: bool,
}

/// A field of the office's own part.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "OfficeField.ts"))]
pub struct OfficeField {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// `text`, `long` or `contact`; others are filled in by hand.
    pub kind: String,
}

/// What was written.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "RoundupWritten.ts"))]
pub struct RoundupWritten {
    /// The folder.
    pub folder: String,
    /// Whether it is a draft, because something waits for a person.
    pub is_draft: bool,
    /// The files in it, with `/`.
    pub files: Vec<String>,
    /// The package for the next office.
    pub package: Option<String>,
    /// Return slips.
    pub slips: Vec<String>,
}

/// A collection as it is judged now; `told` says what a file was called where it came from.
pub(crate) fn view(
    (roundup, kept): (i64, &KeptRoundup),
    collected: &Collected,
    report: &Report,
    told: &dyn Fn(&str) -> String,
) -> RoundupView {
    let doubles = collected.groups().into_iter().map(|group| {
        let id = |at: usize| collected.entries[collected.order[at]].stamp;
        group.into_iter().filter_map(|at| Some(id(at)?.identity.id.to_string())).collect()
    });
    RoundupView {
        roundup,
        call: collected.call.title.clone(),
        thing: collected.call.thing.clone(),
        by: kept.office.name.clone(),
        kind: kept.office.kind.word().to_owned(),
        reason: kept.reason.clone(),
        choices: kept.choices.clone(),
        doubles: doubles.collect(),
        fields: office_fields(collected),
        needs_decision: report.needs_decision,
        files: report.taken.iter().map(|file| file_view(file, told)).collect(),
        quota: report.quota.iter().map(quota_view).collect(),
        findings: report.findings.iter().map(finding_view).collect(),
        messages: Vec::new(),
    }
}

fn office_fields(collected: &Collected) -> Vec<OfficeField> {
    let Some(first) = collected.cases().next() else { return Vec::new() };
    let fields = roundup::office_fields(&first.case).into_iter();
    let field = |field: &catalog::Field| {
        let kind = match field.kind {
            catalog::Kind::Contact => "contact",
            catalog::Kind::Opinion { .. } | catalog::Kind::LongText { .. } => "long",
            catalog::Kind::Text { .. } => "text",
            _ => "other",
        };
        OfficeField { id: field.id.clone(), label: field.plain_label(), kind: kind.to_owned() }
    };
    fields.map(field).collect()
}

fn file_view(file: &TakenFile, told: &dyn Fn(&str) -> String) -> RoundupFile {
    let state = serde_json::to_value(file.state).unwrap_or_default();
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    RoundupFile {
        file: told(&file.file),
        id: file.id.clone().unwrap_or_default(),
        name: file.name.clone(),
        unit: file.unit.clone(),
        category: file.category.clone(),
        place: file.place.clone(),
        state: state.as_str().unwrap_or_default().to_owned(),
        number: file.number.map(count),
        own_number: file.own_number.clone(),
        remark: file.remark.clone(),
        left_out: file.left_out,
        media: count(file.media),
        sealed: file.sealed,
        revision: file.revision,
        content: file.content.map(|digest| digest.to_string()[..8].to_owned()).unwrap_or_default(),
        levels: file.levels.clone(),
        findings: file
            .findings
            .iter()
            .filter(|one| one.severity != Severity::Note)
            .map(finding_view)
            .collect(),
    }
}

fn finding_view(finding: &Finding) -> RoundupFinding {
    let severity = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    RoundupFinding {
        code: finding.code.as_str().to_owned(),
        severity: severity.to_owned(),
        needs_reason: finding.needs_reason,
        message: finding.message.clone(),
        hint: finding.hint.clone(),
    }
}

fn quota_view(quota: &QuotaCount) -> QuotaView {
    QuotaView {
        what: quota.what.clone(),
        group: quota.group.clone(),
        count: u32::try_from(quota.count).unwrap_or(u32::MAX),
        least: quota.least,
        most: quota.most,
        must: quota.weight == "must",
    }
}
