//! What a division may be called: its name, its name without 县 or 自治州, old names. One index of all
//! of them, for reading typed text. Typed text itself is cut up in `read`.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::poverty;
use super::table::{Division, Level, divisions};

static NAMES: OnceLock<Names> = OnceLock::new();

/// How a name belongs to a division; the first is the most certain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The name in the table.
    Full,
    /// The name without peoples or with an elder suffix: 恩施州、青龙县、毕节地区.
    Long,
    /// A name of former times or of the national list: 宣化县、科左中旗.
    Old,
    /// Without a suffix: 舒城、内蒙古.
    Short,
    /// With another suffix, as after a county became a city. Only inside of a known province or city.
    Other,
}

/// Names and the divisions that bear them.
pub(super) struct Names {
    index: HashMap<Cow<'static, str>, Vec<(u32, Kind)>>,
    /// Long and old names by division, for looking up.
    more: HashMap<u32, Vec<(Cow<'static, str>, Kind)>>,
    /// Bytes of the longest name.
    pub(super) longest: usize,
}

/// Provinces whose short name is not their name without the last character, and their longer ones.
const REGIONS: [(&str, &str, &[&str]); 6] = [
    ("内蒙古自治区", "内蒙古", &["内蒙"]),
    ("广西壮族自治区", "广西", &["广西自治区"]),
    ("西藏自治区", "西藏", &[]),
    ("宁夏回族自治区", "宁夏", &["宁夏自治区"]),
    ("新疆维吾尔自治区", "新疆", &["新疆自治区"]),
    ("新疆生产建设兵团", "兵团", &["新疆兵团"]),
];

/// Peoples in the names of autonomous areas.
#[rustfmt::skip]
const PEOPLES: [&str; 53] = [
    "哈萨克族", "维吾尔族", "柯尔克孜族", "达斡尔族", "塔吉克族", "鄂温克族", "鄂伦春族", "布依族",
    "朝鲜族", "土家族", "哈尼族", "傈僳族", "拉祜族", "东乡族", "纳西族", "景颇族", "仫佬族",
    "布朗族", "撒拉族", "毛南族", "仡佬族", "锡伯族", "阿昌族", "普米族", "德昂族", "保安族",
    "裕固族", "独龙族", "蒙古族", "柯尔克孜", "哈萨克", "塔吉克", "达斡尔", "锡伯", "蒙古",
    "回族", "藏族", "苗族", "彝族", "壮族", "满族", "侗族", "瑶族", "白族", "傣族", "黎族",
    "佤族", "畲族", "水族", "土族", "羌族", "怒族", "各族",
];

/// Spaces and marks, also those that are part of a few names; the index knows them without.
pub(super) fn is_mark(character: char) -> bool {
    character.is_whitespace() || ",，、/／·・-—－>＞;；:：。.．()（）[]【】".contains(character)
}

/// All names; the index is made when first asked for.
pub(super) fn names() -> &'static Names {
    NAMES.get_or_init(Names::gather)
}

impl Names {
    /// The divisions that bear exactly this name.
    pub(super) fn bearers(&self, name: &str) -> &[(u32, Kind)] {
        self.index.get(name).map_or(&[], Vec::as_slice)
    }

    /// Long and old names of one division.
    pub(super) fn more(&self, index: u32) -> &[(Cow<'static, str>, Kind)] {
        self.more.get(&index).map_or(&[], Vec::as_slice)
    }

    /// Every name in the index.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &[(u32, Kind)])> {
        self.index.iter().map(|(name, bearers)| (name.as_ref(), bearers.as_slice()))
    }

    fn gather() -> Self {
        let mut names = Self { index: HashMap::new(), more: HashMap::new(), longest: 0 };
        for (index, division) in (0..).zip(divisions().all()).filter(|(_, d)| !d.placeholder) {
            names.add(index, division.name.into(), Kind::Full);
            for name in long_names(division) {
                names.add(index, name, Kind::Long);
            }
            if division.level < Level::Town
                && let Some(stem) = stem(division)
            {
                names.add(index, stem.into(), Kind::Short);
            }
        }
        for county in poverty::poverty_counties() {
            let Some(index) = divisions().find(county.code) else { continue };
            for alias in county.aliases.iter().filter(|alias| !alias.contains(['（', '('])) {
                names.add(index, (*alias).into(), Kind::Old);
            }
        }
        names.add_other_suffixes();
        names
    }

    /// A county keeps its stem when it becomes a city or a district: 兴义县 is 兴义市 today.
    fn add_other_suffixes(&mut self) {
        for (index, division) in (0..).zip(divisions().all()) {
            if division.level == Level::County
                && let Some(stem) = stem(division)
            {
                for suffix in ["县", "市", "区"] {
                    self.add(index, format!("{stem}{suffix}").into(), Kind::Other);
                }
            }
        }
    }

    fn add(&mut self, index: u32, name: Cow<'static, str>, kind: Kind) {
        // Typed text is read without marks (`read`), so names are kept without them too.
        let key = if name.contains(is_mark) {
            name.chars().filter(|character| !is_mark(*character)).collect::<String>().into()
        } else {
            name.clone()
        };
        self.longest = self.longest.max(key.len());
        let bearers = self.index.entry(key).or_default();
        if bearers.iter().any(|(known, _)| *known == index) {
            return;
        }
        bearers.push((index, kind));
        if matches!(kind, Kind::Long | Kind::Old) {
            self.more.entry(index).or_default().push((name, kind));
        }
    }
}

/// The name without suffix and peoples, two characters at least: 舒城、恩施、内蒙古.
pub(super) fn stem(division: &Division) -> Option<&'static str> {
    let name = division.name;
    if let Some((_, short, _)) = REGIONS.iter().find(|(whole, ..)| *whole == name) {
        return Some(short);
    }
    let suffixes: &[&str] = match division.level {
        Level::Province => &["省", "市"],
        Level::City => &["自治州", "地区", "市", "盟"],
        // 开发区 and the like are what their whole name says.
        Level::County if name.ends_with("开发区") || name.ends_with("园区") => &[],
        Level::County => &[
            "行政委员会",
            "自治县",
            "自治旗",
            "新区",
            "矿区",
            "林区",
            "特区",
            "县",
            "市",
            "区",
            "旗",
        ],
        Level::Town => &["街道", "苏木", "镇", "乡"],
    };
    let (suffix, stem) =
        suffixes.iter().find_map(|suffix| Some((suffix, name.strip_suffix(suffix)?)))?;
    let stem = if suffix.starts_with("自治") { without_peoples(stem) } else { stem };
    // 矿区 and 城区 are names with nothing before them.
    (stem.chars().count() >= 2).then_some(stem)
}

fn without_peoples(name: &'static str) -> &'static str {
    let mut stem = name;
    while let Some(shorter) = PEOPLES.iter().find_map(|people| stem.strip_suffix(people)) {
        if shorter.chars().count() < 2 {
            // 东乡族自治县 is called after the people itself.
            return stem.strip_suffix("族").unwrap_or(stem);
        }
        stem = shorter;
    }
    stem.strip_suffix("族").filter(|rest| rest.chars().count() >= 2).unwrap_or(stem)
}

fn long_names(division: &Division) -> Vec<Cow<'static, str>> {
    let name = division.name;
    let Some(stem) = stem(division) else { return Vec::new() };
    match division.level {
        Level::Province => REGIONS
            .iter()
            .filter(|(whole, ..)| *whole == name)
            .flat_map(|(_, _, longs)| longs.iter().map(|long| Cow::from(*long)))
            .collect(),
        Level::City if name.ends_with("自治州") => vec![format!("{stem}州").into()],
        // Most cities were 地区 before, and old papers still say so.
        Level::City => vec![format!("{stem}地区").into()],
        Level::County if name.ends_with("自治县") => vec![format!("{stem}县").into()],
        Level::County if name.ends_with("自治旗") => vec![format!("{stem}旗").into()],
        _ => Vec::new(),
    }
}
