//! PDFs that were made elsewhere are read and drawn in a process apart, one at a time, so that what they take is
//! bounded as a whole. What could not be borne is remembered by its digest and not tried again: in the folder of the
//! drafts too, until another version of the program may do better.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Mutex;

use apart::{Ended, Program};
use case::{DocumentEvidence, PdfFault};
use disk::write_whole;
use foundation::{Digest, Files, Px};
use paper::{ForeignPdf, PictureFault, Sheets, told_apart};

use crate::memory::lock;

/// The file in the folder of the drafts.
const FILE: &str = "pdf-not-borne.txt";
/// Judgement: nobody meets more of them; the oldest are forgotten.
const MOST_KEPT: usize = 1000;
const LONGEST_FILE: u64 = 1 << 20;
/// After so many pages that could not be drawn no other of the file is tried.
const MOST_PAGES_TRIED: usize = 3;
/// In the file it stands for what a PDF says beside its pages.
const BESIDE: &str = "beside";
/// Another version of the program tries again.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// How PDFs made elsewhere are read and drawn.
pub(crate) struct Elsewhere {
    program: Program,
    /// The folder of the drafts.
    home: Option<PathBuf>,
    /// Held while the process apart works.
    one: Mutex<()>,
    not_borne: Mutex<Option<NotBorne>>,
}

type NotBorne = BTreeMap<(Digest, Asked), Ended>;

/// What of a file could not be borne.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Asked {
    /// To read it for its pages.
    Whole,
    /// To look for what it says beside them.
    Beside,
    /// To draw a page, counted from 0.
    Page(usize),
}

impl Default for Elsewhere {
    fn default() -> Self {
        Self {
            program: Program::own(),
            home: None,
            one: Mutex::default(),
            not_borne: Mutex::default(),
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

    /// Why it is not tried again.
    fn known(&self, files: &dyn Files, digest: Digest, asked: Asked) -> Option<Ended> {
        let mut kept = lock(&self.not_borne);
        let known = kept.get_or_insert_with(|| self.read(files));
        let pages = (digest, Asked::Page(0))..=(digest, Asked::Page(usize::MAX));
        let pages: Vec<Ended> = known.range(pages).map(|(_, ended)| *ended).collect();
        let same = known.get(&(digest, asked)).copied();
        let whole = known.get(&(digest, Asked::Whole)).copied();
        let tired = matches!(asked, Asked::Page(_)) && pages.len() >= MOST_PAGES_TRIED;
        same.or(whole).or(if tired { pages.last().copied() } else { None })
    }

    fn remember(&self, files: &dyn Files, (digest, asked): (Digest, Asked), ended: Ended) {
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
