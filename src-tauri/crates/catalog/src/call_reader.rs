//! Reads `call.toml`: window, routes, forms, declarations, checks and names of one call.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use foundation::{Code, Date};

use crate::call::{Call, CallCheck, Declaration, MediaMinimum, Route};
use crate::fault::{Page, probably_meant};
use crate::form::{Form, Kind, date};
use crate::form_reader::{Variables, check_field};
use crate::template::Template;
use crate::toml_reader::{Said, Table, check_id, parse};

/// Makes a form with a call's variables; `None` if there is no such form, or it has faults.
pub(crate) type FormSource<'f> = &'f dyn Fn(&str, &Variables) -> Option<Form>;

/// Reads a call; it is complete only if the page has no faults and a form.
pub(crate) fn read(
    id: &str,
    page: &Page<'_>,
    known_forms: &[&str],
    forms: FormSource<'_>,
) -> Option<Call> {
    let document = parse(page);
    if page.has_faults() {
        return None;
    }
    let table = Table::new(page, document.get_ref(), 0, "call.toml");
    let reader = CallReader { page };
    let forms = reader.forms(&table, known_forms, forms);
    let window = table.table("window", "[window]");
    let (opens, closes, window_source) = reader.window(&table, window);
    let call = Call {
        id: id.to_owned(),
        title: table.text("title").value,
        issuer: table.text("issuer").value,
        opens,
        closes,
        window_source,
        routes: reader.routes(&table, forms.first().map(AsRef::as_ref)),
        declarations: reader.declarations(&table),
        checks: reader.checks(&table, forms.first().map(AsRef::as_ref)),
        media: table.table("media", "[media]").map(|media| reader.media(media)),
        forms,
        samples: Vec::new(),
    };
    table.finish();
    (!call.forms.is_empty() && !call.routes.is_empty()).then_some(call)
}

struct CallReader<'p> {
    page: &'p Page<'p>,
}

impl<'p> CallReader<'p> {
    fn forms(
        &self,
        table: &Table<'p, '_>,
        known: &[&str],
        source: FormSource<'_>,
    ) -> Vec<Arc<Form>> {
        let tables = table.tables("form", "[[form]]");
        if tables.is_empty() {
            let hint = "请加 [[form]]，写 id = \"表单文件夹名\"。".into();
            self.page.fault(Code::KeyMissing, table.at, "征集没有表单。".into(), hint);
        }
        let mut forms = Vec::new();
        for entry in tables {
            let id = entry.text("id");
            let mut variables = Variables::new();
            if let Some(given) = entry.table("variables", "[form.variables]") {
                let texts = given.free_texts();
                variables.extend(texts.into_iter().map(|(name, text)| (name, text.value)));
            }
            entry.finish();
            if !known.contains(&id.value.as_str()) {
                self.page.fault(
                    Code::UnknownReference,
                    id.at,
                    format!("没有表单“{}”。", id.value),
                    probably_meant(&id.value, known.iter().copied()),
                );
            } else if let Some(form) = source(&id.value, &variables) {
                self.check_variables(&id, &variables, &form);
                forms.push(Arc::new(form));
            } else {
                self.page.fault(
                    Code::BadValue,
                    id.at,
                    format!("表单“{}”用在这里有问题，不能使用。", id.value),
                    "请先检查这张表单，再检查 [form.variables]。".into(),
                );
            }
        }
        forms
    }

    /// A variable that the form does not know would leave last year's words on the paper.
    fn check_variables(&self, id: &Said<String>, given: &Variables, form: &Form) {
        for name in given.keys().filter(|name| !form.own_variables.contains(*name)) {
            self.page.fault(
                Code::UnknownReference,
                id.at,
                format!("表单“{}”没有变量“{name}”。", id.value),
                probably_meant(name, form.own_variables.iter().map(String::as_str)),
            );
        }
    }

    fn window(&self, call: &Table<'p, '_>, table: Option<Table<'p, '_>>) -> (Date, Date, String) {
        let Some(table) = table else {
            let hint = "请加 [window]，写 opens、closes 和 source。".into();
            self.page.fault(Code::KeyMissing, call.at, "缺少征集时间。".into(), hint);
            return (Date::MIN, Date::MAX, String::new());
        };
        let (opens, closes) = (table.text("opens"), table.text("closes"));
        let first = self.date(&opens).unwrap_or(Date::MIN);
        let last = self.date(&closes).unwrap_or(Date::MAX);
        if first > last {
            let message = format!("截止日期 {last} 早于开始日期 {first}。");
            self.page.fault(Code::BadValue, closes.at, message, String::new());
        }
        let source = table.text("source").value;
        table.finish();
        (first, last, source)
    }

    fn date(&self, said: &Said<String>) -> Option<Date> {
        let read = date(&said.value);
        if read.is_none() && !said.value.is_empty() {
            self.page.fault(
                Code::BadValue,
                said.at,
                format!("“{}”不是日期。", said.value),
                "日期写成 \"2020-06-10\"。".into(),
            );
        }
        read
    }

    fn routes(&self, table: &Table<'p, '_>, form: Option<&Form>) -> Vec<Route> {
        let tables = table.tables("route", "[[route]]");
        if tables.is_empty() {
            let hint = "请加 [[route]]，写 id、title 和 naming。".into();
            self.page.fault(Code::KeyMissing, table.at, "征集没有申报方式。".into(), hint);
        }
        let mut ids = BTreeSet::new();
        tables.into_iter().map(|table| self.route(table, form, &mut ids)).collect()
    }

    fn route(
        &self,
        table: Table<'p, '_>,
        form: Option<&Form>,
        ids: &mut BTreeSet<String>,
    ) -> Route {
        let fields = |key: &'static str| -> Vec<String> {
            let said = table.texts(key);
            if let Some(form) = form {
                said.iter().for_each(|id| check_field(self.page, form, id, &|_| true, ""));
            }
            said.into_iter().map(|id| id.value).collect()
        };
        let route = Route {
            id: self.new_id(&table, ids),
            title: table.text("title").value,
            requires: fields("requires"),
            advises: fields("advises"),
            naming: self.naming(&table.text("naming"), form),
            naming_source: table.text("naming_source").value,
            source: table.text("source").value,
        };
        table.finish();
        route
    }

    fn naming(&self, said: &Said<String>, form: Option<&Form>) -> Template {
        let template = Template::read(&said.value).unwrap_or_else(|_| {
            let hint = "字段的值写成 {字段代号}。".into();
            self.page.fault(Code::BadValue, said.at, "花括号不成对。".into(), hint);
            Template::read("").unwrap_or_else(|_| unreachable!("the empty text has no braces"))
        });
        if let Some(form) = form {
            for id in template.values() {
                let id = Said { value: id.to_owned(), at: said.at };
                check_field(self.page, form, &id, &|_| true, "");
            }
        }
        template
    }

    fn new_id(&self, table: &Table<'p, '_>, ids: &mut BTreeSet<String>) -> String {
        let id = table.text("id");
        check_id(self.page, &id);
        if !ids.insert(id.value.clone()) {
            let message = format!("代号“{}”用了两次。", id.value);
            self.page.fault(Code::DuplicateId, id.at, message, String::new());
        }
        id.value
    }

    fn declarations(&self, table: &Table<'p, '_>) -> Vec<Declaration> {
        let mut ids = BTreeSet::new();
        let mut declarations = Vec::new();
        for table in table.tables("declaration", "[[declaration]]") {
            declarations.push(Declaration {
                id: self.new_id(&table, &mut ids),
                text: table.text("text").value,
                source: table.text("source").value,
            });
            table.finish();
        }
        declarations
    }

    fn checks(&self, table: &Table<'p, '_>, form: Option<&Form>) -> Vec<CallCheck> {
        let tables = table.tables("check", "[[check]]");
        tables.into_iter().filter_map(|table| self.check(table, form)).collect()
    }

    fn check(&self, table: Table<'p, '_>, form: Option<&Form>) -> Option<CallCheck> {
        table.word(&table.text("rule"), &[("not_before", ())])?;
        let field = table.text("field");
        if let Some(form) = form {
            let date = |kind: &Kind| matches!(kind, Kind::Month | Kind::Date | Kind::Period);
            check_field(self.page, form, &field, &date, "月份、日期或起止时间");
        }
        let from = table.text("from");
        if date(&from.value).or_else(|| date(&format!("{}-01", from.value))).is_none() {
            self.page.fault(
                Code::BadValue,
                from.at,
                format!("“{}”不是月份或日期。", from.value),
                "写成 \"2018-01\" 或 \"2018-01-01\"。".into(),
            );
        }
        let check = CallCheck::NotBefore {
            field: field.value,
            from: from.value,
            in_principle: table.opt_bool("in_principle").unwrap_or(false),
            source: table.text("source").value,
        };
        table.finish();
        Some(check)
    }

    fn media(&self, table: Table<'p, '_>) -> MediaMinimum {
        let side = |key: &'static str| match table.opt_count(key) {
            Some(said) => said.value,
            None if table.has(key) => 0,
            None => {
                let hint = format!("请加一行 {key} = 1080（像素）");
                table.page().fault(Code::KeyMissing, table.at, format!("缺少“{key}”。"), hint);
                0
            }
        };
        let media = MediaMinimum {
            long_side: side("long_side_px"),
            short_side: side("short_side_px"),
            source: table.text("source").value,
        };
        table.finish();
        media
    }
}

/// Puts the sample cases of a call folder (`sample-<route>.json`) to its routes.
pub(crate) fn with_samples(mut call: Call, files: &BTreeMap<String, String>) -> Call {
    for route in &call.routes {
        if let Some(text) = files.get(&format!("sample-{}.json", route.id)) {
            call.samples.push((route.id.clone(), text.clone()));
        }
    }
    call
}
