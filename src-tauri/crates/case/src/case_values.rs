//! Values of a case file by the kind of their field. What has the wrong shape is a fault; a text that is
//! not what the field asks for is read, and becomes a finding.

use std::collections::BTreeMap;

use catalog::{Field, Kind, TextFormat};
use unicode_normalization::UnicodeNormalization as _;

use crate::case_file::Reader;
use crate::json::Json;
use crate::value::{Region, Value};

impl Reader {
    pub(crate) fn value(&mut self, place: &str, field: &Field, json: Json) -> Option<Value> {
        if matches!(json, Json::Null) {
            return None;
        }
        let wanted = match (&field.kind, json) {
            (
                Kind::Text
                | Kind::LongText
                | Kind::Opinion
                | Kind::Decimal
                | Kind::Month
                | Kind::Date,
                Json::Text(text),
            ) => {
                // Names keep their characters: some have a compatibility form of their own.
                let as_written = matches!(field.format, TextFormat::Free | TextFormat::Person);
                let narrow = self.as_typed && (field.kind == Kind::Decimal || !as_written);
                let text = self.clean(place, text)?;
                return Some(Value::Text(if narrow { narrowed(&text) } else { text }));
            }
            (Kind::Integer | Kind::NumberOrRegions, Json::Number(number)) if number.is_i64() => {
                return number.as_i64().map(Value::Integer);
            }
            // 38.0 is what some programs write for 38.
            (Kind::Integer | Kind::NumberOrRegions, Json::Number(number)) if is_whole(&number) => {
                return number.as_f64().map(|number| Value::Integer(number as i64));
            }
            (Kind::Integer | Kind::NumberOrRegions, Json::Text(text)) if self.as_typed => {
                return self.clean(place, text).map(typed_number);
            }
            (Kind::YesNo, Json::Bool(yes)) => return Some(Value::YesNo(yes)),
            (Kind::Choice(_), Json::Text(id)) => {
                return self.option(place, field, id).map(Value::Text);
            }
            (Kind::Choices(_), Json::List(list)) => {
                let mut ids = Vec::new();
                for (index, entry) in list.into_iter().enumerate() {
                    let place = format!("{place}/{}", index + 1);
                    match entry {
                        Json::Text(id) => ids.extend(self.option(&place, field, id)),
                        other => self.wrong_type(&place, "选项的代号（文字）", &other),
                    }
                }
                return Some(Value::Choices(ids));
            }
            (Kind::Links, Json::List(list)) => {
                let mut links = Vec::new();
                for (index, entry) in list.into_iter().enumerate() {
                    links.extend(self.text(&format!("{place}/{}", index + 1), entry));
                }
                return Some(Value::Links(links));
            }
            (Kind::Period, Json::Object(entries)) => return self.period(place, entries),
            (Kind::Contact, Json::Object(entries)) => return self.contact(place, entries),
            (Kind::Region, json @ Json::Object(_)) => {
                return self.region(place, json).map(Value::Region);
            }
            (Kind::Regions | Kind::NumberOrRegions, Json::List(list)) => {
                let regions = list.into_iter().enumerate().filter_map(|(index, entry)| {
                    self.region(&format!("{place}/{}", index + 1), entry)
                });
                return Some(Value::Regions(regions.collect()));
            }
            (Kind::Rows(columns), Json::List(list)) => return self.rows(place, columns, list),
            (kind, json) => (expected(kind), json),
        };
        self.wrong_type(place, wanted.0, &wanted.1);
        None
    }

    /// A text without control characters but line ends and tabs.
    fn clean(&mut self, place: &str, text: String) -> Option<String> {
        let bad = text.chars().enumerate().find(|(_, character)| {
            character.is_control() && !matches!(character, '\n' | '\r' | '\t')
        });
        match bad {
            Some(_) if self.as_typed => {
                let seen = |c: &char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
                Some(text.chars().filter(seen).collect())
            }
            Some((index, character)) => {
                self.fault(
                    place,
                    format!("第 {} 个字是控制字符 U+{:04X}。", index + 1, u32::from(character)),
                    "请删去这个看不见的字符。",
                );
                None
            }
            None => Some(text),
        }
    }

    pub(crate) fn text(&mut self, place: &str, json: Json) -> Option<String> {
        match json {
            Json::Null => None,
            Json::Text(text) => self.clean(place, text),
            other => {
                self.wrong_type(place, "文字（用双引号括起来）", &other);
                None
            }
        }
    }

    fn option(&mut self, place: &str, field: &Field, id: String) -> Option<String> {
        let options = field.kind.options();
        if id.is_empty() || options.iter().any(|option| option.id == id) {
            return Some(id);
        }
        if let Some(option) = options.iter().find(|option| option.label == id) {
            let message = format!("应写选项的代号，这里写的是它的名称“{id}”。");
            self.fault(place, message, format!("请写 \"{}\"。", option.id));
            return None;
        }
        let known: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
        self.unknown(place, "选项", &id, &known);
        None
    }

    fn period(&mut self, place: &str, entries: Vec<(String, Json)>) -> Option<Value> {
        let (mut from, mut to) = (None, None);
        for (key, json) in entries {
            let place = format!("{place}/{key}");
            match key.as_str() {
                "from" => from = self.text(&place, json),
                "to" => to = self.text(&place, json),
                _ => self.unknown(&place, "这一项", &key, &["from", "to"]),
            }
        }
        Some(Value::Period { from, to })
    }

    fn contact(&mut self, place: &str, entries: Vec<(String, Json)>) -> Option<Value> {
        let (mut name, mut phone) = (String::new(), String::new());
        for (key, json) in entries {
            let place = format!("{place}/{key}");
            match key.as_str() {
                "name" => name = self.text(&place, json).unwrap_or_default(),
                "phone" => phone = self.text(&place, json).unwrap_or_default(),
                _ => self.unknown(&place, "这一项", &key, &["name", "phone"]),
            }
        }
        Some(Value::Contact { name, phone })
    }

    fn region(&mut self, place: &str, json: Json) -> Option<Region> {
        let Json::Object(entries) = json else {
            self.wrong_type(
                place,
                "一个地区，例如 {\"code\": null, \"text\": \"安徽省六安市舒城县\"}",
                &json,
            );
            return None;
        };
        let (mut code, mut text) = (None, String::new());
        for (key, json) in entries {
            let place = format!("{place}/{key}");
            match key.as_str() {
                "code" => code = self.text(&place, json),
                "text" => text = self.text(&place, json).unwrap_or_default(),
                _ => self.unknown(&place, "这一项", &key, &["code", "text"]),
            }
        }
        Some(Region { code, text })
    }

    fn rows(&mut self, place: &str, columns: &[Field], list: Vec<Json>) -> Option<Value> {
        let mut rows = Vec::new();
        for (index, entry) in list.into_iter().enumerate() {
            let place = format!("{place}/{}", index + 1);
            let mut row = BTreeMap::new();
            for (id, json) in self.object(&place, Some(entry)) {
                let place = format!("{place}/{id}");
                match columns.iter().find(|column| column.id == id) {
                    Some(column) => {
                        if let Some(value) = self.value(&place, column, json) {
                            row.insert(id, value);
                        }
                    }
                    None => {
                        let known: Vec<&str> = columns.iter().map(|c| c.id.as_str()).collect();
                        self.unknown(&place, "列", &id, &known);
                    }
                }
            }
            rows.push(row);
        }
        Some(Value::Rows(rows))
    }
}

/// What an input method types full-width into numbers and addresses, in half width; numbers without
/// the commas of their thousands.
fn narrowed(text: &str) -> String {
    let narrow: String = text.nfkc().collect();
    let groups: Vec<&str> = narrow.split('.').next().unwrap_or_default().split(',').collect();
    let is_group = |group: &&str| group.len() == 3 && group.bytes().all(|b| b.is_ascii_digit());
    let first = (1..=3).contains(&groups[0].len()) && groups[0].bytes().all(|b| b.is_ascii_digit());
    if groups.len() > 1 && first && groups[1..].iter().all(is_group) {
        return narrow.replace(',', "");
    }
    narrow
}

/// What was typed into a number field: a number where it is one, also in full-width digits.
fn typed_number(text: String) -> Value {
    let digits = narrowed(text.trim());
    match digits.parse() {
        Ok(number) if digits.bytes().all(|byte| byte.is_ascii_digit()) => Value::Integer(number),
        _ => Value::Text(text),
    }
}

/// Whether a number with a point is an integer that a double holds exactly.
fn is_whole(number: &serde_json::Number) -> bool {
    number.as_f64().is_some_and(|number| number.fract() == 0.0 && number.abs() < 9e15)
}

/// What a field of this kind takes, for messages.
fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::LongText | Kind::Opinion => "文字（用双引号括起来）",
        Kind::Decimal => "写在双引号里的数字，例如 \"128.50\"",
        Kind::Month => "月份，例如 \"2018-05\"",
        Kind::Date => "日期，例如 \"2020-06-10\"",
        Kind::Integer => "整数（不加引号，不写小数点）",
        Kind::NumberOrRegions => "整数，或地区的列表",
        Kind::YesNo => "true 或 false",
        Kind::Choice(_) => "选项的代号（文字）",
        Kind::Choices(_) => "选项代号的列表，例如 [\"a\", \"b\"]",
        Kind::Period => "起止时间，例如 {\"from\": \"2021-03\", \"to\": null}",
        Kind::Contact => "联系人，例如 {\"name\": \"…\", \"phone\": \"…\"}",
        Kind::Region => "一个地区，例如 {\"code\": null, \"text\": \"…\"}",
        Kind::Regions => "地区的列表，例如 [{\"code\": null, \"text\": \"…\"}]",
        Kind::Links => "网址的列表，例如 [\"https://example.com/1\"]",
        Kind::Rows(_) => "行的列表，例如 [{…}, {…}]",
    }
}
