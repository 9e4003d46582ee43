//! A PDF whose table of objects is wrong, missing or cut off, read as readers do: the objects are found by looking
//! through the file for `n g obj`, the last of each number counts, and a new table is written behind them. Objects in
//! streams of objects are found by whoever reads the result.

use std::collections::BTreeMap;

/// Where an object begins, and its generation.
type Found = BTreeMap<u32, (usize, u16)>;

/// The file with a table of what is in it, and streams that say how long they are; none where nothing is in it.
pub(super) fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let begin = bytes.windows(5).position(|window| window == b"%PDF-")?;
    let bytes = &bytes[begin..];
    let Seen { objects, streams, outside } = look_through(bytes);
    let last = objects.keys().next_back()?;
    let names = |key: &[u8]| last_reference(&outside, key).filter(|(n, _)| objects.contains_key(n));
    let (mut file, moved) = with_lengths(bytes, &objects, &streams);
    file.extend_from_slice(b"\n");
    let start = file.len();
    file.extend_from_slice(b"xref\n0 1\n0000000000 65535 f \n");
    for (number, (offset, generation)) in &objects {
        let offset = moved.of(*offset);
        let row = format!("{number} 1\n{offset:010} {generation:05} n \n");
        file.extend_from_slice(row.as_bytes());
    }
    let mut trailer = format!("trailer\n<</Size {}", u64::from(*last) + 1);
    // Where it stands in a stream of objects it is looked for by its type later.
    let root = names(b"/Root").filter(|(number, _)| says_catalog(bytes, objects[number].0));
    let root = root.or_else(|| catalog(bytes, &objects));
    for (key, found) in [("Root", root), ("Encrypt", names(b"/Encrypt"))] {
        if let Some((number, generation)) = found {
            trailer.push_str(&format!("/{key} {number} {generation} R"));
        }
    }
    file.extend_from_slice(trailer.as_bytes());
    if let Some(id) = identity(&outside) {
        file.extend_from_slice(b"/ID");
        file.extend_from_slice(id);
    }
    file.extend_from_slice(format!(">>\nstartxref\n{start}\n%%EOF\n").as_bytes());
    Some(file)
}

/// Whether what ends a file stands behind its last object, in whatever shape.
pub(super) fn ends(bytes: &[u8]) -> bool {
    let last = |word: &[u8]| bytes.windows(word.len()).rposition(|window| window == word);
    let object = last(b"endobj");
    let ends: [&[u8]; 4] = [b"startxref", b"trailer", b"%%EOF", b"\nxref"];
    object.is_some() && ends.iter().any(|word| last(word) > object)
}

/// What stands in a file.
struct Seen {
    objects: Found,
    streams: Vec<Stream>,
    /// Its bytes without what is in streams.
    outside: Vec<u8>,
}

/// A stream: where its dictionary begins and ends, and where what it holds does.
struct Stream {
    dictionary: (usize, usize),
    content: (usize, usize),
}

fn look_through(bytes: &[u8]) -> Seen {
    let (mut objects, mut streams, mut outside) = (Found::new(), Vec::new(), Vec::new());
    let (mut at, mut copied, mut object) = (0, 0, 0);
    while let Some((word, begin)) = next_word(bytes, at) {
        at = begin + word.len();
        if word == b"obj" {
            if let Some((number, generation, offset)) = head_before(bytes, begin) {
                objects.insert(number, (offset, generation));
            }
            object = at;
            continue;
        }
        let from = at + usize::from(bytes[at..].starts_with(b"\r\n")) + 1;
        let says = length_said(&bytes[object..begin]).and_then(|(_, said)| said.ok());
        let by_length = says.and_then(|length| ends_there(bytes, from, length));
        // Nothing in a stream is an object of this file, whatever it looks like.
        let (end, next) = by_length.unwrap_or_else(|| {
            let next = find(bytes, b"endstream", at).unwrap_or(bytes.len());
            (before_line_end(bytes, from, next), next)
        });
        streams.push(Stream { dictionary: (object, begin), content: (from, end.max(from)) });
        outside.extend_from_slice(&bytes[copied..at]);
        (copied, at) = (next, next + b"endstream".len());
    }
    outside.extend_from_slice(&bytes[copied.min(bytes.len())..]);
    Seen { objects, streams, outside }
}

/// Where a stream of this length ends and its `endstream` begins, if one does.
fn ends_there(bytes: &[u8], from: usize, length: usize) -> Option<(usize, usize)> {
    let end = from.checked_add(length).filter(|end| *end <= bytes.len())?;
    let rest = &bytes[end..];
    let ends: [&[u8]; 4] = [b"endstream", b"\nendstream", b"\rendstream", b"\r\nendstream"];
    let found = ends.iter().find(|word| rest.starts_with(word))?;
    Some((end, end + found.len() - b"endstream".len()))
}

fn before_line_end(bytes: &[u8], from: usize, end: usize) -> usize {
    let content = &bytes[from.min(end)..end];
    let ends: [&[u8]; 3] = [b"\r\n", b"\n", b"\r"];
    let line_end = ends.iter().find(|line_end| content.ends_with(line_end));
    end - line_end.map_or(0, |line_end| line_end.len())
}

/// What a dictionary says of the length of its stream, and where: a number, or the object that has it.
fn length_said(dictionary: &[u8]) -> Option<((usize, usize), Result<usize, u32>)> {
    let key = b"/Length";
    let mut at = 0;
    while let Some(place) = find(dictionary, key, at) {
        at = place + key.len();
        let blank = dictionary[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let value = at + blank;
        let text = String::from_utf8_lossy(&dictionary[value..(value + 30).min(dictionary.len())]);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let Ok(number) = text[..digits].parse::<usize>() else { continue };
        let mut words = text[digits..].split_ascii_whitespace();
        let generation = words.next().filter(|word| word.bytes().all(|b| b.is_ascii_digit()));
        let is_reference = generation.is_some() && words.next().is_some_and(|w| w.starts_with('R'));
        if !is_reference {
            return Some(((value, value + digits), Ok(number)));
        }
        let end = text.find('R').map_or(digits, |end| end + 1);
        return Some(((value, value + end), Err(u32::try_from(number).ok()?)));
    }
    None
}

/// How places moved as lengths were set: from each place on, by so many bytes.
struct Moved(Vec<(usize, isize)>);

impl Moved {
    fn of(&self, place: usize) -> usize {
        let before = self.0.partition_point(|(from, _)| *from <= place);
        let by = before.checked_sub(1).map_or(0, |index| self.0[index].1);
        place.saturating_add_signed(by)
    }
}

/// The file with the right length in each stream that says a wrong one, or none.
fn with_lengths(bytes: &[u8], objects: &Found, streams: &[Stream]) -> (Vec<u8>, Moved) {
    let (mut file, mut moved) = (Vec::with_capacity(bytes.len()), Moved(Vec::new()));
    let mut copied = 0;
    let value_of = |number: u32| {
        let (offset, _) = objects.get(&number)?;
        let head = &bytes[*offset..(offset + 60).min(bytes.len())];
        let value = &head[find(head, b"obj", 0)? + 3..];
        String::from_utf8_lossy(value).split_ascii_whitespace().next()?.parse().ok()
    };
    for stream in streams {
        let (begin, end) = stream.dictionary;
        let dictionary = &bytes[begin..end];
        let said = length_said(dictionary);
        let says = said.and_then(|(_, said)| said.map_or_else(value_of, Some));
        if says.is_some_and(|says| ends_there(bytes, stream.content.0, says).is_some()) {
            continue;
        }
        let length = stream.content.1 - stream.content.0;
        let (from, to, text) = match (said, find(dictionary, b"<<", 0)) {
            (Some(((from, to), _)), _) => (begin + from, begin + to, length.to_string()),
            (None, Some(open)) => {
                (begin + open + 2, begin + open + 2, format!("/Length {length} "))
            }
            (None, None) => continue,
        };
        file.extend_from_slice(&bytes[copied..from]);
        file.extend_from_slice(text.as_bytes());
        copied = to;
        moved.0.push((to, file.len().cast_signed() - to.cast_signed()));
    }
    file.extend_from_slice(&bytes[copied..]);
    (file, moved)
}

/// The next `obj`, or `stream` with the line end that makes it one, as a word of its own.
fn next_word(bytes: &[u8], from: usize) -> Option<(&'static [u8], usize)> {
    let mut at = from;
    while at < bytes.len() {
        let rest = &bytes[at..];
        let before = at.checked_sub(1).map(|before| bytes[before]);
        let begins = before.is_none_or(|byte| !byte.is_ascii_alphabetic());
        if begins && rest.starts_with(b"obj") {
            return Some((b"obj", at));
        }
        if begins && (rest.starts_with(b"stream\n") || rest.starts_with(b"stream\r")) {
            return Some((b"stream", at));
        }
        at += 1;
    }
    None
}

/// The number and generation that stand before `obj`, and where they begin.
fn head_before(bytes: &[u8], obj: usize) -> Option<(u32, u16, usize)> {
    let blanks = |at: usize| {
        let run = bytes[..at].iter().rev().take_while(|byte| byte.is_ascii_whitespace());
        at - run.count()
    };
    let digits = |at: usize| {
        let run = bytes[..at].iter().rev().take(10).take_while(|byte| byte.is_ascii_digit());
        at - run.count()
    };
    let generation_end = blanks(obj);
    let generation_begin = digits(generation_end);
    let number_end = blanks(generation_begin);
    let number_begin = digits(number_end);
    let text = |from: usize, to: usize| std::str::from_utf8(&bytes[from..to]).ok();
    if number_end == generation_begin {
        return None;
    }
    let number = text(number_begin, number_end)?.parse().ok()?;
    let generation = text(generation_begin, generation_end)?.parse().ok()?;
    Some((number, generation, number_begin))
}

fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(word.len()).position(|window| window == word).map(|at| from + at)
}

/// The last `/Key n g R`.
fn last_reference(bytes: &[u8], key: &[u8]) -> Option<(u32, u16)> {
    let mut found = None;
    let mut at = 0;
    while let Some(place) = find(bytes, key, at) {
        at = place + key.len();
        let text = &bytes[at..(at + 40).min(bytes.len())];
        let text = String::from_utf8_lossy(text);
        let mut words = text.split_ascii_whitespace();
        let numbers = (words.next().and_then(|w| w.parse().ok()), words.next());
        if let (Some(number), Some(generation)) = numbers
            && let Ok(generation) = generation.parse()
            && words.next().is_some_and(|word| word.starts_with('R'))
        {
            found = Some((number, generation));
        }
    }
    found
}

/// The object that says that it is the catalog.
fn catalog(bytes: &[u8], objects: &Found) -> Option<(u32, u16)> {
    let mut all = objects.iter().rev();
    let found = all.find(|(_, (offset, _))| says_catalog(bytes, *offset));
    found.map(|(number, (_, generation))| (*number, *generation))
}

fn says_catalog(bytes: &[u8], offset: usize) -> bool {
    let head = &bytes[offset..(offset + 4096).min(bytes.len())];
    let head = &head[..find(head, b"endobj", 0).unwrap_or(head.len())];
    find(head, b"/Type/Catalog", 0).or_else(|| find(head, b"/Type /Catalog", 0)).is_some()
}

/// The two strings of the last `/ID`, which locked files need, where they are written in digits.
fn identity(bytes: &[u8]) -> Option<&[u8]> {
    let mut found = None;
    let mut at = 0;
    while let Some(place) = find(bytes, b"/ID", at) {
        at = place + 3;
        let begin = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
        let rest = &bytes[begin.min(bytes.len())..];
        let end = rest.iter().take(300).position(|byte| *byte == b']');
        if let (true, Some(end)) = (rest.starts_with(b"["), end)
            && rest[..=end]
                .iter()
                .all(|byte| byte.is_ascii_hexdigit() || b"[]<> \r\n".contains(byte))
        {
            found = Some(&rest[..=end]);
        }
    }
    found
}
