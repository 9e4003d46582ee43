//! Whether a field may be empty: by the form, by the route, in one place.

use catalog::{Field, Required, Route};

/// How much a case by `route` asks for this field.
pub fn required(field: &Field, route: Option<&Route>) -> Required {
    let by_route = match route {
        Some(route) if route.requires.contains(&field.id) => Required::Yes,
        Some(route) if route.advises.contains(&field.id) => Required::Advised,
        _ => Required::No,
    };
    field.required.max(by_route)
}
