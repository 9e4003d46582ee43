//! C215: several texts together are too long, too short, or far from the length that is asked for.

use catalog::{Check, CheckRule};
use foundation::{Code, FieldPath, Finding};

use super::Input;
use super::rule::{Look, Part, Rule};
use super::text_length::{counted, length_words};

pub(super) const RULE: Rule = Rule {
    name: "whole_length_off",
    codes: &[Code::WholeLengthOff],
    looks: &[Look::Check(&[Part::Material], whole_length_off)],
};

fn whole_length_off(input: Input<'_>, check: &Check, findings: &mut Vec<Finding>) {
    let CheckRule::WholeLength { fields, material, what, limits } = &check.rule else {
        return;
    };
    let values = fields.iter().filter_map(|field| input.case.value(field));
    let mut count: usize =
        values.flat_map(|value| value.texts()).map(|text| counted(text, limits.unit)).sum();
    if let Some(material) = input.case.material.as_ref().filter(|_| *material) {
        let texts = material.blocks().iter().flat_map(|block| block.texts());
        count += texts.map(|text| counted(text, limits.unit)).sum::<usize>();
    }
    if count == 0 {
        return;
    }
    if let Some(wanted) = length_words(count, limits) {
        let unit = limits.unit.chinese();
        let message = format!("{what}合计 {count} {unit}，要求{wanted}。");
        let mut parts: Vec<String> =
            fields.iter().map(|field| format!("“{}”", input.label(field))).collect();
        if *material {
            let name = &input.case.call.material.name;
            parts.push(format!("{name}里的文字（另做的 PDF 不计）"));
        }
        let hint = format!("合计的是：{}。请增删其中的文字。", parts.join("、"));
        let path = fields.first().map_or_else(FieldPath::case, |id| FieldPath::field(id));
        findings.push(input.weighed_at(Code::WholeLengthOff, check, path, message, &hint));
    }
}
