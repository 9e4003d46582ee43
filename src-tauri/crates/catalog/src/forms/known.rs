//! The fields that checks, names and lists may name, and whether their kinds fit.

use foundation::Code;

use crate::forms::field::{Field, Kind};
use crate::reading::fault::{Page, probably_meant};
use crate::reading::toml_reader::{Said, Table};

/// The fields that a check may name.
#[derive(Clone, Copy)]
pub(crate) struct Known<'f> {
    pub(crate) page: &'f Page<'f>,
    pub(crate) fields: &'f [&'f Field],
    /// Whether these are all; else a form could not be read, which has been told.
    pub(crate) all: bool,
}

pub(crate) type Fits = fn(&Kind) -> bool;

pub(crate) const ANY: Fits = |_| true;

impl Known<'_> {
    /// A fault unless `said` names a field whose kind fits. `name.phone` names a part of a contact.
    pub(crate) fn check(&self, said: &Said<String>, fits: Fits, wanted: &str) {
        let (id, part) = said.value.split_once('.').unwrap_or((&said.value, ""));
        match self.fields.iter().find(|field| field.id == id) {
            Some(field) if !part.is_empty() => {
                if !matches!(field.kind, Kind::Contact) || !["name", "phone"].contains(&part) {
                    let message = format!("“{id}”没有“{part}”这一部分。");
                    let hint = "联系人栏目的姓名和电话写成 {代号.name}、{代号.phone}。".into();
                    self.page.fault(Code::UnknownReference, said.at, message, hint);
                }
            }
            Some(field) if fits(&field.kind) => {}
            Some(_) => {
                let message = format!("“{id}”不是{wanted}栏目。");
                self.page.fault(Code::BadValue, said.at, message, String::new());
            }
            None if said.value.is_empty() || !self.all => {}
            None => self.page.fault(
                Code::UnknownReference,
                said.at,
                format!("表单里没有栏目“{id}”。"),
                probably_meant(id, self.ids()),
            ),
        }
    }

    /// The ids of the fields, each once.
    fn ids(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = self.fields.iter().map(|field| field.id.as_str()).collect();
        let mut seen = std::collections::BTreeSet::new();
        ids.retain(|id| seen.insert(*id));
        ids
    }

    /// A field that whoever prepares the case is asked for.
    pub(crate) fn check_asked(&self, said: &Said<String>) {
        self.check_any(said);
        self.check_filled_by(said);
    }

    /// A fault if `said` names a field that stays empty, because another fills it in.
    pub(crate) fn check_filled_by(&self, said: &Said<String>) {
        let id = said.value.split('.').next().unwrap_or_default();
        let field = self.fields.iter().find(|field| field.id == id);
        if let Some(field) = field.filter(|field| !field.filled_by.is_applicant()) {
            let message = format!("“{id}”由{}填写，报送时还空着。", field.filled_by.chinese());
            let hint = "请改写一个由申报人填写的栏目，或去掉那一栏的 filled_by。".into();
            self.page.fault(Code::BadValue, said.at, message, hint);
        }
    }

    /// Any field.
    pub(crate) fn check_any(&self, said: &Said<String>) {
        self.check(said, ANY, "");
    }

    /// A field that can become part of a name.
    pub(crate) fn check_part_of_name(&self, said: &Said<String>) {
        let fits: Fits = |kind| {
            !matches!(kind, Kind::Rows { .. } | Kind::Links | Kind::Regions { .. } | Kind::Photo(_))
        };
        self.check(said, fits, "能写进名称的");
        self.check_filled_by(said);
    }

    /// The field that a key names.
    pub(crate) fn field(
        &self,
        table: &Table<'_, '_>,
        key: &'static str,
        fits: Fits,
        wanted: &str,
    ) -> String {
        let said = table.text(key);
        self.check(&said, fits, wanted);
        self.check_filled_by(&said);
        said.value
    }

    /// The fields that `fields` names.
    pub(crate) fn fields(&self, table: &Table<'_, '_>, fits: Fits, wanted: &str) -> Vec<String> {
        let said = table.texts("fields");
        if said.is_empty() && !table.has("fields") {
            let hint = "请加一行 fields = [\"栏目代号\"]".into();
            self.page.fault(Code::KeyMissing, table.at, "缺少“fields”。".into(), hint);
        }
        for id in &said {
            self.check(id, fits, wanted);
            self.check_filled_by(id);
        }
        said.into_iter().map(|id| id.value).collect()
    }
}
