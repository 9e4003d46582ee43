//! Values of a case file by the kind of their field. What has the wrong shape is a fault; a text that is
//! not what the field asks for is read, and becomes a finding.

use std::collections::BTreeMap;

use catalog::{Field, Kind, TextFormat};
use foundation::character::{half_width, is_dash, is_unseen};
use foundation::entry::{Room, is_kept_as_it_is, is_stray_control, take_in};

use crate::codes::postcode::is_postcode;
use crate::file::case_file::{Reader, short};
use crate::file::json::Json;
use crate::values::as_written;
use crate::values::phone::{is_email, phones_in};
use crate::values::value::{Region, Value};

impl Reader {
    pub(crate) fn value(&mut self, place: &str, field: &Field, json: Json) -> Option<Value> {
        if matches!(json, Json::Null) {
            return None;
        }
        match &field.kind {
            Kind::Text { .. } | Kind::LongText { .. } | Kind::Opinion { .. } => {
                let put_right = |text: &str| narrowed(text, field.format());
                let room = if field.kind.is_long() { Room::Lines } else { Room::Line };
                self.field_text(place, json, (room, put_right), "文字（用双引号括起来）")
            }
            Kind::Decimal { .. } => {
                let put_right = |text: &str| as_written::figure(text, as_written::unit_of(field));
                self.field_text(
                    place,
                    json,
                    (Room::Figure, put_right),
                    "写在双引号里的数字，例如 \"128.50\"",
                )
            }
            Kind::Month => self.field_text(
                place,
                json,
                (Room::Line, as_written::month),
                "月份，例如 \"2018-05\"",
            ),
            Kind::Date => self.field_text(
                place,
                json,
                (Room::Line, as_written::day),
                "日期，例如 \"2020-06-10\"",
            ),
            Kind::Integer { .. } => {
                self.integer(place, field, json, "整数（不加引号，不写小数点）")
            }
            Kind::NumberOrRegions => match json {
                Json::List(list) => Some(self.regions(place, list)),
                json => self.integer(place, field, json, "整数，或地区的列表"),
            },
            Kind::YesNo { .. } => match json {
                Json::Bool(yes) => Some(Value::YesNo(yes)),
                other => self.not_it(place, " true 或 false", &other),
            },
            Kind::Choice { .. } => match json {
                Json::Text(id) => self.option(place, field, id).map(Value::Text),
                other => self.not_it(place, "选项的代号（文字）", &other),
            },
            Kind::Choices { .. } => match json {
                Json::List(list) => Some(self.chosen(place, field, list)),
                other => self.not_it(place, "选项代号的列表，例如 [\"a\", \"b\"]", &other),
            },
            Kind::Links => match json {
                Json::List(list) => {
                    let mut links = Vec::new();
                    for (index, entry) in list.into_iter().enumerate() {
                        links.extend(self.words(
                            &format!("{place}/{}", index + 1),
                            entry,
                            Room::Line,
                        ));
                    }
                    Some(Value::Links(links))
                }
                other => self.not_it(place, "网址的列表，例如 [\"https://example.com/1\"]", &other),
            },
            Kind::Period => match json {
                Json::Object(entries) => self.period(place, entries),
                other => {
                    let wanted = "起止时间，例如 {\"from\": \"2021-03\", \"to\": null}";
                    self.not_it(place, wanted, &other)
                }
            },
            Kind::Contact => match json {
                Json::Object(entries) => self.contact(place, entries),
                other => {
                    let wanted = "联系人，例如 {\"name\": \"…\", \"phone\": \"…\"}";
                    self.not_it(place, wanted, &other)
                }
            },
            Kind::Region { .. } => match json {
                Json::Object(_) => self.region(place, json).map(Value::Region),
                other => {
                    let wanted = "一个地区，例如 {\"code\": null, \"text\": \"…\"}";
                    self.not_it(place, wanted, &other)
                }
            },
            Kind::Regions { .. } => match json {
                Json::List(list) => Some(self.regions(place, list)),
                other => {
                    let wanted = "地区的列表，例如 [{\"code\": null, \"text\": \"…\"}]";
                    self.not_it(place, wanted, &other)
                }
            },
            Kind::Photo(_) => {
                let wanted = "写在 values 里的内容：照片写在 attachments 里，slot 写这一栏的代号";
                self.not_it(place, wanted, &json)
            }
            Kind::Rows { columns, .. } => match json {
                Json::List(list) => self.rows(place, columns, list),
                other => self.not_it(place, "行的列表，例如 [{…}, {…}]", &other),
            },
        }
    }

    fn not_it(&mut self, place: &str, wanted: &str, found: &Json) -> Option<Value> {
        self.wrong_type(place, wanted, found);
        None
    }

    /// A text; what is typed is put into the form in which it is kept, where it says nothing else.
    fn field_text(
        &mut self,
        place: &str,
        json: Json,
        (room, put_right): (Room, impl Fn(&str) -> Option<String>),
        wanted: &str,
    ) -> Option<Value> {
        match json {
            Json::Text(text) => {
                let text = self.clean(place, text, Some(room))?;
                let right = put_right(&text);
                Some(Value::Text(right.unwrap_or(text)))
            }
            other => self.not_it(place, wanted, &other),
        }
    }

    fn integer(&mut self, place: &str, field: &Field, json: Json, wanted: &str) -> Option<Value> {
        match json {
            Json::Number(number) if number.is_i64() => number.as_i64().map(Value::Integer),
            // 38.0 is what some programs write for 38.
            Json::Number(number) if is_whole(&number) => {
                number.as_f64().map(|number| Value::Integer(number as i64))
            }
            // What is no number may be half typed in the window; in a file it is a fault.
            Json::Text(text) => {
                let text = self.clean(place, text, Some(Room::Figure))?;
                let number = as_written::whole_figure(&text, as_written::unit_of(field));
                match number {
                    Some(number) => Some(Value::Integer(number)),
                    None if self.as_typed => Some(Value::Text(text)),
                    None => {
                        let found = format!("应为{wanted}，这里是文字“{}”。", short(&text));
                        self.fault(place, found, "");
                        None
                    }
                }
            }
            other => self.not_it(place, wanted, &other),
        }
    }

    fn regions(&mut self, place: &str, list: Vec<Json>) -> Value {
        let regions = list
            .into_iter()
            .enumerate()
            .filter_map(|(index, entry)| self.region(&format!("{place}/{}", index + 1), entry));
        Value::Regions(regions.collect())
    }

    fn chosen(&mut self, place: &str, field: &Field, list: Vec<Json>) -> Value {
        let mut ids = Vec::new();
        for (index, entry) in list.into_iter().enumerate() {
            let place = format!("{place}/{}", index + 1);
            match entry {
                Json::Text(id) => ids.extend(self.option(&place, field, id)),
                other => self.wrong_type(&place, "选项的代号（文字）", &other),
            }
        }
        Value::Choices(ids)
    }

    /// A text as the door of texts takes it in, where it is for words; a name of a file only loses what no text may
    /// hold. Typed texts lose control characters, and the window says so; in a file they are a fault.
    fn clean(&mut self, place: &str, text: String, room: Option<Room>) -> Option<String> {
        let bad = text.chars().enumerate().find(|(_, character)| is_stray_control(*character));
        if let Some((index, character)) = bad.filter(|_| !self.as_typed) {
            self.fault(
                place,
                format!("第 {} 个字是控制字符 U+{:04X}。", index + 1, u32::from(character)),
                "请删去这个看不见的字符。",
            );
            return None;
        }
        match room {
            // A long one is not copied.
            Some(room) if is_kept_as_it_is(&text, room) => Some(text),
            Some(room) => Some(take_in(&text, room).text),
            None if bad.is_some() => Some(text.chars().filter(|c| !is_stray_control(*c)).collect()),
            None => Some(text),
        }
    }

    /// A text that is no words of the user's, such as the name of a file.
    pub(crate) fn text(&mut self, place: &str, json: Json) -> Option<String> {
        self.text_for(place, json, None)
    }

    /// Words of the user's.
    pub(crate) fn words(&mut self, place: &str, json: Json, room: Room) -> Option<String> {
        self.text_for(place, json, Some(room))
    }

    fn text_for(&mut self, place: &str, json: Json, room: Option<Room>) -> Option<String> {
        match json {
            Json::Null => None,
            Json::Text(text) => self.clean(place, text, room),
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
                "from" => from = self.words(&place, json, Room::Line),
                "to" => to = self.words(&place, json, Room::Line),
                _ => self.unknown(&place, "这一项", &key, &["from", "to"]),
            }
        }
        let both = from.as_deref().filter(|_| to.is_none()).and_then(as_written::period);
        (from, to) = both.map_or((from, to), |(from, to)| (Some(from), to));
        let month = |text: String| as_written::month(&text).unwrap_or(text);
        (from, to) = (from.map(month), to.map(month));
        Some(Value::Period { from, to })
    }

    fn contact(&mut self, place: &str, entries: Vec<(String, Json)>) -> Option<Value> {
        let (mut name, mut phone) = (String::new(), String::new());
        for (key, json) in entries {
            let place = format!("{place}/{key}");
            match key.as_str() {
                "name" => name = self.words(&place, json, Room::Line).unwrap_or_default(),
                "phone" => phone = self.words(&place, json, Room::Line).unwrap_or_default(),
                _ => self.unknown(&place, "这一项", &key, &["name", "phone"]),
            }
        }
        phone = narrowed(&phone, TextFormat::Phone).unwrap_or(phone);
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
                "text" => text = self.words(&place, json, Room::Line).unwrap_or_default(),
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

/// What an input method types full-width into numbers and addresses, in half width and without what nobody
/// sees. Names and free texts keep their characters.
fn narrowed(text: &str, format: TextFormat) -> Option<String> {
    let folded = |character: char| match (format, half_width(character)) {
        (TextFormat::Email, '。') => '.',
        (TextFormat::Phone | TextFormat::Mobile, dash) if is_dash(dash) => '-',
        (_, other) => other,
    };
    let is_free = matches!(format, TextFormat::Free | TextFormat::Person);
    let narrow: String = text.chars().filter(|c| !is_unseen(*c)).map(folded).collect();
    // What is no address, number or code either way is told as it was written.
    let is_meant = match format {
        TextFormat::Email => is_email(&narrow),
        TextFormat::Phone | TextFormat::Mobile => phones_in(&narrow).is_some(),
        TextFormat::Postcode => is_postcode(&narrow),
        _ => true,
    };
    (!is_free && is_meant).then_some(narrow)
}

/// Whether a number with a point is an integer that a double holds exactly.
fn is_whole(number: &serde_json::Number) -> bool {
    number.as_f64().is_some_and(|number| number.fract() == 0.0 && number.abs() < 9e15)
}
