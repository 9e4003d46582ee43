//! What a cell of a form holds, as a pattern that a cell of a Word file is read by: fixed words, what is filled in
//! between them, and options with their boxes.

use super::text::{Compared, fold, is_blank, trimmed};
use super::ticks;
use crate::guess::text::core;
use crate::shape::{Para, What};

/// One thing of a pattern.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// Fixed words, folded, and the field whose label they are.
    Fixed(String, Option<String>),
    /// What is filled in, and what stands there where nothing is, folded.
    Hole(What, String),
    /// Options of a field that stand together: each with its words.
    Ticks(String, Vec<(String, String)>),
    /// A new line.
    Break,
}

/// The parts of a cell in reading order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Pattern {
    pub(crate) parts: Vec<Part>,
}

/// What was read of a cell.
#[derive(Clone, Debug, Default)]
pub(crate) struct Read {
    /// What was filled in, as written; also what is blank.
    pub(crate) values: Vec<(What, String)>,
    /// Several values that stand together and could not be told apart: the first took them all.
    pub(crate) joined: Vec<What>,
    /// Options of a field, with how each is marked.
    pub(crate) ticks: Vec<(String, ticks::Ticked)>,
    /// Words that belong to nothing.
    pub(crate) left: Vec<String>,
}

impl Pattern {
    /// The pattern of paragraphs; `options` are the words of an option.
    pub(crate) fn of(paras: &[Para], options: &dyn Fn(&str, &str) -> String) -> Self {
        let mut parts: Vec<Part> = Vec::new();
        for (index, para) in paras.iter().enumerate() {
            if index > 0 {
                parts.push(Part::Break);
            }
            for piece in &para.pieces {
                match &piece.what {
                    What::Words => fixed(&mut parts, &piece.text, None),
                    What::Label(id) => fixed(&mut parts, &piece.text, Some(id)),
                    What::Made => {}
                    What::Tick(field, option) => {
                        let words = fold(&options(field, option));
                        tick(&mut parts, field, (option.clone(), words));
                    }
                    hole => parts.push(Part::Hole(hole.clone(), fold(&piece.text))),
                }
            }
        }
        Self { parts }
    }

    /// Its fixed words, with the field whose label they are.
    pub(crate) fn fixed(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.parts.iter().filter_map(|part| match part {
            Part::Fixed(words, id) => Some((words.as_str(), id.as_deref())),
            _ => None,
        })
    }

    /// All fixed words in one.
    pub(crate) fn words(&self) -> String {
        self.fixed().map(|(words, _)| words).collect()
    }

    /// The words of its options.
    pub(crate) fn options(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| match part {
            Part::Ticks(_, options) => options.iter().map(|(_, words)| words.as_str()).collect(),
            _ => Vec::new(),
        })
    }

    /// Whether anything is filled in there.
    pub(crate) fn takes(&self) -> bool {
        self.parts.iter().any(|part| matches!(part, Part::Hole(..) | Part::Ticks(..)))
    }

    /// Reads a cell by it.
    pub(crate) fn read(&self, text: &str) -> Read {
        let cell = Compared::of(text);
        let mut read = Read::default();
        let mut at = 0;
        // What waits for its end: holes and options since the last fixed words.
        let mut open: Vec<&Part> = Vec::new();
        for (index, part) in self.parts.iter().enumerate() {
            let Part::Fixed(words, _) = part else {
                open.push(part);
                continue;
            };
            let long = open.iter().any(|part| matches!(part, Part::Hole(..)));
            let last = long && !self.parts[index..].iter().any(|p| matches!(p, Part::Hole(..)));
            let Some((from, length)) = found(&cell, words, at, last) else { continue };
            fill(&open, &cell.between(at, from), &mut read);
            open.clear();
            at = from + length;
        }
        fill(&open, &cell.between(at, cell.len()), &mut read);
        read
    }
}

fn fixed(parts: &mut Vec<Part>, text: &str, id: Option<&String>) {
    let words = fold(text);
    if words.is_empty() {
        return;
    }
    // A label on two lines is one.
    if let [.., Part::Fixed(known, own), Part::Break] = parts.as_mut_slice()
        && own.as_ref() == id
        && id.is_some()
    {
        known.push_str(&words);
        parts.pop();
        return;
    }
    parts.push(Part::Fixed(words, id.cloned()));
}

fn tick(parts: &mut Vec<Part>, field: &str, option: (String, String)) {
    let together = parts.iter_mut().rev().find(|part| !matches!(part, Part::Break));
    if let Some(Part::Ticks(known, options)) = together
        && known == field
    {
        options.push(option);
        return;
    }
    parts.push(Part::Ticks(field.to_owned(), vec![option]));
}

/// Where fixed words stand, or the core of them, and how long they are there.
fn found(cell: &Compared, words: &str, from: usize, last: bool) -> Option<(usize, usize)> {
    let find = |words: &str| {
        let at = if last { cell.find_last(words, from) } else { cell.find(words, from) };
        at.map(|at| (at, words.chars().count()))
    };
    let core = fold(&core(words));
    find(words).or_else(|| (core.chars().count() >= 2).then(|| find(&core)).flatten())
}

/// Gives what stands between fixed words to what is filled in there.
fn fill(open: &[&Part], text: &str, read: &mut Read) {
    let holes: Vec<(&What, &str)> = open
        .iter()
        .filter_map(|part| match part {
            Part::Hole(what, blank) => Some((what, blank.as_str())),
            _ => None,
        })
        .collect();
    let mut rest = text.to_owned();
    for part in open {
        if let Part::Ticks(field, options) = part {
            let ticked = ticks::read(&rest, options);
            rest = ticked.rest.clone();
            read.ticks.push((field.clone(), ticked));
        }
    }
    match holes.as_slice() {
        [] if is_blank(&rest) => {}
        [] => read.left.push(trimmed(&rest).to_owned()),
        [(what, blank)] => read.values.push(((*what).clone(), value(&rest, blank))),
        several => apart(several, &rest, read),
    }
}

/// A value, or nothing where what stands there is what the form has for it.
fn value(text: &str, blank: &str) -> String {
    let text = trimmed(text);
    if is_blank(text) || (!blank.is_empty() && fold(text) == blank) {
        String::new()
    } else {
        text.to_owned()
    }
}

/// Several values with nothing but blanks or new lines between them.
fn apart(holes: &[(&What, &str)], text: &str, read: &mut Read) {
    let of_label = |c: char| matches!(c, '：' | ':' | '_') || (c.is_whitespace() && c != '\n');
    let text = text.trim_start_matches(of_label);
    let lines = |text: &str| -> Vec<String> {
        text.lines().filter(|line| !is_blank(line)).map(str::to_owned).collect()
    };
    let wide = |text: &str| -> Vec<String> {
        let text = text.replace(['\u{3000}', '\t', '\n'], "  ");
        text.split("  ").filter(|part| !is_blank(part)).map(str::to_owned).collect()
    };
    let each: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let ways =
        [each, lines(text), wide(text), text.split_whitespace().map(str::to_owned).collect()];
    let fits = ways.iter().find(|parts| parts.len() == holes.len());
    match fits {
        Some(parts) => {
            for ((what, blank), part) in holes.iter().zip(parts) {
                read.values.push(((*what).clone(), value(part, blank)));
            }
        }
        None => {
            let (what, blank) = holes[0];
            let all = value(text, blank);
            if !all.is_empty() {
                read.joined.extend(holes.iter().map(|(what, _)| (*what).clone()));
            }
            read.values.push((what.clone(), all));
        }
    }
}
