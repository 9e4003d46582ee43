//! The order in which cases go on, where nobody has put them in another: by category as the form lists them, then by name.

use case::{Case, Value, folded};

use crate::told::category_field;

/// The places of these cases in their order. What is alike in all else is in the order of the ids, so that it is the same
/// whoever brings them in whatever order.
pub fn in_order(cases: &[&Case]) -> Vec<usize> {
    let key = |at: &usize| {
        let case = cases[*at];
        // Marks around a name do not move it.
        (category(case), folded(&case.name()), case.identity.map(|identity| identity.id))
    };
    let mut places: Vec<usize> = (0..cases.len()).collect();
    places.sort_by_cached_key(key);
    places
}

fn category(case: &Case) -> usize {
    let Some(field) = category_field(case) else { return usize::MAX };
    let first = match case.value(&field.id) {
        Some(Value::Text(id)) => Some(id),
        Some(Value::Choices(ids)) => ids.first(),
        _ => None,
    };
    let place =
        first.and_then(|id| field.kind.options().iter().position(|option| option.id == *id));
    place.unwrap_or(usize::MAX)
}
