//! Which options were ticked: by a box that is ticked or filled, by a hook beside the words, or because nothing else
//! was left standing.

use super::text::Compared;

/// How options are marked in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ticked {
    /// Ids of those that are marked.
    pub(crate) marked: Vec<String>,
    /// Ids of those that stand there at all.
    pub(crate) named: Vec<String>,
    /// Whether any box or mark stands there.
    pub(crate) boxed: bool,
    /// What is no option and no mark.
    pub(crate) rest: String,
}

/// A piece of a text with options.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Empty,
    Full,
    /// The index of an option.
    Option(usize),
    Other(String),
}

fn is_empty_box(c: char) -> bool {
    matches!(c, '□' | '☐' | '○' | '◯' | '▢' | '⬜' | '◻' | '❏' | '〇')
}

fn is_full(c: char) -> bool {
    matches!(
        c,
        '☑' | '☒'
            | '■'
            | '●'
            | '√'
            | '✓'
            | '✔'
            | '▣'
            | '⊙'
            | '◉'
            | '◼'
            | '⬛'
            | '✅'
            | '✗'
            | '✘'
            | '×'
            | '⦿'
            | '▇'
    )
}

/// Reads options, each an id and its folded words.
pub(crate) fn read(text: &str, options: &[(String, String)]) -> Ticked {
    let tokens = tokens(text, options);
    let boxed = tokens.iter().any(|token| matches!(token, Token::Empty | Token::Full));
    let after = boxes_stand_after(&tokens);
    let mut ticked = Ticked { boxed, ..Ticked::default() };
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Option(option) => {
                let id = &options[*option].0;
                ticked.named.push(id.clone());
                if is_marked(&tokens, at, after) {
                    ticked.marked.push(id.clone());
                }
            }
            Token::Other(words) => ticked.rest.push_str(words),
            Token::Empty | Token::Full => {}
        }
    }
    ticked
}

/// Whether the mark of an option stands by it: boxes side by side with their words, a hook on either side.
fn is_marked(tokens: &[Token], at: usize, after: bool) -> bool {
    let mark = |token: Option<&Token>| matches!(token, Some(Token::Empty | Token::Full));
    let run = |from: &mut dyn Iterator<Item = &Token>| -> Vec<Token> {
        from.take_while(|token| mark(Some(token))).cloned().collect()
    };
    let before = run(&mut tokens[..at].iter().rev());
    let behind = run(&mut tokens[at + 1..].iter());
    let full = |marks: &[Token]| marks.contains(&Token::Full);
    if after {
        return full(&behind[..behind.len().min(2)]) || (behind.is_empty() && full(&before));
    }
    // `□甲√ □乙`: the hook behind a name is its own where a box of the next one follows it, or nothing does.
    let own_hook = behind.first() == Some(&Token::Full)
        && (behind.get(1) == Some(&Token::Empty) || tokens.get(at + 1 + behind.len()).is_none());
    // `□√甲`, `☑甲`; but of `甲√□乙` the hook is not 乙's.
    let near = match before.as_slice() {
        [Token::Full, ..] => true,
        [Token::Empty, Token::Full, ..] => at == before.len(),
        _ => false,
    };
    near || own_hook
}

/// Whether boxes stand behind their words: something that is no box comes first, and a box last.
fn boxes_stand_after(tokens: &[Token]) -> bool {
    let is_box = |token: &&Token| matches!(token, Token::Empty | Token::Full);
    let shown: Vec<&Token> =
        tokens.iter().filter(|token| is_box(token) || matches!(token, Token::Option(_))).collect();
    let boxes = shown.iter().filter(|token| is_box(token)).count();
    let options = shown.len() - boxes;
    let first = shown.first().is_some_and(|token| !is_box(token));
    first && shown.last().is_some_and(is_box) && boxes >= options
}

fn tokens(text: &str, options: &[(String, String)]) -> Vec<Token> {
    let text = brackets_as_boxes(text);
    let compared = Compared::of(&text);
    // The longest names first: 网络覆盖 stands in 网络覆盖工程.
    let mut order: Vec<usize> = (0..options.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(options[*at].1.chars().count()));
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = 0;
    'all: while at < compared.len() {
        for option in &order {
            let words = &options[*option].1;
            if !words.is_empty() && compared.find(words, at) == Some(at) {
                tokens.push(Token::Option(*option));
                at += words.chars().count();
                continue 'all;
            }
        }
        let (here, is_apart) = compared.piece(at);
        let next = (at + 1 < compared.len()).then(|| compared.piece(at + 1));
        match here.chars().last() {
            Some(c) if is_empty_box(c) => tokens.push(Token::Empty),
            // `□甲 √□乙`: a hook that stands close to the box behind it is that one's.
            Some(c) if is_full(c) && is_apart && next.as_ref().is_some_and(is_close_box) => {
                tokens.extend([Token::Empty, Token::Full]);
                at += 1;
            }
            Some(c) if is_full(c) => tokens.push(Token::Full),
            _ => other(&mut tokens, &here),
        }
        at += 1;
    }
    // Commas between options, and brackets around all of them, say nothing.
    let says = |words: &str| words.chars().any(char::is_alphanumeric);
    tokens.retain(|token| !matches!(token, Token::Other(words) if !says(words)));
    tokens
}

fn is_close_box((here, is_apart): &(String, bool)) -> bool {
    !is_apart && here.chars().all(is_empty_box)
}

fn other(tokens: &mut Vec<Token>, here: &str) {
    match tokens.last_mut() {
        Some(Token::Other(known)) => known.push_str(here),
        _ => tokens.push(Token::Other(here.to_owned())),
    }
}

/// Brackets with nothing or a hook in them as boxes.
fn brackets_as_boxes(text: &str) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut out = String::new();
    let mut at = 0;
    while at < characters.len() {
        if matches!(characters[at], '（' | '(' | '[' | '［' | '【') {
            let inside = characters[at + 1..].iter().take(8);
            let length =
                inside.take_while(|c| c.is_whitespace() || is_full(**c) || **c == '_').count();
            let end = at + 1 + length;
            if characters.get(end).is_some_and(|c| matches!(c, '）' | ')' | ']' | '］' | '】')) {
                let hook = characters[at + 1..end].iter().any(|c| is_full(*c));
                out.push(if hook { '☑' } else { '□' });
                at = end + 1;
                continue;
            }
        }
        out.push(characters[at]);
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::filled::text::fold;

    fn marked(text: &str) -> Vec<String> {
        let options = ["网络覆盖", "农村电商", "网络扶智"];
        let options: Vec<_> = options.iter().map(|o| ((*o).to_owned(), fold(o))).collect();
        read(text, &options).marked
    }

    #[test]
    fn marks_are_seen_wherever_they_stand() {
        for text in [
            "□网络覆盖 ☑农村电商 □网络扶智",
            "☐ 网络覆盖\n☒ 农 村 电 商\n☐ 网络扶智",
            "□网络覆盖 ■农村电商 □网络扶智",
            "□网络覆盖 □√农村电商 □网络扶智",
            "□网络覆盖 √□农村电商 □网络扶智",
            "□网络覆盖 □农村电商√ □网络扶智",
            "（　）网络覆盖 （√）农村电商 （ ）网络扶智",
            "网络覆盖（ ） 农村电商（ √ ） 网络扶智（ ）",
            "网络覆盖□ 农村电商☑ 网络扶智□",
            "网络覆盖、√农村电商、网络扶智",
            "网络覆盖 农村电商√",
        ] {
            assert_eq!(marked(text), ["农村电商"], "{text}");
        }
        assert_eq!(marked("□网络覆盖 □农村电商 □网络扶智"), [""; 0]);
        assert_eq!(marked("☑网络覆盖 ☑农村电商 □网络扶智"), ["网络覆盖", "农村电商"]);
    }

    #[test]
    fn words_beside_options_are_kept() {
        let options = vec![("other".to_owned(), "其他".to_owned())];
        let ticked = read("☑其他（请注明）：短视频", &options);
        assert_eq!((ticked.marked.len(), ticked.rest.as_str()), (1, "（请注明）：短视频"));
    }
}
