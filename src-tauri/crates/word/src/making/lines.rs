//! Paragraphs outside of tables: lines to be filled in, signatures and seals, and what is only printed.

use catalog::{Align, Block, FontRole, Item, Kind, Line, TypeStyle};
use foundation::Mm;

use crate::asking::Place;
use crate::document::{CONTROL, Paragraph, Side, is_word};
use crate::guess::dates;
use crate::guess::foot;
use crate::guess::kinds::{Room, guess, text};
use crate::guess::options;
use crate::guess::text::{core, count, squeezed};
use crate::guess::unboxed;
use crate::making::boxes::{self, Asked};
use crate::making::maker::{Maker, one_text};

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Words that are only printed.
    Words(String),
    /// A label with its colon, and a blank behind it.
    Blank(String),
    /// A label and blanks for a date behind it.
    Date(String),
    /// A blank between words: what stands before it and behind it stays around it.
    Between,
    /// A control that lists what one may choose, behind the words that name it; whether what follows goes on
    /// right behind it.
    Listed(String, bool),
}

/// The pieces of a line, from left to right.
pub(crate) fn pieces(line: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (head, date) = match dates::begins(line) {
        Some(at) if dates::date(&line[at..]).is_some() => (&line[..at], Some(&line[at..])),
        _ => (line, None),
    };
    let words = foot::pieces(head);
    let dated = date.is_some()
        && words.last().is_some_and(|last| last.ends_with(['：', ':']) || is_day(last));
    let first = words.first().and_then(|first| head.find(first)).unwrap_or(head.len());
    listed(&head[..first], "", &mut pieces);
    let mut end = 0;
    for (index, piece) in words.iter().enumerate() {
        let last = index + 1 == words.len();
        let at = end + head[end..].find(piece).unwrap_or_default();
        end = at + piece.len();
        let blank = blank_at(&head[end..]);
        let colon = piece.ends_with(['：', ':']);
        if last && dated {
            pieces.push(Piece::Date(one_text(&line[at..])));
        } else if blank.contains(CONTROL) {
            pieces.push(Piece::Words((*piece).to_owned()));
            let name = if colon { own_label(piece).to_owned() } else { name_before(piece) };
            listed(blank, &name, &mut pieces);
        } else if colon && !(last && ends_sentence(head, piece)) {
            pieces.push(Piece::Blank((*piece).to_owned()));
        } else if blank.trim_start_matches([' ', '\u{3000}']).starts_with("__") {
            pieces.push(Piece::Words((*piece).to_owned()));
            pieces.push(Piece::Between);
        } else {
            pieces.push(Piece::Words((*piece).to_owned()));
        }
    }
    if let Some(date) = date.filter(|_| !dated) {
        pieces.push(Piece::Words(date.trim().to_owned()));
    }
    pieces
}

/// The blank with which a text begins.
fn blank_at(text: &str) -> &str {
    &text[..text.find(is_word).unwrap_or(text.len())]
}

/// The controls of a blank, called by the words before it.
fn listed(blank: &str, name: &str, pieces: &mut Vec<Piece>) {
    let behind = blank.rsplit(CONTROL).next().unwrap_or_default();
    for _ in blank.matches(CONTROL) {
        pieces.push(Piece::Listed(name.to_owned(), behind.is_empty()));
    }
}

/// Whether the last piece of a line only leads to what stands under it: `承诺如下：`, or a colon behind running
/// text with no blank after it.
fn ends_sentence(line: &str, piece: &str) -> bool {
    const LEADS: [&str; 7] = ["如下", "以下", "下列", "包括", "承诺", "声明", "保证"];
    let blank = line.ends_with([' ', '\u{3000}', '_', '\t']);
    let words = squeezed(piece);
    let lead = words.trim_end_matches(['：', ':']);
    let running = squeezed(line).contains(['，', '。', '；']);
    !blank && (running || LEADS.iter().any(|end| lead.ends_with(end)))
}

/// What a blank in running text is called: the words before it since the last sign, at most eight.
fn name_before(words: &str) -> String {
    let signs = |c: char| "，。；：、,;:（）()【】｛｝{}“”《》".contains(c);
    let last = words.split(signs).rfind(|part| !squeezed(part).is_empty()).unwrap_or_default();
    let squeezed = squeezed(last);
    let skipped = squeezed.chars().count().saturating_sub(8);
    squeezed.chars().skip(skipped).collect()
}

/// The label of a blank behind a colon: where a sentence goes before, what stands since its last sign.
fn own_label(label: &str) -> &str {
    let end = label.trim_end().trim_end_matches(['：', ':']);
    let from = end.rfind(['，', '。', '；']).map_or(0, |at| at + '，'.len_utf8());
    if squeezed(&end[from..]).is_empty() { label } else { &label[from..] }
}

fn is_day(words: &str) -> bool {
    squeezed(words).ends_with("日期") || squeezed(words).ends_with("时间")
}

/// How many places of a text are labels with a colon and a blank.
pub(crate) fn blanks(text: &str) -> usize {
    let of = |line: &str| {
        pieces(line)
            .iter()
            .filter(|piece| matches!(piece, Piece::Blank(_) | Piece::Date(_) | Piece::Listed(..)))
            .count()
    };
    text.lines().map(of).sum()
}

/// What controls of a paragraph let one choose from, in their order.
pub(crate) type Choices<'p> = std::slice::Iter<'p, Vec<String>>;

/// The items of a line; whether any of them is to be filled in.
pub(crate) fn items(
    maker: &mut Maker<'_>,
    line: &str,
    choices: &mut Choices<'_>,
    cover: bool,
) -> (Vec<Vec<Item>>, bool) {
    let mut groups: Vec<Vec<Item>> = Vec::new();
    let mut filled = false;
    let pieces = pieces(line);
    let underline = underline(line, &pieces);
    for (index, piece) in pieces.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| &pieces[before]);
        let goes_on = matches!(before, Some(Piece::Between | Piece::Listed(_, true)));
        match piece {
            Piece::Words(words) => {
                let item = maker.text(words);
                push(&mut groups, goes_on, vec![item]);
            }
            Piece::Blank(label) if foot::is_sign(label) && pieces.len() > 1 => {
                let group = vec![maker.text(label), maker.text("________")];
                push(&mut groups, goes_on, group);
            }
            Piece::Blank(label) => {
                let id = blank(maker, label, cover);
                if let Some(field) = maker.get(&id) {
                    field.underline_mm = underline;
                }
                let group = vec![maker.text(label), Item::Value(id)];
                push(&mut groups, goes_on, group);
                filled = true;
            }
            Piece::Date(label) => {
                label.matches(CONTROL).for_each(|_| _ = choices.next());
                let id = dated(maker, label);
                push(&mut groups, goes_on, vec![Item::Filled(id)]);
                filled = true;
            }
            Piece::Between => {
                let name = match before {
                    Some(Piece::Words(words)) => name_before(words),
                    _ => String::new(),
                };
                let id = maker.field(&name, text(catalog::TextFormat::Free, None));
                if let Some(field) = maker.get(&id) {
                    field.blank = "________________".into();
                }
                push(&mut groups, true, vec![Item::Value(id)]);
                filled = true;
            }
            Piece::Listed(name, _) => {
                let choices = choices.next().map(Vec::as_slice).unwrap_or_default();
                let id = listed_field(maker, name, choices, pieces.len() == 1);
                push(&mut groups, true, vec![Item::Value(id)]);
                filled = true;
            }
        }
    }
    (groups, filled)
}

/// Puts items behind what stands before them, or apart from it.
fn push(groups: &mut Vec<Vec<Item>>, goes_on: bool, items: Vec<Item>) {
    match groups.last_mut().filter(|_| goes_on) {
        Some(group) => group.extend(items),
        None => groups.push(items),
    }
}

/// The field of a blank behind a label; on a cover, the one that was asked for there already.
fn blank(maker: &mut Maker<'_>, label: &str, cover: bool) -> String {
    let own = own_label(label);
    let room = Room { label: own, height: 8.0, width: 60.0, ..Room::default() };
    let kind = guess(room).kind;
    let name = core(own);
    let id = match maker.covered.get(&name).filter(|_| cover) {
        Some(id) => id.clone(),
        None => maker.field(&name, kind),
    };
    if cover {
        maker.covered.insert(name, id.clone());
    }
    id
}

/// The field of a label with blanks for a date behind it.
fn dated(maker: &mut Maker<'_>, label: &str) -> String {
    let kind = dates::date(&label[label.find('年').unwrap_or_default()..]);
    let kind = kind.filter(|kind| matches!(kind, Kind::Month | Kind::Date));
    let label = label.replace('_', " ");
    maker.field(&label, kind.unwrap_or(Kind::Date))
}

/// The field of a control: one of its choices, or words where it has none. One that stands alone is called as the
/// line above it.
fn listed_field(maker: &mut Maker<'_>, name: &str, choices: &[String], alone: bool) -> String {
    let name = if core(name).is_empty() { core(&maker.above) } else { core(name) };
    // A control on a line of its own has the room of a paragraph.
    let height = if alone { 20.0 } else { 8.0 };
    let room = Room { label: &name, height, width: 120.0, ..Room::default() };
    let kind = if choices.len() >= 2 { boxes::listed(choices) } else { guess(room).kind };
    let id = maker.field(&name, kind);
    if let Some(field) = maker.get(&id)
        && !field.kind.is_long()
    {
        field.blank = "________".into();
    }
    id
}

/// How long the line under each blank of a text is, in mm; none where no blank is underlined.
fn underline(line: &str, pieces: &[Piece]) -> Option<u32> {
    let signs = line.matches('_').count();
    let blanks = pieces.iter().filter(|piece| matches!(piece, Piece::Blank(_))).count();
    // Half a character of 小四 each.
    let length = signs as f64 * 2.1 / blanks.max(1) as f64;
    (length >= 8.0).then_some(length.min(90.0) as u32)
}

/// A paragraph as lines of paper; `dated` says that blanks for a date follow and go with a seal.
pub(crate) fn paragraph(
    maker: &mut Maker<'_>,
    line: &Paragraph,
    place: Place,
    (cover, dated): (bool, bool),
) -> Vec<Block> {
    let options = options::options(&line.text).or_else(|| unboxed::in_line(&line.text));
    if let Some(options) = options {
        let asked = Asked { label: &lead(&options), options: &options, place };
        let (_, lines) = boxes::choice(maker, &asked);
        return lines.into_iter().map(|items| free(line, items, Vec::new())).collect();
    }
    if maker.hands_over(&line.text) {
        let items = vec![maker.text(&plain(&line.text))];
        return vec![free(line, items, Vec::new())];
    }
    let mut blocks = Vec::new();
    let mut choices = line.choices.iter();
    let is_blank = |text: &&str| squeezed(text).is_empty() && !text.contains(CONTROL);
    let mut texts = line.text.split('\n').filter(|text| !is_blank(text)).peekable();
    while let Some(text) = texts.next() {
        let dated = dated && texts.peek().is_none();
        blocks.extend(one(maker, line, (text, &mut choices), (cover, dated)));
    }
    blocks
}

/// What options are called: by the words before them, else by their own.
pub(crate) fn lead(options: &options::Options) -> String {
    match options.pieces.first() {
        Some(options::Piece::Words(words)) if count(words) >= 2 => core(words),
        _ => joined(options),
    }
}

/// What options are called that have no label.
fn joined(options: &options::Options) -> String {
    let labels: Vec<&str> = options.choices().map(|choice| choice.label.as_str()).collect();
    labels.join("或")
}

fn one(
    maker: &mut Maker<'_>,
    line: &Paragraph,
    (text, choices): (&str, &mut Choices<'_>),
    (cover, dated): (bool, bool),
) -> Vec<Block> {
    let blank = blanks(text);
    let words = text.trim();
    if foot::is_foot(words) && blank <= 1 {
        let parts = foot::parts(words);
        match &parts[..] {
            [foot::Part::Sign(label)] => {
                let sign = maker.sign(label, dated);
                return vec![block(Align::Right, 0.0, None, vec![sign], Vec::new())];
            }
            [foot::Part::Seal(label)] if blank == 0 => {
                let seal = maker.seal(label, dated);
                return vec![block(Align::Right, 0.0, None, vec![seal], Vec::new())];
            }
            [foot::Part::Seal(one), foot::Part::Seal(other)] if blank == 0 => {
                let (left, right) = (maker.seal(one, dated), maker.seal(other, dated));
                return vec![block(Align::Ends, 0.0, None, vec![left], vec![right])];
            }
            _ => {}
        }
    }
    let (mut groups, filled) = items(maker, text, choices, cover);
    if !filled && !squeezed(text).is_empty() {
        let whole = maker.text(&plain(text));
        return vec![free(line, vec![whole], Vec::new())];
    }
    if groups.len() == 2 && !cover {
        let right = groups.pop().unwrap_or_default();
        let left = groups.pop().unwrap_or_default();
        return vec![block(Align::Ends, 0.0, style(line), left, right)];
    }
    let mut items = Vec::new();
    for (index, group) in groups.into_iter().enumerate() {
        if index > 0 {
            items.push(maker.text("\u{3000}\u{3000}"));
        }
        items.extend(group);
    }
    vec![free(line, items, Vec::new())]
}

/// Words with their inner blanks, but none at the ends and none that are only room to write in.
fn plain(text: &str) -> String {
    one_text(&text.replace('_', " "))
}

fn free(line: &Paragraph, items: Vec<Item>, right: Vec<Item>) -> Block {
    let long = count(&line.text) > 45 && line.side == Side::Left;
    let align = match line.side {
        Side::Left if long && line.indent > 4.0 => Align::Body,
        Side::Left if line.indent > 100.0 => Align::Right,
        Side::Left => Align::Left,
        Side::Centre => Align::Centre,
        Side::Right => Align::Right,
    };
    let indent = if align == Align::Left && !long { line.indent.round().min(100.0) } else { 0.0 };
    block(align, indent, style(line), items, right)
}

fn block(
    align: Align,
    indent: f64,
    style: Option<TypeStyle>,
    items: Vec<Item>,
    right: Vec<Item>,
) -> Block {
    Block::Line(Line { align, indent: Mm(indent), style, items, right })
}

/// The type of a line as the file has it.
pub(crate) fn style(line: &Paragraph) -> Option<TypeStyle> {
    let role = match line.role.unwrap_or(FontRole::Song) {
        FontRole::Song if line.bold && line.points >= 14.0 => FontRole::Hei,
        role => role,
    };
    Some(TypeStyle::nearest(role, line.points.clamp(7.5, 42.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_to_fill_in_are_taken_apart() {
        let blank = |label: &str| Piece::Blank(label.into());
        assert_eq!(pieces("候选人：______"), [blank("候选人：")]);
        assert_eq!(
            pieces("填报单位（盖章）：            填报日期：     年    月    日"),
            [blank("填报单位（盖章）："), Piece::Date("填报日期：     年    月    日".into())]
        );
        assert_eq!(
            pieces("本人接受________的推荐。"),
            [Piece::Words("本人接受".into()), Piece::Between, Piece::Words("的推荐。".into())]
        );
        assert_eq!(pieces("注：本表一式三份。"), [Piece::Words("注：本表一式三份。".into())]);
        assert_eq!(blanks("姓名：      电话：      "), 2);
        // A colon that leads to what stands under it has no blank.
        let lead = "亩，现申报示范家庭农场，承诺如下：";
        assert_eq!(pieces(lead), [Piece::Words(lead.into())]);
        assert_eq!(pieces("本单位承诺："), [Piece::Words("本单位承诺：".into())]);
        assert_eq!(pieces("经审核，意见：____"), [blank("经审核，意见：")]);
        assert_eq!(own_label("经审核，意见："), "意见：");
    }

    #[test]
    fn blanks_in_a_sentence_are_called_by_what_stands_right_before() {
        for (words, name) in [
            ("），系", "系"),
            ("村村民，经营土地", "经营土地"),
            ("本人{", "本人"),
            ("我们自愿参加由县农业农村局举办的", "农业农村局举办的"),
            ("，", ""),
        ] {
            assert_eq!(name_before(words), name);
        }
    }
}
