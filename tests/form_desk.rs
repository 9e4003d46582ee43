//! The form desk: a form of one's own opened, changed, tried, taken back, saved and copied; its texts keep what nobody
//! touched, and the drafts that were begun by it go on as they were.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test of files")]

mod client;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use client::{Client, ask, try_ask, workbench};
use serde_json::{Value as Json, json};
use tempfile::TempDir;
use workbench::Workbench;

const CALL: &str = "xc-2025";
const FORM: &str = "xc-2025-case";

/// A home with the examples of `assets/` in its catalog.
fn home() -> TempDir {
    let home = TempDir::new().unwrap();
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/examples");
    copy(&examples, &home.path().join("catalog"));
    home
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A desk as a face holds it.
struct FormDesk {
    workbench: Arc<Workbench>,
    view: Json,
}

impl FormDesk {
    fn open(workbench: &Arc<Workbench>) -> Self {
        let view = ask(workbench, json!({"ask": "open_form_desk", "call": CALL}));
        Self { workbench: workbench.clone(), view }
    }

    fn request(&self, ask: &str, more: &Json) -> Json {
        let mut request =
            json!({"ask": ask, "call": self.view["call"], "state": self.view["state"]});
        request.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        request
    }

    fn try_change(&mut self, form: &str, change: &Json) -> Result<(), String> {
        let request = self.request("change_form", &json!({"form": form, "change": change}));
        self.view = try_ask(&self.workbench, request).map_err(|refusal| refusal.message)?;
        Ok(())
    }

    fn change(&mut self, change: &Json) {
        self.try_change(FORM, change).unwrap();
    }

    fn undo(&mut self, redo: bool) {
        let request = self.request("undo_form", &json!({"redo": redo}));
        self.view = ask(&self.workbench, request);
    }

    fn save(&mut self) -> Json {
        let saved = ask(&self.workbench, self.request("save_form", &json!({})));
        self.view = saved["view"].clone();
        saved
    }

    fn form(&self) -> &Json {
        let forms = self.view["forms"].as_array().unwrap();
        forms.iter().find(|form| form["id"] == FORM).unwrap()
    }

    /// The address of the field with this id.
    fn field(&self, id: &str) -> String {
        let fields = self.form()["table"]["below"].as_array().unwrap();
        let field = fields.iter().find(|field| field["entries"]["id"] == id).unwrap();
        field["address"].as_str().unwrap().to_owned()
    }

    fn set(&mut self, field: &str, key: &str, entry: impl Into<Json>) {
        let address = self.field(field);
        let entry: Json = entry.into();
        self.change(&json!({"is": "set", "address": address, "key": key, "entry": entry}));
    }

    fn codes(&self) -> Vec<&str> {
        self.view["faults"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["code"].as_str().unwrap())
            .collect()
    }

    /// The first cell of the paper that holds these words, with its table.
    fn cell(&self, words: &str) -> (u64, Json) {
        let blocks = self.form()["blocks"].as_array().unwrap();
        let tables = blocks.iter().filter(|block| block["is"] == "table");
        let found = tables.flat_map(|table| {
            let number = table["number"].as_u64().unwrap();
            table["cells"].as_array().unwrap().iter().map(move |cell| (number, cell.clone()))
        });
        let mut found = found.filter(|(_, cell)| cell["words"].as_str().unwrap().contains(words));
        found.next().unwrap_or_else(|| panic!("no cell has {words}"))
    }
}

fn text(home: &Path, kind: &str, id: &str, file: &str) -> String {
    fs::read_to_string(home.join("catalog").join(kind).join(id).join(file)).unwrap()
}

#[test]
fn a_change_is_one_line_of_the_text_and_the_rest_stays() {
    let home = home();
    let workbench = workbench(home.path());
    let mut desk = FormDesk::open(&workbench);
    assert_eq!(desk.codes(), Vec::<&str>::new(), "{}", desk.view["faults"]);
    let before = text(home.path(), "forms", FORM, "form.toml");
    let grid = text(home.path(), "forms", FORM, "paper.grid");
    desk.set("case_name", "label", "项目\n名称");
    assert_eq!(desk.view["undo"], "改栏目“案例名称”的名称");
    assert!(desk.view["unsaved"].as_bool().unwrap());
    assert_eq!(text(home.path(), "forms", FORM, "form.toml"), before, "nothing is saved yet");
    let saved = desk.save();
    assert_eq!(saved["kept_for"], 0);
    let after = text(home.path(), "forms", FORM, "form.toml");
    let other: Vec<(&str, &str)> =
        before.lines().zip(after.lines()).filter(|(before, after)| before != after).collect();
    assert_eq!(other.len(), 1, "{other:?}");
    assert_eq!(other[0].1, "label = \"项目\\n名称\"");
    assert_eq!(before.lines().count(), after.lines().count());
    assert_eq!(text(home.path(), "forms", FORM, "paper.grid"), grid);
    // It is used at once, and by the next start.
    let request = json!({"ask": "new_draft", "call": CALL, "route": "city", "sample": false});
    let view = ask(&workbench, request);
    assert!(view["forms"]["city"].to_string().contains("项目名称"));
}

#[test]
fn steps_are_taken_back_and_done_again_and_outlive_the_program() {
    let home = home();
    let bench = workbench(home.path());
    let mut desk = FormDesk::open(&bench);
    let first = desk.form()["toml"].clone();
    desk.set("case_name", "max_zi", 30);
    desk.set("case_name", "required", "no");
    let last = desk.form()["toml"].clone();
    desk.undo(false);
    desk.undo(false);
    assert_eq!((&desk.form()["toml"], desk.view["undo"].is_null()), (&first, true));
    assert!(!desk.view["unsaved"].as_bool().unwrap());
    desk.undo(true);
    desk.undo(true);
    assert_eq!((&desk.form()["toml"], desk.view["redo"].is_null()), (&last, true));
    // The program ends without saving.
    drop((desk, bench));
    let bench = workbench(home.path());
    let mut desk = FormDesk::open(&bench);
    assert_eq!(desk.form()["toml"], last);
    assert!(desk.view["messages"].to_string().contains("还没有保存"), "{}", desk.view["messages"]);
    desk.undo(false);
    assert_eq!(desk.form()["toml"], first);
    desk.undo(true);
    // Another page that holds an older state changes nothing.
    let mut other = FormDesk::open(&bench);
    other.set("case_name", "max_zi", 40);
    let stale = desk.try_change(FORM, &json!({"is": "remove_part", "address": "field/0"}));
    assert!(stale.unwrap_err().contains("另一个页面"));
    let discarded = ask(&bench, other.request("discard_form", &json!({})));
    assert_eq!(discarded["forms"][0]["toml"], first);
    assert!(!discarded["unsaved"].as_bool().unwrap());
}

#[test]
fn parts_come_and_go_on_the_paper_too() {
    let home = home();
    let workbench = workbench(home.path());
    let mut desk = FormDesk::open(&workbench);
    let (table, cell) = desk.cell("{case_name}");
    let row = cell["row"].as_u64().unwrap();
    desk.change(
        &json!({"is": "cells", "table": table, "how": {"do": "insert_row", "at": row + 1}}),
    );
    let blocks = desk.form()["blocks"].as_array().unwrap().clone();
    let of_table = blocks.iter().find(|block| block["number"] == table).unwrap();
    let new: Vec<&Json> =
        of_table["cells"].as_array().unwrap().iter().filter(|c| c["row"] == row + 1).collect();
    assert!(new.len() >= 2 && new.iter().all(|cell| cell["words"] == ""), "{new:?}");
    let column = new[1]["column"].clone();
    let at = json!({"table": table, "row": row + 1, "column": column});
    desk.change(&json!({"is": "add_part", "key": "field", "kind": "month", "words": "开始年月",
        "behind": 0, "cell": at}));
    assert_eq!(desk.codes(), Vec::<&str>::new(), "{}", desk.view["faults"]);
    let (_, cell) = desk.cell("{field_1}");
    assert_eq!(cell["lines"][0][0]["text"], "开始年月");
    assert_eq!(desk.field("field_1"), "field/1");
    desk.change(&json!({"is": "set_kind", "address": "field/1", "kind": "choice"}));
    assert!(desk.form()["toml"].as_str().unwrap().contains("label = \"选项2\""));
    assert_eq!(desk.codes(), Vec::<&str>::new(), "{}", desk.view["faults"]);
    desk.change(&json!({"is": "set_kind", "address": "field/1", "kind": "text"}));
    assert!(!desk.form()["toml"].as_str().unwrap().contains("选项2"));
    desk.change(&json!({"is": "remove_part", "address": "field/1"}));
    assert!(!desk.form()["grid"].as_str().unwrap().contains("field_1"));
    assert_eq!(desk.codes(), Vec::<&str>::new(), "{}", desk.view["faults"]);
    // What loses its place is told beside it, and can be put back.
    let (table, lost) = desk.cell("{org_code}");
    desk.change(&json!({"is": "cells", "table": table, "how": {"do": "set_words",
        "row": lost["row"], "column": lost["column"], "words": ""}}));
    assert_eq!(desk.form()["unplaced"], json!([desk.field("org_code")]));
    let fault = &desk.view["faults"][0];
    assert_eq!((&fault["code"], &fault["form"]), (&json!("K609"), &json!(FORM)));
    assert_eq!(fault["address"], desk.field("org_code"));
    let refused = try_ask(&workbench, desk.request("save_form", &json!({}))).unwrap_err();
    assert!(refused.message.contains("1 处写错"), "{}", refused.message);
    let at = json!({"table": table, "row": row + 1, "column": column});
    desk.change(&json!({"is": "put_part", "address": desk.field("org_code"), "cell": at}));
    assert_eq!(desk.form()["unplaced"], json!([]));
    assert_eq!(desk.codes(), Vec::<&str>::new(), "{}", desk.view["faults"]);
    // The sample of the call follows its forms.
    let org_code = desk.field("org_code");
    desk.change(&json!({"is": "remove_part", "address": org_code}));
    ask(&workbench, desk.request("save_form", &json!({})));
    let request = json!({"ask": "new_draft", "call": CALL, "route": "city", "sample": true});
    Client::new(&workbench, request);
}

#[test]
fn a_form_is_tried_with_a_sample_and_empty() {
    let home = home();
    let workbench = workbench(home.path());
    let mut desk = FormDesk::open(&workbench);
    let try_fill = |desk: &FormDesk, filled: bool| {
        let more = json!({"form": FORM, "filled": filled});
        ask(&desk.workbench, desk.request("try_fill", &more))
    };
    let (empty, filled) = (try_fill(&desk, false), try_fill(&desk, true));
    assert_eq!(empty["findings"], json!([]));
    assert!(!empty["pages"].as_array().unwrap().is_empty());
    assert_ne!(empty["pages"][0], filled["pages"][0]);
    let told = |trial: &Json, code: &str| {
        trial["findings"].as_array().unwrap().iter().any(|finding| finding["code"] == code)
    };
    // Every field is filled in, and none is too long.
    for code in ["F101", "F102", "F103", "F104", "F105", "F106", "F107", "F108", "F119"] {
        assert!(!told(&filled, code), "{code}: {}", filled["findings"]);
    }
    let name = desk.view["names"][0]["name"].as_str().unwrap();
    assert!(name.contains("某某"), "{name}");
    desk.change(&json!({"is": "set_text", "file": "paper.grid", "text": "居中: 没有"}));
    assert!(!desk.codes().is_empty());
    let more = json!({"form": FORM, "filled": true});
    let refused = try_ask(&workbench, desk.request("try_fill", &more)).unwrap_err();
    assert!(refused.message.contains("写错"), "{}", refused.message);
    // A text that cannot be read is told, and can be mended as a text.
    desk.change(&json!({"is": "set_text", "file": "form.toml", "text": "title = "}));
    assert!(desk.codes().contains(&"K601"), "{:?}", desk.codes());
    let why =
        desk.try_change(FORM, &json!({"is": "set", "address": "", "key": "title", "entry": "表"}));
    assert!(why.unwrap_err().contains("读不懂"));
    desk.undo(false);
    desk.undo(false);
    assert_eq!(desk.codes(), Vec::<&str>::new());
}

#[test]
fn a_draft_goes_on_by_its_form_until_the_newer_one_is_taken() {
    let home = home();
    let bench = workbench(home.path());
    let request = json!({"ask": "new_draft", "call": CALL, "route": "city", "sample": true});
    let mut client = Client::new(&bench, request.clone());
    client.edit("values/case_name", "开始时的名称");
    assert_eq!(client.saved(true), "saved");
    let (draft, token) = (client.draft, client.token);
    let copy = ask(&bench, json!({"ask": "copy_draft", "draft": draft})).as_i64().unwrap();
    ask(&bench, json!({"ask": "close_draft", "draft": draft, "token": token}));
    let mut desk = FormDesk::open(&bench);
    assert_eq!(desk.view["in_use"], 2);
    desk.set("case_name", "label", "项目名称");
    let lead = desk.field("lead");
    desk.change(&json!({"is": "remove_part", "address": lead}));
    desk.try_change(
        "",
        &json!({"is": "set", "address": "window", "key": "closes", "entry": "2026-12-31"}),
    )
    .unwrap();
    let blocked = desk.codes().join(" ");
    assert_eq!(blocked, "", "{}", desk.view["faults"]);
    let saved = desk.save();
    assert_eq!(saved["kept_for"], 2);
    let newer = |view: &Json| {
        let lines = view["newer"].as_array().unwrap().iter();
        lines.map(|line| line.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    // What is new is by the new form; what was begun goes on, also after a restart, and in a copy.
    let fresh = ask(&bench, request);
    assert_eq!(newer(&fresh), Vec::<String>::new());
    assert!(fresh["forms"]["city"].to_string().contains("项目名称"));
    drop((desk, client, bench));
    let bench = workbench(home.path());
    let later = ask(&bench, json!({"ask": "copy_draft", "draft": draft})).as_i64().unwrap();
    for number in [draft, copy, later] {
        let view = ask(&bench, json!({"ask": "open_draft", "draft": number}));
        assert!(view["forms"]["city"].to_string().contains("案例名称"), "{number}");
        assert_eq!(view["set_aside"], json!([]));
        let told = newer(&view);
        assert!(told.contains(&"栏目“案例名称”改名为“项目名称”".to_owned()), "{told:?}");
        assert!(told.iter().any(|line| line.starts_with("征集时间")), "{told:?}");
        assert!(view["first"]["values"]["lead"].as_str().unwrap().chars().count() > 100);
    }
    let view = ask(&bench, json!({"ask": "open_draft", "draft": draft}));
    let stale = json!({"ask": "take_newer", "draft": draft, "token": token});
    assert!(try_ask(&bench, stale).is_err(), "only who has it open takes the newer one");
    let view = ask(&bench, json!({"ask": "take_newer", "draft": draft, "token": view["token"]}));
    assert_eq!(newer(&view), Vec::<String>::new());
    assert!(view["forms"]["city"].to_string().contains("项目名称"));
    assert_eq!(view["first"]["values"]["case_name"], "开始时的名称");
    let aside = view["set_aside"].as_array().unwrap();
    assert!(aside[0]["text"].as_str().unwrap().chars().count() > 100, "nothing is lost");
    let other = ask(&bench, json!({"ask": "open_draft", "draft": copy}));
    assert!(!newer(&other).is_empty(), "the other one goes on");
}

#[test]
fn last_years_call_is_copied_with_its_forms() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let refused = try_ask(&workbench, json!({"ask": "open_form_desk", "call": "js-2020"}));
    assert!(refused.unwrap_err().message.contains("抄成新的一份"));
    let request =
        json!({"ask": "copy_call", "call": "js-2020", "title": "江苏省2021年网络扶贫优秀案例征集"});
    let copied = ask(&workbench, request.clone());
    assert_eq!(copied["call"], "js-2021");
    let own =
        copied["calls"].as_array().unwrap().iter().find(|call| call["id"] == "js-2021").unwrap();
    assert_eq!((&own["own"], &own["routes"][0]["sample"]), (&json!(true), &json!(true)));
    assert_eq!(own["forms"][0]["id"], "js-2021-case");
    let view = ask(&workbench, json!({"ask": "open_form_desk", "call": "js-2021"}));
    assert_eq!(view["faults"], json!([]));
    assert!(!view["copied_from"].as_str().unwrap().is_empty());
    let differs = view["differs"].as_array().unwrap();
    assert_eq!(differs.len(), 1, "{differs:?}");
    assert!(differs[0].as_str().unwrap().starts_with("征集名称"), "{differs:?}");
    let sample = text(home.path(), "calls", "js-2021", "sample-self.json");
    assert!(sample.contains("\"js-2021\""));
    assert!(text(home.path(), "calls", "js-2021", "SOURCES.md").starts_with("抄自 js-2020。"));
    // Once more makes another beside it.
    assert_eq!(ask(&workbench, request)["call"], "js-2021-2");
    let request = json!({"ask": "new_draft", "call": "js-2021", "route": "self", "sample": true});
    Client::new(&workbench, request);
}

#[test]
fn every_shipped_form_opens_at_the_desk_as_a_copy_and_is_whole() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let start = ask(&workbench, json!({"ask": "start"}));
    for call in start["calls"].as_array().unwrap() {
        let title = format!("{} 抄本", call["title"].as_str().unwrap());
        let request = json!({"ask": "copy_call", "call": call["id"], "title": title});
        let copied = ask(&workbench, request);
        let view = ask(&workbench, json!({"ask": "open_form_desk", "call": copied["call"]}));
        let errors: Vec<&Json> =
            view["faults"].as_array().unwrap().iter().filter(|f| f["mild"] == false).collect();
        assert!(errors.is_empty(), "{errors:?}");
        for form in view["forms"].as_array().unwrap() {
            assert_eq!(form["unplaced"], json!([]), "{}", form["id"]);
            for block in form["blocks"].as_array().unwrap() {
                assert_ne!(block["is"], "broken", "{}", form["id"]);
                for cell in block["cells"].as_array().into_iter().flatten() {
                    let pieces = cell["lines"]
                        .as_array()
                        .unwrap()
                        .iter()
                        .flat_map(|line| line.as_array().unwrap());
                    for piece in pieces {
                        let is_told = piece["address"] != ""
                            || ["title", "annex"]
                                .iter()
                                .any(|word| cell["words"].as_str().unwrap().contains(word));
                        let of_roundup = cell["words"].as_str().unwrap().contains("{cases.");
                        assert!(is_told || of_roundup, "{}: {cell}", form["id"]);
                    }
                }
            }
        }
        let more = json!({"ask": "try_fill", "call": copied["call"], "state": view["state"],
            "form": view["forms"][0]["id"], "filled": true});
        let trial = ask(&workbench, more);
        let wrong: Vec<&Json> = trial["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| {
                ["F101", "F102", "F104", "F105", "F106", "F107", "F108"]
                    .contains(&f["code"].as_str().unwrap())
            })
            .filter(|f| f["stops"] == true)
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", call["id"]);
    }
}

#[test]
fn a_form_is_handed_on_and_taken_once_and_a_newer_one_leaves_drafts_as_they_are() {
    let (from, to) = (home(), TempDir::new().unwrap());
    let (maker, taker) = (workbench(from.path()), workbench(to.path()));
    let file = from.path().join("表.shenbao");
    let pack = |call: &str| {
        ask(&maker, json!({"ask": "pack_form", "call": call, "file": file}))["digest"].clone()
    };
    let coming = || ask(&taker, json!({"ask": "import", "file": file}));
    let take = || ask(&taker, json!({"ask": "take_form", "file": file}));

    assert_eq!(pack(CALL), pack(CALL), "the same texts have the same digest");
    let view = coming();
    assert_eq!((&view["form"], &view["call"]), (&json!("absent"), &json!(CALL)));
    assert!(!to.path().join("catalog").exists(), "nothing was taken by looking");
    assert_eq!(take()["known"], false);
    assert_eq!(coming()["form"], "same");
    assert_eq!(take()["known"], true);
    let lies =
        |home: &TempDir| fs::read(home.path().join("catalog/forms").join(FORM).join("form.toml"));
    assert_eq!(lies(&to).unwrap(), lies(&from).unwrap());
    let new = json!({"ask": "new_draft", "call": CALL, "route": "city", "sample": false});
    let draft = ask(&taker, new)["id"].clone();

    let mut desk = FormDesk::open(&maker);
    desk.set("case_name", "label", "案例全称");
    desk.save();
    pack(CALL);
    let view = coming();
    assert_eq!((&view["form"], &view["drafts"]), (&json!("changed"), &json!(1)));
    assert!(view["differs"].to_string().contains("案例全称"), "{view}");
    assert_eq!(take()["kept_for"], 1);
    assert_eq!(coming()["form"], "same");
    assert_eq!(lies(&to).unwrap(), lies(&from).unwrap());
    let opened = ask(&taker, json!({"ask": "open_draft", "draft": draft}));
    assert!(!opened.to_string().contains("\"案例全称\""), "the draft goes on by its own form");

    // What comes with the program needs no taking, and what was changed on the way is not taken.
    pack("js-2020");
    assert_eq!(coming()["form"], "same");
    pack(CALL);
    let mut bytes = fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&file, bytes).unwrap();
    let refused = try_ask(&taker, json!({"ask": "import", "file": file})).unwrap_err();
    assert!(refused.message.contains("损坏了"), "{}", refused.message);
}
