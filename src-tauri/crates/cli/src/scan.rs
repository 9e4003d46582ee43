//! `shenbao scan`: sealed sheets that were scanned or photographed, against a case file or against the drafts.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use foundation::shown;
use workbench::{DEEPEST, Desk, Fault, PlaceSeen, RefusalCode, Scanned, ScannedPage, Workbench};

use crate::bar::Bar;
use crate::terminal::{print_json, print_text, tell};

/// Judgement: fewer files are read before anybody asks how far it is.
const FEWEST: usize = 4;

/// Reads every file; 2 where one of them, or a folder, could not be read.
pub(crate) fn scan(
    workbench: &Workbench,
    paths: &[PathBuf],
    case: Option<&Path>,
    json: bool,
) -> Result<ExitCode, Fault> {
    let desk = workbench.desk();
    let (files, is_all) = files(&desk, paths)?;
    let bar = Bar::new(files.len() >= FEWEST);
    let count = files.len();
    let told = |done: usize| bar.show(done as u64, count as u64, || format!("{done}/{count}"));
    let scanned = match case {
        Some(case) => desk.scan(&files, Some(case), &told)?,
        None => for_drafts(workbench, &files, &told)?,
    };
    drop(bar);
    scanned.faults.iter().for_each(|fault| tell(&format!("{fault}\n")));
    for file in &scanned.cut {
        tell(&format!("“{}”页数太多，后面的没有看。\n", shown(file)));
    }
    if json {
        print_json(&scanned.pages)?;
    } else {
        print_text(&scanned.pages.iter().map(lines).collect::<String>())?;
    }
    tell(&summary(&scanned));
    let status = match (is_all && scanned.faults.is_empty(), all_good(&scanned)) {
        (false, _) => 2,
        (true, false) => 1,
        (true, true) => 0,
    };
    Ok(ExitCode::from(status))
}

/// Against the drafts; where they cannot be read, codes are told and nothing is compared.
fn for_drafts(
    workbench: &Workbench,
    files: &[PathBuf],
    told: &dyn Fn(usize),
) -> Result<Scanned, Fault> {
    let read = workbench.open_drafts().and_then(|()| {
        let scanned = workbench.scan_for_drafts(files, told);
        workbench.close_drafts()?;
        scanned
    });
    read.or_else(|refusal| {
        let why = match refusal.code {
            RefusalCode::InUse => "草稿正由打开着的申报匣使用".to_owned(),
            _ => refusal.message,
        };
        tell(&format!("提示：{why}，没有和草稿对照。要和案例文件对照，请加 --case。\n"));
        workbench.desk().scan(files, None, told)
    })
}

fn files(desk: &Desk<'_>, paths: &[PathBuf]) -> Result<(Vec<PathBuf>, bool), Fault> {
    let (mut files, mut is_all) = (Vec::new(), true);
    for path in paths {
        let found = desk.files_at(path, true)?;
        is_all &= found.unlisted.is_empty();
        found.unlisted.iter().for_each(|fault| tell(&format!("{fault}里面的文件没有看。\n")));
        for folder in &found.too_deep {
            let folder = shown(folder);
            tell(&format!("“{folder}”在 {DEEPEST} 层以下，里面的文件没有看。\n"));
        }
        files.extend(found.files);
    }
    Ok((files, is_all))
}

fn all_good(scanned: &Scanned) -> bool {
    !scanned.pages.is_empty() && scanned.pages.iter().all(ScannedPage::is_good)
}

/// A page on a line, and what else is worth saying below it.
fn lines(page: &ScannedPage) -> String {
    let what = match page.case {
        "same" => "一致",
        "changed" => "已改动",
        "other" => "别的案例",
        _ => "读不出",
    };
    let mut parts = vec![what.to_owned(), format!("{} 第 {} 页", page.file, page.page)];
    if let (Some(code), Some(number), Some(pages)) = (page.code, page.print_page, page.print_pages)
    {
        parts.push(format!("核对码 {code}，第{number}页 共{pages}页"));
    }
    parts.extend(page.title.as_ref().map(|title| format!("草稿“{title}”")));
    parts.extend(page.dpi.map(|dpi| format!("约 {dpi} dpi")));
    let mut text = format!("{}\n", parts.join("  "));
    let mut notes = Vec::new();
    match page.turn {
        Some(180) => notes.push("上下颠倒".to_owned()),
        Some(90 | 270) => notes.push("横放".to_owned()),
        _ => {}
    }
    if page.earlier && page.is_good() {
        notes.push("是以前打印的，这一页没有变".to_owned());
    }
    if !page.changed.is_empty() {
        notes.push(format!("打印以后改过：{}", page.changed.join("、")));
    }
    if page.doubled {
        notes.push("这一页不止一张".to_owned());
    }
    if !page.missing.is_empty() {
        let missing = page.missing.iter().map(u16::to_string).collect::<Vec<_>>().join("、");
        notes.push(format!("缺第{missing}页"));
    }
    let place = |place: &PlaceSeen, kind: &str| match place.present {
        Some(true) => format!("{kind} {}：有", place.id),
        Some(false) => format!("{kind} {}：没有看到", place.id),
        None => format!("{kind} {}：看不清，请人工看", place.id),
    };
    notes.extend(page.seals.iter().map(|seal| place(seal, "印章")));
    notes.extend(page.signatures.iter().map(|signature| place(signature, "签名")));
    for note in notes {
        text += &format!("    {note}\n");
    }
    text
}

fn summary(scanned: &Scanned) -> String {
    let count = |word| scanned.pages.iter().filter(|page| page.case == word).count();
    format!(
        "共 {} 页：一致 {}，已改动 {}，别的案例 {}，读不出 {}。\n",
        scanned.pages.len(),
        count("same"),
        count("changed"),
        count("other"),
        count("unreadable")
    )
}
