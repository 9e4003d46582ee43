//! A client without a face: asks the workbench as the doors do, and keeps what the patches add up to.
#![allow(dead_code, unreachable_pub, reason = "shared by tests, none of which asks everything")]

pub mod counted;
pub mod walk;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value as Json, json};
use workbench::{MachineClock, Refusal, Request, Workbench};

/// The number under which a client asks for the progress of its work.
pub const JOB: u32 = 7;

/// A face that holds what it was told, and nothing else.
pub struct Client {
    workbench: Arc<Workbench>,
    pub draft: i64,
    pub token: u64,
    pub seq: u64,
    /// Everything that the patches said, by key; the maps among them by their own keys.
    pub shown: BTreeMap<String, Json>,
    /// The step that was undone or made again last.
    pub step: Json,
}

pub fn workbench(home: &Path) -> Arc<Workbench> {
    workbench_with(home, Path::new(env!("CARGO_BIN_EXE_shenbao-apart")))
}

/// One that reads what comes from elsewhere by a program of the test.
pub fn workbench_with(home: &Path, apart: &Path) -> Arc<Workbench> {
    let clock = MachineClock::from_environment().unwrap();
    let workbench = Workbench::new(Box::new(clock))
        .with_program_apart(apart.to_owned())
        .with_home(Some(home.to_owned()));
    let workbench = Arc::new(workbench);
    let start = ask(&workbench, json!({"ask": "start"}));
    assert_eq!(start["drafts"]["state"], "ready", "{start}");
    workbench
}

/// Asks as the doors do: JSON in, JSON out.
pub fn try_ask(workbench: &Workbench, request: Json) -> Result<Json, Refusal> {
    let request: Request = serde_json::from_value(request).unwrap();
    workbench.answer(request).map(|reply| serde_json::to_value(reply).unwrap())
}

pub fn ask(workbench: &Workbench, request: Json) -> Json {
    try_ask(workbench, request).unwrap()
}

/// The names of the drafts in which words are found.
pub fn drafts(workbench: &Workbench, words: &str, binned: bool) -> Vec<String> {
    let request = json!({"ask": "drafts", "words": words, "binned": binned, "limit": 50});
    let list = ask(workbench, request);
    let titles = list["drafts"].as_array().unwrap().iter();
    titles.map(|draft| draft["title"].as_str().unwrap().to_owned()).collect()
}

impl Client {
    pub fn new(workbench: &Arc<Workbench>, request: Json) -> Self {
        let view = ask(workbench, request);
        let mut client = Self {
            workbench: workbench.clone(),
            draft: view["id"].as_i64().unwrap(),
            token: view["token"].as_u64().unwrap(),
            seq: 0,
            shown: BTreeMap::new(),
            step: Json::Null,
        };
        client.take(&view["first"]);
        client
    }

    pub fn make(workbench: &Arc<Workbench>, sample: bool) -> Self {
        let request =
            json!({"ask": "new_draft", "call": "js-2020", "route": "self", "sample": sample});
        Self::new(workbench, request)
    }

    pub fn workbench(&self) -> &Workbench {
        &self.workbench
    }

    pub fn open(workbench: &Arc<Workbench>, draft: i64) -> Self {
        Self::new(workbench, json!({"ask": "open_draft", "draft": draft}))
    }

    /// Takes over what an answer says that was asked for beside the client.
    pub fn hear(&mut self, patch: &Json) {
        self.take(patch);
    }

    fn take(&mut self, patch: &Json) {
        for (key, value) in patch.as_object().unwrap() {
            match (value, self.shown.get_mut(key)) {
                (Json::Object(new), Some(Json::Object(old)))
                    if key == "values" || key == "states" =>
                {
                    old.extend(new.clone());
                    old.retain(|_, value| !value.is_null());
                }
                // What was just undone is told once and is no state.
                _ if key == "step" => self.step = value.clone(),
                _ => {
                    self.shown.insert(key.clone(), value.clone());
                }
            }
        }
    }

    pub fn edit(&mut self, address: &str, entry: impl Into<Json>) -> Json {
        self.seq += 1;
        let patch = ask(
            &self.workbench,
            json!({"ask": "edit", "draft": self.draft, "token": self.token, "seq": self.seq,
                   "address": address, "entry": entry.into()}),
        );
        self.take(&patch);
        patch
    }

    pub fn undo(&mut self, redo: bool) {
        let request =
            json!({"ask": "undo", "draft": self.draft, "token": self.token, "redo": redo});
        let patch = ask(&self.workbench, request);
        self.take(&patch);
    }

    /// Hears what changed though nothing was typed.
    pub fn hear_news(&mut self) {
        let request = json!({"ask": "news", "draft": self.draft, "token": self.token});
        let patch = ask(&self.workbench, request);
        self.take(&patch);
    }

    /// Copies files into the store; gives the whole answer.
    pub fn keep(&self, files: &[&Path]) -> Result<Json, Refusal> {
        let request = json!({"ask": "keep", "draft": self.draft, "token": self.token,
                             "files": files, "job": JOB});
        try_ask(&self.workbench, request)
    }

    /// Copies files and puts them behind the attachments; what could not be copied comes back. Where no kind is
    /// given, it is told by the content.
    pub fn attach(
        &mut self,
        kind: impl Into<Option<&'static str>>,
        files: &[&Path],
    ) -> Result<Vec<String>, Refusal> {
        let kept = self.keep(files)?;
        let patch = try_ask(
            &self.workbench,
            json!({"ask": "attach", "draft": self.draft, "token": self.token, "kind": kind.into(),
                   "names": kept["names"]}),
        )?;
        self.take(&patch);
        Ok(serde_json::from_value(kept["refused"].clone()).unwrap())
    }

    pub fn ask(&self, mut request: Json) -> Json {
        request["draft"] = self.draft.into();
        request["token"] = self.token.into();
        request["job"] = JOB.into();
        ask(&self.workbench, request)
    }

    pub fn saved(&self, now: bool) -> Json {
        self.ask(json!({"ask": "saved", "now": now}))["state"].clone()
    }

    pub fn value(&self, field: &str) -> Json {
        self.shown["values"].get(field).cloned().unwrap_or_default()
    }

    pub fn codes(&self) -> Vec<String> {
        let findings = self.shown["findings"].as_array().unwrap();
        findings
            .iter()
            .map(|f| format!("{}@{}", f["code"].as_str().unwrap(), f["path"].as_str().unwrap()))
            .collect()
    }

    /// What the patches added up to is what a second face would be shown.
    pub fn agrees_with_a_fresh_look(&mut self) {
        let mut fresh = Self::open(&self.workbench, self.draft);
        fresh.shown.insert("seq".into(), self.shown["seq"].clone());
        // A field that another route asks keeps its last state with the face, which shows it nowhere.
        let asked = fresh.shown["states"].clone();
        let states = self.shown.get_mut("states").and_then(Json::as_object_mut).unwrap();
        states.retain(|id, _| asked.get(id).is_some());
        assert_eq!(self.shown, fresh.shown);
        self.token = fresh.token;
        self.seq = 0;
    }
}
