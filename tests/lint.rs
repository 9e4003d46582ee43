//! Faults of form and call folders: each folder of `tests/lint` has one slip, and `faults.txt` says how
//! it is told. What comes with the program has none. `BLESS=1` (`make bless`) writes `faults.txt`.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test of files in the tree")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use catalog::{Catalog, Folder, lint};
use foundation::{Code, Timestamp};
use workbench::Workbench;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize().unwrap()
}

/// The form or call of the program with this id that has this file.
fn built_in(id: &str, file: &str) -> Folder {
    let fits = |folder: &Folder| folder.id() == id && folder.files.contains_key(file);
    Catalog::built_in_folders().into_iter().find(fits).unwrap()
}

/// `slip.txt`: the folder that has the slip, then blocks of `file`, the words that stand there and the
/// words that stand there instead, between lines of `----`. A file alone is taken away.
fn with_slip(text: &str) -> Folder {
    let mut blocks = text.split("----\n");
    let id = blocks.next().unwrap().trim();
    let blocks: Vec<&str> = blocks.collect();
    let mut folder = built_in(id, blocks[0].trim());
    folder.path = id.to_owned();
    if let [file] = blocks[..] {
        folder.files.remove(file.trim());
    }
    for block in blocks.chunks_exact(3) {
        let [file, from, to] =
            [block[0].trim(), block[1].trim_end_matches('\n'), block[2].trim_end_matches('\n')];
        let there = folder.files.get_mut(file).unwrap();
        assert!(there.contains(from), "{id}/{file} has no “{from}”");
        *there = there.replacen(from, to, 1);
    }
    folder
}

/// `render --form material` means the detailed material.
#[test]
fn no_form_is_called_material() {
    let mut folder = built_in("js-2020-liaison", "form.toml");
    folder.path = "material".into();
    let faults = lint(&[folder], &Catalog::built_in_folders());
    assert_eq!((faults.len(), faults[0].code), (1, Code::BadValue), "{faults:?}");
}

/// A folder may be named as the notice is, but for white space.
#[test]
fn folders_are_named_in_any_script() {
    for (name, faults) in [("联络员回执", 0), ("联络员 回执", 1), ("联络员\u{3000}回执", 1)]
    {
        let mut folder = built_in("js-2020-liaison", "form.toml");
        folder.path = format!("forms/{name}");
        let found = lint(&[folder], &Catalog::built_in_folders());
        assert_eq!(found.len(), faults, "{found:?}");
        assert!(found.iter().all(|fault| fault.hint == "请改名，例如 联络员-回执。"), "{found:?}");
    }
}

/// What is wrong with a form is told there, and not again of each call that uses it.
#[test]
fn a_fault_of_a_form_is_told_once() {
    let with = |form: Option<Folder>| {
        let call = Folder { path: "calls/js-2020".into(), ..built_in("js-2020", "call.toml") };
        let folders: Vec<Folder> = form.into_iter().chain([call]).collect();
        lint(&folders, &Catalog::built_in_folders())
    };
    assert_eq!(with(None), []);
    let mut form = built_in("js-2020-liaison", "form.toml");
    let text = form.files.get_mut("form.toml").unwrap();
    *text = text.replacen("kind", "kidn", 1);
    let faults = with(Some(form));
    assert!(!faults.is_empty());
    assert!(faults.iter().all(|fault| fault.file.ends_with("form.toml")), "{faults:?}");
}

#[test]
fn every_slip_is_told_with_its_place() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    let mut slips: Vec<PathBuf> =
        fs::read_dir(root().join("tests/lint")).unwrap().map(|e| e.unwrap().path()).collect();
    slips.sort();
    for slip in slips {
        let folder = with_slip(&fs::read_to_string(slip.join("slip.txt")).unwrap());
        let faults = lint(&[folder], &Catalog::built_in_folders());
        assert!(!faults.is_empty(), "{}: nothing was found", slip.display());
        seen.extend(faults.iter().map(|fault| fault.code));
        let mut text = String::new();
        for fault in &faults {
            let place = format!("{}:{}:{}", fault.file, fault.line, fault.column);
            writeln!(
                text,
                "{place} {}\n    {}\n    {}",
                fault.code.as_str(),
                fault.message,
                fault.hint
            )
            .unwrap();
        }
        let path = slip.join("faults.txt");
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, &text).unwrap();
        } else if fs::read_to_string(&path).unwrap_or_default() != text {
            wrong.push(format!("{}:\n{text}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "not as expected (BLESS=1 writes it):\n{}", wrong.join("\n"));
    for code in Code::ALL.iter().filter(|code| code.as_str().starts_with('K')) {
        assert!(seen.contains(code), "no slip shows {code:?} ({})", code.as_str());
    }
}

#[test]
fn what_comes_with_the_program_has_no_faults() {
    let workbench = Workbench::new(Box::new(Timestamp::UNIX_EPOCH));
    let assets = root().join("assets");
    let folders = ["forms", "calls", "guidance", "examples"].map(|folder| assets.join(folder));
    let folders: Vec<&Path> = folders.iter().map(AsRef::as_ref).collect();
    let faults = workbench.desk().lint(&folders).unwrap();
    assert_eq!(faults, []);
    assert_eq!(Catalog::built_in().calls().len(), 4);
}

#[test]
fn a_sample_that_is_no_case_of_its_call_is_a_fault() {
    let place = tempfile::tempdir().unwrap();
    let call = place.path().join("js-2020");
    fs::create_dir(&call).unwrap();
    for (name, text) in built_in("js-2020", "call.toml").files {
        let text =
            if name == "sample-self.json" { text.replace("case_name", "case_nam") } else { text };
        fs::write(call.join(name), text).unwrap();
    }
    let workbench = Workbench::new(Box::new(Timestamp::UNIX_EPOCH));
    let faults = workbench.desk().lint(&[place.path()]).unwrap();
    assert!(faults[0].message.contains("是否想写“case_name”"), "{faults:?}");
}

#[test]
fn every_field_of_the_notice_has_its_words_on_the_form() {
    // The labels of 附件3 word for word, JS-A-01 to JS-A-26.
    let form = Catalog::built_in().call("js-2020").unwrap().main_form().clone();
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    let labels = form.fields.iter().map(|field| field.label.as_str());
    let sections = form.sections.iter().map(|section| section.label.as_str());
    let seals = form.seals.iter().flat_map(|seal| seal.label.parts()).map(|part| match part {
        catalog::Part::Words(words) => words.as_str(),
        catalog::Part::Value(id) => id.as_str(),
    });
    for label in labels.chain(sections).chain(seals) {
        *words.entry(label).or_default() += 1;
    }
    let asked = [
        "案例名称",
        "所属类别\n（打钩）",
        "扶贫地区（可具体到村镇）",
        "开始时间（    年   月份）",
        "完成时间（    年   月份）",
        "项目累计投入资金",
        "其中2019年投入资金（万元）",
        "项目投入人员数量",
        "其中2019年投入人员数量（人）",
        "项目受益贫困地区数量及名单\n（请注明国家级贫困县名单）",
        "项目2019年受益贫困人口数",
        "报送机构",
        "机构\n全称",
        "邮  箱",
        "电  话",
        "注册\n地址",
        "推荐单位（各地网信办、各级社会组织）",
        "职   务",
        "联系方式",
        "扶贫工作概述（不超过800字）",
        "报送单位（盖章）",
        "推荐单位意见（保证案例内容真实有效，并同意推荐）",
        "推荐单位（盖章）",
    ];
    for label in asked {
        assert_eq!(words.get(label), Some(&1), "{label}");
    }
    assert_eq!(words.get("联系人"), Some(&2));
    let category = form.field("category").unwrap().kind.options();
    let options: Vec<&str> = category.iter().map(|option| option.label.as_str()).collect();
    assert_eq!(options, ["网络覆盖", "农村电商", "网络扶智", "信息服务", "网络公益"]);
    let fixed = |id: &str, words: &str| {
        assert_eq!(form.texts[id].words.parts(), [catalog::Part::Words(words.into())]);
    };
    fixed("registered_note", "注：社会组织须在民政部门依法注册登记。");
    fixed(
        "note",
        "注：扶贫案例详细材料另附，图文并茂。具体工作内容应按照PDF格式与申报表一同提交，推荐单位、推荐单位联系人非必填项，各机构也可直接报送。",
    );
    assert_eq!(
        (form.annex.as_deref(), form.title.as_str()),
        (Some("附件3"), "网络扶贫优秀案例申报表")
    );
}
