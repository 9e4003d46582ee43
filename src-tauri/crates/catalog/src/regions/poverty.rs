//! The 832 counties of the national poverty list (国家级贫困县), by their codes of today and of former
//! times. Whether a place lies in one of them is in `national`, finding them in running text in `mentions`.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::table::{Division, Divisions};

pub(super) static TEXT: &str = include_str!("../../../../../assets/regions/poverty_counties.tsv");
static LIST: OnceLock<List> = OnceLock::new();

/// A county of the national list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PovertyCounty {
    /// Its place in the list, 1 to 832.
    pub number: u16,
    /// 省.
    pub province: &'static str,
    /// 市、州、地区; for Chongqing its own name, for Hainan's counties a placeholder.
    pub city: &'static str,
    /// Its name today.
    pub county: &'static str,
    /// Its code today.
    pub code: &'static str,
    /// Its name in the list of 2020.
    pub listed_name: &'static str,
    /// The year in which it left the list.
    pub left_year: u16,
    /// Other and former names.
    pub aliases: Vec<&'static str>,
    /// Codes of former times.
    pub former_codes: Vec<FormerCode>,
}

/// A code that a county, or the county it was cut from, had before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormerCode {
    /// Six digits.
    pub code: &'static str,
    /// The name that went with the code.
    pub name: &'static str,
    /// The last year of both.
    pub until: u16,
}

/// Whether a place is, or lies in, a county of the national list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum National {
    /// It is or lies in this one.
    Yes(&'static PovertyCounty),
    /// What was typed may be one of these: 城关区 without its province.
    Several(Vec<&'static PovertyCounty>),
    /// It is not, or nobody knows which place was meant.
    No,
}

struct List {
    counties: Vec<PovertyCounty>,
    by_code: HashMap<&'static str, Vec<usize>>,
    by_former_code: HashMap<&'static str, Vec<usize>>,
}

/// The whole list, by number.
pub fn poverty_counties() -> &'static [PovertyCounty] {
    &list().counties
}

impl Divisions {
    /// The division with this code: two to twelve digits, trailing zeros as one likes. A former code
    /// of a county on the national list gives the county of today, a village's code its town.
    pub fn by_code(&self, code: &str) -> Option<&Division> {
        let code = code.trim();
        if !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let code = match code.len() {
            2 | 4 => format!("{code:0<6}"),
            6 => code.to_owned(),
            9 | 12 if code[6..9] == *"000" => code[..6].to_owned(),
            9 | 12 => code[..9].to_owned(),
            _ => return None,
        };
        self.find(&code).map(|at| self.at(at)).or_else(|| {
            let county = with_former_code(&code).next()?;
            self.find(county.code).map(|at| self.at(at))
        })
    }

    /// Whether the county with this code today, or in which this town lies, is on the national list.
    pub(super) fn is_national(&self, code: &str) -> bool {
        code.get(..6).is_some_and(|county| list().by_code.contains_key(county))
    }
}

/// Counties of the list with this code of today or, if there is none, of former times.
pub(super) fn with_code(code: &str) -> Vec<&'static PovertyCounty> {
    match list().by_code.get(code) {
        Some(places) => places.iter().map(|at| &list().counties[*at]).collect(),
        None => with_former_code(code).collect(),
    }
}

/// Counties of the list that had this code before.
pub(super) fn with_former_code(code: &str) -> impl Iterator<Item = &'static PovertyCounty> {
    let places = list().by_former_code.get(code).map_or(&[][..], Vec::as_slice);
    places.iter().map(|at| &list().counties[*at])
}

/// Two rows of the list are one county today, and one former code was cut in two: the text says which
/// is meant, or the county that kept the name.
pub(super) fn one_of(known: Vec<&'static PovertyCounty>, text: &str) -> National {
    if known.len() < 2 {
        return several(known);
    }
    let told: Vec<_> = known.iter().copied().filter(|county| county.is_told_in(text)).collect();
    if let [county] = told[..] {
        return National::Yes(county);
    }
    let kept = known.iter().find(|county| county.county.starts_with(&county.listed_stem()));
    match kept {
        Some(county) if known.iter().all(|other| other.code == county.code) => {
            National::Yes(county)
        }
        _ => several(known),
    }
}

impl PovertyCounty {
    /// 冷湖 of 冷湖行委.
    fn listed_stem(&self) -> String {
        self.listed_name.chars().take(2).collect()
    }

    fn is_told_in(&self, text: &str) -> bool {
        text.contains(&self.listed_stem()) || self.aliases.iter().any(|alias| text.contains(alias))
    }
}

/// What it means that one of these counties was named.
pub(super) fn several(mut counties: Vec<&'static PovertyCounty>) -> National {
    counties.dedup();
    match counties[..] {
        [] => National::No,
        [county] => National::Yes(county),
        _ => National::Several(counties),
    }
}

fn list() -> &'static List {
    LIST.get_or_init(|| {
        let rows = TEXT.lines().filter(|line| !line.starts_with('#'));
        let counties: Vec<PovertyCounty> = rows.filter_map(county).collect();
        let mut by_code: HashMap<_, Vec<usize>> = HashMap::new();
        let mut by_former_code: HashMap<_, Vec<usize>> = HashMap::new();
        for (at, county) in counties.iter().enumerate() {
            by_code.entry(county.code).or_default().push(at);
            for former in &county.former_codes {
                by_former_code.entry(former.code).or_default().push(at);
            }
        }
        List { counties, by_code, by_former_code }
    })
}

/// A row of the table; `None` where it has no nine cells, which a test rules out.
fn county(line: &'static str) -> Option<PovertyCounty> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [number, province, city, county, code, listed_name, left_year, aliases, codes] = cells[..]
    else {
        return None;
    };
    let parts = |cell: &'static str| cell.split('|').filter(|part| !part.is_empty());
    Some(PovertyCounty {
        number: number.parse().ok()?,
        province,
        city,
        county,
        code,
        listed_name,
        left_year: left_year.parse().ok()?,
        aliases: parts(aliases).collect(),
        former_codes: parts(codes).filter_map(former_code).collect(),
    })
}

fn former_code(part: &'static str) -> Option<FormerCode> {
    let mut words = part.split(' ');
    let (code, name, until) = (words.next()?, words.next()?, words.next()?);
    Some(FormerCode { code, name, until: until.parse().ok()? })
}
