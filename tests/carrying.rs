//! What a new case takes over from an older one: everything between two calls of the same form, and between other forms what
//! means the same, in the kind in which it is asked for there. Whatever it is, it is what was typed before.
#![allow(clippy::unwrap_used, reason = "a test")]

use case::{Attachment, AttachmentKind, Case, Value, carried, take_carried, take_files};
use catalog::Catalog;

fn sample(call: &str) -> Case {
    let catalog = Catalog::built_in();
    let call = catalog.call(call).unwrap();
    let (_, sample) = call.samples.first().unwrap();
    case::read(sample.as_bytes(), &catalog).unwrap()
}

fn empty(call: &str) -> Case {
    Case::new(Catalog::built_in().call(call).unwrap().clone())
}

/// What comes: the label of the new field, and that of the old one.
fn labels(from: &Case, to: &Case) -> Vec<String> {
    carried(from, to).iter().map(|one| format!("{} ← {}", one.label, one.from)).collect()
}

#[test]
fn the_same_form_takes_everything_but_the_day_of_filling_in() {
    let from = sample("ah-2024");
    let to = empty("cac-2024");
    let carried = carried(&from, &to);
    let filled: Vec<&String> = from
        .values
        .iter()
        .filter(|(id, value)| !value.is_empty() && to.field(id).is_some())
        .map(|(id, _)| id)
        .collect();
    let missing: Vec<&&String> =
        filled.iter().filter(|id| carried.iter().all(|one| one.field != ***id)).collect();
    assert_eq!(missing, [&&"filled_on".to_owned(), &&"opinion".to_owned()], "{filled:?}");
    for one in &carried {
        assert_eq!(Some(&one.value), from.values.get(&one.field), "{}", one.field);
    }
}

#[test]
fn other_forms_take_what_means_the_same() {
    let to = empty("ah-2024");
    assert_eq!(
        labels(&sample("js-2020"), &to),
        [
            "项目名称 ← 案例名称",
            "申报单位全称 ← 机构全称",
            "起止时间 ← 开始时间",
            "投入资金 ← 项目累计投入资金",
            "申报单位联系人及联系方式 ← 联系人",
            "项目简介及实施效果 ← 扶贫工作概述（不超过800字）",
        ]
    );
    let from = sample("js-2020");
    let mut to = to;
    let taken = carried(&from, &to);
    take_carried(&mut to, &taken);
    let Some(Value::Contact { name, phone }) = to.values.get("contact") else { panic!() };
    assert_eq!(from.values["contact"], Value::Text(name.clone()));
    assert_eq!(from.values["phone"], Value::Text(phone.clone()));
    // Nothing is asked in another unit than it was answered in, and no leader is taken for a contact.
    let back = labels(&sample("ah-2024"), &empty("shuangbai-2016"));
    assert!(back.iter().all(|line| !line.contains("负责人")), "{back:?}");
    assert!(back.contains(&"申报企业名称 ← 申报单位全称".to_owned()), "{back:?}");
}

#[test]
fn nothing_comes_twice_and_everything_fits_its_field() {
    let calls = ["js-2020", "ah-2024", "cac-2024", "shuangbai-2016"];
    for from in calls {
        for to in calls {
            let (from, mut new) = (sample(from), empty(to));
            let carried = carried(&from, &new);
            let mut ids: Vec<&String> = carried.iter().map(|one| &one.field).collect();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), carried.len());
            take_carried(&mut new, &carried);
            // A case file that holds it is read again as it is: each value is of its field's kind.
            let text = case::write(&new);
            let again = case::read(text.as_bytes(), &Catalog::built_in()).unwrap();
            assert_eq!(again.values, new.values, "{} to {to}", from.call.id);
        }
    }
}

#[test]
fn files_come_along_but_not_the_sealed_sheet() {
    let file = |path: &str, kind, slot: &str| Attachment {
        path: path.into(),
        kind,
        caption: "培训现场".into(),
        url: String::new(),
        form: String::new(),
        slot: slot.into(),
    };
    let mut from = sample("ah-2024");
    from.attachments = vec![
        file("a.jpg", AttachmentKind::Photo, ""),
        file("b.pdf", AttachmentKind::Document, "of_another_call"),
        file("c.jpg", AttachmentKind::SealedScan, ""),
    ];
    let mut to = empty("cac-2024");
    take_files(&mut to, &from);
    let taken: Vec<(&str, &str, &str)> = to
        .attachments
        .iter()
        .map(|file| (file.path.as_str(), file.caption.as_str(), file.slot.as_str()))
        .collect();
    assert_eq!(taken, [("a.jpg", "培训现场", ""), ("b.pdf", "培训现场", "")]);
    assert_eq!(to.material, from.material);
}
