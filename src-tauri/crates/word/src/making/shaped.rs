//! Cells that are told by their shape alone: words, feet, options, empty ones, photos.

use catalog::{Align, Item, Kind, PhotoPlace};

use crate::asking::Doubt;
use crate::document::{CONTROL, Cell};
use crate::guess::foot;
use crate::guess::limits::limits;
use crate::guess::options;
use crate::guess::shapes::Shape;
use crate::guess::text::{core, count, ends, squeezed};
use crate::making::boxes::{self, Asked};
use crate::making::cells::{self, Lines, Pair};
use crate::making::feet;
use crate::making::filler::{Content, Filler, ROOMY, blank_lines};
use crate::making::lines;
use crate::making::maker::one_text;

/// 二寸 where it fits, else what the cell holds in the same shape, in mm; none where that is a stamp.
fn photo_place(width: f64, height: f64) -> Option<PhotoPlace> {
    const SPARE: f64 = 3.0;
    let high = if height >= 20.0 { height - SPARE } else { 49.0 };
    let wide = (width - SPARE).min((high / 1.4).max(15.0)).min(35.0).floor();
    (wide >= 15.0).then(|| PhotoPlace {
        width_mm: wide as u32,
        height_mm: ((wide * 1.4).floor() as u32).clamp(15, 150),
        min_width: None,
        min_height: None,
    })
}

impl Filler<'_, '_, '_> {
    pub(super) fn words(&mut self, index: usize) {
        let cell = self.cell(index);
        if let Some(title) = self.as_title(index) {
            return self.set(index, title);
        }
        if lines::blanks(&cell.text()) >= 1 {
            return self.inline(index);
        }
        let first = cell
            .lines
            .iter()
            .map(|line| line.text.as_str())
            .find(|text| !squeezed(text).is_empty());
        let first = first.unwrap_or_default();
        let roomy = self.table().height(cell) >= ROOMY || blank_lines(cell) >= 2;
        let named =
            count(first) <= 24 && cell.lines.iter().filter(|line| !line.is_blank()).count() >= 2;
        if self.table().width(cell) >= 60.0 && ((roomy && count(first) <= 40) || named) {
            let asks = named && !roomy;
            let doubt = Doubt {
                place: self.laid.places[index],
                words: first,
                aspect: "填不填",
                text: format!("“{}”下面要填写吗？", core(first)),
                options: &["要填写", "只是说明"],
                likely: 0,
                doubt: 45,
            };
            if !asks || self.maker.ask(&doubt) == 0 {
                return self.inside(index, true);
            }
        }
        self.print(index);
    }

    /// Labels with colons and blanks in one cell.
    pub(super) fn inline(&mut self, index: usize) {
        let mut lines: Lines = Vec::new();
        let cell = self.cell(index);
        let all: Vec<Vec<String>> =
            cell.lines.iter().flat_map(|line| line.choices.clone()).collect();
        let mut choices = all.iter();
        for text in cell.lines.iter().flat_map(|line| line.text.split('\n')) {
            if squeezed(text).is_empty() && !text.contains(CONTROL) {
                continue;
            }
            let (groups, _) = lines::items(self.maker, text, &mut choices, false);
            let mut line = Vec::new();
            for (at, group) in groups.into_iter().enumerate() {
                if at > 0 {
                    line.push(self.maker.text("\u{3000}\u{3000}"));
                }
                line.extend(group);
            }
            lines.push(line);
        }
        self.set(index, lines);
    }

    /// A foot without a label beside it: its own first line is one, or it is a foot alone.
    pub(super) fn foot(&mut self, index: usize) {
        let cell = self.cell(index);
        let width = self.table().width(cell);
        let foot = feet::foot(self.maker, &cell.lines, width);
        let Some((label, hints)) = foot.above.split_first() else {
            return self.set(index, foot.lines);
        };
        let statement =
            count(label) > 40 || (label.contains(['。', '；']) && limits(label).is_none());
        if statement {
            let mut lines: Lines =
                foot.above.iter().map(|words| vec![self.maker.text(words)]).collect();
            lines.extend(foot.lines);
            self.contents[index] = Some(Content { lines, style: None, align: None });
            return;
        }
        let value = Cell { lines: Vec::new(), ..cell.clone() };
        let pair = Pair {
            label: one_text(label),
            value: &value,
            shape: Shape::Foot,
            place: self.laid.places[index],
            height: self.table().height(cell).max(ROOMY),
            width,
            side: String::new(),
        };
        let (id, mut filled) = cells::fill(self.maker, &pair);
        let mut lines = vec![vec![Item::Label(id)]];
        lines.extend(hints.iter().map(|hint| vec![self.maker.text(hint)]));
        lines.append(&mut filled);
        lines.extend(foot.lines);
        self.set(index, lines);
    }

    pub(super) fn options(&mut self, index: usize) {
        let group = self.option_group(index);
        let texts: Vec<String> = group.iter().map(|at| self.cell(*at).text()).collect();
        let all: Vec<options::Options> =
            texts.iter().filter_map(|text| options::any(text, false)).collect();
        let Some(first) = all.first() else { return self.print(index) };
        let whole = options::Options {
            pieces: all.iter().flat_map(|options| options.pieces.clone()).collect(),
            box_after: first.box_after,
            mark: first.mark,
        };
        let lead = lines::lead(&whole);
        let asked = Asked { label: &lead, options: &whole, place: self.laid.places[index] };
        let (id, printed) = boxes::choice(self.maker, &asked);
        if group.len() == 1 {
            return self.contents[index] =
                Some(Content { lines: printed, style: None, align: None });
        }
        let field =
            self.maker.get(&id).map(|field| field.kind.boxes().to_vec()).unwrap_or_default();
        let mut boxes = field.iter();
        for (at, options) in group.iter().zip(&all) {
            let count = options.choices().count();
            let ticks = boxes
                .by_ref()
                .take(count)
                .map(|option| Item::TickOption(id.clone(), option.id.clone()));
            let ticks: Vec<Item> = ticks.collect();
            self.set(*at, ticks.into_iter().map(|tick| vec![tick]).collect());
        }
    }

    /// Cells side by side with one option each are one choice.
    fn option_group(&self, index: usize) -> Vec<usize> {
        let single = |at: &usize| {
            let text = self.cell(*at).text();
            self.shapes[*at] == Shape::Options
                && options::any(&text, false)
                    .is_some_and(|o| o.pieces.len() == 1 && o.choices().all(|c| c.extra.is_none()))
        };
        let mut group = vec![index];
        if !single(&index) {
            return group;
        }
        while let Some(next) = group
            .last()
            .and_then(|last| self.right(*last))
            .filter(|next| self.is_open(*next) && single(next))
        {
            group.push(next);
        }
        group
    }

    /// An empty cell without a label: one with much room belongs to the heading above it.
    pub(super) fn empty(&mut self, index: usize) {
        let cell = self.cell(index);
        let (height, width) = (self.table().height(cell), self.table().width(cell));
        let whole: f64 = self.table().columns.iter().sum();
        let roomy = (height >= ROOMY || blank_lines(cell) >= 3) && width >= whole * 0.5;
        if !roomy || self.heading.is_empty() {
            return self.set(index, Vec::new());
        }
        let pair = Pair {
            label: core(&self.heading),
            value: cell,
            shape: Shape::Empty,
            place: self.laid.places[index],
            height,
            width,
            side: String::new(),
        };
        let (_, lines) = if ends(&core(&self.heading), &["意见"]) || foot::is_seal(&self.heading)
        {
            cells::fill(self.maker, &pair)
        } else {
            cells::unlabelled(self.maker, &pair)
        };
        self.heading.clear();
        self.set(index, lines);
    }

    /// A place for a photo, as large as its cell allows; one too small for any is only printed.
    pub(super) fn photo(&mut self, index: usize) {
        let cell = self.cell(index);
        let words = one_text(&cell.text());
        let words = if words.is_empty() { "照片".to_owned() } else { words };
        let (width, height) = (self.table().width(cell), self.table().height(cell));
        let Some(place) = photo_place(width, height) else { return self.print(index) };
        let id = self.maker.field(&words, Kind::Photo(place));
        if let Some(field) = self.maker.get(&id) {
            field.name = "照片".into();
        }
        self.set(index, vec![vec![Item::Value(id)]]);
    }

    /// Words on the right of their cell, such as blanks for a date.
    pub(super) fn print_right(&mut self, index: usize) {
        self.print(index);
        if let Some(content) = &mut self.contents[index] {
            content.align = Some(Align::Right);
        }
    }

    /// Words that are only printed.
    pub(super) fn print(&mut self, index: usize) {
        let text = self.cell(index).text();
        // Blanks that only part words, as between numbered lines, are no places.
        if text.contains("__") && cells::inner_blanks(&text) > 0 {
            self.maker.mark("", &cells::only_printed_mark(&text));
        }
        let words = one_text(&text).replace('_', " ");
        let lines = words.lines().filter(|line| !squeezed(line).is_empty());
        let lines: Lines = lines.map(|line| vec![self.maker.text(line)]).collect();
        self.set(index, lines);
    }
}
