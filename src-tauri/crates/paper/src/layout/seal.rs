//! Places for seals and signatures: the square with its label and date, and the line to sign on.

use catalog::Seal;
use foundation::{Mm, Pt};

use super::content::{SetWords, Words, WordsKind};
use super::fit::{balanced, set_words, shrunk_to_width};
use super::flow_line::{FlowLine, SIGNATURE_LINE, put_flow_line};
use super::page::Pages;
use super::sheets::Item as PageItem;
use crate::text::{LineAlign, Paragraph, Piece};

/// Room for a seal: 45 mm and 5 mm to spare. Source: 国发〔1999〕25号, no seal of a county or
/// an institution is larger than 45 mm.
pub(crate) const SEAL_SIDE: Mm = Mm(50.0);
const SIGNATURE_HEIGHT: Mm = Mm(9.0);
/// The date under a seal or a signature, with room for a pen: 11 mm for the year and 7 mm each for month and day in 小四.
pub(crate) const DATE: &str = "            年        月        日";
/// White space under a line of the label or the date, as a share of the line: it reads as in Word.
const LEADING: f64 = 0.25;
/// The strip of a date under a signature: room above it for what is signed.
const DATE_LEADING: f64 = 1.4;

/// A place for a seal with its label and date.
#[derive(Clone, Debug)]
pub(crate) struct SetSeal<'a> {
    seal: &'a Seal,
    side: Mm,
    label: Vec<FlowLine>,
    date: Vec<FlowLine>,
}

/// Sets a seal into a square of this side.
pub(crate) fn set_seal<'a>(words: &Words<'a>, seal: &'a Seal, side: Mm) -> SetSeal<'a> {
    let mut paragraphs = words.seal_label(seal);
    let labels = paragraphs.len();
    if seal.date {
        let date = Piece::text(DATE, words.form.label_type);
        paragraphs.push(Paragraph::new(vec![date], words.fonts));
    }
    let words = paragraphs.into_iter();
    let words = words.map(|paragraph| SetWords { paragraph, kind: WordsKind::Label });
    let words = shrunk_to_width(words.collect(), side, LineAlign::Centre);
    let set = |words: &[SetWords]| {
        words.iter().flat_map(|words| balanced(words, side)).collect::<Vec<_>>()
    };
    let (label, date) = words.split_at(labels);
    SetSeal { seal, side, label: set(label), date: set(date) }
}

impl SetSeal<'_> {
    /// The side of its square.
    pub(crate) fn side(&self) -> Mm {
        self.side
    }

    /// Puts the square with its upper edge at `y` and its right edge at `right`.
    pub(crate) fn put(&self, pages: &mut Pages, right: Mm, y: Mm) {
        let x = right - self.side;
        pages.put(PageItem::SealPlace { id: self.seal.id.clone(), x, y, side: self.side });
        // The label runs through the middle of the seal, the date under it. Source: GB/T 9704-2012, seal
        // placement: 居中下压署名和成文日期.
        let height: Mm = self.label.iter().map(|line| line.height).sum();
        let mut line_y = y + (self.side - height) / 2.0;
        for line in self.label.iter().chain(&self.date) {
            put_flow_line(pages, line, x, line_y);
            line_y += line.height * (1.0 + LEADING);
        }
    }
}

/// The label of a signature, which of the form's, with room for the line behind it. The strip is high enough for a pen.
pub(crate) fn set_signature(
    (words, at): (&SetWords, usize),
    width: Mm,
    align: LineAlign,
) -> Vec<FlowLine> {
    let mut lines = set_words(words, width - SIGNATURE_LINE, Mm::ZERO, LineAlign::Left);
    for line in &mut lines {
        line.height = line.height.max(SIGNATURE_HEIGHT);
    }
    if let Some(last) = lines.last_mut() {
        let free = width - SIGNATURE_LINE - Mm::from(Pt(f64::from(last.line.width)));
        last.x = match align {
            LineAlign::Right => free,
            LineAlign::Centre => free / 2.0,
            _ => Mm::ZERO,
        };
        last.signed = Some(at);
    }
    lines
}

/// The date of a signature in the middle under its line, which is the `above`.
pub(crate) fn set_signature_date(
    words: &SetWords,
    above: Option<&FlowLine>,
    width: Mm,
) -> Vec<FlowLine> {
    let dates = shrunk_to_width(vec![words.clone()], SIGNATURE_LINE, LineAlign::Centre);
    let mut lines: Vec<FlowLine> = dates
        .iter()
        .flat_map(|date| set_words(date, SIGNATURE_LINE, Mm::ZERO, LineAlign::Centre))
        .collect();
    let x = above.filter(|above| above.signed.is_some()).map_or(width - SIGNATURE_LINE, |above| {
        above.x + Mm::from(Pt(f64::from(above.line.width)))
    });
    for line in &mut lines {
        line.x += x;
        line.height = line.height * DATE_LEADING;
    }
    lines
}
