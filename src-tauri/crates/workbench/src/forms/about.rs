//! What a call tells and nobody checks, in words for the user: days that count, steps, how many cases may
//! come, where to send what, whom to ask.

use case::{bytes_rounded_down, bytes_rounded_up, duration_words};
use catalog::{AttachmentRule, Call, Quota, Weight, day_and_hour};
use foundation::Date;
use serde::Serialize;

use crate::desk::Desk;
use crate::fault::Fault;

/// What belongs together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AboutGroup.ts"))]
pub struct AboutGroup {
    /// What it is about.
    pub title: String,
    /// One thing each.
    pub lines: Vec<AboutLine>,
}

/// One thing that is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "AboutLine.ts"))]
pub struct AboutLine {
    /// In words.
    pub text: String,
    /// The clause; may be empty.
    pub source: String,
}

impl Desk<'_> {
    /// What a call tells.
    ///
    /// # Errors
    /// `UnknownCall`.
    pub fn about(&self, call: &str) -> Result<Vec<AboutGroup>, Fault> {
        Ok(about(self.call(call)?, self.clock.today()))
    }
}

/// Everything that a call tells; groups of which it tells nothing are left out.
pub(crate) fn about(call: &Call, today: Date) -> Vec<AboutGroup> {
    let mut groups = vec![
        group("时间", days(call, today)),
        group("步骤", steps(call)),
        group("名额", call.quotas.iter().map(|quota| line(quota_words(quota), &quota.source))),
        group("附件", attachments(call)),
        group("报送", deliveries(call)),
        group("联系", contacts(call)),
    ];
    for note in &call.notice.notes {
        let line = line(note.text.clone(), &note.source);
        match groups.iter_mut().find(|group| group.title == note.topic) {
            Some(group) => group.lines.push(line),
            None => groups.push(group(&note.topic, [line])),
        }
    }
    groups.retain(|group| !group.lines.is_empty());
    groups
}

/// What goes where by a route, for 清单.txt.
pub(crate) fn delivery_lines(call: &Call, route: &str) -> Vec<String> {
    let counts = |delivery: &&catalog::Delivery| {
        delivery.routes.is_empty() || delivery.routes.iter().any(|id| id == route)
    };
    let deliveries = call.notice.deliveries.iter().filter(counts);
    deliveries.map(|delivery| format!("报送：{}", delivery_words(delivery))).collect()
}

fn group(title: &str, lines: impl IntoIterator<Item = AboutLine>) -> AboutGroup {
    AboutGroup { title: title.to_owned(), lines: lines.into_iter().collect() }
}

fn line(text: String, source: &str) -> AboutLine {
    AboutLine { text, source: source.to_owned() }
}

fn days(call: &Call, today: Date) -> Vec<AboutLine> {
    let closes = day_and_hour(call.closes, call.closing_hour);
    let window = if call.is_dated() {
        format!("征集时间：{} 至 {closes}{}", call.opens, left(call.closes, today))
    } else {
        "征集时间：没有写，请照通知核对".to_owned()
    };
    let mut days = vec![line(window, &call.window_source)];
    days.extend(call.deadlines.iter().map(|deadline| {
        let by = day_and_hour(deadline.day, deadline.hour);
        let text = format!("{}：{by} 以前{}", deadline.what, left(deadline.day, today));
        line(text, &deadline.source)
    }));
    days
}

fn left(day: Date, today: Date) -> String {
    match (day - today).get_days() {
        0 => "（今天截止）".into(),
        days @ 1.. => format!("（还有 {days} 天）"),
        days => format!("（已过 {} 天）", -days),
    }
}

fn steps(call: &Call) -> Vec<AboutLine> {
    let step = |step: &catalog::Step| {
        let who = if step.who.is_empty() { String::new() } else { format!("（{}）", step.who) };
        line(format!("{}：{}{who}", step.when, step.what), &step.source)
    };
    call.notice.steps.iter().map(step).collect()
}

fn quota_words(quota: &Quota) -> String {
    let principle = if quota.weight == Weight::InPrinciple { "原则上" } else { "" };
    let count = match (quota.least, quota.most) {
        (Some(least), Some(most)) if least == most => format!("{most} 个"),
        (Some(least), Some(most)) => format!("{least} 至 {most} 个"),
        (Some(least), None) => format!("不少于 {least} 个"),
        (None, Some(most)) => format!("不超过 {most} 个"),
        (None, None) => String::new(),
    };
    let advised = if quota.weight == Weight::Advised { "（不符合时提醒）" } else { "" };
    format!("{}：{principle}{count}{advised}", quota.what)
}

/// What goes along, and what photos and videos must be.
fn attachments(call: &Call) -> Vec<AboutLine> {
    let media = call.media.as_ref().map(|media| {
        let principle = if media.weight == Weight::InPrinciple { "原则上" } else { "" };
        let (long, short) = (media.long_side, media.short_side);
        let text = format!("照片和视频：{principle}不低于 {long}×{short}");
        line(text, &media.source)
    });
    let rules = call.attachments.iter().map(|rule| line(attachment_words(rule), &rule.source));
    media.into_iter().chain(rules).collect()
}

fn attachment_words(rule: &AttachmentRule) -> String {
    let formats = rule.formats.join("、").to_uppercase();
    let parts = [
        (rule.least > 0).then(|| format!("至少 {} 个", rule.least)),
        rule.most.map(|most| format!("最多 {most} 个")),
        (!formats.is_empty()).then(|| format!("{formats} 格式")),
        rule.min_bytes.map(|least| format!("每个不小于 {}", bytes_rounded_down(least))),
        rule.max_bytes.map(|most| format!("每个不大于 {}", bytes_rounded_up(most))),
        rule.min_dpi.map(|least| format!("不少于 {least} dpi")),
        rule.min_seconds.map(|least| format!("每个不短于 {}", duration_words(least))),
        rule.max_seconds.map(|most| format!("每个不长于 {}", duration_words(most))),
        rule.captions.then(|| "每个写一句说明".to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        rule.what.clone()
    } else {
        format!("{}：{}", rule.what, parts.join("，"))
    }
}

fn deliveries(call: &Call) -> Vec<AboutLine> {
    let line = |delivery: &catalog::Delivery| line(delivery_words(delivery), &delivery.source);
    call.notice.deliveries.iter().map(line).collect()
}

fn delivery_words(delivery: &catalog::Delivery) -> String {
    let copies = delivery.copies.map_or_else(String::new, |copies| format!("，一式 {copies} 份"));
    let to = if delivery.to.is_empty() { String::new() } else { format!("，{}", delivery.to) };
    format!("{}（{}{copies}）{to}", delivery.what, delivery.how)
}

fn contacts(call: &Call) -> Vec<AboutLine> {
    let contact = |contact: &catalog::Contact| {
        let parts = [&contact.who, &contact.phone, &contact.address];
        let parts: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        line(parts.join("，"), &contact.source)
    };
    call.notice.contacts.iter().map(contact).collect()
}
