//! Who recommends: its name, its kind, the routes of a call that lead through it, and which fields of a form are its own.

use case::Case;
use catalog::{Call, Field, Kind, Meaning};
use serde::{Deserialize, Serialize};

/// An office that recommends cases.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Office {
    /// As it is printed: 南京市委网信办.
    pub name: String,
    /// What it is.
    pub kind: OfficeKind,
}

/// What an office is, as `--kind` says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OfficeKind {
    /// A city.
    City,
    /// A department or any other unit.
    Unit,
    /// A website.
    Website,
    /// An office of the cyberspace administration.
    CyberspaceOffice,
    /// A social organisation.
    Association,
    /// A province.
    Province,
}

impl OfficeKind {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::City,
        Self::Unit,
        Self::Website,
        Self::CyberspaceOffice,
        Self::Association,
        Self::Province,
    ];

    /// The word of the terminal.
    pub fn word(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Unit => "unit",
            Self::Website => "website",
            Self::CyberspaceOffice => "cyberspace_office",
            Self::Association => "association",
            Self::Province => "province",
        }
    }

    /// What people call it.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::City => "市",
            Self::Unit => "单位",
            Self::Website => "网站",
            Self::CyberspaceOffice => "网信办",
            Self::Association => "社会组织",
            Self::Province => "省（区、市）",
        }
    }

    /// The kind of this word.
    pub fn read(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The ids of the routes of a call that lead through such an office; all routes where none of the call's is known for it.
    ///
    /// Judgement: a route is known by its id, as the calls that are built in and the examples of FORMAT.md name it.
    pub fn routes(self, call: &Call) -> Vec<String> {
        let wanted: &[&str] = match self {
            Self::City => &["city", "recommended", "province"],
            Self::Unit => &["unit", "department", "city", "recommended", "province"],
            Self::Website => &["website", "news_site", "recommended"],
            Self::CyberspaceOffice => &["cyberspace_office", "recommended", "city", "province"],
            Self::Association => &["association", "recommended", "unit", "city"],
            Self::Province => &["province", "recommended"],
        };
        let known = wanted.iter().find(|id| call.route(id).is_some());
        match known {
            Some(id) => vec![(*id).to_owned()],
            None => call.routes.iter().map(|route| route.id.clone()).collect(),
        }
    }
}

/// The fields of a case that the office fills in and not the applicant: those that its form gives to another, what says who
/// recommends and whom to ask there, and its opinion.
pub fn office_fields(case: &Case) -> Vec<&Field> {
    let is_its = |field: &&Field| {
        let says_who = matches!(
            field.meaning(),
            Some(
                Meaning::RecommenderName
                    | Meaning::RecommenderContact
                    | Meaning::RecommenderPost
                    | Meaning::RecommenderPhone
            )
        );
        !field.filled_by.is_applicant() || says_who || matches!(field.kind, Kind::Opinion { .. })
    };
    case.forms().flat_map(|form| &form.fields).filter(is_its).collect()
}
