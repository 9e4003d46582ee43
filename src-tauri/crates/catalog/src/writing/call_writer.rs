//! `call.toml`: a call as its folder says it. Its forms have its variables and changes put in; what they
//! say otherwise than the form's own folder is what the call says of them.

use std::collections::BTreeMap;

use crate::calls::call::{
    AttachmentRule, Call, Checklist, ChecklistItem, Deadline, Declaration, Duplicates, GuidanceUse,
    MediaMinimum, Quota, Route,
};
use crate::calls::hour::Hour;
use crate::calls::material_ask::MaterialAsk;
use crate::calls::notice::{Contact, Delivery, Note, Notice, Step};
use crate::forms::check::Weight;
use crate::forms::field::Required;
use crate::forms::form::Form;
use crate::writing::checks::checks;
use crate::writing::fields::{field, length};
use crate::writing::toml::{Remarks, Toml, word};

/// Writes `call.toml`. `plain` gives a form as its own folder has it, without what this call says; a form
/// that it does not know is taken to be used as it is. `remarks` stand above the tables with their name.
pub fn write_call(call: &Call, plain: &dyn Fn(&str) -> Option<Form>, remarks: &Remarks) -> String {
    let Call {
        id: _,
        title,
        issuer,
        thing,
        opens,
        closes,
        closing_hour,
        window_source,
        deadlines,
        routes,
        forms,
        fields,
        declarations,
        checklists,
        checks: call_checks,
        quotas,
        duplicates,
        attachments,
        media,
        material,
        notice,
        guidance,
        samples: _,
        digest: _,
    } = call;
    let mut toml = Toml::default();
    for remark in remarks.get("").into_iter().flatten() {
        toml.comment(remark);
    }
    toml.text("title", title).text("issuer", issuer);
    toml.some_text("thing", if thing == "案例" { "" } else { thing });
    toml.remarked("[window]", remarks.get("window"));
    toml.text("opens", &opens.to_string()).text("closes", &closes.to_string());
    toml.some_text("hour", &closing_hour.map_or_else(String::new, hour_text));
    toml.text("source", window_source);
    for Deadline { day, hour, what, source } in deadlines {
        toml.table("[[deadline]]").text("day", &day.to_string()).text("what", what);
        toml.some_text("hour", &hour.map_or_else(String::new, hour_text));
        toml.text("source", source);
    }
    for form in forms {
        asked_form(&mut toml, form, plain(&form.id), routes);
    }
    for route in routes {
        one_route(&mut toml, route, forms, remarks);
    }
    for one in fields {
        field(&mut toml, "field", one, remarks, "");
    }
    answers(&mut toml, declarations, checklists);
    checks(&mut toml, call_checks);
    for quota in quotas {
        one_quota(&mut toml, quota);
    }
    if let Some(Duplicates { by, weight, source }) = duplicates {
        toml.table("[duplicates]").texts("by", by);
        toml.text("weight", word(weight)).text("source", source);
    }
    for rule in attachments {
        attachment(&mut toml, rule);
    }
    material_ask(&mut toml, material);
    if let Some(MediaMinimum { long_side, short_side, weight, source }) = media {
        toml.table("[media]").some_count("long_side_px", Some(u64::from(*long_side)));
        toml.some_count("short_side_px", Some(u64::from(*short_side)));
        toml.text("weight", word(weight)).text("source", source);
    }
    told(&mut toml, notice);
    if let Some(GuidanceUse { id, by, fields }) = guidance {
        toml.table("[guidance]").text("id", id);
        toml.some_text("by", by.as_deref().unwrap_or_default()).texts("fields", fields);
    }
    toml.into_text()
}

/// An hour as it is written: `17:00`.
fn hour_text(hour: Hour) -> String {
    let Hour { hour, minute } = hour;
    format!("{hour:02}:{minute:02}")
}

/// `[[form]]`: which form, and what the call says otherwise of it.
fn asked_form(toml: &mut Toml, form: &Form, plain: Option<Form>, routes: &[Route]) {
    toml.table("[[form]]").text("id", &form.id).switch("optional", form.optional, false);
    let has = |route: &&Route| route.forms.iter().any(|known| known.id == form.id);
    let some: Vec<String> = routes.iter().filter(has).map(|route| route.id.clone()).collect();
    if some.len() < routes.len() {
        toml.texts("routes", &some);
    }
    let Some(plain) = plain else { return };
    variables(toml, "[form.variables]", &form.own_variables, &plain.own_variables);
    for (asked, own) in form.fields.iter().zip(&plain.fields) {
        let (limits, own_limits) = (asked.limits(), own.limits());
        if asked.required == own.required && limits == own_limits {
            continue;
        }
        toml.table("[[form.field]]").text("id", &asked.id);
        if asked.required != own.required {
            toml.text("required", word::<Required>(&asked.required));
        }
        if limits != own_limits {
            length(toml, &limits);
        }
    }
}

/// Variables that are given another value than they have.
fn variables(
    toml: &mut Toml,
    table: &str,
    given: &BTreeMap<String, String>,
    own: &BTreeMap<String, String>,
) {
    let other: Vec<_> = given.iter().filter(|(name, text)| own.get(*name) != Some(*text)).collect();
    if !other.is_empty() {
        toml.table(table);
    }
    for (name, text) in other {
        toml.text(name, text);
    }
}

fn one_route(toml: &mut Toml, route: &Route, all: &[std::sync::Arc<Form>], remarks: &Remarks) {
    let Route { id, title, forms, requires, advises, naming, naming_source, source } = route;
    toml.remarked("[[route]]", remarks.get("route")).text("id", id).text("title", title);
    toml.text("source", source);
    toml.some_text("naming", &naming.to_text()).some_text("naming_source", naming_source);
    toml.texts("requires", requires).texts("advises", advises);
    let mut given = BTreeMap::new();
    let mut own = BTreeMap::new();
    for form in forms {
        if let Some(call) = all.iter().find(|call| call.id == form.id) {
            given.extend(form.own_variables.clone());
            own.extend(call.own_variables.clone());
        }
    }
    variables(toml, "[route.variables]", &given, &own);
}

fn answers(toml: &mut Toml, declarations: &[Declaration], checklists: &[Checklist]) {
    for Declaration { id, text, source } in declarations {
        toml.table("[[declaration]]").text("id", id).text("text", text).text("source", source);
    }
    for Checklist { title, field, items, source } in checklists {
        toml.table("[[checklist]]").text("title", title);
        toml.some_text("field", field.as_deref().unwrap_or_default()).text("source", source);
        for ChecklistItem { id, name, text } in items {
            toml.table("[[checklist.item]]").text("id", id).text("name", name).text("text", text);
        }
    }
}

fn one_quota(toml: &mut Toml, quota: &Quota) {
    let Quota { what, by, routes, least, most, weight, source } = quota;
    toml.table("[[quota]]").text("what", what).texts("by", by).texts("routes", routes);
    toml.some_count("least", least.map(u64::from)).some_count("most", most.map(u64::from));
    weight_of(toml, *weight).text("source", source);
}

/// The weight, where it is not a plain must.
fn weight_of(toml: &mut Toml, weight: Weight) -> &mut Toml {
    if weight == Weight::Must { toml } else { toml.text("weight", word(&weight)) }
}

fn attachment(toml: &mut Toml, rule: &AttachmentRule) {
    let AttachmentRule {
        id,
        printed_only,
        kind,
        what,
        routes,
        least,
        most,
        formats,
        min_bytes,
        max_bytes,
        min_dpi,
        min_seconds,
        max_seconds,
        captions,
        weight,
        source,
    } = rule;
    // A photo that only stands on a form is said there.
    if *printed_only {
        return;
    }
    let kind = kind.map_or("material", crate::AttachmentKind::word);
    toml.table("[[attachment]]")
        .some_text("id", id)
        .text("kind", kind)
        .text("what", what)
        .texts("routes", routes);
    toml.some_count("least", (*least > 0).then_some(u64::from(*least)));
    toml.some_count("most", most.map(u64::from)).texts("formats", formats);
    toml.some_count("min_bytes", *min_bytes).some_count("max_bytes", *max_bytes);
    toml.some_count("min_dpi", min_dpi.map(u64::from));
    toml.some_count("min_seconds", min_seconds.map(u64::from));
    toml.some_count("max_seconds", max_seconds.map(u64::from));
    toml.switch("captions", *captions, false);
    weight_of(toml, *weight).text("source", source);
}

/// `[material]`, where the call says anything of it: then it has a clause.
fn material_ask(toml: &mut Toml, ask: &MaterialAsk) {
    let MaterialAsk { name, title, lines, least_pictures, headings, stands_for, weight, source } =
        ask;
    if source.is_empty() {
        return;
    }
    let lines: Vec<String> = lines.iter().map(crate::Template::to_text).collect();
    toml.table("[material]").text("name", name).some_text("title", &title.to_text());
    toml.texts("lines", &lines);
    toml.some_count("least_pictures", (*least_pictures > 0).then_some(u64::from(*least_pictures)));
    toml.switch("headings", *headings, false);
    toml.some_text("stands_for", stands_for.map_or("", crate::AttachmentKind::word));
    toml.text("weight", word(weight)).text("source", source);
}

fn told(toml: &mut Toml, notice: &Notice) {
    let Notice { steps, deliveries, contacts, notes } = notice;
    for Step { when, what, who, source } in steps {
        toml.table("[[step]]").text("when", when).text("what", what);
        toml.some_text("who", who).text("source", source);
    }
    for Delivery { what, how, to, copies, max_bytes, routes, source } in deliveries {
        toml.table("[[delivery]]").text("what", what).text("how", how).some_text("to", to);
        toml.some_count("copies", copies.map(u64::from)).some_count("max_bytes", *max_bytes);
        toml.texts("routes", routes).text("source", source);
    }
    for Contact { who, phone, address, source } in contacts {
        toml.table("[[contact]]").text("who", who).some_text("phone", phone);
        toml.some_text("address", address).text("source", source);
    }
    for Note { topic, text, source } in notes {
        toml.table("[[note]]").text("topic", topic).text("text", text).text("source", source);
    }
}
