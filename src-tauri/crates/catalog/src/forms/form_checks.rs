//! Form and grid against each other: what the grid names must be in the form, what is in the form must
//! have a place on the paper, and the paper must be able to show it.

use std::collections::{BTreeMap, BTreeSet};

use foundation::{Code, Mm};

use crate::forms::asks::OptionMark;
use crate::forms::computed::{self, is_figure};
use crate::forms::field::{Condition, Field, Kind};
use crate::forms::form::{CASES, Form, Per};
use crate::forms::photos;
use crate::forms::template::Template;
use crate::grids::grid::{Block, Item};
use crate::grids::grid_reader::Placed;
use crate::reading::fault::{Page, probably_meant};

/// Where each field, section, text and seal is defined in `form.toml`; seals under `seal:id`.
pub(crate) type Places = BTreeMap<String, usize>;

/// Adds the faults between a form and its grid to both pages.
pub(crate) fn check(
    toml: &Page<'_>,
    grid: &Page<'_>,
    form: &Form,
    placed: &[Placed],
    places: &Places,
) {
    let known = Known::of(form);
    check_references(grid, &known, placed);
    // What is wrong in the grid is told there: what it did not place for that reason is no fault of the form.
    if !grid.has_faults() {
        check_options(toml, form, placed, places);
        check_columns(toml, form, placed, places);
    }
    check_placed(toml, form, placed, (places, !grid.has_faults()));
    let fields: Vec<&Field> = form.fields.iter().collect();
    for field in &form.fields {
        let at = places.get(&field.id).copied().unwrap_or_default();
        check_conditions(toml, (field, at), &fields);
        computed::check(toml, (field, at), &fields);
    }
    check_widths(grid, form);
    check_room(grid, form, placed);
    check_items(grid, &known, placed);
    photos::check(grid, form, placed);
}

/// The fields and sections of a form by their ids: a form may have thousands.
struct Known<'f> {
    form: &'f Form,
    fields: BTreeMap<&'f str, &'f Field>,
    sections: BTreeSet<&'f str>,
}

impl<'f> Known<'f> {
    fn of(form: &'f Form) -> Self {
        let fields = form.fields.iter().rev().map(|field| (field.id.as_str(), field));
        let sections = form.sections.iter().map(|section| section.id.as_str());
        Self { form, fields: fields.collect(), sections: sections.collect() }
    }

    fn field(&self, id: &str) -> Option<&'f Field> {
        self.fields.get(id).copied()
    }

    fn has_label(&self, id: &str) -> bool {
        match id.split_once('.') {
            Some((rows, column)) => self.form.column(rows, column).is_some(),
            None => self.fields.contains_key(id) || self.sections.contains(id),
        }
    }
}

fn check_references(grid: &Page<'_>, known_form: &Known<'_>, placed: &[Placed]) {
    let form = known_form.form;
    let fields = || form.fields.iter().map(|field| field.id.as_str());
    let unknown = |at: usize, what: &str, id: &str, known: Vec<&str>| {
        let message = format!("表单里没有{what}“{id}”。");
        grid.fault(Code::UnknownReference, at, message, probably_meant(id, known));
    };
    for (item, at) in placed {
        match item {
            Item::Title => {}
            Item::Annex if form.annex.is_none() => {
                unknown(*at, "附件标记", "annex", vec![]);
            }
            Item::Annex => {}
            Item::Label(id) if !known_form.has_label(id) => {
                let known = fields().chain(form.sections.iter().map(|s| s.id.as_str())).collect();
                unknown(*at, "栏目或小标题", id, known);
            }
            Item::Label(_) => {}
            Item::Value(id) | Item::Filled(id) if known_form.field(id).is_none() => {
                unknown(*at, "栏目", id, fields().collect());
            }
            Item::Value(_) | Item::Filled(_) => {}
            Item::Stack(id) | Item::TickOption(id, _) => match known_form.field(id) {
                None => unknown(*at, "栏目", id, fields().collect()),
                Some(field) if field.kind.boxes().is_empty() => grid.fault(
                    Code::BadValue,
                    *at,
                    format!("“{id}”不是选择题，没有可打钩的选项。"),
                    format!("请写 {{{id}}}。"),
                ),
                Some(field) if field.kind.mark() == OptionMark::Value => grid.fault(
                    Code::BadValue,
                    *at,
                    format!("“{id}”只印选中的（mark = \"value\"），没有可打钩的选项。"),
                    format!("请写 {{{id}}}，或把 mark 改成 \"square\"。"),
                ),
                Some(field) => {
                    let options = field.kind.boxes();
                    if let Item::TickOption(_, option) = item
                        && options.iter().all(|known| known.id != *option)
                    {
                        let known = options.iter().map(|known| known.id.as_str()).collect();
                        unknown(*at, "选项", option, known);
                    }
                }
            },
            Item::Text(id) if !form.texts.contains_key(id) => {
                unknown(*at, "固定文字", id, form.texts.keys().map(String::as_str).collect());
            }
            Item::Text(_) => {}
            Item::Seal(id) if form.seal(id).is_none() => {
                let known = form.seals.iter().map(|seal| seal.id.as_str()).collect();
                unknown(*at, "盖章处", id, known);
            }
            Item::Seal(_) => {}
            Item::Sign(id) if form.signature(id).is_none() => {
                let known = form.signatures.iter().map(|signature| signature.id.as_str()).collect();
                unknown(*at, "签字处", id, known);
            }
            Item::Sign(_) => {}
            Item::RowLabel(id) => {
                if form.field(id).is_none_or(|field| field.row_labels().is_empty()) {
                    let message = format!("“{id}”的各行没有名称。");
                    let hint = "请在它的 [[field]] 里写 row_labels = [\"…\", \"…\"]。".into();
                    grid.fault(Code::BadValue, *at, message, hint);
                }
            }
            Item::Sum(rows, column) if form.column(rows, column).is_none_or(|c| !is_figure(c)) => {
                let message = format!("“{rows}.{column}”不是多行的表里的数字列，不能相加。");
                grid.fault(Code::UnknownReference, *at, message, "写 sum(栏目.列)。".into());
            }
            Item::Sum(..) => {}
            Item::Column(rows, column) => check_column(form, rows, column, &|id, known| {
                unknown(*at, "列", id, known);
            }),
        }
    }
}

/// A column of the rows that are printed: of a field of rows, or a field of each case.
fn check_column(form: &Form, rows: &str, column: &str, unknown: &dyn Fn(&str, Vec<&str>)) {
    let columns: &[Field] = match form.field(rows).map(|field| &field.kind) {
        Some(Kind::Rows { columns, .. }) => columns,
        _ => &form.fields,
    };
    if columns.iter().all(|known| known.id != column) {
        unknown(column, columns.iter().map(|known| known.id.as_str()).collect());
    }
}

fn check_placed(
    toml: &Page<'_>,
    form: &Form,
    placed: &[Placed],
    (places, grid_is_read): (&Places, bool),
) {
    let mut seen = BTreeSet::new();
    for (item, _) in placed {
        match item {
            Item::Title | Item::Annex => {}
            Item::Label(id) => {
                seen.insert(format!("label:{id}"));
            }
            Item::Value(id) | Item::Filled(id) | Item::Stack(id) | Item::TickOption(id, _) => {
                seen.insert(id.clone());
            }
            Item::Text(id) => {
                seen.insert(id.clone());
                if let Some(template) = form.texts.get(id).map(|text| &text.words) {
                    seen.extend(template.values().map(str::to_owned));
                    let at = places.get(id).copied().unwrap_or_default();
                    check_template(toml, form, (&format!("固定文字“{id}”"), at), template);
                }
            }
            Item::Seal(id) => {
                if let Some(seal) = form.seal(id) {
                    let at = places.get(&format!("seal:{id}")).copied().unwrap_or_default();
                    check_template(toml, form, (&format!("盖章处“{id}”"), at), &seal.label);
                }
                seen.insert(format!("seal:{id}"));
            }
            Item::Sign(id) => {
                seen.insert(format!("sign:{id}"));
            }
            Item::Sum(..) => {}
            Item::RowLabel(rows) => {
                seen.insert(rows.clone());
            }
            Item::Column(rows, column) => {
                seen.insert(if rows == CASES { column } else { rows }.clone());
            }
        }
    }
    if !grid_is_read {
        return;
    }
    let fields = form.fields.iter().map(|field| (field.id.clone(), "栏目"));
    let sections = form.sections.iter().map(|section| (format!("label:{}", section.id), "小标题"));
    let texts = form.texts.keys().map(|id| (id.clone(), "固定文字"));
    let seals = form.seals.iter().map(|seal| (format!("seal:{}", seal.id), "盖章处"));
    let signatures = form.signatures.iter().map(|s| (format!("sign:{}", s.id), "签字处"));
    for (key, what) in fields.chain(sections).chain(texts).chain(seals).chain(signatures) {
        if !seen.contains(&key) {
            let id = key.rsplit(':').next().unwrap_or(&key);
            let at = places.get(&key).or_else(|| places.get(id)).copied().unwrap_or_default();
            toml.fault(
                Code::NotPlaced,
                at,
                format!("{what}“{id}”在 paper.grid 里没有位置。"),
                "请在 paper.grid 里给它一格，或把它从 form.toml 里去掉。".into(),
            );
        }
    }
}

/// What stands in the braces of a text must be a field.
fn check_template(toml: &Page<'_>, form: &Form, (what, at): (&str, usize), template: &Template) {
    for value in template.values().filter(|value| form.field(value).is_none()) {
        toml.fault(
            Code::UnknownReference,
            at,
            format!("{what}里的“{value}”不是栏目，也不是 [variables] 里的名称。"),
            probably_meant(value, form.fields.iter().map(|f| f.id.as_str())),
        );
    }
}

/// Rows must place all of their columns.
fn check_columns(toml: &Page<'_>, form: &Form, placed: &[Placed], places: &Places) {
    let all: BTreeSet<(&str, &str)> = placed
        .iter()
        .filter_map(|(item, _)| match item {
            Item::Column(rows, column) => Some((rows.as_str(), column.as_str())),
            _ => None,
        })
        .collect();
    for field in &form.fields {
        let Kind::Rows { columns, .. } = &field.kind else { continue };
        let is_placed = |column: &Field| all.contains(&(field.id.as_str(), column.id.as_str()));
        for column in columns.iter().filter(|column| !is_placed(column)) {
            toml.fault(
                Code::NotPlaced,
                places.get(&field.id).copied().unwrap_or_default(),
                format!("“{}”的列“{}”在 paper.grid 里没有位置。", field.id, column.id),
                format!("请在 paper.grid 里给它一格：{{{}.{}}}。", field.id, column.id),
            );
        }
    }
}

/// A choice that is placed option by option must place them all.
fn check_options(toml: &Page<'_>, form: &Form, placed: &[Placed], places: &Places) {
    let ticked: BTreeSet<(&str, &str)> = placed
        .iter()
        .filter_map(|(item, _)| match item {
            Item::TickOption(id, option) => Some((id.as_str(), option.as_str())),
            _ => None,
        })
        .collect();
    for field in &form.fields {
        let from = ticked.range((field.id.as_str(), "")..).next();
        if from.is_none_or(|(id, _)| *id != field.id) {
            continue;
        }
        for option in field.kind.boxes() {
            if !ticked.contains(&(field.id.as_str(), option.id.as_str())) {
                toml.fault(
                    Code::NotPlaced,
                    places.get(&field.id).copied().unwrap_or_default(),
                    format!("“{}”的选项“{}”在 paper.grid 里没有位置。", field.id, option.id),
                    format!("请在 paper.grid 里给它一格：{{{}.{}}}。", field.id, option.id),
                );
            }
        }
    }
}

/// A condition must name a yes-no field, or options of a choice; counties come from a field of regions.
pub(crate) fn check_conditions(page: &Page<'_>, (field, at): (&Field, usize), known: &[&Field]) {
    let find = |id: &str| known.iter().find(|known| known.id == id);
    let conditions = [("shown_when", &field.shown_when), ("required_when", &field.required_when)];
    for (key, condition) in conditions {
        let Some(Condition { field: named, options }) = condition else { continue };
        if let Some(other) = find(named).filter(|named| !named.filled_by.is_applicant()) {
            let by = other.filled_by.chinese();
            let message = format!("“{}”的 {key} 看的是“{named}”，那一栏由{by}填写。", field.id);
            let hint = "请改看一个由申报人填写的是否题或选择题。".into();
            page.fault(Code::BadValue, at, message, hint);
            continue;
        }
        let boxes = find(named).map_or(&[][..], |named| named.kind.boxes());
        if options.iter().any(|option| boxes.iter().all(|known| known.id != *option)) {
            page.fault(
                Code::UnknownReference,
                at,
                format!("“{}”的 {key} 不是是否题，也不是选择题的选项。", field.id),
                format!("写成 {key} = \"是否题代号\"，或 {key} = \"选择题代号=选项代号\"。"),
            );
        }
    }
    if field.name_part && !field.filled_by.is_applicant() {
        let message =
            format!("“{}”由{}填写，不能写进文件名。", field.id, field.filled_by.chinese());
        let hint = "请去掉 name_part，或去掉 filled_by。".into();
        page.fault(Code::BadValue, at, message, hint);
    }
    if let Some(list) = field.counties_of()
        && find(list).is_none_or(|list| !matches!(list.kind, Kind::Regions { .. }))
    {
        let message = format!("“{}”的 counties_of 不是地区名单。", field.id);
        let hint = "写一个 kind = \"regions\" 的栏目的代号。".into();
        page.fault(Code::UnknownReference, at, message, hint);
    }
}

/// A cell as wide as the square of its seal, with the white space inside its rules. Source: 国发〔1999〕
/// 25号, no seal of a county or an institution is larger than 45 mm; 5 mm to spare.
const SEAL_CELL: Mm = Mm(53.0);
/// A cell as wide as the largest seal, which then touches the rules.
const SEAL_CELL_AT_LEAST: Mm = Mm(45.0);
/// A cell for a signature: a line of 50 mm and a label of three characters on two lines before it.
const SIGNATURE_CELL: Mm = Mm(70.0);

/// Cells with seals or a signature must be wide enough for them.
fn check_room(grid: &Page<'_>, form: &Form, placed: &[Placed]) {
    let at =
        |wanted: &Item| placed.iter().find(|(item, _)| item == wanted).map_or(0, |(_, at)| *at);
    for block in &form.paper.blocks {
        let Block::Table(table) = block else { continue };
        for cell in &table.cells {
            let columns = cell.column..cell.column + cell.column_span;
            let width: Mm = table.columns.get(columns).unwrap_or_default().iter().copied().sum();
            for item in cell.items() {
                if matches!(item, Item::Sign(_)) && width.0 < SIGNATURE_CELL.0 {
                    too_narrow(grid, ("签字处", at(item)), width, SIGNATURE_CELL);
                }
            }
            let seals = cell.items().filter(|item| matches!(item, Item::Seal(_)));
            let seals: Vec<&Item> = seals.collect();
            let share = width / seals.len().max(1) as f64;
            let Some(first) = seals.first() else { continue };
            if share.0 < SEAL_CELL_AT_LEAST.0 {
                too_narrow(grid, ("盖章处", at(first)), width, SEAL_CELL * seals.len() as f64);
            } else if share.0 < SEAL_CELL.0 {
                let least = SEAL_CELL.0 * seals.len() as f64;
                let message =
                    format!("盖章处的格宽 {} 毫米，最大的章（45 毫米）盖上会碰到框线。", width.0);
                let hint = format!("能加宽的，请加到 {least} 毫米；原表就这么窄的，可以不改。");
                grid.warn(Code::SealCellNarrow, at(first), message, hint);
            }
        }
    }
}

fn too_narrow(grid: &Page<'_>, (what, at): (&str, usize), width: Mm, least: Mm) {
    let message = format!("{what}的格宽 {} 毫米，至少要 {} 毫米。", width.0, least.0);
    let hint = "请把这一格加宽，或与左右的格合并。".into();
    grid.fault(Code::BadValue, at, message, hint);
}

/// What the paper cannot show in the way that is asked for.
fn check_items(grid: &Page<'_>, form: &Known<'_>, placed: &[Placed]) {
    for (item, at) in placed {
        match item {
            Item::Filled(id) => {
                let kind = form.field(id).map(|field| &field.kind);
                if kind.is_some_and(|kind| !matches!(kind, Kind::Month | Kind::Date)) {
                    let message = format!("“{id}”不是月份或日期，不能把值填进标签的空白里。");
                    grid.fault(Code::BadValue, *at, message, format!("请写 {id}.label {{{id}}}。"));
                }
            }
            Item::Value(id) => {
                let kind = form.field(id).map(|field| &field.kind);
                if matches!(kind, Some(Kind::Rows { .. })) {
                    let message = format!("“{id}”是多行的表，不能整个放在一格里。");
                    let hint = format!("请另写一行，每格写一列：{{{id}.列的代号}}。");
                    grid.fault(Code::BadValue, *at, message, hint);
                }
            }
            Item::Column(rows, _) if rows == CASES && form.form.per == Per::Case => {
                let message = "只有汇总表能写 {cases.…}。".into();
                let hint = "请在 form.toml 开头写 per = \"roundup\"。".into();
                grid.fault(Code::BadValue, *at, message, hint);
            }
            _ => {}
        }
    }
}

fn check_widths(grid: &Page<'_>, form: &Form) {
    let room = form.page.width - form.page.left - form.page.right;
    let widths = form.paper.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table.columns.iter().copied().sum::<Mm>()),
        _ => None,
    });
    let lines = grid.text.match_indices("mm").filter(|(at, _)| {
        let line_start = grid.text[..*at].rfind('\n').map_or(0, |end| end + 1);
        grid.text[line_start..*at].trim().is_empty()
    });
    for (width, (at, _)) in widths.zip(lines) {
        if width.0 > room.0 + 0.01 {
            grid.fault(
                Code::GridTooWide,
                at,
                format!("各列共宽 {} 毫米，版心只有 {} 毫米。", width.0, room.0),
                "请减小列宽，或在 form.toml 的 [page] 里减小页边距。".into(),
            );
        }
    }
}
