//! Options on paper: one field with its options, and a text behind those that ask for one.

use catalog::{Condition, Item, Kind, OptionMark, TextOption};

use crate::asking::{Doubt, Place};
use crate::guess::kinds::text;
use crate::guess::names::Ids;
use crate::guess::options::{Choice, Options, Piece};
use crate::guess::text::{core, has, squeezed};
use crate::guess::unboxed;
use crate::making::maker::Maker;

/// Options with the words around them, and where they stand.
pub(crate) struct Asked<'o> {
    pub(crate) label: &'o str,
    pub(crate) options: &'o Options,
    pub(crate) place: Place,
}

/// Makes a choice of options; the lines with which it is printed.
pub(crate) fn choice(maker: &mut Maker<'_>, asked: &Asked<'_>) -> (String, Vec<Vec<Item>>) {
    let labels: Vec<String> = asked.options.choices().map(|choice| choice.label.clone()).collect();
    let options = text_options(&labels);
    let (box_after, mark) = (asked.options.box_after, asked.options.mark);
    let kind = if is_yes_no(&labels) {
        Kind::YesNo { mark, box_after }
    } else if several(maker, asked, &labels) {
        Kind::Choices { options: options.clone(), mark, box_after }
    } else {
        Kind::Choice { options: options.clone(), mark, box_after }
    };
    let yes_no = matches!(kind, Kind::YesNo { .. });
    let id = maker.field(asked.label, kind);
    let ids: Vec<String> = options
        .iter()
        .map(|option| match option.label.as_str() {
            "是" if yes_no => "yes".to_owned(),
            "否" if yes_no => "no".to_owned(),
            _ => option.id.clone(),
        })
        .collect();
    let lines = printed(maker, &id, asked, &ids);
    (id, lines)
}

/// Options with an id each.
fn text_options(labels: &[String]) -> Vec<TextOption> {
    let mut ids = Ids::default();
    let mut id = |label: &str| ids.id(&core(label), "option");
    labels.iter().map(|label| TextOption::new(&id(label), label)).collect()
}

/// What a control lets one choose from: what is chosen is printed alone.
pub(crate) fn listed(choices: &[String]) -> Kind {
    Kind::Choice { options: text_options(choices), mark: OptionMark::Value, box_after: false }
}

/// What a label lists in its brackets: one of it, or several where it says so. The label stands on paper already, so
/// what is chosen is printed alone.
pub(crate) fn in_label(label: &str) -> Option<Kind> {
    let labels = unboxed::in_brackets(label)?;
    if is_yes_no(&labels) {
        return Some(Kind::YesNo { mark: OptionMark::Square, box_after: false });
    }
    let (options, mark) = (text_options(&labels), OptionMark::Value);
    Some(if says_several(&squeezed(label)) {
        Kind::Choices { options, mark, box_after: false }
    } else {
        Kind::Choice { options, mark, box_after: false }
    })
}

/// Whether words let one take several options.
fn says_several(words: &str) -> bool {
    const SEVERAL: [&str; 10] = [
        "多选",
        "可选多",
        "可多",
        "选多项",
        "不限一项",
        "最多选",
        "限选2",
        "限选3",
        "限选4",
        "限选5",
    ];
    has(words, &SEVERAL)
}

fn is_yes_no(labels: &[String]) -> bool {
    let plain: Vec<String> = labels.iter().map(|label| squeezed(label)).collect();
    plain.len() == 2 && plain.contains(&"是".to_owned()) && plain.contains(&"否".to_owned())
}

/// Whether several options may be taken: as the form says, or as it is answered.
fn several(maker: &mut Maker<'_>, asked: &Asked<'_>, labels: &[String]) -> bool {
    let mut words = squeezed(asked.label);
    for piece in &asked.options.pieces {
        if let Piece::Words(said) = piece {
            words.push_str(&squeezed(said));
        }
    }
    if says_several(&words) {
        return true;
    }
    let one = ["单选", "选一", "只选", "任选一", "限选一", "选填一"];
    let opposite = labels.iter().any(|label| {
        matches!(
            squeezed(label).as_str(),
            "无" | "否" | "不" | "没有" | "女" | "不同意" | "不是" | "不愿意"
        )
    });
    if has(&words, &one) || opposite || labels.len() <= 2 {
        return false;
    }
    let name = core(asked.label);
    let usual_one =
        ["类型", "类别", "性质", "级别", "组别", "层次", "性别", "等级", "阶段", "学段", "规模"];
    let usual_many =
        ["方式", "对象", "内容", "渠道", "措施", "领域", "学生", "形式", "用途", "材料", "清单"];
    let likely = usize::from(has(&name, &usual_many) && !has(&name, &usual_one));
    let doubt = Doubt {
        place: asked.place,
        words: asked.label,
        aspect: "几项",
        text: format!("“{name}”可以选几项？"),
        options: &["只选一项", "可以选几项"],
        likely,
        doubt: if has(&name, &usual_one) { 35 } else { 60 },
    };
    maker.ask(&doubt) == 1
}

/// How options are printed: all in a row, one under the other, or piece by piece where something stands
/// between them.
fn printed(maker: &mut Maker<'_>, id: &str, asked: &Asked<'_>, ids: &[String]) -> Vec<Vec<Item>> {
    let pieces = &asked.options.pieces;
    let words = pieces.iter().any(|piece| matches!(piece, Piece::Words(_)));
    let extra = asked.options.choices().any(|choice| choice.extra.is_some());
    let breaks = pieces.iter().filter(|piece| **piece == Piece::Break).count();
    // A question of yes or no prints its answer alone where it is not told to print both.
    let yes_no = ids.iter().all(|id| id == "yes" || id == "no");
    if !words && !extra && !yes_no {
        let stacked = breaks + 1 == ids.len() && breaks > 0;
        let item = if stacked { Item::Stack(id.to_owned()) } else { Item::Value(id.to_owned()) };
        return vec![vec![item]];
    }
    let mut lines = vec![Vec::new()];
    let mut at = 0;
    for piece in pieces {
        let line: &mut Vec<Item> = match lines.last_mut() {
            Some(line) => line,
            None => break,
        };
        match piece {
            Piece::Break => {
                if !line.is_empty() {
                    lines.push(Vec::new());
                }
            }
            Piece::Words(words) => line.push(maker.text(words)),
            Piece::Option(choice) => {
                if matches!(line.last(), Some(Item::TickOption(..))) {
                    line.push(maker.text("\u{3000}"));
                }
                line.push(Item::TickOption(id.to_owned(), ids[at].clone()));
                if choice.extra.is_some() {
                    line.extend(extra_items(maker, (id, &ids[at]), choice));
                }
                at += 1;
            }
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// What is filled in behind an option, between the words around it.
fn extra_items(maker: &mut Maker<'_>, (id, option): (&str, &str), choice: &Choice) -> Vec<Item> {
    let (open, close) = choice.extra.clone().unwrap_or_default();
    let name = core(&open);
    let plain = ["请注明", "请说明", "注明", "说明", "请填写", "请写明", "请列出", ""];
    let label = if plain.contains(&name.as_str()) {
        format!("{}的说明", unboxed::without_sign(&choice.label))
    } else {
        name
    };
    let field = maker.field(&label, text(catalog::TextFormat::Free, None));
    if let Some(made) = maker.get(&field) {
        made.shown_when =
            Some(Condition { field: id.to_owned(), options: vec![option.to_owned()] });
        made.blank = "________".into();
        made.absent = "________".into();
    }
    let mut items = Vec::new();
    if !open.is_empty() {
        items.push(maker.text(&open));
    }
    items.push(Item::Value(field));
    if !close.is_empty() {
        items.push(maker.text(&close));
    }
    items
}
