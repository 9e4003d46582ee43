//! A text as the search reads it: half-width, without what cannot be seen, each character with its
//! bytes in the original; and the runs of digits in it. Nothing here knows what is sensitive.

use foundation::character::{half_width, is_dash, is_unseen};

/// A character and where it stands.
pub(super) struct Glyph {
    /// Half-width.
    pub(super) folded: char,
    /// The first byte.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
}

/// How a run of digits goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// It does not.
    None,
    /// After spaces, with more digits.
    Space,
    /// After a hyphen, perhaps between spaces, with more digits.
    Dash,
    /// After a tab, a line end, a point, a stroke, a bracket that closes or the like, with more digits: what only a check digit or a
    /// label may hold together.
    Loose,
}

/// A longest run of digits, by the numbers of its glyphs.
pub(super) struct Run {
    pub(super) from: usize,
    pub(super) to: usize,
    /// How the next run goes on from here.
    pub(super) join: Join,
}

impl Run {
    /// How many digits it has.
    pub(super) fn len(&self) -> usize {
        self.to - self.from
    }
}

/// A text that has been read.
pub(super) struct Line {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) runs: Vec<Run>,
}

impl Line {
    /// Reads a text.
    pub(super) fn read(text: &str) -> Self {
        let seen = text.char_indices().filter(|(_, character)| !is_unseen(*character));
        let glyph = |(start, character): (usize, char)| Glyph {
            folded: fold(character),
            start,
            end: start + character.len_utf8(),
        };
        let mut glyphs: Vec<Glyph> = seen.map(glyph).collect();
        read_out(&mut glyphs);
        let runs = runs(&glyphs);
        Self { glyphs, runs }
    }

    /// The character at a place.
    pub(super) fn at(&self, place: usize) -> Option<char> {
        self.glyphs.get(place).map(|glyph| glyph.folded)
    }

    /// The character before a place.
    pub(super) fn before(&self, place: usize) -> Option<char> {
        place.checked_sub(1).and_then(|place| self.at(place))
    }

    /// Whether these characters stand there.
    pub(super) fn has(&self, place: usize, word: &str) -> bool {
        word.chars().zip(place..).all(|(character, place)| self.at(place) == Some(character))
    }

    /// What stands before a place on the same line, at most `most` characters.
    pub(super) fn back(&self, place: usize, most: usize) -> String {
        let before = self.glyphs[place.saturating_sub(most)..place].iter().map(|g| g.folded);
        let same_line: Vec<char> = before.rev().take_while(|c| !is_line_end(*c)).collect();
        same_line.into_iter().rev().collect()
    }

    /// The same with the end of the line before, where nothing but white space stands on this one: a label may
    /// stand over its number.
    pub(super) fn back_over_line_end(&self, place: usize, most: usize) -> String {
        let here = self.back(place, most);
        if !here.trim().is_empty() {
            return here;
        }
        let is_white = |at: &usize| self.at(*at).is_some_and(char::is_whitespace);
        let end = (0..place).rev().take(most).find(|at| !is_white(at));
        end.map_or(here, |end| self.back(end + 1, most))
    }

    /// What stands from a place on, on the same line, at most `most` characters.
    pub(super) fn ahead(&self, place: usize, most: usize) -> String {
        let after = self.glyphs[place..].iter().take(most).map(|glyph| glyph.folded);
        after.take_while(|c| !is_line_end(*c)).collect()
    }

    /// The place after spaces, at most three of them: more are a new column.
    pub(super) fn after_spaces(&self, place: usize) -> usize {
        (0..3).fold(place, |at, _| if self.at(at).is_some_and(is_space) { at + 1 } else { at })
    }

    /// The place after which at most three spaces stand before `place`.
    pub(super) fn before_spaces(&self, place: usize) -> usize {
        (0..3).fold(place, |at, _| if self.before(at).is_some_and(is_space) { at - 1 } else { at })
    }
}

/// The runs of digits; each is joined to the next if only spaces and at most one hyphen, three
/// characters in all, part them, and loosely if white space and at most one other mark do.
fn runs(glyphs: &[Glyph]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut at = 0;
    while at < glyphs.len() {
        if !glyphs[at].folded.is_ascii_digit() {
            at += 1;
            continue;
        }
        let length = glyphs[at..].iter().take_while(|glyph| glyph.folded.is_ascii_digit()).count();
        if let Some(last) = runs.last_mut() {
            last.join = join(&glyphs[last.to..at]);
        }
        runs.push(Run { from: at, to: at + length, join: Join::None });
        at += length;
    }
    runs
}

fn join(between: &[Glyph]) -> Join {
    // Judgement: an indent of a new line and the line end before it have no more.
    if between.len() > 6 {
        return Join::None;
    }
    let dashes = between.iter().filter(|glyph| is_dash(glyph.folded)).count();
    let marks = between.iter().filter(|glyph| !glyph.folded.is_whitespace()).count();
    let is_tight = between.len() <= 3
        && between.iter().all(|g| is_space(g.folded) || is_dash(g.folded))
        && dashes <= 1;
    let parts = |c: char| c.is_whitespace() || is_dash(c) || "./\\_,·|:)".contains(c);
    match dashes {
        0 if is_tight => Join::Space,
        1 if is_tight => Join::Dash,
        _ if marks <= 1 && between.iter().all(|g| parts(g.folded)) => Join::Loose,
        // (654301)(20010909)
        _ if between.len() == 2 && between[0].folded == ')' && between[1].folded == '(' => {
            Join::Loose
        }
        _ => Join::None,
    }
}

/// So many numerals in a row are a number that is read out. Judgement: years and amounts have fewer.
const READ_OUT: usize = 11;

/// Chinese numerals as digits, where a number of a person is written in them: 一三九五五一七一二三四.
fn read_out(glyphs: &mut [Glyph]) {
    let digit = |glyph: &Glyph| {
        let value = "〇一二三四五六七八九".chars().position(|c| c == glyph.folded);
        let other = || match glyph.folded {
            '○' | '零' => Some(0),
            '幺' => Some(1),
            _ => None,
        };
        value.or_else(other).and_then(|value| char::from_digit(u32::try_from(value).ok()?, 10))
    };
    let mut at = 0;
    while at < glyphs.len() {
        let length = glyphs[at..].iter().take_while(|glyph| digit(glyph).is_some()).count();
        if length >= READ_OUT {
            for glyph in &mut glyphs[at..at + length] {
                glyph.folded = digit(glyph).unwrap_or(glyph.folded);
            }
        }
        at += length.max(1);
    }
}

/// Half-width; the Roman ten, which people type for the X of an ID number, becomes one.
fn fold(character: char) -> char {
    match character {
        'Ⅹ' | 'ⅹ' => 'X',
        other => half_width(other),
    }
}

/// White space within a line; a tab parts columns.
pub(super) fn is_space(character: char) -> bool {
    character.is_whitespace() && character != '\t' && !is_line_end(character)
}

/// What ends a line.
pub(super) fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
