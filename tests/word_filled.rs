//! A filled Word file becomes a case: what is written of a case reads back as the same one, for every form; and files as
//! people fill them.
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a test of files")]

mod word_made;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, LazyLock};

use case::Case;
use catalog::{Call, Catalog, Folder, Item, Kind, Part, Per};
use proptest::prelude::*;
use serde_json::json;
use word::{Filled, fill, read_filled, recognise, write};
use word_made::{cell, docx, line, raw_cell, table};

/// The forms and calls that come with the program, and those of the examples.
static CATALOG: LazyLock<Catalog> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/examples");
    let mut folders = Catalog::built_in_folders();
    for kind in ["forms", "calls"] {
        for entry in std::fs::read_dir(root.join(kind)).unwrap() {
            let path = entry.unwrap().path();
            let files = std::fs::read_dir(&path).unwrap().map(|entry| {
                let entry = entry.unwrap();
                let name = entry.file_name().into_string().unwrap();
                (name, std::fs::read_to_string(entry.path()).unwrap())
            });
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            folders.push(Folder { path: name, files: files.collect() });
        }
    }
    Catalog::of(folders)
});

fn call(id: &str) -> Arc<Call> {
    CATALOG.call(id).unwrap().clone()
}

/// The fields whose values stand on a form of the case.
fn on_paper(case: &Case) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    for form in case.forms().filter(|form| case.is_begun(form) && form.per == Per::Case) {
        for item in form.items() {
            match item {
                Item::Value(id) | Item::TickOption(id, _) | Item::Stack(id) | Item::Filled(id) => {
                    fields.insert(id.clone());
                }
                Item::Column(rows, _) => {
                    fields.insert(rows.clone());
                }
                Item::Text(id) => {
                    let parts =
                        form.texts.get(id).map(|text| text.words.parts()).unwrap_or_default();
                    fields.extend(parts.iter().filter_map(|part| match part {
                        Part::Value(id) => Some(id.clone()),
                        Part::Words(_) => None,
                    }));
                }
                _ => {}
            }
        }
    }
    fields
}

fn read_back(case: &Case) -> Filled {
    let bytes = write(case, &BTreeMap::new());
    let document = read_filled(&bytes).unwrap();
    let known = recognise(&document, CATALOG.calls());
    assert!(
        known.iter().any(|known| known.call.id == case.call.id),
        "{} is not known: {known:?}",
        case.call.id
    );
    fill(&document, &case.call)
}

/// The values of a case that stand on its paper; places by their words alone, for a code follows from them.
fn values(case: &Case, fields: &BTreeSet<String>) -> BTreeMap<String, serde_json::Value> {
    let shown = case.values.iter().filter(|(id, value)| fields.contains(*id) && !value.is_empty());
    let shown = shown.filter(|(id, _)| case.value(id).is_some());
    shown
        .map(|(id, value)| (id.clone(), without_codes(serde_json::to_value(value).unwrap())))
        .collect()
}

fn without_codes(value: serde_json::Value) -> serde_json::Value {
    match value {
        serde_json::Value::Object(mut entries) => {
            if entries.contains_key("text") {
                entries.remove("code");
            }
            entries.into_iter().map(|(key, value)| (key, without_codes(value))).collect()
        }
        serde_json::Value::Array(list) => {
            let mut list: Vec<_> = list.into_iter().map(without_codes).collect();
            // Options stand in the order of the form.
            if list.iter().all(serde_json::Value::is_string) {
                list.sort_by_key(ToString::to_string);
            }
            serde_json::Value::Array(list)
        }
        other => other,
    }
}

#[test]
fn every_sample_comes_back_as_it_was_written() {
    for call in CATALOG.calls() {
        for (route, text) in &call.samples {
            let case = case::read(text.as_bytes(), &CATALOG).unwrap();
            let filled = read_back(&case);
            let fields = on_paper(&case);
            let (wanted, found) = (values(&case, &fields), values(&filled.case, &fields));
            for (id, value) in &wanted {
                assert_eq!(
                    found.get(id),
                    Some(value),
                    "{} {route} {id}\n{:#?}",
                    call.id,
                    filled.doubts
                );
            }
            assert_eq!(found, wanted, "{} {route}", call.id);
            let lost: Vec<_> = filled.doubts.iter().filter(|doubt| doubt.path.is_none()).collect();
            assert!(lost.is_empty() || case.material.is_some(), "{} {lost:#?}", call.id);
            assert_eq!(write(&case, &BTreeMap::new()), write(&case, &BTreeMap::new()));
        }
    }
}

#[test]
fn a_blank_form_fills_nothing_in() {
    for call in CATALOG.calls() {
        let filled = read_back(&Case::new(call.clone()));
        assert_eq!((filled.count, filled.doubts), (0, vec![]), "{}", call.id);
    }
}

/// What a person may type into a field, of which `seed` picks.
fn entry(kind: &Kind, words: &[String], seed: usize) -> serde_json::Value {
    let word = |at: usize| words[(seed + at) % words.len()].clone();
    let number = seed % 9_000 + 1;
    let month = |at: usize| format!("{}-{:02}", 1990 + (seed + at) % 30, (seed + at) % 12 + 1);
    let options = kind.options();
    match kind {
        Kind::Text { .. } => json!(word(0)),
        Kind::LongText { .. } | Kind::Opinion { .. } => {
            json!(
                (0..seed % 4 + 1)
                    .map(|at| format!("{}。{}", word(at), word(at + 1)))
                    .collect::<Vec<_>>()
                    .join("\n")
            )
        }
        Kind::Integer { .. } | Kind::NumberOrRegions => json!(number),
        Kind::Decimal { .. } => json!(format!("{number}.{}", seed % 90 + 10)),
        Kind::Month => json!(month(0)),
        Kind::Date => json!(format!("{}-{:02}", month(0), seed % 28 + 1)),
        Kind::Period if seed.is_multiple_of(3) => json!({"from": month(0), "to": null}),
        Kind::Period => json!({"from": month(0), "to": month(5)}),
        Kind::Choice { .. } => json!(options[seed % options.len()].id),
        Kind::Choices { .. } => {
            let chosen = options.iter().enumerate().filter(|(at, _)| (seed >> (at % 8)) & 1 == 1);
            json!(chosen.map(|(_, option)| &option.id).collect::<Vec<_>>())
        }
        Kind::YesNo { .. } => json!(seed.is_multiple_of(2)),
        Kind::Contact => json!({"name": "张晓梅", "phone": format!("138{:08}", seed % 99_999_999)}),
        Kind::Region { .. } => json!({"code": "320000", "text": "江苏省"}),
        Kind::Regions { .. } => json!(
            (0..seed % 3 + 1)
                .map(|at| word(at).chars().filter(|c| c.is_alphanumeric()).collect::<String>())
                .map(|name| json!({"code": null, "text": format!("{name}村")}))
                .collect::<Vec<_>>()
        ),
        Kind::Links => json!([format!("https://example.com/{seed}")]),
        Kind::Photo(_) => json!(null),
        Kind::Rows { columns, .. } => json!(
            (0..seed % 5 + 1)
                .map(|row| {
                    let cells = columns.iter().enumerate().filter(|(_, c)| c.computed.is_none());
                    let cells = cells
                        .map(|(at, c)| (c.id.clone(), entry(&c.kind, words, seed + row * 7 + at)));
                    serde_json::Value::Object(cells.collect())
                })
                .collect::<Vec<_>>()
        ),
    }
}

fn word() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[一-龥]{2,9}",
        1 => "[A-Za-z]{2,8}",
        1 => "[1-9][0-9]{0,4}[年人户%]",
        1 => "[一-龥]{2}[，：（）“”][一-龥]{2}",
        1 => "（一）[一-龥]{3}",
    ];
    prop::collection::vec(piece, 1..4).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, max_shrink_iters: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_reads_back_as_the_same_case(
        words in prop::collection::vec(word(), 8),
        seed in 0_usize..1_000_000,
        left_out in 0_usize..5,
    ) {
        for call in CATALOG.calls() {
            for route in &call.routes {
                let mut case = Case::new(call.clone());
                case.route = route.id.clone();
                let fields: Vec<_> = case.fields().cloned().collect();
                for (at, field) in fields.iter().enumerate() {
                    // What stands before another on its line without a label is told by being there.
                    let left_out = at % 5 == left_out && field.id != "recommender";
                    if left_out || field.computed.is_some() || field.counties_of().is_some() {
                        continue;
                    }
                    let typed = entry(&field.kind, &words, seed + at * 13);
                    if let Ok(edit) = case::read_edit(&case, &format!("values/{}", field.id), typed) {
                        case.apply(edit);
                    }
                }
                let filled = read_back(&case);
                let fields = on_paper(&case);
                let (wanted, found) = (values(&case, &fields), values(&filled.case, &fields));
                for (id, value) in &wanted {
                    prop_assert_eq!(found.get(id), Some(value), "{} {} {}\n{:#?}", call.id, route.id, id, filled.doubts);
                }
                prop_assert_eq!(found, wanted);
            }
        }
    }
}

/// The form of Jiangsu as somebody filled it in with Word.
fn by_hand() -> Vec<u8> {
    let row =
        |cells: &[(&str, usize)]| cells.iter().map(|(text, n)| cell(text, *n)).collect::<Vec<_>>();
    let rows = [
        row(&[("案 例 名 称：", 2), ("一店带多户\n助农增收", 6)]),
        row(&[
            ("所属类别\n（打钩）", 2),
            ("□网络覆盖\n□√农村电商\n□网络扶智\n□信息服务\n□网络公益", 1),
            ("扶贫地区（可具体到村镇）\n安徽省六安市舒城县晓天镇", 5),
        ]),
        row(&[("开始时间（ 2018 年 5 月份）", 4), ("完成时间（2020年3月份）", 4)]),
        row(&[("项目累计投入资金\n其中2019年投入资金（万元）", 4), ("１２８．５０\n40", 4)]),
        row(&[("项目投入人员数量\n其中2019年投入人员数量（人）", 4), ("38\n12余人", 4)]),
        row(&[
            ("项目受益贫困地区数量及名单\n（请注明国家级贫困县名单）", 4),
            ("共2个：安徽省六安市舒城县、安徽省六安市金寨县", 4),
        ]),
        row(&[("项目2019年受益贫困人口数", 4), ("1,268人", 4)]),
        row(&[
            ("报送机构", 1),
            ("机构\n全称", 1),
            ("某某电子商务有限公司", 2),
            ("联系人", 2),
            ("张晓梅", 2),
        ]),
        row(&[("", 1), ("", 1), ("", 2), ("邮箱", 2), ("a＠b．cn", 2)]),
        row(&[("", 1), ("", 1), ("", 2), ("电话", 2), ("13800000000", 2)]),
        row(&[("", 1), ("注册地址：合肥市长江路1号", 7)]),
        row(&[("备注：镇里已核", 8)]),
        row(&[(
            "扶贫工作概述（不超过800字）\n　　一是建站点。\n　　二是带农户。\n报送单位（盖章）",
            8,
        )]),
    ];
    docx(&format!("{}{}{}", line("网络扶贫优秀案例申报表"), table(8, &rows), line("请局长审阅")))
}

#[test]
fn a_form_that_somebody_filled_in_is_read() {
    let document = read_filled(&by_hand()).unwrap();
    let known = recognise(&document, CATALOG.calls());
    assert_eq!(known[0].call.id, "js-2020");
    let filled = fill(&document, &call("js-2020"));
    let text = |id: &str| serde_json::to_value(filled.case.values.get(id)).unwrap();
    for (id, value) in [
        ("case_name", json!("一店带多户助农增收")),
        ("category", json!("e_commerce")),
        ("regions", json!([{"code": "341523107", "text": "安徽省六安市舒城县晓天镇"}])),
        ("start", json!("2018-05")),
        ("end", json!("2020-03")),
        ("invested_total", json!("128.50")),
        ("invested_2019", json!("40")),
        ("staff_total", json!(38)),
        ("staff_2019", json!("12余人")),
        ("benefit_count", json!(2)),
        ("benefit_people", json!(1268)),
        ("org_name", json!("某某电子商务有限公司")),
        ("contact", json!("张晓梅")),
        ("email", json!("a@b.cn")),
        ("phone", json!("13800000000")),
        ("address", json!("合肥市长江路1号")),
        ("overview", json!("一是建站点。\n二是带农户。")),
    ] {
        if id == "regions" {
            assert_eq!(text(id)[0]["text"], value[0]["text"]);
            continue;
        }
        assert_eq!(text(id), value, "{id} {:#?}", filled.doubts);
    }
    let doubted = |id: &str| {
        filled.doubts.iter().any(|doubt| doubt.path.as_ref().is_some_and(|p| p.to_string() == id))
    };
    assert!(doubted("staff_2019"));
    let lost: Vec<&str> =
        filled.doubts.iter().map(|doubt| doubt.words.as_str()).filter(|w| !w.is_empty()).collect();
    assert_eq!(lost, ["备注：镇里已核", "请局长审阅"], "{:#?}", filled.doubts);
}

#[test]
fn changes_count_as_accepted_and_controls_as_they_are_filled() {
    let run = |words: &str| format!("<w:r><w:t>{words}</w:t></w:r>");
    let changed = format!(
        "<w:p>{}<w:del><w:r><w:delText>两店</w:delText></w:r></w:del><w:ins>{}</w:ins></w:p>",
        run("一店"),
        run("带多户")
    );
    let tick = |on: u8, words: &str| {
        format!(
            "<w:p><w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{on}\"/></w14:checkbox></w:sdtPr>\
             <w:sdtContent>{}</w:sdtContent></w:sdt>{}</w:p>",
            run("☐"),
            run(words)
        )
    };
    let options = ["网络覆盖", "农村电商", "网络扶智", "信息服务", "网络公益"];
    let ticks: String =
        options.iter().map(|words| tick(u8::from(*words == "农村电商"), words)).collect();
    let placeholder = format!(
        "<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
        run("单击此处输入文字")
    );
    let rows = [
        vec![cell("案例名称", 1), raw_cell(&changed, 3)],
        vec![cell("所属类别（打钩）", 1), raw_cell(&ticks, 3)],
        vec![cell("项目2019年受益贫困人口数", 1), cell("1932", 3)],
        vec![cell("机构全称", 1), raw_cell(&placeholder, 1), cell("联系人", 1), cell("李明", 1)],
    ];
    let document = read_filled(&docx(&table(4, &rows))).unwrap();
    let filled = fill(&document, &call("js-2020"));
    let values = serde_json::to_value(&filled.case.values).unwrap();
    let wanted = json!({
        "case_name": "一店带多户", "category": "e_commerce", "benefit_people": 1932, "contact": "李明",
    });
    assert_eq!((values, filled.doubts), (wanted, vec![]));
}

#[test]
fn a_table_without_end_is_read_in_time_and_listed() {
    let rows: Vec<Vec<String>> =
        (0..6_000).map(|row| vec![cell(&format!("第{row}户"), 1), cell("甲", 1)]).collect();
    let head = table(2, &[vec![cell("案例名称", 1), cell("一店带多户", 1)]]);
    let document = read_filled(&docx(&format!("{head}{}", table(2, &rows)))).unwrap();
    let began = std::time::Instant::now();
    let filled = fill(&document, &call("js-2020"));
    assert!(began.elapsed().as_secs() < 60);
    assert!(filled.doubts.iter().any(|doubt| doubt.words == "第5999户"));
}
