//! PDFs that were made elsewhere are read and drawn in a process apart, one at a time, so that what they take is
//! bounded as a whole (photos: `decoding`). What could not be borne is remembered by its digest and not tried again: in
//! the folder of the
//! drafts too, until another version of the program may do better.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Mutex;

use apart::{Ended, Program};
use case::{DocumentEvidence, PdfFault};
use disk::write_whole;
use foundation::{Digest, Files, Px};
use paper::{ForeignPdf, PictureFault, Sheets, told_apart, try_pages_apart};

use crate::memory::lock;

/// The file in the folder of the drafts.
const FILE: &str = "pdf-not-borne.txt";
/// Judgement: nobody meets more of them; the oldest are forgotten.
const MOST_KEPT: usize = 1000;
const LONGEST_FILE: u64 = 1 << 20;
/// After so many pages that could not be drawn no other of the file is tried.
const MOST_PAGES_TRIED: usize = 3;
/// Judgement: no material that people read has more pages, and nobody waits for more to be tried.
const MOST_TRIED: usize = 500;
/// So many pages are tried by one process.
const TRIED_TOGETHER: usize = 25;
/// So many processes are started for the pages of a PDF; what is not found by then is let through.
const MOST_TRIALS: usize = 60;
/// A page by itself, where the machine is busy.
const TRIES_OF_ONE: usize = 3;
/// In the file it stands for what a PDF says beside its pages.
const BESIDE: &str = "beside";
/// The same for a photo.
const PICTURE: &str = "picture";
/// Another version of the program tries again.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How PDFs made elsewhere are read and drawn, and some photos decoded.
pub(crate) struct Elsewhere {
    program: Program,
    /// The folder of the drafts.
    home: Option<PathBuf>,
    /// Held while the process apart works.
    one: Mutex<()>,
    not_borne: Mutex<Option<NotBorne>>,
    tried: Mutex<BTreeMap<Digest, Tried>>,
}

type NotBorne = BTreeMap<(Digest, Asked), Ended>;

/// What of a file could not be borne.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Asked {
    /// To read it for its pages.
    Whole,
    /// To look for what it says beside them.
    Beside,
    /// To draw a page, counted from 0.
    Page(usize),
    /// To decode a photo.
    Picture,
}

impl Default for Elsewhere {
    fn default() -> Self {
        Self {
            program: Program::own(),
            home: None,
            one: Mutex::default(),
            not_borne: Mutex::default(),
            tried: Mutex::default(),
        }
    }
}

impl Elsewhere {
    pub(crate) fn with_home(self, home: Option<PathBuf>) -> Self {
        Self { home, ..self }
    }

    pub(crate) fn with_program(self, program: Program) -> Self {
        Self { program, ..self }
    }

    /// The program that works apart.
    pub(crate) fn program(&self) -> &Program {
        &self.program
    }

    /// Why it is not tried again.
    pub(crate) fn known(&self, files: &dyn Files, digest: Digest, asked: Asked) -> Option<Ended> {
        let mut kept = lock(&self.not_borne);
        let known = kept.get_or_insert_with(|| self.read(files));
        let pages = (digest, Asked::Page(0))..=(digest, Asked::Page(usize::MAX));
        let pages: Vec<Ended> = known.range(pages).map(|(_, ended)| *ended).collect();
        let same = known.get(&(digest, asked)).copied();
        let whole = known.get(&(digest, Asked::Whole)).copied();
        let tired = matches!(asked, Asked::Page(_)) && pages.len() >= MOST_PAGES_TRIED;
        same.or(whole).or(if tired { pages.last().copied() } else { None })
    }

    pub(crate) fn remember(
        &self,
        files: &dyn Files,
        (digest, asked): (Digest, Asked),
        ended: Ended,
    ) {
        if !ended.is_of_the_bytes() {
            return;
        }
        let mut kept = lock(&self.not_borne);
        let known = kept.get_or_insert_with(|| self.read(files));
        known.insert((digest, asked), ended);
        let Some(home) = self.home.as_ref().filter(|home| files.is_folder(home)) else { return };
        let mut text = String::new();
        for ((digest, asked), ended) in known.iter().take(MOST_KEPT) {
            let asked = match asked {
                Asked::Whole => "-".into(),
                Asked::Beside => BESIDE.into(),
                Asked::Picture => PICTURE.into(),
                Asked::Page(page) => page.to_string(),
            };
            let _ = writeln!(text, "{digest} {asked} {} {VERSION}", word(*ended));
        }
        // Where it cannot be written, it is tried once more after a restart.
        let _ = write_whole(&home.join(FILE), text.as_bytes(), files);
    }

    fn read(&self, files: &dyn Files) -> NotBorne {
        let file = self.home.as_ref().map(|home| home.join(FILE));
        let bytes = file.filter(|file| files.exists(file));
        let bytes = bytes.and_then(|file| files.read_up_to(&file, LONGEST_FILE).ok());
        let text = String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default();
        text.lines().filter_map(line).collect()
    }

    /// Reads a PDF from elsewhere apart, where it was not found to be more than can be borne. One at a time: `seen`
    /// says whether another has read it meanwhile.
    pub(crate) fn read_apart(
        &self,
        files: &dyn Files,
        bytes: impl FnOnce() -> Option<Vec<u8>>,
        seen: impl FnOnce() -> Option<Result<ForeignPdf, PdfFault>>,
    ) -> Option<Result<ForeignPdf, PdfFault>> {
        let _one = lock(&self.one);
        if let Some(seen) = seen() {
            return Some(seen);
        }
        let bytes = bytes()?;
        let digest = Digest::of(&bytes);
        if let Some(ended) = self.known(files, digest, Asked::Whole) {
            return Some(Err(fault(ended)));
        }
        let answered = ForeignPdf::read_apart(bytes, &self.program);
        Some(answered.unwrap_or_else(|ended| {
            self.remember(files, (digest, Asked::Whole), ended);
            Err(fault(ended))
        }))
    }

    /// What a PDF that goes along as it is says beside its pages, where it can be looked into. One at a time.
    pub(crate) fn told_apart(
        &self,
        files: &dyn Files,
        bytes: impl FnOnce() -> Option<Vec<u8>>,
    ) -> DocumentEvidence {
        let _one = lock(&self.one);
        let Some(bytes) = bytes() else { return DocumentEvidence::NotRead };
        let asked = (Digest::of(&bytes), Asked::Beside);
        if self.known(files, asked.0, asked.1).is_some() {
            return DocumentEvidence::NotRead;
        }
        match told_apart(bytes, &self.program) {
            Ok(told) => told.map_or(DocumentEvidence::NotRead, DocumentEvidence::Read),
            Err(ended) => {
                self.remember(files, asked, ended);
                DocumentEvidence::NotRead
            }
        }
    }

    /// Tries the pages of a PDF, each once, small, several in one process. Where several cannot be drawn, no other is
    /// tried. What failed for another reason than what is in it is tried again the next time.
    pub(crate) fn try_pages(
        &self,
        files: &dyn Files,
        pdf: &ForeignPdf,
        bytes: impl FnOnce() -> Option<Vec<u8>>,
    ) {
        let held = bytes().filter(|bytes| Digest::of(bytes) == pdf.digest());
        let Some(bytes) = held else { return };
        let (digest, count) = (pdf.digest(), pdf.sizes().len());
        let last = count.min(MOST_TRIED);
        let tried = Tried { beyond: count - last, ..Tried::default() };
        let mut trial = Trial { elsewhere: self, files, digest, bytes, tried, trials: 0 };
        for from in (0..last).step_by(TRIED_TOGETHER) {
            trial.try_pages(from..(from + TRIED_TOGETHER).min(last));
        }
        lock(&self.tried).insert(digest, trial.tried);
    }

    /// What came of it, where it was tried.
    pub(crate) fn tried(&self, pdf: &ForeignPdf) -> Option<Tried> {
        lock(&self.tried).get(&pdf.digest()).cloned()
    }

    /// Draws a page, counted from 1: apart where one from elsewhere lies under it.
    pub(crate) fn draw(
        &self,
        files: &dyn Files,
        sheets: &Sheets,
        page: usize,
        dpi: Px,
    ) -> Result<Vec<u8>, PictureFault> {
        let under = page.checked_sub(1).and_then(|index| sheets.pages.get(index));
        let Some(under) = under.and_then(|page| page.under.as_ref()) else {
            return paper::draw(sheets, page, dpi);
        };
        let _one = lock(&self.one);
        let (digest, index) = (under.pdf.digest(), Asked::Page(under.index));
        if let Some(ended) = self.known(files, digest, index) {
            return Err(PictureFault::NotDrawn { ended });
        }
        let drawn = paper::draw_apart(sheets, page, dpi, &self.program);
        if let Err(PictureFault::NotDrawn { ended }) = drawn {
            self.remember(files, (digest, index), ended);
        }
        drawn
    }
}

/// What came of trying the pages of a PDF.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tried {
    /// Those that cannot be drawn, counted from 1.
    pub(crate) not_drawn: Vec<usize>,
    /// How many were left out because the machine was busy.
    pub(crate) untried: usize,
    /// How many were left out because there are so many.
    pub(crate) beyond: usize,
}

/// The pages of a PDF while they are tried.
struct Trial<'t> {
    elsewhere: &'t Elsewhere,
    files: &'t dyn Files,
    digest: Digest,
    bytes: Vec<u8>,
    tried: Tried,
    /// Processes that were started.
    trials: usize,
}

impl Trial<'_> {
    /// Tries these together, and where the process ended over them, each half by itself.
    fn try_pages(&mut self, pages: Range<usize>) {
        if self.tried.not_drawn.len() >= MOST_PAGES_TRIED {
            return;
        }
        if self.trials >= MOST_TRIALS {
            self.tried.beyond += pages.len();
            return;
        }
        match self.try_once(&pages) {
            Ok(not_drawn) => self.tried.not_drawn.extend(not_drawn.iter().map(|page| page + 1)),
            Err(_) if pages.len() > 1 => {
                let middle = pages.start + pages.len() / 2;
                self.try_pages(pages.start..middle);
                self.try_pages(middle..pages.end);
            }
            Err(ended) if !ended.is_of_the_bytes() => self.tried.untried += 1,
            Err(ended) => {
                let asked = (self.digest, Asked::Page(pages.start));
                self.elsewhere.remember(self.files, asked, ended);
                self.tried.not_drawn.push(pages.start + 1);
            }
        }
    }

    /// A single page is waited for again where the machine was busy.
    fn try_once(&mut self, pages: &Range<usize>) -> Result<Vec<usize>, Ended> {
        let known = |page| self.elsewhere.known(self.files, self.digest, Asked::Page(page));
        if let Some(ended) = pages.clone().find_map(known) {
            return Err(ended);
        }
        let times = if pages.len() == 1 { TRIES_OF_ONE } else { 1 };
        let mut ended = Ended::WaitedInVain;
        for _ in 0..times {
            self.trials += 1;
            let _one = lock(&self.elsewhere.one);
            match try_pages_apart(self.bytes.clone(), pages, &self.elsewhere.program) {
                Ok(not_drawn) => return Ok(not_drawn),
                Err(Ended::WaitedInVain) => {}
                Err(other) => {
                    ended = other;
                    break;
                }
            }
        }
        Err(ended)
    }
}

/// In words that stay the same from version to version.
const WORDS: [(Ended, &str); 4] = [
    (Ended::TooLong, "long"),
    (Ended::TooMuchMemory, "memory"),
    (Ended::Fell, "fell"),
    (Ended::AnswerTooLong, "answer"),
];

fn word(ended: Ended) -> &'static str {
    WORDS.iter().find(|(known, _)| *known == ended).map_or("fell", |(_, word)| word)
}

fn line(line: &str) -> Option<((Digest, Asked), Ended)> {
    let mut words = line.split(' ');
    let digest = words.next()?.parse().ok()?;
    let asked = match words.next()? {
        "-" => Asked::Whole,
        BESIDE => Asked::Beside,
        PICTURE => Asked::Picture,
        page => Asked::Page(page.parse().ok()?),
    };
    let word = words.next()?;
    let ended = WORDS.iter().find(|(_, known)| *known == word)?.0;
    (words.next()? == VERSION).then_some(((digest, asked), ended))
}

/// What the end of the reader says of a file.
fn fault(ended: Ended) -> PdfFault {
    match ended {
        Ended::TooLong => PdfFault::TakesTooLong,
        Ended::TooMuchMemory | Ended::AnswerTooLong => PdfFault::TakesTooMuchMemory,
        Ended::Fell => PdfFault::EndsReader,
        Ended::WaitedInVain | Ended::NotStarted => PdfFault::NotReadThisTime,
    }
}
