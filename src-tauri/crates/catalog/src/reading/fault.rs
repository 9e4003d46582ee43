//! A fault in a form or call folder: what is wrong, where, and what was probably meant.

use foundation::{Code, Severity};
use serde::Serialize;

/// One fault, in words for the person who writes the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What kind of thing it is.
    pub code: Code,
    /// A form with an error is not used; one with a warning is.
    pub severity: Severity,
    /// The same key as in findings about a case; a fault is never settled by a reason.
    pub needs_reason: bool,
    /// The file, as it was named to `lint`.
    pub file: String,
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// What is wrong. Chinese.
    pub message: String,
    /// What to do, often “是否想写…”. Chinese.
    pub hint: String,
    /// Always empty: the same key as in findings about a case.
    pub source: String,
}

impl Fault {
    /// Whether what has it cannot be used.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// One file while it is read: its name, its text, and where its faults go.
pub(crate) struct Page<'a> {
    pub(crate) file: &'a str,
    pub(crate) text: &'a str,
    pub(crate) faults: std::cell::RefCell<Vec<Fault>>,
}

impl<'a> Page<'a> {
    pub(crate) fn new(file: &'a str, text: &'a str) -> Self {
        Self { file, text, faults: std::cell::RefCell::default() }
    }

    /// Notes a fault at a byte offset of the text.
    pub(crate) fn fault(&self, code: Code, offset: usize, message: String, hint: String) {
        self.note(Severity::Error, code, offset, (message, hint));
    }

    /// Notes what should be looked at, in a form that can be used as it is.
    pub(crate) fn warn(&self, code: Code, offset: usize, message: String, hint: String) {
        self.note(Severity::Warning, code, offset, (message, hint));
    }

    fn note(
        &self,
        severity: Severity,
        code: Code,
        offset: usize,
        (message, hint): (String, String),
    ) {
        let before = &self.text[..self.text.floor_char_boundary(offset)];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        self.faults.borrow_mut().push(Fault {
            code,
            severity,
            needs_reason: false,
            file: self.file.to_owned(),
            line: before.matches('\n').count() + 1,
            column: before[line_start..].chars().count() + 1,
            message,
            hint,
            source: String::new(),
        });
    }

    /// Notes that a column of rows cannot have what stands at `offset`.
    pub(crate) fn no_column(&self, column: &str, what: &str, offset: usize) {
        let message = format!("列“{column}”不能写 {what}。");
        self.fault(Code::BadValue, offset, message, "请去掉这一项，或把它改成行外的栏目。".into());
    }

    pub(crate) fn has_faults(&self) -> bool {
        self.faults.borrow().iter().any(Fault::is_error)
    }

    /// What was noted, in the order of the file, each once.
    pub(crate) fn into_faults(self) -> Vec<Fault> {
        let mut faults = self.faults.into_inner();
        faults.sort_by_key(|fault| (fault.line, fault.column));
        faults.dedup();
        faults
    }
}

/// Words longer than this are not compared.
const LONGEST_WORD: usize = 100;

/// “是否想写“…”？”, if one of `known` is near to `word`; else the list of what is known.
pub fn probably_meant<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    // No word of ours is so long, and comparing takes the square of the length.
    let nearest = known
        .iter()
        .filter(|_| word.chars().nth(LONGEST_WORD).is_none())
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), *candidate))
        .min_by_key(|(distance, _)| *distance);
    match nearest {
        // Judgement: with up to half of its letters wrong it may still be the same word.
        Some((distance, candidate)) if distance * 2 <= word.chars().count() => {
            format!("是否想写“{candidate}”？")
        }
        _ if known.is_empty() => String::new(),
        _ => format!("这里可以写：{}。", known.join("、")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        assert_eq!(probably_meant("requird", ["label", "required"]), "是否想写“required”？");
        assert_eq!(probably_meant("zzz", ["label", "kind"]), "这里可以写：label、kind。");
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let page = Page::new("a.toml", "一\n标题 = 1");
        page.fault(Code::UnknownKey, "一\n标题 ".len(), String::new(), String::new());
        let fault = page.into_faults().remove(0);
        assert_eq!((fault.line, fault.column), (2, 4));
    }
}
