//! A place to be filled in with its label: the field, and what stands in both cells.

use catalog::{FilledBy, Item, Kind, TextFormat};

use crate::asking::{Doubt, Place};
use crate::document::{CONTROL, Cell};
use crate::guess::foot;
use crate::guess::kinds::{Guess, Room, guess, text, unit_in_brackets};
use crate::guess::options;
use crate::guess::shapes::Shape;
use crate::guess::text::{core, ends, has, squeezed};
use crate::guess::unboxed;
use crate::making::boxes::{self, Asked};
use crate::making::feet;
use crate::making::maker::{Maker, no_braces};

/// A label and the cell that belongs to it.
pub(crate) struct Pair<'t> {
    /// The words of the label.
    pub(crate) label: String,
    /// The cell that is filled in.
    pub(crate) value: &'t Cell,
    pub(crate) shape: Shape,
    pub(crate) place: Place,
    /// In mm.
    pub(crate) height: f64,
    /// In mm.
    pub(crate) width: f64,
    /// The label over it and others, if any.
    pub(crate) side: String,
}

/// Lines of a cell.
pub(crate) type Lines = Vec<Vec<Item>>;

/// Makes the field; its id, and what stands in its cell.
pub(crate) fn fill(maker: &mut Maker<'_>, pair: &Pair<'_>) -> (String, Lines) {
    let (id, lines) = filled(maker, pair);
    let words = pair.value.text();
    let only_printed =
        matches!(pair.shape, Shape::Tail | Shape::Hint | Shape::Words | Shape::Label);
    if only_printed && inner_blanks(&words) > 0 {
        maker.mark(&id, &only_printed_mark(&words));
    }
    (id, lines)
}

/// What is noted of blanks that stay blanks on our paper.
pub(crate) fn only_printed_mark(words: &str) -> String {
    let words: String = squeezed(words).chars().take(20).collect();
    format!("请核对：“{words}”里的空白只照印，没有做成栏目。")
}

/// Blanks between words, and underlined ones behind them: places that somebody may have to fill in.
pub(crate) fn inner_blanks(text: &str) -> usize {
    let of = |line: &str| {
        let line = line.trim();
        let lead = line.trim_start_matches('_');
        let blanks = foot::pieces(lead).len().saturating_sub(1);
        blanks + usize::from(lead.trim_end().ends_with("__"))
    };
    text.lines().map(of).sum()
}

fn filled(maker: &mut Maker<'_>, pair: &Pair<'_>) -> (String, Lines) {
    let words = pair.value.text();
    match &pair.shape {
        Shape::Options => match options::any(&words, unboxed::says_choose(&pair.label)) {
            Some(options) => {
                let asked = Asked { label: &pair.label, options: &options, place: pair.place };
                boxes::choice(maker, &asked)
            }
            None => plain(maker, pair),
        },
        Shape::Date(kind) => {
            let id = field(maker, pair, kind.clone());
            if let Some(made) = maker.get(&id) {
                made.blank = one_line(&words);
            }
            let lines = vec![vec![Item::Value(id.clone())]];
            (id, lines)
        }
        Shape::Place => {
            let id = field(maker, pair, Kind::Region { level: None });
            if let Some(made) = maker.get(&id) {
                made.blank = one_line(&words);
            }
            let lines = vec![vec![Item::Value(id.clone())]];
            (id, lines)
        }
        Shape::Unit(unit) => {
            let (id, _) = plain(maker, pair);
            let lines = vec![vec![Item::Value(id.clone()), maker.text(&format!("\u{3000}{unit}"))]];
            (id, lines)
        }
        Shape::Tail => {
            let (id, _) = plain(maker, pair);
            let tail = words.trim().replace('_', " ");
            let lines =
                vec![vec![Item::Value(id.clone()), maker.text(&format!("\u{3000}\u{3000}{tail}"))]];
            (id, lines)
        }
        Shape::Foot => with_foot(maker, pair),
        Shape::Hint | Shape::Words | Shape::Label => {
            let (id, _) = plain(maker, pair);
            let hint = maker.text(&crate::making::maker::one_text(&words));
            let lines = vec![vec![hint], vec![Item::Value(id.clone())]];
            (id, lines)
        }
        Shape::Empty | Shape::Photo => plain(maker, pair),
    }
}

/// An opinion, or another text, with its foot.
fn with_foot(maker: &mut Maker<'_>, pair: &Pair<'_>) -> (String, Lines) {
    let guessed = guess(room(pair, &pair.value.text()));
    let opinion = matches!(guessed.kind, Kind::Opinion { .. });
    let kind = match guessed.kind {
        Kind::Text { limits, .. } | Kind::LongText { limits, .. } => {
            Kind::LongText { limits, extra_page: false }
        }
        other => other,
    };
    let id = field(maker, pair, kind);
    if opinion {
        by_others(maker, pair, &id);
    }
    let foot = feet::foot(maker, &pair.value.lines, pair.width);
    let mut lines: Lines = Vec::new();
    for words in &foot.above {
        lines.push(vec![maker.text(words)]);
    }
    lines.push(vec![Item::Value(id.clone())]);
    let placed = |item: &Item| matches!(item, Item::Seal(_) | Item::Sign(_));
    if opinion && !foot.lines.iter().flatten().any(placed) {
        // Words do not go to the foot of their cell by themselves, as seals and signatures do.
        let own = foot.lines.len() as f64 * 6.0;
        let blank = ((pair.height - own - 8.0) / 6.0).clamp(0.0, 6.0) as usize;
        let line = maker.text("\u{3000}");
        lines.extend(std::iter::repeat_n(vec![line], blank));
    }
    lines.extend(foot.lines);
    (id, lines)
}

/// Whether an opinion is that of the applicant's own office or of one above.
fn by_others(maker: &mut Maker<'_>, pair: &Pair<'_>, id: &str) {
    let name = core(&pair.label);
    let own = ["申报", "申请", "本单位", "所在单位", "作者", "填报", "自评", "本人", "参评"];
    let upper = [
        "县",
        "市",
        "省",
        "乡镇",
        "街道",
        "主管",
        "上级",
        "审核",
        "审批",
        "评审",
        "评委",
        "组织部",
        "推荐",
        "学院",
        "系",
        "院",
        "部门",
        "委员会",
        "党委",
        "中心",
        "协会",
        "导师",
        "老师",
        "专家",
        "村",
        "局",
    ];
    let likely = usize::from(!has(&name, &own));
    let doubt = Doubt {
        place: pair.place,
        words: &pair.label,
        aspect: "谁填",
        text: format!("“{name}”由谁填写？"),
        options: &["申报人自己填", "由别人填，申报时空着"],
        likely,
        doubt: if has(&name, &own) == has(&name, &upper) { 55 } else { 15 },
    };
    let others = maker.others.is_some() || maker.ask(&doubt) == 1;
    maker.remark(id);
    if others && let Some(made) = maker.get(id) {
        made.filled_by =
            if has(&name, &["推荐"]) { FilledBy::Recommender } else { FilledBy::Upper };
    }
}

/// A field by its words and its room.
fn plain(maker: &mut Maker<'_>, pair: &Pair<'_>) -> (String, Lines) {
    let Guess { kind, personal, or } = guess(room(pair, &pair.value.text()));
    let kind = match or {
        _ if pair.value.choices().is_some() => {
            boxes::listed(pair.value.choices().unwrap_or_default())
        }
        Some(other) => either(maker, pair, kind, other),
        None => match boxes::in_label(&pair.label) {
            Some(choice) if pair.shape == Shape::Empty => choice,
            _ => kind,
        },
    };
    let id = field(maker, pair, kind);
    if personal && let Some(made) = maker.get(&id) {
        made.personal = true;
    }
    let lines = vec![vec![Item::Value(id.clone())]];
    (id, lines)
}

fn room<'p>(pair: &'p Pair<'_>, words: &'p str) -> Room<'p> {
    let value = match &pair.shape {
        Shape::Unit(unit) => unit,
        Shape::Tail => words,
        _ => "",
    };
    // Empty paragraphs are room to write in, also where no height is said.
    let blank = pair.value.lines.iter().filter(|line| line.is_blank()).count();
    let height = pair.height.max(blank.saturating_sub(1) as f64 * 6.0);
    Room {
        label: &pair.label,
        value,
        unit: unit_in_brackets(&pair.side),
        height,
        width: pair.width,
        column: false,
    }
}

/// One of two kinds, as it is answered.
fn either(maker: &mut Maker<'_>, pair: &Pair<'_>, likely: Kind, other: Kind) -> Kind {
    let name = |kind: &Kind| match kind {
        Kind::Month => "某年某月",
        Kind::Date => "某年某月某日",
        Kind::Period => "从某月到某月",
        Kind::LongText { .. } => "几段文字",
        _ => "一行文字",
    };
    let doubt = Doubt {
        place: pair.place,
        words: &pair.label,
        aspect: "填什么",
        text: format!("“{}”填什么？", core(&pair.label)),
        options: &[name(&likely), name(&other)],
        likely: 0,
        doubt: 25,
    };
    if maker.ask(&doubt) == 0 { likely } else { other }
}

/// A new field, or the one of the cover that asks for the same.
fn field(maker: &mut Maker<'_>, pair: &Pair<'_>, kind: Kind) -> String {
    let name = core(&pair.label);
    if let Some(id) = maker.covered.remove(&name) {
        let label = crate::making::maker::one_text(&pair.label);
        if let Some(made) = maker.get(&id) {
            made.label = label;
            made.underline_mm = None;
            if !matches!(kind, Kind::LongText { .. } | Kind::Opinion { .. }) {
                made.kind = kind;
            }
        }
        maker.remark(&id);
        return id;
    }
    let twin = maker.is_named(&name);
    let id = maker.field(&pair.label, kind);
    let before = if pair.side.is_empty() { named_before(maker, &id) } else { core(&pair.side) };
    if twin && let Some(made) = maker.get(&id) {
        let name = if before.is_empty() {
            format!("{name}（另一处）")
        } else {
            format!("{before}的{name}")
        };
        made.name = no_braces(&name);
    }
    id
}

/// The person or thing that was named before a field: `指导老师姓名` for the 手机 behind it.
fn named_before(maker: &Maker<'_>, id: &str) -> String {
    // Judgement: what was named thirty fields ago is about something else.
    let fields = maker.form.fields.iter().rev().skip_while(|field| field.id == id).take(30);
    let named = fields.map(|field| core(&field.label)).find(|name| ends(name, &["姓名", "名称"]));
    let named = named.unwrap_or_default();
    named.trim_end_matches("姓名").trim_end_matches("名称").to_owned()
}

/// A place without a label: what it is called is asked.
pub(crate) fn unlabelled(maker: &mut Maker<'_>, pair: &Pair<'_>) -> (String, Lines) {
    let kind = if pair.height >= 18.0 && pair.width >= 60.0 {
        Kind::LongText { limits: catalog::Limits::default(), extra_page: false }
    } else {
        text(TextFormat::Free, None)
    };
    let id = field(maker, pair, kind);
    let lines = vec![vec![Item::Value(id.clone())]];
    (id, lines)
}

/// Blanks as they stand, on one line.
fn one_line(words: &str) -> String {
    let line = words.replace(['\n', '\t', CONTROL], "  ");
    let line = line.trim_end();
    if squeezed(line).is_empty() { String::new() } else { line.replace(['{', '}'], "") }
}
