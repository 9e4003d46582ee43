//! The keys of `form.toml` but those of fields and checks.

use crate::forms::check_kinds::CHECK;
use crate::forms::field_keys::FIELD;
use crate::forms::form::{Per, SheetSize};
use crate::reading::keys::{Key, KeyTable, Shape};

/// `form.toml` itself.
pub(crate) static FORM: KeyTable = KeyTable::new(
    "form.toml",
    &[
        Key::text("title", "表名，也出现在征集的列表里").value("文字，可用变量").must(),
        Key::text("short", "文件名里怎样称呼这张表").value("文字，可用变量").usual("用表名"),
        Key::text("source", "这张表的出处").usual("用表名"),
        Key::text("annex", "表名上方的标记，例如 `附件3`").value("文字，可用变量").usual("没有"),
        Key::word::<Per>("per", "一张表填的是什么")
            .value("`\"case\"` 一个案例；`\"roundup\"` 推荐单位的汇总，见 5.7")
            .usual("`\"case\"`"),
        Key::count("least_rows", "空的汇总表印几行，供手写；有案例的，有几个印几行").usual("1"),
        Key::text("value_type", "填写内容的字体字号").value("见 5.4").usual("`\"仿宋 小四\"`"),
        Key::text("label_type", "栏目名和固定文字的字体字号")
            .value("见 5.4")
            .usual("`\"宋体 小四\"`"),
        Key::table("page", &PAGE),
        Key::new("variables", Shape::Free("[variables]"), ""),
        Key::tables("field", &FIELD),
        Key::tables("section", &SECTION),
        Key::tables("text", &TEXT),
        Key::tables("seal", &SEAL),
        Key::tables("signature", &SIGNATURE),
        Key::tables("check", &CHECK),
    ],
);

static PAGE: KeyTable = KeyTable::new(
    "[page]",
    &[
        Key::new("margins_mm", Shape::Counts, "页边距，毫米")
            .value("四个整数，依次是上、右、下、左，每个 5 到 80")
            .usual("`[20, 25, 20, 25]`"),
        Key::word::<SheetSize>("size", "纸的大小").usual("`\"A4\"`"),
        Key::yes("landscape", "横放"),
        Key::yes("numbers", "印页码")
            .value("`true` 或 `false`；原表明写不要页码的写 `false`")
            .usual("`true`"),
    ],
);

static SECTION: KeyTable = KeyTable::new(
    "[[section]]",
    &[Key::text("id", "代号").must(), Key::text("label", "栏目名").must()],
);

static TEXT: KeyTable = KeyTable::new(
    "[[text]]",
    &[
        Key::text("id", "代号").must(),
        Key::text("text", "印在表上的文字").value("文字和 `{栏目代号}`，可用变量").must(),
        Key::yes("only_filled", "里面的栏目全空着时，整段不印"),
    ],
);

static SEAL: KeyTable = KeyTable::new(
    "[[seal]]",
    &[
        Key::text("id", "代号").must(),
        Key::text("label", "印在盖章处的文字").value("文字和 `{栏目代号}`，可用变量").must(),
        Key::yes("date", "印“年  月  日”").usual("`true`"),
        Key::text("source", "出处").usual("表的出处和这几个字"),
    ],
);

static SIGNATURE: KeyTable = KeyTable::new(
    "[[signature]]",
    &[
        Key::text("id", "代号").must(),
        Key::text("label", "印在横线前的文字").value("文字，可用变量").must(),
        Key::yes("date", "横线下面印“年  月  日”"),
        Key::text("source", "出处").usual("表的出处和这几个字"),
    ],
);
