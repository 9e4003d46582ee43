//! Whose sheet it is, as a digest that stands on it in some letters: the same for each print of a form of a case, so that
//! one that was changed since is told from another's. Nothing can be read back from it.

use catalog::{Form, Per};
use foundation::{CaseId, Digest};

use crate::Case;
use crate::words::print::{Blank, printed};

/// The digest of a form of a case: of its id; where it has none, of what it is called; of a roundup, of its call.
pub fn sheet_origin(case: &Case, form: &Form) -> Digest {
    let own = match (form.per, &case.identity) {
        (Per::Roundup, _) => vec![case.call.id.clone()],
        (Per::Case, Some(identity)) => return sheet_origin_of(identity.id, &form.id),
        (Per::Case, None) => {
            let fields = case.forms().flat_map(|form| &form.fields);
            let names = fields.filter(|field| field.name_part);
            let names = names.map(|field| printed(case, field, Blank::Nothing));
            std::iter::once(case.call.id.clone()).chain(names).collect()
        }
    };
    digest(&form.id, &own.join("\n"))
}

/// The digest of a form of the case with this id.
pub fn sheet_origin_of(id: CaseId, form: &str) -> Digest {
    digest(form, &id.to_string())
}

fn digest(form: &str, whose: &str) -> Digest {
    Digest::of(format!("sheet\n{form}\n{whose}").as_bytes())
}
