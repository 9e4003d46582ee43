//! A field: what is asked, what its value is, how much it is asked for, and how it is printed.

use std::sync::LazyLock;

use crate::regions::Level;

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
    /// When it must be filled in although `required` says less.
    pub required_when: Option<Condition>,
    /// When it is shown; always where there is no condition.
    pub shown_when: Option<Condition>,
    /// How long it may be.
    pub limits: Limits,
    /// What shape a text should have.
    pub format: TextFormat,
    /// What a code should begin with; may be empty.
    pub prefix: String,
    /// The level that a region must name.
    pub level: Option<Level>,
    /// Words that an opinion has to hold; may be empty.
    pub prescribed: String,
    /// The field of regions whose national poverty counties stand here while nothing is filled in.
    pub counties_of: Option<String>,
    /// The unit of a number, such as `万元`.
    pub unit: String,
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
    /// How it is printed where the grid does not say it.
    pub printing: Printing,
}

/// How a field is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printing {
    /// What stands where nothing is filled in; `{row}` is the number of the row.
    pub blank: String,
    /// What stands where the field is not asked for.
    pub absent: String,
    /// Whether the box stands behind the words of an option.
    pub box_after: bool,
    /// Whether a long text that its cell cannot hold goes to a page of its own: 另附页.
    pub extra_page: bool,
    /// Rows that are printed at least.
    pub least_rows: u32,
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
    /// Addresses of web pages.
    Links,
}

/// What a yes-no field has as options on paper.
static YES_AND_NO: LazyLock<[TextOption; 2]> =
    LazyLock::new(|| [TextOption::new("yes", "是"), TextOption::new("no", "否")]);

impl Kind {
    /// The options, where there are any.
    pub fn options(&self) -> &[TextOption] {
        match self {
            Self::Choice(options) | Self::Choices(options) => options,
            _ => &[],
        }
    }

    /// What can be ticked on paper: the options, or 是 (`yes`) and 否 (`no`).
    pub fn boxes(&self) -> &[TextOption] {
        match self {
            Self::YesNo => YES_AND_NO.as_slice(),
            _ => self.options(),
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
    /// What it means; may be empty.
    pub help: String,
    /// Why whoever chooses it cannot apply; empty where they can.
    pub refused: String,
}

impl TextOption {
    fn new(id: &str, label: &str) -> Self {
        let (help, refused) = (String::new(), String::new());
        Self { id: id.into(), label: label.into(), help, refused }
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

/// An answer on which another field depends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// A yes-no field or a choice.
    pub field: String,
    /// Any of these must be chosen; for a yes-no field `yes` or `no`.
    pub options: Vec<String>,
}

/// How long a text may be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// At least.
    pub min: Option<u32>,
    /// At most.
    pub max: Option<u32>,
    /// About: a tenth more or less.
    pub about: Option<u32>,
    /// What is counted.
    pub unit: LengthUnit,
    /// 原则上: a reason settles it.
    pub in_principle: bool,
}

/// What is counted in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LengthUnit {
    /// 字, as Word counts them.
    #[default]
    Zi,
    /// 汉字 alone.
    Han,
    /// 字符, without spaces.
    Characters,
}

impl LengthUnit {
    /// Its word.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Zi => "字",
            Self::Han => "个汉字",
            Self::Characters => "个字符",
        }
    }
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
    /// A mobile number.
    Mobile,
    /// 邮政编码.
    Postcode,
    /// 统一社会信用代码, GB 32100.
    CreditCode,
    /// 组织机构代码, GB 11714; a 统一社会信用代码 holds one.
    OrgCode,
    /// The name of a person.
    Person,
}
