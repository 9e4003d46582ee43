//! The table of divisions as it was read: codes, names, and who lies in whom. Names that stand for
//! something else (short, old, typed) are in `names`.

use std::sync::OnceLock;

/// As it lies in the program: the system reads of it only what is touched.
pub(super) static TEXT: &str = include_str!("../../../../../assets/regions/divisions.tsv");
static DIVISIONS: OnceLock<Divisions> = OnceLock::new();

/// Names of rows that only order the table; nobody writes them.
const PLACEHOLDERS: [&str; 4] = ["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"];

/// How deep a division lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省、自治区、直辖市、新疆生产建设兵团.
    Province,
    /// 地级市、地区、自治州、盟.
    City,
    /// 县、县级市、区、旗, and development zones that are counted like them.
    County,
    /// 镇、乡、街道, and farms and parks that are counted like them.
    Town,
}

/// One division.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// Six digits, nine for a town.
    pub code: &'static str,
    /// Its own name: `舒城县`.
    pub name: &'static str,
    /// The first letter of each character's sound: `SCX`.
    pub initials: &'static str,
    /// How deep it lies.
    pub level: Level,
    /// True for rows such as 市辖区, which are no place; full names leave them out.
    pub placeholder: bool,
    pub(super) parent: Option<u32>,
}

/// All divisions, by code.
#[derive(Debug)]
pub struct Divisions {
    rows: Vec<Division>,
}

/// The table of divisions; read when first asked for.
pub fn divisions() -> &'static Divisions {
    DIVISIONS.get_or_init(|| Divisions { rows: rows(TEXT) })
}

/// All names of the division with this code, as [`Divisions::full_name`] gives them. Finds its few rows
/// without reading the table, for codes that were chosen from it.
pub fn full_name_of(code: &str) -> Option<String> {
    name_of(code)?;
    let parts = [(2, "0000"), (4, "00"), (6, ""), (9, "")];
    let mut names: Vec<&str> = Vec::new();
    for (length, zeros) in parts.into_iter().take(Level::of_code(code) as usize + 1) {
        let name = code.get(..length).and_then(|part| name_of(&format!("{part}{zeros}")));
        let name = name.filter(|name| {
            !PLACEHOLDERS.contains(name) && (length != 6 || names.last() != Some(name))
        });
        names.extend(name);
    }
    Some(names.concat())
}

impl Level {
    /// The level of a division by its code of six or nine digits.
    pub fn of_code(code: &str) -> Self {
        match code {
            _ if code.len() > 6 => Self::Town,
            _ if code.ends_with("0000") => Self::Province,
            _ if code.ends_with("00") => Self::City,
            _ => Self::County,
        }
    }
}

/// The own name of the division with exactly this code: a binary search by lines.
pub(super) fn name_of(code: &str) -> Option<&'static str> {
    let bytes = TEXT.as_bytes();
    let line_start = |at: usize| bytes[..at].iter().rposition(|b| *b == b'\n').map_or(0, |n| n + 1);
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let start = line_start(low + (high - low) / 2);
        let line = TEXT[start..].lines().next().unwrap_or_default();
        let mut cells = line.split('\t');
        // Comments stand first, and # comes before digits.
        match cells.next().unwrap_or_default().cmp(code) {
            std::cmp::Ordering::Equal => return cells.next(),
            std::cmp::Ordering::Less => low = start + line.len() + 1,
            std::cmp::Ordering::Greater => high = start,
        }
    }
    None
}

impl Divisions {
    /// Every division, by code, placeholders among them.
    pub fn all(&self) -> &[Division] {
        &self.rows
    }

    /// The division in which this one lies; `None` for a province. Placeholders are passed over.
    pub fn parent<'d>(&'d self, division: &'d Division) -> Option<&'d Division> {
        self.chain(division).nth(1)
    }

    /// All names from the province down, `安徽省六安市舒城县晓天镇`, without placeholders.
    pub fn full_name(&self, division: &Division) -> String {
        let mut names: Vec<&str> = self.chain(division).map(|place| place.name).collect();
        names.reverse();
        names.concat()
    }

    /// The division and what it lies in, upwards, without placeholders.
    fn chain<'d>(&'d self, division: &'d Division) -> impl Iterator<Item = &'d Division> {
        std::iter::successors(Some(division), |place| Some(self.at(place.parent?)))
            .filter(|place| !place.placeholder)
    }

    /// The county in which this division lies or which it is.
    pub(super) fn county_of<'d>(&'d self, division: &'d Division) -> Option<&'d Division> {
        self.chain(division).find(|place| place.level == Level::County)
    }

    pub(super) fn at(&self, index: u32) -> &Division {
        &self.rows[index as usize]
    }

    pub(super) fn find(&self, code: &str) -> Option<u32> {
        let at = self.rows.binary_search_by(|row| row.code.cmp(code)).ok()?;
        u32::try_from(at).ok()
    }

    /// Whether the first lies in the second, however deep. A division does not lie in itself.
    pub(super) fn lies_in(&self, index: u32, higher: u32) -> bool {
        let mut above = self.at(index).parent;
        while let Some(at) = above {
            if at == higher {
                return true;
            }
            above = self.at(at).parent;
        }
        false
    }

    pub(super) fn province_of(&self, index: u32) -> u32 {
        let mut at = index;
        while let Some(above) = self.at(at).parent {
            at = above;
        }
        at
    }
}

/// Rows are by code, so that whatever a division lies in was read just before it.
fn rows(text: &'static str) -> Vec<Division> {
    let mut rows: Vec<Division> = Vec::new();
    let mut last: [Option<u32>; 3] = [None; 3];
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(code), Some(name), Some(initials)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let level = Level::of_code(code);
        let parent = last[..level as usize].iter().rev().find_map(|at| *at);
        let same =
            level == Level::County && parent.is_some_and(|at| rows[at as usize].name == name);
        let placeholder = same || PLACEHOLDERS.contains(&name);
        if level < Level::Town {
            last[level as usize] = u32::try_from(rows.len()).ok();
            last[level as usize + 1..].fill(None);
        }
        rows.push(Division { code, name, initials, level, placeholder, parent });
    }
    rows
}
