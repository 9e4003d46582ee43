//! The keys of fields, of the columns of rows, and of options.

use crate::forms::asks::{DateStyle, OptionMark, TextFormat};
use crate::forms::counts::{LEAST, MOST};
use crate::forms::field::Required;
use crate::forms::filled_by::FilledBy;
use crate::forms::kinds::VARIANTS;
use crate::forms::lengths::{ABOUT_ZI, COUNT_BY, LENGTH_IN_PRINCIPLE, MAX_ZI, MIN_ZI};
use crate::forms::lists::BuiltInList;
use crate::forms::meaning::Meaning;
use crate::reading::keys::{Key, KeyTable, Shape, Variants};
use crate::regions::Level;

/// `[[field]]` of forms and calls.
pub(crate) static FIELD: KeyTable = KeyTable { name: "[[field]]", keys: &KEYS, by: Some(&BY_KIND) };

/// `[[field.column]]`: a field in all but its name, and what stands for `alone` in the keys.
pub(crate) static COLUMN: KeyTable =
    KeyTable { name: "[[field.column]]", keys: &KEYS, by: Some(&BY_KIND) };

/// The keys that every kind of field knows.
static KEYS: [Key; 16] = [
    Key::text("id", "代号").value("见第三节").must(),
    Key::text("label", "栏目名，照原表写，连同换行和中间的空格").value("文字，可用变量").must(),
    Key::new("kind", Shape::Variant, "填什么").value("见 4.5").must(),
    Key::text("source", "出处").usual("表的出处和栏目名"),
    Key::word::<Required>("required", "能不能空着").value("见 4.7").usual("`\"no\"`"),
    Key::word::<Meaning>("means", "这一栏说的是什么：别的表里同一个意思的，新建时可以带过来")
        .value("见下")
        .usual("照栏目名认")
        .alone(),
    Key::word::<FilledBy>("filled_by", "谁来填")
        .value("`\"applicant\"` 申报人，`\"recommender\"` 推荐单位，`\"upper\"` 上级单位，见下")
        .usual("`\"applicant\"`")
        .alone(),
    Key::text("required_when", "什么时候必填：写法同 `shown_when`；这一栏一直都在，答了才必填")
        .usual("没有")
        .alone(),
    Key::text("shown_when", "什么时候才有这一栏").value("文字，见下").usual("总有").alone(),
    Key::text("name", "检查时怎样称呼这一栏；两栏的栏目名相同（例如两个“联系人”）时写，不印在表上")
        .value("文字，可用变量")
        .usual("用栏目名"),
    Key::yes("name_part", "会写进文件名").alone(),
    Key::yes("personal", "这一栏本来就要填个人信息，不做脱敏检查"),
    Key::text("blank", "没有填时印什么，例如 `\"省（市、区）\"`；列里可写 `{row}`，印成第几行")
        .value("文字，可用变量")
        .usual("空着"),
    Key::text("absent", "不用填时（`shown_when` 的答案是另一个）印什么，例如 `\"/\"`")
        .usual("空着"),
    Key::count(
        "underline_mm",
        "填的内容下面画横线，至少这么长（毫米），空着时留给手写；封面上常用",
    )
    .usual("不画")
    .alone(),
    Key::text("help", "给填表人的一句话").value("文字，可用变量").usual("没有"),
];

/// The keys that only some kinds know.
static OWN: [Key; 29] = [
    Key { alone: true, ..MAX_ZI },
    Key { alone: true, ..MIN_ZI },
    Key { alone: true, ..ABOUT_ZI },
    Key { alone: true, ..COUNT_BY },
    Key { alone: true, ..LENGTH_IN_PRINCIPLE },
    Key::word::<TextFormat>("format", "一行文字应是什么样子").value("见下").usual("`\"free\"`"),
    Key::text("prefix", "代码应以什么开头，例如社会组织的信用代码 `\"5\"`").usual("不限"),
    Key::yes(
        "extra_page",
        "长文字太长时另附页（超过一页半；通知写了“可另附页”的才用）：格里印“（见附页）”，文字排在最后",
    )
    .alone(),
    Key::text(
        "prescribed",
        "意见里必须有的一句话；写了意见而没有这句话是错误（F131），标点、空格和全角半角不计",
    )
    .value("文字，可用变量")
    .usual("没有")
    .alone(),
    Key::text("unit", "数字的单位").usual("没有"),
    Key::texts("sum_of", "几个数的和；空着时印算出来的数，写了不同的数是错误（F143）")
        .value("列表：数字栏目，或 `栏目.列`（整列相加）；在列里写同一行的列")
        .usual("不算"),
    Key::texts("difference_of", "第一个数减第二个数，同上").value("两个，同上").usual("不算"),
    Key::texts("quotient_of", "第一个数除以第二个数，保留两位小数，同上")
        .value("两个，同上")
        .usual("不算"),
    Key::word::<Level>(
        "level",
        "地区要写到哪一级：`region` 正好写到这一级，印全名；`regions` 至少写到这一级",
    )
    .usual("不限"),
    Key::text("counties_of", "没有填时，从哪个地区名单里自动列出国家级贫困县")
        .value("`regions` 栏目的代号")
        .usual("没有")
        .alone(),
    Key::word::<DateStyle>("date_style", "年月日怎样印")
        .value("`\"chinese\"` 1985年6月，`\"dots\"` 1985.06")
        .usual("`\"chinese\"`"),
    MOST,
    LEAST,
    Key::tables("option", &OPTION),
    Key::word::<BuiltInList>("list", "用现成的选项，不必写 `[[field.option]]`")
        .value("`\"sex\"` 性别、`\"ethnicity\"` 民族、`\"politics\"` 政治面貌、`\"education\"` 学历、`\"degree\"` 学位")
        .usual("没有"),
    Key::word::<OptionMark>("mark", "在纸上怎样标出选中的")
        .value("`\"square\"` □ 里打钩，`\"circle\"` ○ 里打钩，`\"brackets\"` 印 （√），`\"value\"` 只印选中的名称")
        .usual("`\"square\"`；写了 `list` 的 `\"value\"`"),
    Key::yes("box_after", "选项的方框印在文字后面：`互联网+共同富裕 □`"),
    Key::count("width_mm", "照片印多宽，毫米").usual("35"),
    Key::count("height_mm", "照片印多高，毫米").usual("49"),
    Key::count("min_width_px", "照片至少宽多少像素（F140）").usual("不限"),
    Key::count("min_height_px", "照片至少高多少像素（F140）").usual("不限"),
    Key::tables("column", &COLUMN),
    Key::count("least_rows", "多行的表至少印几行，供手写；只管印，不要求填这么多").usual("1"),
    Key::texts("row_labels", "固定的几行：各行叫什么，印在第一列，写作 `{栏目.row_label}`；多填的行是错误（F145）")
        .value("列表：`[\"2022年\", \"2023年\"]`，可用变量")
        .usual("没有"),
];

static BY_KIND: Variants = Variants {
    key: "kind",
    own: &OWN,
    of: &VARIANTS,
    columns: &["填什么", "案例文件里的值", "印在纸上", "程序检查"],
};

/// `[[field.option]]`.
pub(crate) static OPTION: KeyTable = KeyTable::new(
    "[[field.option]]",
    &[
        Key::text("id", "代号").must(),
        Key::text("label", "选项的名称，照原表写").value("文字，可用变量").must(),
        Key::text("help", "这一项是什么意思，填表时看得到").value("文字，可用变量").usual("没有"),
        Key::text("refused", "选了它就不能申报的原因，一句完整的话（错误 C208）")
            .value("文字，可用变量")
            .usual("没有")
            .alone(),
    ],
);
