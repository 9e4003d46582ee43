//! Looking divisions up while somebody types: by name or part of a name, by the first letters of the
//! sounds, by code, by old names. What a finished text names is in `read`.

use foundation::character::half_width;

use super::names::{Kind, is_mark, names, stem};
use super::poverty::with_former_code;
use super::read::Reading;
use super::table::{Division, Divisions, Level};

/// A division that a query found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Six digits, nine for a town.
    pub code: String,
    /// Its full name: 安徽省六安市舒城县.
    pub text: String,
    /// How deep it lies.
    pub level: Level,
    /// Whether it is or lies in a county of the national poverty list (国家级贫困县).
    pub national: bool,
    /// The old or listed name by which it was found, where it was not found by its own.
    pub old_name: Option<String>,
}

/// How well a name answers a query; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Exact,
    Beginning,
    Part,
}

/// A division that answers, and the old name by which it does.
struct Hit {
    fit: Fit,
    level: Level,
    at: u32,
    old_name: Option<String>,
}

/// Bytes of a query that are looked at: a bit of a `u128` stands for each, and one is for the end.
const LONGEST_QUERY: usize = 127;

impl Divisions {
    /// Divisions that answer a query, the best first, `most` at most and none deeper than `within`.
    /// A query is names or the beginnings of names from the province down (`安徽舒城`, `舒城 晓天`),
    /// part of one name, first letters of sounds (`scx`, `ah sc`), an old name, or the beginning of a
    /// code.
    pub fn search(&self, query: &str, within: Option<Level>, most: usize) -> Vec<Found> {
        let deepest = within.unwrap_or(Level::Town);
        let query = Query::of(query);
        let mut hits = if query.text.is_empty() {
            Vec::new()
        } else if query.text.bytes().all(|byte| byte.is_ascii_digit()) {
            self.hits_by_code(&query.text)
        } else {
            self.hits_by_name(&query, deepest)
        };
        if hits.is_empty() && !query.text.is_ascii() {
            hits = self.hits_by_reading(&query.text);
        }
        hits.retain(|hit| hit.level <= deepest && !self.at(hit.at).placeholder);
        hits.sort_by_key(|hit| (hit.fit, hit.level, hit.at));
        hits.truncate(most);
        hits.into_iter().map(|hit| self.found(hit)).collect()
    }

    fn found(&self, hit: Hit) -> Found {
        let division = self.at(hit.at);
        Found {
            code: division.code.to_owned(),
            text: self.full_name(division),
            level: division.level,
            national: self.is_national(division.code),
            old_name: hit.old_name,
        }
    }

    fn hits_by_code(&self, code: &str) -> Vec<Hit> {
        // A village's code, twelve digits, names its town.
        let code = if code.len() == 12 { &code[..9] } else { code };
        let from = self.all().partition_point(|row| row.code < code);
        let rows = self.all()[from..].iter().take_while(|row| row.code.starts_with(code));
        let mut hits: Vec<Hit> = (from..)
            .filter_map(|at| u32::try_from(at).ok())
            .zip(rows)
            .map(|(at, row)| Hit { fit: Fit::Exact, level: row.level, at, old_name: None })
            .collect();
        for county in with_former_code(code) {
            let Some(at) = self.find(county.code) else { continue };
            let known = |former: &&super::FormerCode| former.code == code;
            let old_name = county.former_codes.iter().find(known).map(|old| old.name.to_owned());
            hits.push(Hit { fit: Fit::Exact, level: Level::County, at, old_name });
        }
        hits
    }

    /// One pass over the table. `reached` holds, for each level, how much of the query may be taken up
    /// by the division of that level and by those above it.
    fn hits_by_name(&self, query: &Query, deepest: Level) -> Vec<Hit> {
        let mut hits = Vec::new();
        let mut reached = [1_u128; 4];
        for (at, division) in (0..).zip(self.all()) {
            let level = division.level;
            if level > deepest {
                continue;
            }
            let depth = level as usize;
            let above = reached[depth];
            let (taken, fit, old_name) = match division.placeholder {
                true => (0, None, None),
                false => query.take(at, division, above),
            };
            if level < Level::Town {
                reached[depth + 1..].fill(above | taken);
            }
            hits.extend(fit.map(|fit| Hit { fit, level, at, old_name }));
        }
        hits
    }

    /// What names found nothing for may still be read: 六安市寿县 before the county went to 淮南.
    fn hits_by_reading(&self, text: &str) -> Vec<Hit> {
        let places = match self.read(text) {
            Reading::Exact { division, rest } if rest.is_empty() => vec![division],
            Reading::Several(places) => places,
            _ => Vec::new(),
        };
        let at = |place: &Division| self.find(place.code);
        let hit = |at: u32, level| Hit { fit: Fit::Exact, level, at, old_name: None };
        places.iter().filter_map(|place| Some(hit(at(place)?, place.level))).collect()
    }
}

/// A query in plain capital letters and Han, without spaces, and where the spaces were.
struct Query {
    text: String,
    /// A bit for each byte of `text` before which a space stood, and for its end.
    gaps: u128,
}

impl Query {
    fn of(typed: &str) -> Self {
        let mut query = Self { text: String::new(), gaps: 0 };
        for character in typed.chars() {
            let plain = half_width(character);
            if is_mark(plain) {
                query.gaps |= 1 << query.text.len();
            } else if query.text.len() + plain.len_utf8() <= LONGEST_QUERY {
                query.text.push(plain.to_ascii_uppercase());
            }
        }
        query.gaps |= 1 << query.text.len();
        query
    }

    /// How far a division's names take up the query from any place that was reached before it (a bit
    /// for each byte), how well it answers if that is the end, and the old name that does.
    fn take(
        &self,
        at: u32,
        division: &Division,
        above: u128,
    ) -> (u128, Option<Fit>, Option<String>) {
        let mut taken = 0;
        let mut best: Option<(Fit, Option<String>)> = None;
        let mut keep = |fit: Option<Fit>, name: Option<&str>| {
            if let Some(fit) = fit
                && best.as_ref().is_none_or(|(held, _)| fit < *held)
            {
                best = Some((fit, name.map(str::to_owned)));
            }
        };
        let more = if division.level < Level::Town { names().more(at) } else { &[] };
        let mut left = above;
        while left != 0 {
            let from = left.trailing_zeros() as usize;
            left &= left - 1;
            let Some(rest) = self.text.get(from..).filter(|rest| !rest.is_empty()) else {
                continue;
            };
            if rest.as_bytes()[0].is_ascii_uppercase() {
                let (bits, fit) = self.fit(from, rest, division.initials, || {
                    stem(division).map_or(0, |stem| stem.chars().count())
                });
                taken |= bits;
                keep(fit, None);
                continue;
            }
            let (bits, fit) =
                self.fit(from, rest, division.name, || stem(division).map_or(0, str::len));
            taken |= bits;
            keep(fit, None);
            for (name, kind) in more {
                let (bits, fit) = self.fit(from, rest, name, || 0);
                taken |= bits;
                keep(fit, (*kind == Kind::Old).then_some(name));
            }
        }
        let (fit, old_name) = best.map_or((None, None), |(fit, name)| (Some(fit), name));
        (taken, fit, old_name)
    }

    /// The same for one name and one place.
    fn fit(
        &self,
        from: usize,
        rest: &str,
        name: &str,
        stem: impl Fn() -> usize,
    ) -> (u128, Option<Fit>) {
        let same = rest.bytes().zip(name.bytes()).take_while(|(a, b)| a == b).count();
        let mut taken = 0;
        let mut characters = 0;
        for length in 1..=same {
            if !name.is_char_boundary(length) {
                continue;
            }
            characters += 1;
            // One character stands for a division only where a space ends it.
            let end = 1_u128 << (from + length);
            if characters > 1 || self.gaps & end != 0 {
                taken |= end;
            }
            if self.gaps & end != 0 {
                break;
            }
        }
        let fit = if self.has_gap_behind(from) {
            None
        } else if same == rest.len() {
            let exact = same == name.len() || same == stem();
            Some(if exact { Fit::Exact } else { Fit::Beginning })
        } else {
            let part = name.as_bytes().windows(rest.len()).any(|bytes| bytes == rest.as_bytes());
            part.then_some(Fit::Part)
        };
        (taken, fit)
    }

    /// Whether a space stands behind this byte and before the end: no single name is the rest then.
    fn has_gap_behind(&self, from: usize) -> bool {
        let before_end = (1_u128 << self.text.len()) - 1;
        (self.gaps & before_end) >> from > 1
    }
}
