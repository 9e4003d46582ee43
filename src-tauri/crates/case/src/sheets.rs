//! Sheets of paper and what a case says now: whether a sheet still says it. Codes come in as values; who reads them from paper
//! and who sets pages is in other rooms.

use std::collections::BTreeSet;

use foundation::{Digest, PrintCode, SheetCode};

/// A form as it would be printed now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The form.
    pub form: String,
    /// Whose it is: `sheet_origin`.
    pub origin: Digest,
    /// The codes of its pages, in their order.
    pub codes: Vec<SheetCode>,
}

/// A print that was made before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierPrint {
    /// The form.
    pub form: String,
    /// Its 核对码.
    pub print: PrintCode,
    /// Whether the case says now what it said then, though it may be set another way.
    pub is_now: bool,
}

/// What a sheet is to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetState {
    /// It says what the case says.
    Same,
    /// It is of the case, which was changed since.
    Changed,
    /// It is of another case.
    Other,
    /// It has no code that could be read.
    Unreadable,
}

impl SheetState {
    /// The word of the contract.
    pub fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Other => "other",
            Self::Unreadable => "unreadable",
        }
    }
}

/// What a sheet is to a case, and of which form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetVerdict {
    /// What it is.
    pub state: SheetState,
    /// The form; none of what is of no form of the case.
    pub form: Option<String>,
    /// Whether it is of an earlier print, on which this page was the same.
    pub is_earlier: bool,
}

/// What a sheet is to a case, by the forms as they would be printed now, and by the prints of before that are known.
pub fn judge_sheet(
    code: Option<&SheetCode>,
    now: &[Print],
    before: &[EarlierPrint],
) -> SheetVerdict {
    let verdict = |state, form: Option<&String>, is_earlier| SheetVerdict {
        state,
        form: form.cloned(),
        is_earlier,
    };
    let Some(code) = code else { return verdict(SheetState::Unreadable, None, false) };
    let is_print = |print: &&Print| print.codes.iter().any(|own| own.print == code.print);
    if let Some(print) = now.iter().find(is_print) {
        return verdict(SheetState::Same, Some(&print.form), false);
    }
    if let Some(print) = before.iter().find(|print| print.print == code.print) {
        let form = Some(&print.form);
        // The same words set another way are another print.
        let says_it = print.is_now || now.iter().any(|now| has_page(now, code));
        return verdict(if says_it { SheetState::Same } else { SheetState::Changed }, form, true);
    }
    if let Some(print) = now.iter().find(|print| has_page(print, code)) {
        return verdict(SheetState::Same, Some(&print.form), true);
    }
    match now.iter().find(|print| code.is_from(print.origin)) {
        Some(print) => verdict(SheetState::Changed, Some(&print.form), false),
        None => verdict(SheetState::Other, None, false),
    }
}

fn has_page(print: &Print, code: &SheetCode) -> bool {
    code.is_from(print.origin) && print.codes.iter().any(|own| own.says_what(code))
}

/// Which pages of so many are not among these.
pub fn missing_pages(pages: u16, seen: &BTreeSet<u16>) -> Vec<u16> {
    (1..=pages).filter(|page| !seen.contains(page)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn print(words: [&str; 2], origin: &[u8]) -> Print {
        let origin = Digest::of(origin);
        let sheets = words.map(|words| Digest::of(words.as_bytes()));
        let all = PrintCode::of(Digest::of(words.concat().as_bytes()));
        let code = |(index, sheet)| SheetCode::new(all, (index + 1, 2), origin, sheet).unwrap();
        Print {
            form: "form".into(),
            origin,
            codes: sheets.into_iter().enumerate().map(code).collect(),
        }
    }

    #[test]
    fn a_sheet_is_the_same_changed_or_of_another() {
        let (now, before) = (print(["a", "b"], b"1"), print(["a", "c"], b"1"));
        let other = print(["a", "b"], b"2");
        let judge = |code: Option<&SheetCode>| {
            let verdict = judge_sheet(code, std::slice::from_ref(&now), &[]);
            (verdict.state, verdict.is_earlier)
        };
        assert_eq!(judge(Some(&now.codes[1])), (SheetState::Same, false));
        // Its first page says what it says now.
        assert_eq!(judge(Some(&before.codes[0])), (SheetState::Same, true));
        assert_eq!(judge(Some(&before.codes[1])), (SheetState::Changed, false));
        let unknown = print(["x", "y"], b"2");
        assert_eq!(judge(Some(&unknown.codes[0])), (SheetState::Other, false));
        assert_eq!(judge(Some(&other.codes[0])).0, SheetState::Same, "60 bits say the same");
        assert_eq!(judge(None), (SheetState::Unreadable, false));
    }

    #[test]
    fn a_print_that_was_sent_is_the_same_where_the_case_says_the_same() {
        let (now, before) = (print(["a", "b"], b"1"), print(["A", "B"], b"1"));
        let earlier =
            |is_now| EarlierPrint { form: "form".into(), print: before.codes[0].print, is_now };
        for (is_now, state) in [(true, SheetState::Same), (false, SheetState::Changed)] {
            let verdict =
                judge_sheet(Some(&before.codes[0]), std::slice::from_ref(&now), &[earlier(is_now)]);
            assert_eq!((verdict.state, verdict.is_earlier), (state, true));
        }
    }

    #[test]
    fn pages_that_are_missing_are_named() {
        assert_eq!(missing_pages(4, &[2, 4].into()), [1, 3]);
    }
}
