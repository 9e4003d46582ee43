//! XML as a tree of elements, by their names without prefix. Bounded: no entities of its own, so many
//! elements and so deep. What the elements mean is known elsewhere.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::WordError;

/// Elements of a part; a form of 40 pages has 100,000. With 200 bytes each they stay under 100 MB.
const MOST_NODES: usize = 400_000;
/// Word gives an element at most some twenty.
const MOST_ATTRIBUTES: usize = 64;
/// Word nests tables in tables some ten deep; deeper is no form, and the stack is bounded too.
const DEEPEST: usize = 200;

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: Box<str>,
    attributes: Vec<(Box<str>, Box<str>)>,
    pub(crate) children: Vec<Child>,
}

/// What an element holds.
#[derive(Debug)]
pub(crate) enum Child {
    Node(Node),
    Text(String),
}

impl Node {
    /// The value of an attribute, by its name without prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| &**known == name).map(|(_, value)| &**value)
    }

    /// The attribute `val`, in which Word puts most values.
    pub(crate) fn val(&self) -> Option<&str> {
        self.attribute("val")
    }

    /// A number in an attribute; out of all reason is none.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        let number: f64 = self.attribute(name)?.trim().parse().ok()?;
        (number.is_finite() && number.abs() < 1e7).then_some(number)
    }

    /// The elements in it.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.children.iter().filter_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
    }

    /// The first element in it of this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Node> {
        self.nodes().find(|node| &*node.name == name)
    }

    /// The element at the end of a path of names.
    pub(crate) fn at(&self, path: &[&str]) -> Option<&Node> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// Whether a switch such as `<w:b/>` is on: there, and not said to be off.
    pub(crate) fn switch(&self, name: &str) -> Option<bool> {
        self.child(name).map(|node| !matches!(node.val(), Some("0" | "false" | "off" | "none")))
    }

    /// The text in it, of all depths.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for child in &self.children {
            match child {
                Child::Text(words) => text.push_str(words),
                Child::Node(node) => text.push_str(&node.text()),
            }
        }
        text
    }
}

/// Reads a part; `what` names it where it is damaged.
pub(crate) fn parse(text: &str, what: &'static str) -> Result<Node, WordError> {
    let mut reader = Reader::from_str(text.trim_start_matches('\u{FEFF}'));
    let mut open = vec![Node::default()];
    let mut count = 0;
    loop {
        let event = reader.read_event().map_err(|_| WordError::Damaged(what))?;
        match event {
            Event::Start(start) => {
                count += 1;
                if count > MOST_NODES || open.len() > DEEPEST {
                    return Err(WordError::TooLarge("内容太多或套得太深"));
                }
                open.push(node(&start));
            }
            Event::Empty(start) => {
                count += 1;
                if count > MOST_NODES {
                    return Err(WordError::TooLarge("内容太多"));
                }
                push(&mut open, Child::Node(node(&start)));
            }
            Event::End(_) => {
                let closed = open.pop().filter(|_| !open.is_empty());
                let closed = closed.ok_or(WordError::Damaged(what))?;
                push(&mut open, Child::Node(closed));
            }
            Event::Text(words) => push_text(&mut open, words.as_ref()),
            Event::CData(words) => push_text(&mut open, words.as_ref()),
            Event::GeneralRef(reference) => {
                if let Some(character) = character(reference.as_ref()) {
                    push_text(&mut open, character.encode_utf8(&mut [0; 4]));
                }
            }
            // Word writes none; one is there to bring entities that grow.
            Event::DocType(_) => return Err(WordError::Damaged(what)),
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    if open.len() != 1 {
        return Err(WordError::Damaged(what));
    }
    let root = open.pop().unwrap_or_default();
    root.children
        .into_iter()
        .find_map(|child| match child {
            Child::Node(node) => Some(node),
            Child::Text(_) => None,
        })
        .ok_or(WordError::Damaged(what))
}

fn push(open: &mut [Node], child: Child) {
    if let Some(parent) = open.last_mut() {
        parent.children.push(child);
    }
}

/// Words that follow words are one text: references cut them into pieces.
fn push_text(open: &mut [Node], words: &str) {
    match open.last_mut().map(|parent| parent.children.last_mut()) {
        Some(Some(Child::Text(text))) => text.push_str(words),
        _ => push(open, Child::Text(words.to_owned())),
    }
}

fn node(start: &BytesStart<'_>) -> Node {
    // Attributes that cannot be read are left out: what they would say has a usual value.
    let mut all = start.attributes();
    let attributes = all.with_checks(false).take(MOST_ATTRIBUTES).flatten().map(|attribute| {
        let name = attribute.key.local_name().as_ref().into();
        let value: &str = attribute.value.as_ref();
        (name, unescaped(value).into())
    });
    Node {
        name: start.local_name().as_ref().into(),
        attributes: attributes.collect(),
        children: Vec::new(),
    }
}

/// A value with its references replaced; one that is unknown stays as it is written.
fn unescaped(value: &str) -> String {
    let mut rest = value;
    let mut text = String::new();
    while let Some(at) = rest.find('&') {
        text.push_str(&rest[..at]);
        let name = rest[at + 1..].split_once(';').map(|(name, _)| name);
        match name.and_then(|name| Some((name, character(name)?))) {
            Some((name, found)) => {
                text.push(found);
                rest = &rest[at + name.len() + 2..];
            }
            None => {
                text.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    text + rest
}

/// The character that a reference stands for: one of XML's own, or a number.
fn character(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix('x') {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
