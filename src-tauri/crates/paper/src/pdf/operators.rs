//! A page as printpdf operators. PDF counts from the bottom left, pages here from the top left.

use std::collections::BTreeMap;
use std::ops::Range;

use foundation::{Mm, Pt};
use media::PaperPicture;
use printpdf::{
    Codepoint, Color, CurTransMat, DictItem, Greyscale, Line, LinePoint, Op, PaintMode,
    PdfFontHandle, Point, Polygon, PolygonRing, TextItem, TextMatrix, TextRenderingMode,
    WindingOrder,
};

use super::fonts::{Fonts, box_glyph, draft_mark};
use super::pictures::{Pictures, placed};
use super::tags::Tags;
use crate::layout::{Item, Page, PartId, PrintedCode, Run, TextGlyph};
use crate::text::TickShape;

/// Rules of tables and boxes: half a point, Word's default for tables.
const RULE: f32 = 0.5;
/// The stroke of a tick.
const TICK: f32 = 1.2;
/// The words beside a code: read when they are looked for, and no more.
const CODE_GREY: f32 = 0.4;
/// 草稿 is light enough to read through.
const DRAFT_GREY: f32 = 0.86;
const DRAFT_SIZE: f32 = 150.0;

/// What draws a page, and what its marked sequences belong to, by their numbers.
pub(crate) struct Drawn {
    pub(crate) operators: Vec<Op>,
    /// For each number of a marked sequence, the part of what stands in it. Empty where nothing is marked.
    pub(crate) marked: Vec<PartId>,
}

/// Draws a page. Where there are `tags`, what belongs to a part is told by a number (ISO 32000-1, 14.7.4.2), and all else
/// is an artifact.
///
/// Pictures come first and the mark of a draft after them, so that neither hides words and no picture
/// hides the mark.
pub(crate) fn drawn(
    page: &Page,
    fonts: &Fonts,
    pictures: &Pictures<'_>,
    tags: Option<&Tags<'_>>,
) -> Drawn {
    let mut ops = vec![
        Op::SetOutlineColor { col: grey(0.0) },
        Op::SetOutlineThickness { pt: printpdf::Pt(RULE) },
    ];
    let drawing = Drawing { height: page.height, width: page.width, fonts, pictures };
    let mut marks = Marks { tags, in_artifact: false, marked: Vec::new() };
    for item in &page.items {
        if let Item::Picture { part, .. } = item {
            marks.begin(*part, None, &mut ops);
            drawing.picture(item, &mut ops);
            marks.end(&mut ops);
        }
    }
    let mut items = page.items.iter().peekable();
    while let Some(item) = items.next() {
        match item {
            Item::DraftMark => {
                marks.end_artifact(&mut ops);
                drawing.draft_mark(&mut ops);
            }
            Item::Text(run) => {
                let mut line = vec![run];
                while let Some(Item::Text(next)) =
                    items.next_if(|next| matches!(next, Item::Text(next) if next.line == run.line))
                {
                    line.push(next);
                }
                let mut boxes = Vec::new();
                while let Some(next) = items.next_if(|next| is_on_line(next, run)) {
                    boxes.extend(Ticked::of(next));
                }
                drawing.line_of_text(&line, &boxes, (&mut marks, &mut ops));
            }
            Item::Rule { x1, y1, x2, y2 } => {
                marks.artifact(&mut ops);
                ops.push(drawing.line(&[(*x1, *y1), (*x2, *y2)], false));
            }
            Item::Tick { .. } => {
                let boxes = Ticked::of(item);
                boxes.iter().for_each(|one| drawing.tick(one, (&mut marks, &mut ops)));
            }
            Item::Code(code) => {
                marks.end_artifact(&mut ops);
                drawing.code(code, &mut ops);
            }
            Item::Picture { .. } | Item::SealPlace { .. } | Item::SignaturePlace { .. } => {}
        }
    }
    marks.end_artifact(&mut ops);
    Drawn { operators: ops, marked: marks.marked }
}

/// A box that is drawn.
struct Ticked {
    x: Mm,
    y: Mm,
    side: Mm,
    ticked: bool,
    shape: TickShape,
    /// The character that it is read and copied as.
    said: char,
    part: Option<PartId>,
}

impl Ticked {
    fn of(item: &Item) -> Option<Self> {
        let Item::Tick { x, y, side, ticked, shape, missing, part, .. } = item else { return None };
        let said = missing.unwrap_or(match (shape, ticked) {
            (TickShape::Square, false) => '□',
            (TickShape::Square, true) => '☑',
            (TickShape::Circle, false) => '○',
            (TickShape::Circle, true) => '◉',
        });
        let (x, y, side) = (*x, *y, *side);
        Some(Self { x, y, side, ticked: *ticked, shape: *shape, said, part: *part })
    }
}

/// Whether an item is a box between the words of a line.
fn is_on_line(item: &Item, line: &Run) -> bool {
    let Item::Tick { y, side, part, .. } = item else { return false };
    *part == line.part && (*y..*y + *side).contains(&(line.baseline - *side / 4.0))
}

/// The sequences of a page while it is drawn. They do not stand in each other, for some readers lose their way then:
/// one has both the number and what is read and copied (ISO 32000-1, 14.9.4).
struct Marks<'t> {
    tags: Option<&'t Tags<'t>>,
    in_artifact: bool,
    marked: Vec<PartId>,
}

impl Marks<'_> {
    /// What is drawn until `end` belongs to this part, and is read and copied as this text where one is given.
    fn begin(&mut self, part: Option<PartId>, said: Option<&str>, ops: &mut Vec<Op>) {
        let part = part.and_then(|part| Some((part, self.tags?.name(part))));
        let mut map = BTreeMap::new();
        if let Some(said) = said {
            let mut data = vec![0xFE, 0xFF];
            data.extend(said.encode_utf16().flat_map(u16::to_be_bytes));
            map.insert("ActualText".to_owned(), DictItem::String { data, literal: false });
        }
        let mut tag = "Span";
        match part {
            Some((part, name)) => {
                self.end_artifact(ops);
                let number = i64::try_from(self.marked.len()).unwrap_or(i64::MAX);
                map.insert("MCID".to_owned(), DictItem::Int(number));
                self.marked.push(part);
                tag = if said.is_some() { tag } else { name };
            }
            None => self.artifact(ops),
        }
        ops.push(Op::BeginMarkedContentWithProperties {
            tag: tag.into(),
            properties: DictItem::Dict { map },
        });
    }

    fn end(&self, ops: &mut Vec<Op>) {
        ops.push(Op::EndMarkedContentWithProperties);
    }

    /// What is drawn from here on is for the eye alone.
    fn artifact(&mut self, ops: &mut Vec<Op>) {
        if self.tags.is_some() && !self.in_artifact {
            self.in_artifact = true;
            ops.push(Op::BeginMarkedContent { tag: "Artifact".into() });
        }
    }

    fn end_artifact(&mut self, ops: &mut Vec<Op>) {
        if std::mem::take(&mut self.in_artifact) {
            ops.push(Op::EndMarkedContent);
        }
    }
}

struct Drawing<'f> {
    height: Mm,
    width: Mm,
    fonts: &'f Fonts,
    pictures: &'f Pictures<'f>,
}

impl Drawing<'_> {
    fn point(&self, (x, y): (Mm, Mm)) -> Point {
        Point { x: points(x), y: points(self.height - y) }
    }

    fn line(&self, places: &[(Mm, Mm)], is_closed: bool) -> Op {
        let points = places.iter().map(|place| LinePoint { p: self.point(*place), bezier: false });
        Op::DrawLine { line: Line { points: points.collect(), is_closed } }
    }

    /// A circle of four curves.
    fn circle(&self, (x, y): (Mm, Mm), radius: Mm) -> Op {
        // How far the handles of a quarter reach. Source: 4/3 (√2 - 1), off by 0.03 % of the radius.
        let handle = radius * 0.552_284_749_8;
        let (r, h, none) = (radius, handle, Mm::ZERO);
        let quarters = [
            [(r, none), (r, h), (h, r)],
            [(none, r), (none - h, r), (none - r, h)],
            [(none - r, none), (none - r, none - h), (none - h, none - r)],
            [(none, none - r), (h, none - r), (r, none - h)],
        ];
        let ends = quarters.into_iter().flatten().chain([(r, none)]);
        let points = ends.enumerate().map(|(index, (dx, dy))| LinePoint {
            p: self.point((x + dx, y + dy)),
            bezier: index % 3 != 0,
        });
        Op::DrawLine { line: Line { points: points.collect(), is_closed: true } }
    }

    fn picture(&self, item: &Item, ops: &mut Vec<Op>) {
        let Item::Picture { x, y, width, height, picture, cropped, .. } = item else { return };
        let shown = if *cropped { covering(picture, (*width, *height)) } else { (*width, *height) };
        let left = *x + (*width - shown.0) / 2.0;
        let top = *y + (*height - shown.1) / 2.0;
        let corner = (Pt::from(left), Pt::from(self.height - top - shown.1));
        let matrix = CurTransMat::Raw(placed(picture, corner, shown));
        ops.push(Op::SaveGraphicsState);
        ops.extend(cropped.then(|| self.clip((*x, *y), (*width, *height))));
        ops.extend([
            Op::SetTransformationMatrix { matrix },
            Op::UseXobject { id: self.pictures.id(picture), transform: Default::default() },
            Op::RestoreGraphicsState,
        ]);
    }

    /// What is drawn from here on shows within a box only.
    fn clip(&self, (x, y): (Mm, Mm), (width, height): (Mm, Mm)) -> Op {
        let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)];
        let points = corners.map(|corner| LinePoint { p: self.point(corner), bezier: false });
        let rings = vec![PolygonRing { points: points.to_vec() }];
        let (mode, winding_order) = (PaintMode::Clip, WindingOrder::NonZero);
        Op::DrawPolygon { polygon: Polygon { rings, mode, winding_order } }
    }

    fn tick(&self, tick: &Ticked, (marks, ops): (&mut Marks<'_>, &mut Vec<Op>)) {
        let Ticked { x, y, side, ticked, shape, said, part } = *tick;
        let (right, bottom) = (x + side, y + side);
        marks.begin(part, Some(&said.to_string()), ops);
        ops.push(match shape {
            TickShape::Square => {
                self.line(&[(x, y), (right, y), (right, bottom), (x, bottom)], true)
            }
            TickShape::Circle => self.circle((x + side / 2.0, y + side / 2.0), side / 2.0),
        });
        if ticked {
            let hook = [(0.2, 0.55), (0.42, 0.78), (0.82, 0.22)]
                .map(|(dx, dy)| (x + side * dx, y + side * dy));
            ops.push(Op::SetOutlineThickness { pt: printpdf::Pt(TICK) });
            ops.push(self.line(&hook, false));
            ops.push(Op::SetOutlineThickness { pt: printpdf::Pt(RULE) });
        }
        self.unseen_box(tick, bottom, ops);
        marks.end(ops);
    }

    /// A box as a character that nobody sees: programs that copy text look for characters, and not for what is drawn.
    fn unseen_box(&self, tick: &Ticked, y: Mm, ops: &mut Vec<Op>) {
        let Some((face, id)) = box_glyph(tick.ticked) else { return };
        let code = self.fonts.code(face, id);
        let glyph = Codepoint::with_cid(code, 0.0, tick.said.to_string());
        let origin = self.point((tick.x, y));
        ops.extend([
            Op::StartTextSection,
            Op::SetFont {
                font: PdfFontHandle::External(Fonts::id(face)),
                size: printpdf::Pt(Pt::from(tick.side).0 as f32),
            },
            Op::SetTextRenderingMode { mode: TextRenderingMode::Invisible },
            Op::SetTextMatrix { matrix: TextMatrix::Translate(origin.x, origin.y) },
            Op::ShowText { items: vec![TextItem::GlyphIds(vec![glyph])] },
            Op::SetTextRenderingMode { mode: TextRenderingMode::Fill },
            Op::EndTextSection,
        ]);
    }

    /// The runs of one line with the boxes between them, in the order in which they are read.
    fn line_of_text(
        &self,
        line: &[&Run],
        boxes: &[Ticked],
        (marks, ops): (&mut Marks<'_>, &mut Vec<Op>),
    ) {
        let mut from = Mm(f64::NEG_INFINITY);
        for tick in boxes {
            self.words(line, from..tick.x, (marks, ops));
            self.tick(tick, (marks, ops));
            from = tick.x;
        }
        self.words(line, from..Mm(f64::INFINITY), (marks, ops));
    }

    /// What of a line begins between two places, with what was typed as its text for copying: else the gap between Han
    /// and digits would be copied as a space.
    fn words(
        &self,
        line: &[&Run],
        between: Range<Mm>,
        (marks, ops): (&mut Marks<'_>, &mut Vec<Op>),
    ) {
        let part = |run: &Run| {
            let first = run.glyphs.partition_point(|glyph| glyph.x < between.start);
            first..run.glyphs.partition_point(|glyph| glyph.x < between.end).max(first)
        };
        let parts: Vec<(&Run, &[TextGlyph])> = line
            .iter()
            .map(|run| (*run, &run.glyphs[part(run)]))
            .filter(|(_, glyphs)| !glyphs.is_empty())
            .collect();
        let Some((first, _)) = parts.first() else { return };
        let glyphs = parts.iter().flat_map(|(_, glyphs)| *glyphs);
        let said: String = glyphs.map(|glyph| glyph.character).collect();
        marks.begin(first.part, Some(&said), ops);
        parts.iter().for_each(|(run, glyphs)| self.text(run, glyphs, ops));
        marks.end(ops);
    }

    fn text(&self, run: &Run, glyphs: &[TextGlyph], ops: &mut Vec<Op>) {
        let Some(first) = glyphs.first() else { return };
        let origin = self.point((first.x, run.baseline));
        // What a glyph lacks to the next one's place, in thousandths of an em; PDF subtracts it.
        let mut codepoints = Vec::with_capacity(glyphs.len());
        let mut pen = first.x;
        for (index, glyph) in glyphs.iter().enumerate() {
            pen += Mm::from(run.size) * f64::from(run.face.advance(glyph.id));
            let kern = glyphs.get(index + 1).map_or(0.0, |next| {
                let em = (pen - next.x) / Mm::from(run.size);
                (em * 1000.0).round()
            });
            // The rounding is carried, so that no line drifts.
            pen -= Mm::from(run.size) * (kern / 1000.0);
            let code = self.fonts.code(run.face, glyph.id);
            codepoints.push(Codepoint::with_cid(code, kern as f32, glyph.character.to_string()));
        }
        ops.extend([
            Op::StartTextSection,
            Op::SetFont {
                font: PdfFontHandle::External(Fonts::id(run.face)),
                size: printpdf::Pt(run.size.0 as f32),
            },
            Op::SetTextMatrix { matrix: TextMatrix::Translate(origin.x, origin.y) },
            Op::ShowText { items: vec![TextItem::GlyphIds(codepoints)] },
            Op::EndTextSection,
        ]);
    }

    /// The dark modules as one shape, so that no seam shows between them, and the words beside it. No part of what the
    /// page says (ISO 32000-1, 14.8.2.2).
    fn code(&self, code: &PrintedCode, ops: &mut Vec<Op>) {
        let map = [("Type".to_owned(), DictItem::Name("Pagination".into()))].into();
        ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Artifact".into(),
            properties: DictItem::Dict { map },
        });
        let rings = code.dark().into_iter().map(|[left, top, right, bottom]| {
            let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
            let points = corners.map(|corner| LinePoint { p: self.point(corner), bezier: false });
            PolygonRing { points: points.to_vec() }
        });
        let (mode, winding_order) = (PaintMode::Fill, WindingOrder::NonZero);
        ops.push(Op::DrawPolygon {
            polygon: Polygon { rings: rings.collect(), mode, winding_order },
        });
        ops.push(Op::SetFillColor { col: grey(CODE_GREY) });
        code.words.iter().for_each(|run| self.text(run, &run.glyphs, ops));
        ops.push(Op::SetFillColor { col: grey(0.0) });
        ops.push(Op::EndMarkedContent);
    }

    /// 草稿 from the lower left to the upper right, in the middle of the page.
    fn draft_mark(&self, ops: &mut Vec<Op>) {
        let (sin, cos) = 45f32.to_radians().sin_cos();
        let centre = (points(self.width / 2.0).0, points(self.height / 2.0).0);
        // Two characters wide; the middle of their height lies 0.38 em above the baseline.
        let (along, up) = (DRAFT_SIZE, DRAFT_SIZE * 0.38);
        let x = centre.0 - along * cos + up * sin;
        let y = centre.1 - along * sin - up * cos;
        // No part of what the page says (ISO 32000-1, 14.8.2.2).
        let name = |name: &str| DictItem::Name(name.into());
        let map = [("Type", name("Pagination")), ("Subtype", name("Watermark"))];
        let map = map.map(|(key, value)| (key.to_owned(), value)).into();
        ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Artifact".into(),
            properties: DictItem::Dict { map },
        });
        for (face, id, character) in draft_mark() {
            let code = Codepoint::with_cid(self.fonts.code(face, id), 0.0, character.to_string());
            let step = if character == '草' { 0.0 } else { DRAFT_SIZE };
            ops.extend([
                Op::StartTextSection,
                Op::SetFillColor { col: grey(DRAFT_GREY) },
                Op::SetFont {
                    font: PdfFontHandle::External(Fonts::id(face)),
                    size: printpdf::Pt(DRAFT_SIZE),
                },
                Op::SetTextMatrix {
                    matrix: TextMatrix::Raw([cos, sin, -sin, cos, x + step * cos, y + step * sin]),
                },
                Op::ShowText { items: vec![TextItem::GlyphIds(vec![code])] },
                Op::SetFillColor { col: grey(0.0) },
                Op::EndTextSection,
            ]);
        }
        ops.push(Op::EndMarkedContentWithProperties);
    }
}

/// The size in which a picture covers a box: as broad as it or as high.
fn covering(picture: &PaperPicture, (width, height): (Mm, Mm)) -> (Mm, Mm) {
    let (across, down) = (f64::from(picture.width.max(1)), f64::from(picture.height.max(1)));
    let scale = (width.0 / across).max(height.0 / down);
    (Mm(across * scale), Mm(down * scale))
}

fn grey(percent: f32) -> Color {
    Color::Greyscale(Greyscale { percent, icc_profile: None })
}

/// Points, to a thousandth: finer than any printer, and short in the file.
fn points(length: Mm) -> printpdf::Pt {
    printpdf::Pt(((Pt::from(length).0 * 1000.0).round() / 1000.0) as f32)
}
