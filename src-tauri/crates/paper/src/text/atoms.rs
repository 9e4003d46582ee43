//! Characters with their glyphs: what a line is made of. Each stands in a cell of its own width; what a
//! mark leaves blank beside its ink is known, so that it can be taken away (标点挤压).

use catalog::TypeStyle;
use foundation::FieldPath;

use crate::faces::{Face, Glyph};
use crate::fonts::Fonts;

/// A stretch of text in one style that came from one field.
#[derive(Clone, Debug)]
pub(crate) struct Piece {
    pub(crate) content: Content,
    pub(crate) style: TypeStyle,
    pub(crate) field: Option<FieldPath>,
    /// Neighbours of one number stand on one line if a line can hold them: the box and the words of an
    /// option.
    pub(crate) whole: Option<u32>,
    /// Whether a line is drawn under it.
    pub(crate) underlined: bool,
}

/// What a piece shows.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    Text(String),
    /// A box to tick.
    Tick(Tick),
    /// White space of this width in points that keeps its width at line ends.
    Room(f32),
}

/// A box to tick: whether it is, and its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tick {
    pub(crate) ticked: bool,
    pub(crate) shape: TickShape,
}

/// The shape of a box to tick.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TickShape {
    /// □
    #[default]
    Square,
    /// ○
    Circle,
}

impl Piece {
    pub(crate) fn text(text: impl Into<String>, style: TypeStyle) -> Self {
        Self {
            content: Content::Text(text.into()),
            style,
            field: None,
            whole: None,
            underlined: false,
        }
    }

    pub(crate) fn tick(tick: Tick, style: TypeStyle) -> Self {
        Self { content: Content::Tick(tick), style, field: None, whole: None, underlined: false }
    }

    /// White space on the line under an answer.
    pub(crate) fn room(width: f32, style: TypeStyle) -> Self {
        Self { content: Content::Room(width), ..Self::text("", style) }
    }

    /// The same with a line under it.
    pub(crate) fn underlined(self) -> Self {
        Self { underlined: true, ..self }
    }

    /// The same as a part of the whole with this number.
    pub(crate) fn of_whole(self, whole: u32) -> Self {
        Self { whole: Some(whole), ..self }
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
    /// A full-width mark with its ink on the left: 。，、？）】》”
    Closing,
    /// A full-width sign that belongs to what stands beside it: — … ～ · ／ × ％ ℃ ㎡
    Sign,
    /// Letters and digits of Latin and the like, and half-width marks.
    Latin,
    /// White space.
    Space,
    /// A box to tick.
    Tick,
}

/// One glyph or box. Small, because a long text has many. Lengths are in points.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Atom {
    pub(crate) character: char,
    /// The width of its cell.
    pub(crate) advance: f32,
    /// From the left end of the cell to the origin of the glyph.
    pub(crate) offset: f32,
    /// What of the cell is blank on the inner side of an opening or closing mark.
    pub(crate) blank: f32,
    /// Index into the pieces of the paragraph.
    pub(crate) piece: u32,
    pub(crate) id: u16,
    /// None for boxes, white space and what no face has.
    pub(crate) face: Option<Face>,
    pub(crate) class: Class,
}

/// The size of an atom of these pieces in points.
pub(super) fn em(pieces: &[Piece], atom: &Atom) -> f32 {
    pieces[atom.piece as usize].style.size.0 as f32
}

/// A mark or sign with its ink in a cell: all in em.
struct Cell {
    width: f32,
    offset: f32,
    blank: f32,
}

/// A character of a piece, which has this index, at so many points.
pub(super) fn atom(
    character: char,
    (piece, piece_index): (&Piece, u32),
    em: f32,
    fonts: Fonts,
) -> Atom {
    let found = fonts.glyph(piece.style.role, character);
    let space = character.is_whitespace();
    let advance = match found {
        Some(glyph) => glyph.advance,
        None if space && character != '\u{3000}' => 0.5,
        // An empty box stands for what no face has; a finding names it.
        None => 1.0,
    };
    let class = if space { Class::Space } else { class(character, advance) };
    let cell = match found {
        Some(glyph) => cell(character, class, glyph),
        None => Cell { width: advance, offset: 0.0, blank: 0.0 },
    };
    Atom {
        character,
        advance: cell.width * em,
        offset: cell.offset * em,
        blank: cell.blank * em,
        piece: piece_index,
        id: found.map_or(0, |glyph| glyph.id),
        face: found.map(|glyph| glyph.face),
        class,
    }
}

fn class(character: char, advance: f32) -> Class {
    // The marks of general punctuation are shared with Latin; the face decides by their width.
    let shared = matches!(u32::from(character), 0x2010..=0x2027 | 0x2030..=0x205E | 0x2100.. | 0xB1 | 0xB7 | 0xD7 | 0xF7);
    match character {
        '—' | '·' => Class::Sign,
        _ if !shared || advance < 0.9 => Class::Latin,
        '（' | '【' | '《' | '〈' | '「' | '『' | '〔' | '〖' | '“' | '‘' | '［' | '｛' => {
            Class::Opening
        }
        '）' | '】' | '》' | '〉' | '」' | '』' | '〕' | '〗' | '”' | '’' | '］' | '｝' | '。'
        | '，' | '、' | '；' | '：' | '．' | '？' | '！' => Class::Closing,
        '…' | '⋯' | '～' | '‧' | '•' | '・' | '／' | '＼' | '－' | '―' | '∶' | '％' | '‰' | '±'
        | '×' | '÷' | '＋' | '＝' | '＜' | '＞' | '≤' | '≥' | '≈' | '≠' => {
            Class::Sign
        }
        // Letterlike units and squared ones: ℃ ㎡ ㎏.
        '\u{2100}'..='\u{214F}' | '\u{3371}'..='\u{33DF}' => Class::Sign,
        _ => Class::Han,
    }
}

/// The cells of marks and signs. Full stops, commas and the like take a whole place and half of one at a
/// line end; 间隔号 takes half a place, —— two, each in the middle of its height and width.
/// Source: GB/T 15834-2011, 5.1.
fn cell(character: char, class: Class, glyph: Glyph) -> Cell {
    let ink = || glyph.face.ink(glyph.id).unwrap_or((0.0, glyph.advance));
    let centred = |width: f32| {
        let (left, right) = ink();
        Cell { width, offset: (width - left - right) / 2.0, blank: 0.0 }
    };
    // Faces that set marks in the middle of their place (FandolFang: ？) are drawn from the side.
    match (class, character) {
        (Class::Opening, _) => {
            let (left, right) = ink();
            let offset = if left < 0.48 { 0.75 - (left + right) / 2.0 } else { 0.0 };
            Cell { width: glyph.advance, offset, blank: 0.5 }
        }
        (Class::Closing, _) => {
            let (left, right) = ink();
            let offset = if right > 0.52 { 0.25 - (left + right) / 2.0 } else { 0.0 };
            Cell { width: glyph.advance, offset, blank: 0.5 }
        }
        (_, '·' | '‧' | '•' | '・') if class == Class::Sign => centred(0.5),
        (_, '—') => centred(1.0),
        // 分隔号 takes half a place where its ink does.
        (_, '／') if ink().1 - ink().0 < 0.5 => centred(0.5),
        // Judgement: as wide as its ink; a whole place tears 3×5 apart.
        (Class::Sign, '×' | '÷' | '±') => centred(0.7),
        _ => Cell { width: glyph.advance, offset: 0.0, blank: 0.0 },
    }
}
