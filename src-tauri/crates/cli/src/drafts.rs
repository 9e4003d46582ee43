//! `shenbao drafts`, and `pack --draft`: the drafts from the terminal, while no window has them open.

use std::path::Path;
use std::process::ExitCode;

use foundation::china_minute;
use workbench::{
    CompareVersion, DifferenceView, DraftList, Fault, ImportedFile, KeptVersionView, OccasionView,
    Refusal, RefusalCode, Wanted, Workbench,
};

use crate::arguments::DraftsCommand;
use crate::packages::tell_packed;
use crate::terminal::{print_json, print_text, tell};
use crate::words::finding_lines;
use crate::{bar, copy, exported_lines, zipped};

/// Does something with the drafts.
pub(crate) fn drafts(workbench: &Workbench, command: DraftsCommand) -> Result<ExitCode, Fault> {
    with_drafts(workbench, || run(workbench, command))
}

/// Packs a draft.
pub(crate) fn pack(
    workbench: &Workbench,
    draft: i64,
    (output, wanted): (&Path, &Wanted),
    json: bool,
) -> Result<ExitCode, Fault> {
    with_drafts(workbench, || {
        let writing = bar::Writing::new();
        let packed = workbench.pack_draft(draft, (output, wanted), &writing);
        drop(writing);
        tell_packed(&packed?, json)?;
        Ok(ExitCode::SUCCESS)
    })
}

/// Why a command on the drafts ended early.
enum Stop {
    Refused(Refusal),
    Fault(Fault),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

fn with_drafts(
    workbench: &Workbench,
    work: impl FnOnce() -> Result<ExitCode, Stop>,
) -> Result<ExitCode, Fault> {
    let done = || -> Result<ExitCode, Stop> {
        workbench.open_drafts()?;
        let code = work()?;
        workbench.close_drafts()?;
        Ok(code)
    };
    match done() {
        Ok(code) => Ok(code),
        Err(Stop::Fault(fault)) => Err(fault),
        Err(Stop::Refused(refusal)) => {
            tell(&format!("{}\n", refusal.message));
            Ok(ExitCode::from(if refusal.code == RefusalCode::Blocked { 1 } else { 2 }))
        }
    }
}

fn run(workbench: &Workbench, command: DraftsCommand) -> Result<ExitCode, Stop> {
    match command {
        DraftsCommand::List { trash, json } => {
            tell_list(&workbench.list_drafts("", trash)?, json)?;
        }
        DraftsCommand::Search { words, json } => {
            tell_list(&workbench.list_drafts(&words, false)?, json)?;
        }
        DraftsCommand::Import { files, diverged, json } => {
            let imported = workbench.import_files(&files, diverged);
            if json {
                print_json(&imported)?;
            } else {
                tell_imported(&imported)?;
            }
            return Ok(status(&imported));
        }
        DraftsCommand::Export { draft, out, as_draft, zip, json } => {
            let writing = bar::Writing::new();
            let exported = workbench.export_draft(draft, (&out, copy(as_draft)), &writing);
            drop(writing);
            let exported = zipped(&workbench.desk(), exported?, zip)?;
            if json {
                print_json(&exported)?;
            } else {
                tell(&finding_lines(&exported.findings));
                print_text(&exported_lines(&exported))?;
            }
        }
        DraftsCommand::Versions { draft, compare: None, json } => {
            tell_versions(&workbench.kept_versions(draft)?, json)?;
        }
        DraftsCommand::Versions { draft, compare: Some(version), json } => {
            let asked = CompareVersion { draft, version, with: None };
            tell_differences(&workbench.compare_version(&asked)?, json)?;
        }
        DraftsCommand::GoBack { draft, version } => workbench.go_back_in(draft, version)?,
        DraftsCommand::Trash { drafts } => {
            each(drafts, |draft| workbench.bin_draft(draft, true))?;
        }
        DraftsCommand::Restore { drafts } => {
            each(drafts, |draft| workbench.bin_draft(draft, false))?;
        }
        DraftsCommand::Erase { drafts } => {
            each(drafts, |draft| workbench.erase_draft(draft))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Does it with each draft; one with which it cannot be done stops none, and is named.
fn each(drafts: Vec<i64>, work: impl Fn(i64) -> Result<(), Refusal>) -> Result<(), Refusal> {
    let mut all = Ok(());
    for draft in drafts {
        let done = work(draft).map_err(|mut refusal| {
            refusal.message = format!("草稿 {draft}：{}", refusal.message);
            refusal
        });
        all = all.and(done);
    }
    all
}

fn tell_list(list: &DraftList, json: bool) -> Result<(), Fault> {
    if json {
        return print_json(list);
    }
    let lines = list.drafts.iter().map(|draft| {
        let unnamed = format!("未命名{}", draft.thing);
        let title = if draft.title.is_empty() { &unnamed } else { &draft.title };
        let found = match &draft.found_in[..] {
            [] => String::new(),
            labels => format!("  在：{}", labels.join("、")),
        };
        format!("{}  {title}（{}，{}）{found}\n", draft.id, draft.call, draft.route)
    });
    print_text(&lines.collect::<String>())
}

fn tell_versions(versions: &[KeptVersionView], json: bool) -> Result<(), Fault> {
    if json {
        return print_json(&versions);
    }
    let lines = versions.iter().map(|version| {
        let what = match version.occasion {
            OccasionView::Edited => "编辑中",
            OccasionView::Exported => "导出到 ",
            OccasionView::HandedOver => "移交为 ",
            OccasionView::Arrived => "随交接包收到 ",
            OccasionView::Sealed => "已盖章",
            OccasionView::HandedIn => "已报送",
        };
        let moment = china_minute(version.moment);
        let now = if version.is_now { "（就是现在的内容）" } else { "" };
        format!("{}  {moment}  {what}{}{now}\n", version.version, version.note)
    });
    print_text(&lines.collect::<String>())
}

fn tell_differences(differences: &[DifferenceView], json: bool) -> Result<(), Fault> {
    if json {
        return print_json(&differences);
    }
    let said = |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
    let lines = differences.iter().map(|DifferenceView { label, here, coming, .. }| {
        format!("{label}\n  现在：{}\n  这一版：{}\n", said(here), said(coming))
    });
    print_text(&lines.collect::<String>())
}

fn tell_imported(imported: &[ImportedFile]) -> Result<(), Fault> {
    for one in imported {
        let said = match one.state {
            "new" => "新的，已收进草稿",
            "same" => "和草稿一样",
            "newer" => "比草稿新，已更新草稿，可以撤销",
            "older" => "比草稿旧，没有取用",
            "form_new" => "表单已收下，可以用它新建",
            "form_same" => "表单这里已经有，内容相同",
            "diverged" if one.taken => "两边分别改过，已取用",
            _ => "没有取用",
        };
        match one.message.as_str() {
            "" => print_text(&format!("{}：{said}\n", one.file))?,
            message => tell(&format!("{}：{message}\n", one.file)),
        }
        if !one.missing.is_empty() {
            let names: Vec<String> = one.missing.iter().map(|name| format!("“{name}”")).collect();
            tell(&format!(
                "{}：没有找到它的附件{}。请把和它放在一起的附件文件夹也带来，再导入一次，或在窗口里“找附件…”。\n",
                one.file,
                names.join("、"),
            ));
        }
        if one.mended > 0 {
            let count = one.mended;
            print_text(&format!("{}：草稿里有 {count} 个附件已损坏，用它补好了\n", one.file))?;
        }
    }
    Ok(())
}

/// 2 where a file could not be read, 1 where one needs a decision.
fn status(imported: &[ImportedFile]) -> ExitCode {
    let has =
        |states: &[&str]| imported.iter().any(|one| states.contains(&one.state) && !one.taken);
    ExitCode::from(match (has(&["broken"]), has(&["diverged", "other_call", "form_changed"])) {
        (true, _) => 2,
        (false, true) => 1,
        (false, false) => 0,
    })
}
