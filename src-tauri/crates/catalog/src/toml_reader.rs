//! Reads tables of TOML key by key. A key that nobody asked for is a fault when the table is done,
//! so every reader names its keys exactly once.

use std::cell::RefCell;

use foundation::Code;
use toml::de::{DeTable, DeValue};

use crate::fault::{Page, probably_meant};

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
    for error in errors.iter().take(10) {
        let at = error.span().map_or(0, |span| span.start);
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
    /// The table in words, such as `[[field]]`.
    name: &'p str,
    asked: RefCell<Vec<&'static str>>,
}

impl<'p, 't> Table<'p, 't> {
    pub(crate) fn new(
        page: &'p Page<'p>,
        table: &'p DeTable<'t>,
        at: usize,
        name: &'p str,
    ) -> Self {
        Self { page, table, at, name, asked: RefCell::default() }
    }

    pub(crate) fn page(&self) -> &'p Page<'p> {
        self.page
    }

    fn get(&self, key: &'static str) -> Option<&'p Spanned<'t>> {
        self.asked.borrow_mut().push(key);
        self.table.iter().find(|(name, _)| name.get_ref() == key).map(|(_, value)| value)
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
            format!("{} 里缺少“{key}”。", self.name),
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
                self.wrong_type(key, value, "true 或 false");
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
    pub(crate) fn tables(&self, key: &'static str, name: &'p str) -> Vec<Self> {
        let Some(value) = self.get(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            self.wrong_type(key, value, &format!("重复的表，每个以 {name} 开头"));
            return Vec::new();
        };
        let mut tables = Vec::new();
        for entry in list.iter() {
            match entry.get_ref() {
                DeValue::Table(table) => {
                    tables.push(Self::new(self.page, table, entry.span().start, name));
                }
                _ => self.wrong_type(key, entry, "表"),
            }
        }
        tables
    }

    /// The table written `[key]`.
    pub(crate) fn table(&self, key: &'static str, name: &'p str) -> Option<Self> {
        let value = self.get(key)?;
        match value.get_ref() {
            DeValue::Table(table) => Some(Self::new(self.page, table, value.span().start, name)),
            _ => {
                self.wrong_type(key, value, &format!("表，以 {name} 开头"));
                None
            }
        }
    }

    /// All keys with their texts, for tables whose keys are free.
    pub(crate) fn free_texts(&self) -> Vec<(String, Said<String>)> {
        let mut texts = Vec::new();
        for (name, value) in self.table.iter() {
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

    /// Ends the reading: every key that was not asked for is a fault.
    pub(crate) fn finish(self) {
        let asked = self.asked.into_inner();
        for (name, _) in self.table.iter() {
            if !asked.contains(&name.get_ref().as_ref()) {
                self.page.fault(
                    Code::UnknownKey,
                    name.span().start,
                    format!("{} 里没有“{}”这个键。", self.name, name.get_ref()),
                    probably_meant(name.get_ref(), asked.iter().copied()),
                );
            }
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
