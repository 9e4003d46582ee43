//! `shenbao word`: a blank Word form to a form and a call.

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
