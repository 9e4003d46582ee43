//! The keys of `call.toml` but those of fields and checks.

use crate::calls::hour::HOUR;
use crate::forms::check::Weight;
use crate::forms::check_kinds::CHECK;
use crate::forms::counts::{LEAST, MOST};
use crate::forms::field::Required;
use crate::forms::field_keys::FIELD;
use crate::forms::lengths::{ABOUT_ZI, COUNT_BY, LENGTH_IN_PRINCIPLE, MAX_ZI, MIN_ZI};
use crate::reading::keys::{Key, KeyTable, Shape};

const ID: Key = Key::text("id", "代号").value("见第三节").must();
const SOURCE: Key = Key::text("source", "出处").usual("征集的名称");
const BY: Key = Key::texts("by", "哪些栏目都一样的算在一起")
    .value("列表：`[\"org_name\"]`，按类别算写 `[\"org_name\", \"category\"]`")
    .must();
const ROUTES: Key = Key::texts("routes", "只算这几种申报方式").usual("都算");
const WEIGHT: Key = Key::word::<Weight>("weight", "轻重，见 4.9");

/// `call.toml` itself.
pub(crate) static CALL: KeyTable = KeyTable::new(
    "call.toml",
    &[
        Key::text("title", "征集的名称").must(),
        Key::text("issuer", "谁来征集").must(),
        Key::text("thing", "填的是什么，例如 `论文`、`候选人`、`项目`；窗口和提示里这样称呼")
            .usual("`案例`"),
        Key::table("window", &WINDOW),
        Key::tables("deadline", &DEADLINE),
        Key::tables("form", &FORM),
        Key::tables("route", &ROUTE),
        Key::tables("field", &FIELD),
        Key::tables("declaration", &DECLARATION),
        Key::tables("checklist", &CHECKLIST),
        Key::tables("check", &CHECK),
        Key::tables("quota", &QUOTA),
        Key::table("duplicates", &DUPLICATES),
        Key::tables("attachment", &ATTACHMENT),
        Key::table("material", &MATERIAL),
        Key::table("media", &MEDIA),
        Key::tables("step", &STEP),
        Key::tables("delivery", &DELIVERY),
        Key::tables("contact", &CONTACT),
        Key::tables("note", &NOTE),
        Key::table("guidance", &GUIDANCE),
    ],
);

static WINDOW: KeyTable = KeyTable::new(
    "[window]",
    &[
        Key::text("opens", "第一天").value("`\"2020-06-10\"`").must(),
        Key::text("closes", "最后一天，当天仍算在内")
            .value("`\"2020-07-31\"`，不早于 `opens`")
            .must(),
        Key { meaning: "最后一天的几点截止；只告诉，不检查", ..HOUR },
        SOURCE,
    ],
);

static DEADLINE: KeyTable = KeyTable::new(
    "[[deadline]]",
    &[
        Key::text("day", "到哪一天").value("`\"2020-07-15\"`").must(),
        HOUR,
        Key::text("what", "到那天做什么").must(),
        SOURCE,
    ],
);

static FORM: KeyTable = KeyTable::new(
    "[[form]]",
    &[
        Key::text("id", "表单文件夹的名字").must(),
        Key::yes("optional", "填了里面的内容才要这张表，没有填就不导出"),
        Key::texts("routes", "只有这几种申报方式用这张表").usual("都用"),
        Key::new("variables", Shape::Free("[form.variables]"), ""),
        Key::tables("field", &FORM_FIELD),
    ],
);

static FORM_FIELD: KeyTable = KeyTable::new(
    "[[form.field]]",
    &[
        Key::text("id", "表单里的哪一栏").must(),
        Key::word::<Required>("required", "能不能空着").value("见 4.7").usual("照表单"),
        MAX_ZI,
        MIN_ZI,
        ABOUT_ZI,
        COUNT_BY,
        LENGTH_IN_PRINCIPLE,
        MOST,
        LEAST,
    ],
);

static ROUTE: KeyTable = KeyTable::new(
    "[[route]]",
    &[
        ID,
        Key::text("title", "名称，例如 `自荐`").must(),
        Key::text("source", "这种方式的出处").usual("征集的名称"),
        Key::text("naming", "报送的文件夹和主文件叫什么")
            .value("文字和 `{栏目代号}`；联系人栏目写 `{contact.name}`、`{contact.phone}`"),
        Key::text("naming_source", "命名的出处"),
        Key::texts("requires", "这种方式下必填的栏目").value("列表：`[\"recommender\"]`"),
        Key::texts("advises", "这种方式下最好填的栏目").value("列表：`[\"opinion\"]`"),
        Key::new("variables", Shape::Free("[route.variables]"), ""),
    ],
);

static DECLARATION: KeyTable = KeyTable::new(
    "[[declaration]]",
    &[ID, Key::text("text", "要确认的话，写成答“是”为合格的句子").must(), SOURCE],
);

static CHECKLIST: KeyTable = KeyTable::new(
    "[[checklist]]",
    &[
        Key::text("title", "是对照什么的").must(),
        Key::text("field", "是对照哪一栏的").usual("不对照某一栏"),
        SOURCE,
        Key::tables("item", &CHECKLIST_ITEM),
    ],
);

static CHECKLIST_ITEM: KeyTable = KeyTable::new(
    "[[checklist.item]]",
    &[ID, Key::text("name", "几个字的名称").must(), Key::text("text", "全文").must()],
);

static QUOTA: KeyTable = KeyTable::new(
    "[[quota]]",
    &[
        Key::text("what", "算谁的名额，例如 `自荐每个单位`；印在“连同这一个，……已有 3 个”里")
            .must(),
        BY,
        Key::count("most", "最多几个（C209）").value("整数；`most`、`least` 至少写一个"),
        Key::count("least", "最少几个，汇总时检查（C210）"),
        ROUTES,
        WEIGHT.usual("`\"must\"`"),
        SOURCE,
    ],
);

static DUPLICATES: KeyTable =
    KeyTable::new("[duplicates]", &[BY, WEIGHT.usual("`\"advised\"`"), SOURCE]);

static ATTACHMENT: KeyTable = KeyTable::new(
    "[[attachment]]",
    &[
        Key::text("id", "指定的一样材料的代号，例如身份证复印件写 `\"id_card\"`：每样单独选文件、单独数")
            .value("见第三节")
            .usual("这一种附件都算"),
        Key::text("kind", "哪一种")
            .value(
                "`\"photo\"`、`\"video\"`、`\"long_image\"`、`\"media_report\"`、`\"document\"`、`\"plan\"` \
                 项目实施方案、`\"sealed_scan\"` 盖章扫描件；`\"material\"` 案例材料（只看有没有）",
            )
            .must(),
        Key::text("what", "怎样称呼它，例如 `照片`；写了 `id` 的，文件名里也用它").must(),
        Key::count("least", "最少几个（A404）").usual("0"),
        Key::count("most", "最多几个（A405）").usual("不限"),
        Key::texts("formats", "文件的格式（A408），看扩展名")
            .value("列表：`[\"jpg\"]`，小写，不写点；`.JPG`、`.jpeg` 也算 `jpg`")
            .usual("不限"),
        Key::count("min_bytes", "每个文件最少多少字节（A406）").usual("不限"),
        Key::count("max_bytes", "每个文件最多多少字节（A406）")
            .value("整数：`3_000_000`")
            .usual("不限"),
        Key::count("min_dpi", "照片每英寸至少多少像素（A428）").value("整数：`300`").usual("不限"),
        Key::count("min_seconds", "视频最短多少秒（A427）").value("整数：`180`").usual("不限"),
        Key::count("max_seconds", "视频最长多少秒（A427）").usual("不限"),
        Key::yes("captions", "每个都要有说明文字（A407）；说明文字会接在附件的文件名后面"),
        ROUTES,
        WEIGHT.usual("`\"must\"`"),
        SOURCE,
    ],
);

static MATERIAL: KeyTable = KeyTable::new(
    "[material]",
    &[
        Key::text("name", "叫什么").value("文字，例如 `项目实施方案`").usual("`案例材料`"),
        Key::text("title", "第一页的标题，用二号小标宋")
            .value("文字和 `{栏目代号}`，写法同 `naming`")
            .usual("主表里第一个 `name_part` 的栏目"),
        Key::texts("lines", "标题下面的几行：谁报送、找谁")
            .value("列表，写法同上；里面的栏目全空着的一行不印")
            .usual("没有"),
        Key::count("least_pictures", "至少几张图片（A434）").usual("不看"),
        Key::yes("headings", "应有小标题（A435）"),
        Key::text("stands_for", "写了材料，就不再要这一种附件")
            .value("附件的种类，例如 `\"plan\"`")
            .usual("没有"),
        Key::word::<Weight>("weight", "图片和小标题的轻重，见 4.9").usual("`\"advised\"`"),
        SOURCE,
    ],
);

static MEDIA: KeyTable = KeyTable::new(
    "[media]",
    &[
        Key::count("long_side_px", "长边至少多少像素").must(),
        Key::count("short_side_px", "短边至少多少像素").must(),
        WEIGHT.usual("`\"must\"`"),
        SOURCE,
    ],
);

static STEP: KeyTable = KeyTable::new(
    "[[step]]",
    &[
        Key::text("when", "什么时候，照通知写，如 `8月上旬`").must(),
        Key::text("what", "做什么").must(),
        Key::text("who", "谁来做"),
        SOURCE,
    ],
);

static DELIVERY: KeyTable = KeyTable::new(
    "[[delivery]]",
    &[
        Key::text("what", "什么材料").must(),
        Key::text("how", "电子邮件、书面……").must(),
        Key::text("to", "邮箱或地址"),
        Key::count("copies", "份数"),
        Key::count("max_bytes", "一封邮件最多多少字节（A413）").usual("50 MB"),
        ROUTES,
        SOURCE,
    ],
);

static CONTACT: KeyTable = KeyTable::new(
    "[[contact]]",
    &[
        Key::text("who", "问谁").must(),
        Key::text("phone", "电话"),
        Key::text("address", "地址"),
        SOURCE,
    ],
);

static NOTE: KeyTable = KeyTable::new(
    "[[note]]",
    &[
        Key::text("topic", "归在哪一组").must(),
        Key::text("text", "要让填表人知道的").must(),
        SOURCE,
    ],
);

static GUIDANCE: KeyTable = KeyTable::new(
    "[guidance]",
    &[
        Key::text("id", "`assets/guidance` 里的文件夹名").must(),
        Key::text("by", "一个选择题：选项和 `project` 同名时，只显示那一部分").usual("都显示"),
        Key::texts("fields", "在哪几栏旁边显示"),
    ],
);
