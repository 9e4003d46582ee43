//! `attachments` of a case file: what goes along, each with its file and what it is.

use std::collections::BTreeMap;

use catalog::{AttachmentKind, Call};
use foundation::entry::Room;

use crate::attachment::Attachment;
use crate::file::case_file::Reader;
use crate::file::json::Json;

const KEYS: [&str; 6] = ["path", "kind", "slot", "caption", "url", "form"];

impl Reader {
    pub(crate) fn attachments(&mut self, json: Option<Json>, call: &Call) -> Vec<Attachment> {
        let list = match json {
            None | Some(Json::Null) => return Vec::new(),
            Some(Json::List(list)) => list,
            Some(other) => {
                self.wrong_type("attachments", "列表（以方括号开头）", &other);
                return Vec::new();
            }
        };
        let mut attachments = Vec::new();
        for (index, entry) in list.into_iter().enumerate() {
            attachments.extend(self.attachment(&format!("attachments/{}", index + 1), entry, call));
        }
        attachments
    }

    fn attachment(&mut self, place: &str, json: Json, call: &Call) -> Option<Attachment> {
        let mut texts: BTreeMap<String, String> = BTreeMap::new();
        for (key, json) in self.object(place, Some(json)) {
            let place = format!("{place}/{key}");
            if !KEYS.contains(&key.as_str()) {
                self.unknown(&place, "这一项", &key, &KEYS);
                continue;
            }
            let text = match key.as_str() {
                "caption" | "url" => self.words(&place, json, Room::Line),
                _ => self.text(&place, json),
            };
            texts.extend(text.map(|text| (key, text)));
        }
        let slot = self.slot(place, texts.remove("slot").unwrap_or_default(), call);
        let kind =
            self.attachment_kind(place, texts.get("kind").map(String::as_str), (&slot, call));
        let path = texts.remove("path").filter(|path| !path.trim().is_empty());
        if path.is_none() {
            self.fault(place, "缺少 path。".into(), "请写文件的位置，从案例文件所在的文件夹算起。");
        }
        let mut form = texts.remove("form").unwrap_or_default();
        if self.keeps_unknown && call.form(&form).is_none() {
            form.clear();
        }
        if !form.is_empty() && call.form(&form).is_none() {
            let known: Vec<&str> = call.forms.iter().map(|form| form.id.as_str()).collect();
            self.unknown(&format!("{place}/form"), "表单", &form, &known);
        }
        Some(Attachment {
            path: path?,
            kind: kind?,
            caption: texts.remove("caption").unwrap_or_default(),
            url: texts.remove("url").unwrap_or_default(),
            form,
            slot,
        })
    }

    /// The named document that it is. A draft of before the call named others forgets it.
    fn slot(&mut self, place: &str, slot: String, call: &Call) -> String {
        if slot.is_empty() || call.slot(&slot).is_some() {
            return slot;
        }
        if !self.keeps_unknown {
            let mut known: Vec<&str> = call.slots().map(|rule| rule.id.as_str()).collect();
            known.dedup();
            self.unknown(&format!("{place}/slot"), "指定的材料", &slot, &known);
        }
        String::new()
    }

    /// A named document is of the kind that the call says, and need not say it again.
    fn attachment_kind(
        &mut self,
        place: &str,
        word: Option<&str>,
        (slot, call): (&str, &Call),
    ) -> Option<AttachmentKind> {
        let of_slot = call.slot(slot).and_then(|rule| rule.kind);
        let words: Vec<&str> = AttachmentKind::ALL.iter().map(|(word, _)| *word).collect();
        let Some(word) = word else {
            if of_slot.is_none() {
                let hint = format!("可以写：{}。", words.join("、"));
                self.fault(place, "缺少 kind。".into(), hint);
            }
            return of_slot;
        };
        let kind = AttachmentKind::ALL.iter().find(|(known, _)| *known == word);
        match (kind, of_slot) {
            (None, _) => self.unknown(&format!("{place}/kind"), "附件种类", word, &words),
            (Some((_, kind)), Some(wanted)) if *kind != wanted && !self.keeps_unknown => {
                let message =
                    format!("“{slot}”这样材料的 kind 是 {}，不是 {word}。", wanted.word());
                self.fault(&format!("{place}/kind"), message, "请改过来，或去掉 kind。");
            }
            _ => {}
        }
        of_slot.or(kind.map(|(_, kind)| *kind))
    }
}
