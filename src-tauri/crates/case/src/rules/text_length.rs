//! F102, F103, F114, F116: texts that are too long or too short in 字, as Word counts them.

use catalog::{Field, Kind};
use foundation::{Code, Finding, Severity};

use super::{Look, about};
use crate::zi::{ZiCount, count_zi};

/// Judgement: no form asks for a line of more than 200 字.
const LINE_BEYOND_REASON: usize = 200;
/// Judgement: the longest section of the known forms asks for 3000 字; ten times that is a slip.
const TEXT_BEYOND_REASON: usize = 30_000;

/// More is not set on paper, so a final copy must not hold it.
const MOST_ON_PAPER: usize = 100_000;

pub(super) fn text_length(look: Look<'_>, findings: &mut Vec<Finding>) {
    for field in look.case.fields() {
        let Some(value) = look.case.value(&field.id) else { continue };
        let count =
            value.texts().into_iter().map(count_zi).fold(ZiCount::default(), |sum, text| {
                let (zi, characters) = (sum.zi + text.zi, sum.characters + text.characters);
                ZiCount { zi, characters, ..text }
            });
        findings.extend(judge(field, count));
    }
}

fn judge(field: &Field, count: ZiCount) -> Option<Finding> {
    let label = field.plain_label();
    let ZiCount { zi, characters, .. } = count;
    let finding = |code, severity, message: String| {
        about(code, severity, &field.id, message).source(&field.source)
    };
    let most = field.limits.max_zi.map(|most| most as usize);
    let least = field.limits.min_zi.map_or(0, |least| least as usize);
    let bound = if field.kind == Kind::Text { LINE_BEYOND_REASON } else { TEXT_BEYOND_REASON };
    // A form may ask for more; ten characters to each 字 are a slip all the same.
    let bound = bound.max(most.unwrap_or(0).saturating_mul(10)).min(MOST_ON_PAPER);
    match most {
        Some(most) if zi > most => {
            let message = format!("“{label}”现有 {zi} 字，要求不超过 {most} 字。");
            let hint = format!("请删去 {} 字以上。按 Word 的“字数”计算。", zi - most);
            return Some(finding(Code::TextTooLong, Severity::Error, message).hint(hint));
        }
        _ if characters > bound => {
            let message = format!("“{label}”现有 {characters} 个字符，远远超出表格能放下的内容。");
            let hint = format!("请检查是不是贴错了内容；这里最多 {bound} 个字符。");
            return Some(finding(Code::TextBeyondReason, Severity::Error, message).hint(hint));
        }
        Some(most) if characters > most => {
            let message = format!(
                "“{label}”现有 {zi} 字，没有超过 {most} 字；但按“字符数（不计空格）”是 {characters}。"
            );
            let hint = "若征集方按字符数计算，请再精简。";
            return Some(finding(Code::CharactersAboveLimit, Severity::Note, message).hint(hint));
        }
        _ => {}
    }
    if zi < least {
        let message = format!("“{label}”现有 {zi} 字，要求不少于 {least} 字。");
        let hint = format!("请补充 {} 字以上。", least - zi);
        return Some(finding(Code::TextTooShort, Severity::Error, message).hint(hint));
    }
    None
}
