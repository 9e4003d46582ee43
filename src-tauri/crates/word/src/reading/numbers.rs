//! Automatic numbers: `numbering.xml` counts, and the reader sees `一、` or `（3）`.

use std::collections::BTreeMap;

use crate::reading::styles::Numbered;
use crate::reading::symbols;
use crate::reading::xml::Node;

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    text: String,
}

/// The lists of a file, and how far each has counted.
#[derive(Debug, Default)]
pub(crate) struct Numbers {
    /// By the id of the definition.
    levels: BTreeMap<String, Vec<Level>>,
    /// The definition of each list, and where its levels begin anew.
    lists: BTreeMap<String, (String, BTreeMap<usize, u32>)>,
    /// By definition: lists of one definition count on.
    counts: BTreeMap<String, [Option<u32>; 9]>,
    begun: std::collections::BTreeSet<String>,
}

impl Numbers {
    /// Reads `numbering.xml`.
    pub(crate) fn of(root: &Node) -> Self {
        let mut numbers = Self::default();
        for definition in root.nodes().filter(|node| &*node.name == "abstractNum") {
            let Some(id) = definition.attribute("abstractNumId") else { continue };
            let levels = definition.nodes().filter(|node| &*node.name == "lvl").take(9);
            numbers.levels.insert(id.to_owned(), levels.map(level).collect());
        }
        for list in root.nodes().filter(|node| &*node.name == "num") {
            let definition = list.child("abstractNumId").and_then(Node::val);
            let (Some(id), Some(definition)) = (list.attribute("numId"), definition) else {
                continue;
            };
            let starts = list.nodes().filter_map(|node| {
                let start = node.child("startOverride")?.number("val")?;
                Some((node.number("ilvl")? as usize, start.clamp(0.0, 9999.0) as u32))
            });
            numbers.lists.insert(id.to_owned(), (definition.to_owned(), starts.collect()));
        }
        numbers
    }

    /// The number of the next paragraph of a list, as it is seen; empty where none is shown.
    pub(crate) fn next(&mut self, (list, level): &Numbered) -> String {
        let Some((definition, starts)) = self.lists.get(list) else { return String::new() };
        let Some(levels) = self.levels.get(definition) else { return String::new() };
        let Some(own) = levels.get(*level) else { return String::new() };
        let counts = self.counts.entry(definition.clone()).or_default();
        if self.begun.insert(list.clone()) {
            for level in starts.keys() {
                if let Some(count) = counts.get_mut(*level) {
                    *count = None;
                }
            }
        }
        let start = |at: usize| {
            let said = levels.get(at).map_or(1, |level| level.start);
            starts.get(&at).copied().unwrap_or(said)
        };
        counts[*level] =
            Some(counts[*level].map_or(start(*level), |count| count.saturating_add(1)));
        for deeper in &mut counts[*level + 1..] {
            *deeper = None;
        }
        if own.format == "bullet" {
            return own.text.chars().map(symbols::plain).collect();
        }
        let mut text = own.text.clone();
        for (at, count) in counts.iter().enumerate() {
            let format = levels.get(at).map_or("decimal", |level| level.format.as_str());
            let count = count.unwrap_or_else(|| start(at));
            text = text.replace(&format!("%{}", at + 1), &written(count, format));
        }
        text
    }
}

fn level(node: &Node) -> Level {
    let text = |name: &str| node.child(name).and_then(Node::val).unwrap_or_default().to_owned();
    let start = node.child("start").and_then(|start| start.number("val")).unwrap_or(1.0);
    Level { start: start.clamp(0.0, 9999.0) as u32, format: text("numFmt"), text: text("lvlText") }
}

/// A number in one of Word's formats; an unknown one is written in digits.
fn written(number: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "ideographDigital"
        | "japaneseDigitalTenThousand" => chinese(number),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32(0x245F + number).map_or_else(String::new, String::from)
        }
        "upperLetter" | "lowerLetter" if (1..=26).contains(&number) => {
            let first = if format == "upperLetter" { b'A' } else { b'a' };
            char::from(first + (number - 1) as u8).to_string()
        }
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

fn chinese(number: u32) -> String {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let digit = |number: u32| DIGITS[number as usize % 10];
    match number {
        0..=9 => digit(number).to_string(),
        10..=99 => {
            let tens = if number < 20 { String::new() } else { digit(number / 10).to_string() };
            let ones =
                if number.is_multiple_of(10) { String::new() } else { digit(number).to_string() };
            format!("{tens}十{ones}")
        }
        _ => number.to_string().bytes().map(|byte| digit(u32::from(byte - b'0'))).collect(),
    }
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 9] = [
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 399 {
        return number.to_string();
    }
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_shows_them() {
        let shown =
            |format: &str| [1, 10, 12, 20, 35].map(|number| written(number, format)).join(" ");
        assert_eq!(shown("chineseCounting"), "一 十 十二 二十 三十五");
        assert_eq!(shown("upperRoman"), "I X XII XX XXXV");
        assert_eq!(shown("decimalEnclosedCircle"), "① ⑩ ⑫ ⑳ 35");
        assert_eq!(shown("decimal"), "1 10 12 20 35");
    }
}
