//! `shenbao scan`: what each page of some files is, and whether a set of them is whole.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use case::{PlaceFacts, SheetFacts, SheetState, SheetVerdict, missing_pages};
use foundation::{FileFault, PrintCode, Px, SheetCode, path_text};
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;
use crate::refusal::Refusal;
use crate::scanning::candidates::{Candidate, OfDrafts};
use crate::workbench::Workbench;

/// What was found in some files.
#[derive(Debug)]
pub struct Scanned {
    /// Their pages, in their order.
    pub pages: Vec<ScannedPage>,
    /// Files that could not be read.
    pub faults: Vec<FileFault>,
    /// Files with more pages than are read.
    pub cut: Vec<PathBuf>,
}

/// A page, as `scan --json` says it.
#[derive(Debug, Serialize)]
pub struct ScannedPage {
    /// The file.
    pub file: String,
    /// In the file, counted from 1.
    pub page: usize,
    /// How far it is turned clockwise: 0, 90, 180 or 270; none where nobody knows.
    pub turn: Option<u16>,
    /// How far askew it lies beyond that, in degrees clockwise.
    pub skew: Option<f64>,
    /// Pixels to the inch of the paper.
    pub dpi: Option<Px>,
    /// 核对码.
    pub code: Option<PrintCode>,
    /// `same`, `changed`, `other` or `unreadable`.
    pub case: &'static str,
    /// The form, where it is one of the case.
    pub form: Option<String>,
    /// The draft it is of.
    pub draft: Option<i64>,
    /// What that is called.
    pub title: Option<String>,
    /// The state of the case that was printed, where that is known.
    pub revision: Option<u64>,
    /// Whether it is of an earlier print, on which this page was the same.
    pub earlier: bool,
    /// Which page of its print.
    pub print_page: Option<u16>,
    /// How many its print has.
    pub print_pages: Option<u16>,
    /// What was changed since, as far as it is known what it said.
    pub changed: Vec<String>,
    /// Places for seals on it.
    pub seals: Vec<PlaceSeen>,
    /// Places for signatures on it.
    pub signatures: Vec<PlaceSeen>,
    /// Whether the same page is there more than once.
    pub doubled: bool,
    /// Pages of the same print that are in none of the files.
    pub missing: Vec<u16>,
}

/// A place for a seal or a signature.
#[derive(Debug, Serialize)]
pub struct PlaceSeen {
    /// The form.
    pub form: String,
    /// The seal or the signature.
    pub id: String,
    /// Whether it is there; none where a person must look.
    pub present: Option<bool>,
    /// How much of the place is red, from 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub red: Option<f64>,
    /// Whether what is there is as round and as large as a seal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub round: Option<bool>,
}

impl ScannedPage {
    /// Whether it is of the case, and the case still says it.
    pub fn is_good(&self) -> bool {
        self.case == SheetState::Same.word()
    }
}

/// Which case a sheet may be of, by its code.
type Whose<'w> = dyn FnMut(&SheetCode) -> Option<Arc<Candidate>> + 'w;

impl Workbench {
    /// Reads files against the drafts, which are open.
    ///
    /// # Errors
    /// Where they cannot be listed.
    pub fn scan_for_drafts(
        &self,
        files: &[PathBuf],
        told: &dyn Fn(usize),
    ) -> Result<Scanned, Refusal> {
        let mut drafts = OfDrafts::new(self)?;
        Ok(self.desk().scanned(files, told, &mut |code| drafts.of(code)))
    }
}

impl Desk<'_> {
    /// Reads files against a case file; against nothing where none is named, and then all sheets are of others.
    ///
    /// # Errors
    /// Where the case file cannot be read.
    pub fn scan(
        &self,
        files: &[PathBuf],
        case: Option<&Path>,
        told: &dyn Fn(usize),
    ) -> Result<Scanned, Fault> {
        let candidate = case.map(|case| Ok::<_, Fault>(Candidate::of(self, self.open(case)?)));
        let candidate = candidate.transpose()?.map(Arc::new);
        Ok(self.scanned(files, told, &mut |_| candidate.clone()))
    }

    fn scanned(&self, files: &[PathBuf], told: &dyn Fn(usize), whose: &mut Whose<'_>) -> Scanned {
        let mut scanned = Scanned { pages: Vec::new(), faults: Vec::new(), cut: Vec::new() };
        let mut codes = Vec::new();
        for (done, file) in files.iter().enumerate() {
            told(done);
            let mut layout = |code: &SheetCode| whose(code)?.layout(code);
            let read = match self.read_scan(file, &mut layout) {
                Ok(read) => read,
                Err(fault) => {
                    scanned.faults.push(fault);
                    continue;
                }
            };
            scanned.cut.extend(read.has_more.then(|| file.clone()));
            for (index, sheet) in read.sheets.into_iter().enumerate() {
                codes.push(sheet.code.clone());
                scanned.pages.push(page((file, index + 1), sheet, whose));
            }
        }
        put_sets(&mut scanned.pages, &codes);
        scanned
    }
}

fn page((file, number): (&Path, usize), sheet: SheetFacts, whose: &mut Whose<'_>) -> ScannedPage {
    let code = sheet.code.as_ref();
    let candidate = code.and_then(whose);
    let nothing = || case::judge_sheet(code, &[], &[]);
    let SheetVerdict { state, form, is_earlier } =
        candidate.as_ref().map_or_else(nothing, |candidate| candidate.judge(code));
    let own =
        candidate.as_ref().filter(|_| matches!(state, SheetState::Same | SheetState::Changed));
    let draft = own.and_then(|candidate| candidate.draft.clone());
    let changed = own.zip(code).filter(|_| state == SheetState::Changed);
    let seen = |place: PlaceFacts, is_seal: bool| PlaceSeen {
        form: place.form,
        id: place.id,
        present: place.present,
        red: is_seal.then_some(place.red),
        round: is_seal.then_some(place.round),
    };
    ScannedPage {
        file: path_text(file).into_owned(),
        page: number,
        turn: sheet.turn,
        skew: sheet.skew,
        dpi: sheet.dpi,
        code: code.map(|code| code.print),
        case: state.word(),
        form,
        draft: draft.as_ref().map(|(id, _)| *id),
        title: draft.map(|(_, title)| title),
        revision: own.zip(code).and_then(|(candidate, code)| candidate.revision(code)),
        earlier: is_earlier,
        print_page: code.map(|code| code.page),
        print_pages: code.map(|code| code.pages),
        changed: changed.map(|(own, code)| own.changed(code)).unwrap_or_default(),
        doubled: false,
        missing: Vec::new(),
        seals: sheet.seals.into_iter().map(|place| seen(place, true)).collect(),
        signatures: sheet.signatures.into_iter().map(|place| seen(place, false)).collect(),
    }
}

/// Which sheets belong together: those of one form of a case that say what it says now, of whichever print; others by
/// their print.
fn set_of(page: &ScannedPage, code: &SheetCode) -> (String, u16) {
    let form = page.form.clone().filter(|_| page.is_good());
    let of_case = form.map(|form| format!("{:?} {form}", page.draft));
    (of_case.unwrap_or_else(|| code.print.to_string()), code.pages)
}

/// Says of each page which others of its set are missing, and whether it is there more than once.
fn put_sets(pages: &mut [ScannedPage], codes: &[Option<SheetCode>]) {
    let mut sets: BTreeMap<(String, u16), Vec<u16>> = BTreeMap::new();
    for (page, code) in pages.iter().zip(codes) {
        if let Some(code) = code {
            sets.entry(set_of(page, code)).or_default().push(code.page);
        }
    }
    for (page, code) in pages.iter_mut().zip(codes) {
        let Some(code) = code else { continue };
        let Some(seen) = sets.get(&set_of(page, code)) else { continue };
        page.doubled = seen.iter().filter(|own| **own == code.page).count() > 1;
        let seen: BTreeSet<u16> = seen.iter().copied().collect();
        page.missing = missing_pages(code.pages, &seen);
    }
}
