//! A call with its forms copied as a new one: last year's for this year. Ids and the year in the title follow; what else
//! differs is for a person to write, and the desk shows it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use catalog::{Catalog, Entry, Folder, NotChanged, TomlText};
use serde::{Deserialize, Serialize};

use crate::ask::Ask;
use crate::fault::Fault;
use crate::form_desk::state::{form_folder, forms_of};
use crate::forms::calls::CallSummary;
use crate::forms::lint::folders_at;
use crate::forms::word_folders::write_folder;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Copies a call and its forms as new ones of the user's own.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CopyCall {
    /// The id of the call that is copied.
    pub call: String,
    /// The title of the new one.
    pub title: String,
}

/// A call that is new.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "CallCopied.ts"))]
pub struct CallCopied {
    /// Its id.
    pub call: String,
    /// Every call, the newest first.
    pub calls: Vec<CallSummary>,
}

impl Ask for CopyCall {
    type Answer = CallCopied;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let title = self.title.trim();
        if title.is_empty() {
            return Err(entry("请先给新的征集写一个名称。"));
        }
        let own = workbench.own_catalog().ok_or_else(|| {
            let message = "找不到存放草稿的文件夹，抄出来的表没有地方存。";
            Refusal::new(RefusalCode::Machine, message)
        })?;
        let all = workbench.all_folders(&own)?;
        let found = all.iter().find(|folder| folder.is_call() && folder.id() == self.call);
        let from = found.ok_or_else(|| entry(&format!("没有征集“{}”。", self.call)))?;
        let years = years(workbench.catalog().call(&self.call).map_or("", |c| &c.title), title);
        let taken: BTreeSet<String> = all.iter().map(|folder| folder.id().to_owned()).collect();
        let is_free = |id: &str| {
            !taken.contains(id)
                && ["forms", "calls"]
                    .iter()
                    .all(|kind| !workbench.files.exists(&own.join(kind).join(id)))
        };
        let copy = copied(&all, from, (title, years.as_ref()), &is_free)
            .map_err(|why| entry(&why.to_string()))?;
        let call = copy.first().map_or("", Folder::id).to_owned();
        workbench.must_be_usable(&call, &all, &copy)?;
        write(&own, &copy, workbench)?;
        workbench.read_catalog_again();
        Ok(CallCopied { call, calls: workbench.calls() })
    }
}

fn entry(message: &str) -> Refusal {
    Refusal::new(RefusalCode::Entry, message.to_owned())
}

impl Workbench {
    fn all_folders(&self, own: &Path) -> Result<Vec<Folder>, Refusal> {
        let there = self.files.is_folder(own);
        let own = if there { folders_at(own, self.files.as_ref())? } else { Vec::new() };
        Ok(Catalog::built_in_folders().into_iter().chain(own).collect())
    }

    /// Nothing is written that could not be used.
    fn must_be_usable(&self, call: &str, all: &[Folder], copy: &[Folder]) -> Result<(), Refusal> {
        let catalog = Catalog::of([all, copy].concat());
        if catalog.call(call).is_some() {
            return Ok(());
        }
        let faults = catalog::lint(copy, all);
        let why = faults.iter().find(|fault| fault.is_error());
        let why = why.map_or_else(String::new, |fault| format!("{}{}", fault.message, fault.hint));
        Err(entry(&format!("抄出来的表不能用，没有写：{why}")))
    }
}

/// The call, then its forms, with ids of their own.
fn copied(
    all: &[Folder],
    from: &Folder,
    (title, years): (&str, Option<&(String, String)>),
    is_free: &dyn Fn(&str) -> bool,
) -> Result<Vec<Folder>, NotChanged> {
    let named = |id: &str| match years {
        Some((old, new)) => id.replace(old.as_str(), new),
        None => id.to_owned(),
    };
    let free = |id: &str| {
        let first = named(id);
        let others = (2..).map(|number| format!("{first}-{number}"));
        [first.clone()].into_iter().chain(others).find(|id| is_free(id)).unwrap_or(first)
    };
    let ids: BTreeMap<String, String> =
        forms_of(from).into_iter().map(|id| (id.clone(), free(&id))).collect();
    let call = free(from.id());
    let mut folders = vec![copied_call(from, (&call, title), &ids)?];
    for (old, new) in &ids {
        let form = form_folder(all, old).ok_or_else(|| NotChanged::NotThere(old.clone()))?;
        folders.push(Folder { path: format!("forms/{new}"), files: form.files.clone() });
    }
    Ok(folders)
}

fn copied_call(
    from: &Folder,
    (id, title): (&str, &str),
    forms: &BTreeMap<String, String>,
) -> Result<Folder, NotChanged> {
    let text = from.files.get("call.toml").map_or("", String::as_str);
    let mut toml = TomlText::read(text)?;
    toml.set("", "title", Some(&Entry::Text(title.to_owned())))?;
    for table in toml.root().tables("form") {
        if let Some(new) = forms.get(table.text("id")) {
            toml.set(&table.address, "id", Some(&Entry::Text(new.clone())))?;
        }
    }
    let mut files = BTreeMap::new();
    let head = format!("{COPIED_FROM}{}\n", from.id());
    let own: String = toml
        .to_string()
        .lines()
        .filter(|line| !line.starts_with(COPIED_FROM))
        .map(|line| format!("{line}\n"))
        .collect();
    files.insert("call.toml".to_owned(), format!("{head}{own}"));
    for (name, text) in from.files.iter().filter(|(name, _)| *name != "call.toml") {
        let text = match name.as_str() {
            "SOURCES.md" => {
                format!("抄自 {}。请对照新的通知，从头到尾逐条重写。\n\n{text}", from.id())
            }
            name if name.ends_with(".json") => with_call(text, from.id(), id),
            _ => text.clone(),
        };
        files.insert(name.clone(), text);
    }
    Ok(Folder { path: format!("calls/{id}"), files })
}

/// A sample case says which call it is for.
fn with_call(text: &str, old: &str, new: &str) -> String {
    let Some(at) = text.find("\"call\"") else { return text.to_owned() };
    let (before, rest) = text.split_at(at);
    let (old, new) = (format!("\"{old}\""), format!("\"{new}\""));
    format!("{before}{}", rest.replacen(&old, &new, 1))
}

/// What stands at the top of a call that was copied.
const COPIED_FROM: &str = "# 抄自 ";

/// The id of the call that a text was copied from.
pub(crate) fn copied_from(toml: &str) -> Option<String> {
    let line = toml.lines().find_map(|line| line.strip_prefix(COPIED_FROM))?;
    Some(line.trim().to_owned())
}

/// The year of the old title and that of the new one, where both have one and they differ.
fn years(old: &str, new: &str) -> Option<(String, String)> {
    let year = |title: &str| {
        let digits: Vec<char> = title.chars().collect();
        let is_year =
            |four: &&[char]| four.iter().all(char::is_ascii_digit) && four.starts_with(&['2', '0']);
        digits.windows(4).find(is_year).map(|four| four.iter().collect::<String>())
    };
    let (old, new) = (year(old)?, year(new)?);
    (old != new).then_some((old, new))
}

/// Writes the folders, each whole or not at all; where one fails, those before it go again.
fn write(own: &Path, folders: &[Folder], workbench: &Workbench) -> Result<(), Fault> {
    let files = workbench.files.as_ref();
    files.make_folders(own)?;
    let mut written: Vec<PathBuf> = Vec::new();
    // The forms first: a call without its forms could not be used.
    for folder in folders.iter().rev() {
        let place = own.join(&folder.path);
        if let Err(fault) = write_folder(&place, &folder.files, files) {
            for done in &written {
                let _ = files.remove_folder(done);
            }
            return Err(fault);
        }
        written.push(place);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_is_told_where_it_changes() {
        let years = |old, new| super::years(old, new);
        let both = Some(("2020".to_owned(), "2021".to_owned()));
        assert_eq!(years("江苏省2020年优秀案例", "2021年优秀案例"), both);
        assert_eq!(years("2020年", "2020年"), None);
        assert_eq!(years("优秀案例", "2021年"), None);
    }

    #[test]
    fn a_sample_names_the_new_call() {
        let text = "{\"format\": 1, \"call\": \"a\", \"route\": \"a\"}";
        assert_eq!(with_call(text, "a", "b"), text.replacen("\"a\"", "\"b\"", 1));
    }
}
