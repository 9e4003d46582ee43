//! Reads `call.toml`: window, routes, forms, declarations, checks and names of one call.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use foundation::{Code, Date, Digest, iso_day};

use crate::calls::attachment_reader;
use crate::calls::call::{
    Call, Checklist, ChecklistItem, Deadline, Declaration, Duplicates, GuidanceUse, MediaMinimum,
    Quota, Route,
};
use crate::calls::call_forms::{self, AskedForm, FormSource, Forms};
use crate::calls::call_keys::CALL;
use crate::calls::hour::{self, Hour};
use crate::calls::material_ask::MaterialAsk;
use crate::calls::notice;
use crate::forms::check::Weight;
use crate::forms::check_reader;
use crate::forms::field::Field;
use crate::forms::field_reader;
use crate::forms::form_checks::check_conditions;
use crate::forms::known::Known;
use crate::forms::photos;
use crate::forms::template::Template;
use crate::forms::words::{Variables, Words};
use crate::reading::fault::{Page, probably_meant};
use crate::reading::said;
use crate::reading::toml_reader::{Said, Table, check_id, parse};

/// Reads a call; it is complete only if the page has no faults and a form.
pub(crate) fn read(id: &str, page: &Page<'_>, forms: Forms<'_>) -> Option<Call> {
    let document = parse(page);
    if page.has_faults() {
        return None;
    }
    let table = Table::new(page, document.get_ref(), 0, &CALL);
    let title = table.opt_text("title").map_or_else(String::new, |said| said.value);
    let table = table.with_source(title);
    let (asked, all) = call_forms::read(page, &table, forms);
    let own = own_fields(page, &table, &asked);
    let fields: Vec<&Field> =
        asked.iter().flat_map(|asked| &asked.form.fields).chain(&own).collect();
    let reader = CallReader {
        page,
        known: Known { page, fields: &fields, all },
        named_routes: RefCell::default(),
    };
    let window = reader.window(&table, table.table("window"));
    let routes = reader.routes(&table, &asked, forms.source);
    let checks = check_reader::checks(&reader.known, table.tables("check"));
    let mut attachments = attachment_reader::read(&table, &|table| reader.route_ids(table));
    let used = asked.iter().map(|asked| (&*asked.form, asked.route_ids()));
    let photos = photos::documents(used, &attachments);
    attachments.extend(photos);
    let thing = reader.thing(&table);
    let call = Call {
        id: id.to_owned(),
        title: table.text("title").value,
        issuer: table.text("issuer").value,
        material: MaterialAsk::read(
            table.table("material"),
            &reader.known,
            MaterialAsk::usual(plain_name(&asked, 1), &thing),
        ),
        thing,
        opens: window.opens,
        closes: window.closes,
        closing_hour: window.hour,
        window_source: window.source,
        deadlines: reader.deadlines(&table),
        declarations: Vec::new(),
        checklists: Vec::new(),
        checks,
        quotas: reader.quotas(&table),
        duplicates: reader.duplicates(&table),
        attachments,
        media: table.table("media").map(|media| reader.media(media)),
        notice: notice::read(&table, &|table| reader.route_ids(table)),
        guidance: reader.guidance(&table),
        forms: asked.iter().map(|asked| asked.form.clone()).collect(),
        routes,
        samples: Vec::new(),
        digest: Digest::of(&[]),
        fields: Vec::new(),
    };
    let mut answers = BTreeSet::new();
    let declarations = reader.declarations(&table, &mut answers);
    let checklists = reader.checklists(&table, &mut answers);
    let named = reader.named_routes.borrow();
    check_routes(page, &call.routes, asked.iter().flat_map(|form| &form.routes).chain(&*named));
    drop(named);
    table.finish();
    let forms = call.forms.iter().map(|form| (form.id.as_str(), form.digest));
    let digest = said::of_call(page.text, forms);
    let call = Call { declarations, checklists, fields: own, digest, ..call };
    // A form with faults was told, and perhaps not here.
    (all && !call.forms.is_empty() && !call.routes.is_empty()).then_some(call)
}

/// `[[field]]`: what the call asks beside its forms.
fn own_fields<'p>(page: &'p Page<'p>, table: &Table<'p, '_>, asked: &[AskedForm]) -> Vec<Field> {
    let of_forms = asked.iter().flat_map(|asked| &asked.form.fields);
    let mut ids: BTreeSet<String> = of_forms.map(|field| field.id.clone()).collect();
    let words = Words { page, variables: Variables::new() };
    let tables = table.tables("field");
    let places: Vec<usize> = tables.iter().map(|table| table.at).collect();
    let own = field_reader::fields(&words, tables, &mut ids);
    let known: Vec<&Field> =
        asked.iter().flat_map(|asked| &asked.form.fields).chain(&own).collect();
    for place in own.iter().zip(places) {
        check_conditions(page, place, &known);
    }
    own
}

/// Routes that forms, quotas, attachments and deliveries name must exist.
fn check_routes<'s>(
    page: &Page<'_>,
    routes: &[Route],
    named: impl Iterator<Item = &'s Said<String>>,
) {
    let known: Vec<&str> = routes.iter().map(|route| route.id.as_str()).collect();
    for said in named.filter(|said| !known.contains(&said.value.as_str())) {
        let message = format!("没有申报方式“{}”。", said.value);
        let hint = probably_meant(&said.value, known.iter().copied());
        page.fault(Code::UnknownReference, said.at, message, hint);
    }
}

/// When a call is open.
struct Window {
    opens: Date,
    closes: Date,
    hour: Option<Hour>,
    source: String,
}

struct CallReader<'p> {
    page: &'p Page<'p>,
    known: Known<'p>,
    /// Every route that something is said to count for.
    named_routes: RefCell<Vec<Said<String>>>,
}

impl<'p> CallReader<'p> {
    fn window(&self, call: &Table<'p, '_>, table: Option<Table<'p, '_>>) -> Window {
        let Some(table) = table else {
            let hint = "请加 [window]，写 opens、closes 和 source。".into();
            self.page.fault(Code::KeyMissing, call.at, "缺少征集时间。".into(), hint);
            let (opens, closes) = (Date::MIN, Date::MAX);
            return Window { opens, closes, hour: None, source: String::new() };
        };
        let (opens, closes) = (table.text("opens"), table.text("closes"));
        let first = self.date(&opens).unwrap_or(Date::MIN);
        let last = self.date(&closes).unwrap_or(Date::MAX);
        if first > last {
            let message = format!("截止日期 {last} 早于开始日期 {first}。");
            self.page.fault(Code::BadValue, closes.at, message, String::new());
        }
        let (hour, source) = (hour::read(&table), table.source(""));
        table.finish();
        Window { opens: first, closes: last, hour, source }
    }

    /// What the call is for, as the window calls it.
    fn thing(&self, table: &Table<'p, '_>) -> String {
        let Some(said) = table.opt_text("thing") else { return "案例".into() };
        let count = said.value.chars().count();
        if !(1..=8).contains(&count) || said.value.contains(char::is_whitespace) {
            let message = format!("thing 是一个名称，1 到 8 个字，这里是“{}”。", said.value);
            let hint = "例如 thing = \"论文\"。".into();
            self.page.fault(Code::BadValue, said.at, message, hint);
        }
        said.value
    }

    fn date(&self, said: &Said<String>) -> Option<Date> {
        let read = iso_day(&said.value);
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

    fn deadlines(&self, table: &Table<'p, '_>) -> Vec<Deadline> {
        let mut deadlines = Vec::new();
        for table in table.tables("deadline") {
            let day = self.date(&table.text("day"));
            let (what, source) = (table.text("what").value, table.source(""));
            let hour = hour::read(&table);
            table.finish();
            deadlines.extend(day.map(|day| Deadline { day, hour, what, source }));
        }
        deadlines
    }

    fn routes(
        &self,
        table: &Table<'p, '_>,
        asked: &[AskedForm],
        source: FormSource<'_>,
    ) -> Vec<Route> {
        let tables = table.tables("route");
        if tables.is_empty() {
            let hint = "请加 [[route]]，写 id 和 title。".into();
            self.page.fault(Code::KeyMissing, table.at, "征集没有申报方式。".into(), hint);
        }
        let mut ids = BTreeSet::new();
        tables.into_iter().map(|table| self.route(table, (asked, source), &mut ids)).collect()
    }

    fn route(
        &self,
        table: Table<'p, '_>,
        (asked, source): (&[AskedForm], FormSource<'_>),
        ids: &mut BTreeSet<String>,
    ) -> Route {
        let id = self.new_id(&table, ids);
        let forms = call_forms::for_route(self.page, (&id, &table), asked, source);
        let naming = match table.opt_text("naming") {
            Some(said) => self.known.template(&said),
            None => plain_name(asked, 2),
        };
        let route = Route {
            id,
            title: table.text("title").value,
            forms,
            requires: self.field_ids(&table, "requires"),
            advises: self.field_ids(&table, "advises"),
            naming,
            naming_source: self.opt_text(&table, "naming_source"),
            source: table.source(""),
        };
        table.finish();
        route
    }

    /// A list of fields.
    fn field_ids(&self, table: &Table<'p, '_>, key: &'static str) -> Vec<String> {
        let said = table.texts(key);
        said.iter().for_each(|id| self.known.check_asked(id));
        said.into_iter().map(|id| id.value).collect()
    }

    /// The routes that something counts for.
    fn route_ids(&self, table: &Table<'_, '_>) -> Vec<String> {
        let said = table.texts("routes");
        let ids = said.iter().map(|said| said.value.clone()).collect();
        self.named_routes.borrow_mut().extend(said);
        ids
    }

    fn opt_text(&self, table: &Table<'p, '_>, key: &'static str) -> String {
        table.opt_text(key).map_or_else(String::new, |said| said.value)
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

    fn declarations(&self, table: &Table<'p, '_>, ids: &mut BTreeSet<String>) -> Vec<Declaration> {
        let mut declarations = Vec::new();
        for table in table.tables("declaration") {
            declarations.push(Declaration {
                id: self.new_id(&table, ids),
                text: table.text("text").value,
                source: table.source(""),
            });
            table.finish();
        }
        declarations
    }

    fn checklists(&self, table: &Table<'p, '_>, ids: &mut BTreeSet<String>) -> Vec<Checklist> {
        let mut checklists = Vec::new();
        for table in table.tables("checklist") {
            let mut items = Vec::new();
            for item in table.tables("item") {
                items.push(ChecklistItem {
                    id: self.new_id(&item, ids),
                    name: item.text("name").value,
                    text: item.text("text").value,
                });
                item.finish();
            }
            let field = table.opt_text("field");
            field.iter().for_each(|id| self.known.check_any(id));
            checklists.push(Checklist {
                title: table.text("title").value,
                field: field.map(|said| said.value),
                items,
                source: table.source(""),
            });
            table.finish();
        }
        checklists
    }

    fn quotas(&self, table: &Table<'p, '_>) -> Vec<Quota> {
        let mut quotas = Vec::new();
        for table in table.tables("quota") {
            let count = |key: &'static str| table.opt_count(key).map(|said| said.value);
            let quota = Quota {
                what: table.text("what").value,
                by: self.field_ids(&table, "by"),
                routes: self.route_ids(&table),
                least: count("least"),
                most: count("most"),
                weight: table.opt_word("weight").unwrap_or(Weight::Must),
                source: table.source(""),
            };
            if quota.least.or(quota.most).is_none() {
                let hint = "请加一行 most = 5".into();
                self.page.fault(Code::KeyMissing, table.at, "名额没有写数。".into(), hint);
            }
            table.finish();
            quotas.push(quota);
        }
        quotas
    }

    fn duplicates(&self, table: &Table<'p, '_>) -> Option<Duplicates> {
        let table = table.table("duplicates")?;
        let duplicates = Duplicates {
            by: self.field_ids(&table, "by"),
            weight: table.opt_word("weight").unwrap_or(Weight::Advised),
            source: table.source(""),
        };
        table.finish();
        Some(duplicates)
    }

    fn guidance(&self, table: &Table<'p, '_>) -> Option<GuidanceUse> {
        let table = table.table("guidance")?;
        let by = table.opt_text("by");
        by.iter().for_each(|id| self.known.check_any(id));
        let guidance = GuidanceUse {
            id: table.text("id").value,
            by: by.map(|said| said.value),
            fields: self.field_ids(&table, "fields"),
        };
        table.finish();
        Some(guidance)
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
            weight: table.opt_word("weight").unwrap_or(Weight::Must),
            source: table.source(""),
        };
        table.finish();
        media
    }
}

/// The first so many fields that become parts of names: project and unit make the name where the notice
/// asks for none.
fn plain_name(asked: &[AskedForm], count: usize) -> Template {
    let fields = asked.first().into_iter().flat_map(|asked| &asked.form.fields);
    let parts =
        fields.filter(|field| field.name_part).take(count).map(|field| format!("{{{}}}", field.id));
    let text = parts.collect::<Vec<_>>().join("-");
    Template::read(&text).unwrap_or_default()
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
