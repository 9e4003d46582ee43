//! Every kind of field in a row: its word, the keys that it alone knows, what the manual says of it, and
//! how it is read. A new kind is a new row.

use std::collections::BTreeSet;

use foundation::Code;

use crate::forms::asks::{OptionMark, TextOption};
use crate::forms::field::{Field, Kind, PhotoPlace};
use crate::forms::lengths::limits;
use crate::forms::lists::BuiltInList;
use crate::forms::words::Words;
use crate::reading::keys::Variant;
use crate::reading::toml_reader::Table;

/// How a kind is read: from its table, with words, and the columns that stand in it.
type Read = for<'p> fn(&Table<'p, '_>, &Words<'p>, Vec<Field>) -> Kind;

/// One kind of field.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    variant: Variant,
    pub(crate) read: Read,
}

/// A row: the word, what it is in Chinese, its own keys, what the manual says of it, how it is read.
macro_rules! kind {
    ($word:literal, $chinese:literal, $own:expr, $manual:expr, $read:expr) => {
        Row {
            variant: Variant { word: $word, chinese: $chinese, own: $own, manual: $manual },
            read: $read,
        }
    };
}

const TEXT: &[&str] =
    &["format", "prefix", "max_zi", "min_zi", "about_zi", "count_by", "length_in_principle"];
const LONG_TEXT: &[&str] =
    &["max_zi", "min_zi", "about_zi", "count_by", "length_in_principle", "extra_page"];
const OPINION: &[&str] = &[
    "max_zi",
    "min_zi",
    "about_zi",
    "count_by",
    "length_in_principle",
    "extra_page",
    "prescribed",
];
const FIGURES: &[&str] = &["unit", "sum_of", "difference_of", "quotient_of"];
const DATES: &[&str] = &["date_style"];
const OPTIONS: &[&str] = &["option", "list", "mark", "box_after"];
const SEVERAL_OPTIONS: &[&str] = &["most", "least", "option", "list", "mark", "box_after"];

/// What a kind of field is in Chinese, by its word in a form; none for a word that is no kind.
pub fn kind_title(word: &str) -> Option<&'static str> {
    KINDS.iter().find(|row| row.variant.word == word).map(|row| row.variant.chinese)
}

/// All kinds. The manual says: the value in a case file, what is printed, what is checked.
pub(crate) const KINDS: &[Row] = &[
    kind!(
        "text",
        "一行文字",
        TEXT,
        &[
            "`\"李明\"`",
            "照原样",
            "格式 F104、F105；长短 F102、F103、F116；没有 `max_zi` 时超过 200 个字符 F114"
        ],
        |table, words, _| Kind::Text {
            format: table.opt_word("format").unwrap_or_default(),
            prefix: words.optional(table, "prefix"),
            limits: limits(table).unwrap_or_default(),
        }
    ),
    kind!(
        "long_text",
        "几段文字",
        LONG_TEXT,
        &[
            "`\"第一段。\\n第二段。\"`",
            "每段首行空两字",
            "长短同上；没有 `max_zi` 时超过 30000 个字符 F114"
        ],
        |table, _, _| Kind::LongText {
            limits: limits(table).unwrap_or_default(),
            extra_page: yes(table, "extra_page"),
        }
    ),
    kind!(
        "opinion",
        "推荐单位的意见",
        OPINION,
        &["`\"同意推荐。\"`", "同 `long_text`", "同 `long_text`"],
        |table, words, _| Kind::Opinion {
            limits: limits(table).unwrap_or_default(),
            extra_page: yes(table, "extra_page"),
            prescribed: words.optional(table, "prescribed"),
        }
    ),
    kind!(
        "integer",
        "不小于 0 的整数",
        FIGURES,
        &["`64`（不加引号）", "`64`", "F108"],
        |table, _, _| Kind::Integer { unit: unit(table) }
    ),
    kind!(
        "decimal",
        "不小于 0 的数，最多两位小数",
        FIGURES,
        &["`\"128.50\"`（加引号）", "128.50", "F108、F115"],
        |table, _, _| Kind::Decimal { unit: unit(table) }
    ),
    kind!(
        "month",
        "年月",
        DATES,
        &["`\"2018-05\"`", "2018年5月；`date_style = \"dots\"` 时 2018.05", "F106"],
        |_, _, _| Kind::Month
    ),
    kind!("date", "日期", DATES, &["`\"2020-06-10\"`", "2020年6月10日", "F107"], |_, _, _| {
        Kind::Date
    }),
    kind!(
        "period",
        "起止年月",
        DATES,
        &[
            "`{\"from\": \"2021-03\", \"to\": null}`，`null` 是至今",
            "2021年3月至今",
            "F106、F109；没有写开始的 F101"
        ],
        |_, _, _| Kind::Period
    ),
    kind!(
        "choice",
        "选一项",
        OPTIONS,
        &[
            "`\"e_commerce\"`（选项的代号）",
            "全部选项，选中的打钩；`mark = \"value\"` 只印选中的",
            "不是选项的打不开"
        ],
        |table, words, _| Kind::Choice {
            options: options(table, words),
            mark: mark(table),
            box_after: yes(table, "box_after"),
        }
    ),
    kind!(
        "choices",
        "选几项",
        SEVERAL_OPTIONS,
        &["`[\"shop\", \"training\"]`", "同上", "同上；几项 F137、F138"],
        |table, words, _| Kind::Choices {
            options: options(table, words),
            mark: mark(table),
            box_after: yes(table, "box_after"),
        }
    ),
    kind!(
        "yes_no",
        "是或否",
        &["mark", "box_after"],
        &["`true`、`false`", "是、否", ""],
        |table, _, _| Kind::YesNo { mark: mark(table), box_after: yes(table, "box_after") }
    ),
    kind!(
        "contact",
        "一个人和一个电话",
        &[],
        &[
            "`{\"name\": \"李明\", \"phone\": \"13812345678\"}`",
            "李明 13812345678",
            "F104、F122；没有写姓名的 F101"
        ],
        |_, _, _| Kind::Contact
    ),
    kind!(
        "region",
        "一个地区",
        &["level"],
        &[
            "`{\"code\": \"341523\", \"text\": \"安徽省六安市舒城县\"}`，不知道代码写 `null`",
            "照 `text`",
            "F124、F125"
        ],
        |table, _, _| Kind::Region { level: table.opt_word("level") }
    ),
    kind!(
        "regions",
        "几个地区",
        &["level", "counties_of", "most", "least"],
        &[
            "上面那样的列表：`[{…}, {…}]`",
            "用顿号连起来",
            "F124、F125；写了两次的 F133，一条里写了几个地区的 F134；几个 F137、F138"
        ],
        |table, _, _| Kind::Regions {
            level: table.opt_word("level"),
            counties_of: table.opt_text("counties_of").map(|said| said.value),
        }
    ),
    kind!(
        "number_or_regions",
        "一个数，或几个地区",
        &[],
        &["`64` 或 `[{…}, {…}]`", "同上", "F108，其余同上"],
        |_, _, _| Kind::NumberOrRegions
    ),
    kind!(
        "links",
        "若干网址",
        &["most", "least"],
        &["`[\"https://example.com/1\"]`", "一行一个", "F121；几条 F137、F138"],
        |_, _, _| { Kind::Links }
    ),
    kind!(
        "photo",
        "照片，印在格里",
        &["width_mm", "height_mm", "min_width_px", "min_height_px"],
        &[
            "不写在 `values` 里：附件里 `slot` 是这一栏代号的一项，见 4.6",
            "照片，从中间裁成格里的大小；没有照片时印栏目名",
            "A404、F140、F141"
        ],
        |table, words, _| Kind::Photo(photo_place(table, words))
    ),
    kind!(
        "rows",
        "若干行，每行几列",
        &["most", "least", "column", "least_rows", "row_labels"],
        &[
            "`[{\"unit\": \"…\", \"mobile\": \"…\"}, …]`",
            "见 5.7",
            "列的必填和格式；几行 F137、F138；行里的路径写作 `liaisons/2/mobile`"
        ],
        |table, words, columns| Kind::Rows {
            columns,
            least_rows: table.opt_count("least_rows").map_or(0, |said| said.value),
            labels: table.texts("row_labels").iter().map(|said| words.plain(said)).collect(),
        }
    ),
];

/// The kinds as the table of keys has them.
pub(crate) const VARIANTS: [Variant; KINDS.len()] = {
    let mut variants = [KINDS[0].variant; KINDS.len()];
    let mut index = 0;
    while index < KINDS.len() {
        variants[index] = KINDS[index].variant;
        index += 1;
    }
    variants
};

/// How the kind of this word is read.
pub(crate) fn reader(word: &str) -> Option<Read> {
    KINDS.iter().find(|row| row.variant.word == word).map(|row| row.read)
}

fn yes(table: &Table<'_, '_>, key: &'static str) -> bool {
    table.opt_bool(key).unwrap_or(false)
}

/// 二寸. Source: ISO/IEC 19794-5 and the photos of 居民身份证 take 35 mm across; forms ask for 35 × 49.
const PHOTO_MM: (u32, u32) = (35, 49);
/// Judgement: smaller than a stamp or larger than half a page is a slip.
const PHOTO_SIDES_MM: std::ops::RangeInclusive<u32> = 15..=150;

fn photo_place<'p>(table: &Table<'p, '_>, words: &Words<'p>) -> PhotoPlace {
    let side = |key: &'static str, usual: u32| {
        let Some(said) = table.opt_count(key) else { return usual };
        if !PHOTO_SIDES_MM.contains(&said.value) {
            let message = format!("{key} 应为 15 到 150 毫米。");
            let hint = "二寸照片写 width_mm = 35、height_mm = 49。".into();
            words.page.fault(Code::BadValue, said.at, message, hint);
        }
        said.value
    };
    let pixels = |key: &'static str| table.opt_count(key).map(|said| said.value);
    PhotoPlace {
        width_mm: side("width_mm", PHOTO_MM.0),
        height_mm: side("height_mm", PHOTO_MM.1),
        min_width: pixels("min_width_px"),
        min_height: pixels("min_height_px"),
    }
}

fn unit(table: &Table<'_, '_>) -> String {
    table.opt_text("unit").map_or_else(String::new, |said| said.value)
}

/// How options are marked; those of a built-in list are many and known to everybody.
fn mark(table: &Table<'_, '_>) -> OptionMark {
    let usual = if table.has("list") && !table.has("option") {
        OptionMark::Value
    } else {
        OptionMark::default()
    };
    table.opt_word("mark").unwrap_or(usual)
}

/// The options of a built-in list, or those that the form names.
fn options<'p>(table: &Table<'p, '_>, words: &Words<'p>) -> Vec<TextOption> {
    let listed: Option<BuiltInList> = table.opt_word("list");
    let own = named(table, words);
    if listed.is_some() && !own.is_empty() {
        let message = "list 和 [[field.option]] 只能写一样。".into();
        let hint = "用现成的选项就去掉 [[field.option]]，自己列选项就去掉 list。".into();
        words.page.fault(Code::BadValue, table.at, message, hint);
    }
    let options = listed.map_or(own, BuiltInList::options);
    if options.is_empty() && !table.has("list") {
        words.page.fault(
            Code::KeyMissing,
            table.at,
            "选择题没有选项。".into(),
            "请加 [[field.option]]，每个有 id 和 label；或写 list，用现成的选项。".into(),
        );
    }
    options
}

fn named<'p>(table: &Table<'p, '_>, words: &Words<'p>) -> Vec<TextOption> {
    let mut ids = BTreeSet::new();
    let mut options = Vec::new();
    for option in table.tables("option") {
        options.push(TextOption {
            id: words.new_id(&option, &mut ids),
            label: words.plain(&option.text("label")),
            help: words.optional(&option, "help"),
            refused: words.optional(&option, "refused"),
        });
        option.finish();
    }
    options
}
