//! A table: the options that many forms share and nobody should have to write out: sex, ethnic group, political
//! status, schooling, degree.

use crate::forms::asks::TextOption;
use crate::reading::keys::Word;

/// A list of options that a choice may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BuiltInList {
    /// 性别.
    Sex,
    /// 民族.
    Ethnicity,
    /// 政治面貌.
    Politics,
    /// 学历.
    Education,
    /// 学位.
    Degree,
}

impl Word for BuiltInList {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("sex", Self::Sex),
        ("ethnicity", Self::Ethnicity),
        ("politics", Self::Politics),
        ("education", Self::Education),
        ("degree", Self::Degree),
    ];
}

impl BuiltInList {
    /// The list that these options are, where they are one.
    pub(crate) fn of(options: &[TextOption]) -> Option<Self> {
        let lists = Self::WORDS.iter().map(|(_, list)| *list);
        lists.into_iter().find(|list| list.options() == options)
    }

    /// Its options in the order of the standard.
    pub(crate) fn options(self) -> Vec<TextOption> {
        let pairs = match self {
            Self::Sex => SEX,
            Self::Ethnicity => ETHNICITY,
            Self::Politics => POLITICS,
            Self::Education => EDUCATION,
            Self::Degree => DEGREE,
        };
        pairs.iter().map(|(id, label)| TextOption::new(id, label)).collect()
    }
}

/// The options of a built-in list by its word, such as `sex`; none where there is no such list.
pub fn listed_options(word: &str) -> Option<Vec<TextOption>> {
    let list = BuiltInList::WORDS.iter().find(|(known, _)| *known == word);
    list.map(|(_, list)| list.options())
}

/// Source: GB/T 2261.1-2003, the two that forms ask for.
const SEX: &[(&str, &str)] = &[("male", "男"), ("female", "女")];

/// Source: GB/T 3304-1991, its order and its romanised names.
const ETHNICITY: &[(&str, &str)] = &[
    ("han", "汉族"),
    ("mongol", "蒙古族"),
    ("hui", "回族"),
    ("zang", "藏族"),
    ("uygur", "维吾尔族"),
    ("miao", "苗族"),
    ("yi", "彝族"),
    ("zhuang", "壮族"),
    ("buyei", "布依族"),
    ("chosen", "朝鲜族"),
    ("man", "满族"),
    ("dong", "侗族"),
    ("yao", "瑶族"),
    ("bai", "白族"),
    ("tujia", "土家族"),
    ("hani", "哈尼族"),
    ("kazak", "哈萨克族"),
    ("dai", "傣族"),
    ("li", "黎族"),
    ("lisu", "傈僳族"),
    ("va", "佤族"),
    ("she", "畲族"),
    ("gaoshan", "高山族"),
    ("lahu", "拉祜族"),
    ("sui", "水族"),
    ("dongxiang", "东乡族"),
    ("naxi", "纳西族"),
    ("jingpo", "景颇族"),
    ("kirgiz", "柯尔克孜族"),
    ("tu", "土族"),
    ("daur", "达斡尔族"),
    ("mulao", "仫佬族"),
    ("qiang", "羌族"),
    ("blang", "布朗族"),
    ("salar", "撒拉族"),
    ("maonan", "毛南族"),
    ("gelao", "仡佬族"),
    ("xibe", "锡伯族"),
    ("achang", "阿昌族"),
    ("pumi", "普米族"),
    ("tajik", "塔吉克族"),
    ("nu", "怒族"),
    ("uzbek", "乌孜别克族"),
    ("russ", "俄罗斯族"),
    ("ewenki", "鄂温克族"),
    ("deang", "德昂族"),
    ("bonan", "保安族"),
    ("yugur", "裕固族"),
    ("gin", "京族"),
    ("tatar", "塔塔尔族"),
    ("derung", "独龙族"),
    ("oroqen", "鄂伦春族"),
    ("hezhen", "赫哲族"),
    ("monba", "门巴族"),
    ("lhoba", "珞巴族"),
    ("jino", "基诺族"),
];

/// Source: GB/T 4762-1984, in the words that forms use.
const POLITICS: &[(&str, &str)] = &[
    ("party_member", "中共党员"),
    ("party_candidate", "中共预备党员"),
    ("league_member", "共青团员"),
    ("min_ge", "民革党员"),
    ("min_meng", "民盟盟员"),
    ("min_jian", "民建会员"),
    ("min_jin", "民进会员"),
    ("nong_gong", "农工党党员"),
    ("zhi_gong", "致公党党员"),
    ("jiu_san", "九三学社社员"),
    ("tai_meng", "台盟盟员"),
    ("no_party", "无党派人士"),
    ("masses", "群众"),
];

/// Source: GB/T 4658-2006, its levels in the words that forms use.
const EDUCATION: &[(&str, &str)] = &[
    ("doctor", "博士研究生"),
    ("master", "硕士研究生"),
    ("bachelor", "大学本科"),
    ("college", "大学专科"),
    ("secondary", "中等专科"),
    ("vocational", "职业高中"),
    ("skilled", "技工学校"),
    ("high_school", "普通高中"),
    ("junior", "初中"),
    ("primary", "小学"),
    ("other", "其他"),
];

/// Source: 学位条例, 1980: three degrees.
const DEGREE: &[(&str, &str)] =
    &[("doctor", "博士"), ("master", "硕士"), ("bachelor", "学士"), ("none", "无")];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_list_has_each_option_once() {
        for (word, list) in BuiltInList::WORDS {
            let options = list.options();
            let ids: BTreeSet<&str> = options.iter().map(|option| option.id.as_str()).collect();
            let labels: BTreeSet<&str> =
                options.iter().map(|option| option.label.as_str()).collect();
            assert_eq!((ids.len(), labels.len()), (options.len(), options.len()), "{word}");
        }
        assert_eq!(BuiltInList::Ethnicity.options().len(), 56);
    }
}
