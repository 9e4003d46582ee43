//! What of one case holds for a new one of another call, or of the same: fields of the same form, and fields that mean the
//! same. Nothing is carried over that belongs to one form only, such as the day on which it was filled in, and nothing that
//! others fill in.

use catalog::{AttachmentKind, Field, Form, Kind, Meaning, TextFormat};

use crate::{Attachment, Case, Value};

/// A value for a field of the new case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    /// The field that takes it.
    pub field: String,
    /// What the new form calls it.
    pub label: String,
    /// What the old one calls where it stood.
    pub from: String,
    /// What stands in it.
    pub value: Value,
}

/// What of a case holds for an empty one, in the order of its forms.
pub fn carried(from: &Case, to: &Case) -> Vec<Carried> {
    let asked = to.call.fields.iter().filter(|field| takes(field));
    let mut carried: Vec<Carried> = asked.filter_map(|field| of_the_calls(from, field)).collect();
    for form in to.forms() {
        for field in form.fields.iter().filter(|field| takes(field)) {
            if carried.iter().any(|known| known.field == field.id) {
                continue;
            }
            // What stands in an optional form begins it: it is not begun by what was said elsewhere.
            let of_the_meaning = || of_the_meaning(from, field).filter(|_| !form.optional);
            carried.extend(of_the_form(from, form, field).or_else(of_the_meaning));
        }
    }
    carried
}

/// What both calls ask beside their forms, in the same words.
fn of_the_calls(from: &Case, field: &Field) -> Option<Carried> {
    let old = from.call.fields.iter().find(|old| old.id == field.id)?;
    let value = from.values.get(&field.id).filter(|value| !value.is_empty())?;
    (old.kind == field.kind && old.label == field.label).then(|| of(field, old, value.clone()))
}

fn takes(field: &Field) -> bool {
    field.filled_by.is_applicant()
        && !matches!(field.kind, Kind::Opinion { .. } | Kind::Photo(_))
        && field.meaning().is_none_or(Meaning::is_lasting)
}

/// The same field of the same form, as far as it is still what it was.
fn of_the_form(from: &Case, form: &Form, field: &Field) -> Option<Carried> {
    let old = from.forms().find(|old| old.id == form.id)?.field(&field.id)?;
    let value = from.values.get(&field.id).filter(|value| !value.is_empty())?;
    let value =
        if old.kind == field.kind { Some(value.clone()) } else { fitted(value, old, field) };
    Some(of(field, old, value?))
}

/// The first field that means the same and can be had in its kind.
fn of_the_meaning(from: &Case, field: &Field) -> Option<Carried> {
    let meaning = field.meaning()?;
    let fields = || from.forms().flat_map(|form| &form.fields);
    let same = fields().filter(|old| old.meaning() == Some(meaning)).find_map(|old| {
        let value = from.value(&old.id).filter(|value| !value.is_empty())?.clone();
        Some(of(field, old, fitted(&value, old, field)?))
    });
    same.or_else(|| put_together(from, field, meaning))
}

fn of(field: &Field, old: &Field, value: Value) -> Carried {
    let (label, from) = (field.plain_label(), old.plain_label());
    Carried { field: field.id.clone(), label, from, value }
}

/// A value in the kind of another field; none where it would have to be guessed.
fn fitted(value: &Value, old: &Field, field: &Field) -> Option<Value> {
    match (&field.kind, value) {
        (Kind::Text { format, .. }, Value::Text(text)) => {
            let one_line = matches!(old.kind, Kind::Text { .. }) || !text.contains('\n');
            let same = match &old.kind {
                Kind::Text { format: was, .. } => was == format || fits_loosely(*was, *format),
                _ => *format == TextFormat::Free,
            };
            (one_line && same && is_text(&old.kind)).then(|| value.clone())
        }
        (Kind::LongText { .. }, Value::Text(_)) if is_text(&old.kind) => Some(value.clone()),
        (Kind::Text { .. }, Value::Contact { name, .. }) => Some(Value::Text(name.clone())),
        (Kind::Decimal { unit }, Value::Text(_)) => {
            matches!(&old.kind, Kind::Decimal { unit: was } if was == unit).then(|| value.clone())
        }
        (Kind::Integer { unit }, Value::Integer(_)) => {
            matches!(&old.kind, Kind::Integer { unit: was } if was == unit).then(|| value.clone())
        }
        (Kind::Month, Value::Text(_)) if old.kind == Kind::Month => Some(value.clone()),
        (Kind::Date, Value::Text(_)) if old.kind == Kind::Date => Some(value.clone()),
        (Kind::Month, Value::Text(day)) if old.kind == Kind::Date => {
            day.get(..7).map(|month| Value::Text(month.to_owned()))
        }
        (Kind::Period, Value::Period { .. })
        | (Kind::Links, Value::Links(_))
        | (Kind::Contact, Value::Contact { .. })
        | (Kind::YesNo { .. }, Value::YesNo(_)) => Some(value.clone()),
        (Kind::Regions { .. }, Value::Regions(_)) => Some(value.clone()),
        (Kind::Regions { .. }, Value::Region(region)) => Some(Value::Regions(vec![region.clone()])),
        (Kind::Region { level }, Value::Region(region)) => {
            let same = matches!(&old.kind, Kind::Region { level: was } if was == level);
            same.then(|| Value::Region(region.clone()))
        }
        (Kind::Choice { options, .. }, Value::Text(id)) => {
            let words = chosen(&old.kind, id)?;
            let same = options.iter().find(|option| option.label == words)?;
            Some(Value::Text(same.id.clone()))
        }
        _ => None,
    }
}

fn is_text(kind: &Kind) -> bool {
    matches!(kind, Kind::Text { .. } | Kind::LongText { .. })
}

/// Whether a line of one look may stand where another is asked for: a mobile is a phone, and anything is a free text.
fn fits_loosely(was: TextFormat, is: TextFormat) -> bool {
    is == TextFormat::Free
        || was == TextFormat::Free && is == TextFormat::Person
        || was == TextFormat::Mobile && is == TextFormat::Phone
}

/// The words of an option.
fn chosen(kind: &Kind, id: &str) -> Option<String> {
    let Kind::Choice { options, .. } = kind else { return None };
    options.iter().find(|option| option.id == id).map(|option| option.label.clone())
}

/// What one form asks in one field and another in two: a person and a number, a beginning and an end.
fn put_together(from: &Case, field: &Field, meaning: Meaning) -> Option<Carried> {
    let find = |meaning: Meaning| {
        let fields = from.forms().flat_map(|form| &form.fields);
        fields.filter(|old| old.meaning() == Some(meaning)).find_map(|old| {
            let value = from.value(&old.id).filter(|value| !value.is_empty())?.clone();
            Some((old, value))
        })
    };
    let text = |meaning| match find(meaning) {
        Some((_, Value::Text(text))) => Some(text),
        _ => None,
    };
    let pair = |of_name, of_phone| {
        let (old, name) = find(of_name)?;
        let Value::Text(name) = name else { return None };
        let phone = text(of_phone).unwrap_or_default();
        Some((old, Value::Contact { name, phone }))
    };
    let phone = |of_contact: Meaning| match find(of_contact)? {
        (old, Value::Contact { phone, .. }) if !phone.trim().is_empty() => {
            Some((old, Value::Text(phone)))
        }
        _ => None,
    };
    let (old, value) = match (meaning, &field.kind) {
        (Meaning::Contact, Kind::Contact) => pair(Meaning::Contact, Meaning::ContactPhone)
            .or_else(|| pair(Meaning::Contact, Meaning::ContactMobile))?,
        (Meaning::RecommenderContact, Kind::Contact) => {
            pair(Meaning::RecommenderContact, Meaning::RecommenderPhone)?
        }
        (Meaning::ContactPhone | Meaning::ContactMobile, Kind::Text { .. }) => {
            phone(Meaning::Contact)?
        }
        (Meaning::RecommenderPhone, Kind::Text { .. }) => phone(Meaning::RecommenderContact)?,
        (Meaning::ProjectPeriod, Kind::Period) => {
            let (old, begin) = find(Meaning::ProjectStart)?;
            let Value::Text(begin) = begin else { return None };
            (old, Value::Period { from: Some(begin), to: text(Meaning::ProjectEnd) })
        }
        (Meaning::ProjectStart | Meaning::ProjectEnd, Kind::Month) => {
            let (old, period) = find(Meaning::ProjectPeriod)?;
            let Value::Period { from, to } = period else { return None };
            let own = if meaning == Meaning::ProjectStart { from } else { to };
            (old, Value::Text(own?))
        }
        _ => return None,
    };
    Some(of(field, old, value))
}

/// Takes over the files and the detailed material of another case. A scan of a sealed sheet belongs to that sheet and stays;
/// what was a named document there is a plain one where the call does not name it.
pub fn take_files(case: &mut Case, from: &Case) {
    let kept = from.attachments.iter().filter(|file| file.kind != AttachmentKind::SealedScan);
    let call = case.call.clone();
    case.attachments = kept
        .map(|file| {
            let slot = call.slot(&file.slot).map(|rule| rule.id.clone()).unwrap_or_default();
            Attachment { slot, ..file.clone() }
        })
        .collect();
    case.material = from.material.clone();
    case.appendix = from.appendix;
    case.files = from.files.clone();
}

/// Takes over what was carried.
pub fn take_carried(case: &mut Case, carried: &[Carried]) {
    for one in carried {
        case.values.insert(one.field.clone(), one.value.clone());
    }
}
