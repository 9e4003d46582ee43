//! Figures of a collection: how many cases by category, by unit, by county and by 国家级贫困县, how much money and how many
//! people. What a form has no field for is not told; a field that was left empty counts as not said.

use std::collections::BTreeMap;

use case::{Blank, Case, Region, Value, printed};
use catalog::regions::{National, full_name_of, national};
use catalog::{Field, Kind, Meaning};

use crate::told::{category_field, meaning_field, place_field, unit_field};

/// A part of all cases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// What they have in common.
    pub label: String,
    /// How many they are.
    pub count: usize,
}

/// Figures of a collection.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// All cases.
    pub cases: usize,
    /// By category, in the order of the form.
    pub categories: Vec<Share>,
    /// By unit, the most first.
    pub units: Vec<Share>,
    /// By county, or place where it is not known which, the most first; a case of several counties counts in each.
    pub places: Vec<Share>,
    /// Cases that name a place of the national poverty list.
    pub national: usize,
    /// The money, in the unit of its field, and that unit; none where no case says it.
    pub money: Option<(f64, String)>,
    /// The people who worked on them.
    pub people: Option<u64>,
}

/// The figures of these cases of one call.
pub fn figures(cases: &[&Case]) -> Figures {
    let mut figures = Figures { cases: cases.len(), ..Figures::default() };
    let Some(first) = cases.first() else { return figures };
    figures.categories = categories(first, cases);
    figures.units = counted(cases.iter().map(|case| text(case, unit_field(case))));
    figures.places = counted(cases.iter().flat_map(|case| {
        let mut names: Vec<String> = regions(case, place_field(case)).map(county_of).collect();
        names.sort();
        names.dedup();
        names
    }));
    figures.national = cases.iter().filter(|case| names_national(case)).count();
    figures.money = money(cases);
    figures.people = people(cases);
    figures
}

fn categories(first: &Case, cases: &[&Case]) -> Vec<Share> {
    let Some(field) = category_field(first) else { return Vec::new() };
    let chosen = |case: &Case, id: &str| match case.value(&field.id) {
        Some(Value::Text(text)) => text == id,
        Some(Value::Choices(ids)) => ids.iter().any(|chosen| chosen == id),
        _ => false,
    };
    let count = |id: &str| cases.iter().filter(|case| chosen(case, id)).count();
    let options = field.kind.options().iter();
    let shares =
        options.map(|option| Share { label: option.label.clone(), count: count(&option.id) });
    let unsaid = cases.iter().filter(|case| case.value(&field.id).is_none()).count();
    let unsaid = (unsaid > 0).then(|| Share { label: "没有填".into(), count: unsaid });
    shares.chain(unsaid).collect()
}

fn text(case: &Case, field: Option<&Field>) -> String {
    field.map(|field| printed(case, field, Blank::Nothing)).unwrap_or_default().trim().to_owned()
}

/// How often each of these is there, the most first; what is empty is not said.
fn counted(all: impl Iterator<Item = String>) -> Vec<Share> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for label in all.filter(|label| !label.is_empty()) {
        *counts.entry(label).or_default() += 1;
    }
    let mut shares: Vec<Share> =
        counts.into_iter().map(|(label, count)| Share { label, count }).collect();
    shares.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.label.cmp(&b.label)));
    shares
}

fn regions<'c>(case: &'c Case, field: Option<&Field>) -> impl Iterator<Item = &'c Region> {
    let value = field.and_then(|field| case.value(&field.id));
    let all: &[Region] = match value {
        Some(Value::Regions(regions)) => regions,
        Some(Value::Region(region)) => std::slice::from_ref(region),
        _ => &[],
    };
    all.iter()
}

/// The county of a place, with those above it; its own words where nobody knows which that is.
fn county_of(region: &Region) -> String {
    let code = region.code.as_deref().map(str::trim).and_then(|code| code.get(..6));
    code.and_then(full_name_of).unwrap_or_else(|| region.text.trim().to_owned())
}

/// Whether any place that a case names is on the national list.
fn names_national(case: &Case) -> bool {
    let is_place = |field: &&Field| {
        matches!(field.kind, Kind::Regions { .. } | Kind::Region { .. } | Kind::NumberOrRegions)
    };
    let fields = case.forms().flat_map(|form| &form.fields).filter(is_place);
    let is_national = |region: &Region| {
        matches!(national(region.code.as_deref(), &region.text), National::Yes(_))
    };
    fields.flat_map(|field| regions(case, Some(field))).any(is_national)
}

fn money(cases: &[&Case]) -> Option<(f64, String)> {
    let mut sum = None;
    for case in cases {
        let Some(field) = meaning_field(case, Meaning::ProjectInvested) else { continue };
        let number = match case.value(&field.id) {
            Some(Value::Text(text)) => text.trim().parse::<f64>().ok(),
            Some(Value::Integer(number)) => Some(*number as f64),
            _ => None,
        };
        if let Some(number) = number.filter(|number| number.is_finite()) {
            let (known, _) = sum.get_or_insert((0.0, field.unit().to_owned()));
            *known += number;
        }
    }
    sum
}

fn people(cases: &[&Case]) -> Option<u64> {
    let numbers = cases.iter().filter_map(|case| {
        let field = meaning_field(case, Meaning::ProjectStaff)?;
        match case.value(&field.id) {
            Some(Value::Integer(number)) => u64::try_from(*number).ok(),
            _ => None,
        }
    });
    let all: Vec<u64> = numbers.collect();
    (!all.is_empty()).then(|| all.iter().sum())
}
