//! `id` and `revision` of a case file: which case it is, and which state of it. Both may be absent.

use foundation::{CaseId, Identity, Revision};

use crate::file::case_file::Reader;
use crate::file::json::Json;

impl Reader {
    /// A file without an id is a new case, whatever revision it names; one with an id alone is at the
    /// beginning.
    pub(crate) fn identity(
        &mut self,
        id: Option<Json>,
        revision: Option<Json>,
    ) -> Option<Identity> {
        let (id, revision) = (self.id(id), self.revision(revision));
        Some(Identity { id: id?, revision: revision? })
    }

    fn id(&mut self, id: Option<Json>) -> Option<CaseId> {
        let text = match id? {
            Json::Null => return None,
            Json::Text(text) => text,
            other => {
                self.wrong_type("id", "案例编号（32 位十六进制数字，加引号）", &other);
                return None;
            }
        };
        let id = text.trim().parse().ok();
        if id.is_none() {
            let hint = "请照原来的写，或删去这一行，作为新案例打开。";
            let message = "案例编号应为 32 位十六进制数字（0 到 9、a 到 f）。".into();
            self.fault("id", message, hint);
        }
        id
    }

    fn revision(&mut self, revision: Option<Json>) -> Option<Revision> {
        let number = match revision {
            None | Some(Json::Null) => return Some(Revision::default()),
            Some(Json::Number(number)) => number,
            Some(other) => {
                self.wrong_type("revision", "修订号（数字）", &other);
                return None;
            }
        };
        let revision = number.as_u64().and_then(Revision::new);
        if revision.is_none() {
            let message = format!("修订号应为 0 到 {} 的整数。", Revision::MOST);
            self.fault("revision", message, "请照原来的写，或删去这一行。");
        }
        revision
    }
}

#[cfg(test)]
mod tests {
    use catalog::Catalog;
    use serde_json::{Value, json};

    use crate::{Case, read, write};

    fn with(id: &Value, revision: &Value) -> Result<Case, String> {
        let catalog = Catalog::built_in();
        let mut file: Value =
            serde_json::from_str(&write(&Case::new(catalog.call("js-2020").unwrap().clone())))
                .unwrap();
        assert!(file.get("id").is_none() && file.get("revision").is_none());
        (file["id"], file["revision"]) = (id.clone(), revision.clone());
        read(file.to_string().as_bytes(), &catalog)
            .map_err(|faults| faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn an_identity_is_written_and_read_back() {
        let id = "00112233445566778899aabbccddeeff";
        let case = with(&json!(id.to_uppercase()), &json!(7)).unwrap();
        let written: Value = serde_json::from_str(&write(&case)).unwrap();
        assert_eq!((&written["id"], &written["revision"]), (&json!(id), &json!(7)));
        let identity = with(&json!(id), &Value::Null).unwrap().identity.unwrap();
        assert_eq!(identity.revision.number(), 0);
        assert_eq!(with(&Value::Null, &json!(7)).unwrap().identity, None);
    }

    #[test]
    fn what_is_no_identity_is_told() {
        let told = |id: Value, revision: Value| with(&id, &revision).unwrap_err();
        let id = "00112233445566778899aabbccddeeff";
        assert!(told(json!("0011"), json!(1)).starts_with("id：案例编号应为 32 位"));
        assert!(told(json!(11), json!(1)).starts_with("id：应为案例编号"));
        for revision in [json!(-1), json!(1.5), json!(9_007_199_254_740_992_u64)] {
            assert!(told(json!(id), revision).starts_with("revision：修订号应为 0 到"));
        }
        assert!(told(json!(id), json!("1")).starts_with("revision：应为修订号"));
    }
}
