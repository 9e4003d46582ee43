//! Reads a form folder: `form.toml` and, with it, `paper.grid`.

use std::collections::{BTreeMap, BTreeSet};

use foundation::{Code, Mm, Pt};

use crate::fault::{Page, probably_meant};
use crate::form::{
    Condition, Field, FontRole, Form, FormCheck, Kind, Limits, PageSetup, Per, Required, Seal,
    Section, TextFormat, TextOption, TypeStyle,
};
use crate::form_checks::{self, Places};
use crate::grid::Paper;
use crate::grid_reader::{self, type_style};
use crate::template::Template;
use crate::toml_reader::{Said, Table, check_id, parse};

/// Texts that a call may put in the place of a form's own: variables such as the year.
pub(crate) type Variables = BTreeMap<String, String>;

/// Reads a form; it is complete only if neither page has faults. What is not TOML ends the reading:
/// the rest would only be told again as missing.
pub(crate) fn read(id: &str, toml: &Page<'_>, grid: &Page<'_>, given: &Variables) -> Option<Form> {
    let document = parse(toml);
    if toml.has_faults() {
        return None;
    }
    let table = Table::new(toml, document.get_ref(), 0, "form.toml");
    let mut variables = Variables::new();
    if let Some(own) = table.table("variables", "[variables]") {
        variables.extend(own.free_texts().into_iter().map(|(name, text)| (name, text.value)));
    }
    let own_variables = variables.keys().cloned().collect();
    variables.extend(given.iter().map(|(name, text)| (name.clone(), text.clone())));

    let reader = FormReader { page: toml, variables, own_variables };
    let (paper, placed) = grid_reader::read(grid);
    let form = reader.form(id, table, paper);
    form_checks::check(toml, grid, &form, &placed, &reader.places(&document));
    Some(form)
}

struct FormReader<'p> {
    page: &'p Page<'p>,
    variables: Variables,
    own_variables: BTreeSet<String>,
}

impl<'p> FormReader<'p> {
    fn form(&self, id: &str, table: Table<'p, '_>, paper: Paper) -> Form {
        let per = table
            .opt_text("per")
            .and_then(|said| table.word(&said, &[("case", Per::Case), ("roundup", Per::Roundup)]));
        let mut ids = BTreeSet::from(["title".to_owned(), "annex".to_owned()]);
        let form = Form {
            id: id.to_owned(),
            title: self.plain_words(&table.text("title")),
            annex: table.opt_text("annex").map(|said| self.plain_words(&said)),
            per: per.unwrap_or(Per::Case),
            source: table.text("source").value,
            own_variables: self.own_variables.clone(),
            page: self.page_setup(table.table("page", "[page]")),
            value_type: self.style(&table, "value_type", FontRole::Fang),
            label_type: self.style(&table, "label_type", FontRole::Song),
            fields: self.fields(table.tables("field", "[[field]]"), &mut ids),
            sections: self.sections(table.tables("section", "[[section]]"), &mut ids),
            texts: self.texts(table.tables("text", "[[text]]"), &mut ids),
            seals: self.seals(table.tables("seal", "[[seal]]")),
            checks: Vec::new(),
            paper,
        };
        let checks = self.checks(table.tables("check", "[[check]]"), &form);
        table.finish();
        Form { checks, ..form }
    }

    /// Puts the variables into a text; the names of fields stay.
    fn words(&self, said: &Said<String>) -> String {
        let mut text = said.value.clone();
        for (name, value) in &self.variables {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// A text that is printed as it stands: a brace left over is a variable nobody gave.
    fn plain_words(&self, said: &Said<String>) -> String {
        let text = self.words(said);
        if text.contains(['{', '}']) {
            self.page.fault(
                Code::UnknownReference,
                said.at,
                format!("“{text}”里花括号中的名称没有在 [variables] 里给出。"),
                probably_meant("", self.variables.keys().map(String::as_str)),
            );
        }
        text
    }

    fn page_setup(&self, table: Option<Table<'p, '_>>) -> PageSetup {
        // ISO 216: A4.
        let (mut width, mut height) = (Mm(210.0), Mm(297.0));
        let mut margins = [20, 25, 20, 25];
        if let Some(table) = table {
            if table.opt_bool("landscape") == Some(true) {
                std::mem::swap(&mut width, &mut height);
            }
            if let Some(said) = table.counts("margins_mm") {
                match <[u32; 4]>::try_from(said.value) {
                    Ok(four) if four.iter().all(|margin| (5..=80).contains(margin)) => {
                        margins = four;
                    }
                    _ => self.page.fault(
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
        PageSetup { width, height, top, right, bottom, left }
    }

    fn style(&self, table: &Table<'p, '_>, key: &'static str, role: FontRole) -> TypeStyle {
        table
            .opt_text(key)
            .and_then(|said| type_style(self.page, &said.value, said.at))
            // 小四: what notices ask for where they ask for a size.
            .unwrap_or(TypeStyle { role, size: Pt(12.0) })
    }

    fn new_id(&self, table: &Table<'p, '_>, ids: &mut BTreeSet<String>) -> String {
        let id = table.text("id");
        check_id(self.page, &id);
        if !ids.insert(id.value.clone()) {
            self.page.fault(
                Code::DuplicateId,
                id.at,
                format!("代号“{}”用了两次。", id.value),
                "字段、小标题和固定文字的代号各不相同；title 和 annex 已经有固定的意思。".into(),
            );
        }
        id.value
    }

    fn fields(&self, tables: Vec<Table<'p, '_>>, ids: &mut BTreeSet<String>) -> Vec<Field> {
        tables.into_iter().map(|table| self.field(table, ids)).collect()
    }

    fn field(&self, table: Table<'p, '_>, ids: &mut BTreeSet<String>) -> Field {
        let id = self.new_id(&table, ids);
        let label = self.plain_words(&table.text("label"));
        let kind = self.kind(&table);
        let formats = [
            ("free", TextFormat::Free),
            ("phone", TextFormat::Phone),
            ("email", TextFormat::Email),
        ];
        let format = table.opt_text("format").and_then(|said| table.word(&said, &formats));
        let limits = Limits {
            min_zi: table.opt_count("min_zi").map(|said| said.value),
            max_zi: table.opt_count("max_zi").map(|said| said.value),
        };
        if let (Some(least), Some(most)) = (limits.min_zi, limits.max_zi)
            && least > most
        {
            let message = format!("min_zi 是 {least}，大于 max_zi 的 {most}。");
            self.page.fault(Code::BadValue, table.at, message, String::new());
        }
        let field = Field {
            id,
            label,
            kind,
            required: self.required(&table),
            shown_when: self.condition(&table),
            limits,
            format: format.unwrap_or_default(),
            unit: table.opt_text("unit").map_or_else(String::new, |said| said.value),
            name_part: table.opt_bool("name_part").unwrap_or(false),
            name: table.opt_text("name").map_or_else(String::new, |said| self.plain_words(&said)),
            help: table.opt_text("help").map_or_else(String::new, |said| self.plain_words(&said)),
            source: table.text("source").value,
        };
        table.finish();
        field
    }

    fn required(&self, table: &Table<'p, '_>) -> Required {
        let known = [
            ("yes", Required::Yes),
            ("with_reason", Required::WithReason),
            ("advised", Required::Advised),
            ("no", Required::No),
        ];
        table.opt_text("required").and_then(|said| table.word(&said, &known)).unwrap_or_default()
    }

    /// `filed`, or `category=other`; whether they exist is checked when all fields are read.
    fn condition(&self, table: &Table<'p, '_>) -> Option<Condition> {
        let said = table.opt_text("shown_when")?;
        let (field, option) = match said.value.split_once('=') {
            Some((field, option)) => (field, Some(option.trim().to_owned())),
            None => (said.value.as_str(), None),
        };
        Some(Condition { field: field.trim().to_owned(), option })
    }

    fn kind(&self, table: &Table<'p, '_>) -> Kind {
        #[derive(Clone, Copy)]
        enum Word {
            Plain(fn() -> Kind),
            Choice,
            Choices,
            Rows,
        }
        let known: &[(&str, Word)] = &[
            ("text", Word::Plain(|| Kind::Text)),
            ("long_text", Word::Plain(|| Kind::LongText)),
            ("integer", Word::Plain(|| Kind::Integer)),
            ("decimal", Word::Plain(|| Kind::Decimal)),
            ("month", Word::Plain(|| Kind::Month)),
            ("date", Word::Plain(|| Kind::Date)),
            ("period", Word::Plain(|| Kind::Period)),
            ("choice", Word::Choice),
            ("choices", Word::Choices),
            ("yes_no", Word::Plain(|| Kind::YesNo)),
            ("contact", Word::Plain(|| Kind::Contact)),
            ("region", Word::Plain(|| Kind::Region)),
            ("regions", Word::Plain(|| Kind::Regions)),
            ("number_or_regions", Word::Plain(|| Kind::NumberOrRegions)),
            ("rows", Word::Rows),
            ("opinion", Word::Plain(|| Kind::Opinion)),
        ];
        let said = table.text("kind");
        if said.value.is_empty() {
            return Kind::Text;
        }
        match table.word(&said, known) {
            Some(Word::Plain(kind)) => kind(),
            Some(Word::Choice) => Kind::Choice(self.options(table)),
            Some(Word::Choices) => Kind::Choices(self.options(table)),
            Some(Word::Rows) => Kind::Rows(
                self.fields(table.tables("column", "[[field.column]]"), &mut BTreeSet::new()),
            ),
            None => Kind::Text,
        }
    }

    fn options(&self, table: &Table<'p, '_>) -> Vec<TextOption> {
        let mut ids = BTreeSet::new();
        let mut options = Vec::new();
        for option in table.tables("option", "[[field.option]]") {
            let id = self.new_id(&option, &mut ids);
            options.push(TextOption { id, label: self.plain_words(&option.text("label")) });
            option.finish();
        }
        if options.is_empty() {
            self.page.fault(
                Code::KeyMissing,
                table.at,
                "选择题没有选项。".into(),
                "请加 [[field.option]]，每个有 id 和 label。".into(),
            );
        }
        options
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
    ) -> BTreeMap<String, Template> {
        let mut texts = BTreeMap::new();
        for table in tables {
            let id = self.new_id(&table, ids);
            let said = table.text("text");
            table.finish();
            match Template::read(&self.words(&said)) {
                Ok(template) => {
                    texts.insert(id, template);
                }
                Err(_) => self.page.fault(
                    Code::BadValue,
                    said.at,
                    "花括号不成对。".into(),
                    "字段的值写成 {字段代号}。".into(),
                ),
            }
        }
        texts
    }

    fn seals(&self, tables: Vec<Table<'p, '_>>) -> Vec<Seal> {
        let mut ids = BTreeSet::new();
        let mut seals = Vec::new();
        for table in tables {
            seals.push(Seal {
                id: self.new_id(&table, &mut ids),
                label: self.plain_words(&table.text("label")),
                source: table.text("source").value,
            });
            table.finish();
        }
        seals
    }

    fn checks(&self, tables: Vec<Table<'p, '_>>, form: &Form) -> Vec<FormCheck> {
        tables.into_iter().filter_map(|table| self.check(table, form)).collect()
    }

    fn check(&self, table: Table<'p, '_>, form: &Form) -> Option<FormCheck> {
        #[derive(Clone, Copy)]
        enum Rule {
            InOrder,
            PartOf,
            CountOf,
        }
        let rules =
            [("in_order", Rule::InOrder), ("part_of", Rule::PartOf), ("count_of", Rule::CountOf)];
        let rule = table.word(&table.text("rule"), &rules);
        let source = table.text("source").value;
        let number = |kind: &Kind| matches!(kind, Kind::Integer | Kind::Decimal);
        let date = |kind: &Kind| matches!(kind, Kind::Month | Kind::Date);
        let field = |key: &'static str, fits: &dyn Fn(&Kind) -> bool, wanted: &str| {
            let said = table.text(key);
            check_field(self.page, form, &said, fits, wanted);
            said.value
        };
        let check = match rule {
            Some(Rule::InOrder) => Some(FormCheck::InOrder {
                first: field("first", &date, "月份或日期"),
                last: field("last", &date, "月份或日期"),
                source,
            }),
            Some(Rule::PartOf) => Some(FormCheck::PartOf {
                part: field("part", &number, "数字"),
                total: field("total", &number, "数字"),
                source,
            }),
            Some(Rule::CountOf) => Some(FormCheck::CountOf {
                count: field("count", &number, "数字"),
                list: field("list", &|kind| *kind == Kind::Regions, "地区名单"),
                source,
            }),
            None => return None,
        };
        table.finish();
        check
    }

    /// Where each field, section, text and seal is defined, for faults about its place on paper.
    fn places(&self, document: &toml::Spanned<toml::de::DeTable<'_>>) -> Places {
        let silent = Page::new(self.page.file, self.page.text);
        let table = Table::new(&silent, document.get_ref(), 0, "");
        let kinds = [("field", ""), ("section", ""), ("text", ""), ("seal", "seal:")];
        let mut places = BTreeMap::new();
        for (key, prefix) in kinds {
            for entry in table.tables(key, "") {
                places.insert(format!("{prefix}{}", entry.text("id").value), entry.at);
            }
        }
        places
    }
}

/// A fault unless `said` names a field of the form whose kind fits.
pub(crate) fn check_field(
    page: &Page<'_>,
    form: &Form,
    said: &Said<String>,
    fits: &dyn Fn(&Kind) -> bool,
    wanted: &str,
) {
    match form.field(&said.value) {
        Some(field) if fits(&field.kind) => {}
        Some(_) => page.fault(
            Code::BadValue,
            said.at,
            format!("“{}”不是{wanted}字段。", said.value),
            String::new(),
        ),
        None if said.value.is_empty() => {}
        None => page.fault(
            Code::UnknownReference,
            said.at,
            format!("表单里没有字段“{}”。", said.value),
            probably_meant(&said.value, form.fields.iter().map(|field| field.id.as_str())),
        ),
    }
}
