//! The tables of `assets/FORMAT.md`, printed from the tables of keys; and those tables themselves, for
//! whoever shows what can be written where.

use crate::calls::call_keys::CALL;
use crate::forms::form_keys::FORM;
use crate::guidances::guidance_keys::GUIDANCE;
use crate::reading::keys::{Key, KeyTable, Shape};

/// The keys of `form.toml`, `call.toml` and `guidance.toml`; the other tables hang below them.
pub fn key_tables() -> [&'static KeyTable; 3] {
    [&FORM, &CALL, &GUIDANCE]
}

/// Every table of the manual: the name of its place and its text, without a line end behind it.
///
/// A place is the name of a table of keys (`[[field]]`, `call.toml`). `[[field]] kind` holds the keys
/// that hang on the kind, and `[[field]] 种类` the kinds; so for `[[check]] rule`. Tables that `form.toml`
/// and `call.toml` share come once.
pub fn manual() -> Vec<(String, String)> {
    let mut places: Vec<(String, String)> = Vec::new();
    let mut open: Vec<&'static KeyTable> = vec![&CALL, &FORM];
    while let Some(table) = open.pop() {
        if places.iter().any(|(name, _)| name == table.name) {
            continue;
        }
        places.push((table.name.to_owned(), keys(table.keys)));
        let mut below: Vec<&Key> = table.keys.iter().collect();
        if let Some(by) = table.by {
            below.extend(by.own);
            places.push((format!("{} {}", table.name, by.key), own_keys(table)));
            places.push((format!("{} 种类", table.name), variants(table)));
        }
        open.extend(below.into_iter().filter_map(|key| match key.shape {
            Shape::Table(table) | Shape::Tables(table) => Some(table),
            _ => None,
        }));
    }
    places
}

fn stands_apart(key: &Key) -> bool {
    matches!(key.shape, Shape::Table(_) | Shape::Tables(_) | Shape::Free(_))
}

/// The keys of a table, with the columns that say something.
fn keys(keys: &[Key]) -> String {
    let keys: Vec<&Key> = keys.iter().filter(|key| !stands_apart(key)).collect();
    let has_usual = keys.iter().any(|key| !key.usual.is_empty());
    let has_must = keys.iter().any(|key| key.must);
    let row = |cells: [String; 3], usual: &str, must: &str| {
        let usual = has_usual.then(|| usual.to_owned());
        let must = has_must.then(|| must.to_owned());
        cells.into_iter().chain(usual).chain(must).collect::<Vec<String>>()
    };
    let head = row(["键", "意思", "值"].map(str::to_owned), "不写时", "必写");
    let rows = keys.into_iter().map(|key| {
        let cells = [code(key.name), key.meaning.to_owned(), value(key)];
        row(cells, key.usual, if key.must { "是" } else { "" })
    });
    table_of(&[head].into_iter().chain(rows).collect::<Vec<_>>())
}

/// The keys that only some variants know, with those.
fn own_keys(table: &KeyTable) -> String {
    let Some(by) = table.by else { return String::new() };
    let head = ["键", "用于", "意思", "值", "不写时"].map(str::to_owned).to_vec();
    let keys = by.own.iter().filter(|key| !stands_apart(key));
    let row = |key: &Key| {
        let knowing: Vec<String> = by.knowing(key.name).into_iter().map(code).collect();
        let (meaning, usual) = (key.meaning.to_owned(), key.usual.to_owned());
        vec![code(key.name), knowing.join("、"), meaning, value(key), usual]
    };
    let rows: Vec<Vec<String>> = [head].into_iter().chain(keys.map(row)).collect();
    table_of(&rows)
}

/// The variants themselves.
fn variants(table: &KeyTable) -> String {
    let Some(by) = table.by else { return String::new() };
    let head = [format!("`{}`", by.key)].into_iter().chain(by.columns.iter().map(|c| (*c).into()));
    let row = |variant: &crate::Variant| {
        let said = [variant.chinese].into_iter().chain(variant.manual.iter().copied());
        [code(variant.word)].into_iter().chain(said.map(str::to_owned)).collect()
    };
    let rows: Vec<Vec<String>> =
        [head.collect()].into_iter().chain(by.of.iter().map(row)).collect();
    table_of(&rows)
}

fn code(word: &str) -> String {
    format!("`{word}`")
}

/// What can stand behind a key, in words.
fn value(key: &Key) -> String {
    if !key.value.is_empty() {
        return key.value.to_owned();
    }
    match key.shape {
        Shape::Text | Shape::Variant => "文字".to_owned(),
        Shape::Bool => "`true` 或 `false`".to_owned(),
        Shape::Count => "整数".to_owned(),
        Shape::Word(words) => {
            let words: Vec<String> = words().iter().map(|word| format!("`\"{word}\"`")).collect();
            words.join("、")
        }
        Shape::Texts | Shape::Counts => "列表".to_owned(),
        Shape::Table(_) | Shape::Tables(_) | Shape::Free(_) => String::new(),
    }
}

/// A table of Markdown; the first row is its head.
fn table_of(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| {
        let cells = row.iter().map(|cell| match cell.as_str() {
            "" => " |".to_owned(),
            cell => format!(" {cell} |"),
        });
        format!("|{}", cells.collect::<String>())
    };
    let rule = format!("|{}", "---|".repeat(rows.first().map_or(0, Vec::len)));
    let head = rows.iter().take(1).map(line).chain([rule]);
    head.chain(rows.iter().skip(1).map(line)).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every_table() -> Vec<&'static KeyTable> {
        let mut tables: Vec<&'static KeyTable> = Vec::new();
        let mut open = key_tables().to_vec();
        while let Some(table) = open.pop() {
            if tables.iter().any(|known| std::ptr::eq(*known, table)) {
                continue;
            }
            tables.push(table);
            let own = table.by.map_or(&[][..], |by| by.own);
            open.extend(table.keys.iter().chain(own).filter_map(|key| match key.shape {
                Shape::Table(table) | Shape::Tables(table) => Some(table),
                _ => None,
            }));
        }
        tables
    }

    #[test]
    fn every_key_is_named_once_and_means_something() {
        let tables = every_table();
        assert!(tables.len() > 25, "{}", tables.len());
        for table in tables {
            let own = table.by.map_or(&[][..], |by| by.own);
            let mut names = std::collections::BTreeSet::new();
            for key in table.keys.iter().chain(own) {
                assert!(names.insert(key.name), "{}: {} stands twice", table.name, key.name);
                assert!(
                    stands_apart(key) == key.meaning.is_empty(),
                    "{}: {}",
                    table.name,
                    key.name
                );
            }
        }
    }

    #[test]
    fn every_variant_names_keys_that_are_there_and_every_such_key_has_a_variant() {
        for (table, by) in every_table().into_iter().filter_map(|t| Some((t, t.by?))) {
            assert!(table.keys.iter().any(|key| key.name == by.key), "{}", table.name);
            for variant in by.of {
                assert_eq!(variant.manual.len() + 1, by.columns.len(), "{}", variant.word);
                for name in variant.own {
                    let known = by.own.iter().any(|key| key.name == *name);
                    assert!(known, "{}: {name} of {}", table.name, variant.word);
                }
            }
            for key in by.own {
                assert_ne!(by.knowing(key.name), [""; 0], "{}: {}", table.name, key.name);
            }
        }
    }

    #[test]
    fn a_column_takes_the_keys_of_a_field() {
        let tables = every_table();
        let named = |name: &str| *tables.iter().find(|table| table.name == name).unwrap();
        let (field, column) = (named("[[field]]"), named("[[field.column]]"));
        assert!(std::ptr::eq(field.keys, column.keys));
        assert!(std::ptr::eq(field.by.unwrap(), column.by.unwrap()));
    }
}
