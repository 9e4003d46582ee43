//! What follows from the answers for each field: whether it is shown, how much it is asked for, and
//! whether what stands in it is right. Derived here and nowhere else.

use std::collections::BTreeMap;

use catalog::{Condition, Field, Required};
use foundation::{Finding, Severity};

use crate::{Case, Value};

/// The state of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldState {
    /// Whether it is shown: its condition holds, or it has none.
    pub visible: bool,
    /// How much it is asked for, by the form and the route; a hidden field is not.
    pub required: Required,
    /// Whether no error was found in it.
    pub valid: bool,
}

/// The state of every field of a case, given what was found in it.
pub fn states(case: &Case, findings: &[Finding]) -> BTreeMap<String, FieldState> {
    let state = |field: &Field| {
        let about = |f: &&Finding| f.path.root() == field.id && f.severity == Severity::Error;
        FieldState {
            visible: is_visible(case, field),
            required: required(case, field),
            valid: findings.iter().find(about).is_none(),
        }
    };
    case.fields().map(|field| (field.id.clone(), state(field))).collect()
}

/// Whether a field is shown.
pub(crate) fn is_visible(case: &Case, field: &Field) -> bool {
    let Some(Condition { field, option }) = &field.shown_when else { return true };
    match (case.values.get(field), option) {
        (Some(Value::YesNo(yes)), None) => *yes,
        (Some(Value::Text(chosen)), Some(option)) => chosen == option,
        (Some(Value::Choices(chosen)), Some(option)) => chosen.contains(option),
        _ => false,
    }
}

/// How much a field is asked for.
pub(crate) fn required(case: &Case, field: &Field) -> Required {
    if !is_visible(case, field) {
        return Required::No;
    }
    let by_route = match case.call.route(&case.route) {
        Some(route) if route.requires.contains(&field.id) => Required::Yes,
        Some(route) if route.advises.contains(&field.id) => Required::Advised,
        _ => Required::No,
    };
    field.required.max(by_route)
}

#[cfg(test)]
mod tests {
    use catalog::Catalog;

    use super::*;
    use crate::{Look, check};

    #[test]
    fn the_route_and_the_findings_decide() {
        let catalog = Catalog::built_in();
        let mut case = Case::new(catalog.call("js-2020").unwrap().clone());
        case.values.insert("phone".into(), Value::Text("电话待定".into()));
        let state = |case: &Case, id: &str| {
            let look = Look { case, today: "2020-06-20".parse().unwrap() };
            states(case, &check(look))[id]
        };
        assert_eq!(state(&case, "recommender").required, Required::No);
        assert!(state(&case, "recommender").valid && state(&case, "recommender").visible);
        assert!(!state(&case, "phone").valid);
        case.route = "recommended".into();
        assert_eq!(state(&case, "recommender").required, Required::Yes);
        assert!(!state(&case, "recommender").valid);
    }
}
