//! Laws that hold for any text: edits and their inverse, names, case files, and the marks at the ends of
//! lines. The laws of pages are in `forms.rs`.
#![allow(clippy::unwrap_used, reason = "tests")]

mod on_paper;

use std::collections::BTreeMap;
use std::sync::Arc;

use case::{Attachment, AttachmentKind, Case, Edit, Input, Region, Value};
use catalog::{Call, Catalog};
use foundation::Code;
use foundation::entry::{Room, take_in};
use on_paper::printed;
use paper::{Copy, Item, compose};
use proptest::prelude::*;

fn call() -> Arc<Call> {
    Catalog::built_in().call("js-2020").unwrap().clone()
}

/// Texts as people type and paste them: Han, Latin, digits, marks, rare characters, very long words.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[一-龥]{1,12}",
        "[A-Za-z]{1,10}",
        "[0-9]{1,6}[年月日元%]?",
        "[，。、；：？！“”（）《》…—]{1,3}",
        "[䶮㛃𬭎𠮷龘〇]{1,2}",
        "[ \t]{1,3}",
        "https://example\\.com/[a-z/]{20,90}",
        "[\u{200B}\u{FEFF}·～①㎡]{1,2}",
        "\n{1,3}",
        Just("\n".repeat(60)),
        "[😀🚜]{1,3}\n",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn line() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.replace('\n', "").chars().take(60).collect())
}

fn case_with(name: String, overview: String, opinion: String, place: String) -> Case {
    let mut case = Case::new(call());
    case.route = "recommended".into();
    let region = Region { code: None, text: place };
    let values = [
        ("case_name", Value::Text(name.clone())),
        ("category", Value::Text("education".into())),
        ("regions", Value::Regions(vec![region.clone(), region.clone()])),
        ("benefit_regions", Value::Regions(vec![region; 5])),
        ("org_name", Value::Text(name.clone())),
        ("email", Value::Text(name.clone())),
        ("recommender", Value::Text(name)),
        ("overview", Value::Text(overview)),
        ("opinion", Value::Text(opinion)),
    ];
    case.values = values.map(|(id, value)| (id.to_owned(), value)).into();
    case
}

/// The reader of places goes one call deeper for each name, on the small stack of a thread.
#[test]
fn places_of_any_length_are_checked() {
    for word in ["北京市", "吉林", "重庆市县", "朝阳", "市辖区", "安徽省六安市舒城县", "a", "，"]
    {
        let mut case = Case::new(call());
        let region = Region { code: Some("340000".into()), text: word.repeat(50_000) };
        let values = ["regions", "benefit_regions", "national_counties"];
        let values = values.map(|id| (id.to_owned(), Value::Regions(vec![region.clone(); 2])));
        case.values = values.into();
        let found = case::check(Input::alone(&case, "2020-06-20".parse().unwrap()));
        assert!(found.iter().any(|finding| finding.code == Code::RegionTwice), "{word}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_line_starts_or_ends_with_a_forbidden_mark(overview in text()) {
        let case = case_with(String::new(), overview.clone(), String::new(), String::new());
        let sheets = compose(case.call.main_form(), &case, Copy::Final);
        let mut lines: BTreeMap<(usize, u32), String> = BTreeMap::new();
        for (page, sheet) in sheets.pages.iter().enumerate() {
            for item in &sheet.items {
                if let Item::Text(run) = item
                    && run.field.as_ref().is_some_and(|path| path.as_str() == "overview")
                {
                    lines.entry((page, run.line)).or_default().push_str(&run.text());
                }
            }
        }
        // What a person typed at the beginning or end of a paragraph stays there.
        let paragraphs: Vec<String> = overview.lines().map(printed).collect();
        for line in lines.values().map(|line| printed(line)) {
            let starts = paragraphs.iter().any(|paragraph| paragraph.starts_with(&line));
            let ends = paragraphs.iter().any(|paragraph| paragraph.ends_with(&line));
            // A stretch of marks longer than a line has to be torn somewhere.
            let marks = line.chars().filter(|c| "。，、；：？！）】》”（【《“…—".contains(*c)).count();
            if marks * 2 > line.chars().count() {
                continue;
            }
            if let Some(first) = line.chars().next().filter(|_| !starts) {
                prop_assert!(!"。，、；：？！）】》”".contains(first), "{}", line);
            }
            if let Some(last) = line.chars().next_back().filter(|_| !ends) {
                prop_assert!(!"（【《“".contains(last), "{}", line);
            }
        }
    }

    #[test]
    fn an_edit_and_its_inverse_change_nothing(edits in prop::collection::vec(edit(), 1..12)) {
        let mut case = case_with("甲".into(), "乙".into(), String::new(), "丙".into());
        let before = format!("{case:?}");
        let mut inverses: Vec<Edit> = edits.into_iter().map(|edit| case.apply(edit)).collect();
        let after = format!("{case:?}");
        let mut redo = Vec::new();
        while let Some(inverse) = inverses.pop() {
            redo.push(case.apply(inverse));
        }
        prop_assert_eq!(format!("{case:?}"), before);
        while let Some(edit) = redo.pop() {
            case.apply(edit);
        }
        prop_assert_eq!(format!("{case:?}"), after);
    }

    #[test]
    fn every_title_gives_a_legal_name(title in any::<String>(), org in line(), captions in prop::collection::vec(line(), 0..6)) {
        let mut case = case_with(title, String::new(), String::new(), String::new());
        case.values.insert("org_name".into(), Value::Text(org));
        case.attachments = captions.into_iter().map(photo).collect();
        let name = parcel::case_folder_name(&case, parcel::longest_end(&case)).name;
        let mut names = parcel::attachment_names(&name, &case, &[]);
        let unique: std::collections::BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
        prop_assert_eq!(unique.len(), names.len());
        names.push(format!("{name}.pdf"));
        for name in names {
            prop_assert!(name.len() <= 200, "{} bytes: {name}", name.len());
            prop_assert!(!name.contains(['<', '>', ':', '"', '/', '\\', '|', '?', '*']));
            prop_assert!(!name.chars().any(char::is_control));
            prop_assert!(!name.ends_with(['.', ' ']) && !name.starts_with([' ', '.']));
            prop_assert!(!name.is_empty());
        }
    }

    #[test]
    fn a_case_file_says_the_same_when_read_again(name in text(), reason in text()) {
        // As it comes through the door for text: what the door changes, it changes once.
        let name = take_in(&name, Room::Line).text;
        let mut case = case_with(name, "概述".into(), String::new(), "舒城县".into());
        case.reasons.insert("C201@start".into(), take_in(&reason, Room::Lines).text);
        case.answers.insert("not_awarded_before".into(), true);
        case.attachments.push(photo("说明".into()));
        let written = case::write(&case);
        let read = |written: &str| case::read(written.as_bytes(), &Catalog::built_in());
        match read(&written) {
            // Figures, codes and addresses are put into the form in which they are kept, once; words are not touched.
            Ok(once) => {
                prop_assert_eq!(&once.reasons, &case.reasons);
                prop_assert_eq!(&once.attachments, &case.attachments);
                prop_assert_eq!(once.value("case_name"), case.value("case_name"));
                prop_assert_eq!(once.value("overview"), case.value("overview"));
                let written = case::write(&once);
                prop_assert_eq!(read(&written).map(|again| case::write(&again)), Ok(written));
            }
            Err(faults) => prop_assert!(written.contains("\\u"), "{faults:?}"),
        }
    }

    #[test]
    fn no_bytes_make_the_reader_of_cases_fall(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = case::read(&bytes, &Catalog::built_in());
    }
}

fn photo(caption: String) -> Attachment {
    Attachment {
        path: "照片.jpg".into(),
        kind: AttachmentKind::Photo,
        caption,
        url: String::new(),
        form: String::new(),
        slot: String::new(),
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let field =
        prop_oneof![Just("case_name"), Just("overview"), Just("start")].prop_map(str::to_owned);
    prop_oneof![
        (field, prop::option::of(line()))
            .prop_map(|(field, text)| Edit::SetValue { field, value: text.map(Value::Text) }),
        prop::option::of(any::<bool>())
            .prop_map(|answer| Edit::SetAnswer { id: "not_awarded_before".into(), answer }),
        prop::option::of(line())
            .prop_map(|reason| Edit::SetReason { key: "C201@start".into(), reason }),
        prop_oneof![Just("self"), Just("recommended")].prop_map(|r| Edit::SetRoute(r.to_owned())),
        proptest::collection::vec(line().prop_map(photo), 0..4).prop_map(Edit::SetAttachments),
        prop::option::of(line()).prop_map(|pdf| Edit::SetMaterial(pdf.map(case::Material::Pdf))),
    ]
}
