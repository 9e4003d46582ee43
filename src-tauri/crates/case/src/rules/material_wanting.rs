//! A434, A435: the detailed material has fewer pictures than the call asks for, or no headings: 图文并茂 is
//! asked of it, and pages of bare text are not read.

use foundation::{Code, FieldPath, Finding};

use super::rule::{Look, NO_FIELD, Part, Rule};
use super::{Input, error, weigh};
use crate::material::{Material, MaterialBlock};

pub(super) const RULE: Rule = Rule {
    name: "material_wanting",
    codes: &[Code::MaterialPicturesMissing, Code::MaterialHeadingsMissing],
    looks: &[Look::Whole(NO_FIELD, &[Part::Material], material_wanting)],
};

fn material_wanting(input: Input<'_>, findings: &mut Vec<Finding>) {
    let ask = &input.case.call.material;
    // What was made elsewhere is looked at by a person.
    let blocks = input.case.material.as_ref().map(Material::blocks).unwrap_or_default();
    if blocks.iter().all(MaterialBlock::is_empty) {
        return;
    }
    let mut tell = |code: Code, message: String, hint: &str| {
        let finding = error(code, FieldPath::material(), message);
        findings.push(weigh(finding, ask.weight, hint).source(&ask.source));
    };
    let is_picture = |block: &&MaterialBlock| matches!(block, MaterialBlock::Picture { .. });
    let pictures = blocks.iter().filter(|block| !block.is_empty()).filter(is_picture).count();
    let least = ask.least_pictures as usize;
    if pictures < least {
        let has = if pictures == 0 {
            "没有图片".to_owned()
        } else {
            format!("只有 {pictures} 张图片")
        };
        let message = format!("{}里{has}，要求不少于 {least} 张。", ask.name);
        tell(Code::MaterialPicturesMissing, message, "请在文字之间插入图片，并写上图片说明。");
    }
    let is_heading = |block: &MaterialBlock| matches!(block, MaterialBlock::Heading { .. });
    if ask.headings && !blocks.iter().any(|block| is_heading(block) && !block.is_empty()) {
        let message = format!("{}里没有小标题。", ask.name);
        tell(Code::MaterialHeadingsMissing, message, "请分几部分来写，每部分加一个小标题。");
    }
}
