//! Which changes are one step, and steps that come back from the disk.

use serde_json::json;

use super::*;

fn change(address: &str, before: &str, after: &str) -> Change {
    Change { address: address.into(), before: json!(before), after: json!(after), also: None }
}

fn ms(ms: u64) -> Duration {
    Duration::from_millis(ms)
}

#[test]
fn typing_without_a_pause_is_one_step() {
    let mut history = History::default();
    history.record(change("a", "", "一"), ms(0));
    history.record(change("a", "一", "一二"), ms(300));
    history.record(change("a", "一二", "一二三"), ms(3000));
    history.record(change("b", "", "四"), ms(3100));
    assert_eq!(history.undo(), Some(change("b", "", "四")));
    assert_eq!(history.undo(), Some(change("a", "一二", "一二三")));
    assert_eq!(history.undo(), Some(change("a", "", "一二")));
    assert_eq!(history.undo(), None);
    assert_eq!(history.redo(), Some(change("a", "", "一二")));
    history.record(change("b", "", "五"), ms(3200));
    assert!(!history.can_redo());
}

#[test]
fn blocks_that_come_and_go_are_steps_of_their_own_and_typing_in_one_is_not() {
    let blocks = |texts: &[&str]| json!({ "blocks": texts });
    let mut history = History::default();
    let whole = |before, after| Change { address: "material".into(), before, after, also: None };
    history.record(whole(json!(null), blocks(&["甲"])), ms(0));
    history.record(whole(blocks(&["甲"]), blocks(&["甲", "乙"])), ms(100));
    for (at, (before, text)) in [("乙", "丙"), ("丙", "丙丁")].into_iter().enumerate() {
        let entry = |text: &str| json!({ "kind": "paragraph", "text": text });
        let address = "material/2".into();
        let change = Change { address, before: entry(before), after: entry(text), also: None };
        history.record(change, ms(200 + at as u64));
    }
    assert_eq!(history.undo().map(|change| change.address), Some("material/2".into()));
    assert_eq!(history.undo().map(|change| change.before), Some(blocks(&["甲"])));
    assert_eq!(history.undo().map(|change| change.before), Some(json!(null)));
}

#[test]
fn steps_come_back_from_the_disk() {
    let mut history = History::default();
    for (at, text) in ["一", "二", "三"].into_iter().enumerate() {
        history.record(change("a", "", text), ms(at as u64 * 5000));
    }
    let mut saved = history.take_unsaved();
    assert_eq!(saved.len(), 3);
    assert!(history.take_unsaved().is_empty());
    history.undo();
    assert_eq!(history.numbers(), (3, 2));
    let mut again = History::from_steps(&saved, 2);
    assert_eq!(again.numbers(), (3, 2));
    assert_eq!(again.redo(), Some(change("a", "", "三")));
    again.undo();
    again.record(change("b", "", "四"), ms(0));
    assert_eq!(again.numbers(), (3, 3));
    assert_eq!(again.take_unsaved()[0].number, 3);
    // Only the last steps are kept: their numbers go on.
    saved.remove(0);
    let mut later = History::from_steps(&saved, 3);
    while later.undo().is_some() {}
    assert_eq!(later.numbers(), (3, 1));
    later.record(change("c", "", "五"), ms(0));
    assert_eq!(later.numbers(), (2, 2), "the number follows the last that is gone");
}
#[test]
fn a_step_of_an_older_version_is_read() {
    let changes = r#"{"place":"values/a","before":"","after":"一"}"#.to_owned();
    let mut history = History::from_steps(&[Step { number: 1, changes }], 1);
    assert_eq!(history.undo(), Some(change("values/a", "", "一")));
    let again = serde_json::to_string(&change("values/a", "", "一")).unwrap();
    assert_eq!(again, r#"{"address":"values/a","before":"","after":"一"}"#);
}

/// The texts that undo leads through, back from what stands there.
fn back(mut history: History) -> Vec<String> {
    let mut texts = Vec::new();
    while let Some(change) = history.undo() {
        texts.push(change.before.as_str().unwrap_or_default().to_owned());
    }
    texts
}

/// Types these texts one after the other, a tenth of a second apart.
fn typed(texts: &[&str]) -> History {
    let mut history = History::default();
    for (at, pair) in texts.windows(2).enumerate() {
        history.record(change("a", pair[0], pair[1]), ms(100 * at as u64));
    }
    history
}

#[test]
fn what_was_deleted_or_replaced_within_the_pause_can_be_had_back() {
    assert_eq!(back(typed(&["", "一二三", ""])), ["一二三", ""]);
    assert_eq!(back(typed(&["", "一二三", "四", "四五"])), ["一二三", ""], "typed over");
    assert_eq!(back(typed(&["", "一二三", "一三", "一三四"])), [""], "a slip is no step");
    let erased = ["", "一", "一二", "一二三", "一二", "一", ""];
    assert_eq!(back(typed(&erased)), ["一二三", ""], "erased one by one");
    let again = ["", "一二三", "一二", "一", "一四", "一四五"];
    assert_eq!(back(typed(&again)), ["一", "一二三", ""], "erased, then typed");
    let mut pasted = typed(&["", "一"]);
    pasted.record_alone(change("a", "一", "一二三"), ms(200));
    pasted.record(change("a", "一二三", "一二三四"), ms(300));
    assert_eq!(back(pasted), ["一二三", "一", ""]);
}

#[test]
fn a_step_that_ends_later_than_it_was_saved_is_saved_again() {
    let mut history = typed(&["", "一二三", "一二"]);
    let mut saved = history.take_unsaved();
    history.record(change("a", "一二", "一"), ms(300));
    for step in history.take_unsaved() {
        saved.retain(|before| before.number != step.number);
        saved.push(step);
    }
    assert_eq!(back(History::from_steps(&saved, 2)), ["一二三", ""]);
}
