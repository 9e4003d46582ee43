//! How what stands at an address became what stands there now, as far as undo asks: whether somebody typed on, or took
//! something away.

use serde_json::Value as Json;

/// More than this at once was pasted, whatever brought it. Judgement: an input method commits a sentence at most.
const MOST_TYPED: usize = 40;

/// What a change did to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Manner {
    /// Put characters between those that were there.
    Adds,
    /// Took one character away.
    TakesOne,
    /// Took more than one away.
    Takes,
    /// Put characters in the place of others.
    Replaces,
    /// Brought more than somebody types.
    Pours,
    /// Was no change of text: a choice, an entry of a list that came, went or moved.
    Sets,
}

/// What a change did. An entry with several texts is taken by the one that changed.
pub(crate) fn manner(before: &Json, after: &Json) -> Manner {
    let mut all = Vec::new();
    gather(before, after, &mut all);
    match all[..] {
        [one] => one,
        // The code of a place comes with its last character.
        _ if !all.is_empty() && all.iter().all(|one| *one == Manner::Adds) => Manner::Adds,
        _ => Manner::Sets,
    }
}

fn gather(before: &Json, after: &Json, all: &mut Vec<Manner>) {
    match (before, after) {
        _ if before == after => {}
        (Json::Array(before), Json::Array(after)) if before.len() == after.len() => {
            before.iter().zip(after).for_each(|(before, after)| gather(before, after, all));
        }
        (Json::Object(before), Json::Object(after)) => {
            let none = Json::Null;
            for (key, before) in before {
                gather(before, after.get(key).unwrap_or(&none), all);
            }
            for (_, after) in after.iter().filter(|(key, _)| !before.contains_key(*key)) {
                gather(&none, after, all);
            }
        }
        _ => all.push(match (text(before), text(after)) {
            (Some(before), Some(after)) => of_texts(&before, &after),
            _ => Manner::Sets,
        }),
    }
}

/// What is typed in one control; a number was typed too.
fn text(json: &Json) -> Option<String> {
    match json {
        Json::Null => Some(String::new()),
        Json::String(text) => Some(text.clone()),
        Json::Number(number) => Some(number.to_string()),
        Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    }
}

fn of_texts(before: &str, after: &str) -> Manner {
    let same = |(one, other): &(char, char)| one == other;
    let (old, new) = (before.chars().count(), after.chars().count());
    let begins = before.chars().zip(after.chars()).take_while(same).count();
    let most = old.min(new) - begins;
    let ends = before.chars().rev().zip(after.chars().rev()).take(most).take_while(same).count();
    match (old - begins - ends, new - begins - ends) {
        (_, added) if added > MOST_TYPED => Manner::Pours,
        (0, _) => Manner::Adds,
        (1, 0) => Manner::TakesOne,
        (_, 0) => Manner::Takes,
        _ => Manner::Replaces,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_a_change_did() {
        let long = "字".repeat(41);
        for (before, after, what) in [
            (json!(null), json!("一"), Manner::Adds),
            (json!("一三"), json!("一二三"), Manner::Adds),
            (json!("一一"), json!("一一一"), Manner::Adds),
            (json!(3), json!(38), Manner::Adds),
            (json!("一二"), json!("一"), Manner::TakesOne),
            (json!("一一"), json!("一"), Manner::TakesOne),
            (json!("一二三"), json!("一"), Manner::Takes),
            (json!("一二三"), json!(null), Manner::Takes),
            (json!("一二三"), json!("四"), Manner::Replaces),
            (json!(null), json!(long), Manner::Pours),
            (json!("一二三"), json!(long), Manner::Pours),
            (
                json!({"code": null, "text": "舒城"}),
                json!({"code": "341523", "text": "舒城县"}),
                Manner::Adds,
            ),
            (json!({"name": "甲", "phone": ""}), json!({"name": "甲", "phone": "1"}), Manner::Adds),
            (json!([{"a": "甲"}, {"a": "乙"}]), json!([{"a": "甲"}, {"a": "乙丙"}]), Manner::Adds),
            (json!([{"a": "甲"}]), json!([{"a": "甲"}, {"a": "乙"}]), Manner::Sets),
            (json!([{"a": "甲"}, {"a": "乙"}]), json!([{"a": "乙"}, {"a": "甲"}]), Manner::Sets),
            (json!(true), json!(false), Manner::Sets),
        ] {
            assert_eq!(manner(&before, &after), what, "{before} {after}");
        }
    }
}
