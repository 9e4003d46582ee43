//! JSON as it stands in a file: keys in their order, none of them twice, faults in Chinese with
//! line and column. The depth is bounded by serde_json (128), so nesting cannot exhaust the stack.

use std::cell::Cell;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// A JSON value.
#[derive(Clone, Debug)]
pub(crate) enum Json {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The kind of value in Chinese.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "true/false",
            Self::Number(_) => "数字",
            Self::Text(_) => "文字",
            Self::List(_) => "列表",
            Self::Object(_) => "对象",
        }
    }

    /// From serde_json's.
    pub(crate) fn from_value(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Bool(yes) => Self::Bool(yes),
            serde_json::Value::Number(number) => Self::Number(number),
            serde_json::Value::String(text) => Self::Text(text),
            serde_json::Value::Array(list) => {
                Self::List(list.into_iter().map(Self::from_value).collect())
            }
            serde_json::Value::Object(entries) => Self::Object(
                entries.into_iter().map(|(key, value)| (key, Self::from_value(value))).collect(),
            ),
        }
    }

    /// The same for serde_json, for parts that are kept as they came.
    pub(crate) fn into_value(self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Bool(yes) => yes.into(),
            Self::Number(number) => number.into(),
            Self::Text(text) => text.into(),
            Self::List(list) => list.into_iter().map(Self::into_value).collect(),
            Self::Object(entries) => {
                entries.into_iter().map(|(key, value)| (key, value.into_value())).collect()
            }
        }
    }
}

/// A place where a text is not JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct JsonFault {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) message: String,
    pub(crate) hint: String,
}

const DOUBLE_KEY: &str = "double key: ";

const TOO_MANY: &str = "too many entries";

/// Judgement: the longest case has some ten thousand keys and items; each takes some hundred bytes of memory.
pub(crate) const MOST_ENTRIES: u32 = 200_000;

/// Parses a text of at most so many keys and items.
pub(crate) fn parse(text: &str, most: u32) -> Result<Json, JsonFault> {
    let left = Cell::new(most);
    let mut reader = serde_json::Deserializer::from_str(text);
    let parsed = Value { left: &left }.deserialize(&mut reader);
    parsed.and_then(|json| reader.end().map(|()| json)).map_err(|error| {
        let (message, hint) = in_chinese(&error);
        // serde_json counts the column in bytes.
        let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
        let bytes = line.floor_char_boundary(error.column().saturating_sub(1).min(line.len()));
        let column = line[..bytes].chars().count() + 1;
        JsonFault { line: error.line(), column, message, hint: hint.into() }
    })
}

/// The same of what comes in pieces; none where it is not JSON.
pub(crate) fn parse_pieces(pieces: impl std::io::Read, most: u32) -> Option<Json> {
    let left = Cell::new(most);
    let mut reader = serde_json::Deserializer::from_reader(pieces);
    let json = Value { left: &left }.deserialize(&mut reader).ok()?;
    reader.end().ok().map(|()| json)
}

fn in_chinese(error: &serde_json::Error) -> (String, &'static str) {
    let english = error.to_string();
    let says = |words: &str| english.contains(words);
    if says(TOO_MANY) {
        return (
            format!("文件里的项目超过 {MOST_ENTRIES} 个，不像案例文件。"),
            "请检查是不是拿错了文件。",
        );
    }
    let (message, hint) = if let Some(key) = english.strip_prefix(DOUBLE_KEY) {
        let key = key.split(" at line").next().unwrap_or(key);
        return (format!("“{key}”写了两次。"), "同一个键只能写一次，请留下一个。");
    } else if says("recursion limit") {
        ("括号套得太深（超过 128 层）。", "案例文件只有几层，请检查是不是拿错了文件。")
    } else if error.is_eof() {
        ("文件到这里就断了。", "可能没有复制完整；请检查末尾的引号和括号。")
    } else if says("surrogate") || says("hex escape") {
        (
            "\\u 转义不完整，或不成对（孤立的代理项），不是一个完整的字。",
            "请直接写这个字，或写成成对的 \\uD8xx\\uDCxx。",
        )
    } else if says("control character") {
        (
            "文字里有控制字符（例如直接换行或制表符）。",
            "换行请写 \\n，制表符请写 \\t，其他控制字符请删去。",
        )
    } else if says("escape") {
        ("反斜杠后面的写法不对。", "反斜杠本身写成 \\\\，引号写成 \\\"。")
    } else if says("trailing comma") {
        ("最后一项后面多了一个逗号。", "请删去这个逗号。")
    } else if says("trailing characters") {
        ("案例已经结束，后面还有别的内容。", "请删去最后一个大括号以后的内容。")
    } else if says("expected `:`") {
        ("键的后面缺少冒号。", "每项写成 \"键\": 值，冒号用半角。")
    } else if says("expected `,`") {
        ("两项之间缺少逗号，或少了右括号。", "请检查上一行末尾；逗号用半角。")
    } else if says("key must be a string") {
        ("键没有用双引号括起来。", "每项写成 \"键\": 值，引号用半角。")
    } else if says("number") {
        ("数字写得不对。", "数字不加引号，不以 0 开头，也不写千分位。")
    } else {
        ("这里不符合 JSON 的写法。", "请检查这一处的引号、逗号和括号是不是半角、是不是成对。")
    };
    (message.into(), hint)
}

/// A value, and how many keys and items may come yet.
#[derive(Clone, Copy)]
struct Value<'l> {
    left: &'l Cell<u32>,
}

impl Value<'_> {
    fn count<E: serde::de::Error>(self) -> Result<(), E> {
        let left = self.left.get().checked_sub(1).ok_or_else(|| E::custom(TOO_MANY))?;
        self.left.set(left);
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = Json;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Json, E> {
        Ok(Json::Bool(yes))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(Json::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(serde_json::Number::from_f64(number).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(Json::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element_seed(self)? {
            self.count()?;
            list.push(entry);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let mut object: Vec<(String, Json)> = Vec::new();
        let mut keys = std::collections::HashSet::new();
        while let Some(key) = entries.next_key::<String>()? {
            self.count()?;
            if !keys.insert(key.clone()) {
                return Err(serde::de::Error::custom(format!("{DOUBLE_KEY}{key}")));
            }
            object.push((key, entries.next_value_seed(self)?));
        }
        Ok(Json::Object(object))
    }
}
