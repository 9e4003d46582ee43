//! Words of a cell beside the same words without what only paper needs: blanks, colons, wide signs. What is found in
//! the latter is cut out of the former.

use foundation::character::{half_width, is_unseen};

/// A text and its characters as they are compared, each with where it stands in the text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Compared {
    raw: Vec<char>,
    norm: Vec<(char, usize)>,
}

/// A character as it is compared; none of those that say nothing.
fn folded(character: char) -> Option<char> {
    let silent = character.is_whitespace() || is_unseen(character);
    let character = match half_width(character) {
        '_' | ':' | '*' | '★' | '\u{FDD0}' => return None,
        '“' | '”' | '「' | '」' | '＂' => '"',
        '【' | '［' | '[' | '〔' => '(',
        '】' | '］' | ']' | '〕' => ')',
        other => other,
    };
    (!silent).then_some(character)
}

/// The characters of a text as they are compared.
pub(crate) fn fold(text: &str) -> String {
    text.chars().filter_map(folded).collect()
}

impl Compared {
    pub(crate) fn of(text: &str) -> Self {
        let raw: Vec<char> = text.chars().collect();
        let norm = raw.iter().enumerate();
        let norm = norm.filter_map(|(at, c)| Some((folded(*c)?, at))).collect();
        Self { raw, norm }
    }

    /// How many characters are compared.
    pub(crate) fn len(&self) -> usize {
        self.norm.len()
    }

    /// All of them.
    pub(crate) fn folded(&self) -> String {
        self.norm.iter().map(|(c, _)| *c).collect()
    }

    /// Where folded words stand first from a place on.
    pub(crate) fn find(&self, words: &str, from: usize) -> Option<usize> {
        let words: Vec<char> = words.chars().collect();
        let last = self.len().checked_sub(words.len())?;
        (from..=last).find(|at| self.is_at(&words, *at))
    }

    /// Where folded words stand last from a place on.
    pub(crate) fn find_last(&self, words: &str, from: usize) -> Option<usize> {
        let words: Vec<char> = words.chars().collect();
        let last = self.len().checked_sub(words.len())?;
        (from..=last).rev().find(|at| self.is_at(&words, *at))
    }

    fn is_at(&self, words: &[char], at: usize) -> bool {
        let here = self.norm[at..at + words.len()].iter().map(|(c, _)| c);
        !words.is_empty() && here.eq(words)
    }

    /// A compared character with what stands before it and is not compared, and whether that has a blank.
    pub(crate) fn piece(&self, at: usize) -> (String, bool) {
        let start = at.checked_sub(1).map_or(0, |before| self.norm[before].1 + 1);
        let piece = &self.raw[start..=self.norm[at].1];
        let is_apart = piece.iter().any(|c| c.is_whitespace());
        (piece.iter().collect(), is_apart)
    }

    /// What stands between two places, as it was written.
    pub(crate) fn between(&self, from: usize, to: usize) -> String {
        let start = match from.checked_sub(1) {
            Some(before) => self.norm[before].1 + 1,
            None => 0,
        };
        let end = self.norm.get(to).map_or(self.raw.len(), |(_, at)| *at);
        self.raw[start..end.max(start)].iter().collect()
    }
}

/// A value as it was written, without what a form has around it: blanks to be filled in, a colon in front.
pub(crate) fn trimmed(text: &str) -> &str {
    let around =
        |c: char| c.is_whitespace() || is_unseen(c) || matches!(c, '_' | '\u{FF3F}' | '\u{FDD0}');
    let text = text.trim_matches(around);
    text.trim_start_matches(['：', ':']).trim_matches(around)
}

/// Whether nothing was filled in: blanks, and the units between them.
pub(crate) fn is_blank(text: &str) -> bool {
    let of_blank = |c: char| {
        c.is_whitespace()
            || is_unseen(c)
            || matches!(
                c,
                '_' | '\u{FF3F}'
                    | '\u{FDD0}'
                    | '年'
                    | '月'
                    | '日'
                    | '至'
                    | '—'
                    | '-'
                    | '：'
                    | ':'
                    | '/'
            )
    };
    text.chars().all(of_blank)
}

/// How much of the longer of two short texts is in both, in order, from 0 to 1.
pub(crate) fn likeness(one: &str, other: &str) -> f64 {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let longer = one.len().max(other.len());
    if longer == 0 || longer > 60 || one.len().min(other.len()) * 2 < longer {
        return 0.0;
    }
    let mut row = vec![0_usize; other.len() + 1];
    for a in &one {
        let mut before = 0;
        for (at, b) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if a == b { before + 1 } else { above.max(row[at]) };
            before = above;
        }
    }
    row[other.len()] as f64 / longer as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whatever_stands_between_their_characters() {
        let cell = Compared::of("案 例 名 称：　一店 带多户（试点）");
        assert_eq!(cell.find("案例名称", 0), Some(0));
        assert_eq!(trimmed(&cell.between(4, cell.len())), "一店 带多户（试点）");
        assert_eq!(cell.find_last("(试点)", 0), Some(9));
        assert!(is_blank("　　年　月　日") && !is_blank("2018年5月"));
        assert!(likeness("开始时间", "项目开始时间") > 0.6);
    }
}
