//! A case as far as it is read by rules and set on paper. What is longer than any form can hold is a slip, such as a whole
//! file that was pasted: it is kept as it is and told (F114), and nobody reads it to its end with every key.

use std::borrow::Cow;
use std::collections::BTreeMap;

use foundation::FieldPath;

use crate::Case;
use crate::attachment::Attachment;
use crate::material::{Material, MaterialBlock};
use crate::values::value::{Region, Value};

/// A text, or the texts of a value together, in characters: more is not set on paper, so a final copy must not hold it.
pub(crate) const MOST_OF_TEXT: usize = 100_000;
/// The material, in characters. Judgement: the longest of the known calls have some ten thousand.
pub(crate) const MOST_OF_MATERIAL: usize = 1_000_000;
/// More rows are not set on paper.
pub const MOST_ROWS: usize = 1_000;

/// Whether texts are longer together than this, in characters; they are not read further than it takes to know it.
pub(crate) fn are_beyond<'t>(texts: impl IntoIterator<Item = &'t str>, most: usize) -> bool {
    texts.into_iter().flat_map(str::chars).nth(most).is_some()
}

/// The case as it is, or with the beginnings of what is beyond any form. What is cut off once is cut off the same again.
pub fn within_reason(case: &Case) -> Cow<'_, Case> {
    let is_long = |text: &String| are_beyond([text.as_str()], MOST_OF_TEXT);
    let values = case.values.values().any(is_value_beyond);
    let reasons = case.reasons.values().any(is_long);
    let words = case.attachments.iter().any(|file| is_long(&file.caption) || is_long(&file.url));
    let blocks = case.material.as_ref().map(Material::blocks).unwrap_or_default();
    let in_blocks = blocks.iter().any(|block| are_beyond(block.texts(), MOST_OF_TEXT));
    if !values && !reasons && !words && !in_blocks && blocks_read(blocks) == blocks.len() {
        return Cow::Borrowed(case);
    }
    let texts = |texts: &BTreeMap<String, String>| {
        texts.iter().map(|(key, text)| (key.clone(), start(text).to_owned())).collect()
    };
    let attachment = |file: &Attachment| Attachment {
        path: file.path.clone(),
        kind: file.kind,
        caption: start(&file.caption).to_owned(),
        url: start(&file.url).to_owned(),
        form: file.form.clone(),
        slot: file.slot.clone(),
    };
    Cow::Owned(Case {
        call: case.call.clone(),
        identity: case.identity,
        route: case.route.clone(),
        values: case.values.iter().map(|(id, value)| (id.clone(), start_of(value))).collect(),
        answers: case.answers.clone(),
        reasons: texts(&case.reasons),
        attachments: case.attachments.iter().map(attachment).collect(),
        files: case.files.clone(),
        material: case.material.as_ref().map(start_of_material),
        appendix: case.appendix,
        // No rule reads what no form has a place for.
        set_aside: BTreeMap::new(),
        lineage: Vec::new(),
        endorsed: case.endorsed.clone(),
    })
}

/// How many blocks of a material are read: up to the one with which it is too long.
fn blocks_read(blocks: &[MaterialBlock]) -> usize {
    let mut characters = 0;
    let is_enough = |block: &MaterialBlock| {
        characters += block.texts().iter().map(|text| start(text).chars().count()).sum::<usize>();
        characters > MOST_OF_MATERIAL
    };
    blocks.iter().position(is_enough).map_or(blocks.len(), |at| at + 1)
}

/// The beginning of a text, with one character more than may be.
fn start(text: &str) -> &str {
    if text.len() <= MOST_OF_TEXT {
        return text;
    }
    text.char_indices().nth(MOST_OF_TEXT + 1).map_or(text, |(end, _)| &text[..end])
}

/// Whether of what stands at a path perhaps only the beginning was read: whoever puts something in its place must not do it
/// by that.
pub(crate) fn is_read_in_part(case: &Case, path: &FieldPath) -> bool {
    if path.root() != FieldPath::material().root() {
        return case.values.get(path.root()).is_some_and(is_value_beyond);
    }
    let number = path.as_str().split('/').nth(1).and_then(|number| number.parse::<usize>().ok());
    let blocks = case.material.as_ref().map(Material::blocks).unwrap_or_default();
    let block = number.and_then(|number| blocks.get(number.checked_sub(1)?));
    block.is_some_and(|block| are_beyond(block.texts(), MOST_OF_TEXT))
}

pub(crate) fn is_value_beyond(value: &Value) -> bool {
    let is_long = matches!(value, Value::Rows(rows) if rows.len() > MOST_ROWS);
    is_long || are_beyond(value.texts(), MOST_OF_TEXT)
}

fn start_of(value: &Value) -> Value {
    if !is_value_beyond(value) {
        return value.clone();
    }
    let text = |text: &String| start(text).to_owned();
    let region = |region: &Region| Region { code: region.code.clone(), text: text(&region.text) };
    match value {
        Value::Text(words) => Value::Text(text(words)),
        Value::Contact { name, phone } => Value::Contact { name: text(name), phone: text(phone) },
        Value::Period { from, to } => {
            Value::Period { from: from.as_ref().map(text), to: to.as_ref().map(text) }
        }
        Value::Region(one) => Value::Region(region(one)),
        Value::Regions(all) => {
            Value::Regions(first(all, |one| vec![&one.text]).iter().map(region).collect())
        }
        Value::Links(all) => Value::Links(first(all, |one| vec![one]).iter().map(text).collect()),
        Value::Rows(rows) => {
            let rows = first(&rows[..rows.len().min(MOST_ROWS + 1)], |row| {
                row.values().flat_map(Value::texts).collect()
            });
            let row = |row: &BTreeMap<String, Value>| {
                row.iter().map(|(id, value)| (id.clone(), start_of(value))).collect()
            };
            Value::Rows(rows.iter().map(row).collect())
        }
        Value::Integer(_) | Value::YesNo(_) | Value::Choices(_) => value.clone(),
    }
}

/// The first of several, up to the one with which they are too long together.
fn first<T>(all: &[T], texts: impl Fn(&T) -> Vec<&str>) -> &[T] {
    let mut characters = 0;
    let end = all.iter().position(|one| {
        characters += texts(one).iter().map(|text| start(text).chars().count()).sum::<usize>();
        characters > MOST_OF_TEXT
    });
    end.map_or(all, |end| &all[..=end])
}

fn start_of_material(material: &Material) -> Material {
    let Material::Blocks(blocks) = material else { return material.clone() };
    let text = |text: &String| start(text).to_owned();
    let block = |block: &MaterialBlock| match block {
        MaterialBlock::Heading { level, text: words } => {
            MaterialBlock::Heading { level: *level, text: text(words) }
        }
        MaterialBlock::Paragraph { text: words } => MaterialBlock::Paragraph { text: text(words) },
        MaterialBlock::Quotation { text: words } => MaterialBlock::Quotation { text: text(words) },
        MaterialBlock::List { ordered, items } => {
            let items = first(items, |item| vec![item]).iter().map(text).collect();
            MaterialBlock::List { ordered: *ordered, items }
        }
        MaterialBlock::Table { caption, header, rows } => {
            let rows = first(rows, |row| row.iter().map(String::as_str).collect());
            let row = |row: &Vec<String>| row.iter().map(text).collect();
            let rows = rows.iter().map(row).collect();
            MaterialBlock::Table { caption: text(caption), header: *header, rows }
        }
        MaterialBlock::Picture { path, caption } => {
            MaterialBlock::Picture { path: path.clone(), caption: text(caption) }
        }
    };
    Material::Blocks(blocks[..blocks_read(blocks)].iter().map(block).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case() -> Case {
        Case::new(catalog::Catalog::built_in().call("js-2020").unwrap().clone())
    }

    fn paragraph(characters: usize) -> MaterialBlock {
        MaterialBlock::Paragraph { text: "长".repeat(characters) }
    }

    #[test]
    fn what_a_form_can_hold_is_not_touched() {
        let mut case = case();
        case.values.insert("overview".into(), Value::Text("长".repeat(MOST_OF_TEXT)));
        case.material = Some(Material::Blocks(vec![paragraph(MOST_OF_TEXT); 10]));
        assert!(matches!(within_reason(&case), Cow::Borrowed(_)));
    }

    #[test]
    fn nothing_is_suggested_in_the_place_of_what_was_read_in_part() {
        let mut case = case();
        let words = |count: usize| "电话 13912345678，".repeat(count);
        let counts = [9, MOST_OF_TEXT / 12];
        for (count, is_whole) in counts.into_iter().zip([true, false]) {
            case.values.insert("overview".into(), Value::Text(words(count)));
            let block = MaterialBlock::Paragraph { text: words(count) };
            case.material = Some(Material::Blocks(vec![block]));
            for path in ["overview", "material/1"] {
                let read = within_reason(&case);
                let found = crate::check(crate::Input::alone(&read, foundation::Date::ZERO));
                let personal = found.iter().find(|found| {
                    found.code == foundation::Code::PersonalDataInText
                        && found.path.as_str() == path
                });
                let suggestion = &personal.unwrap().suggestion;
                assert_eq!(suggestion.is_some(), is_whole, "{path}: {count}");
            }
        }
    }

    #[test]
    fn what_is_beyond_any_form_is_cut_once_and_for_all() {
        let long = "长".repeat(3 * MOST_OF_TEXT);
        let region = Region { code: None, text: "安徽省六安市舒城县".into() };
        let row = BTreeMap::from([("name".to_owned(), Value::Text(long.clone()))]);
        let values = [
            Value::Text(long.clone()),
            Value::Links(vec![long.clone(); 3]),
            Value::Regions(vec![region; MOST_OF_TEXT]),
            Value::Rows(vec![row; 3]),
            Value::Rows(vec![BTreeMap::new(); MOST_ROWS + 7]),
            Value::Contact { name: long.clone(), phone: String::new() },
        ];
        for value in values {
            let cut = start_of(&value);
            assert!(is_value_beyond(&cut), "it is told of what is left");
            assert_eq!(start_of(&cut), cut);
            let characters: usize = cut.texts().iter().map(|text| text.chars().count()).sum();
            assert!(characters <= 2 * MOST_OF_TEXT + 2, "{characters}");
        }
        let mut case = case();
        case.reasons.insert("C201@start".into(), long);
        case.material = Some(Material::Blocks(vec![paragraph(3 * MOST_OF_TEXT); 40]));
        let once = within_reason(&case).into_owned();
        let blocks = once.material.as_ref().map(Material::blocks).unwrap();
        assert_eq!(blocks.len(), 10);
        assert_eq!(blocks[9], paragraph(MOST_OF_TEXT + 1));
        assert_eq!(once.reasons["C201@start"].chars().count(), MOST_OF_TEXT + 1);
        let twice = within_reason(&once);
        assert_eq!((&twice.material, &twice.reasons), (&once.material, &once.reasons));
    }
}
