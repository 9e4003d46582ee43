//! A paragraph: pieces of text as atoms that are fitted to their neighbours.

use catalog::TypeStyle;

use super::atoms::{Atom, Class, Content, Piece, atom};
use super::fold::printable;
use super::neighbours::settle;
use crate::fonts::Fonts;

/// A paragraph, ready to be broken into lines.
#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    /// The faces it is set in.
    pub(crate) fonts: Fonts,
    pub(crate) pieces: Vec<Piece>,
    pub(crate) atoms: Vec<Atom>,
}

impl Paragraph {
    pub(crate) fn new(pieces: Vec<Piece>, fonts: Fonts) -> Self {
        let mut atoms = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            let piece_index = u32::try_from(index).expect("a paragraph has few pieces");
            let em = piece.style.size.0 as f32;
            match &piece.content {
                Content::Tick(_) => atoms.push(Atom {
                    character: '\u{FFFC}',
                    advance: em,
                    offset: 0.0,
                    blank: 0.0,
                    piece: piece_index,
                    id: 0,
                    face: None,
                    class: Class::Tick,
                }),
                // A word joiner: no line ends beside it, and nothing is drawn.
                Content::Room(width) => atoms.push(Atom {
                    character: '\u{2060}',
                    advance: *width,
                    offset: 0.0,
                    blank: 0.0,
                    piece: piece_index,
                    id: 0,
                    face: None,
                    class: Class::Latin,
                }),
                Content::Text(text) => atoms.extend(
                    printable(text)
                        .map(|character| atom(character, (piece, piece_index), em, fonts)),
                ),
            }
        }
        settle(&pieces, &mut atoms);
        Self { fonts, pieces, atoms }
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
