//! Every kind of check in a row: its word, the keys that it takes, what the manual says of it, how much it
//! weighs where nothing is said, and how it is read. A new check is a new row.

use foundation::{Code, iso_day};

use crate::forms::check::{CheckRule, Weight};
use crate::forms::check_person as person;
use crate::forms::field::{Kind, Number};
use crate::forms::known::{ANY, Fits, Known};
use crate::forms::lengths::{ABOUT_ZI, COUNT_BY, LENGTH_IN_PRINCIPLE, MAX_ZI, MIN_ZI, limits};
use crate::reading::keys::{Key, KeyTable, Shape, Variant, Variants};
use crate::reading::toml_reader::Table;

/// How the parameters of a check are read.
type Read = for<'k> fn(&'k Known<'k>, &Table<'_, '_>) -> CheckRule;

/// One kind of check.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    variant: Variant,
    pub(crate) weight: Weight,
    pub(crate) read: Read,
}

/// A row: the word, what it asks, its keys, what the manual says of it, its weight, how it is read.
macro_rules! check {
    ($word:literal, $chinese:literal, $own:expr, [$keys:literal, $finding:literal], $weight:ident, $read:expr) => {
        Row {
            variant: Variant {
                word: $word,
                chinese: $chinese,
                own: $own,
                manual: &[$keys, $finding, Weight::$weight.manual()],
            },
            weight: Weight::$weight,
            read: $read,
        }
    };
}

/// All kinds. The manual says: its keys, what is told where it does not hold, and its usual weight.
const CHECKS: &[Row] = &[
    check!(
        "in_order",
        "先后不能颠倒",
        &["first", "last"],
        ["`first`、`last`：月份或日期栏目", "F109"],
        Must,
        in_order
    ),
    check!(
        "part_of",
        "其中的数不能大于总数",
        &["part", "total"],
        ["`part`、`total`：数字栏目", "F110"],
        Must,
        part_of
    ),
    check!(
        "count_of",
        "数量应等于名单的条数",
        &["count", "list"],
        ["`count`：整数栏目；`list`：`regions` 或 `rows` 栏目", "F111"],
        Advised,
        count_of
    ),
    check!(
        "same_as",
        "两处应写得一样（全角半角、空格、标点不计）",
        &["field", "other"],
        ["`field`、`other`", "F123"],
        Advised,
        same_as
    ),
    check!(
        "not_before",
        "不能早于某月或某日",
        &["field", "from"],
        [
            "`field`：月份、日期或起止时间（看开始）；`from`：`\"2018-01\"` 或 `\"2018-01-01\"`，当月当日算在内",
            "C201"
        ],
        Must,
        not_before
    ),
    check!(
        "not_after",
        "不能晚于某月或某日",
        &["field", "until"],
        ["`field` 同上；`until`，当月当日算在内", "C205"],
        Must,
        not_after
    ),
    check!(
        "still_running",
        "应正在实施：没有写结束，或结束在今天以后",
        &["field"],
        ["`field`：起止时间栏目", "C206"],
        Must,
        still_running
    ),
    check!(
        "national_counties",
        "名单里的国家级贫困县应另外注明",
        &["list", "national"],
        ["`list`、`national`：`regions` 栏目", "F126、F127"],
        Advised,
        national_counties
    ),
    check!(
        "names_national_county",
        "几段文字里至少写到一个国家级贫困县",
        &["fields"],
        ["`fields`：文字或地区栏目的列表", "C212"],
        Advised,
        names_national_county
    ),
    check!(
        "holds_figures",
        "文字里应有数字",
        &["field"],
        ["`field`：文字栏目", "C213"],
        Advised,
        holds_figures
    ),
    check!(
        "mentions",
        "文字里应写到某个话题",
        &["fields", "words", "topic"],
        ["`fields`；`words`：写到其中一个就算；`topic`：话题的名称", "C214"],
        Advised,
        mentions
    ),
    check!(
        "whole_length",
        "几段文字合计的字数",
        &[
            "fields",
            "what",
            "material",
            "max_zi",
            "min_zi",
            "about_zi",
            "count_by",
            "length_in_principle"
        ],
        [
            "`fields`；`what`：合起来叫什么；`max_zi`、`min_zi`、`about_zi`、`count_by`；`material = true` 时连同案例材料",
            "C215"
        ],
        Must,
        whole_length
    ),
    check!(
        "screenshot_for_each_link",
        "每个网址要有截图，每张截图要有网址；截图是种类为 `media_report`（媒体报道）的附件，网址写在它的 `url` 里，写得一模一样，见第七节。别的种类不算",
        &["field"],
        ["`field`：`links` 栏目", "A409、A410"],
        Must,
        screenshots
    ),
    check!(
        "id_number_agrees",
        "身份证号里的出生日期和性别，应与另外填的一样",
        &["id_number", "birth", "sex"],
        [
            "`id_number`：`format = \"id_number\"` 的栏目；`birth`：日期或月份栏目；`sex`：有“男”“女”两项的选择题，或文字栏目；`birth`、`sex` 至少写一个",
            "F139"
        ],
        Must,
        person::id_number_agrees
    ),
    check!(
        "age_on",
        "到某一天的周岁",
        &["field", "day", "least_years", "most_years"],
        [
            "`field`：出生的日期或月份，或身份证号；`day`：`\"2024-01-01\"`；`least_years`、`most_years`：至少、至多几周岁，至少写一个。“45周岁以下”写 `most_years = 45`，满45周岁、未满46周岁的算在内",
            "C220"
        ],
        Must,
        person::age_on
    ),
];

const VARIANTS: [Variant; CHECKS.len()] = {
    let mut variants = [CHECKS[0].variant; CHECKS.len()];
    let mut index = 0;
    while index < CHECKS.len() {
        variants[index] = CHECKS[index].variant;
        index += 1;
    }
    variants
};

/// `[[check]]` of forms and calls.
pub(crate) static CHECK: KeyTable = KeyTable {
    name: "[[check]]",
    keys: &[
        Key::new("rule", Shape::Variant, "检查什么").must(),
        Key::text("source", "出处").usual("表的出处"),
        Key::word::<Weight>("weight", "轻重").usual("见各种检查"),
    ],
    by: Some(&Variants {
        key: "rule",
        own: &OWN,
        of: &VARIANTS,
        columns: &["意思", "其他键", "不合时", "平常的轻重"],
    }),
};

/// The keys that only some checks take; what each says stands with the check.
static OWN: [Key; 27] = [
    Key::text("first", "在前的栏目").must(),
    Key::text("last", "在后的栏目").must(),
    Key::text("part", "其中的数").must(),
    Key::text("total", "总数").must(),
    Key::text("count", "数量").must(),
    Key::text("list", "名单").must(),
    Key::text("field", "哪个栏目").must(),
    Key::text("other", "与哪个栏目").must(),
    Key::text("from", "最早的月份或日期").must(),
    Key::text("until", "最晚的月份或日期").must(),
    Key::text("national", "注明国家级贫困县的栏目").must(),
    Key::texts("fields", "哪几个栏目").must(),
    Key::texts("words", "写到其中一个就算"),
    Key::text("topic", "话题的名称").must(),
    Key::text("what", "合起来叫什么").must(),
    Key::yes("material", "连同案例材料"),
    MAX_ZI,
    MIN_ZI,
    ABOUT_ZI,
    COUNT_BY,
    LENGTH_IN_PRINCIPLE,
    Key::text("id_number", "身份证号的栏目").must(),
    Key::text("birth", "出生日期的栏目"),
    Key::text("sex", "性别的栏目"),
    Key::text("day", "看哪一天").must(),
    Key::count("least_years", "至少几周岁"),
    Key::count("most_years", "至多几周岁"),
];

/// The row of this word.
pub(crate) fn row(word: &str) -> Option<&'static Row> {
    CHECKS.iter().find(|row| row.variant.word == word)
}

const NUMBER: Fits = |kind| matches!(kind.number(), Some(Number::Whole | Number::Decimal));
const DAY: Fits = |kind| matches!(kind, Kind::Month | Kind::Date);
const MOMENT: Fits = |kind| matches!(kind, Kind::Month | Kind::Date | Kind::Period);
const REGIONS: Fits = |kind| matches!(kind, Kind::Regions { .. });
const LIST: Fits = |kind| matches!(kind, Kind::Regions { .. } | Kind::Rows { .. });
const WORDS: Fits =
    |kind| matches!(kind, Kind::Text { .. } | Kind::LongText { .. } | Kind::Opinion { .. });
const NAMED: Fits = |kind| {
    WORDS(kind)
        || matches!(kind, Kind::Region { .. } | Kind::Regions { .. } | Kind::NumberOrRegions)
};

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
    let period: Fits = |kind| matches!(kind, Kind::Period);
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
    let links: Fits = |kind| matches!(kind, Kind::Links);
    CheckRule::ScreenshotForEachLink { field: known.field(table, "field", links, "网址") }
}
