//! `shenbao roundup` as an office runs it: what it says of what came, what it writes, and that the next office goes on
//! with it.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests of files")]
#![cfg(target_os = "linux")]

mod desk;
#[path = "../place/mod.rs"]
mod place;

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use serde_json::{Value, json};

use desk::{Office, all_in};

fn states(report: &Value) -> BTreeMap<String, String> {
    let taken = report["taken"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    taken.map(|file| (text(&file["file"]), text(&file["state"]))).collect()
}

fn codes(file: &Value) -> Vec<&str> {
    let findings = file["findings"].as_array().unwrap().iter();
    findings.map(|finding| finding["code"].as_str().unwrap()).collect()
}

fn taken<'r>(report: &'r Value, end: &str) -> &'r Value {
    let mut all = report["taken"].as_array().unwrap().iter();
    all.find(|file| file["file"].as_str().unwrap().ends_with(end)).unwrap()
}

#[test]
fn what_came_is_told_and_nothing_is_lost() {
    let office = Office::new();
    office.planted();
    let answer = office.expect(1, &["收到", "--check", "--json"]);
    let report = answer.json();
    let expected = [
        ("收到/3（2）.shenbao", "same"),
        ("收到/7.shenbao", "double"),
        ("收到/9.shenbao", "new"),
        ("收到/乙/1.shenbao", "new"),
        ("收到/乙/3.shenbao", "older"),
        ("收到/乙/5.shenbao", "new"),
        ("收到/断.shenbao", "broken"),
        ("收到/安徽.shenbao", "other_call"),
        ("收到/甲/2.shenbao", "new"),
        ("收到/甲/4.shenbao", "new"),
        ("收到/甲/6.shenbao", "new"),
        ("收到/甲/8.shenbao", "double"),
        ("收到/空.shenbao", "broken"),
        ("收到/第三个-新.json", "newer"),
    ];
    let expected: BTreeMap<String, String> =
        expected.iter().map(|(file, state)| ((*file).to_owned(), (*state).to_owned())).collect();
    assert_eq!(states(&report), expected, "{}", answer.err);
    let doubles = json!([
        ["收到/乙/1.shenbao", "收到/7.shenbao"],
        ["收到/甲/2.shenbao", "收到/甲/8.shenbao"],
    ]);
    let groups = |value: &Value| {
        let groups = value.as_array().unwrap().iter();
        let mut groups: Vec<Vec<String>> = groups
            .map(|group| {
                let mut files: Vec<String> =
                    group.as_array().unwrap().iter().map(|f| f.as_str().unwrap().into()).collect();
                files.sort();
                files
            })
            .collect();
        groups.sort();
        groups
    };
    assert_eq!(groups(&report["doubles"]), groups(&doubles));
    assert_eq!(codes(taken(&report, "断.shenbao")), ["C221"]);
    assert_eq!(codes(taken(&report, "安徽.shenbao")), ["C222"]);
    assert!(codes(taken(&report, "9.shenbao")).contains(&"F101"));
    assert!(codes(taken(&report, "7.shenbao")).contains(&"C217"));
    assert!(codes(taken(&report, "8.shenbao")).contains(&"C217"));
    // Nine projects of one office where five are in principle.
    let quota = report["quota"].as_array().unwrap();
    let quota = quota.iter().find(|quota| quota["group"] == "南京市委网信办").unwrap();
    assert_eq!(
        (&quota["count"], &quota["most"], &quota["surplus"]),
        (&json!(9), &json!(5), &json!(4))
    );
    assert_eq!(quota["weight"], "in_principle");
    assert_eq!(report["left"].as_array().unwrap().len(), 1);
    assert!(answer.err.contains("断.shenbao") && answer.err.contains("损坏"), "{}", answer.err);
    assert_eq!(report["files"], json!([]));
    assert_eq!(office.place.names_in("收到").len(), 10, "nothing was written");
}

#[test]
fn any_order_and_twice_gives_the_same() {
    let office = Office::new();
    office.planted();
    let one = office.expect(1, &["收到", "--out", "一", "--json"]).json();
    let other = office
        .expect(1, &["收到/9.shenbao", "收到/乙", "收到/甲", "收到", "--out", "二", "--json"])
        .json();
    assert_eq!(one["taken"], other["taken"]);
    assert_eq!(one["files"], other["files"]);
    let folder = |report: &Value| office.place.path(report["folder"].as_str().unwrap());
    assert_eq!(all_in(&folder(&one)), all_in(&folder(&other)));
    assert!(one["folder"].as_str().unwrap().ends_with("-草稿"), "{}", one["folder"]);
    office.expect(1, &["收到", "--out", "一"]);
    assert_eq!(office.place.names_in("一").len(), 1, "twice is once");
    // The folder is looked at by its list like any that was sent.
    office.place.expect(0, &["verify", one["folder"].as_str().unwrap()]);
}

#[test]
fn a_clean_collection_is_one_submission() {
    let office = Office::new();
    for number in 1..=3 {
        let mut case = office.case(number);
        // Codes and numbers that a workbook would spoil, and what would be a formula.
        case["values"]["phone"] = json!("025-83398888");
        if number == 2 {
            case["values"]["case_name"] = json!("=1+1号助农增收案例");
        }
        office.pack(&case, &format!("收到/{number}.shenbao"));
    }
    let report = office.expect(0, &["收到", "--out", "报送", "--json"]).json();
    assert_eq!(report["needs_decision"], false, "{report}");
    let folder = report["folder"].as_str().unwrap().to_owned();
    assert!(folder.ends_with("南京市委网信办推荐"), "{folder}");
    let paths: Vec<&str> =
        report["files"].as_array().unwrap().iter().map(|f| f["path"].as_str().unwrap()).collect();
    assert!(paths.contains(&"清单.txt"), "{paths:?}");
    // Naming N-2: the office stands in the name of each case.
    let case = "农村电商工程-第1号助农增收案例-江苏第1号农业科技有限公司-南京市委网信办推荐";
    assert!(paths.iter().any(|path| path.starts_with(&format!("{case}/{case}"))), "{paths:?}");
    office.place.expect(0, &["verify", &folder]);
    let book = paths.iter().find(|path| path.ends_with("-汇总表.xlsx")).unwrap();
    let book = office.place.path(&folder).join(book);
    let script = "
import sys, json, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.active
rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
kinds = sorted({cell.data_type for row in sheet.iter_rows() for cell in row if cell.value})
formats = sorted({cell.number_format for row in sheet.iter_rows() for cell in row})
print(json.dumps({'rows': rows, 'kinds': kinds, 'formats': formats, 'frozen': sheet.freeze_panes,
    'landscape': sheet.page_setup.orientation, 'titles': sheet.print_title_rows,
    'paper': sheet.page_setup.paperSize}))
";
    let read = Command::new("/usr/bin/python3").args(["-c", script]).arg(&book).output().unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    let read: Value = serde_json::from_slice(&read.stdout).unwrap();
    assert_eq!(read["kinds"], json!(["s"]), "texts only: {read}");
    assert_eq!((&read["frozen"], &read["landscape"]), (&json!("A2"), &json!("landscape")));
    assert_eq!(read["formats"], json!(["@"]));
    let text = read["rows"].to_string();
    assert!(text.contains("=1+1号助农增收案例") && text.contains("025-83398888"), "{text}");
    assert!(text.contains("案例编号") && text.contains("000000000000a001"), "{text}");
    // A folder that was sent comes in too, with what its papers say.
    let exported = office.place.path(&folder).join(case);
    assert!(exported.is_dir());
}

#[test]
fn what_was_sent_as_a_folder_comes_in() {
    let office = Office::new();
    office.place.write("case.json", &office.case(1));
    office.place.expect(0, &["export", "case.json", "--out", "收到/甲"]);
    let report = office.expect(0, &["收到", "--check", "--json"]).json();
    let file = &report["taken"][0];
    assert_eq!((&file["state"], &file["from"]), (&json!("new"), &json!("folder")), "{report}");
    assert_eq!(file["name"], "第1号助农增收案例");
    assert_eq!(codes(file), ["C219"]);
    // With its package there is more to know, and the folder is the same once more.
    office.pack(&office.case(1), "收到/1.shenbao");
    let report = office.expect(0, &["收到", "--check", "--json"]).json();
    let states: Vec<&str> =
        report["taken"].as_array().unwrap().iter().map(|f| f["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["new", "same"], "{report}");
}

#[test]
fn three_levels_go_on_with_each_other() {
    let office = Office::new();
    for number in 1..=2 {
        office.pack(&office.case(number), &format!("收到/{number}.shenbao"));
    }
    let run = |from: &str, by: &str, kind: &str, out: &str| {
        let arguments = ["roundup", from, "--call", "js-2020", "--by", by, "--kind", kind];
        let rest = ["--out", out, "--package", "--json"];
        let all: Vec<&str> = arguments.iter().chain(&rest).copied().collect();
        office.place.expect(0, &all).json()
    };
    let county = run("收到", "高淳区委网信办", "cyberspace_office", "县");
    let city =
        run(county["package"].as_str().unwrap(), "南京市委网信办", "cyberspace_office", "市");
    let province =
        run(city["package"].as_str().unwrap(), "江苏省委网信办", "cyberspace_office", "省");
    let contents = |report: &Value| -> Vec<Value> {
        let taken = report["taken"].as_array().unwrap().iter();
        taken.map(|file| json!([file["id"], file["content"], file["revision"]])).collect()
    };
    assert_eq!(contents(&county), contents(&city));
    assert_eq!(contents(&city), contents(&province));
    assert_eq!(province["taken"][0]["levels"], json!(["高淳区委网信办", "南京市委网信办"]));
    let paths = province["files"].to_string();
    assert!(paths.contains("江苏省委网信办推荐"), "{paths}");
    // At an applicant's it is told what it is.
    office.place.expect(2, &["inspect", city["package"].as_str().unwrap()]).says(&["汇总的上报包"]);
    assert!(
        fs::metadata(office.place.path(city["package"].as_str().unwrap())).unwrap().len() > 1000
    );
}

#[test]
fn a_file_that_was_changed_in_its_package_is_told_before_it_is_sent() {
    let office = Office::new();
    let mut case = office.case(1);
    fs::write(office.place.path("现场.bin"), vec![7; 200_000]).unwrap();
    case["attachments"] = json!([{"path": "现场.bin", "kind": "document", "caption": "说明"}]);
    office.pack(&case, "收到/1.shenbao");
    let path = office.place.path("收到/1.shenbao");
    let mut bytes = fs::read(&path).unwrap();
    let at = bytes.windows(64).position(|window| window == [7; 64]).unwrap();
    bytes[at + 5] = 8;
    fs::write(&path, bytes).unwrap();
    let before = office.place.names();
    let arguments = ["roundup", "收到", "--out", "报送"];
    let all: Vec<&str> = arguments.iter().chain(&desk::OFFICE).copied().collect();
    let output = office.place.run(&all);
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && told.contains("现场.bin"), "{told}");
    assert_eq!(office.place.names(), before, "nothing half-written");
}
