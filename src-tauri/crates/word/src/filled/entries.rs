//! What stands in a cell as the entry that a person would have made in the window, by the kind of the field. Whether
//! it is right is judged by the rules of a case; here only what was read in one of several ways is told.

use case::{Case, Value};
use catalog::regions::{Reading, divisions};
use catalog::{Field, Kind, TextOption};
use serde_json::{Value as Json, json};

use super::text::{fold, trimmed};
use super::ticks::{self, Ticked};

/// An entry, and why somebody should look at it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entry {
    /// None where nothing is to be put in.
    pub(crate) json: Option<Json>,
    /// Chinese, a whole sentence.
    pub(crate) doubt: Option<String>,
}

impl Entry {
    fn sure(json: Json) -> Self {
        Self { json: Some(json), doubt: None }
    }

    fn none(doubt: String) -> Self {
        Self { json: None, doubt: Some(doubt) }
    }
}

/// The entry of a text that is not empty.
pub(crate) fn entry(field: &Field, text: &str) -> Entry {
    let text = trimmed(text);
    match &field.kind {
        Kind::LongText { .. } | Kind::Opinion { .. } => {
            Entry::sure(json!(text.lines().map(line).collect::<Vec<_>>().join("\n")))
        }
        Kind::Text { .. } => Entry::sure(json!(on_one_line(text))),
        Kind::Integer { .. } | Kind::Decimal { .. } | Kind::Month | Kind::Date => {
            Entry::sure(json!(text))
        }
        Kind::Period => Entry::sure(json!({ "from": text, "to": null })),
        Kind::Choice { options, .. } => one_of(options, text),
        Kind::Choices { options, .. } => some_of(options, text),
        Kind::YesNo { .. } => match fold(text).as_str() {
            "是" | "有" | "√" | "☑" | "已备案" => Entry::sure(json!(true)),
            "否" | "无" | "没有" | "×" => Entry::sure(json!(false)),
            _ => yes_or_no(&ticks::read(text, &names(field.kind.boxes()))),
        },
        Kind::Contact => contact(text),
        Kind::Region { .. } => {
            let (region, doubt) = region(text);
            Entry { json: Some(region), doubt }
        }
        Kind::Regions { .. } => regions(text),
        Kind::NumberOrRegions if text.chars().next().is_some_and(char::is_numeric) => {
            Entry::sure(json!(text))
        }
        Kind::NumberOrRegions => regions(text),
        Kind::Links => {
            let parts = text.split(|c: char| c.is_whitespace() || matches!(c, '；' | ';' | '、'));
            Entry::sure(json!(parts.filter(|part| !part.is_empty()).collect::<Vec<_>>()))
        }
        // 贴照片处 and the like are the form's own words.
        Kind::Photo(_) if text.contains('照') && text.chars().count() <= 30 => Entry::default(),
        Kind::Photo(_) => Entry::none("照片栏里的字没有带入。".into()),
        Kind::Rows { .. } => Entry::none("这一栏是多行的表，原文没有按行分开。".into()),
    }
}

/// A paragraph without the indent that somebody typed.
fn line(line: &str) -> &str {
    line.trim_matches(|c: char| c.is_whitespace() && c != '\n')
}

/// A short text that a narrow cell broke into lines: Chinese goes on without a blank.
fn on_one_line(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines().map(line).filter(|line| !line.is_empty()) {
        let is_wide = |c: Option<char>| c.is_some_and(|c| !c.is_ascii());
        let goes_on = is_wide(out.chars().last()) && is_wide(line.chars().next());
        if !out.is_empty() && !goes_on {
            out.push(' ');
        }
        out.push_str(line);
    }
    out
}

/// Options by their folded names.
pub(crate) fn names(options: &[TextOption]) -> Vec<(String, String)> {
    options.iter().map(|option| (option.id.clone(), fold(&option.label))).collect()
}

fn one_of(options: &[TextOption], text: &str) -> Entry {
    let folded = fold(text);
    if let Some(option) = options.iter().find(|option| fold(&option.label) == folded) {
        return Entry::sure(json!(option.id));
    }
    chosen(options, &ticks::read(text, &names(options)), false)
}

fn some_of(options: &[TextOption], text: &str) -> Entry {
    chosen(options, &ticks::read(text, &names(options)), true)
}

/// The entry of options that were marked; without any boxes those that stand there.
pub(crate) fn chosen(options: &[TextOption], ticked: &Ticked, several: bool) -> Entry {
    let label = |id: &String| {
        let option = options.iter().find(|option| option.id == *id);
        option.map_or("", |option| option.label.as_str()).to_owned()
    };
    let all_stand = ticked.named.len() == options.len() && options.len() > 1;
    let ids = match ticked.boxed {
        true => ticked.marked.clone(),
        // All options and no mark at all: nothing was chosen.
        false if all_stand => Vec::new(),
        false => ticked.named.clone(),
    };
    let known: Vec<String> = ids.iter().map(label).collect();
    match (ids.as_slice(), several) {
        ([], _) if ticked.named.is_empty() && !trimmed(&ticked.rest).is_empty() => {
            Entry::none(format!("“{}”不是表里的选项，没有带入。", trimmed(&ticked.rest)))
        }
        ([], _) => Entry::default(),
        (_, true) => Entry::sure(json!(ids)),
        ([one], false) => Entry::sure(json!(one)),
        ([one, ..], false) => Entry {
            json: Some(json!(one)),
            doubt: Some(format!(
                "只能选一项，原文选了{}，先取了“{}”。",
                known.join("、"),
                known[0]
            )),
        },
    }
}

/// The entry of 是 and 否 with their marks.
pub(crate) fn yes_or_no(ticked: &Ticked) -> Entry {
    let ids = if ticked.boxed { &ticked.marked } else { &ticked.named };
    match ids.as_slice() {
        [one] => Entry::sure(json!(one == "yes")),
        [] if ticked.named.is_empty() && !trimmed(&ticked.rest).is_empty() => {
            Entry::none(format!("“{}”看不出是“是”还是“否”，没有带入。", trimmed(&ticked.rest)))
        }
        [] => Entry::default(),
        _ if !ticked.boxed => Entry::default(),
        _ => Entry::none("“是”和“否”都打了勾，没有带入。".into()),
    }
}

/// A name, and the number behind it.
fn contact(text: &str) -> Entry {
    let starts =
        |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c) || c == '+' || c == '＋';
    let at = text.find(starts).unwrap_or(text.len());
    let (name, phone) = text.split_at(at);
    let cut = |c: char| {
        c.is_whitespace()
            || matches!(c, '，' | ',' | '、' | '：' | ':' | '/' | '（' | '(' | '；' | ';')
    };
    let opened = name.trim_end().ends_with(['（', '(']);
    let phone = if opened { phone.trim_end().trim_end_matches(['）', ')']) } else { phone };
    let name = ["电话", "手机", "联系电话", "联系方式"]
        .iter()
        .fold(name.trim_end_matches(cut), |name, word| name.trim_end_matches(word))
        .trim_end_matches(cut);
    Entry::sure(json!({ "name": name, "phone": phone.trim() }))
}

fn region(text: &str) -> (Json, Option<String>) {
    let text = text.split_whitespace().collect::<Vec<_>>().join("");
    let (code, doubt) = match divisions().read(&text) {
        Reading::Exact { division, .. } => (Some(division.code.to_string()), None),
        Reading::Several(_) => (None, Some(format!("“{text}”有几个同名的地方，请选一个。"))),
        Reading::Unknown => (None, Some(format!("没有认出“{text}”是哪个地方。"))),
    };
    (json!({ "code": code, "text": text }), doubt)
}

fn regions(text: &str) -> Entry {
    let between = |c: char| matches!(c, '、' | '，' | ',' | '；' | ';' | '\n' | '。');
    let parts = text.split(between).map(str::trim).filter(|part| !part.is_empty());
    let (regions, doubts): (Vec<Json>, Vec<Option<String>>) = parts.map(region).unzip();
    let mut doubts = doubts.into_iter().flatten();
    let first = doubts.next();
    let more = doubts.count();
    let doubt = first.map(|first| match more {
        0 => first,
        more => format!("{first}另有 {more} 个地方也请看一下。"),
    });
    Entry { json: Some(json!(regions)), doubt }
}

/// Why a value that was taken in should be looked at: it is not what its field asks for.
pub(crate) fn odd(field: &Field, value: &Value) -> Option<String> {
    let is_number =
        |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let is_date = |text: &str, length: usize| {
        text.len() == length && text.chars().all(|c| c.is_ascii_digit() || c == '-')
    };
    match (&field.kind, value) {
        (Kind::Integer { .. } | Kind::NumberOrRegions, Value::Text(text)) => {
            Some(format!("“{text}”不是整数，原样带入了。"))
        }
        (Kind::Decimal { .. }, Value::Text(text)) if !is_number(text) => {
            Some(format!("“{text}”不是数，原样带入了。"))
        }
        (Kind::Month, Value::Text(text)) if !is_date(text, 7) => {
            Some(format!("“{text}”没有读成年月，原样带入了。"))
        }
        (Kind::Date, Value::Text(text)) if !is_date(text, 10) => {
            Some(format!("“{text}”没有读成年月日，原样带入了。"))
        }
        (Kind::Period, Value::Period { from: Some(from), .. }) if !is_date(from, 7) => {
            Some(format!("“{from}”没有读成起止年月，原样带入了。"))
        }
        _ => None,
    }
}

/// Whether a field says of itself what was read: a number that follows from others, counties that follow from a list.
pub(crate) fn follows(case: &Case, field: &Field, text: &str) -> bool {
    let itself = field.computed.is_some() || field.counties_of().is_some();
    itself && {
        let mut without = case.clone();
        without.values.remove(&field.id);
        fold(&case::printed(&without, field, case::Blank::Nothing)) == fold(text)
    }
}
