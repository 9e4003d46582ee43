//! `shenbao roundup`: the recommending office. What came is told file by file; what goes on is written in one step.

use std::path::Path;
use std::process::ExitCode;

use foundation::{Finding, Severity};
use workbench::{Collect, Desk, Fault, Report, State};

use crate::bar;
use crate::terminal::{print_json, print_text, tell};
use crate::words::finding_lines;

/// What is asked for besides.
pub(crate) struct Asked<'a> {
    /// Where the submission goes; none where it is only looked at.
    pub(crate) out: Option<&'a Path>,
    /// Where return slips go; none where none are asked for.
    pub(crate) slips: Option<&'a Path>,
    /// Whether the package for the next office is written too.
    pub(crate) package: bool,
    pub(crate) json: bool,
}

/// Collects, and writes what goes on.
pub(crate) fn roundup(
    desk: &Desk<'_>,
    collect: &Collect,
    asked: &Asked<'_>,
) -> Result<ExitCode, Fault> {
    let collected = desk.collect(collect)?;
    let submitted = match asked.out {
        None => None,
        Some(out) => {
            let writing = bar::Writing::new();
            let written = desk.submit(&collected, (out, asked.package), &writing);
            drop(writing);
            written?
        }
    };
    if let Some(slips) = asked.slips {
        for path in desk.write_slips(&collected, slips)? {
            tell(&format!("已写入 {}\n", foundation::shown(&path)));
        }
    }
    let report = collected.report(submitted);
    tell_files(&report);
    if asked.json {
        print_json(&report)?;
    } else {
        print_text(&lines(&report))?;
    }
    Ok(ExitCode::from(u8::from(report.needs_decision)))
}

/// What could not be taken, by its name, and what waits for somebody.
fn tell_files(report: &Report) {
    for file in &report.taken {
        // What is only told stands in the list of the case itself, and would be the same for each.
        let weighs = |finding: &&Finding| finding.severity != Severity::Note;
        let findings: Vec<Finding> = file.findings.iter().filter(weighs).cloned().collect();
        if findings.is_empty() || matches!(file.state, State::Same | State::Older) {
            continue;
        }
        tell(&format!("{}\n{}", file.file, indented(&finding_lines(&findings))));
    }
    for folder in &report.unlisted {
        tell(&format!("{}：{}\n", folder.file, folder.message));
    }
    if !report.left.is_empty() {
        let first =
            report.left.iter().take(5).map(|path| name(path)).collect::<Vec<_>>().join("、");
        tell(&format!("提示：另有 {} 个文件不是案例，没有看：{first} 等。\n", report.left.len()));
    }
    tell(&finding_lines(&report.findings));
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

fn name(path: &str) -> String {
    foundation::name_text(Path::new(path).file_name().unwrap_or_default()).into_owned()
}

fn lines(report: &Report) -> String {
    let mut text = String::new();
    for file in &report.taken {
        let number = file.number.map_or_else(|| "－".to_owned(), |number| number.to_string());
        let state = state(file.state);
        text += &format!("{number}\t{state}\t{}\t{}\t{}\n", file.name, file.unit, file.file);
    }
    for quota in &report.quota {
        let most = quota.most.map_or_else(String::new, |most| format!("，不超过 {most} 个"));
        text += &format!("{}（{}）：{} 个{most}\n", quota.what, quota.group, quota.count);
    }
    if let Some(folder) = &report.folder {
        text += &format!("{folder}\n");
        text += &report.files.iter().map(|file| format!("  {}\n", file.path)).collect::<String>();
    }
    text.extend(report.package.iter().map(|package| format!("{package}\n")));
    if report.needs_decision {
        text += "有要处理的地方，报送的文件夹是草稿。\n";
    }
    text
}

fn state(state: State) -> &'static str {
    match state {
        State::New => "收下",
        State::Same => "相同",
        State::Newer => "较新",
        State::Older => "较旧",
        State::Double => "重复",
        State::OtherCall => "另一次征集",
        State::Broken => "没有收下",
    }
}
