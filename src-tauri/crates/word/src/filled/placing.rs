//! What was read of the cells goes into the fields of a case, through the door of what is typed; what is doubtful and
//! what belongs to nothing is told.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use case::{Case, Material, read_edit};
use catalog::{Call, Field, Form, Kind, Per};
use foundation::FieldPath;
use serde_json::{Value as Json, json};

use super::align::{AskedRow, Given, Met, rows};
use super::entries::{Entry, chosen, entry, follows, odd, yes_or_no};
use super::given::{asked, given};
use super::pattern::Pattern;
use super::text::{fold, is_blank, trimmed};
use super::ticks::Ticked;
use super::{Doubt, Filled};
use crate::Document;
use crate::document::Block;
use crate::shape::{Shape, What};
use crate::texts::blocks_of;

/// The labels by which a form is known: the cores of its fixed words, each once.
pub(super) fn labels(call: &Arc<Call>, form: &Form) -> BTreeSet<String> {
    let case = Case::new(call.clone());
    let rows = asked(&Shape { form, case: &case, as_asked: true }, 0);
    let words = rows.iter().flat_map(|row| &row.cells).filter_map(super::align::Asked::core);
    words.filter(|core| core.chars().count() >= 2).map(str::to_owned).collect()
}

/// What was written somewhere, and where.
type Written = (String, String);
/// A row of a list, by column.
type ListRow = BTreeMap<String, Written>;

/// What is read for the fields of a form, before it goes into the case.
struct Placing<'a> {
    case: Case,
    fixed: Fixed,
    labels: BTreeSet<String>,
    /// By field: what was written there, and where.
    texts: BTreeMap<String, Written>,
    ticks: BTreeMap<String, (Ticked, String)>,
    /// By list: its rows, by column.
    lists: BTreeMap<String, Vec<ListRow>>,
    /// The row of the form by which the last row of a list was read.
    last_of_list: BTreeMap<String, usize>,
    doubts: Vec<Doubt>,
    document: &'a Document,
}

/// The words that the forms of a call have themselves.
#[derive(Default)]
struct Fixed {
    /// Whole pieces, folded.
    pieces: BTreeSet<String>,
    /// All of them.
    all: String,
}

/// Judgement: so many characters in a row that a form has too were not written by anybody else.
const SURELY_FIXED: usize = 6;

impl Fixed {
    /// By every route: what they ask stands in other words.
    fn of(call: &Arc<Call>, case: &Case) -> Self {
        let of_routes = call.routes.iter().flat_map(|route| &route.forms);
        let mut fixed = Self::default();
        for form in call.forms.iter().chain(of_routes).filter(|form| form.per == Per::Case) {
            let shape = Shape { form, case, as_asked: true };
            for cell in asked(&shape, 0).iter().flat_map(|row| &row.cells) {
                let words = cell.pattern.words();
                fixed.pieces.extend(cell.pattern.fixed().map(|(words, _)| words.to_owned()));
                fixed.all.push_str(&words);
                fixed.all.push('\n');
                fixed.pieces.insert(words);
            }
        }
        fixed
    }

    fn has(&self, folded: &str) -> bool {
        let long = folded.chars().count() >= SURELY_FIXED;
        folded.is_empty() || self.pieces.contains(folded) || (long && self.all.contains(folded))
    }
}

/// Judgement: a form with its lists has some hundred rows; what stands behind so many belongs to no field.
const MOST_ROWS: usize = 1_500;

pub(super) fn fill(document: &Document, call: &Arc<Call>) -> Filled {
    let case = Case::new(call.clone());
    let mut all: Vec<AskedRow> = Vec::new();
    for form in call.forms.iter().filter(|form| form.per == Per::Case) {
        let shape = Shape { form, case: &case, as_asked: true };
        let more = asked(&shape, all.len());
        all.extend(more);
    }
    let file = given(document);
    let cores = all.iter().flat_map(|row| &row.cells).filter_map(super::align::Asked::core);
    let labels: BTreeSet<String> = cores.map(str::to_owned).collect();
    let fixed = Fixed::of(call, &case);
    let near = &file[..file.len().min(MOST_ROWS)];
    let met = rows(&all, near, &|core: &str| labels.contains(core));
    let mut placing = Placing {
        case,
        fixed,
        labels,
        texts: BTreeMap::new(),
        ticks: BTreeMap::new(),
        lists: BTreeMap::new(),
        last_of_list: BTreeMap::new(),
        doubts: Vec::new(),
        document,
    };
    let mut used: Vec<Vec<bool>> = file.iter().map(|row| vec![false; row.len()]).collect();
    for met in &met {
        placing.row(&all, &file, met);
        for (_, cell) in &met.cells {
            used[met.given][*cell] = true;
        }
    }
    placing.by_labels(&all, &file, &mut used);
    placing.material(&file, &mut used);
    placing.left_over(&file, &used);
    placing.done()
}

impl Placing<'_> {
    /// Reads the cells of a row that was met.
    fn row(&mut self, all: &[AskedRow], file: &[Vec<Given>], met: &Met) {
        let asked = &all[met.asked];
        let mut over: Vec<(String, String, String)> = Vec::new();
        for (a, g) in &met.cells {
            let (cell, given) = (&asked.cells[*a], &file[met.given][*g]);
            if given.folded.is_empty() && !given.picture {
                continue;
            }
            let known = cell.core().is_some_and(|core| core == given.core || given.core.is_empty());
            if known && given.folded.chars().count() <= 120 {
                continue;
            }
            let read = cell.pattern.read(&given.text);
            for what in &read.joined {
                self.joined(what, given);
            }
            for (what, text) in read.values {
                self.take(what, text, (met.asked, given));
            }
            for (field, ticked) in read.ticks {
                self.tick(&field, ticked, &given.place);
            }
            let label = cell.pattern.fixed().find_map(|(_, id)| id).unwrap_or_default();
            for left in read.left {
                over.push((label.to_owned(), left, given.place.clone()));
            }
            if given.picture && cell.pattern.takes() {
                self.picture(&cell.pattern, &given.place);
            }
        }
        for (label, text, place) in over {
            // The value stands behind its label in one cell.
            let free = self.case.field(&label).is_some() && !self.texts.contains_key(&label);
            match free {
                true => {
                    self.texts.insert(label, (text, place));
                }
                false => self.lost(&text, &place),
            }
        }
    }

    fn take(&mut self, what: What, text: String, (asked, given): (usize, &Given)) {
        match what {
            What::Value(field) => {
                if text.is_empty() {
                    return;
                }
                match self.texts.get(&field) {
                    // A form may show a field twice, such as a name on its cover.
                    Some((known, _)) if fold(known) == fold(&text) => {}
                    Some((known, _)) => {
                        let known = known.clone();
                        self.two(&field, (&known, &text), &given.place);
                    }
                    None => {
                        self.texts.insert(field, (text, given.place.clone()));
                    }
                }
            }
            What::Column(list, row, column) => {
                let rows = self.lists.entry(list.clone()).or_default();
                let fixed = self.case.field(&list).is_some_and(|f| !f.row_labels().is_empty());
                let at = match (fixed, self.last_of_list.get(&list)) {
                    (true, _) => row,
                    (false, None) => 0,
                    (false, Some(last)) if *last < asked => rows.len().saturating_sub(1),
                    (false, Some(last)) if *last == asked => {
                        let known = rows.last().is_some_and(|row| row.contains_key(&column));
                        rows.len() - usize::from(!known)
                    }
                    (false, Some(_)) => rows.len(),
                };
                self.last_of_list.insert(list, asked);
                rows.resize(rows.len().max(at + 1), BTreeMap::new());
                rows[at].insert(column, (text, given.place.clone()));
            }
            What::Words | What::Label(_) | What::Tick(..) | What::Made => {}
        }
    }

    fn tick(&mut self, field: &str, ticked: Ticked, place: &str) {
        let place = place.to_owned();
        let (known, _) = self.ticks.entry(field.to_owned()).or_insert((Ticked::default(), place));
        known.marked.extend(ticked.marked);
        known.named.extend(ticked.named);
        known.boxed |= ticked.boxed;
        if !is_blank(&ticked.rest) {
            known.rest.push_str(&ticked.rest);
        }
    }

    /// Fields that no row brought: their label stands somewhere else, and what is beside or below it is free.
    fn by_labels(&mut self, all: &[AskedRow], file: &[Vec<Given>], used: &mut [Vec<bool>]) {
        for cell in all.iter().filter(|row| row.repeats.is_none()).flat_map(|row| &row.cells) {
            let (Some(core), Some(id)) = (cell.core(), cell.pattern.fixed().find_map(|(_, id)| id))
            else {
                continue;
            };
            let long = core.chars().count() >= 2;
            if !long || self.has(id) || self.case.field(id).is_none_or(is_list) {
                continue;
            }
            let mut places = file.iter().enumerate().flat_map(|(row, cells)| {
                cells.iter().enumerate().map(move |(at, given)| (row, at, given))
            });
            let found = places.find(|(row, at, given)| !used[*row][*at] && given.core == core);
            let Some((row, at, label)) = found else { continue };
            let takes = |row: usize, at: usize| {
                let given = file.get(row)?.get(at)?;
                (!used[row][at] && !self.labels.contains(&given.core) && !given.folded.is_empty())
                    .then_some((row, at))
            };
            let below = || {
                let cells = file.get(row + 1)?;
                let same = |given: &Given| (given.across.0 - label.across.0).abs() < 0.02;
                takes(row + 1, cells.iter().position(same)?)
            };
            let found = takes(row, at + 1).or_else(below);
            used[row][at] = true;
            if let Some((row, at)) = found {
                let given = &file[row][at];
                used[row][at] = true;
                self.texts.insert(id.to_owned(), (given.text.clone(), given.place.clone()));
            }
        }
    }

    /// A text behind the forms that has headings is the material, as this program writes it there.
    fn material(&mut self, file: &[Vec<Given>], used: &mut [Vec<bool>]) {
        let last = used.iter().rposition(|row| row.contains(&true)).map_or(0, |last| last + 1);
        let Some(first) = file.get(last).and_then(|row| row.first()) else { return };
        let behind = &self.document.blocks[first.block..];
        let is_text = behind.iter().any(|block| match block {
            Block::Line(line) => line.outline.is_some() && !line.is_blank(),
            _ => false,
        });
        let blocks = if is_text { blocks_of(behind) } else { Vec::new() };
        if blocks.is_empty() {
            return;
        }
        let count = blocks.len();
        self.case.material = Some(Material::Blocks(blocks));
        for row in &mut used[last..] {
            row.fill(true);
        }
        let message = format!("表后面的 {count} 段作为材料带入了，图片要另外添加。");
        let path = Some(FieldPath::field("material"));
        self.tell((path, "材料".to_owned()), (&first.place.clone(), &message, ""));
    }

    fn has(&self, id: &str) -> bool {
        let ticked = self.ticks.get(id).is_some_and(|(ticked, _)| !ticked.marked.is_empty());
        self.texts.contains_key(id) || self.lists.contains_key(id) || ticked
    }

    /// What no cell of the form met, in full; words that the form has itself are none.
    fn left_over(&mut self, file: &[Vec<Given>], used: &[Vec<bool>]) {
        for (row, cells) in file.iter().enumerate() {
            for (at, given) in cells.iter().enumerate().filter(|(at, _)| !used[row][*at]) {
                let _ = at;
                if given.picture {
                    self.told("", &given.place, "这里的图片没有带入，需要时请添加为附件。", "");
                }
                self.lost(&given.text, &given.place);
            }
        }
        for words in &self.document.beside {
            if !is_blank(words) && !self.is_of_form(words) {
                self.told("", "页眉、页脚或脚注", "这里的字不属于哪一栏，没有带入。", words);
            }
        }
        for flaw in &self.document.flaws {
            self.told("", "文件", flaw, "");
        }
    }

    fn is_of_form(&self, words: &str) -> bool {
        self.fixed.has(&fold(words))
            || self.labels.contains(&fold(&crate::guess::text::core(words)))
    }

    fn lost(&mut self, words: &str, place: &str) {
        if !is_blank(words) && !self.is_of_form(words) {
            self.told("", place, "这里的字不属于哪一栏，没有带入。", trimmed(words));
        }
    }

    fn two(&mut self, field: &str, (taken, other): (&str, &str), place: &str) {
        let message = format!("表里两处写得不一样，先取了“{}”。", short(taken));
        self.told(field, place, &message, other);
    }

    fn joined(&mut self, what: &What, given: &Given) {
        if let What::Value(field) = what {
            let message = "几栏写在一格里，没有分开，都放在了前一栏。";
            self.told(field, &given.place, message, "");
        }
    }

    fn picture(&mut self, pattern: &Pattern, place: &str) {
        let field = pattern.parts.iter().find_map(|part| match part {
            super::pattern::Part::Hole(What::Value(id), _) => Some(id.as_str()),
            _ => None,
        });
        let field = field.unwrap_or_default().to_owned();
        self.told(&field, place, "格子里的图片没有带入，请在这里添加图片文件。", "");
    }

    fn told(&mut self, field: &str, place: &str, message: &str, words: &str) {
        let path = self.case.field(field).map(|field| FieldPath::field(&field.id));
        let label = self.case.field(field).map(Field::plain_label).unwrap_or_default();
        self.tell((path, label), (place, message, words));
    }

    fn tell(
        &mut self,
        (path, field): (Option<FieldPath>, String),
        (place, message, words): (&str, &str, &str),
    ) {
        let (place, message) = (place.to_owned(), message.to_owned());
        self.doubts.push(Doubt { path, field, place, message, words: words.to_owned() });
    }

    /// Puts everything into the case.
    fn done(mut self) -> Filled {
        for (id, (ticked, place)) in std::mem::take(&mut self.ticks) {
            let Some(field) = self.case.field(&id).cloned() else { continue };
            let entry = match &field.kind {
                Kind::YesNo { .. } => yes_or_no(&ticked),
                kind => chosen(kind.options(), &ticked, matches!(kind, Kind::Choices { .. })),
            };
            let told =
                entry.doubt.as_ref().is_some_and(|doubt| doubt.contains(trimmed(&ticked.rest)));
            self.put(&field, entry, (&ticked.rest, &place));
            if !told || ticked.rest.is_empty() {
                self.lost(&ticked.rest, &place);
            }
        }
        for (id, (text, place)) in std::mem::take(&mut self.texts) {
            let Some(field) = self.case.field(&id).cloned() else { continue };
            self.put(&field, entry(&field, &text), (&text, &place));
        }
        for (id, rows) in std::mem::take(&mut self.lists) {
            self.list(&id, rows);
        }
        self.without_what_follows();
        self.route();
        let count = self.case.values.values().filter(|value| !value.is_empty()).count();
        let order: Vec<&str> = self.case.fields().map(|field| field.id.as_str()).collect();
        let place = |doubt: &Doubt| {
            let path = doubt.path.as_ref().map(ToString::to_string)?;
            order.iter().position(|id| Some(*id) == path.split('/').next())
        };
        let mut doubts = self.doubts;
        // In the order of the form; what is of no field comes last.
        doubts.sort_by_key(|doubt| place(doubt).unwrap_or(usize::MAX));
        Filled { case: self.case, count, doubts }
    }

    fn put(&mut self, field: &Field, entry: Entry, (text, place): (&str, &str)) {
        let lost = entry.json.is_none();
        if let Some(doubt) = entry.doubt {
            self.told(&field.id, place, &doubt, if lost { trimmed(text) } else { "" });
        }
        let Some(json) = entry.json else { return };
        match read_edit(&self.case, &format!("values/{}", field.id), json) {
            Ok(edit) => {
                self.case.apply(edit);
                let odd = self.case.values.get(&field.id).and_then(|value| odd(field, value));
                if let Some(odd) = odd {
                    self.told(&field.id, place, &odd, "");
                }
            }
            Err(_) => self.told(&field.id, place, "这一栏没有读成，没有带入。", trimmed(text)),
        }
    }

    /// A list, without the rows in which nothing stands; those that the form names stay where they are.
    fn list(&mut self, id: &str, rows: Vec<ListRow>) {
        let Some(field) = self.case.field(id).cloned() else { return };
        let fixed = !field.row_labels().is_empty();
        let mut read: Vec<Json> = Vec::new();
        for (at, row) in rows.into_iter().enumerate() {
            let blank = |column: &Field, text: &str| {
                let number = column.blank.replace("{row}", &(at + 1).to_string());
                is_blank(text) || (!column.blank.is_empty() && fold(text) == fold(&number))
            };
            let filled = |(column, (text, _)): &(&Field, &Written)| !blank(column, text);
            let columns = field.kind.columns().iter();
            let cells = columns.filter_map(|column| Some((column, row.get(&column.id)?)));
            let cells: Vec<_> = cells.filter(filled).collect();
            if cells.is_empty() && !fixed {
                continue;
            }
            let number = read.len() + 1;
            let mut object = serde_json::Map::new();
            for (column, (text, place)) in cells {
                let Entry { json, doubt } = entry(column, text);
                if let Some(doubt) = doubt {
                    let path = FieldPath::field(id).child(number).child(&column.id);
                    let label =
                        format!("{}第 {number} 行{}", field.plain_label(), column.plain_label());
                    let words = if json.is_none() { trimmed(text) } else { "" };
                    self.tell((Some(path), label), (place, &doubt, words));
                }
                object.extend(json.map(|json| (column.id.clone(), json)));
            }
            read.push(Json::Object(object));
        }
        while read.last().is_some_and(|row| row.as_object().is_some_and(serde_json::Map::is_empty))
        {
            read.pop();
        }
        if !read.is_empty() {
            self.put(&field, Entry { json: Some(json!(read)), doubt: None }, ("", ""));
        }
    }

    /// Numbers and lists that follow from others are not kept as if they had been typed.
    fn without_what_follows(&mut self) {
        let fields: Vec<Field> = self.case.fields().cloned().collect();
        for field in fields {
            let Some(value) = self.case.values.get(&field.id) else { continue };
            let text = case::print(&field, Some(value), case::Blank::Nothing);
            if follows(&self.case, &field, &text) {
                self.case.values.remove(&field.id);
            }
        }
    }

    /// The route that asks for most of what was filled in; the first where several do.
    fn route(&mut self) {
        let filled = |id: &&String| self.case.values.contains_key(id.as_str());
        let routes = self.case.call.routes.iter();
        let most = routes.rev().max_by_key(|route| route.requires.iter().filter(filled).count());
        let most = most.map(|route| route.id.clone());
        self.case.route = most.unwrap_or_else(|| self.case.route.clone());
    }
}

fn is_list(field: &Field) -> bool {
    matches!(field.kind, Kind::Rows { .. })
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(20).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
