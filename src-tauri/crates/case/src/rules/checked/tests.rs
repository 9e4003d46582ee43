//! Whatever is edited, what is kept is what a full check finds. A failure names the rule that read more than it
//! says.

use std::collections::BTreeMap;

use catalog::{AttachmentKind, Call, Catalog, Field, Folder, Kind};
use foundation::Date;
use proptest::prelude::*;

use super::*;
use crate::{Appendix, Attachment, Case, Other, Region, Value, read};

/// Words that one rule or another has something to say about.
const WORDS: [&str; 16] = [
    "",
    " ",
    "甲",
    "2018-05",
    "2030-01",
    "2020-06-10",
    "12.5",
    "999999999",
    "13800138000",
    "0551-12345678、13800138000",
    "a@b.cn",
    "http://example.com/1",
    "绝密★启用前，身份证号 11010519491231002X，舒城县带动 38 户",
    "一店+多户-案例/甲:乙",
    "91110000100000001X",
    "😀农村电商农村电商农村电商农村电商农村电商农村电商农村电商农村电商农村电商农村电商农村电商",
];
const PLACES: [(Option<&str>, &str); 7] = [
    (None, ""),
    (None, "舒城县"),
    (Some("341523"), "安徽省六安市舒城县"),
    (None, "安徽省六安市舒城县晓天镇"),
    (None, "城关区"),
    (None, "金寨县、霍邱县"),
    (Some("320102"), "江苏省南京市玄武区"),
];

/// A value of a field's kind, or one that somebody half typed.
fn value(field: &Field, pick: usize) -> Option<Value> {
    let word = |at: usize| WORDS[at % WORDS.len()].to_owned();
    let region = |at: usize| {
        let (code, text) = PLACES[at % PLACES.len()];
        Region { code: code.map(str::to_owned), text: text.to_owned() }
    };
    let several = || Value::Regions((0..pick % 4).map(|at| region(pick / 4 + at * 3)).collect());
    if pick.is_multiple_of(9) {
        return None;
    }
    Some(match &field.kind {
        Kind::LongText { .. } | Kind::Opinion { .. } if pick.is_multiple_of(5) => {
            Value::Text(format!("{}\n{}", field.prescribed(), word(pick)))
        }
        Kind::LongText { .. } | Kind::Opinion { .. } => {
            Value::Text(word(pick).repeat(1 + pick % 40))
        }
        Kind::Integer { .. } if pick.is_multiple_of(3) => Value::Text(word(pick)),
        Kind::Integer { .. } => Value::Integer(pick as i64 % 7 - 1),
        Kind::NumberOrRegions if pick.is_multiple_of(2) => Value::Integer(pick as i64 % 7 - 1),
        Kind::NumberOrRegions | Kind::Regions { .. } => several(),
        Kind::Period => Value::Period {
            from: (!pick.is_multiple_of(4)).then(|| word(pick)),
            to: (!pick.is_multiple_of(3)).then(|| word(pick / 2)),
        },
        Kind::Choice { options, .. } => {
            Value::Text(options.get(pick % (options.len() + 1)).map_or("nothing".into(), id))
        }
        Kind::Choices { options, .. } => {
            Value::Choices(options.iter().skip(pick % 3).step_by(2).map(id).collect())
        }
        Kind::YesNo { .. } => Value::YesNo(pick.is_multiple_of(2)),
        Kind::Contact => Value::Contact { name: word(pick), phone: word(pick / 3) },
        Kind::Region { .. } => Value::Region(region(pick)),
        Kind::Links => Value::Links((0..pick % 3).map(|at| word(pick + at * 11)).collect()),
        Kind::Rows { columns, .. } => {
            let cell = |row: usize, at: usize| value(&columns[at], pick / 2 + row * 5 + at);
            let row = |row: usize| {
                let cells = columns.iter().enumerate();
                cells.filter_map(|(at, own)| Some((own.id.clone(), cell(row, at)?))).collect()
            };
            Value::Rows((0..pick % 4).map(row).collect::<Vec<BTreeMap<_, _>>>())
        }
        // What is kept as a text.
        _ => Value::Text(word(pick)),
    })
}

fn id(option: &catalog::TextOption) -> String {
    option.id.clone()
}

fn block(pick: usize) -> MaterialBlock {
    let text = WORDS[pick % WORDS.len()].to_owned();
    match pick % 4 {
        0 => MaterialBlock::Heading { level: 1, text },
        1 => MaterialBlock::Picture { path: "a.jpg".into(), caption: text },
        2 => MaterialBlock::List { ordered: false, items: vec![text, "乙".into()] },
        _ => MaterialBlock::Paragraph { text },
    }
}

fn attachment(pick: usize) -> Attachment {
    use AttachmentKind::{Document, MediaReport, Photo, Video};
    let word = |at: usize| WORDS[at % WORDS.len()].to_owned();
    Attachment {
        path: ["a.jpg", "b.docx", "c"][pick % 3].to_owned(),
        kind: [Photo, MediaReport, Video, Document][pick % 4],
        caption: word(pick / 2),
        url: word(pick / 5),
        form: String::new(),
        slot: String::new(),
    }
}

/// An edit that a person may make. Most edits are made in fields.
fn edit(case: &Case, (what, pick): (usize, usize)) -> Edit {
    let at = pick / 7;
    match what % 16 {
        0 => Edit::SetRoute(case.call.routes[pick % case.call.routes.len()].id.clone()),
        1 => {
            let ids: Vec<&str> = case.call.answer_ids().collect();
            let id = ids.get(at % ids.len().max(1)).copied().unwrap_or("nothing").to_owned();
            Edit::SetAnswer { id, answer: [None, Some(true), Some(false)][pick % 3] }
        }
        2 => {
            Edit::SetAttachments((0..pick % 5).map(|index| attachment(pick + index * 3)).collect())
        }
        3 => Edit::SetMaterial(match pick % 4 {
            0 => None,
            1 => Some(Material::Pdf("m.pdf".into())),
            _ => Some(Material::Blocks((0..pick % 6).map(|index| block(pick + index)).collect())),
        }),
        4 | 5 => Edit::SetBlock { index: pick % 6, block: block(at) },
        6 => {
            let all = crate::check(Input::alone(case, Date::MIN));
            let open: Vec<&Finding> = all.iter().filter(|found| found.needs_reason).collect();
            let key =
                open.get(at % open.len().max(1)).map_or("C201@start".into(), |f| f.reason_key());
            Edit::SetReason {
                key, reason: (!pick.is_multiple_of(3)).then(|| "先行试点".into())
            }
        }
        7 => Edit::SetAppendix(Appendix {
            photos_per_page: Some(2),
            reports: pick.is_multiple_of(2),
        }),
        _ => {
            let fields: Vec<&Field> = case.fields().collect();
            let field = fields[at % fields.len()];
            Edit::SetValue { field: field.id.clone(), value: value(field, pick) }
        }
    }
}

fn others(case: &Case, pick: usize) -> Others {
    let mut other = Other::of(case);
    other.name = format!("另一个{pick}");
    Others::new(&case.call, vec![other; pick % 3])
}

/// What somebody may know of the files that [`attachment`] and [`block`] name.
fn seen(pick: usize) -> Evidence {
    use crate::evidence::{FileEvidence, FileFacts, FilePlace, Printing};
    let file = |at: usize| match (pick + at) % 4 {
        0 => FileEvidence::Missing,
        1 => FileEvidence::Found(Box::new(FileFacts::of_length(0))),
        _ => FileEvidence::Found(Box::new(FileFacts::of_length(pick as u64))),
    };
    let names = ["a.jpg", "b.docx", "c", "m.pdf"].into_iter().take(pick % 5).enumerate();
    let files = names.map(|(at, name)| (name.to_owned(), file(at))).collect();
    let printing = (pick.is_multiple_of(3)).then(Printing::default);
    Evidence { files, place: FilePlace::InDraft, printing, ..Evidence::default() }
}

fn agree(checked: &mut Checked, input: Input<'_>) {
    let (findings, _) = checked.look(input);
    let mut full = Checked::default();
    let (all, _) = full.look(input);
    let looks = RULES.iter().flat_map(|rule| rule.looks.iter().map(move |_| rule.name));
    for ((name, kept), found) in looks.zip(&checked.found).zip(&full.found) {
        assert_eq!(kept, found, "{name} read more than it says");
    }
    assert_eq!(findings, all);
}

include!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../tests/catalog/of_tests.rs"));

/// What comes with the program, numbers that follow from others, and a photo.
fn catalog() -> Catalog {
    let mut folders = Catalog::built_in_folders();
    let numbers = of_tests!("forms/paper-numbers", "form.toml", "paper.grid");
    folders.extend([numbers, of_tests!("forms/paper-photo", "form.toml", "paper.grid")]);
    let text = of_tests!("calls/paper-photo", "call.toml").files.remove("call.toml").unwrap();
    let both = "[[form]]\nid = \"paper-numbers\"\n\n[[route]]";
    let files = [("call.toml".to_owned(), text.replacen("[[route]]", both, 1))].into();
    folders.push(Folder { path: "calls/paper-walk".into(), files });
    let catalog = Catalog::of(folders);
    assert!(catalog.call("paper-walk").is_some());
    catalog
}

fn start(call: &std::sync::Arc<Call>, catalog: &Catalog, pick: usize) -> Case {
    let samples = &call.samples;
    match samples.get(pick % (samples.len() + 1)) {
        Some((_, text)) => read(text.as_bytes(), catalog).unwrap(),
        None => Case::new(call.clone()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn what_is_kept_is_what_a_full_check_finds(
        (call, from) in (0_usize..64, 0_usize..8),
        walk in proptest::collection::vec((0_usize..16, 0_usize..100_000), 1..24),
    ) {
        let catalog = catalog();
        let calls = catalog.calls();
        let mut case = start(&calls[call % calls.len()], &catalog, from);
        let mut checked = Checked::default();
        let mut today: Date = "2020-06-20".parse().unwrap();
        let mut known = others(&case, 0);
        let mut evidence = Evidence::default();
        agree(&mut checked, Input { case: &case, today, evidence: &evidence, others: &known });
        for step in walk {
            let edit = edit(&case, step);
            checked.note(&edit);
            let inverse = case.apply(edit);
            match step.1 % 11 {
                0 => today = today.tomorrow().unwrap(),
                1 => known = others(&case, step.1 / 11),
                4 => evidence = seen(step.1 / 11),
                2 => {
                    agree(&mut checked, Input { case: &case, today, evidence: &evidence, others: &known });
                    checked.note(&inverse);
                    case.apply(inverse);
                }
                // Several edits may come before the next look.
                3 => continue,
                _ => {}
            }
            agree(&mut checked, Input { case: &case, today, evidence: &evidence, others: &known });
        }
    }
}

#[test]
fn every_rule_bears_the_name_of_its_file_and_tells_its_codes() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    for rule in RULES {
        #[allow(clippy::disallowed_methods, reason = "a test reads its own source")]
        let text = std::fs::read_to_string(folder.join(format!("{}.rs", rule.name))).unwrap();
        let comment: String = text.lines().take_while(|line| line.starts_with("//!")).collect();
        let (codes, words) = comment.split_once(": ").unwrap();
        for code in rule.codes {
            assert!(codes.contains(code.as_str()), "{}: {}", rule.name, code.as_str());
        }
        assert_eq!(codes.matches(char::is_alphabetic).count(), rule.codes.len(), "{}", rule.name);
        assert!(words.chars().count() > 40, "{} does not say why", rule.name);
        assert!(!rule.looks.is_empty());
    }
    let mut names: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), RULES.len());
}
