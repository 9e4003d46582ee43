//! `shenbao`: everything from the terminal. Arguments in, words and exit status out; what is done is
//! done by the workbench. Exit status: 0 fine; 1 errors or unanswered 原则上; 2 wrong use, or a file
//! that cannot be read or written.

#![allow(clippy::print_stdout, clippy::print_stderr)]

mod arguments;
mod clock;
mod usage;
mod words;

use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use foundation::Finding;
use paper::Copy;
use serde::Serialize;
use workbench::{CallSummary, Desk, Exported, Fault, Workbench};

use arguments::{Arguments, Command};
use words::{fault_lines, finding_lines, window_words};

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return usage::answer(&error),
    };
    let clock = match clock::from_environment() {
        Ok(clock) => clock,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    match run(arguments.command, &Workbench::new(clock)) {
        Ok(code) => code,
        Err(fault) => {
            if let Fault::Blocked { findings } = &fault {
                eprint!("{}", finding_lines(findings));
                eprintln!("{fault}要先看样子，请加 --draft。");
                return ExitCode::from(1);
            }
            eprintln!("{fault}");
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, workbench: &Workbench) -> Result<ExitCode, Fault> {
    let desk = workbench.desk();
    match command {
        Command::Calls { json: true } => print_json(&workbench.calls()),
        Command::Calls { json: false } => workbench.calls().iter().for_each(print_call),
        Command::New { call, route, sample, output } => {
            let text = desk.new_case(&call, route.as_deref(), sample)?;
            match output {
                Some(path) => {
                    if let Some(kept) = desk.write_new_case(&path, &text)? {
                        eprintln!("提示：原有的文件已另存为 {}", kept.display());
                    }
                    eprintln!("已写入 {}", path.display());
                }
                None => print_text(&text),
            }
        }
        Command::Check { case, json } => {
            let findings = desk.check(&desk.open(&case)?);
            if json {
                print_json(&Findings { findings: &findings });
            } else {
                eprint!("{}", finding_lines(&findings));
            }
            return Ok(status(findings.iter().any(Finding::stops_final_copy)));
        }
        Command::Render { case, form, draft, output } => {
            refuse_case_itself(&case, &output)?;
            let rendered = desk.render(&desk.open(&case)?, form.as_deref(), copy(draft))?;
            write_file(&desk, &output, &rendered.pdf)?;
            eprint!("{}", finding_lines(&rendered.findings));
        }
        Command::Preview { case, form, page, dpi, output } => {
            refuse_case_itself(&case, &output)?;
            let png = desk.preview(&desk.open(&case)?, form.as_deref(), page, dpi)?;
            write_file(&desk, &output, &png)?;
        }
        Command::Export { case, out, draft, json } => {
            let exported = desk.export(&desk.open(&case)?, &out, copy(draft))?;
            if exported.numbered {
                eprintln!(
                    "提示：目标里已有同名而内容不同的文件夹，已原样保留；这一次的文件在“{}”。",
                    exported.folder.display()
                );
            }
            if json {
                print_json(&exported);
            } else {
                print_exported(&exported);
            }
        }
        Command::Lint { paths, json } => {
            let paths: Vec<&Path> = paths.iter().map(AsRef::as_ref).collect();
            let faults = desk.lint(&paths)?;
            if json {
                print_json(&Findings { findings: &faults });
            } else {
                eprint!("{}", fault_lines(&faults));
            }
            return Ok(status(!faults.is_empty()));
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn write_file(desk: &Desk<'_>, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    desk.write_file(path, bytes)?;
    eprintln!("已写入 {}", path.display());
    Ok(())
}

/// A case file is never replaced by its own paper.
fn refuse_case_itself(case: &Path, output: &Path) -> Result<(), Fault> {
    let same =
        case.canonicalize().ok().is_some_and(|case| output.canonicalize().is_ok_and(|o| o == case));
    if same { Err(Fault::OutputIsCase { path: output.to_owned() }) } else { Ok(()) }
}

fn print_call(call: &CallSummary) {
    println!("{}  {}", call.id, call.title);
    println!("    {}", window_words(call));
    let routes = call.routes.iter().map(|route| format!("{}（{}）", route.title, route.id));
    println!("    申报方式：{}", routes.collect::<Vec<_>>().join("、"));
    let forms = call.forms.iter().map(|form| format!("{}（{}）", form.title, form.id));
    println!("    表单：{}", forms.collect::<Vec<_>>().join("、"));
}

fn print_exported(exported: &Exported) {
    eprint!("{}", finding_lines(&exported.findings));
    println!("{}", exported.folder.display());
    for file in &exported.files {
        println!("  {}", file.path);
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

fn print_json(value: &impl Serialize) {
    let mut text =
        serde_json::to_string_pretty(value).expect("what the contract lists is always JSON");
    text.push('\n');
    print_text(&text);
}

/// A reader that has gone away, such as `head`, is no fault.
fn print_text(text: &str) {
    let _ = std::io::stdout().write_all(text.as_bytes());
}
