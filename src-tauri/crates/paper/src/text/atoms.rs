//! Characters with their glyphs: what a line is made of.

use catalog::TypeStyle;
use foundation::{FieldPath, is_shapeless};
use unicode_normalization::UnicodeNormalization;

use crate::fonts::{Face, glyph};

/// A stretch of text in one style that came from one field.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) content: Content,
    pub(crate) style: TypeStyle,
    pub(crate) field: Option<FieldPath>,
}

/// What a piece shows.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Text(String),
    /// A box to tick.
    Tick(bool),
}

impl Piece {
    pub(crate) fn text(text: impl Into<String>, style: TypeStyle) -> Self {
        Self { content: Content::Text(text.into()), style, field: None }
    }

    pub(crate) fn tick(ticked: bool, style: TypeStyle) -> Self {
        Self { content: Content::Tick(ticked), style, field: None }
    }

    pub(crate) fn of(self, field: &FieldPath) -> Self {
        Self { field: Some(field.clone()), ..self }
    }
}

/// How an atom behaves between its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Chinese and other full-width characters.
    Han,
    /// A full-width mark with its ink on the right: （【《“
    Opening,
    /// A full-width mark with its ink on the left: 。，、）】》”
    Closing,
    /// Latin letters, digits and half-width marks.
    Latin,
    /// White space.
    Space,
    /// A box to tick.
    Tick,
}

/// One glyph or box. Small, because a long text has many.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atom {
    pub(crate) character: char,
    /// In points.
    pub(crate) advance: f32,
    /// Index into the pieces of the paragraph.
    pub(crate) piece: u32,
    pub(crate) id: u16,
    /// None for boxes, white space and what no face has.
    pub(crate) face: Option<Face>,
    pub(crate) class: Class,
}

/// A paragraph, ready to be broken into lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) atoms: Vec<Atom>,
}

impl Paragraph {
    pub(crate) fn new(pieces: Vec<Piece>) -> Self {
        let mut atoms = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            let piece_index = u32::try_from(index).expect("a paragraph has few pieces");
            let em = piece.style.size.0 as f32;
            match &piece.content {
                Content::Tick(_) => atoms.push(Atom {
                    character: '\u{FFFC}',
                    advance: em,
                    piece: piece_index,
                    id: 0,
                    face: None,
                    class: Class::Tick,
                }),
                Content::Text(text) => atoms.extend(
                    printable(text).map(|character| atom(character, piece, piece_index, em)),
                ),
            }
        }
        Self { pieces, atoms }
    }

    /// The same with so many points added to each full-width character; fewer than none bring them closer.
    pub(crate) fn tracked(mut self, tracking: f32) -> Self {
        for atom in &mut self.atoms {
            if !matches!(atom.class, Class::Latin | Class::Space | Class::Tick) {
                atom.advance += tracking;
            }
        }
        self
    }

    pub(crate) fn style(&self, atom: &Atom) -> TypeStyle {
        self.pieces[atom.piece as usize].style
    }

    /// The largest size, for the height of a line; 0 for an empty paragraph.
    pub(crate) fn largest(&self) -> f64 {
        self.pieces.iter().map(|piece| piece.style.size.0).fold(0.0, f64::max)
    }
}

/// The characters of a text that are set: NFC, tabs as spaces, without marks that have no shape.
pub(crate) fn printable(text: &str) -> impl Iterator<Item = char> {
    text.nfc().filter_map(|character| match character {
        '\t' => Some(' '),
        '\n' => Some('\n'),
        _ if is_shapeless(character) => None,
        _ if character.is_control() => None,
        _ => Some(character),
    })
}

fn atom(character: char, piece: &Piece, piece_index: u32, em: f32) -> Atom {
    let found = glyph(piece.style.role, character);
    let space = character.is_whitespace();
    let advance = match found {
        Some(glyph) => glyph.advance,
        None if space => {
            if character == '\u{3000}' {
                1.0
            } else {
                0.5
            }
        }
        // An empty box stands for what no face has; a finding names it.
        None => 1.0,
    };
    let class = if space {
        Class::Space
    } else if is_chinese(character) && advance > 0.9 {
        full_width_class(character)
    } else {
        Class::Latin
    };
    Atom {
        character,
        advance: advance * em,
        piece: piece_index,
        id: found.map_or(0, |glyph| glyph.id),
        face: found.map(|glyph| glyph.face),
        class,
    }
}

/// Han, kana, and full-width marks; the marks of general punctuation are shared with Latin, and the
/// face decides by their width.
fn is_chinese(character: char) -> bool {
    matches!(u32::from(character), 0x2010..=0x2027 | 0x2030..=0x205E | 0x2100.. | 0xB7 | 0xD7)
}

fn full_width_class(character: char) -> Class {
    match character {
        '（' | '【' | '《' | '〈' | '「' | '『' | '〔' | '“' | '‘' | '［' | '｛' => {
            Class::Opening
        }
        '）' | '】' | '》' | '〉' | '」' | '』' | '〕' | '”' | '’' | '］' | '｝' | '。' | '，'
        | '、' | '；' | '：' | '．' => Class::Closing,
        _ => Class::Han,
    }
}
