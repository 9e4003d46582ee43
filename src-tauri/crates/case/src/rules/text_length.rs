//! F102, F103, F114, F116, F132: texts that are too long, too short, or far from the length that is
//! asked for, counted as the form says, or so long that something else was pasted in.

use catalog::{Field, Kind, LengthUnit, Limits, Weight};
use foundation::character::is_han;
use foundation::{Code, FieldPath, Finding, Severity};

use super::rule::{ANY, Asked, Look, NO_FIELD, Part, Rule};
use super::{Input, about, error, weigh};
use crate::material::{Material, MaterialBlock};
use crate::values::value::Value;
use crate::within_reason::{
    MOST_OF_MATERIAL, MOST_OF_TEXT, MOST_ROWS, are_beyond, is_value_beyond,
};
use crate::words::zi::count_zi;

/// Judgement: no form asks for a line of more than 200 字.
const LINE_BEYOND_REASON: usize = 200;
/// Judgement: the longest section of the known forms asks for 3000 字; ten times that is a slip.
const TEXT_BEYOND_REASON: usize = 30_000;

pub(super) const RULE: Rule = Rule {
    name: "text_length",
    codes: &[
        Code::TextTooLong,
        Code::CharactersAboveLimit,
        Code::TextBeyondReason,
        Code::TextTooShort,
        Code::TextLengthOff,
    ],
    looks: &[
        Look::Field(ANY, text_length),
        Look::Block(&[], block_beyond_reason),
        Look::Whole(NO_FIELD, &[Part::Material], material_beyond_reason),
    ],
};

fn text_length(_: Input<'_>, asked: &Asked<'_>, findings: &mut Vec<Finding>) {
    let field = asked.field;
    match asked.value {
        Some(Value::Rows(rows)) if rows.len() > MOST_ROWS => {
            let message = format!("“{}”超过 {MOST_ROWS} 行。", field.plain_label());
            let finding = about(Code::TextBeyondReason, Severity::Error, &field.id, message);
            findings.push(finding.hint("请检查是不是贴错了内容。").source(&field.source));
        }
        Some(value) if is_value_beyond(value) => {
            let message = format!("“{}”{}", field.plain_label(), beyond(MOST_OF_TEXT));
            let finding = about(Code::TextBeyondReason, Severity::Error, &field.id, message);
            findings.push(finding.hint(WRONG_CONTENT).source(&field.source));
        }
        Some(value) => findings.extend(judge(field, value)),
        None => {}
    }
}

const WRONG_CONTENT: &str = "请检查是不是贴错了内容；后面的程序没有看。";

/// What is said of a text of which only the beginning is read.
fn beyond(most: usize) -> String {
    format!("超过 {} 万个字符，远远超出能放下的内容。", most / 10_000)
}

fn block_beyond_reason(
    input: Input<'_>,
    (index, block): (usize, &MaterialBlock),
    findings: &mut Vec<Finding>,
) {
    if are_beyond(block.texts(), MOST_OF_TEXT) {
        let name = &input.case.call.material.name;
        let message = format!("{name}第 {} 段{}", index + 1, beyond(MOST_OF_TEXT));
        let finding = error(Code::TextBeyondReason, FieldPath::block(index), message);
        findings.push(finding.hint(WRONG_CONTENT));
    }
}

fn material_beyond_reason(input: Input<'_>, findings: &mut Vec<Finding>) {
    let blocks = input.case.material.as_ref().map(Material::blocks).unwrap_or_default();
    if are_beyond(blocks.iter().flat_map(MaterialBlock::texts), MOST_OF_MATERIAL) {
        let name = &input.case.call.material.name;
        let message = format!("{name}{}", beyond(MOST_OF_MATERIAL));
        let finding = error(Code::TextBeyondReason, FieldPath::material(), message);
        findings.push(finding.hint(WRONG_CONTENT));
    }
}

/// How much of what a limit counts is in a text.
pub fn counted(text: &str, unit: LengthUnit) -> usize {
    match unit {
        LengthUnit::Zi => count_zi(text).zi,
        LengthUnit::Characters => count_zi(text).characters,
        LengthUnit::Han => text.chars().filter(|c| is_han(*c)).count(),
    }
}

/// What is asked for where `count` is not it.
pub(super) fn length_words(count: usize, limits: &Limits) -> Option<String> {
    let unit = limits.unit.chinese();
    let over = limits.max.filter(|most| count > *most as usize);
    let under = limits.min.filter(|least| count < *least as usize);
    if let Some(most) = over {
        return Some(format!("不超过 {most} {unit}"));
    }
    if let Some(least) = under {
        return Some(format!("不少于 {least} {unit}"));
    }
    let about = limits.about?;
    let off = count.abs_diff(about as usize);
    (off * 10 > about as usize).then(|| format!(" {about} {unit}左右"))
}

fn judge(field: &Field, value: &Value) -> Option<Finding> {
    let label = field.plain_label();
    let limits = field.limits();
    let unit = limits.unit.chinese();
    let texts = value.texts();
    let count: usize = texts.iter().map(|text| counted(text, limits.unit)).sum();
    let characters: usize = texts.iter().map(|text| count_zi(text).characters).sum();
    let most = limits.max.map(|most| most as usize);
    let least = limits.min.map_or(0, |least| least as usize);
    let bound = if matches!(field.kind, Kind::Text { .. }) {
        LINE_BEYOND_REASON
    } else {
        TEXT_BEYOND_REASON
    };
    // A form may ask for more; ten characters to each 字 are a slip all the same.
    let bound = bound.max(most.unwrap_or(0).saturating_mul(10)).min(MOST_OF_TEXT);
    let weight = if limits.in_principle { Weight::InPrinciple } else { Weight::Must };
    let principle = if limits.in_principle { "原则上" } else { "" };
    let finding = |code, weight, message: String, hint: &str| {
        Some(
            weigh(about(code, Severity::Error, &field.id, message), weight, hint)
                .source(&field.source),
        )
    };
    match most {
        Some(most) if count > most => {
            let message =
                format!("“{label}”现有 {count} {unit}，{principle}要求不超过 {most} {unit}。");
            let by_word = if limits.unit == LengthUnit::Zi {
                "按 Word 的“字数”计算。"
            } else {
                ""
            };
            let hint = format!("请删去 {} {unit}以上。{by_word}", count - most);
            return finding(Code::TextTooLong, weight, message, &hint);
        }
        _ if characters > bound => {
            let message = format!("“{label}”现有 {characters} 个字符，远远超出表格能放下的内容。");
            let hint = format!("请检查是不是贴错了内容；这里最多 {bound} 个字符。");
            return finding(Code::TextBeyondReason, Weight::Must, message, &hint);
        }
        Some(most) if limits.unit == LengthUnit::Zi && characters > most => {
            let message = format!(
                "“{label}”现有 {count} 字，没有超过 {most} 字；但按“字符数（不计空格）”是 {characters}。"
            );
            let hint = "若征集方按字符数计算，请再精简。";
            let note = about(Code::CharactersAboveLimit, Severity::Note, &field.id, message);
            return Some(note.hint(hint).source(&field.source));
        }
        _ => {}
    }
    if count < least {
        let message =
            format!("“{label}”现有 {count} {unit}，{principle}要求不少于 {least} {unit}。");
        let hint = format!("请补充 {} {unit}以上。", least - count);
        return finding(Code::TextTooShort, weight, message, &hint);
    }
    let wanted = length_words(count, &Limits { min: None, max: None, ..limits })?;
    let message = format!("“{label}”现有 {count} {unit}，要求{wanted}。");
    let about = limits.about.map_or(0, |about| about as usize);
    let (more, off) =
        if count < about { ("补充", about - count) } else { ("删去", count - about) };
    let hint = format!("请{more} {off} {unit}左右；相差一成以内不提醒。");
    finding(Code::TextLengthOff, Weight::Advised, message, &hint)
}
