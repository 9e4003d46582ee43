//! The door for text that comes in, by the keyboard, the clipboard, a case file: one table that says for each class
//! of character by what the text is for what is done and what is said. The window has the same table
//! (`ui/src/words/entry.ts`); both are tested by `tests/vectors/taken_in.json`.
//!
//! | class | one line | paragraphs | figures, codes, addresses |
//! |---|---|---|---|
//! | line ends U+000B, U+000C, U+0085, U+2028, U+2029 | a blank | a line end | a tab |
//! | CR, LF | stay; paper prints a blank | stay | stay, and are no part of a figure |
//! | tabs | a blank | stay; paper prints a gap, a finding tells. Behind the mark of a list: a blank | stay, and are no part of a figure: two cells are two figures |
//! | control characters | dropped, said; a fault in a file | the same | the same |
//! | what nobody sees | stays, counts for nothing, is not printed, a finding tells | the same | dropped, said |
//! | old GBK's and Word's private characters that are known | what they stand for, said | the same | the same |
//! | other private use, noncharacters | stay; no face has them, a finding tells | the same | no figure |
//! | halves of characters (the window only) | U+FFFD, said | the same | the same |
//! | blanks of other widths | stay | stay | no part of a figure |

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::character::{half_width, is_unseen};

/// What a text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// Words on one line.
    Line,
    /// Paragraphs.
    Lines,
    /// A figure, a code, an address.
    Figure,
}

/// A text as it is kept, and a Chinese sentence for each thing that was dropped or replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// What is kept.
    pub text: String,
    /// What was done that a reader could not see.
    pub said: Vec<String>,
}

/// Line ends of Word (U+000B is Shift+Enter), of page ends, of old systems and of Unicode, which most programs drop.
pub fn is_odd_line_end(character: char) -> bool {
    matches!(character, '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// What has no place in any text: controls but tabs and line ends.
pub fn is_stray_control(character: char) -> bool {
    character.is_control()
        && !matches!(character, '\t' | '\n' | '\r')
        && !is_odd_line_end(character)
}

/// U+E815 and those that follow, as GBK has them on Chinese Windows. Source: GB 18030-2022, 0xFE50 to 0xFEA0.
const GBK: &str = concat!(
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱䎬⺻䏝䓖䙡䙌",
    "龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
);
const FIRST_OF_GBK: u32 = 0xE815;
/// The same by their numbers.
static OF_GBK: LazyLock<Vec<char>> = LazyLock::new(|| GBK.chars().collect());

/// The character that one of an old or private table stands for: of GBK before it had its place in Unicode, and the
/// bullets of Word in Symbol and Wingdings.
pub fn stood_for(character: char) -> Option<char> {
    let bullet = match character {
        '\u{F0B7}' => '•',
        '\u{F06C}' => '●',
        '\u{F06E}' | '\u{F0A7}' => '■',
        '\u{F075}' | '\u{F076}' => '◆',
        '\u{F0A8}' | '\u{F06F}' => '□',
        '\u{F0D8}' => '▶',
        '\u{F0E8}' | '\u{F0E0}' => '→',
        '\u{F0FC}' | '\u{F0FE}' => '✓',
        '\u{F0FB}' => '×',
        '\u{E815}'..='\u{E864}' => {
            return OF_GBK.get((u32::from(character) - FIRST_OF_GBK) as usize).copied();
        }
        _ => return None,
    };
    Some(bullet)
}

/// Whether a text is kept as it came, as nearly all are.
pub fn is_kept_as_it_is(text: &str, room: Room) -> bool {
    text.chars().all(|c| {
        let is_changed = is_stray_control(c) || is_odd_line_end(c) || is_private(c);
        !(is_changed || if room == Room::Figure { is_unseen(c) } else { c == '\t' })
    })
}

/// Whether an old table may have had another character in mind.
fn is_private(character: char) -> bool {
    matches!(character, '\u{E000}'..='\u{F8FF}') && stood_for(character).is_some()
}

/// A text as it is kept.
pub fn take_in(text: &str, room: Room) -> Taken {
    let mut said = Vec::new();
    if is_kept_as_it_is(text, room) {
        return Taken { text: text.to_owned(), said };
    }
    let mut text = Cow::Borrowed(text);
    let controls: Vec<char> = text.chars().filter(|c| is_stray_control(*c)).collect();
    if !controls.is_empty() {
        text = text.chars().filter(|c| !is_stray_control(*c)).collect();
        said.push(format!("去掉了 {} 个控制字符（{}）。", controls.len(), codes(&controls)));
    }
    let stood = distinct(text.chars().filter_map(stood_for));
    if !stood.is_empty() {
        text = text.chars().map(|c| stood_for(c).unwrap_or(c)).collect();
        let stood: Vec<String> = stood.iter().map(|c| format!("“{c}”")).collect();
        said.push(format!("旧字库或 Word 符号字体里的字，换成了{}。", stood.concat()));
    }
    let blank = match room {
        Room::Line => ' ',
        Room::Lines => '\n',
        Room::Figure => '\t',
    };
    let is_tab = |c: char| c == '\t' && room == Room::Line;
    if text.contains(|c| is_odd_line_end(c) || is_tab(c)) {
        let plain = |c| {
            if is_tab(c) {
                ' '
            } else if is_odd_line_end(c) {
                blank
            } else {
                c
            }
        };
        text = text.chars().map(plain).collect();
    }
    if room == Room::Lines && text.contains('\t') {
        // One line at a time: a text of many megabytes is held once, not once more in pieces.
        let mut plain = String::with_capacity(text.len());
        for (number, line) in text.split('\n').enumerate() {
            if number > 0 {
                plain.push('\n');
            }
            plain.push_str(&without_list_tab(line));
        }
        text = Cow::Owned(plain);
    }
    if room == Room::Figure && text.contains(is_unseen) {
        let unseen: Vec<char> = text.chars().filter(|c| is_unseen(*c)).collect();
        text = text.chars().filter(|c| !is_unseen(*c)).collect();
        said.push(format!("去掉了 {} 个看不见的字符（{}）。", unseen.len(), codes(&unseen)));
    }
    Taken { text: text.into_owned(), said }
}

/// A line of a list as Word copies it, `1.⇥建站点`, with a blank for the tab; tabs before it are its indent.
fn without_list_tab(line: &str) -> Cow<'_, str> {
    let start = line.trim_start_matches([' ', '\u{3000}', '\t']);
    let Some((mark, rest)) = start.split_once('\t') else { return Cow::Borrowed(line) };
    let rest = rest.trim_start_matches([' ', '\t']);
    // A row of cells may begin with its number.
    if rest.contains('\t') || !is_list_mark(mark, rest) {
        return Cow::Borrowed(line);
    }
    let indent = line[..line.len() - start.len()].replace('\t', "");
    let stands_close =
        mark.starts_with(['（', '(']) || mark.chars().next().is_some_and(is_chinese_mark);
    let gap = if stands_close { "" } else { " " };
    let mark = if is_other_bullet(mark) { "•" } else { mark };
    Cow::Owned(format!("{indent}{mark}{gap}{rest}"))
}

/// What begins a mark behind which Chinese sets no blank: `一、`, `第一章`, `①`, `⑴`, `㈠`.
fn is_chinese_mark(first: char) -> bool {
    matches!(first, '第' | '①'..='⒛' | '㈠'..='㈩') || CHINESE.contains(first)
}

const CHINESE: &str = "一二三四五六七八九十";

/// Bullets of Word's levels as letters of the fonts that it takes them from.
fn is_other_bullet(mark: &str) -> bool {
    matches!(mark, "·" | "o" | "§" | "Ø" | "ü" | "v" | "*" | "‣" | "∙")
}

/// `1.`, `a)`, `iv.`, `3、`, `（1）`, `（a）`, `（二）`, `一、`, `第一章`, `一是`, `①`, bullets; and `1.1` before words.
fn is_list_mark(mark: &str, rest: &str) -> bool {
    let is_number = |text: &str| {
        (1..=3).contains(&text.chars().count())
            && text.chars().all(|c| half_width(c).is_ascii_digit())
    };
    let is_letter = |text: &str| {
        let is_roman = text.len() <= 5 && text.bytes().all(|b| b"ivxIVX".contains(&b));
        !text.is_empty()
            && (is_roman || text.len() == 1 && text.as_bytes()[0].is_ascii_alphabetic())
    };
    let is_chinese = |text: &str| !text.is_empty() && text.chars().all(|c| CHINESE.contains(c));
    let is_any = |text: &str| is_number(text) || is_letter(text) || is_chinese(text);
    if let Some(inner) =
        mark.strip_prefix(['（', '(']).and_then(|rest| rest.strip_suffix(['）', ')']))
    {
        return is_any(inner);
    }
    if let Some(inner) = mark.strip_prefix('第') {
        return is_chinese(inner.strip_suffix(['章', '节', '条', '款', '、']).unwrap_or_default());
    }
    if let Some(inner) = mark.strip_suffix(['.', ')', '．', '、', '）'])
        && is_any(inner)
    {
        return true;
    }
    if mark.strip_suffix('是').is_some_and(is_chinese) || is_other_bullet(mark) {
        return true;
    }
    let levels: Vec<&str> = mark.trim_end_matches('.').split('.').collect();
    if (2..=4).contains(&levels.len()) && levels.iter().all(|level| is_number(level)) {
        // 1.5⇥2.0 are figures.
        return levels.iter().all(|level| level.len() < 3)
            && !rest.starts_with(|c: char| half_width(c).is_ascii_digit());
    }
    let mut characters = mark.chars();
    let is_sign = |c| "•●■◆□▶➢✓▪○◦–-".contains(c) || matches!(c, '①'..='⒛' | '㈠'..='㈩');
    characters.next().is_some_and(is_sign) && characters.next().is_none()
}

fn distinct(all: impl Iterator<Item = char>) -> Vec<char> {
    let mut found = Vec::new();
    for one in all {
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

fn codes(all: &[char]) -> String {
    let all = distinct(all.iter().copied());
    all.iter().map(|c| format!("U+{:04X}", u32::from(*c))).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::character::is_private_use;

    #[test]
    fn the_vectors_are_taken_in_rightly() {
        let all: serde_json::Value =
            serde_json::from_str(include_str!("../../../../tests/vectors/taken_in.json")).unwrap();
        let rows = all["both"].as_array().unwrap();
        assert!(rows.len() > 25);
        for row in rows {
            let room = match row["room"].as_str().unwrap() {
                "line" => Room::Line,
                "lines" => Room::Lines,
                "figure" => Room::Figure,
                other => panic!("{other}"),
            };
            let typed = row["in"].as_str().unwrap();
            let said =
                row["said"].as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned());
            let wanted =
                Taken { text: row["is"].as_str().unwrap().to_owned(), said: said.collect() };
            assert_eq!(take_in(typed, room), wanted, "{typed:?}");
            let again = Taken { said: Vec::new(), ..wanted };
            assert_eq!(take_in(&again.text, room), again, "twice is once: {typed:?}");
        }
    }

    #[test]
    fn every_character_is_kept_or_said() {
        for character in '\0'..=char::MAX {
            for room in [Room::Line, Room::Lines, Room::Figure] {
                let typed = format!("甲{character}乙");
                let Taken { text, said } = take_in(&typed, room);
                let is_blank = ["甲 乙", "甲\n乙", "甲\t乙"].contains(&text.as_str());
                let is_line_end = is_odd_line_end(character) || character == '\t';
                assert!(
                    text == typed || !said.is_empty() || (is_blank && is_line_end),
                    "{typed:?}"
                );
                assert!(!text.contains(is_stray_control), "{typed:?}");
            }
        }
    }

    #[test]
    fn only_private_characters_stand_for_others() {
        assert_eq!(GBK.chars().count(), 80);
        for character in '\0'..=char::MAX {
            let stood = stood_for(character);
            assert!(stood.is_none() || is_private_use(character), "{character:?}");
            assert!(stood.is_none_or(|stood| !is_private_use(stood)), "{character:?}");
        }
    }
}
