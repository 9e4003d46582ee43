//! What an office sends on: one folder with a folder for each case, named as the call wants it, the summary sheet on paper and
//! as a workbook, and the list of all with their digests; whole or not at all. While anything waits for a person it is a
//! draft: named so, and marked across the sheet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use case::Case;
use foundation::{Finding, Watch};
use paper::{Copy, Origin, Title, compose_roundup, write_pdf};
use parcel::package::{Inside, Package};
use parcel::{DRAFT_MARK, LONGEST_NAME, Plan, Planned, Role, SentFolder, Source, legal_name, send};
use roundup::List;

use crate::check::{are_set_whole, may_be_printed};
use crate::desk::{Desk, OpenCase, Places};
use crate::fault::Fault;
use crate::handover::reading::named;
use crate::office::collected::{Collected, Entry};
use crate::office::taking::{CaseCame, From, SUBMISSION};
use crate::send::export::ExportedFile;

/// A submission that was written.
#[derive(Debug)]
pub struct Submitted {
    /// Where it lies.
    pub folder: PathBuf,
    /// The package for the next office.
    pub package: Option<PathBuf>,
    /// What lies in the folder.
    pub files: Vec<ExportedFile>,
}

/// Room behind the folder's name for `-汇总表.xlsx` and a number.
const RESERVE: usize = 40;

impl Desk<'_> {
    /// Writes the submission of a collection into `target`; with `package` also what the next office opens, beside it.
    ///
    /// # Errors
    /// `Send`, `Pdf`, `Package`; nothing half-written is left behind.
    pub fn submit(
        &self,
        collected: &Collected,
        (target, package): (&Path, bool),
        watch: &dyn Watch,
    ) -> Result<Option<Submitted>, Fault> {
        let Some(list) = collected.list() else { return Ok(None) };
        let mut inside = Inside::new(self.files);
        let opens = self.open_all(collected, &mut inside)?;
        let desk = self.on(&inside);
        let copy = if collected.needs_decision() { Copy::Draft } else { Copy::Final };
        let name = submission_name(collected, copy);
        let mut files = desk.summary_files(collected, &list, (&name, copy))?;
        let mut taken = BTreeSet::new();
        let mut heading = collected.heading(&desk);
        for (number, (entry, open)) in collected.going().zip(&opens).enumerate() {
            let planned = desk.plan_one(entry, open)?;
            let folder = free(&planned.folder, &mut taken);
            heading.extend(lines_of(number + 1, &folder, entry));
            files.extend(
                planned
                    .files
                    .into_iter()
                    .map(|file| Planned { path: format!("{folder}/{}", file.path), ..file }),
            );
        }
        let plan = Plan { folder: name.clone(), heading, files };
        let sent = send(&plan, target, desk.files, watch)?;
        let package = match package {
            true => Some(desk.write_next_level(collected, &opens, &target.join(name), watch)?),
            false => None,
        };
        let files = sent.files.into_iter().map(ExportedFile::of).collect();
        Ok(Some(Submitted { folder: sent.folder, package, files }))
    }

    /// Every case that goes on with its files, where they lie.
    fn open_all(
        &self,
        collected: &Collected,
        inside: &mut Inside<'_>,
    ) -> Result<Vec<Option<OpenCase>>, Fault> {
        collected.cases().map(|came| self.open_one(came, inside)).collect()
    }

    fn open_one(
        &self,
        came: &CaseCame,
        inside: &mut Inside<'_>,
    ) -> Result<Option<OpenCase>, Fault> {
        match &came.from {
            From::Folder(_) => Ok(None),
            From::CaseFile(path) => {
                let mut open = self.open(path)?;
                open.case.identity = came.case.identity;
                open.case.endorsed.clone_from(&came.case.endorsed);
                Ok(Some(open))
            }
            From::Package(place) => {
                let bytes = place.open(self.files).map_err(|fault| named(place.path(), fault))?;
                let mut read = |bytes| {
                    let mut package = Package::read(bytes)?;
                    let brought = package.case(self.catalog)?;
                    let paths = inside.add(place, &mut package);
                    Ok((brought, paths))
                };
                let (brought, paths) = read(bytes).map_err(|fault| named(place.path(), fault))?;
                let path = |path: &str| {
                    paths.iter().find(|(line, _)| line.path == path).map(|(_, path)| path.clone())
                };
                let places = brought
                    .files
                    .iter()
                    .filter_map(|(name, line)| Some((name.clone(), path(&line.path)?)))
                    .collect();
                let mut case = brought.case;
                case.endorsed.clone_from(&came.case.endorsed);
                Ok(Some(OpenCase::new(case, Places::Kept(places))))
            }
        }
    }

    /// What of a case lies in its folder: its papers and its files, or the folder as it was sent.
    fn plan_one(&self, entry: &Entry, open: &Option<OpenCase>) -> Result<Plan, Fault> {
        let Some(open) = open else {
            let folder = entry.case.as_deref().map(|came| &came.from);
            let Some(From::Folder(folder)) = folder else { return Ok(empty()) };
            return self.as_it_was_sent(folder);
        };
        self.all_kept_are_whole(open)?;
        let content = self.content(open)?;
        let stopped = entry.findings.iter().any(Finding::stops_final_copy);
        let copies: &[Copy] = if stopped { &[Copy::Draft] } else { &[Copy::Final, Copy::Draft] };
        let mut blocked = None;
        for copy in copies {
            match self.plan(open, (*copy, &entry.findings), content) {
                Ok((plan, _)) => return Ok(plan),
                Err(fault @ Fault::Blocked { .. }) => blocked = Some(fault),
                Err(fault) => return Err(fault),
            }
        }
        Err(blocked.expect("a draft was tried at least"))
    }

    fn as_it_was_sent(&self, folder: &Path) -> Result<Plan, Fault> {
        let sent = SentFolder::read(folder, self.files)?;
        let planned = |(path, _): (String, foundation::Contents)| Planned {
            role: if path.starts_with("附件/") { Role::Attachment } else { Role::Case },
            source: Source::File(folder.join(&path)),
            form: None,
            pages: None,
            label: None,
            path,
        };
        let name = foundation::name_text(folder.file_name().unwrap_or_default());
        let files = sent.files.into_iter().map(planned).collect();
        Ok(Plan { folder: legal_name(&name, "", LONGEST_NAME), heading: Vec::new(), files })
    }

    /// The summary sheet on paper and as a workbook.
    fn summary_files(
        &self,
        collected: &Collected,
        list: &List,
        (name, copy): (&str, Copy),
    ) -> Result<Vec<Planned>, Fault> {
        let cases: Vec<&Case> = list.cases.iter().collect();
        let sheets = compose_roundup(&list.form, &cases, self.edition(copy));
        may_be_printed(&collected.findings, copy)?;
        are_set_whole(&sheets, cases[0], copy, &collected.findings)?;
        let title = Title {
            title: list.form.title.clone(),
            author: collected.office.name.clone(),
            subject: list.title.clone(),
            moment: self.clock.midnight(),
            origin: Some(Origin {
                identity: None,
                content: None,
                form: Some(list.form.digest),
                call: collected.call.digest,
            }),
        };
        let pdf = write_pdf(&sheets, &title)?;
        let book = roundup::workbook(list, self.clock.midnight())?;
        let planned = |end: &str, pages, bytes| Planned {
            path: format!("{name}-汇总表.{end}"),
            role: Role::Summary,
            form: list.is_own.then(|| list.form.id.clone()),
            pages,
            label: None,
            source: Source::Bytes(bytes),
        };
        let (figures, pages) = self.figures_page(collected, copy)?;
        let figures = Planned {
            path: format!("{name}-统计.pdf"),
            form: None,
            ..planned("pdf", Some(pages), figures)
        };
        Ok(vec![
            planned("pdf", Some(sheets.pages.len()), pdf),
            planned("xlsx", None, book),
            figures,
        ])
    }
}

impl Collected {
    /// The cases that go on as they are judged, in their order.
    pub(crate) fn going(&self) -> impl Iterator<Item = &Entry> {
        self.order.iter().map(|at| &self.entries[*at])
    }

    /// What stands above the list: who sends what, and which case in which state each of them is.
    fn heading(&self, desk: &Desk<'_>) -> Vec<String> {
        let today = desk.clock.today();
        let Self { call, office, .. } = self;
        vec![
            format!("{SUBMISSION}：{}", call.title),
            format!("推荐单位：{}（{}）", office.name, office.kind.chinese()),
            format!("整理日期：{}年{}月{}日", today.year(), today.month(), today.day()),
            format!("{}：{} 个", call.thing, self.order.len()),
            format!("征集内容：SHA-256 {}", call.digest),
        ]
    }
}

/// What is said of a case above the list.
fn lines_of(number: usize, folder: &str, entry: &Entry) -> Vec<String> {
    let mut lines = vec![format!("第 {number} 个：{folder}")];
    let Some(came) = entry.case.as_deref() else { return lines };
    let identity = came.stamp.identity;
    lines.push(format!("　案例编号：{}，修订号 {}", identity.id, identity.revision));
    lines.push(format!("　申报单位的内容：SHA-256 {}", came.stamp.content));
    for part in &came.before.parts {
        lines.push(format!("　推荐单位的部分：{} {}", part.by, part.moment));
    }
    lines
}

fn submission_name(collected: &Collected, copy: Copy) -> String {
    let mark = if copy == Copy::Draft { DRAFT_MARK } else { "" };
    let stem = format!("{}-{}推荐", collected.call.title, collected.office.name);
    let room = LONGEST_NAME - RESERVE - mark.len();
    format!("{}{mark}", legal_name(&stem, "", room))
}

/// A name that no other folder has, whatever the case of its letters.
fn free(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut own = name.to_owned();
    let mut number = 1;
    while !taken.insert(own.to_lowercase()) {
        number += 1;
        own = format!("{name}（{number}）");
    }
    own
}

fn empty() -> Plan {
    Plan { folder: "未命名".into(), heading: Vec::new(), files: Vec::new() }
}
