//! The forms of a call: each as its folder has it, with the call's variables put in, asked otherwise
//! where the call says so, and once more for each route that has variables of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use foundation::Code;

use crate::forms::asks::Limits;
use crate::forms::counts::{Counts, counts};
use crate::forms::field::Required;
use crate::forms::field_keys::FIELD;
use crate::forms::form::Form;
use crate::forms::lengths::limits;
use crate::forms::words::Variables;
use crate::reading::fault::{Page, probably_meant};
use crate::reading::toml_reader::{Said, Table};

/// Makes a form with a call's variables; `None` if there is no such form, or it has faults.
pub(crate) type FormSource<'f> = &'f dyn Fn(&str, &Variables) -> Option<Form>;

/// The forms that a call may use.
#[derive(Clone, Copy)]
pub(crate) struct Forms<'f> {
    /// The ids of all.
    pub(crate) known: &'f [&'f str],
    /// The ids of those whose faults are told already.
    pub(crate) told: &'f [&'f str],
    /// Makes one.
    pub(crate) source: FormSource<'f>,
}

/// A form as the call asks for it.
pub(crate) struct AskedForm {
    id: Said<String>,
    variables: Variables,
    changes: Vec<FieldChange>,
    optional: bool,
    /// All routes where none is named.
    pub(crate) routes: Vec<Said<String>>,
    pub(crate) form: Arc<Form>,
}

impl AskedForm {
    /// The routes that use it; all where none is named.
    pub(crate) fn route_ids(&self) -> Vec<String> {
        self.routes.iter().map(|said| said.value.clone()).collect()
    }
}

/// A field that the call asks for otherwise than the form.
struct FieldChange {
    id: Said<String>,
    required: Option<Required>,
    limits: Option<Limits>,
    counts: Counts,
}

/// Reads `[[form]]`, and whether all of them could be used.
pub(crate) fn read(
    page: &Page<'_>,
    table: &Table<'_, '_>,
    Forms { known, told, source }: Forms<'_>,
) -> (Vec<AskedForm>, bool) {
    let tables = table.tables("form");
    if tables.is_empty() {
        let hint = "请加 [[form]]，写 id = \"表单文件夹名\"。".into();
        page.fault(Code::KeyMissing, table.at, "征集没有表单。".into(), hint);
    }
    let count = tables.len();
    let mut forms: Vec<AskedForm> = Vec::new();
    for entry in tables {
        let id = entry.text("id");
        let variables = variables(&entry);
        let changes = entry.tables("field").into_iter().map(change).collect();
        let optional = entry.opt_bool("optional").unwrap_or(false);
        let routes = entry.texts("routes");
        entry.finish();
        if !known.contains(&id.value.as_str()) {
            let message = format!("没有表单“{}”。", id.value);
            let hint = probably_meant(&id.value, known.iter().copied());
            page.fault(Code::UnknownReference, id.at, message, hint);
        } else if let Some(form) = source(&id.value, &variables) {
            check_variables(page, id.at, &variables, &form);
            let form = Arc::new(form);
            let mut asked = AskedForm { id, variables, changes, optional, routes, form };
            asked.form = Arc::new(asked.as_asked(page, Form::clone(&asked.form)));
            forms.push(asked);
        } else if !told.contains(&id.value.as_str()) {
            let message = format!("表单“{}”用在这里有问题，不能使用。", id.value);
            let hint = "请先检查这张表单，再检查 [form.variables]。".into();
            page.fault(Code::BadValue, id.at, message, hint);
        }
    }
    check_shared(page, &forms);
    let all = forms.len() == count;
    if let Some(first) = forms.first().filter(|first| all && first.optional) {
        let message = "第一张表是主表，不能写 optional。".into();
        page.fault(Code::BadValue, first.id.at, message, String::new());
    }
    (forms, all)
}

impl AskedForm {
    /// The form with the changes of the call; changes of unknown fields are told.
    fn as_asked(&self, page: &Page<'_>, mut form: Form) -> Form {
        form.optional = self.optional;
        for change in &self.changes {
            let known: Vec<&str> = self.form.fields.iter().map(|field| field.id.as_str()).collect();
            match form.fields.iter_mut().find(|field| field.id == change.id.value) {
                Some(field) => {
                    field.required = change.required.unwrap_or(field.required);
                    match (change.limits, field.limits_mut()) {
                        (Some(asked), Some(limits)) => *limits = asked,
                        (Some(_), None) => no_length(page, &change.id),
                        (None, _) => {}
                    }
                    match field.kind.counted_in() {
                        _ if !change.counts.are_asked() => {}
                        Some(_) => field.counts = change.counts,
                        None => no_count(page, &change.id),
                    }
                }
                None => page.fault(
                    Code::UnknownReference,
                    change.id.at,
                    format!("表单“{}”里没有栏目“{}”。", self.id.value, change.id.value),
                    probably_meant(&change.id.value, known),
                ),
            }
        }
        form
    }

    /// The form of a route with variables of its own.
    fn for_route(&self, route: &Variables, source: FormSource<'_>) -> Arc<Form> {
        let own = route.iter().filter(|(name, _)| self.form.own_variables.contains_key(*name));
        let mut variables = self.variables.clone();
        variables.extend(own.map(|(name, text)| (name.clone(), text.clone())));
        // What was wrong with the form or the changes has been told for the call.
        let silent = Page::new("", "");
        source(&self.id.value, &variables)
            .map_or_else(|| self.form.clone(), |form| Arc::new(self.as_asked(&silent, form)))
    }
}

/// The forms of a route, whose own variables stand in `[route.variables]`.
pub(crate) fn for_route(
    page: &Page<'_>,
    (id, route): (&str, &Table<'_, '_>),
    forms: &[AskedForm],
    source: FormSource<'_>,
) -> Vec<Arc<Form>> {
    let own = variables(route);
    let known: BTreeSet<&str> = forms
        .iter()
        .flat_map(|asked| asked.form.own_variables.keys())
        .map(String::as_str)
        .collect();
    for name in own.keys().filter(|name| !known.contains(name.as_str())) {
        let message = format!("这次征集的表单都没有变量“{name}”。");
        let hint = probably_meant(name, known.iter().copied());
        page.fault(Code::UnknownReference, route.at, message, hint);
    }
    let asked = forms.iter().filter(|asked| {
        asked.routes.is_empty() || asked.routes.iter().any(|route| route.value == id)
    });
    let form = |asked: &AskedForm| {
        if own.is_empty() { asked.form.clone() } else { asked.for_route(&own, source) }
    };
    asked.map(form).collect()
}

/// A call cannot ask for the length of what has none.
fn no_length(page: &Page<'_>, id: &Said<String>) {
    let message = format!("“{}”不是文字，没有字数的键。", id.value);
    let by = FIELD.by.map_or_else(Vec::new, |by| by.knowing("max_zi"));
    let hint = format!("max_zi、min_zi、about_zi 属于 {}；请去掉。", by.join("、"));
    page.fault(Code::UnknownKey, id.at, message, hint);
}

/// Nor for the number of entries of one thing.
fn no_count(page: &Page<'_>, id: &Said<String>) {
    let message = format!("“{}”只填一样，没有 most 和 least。", id.value);
    let by = FIELD.by.map_or_else(Vec::new, |by| by.knowing("most"));
    let hint = format!("most、least 属于 {}；请去掉。", by.join("、"));
    page.fault(Code::UnknownKey, id.at, message, hint);
}

fn change(table: Table<'_, '_>) -> FieldChange {
    let change = FieldChange {
        id: table.text("id"),
        required: table.opt_word("required"),
        limits: limits(&table),
        counts: counts(&table),
    };
    table.finish();
    change
}

fn variables(table: &Table<'_, '_>) -> Variables {
    let texts = table.free_texts("variables");
    texts.into_iter().map(|(name, text)| (name, text.value)).collect()
}

/// A field that stands in two forms is one field: it cannot be asked for in two ways.
fn check_shared(page: &Page<'_>, forms: &[AskedForm]) {
    for (index, later) in forms.iter().enumerate() {
        for field in &later.form.fields {
            let earlier = forms[..index].iter().find_map(|asked| asked.form.field(&field.id));
            if earlier.is_some_and(|earlier| !earlier.kind.takes_the_same(&field.kind)) {
                let message = format!("“{}”在前面的表单里是另一种栏目。", field.id);
                let hint =
                    "代号相同的栏目是同一个内容，kind 和选项要一样；不同的请换一个代号。".into();
                page.fault(Code::BadValue, later.id.at, message, hint);
            }
        }
    }
}

/// A variable that the form does not know would leave last year's words on the paper.
fn check_variables(page: &Page<'_>, at: usize, given: &Variables, form: &Form) {
    for name in given.keys().filter(|name| !form.own_variables.contains_key(*name)) {
        page.fault(
            Code::UnknownReference,
            at,
            format!("表单“{}”没有变量“{name}”。", form.id),
            probably_meant(name, form.own_variables.keys().map(String::as_str)),
        );
    }
}
