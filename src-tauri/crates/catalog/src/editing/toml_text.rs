//! A page of TOML that is changed in places. A table is named by its address: `field/3/option/0` is the first option of
//! the fourth field, `page` the table `[page]`, and the empty address the page itself.

use std::fmt;

use toml::de::{DeTable, DeValue};
use toml_edit::{ArrayOfTables, DocumentMut, Item, Table, Value};

use super::toml_entry::Entry;

/// A table with what stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableText {
    /// Names it in a change.
    pub address: String,
    /// The key under which it stands: `field`, `option`, `page`; empty for the page itself.
    pub key: String,
    /// Its keys in the order of the text.
    pub entries: Vec<(String, Entry)>,
    /// The tables in it, in the order of the text for each key.
    pub below: Vec<TableText>,
}

impl TableText {
    /// What stands behind a key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, entry)| entry)
    }

    /// The text behind a key; empty where there is none.
    pub fn text(&self, key: &str) -> &str {
        match self.entry(key) {
            Some(Entry::Text(text)) => text,
            _ => "",
        }
    }

    /// The tables in it that stand under a key.
    pub fn tables<'t>(&'t self, key: &str) -> impl Iterator<Item = &'t TableText> {
        self.below.iter().filter(move |table| table.key == key)
    }

    /// The table with this address, here or below.
    pub fn at(&self, address: &str) -> Option<&TableText> {
        if self.address == address {
            return Some(self);
        }
        self.below.iter().find_map(|table| table.at(address))
    }
}

/// Why a text was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotChanged {
    /// The text is no TOML or no grid that closes, so that nothing in it can be found.
    Unreadable,
    /// There is no table, key or cell of this name.
    NotThere(String),
    /// What would come of it has no meaning; why, in words for the user.
    Senseless(&'static str),
}

impl fmt::Display for NotChanged {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable => write!(out, "文字里有读不懂的地方，请先在“文字”里改好。"),
            Self::NotThere(what) => write!(out, "没有找到要改的地方（{what}）。请重新打开这张表。"),
            Self::Senseless(why) => write!(out, "{why}"),
        }
    }
}

/// A page of TOML that can be read.
#[derive(Clone, Debug)]
pub struct TomlText {
    document: DocumentMut,
}

impl TomlText {
    /// Reads a page.
    ///
    /// # Errors
    /// `Unreadable`.
    pub fn read(text: &str) -> Result<Self, NotChanged> {
        let document = text.parse().map_err(|_| NotChanged::Unreadable)?;
        Ok(Self { document })
    }

    /// The page with all that stands in it.
    pub fn root(&self) -> TableText {
        table_text(self.document.as_table(), String::new(), "")
    }

    /// Writes what stands behind a key; nothing takes the key away. The table of a single name (`[page]`) is made where
    /// it is not there yet.
    ///
    /// # Errors
    /// `NotThere`.
    pub fn set(
        &mut self,
        address: &str,
        key: &str,
        entry: Option<&Entry>,
    ) -> Result<(), NotChanged> {
        let parts: Vec<&str> = address.split('/').filter(|part| !part.is_empty()).collect();
        if let ([.., name], Some(_)) = (parts.as_slice(), entry)
            && name.parse::<usize>().is_err()
        {
            let parent = self.table(parent_of(address))?;
            if !parent.contains_key(name) {
                parent.insert(name, Item::Table(new_table()));
            }
        }
        let table = self.table(address)?;
        let Some(entry) = entry else {
            table.remove(key);
            return Ok(());
        };
        let mut value = entry.to_value();
        match table.get_mut(key) {
            Some(Item::Value(there)) => {
                *value.decor_mut() = there.decor().clone();
                *there = value;
            }
            Some(_) => return Err(NotChanged::NotThere(format!("{address} {key}"))),
            None => {
                table.insert(key, Item::Value(value));
            }
        }
        Ok(())
    }

    /// Puts a table with its first keys among those of its key, in front of the one that stands at `at`; its address.
    ///
    /// # Errors
    /// `NotThere`.
    pub fn add(
        &mut self,
        parent: &str,
        key: &str,
        at: usize,
        entries: &[(&str, Entry)],
    ) -> Result<String, NotChanged> {
        let table = self.table(parent)?;
        let mut new = new_table();
        for (key, entry) in entries {
            new.insert(key, Item::Value(entry.to_value()));
        }
        let all = table.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let all = all
            .as_array_of_tables_mut()
            .ok_or_else(|| NotChanged::NotThere(format!("{parent} {key}")))?;
        let at = at.min(all.len());
        all.insert(at, new);
        Ok(if parent.is_empty() { format!("{key}/{at}") } else { format!("{parent}/{key}/{at}") })
    }

    /// Takes a table away, with all that stands in it.
    ///
    /// # Errors
    /// `NotThere`.
    pub fn remove(&mut self, address: &str) -> Result<(), NotChanged> {
        let not_there = || NotChanged::NotThere(address.to_owned());
        let (parent, last) = address.rsplit_once('/').unwrap_or(("", address));
        let Ok(index) = last.parse::<usize>() else {
            return self.table(parent)?.remove(last).map(drop).ok_or_else(not_there);
        };
        let (parent, key) = parent.rsplit_once('/').unwrap_or(("", parent));
        let table = self.table(parent)?;
        let all = table.get_mut(key).and_then(Item::as_array_of_tables_mut);
        let all = all.filter(|all| index < all.len()).ok_or_else(not_there)?;
        all.remove(index);
        if all.is_empty() {
            table.remove(key);
        }
        Ok(())
    }

    /// Moves a table among those of its key, to the place `to`.
    ///
    /// # Errors
    /// `NotThere`.
    pub fn move_to(&mut self, address: &str, to: usize) -> Result<(), NotChanged> {
        let not_there = || NotChanged::NotThere(address.to_owned());
        let (rest, index) = address.rsplit_once('/').ok_or_else(not_there)?;
        let index: usize = index.parse().map_err(|_| not_there())?;
        let (parent, key) = rest.rsplit_once('/').unwrap_or(("", rest));
        let all = self.table(parent)?.get_mut(key).and_then(Item::as_array_of_tables_mut);
        let all = all.filter(|all| index.max(to) < all.len()).ok_or_else(not_there)?;
        let mut table = all.remove(index);
        forget_place(&mut table);
        all.insert(to, table);
        Ok(())
    }

    fn table(&mut self, address: &str) -> Result<&mut Table, NotChanged> {
        let not_there = || NotChanged::NotThere(address.to_owned());
        let mut table = self.document.as_table_mut();
        let mut parts = address.split('/').filter(|part| !part.is_empty()).peekable();
        while let Some(key) = parts.next() {
            table = match table.get_mut(key).ok_or_else(not_there)? {
                Item::Table(table) => table,
                Item::ArrayOfTables(all) => {
                    let index = parts.next().and_then(|part| part.parse().ok());
                    index.and_then(|index| all.get_mut(index)).ok_or_else(not_there)?
                }
                Item::None | Item::Value(_) => return Err(not_there()),
            };
        }
        Ok(table)
    }
}

impl fmt::Display for TomlText {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.document)
    }
}

fn parent_of(address: &str) -> &str {
    address.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// A table that a blank line parts from what is above it.
fn new_table() -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table
}

/// Lets a table stand where its neighbours say, and not where it was read.
fn forget_place(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(inner) => forget_place(inner),
            Item::ArrayOfTables(all) => all.iter_mut().for_each(forget_place),
            Item::None | Item::Value(_) => {}
        }
    }
}

fn table_text(table: &Table, address: String, key: &str) -> TableText {
    let below_of = |name: &str| match address.as_str() {
        "" => name.to_owned(),
        address => format!("{address}/{name}"),
    };
    let (mut entries, mut below) = (Vec::new(), Vec::new());
    for (name, item) in table {
        match item {
            Item::Value(value) => {
                entries.extend(Entry::of(value).map(|entry| (name.to_owned(), entry)));
                below.extend(inline(value, &below_of(name), name));
            }
            Item::Table(inner) => below.push(table_text(inner, below_of(name), name)),
            Item::ArrayOfTables(all) => {
                let inner = all.iter().enumerate().map(|(index, inner)| {
                    table_text(inner, format!("{}/{index}", below_of(name)), name)
                });
                below.extend(inner);
            }
            Item::None => {}
        }
    }
    TableText { address, key: key.to_owned(), entries, below }
}

/// Tables that are written on one line, `option = [{…}]`: they can be seen, but not changed.
fn inline(value: &Value, address: &str, key: &str) -> Vec<TableText> {
    let list = value.as_array().map(|list| list.iter().collect()).unwrap_or_else(|| vec![value]);
    let tables = list.into_iter().filter_map(Value::as_inline_table);
    let text = |(index, table): (usize, &toml_edit::InlineTable)| {
        table_text(&table.clone().into_table(), format!("{address}/{index}"), key)
    };
    tables.enumerate().map(text).collect()
}

/// The address of the table in which a line of a page stands, counted from 1.
pub fn table_of_line(text: &str, line: usize) -> String {
    fn gather(table: &DeTable<'_>, address: &str, found: &mut Vec<(usize, String)>) {
        for (name, value) in table.iter() {
            let name = name.get_ref();
            let own =
                if address.is_empty() { name.to_string() } else { format!("{address}/{name}") };
            match value.get_ref() {
                DeValue::Table(inner) => {
                    found.push((value.span().start, own.clone()));
                    gather(inner, &own, found);
                }
                DeValue::Array(list) => {
                    for (index, entry) in list.iter().enumerate() {
                        let DeValue::Table(inner) = entry.get_ref() else { continue };
                        let own = format!("{own}/{index}");
                        found.push((entry.span().start, own.clone()));
                        gather(inner, &own, found);
                    }
                }
                _ => {}
            }
        }
    }
    let (table, _) = DeTable::parse_recoverable(text);
    let mut found = Vec::new();
    gather(table.get_ref(), "", &mut found);
    let line_of = |at: usize| text[..text.floor_char_boundary(at)].matches('\n').count() + 1;
    let above = found.into_iter().filter(|(at, _)| line_of(*at) <= line);
    above.max_by_key(|(at, _)| *at).map_or_else(String::new, |(_, address)| address)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "title = \"表\" # 表名\n\n# 纸\n[page]\nlandscape = true\n\n# 第一栏\n[[field]]\nid = \"a\"   # 代号\nlabel = \"甲\"\nkind = \"choice\"\n\n[[field.option]]\nid = \"x\"\nlabel = \"子\"\n\n[[field]]\nid = \"b\"\nlabel = \"乙\"\nkind = \"text\"\n\n[[seal]]\nid = \"s\"\nlabel = \"盖章\"\n";

    fn changed(change: impl FnOnce(&mut TomlText)) -> String {
        let mut text = TomlText::read(FORM).unwrap();
        change(&mut text);
        text.to_string()
    }

    #[test]
    fn what_is_not_changed_stays_letter_by_letter() {
        assert_eq!(changed(|_| ()), FORM);
        let label = Entry::Text("新\n名".into());
        let after = changed(|text| text.set("field/0", "label", Some(&label)).unwrap());
        assert_eq!(after, FORM.replace("\"甲\"", "\"新\\n名\""));
        let id = Entry::Text("c".into());
        let after = changed(|text| text.set("field/0", "id", Some(&id)).unwrap());
        assert_eq!(after, FORM.replace("id = \"a\"   # 代号", "id = \"c\"   # 代号"));
    }

    #[test]
    fn a_new_key_stands_in_its_table_and_a_table_is_made_for_it() {
        let most = Entry::Count(30);
        let after = changed(|text| text.set("field/1", "max_zi", Some(&most)).unwrap());
        assert_eq!(after, FORM.replace("kind = \"text\"\n", "kind = \"text\"\nmax_zi = 30\n"));
        let after = changed(|text| text.set("media", "long_side_px", Some(&most)).unwrap());
        assert!(after.ends_with("\n[media]\nlong_side_px = 30\n"), "{after}");
        let after = changed(|text| text.set("page", "landscape", None).unwrap());
        assert_eq!(after, FORM.replace("landscape = true\n", ""));
        let lists = Entry::Texts(vec!["甲".into(), "“乙\"".into()]);
        let after = changed(|text| text.set("", "x", Some(&lists)).unwrap());
        assert!(after.contains("x = [\"甲\", \"“乙\\\"\"]\n"), "{after}");
    }

    #[test]
    fn tables_are_added_moved_and_taken_away_among_their_own() {
        let entries = [("id", Entry::Text("n".into()))];
        let after = changed(|text| {
            assert_eq!(text.add("", "field", 1, &entries).unwrap(), "field/1");
        });
        let new = "\n[[field]]\nid = \"n\"\n\n[[field]]\nid = \"b\"";
        assert_eq!(after, FORM.replace("\n[[field]]\nid = \"b\"", new));
        let after = changed(|text| text.remove("field/0").unwrap());
        assert!(!after.contains("甲") && !after.contains("子") && after.contains("乙"), "{after}");
        let after = changed(|text| text.move_to("field/0", 1).unwrap());
        let order: Vec<usize> =
            ["乙", "甲", "子", "盖章"].iter().map(|word| after.find(word).unwrap()).collect();
        assert!(order.is_sorted(), "{after}");
        let after = changed(|text| text.move_to("field/1", 0).unwrap());
        let order: Vec<usize> =
            ["乙", "甲", "子", "盖章"].iter().map(|word| after.find(word).unwrap()).collect();
        assert!(order.is_sorted(), "{after}");
        let after = changed(|text| text.remove("page").unwrap());
        assert!(!after.contains("[page]"), "{after}");
    }

    #[test]
    fn what_is_not_there_is_told_and_changes_nothing() {
        let mut text = TomlText::read(FORM).unwrap();
        let not_there = |it: Result<(), NotChanged>| matches!(it, Err(NotChanged::NotThere(_)));
        assert!(not_there(text.set("field/7", "label", Some(&Entry::Count(1)))));
        assert!(not_there(text.set("field/0", "option", Some(&Entry::Count(1)))));
        assert!(not_there(text.remove("field/2")));
        assert!(not_there(text.move_to("field/0", 2)));
        assert!(not_there(text.move_to("field/9", 9)));
        assert_eq!(text.to_string(), FORM);
        assert_eq!(TomlText::read("[a").unwrap_err(), NotChanged::Unreadable);
    }

    #[test]
    fn the_page_is_told_by_addresses_and_lines() {
        let root = TomlText::read(FORM).unwrap().root();
        assert_eq!(root.text("title"), "表");
        assert_eq!(root.at("field/0/option/0").unwrap().text("label"), "子");
        assert_eq!(root.tables("field").count(), 2);
        assert_eq!(root.at("page").unwrap().entry("landscape"), Some(&Entry::Yes(true)));
        let line = |words: &str| FORM[..FORM.find(words).unwrap()].matches('\n').count() + 1;
        assert_eq!(table_of_line(FORM, 1), "");
        assert_eq!(table_of_line(FORM, line("landscape")), "page");
        assert_eq!(table_of_line(FORM, line("\"甲\"")), "field/0");
        assert_eq!(table_of_line(FORM, line("\"子\"")), "field/0/option/0");
        assert_eq!(table_of_line(FORM, line("\"乙\"")), "field/1");
        assert_eq!(table_of_line(FORM, line("\"盖章\"")), "seal/0");
    }
}
