//! The keys of `guidance.toml`.

use crate::reading::keys::{Key, KeyTable};

const ID: Key = Key::text("id", "代号").must();
const SOURCE: Key = Key::text("source", "出处").must();

/// `guidance.toml` itself.
pub(crate) static GUIDANCE: KeyTable = KeyTable::new(
    "guidance.toml",
    &[
        Key::text("title", "文件的名称").must(),
        Key::text("document", "文号"),
        Key::text("issuer", "谁发的").must(),
        SOURCE,
        Key::tables("project", &PROJECT),
        Key::tables("measure", &MEASURE),
        Key::tables("target", &TARGET),
        Key::tables("note", &NOTE),
    ],
);

static PROJECT: KeyTable =
    KeyTable::new("[[project]]", &[ID, Key::text("title", "类别的名称").must()]);

static MEASURE: KeyTable = KeyTable::new(
    "[[measure]]",
    &[
        ID,
        Key::text("project", "属于哪一类").must(),
        Key::text("number", "在文件里的编号").must(),
        Key::text("title", "措施的名称").must(),
        Key::texts("departments", "由谁负责"),
        Key::text("gist", "大意").must(),
        Key::texts("terms", "查找时用的词"),
        SOURCE,
    ],
);

static TARGET: KeyTable = KeyTable::new(
    "[[target]]",
    &[
        ID,
        Key::text("project", "属于哪一类").must(),
        Key::text("measure", "属于哪一条措施"),
        Key::text("what", "做到什么").must(),
        Key::text("value", "多少").must(),
        Key::text("by", "到什么时候"),
        SOURCE,
    ],
);

static NOTE: KeyTable = KeyTable::new(
    "[[note]]",
    &[
        ID,
        Key::text("measure", "属于哪一条措施"),
        Key::text("title", "名称").must(),
        Key::text("text", "说什么").must(),
        SOURCE,
    ],
);
