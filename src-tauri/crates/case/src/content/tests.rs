use catalog::Catalog;
use proptest::prelude::*;

use super::*;
use crate::{read, write as write_file};

fn file() -> Json {
    json!({
        "format": 1, "call": "js-2020", "route": "recommended",
        "values": {"case_name": "一店“带”\n多户", "staff_total": 38, "category": "e_commerce",
                   "regions": [{"code": "341523", "text": "安徽省六安市舒城县"}],
                   "liaisons": [{"unit": "甲", "name": "乙"}, {"unit": " "}]},
        "answers": {"not_awarded_before": true},
        "reasons": {"C201@start": "先行试点", "C201@end": "  "},
        "attachments": [{"path": "photos/a.jpg", "kind": "photo", "caption": "现场"},
                        {"path": "gone.png", "kind": "media_report", "url": "https://example.com/a"}],
        "material": {"blocks": [{"kind": "heading", "level": 1, "text": "一、背景"},
                                {"kind": "picture", "path": "b.png"}, {"kind": "picture", "path": ""}]},
        "appendix": {"photos_per_page": 2},
    })
}

fn case_of(file: &Json) -> Case {
    read(file.to_string().as_bytes(), &Catalog::built_in()).unwrap()
}

/// Files by the last part of their names; what is called gone is not there.
fn on_disk(path: &str) -> Option<Digest> {
    let name = path.rsplit('/').next().unwrap_or_default();
    (!name.starts_with("gone")).then(|| Digest::of(name.as_bytes()))
}

fn digest(file: &Json) -> Digest {
    content_digest(&case_of(file), &on_disk)
}

/// The vector that other programs can be held to: the text, and its digest by sha256sum.
#[test]
fn the_canonical_text_is_this_one() {
    let text = concat!(
        r#"{"answers":{"not_awarded_before":true},"appendix":{"photos_per_page":2},"#,
        r#""attachments":[{"caption":"现场","kind":"photo","#,
        r#""sha256":"509b0d4641a7c3ba088ffa28559d1f57207ea980447bc1773b1d406d788386ee"},"#,
        r#"{"kind":"media_report","sha256":"missing","url":"https://example.com/a"}],"#,
        r#""call":"js-2020","content":1,"material":{"blocks":[{"kind":"heading","level":1,"#,
        r#""text":"一、背景"},{"kind":"picture","#,
        r#""sha256":"5f59d8e87a6efbf43f23410175de477396d74daf9ade43b442ca02fc5413ad1d"},{"kind":"picture"}]},"reasons":{"C201@start":"先行试点"},"#,
        r#""route":"recommended","values":{"case_name":"一店“带”\n多户","category":"e_commerce","#,
        r#""liaisons":[{"name":"乙","unit":"甲"},{}],"#,
        r#""regions":[{"code":"341523","text":"安徽省六安市舒城县"}],"staff_total":38}}"#,
    );
    assert_eq!(canonical(&case_of(&file()), &on_disk), text);
    let vector = "d1bcca63e24ba4fb212a9fc9764fe95aa827c421fb116f2780ef4b5a724d3d08";
    assert_eq!(digest(&file()).to_string(), vector);
}

#[test]
fn names_of_files_id_and_revision_and_what_is_set_aside_say_nothing() {
    let mut other = file();
    other["attachments"][0]["path"] = json!("elsewhere/a.jpg");
    other["attachments"][1]["path"] = json!("gone.jpg");
    other["material"]["blocks"][1]["path"] = json!("pictures/b.png");
    (other["id"], other["revision"]) = (json!("0".repeat(32)), json!(7));
    other["values"]["email"] = Json::Null;
    other["values"]["contact"] = json!(" ");
    assert_eq!(digest(&other), digest(&file()));
    let mut case = case_of(&file());
    case.set_aside.insert("old".into(), json!("x"));
    assert_eq!(content_digest(&case, &on_disk), digest(&file()));
}

#[test]
fn every_part_counts() {
    let mut seen = vec![digest(&file())];
    for (pointer, new) in [
        ("/route", json!("self")),
        ("/values/case_name", json!("一店")),
        ("/values/staff_total", json!(39)),
        ("/values/liaisons/0/name", json!("丙")),
        ("/answers/not_awarded_before", json!(false)),
        ("/answers/not_awarded_before", Json::Null),
        ("/reasons/C201@start", json!("另有说明")),
        ("/attachments/0/caption", json!("")),
        ("/attachments/0/kind", json!("document")),
        ("/attachments/0/path", json!("photos/c.jpg")),
        ("/attachments/1/path", json!("there.png")),
        ("/attachments/1/url", json!("https://example.com/b")),
        ("/material/blocks/0/level", json!(2)),
        ("/material/blocks/0/text", json!("二、背景")),
        ("/material/blocks/1/path", json!("c.png")),
        ("/material", json!({"pdf": "b.png"})),
        ("/material", json!({"pdf": "c.pdf"})),
        ("/material", Json::Null),
        ("/appendix/photos_per_page", json!(4)),
    ] {
        let mut other = file();
        *other.pointer_mut(pointer).unwrap() = new;
        let digest = digest(&other);
        assert!(!seen.contains(&digest), "{pointer}");
        seen.push(digest);
    }
    let mut turned = file();
    turned["attachments"].as_array_mut().unwrap().reverse();
    assert!(!seen.contains(&digest(&turned)), "the order of attachments");
}

#[test]
fn an_empty_case_says_its_call_and_route_only() {
    let case = Case::new(Catalog::built_in().call("js-2020").unwrap().clone());
    let text = r#"{"call":"js-2020","content":1,"route":"self"}"#;
    assert_eq!(canonical(&case, &on_disk), text);
}

/// The same JSON with the keys of every object in another order.
fn turned(json: &Json) -> String {
    match json {
        Json::Object(entries) => {
            let entries = entries
                .iter()
                .rev()
                .map(|(key, entry)| format!("{}:{}", json!(key), turned(entry)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Json::Array(items) => {
            format!("[{}]", items.iter().map(turned).collect::<Vec<_>>().join(" ,\n"))
        }
        other => other.to_string(),
    }
}

proptest! {
    #[test]
    fn the_order_of_keys_and_where_files_lie_say_nothing(
        name in "\\PC{0,20}", reason in "\\PC{0,20}", caption in "\\PC{0,20}", folder in "[a-z]{1,8}",
    ) {
        let mut file = file();
        file["values"]["case_name"] = json!(name);
        file["reasons"]["C201@start"] = json!(reason);
        file["attachments"][0]["caption"] = json!(caption);
        let before = digest(&file);
        let catalog = Catalog::built_in();
        let case = read(turned(&file).as_bytes(), &catalog).unwrap();
        prop_assert_eq!(content_digest(&case, &on_disk), before);
        let written = read(write_file(&case).as_bytes(), &catalog).unwrap();
        prop_assert_eq!(content_digest(&written, &on_disk), before);
        file["attachments"][0]["path"] = json!(format!("{folder}/a.jpg"));
        prop_assert_eq!(digest(&file), before);
    }

    #[test]
    fn another_value_reason_or_file_is_another_digest(
        one in "[\u{4E00}-\u{4E40}]{1,6}", other in "[\u{4E00}-\u{4E40}]{1,6}",
    ) {
        prop_assume!(one != other);
        for pointer in ["/values/case_name", "/reasons/C201@start", "/attachments/0/path"] {
            let with = |text: &str| {
                let mut file = file();
                *file.pointer_mut(pointer).unwrap() = json!(text);
                digest(&file)
            };
            prop_assert_ne!(with(&one), with(&other), "{}", pointer);
        }
    }
}
