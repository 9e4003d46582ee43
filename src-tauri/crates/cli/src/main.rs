//! `shenbao`: everything from the terminal. Arguments in, words and exit status out; what is done is
//! done by the workbench. Exit status: 0 fine; 1 errors or unanswered 原则上; 2 wrong use, or a file
//! that cannot be read or written.

mod arguments;
mod bar;
mod drafts;
mod explain;
mod packages;
mod probe;
mod roundup;
mod scan;
mod serve;
mod terminal;
mod usage;
mod word;
mod words;

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use disk::Disk;
use foundation::{Files as _, Finding, shown};
use paper::Copy;
use serde::Serialize;
use workbench::{
    CallSummary, Choices, Collect, Desk, Exported, Fault, MachineClock, Office, Wanted, Workbench,
    home_from_environment, second_place,
};

use arguments::{Arguments, Command};
use terminal::{print_json, print_text, tell};
use words::{about_lines, fault_lines, finding_lines, window_words};

fn main() -> ExitCode {
    if workbench::answer_if_asked() {
        return ExitCode::SUCCESS;
    }
    workbench::outlive_file_limits();
    let arguments = match asked() {
        Ok(arguments) => arguments,
        Err(error) => return usage::answer(&error),
    };
    let clock = match MachineClock::from_environment() {
        Ok(clock) => clock,
        Err(message) => {
            tell(&format!("{message}\n"));
            return ExitCode::from(2);
        }
    };
    let mut workbench = Workbench::new(Box::new(clock))
        .with_home(home_from_environment())
        .with_second_place(second_place());
    if arguments.command.wants_installed_fonts() {
        workbench = workbench.with_installed_fonts();
    }
    if let Command::Serve { file: Some(file), .. } = &arguments.command {
        workbench = workbench.with_file(file);
    }
    for line in workbench.unused() {
        tell(&format!("提示：{line}\n"));
    }
    match run(arguments.command, &Arc::new(workbench)) {
        Ok(code) => code,
        Err(fault) => {
            if let Fault::Blocked { findings } = &fault {
                tell(&finding_lines(findings));
                tell(&format!("{fault}要先看样子，请加 --draft。\n"));
                return ExitCode::from(1);
            }
            tell(&format!("{fault}\n"));
            ExitCode::from(2)
        }
    }
}

/// What is asked for. Whoever starts it on Windows by a double click has no terminal that would stay to be read: it opens
/// the interface.
fn asked() -> Result<Arguments, clap::Error> {
    let mut given = std::env::args_os();
    if cfg!(windows) && given.len() <= 1 {
        return Arguments::try_parse_from(given.by_ref().chain(["serve".into()]));
    }
    Arguments::try_parse_from(given)
}

fn run(command: Command, workbench: &Arc<Workbench>) -> Result<ExitCode, Fault> {
    let desk = workbench.desk();
    match command {
        Command::Calls { json: true } => print_json(&workbench.calls())?,
        Command::Calls { json: false } => {
            print_text(&workbench.calls().iter().map(call_lines).collect::<String>())?;
        }
        Command::About { call, json } => {
            let about = desk.about(&call)?;
            if json {
                print_json(&about)?;
            } else {
                print_text(&about_lines(&about))?;
            }
        }
        Command::New { call, route, sample, from_word, output } => {
            let text = match from_word {
                Some(file) => word::from_word(&desk, &file, call.as_deref())?,
                None => {
                    let call = call.unwrap_or_default();
                    desk.new_case(&call, route.as_deref(), sample)?
                }
            };
            match output {
                Some(path) => {
                    if let Some(kept) = desk.write_new_case(&path, &text)? {
                        tell(&format!("提示：原有的文件已另存为 {}\n", shown(&kept)));
                    }
                    tell(&format!("已写入 {}\n", shown(&path)));
                }
                None => print_text(&text)?,
            }
        }
        Command::Check { case, with, slip, json } => {
            let open = desk.open_with(&case, &with)?;
            let mut findings = desk.check(&open);
            if let Some(slip) = slip {
                findings.splice(0..0, desk.remarks_of(&slip, &open.case)?);
            }
            if json {
                print_json(&Findings { findings: &findings })?;
            } else {
                tell(&finding_lines(&findings));
            }
            return Ok(status(findings.iter().any(Finding::stops_final_copy)));
        }
        Command::Render { cases, form, draft, blank, output, .. } => {
            cases.iter().try_for_each(|case| refuse_of_case(&desk, case, &output))?;
            let rendered = if blank {
                desk.render_blank(&desk.open(&cases[0])?.case, form.as_deref())?
            } else {
                desk.render_cases(&cases, form.as_deref(), copy(draft))?
            };
            write_file(&desk, &output, &rendered.pdf)?;
            tell(&finding_lines(&rendered.findings));
        }
        Command::Preview { case, form, page, dpi, output, .. } => {
            refuse_of_case(&desk, &case, &output)?;
            let png = desk.preview(&desk.open(&case)?, form.as_deref(), page, dpi)?;
            write_file(&desk, &output, &png)?;
        }
        Command::Export { case, out, with, draft, zip, json, .. } => {
            let writing = bar::Writing::new();
            let open = desk.open_with(&case, &with)?;
            let exported = desk.export(&open, &out, copy(draft), &writing);
            drop(writing);
            let exported = zipped(&desk, exported?, zip)?;
            if exported.numbered {
                tell(&format!(
                    "提示：目标里已有同名而内容不同的文件夹，已原样保留；这一次的文件在“{}”。\n",
                    shown(&exported.folder)
                ));
            }
            if json {
                print_json(&exported)?;
            } else {
                tell(&finding_lines(&exported.findings));
                tell(&cleaned_lines(&exported));
                print_text(&exported_lines(&exported))?;
            }
        }
        Command::Probe { paths, call, recursive, look, json } => {
            return probe::probe(&desk, &paths, call.as_deref(), (recursive, look), json);
        }
        Command::Scan { paths, case, json } => {
            return scan::scan(workbench, &paths, case.as_deref(), json);
        }
        Command::Serve { no_open, .. } => {
            if let Err(message) = serve::serve(workbench, !no_open) {
                tell(&format!("{message}\n"));
                return Ok(ExitCode::from(2));
            }
        }
        Command::Explain { code } => return explain::explain(&code),
        Command::Word { form, output: Some(output), .. } => {
            let open = desk.open(&form)?;
            for picture in desk.write_word(&open, &output)? {
                tell(&format!("图片“{picture}”没有放进去。\n"));
            }
            tell(&format!("已写入 {}\n", shown(&output)));
        }
        Command::Word { form, notice, out, json, output: None } => {
            let out = out.unwrap_or_default();
            return word::word(&desk, (&form, notice.as_deref()), &out, json);
        }
        Command::Pack { form: Some(call), output, json, .. } => {
            return packages::pack_form(&desk, &call, &output, json);
        }
        Command::Pack { case, draft, output, part_size, by, json, form: None } => {
            let wanted = Wanted { part_size, packer: by };
            return match (case, draft) {
                (Some(case), _) => packages::pack(&desk, &case, (&output, &wanted), json),
                (None, draft) => {
                    drafts::pack(workbench, draft.unwrap_or_default(), (&output, &wanted), json)
                }
            };
        }
        Command::Unpack { files, out, json } => {
            return packages::unpack(&desk, &files, out.as_deref(), json);
        }
        Command::Inspect { files, json } => return packages::inspect(&desk, &files, json),
        Command::Verify { folder, json } => return packages::verify(&desk, &folder, json),
        Command::Drafts { command } => return drafts::drafts(workbench, command),
        Command::Roundup { paths, call, by, kind, out, check: _, package, slips, reason, json } => {
            let office = Office { name: by.trim().to_owned(), kind };
            let choices = Choices::default();
            let without = out.clone();
            let collect = Collect { paths, without, call, office, reason, choices };
            let (out, slips) = (out.as_deref(), slips.as_deref());
            let asked = roundup::Asked { out, slips, package, json };
            return roundup::roundup(&desk, &collect, &asked);
        }
        Command::Lint { paths, json } => {
            let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
            let faults = desk.lint(&paths)?;
            if json {
                print_json(&Findings { findings: &faults })?;
            } else {
                tell(&fault_lines(&faults));
            }
            return Ok(status(faults.iter().any(catalog::Fault::is_error)));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write_file(desk: &Desk<'_>, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    desk.write_file(path, bytes)?;
    tell(&format!("已写入 {}\n", shown(path)));
    Ok(())
}

/// Refuses an output that would take the place of the case file or of a file that the case names. What keeps the case
/// from being read is told by whoever reads it.
pub(crate) fn refuse_of_case(desk: &Desk<'_>, case: &Path, output: &Path) -> Result<(), Fault> {
    let path = || output.to_owned();
    if !Disk.exists(output) {
        return Ok(());
    }
    if Disk.canonical(case) == Disk.canonical(output) {
        return Err(Fault::OutputIsCase { path: path() });
    }
    let is_of_case = desk.open(case).is_ok_and(|open| desk.names(&open, output));
    if is_of_case { Err(Fault::OutputIsOfCase { path: path() }) } else { Ok(()) }
}

fn call_lines(call: &CallSummary) -> String {
    let routes = call.routes.iter().map(|route| format!("{}（{}）", route.title, route.id));
    let forms = call.forms.iter().map(|form| format!("{}（{}）", form.title, form.id));
    format!(
        "{}  {}\n    {}\n    申报方式：{}\n    表单：{}\n",
        call.id,
        call.title,
        window_words(call),
        routes.collect::<Vec<_>>().join("、"),
        forms.collect::<Vec<_>>().join("、")
    )
}

pub(crate) fn exported_lines(exported: &Exported) -> String {
    let files = exported.files.iter().map(|file| format!("  {}\n", file.path));
    let zip = exported.zip.iter().map(|zip| format!("{}\n", shown(zip)));
    format!("{}\n{}", shown(&exported.folder), files.chain(zip).collect::<String>())
}

/// With the zip of the folder, where that is asked for.
pub(crate) fn zipped(desk: &Desk<'_>, exported: Exported, zip: bool) -> Result<Exported, Fault> {
    if !zip {
        return Ok(exported);
    }
    let writing = bar::Writing::new();
    let place = desk.zip(&exported.folder, &writing);
    drop(writing);
    Ok(exported.with_zip(place?))
}

/// What copies of photos and videos have lost.
fn cleaned_lines(exported: &Exported) -> String {
    let cleaned = exported.files.iter().filter(|file| !file.removed.is_empty());
    let lines = cleaned.map(|file| {
        let kept = file.label.as_ref().map_or_else(String::new, |label| format!("（保留{label}）"));
        format!("  {}：{}{kept}\n", file.path, file.removed.join("、"))
    });
    let lines: String = lines.collect();
    if lines.is_empty() {
        lines
    } else {
        format!("下列副本已去掉这些内容，原件不变：\n{lines}")
    }
}

fn copy(draft: bool) -> Copy {
    if draft { Copy::Draft } else { Copy::Final }
}

/// 0, or 1 where something stops the final copy.
fn status(stopped: bool) -> ExitCode {
    ExitCode::from(u8::from(stopped))
}

#[derive(Serialize)]
struct Findings<'f, T> {
    findings: &'f [T],
}
