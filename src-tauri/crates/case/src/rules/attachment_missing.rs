//! A401: a file that goes along is not where the case says, or not below the case file, so that it would be missing in
//! the folder.

use foundation::{Code, Finding};

use super::Input;
use super::attachment_words::{bring_hint, missing_hint, outside_hint};
use super::rule::{FILES, Look, NO_FIELD, Rule};
use crate::evidence::FileEvidence;

pub(super) const RULE: Rule = Rule {
    name: "attachment_missing",
    codes: &[Code::AttachmentMissing],
    looks: &[Look::Whole(NO_FIELD, FILES, attachment_missing)],
};

fn attachment_missing(input: Input<'_>, findings: &mut Vec<Finding>) {
    for file in input.named_files() {
        let (why, hint) = match file.evidence {
            FileEvidence::Missing => {
                let hint = match input.evidence.missing_folder(file.name) {
                    Some(folder) => bring_hint(folder),
                    None => missing_hint(input.evidence.place).to_owned(),
                };
                ("不在案例文件所说的位置。", hint)
            }
            FileEvidence::Outside => (
                "在案例文件所在的文件夹之外，不会读取，也不会报送。",
                outside_hint(input.evidence.place).to_owned(),
            ),
            FileEvidence::Unread(_) | FileEvidence::Found(_) => continue,
        };
        let message = format!("{}{why}", file.what);
        findings.push(super::error(Code::AttachmentMissing, file.path, message).hint(hint));
    }
}
