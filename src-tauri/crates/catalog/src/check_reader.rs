//! Reads `[[check]]` of forms and calls.

use foundation::{Code, iso_day};

use crate::check::{Check, CheckRule, Weight};
use crate::fault::{Page, probably_meant};
use crate::field::{Field, Kind};
use crate::field_reader::limits;
use crate::toml_reader::{Said, Table};

/// The fields that a check may name.
#[derive(Clone, Copy)]
pub(crate) struct Known<'f> {
    pub(crate) page: &'f Page<'f>,
    pub(crate) fields: &'f [&'f Field],
    /// Whether these are all; else a form could not be read, which has been told.
    pub(crate) all: bool,
}

type Fits = fn(&Kind) -> bool;

const ANY: Fits = |_| true;
const NUMBER: Fits = |kind| matches!(kind, Kind::Integer | Kind::Decimal);
const DAY: Fits = |kind| matches!(kind, Kind::Month | Kind::Date);
const MOMENT: Fits = |kind| matches!(kind, Kind::Month | Kind::Date | Kind::Period);
const REGIONS: Fits = |kind| matches!(kind, Kind::Regions);
const LIST: Fits = |kind| matches!(kind, Kind::Regions | Kind::Rows(_));
const WORDS: Fits = |kind| matches!(kind, Kind::Text | Kind::LongText | Kind::Opinion);
const NAMED: Fits =
    |kind| WORDS(kind) || matches!(kind, Kind::Region | Kind::Regions | Kind::NumberOrRegions);

impl Known<'_> {
    /// A fault unless `said` names a field whose kind fits. `name.phone` names a part of a contact.
    pub(crate) fn check(&self, said: &Said<String>, fits: Fits, wanted: &str) {
        let (id, part) = said.value.split_once('.').unwrap_or((&said.value, ""));
        match self.fields.iter().find(|field| field.id == id) {
            Some(field) if !part.is_empty() => {
                if field.kind != Kind::Contact || !["name", "phone"].contains(&part) {
                    let message = format!("“{id}”没有“{part}”这一部分。");
                    let hint = "联系人字段的姓名和电话写成 {代号.name}、{代号.phone}。".into();
                    self.page.fault(Code::UnknownReference, said.at, message, hint);
                }
            }
            Some(field) if fits(&field.kind) => {}
            Some(_) => {
                let message = format!("“{id}”不是{wanted}字段。");
                self.page.fault(Code::BadValue, said.at, message, String::new());
            }
            None if said.value.is_empty() || !self.all => {}
            None => self.page.fault(
                Code::UnknownReference,
                said.at,
                format!("表单里没有字段“{id}”。"),
                probably_meant(id, self.ids()),
            ),
        }
    }

    /// The ids of the fields, each once.
    fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.fields.iter().map(|field| field.id.as_str()).collect();
        let mut seen = std::collections::BTreeSet::new();
        ids.retain(|id| seen.insert(*id));
        ids
    }

    /// Any field.
    pub(crate) fn check_any(&self, said: &Said<String>) {
        self.check(said, ANY, "");
    }

    /// A field that can become part of a name.
    pub(crate) fn check_part_of_name(&self, said: &Said<String>) {
        let fits: Fits = |kind| !matches!(kind, Kind::Rows(_) | Kind::Links | Kind::Regions);
        self.check(said, fits, "能写进名称的");
    }

    fn field(&self, table: &Table<'_, '_>, key: &'static str, fits: Fits, wanted: &str) -> String {
        let said = table.text(key);
        self.check(&said, fits, wanted);
        said.value
    }

    fn fields(&self, table: &Table<'_, '_>, fits: Fits, wanted: &str) -> Vec<String> {
        let said = table.texts("fields");
        if said.is_empty() && !table.has("fields") {
            let hint = "请加一行 fields = [\"字段代号\"]".into();
            self.page.fault(Code::KeyMissing, table.at, "缺少“fields”。".into(), hint);
        }
        said.iter().for_each(|id| self.check(id, fits, wanted));
        said.into_iter().map(|id| id.value).collect()
    }

    /// Reads the checks of a form or a call.
    pub(crate) fn checks(&self, tables: Vec<Table<'_, '_>>) -> Vec<Check> {
        tables.into_iter().filter_map(|table| self.one(table)).collect()
    }

    fn one(&self, table: Table<'_, '_>) -> Option<Check> {
        type Read = for<'k> fn(&'k Known<'k>, &Table<'_, '_>) -> CheckRule;
        // The rule, how it is read, and how much it weighs where the table does not say.
        let rules: &[(&str, (Read, Weight))] = &[
            ("in_order", (in_order, Weight::Must)),
            ("part_of", (part_of, Weight::Must)),
            ("count_of", (count_of, Weight::Advised)),
            ("same_as", (same_as, Weight::Advised)),
            ("not_before", (not_before, Weight::Must)),
            ("not_after", (not_after, Weight::Must)),
            ("still_running", (still_running, Weight::Must)),
            ("national_counties", (national_counties, Weight::Advised)),
            ("names_national_county", (names_national_county, Weight::Advised)),
            ("holds_figures", (holds_figures, Weight::Advised)),
            ("mentions", (mentions, Weight::Advised)),
            ("whole_length", (whole_length, Weight::Must)),
            ("screenshot_for_each_link", (screenshots, Weight::Must)),
        ];
        let (read, usual) = table.word(&table.text("rule"), rules)?;
        let check = Check {
            rule: read(self, &table),
            weight: weight(&table).unwrap_or(usual),
            source: table.text("source").value,
        };
        table.finish();
        Some(check)
    }
}

/// The word of `weight`; none where the key is left out.
pub(crate) fn weight(table: &Table<'_, '_>) -> Option<Weight> {
    let known = [
        ("must", Weight::Must),
        ("in_principle", Weight::InPrinciple),
        ("advised", Weight::Advised),
    ];
    table.opt_text("weight").and_then(|said| table.word(&said, &known))
}

fn in_order(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    CheckRule::InOrder {
        first: known.field(table, "first", DAY, "月份或日期"),
        last: known.field(table, "last", DAY, "月份或日期"),
    }
}

fn part_of(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    CheckRule::PartOf {
        part: known.field(table, "part", NUMBER, "数字"),
        total: known.field(table, "total", NUMBER, "数字"),
    }
}

fn count_of(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    CheckRule::CountOf {
        count: known.field(table, "count", NUMBER, "数字"),
        list: known.field(table, "list", LIST, "地区名单或多行"),
    }
}

fn same_as(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    CheckRule::SameAs {
        field: known.field(table, "field", ANY, ""),
        other: known.field(table, "other", ANY, ""),
    }
}

fn not_before(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    let field = known.field(table, "field", MOMENT, "月份、日期或起止时间");
    CheckRule::NotBefore { field, from: moment(table, "from") }
}

fn not_after(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    let field = known.field(table, "field", MOMENT, "月份、日期或起止时间");
    CheckRule::NotAfter { field, until: moment(table, "until") }
}

fn moment(table: &Table<'_, '_>, key: &'static str) -> String {
    let said = table.text(key);
    let is_moment =
        iso_day(&said.value).or_else(|| iso_day(&format!("{}-01", said.value))).is_some();
    if !is_moment && !said.value.is_empty() {
        let message = format!("“{}”不是月份或日期。", said.value);
        let hint = "写成 \"2018-01\" 或 \"2018-01-01\"。".into();
        table.page().fault(Code::BadValue, said.at, message, hint);
    }
    said.value
}

fn still_running(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    let period: Fits = |kind| *kind == Kind::Period;
    CheckRule::StillRunning { field: known.field(table, "field", period, "起止时间") }
}

fn national_counties(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    CheckRule::NationalCounties {
        list: known.field(table, "list", REGIONS, "地区名单"),
        national: known.field(table, "national", REGIONS, "地区名单"),
    }
}

fn names_national_county(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    CheckRule::NamesNationalCounty { fields: known.fields(table, NAMED, "文字或地区") }
}

fn holds_figures(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    CheckRule::HoldsFigures { field: known.field(table, "field", WORDS, "文字") }
}

fn mentions(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    CheckRule::Mentions {
        fields: known.fields(table, WORDS, "文字"),
        words: table.texts("words").into_iter().map(|said| said.value).collect(),
        topic: table.text("topic").value,
    }
}

fn whole_length(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    let limits = limits(table);
    if limits.is_none() {
        let hint = "请加一行 max_zi = 2000".into();
        table.page().fault(Code::KeyMissing, table.at, "没有写字数。".into(), hint);
    }
    CheckRule::WholeLength {
        fields: known.fields(table, WORDS, "文字"),
        material: table.opt_bool("material").unwrap_or(false),
        what: table.text("what").value,
        limits: limits.unwrap_or_default(),
    }
}

fn screenshots(known: &Known<'_>, table: &Table<'_, '_>) -> CheckRule {
    let links: Fits = |kind| *kind == Kind::Links;
    CheckRule::ScreenshotForEachLink { field: known.field(table, "field", links, "网址") }
}
