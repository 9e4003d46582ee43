//! Every check of a case: one rule, one file, one line in the registry. A rule says what it looks at (`rule`),
//! adds findings, and knows nothing of the others; `checked` runs those that read what has changed.

mod age_off;
mod amount_looks_like_yuan;
mod attachment_missing;
mod attachment_of_wrong_size;
mod attachment_renamed;
mod attachment_replaced;
mod attachment_twice;
mod attachment_unreadable;
mod attachment_words;
mod attachments_wrong;
mod call_window;
mod checked;
mod checklist_open;
mod code_wrong;
mod count_disagrees;
mod count_off;
mod declaration_missing;
mod document_tells;
mod dots_too_few;
mod ends_before_start;
mod figures_disagree;
mod filled_by_another;
mod folder_too_heavy;
mod id_number_disagrees;
mod inner_deadline;
mod installed_fonts;
mod link_without_screenshot;
mod material_fonts_missing;
mod material_locked;
mod material_not_a4;
mod material_pages;
mod material_unusable;
mod material_wanting;
mod media_cut_off;
mod media_ending_wrong;
mod media_length_off;
mod media_made_by_ai;
mod media_may_tell_place;
mod media_not_cleaned;
mod media_not_measured;
mod media_of_other_kind;
mod media_shape_told;
mod media_too_small;
mod name_character_replaced;
mod name_holds_separator;
mod national_county_unlisted;
mod no_figures_in_text;
mod no_longer_running;
mod no_national_county_named;
mod not_a_date;
mod not_a_link;
mod not_a_mobile;
mod not_a_month;
mod not_a_number;
mod not_a_phone;
mod not_a_postcode;
mod not_an_email;
mod not_eligible;
pub(crate) mod over_quota;
mod part_exceeds_total;
mod person_name_odd;
mod personal_data_in_name;
mod personal_data_in_text;
mod photo_looks_poor;
mod photo_not_taken;
mod photos_alike;
mod picture_unprintable;
mod portrait_unfit;
mod prescribed_words_missing;
mod printed_form_empty;
mod region_twice;
mod region_unknown;
mod required_missing;
mod rows_beyond_labels;
mod rule;
mod slot_not_named;
mod started_too_early;
mod started_too_late;
pub(crate) mod submitted_twice;
mod taken_at_odd_time;
mod text_length;
mod topic_not_mentioned;
mod unseen_in_text;
mod values_differ;
mod video_plays_poorly;
mod whole_length_off;

pub use attachment_words::{is_looked_at, size_verdict};
pub use checked::{Changes, Checked};
pub use media_not_cleaned::location_may_remain;
pub use photo_looks_poor::{PoorLook, poor_looks};
pub use photo_not_taken::{NotTaken, not_taken};
pub use photos_alike::look_alike;
pub use text_length::counted;
pub use video_plays_poorly::may_not_play;

use std::cmp::Ordering;

use catalog::{Check, Field, Part, Weight};
use foundation::character::is_blank;
use foundation::{Code, Date, FieldPath, Finding, Severity};

use self::rule::{Asked, Rule};
use crate::Case;
use crate::evidence::Evidence;
use crate::file::case_file::short;
use crate::others::grouped::Others;
use crate::values::value::Value;
use crate::words::print::{calendar_day, day, month, year_and_month};

/// What a rule looks at: the case, the day, what is known of its files, and the other cases of the call that are
/// known.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The case.
    pub case: &'a Case,
    /// Today in China.
    pub today: Date,
    /// What is known of the files that the case names, and of what is put on paper.
    pub evidence: &'a Evidence,
    /// Cases that were exported, or are brought together with this one.
    pub others: &'a Others,
}

/// The registry.
const RULES: &[Rule] = &[
    required_missing::RULE,
    filled_by_another::RULE,
    not_a_phone::RULE,
    not_a_mobile::RULE,
    not_an_email::RULE,
    not_a_postcode::RULE,
    code_wrong::RULE,
    person_name_odd::RULE,
    not_a_link::RULE,
    not_a_month::RULE,
    not_a_date::RULE,
    not_a_number::RULE,
    region_unknown::RULE,
    region_twice::RULE,
    national_county_unlisted::RULE,
    text_length::RULE,
    count_off::RULE,
    rows_beyond_labels::RULE,
    personal_data_in_text::RULE,
    unseen_in_text::RULE,
    prescribed_words_missing::RULE,
    name_character_replaced::RULE,
    name_holds_separator::RULE,
    amount_looks_like_yuan::RULE,
    ends_before_start::RULE,
    part_exceeds_total::RULE,
    count_disagrees::RULE,
    values_differ::RULE,
    id_number_disagrees::RULE,
    started_too_early::RULE,
    started_too_late::RULE,
    no_longer_running::RULE,
    age_off::RULE,
    no_figures_in_text::RULE,
    topic_not_mentioned::RULE,
    no_national_county_named::RULE,
    whole_length_off::RULE,
    not_eligible::RULE,
    attachments_wrong::RULE,
    slot_not_named::RULE,
    portrait_unfit::RULE,
    figures_disagree::RULE,
    link_without_screenshot::RULE,
    material_wanting::RULE,
    declaration_missing::RULE,
    checklist_open::RULE,
    over_quota::RULE,
    submitted_twice::RULE,
    personal_data_in_name::RULE,
    call_window::RULE,
    inner_deadline::RULE,
    attachment_twice::RULE,
    photos_alike::RULE,
    attachment_replaced::RULE,
    attachment_missing::RULE,
    attachment_unreadable::RULE,
    attachment_of_wrong_size::RULE,
    media_cut_off::RULE,
    media_of_other_kind::RULE,
    media_made_by_ai::RULE,
    media_ending_wrong::RULE,
    media_not_cleaned::RULE,
    media_may_tell_place::RULE,
    media_not_measured::RULE,
    media_too_small::RULE,
    media_shape_told::RULE,
    media_length_off::RULE,
    photo_looks_poor::RULE,
    photo_not_taken::RULE,
    taken_at_odd_time::RULE,
    video_plays_poorly::RULE,
    dots_too_few::RULE,
    attachment_renamed::RULE,
    document_tells::RULE,
    folder_too_heavy::RULE,
    material_unusable::RULE,
    material_locked::RULE,
    material_pages::RULE,
    material_not_a4::RULE,
    material_fonts_missing::RULE,
    picture_unprintable::RULE,
    printed_form_empty::RULE,
    installed_fonts::RULE,
];

/// Every finding about a case but those of paper and names, which their rooms add.
pub fn check(input: Input<'_>) -> Vec<Finding> {
    Checked::default().look(input).0
}

/// Takes the need of a reason from findings for which the case gives one. One that says nothing settles nothing.
pub fn settle_by_reasons(case: &Case, findings: &mut [Finding]) {
    for finding in findings.iter_mut().filter(|finding| finding.needs_reason) {
        let reason = case.reasons.get(&finding.reason_key()).map(|reason| reason.trim());
        let Some(reason) = reason.filter(|reason| !is_blank(reason)) else { continue };
        if says_something(reason) {
            finding.needs_reason = false;
            finding.hint = format!("已说明理由：{}", short(reason));
        } else {
            let hint =
                format!("理由里写的是“{}”，没有说明原因。请用一句话写明理由。", short(reason));
            finding.hint = hint;
        }
    }
}

/// Whether a reason has words: two characters at least, and not figures and marks alone, such as a year that was
/// meant for the next field. Judgement: `没有` is a word, `2020` and `。` are none.
fn says_something(reason: &str) -> bool {
    reason.chars().filter(|one| one.is_alphabetic()).nth(1).is_some()
}

impl<'a> Input<'a> {
    /// A case of which no other is known, and none of its files: nothing is said about those.
    pub fn alone(case: &'a Case, today: Date) -> Self {
        Self { case, today, evidence: Evidence::NONE, others: Others::none() }
    }

    /// The checks of the forms that are asked for, then those of the call.
    fn checks(&self) -> impl Iterator<Item = &'a Check> + use<'a> {
        let case = self.case;
        let forms = case.forms().filter(move |form| case.is_begun(form));
        forms.flat_map(|form| &form.checks).chain(&case.call.checks)
    }

    /// The month, day or beginning of a period in a field; what is neither is told by F106 and F107.
    fn moment(&self, field: &str) -> Option<&'a str> {
        let text = match self.case.value(field)? {
            Value::Text(text) | Value::Period { from: Some(text), .. } => text.trim(),
            _ => return None,
        };
        (year_and_month(text).is_some() || calendar_day(text).is_some()).then_some(text)
    }

    /// A finding of a check about a field, with the check's weight and clause.
    fn weighed(
        &self,
        code: Code,
        check: &Check,
        field: &str,
        message: String,
        hint: &str,
    ) -> Finding {
        self.weighed_at(code, check, FieldPath::field(field), message, hint)
    }

    /// The same about any place.
    fn weighed_at(
        &self,
        code: Code,
        check: &Check,
        path: FieldPath,
        message: String,
        hint: &str,
    ) -> Finding {
        weigh(error(code, path, message), check.weight, hint).source(&check.source)
    }

    /// The marks that part the name of what is sent.
    fn name_marks(&self) -> Vec<char> {
        let Some(route) = self.case.call.route(&self.case.route) else { return Vec::new() };
        let words = route.naming.parts().iter().filter_map(|part| match part {
            Part::Words(words) => Some(words.chars()),
            Part::Value(_) => None,
        });
        words.flatten().filter(|mark| matches!(mark, '-' | '+')).collect()
    }

    /// The label of a field for messages.
    fn label(&self, id: &str) -> String {
        label(self.case, id)
    }

    /// The text of a field that becomes a part of the file name by this route, with the clause of the name.
    fn name_part(&self, asked: &Asked<'a>) -> Option<(&'a str, &'a str)> {
        let route = self.case.call.route(&self.case.route)?;
        let is_named = route.naming.values().any(|id| id == asked.field.id);
        Some((asked.text().filter(|_| is_named)?, route.naming_source.as_str()))
    }
}

fn label(case: &Case, id: &str) -> String {
    case.field(id).map_or_else(|| id.to_owned(), Field::plain_label)
}

fn principle(weight: Weight) -> &'static str {
    if weight == Weight::InPrinciple { "原则上" } else { "" }
}

/// How two months or days stand to each other, as far as both say: a day and a month by the month.
fn compare_moments(one: &str, other: &str) -> Ordering {
    let common = one.len().min(other.len());
    one[..common].cmp(&other[..common])
}

/// A month or day in words.
fn shown_moment(text: &str) -> String {
    month(text).or_else(|| day(text)).unwrap_or_else(|| text.to_owned())
}

/// An error at a place.
fn error(code: Code, path: FieldPath, message: String) -> Finding {
    Finding::new(code, Severity::Error, path, message)
}

/// A finding with the weight of what it breaks.
pub(crate) fn weigh(finding: Finding, weight: Weight, hint: &str) -> Finding {
    match weight {
        Weight::Must => Finding { severity: Severity::Error, ..finding }.hint(hint),
        Weight::InPrinciple => Finding { severity: Severity::Warning, ..finding }
            .hint(format!("{hint}确实如此的，请写明理由。"))
            .needs_reason(),
        Weight::Advised => Finding { severity: Severity::Warning, ..finding }.hint(hint),
    }
}

/// An error or a warning about a field.
fn about(code: Code, severity: Severity, field: &str, message: String) -> Finding {
    Finding::new(code, severity, FieldPath::field(field), message)
}

#[cfg(test)]
mod tests {
    use super::says_something;

    #[test]
    fn figures_and_marks_alone_are_no_reason() {
        for reason in ["2020", "２０２０", "2020-05", "2020 年", "无", "。", "……", "/", "①②", "一"]
        {
            assert!(!says_something(reason), "{reason}");
        }
        for reason in ["先行试点", "没有", "2017年先行试点", "N/A", "见 3.2 节说明"]
        {
            assert!(says_something(reason), "{reason}");
        }
    }
}
