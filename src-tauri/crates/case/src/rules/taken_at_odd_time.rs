//! A457, A458: a photo was taken outside the time of the case, or at a time at which its camera cannot have been: its
//! clock was never set.

use catalog::{AttachmentKind, CheckRule, Kind};
use foundation::{Code, Date, Finding, iso_day};

use super::attachment_words::SentMedia;
use super::rule::{Look, Part, Rule};
use super::{Input, shown_moment};
use crate::values::value::Value;
use crate::words::print::{calendar_day, year_and_month};

pub(super) const RULE: Rule = Rule {
    name: "taken_at_odd_time",
    codes: &[Code::TakenOutsideOfPeriod, Code::CameraClockNotSet],
    looks: &[Look::Whole(
        period_fields,
        &[Part::Attachments, Part::Evidence, Part::Today],
        taken_at_odd_time,
    )],
};

/// Judgement: no camera of before is asked for; clocks that were never set begin in 1970, 1980 or 1999.
const FIRST_YEAR: i16 = 2000;

/// The photos whose cameras say when they were taken.
fn dated(input: Input<'_>) -> impl Iterator<Item = (SentMedia<'_>, Date)> {
    let photos = input.sent_media();
    let photos = photos.filter(|media| {
        let attachment = media.sent.attachment;
        attachment.kind == AttachmentKind::Photo && attachment.slot.is_empty()
    });
    photos.filter_map(|media| {
        let taken = media.facts.taken.as_deref().and_then(iso_day)?;
        Some((media, taken))
    })
}

fn is_of_a_clock(taken: Date, today: Date) -> bool {
    // A camera may be set to a place farther east.
    taken.year() >= FIRST_YEAR && taken <= today.tomorrow().unwrap_or(today)
}

/// The fields that say when the case took place: a period, or a beginning and an end that a form wants in order.
fn period_fields(input: Input<'_>) -> Vec<&str> {
    let case = input.case;
    let forms = || case.forms().filter(move |form| case.is_begun(form));
    let period = forms().flat_map(|form| &form.fields).find(|field| field.kind == Kind::Period);
    if let Some(field) = period {
        return vec![&field.id];
    }
    let ordered = forms().flat_map(|form| &form.checks).find_map(|check| match &check.rule {
        CheckRule::InOrder { first, last } => Some(vec![first.as_str(), last.as_str()]),
        _ => None,
    });
    ordered.unwrap_or_default()
}

/// When the case began and ended, as typed; none where no end stands there, or no such time.
fn period(input: Input<'_>) -> (Option<&str>, Option<&str>) {
    let text = |id: &&str| input.case.value(id).and_then(Value::as_text).map(str::trim);
    let (from, to) = match period_fields(input).as_slice() {
        [only] => match input.case.value(only) {
            Some(Value::Period { from, to }) => (from.as_deref(), to.as_deref()),
            _ => (None, None),
        },
        [first, last, ..] => (text(first), text(last)),
        [] => (None, None),
    };
    let is_time = |text: &&str| year_and_month(text).is_some() || calendar_day(text).is_some();
    (from.filter(is_time), to.filter(is_time))
}

fn taken_at_odd_time(input: Input<'_>, findings: &mut Vec<Finding>) {
    let ((from, to), thing) = (period(input), &input.case.call.thing);
    for (media, taken) in dated(input) {
        let (what, shown) = (&media.sent.what, shown_day(taken));
        if !is_of_a_clock(taken, input.today) {
            let message = format!("{what}里写的拍摄日期是 {shown}，相机的日期没有设对。");
            let hint = "不影响报送，报送的副本里没有日期；说明文字里的时间请按实际的写。";
            findings.push(media.sent.warning(Code::CameraClockNotSet, message, hint));
            continue;
        }
        let text = taken.to_string();
        // A month counts as a whole.
        let as_long = |time: &str| &text[..time.len().min(text.len())];
        let beside = match (from, to) {
            (Some(from), _) if as_long(from) < from => {
                format!("早于{thing}开始的{}", shown_moment(from))
            }
            (_, Some(to)) if as_long(to) > to => format!("晚于{thing}结束的{}", shown_moment(to)),
            _ => continue,
        };
        let message = format!("{what}是 {shown}拍的，{beside}。");
        let hint = format!(
            "请看看是不是放错了照片，或{thing}的时间写错了；用来对比的、相机日期不准的，不用管。"
        );
        findings.push(media.sent.warning(Code::TakenOutsideOfPeriod, message, &hint));
    }
}

fn shown_day(day: Date) -> String {
    format!("{}年{}月{}日", day.year(), day.month(), day.day())
}
