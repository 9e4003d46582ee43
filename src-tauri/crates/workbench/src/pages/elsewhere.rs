//! PDFs that were made elsewhere are read and drawn in a process apart, one at a time, so that what they take is
//! bounded as a whole. What could not be borne is remembered by its digest and not tried again: in the folder of the
//! drafts too, until another version of the program may do better.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Mutex;

use apart::{Ended, Program};
use case::PdfFault;
use disk::write_whole;
use foundation::{Digest, Files, Px};
use paper::{ForeignPdf, PictureFault, Sheets};

use crate::memory::lock;

/// The file in the folder of the drafts.
const FILE: &str = "pdf-not-borne.txt";
/// Judgement: nobody meets more of them; the oldest are forgotten.
const MOST_KEPT: usize = 1000;
const LONGEST_FILE: u64 = 1 << 20;
/// After so many pages that could not be drawn no other of the file is tried.
const MOST_PAGES_TRIED: usize = 3;
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

/// What could not be borne: a file, or a page of it counted from 0.
type NotBorne = BTreeMap<(Digest, Option<usize>), Ended>;

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

    /// Why a file, or a page of it, is not tried again.
    fn known(&self, files: &dyn Files, digest: Digest, page: Option<usize>) -> Option<Ended> {
        let mut kept = lock(&self.not_borne);
        let known = kept.get_or_insert_with(|| self.read(files));
        let of_file = known.range((digest, None)..=(digest, Some(usize::MAX)));
        let same = known.get(&(digest, page)).copied();
        let whole = known.get(&(digest, None)).copied();
        let pages: Vec<Ended> = of_file.map(|(_, ended)| *ended).collect();
        let tired = page.is_some() && pages.len() >= MOST_PAGES_TRIED;
        same.or(whole).or(if tired { pages.last().copied() } else { None })
    }

    fn remember(&self, files: &dyn Files, (digest, page): (Digest, Option<usize>), ended: Ended) {
        if !ended.is_of_the_bytes() {
            return;
        }
        let mut kept = lock(&self.not_borne);
        let known = kept.get_or_insert_with(|| self.read(files));
        known.insert((digest, page), ended);
        let Some(home) = self.home.as_ref().filter(|home| files.is_folder(home)) else { return };
        let mut text = String::new();
        for ((digest, page), ended) in known.iter().take(MOST_KEPT) {
            let page = page.map_or("-".into(), |page| page.to_string());
            let _ = writeln!(text, "{digest} {page} {} {VERSION}", word(*ended));
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
        if let Some(ended) = self.known(files, digest, None) {
            return Some(Err(fault(ended)));
        }
        let answered = ForeignPdf::read_apart(bytes, &self.program);
        Some(answered.unwrap_or_else(|ended| {
            self.remember(files, (digest, None), ended);
            Err(fault(ended))
        }))
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
        let (digest, index) = (under.pdf.digest(), Some(under.index));
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

fn line(line: &str) -> Option<((Digest, Option<usize>), Ended)> {
    let mut words = line.split(' ');
    let digest = words.next()?.parse().ok()?;
    let page = match words.next()? {
        "-" => None,
        page => Some(page.parse().ok()?),
    };
    let word = words.next()?;
    let ended = WORDS.iter().find(|(_, known)| *known == word)?.0;
    (words.next()? == VERSION).then_some(((digest, page), ended))
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
