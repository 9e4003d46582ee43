//! How Chinese is read: whether a name is what somebody types with the keys of an input method, by whole syllables, by
//! their first letters, or both in turn: `shucheng`, `sc`, `shuc`. A character that is read in several ways is found by each.

use pinyin::ToPinyinMulti as _;

/// A character of a name as it can be typed.
enum Sign {
    /// Its readings, without tones.
    Read(Vec<String>),
    /// A letter or a digit, as it stands there.
    Plain(char),
}

/// Whether a name can be typed so, from one of its characters on. `keys` are letters and digits of lower case.
pub fn is_spelt(name: &str, keys: &str) -> bool {
    if keys.is_empty() {
        return false;
    }
    let signs: Vec<Sign> = name.chars().filter_map(sign).collect();
    (0..signs.len()).any(|from| fits(&signs[from..], keys))
}

/// What is neither read nor typed, such as a quote, parts nothing.
fn sign(character: char) -> Option<Sign> {
    if character.is_ascii_alphanumeric() {
        return Some(Sign::Plain(character.to_ascii_lowercase()));
    }
    let mut readings: Vec<String> = Vec::new();
    for reading in character.to_pinyin_multi()? {
        // Input methods take v for ü; many type u.
        for vowel in ['v', 'u'] {
            let typed: String =
                reading.plain().chars().map(|c| if c == 'ü' { vowel } else { c }).collect();
            if !readings.contains(&typed) {
                readings.push(typed);
            }
        }
    }
    Some(Sign::Read(readings))
}

fn fits(signs: &[Sign], keys: &str) -> bool {
    let Some((first, rest)) = signs.split_first() else { return keys.is_empty() };
    let Some(key) = keys.chars().next() else { return true };
    match first {
        Sign::Plain(character) => *character == key && fits(rest, &keys[key.len_utf8()..]),
        Sign::Read(readings) => readings.iter().any(|reading| {
            // The last syllable may be half typed; `zh`, `ch` and `sh` are first letters too.
            if reading.starts_with(keys) {
                return true;
            }
            let lengths = [reading.len(), 2, 1];
            lengths.iter().enumerate().any(|(at, &length)| {
                let is_initial = at != 1 || reading.as_bytes().get(1) == Some(&b'h');
                let typed = reading.get(..length).filter(|_| is_initial);
                typed
                    .and_then(|typed| keys.strip_prefix(typed))
                    .is_some_and(|keys| fits(rest, keys))
            })
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::is_spelt;

    #[test]
    fn names_are_found_by_keys() {
        for (name, keys) in [
            ("舒城县商务局", "shuchengxian"),
            ("舒城县商务局", "scx"),
            ("舒城县商务局", "swj"),
            ("舒城县商务局", "shangwu"),
            ("舒城县商务局", "shuc"),
            ("舒城县商务局", "shcx"),
            ("“一店带多户”案例", "dhal"),
            ("重庆银行", "chongqingyinhang"),
            ("六安市", "luan"),
            ("吕梁市", "lvliang"),
            ("吕梁市", "luliang"),
            ("5G智慧乡村", "5gzh"),
        ] {
            assert!(is_spelt(name, keys), "{name} {keys}");
        }
        for (name, keys) in [
            ("舒城县商务局", "cheng县"),
            ("舒城县商务局", "hucheng"),
            ("舒城县商务局", "sx"),
            ("舒城", "scx"),
            ("", "a"),
            ("舒城", ""),
        ] {
            assert!(!is_spelt(name, keys), "{name} {keys}");
        }
    }
}
