//! Reads fields: those of a form, the columns of its rows, and those that a call asks for beside its
//! forms.

use std::collections::{BTreeMap, BTreeSet};

use foundation::Code;

use crate::fault::{Page, probably_meant};
use crate::field::{
    Condition, Field, Kind, LengthUnit, Limits, Printing, Required, TextFormat, TextOption,
};
use crate::regions::Level;
use crate::toml_reader::{Said, Table, check_id};

/// Texts that a call may put in the place of a form's own: variables such as the year.
pub(crate) type Variables = BTreeMap<String, String>;

/// The number of the row, which only a row knows: not a variable.
const ROW: &str = "{row}";

/// Reads fields and the words in them.
pub(crate) struct FieldReader<'p> {
    pub(crate) page: &'p Page<'p>,
    pub(crate) variables: Variables,
}

impl<'p> FieldReader<'p> {
    /// Puts the variables into a text; the names of fields stay.
    pub(crate) fn words(&self, said: &Said<String>) -> String {
        let mut text = said.value.clone();
        for (name, value) in &self.variables {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }

    /// A text that is printed as it stands: a brace left over is a variable nobody gave.
    pub(crate) fn plain_words(&self, said: &Said<String>) -> String {
        let text = self.words(said);
        if text.replace(ROW, "").contains(['{', '}']) {
            self.page.fault(
                Code::UnknownReference,
                said.at,
                format!("“{text}”里花括号中的名称没有在 [variables] 里给出。"),
                probably_meant("", self.variables.keys().map(String::as_str)),
            );
        }
        text
    }

    /// The words of a key that may be left out; empty then.
    fn opt_words(&self, table: &Table<'p, '_>, key: &'static str) -> String {
        table.opt_text(key).map_or_else(String::new, |said| self.plain_words(&said))
    }

    pub(crate) fn new_id(&self, table: &Table<'p, '_>, ids: &mut BTreeSet<String>) -> String {
        let id = table.text("id");
        check_id(self.page, &id);
        if !ids.insert(id.value.clone()) {
            self.page.fault(
                Code::DuplicateId,
                id.at,
                format!("代号“{}”用了两次。", id.value),
                "字段、小标题和固定文字的代号各不相同；title、annex 和 cases 已经有固定的意思。"
                    .into(),
            );
        }
        id.value
    }

    pub(crate) fn fields(
        &self,
        tables: Vec<Table<'p, '_>>,
        ids: &mut BTreeSet<String>,
    ) -> Vec<Field> {
        tables.into_iter().map(|table| self.field(table, ids)).collect()
    }

    fn field(&self, table: Table<'p, '_>, ids: &mut BTreeSet<String>) -> Field {
        let id = self.new_id(&table, ids);
        let label = self.plain_words(&table.text("label"));
        let kind = self.kind(&table);
        let field = Field {
            id,
            label,
            kind,
            required: required(&table).unwrap_or_default(),
            required_when: condition(&table, "required_when"),
            shown_when: condition(&table, "shown_when"),
            limits: limits(&table).unwrap_or_default(),
            format: format(&table),
            prefix: self.opt_words(&table, "prefix"),
            level: level(&table),
            prescribed: self.opt_words(&table, "prescribed"),
            counties_of: table.opt_text("counties_of").map(|said| said.value),
            unit: table.opt_text("unit").map_or_else(String::new, |said| said.value),
            name: self.opt_words(&table, "name"),
            name_part: table.opt_bool("name_part").unwrap_or(false),
            personal: table.opt_bool("personal").unwrap_or(false),
            help: self.opt_words(&table, "help"),
            source: table.text("source").value,
            printing: Printing {
                blank: self.opt_words(&table, "blank"),
                absent: self.opt_words(&table, "absent"),
                box_after: table.opt_bool("box_after").unwrap_or(false),
                extra_page: table.opt_bool("extra_page").unwrap_or(false),
                least_rows: table.opt_count("least_rows").map_or(0, |said| said.value),
            },
        };
        table.finish();
        field
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
            ("links", Word::Plain(|| Kind::Links)),
        ];
        let said = table.text("kind");
        if said.value.is_empty() {
            return Kind::Text;
        }
        match table.word(&said, known) {
            Some(Word::Plain(kind)) => kind(),
            Some(Word::Choice) => Kind::Choice(self.options(table)),
            Some(Word::Choices) => Kind::Choices(self.options(table)),
            Some(Word::Rows) => Kind::Rows(self.columns(table)),
            None => Kind::Text,
        }
    }

    /// The columns of rows: fields without what only a field of its own can have.
    fn columns(&self, table: &Table<'p, '_>) -> Vec<Field> {
        let mut ids = BTreeSet::new();
        let read = |column: Table<'p, '_>| {
            let at = column.at;
            let field = self.field(column, &mut ids);
            let refused = field.kind.options().iter().any(|option| !option.refused.is_empty());
            let unheard = [
                ("kind = \"rows\"", matches!(field.kind, Kind::Rows(_))),
                ("required_when", field.required_when.is_some()),
                ("shown_when", field.shown_when.is_some()),
                ("字数要求", field.limits != Limits::default()),
                ("prescribed", !field.prescribed.is_empty()),
                ("counties_of", field.counties_of.is_some()),
                ("refused", refused),
                ("name_part", field.name_part),
                ("extra_page", field.printing.extra_page),
            ];
            for (key, _) in unheard.iter().filter(|(_, written)| *written) {
                let message = format!("列“{}”不能写 {key}，写了也不起作用。", field.id);
                let hint = "请去掉这一项，或把它改成行外的字段。".into();
                self.page.fault(Code::BadValue, at, message, hint);
            }
            field
        };
        table.tables("column", "[[field.column]]").into_iter().map(read).collect()
    }

    fn options(&self, table: &Table<'p, '_>) -> Vec<TextOption> {
        let mut ids = BTreeSet::new();
        let mut options = Vec::new();
        for option in table.tables("option", "[[field.option]]") {
            options.push(TextOption {
                id: self.new_id(&option, &mut ids),
                label: self.plain_words(&option.text("label")),
                help: self.opt_words(&option, "help"),
                refused: self.opt_words(&option, "refused"),
            });
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
}

/// The level of `required`; none where the key is left out or no such word.
pub(crate) fn required(table: &Table<'_, '_>) -> Option<Required> {
    let known = [
        ("yes", Required::Yes),
        ("with_reason", Required::WithReason),
        ("advised", Required::Advised),
        ("no", Required::No),
    ];
    table.opt_text("required").and_then(|said| table.word(&said, &known))
}

/// The keys of a length; none where no key of it is written.
pub(crate) fn limits(table: &Table<'_, '_>) -> Option<Limits> {
    let units =
        [("zi", LengthUnit::Zi), ("han", LengthUnit::Han), ("characters", LengthUnit::Characters)];
    let count = |key: &'static str| table.opt_count(key).map(|said| said.value);
    let unit = table.opt_text("count_by").and_then(|said| table.word(&said, &units));
    let limits = Limits {
        min: count("min_zi"),
        max: count("max_zi"),
        about: count("about_zi"),
        unit: unit.unwrap_or_default(),
        in_principle: table.opt_bool("length_in_principle").unwrap_or(false),
    };
    if let (Some(least), Some(most)) = (limits.min, limits.max)
        && least > most
    {
        let message = format!("min_zi 是 {least}，大于 max_zi 的 {most}。");
        table.page().fault(Code::BadValue, table.at, message, String::new());
    }
    let says_something = limits.min.or(limits.max).or(limits.about).is_some();
    if !says_something && (limits.in_principle || limits != Limits::default()) {
        let message = "写了怎样数字，没有写多少字。".into();
        let hint = "请加 max_zi、min_zi 或 about_zi。".into();
        table.page().fault(Code::KeyMissing, table.at, message, hint);
    }
    says_something.then_some(limits)
}

fn format(table: &Table<'_, '_>) -> TextFormat {
    let formats = [
        ("free", TextFormat::Free),
        ("phone", TextFormat::Phone),
        ("mobile", TextFormat::Mobile),
        ("email", TextFormat::Email),
        ("postcode", TextFormat::Postcode),
        ("credit_code", TextFormat::CreditCode),
        ("org_code", TextFormat::OrgCode),
        ("person", TextFormat::Person),
    ];
    let said = table.opt_text("format");
    said.and_then(|said| table.word(&said, &formats)).unwrap_or_default()
}

fn level(table: &Table<'_, '_>) -> Option<Level> {
    let levels = [
        ("province", Level::Province),
        ("city", Level::City),
        ("county", Level::County),
        ("town", Level::Town),
    ];
    table.opt_text("level").and_then(|said| table.word(&said, &levels))
}

/// `filed`, `filed=no`, `category=other` or `works=shop|training`; whether they exist is checked when all
/// fields are read.
fn condition(table: &Table<'_, '_>, key: &'static str) -> Option<Condition> {
    let said = table.opt_text(key)?;
    let (field, options) = match said.value.split_once('=') {
        Some((field, options)) => (field, options),
        None => (said.value.as_str(), "yes"),
    };
    let options = options.split('|').map(|option| option.trim().to_owned()).collect();
    Some(Condition { field: field.trim().to_owned(), options })
}
