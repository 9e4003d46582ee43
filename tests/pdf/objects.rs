//! All objects of a file, asked for what they hold.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Written;

/// A file that is looked at, with what is used often.
pub(crate) struct File {
    pub(crate) name: &'static str,
    pub(crate) bytes: Vec<u8>,
    pub(crate) written: Written,
    /// The contents of the pages.
    pub(crate) contents: Vec<String>,
}

impl File {
    pub(crate) fn new(name: &'static str, bytes: Vec<u8>) -> Self {
        let written = Written::from_bytes(&bytes, name);
        let contents = written
            .pages()
            .iter()
            .map(|page| {
                let page = written.follow(&page.as_str().into());
                let contents = written.stream(page["/Contents"].as_str().unwrap());
                String::from_utf8(contents).unwrap()
            })
            .collect();
        Self { name, bytes, written, contents }
    }

    /// Every object, and those that lie in others.
    pub(crate) fn all(&self) -> Vec<&Value> {
        fn gather<'v>(value: &'v Value, all: &mut Vec<&'v Value>) {
            all.push(value);
            match value {
                Value::Array(items) => items.iter().for_each(|item| gather(item, all)),
                Value::Object(items) => items.values().for_each(|item| gather(item, all)),
                _ => {}
            }
        }
        let mut all = Vec::new();
        gather(&self.written.objects, &mut all);
        all
    }

    /// Dictionaries, also of streams, in which a key has this value.
    pub(crate) fn with(&self, key: &str, value: &str) -> Vec<&Value> {
        self.all().into_iter().filter(|found| found.get(key).is_some_and(|v| v == value)).collect()
    }

    pub(crate) fn has_no(&self, keys: &[&str]) {
        for key in keys {
            assert!(
                self.all().iter().all(|value| value.get(key).is_none()),
                "{}: {key}",
                self.name
            );
        }
    }

    /// The stream objects: number and dictionary.
    pub(crate) fn streams(&self) -> Vec<(&str, &Value)> {
        let objects = self.written.objects.as_object().unwrap();
        objects
            .iter()
            .filter_map(|(key, object)| {
                Some((key.strip_prefix("obj:")?, object.get("stream")?.get("dict")?))
            })
            .collect()
    }

    pub(crate) fn pages(&self) -> Vec<Value> {
        let pages = self.written.pages();
        pages.iter().map(|page| self.written.follow(&page.as_str().into())).collect()
    }

    /// Names, then Type 0 fonts with the one that each stands on.
    pub(crate) fn fonts(&self) -> BTreeMap<String, (Value, Value)> {
        let mut fonts = BTreeMap::new();
        for page in self.pages() {
            let resources = self.written.follow(&page["/Resources"]);
            for (name, font) in self.written.follow(&resources["/Font"]).as_object().unwrap() {
                let font = self.written.follow(font);
                let below = self.written.follow(&font["/DescendantFonts"][0]);
                fonts.insert(name.clone(), (font, below));
            }
        }
        fonts
    }

    pub(crate) fn packet(&self) -> String {
        let metadata = self.written.catalog()["/Metadata"].as_str().unwrap().to_owned();
        String::from_utf8(self.written.stream(&metadata)).unwrap()
    }
}
