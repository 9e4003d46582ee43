//! C214: a topic on which the call lays weight is not mentioned. Advice, because it may stand there in other
//! words.

use catalog::{Check, CheckRule};
use foundation::{Code, Finding};

use super::Input;
use super::rule::{Look, Rule};

pub(super) const RULE: Rule = Rule {
    name: "topic_not_mentioned",
    codes: &[Code::TopicNotMentioned],
    looks: &[Look::Check(&[], topic_not_mentioned)],
};

fn topic_not_mentioned(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::Mentions { fields, words, topic } = &check.rule else { return };
    let texts: Vec<&str> =
        fields.iter().filter_map(|field| input.case.value(field)?.as_text()).collect();
    let is_there = |word: &String| texts.iter().any(|text| text.contains(word.as_str()));
    if texts.is_empty() || words.iter().any(is_there) {
        return;
    }
    let labels: Vec<String> = fields.iter().map(|id| format!("“{}”", input.label(id))).collect();
    let message = format!("{}里没有写到{topic}。", labels.join("、"));
    let hint = format!("可以写到：{}。", words.join("、"));
    findings.push(input.weighed(Code::TopicNotMentioned, check, &fields[0], message, &hint));
}
