//! `files` of a case file: what each file was when the case file was written, so that it is known again under another name,
//! and another one under its name is not taken for it. It may be absent.

use std::collections::BTreeMap;

use foundation::Contents;
use serde_json::json;

use crate::Case;
use crate::file::case_file::Reader;
use crate::file::json::Json;

/// What is noted of the files that the case still names; none where nothing is.
pub(crate) fn noted(case: &Case) -> Option<serde_json::Value> {
    let noted = case.files.iter().filter(|(name, _)| case.names_file(name));
    let noted: serde_json::Map<String, serde_json::Value> = noted
        .map(|(name, Contents { bytes, digest })| {
            (name.clone(), json!({"bytes": bytes, "sha256": digest}))
        })
        .collect();
    (!noted.is_empty()).then(|| noted.into())
}

impl Reader {
    pub(crate) fn noted_files(&mut self, json: Option<Json>) -> BTreeMap<String, Contents> {
        let mut files = BTreeMap::new();
        for (name, json) in self.object("files", json) {
            let place = format!("files/{name}");
            let entries = self.object(&place, Some(json));
            let part = |key: &str| entries.iter().find(|(own, _)| own == key).map(|(_, part)| part);
            let contents = match (part("bytes"), part("sha256")) {
                (Some(Json::Number(bytes)), Some(Json::Text(digest))) => {
                    bytes.as_u64().zip(digest.parse().ok())
                }
                _ => None,
            };
            match contents {
                Some((bytes, digest)) => drop(files.insert(name, Contents { bytes, digest })),
                None => {
                    let message = "应写明 bytes（字节数）和 sha256（64 位十六进制数字）。".into();
                    self.fault(&place, message, "请照原来的写，或删去 files 这一项。");
                }
            }
        }
        files
    }
}

#[cfg(test)]
mod tests {
    use catalog::Catalog;
    use serde_json::json;

    #[test]
    fn what_files_were_goes_out_and_comes_back() {
        let catalog = Catalog::built_in();
        let digest = "ab".repeat(32);
        let mut file = json!({
            "format": 1, "call": "js-2020", "route": "self", "values": {},
            "attachments": [{"path": "a/1.jpg", "kind": "photo"}],
            "files": {"a/1.jpg": {"bytes": 7, "sha256": digest}, "gone.jpg": {"bytes": 1, "sha256": digest}},
        });
        let read = |file: &serde_json::Value| crate::read(file.to_string().as_bytes(), &catalog);
        let case = read(&file).unwrap();
        assert_eq!(case.files["a/1.jpg"].bytes, 7);
        let written: serde_json::Value = serde_json::from_str(&crate::write(&case)).unwrap();
        assert_eq!(written["files"], json!({"a/1.jpg": {"bytes": 7, "sha256": digest}}));
        file["files"]["a/1.jpg"]["sha256"] = json!("xyz");
        assert_eq!(read(&file).unwrap_err()[0].place, "files/a/1.jpg");
        file["files"] = json!([1]);
        assert_eq!(read(&file).unwrap_err()[0].place, "files");
    }
}
