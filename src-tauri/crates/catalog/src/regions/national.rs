//! Whether a place that was chosen or typed is, or lies in, a county of the national poverty list.

use super::mentions::counties_named_in;
use super::poverty::{National, one_of, several, with_code};
use super::read::Reading;
use super::table::{Division, Level, divisions, name_of};

/// Whether the place that was chosen (`code`, six to twelve digits) or typed (`text`) is on the
/// national list or lies in a county that is. The code decides; the text does where there is no code
/// of a county.
pub fn national(code: Option<&str>, text: &str) -> National {
    let county = code.map(str::trim).and_then(|code| code.get(..6));
    if let Some(county) = county {
        let known = with_code(county);
        if !known.is_empty() {
            return one_of(known, text);
        }
        if Level::of_code(county) == Level::County && name_of(county).is_some() {
            return National::No;
        }
    }
    match divisions().read(text) {
        Reading::Exact { division, rest } => match divisions().county_of(division) {
            Some(county) => one_of(with_code(county.code), text),
            None => named(&rest),
        },
        Reading::Several(places) => one_of_places(&places),
        Reading::Unknown => named(text),
    }
}

/// 城关区 alone may be one on the list and one that is not: that is no yes.
fn one_of_places(places: &[&Division]) -> National {
    let mut counties: Vec<_> = places
        .iter()
        .filter_map(|place| divisions().county_of(place))
        .flat_map(|county| with_code(county.code))
        .collect();
    counties.dedup();
    if counties.is_empty() { National::No } else { National::Several(counties) }
}

fn named(text: &str) -> National {
    several(counties_named_in(text))
}
