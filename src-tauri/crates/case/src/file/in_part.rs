//! A draft whose text was damaged, as far as it can be read: drafts are written with a value on each line, so a line that
//! is not JSON any more is left out, and so is a value that is none of its field.

use catalog::Catalog;

use super::case_file::read_draft;
use super::json::parse;
use crate::Case;

/// Judgement: where more lines are spoilt than this, what is left is no case.
const MOST_LINES: usize = 200;

/// Reads what can be read of the text of a draft; none where not even its call can.
pub fn read_in_part(text: &str, catalog: &Catalog) -> Option<Case> {
    let mut text = text.to_owned();
    for _ in 0..MOST_LINES {
        match parse(&text, u32::MAX) {
            Ok(_) => return without_wrong_values(&text, catalog),
            Err(fault) => text = without_line(&text, fault.line)?,
        }
    }
    None
}

/// The text without the line at which it stops being JSON, and without the comma that nothing follows then.
fn without_line(text: &str, line: usize) -> Option<String> {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let at = line.checked_sub(1)?.min(lines.len().checked_sub(1)?);
    let closes = |line: &str| line.trim_start().starts_with(['}', ']']);
    let before = at.checked_sub(1);
    if closes(&lines[at])
        && let Some(before) = before.filter(|before| lines[*before].trim_end().ends_with(','))
    {
        let kept = lines[before].trim_end().trim_end_matches(',').to_owned();
        lines[before] = kept;
    } else if let Some(before) = before.filter(|before| {
        // A comma that was changed is told at the line behind it.
        let line = lines[*before].trim_end();
        lines[at].trim_start().starts_with('"') && line.ends_with(['"', '}', ']', 'l', 'e'])
    }) {
        lines[before].push(',');
    } else {
        lines.remove(at);
    }
    Some(lines.join("\n"))
}

/// The case without the values that do not fit their fields.
fn without_wrong_values(text: &str, catalog: &Catalog) -> Option<Case> {
    let mut json: serde_json::Value = serde_json::from_str(text).ok()?;
    for _ in 0..MOST_LINES {
        let faults = match read_draft(&json.to_string(), catalog) {
            Ok(case) => return Some(case),
            Err(faults) => faults,
        };
        let taken = faults.iter().filter(|fault| take_out(&mut json, &fault.place)).count();
        if taken == 0 {
            return None;
        }
    }
    None
}

/// Takes the value at a place such as `values/start` out, at its second level: parts of a value mean nothing alone.
fn take_out(json: &mut serde_json::Value, place: &str) -> bool {
    let mut parts = place.split('/').filter(|part| !part.is_empty());
    let Some(first) = parts.next() else { return false };
    let Some(top) = json.as_object_mut() else { return false };
    match (parts.next(), top.get_mut(first)) {
        (Some(second), Some(serde_json::Value::Object(inner))) => {
            inner.remove(second).is_some() || top.remove(first).is_some()
        }
        (Some(second), Some(serde_json::Value::Array(list))) => {
            let index = second.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
            match index.filter(|index| *index < list.len()) {
                Some(index) => {
                    list.remove(index);
                    true
                }
                None => top.remove(first).is_some(),
            }
        }
        (_, Some(_)) => top.remove(first).is_some(),
        (_, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::write_draft;

    #[test]
    fn a_changed_byte_costs_a_line_or_two_and_no_more() {
        let catalog = Catalog::built_in();
        let call = catalog.call("js-2020").unwrap().clone();
        let mut case = Case::new(call);
        for (id, text) in
            [("case_name", "一店带多户"), ("overview", "概况第一行"), ("unit_name", "某县商务局")]
        {
            if let Ok(edit) = crate::read_edit(&case, &format!("values/{id}"), json!(text)) {
                case.apply(edit);
            }
        }
        let text = write_draft(&case);
        let filled = case.values.len();
        assert!(filled >= 2, "{text}");
        let (mut read, mut count) = (0, 0);
        for at in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
            let mut bytes = text.clone().into_bytes();
            bytes[at] ^= 1 << (at % 7);
            let damaged = String::from_utf8_lossy(&bytes).into_owned();
            count += 1;
            let Some(part) = read_in_part(&damaged, &catalog) else { continue };
            read += 1;
            let lost = filled.saturating_sub(part.values.len());
            assert!(lost <= 1 + usize::from(part.values.is_empty()) * filled, "{damaged}");
        }
        assert!(read * 10 >= count * 7, "only {read} of {count} could be read");
    }
}
