//! `form.toml`: the words of a form. Its variables are put in already; they are written again with what
//! they were given, so that a call may still name them.

use std::collections::BTreeSet;

use crate::forms::form::{FixedText, Form, PageSetup, Per, Seal, Section, Signature};
use crate::grids::grid::Item;
use crate::grids::type_style::{FontRole, TypeStyle};
use crate::writing::checks::checks;
use crate::writing::fields::field;
use crate::writing::grid_writer::{self, style_words};
use crate::writing::toml::{Remarks, Toml, word};
use foundation::Pt;

/// The two texts of a form's folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormTexts {
    /// `form.toml`.
    pub toml: String,
    /// `paper.grid`.
    pub grid: String,
}

/// Writes a form. `remarks` stand as comments: above the field, text or seal with their id (a column as
/// `rows.column`); those under the empty id stand at the top of `form.toml`.
pub fn write_form(form: &Form, remarks: &Remarks) -> FormTexts {
    let Form {
        id: _,
        optional: _,
        title,
        short,
        annex,
        per,
        least_rows,
        source,
        own_variables,
        page,
        value_type,
        label_type,
        fields,
        sections,
        texts: _,
        seals,
        signatures,
        checks: form_checks,
        paper,
        digest: _,
    } = form;
    let mut toml = Toml::default();
    for remark in remarks.get("").into_iter().flatten() {
        toml.comment(remark);
    }
    toml.text("title", title);
    toml.some_text("short", if short == title { "" } else { short });
    toml.some_text("annex", annex.as_deref().unwrap_or_default());
    if *per != Per::Case {
        toml.text("per", word(per));
    }
    toml.some_count("least_rows", (*least_rows != 1).then_some(u64::from(*least_rows)));
    style(&mut toml, "value_type", *value_type, FontRole::Fang);
    style(&mut toml, "label_type", *label_type, FontRole::Song);
    toml.text("source", source);
    page_setup(&mut toml, page);
    if !own_variables.is_empty() {
        toml.table("[variables]");
        for (name, value) in own_variables {
            toml.text(name, value);
        }
    }
    for one in fields {
        field(&mut toml, "field", one, remarks, "");
    }
    for Section { id, label } in sections {
        toml.remarked("[[section]]", remarks.get(id)).text("id", id).text("label", label);
    }
    for (id, text) in texts(form) {
        toml.remarked("[[text]]", remarks.get(id))
            .text("id", id)
            .text("text", &text.words.to_text());
        toml.switch("only_filled", text.only_filled, false);
    }
    for Seal { id, label, date, source } in seals {
        toml.remarked("[[seal]]", remarks.get(id)).text("id", id).text("label", &label.to_text());
        toml.switch("date", *date, true).text("source", source);
    }
    for Signature { id, label, date, source } in signatures {
        toml.remarked("[[signature]]", remarks.get(id)).text("id", id).text("label", label);
        toml.switch("date", *date, false).text("source", source);
    }
    checks(&mut toml, form_checks);
    FormTexts { toml: toml.into_text(), grid: grid_writer::write(paper) }
}

/// A face and size, where it is not the usual one.
fn style(toml: &mut Toml, key: &str, style: TypeStyle, usual: FontRole) {
    if style != (TypeStyle { role: usual, size: Pt(12.0) }) {
        toml.text(key, &style_words(style));
    }
}

fn page_setup(toml: &mut Toml, page: &PageSetup) {
    let PageSetup { width, height, top, right, bottom, left, numbers } = page;
    toml.table("[page]");
    let margins = [top, right, bottom, left].map(|side| format!("{}", side.0.round()));
    let long = width.0.max(height.0);
    toml.some_text("size", if long > 300.0 { "A3" } else { "" });
    toml.line(&format!("margins_mm = [{}]", margins.join(", ")));
    toml.switch("landscape", width.0 > height.0, false).switch("numbers", *numbers, true);
}

/// The fixed texts in the order in which they stand on the paper.
fn texts(form: &Form) -> Vec<(&str, &FixedText)> {
    let mut texts: Vec<(&str, &FixedText)> = Vec::new();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    let placed = form.items().filter_map(|item| match item {
        Item::Text(id) => Some(id.as_str()),
        _ => None,
    });
    for id in placed.chain(form.texts.keys().map(String::as_str)) {
        if known.insert(id)
            && let Some((id, text)) = form.texts.get_key_value(id)
        {
            texts.push((id, text));
        }
    }
    texts
}
