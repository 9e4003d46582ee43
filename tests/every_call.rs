//! Each call and route as a user takes it through the terminal: sample, check, paper, folder; several cases
//! together; and the forms and calls of one's own.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests")]

mod place;

use std::fs;
use std::path::Path;
use std::process::Command;

use place::Place;
use serde_json::{Value, json};

/// A day on which each call was open, in seconds since 1970.
const CALLS: [(&str, &str, &[&str]); 4] = [
    ("js-2020", "1592625600", &["self", "recommended"]),
    ("shuangbai-2016", "1474344000", &["province", "direct"]),
    ("ah-2024", "1706760000", &["city", "website"]),
    ("cac-2024", "1706760000", &["province", "news_site"]),
];

fn pages(path: &Path) -> usize {
    let output = Command::new("pdfinfo").arg(path).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let line = text.lines().find(|line| line.starts_with("Pages:")).unwrap();
    line["Pages:".len()..].trim().parse().unwrap()
}

#[test]
fn every_call_is_tried() {
    let place = Place::new();
    let told = place.expect(0, &["calls", "--json"]).json();
    let mut told: Vec<_> = told.as_array().unwrap().iter().map(|call| &call["id"]).collect();
    let mut tried = CALLS.map(|(id, _, _)| id);
    told.sort_by_key(ToString::to_string);
    tried.sort_unstable();
    assert_eq!(told, tried);
}

#[test]
fn every_sample_is_checked_printed_and_sent() {
    for (call, day, routes) in CALLS {
        for route in routes {
            let place = Place::new();
            place.expect_on(day, 0, &["new", call, "--route", route, "--sample", "-o", "a.json"]);
            let found = place.expect_on(day, 0, &["check", "a.json", "--json"]).json();
            let stops = |finding: &&Value| {
                finding["severity"] == "error" || finding["needs_reason"] == true
            };
            assert_eq!(found["findings"].as_array().unwrap().iter().find(stops), None);
            place.expect_on(day, 0, &["render", "a.json", "-o", "a.pdf"]);
            let sent = place.expect_on(day, 0, &["export", "a.json", "--out", "out", "--json"]);
            let sent = sent.json();
            let file = &sent["files"][0];
            assert_eq!(file["role"], "case", "{call} {route}");
            let folder = place.path(sent["folder"].as_str().unwrap());
            let whole = pages(&folder.join(file["path"].as_str().unwrap()));
            assert_eq!(file["pages"], whole);
            let form = pages(&place.path("a.pdf"));
            let material = place.expect_on(day, 0, &["new", call, "--route", route, "--sample"]);
            if material.json()["material"].is_null() {
                assert_eq!(whole, form);
            } else {
                // The form by itself is there to be stamped.
                let alone = &sent["files"][1];
                assert_eq!((&alone["role"], &alone["pages"]), (&"form".into(), &form.into()));
                let material = ["render", "a.json", "--form", "material", "-o", "m.pdf"];
                place.expect_on(day, 0, &material);
                assert_eq!(whole, form + pages(&place.path("m.pdf")));
            }
            // An empty case is a draft that can be printed by hand.
            place.expect_on(day, 0, &["new", call, "--route", route, "-o", "leer.json"]);
            place.expect_on(day, 1, &["check", "leer.json"]);
            place.expect_on(day, 0, &["render", "leer.json", "--draft", "-o", "leer.pdf"]);
        }
    }
}

#[test]
fn names_are_what_the_notices_ask() {
    for (call, route, name) in [
        ("ah-2024", "city", "“云上茶谷”网络助农公益行动+某某市委网信办+张磊+0564-63456789"),
        ("cac-2024", "province", "“云上茶谷”网络助农公益行动-某某县乡村公益促进会"),
    ] {
        let place = Place::new();
        place.expect(0, &["new", call, "--route", route, "--sample", "-o", "a.json"]);
        let sent = place.expect(0, &["export", "a.json", "--out", "out", "--json"]).json();
        assert!(sent["folder"].as_str().unwrap().ends_with(name), "{sent}");
        let list = place.names_in(&format!("out/{name}"));
        assert!(list.iter().any(|file| file == &format!("{name}.pdf")), "{list:?}");
    }
    let place = Place::new();
    place.expect(0, &["new", "ah-2024", "--sample", "-o", "a.json"]);
    let sent = place.expect(0, &["export", "a.json", "--out", "out", "--json"]).json();
    let folder = sent["folder"].as_str().unwrap();
    let list = fs::read_to_string(place.path(folder).join("清单.txt")).unwrap();
    assert!(list.contains("ahwxb2020@126.com") && list.contains("合肥市中山路"), "{list}");
}

#[test]
fn the_declaration_is_addressed_by_the_route() {
    let text = |route: &str| {
        let place = Place::new();
        let new = ["new", "shuangbai-2016", "--route", route, "--sample", "-o", "a.json"];
        place.expect(0, &new);
        place.expect(0, &["render", "a.json", "-o", "a.pdf"]);
        let output =
            Command::new("pdftotext").args(["-raw"]).arg(place.path("a.pdf")).arg("-").output();
        String::from_utf8(output.unwrap().stdout).unwrap()
    };
    assert!(text("province").contains("安徽省网信办："));
    assert!(text("direct").contains("国家互联网信息办公室："));
}

#[test]
fn what_a_call_tells_is_told() {
    let place = Place::new();
    let about = place.expect(0, &["about", "shuangbai-2016"]).out;
    for words in ["2016-09-30", "2016-10-20", "3 至 5 个", "010-55635823", "书面"] {
        assert!(about.contains(words), "no {words} in {about}");
    }
    let about = place.expect(0, &["about", "ah-2024", "--json"]).json();
    assert!(about.as_array().unwrap().iter().any(|group| group["title"] == "名额"), "{about}");
    let about = place.expect(0, &["about", "js-2020"]).out;
    assert!(about.contains("照片和视频：不低于 1920×1080"), "{about}");
    place.expect(2, &["about", "ah-2042"]).says(&["ah-2042", "是否想写“ah-2024”"]);
}

#[test]
fn a_form_that_nobody_filled_in_is_told_to_be_empty() {
    let place = Place::new();
    place.write("case.json", &place.sample("self"));
    let render = ["render", "case.json", "--form", "js-2020-liaison", "-o", "form.pdf"];
    let said = place.expect(0, &render).err;
    assert!(said.contains("“联络员回执”还没有填写"), "{said}");
}

#[test]
fn a_case_is_compared_to_those_beside_it() {
    let place = Place::new();
    let sample = place.expect(0, &["new", "ah-2024", "--sample"]).json();
    for index in 0..6 {
        let mut case = sample.clone();
        case["values"]["project_name"] = json!(format!("第{index}个公益项目"));
        place.write(&format!("{index}.json"), &case);
    }
    let with = |count: usize| {
        let mut arguments = vec!["check".to_owned(), "5.json".to_owned()];
        arguments.extend((0..count).flat_map(|index| ["--with".into(), format!("{index}.json")]));
        arguments
    };
    let run = |status, arguments: &[String]| {
        place.expect(status, &arguments.iter().map(String::as_str).collect::<Vec<_>>())
    };
    run(0, &with(4));
    run(1, &with(5)).says(&["C209", "不超过 5 个"]);
    // The same file is not its own double, whatever a pattern of the shell brings.
    place.expect(0, &["check", "5.json", "--with", "5.json"]);
    place.expect(
        0,
        &["check", "5.json", "--with", "./0.json", "--with", "5.json", "--with", "0.json"],
    );
    place.expect(0, &["new", "cac-2024", "--sample", "-o", "cac.json"]);
    place.expect(2, &["check", "5.json", "--with", "cac.json"]).says(&["cac.json", "另一次征集"]);
}

#[test]
fn a_summary_is_set_from_several_cases() {
    let place = Place::new();
    let form = "shuangbai-2016-summary";
    let sample = place.expect(0, &["new", "shuangbai-2016", "--sample"]).json();
    for index in 1..=3 {
        let mut case = sample.clone();
        case["values"]["project_name"] = json!(format!("第{index}个项目"));
        place.write(&format!("{index}.json"), &case);
    }
    let all = ["1.json", "2.json", "3.json", "-o", "s.pdf"];
    place.expect(0, &[&["render", "--form", form], &all[..]].concat());
    let output =
        Command::new("pdftotext").args(["-raw"]).arg(place.path("s.pdf")).arg("-").output();
    let text = String::from_utf8(output.unwrap().stdout).unwrap();
    for words in ["安徽省项目信息汇总表", "第1个项目", "第3个项目", "单位负责人"]
    {
        assert!(text.contains(words), "no {words} in {text}");
    }
    let mut case = sample.clone();
    case["values"]["unit_leader"] = json!(null);
    place.write("4.json", &case);
    let refused = place.expect(1, &["render", "--form", form, "1.json", "4.json", "-o", "t.pdf"]);
    refused.says(&["第 2 个案例", "单位负责人"]);
    assert!(!place.names().contains(&"t.pdf".to_owned()));
    let draft = ["render", "--form", form, "1.json", "4.json", "--draft", "-o", "t.pdf"];
    place.expect(0, &draft);
    place.expect(2, &["render", "1.json", "2.json", "-o", "u.pdf"]).says(&["一张只填一个案例"]);
    place.expect(2, &["render", "--form", form, "1.json", "1.json", "-o", "1.json"]);
    assert_eq!(
        place.expect(0, &["check", "1.json", "--json"]).json()["findings"][0]["code"],
        "A404"
    );
}

#[test]
fn forms_and_calls_of_one_s_own_are_found_in_the_home() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/examples");
    let place = Place::new();
    place.expect(2, &["new", "xc-2025"]).says(&["没有征集“xc-2025”"]);
    let home = place.path("home/catalog");
    for folder in ["forms/xc-2025-case", "forms/xc-2025-list", "calls/xc-2025"] {
        fs::create_dir_all(home.join(folder)).unwrap();
        for entry in fs::read_dir(examples.join(folder)).unwrap() {
            let entry = entry.unwrap();
            fs::copy(entry.path(), home.join(folder).join(entry.file_name())).unwrap();
        }
    }
    let answer = place.expect(0, &["new", "xc-2025", "--sample", "-o", "a.json"]);
    assert!(!answer.err.contains("提示"), "{}", answer.err);
    place.expect(1, &["check", "a.json"]).says(&["A404", "要求不少于 2 张"]);
    place.expect(0, &["render", "a.json", "--draft", "-o", "a.pdf"]);
    // One slip, and the call is left out and the slip told; the program's own go on.
    let form = home.join("forms/xc-2025-case/form.toml");
    let text = fs::read_to_string(&form).unwrap();
    fs::write(&form, text.replacen("required", "requird", 1)).unwrap();
    place.expect(2, &["new", "xc-2025"]).says(&[
        "提示",
        "form.toml:",
        "requird",
        "是否想写“required”",
    ]);
    place.expect(0, &["new", "js-2020", "--sample", "-o", "b.json"]);
}
