//! The four questions that are answered in a process apart: what a PDF from elsewhere is, what it says beside its pages,
//! whether its pages can be drawn, and how a page looks under which one lies. Both sides of each stand here, so that they
//! say the same.

use apart::{Bounds, Ended, Program, Stopped};
use case::PdfFault;
use foundation::{Digest, Mm, Px};
use media::{AiLabel, AiLabelKind, AiShare, DocumentFacts};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use super::beside::told_beside;
use super::carry::{NotOurs, Reader, Writer};
use super::sense::Looking;
use super::{ForeignPdf, Inner};
use lopdf::Object;

use crate::layout::{Copy, Page, Sheets};
use crate::pdf::unseen::can_be_unpacked;
use crate::picture::{Drawing, Drawn, PictureFault, Trial};

const READ: u8 = 1;
const DRAW: u8 = 2;
const TELL: u8 = 3;
const TRY: u8 = 4;

/// Judgement: pages of offices are read and drawn in a tenth of it, also where the machine is slow. Large files get
/// more, as what is done with every byte takes its time.
const BUSY_SECONDS: u32 = 3;
const WAIT: Duration = Duration::from_millis(3_800);
const BYTES_PER_SECOND: u64 = 16 << 20;
/// Judgement: a page of a scan of 35 million points is drawn in it, and with what the program itself takes it stays
/// under 300 MB.
const MEMORY: u64 = 192 << 20;
/// A file is held as it came, as objects, and as the answer.
const MEMORY_PER_BYTE: u64 = 4;
/// How much more than the file itself comes back, as streams of objects come unpacked.
const ANSWER: u64 = 24 << 20;
/// A value takes some hundred bytes where it is read. Judgement: half a million are a book of forms.
const VALUES: u64 = 500_000;
/// A picture of more points than this is drawn smaller. Judgement: A4 at 600 dots to the inch has 35 million.
const MOST_POINTS: f64 = 40e6;
/// The same for a page larger than A2, which nobody looks at so closely: what draws it and whoever takes the picture stay
/// within 300 MB together.
const MOST_POINTS_OF_LARGE: f64 = 16e6;
/// A2 in square points: 420 by 594 mm.
const LARGE: f64 = 2.0e6;
/// Judgement: enough to take each step of drawing, and few points to wait for.
const TRIED_DPI: Px = 20;
/// Larger pages are tried with fewer.
const MOST_POINTS_TRIED: f64 = 2e6;
/// So long one page may take. Judgement: on a slow machine a page of a scan takes a quarter of it.
const TRIED: Duration = Duration::from_millis(2_500);
/// A point is held as a colour, as a sample, and packed.
const MEMORY_PER_POINT: u64 = 10;

fn bounds(bytes: u64, memory: u64) -> Bounds {
    let more = bytes / BYTES_PER_SECOND;
    let wait = WAIT + Duration::from_secs(more);
    Bounds {
        busy_seconds: BUSY_SECONDS + u32::try_from(more).unwrap_or(60),
        wait,
        step: wait,
        memory: MEMORY + memory,
        answer: ANSWER + 2 * bytes,
    }
}

/// Answers in the process apart, for `apart::answer_if_asked`.
pub fn answer(question: &[u8]) -> Vec<u8> {
    let mut reader = Reader { bytes: question };
    match reader.byte() {
        Ok(READ) => answer_read(reader.bytes),
        Ok(TELL) => answer_tell(reader.bytes),
        Ok(TRY) => answer_try(&mut reader).unwrap_or_default(),
        Ok(DRAW) => answer_draw(&mut reader).unwrap_or_default(),
        _ => Vec::new(),
    }
}

impl ForeignPdf {
    /// Reads a PDF in a process apart: why it cannot be taken along is an answer too.
    ///
    /// # Errors
    /// How the process ended without one.
    pub fn read_apart(bytes: Vec<u8>, program: &Program) -> Result<Result<Self, PdfFault>, Ended> {
        let length = bytes.len() as u64;
        let bounds = bounds(length, length.saturating_mul(MEMORY_PER_BYTE));
        let digest = Digest::of(&bytes);
        let answer = apart::ask(program, vec![vec![READ], bytes], &bounds)?;
        let mut reader = Reader { bytes: &answer };
        // An answer that is not ours is none.
        facts(&mut reader, digest).map_err(|NotOurs| Ended::Fell)
    }
}

/// Tries pages of a PDF that can be read, counted from 0: small, one after the other in one process apart, for no longer
/// than `most`; whether each was drawn.
///
/// # Errors
/// How the process ended without an answer: over the page behind those that were tried by then.
pub fn try_pages_apart(
    bytes: Vec<u8>,
    pages: &Range<usize>,
    program: &Program,
    most: Duration,
) -> Result<Vec<bool>, Stopped> {
    let length = bytes.len() as u64;
    let memory = length.saturating_mul(2 * MEMORY_PER_BYTE);
    let mut bounds = bounds(length, memory);
    // Each page by itself is bounded by the wait.
    let steps = u32::try_from(pages.len()).unwrap_or(u32::MAX);
    bounds.busy_seconds = bounds.busy_seconds.saturating_mul(steps);
    bounds.wait = most;
    bounds.step = TRIED;
    let ends = [pages.start, pages.end].map(|end| (end as u64).to_le_bytes());
    let question = vec![[&[TRY][..], &ends.concat()].concat(), bytes];
    let answer = apart::ask_in_steps(program, question, &bounds)?;
    if answer.len() != pages.len() {
        return Err(Stopped { ended: Ended::Fell, steps: Vec::new() });
    }
    Ok(answer.into_iter().map(|is_drawn| is_drawn != 0).collect())
}

/// A byte for each page: whether it was drawn; each is told when it is over, too.
fn answer_try(reader: &mut Reader<'_>) -> Result<Vec<u8>, NotOurs> {
    let mut end = || usize::try_from(reader.number()?).map_err(|_| NotOurs);
    let pages = end()?..end()?;
    let pdf = ForeignPdf::read(reader.bytes).map_err(|_| NotOurs)?;
    let pages = pages.start.min(pdf.inner.pages.len())..pages.end.min(pdf.inner.pages.len());
    let sheets = Sheets {
        pages: pages.clone().map(|index| Page::of_foreign(&pdf, index, Copy::Final)).collect(),
        outline: Vec::new(),
        parts: Vec::new(),
    };
    let trial = Trial::of(&sheets);
    let mut looking = Looking::at(pdf.document());
    let tried = pages.enumerate().map(|(at, index)| {
        let sense = looking.page(pdf.page(index));
        let drawn = trial.page(at, TRIED_DPI, MOST_POINTS_TRIED);
        let has_all = drawn == Drawn::Wholly || drawn == Drawn::WithoutPicture && sense.is_rare;
        let went_well = has_all && !sense.is_broken && has_contents(&pdf, index);
        apart::step_done(went_well);
        u8::from(went_well)
    });
    Ok(tried.collect())
}

/// Whether what a page draws is there and can be unpacked: readers show a page without it as an empty one.
fn has_contents(pdf: &ForeignPdf, index: usize) -> bool {
    let document = pdf.document();
    let page = document.get_dictionary(pdf.page(index)).ok();
    let Some(contents) = page.and_then(|page| page.get(b"Contents").ok()) else { return true };
    let mut to_do = vec![contents];
    while let Some(object) = to_do.pop() {
        match object {
            Object::Reference(id) => match document.objects.get(id) {
                // An array behind a reference; references to references are followed as far as there are objects.
                Some(Object::Reference(_)) | None => return false,
                Some(found) => to_do.push(found),
            },
            Object::Array(list) => to_do.extend(list),
            Object::Stream(stream) if !can_be_unpacked(stream) => return false,
            _ => {}
        }
    }
    true
}

/// What a PDF that goes along as it is says beside its pages, asked in a process apart; none where it cannot be read.
///
/// # Errors
/// How the process ended without an answer.
pub fn told_apart(bytes: Vec<u8>, program: &Program) -> Result<Option<DocumentFacts>, Ended> {
    let length = bytes.len() as u64;
    let bounds = bounds(length, length.saturating_mul(MEMORY_PER_BYTE));
    let answer = apart::ask(program, vec![vec![TELL], bytes], &bounds)?;
    told(&mut Reader { bytes: &answer }).map_err(|NotOurs| Ended::Fell)
}

fn answer_tell(bytes: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    let Some(facts) = told_beside(bytes) else { return vec![0] };
    writer.bytes.push(1);
    for name in [&facts.author, &facts.last_author, &facts.company, &facts.path] {
        writer.text(name.as_deref().unwrap_or_default().as_bytes());
    }
    let parts = [
        facts.has_remarks,
        facts.has_changes,
        facts.has_places,
        facts.has_files,
        facts.has_scripts,
        facts.has_hidden,
        facts.has_properties,
        facts.has_leftovers,
        facts.has_older,
        facts.is_seen_in_part,
    ];
    writer.bytes.extend(parts.map(u8::from));
    writer.bytes.push(byte_of(facts.ai_label));
    writer.bytes
}

fn told(reader: &mut Reader<'_>) -> Result<Option<DocumentFacts>, NotOurs> {
    if reader.byte()? == 0 {
        return Ok(None);
    }
    let mut name = || {
        let name = String::from_utf8_lossy(reader.text()?).into_owned();
        Ok(Some(name).filter(|name| !name.is_empty()))
    };
    let (author, last_author, company, path) = (name()?, name()?, name()?, name()?);
    let mut is_there = || Ok(reader.byte()? != 0);
    Ok(Some(DocumentFacts {
        author,
        last_author,
        company,
        has_remarks: is_there()?,
        has_changes: is_there()?,
        has_places: is_there()?,
        has_files: is_there()?,
        has_scripts: is_there()?,
        has_hidden: is_there()?,
        has_properties: is_there()?,
        has_leftovers: is_there()?,
        has_older: is_there()?,
        is_seen_in_part: is_there()?,
        path,
        has_cropped: false,
        ai_label: label_of(reader.byte()?),
    }))
}

/// In the order of the bytes that stand for each.
const KINDS: [AiLabelKind; 3] = [AiLabelKind::Aigc, AiLabelKind::SourceType, AiLabelKind::Manifest];
const SHARES: [AiShare; 4] = [AiShare::Made, AiShare::Changed, AiShare::Maybe, AiShare::Suspected];

/// The byte that stands for a label; 0 for none.
fn byte_of(label: Option<AiLabel>) -> u8 {
    let all = KINDS.into_iter().flat_map(|kind| SHARES.map(|share| AiLabel { kind, share }));
    let place = label.and_then(|label| all.clone().position(|known| known == label));
    place.and_then(|place| u8::try_from(place + 1).ok()).unwrap_or(0)
}

fn label_of(byte: u8) -> Option<AiLabel> {
    let place = usize::from(byte.checked_sub(1)?);
    let kind = *KINDS.get(place / SHARES.len())?;
    Some(AiLabel { kind, share: SHARES[place % SHARES.len()] })
}

/// In the order of the byte that stands for each; the page follows where there is one.
const FAULTS: [PdfFault; 7] = [
    PdfFault::NotAPdf,
    PdfFault::Encrypted,
    PdfFault::Damaged,
    PdfFault::NoPages,
    PdfFault::TooManyPages,
    PdfFault::TakesTooMuchMemory,
    PdfFault::NotPaper { page: 0 },
];

fn answer_read(bytes: &[u8]) -> Vec<u8> {
    let mut writer = Writer::default();
    let most = VALUES + bytes.len() as u64 / 8;
    let read = ForeignPdf::read(bytes).and_then(|pdf| {
        writer.bytes.push(0);
        writer.document(&pdf.inner.document, &pdf.inner.pages);
        for (width, height) in &pdf.inner.sizes {
            writer.number(width.0.to_bits());
            writer.number(height.0.to_bits());
        }
        writer.number(pdf.inner.not_embedded.len() as u64);
        for name in &pdf.inner.not_embedded {
            writer.text(name.as_bytes());
        }
        writer.bytes.push(u8::from(pdf.inner.has_hidden));
        if writer.values as u64 > most { Err(PdfFault::TakesTooMuchMemory) } else { Ok(()) }
    });
    match read {
        Ok(()) => writer.bytes,
        Err(fault) => {
            let (fault, page) = match fault {
                PdfFault::NotPaper { page } => (PdfFault::NotPaper { page: 0 }, page),
                other => (other, 0),
            };
            let number = FAULTS.iter().position(|known| *known == fault).unwrap_or(2);
            let mut writer =
                Writer { bytes: vec![1, u8::try_from(number).unwrap_or(2)], values: 0 };
            writer.number(page.into());
            writer.bytes
        }
    }
}

fn facts(reader: &mut Reader<'_>, digest: Digest) -> Result<Result<ForeignPdf, PdfFault>, NotOurs> {
    if reader.byte()? != 0 {
        let fault = FAULTS.get(usize::from(reader.byte()?)).ok_or(NotOurs)?;
        let page = u32::try_from(reader.number()?).map_err(|_| NotOurs)?;
        return Ok(Err(match fault {
            PdfFault::NotPaper { .. } => PdfFault::NotPaper { page },
            other => *other,
        }));
    }
    let (document, pages) = reader.document()?;
    let mut side = || Ok(Mm(f64::from_bits(reader.number()?)));
    let sizes = pages.iter().map(|_| Ok((side()?, side()?))).collect::<Result<_, _>>()?;
    let count = reader.count()?;
    let name = |_| Ok(String::from_utf8_lossy(reader.text()?).into_owned());
    let not_embedded = (0..count).map(name).collect::<Result<_, _>>()?;
    let has_hidden = reader.byte()? != 0;
    let inner = Inner { document, pages, sizes, digest, not_embedded, has_hidden };
    Ok(Ok(ForeignPdf { inner: Arc::new(inner) }))
}

/// Draws a page as `draw` does; one under which a page from elsewhere lies in a process apart.
///
/// # Errors
/// As `draw`, and `NotDrawn`.
pub fn draw_apart(
    sheets: &Sheets,
    page: usize,
    dpi: Px,
    program: &Program,
) -> Result<Vec<u8>, PictureFault> {
    let mut drawing = Drawing::of(sheets, page, dpi)?;
    if !drawing.is_from_elsewhere {
        return drawing.draw();
    }
    let points = drawing.points();
    let is_large = points / f64::from(drawing.scale).powi(2) > LARGE;
    let most = if is_large { MOST_POINTS_OF_LARGE } else { MOST_POINTS };
    if points > most {
        drawing.scale *= (most / points).sqrt() as f32;
    }
    let length = drawing.pdf.len() as u64;
    let points = points.min(most) as u64;
    let memory = length * MEMORY_PER_BYTE + points * MEMORY_PER_POINT;
    let mut bounds = bounds(length, memory);
    bounds.answer += points * 4;
    let mut head = vec![DRAW, u8::from(drawing.is_coloured)];
    head.extend_from_slice(&drawing.scale.to_le_bytes());
    let answer = apart::ask(program, vec![head, drawing.pdf], &bounds);
    let png = answer.map_err(|ended| PictureFault::NotDrawn { ended })?;
    if png.is_empty() { Err(PictureFault::NotDrawn { ended: Ended::Fell }) } else { Ok(png) }
}

fn answer_draw(reader: &mut Reader<'_>) -> Result<Vec<u8>, NotOurs> {
    let is_coloured = reader.byte()? != 0;
    let scale = [reader.byte()?, reader.byte()?, reader.byte()?, reader.byte()?];
    let scale = f32::from_le_bytes(scale);
    let drawing = Drawing::again(reader.bytes.to_vec(), scale, is_coloured);
    Ok(drawing.draw().unwrap_or_default())
}
