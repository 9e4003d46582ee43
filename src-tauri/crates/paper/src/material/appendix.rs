//! Attachments on paper behind the material: photos two or four to a page, media reports with address and
//! screenshot.

use std::collections::BTreeMap;

use case::{Attachment, Case};
use foundation::{FieldPath, Mm};
use media::PaperPicture;

use super::place::{place, put_lines};
use super::style::{BODY, CAPTION, DEPTH, LINE, MEASURE, heading, to_next_line};
use super::units::{Figure, Setting, Text, Unit, caption, small};
use crate::fonts::Fonts;
use crate::layout::{Item, Pages, PartKind};

/// Between photos side by side.
const GUTTER: Mm = Mm(6.0);
/// A screenshot is no higher, so that its address stands on the same page.
pub(super) const SCREENSHOT: (Mm, Mm) = (MEASURE, Mm(225.0 / 22.0 * 16.0));

/// What of the appendix is there to print.
pub(super) struct Printed<'c> {
    pub(super) photos: Vec<(usize, &'c Attachment)>,
    pub(super) per_page: usize,
    pub(super) reports: Vec<(usize, &'c Attachment)>,
}

impl<'c> Printed<'c> {
    pub(super) fn of(case: &'c Case) -> Self {
        Self {
            photos: case.appendix_photos().collect(),
            per_page: case.appendix.photos_per_page.map_or(0, usize::from),
            reports: case.appendix_reports().collect(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.photos.is_empty() && self.reports.is_empty()
    }

    /// The box of a photo with its caption: two stand one under the other, four by twos.
    pub(super) fn photo_box(&self) -> (Mm, Mm) {
        let rows = DEPTH - LINE * 2.0;
        let height = LINE * ((rows / LINE).floor() / 2.0).floor();
        match self.per_page {
            4 => ((MEASURE - GUTTER) / 2.0, height),
            _ => (MEASURE, height),
        }
    }
}

/// Puts the appendix on pages of its own.
pub(super) fn put(
    printed: &Printed<'_>,
    pictures: &BTreeMap<String, PaperPicture>,
    fonts: Fonts,
    pages: &mut Pages,
) {
    let both = !printed.photos.is_empty() && !printed.reports.is_empty();
    let mut names = ["附录一　", "附录二　"].into_iter();
    let mut name = || if both { names.next().unwrap_or_default() } else { "附录　" };
    if !printed.photos.is_empty() {
        begin(&format!("{}照片", name()), fonts, pages);
        put_photos((printed, pictures), fonts, pages);
    }
    if !printed.reports.is_empty() {
        begin(&format!("{}媒体报道", name()), fonts, pages);
        let units = printed.reports.iter().enumerate();
        let units =
            units.flat_map(|(number, report)| report_units(number, *report, pictures, fonts));
        place(units.collect(), pages);
    }
}

fn begin(title: &str, fonts: Fonts, pages: &mut Pages) {
    if !pages.is_fresh() {
        pages.next();
    }
    let lines = Setting::centred(heading(1), fonts).lines("", title, &FieldPath::case());
    let section = Some((1, title.to_owned()));
    let text = Text { lines, leads: true, section, part: PartKind::Heading(1) };
    place(vec![Unit::Text(text)], pages);
    pages.skip(LINE);
}

fn put_photos(
    (printed, pictures): (&Printed<'_>, &BTreeMap<String, PaperPicture>),
    fonts: Fonts,
    pages: &mut Pages,
) {
    let columns = if printed.per_page == 4 { 2 } else { 1 };
    let (width, height) = printed.photo_box();
    for (row, photos) in printed.photos.chunks(columns).enumerate() {
        let figures: Vec<Figure> = photos
            .iter()
            .enumerate()
            .map(|(column, (index, photo))| {
                let number = row * columns + column + 1;
                let path = FieldPath::attachment(*index);
                let words = caption(
                    ("照片", number),
                    &photo.caption,
                    &Setting::centred(CAPTION, fonts),
                    &path,
                    width,
                );
                let below: Mm = words.iter().map(|line| line.height).sum();
                let room = (height - below - Figure::above() * 2.0).max(Mm(20.0));
                let picture = (photo.path.as_str(), pictures.get(&photo.path));
                Figure::new(picture, fonts, words, (width, room), path)
            })
            .collect();
        let tallest = figures.iter().map(Figure::height).fold(height, Mm::max);
        if tallest.0 > pages.room().0 && !pages.is_fresh() {
            pages.next();
        }
        put_row(figures, (width, tallest), pages);
    }
}

/// Puts photos side by side, each in the middle of its box, their captions under them.
fn put_row(figures: Vec<Figure>, (width, height): (Mm, Mm), pages: &mut Pages) {
    if height.0 > DEPTH.0 {
        // A caption that no page holds: one under the other, and it goes on.
        for figure in figures {
            let before = pages.begin(PartKind::Paragraph);
            put_lines(&figure.caption, pages);
            pages.end(before);
            to_next_line(pages);
        }
        return;
    }
    let (left, top) = (pages.left(), pages.y());
    for (column, figure) in figures.into_iter().enumerate() {
        let x = left + (width + GUTTER) * column as f64;
        let mut y = top + (height - figure.height()) / 2.0;
        let (before, has_picture) = (pages.begin(figure.part()), figure.picture.is_some());
        if let Some(picture) = figure.picture {
            y += Figure::above();
            let (x, field) = (x + (width - figure.width) / 2.0, Some(figure.field));
            let (width, height) = (figure.width, figure.height);
            let part = pages.part();
            pages.put(Item::Picture { x, y, width, height, picture, cropped: false, field, part });
            y += height + Figure::above();
        }
        let caption = has_picture.then(|| pages.begin(PartKind::Caption));
        for line in &figure.caption {
            pages.put_line(&line.line, x + line.x, y, line.height);
            y += line.height;
        }
        caption.into_iter().for_each(|caption| pages.end(caption));
        pages.end(before);
    }
    pages.skip(height);
}

/// The words, the address and the screenshot of a media report.
fn report_units<'a>(
    number: usize,
    (index, report): (usize, &Attachment),
    pictures: &BTreeMap<String, PaperPicture>,
    fonts: Fonts,
) -> Vec<Unit<'a>> {
    let path = FieldPath::attachment(index);
    let mark = format!("{}.", number + 1);
    let words = report.caption.split_whitespace().collect::<Vec<_>>().join(" ");
    let mark = if words.is_empty() { format!("{mark}媒体报道") } else { mark };
    let words = Setting::running(BODY, fonts).lines(&mark, &words, &path);
    let paragraph =
        |lines| Unit::Text(Text { lines, leads: true, section: None, part: PartKind::Paragraph });
    let mut units = vec![paragraph(words)];
    if !report.url.is_empty() {
        let lines = small(&report.url, &Setting::centred(CAPTION, fonts), Some(&path), MEASURE);
        units.push(paragraph(lines));
    }
    let picture = (report.path.as_str(), pictures.get(&report.path));
    units.push(Unit::Figure(Figure::new(picture, fonts, Vec::new(), SCREENSHOT, path)));
    units
}
