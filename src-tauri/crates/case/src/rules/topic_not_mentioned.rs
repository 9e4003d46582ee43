//! C214: a topic on which the call lays weight is not mentioned.

use catalog::CheckRule;
use foundation::{Code, Finding};

use super::Look;

pub(super) fn topic_not_mentioned(look: Look<'_>, findings: &mut Vec<Finding>) {
    for check in look.checks() {
        let CheckRule::Mentions { fields, words, topic } = &check.rule else { continue };
        let texts: Vec<&str> =
            fields.iter().filter_map(|field| look.case.value(field)?.as_text()).collect();
        let is_there = |word: &String| texts.iter().any(|text| text.contains(word.as_str()));
        if texts.is_empty() || words.iter().any(is_there) {
            continue;
        }
        let labels: Vec<String> = fields.iter().map(|id| format!("“{}”", look.label(id))).collect();
        let message = format!("{}里没有写到{topic}。", labels.join("、"));
        let hint = format!("可以写到：{}。", words.join("、"));
        findings.push(look.weighed(Code::TopicNotMentioned, check, &fields[0], message, &hint));
    }
}
