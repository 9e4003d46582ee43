//! Reads a form folder: `form.toml` and, with it, `paper.grid`.

use std::collections::{BTreeMap, BTreeSet};

use foundation::{Code, Digest, Mm, Pt};

use crate::forms::check_reader;
use crate::forms::columns;
use crate::forms::field::Field;
use crate::forms::field_reader;
use crate::forms::form::{
    CASES, FixedText, Form, MATERIAL, PageSetup, Per, Seal, Section, SheetSize, Signature,
};
use crate::forms::form_checks::{self, Places};
use crate::forms::form_keys::FORM;
use crate::forms::known::Known;
use crate::forms::template::Template;
use crate::forms::words::{Variables, Words};
use crate::grids::grid::Paper;
use crate::grids::grid_reader;
use crate::grids::type_style::{FontRole, TypeStyle, type_style};
use crate::reading::fault::Page;
use crate::reading::said;
use crate::reading::toml_reader::{Said, Table, parse};

/// Reads a form; it is complete only if neither page has faults. What is not TOML ends the reading:
/// the rest would only be told again as missing.
pub(crate) fn read(id: &str, toml: &Page<'_>, grid: &Page<'_>, given: &Variables) -> Option<Form> {
    let document = parse(toml);
    if toml.has_faults() {
        return None;
    }
    if id == MATERIAL {
        let message = "表单的文件夹不能叫“material”，这个名字是案例材料的。".to_owned();
        toml.fault(Code::BadValue, 0, message, "请给文件夹换一个名字。".into());
    }
    let table = Table::new(toml, document.get_ref(), 0, &FORM);
    let mut variables = Variables::new();
    let own = table.free_texts("variables").into_iter();
    variables.extend(own.map(|(name, text)| (name, text.value)));
    let mut own_variables = variables.clone();
    for (name, own) in &mut own_variables {
        if let Some(text) = given.get(name) {
            own.clone_from(text);
        }
    }
    variables.extend(given.iter().map(|(name, text)| (name.clone(), text.clone())));

    let reader = FormReader { words: Words { page: toml, variables }, own_variables };
    let title = table.opt_text("title").map(|said| reader.words.with_variables(&said));
    let source = table.source(&on_one_line(&title.unwrap_or_default()));
    let table = table.with_source(source);
    let (paper, mut placed) = grid_reader::read(grid);
    let digest = said::of_form(toml.text, grid.text);
    let mut form = reader.form(id, table, (paper, digest));
    columns::resolve(grid, &mut form, &mut placed);
    form_checks::check(toml, grid, &form, &placed, &reader.places(&document));
    Some(form)
}

struct FormReader<'p> {
    words: Words<'p>,
    own_variables: Variables,
}

impl<'p> FormReader<'p> {
    fn form(&self, id: &str, table: Table<'p, '_>, (paper, digest): (Paper, Digest)) -> Form {
        let per = table.opt_word("per");
        let mut ids = BTreeSet::from(["title", "annex", CASES].map(str::to_owned));
        let form = Form {
            id: id.to_owned(),
            optional: false,
            short: self
                .plain_words(&table.opt_text("short").unwrap_or_else(|| table.text("title"))),
            title: self.plain_words(&table.text("title")),
            annex: table.opt_text("annex").map(|said| self.plain_words(&said)),
            per: per.unwrap_or(Per::Case),
            least_rows: self.least_rows(&table, per),
            source: table.source(""),
            own_variables: self.own_variables.clone(),
            page: self.page_setup(table.table("page")),
            value_type: self.style(&table, "value_type", FontRole::Fang),
            label_type: self.style(&table, "label_type", FontRole::Song),
            fields: field_reader::fields(&self.words, table.tables("field"), &mut ids),
            sections: self.sections(table.tables("section"), &mut ids),
            texts: self.texts(table.tables("text"), &mut ids),
            seals: self.seals(table.tables("seal")),
            signatures: self.signatures(table.tables("signature")),
            checks: Vec::new(),
            paper,
            digest,
        };
        let fields: Vec<&Field> = form.fields.iter().collect();
        let known = Known { page: self.words.page, fields: &fields, all: true };
        let checks = table.tables("check");
        if let Some(first) = checks.first().filter(|_| form.per == Per::Roundup) {
            let message = "汇总表里的 [[check]] 不起作用。".into();
            let hint = "请写在申报表里，或写在通知的 call.toml 里。".into();
            self.words.page.fault(Code::BadValue, first.at, message, hint);
        }
        let checks = check_reader::checks(&known, checks);
        table.finish();
        Form { checks, ..form }
    }

    /// The rows of an empty roundup; other forms say it at their fields.
    fn least_rows(&self, table: &Table<'p, '_>, per: Option<Per>) -> u32 {
        let Some(said) = table.opt_count("least_rows") else { return 1 };
        if per != Some(Per::Roundup) {
            let message = "只有汇总表能在开头写 least_rows。".into();
            let hint = "多行的表写在它的 [[field]] 里。".into();
            self.words.page.fault(Code::BadValue, said.at, message, hint);
        }
        said.value
    }

    fn plain_words(&self, said: &Said<String>) -> String {
        self.words.plain(said)
    }

    fn page_setup(&self, table: Option<Table<'p, '_>>) -> PageSetup {
        let (mut width, mut height) = SheetSize::default().sides();
        let mut margins = [20, 25, 20, 25];
        let mut numbers = true;
        if let Some(table) = table {
            let size: Option<SheetSize> = table.opt_word("size");
            (width, height) = size.unwrap_or_default().sides();
            if table.opt_bool("landscape") == Some(true) {
                std::mem::swap(&mut width, &mut height);
            }
            numbers = table.opt_bool("numbers").unwrap_or(true);
            if let Some(said) = table.counts("margins_mm") {
                match <[u32; 4]>::try_from(said.value) {
                    Ok(four) if four.iter().all(|margin| (5..=80).contains(margin)) => {
                        margins = four;
                    }
                    _ => self.words.page.fault(
                        Code::BadValue,
                        said.at,
                        "页边距应为四个毫米数：上、右、下、左，每个 5 到 80。".into(),
                        "例如 margins_mm = [20, 25, 20, 25]".into(),
                    ),
                }
            }
            table.finish();
        }
        let [top, right, bottom, left] = margins.map(|margin| Mm(f64::from(margin)));
        PageSetup { width, height, top, right, bottom, left, numbers }
    }

    fn style(&self, table: &Table<'p, '_>, key: &'static str, role: FontRole) -> TypeStyle {
        table
            .opt_text(key)
            .and_then(|said| type_style(self.words.page, &said.value, said.at))
            // 小四: what notices ask for where they ask for a size.
            .unwrap_or(TypeStyle { role, size: Pt(12.0) })
    }

    fn new_id(&self, table: &Table<'p, '_>, ids: &mut BTreeSet<String>) -> String {
        self.words.new_id(table, ids)
    }

    fn sections(&self, tables: Vec<Table<'p, '_>>, ids: &mut BTreeSet<String>) -> Vec<Section> {
        let read = |table: Table<'p, '_>| {
            let section = Section {
                id: self.new_id(&table, ids),
                label: self.plain_words(&table.text("label")),
            };
            table.finish();
            section
        };
        tables.into_iter().map(read).collect()
    }

    fn texts(
        &self,
        tables: Vec<Table<'p, '_>>,
        ids: &mut BTreeSet<String>,
    ) -> BTreeMap<String, FixedText> {
        let mut texts = BTreeMap::new();
        for table in tables {
            let id = self.new_id(&table, ids);
            let words = self.template(&table.text("text"));
            let only_filled = table.opt_bool("only_filled").unwrap_or(false);
            if only_filled && words.values().next().is_none() {
                let message = format!("固定文字“{id}”里没有栏目，only_filled 不起作用。");
                let hint = "请去掉 only_filled，或在文字里写 {栏目代号}。".into();
                self.words.page.fault(Code::BadValue, table.at, message, hint);
            }
            table.finish();
            texts.insert(id, FixedText { words, only_filled });
        }
        texts
    }

    /// A text with places for values.
    fn template(&self, said: &Said<String>) -> Template {
        Template::read(&self.words.with_variables(said)).unwrap_or_else(|_| {
            let hint = "栏目的值写成 {栏目代号}。".into();
            self.words.page.fault(Code::BadValue, said.at, "花括号不成对。".into(), hint);
            Template::default()
        })
    }

    fn seals(&self, tables: Vec<Table<'p, '_>>) -> Vec<Seal> {
        let mut ids = BTreeSet::new();
        let mut seals = Vec::new();
        for table in tables {
            let label = table.text("label");
            seals.push(Seal {
                id: self.new_id(&table, &mut ids),
                label: self.template(&label),
                date: table.opt_bool("date").unwrap_or(true),
                source: table.source(&on_one_line(&self.words.with_variables(&label))),
            });
            table.finish();
        }
        seals
    }

    fn signatures(&self, tables: Vec<Table<'p, '_>>) -> Vec<Signature> {
        let mut ids = BTreeSet::new();
        let mut signatures = Vec::new();
        for table in tables {
            let label = self.plain_words(&table.text("label"));
            let source = table.source(&on_one_line(&label));
            signatures.push(Signature {
                id: self.new_id(&table, &mut ids),
                label,
                date: table.opt_bool("date").unwrap_or(false),
                source,
            });
            table.finish();
        }
        signatures
    }

    /// Where each field, section, text and seal is defined, for faults about its place on paper.
    fn places(&self, document: &toml::Spanned<toml::de::DeTable<'_>>) -> Places {
        let silent = Page::new(self.words.page.file, self.words.page.text);
        let table = Table::new(&silent, document.get_ref(), 0, &FORM);
        let kinds = [
            ("field", ""),
            ("section", ""),
            ("text", ""),
            ("seal", "seal:"),
            ("signature", "sign:"),
        ];
        let mut places = BTreeMap::new();
        for (key, prefix) in kinds {
            for entry in table.tables(key) {
                places.insert(format!("{prefix}{}", entry.text("id").value), entry.at);
            }
        }
        places
    }
}

/// A label without the line ends that only paper needs.
fn on_one_line(label: &str) -> String {
    label.split_whitespace().collect()
}
