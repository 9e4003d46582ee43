//! Which counties of the national list a running text names. A name counts where it is whole, is not
//! the end of another word, and is borne by one county only or told apart by what stands before it.

use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

use foundation::character::is_han;

use super::names::{Kind, Names, names};
use super::poverty::{National, PovertyCounty, one_of, with_code};
use super::table::{Divisions, Level, divisions};

/// Judgement: within this many characters a province or city still belongs to a county behind it.
const NEAR: usize = 60;

/// Names that are also ends of words or begin sentences (人民和县、比如县里、创新县): they count only
/// behind their province or city.
#[rustfmt::skip]
const WORDLIKE: [&str; 25] = [
    "会同县", "比如县", "民和县", "互助县", "通道县", "大方县", "中方县", "共和县", "同心县", "河南县", "富裕县",
    "南部县", "兴和县", "西乡县", "延长县", "平安区", "安定区", "新县", "易县", "理县", "开县", "兴县",
    "范县", "成县", "代县",
];

/// After these a name of two characters may begin: 和康县, but not 健康县.
const LINKS: &str = "在和与于到从对由及赴至是为的";

static BEGINNINGS: OnceLock<HashMap<[char; 2], usize>> = OnceLock::new();

/// A province or a city that was named, and the character behind it.
struct Above {
    at: u32,
    end: usize,
}

/// The counties of the national list that a running text names, in order, each once. For 30,000
/// characters it takes a few milliseconds.
pub fn counties_named_in(text: &str) -> Vec<&'static PovertyCounty> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut scan = Scan { text, characters, above: Vec::new(), divisions: divisions() };
    let mut found: Vec<&'static PovertyCounty> = Vec::new();
    let mut seen = HashSet::new();
    let mut from = 0;
    while from + 1 < scan.characters.len() {
        let Some((name, end)) = scan.name_at(from) else {
            from += 1;
            continue;
        };
        if let Some(county) = scan.county(name, from, end)
            && seen.insert(county.number)
        {
            found.push(county);
        }
        scan.remember(name, end);
        from = end;
    }
    found
}

struct Scan<'t> {
    text: &'t str,
    characters: Vec<(usize, char)>,
    above: Vec<Above>,
    divisions: &'static Divisions,
}

impl<'t> Scan<'t> {
    /// The longest name that begins at a character, and the character behind it.
    fn name_at(&self, from: usize) -> Option<(&'t str, usize)> {
        let pair = [self.characters[from].1, self.characters.get(from + 1)?.1];
        let longest = *beginnings().get(&pair)?;
        let start = self.characters[from].0;
        let last = (from + longest).min(self.characters.len());
        (from + 2..=last).rev().find_map(|end| {
            let stop = self.characters.get(end).map_or(self.text.len(), |(at, _)| *at);
            let name = &self.text[start..stop];
            let known = names().bearers(name).iter().any(|(at, kind)| counts(*at, *kind));
            known.then_some((name, end))
        })
    }

    /// The county of the list that a name means here.
    fn county(&self, name: &str, from: usize, end: usize) -> Option<&'static PovertyCounty> {
        let bearers = names().bearers(name).iter().filter(|(at, kind)| is_county(*at, *kind));
        let bearers: Vec<u32> = bearers.map(|(at, _)| *at).collect();
        let nearest = bearers.iter().filter_map(|at| Some((self.named_above(*at, from)?, *at)));
        let nearest: Vec<(usize, u32)> = nearest.collect();
        let closest = nearest.iter().map(|(end, _)| *end).max();
        let closest_ones = || nearest.iter().filter(|(end, _)| Some(*end) == closest);
        let meant = match bearers[..] {
            [only] if self.contradicted(only, from) => return None,
            [only] if self.stands_alone(name, from, end, closest) => only,
            [] | [_] => return None,
            _ if closest_ones().count() == 1 => closest_ones().next()?.1,
            _ => return None,
        };
        match one_of(with_code(self.divisions.at(meant).code), name) {
            National::Yes(county) => Some(county),
            _ => None,
        }
    }

    /// Where the province or city of a county was last named near before a character.
    fn named_above(&self, county: u32, from: usize) -> Option<usize> {
        let near = self.above.iter().rev().take_while(|above| above.end + NEAR >= from);
        near.filter(|above| self.divisions.lies_in(county, above.at)).map(|above| above.end).max()
    }

    /// Right behind another province the name means another county: 江西省东乡县.
    fn contradicted(&self, county: u32, from: usize) -> bool {
        let province = self.divisions.province_of(county);
        let mut adjacent = self.above.iter().rev().take_while(|above| above.end == from);
        adjacent.any(|above| self.divisions.province_of(above.at) != province)
    }

    /// Whether the characters are a name here and not a piece of other words.
    fn stands_alone(&self, name: &str, from: usize, end: usize, closest: Option<usize>) -> bool {
        let wordlike = WORDLIKE.contains(&name);
        let next = self.characters.get(end).map(|(_, next)| *next);
        if name.ends_with('区') && next == Some('域') {
            return false;
        }
        if name.chars().count() > 2 && !wordlike {
            return true;
        }
        if closest == Some(from) {
            return true;
        }
        if next.is_some_and(|next| "域级".contains(next)) || (wordlike && closest.is_none()) {
            return false;
        }
        let before = from.checked_sub(1).map(|at| self.characters[at].1);
        before.is_none_or(|before| !is_han(before) || LINKS.contains(before))
    }

    /// A province or city stays in mind for what comes behind it.
    fn remember(&mut self, name: &str, end: usize) {
        for (at, kind) in names().bearers(name) {
            if self.divisions.at(*at).level <= Level::City && *kind <= Kind::Short {
                self.above.push(Above { at: *at, end });
            }
        }
    }
}

/// Provinces and cities count by any name, counties by names with a suffix.
fn counts(at: u32, kind: Kind) -> bool {
    is_county(at, kind) || (kind <= Kind::Short && divisions().at(at).level <= Level::City)
}

fn is_county(at: u32, kind: Kind) -> bool {
    kind <= Kind::Old && divisions().at(at).level == Level::County
}

/// The first two characters of every name that counts, with the characters of the longest.
fn beginnings() -> &'static HashMap<[char; 2], usize> {
    BEGINNINGS.get_or_init(|| {
        let mut found = HashMap::new();
        for (name, bearers) in Names::all(names()) {
            let mut characters = name.chars();
            if let (Some(first), Some(second)) = (characters.next(), characters.next())
                && bearers.iter().any(|(at, kind)| counts(*at, *kind))
            {
                let longest = found.entry([first, second]).or_insert(0);
                *longest = (*longest).max(2 + characters.count());
            }
        }
        found
    })
}
