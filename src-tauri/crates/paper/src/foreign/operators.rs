//! A drawing of a PDF as the few operators that decide which text is seen: fonts, strings, and what is called by name.
//! Source: ISO 32000-1, 7.8.2 and annex A. What makes no sense is stepped over.

/// An operator with the operand that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said<'b> {
    /// `q`
    Save,
    /// `Q`
    Restore,
    /// `Tf`, with the name of the font.
    Font(&'b [u8]),
    /// `Tr`, with the mode.
    Mode(u8),
    /// `Tj`, `TJ`, `'`, `"`, with any character in them.
    Text {
        /// Whether each is a space of a simple font.
        only_spaces: bool,
    },
    /// `Do`, with the name.
    Form(&'b [u8]),
    /// `scn` and `SCN`, with the name of a pattern.
    Pattern(&'b [u8]),
    /// `gs`, with the name.
    State(&'b [u8]),
}

/// The operators of a drawing.
pub(super) struct Operators<'b> {
    bytes: &'b [u8],
    at: usize,
}

/// What stood before an operator.
#[derive(Default)]
struct Operands<'b> {
    name: Option<&'b [u8]>,
    number: Option<&'b [u8]>,
    characters: usize,
    others_than_space: usize,
}

impl<'b> Operators<'b> {
    pub(super) fn of(bytes: &'b [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The bytes from here on of which this is true.
    fn run(&mut self, belongs: impl Fn(u8) -> bool) -> &'b [u8] {
        let rest = &self.bytes[self.at..];
        let length = rest.iter().position(|byte| !belongs(*byte)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// A string in parentheses, which may nest.
    fn literal(&mut self, operands: &mut Operands<'b>) {
        let mut depth = 0_u32;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                b'\\' => self.at += 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
            if !(byte == b'(' && depth == 1) {
                operands.characters += 1;
                operands.others_than_space += usize::from(byte != b' ');
            }
        }
    }

    fn hexadecimal(&mut self, operands: &mut Operands<'b>) {
        self.at += 1;
        let digits = self.run(|byte| byte != b'>');
        self.at += 1;
        let mut digits = digits.iter().filter(|byte| byte.is_ascii_hexdigit());
        while let Some(first) = digits.next() {
            let second = digits.next().unwrap_or(&b'0');
            operands.characters += 1;
            operands.others_than_space += usize::from((*first, *second) != (b'2', b'0'));
        }
    }

    /// The samples of an image in the drawing, up to `EI` as a word of its own.
    fn inline_image(&mut self) {
        let rest = &self.bytes[self.at.min(self.bytes.len())..];
        let end = rest.windows(4).position(|window| {
            is_blank(window[0]) && &window[1..3] == b"EI" && !is_regular(window[3])
        });
        self.at = end.map_or(self.bytes.len(), |end| self.at + end + 3);
    }
}

impl<'b> Iterator for Operators<'b> {
    type Item = Said<'b>;

    fn next(&mut self) -> Option<Said<'b>> {
        let mut operands = Operands::default();
        loop {
            match self.peek()? {
                b'%' => {
                    self.run(|byte| byte != b'\n' && byte != b'\r');
                }
                b'/' => {
                    self.at += 1;
                    operands.name = Some(self.run(is_regular));
                }
                b'(' => self.literal(&mut operands),
                b'<' if self.bytes.get(self.at + 1) != Some(&b'<') => {
                    self.hexadecimal(&mut operands);
                }
                byte if byte.is_ascii_digit() || b"+-.".contains(&byte) => {
                    operands.number = Some(self.run(is_regular));
                }
                byte if is_regular(byte) => {
                    let said = match (self.run(is_regular), operands.name) {
                        (b"q", _) => Some(Said::Save),
                        (b"Q", _) => Some(Said::Restore),
                        (b"Tf", Some(name)) => Some(Said::Font(name)),
                        (b"Tr", _) => {
                            let digit = operands.number.and_then(|number| number.first());
                            digit.map(|digit| Said::Mode(digit.wrapping_sub(b'0')))
                        }
                        (b"Tj" | b"TJ" | b"'" | b"\"", _) => (operands.characters > 0)
                            .then_some(Said::Text { only_spaces: operands.others_than_space == 0 }),
                        (b"Do", Some(name)) => Some(Said::Form(name)),
                        (b"scn" | b"SCN", Some(name)) => Some(Said::Pattern(name)),
                        (b"gs", Some(name)) => Some(Said::State(name)),
                        (b"ID", _) => {
                            self.inline_image();
                            None
                        }
                        _ => None,
                    };
                    if said.is_some() {
                        return said;
                    }
                    operands = Operands::default();
                }
                _ => self.at += 1,
            }
        }
    }
}

/// Source: ISO 32000-1, 7.2.2.
fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0C | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_blank(byte) && !b"()<>[]{}/%".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_read_as_far_as_text_goes() {
        let bytes = b"q /F1 12 Tf 3 Tr (a\\)(b)) Tj [( )-20<20>]TJ () Tj % (no) Tj\n/P cs /P2 scn \
            BI /W 2 /H 1 /BPC 8 ID (Tj EIx\n EI Q <</A(b)>> /X Do /G gs";
        let said: Vec<Said<'_>> = Operators::of(bytes).collect();
        let expected = [
            Said::Save,
            Said::Font(b"F1"),
            Said::Mode(3),
            Said::Text { only_spaces: false },
            Said::Text { only_spaces: true },
            Said::Pattern(b"P2"),
            Said::Restore,
            Said::Form(b"X"),
            Said::State(b"G"),
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn a_drawing_that_ends_anywhere_ends() {
        let bytes = b"BT /F 9 Tf (a(\\)b) <4> Tj BI ID \0\0";
        for at in 0..bytes.len() {
            let _ = Operators::of(&bytes[..at]).count();
        }
    }
}
