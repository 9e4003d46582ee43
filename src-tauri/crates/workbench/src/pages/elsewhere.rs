//! PDFs that were made elsewhere are read and drawn in a process apart, one at a time, so that what they take is
//! bounded as a whole (photos: `decoding`). What could not be borne is remembered by its digest and not tried again: in
//! the folder of the
//! drafts too, until another version of the program may do better.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

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
const TRIED_TOGETHER: usize = 100;
/// Where nothing came of it because the machine was busy, it is tried so often.
const TRIES: usize = 3;
/// So long it takes to read a PDF and to try its first pages, as long as somebody waits for it; each further page may take
/// so much longer. Judgement: the five seconds after which people think that a program hangs, and a tenth of a second for
/// a page of a scan.
const SOON: Duration = Duration::from_millis(4_500);
const A_PAGE: Duration = Duration::from_millis(250);
/// Of the time to read it so much is left for its pages in any case.
const LEAST: Duration = Duration::from_millis(1_500);
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
    /// How long it took to read the last one.
    last_read: Mutex<Option<(Digest, Duration)>>,
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
            last_read: Mutex::default(),
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
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a person waits is no moment of her clock"
    )]
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
        let begun = Instant::now();
        let answered = ForeignPdf::read_apart(bytes, &self.program);
        *lock(&self.last_read) = Some((digest, begun.elapsed()));
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
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a person waits is no moment of her clock"
    )]
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
        let took = lock(&self.last_read).filter(|(read, _)| *read == digest);
        let took = took.map_or(Duration::ZERO, |(_, took)| took);
        let pages = A_PAGE * u32::try_from(last).unwrap_or(u32::MAX);
        let most = SOON.saturating_sub(took).max(LEAST) + pages;
        let tried = Tried { beyond: count - last, ..Tried::default() };
        let begun = Instant::now();
        let mut trial = Trial { elsewhere: self, files, digest, bytes, tried, begun, most };
        trial.try_all(last);
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
    begun: Instant,
    most: Duration,
}

impl Trial<'_> {
    /// Tries the pages, several in one process; behind one over which it ended the next goes on.
    fn try_all(&mut self, last: usize) {
        let (mut from, mut in_vain) = (0, 0);
        while from < last && self.tried.not_drawn.len() < MOST_PAGES_TRIED {
            let asked = |page| Asked::Page(page);
            if self.elsewhere.known(self.files, self.digest, asked(from)).is_some() {
                self.tried.not_drawn.push(from + 1);
                from += 1;
                continue;
            }
            let left = self.most.saturating_sub(self.begun.elapsed());
            if left.is_zero() || in_vain == TRIES {
                self.tried.untried += last - from;
                return;
            }
            let pages = from..(from + TRIED_TOGETHER).min(last);
            let one = lock(&self.elsewhere.one);
            let answer = try_pages_apart(self.bytes.clone(), &pages, &self.elsewhere.program, left);
            drop(one);
            let (done, ended) = match answer {
                Ok(done) => (done, None),
                Err(stopped) => (stopped.steps, Some(stopped.ended)),
            };
            let not_drawn = pages.zip(&done).filter(|(_, is_drawn)| !**is_drawn);
            self.tried.not_drawn.extend(not_drawn.map(|(page, _)| page + 1));
            in_vain = if done.is_empty() { in_vain } else { 0 };
            from += done.len();
            match ended {
                Some(ended) if ended.is_of_the_bytes() && from < last => {
                    self.elsewhere.remember(self.files, (self.digest, asked(from)), ended);
                    self.tried.not_drawn.push(from + 1);
                    from += 1;
                }
                Some(_) => in_vain += 1,
                None => {}
            }
        }
        self.tried.not_drawn.truncate(MOST_PAGES_TRIED);
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
