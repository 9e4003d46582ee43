//! What of a draft stays as it is while it is filled in: its forms, their fields, and what the call asks
//! to be declared and looked through.

use std::collections::BTreeMap;

use case::Case;
use catalog::regions::Level;
use catalog::{Field, FilledBy, Form, Kind, TextFormat};
use serde::{Deserialize, Serialize};

use crate::forms::calls::Per;

/// A form as it is filled in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormView.ts"))]
pub struct FormView {
    /// Names it to `paper`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What one copy is about.
    pub per: Per,
    /// Whether it is asked for only where something of it is filled in.
    pub optional: bool,
    /// Its fields in the order in which they are filled in, but those of the forms before it, and those that others
    /// fill in.
    pub groups: Vec<GroupView>,
    /// What others fill in and stays blank on paper: who, with the labels.
    pub by_others: Vec<ByOthersView>,
}

/// Places of a form that somebody else fills in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ByOthersView.ts"))]
pub struct ByOthersView {
    /// Who, in words: `推荐单位`.
    pub who: String,
    /// What the places are called.
    pub labels: Vec<String>,
}

/// Fields that stand together under one label.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "GroupView.ts"))]
pub struct GroupView {
    /// The label, where the form has one.
    pub title: Option<String>,
    /// In their order.
    pub fields: Vec<FieldView>,
}

/// A field as it is filled in.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FieldView.ts"))]
pub struct FieldView {
    /// Names it in `values`.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// What its value is.
    pub kind: KindView,
    /// The unit of a number; may be empty.
    pub unit: String,
    /// How long a text may be; none where nothing is said.
    pub length: Option<LengthView>,
    /// How many options or entries there may be, in words: `最多 5 项`; may be empty.
    pub counts: String,
    /// The level that a region must name; none where any will do.
    pub level: Option<LevelView>,
    /// Words that an opinion has to hold; may be empty.
    pub prescribed: String,
    /// Whether the guidance of the call helps here.
    pub guided: bool,
    /// What shape a text should have.
    pub format: FormatView,
    /// Help; may be empty.
    pub help: String,
    /// The clause it comes from; may be empty.
    pub source: String,
}

/// How long a text may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "LengthView.ts"))]
pub struct LengthView {
    /// At least.
    pub min: Option<u32>,
    /// At most.
    pub max: Option<u32>,
    /// About.
    pub about: Option<u32>,
    /// What is counted, in words: `字`, `个汉字`, `个字符`.
    pub unit: &'static str,
}

/// The levels of divisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "LevelView.ts"))]
#[serde(rename_all = "snake_case")]
pub enum LevelView {
    /// 省
    Province,
    /// 市
    City,
    /// 县
    County,
    /// 乡镇
    Town,
}

/// What the value of a field is, and so which control it gets.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "KindView.ts"))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum KindView {
    /// One line.
    Text,
    /// Paragraphs.
    LongText,
    /// A whole number.
    Integer,
    /// A number with at most two decimals.
    Decimal,
    /// A year and month.
    Month,
    /// A day.
    Date,
    /// From a month to a month, or to the present.
    Period,
    /// One of several options.
    Choice {
        /// To choose from.
        options: Vec<OptionView>,
    },
    /// Any of several options.
    Choices {
        /// To choose from.
        options: Vec<OptionView>,
    },
    /// 是 or 否.
    YesNo,
    /// A person and a phone number.
    Contact,
    /// One place.
    Region,
    /// Several places.
    Regions,
    /// A number, or a list of places.
    NumberOrRegions,
    /// Rows of columns.
    Rows {
        /// The columns.
        columns: Vec<FieldView>,
        /// What the rows are called, where they are fixed; else none.
        labels: Vec<String>,
    },
    /// What a recommending office writes.
    Opinion,
    /// Addresses of web pages.
    Links,
    /// A photo that goes along as the named document of the field's id.
    Photo {
        /// How large it is printed: `35×49 毫米`.
        size: String,
    },
}

/// An option of a choice.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "OptionView.ts"))]
pub struct OptionView {
    /// In `values`.
    pub id: String,
    /// As printed.
    pub label: String,
    /// What it means; may be empty.
    pub help: String,
}

/// What shape a text should have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormatView.ts"))]
#[serde(rename_all = "snake_case")]
pub enum FormatView {
    /// Any.
    Free,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A mobile number.
    Mobile,
    /// 邮政编码.
    Postcode,
    /// 统一社会信用代码.
    CreditCode,
    /// 组织机构代码.
    OrgCode,
    /// The name of a person.
    Person,
    /// 公民身份号码.
    IdNumber,
    /// 银行账号.
    BankAccount,
}

/// A declaration that the call asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DeclarationView.ts"))]
pub struct DeclarationView {
    /// In `answers`.
    pub id: String,
    /// What is declared.
    pub text: String,
    /// The clause.
    pub source: String,
}

/// Things that the applicant should look through one by one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ChecklistView.ts"))]
pub struct ChecklistView {
    /// What it is about.
    pub title: String,
    /// The field that it is about, where it is about one.
    pub field: Option<String>,
    /// One by one.
    pub items: Vec<ChecklistItemView>,
    /// The clause.
    pub source: String,
}

/// One thing of a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "ChecklistItemView.ts"))]
pub struct ChecklistItemView {
    /// In `answers`.
    pub id: String,
    /// Its name in a few characters.
    pub name: String,
    /// In full.
    pub text: String,
}

/// The forms of each route, and those of the roundup with what they ask of each case.
pub(crate) fn by_route(case: &Case) -> BTreeMap<String, Vec<FormView>> {
    let routes = case.call.routes.iter().map(|route| route.id.clone());
    let forms = |route: String| {
        let by_route = Case { route: route.clone(), ..case.clone() };
        (route, forms(&by_route))
    };
    routes.map(forms).collect()
}

fn forms(case: &Case) -> Vec<FormView> {
    let form = |form: &std::sync::Arc<Form>| FormView {
        id: form.id.clone(),
        title: form.title.clone(),
        per: form.per.into(),
        optional: form.optional,
        groups: groups(case, form),
        by_others: by_others(form),
    };
    case.route_forms().iter().map(form).collect()
}

/// What the call asks beside its forms.
pub(crate) fn beside(case: &Case) -> Vec<FieldView> {
    let asked = case.call.fields.iter().filter(|field| field.filled_by.is_applicant());
    asked.map(|field| self::field(case, field)).collect()
}

/// Neighbours under the same label stand together. A field that an earlier form has is filled in there.
fn groups(case: &Case, form: &Form) -> Vec<GroupView> {
    let earlier = case.route_forms().iter().take_while(|other| other.id != form.id);
    let earlier: Vec<&std::sync::Arc<Form>> = earlier.collect();
    let is_new = |field: &&Field| {
        field.filled_by.is_applicant()
            && earlier.iter().all(|other| other.field(&field.id).is_none())
    };
    let mut groups: Vec<GroupView> = Vec::new();
    for field in form.fields.iter().filter(is_new) {
        let section = form.section_of(&field.id);
        let title = section.map(|section| section.label.split_whitespace().collect::<String>());
        match groups.last_mut() {
            Some(group) if group.title == title => group.fields.push(self::field(case, field)),
            _ => groups.push(GroupView { title, fields: vec![self::field(case, field)] }),
        }
    }
    groups
}

fn by_others(form: &Form) -> Vec<ByOthersView> {
    let of = |by: FilledBy| {
        let fields = form.fields.iter().filter(|field| field.filled_by == by);
        let labels: Vec<String> = fields.map(Field::plain_label).collect();
        (!labels.is_empty()).then(|| ByOthersView { who: by.chinese().to_owned(), labels })
    };
    [FilledBy::Recommender, FilledBy::Upper].into_iter().filter_map(of).collect()
}

fn field(case: &Case, field: &Field) -> FieldView {
    let limits = field.limits();
    let limited = limits.min.or(limits.max).or(limits.about).is_some();
    let guidance = case.call.guidance.as_ref();
    FieldView {
        id: field.id.clone(),
        label: field.plain_label(),
        kind: kind(case, &field.kind),
        unit: field.unit().to_owned(),
        length: limited.then(|| LengthView {
            min: limits.min,
            max: limits.max,
            about: limits.about,
            unit: limits.unit.chinese(),
        }),
        counts: field.kind.counted_in().map_or_else(String::new, |unit| field.counts.chinese(unit)),
        level: field.level().map(level),
        prescribed: field.prescribed().to_owned(),
        guided: guidance.is_some_and(|guidance| guidance.fields.contains(&field.id)),
        format: match field.format() {
            TextFormat::Free => FormatView::Free,
            TextFormat::Phone => FormatView::Phone,
            TextFormat::Email => FormatView::Email,
            TextFormat::Mobile => FormatView::Mobile,
            TextFormat::Postcode => FormatView::Postcode,
            TextFormat::CreditCode => FormatView::CreditCode,
            TextFormat::OrgCode => FormatView::OrgCode,
            TextFormat::Person => FormatView::Person,
            TextFormat::IdNumber => FormatView::IdNumber,
            TextFormat::BankAccount => FormatView::BankAccount,
        },
        help: help(field),
        source: field.source.clone(),
    }
}

/// The help of a field, with what the program does by itself.
fn help(field: &Field) -> String {
    let by_itself = if field.computed.is_some() { "空着就自动算出来。" } else { "" };
    format!("{}{by_itself}", field.help)
}

impl From<LevelView> for Level {
    fn from(level: LevelView) -> Self {
        match level {
            LevelView::Province => Self::Province,
            LevelView::City => Self::City,
            LevelView::County => Self::County,
            LevelView::Town => Self::Town,
        }
    }
}

fn level(level: Level) -> LevelView {
    match level {
        Level::Province => LevelView::Province,
        Level::City => LevelView::City,
        Level::County => LevelView::County,
        Level::Town => LevelView::Town,
    }
}

fn kind(case: &Case, kind: &Kind) -> KindView {
    let options = |options: &[catalog::TextOption]| {
        let option = |option: &catalog::TextOption| OptionView {
            id: option.id.clone(),
            label: option.label.clone(),
            help: option.help.clone(),
        };
        options.iter().map(option).collect()
    };
    match kind {
        Kind::Text { .. } => KindView::Text,
        Kind::LongText { .. } => KindView::LongText,
        Kind::Integer { .. } => KindView::Integer,
        Kind::Decimal { .. } => KindView::Decimal,
        Kind::Month => KindView::Month,
        Kind::Date => KindView::Date,
        Kind::Period => KindView::Period,
        Kind::Choice { options: of, .. } => KindView::Choice { options: options(of) },
        Kind::Choices { options: of, .. } => KindView::Choices { options: options(of) },
        Kind::YesNo { .. } => KindView::YesNo,
        Kind::Contact => KindView::Contact,
        Kind::Region { .. } => KindView::Region,
        Kind::Regions { .. } => KindView::Regions,
        Kind::NumberOrRegions => KindView::NumberOrRegions,
        Kind::Rows { columns, labels, .. } => KindView::Rows {
            columns: columns.iter().map(|column| field(case, column)).collect(),
            labels: labels.clone(),
        },
        Kind::Opinion { .. } => KindView::Opinion,
        Kind::Links => KindView::Links,
        Kind::Photo(place) => {
            KindView::Photo { size: format!("{}×{} 毫米", place.width_mm, place.height_mm) }
        }
    }
}

/// What the call asks to be declared.
pub(crate) fn declarations(case: &Case) -> Vec<DeclarationView> {
    let declaration = |declaration: &catalog::Declaration| DeclarationView {
        id: declaration.id.clone(),
        text: declaration.text.clone(),
        source: declaration.source.clone(),
    };
    case.call.declarations.iter().map(declaration).collect()
}

/// What the call asks to be looked through.
pub(crate) fn checklists(case: &Case) -> Vec<ChecklistView> {
    let item = |item: &catalog::ChecklistItem| ChecklistItemView {
        id: item.id.clone(),
        name: item.name.clone(),
        text: item.text.clone(),
    };
    let checklist = |list: &catalog::Checklist| ChecklistView {
        title: list.title.clone(),
        field: list.field.clone(),
        items: list.items.iter().map(item).collect(),
        source: list.source.clone(),
    };
    case.call.checklists.iter().map(checklist).collect()
}
