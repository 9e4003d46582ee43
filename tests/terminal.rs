//! `shenbao` as a user runs it: the contract's words, its exit status, bad input, and its PDFs read back
//! by poppler and qpdf.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "tests of files")]

mod place;

use std::fs;
use std::path::Path;
use std::process::Command;

use place::Place;
use serde_json::{Value, json};

/// What a program of the system says about a file; its absence is a failed test.
fn tool(program: &str, arguments: &[&str], file: &Path) -> String {
    let output = Command::new(program)
        .args(arguments)
        .arg(file)
        .args(if program == "pdftotext" { &["-"][..] } else { &[] })
        .output()
        .unwrap_or_else(|fault| panic!("{program} is needed (make setup-test): {fault}"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn without_white_space(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

#[test]
fn calls_are_listed_by_the_contract() {
    let place = Place::new();
    let calls = place.expect(0, &["calls", "--json"]).json();
    let js = calls.as_array().unwrap().iter().find(|call| call["id"] == "js-2020").unwrap();
    assert_eq!((&js["opens"], &js["closes"]), (&json!("2020-06-10"), &json!("2020-07-31")));
    let routes: Vec<&str> =
        js["routes"].as_array().unwrap().iter().map(|r| r["id"].as_str().unwrap()).collect();
    assert_eq!(routes, ["self", "recommended"]);
    assert_eq!(
        js["forms"][0],
        json!({"id": "js-2020-case", "title": "网络扶贫优秀案例申报表", "per": "case"})
    );
    assert!(place.expect(0, &["calls"]).out.contains("还有 41 天截止"));
}

#[test]
fn a_new_case_has_every_field_and_reads_back() {
    let place = Place::new();
    let empty = place.expect(0, &["new", "js-2020"]).json();
    assert_eq!(empty["route"], "self");
    // 24 of the form, 2 of the liaison's form, 2 that the call asks beside them.
    assert_eq!(empty["values"].as_object().unwrap().len(), 28);
    assert!(empty["values"].as_object().unwrap().values().all(Value::is_null));
    for route in ["self", "recommended"] {
        let sample = place.sample(route);
        assert_eq!(sample["route"], route);
        place.write("case.json", &sample);
        let findings = place.expect(0, &["check", "case.json", "--json"]).json();
        let codes: Vec<&str> = findings["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|finding| finding["code"].as_str().unwrap())
            .collect();
        // A sample is text: its material has no pictures. Else it has nothing to mend.
        assert_eq!(codes, ["A434", "C203"]);
    }
    place.expect(0, &["new", "js-2020", "-o", "neu.json"]);
    assert_eq!(place.names(), ["case.json", "neu.json"]);
}

#[test]
fn the_exit_status_tells_what_stops_the_final_copy() {
    let place = Place::new();
    let mut case = place.sample("self");
    case["values"]["start"] = json!("2017-05");
    place.write("case.json", &case);
    let findings = place.expect(1, &["check", "case.json", "--json"]).json();
    assert_eq!(findings["findings"][0]["code"], "C201");
    assert_eq!(findings["findings"][0]["needs_reason"], true);
    for key in ["severity", "path", "message", "hint", "source"] {
        assert!(findings["findings"][0][key].is_string(), "{key}");
    }
    place.expect(1, &["render", "case.json", "-o", "a.pdf"]).says(&["C201", "理由", "--draft"]);
    place.expect(1, &["export", "case.json", "--out", "out"]).says(&["C201"]);
    assert_eq!(place.names(), ["case.json"]);
    case["reasons"] = json!({"C201@start": "2017年试点，2018年起正式实施"});
    place.write("case.json", &case);
    place.expect(0, &["check", "case.json"]);
    place.expect(0, &["render", "case.json", "-o", "a.pdf"]);
}

#[test]
fn a_draft_is_always_written_and_marked_on_each_page() {
    let place = Place::new();
    place.expect(0, &["new", "js-2020", "-o", "case.json"]);
    place.expect(0, &["render", "case.json", "--draft", "-o", "a.pdf"]);
    let text = tool("pdftotext", &["-raw"], &place.path("a.pdf"));
    for page in text.split('\u{C}').filter(|page| !page.trim().is_empty()) {
        assert!(page.contains('草') && page.contains('稿'), "{page}");
    }
    let sent =
        place.expect(0, &["export", "case.json", "--draft", "--out", "out", "--json"]).json();
    assert!(sent["folder"].as_str().unwrap().ends_with("-草稿"), "{sent}");
}

#[test]
fn a_form_to_fill_in_by_hand_says_nothing_of_the_case() {
    let place = Place::new();
    let case = place.sample("recommended");
    place.write("case.json", &case);
    place.expect(0, &["render", "case.json", "--blank", "-o", "a.pdf"]);
    let pdf = place.path("a.pdf");
    let text = without_white_space(&tool("pdftotext", &["-raw"], &pdf));
    assert!(text.contains("网络扶贫优秀案例申报表") && text.contains("推荐单位（盖章）"), "{text}");
    assert!(!text.contains('草') && !text.contains("江苏某某农业"), "{text}");
    let about = tool("pdfinfo", &[], &pdf);
    assert!(!about.contains("一店带多户"), "{about}");
    place.expect(2, &["render", "case.json", "--blank", "--draft", "-o", "b.pdf"]);
}

#[test]
fn paper_says_what_was_typed() {
    let place = Place::new();
    let mut case = place.sample("recommended");
    case["values"]["contact"] = json!("䶮㛃𬭎𠮷");
    // An Ångström sign and a Kangxi radical: NFC folds the one, the paper the other.
    case["values"]["address"] = json!("江苏省南京市Å路⼀号ABC大厦3-2室");
    place.write("case.json", &case);
    place.expect(0, &["render", "case.json", "-o", "a.pdf"]);
    let pdf = place.path("a.pdf");
    tool("qpdf", &["--check"], &pdf);
    let text = without_white_space(&tool("pdftotext", &["-raw"], &pdf));
    for value in case["values"].as_object().unwrap().values().filter_map(Value::as_str) {
        // Choices and months stand as words; the overview goes on over lines, not over pages.
        let shown = without_white_space(value).replace('\u{212B}', "Å").replace('⼀', "一");
        if !matches!(value, "e_commerce" | "2018-05" | "2020-06" | "company") {
            assert!(text.contains(&shown), "not on paper: {shown}\n{text}");
        }
    }
    for words in [
        "附件3",
        "网络扶贫优秀案例申报表",
        "开始时间（2018年5月份）",
        "完成时间（2020年6月份）",
        "共2个：安徽省六安市舒城县、陕西省商洛市镇安县",
        "报送单位（盖章）",
        "推荐单位（盖章）",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let fonts = tool("pdffonts", &[], &pdf);
    for font in fonts.lines().skip(2) {
        assert!(font.contains("CID TrueType") && font.contains("yes yes yes"), "{font}");
        assert!(font.starts_with("SBX"), "not cut: {font}");
    }
    let about = tool("pdfinfo", &[], &pdf);
    for words in ["A4", "Pages:           2", "一店带多户", "江苏某某农业科技有限公司", "2020"]
    {
        assert!(about.contains(words), "{words}\n{about}");
    }
}

#[test]
fn the_same_case_gives_the_same_bytes() {
    let place = Place::new();
    place.write("case.json", &place.sample("self"));
    place.expect(0, &["render", "case.json", "-o", "a.pdf"]);
    place.expect(0, &["render", "case.json", "-o", "b.pdf"]);
    assert_eq!(fs::read(place.path("a.pdf")).unwrap(), fs::read(place.path("b.pdf")).unwrap());
}

#[test]
fn a_new_case_has_an_id_and_paper_and_folder_say_which_case_they_are() {
    let place = Place::new();
    let id = |case: &Value| case["id"].as_str().unwrap().to_owned();
    let (case, other) = (place.sample("self"), place.sample("self"));
    assert!(id(&case).len() == 32 && id(&case) != id(&other));
    assert_eq!(case["revision"], 0);
    place.write("case.json", &case);
    place.expect(0, &["render", "case.json", "-o", "a.pdf"]);
    let sent = place.expect(0, &["export", "case.json", "--out", "out", "--json"]).json();
    let folder = place.path(sent["folder"].as_str().unwrap());
    let list = fs::read_to_string(folder.join("清单.txt")).unwrap();
    let line = |begin: &str| {
        let found = list.lines().find_map(|line| line.strip_prefix(begin));
        found.unwrap_or_else(|| panic!("{begin}: {list}")).to_owned()
    };
    assert_eq!((line("案例编号："), line("修订号：")), (id(&case), "0".into()));
    let (content, call) = (line("案例内容：SHA-256 "), line("征集内容：SHA-256 "));
    let form = line("表单“申报表”：SHA-256 ");
    assert!([&content, &call, &form].iter().all(|digest| digest.len() == 64), "{list}");
    let sent = folder.join(sent["files"][0]["path"].as_str().unwrap());
    for pdf in [place.path("a.pdf"), sent] {
        let told = tool("pdfinfo", &["-custom"], &pdf);
        let meta = tool("pdfinfo", &["-meta"], &pdf);
        for (key, words) in [
            ("CaseId", &id(&case)),
            ("Revision", &"0".to_owned()),
            ("Content", &content),
            ("Form", &form),
            ("Call", &call),
        ] {
            let mut lines = told.lines().filter_map(|line| line.strip_prefix("Shenbao"));
            let line = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(':'));
            assert_eq!(line.map(str::trim), Some(words.as_str()), "{key}: {told}");
            assert!(meta.contains(&format!("<sbx:{key}>{words}</sbx:{key}>")), "{key}: {meta}");
        }
    }
    // Without an id there are the digests alone, and they are the same.
    let mut without = case.clone();
    without.as_object_mut().unwrap().retain(|key, _| key != "id" && key != "revision");
    place.write("old.json", &without);
    place.expect(0, &["render", "old.json", "-o", "b.pdf"]);
    let told = tool("pdfinfo", &["-custom"], &place.path("b.pdf"));
    assert!(told.contains(&content) && !told.contains("CaseId"), "{told}");
    // Another value is another content of the same case.
    without["values"]["phone"] = json!("0512-66668888");
    place.write("old.json", &without);
    place.expect(0, &["render", "old.json", "-o", "b.pdf"]);
    let told = tool("pdfinfo", &["-custom"], &place.path("b.pdf"));
    assert!(!told.contains(&content) && told.contains(&form), "{told}");
    // What is no id is told.
    without["id"] = json!("案例一");
    place.write("old.json", &without);
    place.expect(2, &["check", "old.json"]).says(&["id：", "32 位十六进制数字", "删去这一行"]);
}

#[test]
fn the_folder_is_named_as_the_notice_asks() {
    let place = Place::new();
    let photo = place.path("现场.JPG");
    fs::copy(
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/golden/material_whole/站.jpg"),
        &photo,
    )
    .unwrap();
    let mut case = place.sample("recommended");
    case["attachments"] = json!([{"path": "现场.JPG", "kind": "photo", "caption": "店长培训"}]);
    place.write("case.json", &case);
    let sent = place.expect(0, &["export", "case.json", "--out", "报送", "--json"]).json();
    let name =
        "农村电商工程-“一店带多户”电商助农增收案例-江苏某某农业科技有限公司-江苏省某某市网信办推荐";
    let folder = place.path("报送").join(name);
    assert_eq!(sent["folder"], format!("报送/{name}"));
    let files: Vec<(&str, &str)> = sent["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| (file["role"].as_str().unwrap(), file["path"].as_str().unwrap()))
        .collect();
    let (pdf, form) = (format!("{name}.pdf"), format!("{name}-申报表.pdf"));
    let photo = format!("附件/{name}-照片01-店长培训.jpg");
    assert_eq!(
        files,
        [("case", pdf.as_str()), ("form", &form), ("attachment", &photo), ("list", "清单.txt")]
    );
    for file in sent["files"].as_array().unwrap() {
        let bytes = fs::read(folder.join(file["path"].as_str().unwrap())).unwrap();
        assert_eq!(file["bytes"], bytes.len());
        assert_eq!(file["sha256"], foundation::Digest::of(&bytes).to_string());
    }
    assert_eq!(sent["files"][1]["pages"], 2);
    let list = fs::read_to_string(folder.join("清单.txt")).unwrap();
    assert!(list.contains(&pdf) && list.contains(&photo) && list.contains("组织推荐"), "{list}");
    let again = place.expect(0, &["export", "case.json", "--out", "报送", "--json"]).json();
    assert_eq!(again["folder"], sent["folder"], "the same folder is not written twice");
}

#[test]
fn a_folder_with_other_contents_is_kept_and_told() {
    let place = Place::new();
    let mut case = place.sample("self");
    place.write("case.json", &case);
    let first = place.expect(0, &["export", "case.json", "--out", "报送", "--json"]);
    assert!(!first.err.contains("原样保留"), "{}", first.err);
    case["values"]["phone"] = json!("0512-66668888");
    place.write("case.json", &case);
    let second = place.expect(0, &["export", "case.json", "--out", "报送", "--json"]);
    assert!(second.err.contains("原样保留"), "{}", second.err);
    let (first, second) = (first.json(), second.json());
    assert_eq!(second["folder"], format!("{}（2）", first["folder"].as_str().unwrap()));
}

#[test]
fn a_new_case_keeps_the_file_that_was_there() {
    let place = Place::new();
    fs::write(place.path("案例.json"), "已填了一半").unwrap();
    let answer = place.expect(0, &["new", "js-2020", "-o", "案例.json"]);
    assert!(answer.err.contains("案例（原有1）.json"), "{}", answer.err);
    assert_eq!(fs::read(place.path("案例（原有1）.json")).unwrap(), "已填了一半".as_bytes());
    place.expect(0, &["new", "js-2020", "-o", "案例.json"]);
    assert_eq!(place.names(), ["案例.json", "案例（原有1）.json"], "the same is not kept twice");
}

#[test]
fn a_page_is_drawn_from_the_same_pages() {
    let place = Place::new();
    place.write("case.json", &place.sample("self"));
    place.expect(0, &["preview", "case.json", "--page", "2", "--dpi", "48", "-o", "p.png"]);
    let png = fs::read(place.path("p.png")).unwrap();
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
    // A4 at 48 pixels to the inch.
    assert!((396..=397).contains(&side(16)) && (561..=562).contains(&side(20)));
    place
        .expect(2, &["preview", "case.json", "--page", "9", "-o", "q.png"])
        .says(&["没有第 9 页", "一共 2 页"]);
    // What has to wait is shown as the draft that `render --draft` writes.
    let mut case = place.sample("self");
    place.expect(0, &["preview", "case.json", "-o", "final.png"]);
    case["answers"] = json!({});
    case["values"]["email"] = json!("nobody");
    place.write("case.json", &case);
    place.expect(0, &["preview", "case.json", "-o", "draft.png"]);
    let dark = |name: &str| {
        let picture = image::open(place.path(name)).unwrap().to_luma8();
        picture.pixels().filter(|pixel| pixel.0[0] < 240).count()
    };
    assert!(dark("draft.png") > dark("final.png") * 11 / 10, "no 草稿 on the page");
}
