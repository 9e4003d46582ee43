//! What kinds of fields ask of a value: options, lengths, formats, levels of places.

use crate::reading::keys::Word;
use crate::regions::Level;

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
    /// An option of which nothing else is said.
    pub fn new(id: &str, label: &str) -> Self {
        let (help, refused) = (String::new(), String::new());
        Self { id: id.into(), label: label.into(), help, refused }
    }
}

/// How a month, a day or a period is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateStyle {
    /// 1985年6月.
    #[default]
    Chinese,
    /// 1985.06.
    Dots,
}

impl Word for DateStyle {
    const WORDS: &'static [(&'static str, Self)] =
        &[("chinese", Self::Chinese), ("dots", Self::Dots)];
}

/// How paper shows which option was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OptionMark {
    /// □, ticked: all options are printed.
    #[default]
    Square,
    /// ○, ticked: all options are printed.
    Circle,
    /// （√）: all options are printed.
    Brackets,
    /// The names of the chosen ones are printed and nothing else.
    Value,
}

impl Word for OptionMark {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("square", Self::Square),
        ("circle", Self::Circle),
        ("brackets", Self::Brackets),
        ("value", Self::Value),
    ];
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
    /// 公民身份号码, GB 11643.
    IdNumber,
    /// 银行账号: of a card or an account.
    BankAccount,
}

impl Word for LengthUnit {
    const WORDS: &'static [(&'static str, Self)] =
        &[("zi", Self::Zi), ("han", Self::Han), ("characters", Self::Characters)];
}

impl Word for TextFormat {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("free", Self::Free),
        ("phone", Self::Phone),
        ("mobile", Self::Mobile),
        ("email", Self::Email),
        ("postcode", Self::Postcode),
        ("credit_code", Self::CreditCode),
        ("org_code", Self::OrgCode),
        ("person", Self::Person),
        ("id_number", Self::IdNumber),
        ("bank_account", Self::BankAccount),
    ];
}

impl Word for Level {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("province", Self::Province),
        ("city", Self::City),
        ("county", Self::County),
        ("town", Self::Town),
    ];
}
