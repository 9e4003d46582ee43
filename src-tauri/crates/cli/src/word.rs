//! `shenbao word`: a blank Word form to a form and a call; and `shenbao new --from-word`: a filled one to a case.

use std::path::Path;
use std::process::ExitCode;

use workbench::{Desk, Fault};

use crate::terminal::{print_json, tell};

/// Imports a form; exit status 1 where the file is no form of this kind.
pub(crate) fn word(
    desk: &Desk<'_>,
    (form, notice): (&Path, Option<&Path>),
    out: &Path,
    json: bool,
) -> Result<ExitCode, Fault> {
    match desk.import_word(form, notice, out, &[]) {
        Ok(imported) => {
            if json {
                print_json(&imported)?;
            } else {
                tell(&imported.lines());
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(fault @ Fault::NoWordForm { .. }) => {
            tell(&format!("{fault}\n"));
            Ok(ExitCode::from(1))
        }
        Err(fault) => Err(fault),
    }
}

/// The text of a case file of a filled Word file; what should be looked at is told.
pub(crate) fn from_word(desk: &Desk<'_>, file: &Path, call: Option<&str>) -> Result<String, Fault> {
    let filled = desk.case_from_word(file, call)?;
    let told = match filled.doubts.len() {
        0 => format!("{}：填了 {} 栏。\n", filled.call, filled.count),
        doubts => format!("{}：填了 {} 栏，{doubts} 处要看。\n", filled.call, filled.count),
    };
    tell(&told);
    for doubt in &filled.doubts {
        tell(&format!("- {}\n", doubt.line()));
    }
    Ok(filled.text)
}
