//! A scan of sealed sheets among the attachments: whether it still says what the case says, whether it is whole, whether seals
//! and signatures are seen. Who reads codes and who sets pages hands them in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalog::{Form, Per};
use foundation::{Code, FieldPath, Finding, Severity};

use crate::Case;
use crate::evidence::{PlaceFacts, ScanFacts, SheetFacts};
use crate::others::other::quoted;
use crate::sheets::{EarlierPrint, Print, SheetState, SheetVerdict, judge_sheet, missing_pages};
use crate::short;
use crate::words::print::printed_template;

/// A page of a scan, and what it is to the case.
struct Judged<'s> {
    /// Of which attachment, counted from 0.
    index: usize,
    /// In the file, counted from 1.
    number: usize,
    facts: &'s SheetFacts,
    verdict: SheetVerdict,
}

/// Everything found in scans, each with the index of its attachment, counted from 0. `stops` is whether what is wrong with
/// them keeps the final copy back: not where a form is printed, which may be the one to seal.
pub fn sealed_scans(
    case: &Case,
    scans: &[(usize, &ScanFacts)],
    (now, before): (&[Print], &[EarlierPrint]),
    stops: bool,
) -> Vec<Finding> {
    let severe = if stops { Severity::Error } else { Severity::Warning };
    let mut findings = Vec::new();
    let mut all = Vec::new();
    for (index, scan) in scans {
        let sheets = judged((*index, scan), (now, before));
        in_scan(case, *index, &sheets, severe, &mut findings);
        all.extend(sheets);
    }
    for (form, sheets) in by_form(&all) {
        let (path, title) = (FieldPath::attachment(sheets[0].index), title(case, &form));
        if let Some(message) = incomplete(&sheets, now) {
            let message = format!("盖章扫描件里的{title}{message}。");
            let hint = "请看看是不是漏扫、多扫了；整份扫描好，再重新添加。";
            let code = Code::SealedScanIncomplete;
            findings.push(Finding::new(code, Severity::Warning, path, message).hint(hint));
        } else if is_sealed(case, &sheets) {
            let message = format!("{title}已盖章，扫描件和现在填写的内容一致。");
            let hint = "以后再改表上的内容，程序会提醒重新打印、盖章。";
            let code = Code::SealedScanGood;
            findings.push(Finding::new(code, Severity::Note, path, message).hint(hint));
        }
    }
    findings
}

/// Whether scans show that all that a case is to have sealed is sealed: of every form begun that asks for a seal whole sheets
/// that say what it says now, and nothing else is found in any of them.
pub fn are_seen_sealed(case: &Case, scans: &[(usize, &ScanFacts)], now: &[Print]) -> bool {
    let found = sealed_scans(case, scans, (now, &[]), true);
    let sheets: Vec<_> = scans.iter().flat_map(|scan| judged(*scan, (now, &[]))).collect();
    let sealed = by_form(&sheets);
    let asks = |form: &&Arc<Form>| form.seals.iter().any(|seal| case.asks_for_seal(form, &seal.id));
    let begun = case.route_forms().iter().filter(|form| case.is_begun(form));
    let mut asked = begun.filter(|form| form.per == Per::Case).filter(asks);
    !found.is_empty()
        && found.iter().all(|finding| finding.code == Code::SealedScanGood)
        && asked.all(|form| sealed.get(&form.id).is_some_and(|sheets| is_sealed(case, sheets)))
}

/// What is found in one of them.
fn in_scan(
    case: &Case,
    index: usize,
    sheets: &[Judged<'_>],
    severe: Severity,
    findings: &mut Vec<Finding>,
) {
    let Some(attachment) = case.attachments.get(index) else { return };
    let what = format!("附件{}（{}）", index + 1, short(&attachment.path));
    let mut put = |code, severity, message: String, hint: &str| {
        let path = FieldPath::attachment(index);
        findings.push(Finding::new(code, severity, path, message).hint(hint));
    };
    for (form, sheets) in by_form(sheets) {
        let title = title(case, &form);
        let (changed, same) = parted(&sheets);
        if !changed.is_empty() {
            let pages = pages_words(&changed);
            let kept = match pages_words(&same) {
                words if words.is_empty() => String::new(),
                words => format!("{words}没有变，盖过章的可以接着用。"),
            };
            let message =
                format!("{what}里的{title}{pages}和现在填写的内容不一致，是改动以前打印的。");
            let hint =
                format!("请去掉这份扫描件，重新打印{title}{pages}，盖章、扫描后再添加。{kept}");
            put(Code::SealedScanStale, severe, message, &hint);
        }
    }
    let others = numbers(sheets, SheetState::Other);
    if !others.is_empty() {
        let message = format!("{what}的第{others}页是另一个案例或另一张表的。");
        let hint = "请看看是不是选错了文件；这几页请从扫描件里去掉，再重新添加。";
        put(Code::SealedScanOfOther, severe, message, hint);
    }
    for (severity, words) in places(case, sheets) {
        let hint = "请对照纸面看一看：已经盖了、签了的，不用管；漏了的请补上，重新扫描。";
        put(Code::SealNotSeen, severity, format!("{what}里{words}。"), hint);
    }
    let unread = numbers(sheets, SheetState::Unreadable);
    if !unread.is_empty() {
        let message =
            format!("{what}的第{unread}页没有读到核对码，程序不知道它和现在填写的内容是否一致。");
        let hint = "不是本程序打印的，请人工核对。是的，请用 200 dpi 以上、不裁边重新扫描。";
        put(Code::SealedScanNotRead, Severity::Note, message, hint);
    }
}

/// Whether sheets of which none is missing say what the form says now, a seal is seen on one, and none is missing.
fn is_sealed(case: &Case, sheets: &[&Judged<'_>]) -> bool {
    let seals = || sheets.iter().flat_map(|sheet| asked_seals(case, sheet.facts));
    sheets.iter().all(|sheet| sheet.verdict.state == SheetState::Same)
        && seals().all(|seal| seal.present != Some(false))
        && seals().any(|seal| seal.present == Some(true))
}

/// The seals on a page that the route of the case asks for, and those that are seen there though nobody asked.
fn asked_seals<'s>(case: &'s Case, facts: &'s SheetFacts) -> impl Iterator<Item = &'s PlaceFacts> {
    facts.seals.iter().filter(|place| {
        let form = case.forms().find(|form| form.id == place.form);
        place.present == Some(true) || form.is_none_or(|form| case.asks_for_seal(form, &place.id))
    })
}

fn judged<'s>(
    (index, scan): (usize, &'s ScanFacts),
    (now, before): (&[Print], &[EarlierPrint]),
) -> Vec<Judged<'s>> {
    let sheets = scan.sheets.iter().enumerate();
    let judged = sheets.map(|(page, facts)| Judged {
        index,
        number: page + 1,
        facts,
        verdict: judge_sheet(facts.code.as_ref(), now, before),
    });
    judged.collect()
}

type Pages = BTreeSet<u16>;

/// The pages of each form of the case, by their codes.
fn by_form<'s, 'j>(sheets: &'j [Judged<'s>]) -> BTreeMap<String, Vec<&'j Judged<'s>>> {
    let mut forms: BTreeMap<String, Vec<&Judged<'_>>> = BTreeMap::new();
    for sheet in sheets {
        if let Some(form) = &sheet.verdict.form {
            forms.entry(form.clone()).or_default().push(sheet);
        }
    }
    forms
}

/// The pages that were changed since, and those that were not.
fn parted(sheets: &[&Judged<'_>]) -> (Pages, Pages) {
    let pages = |state| {
        let of_state = sheets.iter().filter(|sheet| sheet.verdict.state == state);
        of_state.filter_map(|sheet| Some(sheet.facts.code.as_ref()?.page)).collect::<Pages>()
    };
    let changed = pages(SheetState::Changed);
    let same = pages(SheetState::Same).difference(&changed).copied().collect();
    (changed, same)
}

/// Which pages of a form are missing, and which are there more than once.
fn incomplete(sheets: &[&Judged<'_>], now: &[Print]) -> Option<String> {
    let codes: Vec<_> = sheets.iter().filter_map(|sheet| sheet.facts.code.as_ref()).collect();
    let form = sheets.first()?.verdict.form.as_ref()?;
    let has_changed = sheets.iter().any(|sheet| sheet.verdict.state == SheetState::Changed);
    let own = now.iter().find(|print| print.form == *form && !has_changed);
    let own = own.and_then(|print| u16::try_from(print.codes.len()).ok());
    let pages = own.or_else(|| codes.iter().map(|code| code.pages).max())?;
    let seen: Pages = codes.iter().map(|code| code.page).collect();
    let missing: Pages = missing_pages(pages, &seen).into_iter().collect();
    let doubled: Pages = seen
        .iter()
        .copied()
        .filter(|page| codes.iter().filter(|code| code.page == *page).count() > 1)
        .collect();
    let mut parts = Vec::new();
    if !missing.is_empty() {
        parts.push(format!("缺{}，一共 {pages} 页", pages_words(&missing)));
    }
    if !doubled.is_empty() {
        parts.push(format!("{}不止一张", pages_words(&doubled)));
    }
    (!parts.is_empty()).then(|| parts.join("；"))
}

/// Seals and signatures that are not there, and those of which nobody is sure.
fn places(case: &Case, sheets: &[Judged<'_>]) -> Vec<(Severity, String)> {
    let (mut missing, mut unclear) = (Vec::new(), Vec::new());
    for sheet in sheets.iter().filter(|sheet| sheet.verdict.state != SheetState::Other) {
        let page = sheet.facts.code.as_ref().map_or(0, |code| code.page);
        let seals = asked_seals(case, sheet.facts).map(|place| (place, "印章"));
        let signatures = sheet.facts.signatures.iter().map(|place| (place, "签名"));
        for (place, kind) in seals.chain(signatures) {
            let label = label(case, place);
            let words = format!("{}第{page}页{label}", title(case, &place.form));
            match place.present {
                Some(true) => {}
                Some(false) => missing.push(format!("{words}处没有看到{kind}")),
                None => unclear.push(format!("{words}处的{kind}看不清")),
            }
        }
    }
    let joined =
        |severity, words: Vec<String>| (!words.is_empty()).then(|| (severity, words.join("；")));
    let both = [joined(Severity::Warning, missing), joined(Severity::Note, unclear)];
    both.into_iter().flatten().collect()
}

fn label(case: &Case, place: &PlaceFacts) -> String {
    let form = case.forms().find(|form| form.id == place.form);
    let label = form.and_then(|form| {
        let seal = form.seal(&place.id);
        let seal = seal.and_then(|seal| printed_template(case, &seal.label));
        seal.or_else(|| form.signature(&place.id).map(|signature| signature.label.clone()))
    });
    let label = label.unwrap_or_default();
    let label = label.trim().trim_end_matches(['：', ':']);
    if label.is_empty() { String::new() } else { quoted(label) }
}

fn title(case: &Case, form: &str) -> String {
    let known = case.forms().find(|known| known.id == form);
    known.map_or_else(String::new, |form| quoted(&form.short))
}

/// `第1、3页`; nothing for none.
fn pages_words(pages: &Pages) -> String {
    let words: Vec<String> = pages.iter().map(u16::to_string).collect();
    if words.is_empty() { String::new() } else { format!("第{}页", words.join("、")) }
}

/// The numbers in the file of the pages of a state.
fn numbers(sheets: &[Judged<'_>], state: SheetState) -> String {
    let of_state = sheets.iter().filter(|sheet| sheet.verdict.state == state);
    of_state.map(|sheet| sheet.number.to_string()).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use catalog::{Catalog, Folder};
    use foundation::{Digest, PrintCode, SheetCode};

    use super::*;
    use crate::{Attachment, AttachmentKind};

    include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/catalog/of_tests.rs"));

    /// A case of a call with two forms, each with a place for a seal.
    fn case() -> Case {
        let mut folders = Catalog::built_in_folders();
        folders.push(of_tests!("forms/award", "form.toml", "paper.grid"));
        folders.push(of_tests!("forms/six-students", "form.toml", "paper.grid"));
        let form = "[[form]]\nid = \"award\"\n";
        let call = of_tests!("calls/award", "call.toml").files.remove("call.toml").unwrap();
        let call = call.replacen(form, &format!("{form}\n[[form]]\nid = \"six-students\"\n"), 1);
        let call = call.replace("\n[[form.field]]\nid = \"links\"\nleast = 2\nmost = 4\n", "");
        let files = [("call.toml".to_owned(), call)].into();
        folders.push(Folder { path: "calls/two-seals".into(), files });
        let catalog = Catalog::of(folders);
        let mut case = Case::new(catalog.call("two-seals").unwrap().clone());
        case.attachments.push(Attachment {
            path: "盖章.pdf".into(),
            kind: AttachmentKind::SealedScan,
            caption: String::new(),
            url: String::new(),
            form: String::new(),
            slot: String::new(),
        });
        case
    }

    /// A form of one page, as it would be printed now.
    fn print(form: &str) -> Print {
        let origin = Digest::of(form.as_bytes());
        let code = SheetCode::new(PrintCode::of(origin), (1, 1), origin, origin).unwrap();
        Print { form: form.to_owned(), origin, codes: vec![code] }
    }

    fn sealed(print: &Print, id: &str) -> SheetFacts {
        let seal = PlaceFacts {
            form: print.form.clone(),
            id: id.to_owned(),
            present: Some(true),
            red: 0.2,
            round: true,
        };
        SheetFacts {
            code: Some(print.codes[0].clone()),
            seals: vec![seal],
            ..SheetFacts::default()
        }
    }

    #[test]
    fn a_case_is_sealed_when_each_form_that_asks_for_a_seal_is() {
        let case = case();
        let now = ["award", "six-students"].map(print);
        let sheets = [sealed(&now[0], "unit"), sealed(&now[1], "school")];
        let says = |sheets: &[SheetFacts]| {
            let scan = ScanFacts { sheets: sheets.to_vec(), ..ScanFacts::default() };
            are_seen_sealed(&case, &[(0, &scan)], &now)
        };
        assert!(says(&sheets));
        assert!(!says(&sheets[..1]), "the other form is not sealed");
        assert!(!says(&sheets[1..]), "the other form is not sealed");
        assert!(!says(&[]), "nothing is");
        let mut unseen = sheets.clone();
        unseen[1].seals[0].present = None;
        assert!(!says(&unseen), "nobody is sure of one seal");
    }
}
