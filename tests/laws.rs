//! Laws that hold for any text: edits and their inverse, names, and what stands on paper.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::BTreeMap;
use std::sync::Arc;

use case::{Attachment, AttachmentKind, Case, Edit, Look, Region, Value};
use catalog::{Call, Catalog};
use foundation::{Code, Mm};
use paper::{Copy, Item, Page, compose};
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

fn within(low: Mm, value: Mm, high: Mm) -> bool {
    low.0 - 0.02 <= value.0 && value.0 <= high.0 + 0.02
}

/// The box of rules around a point, if it stands in a table.
fn cell_around(page: &Page, x: Mm, y: Mm) -> Option<(Mm, Mm)> {
    let mut left = None;
    let mut right = None;
    for item in &page.items {
        let Item::Rule { x1, y1, x2, y2 } = item else { continue };
        if (x1.0 - x2.0).abs() > 1e-6 || !(y1.0 <= y.0 && y.0 <= y2.0) {
            continue;
        }
        if x1.0 <= x.0 + 1e-6 {
            left = Some(left.map_or(*x1, |old: Mm| old.max(*x1)));
        } else {
            right = Some(right.map_or(*x1, |old: Mm| old.min(*x1)));
        }
    }
    left.zip(right)
}

/// The rules above and below a point, if it stands in a table.
fn row_around(page: &Page, x: Mm, y: Mm) -> Option<(Mm, Mm)> {
    let mut above = None;
    let mut below = None;
    for item in &page.items {
        let Item::Rule { x1, y1, x2, y2 } = item else { continue };
        if (y1.0 - y2.0).abs() > 1e-6 || !(x1.0 <= x.0 && x.0 <= x2.0) {
            continue;
        }
        if y1.0 <= y.0 + 1e-6 {
            above = Some(above.map_or(*y1, |old: Mm| old.max(*y1)));
        } else {
            below = Some(below.map_or(*y1, |old: Mm| old.min(*y1)));
        }
    }
    above.zip(below)
}

/// What of a text must stand on paper, without white space and marks that have no shape.
fn printed(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    let shapeless = |c: char| {
        c.is_whitespace() || matches!(c, '😀' | '🚜') || matches!(c, '\u{200B}' | '\u{FEFF}')
    };
    text.nfc().filter(|c| !shapeless(*c)).collect()
}

fn on_paper(pages: &[Page], field: &str) -> String {
    let items = pages.iter().flat_map(|page| &page.items);
    let runs = items.filter_map(|item| match item {
        Item::Text(run) if run.field.as_ref().is_some_and(|path| path.as_str() == field) => {
            Some(run.text())
        }
        _ => None,
    });
    printed(&runs.collect::<String>())
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
        let found = case::check(Look::alone(&case, "2020-06-20".parse().unwrap()));
        assert!(found.iter().any(|finding| finding.code == Code::RegionTwice), "{word}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..Default::default() })]

    #[test]
    fn paper_keeps_every_item_in_its_place(
        name in line(), overview in text(), opinion in text(), place in line(), times in 1usize..40,
    ) {
        let case = case_with(name, overview.repeat(times), opinion, place);
        let form = case.call.main_form().clone();
        let sheets = compose(&form, &case, Copy::Final);
        let mut seals = 0;
        for page in &sheets.pages {
            for item in &page.items {
                match item {
                    Item::Text(run) => {
                        let first = run.glyphs[0].x;
                        prop_assert!(within(form.page.top, run.baseline, page.height - form.page.bottom));
                        // A mark at a margin hangs its blank half over it: half an em at most.
                        let blank = Mm::from(run.size) / 2.0;
                        prop_assert!(within(form.page.left - blank, first, page.width - form.page.right));
                        if let Some((left, right)) = cell_around(page, first + blank, run.baseline) {
                            prop_assert!(within(left, run.right(), right + blank), "{}", run.text());
                        }
                        // The em box of all our faces: 0.88 above the baseline, 0.12 below.
                        if let Some((above, below)) = row_around(page, first + blank, run.baseline) {
                            let em = Mm::from(run.size);
                            prop_assert!(above.0 <= (run.baseline - em * 0.88).0 + 0.01, "{}", run.text());
                            prop_assert!((run.baseline + em * 0.12).0 <= below.0 + 0.01, "{}", run.text());
                        }
                    }
                    Item::Tick { x, y, side, .. } => {
                        let middle = (*x + *side / 2.0, *y + *side / 2.0);
                        let (left, right) = cell_around(page, middle.0, middle.1).unwrap();
                        let (above, below) = row_around(page, middle.0, middle.1).unwrap();
                        prop_assert!(left.0 <= x.0 && (*x + *side).0 <= right.0);
                        prop_assert!(above.0 <= y.0 && (*y + *side).0 <= below.0);
                    }
                    Item::SealPlace { x, y, side, .. } => {
                        seals += 1;
                        prop_assert!((side.0 - 50.0).abs() < 1e-9);
                        prop_assert!(within(form.page.top, *y + *side, page.height - form.page.bottom));
                        for other in &page.items {
                            let Item::Text(run) = other else { continue };
                            let inside = run.right().0 > x.0 + 0.01
                                && run.glyphs[0].x.0 < x.0 + side.0
                                && run.baseline.0 > y.0 + 0.01
                                && run.baseline.0 < y.0 + side.0;
                            let own = run.field.is_none()
                                && (run.text().contains("盖章") || run.text().contains('年'));
                            prop_assert!(!inside || own, "in the seal square: {}", run.text());
                        }
                        for other in &page.items {
                            let Item::Rule { x1, y1, x2, y2 } = other else { continue };
                            let crosses = x2.0 > x.0 + 0.01 && x1.0 < x.0 + side.0 - 0.01
                                && y2.0 > y.0 + 0.01 && y1.0 < y.0 + side.0 - 0.01;
                            prop_assert!(!crosses, "a rule through the seal square");
                        }
                    }
                    _ => {}
                }
            }
        }
        prop_assert_eq!(seals, 2);
        for field in ["overview", "opinion", "case_name"] {
            let typed = case.values[field].as_text().unwrap();
            prop_assert_eq!(on_paper(&sheets.pages, field), printed(typed.trim_end()), "{}", field);
        }
    }

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
        let mut names = parcel::attachment_names(&name, &case.attachments);
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
        let mut case = case_with(name, "概述".into(), String::new(), "舒城县".into());
        case.reasons.insert("C201@start".into(), reason);
        case.answers.insert("not_awarded_before".into(), true);
        case.attachments.push(photo("说明".into()));
        let written = case::write(&case);
        let read = case::read(written.as_bytes(), &Catalog::built_in());
        if let Ok(read) = read {
            prop_assert_eq!(case::write(&read), written);
        } else {
            prop_assert!(written.contains("\\u"), "{read:?}");
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
