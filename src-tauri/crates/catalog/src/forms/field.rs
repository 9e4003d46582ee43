//! A field: what is asked, how much it is asked for and when, and its kind: what its value is, with what
//! only this kind of value knows. What a kind does not know cannot be said here, and `lint` refuses it in
//! `form.toml`.

use std::sync::LazyLock;

use foundation::Px;

use crate::forms::asks::{DateStyle, Limits, OptionMark, TextFormat, TextOption};
use crate::forms::counts::Counts;
use crate::forms::filled_by::FilledBy;
use crate::forms::meaning::Meaning;
use crate::reading::keys::Word;
use crate::regions::Level;

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Names it everywhere.
    pub id: String,
    /// As printed, with its line breaks and inner spaces.
    pub label: String,
    /// What its value is, with what only this kind of value knows.
    pub kind: Kind,
    /// What it means whatever it is called, where its form says so; see [`Field::meaning`].
    pub means: Option<Meaning>,
    /// Who fills it in; what another fills in is printed blank and not asked for.
    pub filled_by: FilledBy,
    /// Whether it may be empty.
    pub required: Required,
    /// How many options or entries there may be, where its kind holds several.
    pub counts: Counts,
    /// When it must be filled in although `required` says less.
    pub required_when: Option<Condition>,
    /// When it is shown; always where there is no condition.
    pub shown_when: Option<Condition>,
    /// What messages call it, where the label alone is not clear; else empty.
    pub name: String,
    /// Whether its text becomes part of a file name.
    pub name_part: bool,
    /// Whether personal data is what belongs in it.
    pub personal: bool,
    /// Help for the person who fills it in.
    pub help: String,
    /// The clause it comes from.
    pub source: String,
    /// What is printed where nothing is filled in; `{row}` is the number of the row.
    pub blank: String,
    /// What is printed where the field is not asked for.
    pub absent: String,
    /// How its number follows from others where nothing is filled in.
    pub computed: Option<Computed>,
    /// How its months and days are printed.
    pub date_style: DateStyle,
    /// The least length of the line under what is filled in, in millimetres; none where there is no line.
    pub underline_mm: Option<u32>,
}

impl Field {
    /// A field that may be empty and of which nothing else is said.
    pub fn new(id: &str, label: &str, kind: Kind, source: &str) -> Self {
        Self {
            id: id.to_owned(),
            label: label.to_owned(),
            kind,
            required: Required::No,
            required_when: None,
            shown_when: None,
            name: String::new(),
            name_part: false,
            personal: false,
            help: String::new(),
            source: source.to_owned(),
            blank: String::new(),
            absent: String::new(),
            means: None,
            filled_by: FilledBy::Applicant,
            counts: Counts::default(),
            computed: None,
            date_style: DateStyle::Chinese,
            underline_mm: None,
        }
    }

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

    /// How long its text may be; no bounds where its kind has no length.
    pub fn limits(&self) -> Limits {
        match &self.kind {
            Kind::Text { limits, .. }
            | Kind::LongText { limits, .. }
            | Kind::Opinion { limits, .. } => *limits,
            _ => Limits::default(),
        }
    }

    /// The same to be changed; none where its kind has no length.
    pub(crate) fn limits_mut(&mut self) -> Option<&mut Limits> {
        match &mut self.kind {
            Kind::Text { limits, .. }
            | Kind::LongText { limits, .. }
            | Kind::Opinion { limits, .. } => Some(limits),
            _ => None,
        }
    }

    /// What shape its text should have; any where its kind has no format.
    pub fn format(&self) -> TextFormat {
        match self.kind {
            Kind::Text { format, .. } => format,
            _ => TextFormat::Free,
        }
    }

    /// What its code should begin with; may be empty.
    pub fn prefix(&self) -> &str {
        match &self.kind {
            Kind::Text { prefix, .. } => prefix,
            _ => "",
        }
    }

    /// Its place for a photo, where it is one.
    pub fn photo(&self) -> Option<PhotoPlace> {
        match self.kind {
            Kind::Photo(place) => Some(place),
            _ => None,
        }
    }

    /// Rows that are printed at least; 0 where nothing is said.
    pub fn least_rows(&self) -> u32 {
        match &self.kind {
            Kind::Rows { least_rows, labels, .. } => {
                (*least_rows).max(u32::try_from(labels.len()).unwrap_or(u32::MAX))
            }
            _ => 0,
        }
    }

    /// What its rows are called, where they are fixed; else none.
    pub fn row_labels(&self) -> &[String] {
        match &self.kind {
            Kind::Rows { labels, .. } => labels,
            _ => &[],
        }
    }

    /// The level that its regions must name, where one is asked for.
    pub fn level(&self) -> Option<Level> {
        match self.kind {
            Kind::Region { level } | Kind::Regions { level, .. } => level,
            _ => None,
        }
    }

    /// The field of regions whose national poverty counties stand here while nothing is filled in.
    pub fn counties_of(&self) -> Option<&str> {
        match &self.kind {
            Kind::Regions { counties_of, .. } => counties_of.as_deref(),
            _ => None,
        }
    }

    /// Words that it has to hold; may be empty.
    pub fn prescribed(&self) -> &str {
        match &self.kind {
            Kind::Opinion { prescribed, .. } => prescribed,
            _ => "",
        }
    }

    /// The unit of its number, such as `万元`; may be empty.
    pub fn unit(&self) -> &str {
        match &self.kind {
            Kind::Integer { unit } | Kind::Decimal { unit } => unit,
            _ => "",
        }
    }

    /// Whether a long text that its cell cannot hold goes to a page of its own: 另附页.
    pub fn extra_page(&self) -> bool {
        match self.kind {
            Kind::LongText { extra_page, .. } | Kind::Opinion { extra_page, .. } => extra_page,
            _ => false,
        }
    }
}

/// What a number is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Number {
    /// Whole, from 0.
    Whole,
    /// From 0, with at most two decimals.
    Decimal,
    /// Whole, from 0, where no list of what is counted stands.
    WholeOrList,
}

/// A number that follows from others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Computed {
    /// What is done with them.
    pub how: Arithmetic,
    /// Number fields, or columns `rows.column` of which all rows are added up; in a column, columns of its row.
    pub of: Vec<String>,
}

/// What is done with numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// All of them together.
    Sum,
    /// The first less the second.
    Difference,
    /// The first by the second.
    Quotient,
}

/// The place for a photo on paper, and what is asked of the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoPlace {
    /// Across, in millimetres.
    pub width_mm: u32,
    /// Down, in millimetres.
    pub height_mm: u32,
    /// Pixels across at least, as shown.
    pub min_width: Option<Px>,
    /// Pixels down at least, as shown.
    pub min_height: Option<Px>,
}

/// What a value is; `case::Value` has the shapes in the case file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One line of text.
    Text {
        /// What shape it should have.
        format: TextFormat,
        /// What a code should begin with; may be empty.
        prefix: String,
        /// How long it may be.
        limits: Limits,
    },
    /// Text in paragraphs.
    LongText {
        /// How long it may be.
        limits: Limits,
        /// Whether it goes to a page of its own where its cell cannot hold it: 另附页.
        extra_page: bool,
    },
    /// What a recommending office writes.
    Opinion {
        /// How long it may be.
        limits: Limits,
        /// Whether it goes to a page of its own where its cell cannot hold it: 另附页.
        extra_page: bool,
        /// Words that it has to hold; may be empty.
        prescribed: String,
    },
    /// A whole number from 0.
    Integer {
        /// Its unit, such as `人`; may be empty.
        unit: String,
    },
    /// A number from 0 with at most two decimals.
    Decimal {
        /// Its unit, such as `万元`; may be empty.
        unit: String,
    },
    /// A year and month.
    Month,
    /// A day.
    Date,
    /// From a month to a month, or to the present.
    Period,
    /// One of several options.
    Choice {
        /// In the order of the form.
        options: Vec<TextOption>,
        /// How the chosen one is shown on paper.
        mark: OptionMark,
        /// Whether the box stands behind the words of an option.
        box_after: bool,
    },
    /// Any of several options.
    Choices {
        /// In the order of the form.
        options: Vec<TextOption>,
        /// How the chosen ones are shown on paper.
        mark: OptionMark,
        /// Whether the box stands behind the words of an option.
        box_after: bool,
    },
    /// 是 or 否.
    YesNo {
        /// How the answer is shown on paper where 是 and 否 stand as options.
        mark: OptionMark,
        /// Whether the box stands behind its word.
        box_after: bool,
    },
    /// A person and a phone number.
    Contact,
    /// One place.
    Region {
        /// The level that it must name, no more and no less; any where there is none.
        level: Option<Level>,
    },
    /// Several places.
    Regions {
        /// The level that each must name at least; any where there is none.
        level: Option<Level>,
        /// The field of regions whose national poverty counties stand here while nothing is filled in.
        counties_of: Option<String>,
    },
    /// A number, or a list of places.
    NumberOrRegions,
    /// Addresses of web pages.
    Links,
    /// A photo that is printed in its cell; its file goes along as the named document of the field's id.
    Photo(PhotoPlace),
    /// Rows of columns.
    Rows {
        /// From left to right.
        columns: Vec<Field>,
        /// Rows that are printed at least.
        least_rows: u32,
        /// What its rows are called, where they are fixed; else none.
        labels: Vec<String>,
    },
}

impl Kind {
    /// What number its value is; none where it is no number.
    pub fn number(&self) -> Option<Number> {
        match self {
            Kind::Integer { .. } => Some(Number::Whole),
            Kind::Decimal { .. } => Some(Number::Decimal),
            Kind::NumberOrRegions => Some(Number::WholeOrList),
            Kind::Text { .. }
            | Kind::LongText { .. }
            | Kind::Opinion { .. }
            | Kind::Month
            | Kind::Date
            | Kind::Period
            | Kind::Choice { .. }
            | Kind::Choices { .. }
            | Kind::YesNo { .. }
            | Kind::Contact
            | Kind::Region { .. }
            | Kind::Regions { .. }
            | Kind::Rows { .. }
            | Kind::Photo(_)
            | Kind::Links => None,
        }
    }
}

/// What a yes-no field has as options on paper.
static YES_AND_NO: LazyLock<[TextOption; 2]> =
    LazyLock::new(|| [TextOption::new("yes", "是"), TextOption::new("no", "否")]);

impl Kind {
    /// The options, where there are any.
    pub fn options(&self) -> &[TextOption] {
        match self {
            Self::Choice { options, .. } | Self::Choices { options, .. } => options,
            _ => &[],
        }
    }

    /// What can be ticked on paper: the options, or 是 (`yes`) and 否 (`no`).
    pub fn boxes(&self) -> &[TextOption] {
        match self {
            Self::YesNo { .. } => YES_AND_NO.as_slice(),
            _ => self.options(),
        }
    }

    /// How paper shows which option was chosen.
    pub fn mark(&self) -> OptionMark {
        match self {
            Self::Choice { mark, .. } | Self::Choices { mark, .. } | Self::YesNo { mark, .. } => {
                *mark
            }
            _ => OptionMark::default(),
        }
    }

    /// Whether the box of an option stands behind its words.
    pub fn box_after(&self) -> bool {
        match self {
            Self::Choice { box_after, .. }
            | Self::Choices { box_after, .. }
            | Self::YesNo { box_after, .. } => *box_after,
            _ => false,
        }
    }

    /// The columns of rows; none where there are no rows.
    pub fn columns(&self) -> &[Field] {
        match self {
            Self::Rows { columns, .. } => columns,
            _ => &[],
        }
    }

    /// Whether a value of the one is a value of the other.
    pub(crate) fn takes_the_same(&self, other: &Self) -> bool {
        let ids = |options: &[TextOption]| -> Vec<String> {
            options.iter().map(|option| option.id.clone()).collect()
        };
        std::mem::discriminant(self) == std::mem::discriminant(other)
            && ids(self.options()) == ids(other.options())
    }

    /// Whether the value may run over several paragraphs and pages.
    pub fn is_long(&self) -> bool {
        matches!(self, Self::LongText { .. } | Self::Opinion { .. })
    }
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

impl Word for Required {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("yes", Self::Yes),
        ("with_reason", Self::WithReason),
        ("advised", Self::Advised),
        ("no", Self::No),
    ];
}

/// An answer on which another field depends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// A yes-no field or a choice.
    pub field: String,
    /// Any of these must be chosen; for a yes-no field `yes` or `no`.
    pub options: Vec<String>,
}
