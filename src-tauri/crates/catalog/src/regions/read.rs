//! Which division a typed text names, and what stands behind the name. Parts may be missing or short,
//! names may be old; the reading that takes up most of the text wins.

use super::names::{Kind, Names, is_mark, names};
use super::table::{Division, Divisions, Level};

/// What a typed text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading<'d> {
    /// One division.
    Exact {
        /// The deepest division that the text names.
        division: &'d Division,
        /// What stands behind it, as typed: mostly a village.
        rest: String,
    },
    /// One of these, by code; a province or a city in front would say which.
    Several(Vec<&'d Division>),
    /// No name of a division at its beginning.
    Unknown,
}

/// One way to read a text: the division, the byte behind it, and how uncertain its names are.
struct Way {
    at: u32,
    end: usize,
    doubt: u32,
}

/// What a bare 舒城 or 朝阳 may not be followed by: then it is another word, such as 朝阳路.
const CLIPPED: &str =
    "省市县区旗州盟镇乡村路街道巷弄屯社园桥山湖河江海大小东西南北中门站里庄寨族厂矿场";

/// Words in addresses that say nothing.
const EMPTY_WORDS: [&str; 3] = ["省直辖县级行政区划", "自治区直辖县级行政区划", "市辖区"];

impl Divisions {
    /// Which division a typed text names: `安徽省六安市舒城县晓天镇某某村`, `安徽舒城`,
    /// `镇安县木王镇`. Spaces and marks between the parts do not matter.
    pub fn read(&self, text: &str) -> Reading<'_> {
        let line = Line::of(text);
        let start = ["中华人民共和国", "中国"].iter().find(|word| line.text.starts_with(**word));
        let reader = Reader { divisions: self, names: names(), text: &line.text };
        let mut ways = reader.ways(start.map_or(0, |word| word.len()), None);
        ways.sort_by_key(|way| way.at);
        ways.dedup_by_key(|way| way.at);
        let Some(end) = ways.first().map(|way| way.end) else { return Reading::Unknown };
        match self.stands_out(&ways) {
            Some(at) => {
                let division = self.at(at);
                Reading::Exact { division, rest: line.rest(end, division) }
            }
            None => Reading::Several(ways.iter().map(|way| self.at(way.at)).collect()),
        }
    }

    /// The one that is meant where nothing more is said: 吉林 is the province, 阜新 the city in which
    /// the county of the same name lies.
    fn stands_out(&self, ways: &[Way]) -> Option<u32> {
        let first = ways.first()?.at;
        let highest = ways.iter().map(|way| way.at).min_by_key(|at| self.at(*at).level)?;
        let above = |at| at == highest || self.lies_in(at, highest);
        let stands_out = ways.len() == 1
            || self.at(highest).level == Level::Province
            || ways.iter().all(|way| above(way.at));
        stands_out.then_some(if ways.len() == 1 { first } else { highest })
    }
}

struct Reader<'r> {
    divisions: &'r Divisions,
    names: &'r Names,
    text: &'r str,
}

impl Reader<'_> {
    /// The best ways to read the text from a byte on, inside of a division.
    fn ways(&self, from: usize, inside: Option<u32>) -> Vec<Way> {
        let mut best = Vec::new();
        let rest = &self.text[from..];
        for (length, last) in rest.char_indices() {
            let end = from + length + last.len_utf8();
            if end - from > self.names.longest {
                break;
            }
            for &(at, kind) in self.names.bearers(&self.text[from..end]) {
                if self.may_follow(at, kind, inside) {
                    let mut ways = self.deeper(at, kind, end);
                    // Said twice, but a town may be called as its county is.
                    ways.iter_mut().for_each(|way| way.doubt += u32::from(inside == Some(at)));
                    keep_best(&mut best, ways);
                }
            }
        }
        match inside {
            Some(inside) if best.is_empty() => self.unusual_ways(from, inside),
            _ => best,
        }
    }

    fn may_follow(&self, at: u32, kind: Kind, inside: Option<u32>) -> bool {
        match inside {
            // Said twice, as where a form asks for province and city: 重庆市重庆市.
            Some(inside) => at == inside || self.divisions.lies_in(at, inside),
            None => kind != Kind::Other,
        }
    }

    /// The division with whatever it has behind it.
    fn deeper(&self, at: u32, kind: Kind, end: usize) -> Vec<Way> {
        let is_town = self.divisions.at(at).level == Level::Town;
        let mut ways = if is_town { Vec::new() } else { self.ways(end, Some(at)) };
        if ways.is_empty() {
            let next = self.text[end..].chars().next();
            if kind >= Kind::Short && next.is_some_and(|next| CLIPPED.contains(next)) {
                return ways;
            }
            ways.push(Way { at, end, doubt: 0 });
        }
        for way in &mut ways {
            way.doubt += kind as u32;
        }
        ways
    }

    /// Where nothing follows as it should: empty words, a county that lay in another city before, a
    /// town without its suffix at the end.
    fn unusual_ways(&self, from: usize, inside: u32) -> Vec<Way> {
        let rest = &self.text[from..];
        if let Some(word) = EMPTY_WORDS.iter().find(|word| rest.starts_with(**word)) {
            let end = from + word.len();
            let ways = self.ways(end, Some(inside));
            return if ways.is_empty() { vec![Way { at: inside, end, doubt: 0 }] } else { ways };
        }
        match self.divisions.at(inside).level {
            // 重庆市县奉节县: the row 县 of the table, written out by some forms.
            Level::Province if rest.starts_with('县') => {
                self.ways(from + '县'.len_utf8(), Some(inside))
            }
            Level::City => self.county_of_another_city(from, inside),
            Level::County => self.town_without_suffix(from, inside),
            _ => Vec::new(),
        }
    }

    /// 六安市寿县: the county went to 淮南 in 2015, and people still write so.
    fn county_of_another_city(&self, from: usize, city: u32) -> Vec<Way> {
        let mut best = Vec::new();
        let province = self.divisions.province_of(city);
        for (length, last) in self.text[from..].char_indices() {
            let end = from + length + last.len_utf8();
            if end - from > self.names.longest {
                break;
            }
            for &(at, kind) in self.names.bearers(&self.text[from..end]) {
                let county = self.divisions.at(at).level == Level::County;
                if county && kind <= Kind::Old && self.divisions.lies_in(at, province) {
                    keep_best(&mut best, self.deeper(at, kind, end));
                }
            }
        }
        // More than one county of the name: the city said nothing.
        if best.len() > 1 { Vec::new() } else { best }
    }

    fn town_without_suffix(&self, from: usize, county: u32) -> Vec<Way> {
        let rest = &self.text[from..];
        let towns = (county + 1..).map_while(|at| {
            let town = self.divisions.all().get(at as usize)?;
            (town.parent == Some(county)).then_some((at, town))
        });
        towns
            .filter(|(_, town)| super::names::stem(town) == Some(rest))
            .map(|(at, _)| Way { at, end: self.text.len(), doubt: Kind::Short as u32 })
            .collect()
    }
}

/// Keeps the ways that reach furthest and, of those, the least doubtful.
fn keep_best(best: &mut Vec<Way>, ways: Vec<Way>) {
    for way in ways {
        let rank = |way: &Way| (std::cmp::Reverse(way.end), way.doubt);
        match best.first().map(|held| rank(&way).cmp(&rank(held))) {
            Some(std::cmp::Ordering::Greater) => {}
            Some(std::cmp::Ordering::Equal) => best.push(way),
            Some(std::cmp::Ordering::Less) | None => *best = vec![way],
        }
    }
}

/// A typed line without spaces and marks, and where each character stood.
struct Line<'t> {
    typed: &'t str,
    text: String,
    /// For each character kept: the byte behind it in `text` and in `typed`.
    ends: Vec<(usize, usize)>,
}

/// So many characters are read: the longest full name has fewer than 50. The reader goes one call deeper
/// for each name, so a text of any length must not lead it.
const READ: usize = 100;

impl<'t> Line<'t> {
    fn of(typed: &'t str) -> Self {
        let mut line = Self { typed, text: String::new(), ends: Vec::new() };
        for (at, character) in typed.char_indices().take(READ) {
            if !is_mark(character) {
                line.text.push(character);
                line.ends.push((line.text.len(), at + character.len_utf8()));
            }
        }
        line
    }

    fn rest(&self, end: usize, division: &Division) -> String {
        let typed = self.ends.iter().find(|(kept, _)| *kept == end).map_or(0, |(_, typed)| *typed);
        let rest = self.typed[typed..].trim_start_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '，' | '、' | '/' | '·' | '-' | '—' | '）' | ')')
        });
        let rest = if division.name.ends_with("街道") {
            rest.strip_prefix("办事处").or_else(|| rest.strip_prefix('办')).unwrap_or(rest)
        } else {
            rest
        };
        rest.trim().to_owned()
    }
}
