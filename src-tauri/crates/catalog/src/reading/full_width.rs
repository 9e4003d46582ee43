//! Signs that an input method made full width where only the narrow ones mean something: each is named, with the
//! line as it should be.

use foundation::Code;
use foundation::character::half_width;

use crate::reading::fault::Page;

/// What input methods put in the place of signs of TOML and grids beside the full-width forms of Unicode.
const BRACKETS: [(char, char); 4] = [('【', '['), ('】', ']'), ('《', '<'), ('》', '>')];

/// The sign that was meant. White space parts words in any width.
fn narrow(sign: char) -> Option<char> {
    let bracket = BRACKETS.iter().find(|(wide, _)| *wide == sign).map(|(_, narrow)| *narrow);
    let narrow = bracket.unwrap_or_else(|| half_width(sign));
    (narrow != sign && !sign.is_whitespace()).then_some(narrow)
}

/// Tells every line of a grid that holds such a sign, and whether there was one. A grid holds no words in which one
/// could be meant.
pub(crate) fn in_grid(page: &Page<'_>) -> bool {
    let mut at = 0;
    for line in page.text.split_inclusive('\n') {
        let text = line.trim();
        if !text.starts_with('#') {
            let right = |text: &str| text.chars().map(|c| narrow(c).unwrap_or(c)).collect();
            tell(page, Code::GridSyntax, (at, line), right);
        }
        at += line.len();
    }
    page.has_faults()
}

/// Tells the first such sign of a line of TOML that stands outside of its texts, and whether there was one.
pub(crate) fn in_toml(page: &Page<'_>, offset: usize) -> bool {
    let start =
        page.text[..page.text.floor_char_boundary(offset)].rfind('\n').map_or(0, |at| at + 1);
    let line = page.text[start..].split('\n').next().unwrap_or_default();
    tell(page, Code::TomlSyntax, (start, line), |_| right_toml(line))
}

/// Tells where a line differs from what it should be.
fn tell(
    page: &Page<'_>,
    code: Code,
    (at, line): (usize, &str),
    right: impl Fn(&str) -> String,
) -> bool {
    let right = right(line);
    let differs = line.char_indices().zip(right.chars()).find(|((_, is), should)| is != should);
    let Some(((place, is), should)) = differs else { return false };
    let message = format!("这里用了全角的“{is}”，应是半角的 {should}。");
    page.fault(code, at + place, message, format!("请把这一行改成：{}", right.trim()));
    true
}

/// A line of TOML with the signs outside of its texts made narrow. A text in Chinese quotes gets straight ones.
fn right_toml(line: &str) -> String {
    let mut right = String::new();
    let mut closes: Option<char> = None;
    let mut escaped = false;
    for sign in line.chars() {
        match closes {
            Some(close) => {
                let ends = sign == close && !escaped;
                escaped = sign == '\\' && !escaped;
                right.push(if ends { '"' } else { sign });
                if ends {
                    closes = None;
                }
            }
            None if matches!(sign, '"' | '“' | '”' | '＂') => {
                closes = Some(if matches!(sign, '“' | '”') { '”' } else { sign });
                right.push('"');
            }
            None if sign == '#' => {
                right.push_str(&line[right_len(line, &right)..]);
                break;
            }
            None => right.push(narrow(sign).unwrap_or(sign)),
        }
    }
    right
}

/// How many bytes of `line` the first characters of it take, as many as `right` has.
fn right_len(line: &str, right: &str) -> usize {
    line.chars().take(right.chars().count()).map(char::len_utf8).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_outside_of_texts_are_made_narrow() {
        for (wrong, right) in [
            ("label ＝ “案例，名称”", "label = \"案例，名称\""),
            ("［［field］］", "[[field]]"),
            ("by = [\"a\"， \"b\"]   # 一，二", "by = [\"a\", \"b\"]   # 一，二"),
            ("label = \"“引号”＝：\"", "label = \"“引号”＝：\""),
            ("label = ＂甲＂", "label = \"甲\""),
            ("max_zi = ８００", "max_zi = 800"),
            ("label = \"甲\\\"，乙\"，", "label = \"甲\\\"，乙\","),
        ] {
            assert_eq!(right_toml(wrong), right);
        }
    }

    #[test]
    fn the_first_wrong_sign_is_named() {
        let page = Page::new("form.toml", "a = 1\nlabel ＝ \"甲\"\n");
        assert!(in_toml(&page, 8));
        let fault = page.into_faults().remove(0);
        assert_eq!((fault.line, fault.column), (2, 7));
        assert_eq!(fault.message, "这里用了全角的“＝”，应是半角的 =。");
        assert_eq!(fault.hint, "请把这一行改成：label = \"甲\"");
    }
}
