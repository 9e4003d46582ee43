//! Reads the detailed material and the appendix of a case file, and single blocks as they are typed.

use std::collections::BTreeMap;

use foundation::entry::Room;

use crate::file::case_file::Reader;
use crate::file::json::Json;
use crate::material::{Appendix, DEEPEST, KINDS, MOST_COLUMNS, Material, MaterialBlock};

impl Reader {
    pub(crate) fn material(&mut self, json: Option<Json>) -> Option<Material> {
        let mut material = None;
        for (key, json) in self.object("material", json) {
            let place = format!("material/{key}");
            if material.is_some() && !matches!(json, Json::Null) {
                let hint = "请只留 pdf 或 blocks 中的一种。";
                self.fault(&place, "案例材料写了两种。".into(), hint);
            }
            match (key.as_str(), json) {
                (_, Json::Null) => {}
                ("blocks", json) => {
                    let blocks = self.list(&place, Some(json)).into_iter().enumerate();
                    let blocks = blocks
                        .filter_map(|(i, json)| self.block(&format!("material/{}", i + 1), json));
                    material = Some(Material::Blocks(blocks.collect()));
                }
                ("pdf", json) => material = self.text(&place, json).map(Material::Pdf),
                _ => self.unknown(&place, "这一项", &key, &["blocks", "pdf"]),
            }
        }
        material
    }

    /// One block.
    pub(crate) fn block(&mut self, place: &str, json: Json) -> Option<MaterialBlock> {
        let mut parts: BTreeMap<String, Json> =
            self.object(place, Some(json)).into_iter().collect();
        let kind = match parts.remove("kind") {
            Some(json) => self.text(&format!("{place}/kind"), json)?,
            None => {
                let hint = format!("可以写：{}。", KINDS.join("、"));
                self.fault(place, "缺少 kind。".into(), hint);
                return None;
            }
        };
        let block = match kind.as_str() {
            "heading" => MaterialBlock::Heading {
                level: self.level(place, &mut parts),
                text: self.part(place, &mut parts, "text"),
            },
            "paragraph" => MaterialBlock::Paragraph { text: self.part(place, &mut parts, "text") },
            "quotation" => MaterialBlock::Quotation { text: self.part(place, &mut parts, "text") },
            "list" => MaterialBlock::List {
                ordered: self.yes(place, &mut parts, "ordered"),
                items: self.items(&format!("{place}/items"), parts.remove("items")),
            },
            "table" => MaterialBlock::Table {
                caption: self.part(place, &mut parts, "caption"),
                header: self.yes(place, &mut parts, "header"),
                rows: self.table_rows(&format!("{place}/rows"), parts.remove("rows")),
            },
            "picture" => MaterialBlock::Picture {
                path: self.part(place, &mut parts, "path"),
                caption: self.part(place, &mut parts, "caption"),
            },
            // A newer program wrote the draft: its words stay.
            _ if self.keeps_unknown => {
                let text = self.part(place, &mut parts, "text");
                return Some(MaterialBlock::Paragraph { text });
            }
            _ => {
                self.unknown(&format!("{place}/kind"), "段落种类", &kind, &KINDS);
                return None;
            }
        };
        if let Some(key) = parts.keys().next().filter(|_| !self.keeps_unknown) {
            self.unknown(&format!("{place}/{key}"), "这一项", key, &known_keys(&block));
        }
        Some(block)
    }

    fn part(&mut self, place: &str, parts: &mut BTreeMap<String, Json>, key: &str) -> String {
        let json = parts.remove(key).unwrap_or(Json::Null);
        let place = format!("{place}/{key}");
        let text = match key {
            "path" => self.text(&place, json),
            _ => self.words(&place, json, Room::Lines),
        };
        text.unwrap_or_default()
    }

    fn yes(&mut self, place: &str, parts: &mut BTreeMap<String, Json>, key: &str) -> bool {
        match parts.remove(key) {
            None | Some(Json::Null) => false,
            Some(Json::Bool(yes)) => yes,
            Some(other) => {
                self.wrong_type(&format!("{place}/{key}"), " true 或 false", &other);
                false
            }
        }
    }

    fn level(&mut self, place: &str, parts: &mut BTreeMap<String, Json>) -> u8 {
        let place = format!("{place}/level");
        match parts.remove("level") {
            None | Some(Json::Null) => 1,
            Some(Json::Number(number)) => match number.as_u64() {
                Some(level) if (1..=u64::from(DEEPEST)).contains(&level) => level as u8,
                _ => {
                    let message = format!("小标题没有第 {number} 级。");
                    self.fault(&place, message, format!("可以写 1 到 {DEEPEST}。"));
                    1
                }
            },
            Some(other) => {
                self.wrong_type(&place, "1、2 或 3", &other);
                1
            }
        }
    }

    fn items(&mut self, place: &str, json: Option<Json>) -> Vec<String> {
        let list = self.list(place, json).into_iter().enumerate();
        list.map(|(index, json)| {
            self.words(&format!("{place}/{}", index + 1), json, Room::Lines).unwrap_or_default()
        })
        .collect()
    }

    fn table_rows(&mut self, place: &str, json: Option<Json>) -> Vec<Vec<String>> {
        let list = self.list(place, json).into_iter().enumerate();
        list.map(|(index, json)| {
            let place = format!("{place}/{}", index + 1);
            let row = self.items(&place, Some(json));
            if row.len() > MOST_COLUMNS {
                let message = format!("这一行有 {} 格，最多 {MOST_COLUMNS} 格。", row.len());
                self.fault(&place, message, "请把表格拆成几个，每个列数少一些。");
            }
            row
        })
        .collect()
    }

    fn list(&mut self, place: &str, json: Option<Json>) -> Vec<Json> {
        match json {
            None | Some(Json::Null) => Vec::new(),
            Some(Json::List(list)) => list,
            Some(other) => {
                self.wrong_type(place, "列表（以方括号开头）", &other);
                Vec::new()
            }
        }
    }

    pub(crate) fn appendix(&mut self, json: Option<Json>) -> Appendix {
        let mut appendix = Appendix::default();
        for (key, json) in self.object("appendix", json) {
            let place = format!("appendix/{key}");
            match (key.as_str(), json) {
                (_, Json::Null) => {}
                ("photos_per_page", Json::Number(number)) => match number.as_u64() {
                    Some(count @ (2 | 4)) => appendix.photos_per_page = Some(count as u8),
                    _ => {
                        let message = format!("一页不能排 {number} 张照片。");
                        self.fault(&place, message, "可以写 2 或 4；不印照片就不写。");
                    }
                },
                ("photos_per_page", other) => self.wrong_type(&place, "数字 2 或 4", &other),
                ("reports", Json::Bool(yes)) => appendix.reports = yes,
                ("reports", other) => self.wrong_type(&place, " true 或 false", &other),
                _ if self.keeps_unknown => {}
                _ => self.unknown(&place, "这一项", &key, &["photos_per_page", "reports"]),
            }
        }
        appendix
    }
}

/// The keys of a kind of block.
fn known_keys(block: &MaterialBlock) -> Vec<&'static str> {
    match block {
        MaterialBlock::Heading { .. } => vec!["kind", "level", "text"],
        MaterialBlock::Paragraph { .. } | MaterialBlock::Quotation { .. } => vec!["kind", "text"],
        MaterialBlock::List { .. } => vec!["kind", "ordered", "items"],
        MaterialBlock::Table { .. } => vec!["kind", "caption", "header", "rows"],
        MaterialBlock::Picture { .. } => vec!["kind", "path", "caption"],
    }
}
