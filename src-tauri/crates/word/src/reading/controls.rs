//! What Word puts where something is filled in: content controls, and the form fields of older files. What one
//! shows meanwhile is none of the form's words; what it is for is told by the signs that blanks have on paper.

use crate::document::{Block, CONTROL, Paragraph};
use crate::reading::xml::Node;

/// Whether controls are taken for what they ask, or for what was filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Controls {
    /// Of a blank form.
    AsAsked,
    /// Of one that was filled in.
    AsFilled,
}

/// A control, by what is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Control {
    /// Words.
    Words,
    /// A box to be ticked.
    Tick,
    /// A day or a month, as blanks for it.
    Day(&'static str),
    /// One of a list.
    List(Vec<String>),
    /// What was filled in.
    Filled(String),
}

/// The blank that a control for words is.
const BLANK: &str = "______";
const DAY: &str = "____年__月__日";
const MONTH: &str = "____年__月";

impl Control {
    /// What a content control (`sdt`) is; none where it shows what is part of the form.
    pub(crate) fn of(node: &Node) -> Option<Self> {
        let properties = node.child("sdtPr")?;
        if properties.child("checkbox").is_some() {
            return Some(Self::Tick);
        }
        let list = properties.child("dropDownList").or_else(|| properties.child("comboBox"));
        if let Some(choices) = list.map(choices).filter(|choices| !choices.is_empty()) {
            return Some(Self::List(choices));
        }
        let invites = properties.switch("showingPlcHdr") == Some(true);
        let day = properties.child("date").filter(|_| invites);
        if let Some(format) = day.map(|day| day.child("dateFormat").and_then(Node::val)) {
            let month = format.is_some_and(|format| !format.contains('d'));
            return Some(Self::Day(if month { MONTH } else { DAY }));
        }
        invites.then_some(Self::Words)
    }

    /// The same of one that may have been filled in; none where it shows what was.
    pub(crate) fn met(node: &Node, controls: Controls) -> Option<Self> {
        if controls == Controls::AsAsked {
            return Self::of(node);
        }
        let properties = node.child("sdtPr")?;
        if let Some(ticked) = properties.child("checkbox") {
            return Some(Self::ticked(ticked.switch("checked") == Some(true)));
        }
        (properties.switch("showingPlcHdr") == Some(true)).then(|| Self::Filled(String::new()))
    }

    /// The same of a form field of older files.
    pub(crate) fn met_field(mark: &Node, controls: Controls) -> Option<Self> {
        if controls == Controls::AsAsked {
            return Self::of_field(mark);
        }
        let data = mark.child("ffData")?;
        if let Some(ticked) = data.child("checkBox") {
            let on = ticked.switch("checked").or_else(|| ticked.switch("default"));
            return Some(Self::ticked(on == Some(true)));
        }
        let list = data.child("ddList")?;
        let chosen = list.child("result").and_then(|result| result.number("val")).unwrap_or(0.0);
        let mut entries = list.nodes().filter(|entry| &*entry.name == "listEntry");
        let words = entries.nth(chosen.max(0.0) as usize).and_then(Node::val).unwrap_or_default();
        Some(Self::Filled(if invites(words) { String::new() } else { words.to_owned() }))
    }

    fn ticked(on: bool) -> Self {
        Self::Filled(if on { "☑" } else { "□" }.to_owned())
    }

    /// What a form field of older files is, by the data that its first mark carries.
    pub(crate) fn of_field(mark: &Node) -> Option<Self> {
        let data = mark.child("ffData")?;
        if data.child("checkBox").is_some() {
            return Some(Self::Tick);
        }
        if let Some(list) = data.child("ddList") {
            let entries = list.nodes().filter(|entry| &*entry.name == "listEntry");
            let words = entries.filter_map(Node::val).map(str::trim);
            let words = words.filter(|words| !words.is_empty() && !invites(words));
            return Some(Self::List(words.map(str::to_owned).collect()));
        }
        let input = data.child("textInput")?;
        let day = input.child("type").and_then(Node::val) == Some("date");
        Some(if day { Self::Day(DAY) } else { Self::Words })
    }

    /// Puts it where it stands in a paragraph.
    pub(crate) fn write(self, into: &mut Paragraph) {
        match self {
            Self::Words => into.text.push_str(BLANK),
            Self::Tick => into.text.push('□'),
            Self::Day(blanks) => into.text.push_str(blanks),
            Self::List(choices) => {
                into.text.push(CONTROL);
                into.choices.push(choices);
            }
            Self::Filled(words) => into.text.push_str(&words),
        }
    }

    /// Puts it in place of whole paragraphs, those of a block or of a cell: what they show is left out.
    pub(crate) fn replace<'p>(self, lines: impl IntoIterator<Item = &'p mut Paragraph>) {
        let mut first = None;
        for line in lines {
            line.text.clear();
            line.choices.clear();
            first = first.or(Some(line));
        }
        match (self, first) {
            // Paragraphs of their own have room for several lines: a list of none says so.
            (Self::Words, Some(line)) => Self::List(Vec::new()).write(line),
            (control, Some(line)) => control.write(line),
            (_, None) => {}
        }
    }
}

/// The paragraphs of blocks that stand in no table.
pub(crate) fn lines(blocks: &mut [Block]) -> impl Iterator<Item = &mut Paragraph> {
    blocks.iter_mut().filter_map(|block| match block {
        Block::Line(line) => Some(line),
        _ => None,
    })
}

/// All lists of a text, wherever they stand.
pub(crate) fn lists(node: &Node, into: &mut Vec<Vec<String>>) {
    for child in node.nodes() {
        match &*child.name {
            "del" | "moveFrom" | "Fallback" => {}
            _ => {
                if &*child.name == "sdt"
                    && let Some(Control::List(choices)) = Control::of(child)
                {
                    into.push(choices);
                }
                lists(child, into);
            }
        }
    }
}

/// What a list lets one choose from. An entry without a value is the invitation to choose.
fn choices(list: &Node) -> Vec<String> {
    let items = list.nodes().filter(|item| &*item.name == "listItem");
    let words = items.filter_map(|item| {
        let value = item.attribute("value").unwrap_or_default();
        let words = item.attribute("displayText").unwrap_or(value).trim();
        (!value.is_empty() && !invites(words) && !words.is_empty()).then(|| words.to_owned())
    });
    words.collect()
}

/// Whether words only ask to choose: 请选择, 选择一项。
fn invites(words: &str) -> bool {
    words.starts_with("请选择") || words.starts_with("选择一")
}
