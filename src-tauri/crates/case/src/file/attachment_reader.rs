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

#[cfg(test)]
mod tests {
    use catalog::Catalog;
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::{Case, CaseFileFault, read, read_draft, write};

    /// js-2020, which asks for a named document too.
    fn catalog() -> Catalog {
        let mut folders = Catalog::built_in_folders();
        let is_it = |folder: &&mut catalog::Folder| folder.is_call() && folder.id() == "js-2020";
        let call = folders.iter_mut().find(is_it).unwrap();
        let text = call.files.get_mut("call.toml").unwrap();
        text.push_str(
            "\n[[attachment]]\nid = \"id_card\"\nkind = \"document\"\nwhat = \"身份证\"\n",
        );
        Catalog::of(folders)
    }

    fn text(attachment: &Json) -> String {
        let case = json!({
            "format": 1, "call": "js-2020", "route": "self", "attachments": [attachment],
        });
        case.to_string()
    }

    fn strict(attachment: &Json) -> Result<Case, Vec<CaseFileFault>> {
        read(text(attachment).as_bytes(), &catalog())
    }

    #[test]
    fn a_named_document_need_not_say_its_kind() {
        for entry in [
            json!({"path": "a.pdf", "slot": "id_card"}),
            json!({"path": "a.pdf", "slot": "id_card", "kind": "document"}),
        ] {
            let case = strict(&entry).unwrap();
            assert_eq!(case.attachments[0].kind, AttachmentKind::Document);
            assert_eq!(case.attachments[0].slot, "id_card");
            let again = read(write(&case).as_bytes(), &catalog()).unwrap();
            assert_eq!(again.attachments, case.attachments);
        }
        let none = strict(&json!({"path": "a.pdf", "kind": "document"})).unwrap();
        assert!(!write(&none).contains("slot"));
    }

    #[test]
    fn what_contradicts_the_call_is_told_and_a_draft_goes_on() {
        for (entry, place, slot) in [
            (json!({"path": "a.pdf", "slot": "id_card", "kind": "photo"}), "kind", "id_card"),
            (json!({"path": "a.pdf", "slot": "id_kard", "kind": "photo"}), "slot", ""),
        ] {
            let faults = strict(&entry).unwrap_err();
            assert_eq!((faults.len(), &*faults[0].place), (1, &*format!("attachments/1/{place}")));
            let draft = read_draft(&text(&entry), &catalog()).unwrap();
            assert_eq!(draft.attachments[0].slot, slot);
        }
    }
}
