//! What `shenbao` says where something is wrong: files that are no case, what cannot be read or written, wrong use,
//! and what a code means.
#![allow(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "tests of files"
)]

mod place;

use std::fs;

use place::Place;
use serde_json::json;

#[test]
fn what_is_no_case_is_told_with_place_and_fix() {
    let place = Place::new();
    let sample = place.sample("self");
    let text = serde_json::to_string_pretty(&sample).unwrap();
    let with = |from: &str, to: &str| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to).into_bytes()
    };
    let name = r#""case_name": "“一店带多户”电商助农增收案例""#;
    let cases: Vec<(&str, Vec<u8>, &[&str])> = vec![
        ("not JSON", b"hello".to_vec(), &["第 1 行第 1 列"]),
        ("empty", b" \n".to_vec(), &["空的"]),
        ("zeros", vec![0; 4096], &["已经丢失", "另外的一份"]),
        ("cut within a character", "{\"format\": 1, \"名".as_bytes()[..16].to_vec(), &["断了"]),
        ("a picture", b"\x89PNG\r\n\x1A\n\0\0".to_vec(), &["不是案例文件", "请重新选择"]),
        ("a package", b"PK\x03\x04\x14\0".to_vec(), &["不是案例文件", "shenbao unpack"]),
        ("cut off", text.as_bytes()[..200].to_vec(), &["列", "断了"]),
        ("a list", b"[]".to_vec(), &["应为一个对象"]),
        ("call", with(r#""js-2020""#, r#""js-2002""#), &["call：", "js-2002", "是否想写“js-2020”"]),
        ("route", with(r#""self""#, r#""slef""#), &["route：", "是否想写“self”"]),
        ("format", with(r#""format": 1"#, r#""format": 2"#), &["format：", "格式 2"]),
        ("field", with(r#""contact":"#, r#""contct":"#), &["values/contct", "是否想写“contact”"]),
        ("top key", with(r#""answers":"#, r#""anwsers":"#), &["anwsers", "是否想写“answers”"]),
        ("text", with(name, r#""case_name": 5"#), &["values/case_name", "应为文字", "数字"]),
        (
            "integer",
            with(r#""staff_total": 64"#, r#""staff_total": "六十多""#),
            &["values/staff_total", "整数", "“六十多”"],
        ),
        (
            "fraction",
            with(r#""staff_total": 64"#, r#""staff_total": 6.5"#),
            &["values/staff_total", "整数"],
        ),
        (
            "decimal",
            with(r#""invested_total": "328.50""#, r#""invested_total": 328.5"#),
            &["values/invested_total", "双引号"],
        ),
        (
            "option",
            with(r#""e_commerce""#, r#""ecommerce""#),
            &["values/category", "是否想写“e_commerce”"],
        ),
        ("option by label", with(r#""e_commerce""#, r#""农村电商""#), &["e_commerce"]),
        (
            "answer",
            with(r#""not_awarded_before": true"#, r#""not_awarded_before": "是""#),
            &["answers/not_awarded_before", "true"],
        ),
        ("twice", with(name, &format!("{name}, {name}")), &["case_name", "两次"]),
        ("comma", with(r#""format": 1,"#, r#""format": 1"#), &["第", "列", "逗号"]),
        ("full-width comma", with(r#""format": 1,"#, r#""format": 1，"#), &["第", "列", "半角"]),
        (
            "control",
            with(name, r#""case_name": "a\u0007b""#),
            &["values/case_name", "第 2 个字", "U+0007"],
        ),
        ("raw control", with(name, "\"case_name\": \"a\u{1}b\""), &["第", "列", "控制字符"]),
        ("surrogate", with(name, r#""case_name": "\ud842""#), &["第", "列", "代理"]),
        ("nesting", "[".repeat(200_000).into_bytes(), &["太深"]),
        (
            "nested value",
            with(name, &format!(r#""case_name": {}"#, "{\"a\":".repeat(200_000))),
            &["太深"],
        ),
        ("GBK", vec![b'{', b'"', 0xCD, 0xF8, 0xC2, 0xE7, b'"', b':', b'1', b'}'], &["UTF-8"]),
        (
            "attachment",
            with(r#""attachments": []"#, r#""attachments": [{"path": "a.jpg", "kind": "foto"}]"#),
            &["attachments/1/kind", "是否想写“photo”"],
        ),
    ];
    for (what, bytes, words) in cases {
        fs::write(place.path("bad.json"), bytes).unwrap();
        for command in
            [&["check", "bad.json"][..], &["export", "bad.json", "--out", "out", "--draft"]]
        {
            let answer = place.expect(2, command);
            assert!(answer.err.contains("bad.json"), "{what}: {}", answer.err);
            answer.says(words);
        }
    }
    assert_eq!(place.names(), ["bad.json"]);
}

#[test]
fn ten_megabytes_in_a_field_are_a_finding() {
    let place = Place::new();
    let mut case = place.sample("self");
    let long = "网络扶贫".repeat(10 * 1024 * 1024 / 12);
    case["values"]["overview"] = json!(long);
    case["values"]["org_name"] = json!(long);
    place.write("case.json", &case);
    let findings = place.expect(1, &["check", "case.json", "--json"]).json();
    let found = |code: &str, path: &str| {
        findings["findings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|f| f["code"] == code && f["path"] == path)
    };
    assert!(found("F114", "overview") && found("F114", "org_name"));
    place.expect(0, &["render", "case.json", "--draft", "-o", "a.pdf"]);
    assert!(fs::metadata(place.path("a.pdf")).unwrap().len() < 20_000_000);
}

#[test]
fn a_mark_at_the_start_and_windows_line_ends_are_no_fault() {
    let place = Place::new();
    let text = serde_json::to_string_pretty(&place.sample("self")).unwrap();
    fs::write(place.path("case.json"), format!("\u{FEFF}{}", text.replace('\n', "\r\n"))).unwrap();
    place.expect(0, &["check", "case.json"]);
}

#[test]
fn what_cannot_be_read_or_written_is_told() {
    let place = Place::new();
    place.write("case.json", &place.sample("self"));
    fs::create_dir(place.path("folder")).unwrap();
    place.expect(2, &["check", "nicht.json"]).says(&["nicht.json", "不存在"]);
    place.expect(2, &["check", "folder"]).says(&["folder", "文件夹"]);
    place.expect(2, &["check", "/dev/zero"]).says(&["/dev/zero", "这不是普通文件"]);
    fs::File::create(place.path("long.json")).unwrap().set_len((64 << 20) + 1).unwrap();
    place.expect(2, &["check", "long.json"]).says(&["long.json", "不像案例文件"]);
    fs::remove_file(place.path("long.json")).unwrap();
    place
        .expect(2, &["render", "case.json", "-o", "no/such/a.pdf"])
        .says(&["no/such/a.pdf", "不存在"]);
    place
        .expect(2, &["render", "case.json", "-o", "folder"])
        .says(&["写入“folder”失败：这是一个文件夹"]);
    place.expect(2, &["export", "case.json", "--out", "no/such"]).says(&["不存在"]);
    place.expect(2, &["export", "case.json", "--out", "case.json"]).says(&["case.json"]);
    place.expect(2, &["export", "case.json", "--out", "/proc/out"]).says(&["/proc/out"]);
    place.expect(2, &["new", "js-2020", "-o", "/proc/case.json"]).says(&["/proc/case.json"]);
    assert_eq!(place.names(), ["case.json", "folder"]);
    assert!(fs::read_dir(place.path("folder")).unwrap().next().is_none());
}

#[test]
fn wrong_use_is_told_in_chinese() {
    let place = Place::new();
    place.write("case.json", &place.sample("self"));
    for (arguments, words) in [
        (&["chek", "case.json"][..], &["chek", "是否想写“check”"][..]),
        (&["new"], &["缺少"]),
        (&["new", "js-2021"], &["js-2021", "是否想写“js-2020”"]),
        (&["new", "js-2020", "--route", "direct"], &["direct", "self、recommended"]),
        (&["check", "case.json", "--jsn"], &["--jsn", "--json"]),
        (&["render", "case.json"], &["缺少", "--output"]),
        (&["render", "case.json", "--form", "js-2020", "-o", "a.pdf"], &["js-2020-case"]),
        (
            &["preview", "case.json", "--dpi", "9999", "-o", "a.png"],
            &["--dpi", "9999", "30 到 600"],
        ),
        (&["preview", "case.json", "--page", "0", "-o", "a.png"], &["--page", "从 1 起"]),
    ] {
        let answer = place.expect(2, arguments);
        answer.says(words);
        assert!(!answer.err.contains("error"), "{}", answer.err);
    }
    let help = place.expect(0, &["--help"]).out;
    for words in ["用法：", "命令：", "check", "检查案例", "退出状态"] {
        assert!(help.contains(words), "{help}");
    }
    assert!(!help.contains("Usage"), "{help}");
    for command in ["calls", "new", "check", "render", "preview", "export", "explain", "lint"] {
        let help = place.expect(0, &[command, "--help"]).out;
        assert!(help.contains("用法：") && !help.contains("Print"), "{help}");
    }
}

#[test]
fn explain_says_what_a_code_means() {
    let place = Place::new();
    for code in ["A421", "a421"] {
        let page = place.expect(0, &["explain", code]).out;
        assert!(page.starts_with("A421\n说明：照片或视频的像素不够。\n"), "{page}");
        for head in ["为什么：", "怎么办：", "程度：按通知", "依据："] {
            assert!(page.contains(head), "{page}");
        }
    }
    assert!(place.expect(0, &["explain", "A403"]).out.contains("不用了"));
    place.expect(2, &["explain", "L5O1"]).says(&["没有“L5O1”", "是否想看 L501"]);
    place.expect(2, &["explain", "你好"]).says(&["没有“你好”", "例如 F101"]);
    place.expect(2, &["explain"]).says(&["还缺少"]);
}

#[test]
fn lint_tells_file_line_and_column() {
    let place = Place::new();
    let form = place.path("my-form");
    fs::create_dir(&form).unwrap();
    fs::write(form.join("form.toml"), "titel = \"表\"\nsource = \"\"\n").unwrap();
    fs::write(form.join("paper.grid"), "居中: title\n").unwrap();
    let faults = place.expect(1, &["lint", "my-form", "--json"]).json();
    let fault =
        faults["findings"].as_array().unwrap().iter().find(|f| f["code"] == "K602").unwrap();
    assert_eq!((&fault["line"], &fault["column"]), (&json!(1), &json!(1)));
    assert_eq!(fault["file"], "my-form/form.toml");
    assert!(fault["hint"].as_str().unwrap().contains("是否想写“title”"), "{fault}");
    place.expect(1, &["lint", "my-form"]).says(&["my-form/form.toml:1:1"]);
    fs::create_dir(place.path("empty")).unwrap();
    place.expect(2, &["lint", "empty"]).says(&["form.toml"]);
    place.expect(2, &["lint", "no"]).says(&["no", "不存在"]);
}
