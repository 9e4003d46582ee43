//! Drafts of one call beside each other: quotas and doubles, and what a face asks for besides: places,
//! guidance, the user's own forms and calls.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod client;

use std::fs;
use std::path::Path;

use serde_json::{Value as Json, json};
use tempfile::TempDir;

use workbench::RefusalCode;

use client::{Client, ask, try_ask, workbench};

fn codes(client: &Client, code: &str) -> Vec<String> {
    client.codes().into_iter().filter(|found| found.starts_with(code)).collect()
}

fn export(client: &Client, place: &TempDir, as_draft: bool) {
    client.ask(json!({"ask": "export", "target": place.path(), "as_draft": as_draft}));
}

#[test]
fn only_what_was_sent_counts_for_doubles_and_quotas() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let first = Client::make(&workbench, true);
    let copy = first.ask(json!({"ask": "copy_draft"})).as_i64().unwrap();
    export(&first, &place, true);
    assert_eq!(codes(&Client::open(&workbench, copy), "C211"), [""; 0]);
    export(&first, &place, false);
    assert_eq!(codes(&Client::open(&workbench, copy), "C211"), ["C211@case_name"]);
    // It is never its own double.
    assert_eq!(codes(&Client::open(&workbench, first.draft), "C211"), [""; 0]);

    let mut second = Client::make(&workbench, true);
    second.edit("values/case_name", "第二个案例");
    export(&second, &place, false);
    let mut third = Client::make(&workbench, true);
    third.edit("values/case_name", "第三个案例");
    assert_eq!(codes(&third, "C209"), ["C209@org_name"]);
    third.edit("values/org_name", "江苏别的公司");
    assert_eq!(codes(&third, "C209"), [""; 0]);
    third.edit("values/org_name", "江苏某某农业科技（有限公司）");
    assert_eq!(codes(&third, "C209"), ["C209@org_name"], "marks do not count");
    // What lies in the bin was not sent after all.
    second.ask(json!({"ask": "bin_draft", "binned": true}));
    third.ask(json!({"ask": "close_draft"}));
    assert_eq!(codes(&Client::open(&workbench, third.draft), "C209"), [""; 0]);
}

#[test]
fn a_suggestion_put_in_its_place_settles_the_finding() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    client.edit("values/overview", "带动 300 户，联系电话13800138000。");
    client.edit("values/national_counties", json!([{"code": "341523", "text": "舒城县"}]));
    for (code, field) in [("F128", "overview"), ("F126", "national_counties")] {
        let findings = client.shown["findings"].as_array().unwrap();
        let finding = findings.iter().find(|finding| finding["code"] == code).unwrap();
        let suggestion = finding["suggestion"].clone();
        assert_ne!(suggestion, Json::Null, "{code}");
        client.edit(&format!("values/{field}"), suggestion);
        assert_eq!(codes(&client, code), [""; 0]);
    }
    assert_eq!(client.value("overview"), "带动 300 户，联系电话138****8000。");
    // A suggestion is a step of its own, also right behind typing in the same place.
    client.undo(false);
    assert_eq!(codes(&client, "F126"), ["F126@national_counties"]);
    client.undo(false);
    client.undo(false);
    assert_eq!(client.value("overview"), "带动 300 户，联系电话13800138000。");
}

#[test]
fn regions_are_marked_also_under_an_old_name() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, false);
    let regions = json!([
        {"code": null, "text": "河北省张家口市宣化县"},
        {"code": "320102", "text": "江苏省南京市玄武区"},
        {"code": null, "text": "城关区"},
    ]);
    client.edit("values/benefit_regions", regions);
    let national = &client.shown["states"]["benefit_regions"]["national"];
    assert_eq!(*national, json!([true, false, false]));
    assert_eq!(codes(&client, "F125"), ["F125@benefit_regions/3"]);
    client.agrees_with_a_fresh_look();
}

#[test]
fn places_are_offered_by_name_initials_code_and_old_name() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let places = |words: &str, level: Json| {
        ask(&workbench, json!({"ask": "places", "words": words, "level": level}))
    };
    for words in ["舒城", "安徽舒城", "scx", "341523"] {
        let found = places(words, json!("county"));
        let place = found.as_array().unwrap().iter().find(|place| place["code"] == "341523");
        assert!(place.is_some_and(|place| place["national"] == true), "{words}: {found}");
    }
    assert_eq!(places("宣化县", Json::Null)[0]["formerly"], "宣化县");
    assert_eq!(places("不是地名的话", Json::Null), json!([]));
}

#[test]
fn guidance_follows_the_project_and_can_be_searched() {
    let home = TempDir::new().unwrap();
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let guidance =
        |client: &Client, words: &str| client.ask(json!({"ask": "guidance", "words": words}));
    assert_eq!(guidance(&client, "")["project"], "农村电商工程");
    client.edit("values/category", "charity");
    assert_eq!(guidance(&client, "")["project"], "网络公益工程");
    let found = guidance(&client, "98%");
    assert!(found["items"][0]["text"].as_str().unwrap().contains("98%"), "{found}");
}

/// The example of `assets/examples`, put where a user puts the forms of next year.
fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[test]
fn forms_and_calls_in_the_home_are_used_and_faulty_ones_are_told() {
    let home = TempDir::new().unwrap();
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets");
    copy(&assets.join("examples"), &home.path().join("catalog"));
    let twin = home.path().join("catalog/calls/js-2020");
    fs::create_dir(&twin).unwrap();
    fs::write(twin.join("call.toml"), "").unwrap();
    let broken = home.path().join("catalog/calls/broken");
    fs::create_dir(&broken).unwrap();
    fs::write(broken.join("call.toml"), "titel = \"x\"").unwrap();
    let workbench = workbench(home.path());
    let start = ask(&workbench, json!({"ask": "start"}));
    let calls: Vec<&str> =
        start["calls"].as_array().unwrap().iter().map(|c| c["id"].as_str().unwrap()).collect();
    assert!(calls.contains(&"xc-2025") && calls.contains(&"js-2020"), "{calls:?}");
    let unused = start["unused"].to_string();
    assert!(unused.contains("js-2020") && unused.contains("同名"), "{unused}");
    assert!(unused.contains("broken") && unused.contains("titel"), "{unused}");
}

#[test]
fn a_draft_of_a_form_that_changed_opens_and_loses_nothing() {
    let home = TempDir::new().unwrap();
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets");
    let catalog = home.path().join("catalog");
    copy(&assets.join("examples"), &catalog);
    let draft = {
        let workbench = workbench(home.path());
        let request =
            json!({"ask": "new_draft", "call": "xc-2025", "route": "city", "sample": true});
        let mut client = Client::new(&workbench, request);
        client.edit("answers/consent", true);
        assert_eq!(client.saved(true), "saved");
        client.draft
    };
    let call = catalog.join("calls/xc-2025/call.toml");
    let form = catalog.join("forms/xc-2025-case/form.toml");
    let (old_call, old_form) =
        (fs::read_to_string(&call).unwrap(), fs::read_to_string(&form).unwrap());
    let grid = form.with_file_name("paper.grid");
    let old_grid = fs::read_to_string(&grid).unwrap();
    for sample in ["sample-city.json", "sample-department.json"] {
        fs::remove_file(call.with_file_name(sample)).unwrap();
    }
    let changed = old_form.replace("id = \"lead\"", "id = \"opening\"");
    assert_ne!(changed, old_form);
    fs::write(&form, changed).unwrap();
    fs::write(&grid, old_grid.replace("lead", "opening")).unwrap();
    fs::write(&call, old_call.replace("id = \"consent\"", "id = \"agreed\"")).unwrap();
    let text = {
        let workbench = workbench(home.path());
        let start = ask(&workbench, json!({"ask": "start"}));
        assert_eq!(start["unused"], json!([]), "{start}");
        let view = ask(&workbench, json!({"ask": "open_draft", "draft": draft}));
        let aside = view["set_aside"].as_array().unwrap();
        assert_eq!(aside[0]["label"], "lead", "{aside:?}");
        assert_eq!(view["first"]["values"]["lead"], Json::Null);
        let mut client = Client::open(&workbench, draft);
        client.edit("values/case_name", "改过的名称");
        assert_eq!(client.saved(true), "saved");
        aside[0]["text"].as_str().unwrap().to_owned()
    };
    assert!(text.chars().count() > 100, "{text}");
    fs::write(&call, old_call).unwrap();
    fs::write(&form, old_form).unwrap();
    fs::write(&grid, old_grid).unwrap();
    let workbench = workbench(home.path());
    let view = ask(&workbench, json!({"ask": "open_draft", "draft": draft}));
    assert_eq!(view["set_aside"], json!([]));
    assert_eq!(view["first"]["values"]["lead"], json!(text));
    assert_eq!(view["first"]["values"]["case_name"], "改过的名称");
    assert_eq!(view["first"]["answers"]["consent"], true);
}

#[test]
fn a_draft_whose_call_is_gone_says_so_and_stays() {
    let home = TempDir::new().unwrap();
    let assets = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets");
    let catalog = home.path().join("catalog");
    copy(&assets.join("examples"), &catalog);
    let request = json!({"ask": "new_draft", "call": "xc-2025", "route": "city", "sample": true});
    let draft = Client::new(&workbench(home.path()), request).draft;
    fs::rename(&catalog, home.path().join("elsewhere")).unwrap();
    {
        let workbench = workbench(home.path());
        let open = json!({"ask": "open_draft", "draft": draft});
        let refusal = try_ask(&workbench, open).unwrap_err();
        assert!(refusal.message.contains("没有征集“xc-2025”"), "{}", refusal.message);
    }
    fs::rename(home.path().join("elsewhere"), &catalog).unwrap();
    Client::open(&workbench(home.path()), draft);
}

#[test]
fn what_was_sent_meanwhile_counts_at_the_export() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let sample = json!({"ask": "new_draft", "call": "ah-2024", "route": "city", "sample": true});
    let first = Client::new(&workbench, sample.clone());
    let second = Client::new(&workbench, sample);
    export(&first, &place, false);
    let request = json!({"ask": "export", "draft": second.draft, "job": 1, "token": second.token,
                         "target": place.path(), "as_draft": false});
    let refusal = try_ask(&workbench, request).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::Blocked, "{refusal:?}");
}

/// What an office sends back stands at its fields until the case was handed over again.
#[test]
fn a_return_slip_stands_at_its_fields_until_it_is_answered() {
    let (home, place) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let workbench = workbench(home.path());
    let mut client = Client::make(&workbench, true);
    let package = place.path().join("一.shenbao");
    let hand_over = |client: &Client| {
        client.ask(json!({"ask": "hand_over", "draft": client.draft, "file": package, "job": 1}))
    };
    hand_over(&client);
    let arrived = workbench.desk().arrived_alone(std::slice::from_ref(&package)).unwrap();
    let waybill = &arrived.package.waybill;
    let slip = json!({
        "slip": 1, "call": "js-2020", "id": waybill.id, "revision": waybill.revision,
        "content": waybill.content, "title": waybill.title, "by": "南京市委网信办",
        "moment": "2020-06-20T04:00:00Z",
        "remarks": [{"path": "overview", "text": "请写明带动了哪些村。"}],
    });
    let file = place.path().join("退回单.json");
    fs::write(&file, slip.to_string()).unwrap();
    ask(&workbench, json!({"ask": "import", "file": file}));
    let mut client_again = Client::open(&workbench, client.draft);
    assert_eq!(codes(&client_again, "C223"), ["C223@overview"]);
    client_again.edit("values/overview", "带动 3 个村 300 户，人均增收 2600 元。");
    assert_eq!(codes(&client_again, "C223"), ["C223@overview"]);
    hand_over(&client_again);
    client = Client::open(&workbench, client.draft);
    assert_eq!(codes(&client, "C223"), [""; 0]);
    // Of a case that is not here it is told.
    let other = slip.to_string().replace(&waybill.id, &format!("{:032x}", 1));
    fs::write(&file, other).unwrap();
    let refusal = try_ask(&workbench, json!({"ask": "import", "file": file})).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::NoDraft, "{refusal:?}");
}
