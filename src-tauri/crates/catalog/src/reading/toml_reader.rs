//! Reads tables of TOML key by key. Which keys there are says the table's `KeyTable`: what does not stand
//! there is a fault when the table is done, and a reader that passes a key over does not pass a test.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use foundation::Code;
use toml::de::{DeTable, DeValue};

use crate::reading::fault::{Page, probably_meant};
use crate::reading::full_width;
use crate::reading::keys::{KeyTable, Shape, Variant, Word};

/// A value with the byte offset at which it stands.
#[derive(Clone, Debug)]
pub(crate) struct Said<T> {
    pub(crate) value: T,
    pub(crate) at: usize,
}

type Spanned<'t> = toml::Spanned<DeValue<'t>>;

/// Parses a page; syntax faults are noted on it, and what could be read is returned.
pub(crate) fn parse<'t>(page: &Page<'t>) -> toml::Spanned<DeTable<'t>> {
    let (table, errors) = DeTable::parse_recoverable(page.text);
    let line_of = |at: usize| page.text[..page.text.floor_char_boundary(at)].matches('\n').count();
    let mut lines = BTreeSet::new();
    for error in errors.iter().take(10) {
        let at = error.span().map_or(0, |span| span.start);
        // What follows from the first fault of a line is no fault of its own.
        if !lines.insert(line_of(at)) || full_width::in_toml(page, at) {
            continue;
        }
        page.fault(
            Code::TomlSyntax,
            at,
            "这里不符合 TOML 的写法。".into(),
            syntax_hint(error.message()).into(),
        );
    }
    table
}

/// What to look for, by the parser's own words.
fn syntax_hint(english: &str) -> &'static str {
    if english.contains("duplicate key") {
        "同一个键写了两次，请留下一个。"
    } else if english.contains("string") || english.contains("quot") {
        "文字要用半角双引号括起来：label = \"案例名称\"。"
    } else if english.contains("key") || english.contains("`=`") {
        "每行写成 键 = 值；键只用小写字母、数字和下划线。"
    } else {
        "请检查这一行的引号、括号和等号是否成对、是否是半角。"
    }
}

/// One table while it is read.
pub(crate) struct Table<'p, 't> {
    page: &'p Page<'p>,
    table: &'p DeTable<'t>,
    /// Where the table stands, for keys that are missing.
    pub(crate) at: usize,
    keys: &'static KeyTable,
    variant: Cell<Option<&'static Variant>>,
    /// The id of the column that this is, or stands in.
    column: Option<String>,
    /// What stands for a clause that is left out: that of what the table is a part of.
    whole_source: String,
    asked: RefCell<Vec<&'static str>>,
}

impl<'p, 't> Table<'p, 't> {
    pub(crate) fn new(
        page: &'p Page<'p>,
        table: &'p DeTable<'t>,
        at: usize,
        keys: &'static KeyTable,
    ) -> Self {
        let (variant, asked) = (Cell::default(), RefCell::default());
        let whole_source = String::new();
        Self { page, table, at, keys, variant, column: None, whole_source, asked }
    }

    /// The same, where `whole` stands for every clause that is left out in it and below it.
    pub(crate) fn with_source(self, whole: String) -> Self {
        Self { whole_source: whole, ..self }
    }

    /// The clause; where it is left out, that of the whole with what this is about, which may be empty.
    pub(crate) fn source(&self, about: &str) -> String {
        match self.opt_text("source") {
            Some(said) if !said.value.trim().is_empty() => said.value,
            _ => format!("{} {}", self.whole_source, about.trim()).trim().to_owned(),
        }
    }

    /// The same as a column of rows: what does nothing in a column is a fault in it.
    pub(crate) fn into_column(self) -> Self {
        let id = self.table.iter().find(|(name, _)| name.get_ref() == "id");
        let id = id.and_then(|(_, value)| value.get_ref().as_str());
        Self { column: Some(id.unwrap_or_default().to_owned()), ..self }
    }

    pub(crate) fn page(&self) -> &'p Page<'p> {
        self.page
    }

    fn get(&self, key: &'static str) -> Option<&'p Spanned<'t>> {
        self.asked.borrow_mut().push(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
    }

    /// What the table of keys says of a key that a reader asks for.
    fn shape(&self, key: &'static str) -> Shape {
        self.keys.key(key).expect("every key that a reader asks for stands in its table").shape
    }

    /// The variant that the table's own word names, with keys of its own; a fault if there is none.
    pub(crate) fn variant(&self) -> Option<&'static Variant> {
        let by = self.keys.by?;
        let said = self.text(by.key);
        let known: Vec<_> = by.of.iter().map(|variant| (variant.word, variant)).collect();
        // Without the word there is nothing to compare: that it is missing was told.
        let there = !said.value.is_empty();
        let variant = there.then(|| self.word(&said, &known)).flatten();
        self.variant.set(variant);
        variant
    }

    fn wrong_type(&self, key: &str, value: &Spanned<'_>, wanted: &str) {
        let found = match value.get_ref() {
            DeValue::String(_) => "一段文字",
            DeValue::Integer(_) => "整数",
            DeValue::Float(_) => "小数",
            DeValue::Boolean(_) => "true/false",
            DeValue::Datetime(_) => "日期",
            DeValue::Array(_) => "列表",
            DeValue::Table(_) => "表",
        };
        self.page.fault(
            Code::WrongType,
            value.span().start,
            format!("“{key}”应为{wanted}，这里是{found}。"),
            String::new(),
        );
    }

    fn missing(&self, key: &str) {
        self.page.fault(
            Code::KeyMissing,
            self.at,
            format!("{} 里缺少“{key}”。", self.keys.name),
            format!("请加一行 {key} = …"),
        );
    }

    pub(crate) fn opt_text(&self, key: &'static str) -> Option<Said<String>> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::String(text) => {
                Some(Said { value: text.clone().into_owned(), at: value.span().start })
            }
            _ => {
                self.wrong_type(key, value, "用双引号括起来的文字");
                None
            }
        }
    }

    /// One of the words of `W`; none where the key is left out or no such word.
    pub(crate) fn opt_word<W: Word>(&self, key: &'static str) -> Option<W> {
        self.opt_text(key).and_then(|said| self.word(&said, W::WORDS))
    }

    /// A text that must be there; the empty text after a fault.
    pub(crate) fn text(&self, key: &'static str) -> Said<String> {
        let there = self.has(key);
        self.opt_text(key).unwrap_or_else(|| {
            if !there {
                self.missing(key);
            }
            Said { value: String::new(), at: self.at }
        })
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.table.iter().any(|(name, _)| name.get_ref() == key)
    }

    pub(crate) fn opt_bool(&self, key: &'static str) -> Option<bool> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Boolean(yes) => Some(*yes),
            _ => {
                self.wrong_type(key, value, " true 或 false");
                None
            }
        }
    }

    /// A whole number from 0.
    pub(crate) fn opt_count(&self, key: &'static str) -> Option<Said<u32>> {
        let value = self.get(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => {
                u32::from_str_radix(&number.as_str().replace('_', ""), number.radix()).ok()
            }
            _ => None,
        };
        if number.is_none() {
            self.wrong_type(key, value, "不小于 0 的整数");
        }
        Some(Said { value: number?, at: value.span().start })
    }

    /// A list of texts.
    pub(crate) fn texts(&self, key: &'static str) -> Vec<Said<String>> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(key, value, "列表，例如 [\"a\", \"b\"]");
            return Vec::new();
        };
        let mut texts = Vec::new();
        for entry in list.iter() {
            match entry.get_ref() {
                DeValue::String(text) => {
                    texts.push(Said { value: text.clone().into_owned(), at: entry.span().start });
                }
                _ => self.wrong_type(key, entry, "用双引号括起来的文字"),
            }
        }
        texts
    }

    /// A list of whole numbers.
    pub(crate) fn counts(&self, key: &'static str) -> Option<Said<Vec<u32>>> {
        let value = self.get(key)?;
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(key, value, "列表，例如 [20, 25]");
            return None;
        };
        let mut numbers = Vec::new();
        for entry in list.iter() {
            match entry.get_ref() {
                DeValue::Integer(number) => {
                    numbers.extend(u32::from_str_radix(number.as_str(), number.radix()));
                }
                _ => self.wrong_type(key, entry, "整数"),
            }
        }
        Some(Said { value: numbers, at: value.span().start })
    }

    /// The tables written `[[key]]`.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Self> {
        let Shape::Tables(keys) = self.shape(key) else { return Vec::new() };
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(key, value, &format!("重复的表，每个以 {} 开头", keys.name));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for entry in list.iter() {
            match entry.get_ref() {
                DeValue::Table(table) => {
                    let table = Self::new(self.page, table, entry.span().start, keys);
                    let (column, whole_source) = (self.column.clone(), self.whole_source.clone());
                    tables.push(Self { column, whole_source, ..table });
                }
                _ => self.wrong_type(key, entry, "表"),
            }
        }
        tables
    }

    /// The table written `[key]`.
    pub(crate) fn table(&self, key: &'static str) -> Option<Self> {
        let Shape::Table(keys) = self.shape(key) else { return None };
        let (table, at) = self.one_table(key, keys.name)?;
        Some(Self::new(self.page, table, at, keys).with_source(self.whole_source.clone()))
    }

    /// All keys of the table written `[key]` with their texts, where its keys are free.
    pub(crate) fn free_texts(&self, key: &'static str) -> Vec<(String, Said<String>)> {
        let Shape::Free(name) = self.shape(key) else { return Vec::new() };
        let Some((table, _)) = self.one_table(key, name) else { return Vec::new() };
        let mut texts = Vec::new();
        for (name, value) in table.iter() {
            match value.get_ref() {
                DeValue::String(text) => texts.push((
                    name.get_ref().to_string(),
                    Said { value: text.clone().into_owned(), at: value.span().start },
                )),
                _ => self.wrong_type(name.get_ref(), value, "用双引号括起来的文字"),
            }
        }
        texts
    }

    fn one_table(&self, key: &'static str, name: &str) -> Option<(&'p DeTable<'t>, usize)> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some((table, value.span().start)),
            _ => {
                self.wrong_type(key, value, &format!("表，以 {name} 开头"));
                None
            }
        }
    }

    /// A word out of `known`, or a fault that names the nearest.
    pub(crate) fn word<T: Copy>(&self, said: &Said<String>, known: &[(&str, T)]) -> Option<T> {
        let found = known.iter().find(|(word, _)| *word == said.value);
        if found.is_none() {
            self.page.fault(
                Code::UnknownWord,
                said.at,
                format!("这里不能写“{}”。", said.value),
                probably_meant(&said.value, known.iter().map(|(word, _)| *word)),
            );
        }
        found.map(|(_, value)| *value)
    }

    /// Ends the reading: every key that does not stand in the table of keys is a fault, and so is one of
    /// another variant.
    pub(crate) fn finish(self) {
        let variant = self.variant.get();
        let taken: Vec<&str> = self.keys.taken(variant).map(|key| key.name).collect();
        for (name, _) in self.table.iter() {
            let (key, at) = (name.get_ref().as_ref(), name.span().start);
            if taken.contains(&key) {
                let is_alone = self.keys.key(key).is_some_and(|key| key.alone);
                if let Some(column) = self.column.as_ref().filter(|_| is_alone) {
                    self.page.no_column(column, key, at);
                }
                continue;
            }
            let (message, hint) = match (variant, self.keys.by) {
                (Some(variant), Some(by)) if self.keys.key(key).is_some() => {
                    variant.refuses(key, by)
                }
                _ => (
                    format!("{} 里没有“{key}”这个键。", self.keys.name),
                    probably_meant(key, taken.iter().copied()),
                ),
            };
            self.page.fault(Code::UnknownKey, at, message, hint);
        }
        self.assert_asked();
    }

    /// A key that stands in the table and that no reader asks for would be taken and do nothing.
    fn assert_asked(&self) {
        let asked = self.asked.borrow();
        let always = self.keys.keys.iter().map(|key| key.name);
        let own = self.variant.get().into_iter().flat_map(|variant| variant.own.iter().copied());
        for key in always.chain(own) {
            debug_assert!(asked.contains(&key), "{}: no reader asks for {key}", self.keys.name);
        }
        for key in asked.iter() {
            debug_assert!(self.keys.key(key).is_some(), "{}: {key} is unheard of", self.keys.name);
        }
    }
}

/// Whether an id can be used in paths, grids and file names: `a`-`z`, digits, `_`, `-`.
pub(crate) fn check_id(page: &Page<'_>, id: &Said<String>) {
    let legal = id.value.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && id.value.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
    if !legal && !id.value.is_empty() {
        page.fault(
            Code::BadValue,
            id.at,
            format!("代号“{}”只能用小写字母、数字和下划线，并以字母开头。", id.value),
            "例如 case_name。".into(),
        );
    }
}
