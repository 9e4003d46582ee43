//! Names that are legal on Windows and Linux, in NFC, and short enough for the systems that cut early.
//! Source: Microsoft's naming rules for files, POSIX, and the vectors in `tests/vectors`.

use case::{Case, ShortenedName, printed_part};
use catalog::Part;
use foundation::character::{full_width, is_noncharacter, is_unseen};
use unicode_normalization::UnicodeNormalization;

/// At most 200 bytes a name: other programs rely on it. Linux allows 255, encrypted homes and webmail less.
pub const LONGEST_NAME: usize = 200;

/// A part of a name that is shortened keeps at least so many characters.
const FEWEST_CHARACTERS: usize = 4;

/// The name of a case's folder, without an extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Legal, NFC.
    pub name: String,
    /// What was cut, where it was too long.
    pub shortened: Option<ShortenedName>,
}

/// The name by the call's pattern for the case's route, with room for `reserve` bytes behind it.
pub fn case_folder_name(case: &Case, reserve: usize) -> Named {
    let call = &case.call;
    let route = call.route(&case.route).unwrap_or(&call.routes[0]);
    let mut parts: Vec<(Option<&str>, String)> = Vec::new();
    for part in route.naming.parts() {
        match part {
            Part::Words(words) => parts.push((None, words.clone())),
            Part::Value(id) => {
                let text = clean(&printed_part(case, id));
                let text = if text.is_empty() { "未填".into() } else { text };
                parts.push((Some(id), text));
            }
        }
    }
    let most = LONGEST_NAME.saturating_sub(reserve);
    let full = legal_stem(&join(&parts));
    if full.len() <= most {
        return Named { name: full, shortened: None };
    }
    let case_name = call.main_form().fields.iter().find(|field| field.name_part);
    let case_name = case_name.map_or("", |field| field.id.as_str());
    // The case name first, then the others from the longest.
    // A phone number that is cut is none.
    let may_be_cut = |at: &usize| parts[*at].0.is_some_and(|id| !id.ends_with(".phone"));
    let mut order: Vec<usize> = (0..parts.len()).filter(may_be_cut).collect();
    order.sort_by_key(|at| (parts[*at].0 != Some(case_name), usize::MAX - parts[*at].1.len()));
    let mut cut = Vec::new();
    for at in order {
        let excess = legal_stem(&join(&parts)).len().saturating_sub(most);
        if excess > 0 {
            shorten(&mut parts[at].1, excess);
            cut.extend(parts[at].0);
        }
    }
    let mut name = legal_stem(&join(&parts));
    cut_to(&mut name, most);
    let cut = cut.into_iter().map(str::to_owned).collect();
    let shortened =
        ShortenedName { bytes: full.len() + reserve, most: LONGEST_NAME, name: name.clone(), cut };
    Named { name, shortened: Some(shortened) }
}

fn join(parts: &[(Option<&str>, String)]) -> String {
    parts.iter().map(|(_, text)| text.as_str()).collect()
}

/// Takes at least `excess` bytes from the end of a text, but leaves its beginning.
fn shorten(text: &mut String, excess: usize) {
    let least = text.char_indices().nth(FEWEST_CHARACTERS).map_or(text.len(), |(at, _)| at);
    cut_to(text, text.len().saturating_sub(excess).max(least));
}

/// Cuts at a character, without white space, or a mark that has lost its partner.
fn cut_to(text: &mut String, most: usize) {
    if text.len() > most {
        text.truncate(text.floor_char_boundary(most));
        let kept = text.trim_end_matches(|c: char| c.is_whitespace() || "-—，、．.".contains(c));
        text.truncate(kept.len());
        for (opening, closing) in [('“', '”'), ('《', '》'), ('（', '）'), ('【', '】')] {
            if text.matches(opening).count() > text.matches(closing).count()
                && let Some(at) = text.rfind(opening)
            {
                text.remove(at);
            }
        }
    }
}

/// A legal name of `stem` and `extension` (with its dot), at most `most` bytes. What is as long as a name is no extension.
pub fn legal_name(stem: &str, extension: &str, most: usize) -> String {
    if extension.len() > most / 2 {
        return legal_name(&format!("{stem}{extension}"), "", most);
    }
    let mut stem = legal_stem(stem);
    let room = most.saturating_sub(extension.len());
    if stem.len() > room {
        stem.truncate(stem.floor_char_boundary(room));
        stem = legal_stem(&stem);
    }
    format!("{stem}{extension}")
}

/// Forbidden characters as their full-width forms, no marks without shape, single spaces, NFC.
fn clean(text: &str) -> String {
    let replaced: String = text
        .nfc()
        .filter_map(|character| match character {
            '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' => Some(full_width(character)),
            _ if is_unseen(character) || is_noncharacter(character) => None,
            _ if character.is_whitespace() => Some(' '),
            _ => Some(character),
        })
        .collect();
    replaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

fn legal_stem(text: &str) -> String {
    let clean = clean(text);
    let stem = clean.trim_end_matches(['.', ' ']);
    let first = stem.split('.').next().unwrap_or_default();
    if stem.is_empty() {
        "未命名".into()
    } else if is_reserved(first) || stem.starts_with('.') {
        format!("_{stem}")
    } else {
        stem.to_owned()
    }
}

/// Device names of Windows, in any case and with any extension.
pub(crate) fn is_reserved(name: &str) -> bool {
    let upper = name.trim_end().to_uppercase();
    if ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].contains(&upper.as_str()) {
        return true;
    }
    ["COM", "LPT"].iter().any(|port| {
        upper.strip_prefix(port).is_some_and(|number| {
            let mut characters = number.chars();
            matches!(characters.next(), Some('0'..='9' | '¹' | '²' | '³'))
                && characters.next().is_none()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_vectors_give_their_names() {
        let vectors: serde_json::Value =
            serde_json::from_str(include_str!("../../../../tests/vectors/test_vectors.json"))
                .unwrap();
        let rows = vectors["filename"].as_array().unwrap();
        assert_eq!(rows.len(), 9);
        for row in rows {
            let text = |key: &str| row[key].as_str().unwrap();
            // The vectors are those of Linux: 255 bytes.
            let name = legal_name(text("stem"), text("ext"), 255);
            assert_eq!(name, text("out"));
            assert_eq!(name.len() as u64, row["bytes"].as_u64().unwrap());
        }
    }

    /// The same is asked of counting, codes, names of people and paper where those stand.
    #[test]
    fn every_character_is_what_the_table_says() {
        for character in '\0'..=char::MAX {
            let text = format!("甲{character}乙");
            let is_gone = clean(&text) == "甲乙";
            assert_eq!(
                is_gone,
                is_unseen(character) || is_noncharacter(character),
                "{character:?}"
            );
        }
    }

    #[test]
    fn no_name_is_longer_than_it_may_be() {
        for extension in
            [format!(".{}", "x".repeat(5000)), format!(".jpg{}", "\u{301}".repeat(5000))]
        {
            for stem in ["照片", "", &*"字".repeat(5000)] {
                let name = legal_name(stem, &extension, LONGEST_NAME);
                assert!(!name.is_empty() && name.len() <= LONGEST_NAME, "{} bytes", name.len());
            }
        }
    }

    #[test]
    fn device_names_of_windows_are_avoided() {
        for (stem, name) in
            [("con", "_con"), ("LPT¹", "_LPT¹"), ("com10", "com10"), ("..", "未命名")]
        {
            assert_eq!(legal_name(stem, "", 255), name);
        }
    }
}
