//! F124, F125, F134: a place that no table of divisions has, that is not of the level asked for, whose
//! name several places bear, and several places in one entry. Such an entry cannot be counted, nor said to be a
//! national poverty county or none.

use catalog::regions::{Division, Level, Reading, divisions, full_name_of};
use catalog::{Field, Kind};
use foundation::character::is_blank;
use foundation::{Code, FieldPath, Finding, Severity};

use super::rule::{Look, Rule, Standing};
use super::{Input, short};
use crate::values::places::regions_of;
use crate::values::value::{Region, Value};

/// So many of the places of one name are told.
const NAMES_TOLD: usize = 4;

fn names_places(field: &Field) -> bool {
    matches!(field.kind, Kind::Region { .. } | Kind::Regions { .. } | Kind::NumberOrRegions)
}

pub(super) const RULE: Rule = Rule {
    name: "region_unknown",
    codes: &[Code::RegionUnknown, Code::RegionAmbiguous, Code::SeveralRegionsInOne],
    looks: &[Look::Value(names_places, &[], region_unknown)],
};

fn region_unknown(_: Input<'_>, standing: &Standing<'_>, findings: &mut Vec<Finding>) {
    let several = matches!(standing.value, Value::Regions(_));
    let regions = regions_of(standing.value).iter().enumerate();
    for (index, region) in regions.filter(|(_, region)| !is_blank(&region.text)) {
        let path = if several { standing.path.child(index + 1) } else { standing.path.clone() };
        findings.extend(judge(standing.field, region, path));
    }
}

/// What a region names.
pub(super) enum Named {
    /// A place, and the words behind it that no table has.
    Place {
        level: Level,
        name: String,
        rest: String,
    },
    /// The words name one place and the code another.
    Other {
        code: String,
        name: String,
    },
    Several(Vec<&'static Division>),
    Nothing,
}

pub(super) fn named(region: &Region) -> Named {
    let text = region.text.trim();
    if let Some(code) = region.code.as_deref()
        && let Some(name) = full_name_of(code)
        && let Some(rest) = text.strip_prefix(&name)
        && (rest.is_empty() || Level::of_code(code) >= Level::County)
    {
        // Chosen from the list: the table itself need not be read. Behind a province or a city a county
        // may have been typed.
        return Named::Place { level: Level::of_code(code), rest: rest.to_owned(), name };
    }
    let name = |division: &Division| divisions().full_name(division);
    let coded = region.code.as_deref().and_then(|code| divisions().by_code(code));
    match (divisions().read(text), coded) {
        (Reading::Exact { division, .. }, Some(coded))
            if !division.code.starts_with(stem(coded))
                && !coded.code.starts_with(stem(division)) =>
        {
            Named::Other { code: coded.code.to_owned(), name: name(coded) }
        }
        (Reading::Exact { division, rest }, _) => {
            Named::Place { level: division.level, name: name(division), rest }
        }
        // A name that several places bear is settled by the code.
        (Reading::Several(places), Some(coded)) if places.contains(&coded) => {
            Named::Place { level: coded.level, name: name(coded), rest: String::new() }
        }
        (Reading::Several(_) | Reading::Unknown, Some(coded)) => {
            Named::Other { code: coded.code.to_owned(), name: name(coded) }
        }
        (Reading::Several(places), None) => Named::Several(places),
        (Reading::Unknown, None) => Named::Nothing,
    }
}

fn judge(field: &Field, region: &Region, path: FieldPath) -> Option<Finding> {
    let text = short(region.text.trim());
    let named = named(region);
    if names_several(&named, region) {
        let message = format!("“{text}”里不止一个地区。");
        let finding = Finding::new(Code::SeveralRegionsInOne, Severity::Warning, path, message);
        let hint = match field.kind {
            Kind::Region { .. } => "这一栏只写一个地区。",
            _ => "请分成几条，一条写一个地区，这样才能核对数量、标出国家级贫困县。",
        };
        return Some(finding.hint(hint).source(&field.source));
    }
    let weighs =
        if field.level() == Some(Level::Province) { Severity::Error } else { Severity::Warning };
    let unknown =
        "请从列表里选择，或检查有没有写错；港澳台和乡镇以下的地名（村、组）不在表里，可以保留。";
    let (code, severity, message, hint) = match named {
        Named::Nothing => {
            (Code::RegionUnknown, weighs, format!("行政区划表里没有“{text}”。"), unknown)
        }
        Named::Other { code, name } => {
            let message = format!("“{text}”与代码 {code} 不一致，代码是{name}。");
            (Code::RegionUnknown, Severity::Warning, message, "请重新选择这个地区。")
        }
        Named::Several(places) => {
            let names: Vec<String> =
                places.iter().take(NAMES_TOLD).map(|place| divisions().full_name(place)).collect();
            let more = if places.len() > NAMES_TOLD { "等" } else { "" };
            let message = format!("“{text}”不止一处：{}{more}。", names.join("、"));
            (Code::RegionAmbiguous, Severity::Warning, message, "请写上省、市。")
        }
        Named::Place { level, .. } if field.level().is_some_and(|wanted| level < wanted) => {
            let wanted = field.level().map_or("", level_words);
            let message = format!("“{text}”要写到{wanted}。");
            (Code::RegionUnknown, Severity::Error, message, "请从列表里选择。")
        }
        Named::Place { level, rest, .. }
            if matches!(field.kind, Kind::Region { .. })
                && field
                    .level()
                    .is_some_and(|wanted| level > wanted || !rest.trim().is_empty()) =>
        {
            let wanted = field.level().map_or("", level_words);
            let message = format!("“{text}”只要写到{wanted}。");
            (Code::RegionUnknown, Severity::Error, message, "请从列表里选择。")
        }
        // Behind a county or town the words are a village, which no table has.
        Named::Place { level, name, rest } if level < Level::County && !rest.trim().is_empty() => {
            let message = format!("{name}没有“{}”这个下级地区。", short(rest.trim()));
            (Code::RegionUnknown, Severity::Warning, message, unknown)
        }
        Named::Place { .. } => return None,
    };
    Some(Finding::new(code, severity, path, message).hint(hint).source(&field.source))
}

/// What stands between places of which one entry names several.
const BETWEEN: &[char] = &['、', '，', ',', '；', ';', '/', '和', '与', '及', '\n'];

/// Whether one entry names more places than one: 金寨县、霍邱县, 岳西县等3个县.
fn names_several(named: &Named, region: &Region) -> bool {
    let Named::Place { rest, .. } = named else { return false };
    if rest.starts_with('等') && rest.ends_with(['县', '市', '区', '地', '个', '等']) {
        return true;
    }
    let is_place = |part: &str| {
        let read = divisions().read(part);
        matches!(read, Reading::Exact { rest, .. } if rest.is_empty())
    };
    let typed = region.text.trim();
    let behind = typed.len().saturating_sub(rest.len());
    let parted = typed[..behind].ends_with(BETWEEN) || rest.contains(BETWEEN);
    parted && rest.split(BETWEEN).any(|part| is_place(part.trim()))
}

/// The digits of a code that say where it is: zeros at the end stand for all of it.
fn stem(division: &Division) -> &str {
    let pairs = match division.level {
        Level::Province => 2,
        Level::City => 4,
        Level::County => 6,
        Level::Town => division.code.len(),
    };
    &division.code[..pairs.min(division.code.len())]
}

fn level_words(level: Level) -> &'static str {
    match level {
        Level::Province => "省（自治区、直辖市）",
        Level::City => "市（地区、自治州、盟）",
        Level::County => "县（市、区、旗）",
        Level::Town => "乡镇（街道）",
    }
}
