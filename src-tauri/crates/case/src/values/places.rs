//! Places in values: which of them are national poverty counties, and what they are called.

use catalog::regions::{National, PovertyCounty, national};

use crate::values::value::{Region, Value};

/// For each region of a value, whether it is, or lies in, a national poverty county; nothing for values
/// without regions.
pub fn are_national(value: &Value) -> Vec<bool> {
    regions_of(value).iter().map(|region| county_of(region).is_some()).collect()
}

/// The regions of a value.
pub(crate) fn regions_of(value: &Value) -> &[Region] {
    match value {
        Value::Region(region) => std::slice::from_ref(region),
        Value::Regions(regions) => regions,
        _ => &[],
    }
}

/// The national poverty county that a region is, or lies in.
pub(crate) fn county_of(region: &Region) -> Option<&'static PovertyCounty> {
    match national(region.code.as_deref(), &region.text) {
        National::Yes(county) => Some(county),
        National::Several(_) | National::No => None,
    }
}

/// The national poverty counties of a list, each once, in its order. A name that two of them bear stands
/// with its province.
pub(crate) fn national_counties(regions: &[Region]) -> Vec<Region> {
    let mut counties: Vec<&PovertyCounty> = Vec::new();
    for county in regions.iter().filter_map(county_of) {
        if counties.iter().all(|known| known.code != county.code) {
            counties.push(county);
        }
    }
    let named = |county: &&PovertyCounty| {
        let same = counties.iter().filter(|other| other.county == county.county).count();
        let province = if same > 1 { county.province } else { "" };
        let text = format!("{province}{}", county.county);
        Region { code: Some(county.code.to_owned()), text }
    };
    counties.iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(code: Option<&str>, text: &str) -> Region {
        Region { code: code.map(str::to_owned), text: text.into() }
    }

    #[test]
    fn counties_are_recognised_by_code_by_name_and_by_an_old_name() {
        let list = Value::Regions(vec![
            region(Some("341523"), "安徽省六安市舒城县晓天镇"),
            region(None, "河北省张家口市宣化县"),
            region(None, "城关区"),
            region(None, "西藏拉萨市城关区"),
            region(Some("320102"), "江苏省南京市玄武区"),
        ]);
        assert_eq!(are_national(&list), [true, true, false, true, false]);
        let counties = national_counties(regions_of(&list));
        let names: Vec<&str> = counties.iter().map(|county| county.text.as_str()).collect();
        assert_eq!(names, ["舒城县", "宣化区", "城关区"]);
    }

    #[test]
    fn a_county_stands_once_however_many_of_its_towns_are_named() {
        let towns = [region(Some("341523"), "舒城县晓天镇"), region(None, "安徽省舒城县城关镇")];
        assert_eq!(national_counties(&towns).len(), 1);
    }
}
