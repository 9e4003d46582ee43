//! `[[check]]`: a rule with its parameters, its weight and its clause.

use crate::forms::check::{Check, CheckRule};
use crate::writing::fields::length;
use crate::writing::toml::{Toml, word};

/// Writes the checks of a form or a call.
pub(crate) fn checks(toml: &mut Toml, checks: &[Check]) {
    for Check { rule, weight, source } in checks {
        toml.table("[[check]]");
        one(toml, rule);
        toml.text("weight", word(weight)).text("source", source);
    }
}

/// The word and the parameters of a rule.
fn one(toml: &mut Toml, rule: &CheckRule) {
    match rule {
        CheckRule::InOrder { first, last } => {
            toml.text("rule", "in_order").text("first", first).text("last", last)
        }
        CheckRule::PartOf { part, total } => {
            toml.text("rule", "part_of").text("part", part).text("total", total)
        }
        CheckRule::CountOf { count, list } => {
            toml.text("rule", "count_of").text("count", count).text("list", list)
        }
        CheckRule::SameAs { field, other } => {
            toml.text("rule", "same_as").text("field", field).text("other", other)
        }
        CheckRule::IdNumberAgrees { id_number, birth, sex } => toml
            .text("rule", "id_number_agrees")
            .text("id_number", id_number)
            .some_text("birth", birth.as_deref().unwrap_or_default())
            .some_text("sex", sex.as_deref().unwrap_or_default()),
        CheckRule::AgeOn { field, day, least, most } => toml
            .text("rule", "age_on")
            .text("field", field)
            .text("day", &day.to_string())
            .some_count("least_years", least.map(u64::from))
            .some_count("most_years", most.map(u64::from)),
        CheckRule::NotBefore { field, from } => {
            toml.text("rule", "not_before").text("field", field).text("from", from)
        }
        CheckRule::NotAfter { field, until } => {
            toml.text("rule", "not_after").text("field", field).text("until", until)
        }
        CheckRule::StillRunning { field } => {
            toml.text("rule", "still_running").text("field", field)
        }
        CheckRule::NationalCounties { list, national } => {
            toml.text("rule", "national_counties").text("list", list).text("national", national)
        }
        CheckRule::NamesNationalCounty { fields } => {
            toml.text("rule", "names_national_county").texts("fields", fields)
        }
        CheckRule::HoldsFigures { field } => {
            toml.text("rule", "holds_figures").text("field", field)
        }
        CheckRule::Mentions { fields, words, topic } => toml
            .text("rule", "mentions")
            .texts("fields", fields)
            .texts("words", words)
            .text("topic", topic),
        CheckRule::WholeLength { fields, material, what, limits } => {
            toml.text("rule", "whole_length").texts("fields", fields).text("what", what);
            length(toml, limits);
            toml.switch("material", *material, false)
        }
        CheckRule::ScreenshotForEachLink { field } => {
            toml.text("rule", "screenshot_for_each_link").text("field", field)
        }
    };
}
