//! A short answer that hardly fits its cell. The paper prints it whole, in small type and on as many lines as it
//! needs; whoever fills in the form may know a shorter way to say it.

use catalog::{Field, Form};
use foundation::{Code, FieldPath, Finding, Severity};

/// An answer as it was set in its cell, in the smallest type to which it may shrink.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerInCell {
    /// Which.
    pub path: FieldPath,
    /// On so many lines.
    pub lines: usize,
    /// Whether a word was torn, being longer than the cell is wide.
    pub torn: bool,
}

/// Judgement: on three lines an answer still reads as one.
const MOST_LINES: usize = 3;

/// A finding for an answer that takes more than three lines, or has a word longer than its cell is wide.
pub fn answer_too_long_for_cell(form: &Form, answer: &AnswerInCell) -> Option<Finding> {
    let label = label(form, &answer.path);
    let message = if answer.torn {
        format!("“{label}”里有一串连着的字母或数字比格子宽，印出来从中间断开。")
    } else if answer.lines > MOST_LINES {
        format!("“{label}”在格子里放不下，要排 {} 行。", answer.lines)
    } else {
        return None;
    };
    let hint = "请写得短一些；确实要写这么长的，照样可以印，请看一看版面。";
    let path = answer.path.clone();
    Some(Finding::new(Code::AnswerTooLongForCell, Severity::Note, path, message).hint(hint))
}

fn label(form: &Form, path: &FieldPath) -> String {
    let root = path.root();
    let column = path.as_str().rsplit('/').next().filter(|column| *column != root);
    let field = match column {
        Some(column) => form.column(root, column),
        None => form.field(root),
    };
    field.map(Field::plain_label).unwrap_or_default()
}
