//! Edits of a draft at random, the same each time.

use catalog::{Field, Kind};
use serde_json::{Value as Json, json};

use super::Client;

/// Numbers that look like chance, and are the same each time.
pub struct Chance(pub u64);

impl Chance {
    pub fn below(&mut self, most: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    pub fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    pub fn words(&mut self) -> String {
        let words =
            ["", "甲", "2019-05", "12.5", "13800138000", "a@b.cn", "😀", "一店+带-多户", "舒城县"];
        let times = if self.below(6) == 0 { 120 } else { 1 };
        self.of(&words).repeat(times)
    }

    fn region(&mut self) -> Json {
        let places = ["舒城县", "安徽省六安市寿县", "城关区", "某某村", ""];
        let code = if self.below(4) == 0 { json!("341523") } else { Json::Null };
        json!({"code": code, "text": self.of(&places)})
    }

    /// An entry of the kind of a field.
    fn entry(&mut self, field: &Field) -> Json {
        match &field.kind {
            Kind::Regions { .. } | Kind::NumberOrRegions => {
                let count = self.below(4);
                (0..count).map(|_| self.region()).collect()
            }
            Kind::Region { .. } => self.region(),
            Kind::Period => json!({"from": self.of(&["2018-05", "x"]), "to": "2019-01"}),
            Kind::Choice { options, .. } => json!(options[self.below(options.len())].id),
            Kind::Choices { options, .. } => json!([options[self.below(options.len())].id]),
            Kind::YesNo { .. } => json!(self.below(2) == 0),
            Kind::Contact => json!({"name": self.words(), "phone": self.words()}),
            Kind::Links => json!([self.of(&["http://example.com/1", "甲"])]),
            Kind::Rows { columns, .. } => {
                let row =
                    |column: &Field, chance: &mut Self| (column.id.clone(), chance.entry(column));
                let count = self.below(4);
                (0..count)
                    .map(|_| {
                        let cells = columns.iter().map(|column| row(column, self));
                        Json::Object(cells.collect())
                    })
                    .collect()
            }
            _ => json!(self.words()),
        }
    }

    fn attachments(&mut self) -> Json {
        let one = |chance: &mut Self| {
            json!({"path": chance.of(&["a.jpg", "b.png", "c.docx"]),
                   "kind": chance.of(&["photo", "media_report", "document"]),
                   "caption": chance.words(), "url": chance.of(&["", "http://example.com/1"])})
        };
        let count = self.below(4);
        (0..count).map(|_| one(self)).collect()
    }

    fn block(&mut self) -> Json {
        match self.below(3) {
            0 => json!({"kind": "heading", "level": 1, "text": self.words()}),
            1 => json!({"kind": "picture", "path": "a.jpg", "caption": self.words()}),
            _ => json!({"kind": "paragraph", "text": self.words()}),
        }
    }
}

/// Makes an edit somewhere.
pub fn edit(client: &mut Client, fields: &[Field], routes: &[&str], chance: &mut Chance) {
    match chance.below(16) {
        0 => drop(client.edit("route", chance.of(routes))),
        1 | 2 => {
            let list = chance.attachments();
            client.edit("attachments", list);
        }
        3 => {
            let blocks: Vec<Json> = (0..4).map(|_| chance.block()).collect();
            client.edit("material", json!({"blocks": blocks}));
        }
        4 | 5 if client.shown["material"]["blocks"][3].is_object() => {
            let place = format!("material/{}", 1 + chance.below(4));
            let block = chance.block();
            client.edit(&place, block);
        }
        6 => {
            let reports = chance.below(2) == 0;
            client.edit("appendix", json!({"photos_per_page": 2, "reports": reports}));
        }
        7 => {
            let findings = client.shown["findings"].as_array().unwrap();
            let key = findings.iter().find_map(|found| found["reason_key"].as_str());
            let place = format!("reasons/{}", key.unwrap_or("C201@start"));
            client.edit(&place, chance.of(&["先行试点", ""]));
        }
        8 => client.undo(chance.below(3) == 0),
        _ => {
            let field = &fields[chance.below(fields.len())];
            let entry = if chance.below(8) == 0 { Json::Null } else { chance.entry(field) };
            client.edit(&format!("values/{}", field.id), entry);
        }
    }
}
