//! What follows from the answers for each field: whether it is shown, and how much it is asked for.
//! Derived here and nowhere else.

use std::collections::BTreeMap;

use catalog::{Condition, Field, Required};

use crate::values::figures;
use crate::values::places::national_counties;
use crate::{Case, Value};

/// The state of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldState {
    /// Whether it is shown: whoever prepares the case fills it in, and its condition holds, or it has none.
    pub visible: bool,
    /// How much it is asked for, by the form and the route; a hidden field is not.
    pub required: Required,
}

/// The state of every field of a case.
pub fn states(case: &Case) -> BTreeMap<String, FieldState> {
    let derived = Derived::of(case);
    case.fields().map(|field| (field.id.clone(), derived.state(field))).collect()
}

/// What follows from the answers of a case as it is.
pub(crate) struct Derived<'c> {
    case: &'c Case,
    begun: Vec<bool>,
}

impl<'c> Derived<'c> {
    pub(crate) fn of(case: &'c Case) -> Self {
        Self { case, begun: case.route_forms().iter().map(|form| case.is_begun(form)).collect() }
    }

    /// For each form of the route whether it is asked for.
    pub(crate) fn begun(&self) -> &[bool] {
        &self.begun
    }

    /// The state of a field.
    pub(crate) fn state(&self, field: &Field) -> FieldState {
        let visible = is_visible(self.case, field);
        let asked = visible && self.is_asked(field);
        FieldState { visible, required: if asked { self.required(field) } else { Required::No } }
    }

    /// How much a field that is shown is asked for.
    fn required(&self, field: &Field) -> Required {
        let by_route = match self.case.call.route(&self.case.route) {
            Some(route) if route.requires.contains(&field.id) => Required::Yes,
            Some(route) if route.advises.contains(&field.id) => Required::Advised,
            _ => Required::No,
        };
        let by_answer = match &field.required_when {
            Some(condition) if holds(self.case, condition, DEEPEST) => Required::Yes,
            _ => Required::No,
        };
        field.required.max(by_route).max(by_answer)
    }

    /// Whether the field stands in a form that is asked for, or is asked by the call.
    fn is_asked(&self, field: &Field) -> bool {
        let mut forms = self.case.route_forms().iter().zip(&self.begun);
        forms.any(|(form, begun)| *begun && form.field(&field.id).is_some())
            || self.case.call.fields.iter().any(|own| own.id == field.id)
    }
}

/// Whether a field is shown: not where another fills it in, nor where an answer says that there is none.
pub fn is_visible(case: &Case, field: &Field) -> bool {
    field.filled_by.is_applicant() && has_place(case, field)
}

/// Whether the answers leave a place for a field, whoever fills it in.
pub(crate) fn has_place(case: &Case, field: &Field) -> bool {
    field.shown_when.as_ref().is_none_or(|condition| holds(case, condition, DEEPEST))
}

/// Conditions that hang on each other further than this, or in a ring, do not hold.
const DEEPEST: usize = 8;

/// Whether an answer was given on which another field depends, in a field that is itself shown.
fn holds(case: &Case, condition: &Condition, depth: usize) -> bool {
    let given = |option: &str| condition.options.iter().any(|wanted| wanted == option);
    let answered = match case.values.get(&condition.field) {
        Some(Value::YesNo(yes)) => given(if *yes { "yes" } else { "no" }),
        Some(Value::Text(chosen)) => given(chosen),
        Some(Value::Choices(chosen)) => chosen.iter().any(|chosen| given(chosen)),
        _ => false,
    };
    let its_own = case.field(&condition.field).and_then(|field| field.shown_when.as_ref());
    answered && its_own.is_none_or(|its_own| depth > 0 && holds(case, its_own, depth - 1))
}

/// What stands in a field where nothing was filled in: the national poverty counties of another, or a number that
/// follows from others.
pub(crate) fn from_another(case: &Case, field: &Field) -> Option<Value> {
    if let Some(figure) = figures::follows(case, field).filter(|_| is_visible(case, field)) {
        return Some(figures::as_value(field, figure));
    }
    let list = field.counties_of().filter(|_| field.filled_by.is_applicant())?;
    let Value::Regions(regions) = case.value(list)? else { return None };
    let counties = national_counties(regions);
    (!counties.is_empty()).then_some(Value::Regions(counties))
}

#[cfg(test)]
mod tests {
    use catalog::Catalog;

    use super::*;

    #[test]
    fn the_route_decides() {
        let catalog = Catalog::built_in();
        let mut case = Case::new(catalog.call("js-2020").unwrap().clone());
        assert!(states(&case)["recommender"].visible);
        assert_eq!(states(&case)["recommender"].required, Required::No);
        case.route = "recommended".into();
        assert_eq!(states(&case)["recommender"].required, Required::Yes);
    }
}
