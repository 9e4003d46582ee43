//! What is told of a case in a list: its name, its unit, its category and where it is, whom to ask. Found by what the
//! fields of its form mean, so that it is the same for every call.

use case::{Blank, Case, Value, printed};
use catalog::{Field, Kind, Meaning};

/// What is told of a case in a list. A text is empty where the form has no such field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What the case is called.
    pub name: String,
    /// The unit that applies.
    pub unit: String,
    /// The option that says what kind of project it is.
    pub category: String,
    /// Where it is.
    pub place: String,
    /// Whom to ask.
    pub contact: String,
    /// The number of that person.
    pub phone: String,
}

impl Told {
    /// Of a case.
    pub fn of(case: &Case) -> Self {
        let text = |field: Option<&Field>| {
            let text = field.map(|field| printed(case, field, Blank::Nothing)).unwrap_or_default();
            text.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let (contact, phone) = contact(case);
        Self {
            name: case.name(),
            unit: text(unit_field(case)),
            category: text(category_field(case)),
            place: text(place_field(case)),
            contact,
            phone,
        }
    }
}

/// The unit: what names a case beside its own name.
pub(crate) fn unit_field(case: &Case) -> Option<&Field> {
    case.call.main_form().fields.iter().filter(|field| field.name_part).nth(1)
}

/// The choice that says what kind of project it is: one whose label says 类别 or 类型 or 方向; else the first in the main form.
pub(crate) fn category_field(case: &Case) -> Option<&Field> {
    let is_choice =
        |field: &&Field| matches!(field.kind, Kind::Choice { .. } | Kind::Choices { .. });
    let all = || case.call.main_form().fields.iter().filter(is_choice);
    let says_kind = |field: &&Field| {
        let label = field.plain_label();
        ["项目类别", "所属类别", "案例类别", "类别", "类型", "方向"]
            .iter()
            .any(|word| label.contains(word))
            && !label.contains("企业")
            && !label.contains("单位")
    };
    all().find(says_kind).or_else(|| all().next())
}

/// Where it is: where the project is done, or else where its unit is.
pub(crate) fn place_field(case: &Case) -> Option<&Field> {
    let is_place =
        |field: &&Field| matches!(field.kind, Kind::Regions { .. } | Kind::Region { .. });
    let means = |meaning: Meaning| meaning_field(case, meaning);
    let first = || case.call.main_form().fields.iter().find(is_place);
    means(Meaning::ProjectRegions).or_else(first).or_else(|| means(Meaning::UnitRegion))
}

pub(crate) fn meaning_field(case: &Case, meaning: Meaning) -> Option<&Field> {
    case.call.main_form().fields.iter().find(|field| field.meaning() == Some(meaning))
}

fn contact(case: &Case) -> (String, String) {
    let text = |meaning: Meaning| {
        let field = meaning_field(case, meaning);
        field
            .map(|field| printed(case, field, Blank::Nothing))
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let whole = meaning_field(case, Meaning::Contact).and_then(|field| case.value(&field.id));
    if let Some(Value::Contact { name, phone }) = whole {
        return (name.trim().to_owned(), phone.trim().to_owned());
    }
    let (name, leader) = (text(Meaning::Contact), text(Meaning::LeaderName));
    let phones = [Meaning::ContactPhone, Meaning::ContactMobile, Meaning::LeaderPhone];
    let phone = phones.into_iter().map(text).find(|phone| !phone.is_empty());
    (if name.is_empty() { leader } else { name }, phone.unwrap_or_default())
}
