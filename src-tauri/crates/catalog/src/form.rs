//! A form: fields, fixed texts, places for seals, and the paper on which they stand.

use std::collections::{BTreeMap, BTreeSet};

use foundation::{Date, Mm, Pt};
use serde::Serialize;

use crate::{Block, Cell, Item, Paper, Template};

/// A form as one call uses it: labels and texts with the call's variables put in.
#[derive(Clone, Debug)]
pub struct Form {
    /// The folder's name.
    pub id: String,
    /// The title, as printed.
    pub title: String,
    /// The mark above the title, such as `附件3`.
    pub annex: Option<String>,
    /// Whether a case or a roundup of cases is filled in.
    pub per: Per,
    /// The clause that the form comes from.
    pub source: String,
    /// The names in `[variables]`.
    pub(crate) own_variables: BTreeSet<String>,
    /// The sheet.
    pub page: PageSetup,
    /// Type of values.
    pub value_type: TypeStyle,
    /// Type of labels and fixed texts.
    pub label_type: TypeStyle,
    /// In the order in which they are filled in.
    pub fields: Vec<Field>,
    /// Labels that stand over several fields.
    pub sections: Vec<Section>,
    /// Fixed texts by id, with places for values.
    pub texts: BTreeMap<String, Template>,
    /// Places for seals and signatures.
    pub seals: Vec<Seal>,
    /// Checks across fields.
    pub checks: Vec<FormCheck>,
    /// What stands where.
    pub paper: Paper,
}

impl Form {
    /// The field with this id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    /// The seal or signature with this id.
    pub fn seal(&self, id: &str) -> Option<&Seal> {
        self.seals.iter().find(|seal| seal.id == id)
    }

    /// The section whose label spans the rows of the field, to the left of it.
    pub fn section_of(&self, field: &str) -> Option<&Section> {
        let tables = self.paper.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        });
        let section_of = |cells: &[Cell]| {
            let own = cells.iter().find(|cell| cell.items().any(|item| item.shows(field)))?;
            self.sections.iter().find(|section| {
                cells.iter().any(|cell| {
                    cell.items().any(|item| *item == Item::Label(section.id.clone()))
                        && (cell.row..cell.row + cell.row_span).contains(&own.row)
                        && cell.column <= own.column
                })
            })
        };
        tables.map(|table| section_of(&table.cells)).find_map(|section| section)
    }

    /// The label of a field or section.
    pub fn label(&self, id: &str) -> Option<&str> {
        let section = || self.sections.iter().find(|section| section.id == id);
        self.field(id)
            .map(|field| field.label.as_str())
            .or_else(|| section().map(|section| section.label.as_str()))
    }
}

/// What one copy of a form is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Per {
    /// One case.
    Case,
    /// All cases of a recommending office.
    Roundup,
}

/// Sheet and margins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageSetup {
    /// Across.
    pub width: Mm,
    /// Down.
    pub height: Mm,
    /// Above the text.
    pub top: Mm,
    /// Right of the text.
    pub right: Mm,
    /// Below the text.
    pub bottom: Mm,
    /// Left of the text.
    pub left: Mm,
}

/// A face and a size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypeStyle {
    /// The face.
    pub role: FontRole,
    /// The size.
    pub size: Pt,
}

/// The faces of official papers, by the part they play.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FontRole {
    /// 宋体: labels and small print.
    Song,
    /// 仿宋: what is filled in, and running text.
    Fang,
    /// 黑体: headings.
    Hei,
    /// 小标宋: titles.
    Title,
}

/// A label over several fields, such as `报送机构`.
#[derive(Clone, Debug)]
pub struct Section {
    /// Names it in the grid.
    pub id: String,
    /// As printed.
    pub label: String,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Names it everywhere.
    pub id: String,
    /// As printed, with its line breaks and inner spaces.
    pub label: String,
    /// What its value is.
    pub kind: Kind,
    /// Whether it may be empty.
    pub required: Required,
    /// When it is shown; always where there is no condition.
    pub shown_when: Option<Condition>,
    /// How long it may be.
    pub limits: Limits,
    /// What shape a text should have.
    pub format: TextFormat,
    /// The unit of a number, such as `万元`.
    pub unit: String,
    /// What messages call it, where the label alone is not clear; else empty.
    pub name: String,
    /// Whether its text becomes part of a file name.
    pub name_part: bool,
    /// Help for the person who fills it in.
    pub help: String,
    /// The clause it comes from.
    pub source: String,
}

impl Field {
    /// What messages call the field: its name, or the label on one line without the blanks that only
    /// paper needs: `邮  箱` becomes `邮箱`, and `开始时间（    年   月份）` becomes `开始时间`.
    pub fn plain_label(&self) -> String {
        if !self.name.is_empty() {
            return self.name.clone();
        }
        let words = match (&self.kind, self.label.find(" 年")) {
            (Kind::Month | Kind::Date, Some(blank)) => {
                self.label[..blank].trim_end().trim_end_matches(['（', '(', '：', ':'])
            }
            _ => &self.label,
        };
        words.split_whitespace().collect()
    }
}

/// What a value is; `case::Value` has the shapes in the case file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Text,
    /// Text in paragraphs.
    LongText,
    /// A whole number from 0.
    Integer,
    /// A number from 0 with at most two decimals.
    Decimal,
    /// A year and month.
    Month,
    /// A day.
    Date,
    /// From a month to a month, or to the present.
    Period,
    /// One of several options.
    Choice(Vec<TextOption>),
    /// Any of several options.
    Choices(Vec<TextOption>),
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
    /// Rows of the columns given.
    Rows(Vec<Field>),
    /// What a recommending office writes.
    Opinion,
}

impl Kind {
    /// The options, where there are any.
    pub fn options(&self) -> &[TextOption] {
        match self {
            Self::Choice(options) | Self::Choices(options) => options,
            _ => &[],
        }
    }

    /// Whether the value may run over several paragraphs and pages.
    pub fn is_long(&self) -> bool {
        matches!(self, Self::LongText | Self::Opinion)
    }
}

/// One option of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextOption {
    /// In the case file.
    pub id: String,
    /// As printed.
    pub label: String,
}

/// Whether a field may be empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Required {
    /// It may.
    #[default]
    No,
    /// It may; the user is told.
    Advised,
    /// It may, if a reason is given.
    WithReason,
    /// It may not.
    Yes,
}

/// An answer on which another field depends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// A yes-no field that must be 是, or a choice.
    pub field: String,
    /// The option that must be chosen; none for a yes-no field.
    pub option: Option<String>,
}

/// Limits of a text in 字, as Word counts them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// At least.
    pub min_zi: Option<u32>,
    /// At most.
    pub max_zi: Option<u32>,
}

/// What shape a text should have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextFormat {
    /// Any.
    #[default]
    Free,
    /// A mobile, landline or service number.
    Phone,
    /// An e-mail address.
    Email,
}

/// A place for a seal or a signature; it has no value.
#[derive(Clone, Debug)]
pub struct Seal {
    /// Names it in the grid.
    pub id: String,
    /// As printed, such as `报送单位（盖章）`.
    pub label: String,
    /// The clause it comes from.
    pub source: String,
}

/// A check across the fields of a form.
#[derive(Clone, Debug)]
pub enum FormCheck {
    /// `first` must not lie after `last`.
    InOrder {
        /// A month or date field.
        first: String,
        /// A month or date field.
        last: String,
        /// The clause.
        source: String,
    },
    /// `part` must not be larger than `total`.
    PartOf {
        /// A number field.
        part: String,
        /// A number field.
        total: String,
        /// The clause.
        source: String,
    },
    /// The number in `count` should be the length of the list in `list`.
    CountOf {
        /// A number field.
        count: String,
        /// A field of regions.
        list: String,
        /// The clause.
        source: String,
    },
}

/// Reads a date such as `2020-06-10`.
pub(crate) fn date(text: &str) -> Option<Date> {
    text.parse().ok()
}
