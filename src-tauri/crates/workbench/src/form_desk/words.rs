//! A table: what parts of forms and calls, and their keys, are called on screen.

use catalog::{KeyTable, Shape, key_tables};
use serde::{Deserialize, Serialize};

use crate::ask::Ask;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// Parts by the key under which they stand.
const PARTS: &[(&str, &str)] = &[
    ("", "表"),
    ("page", "纸张"),
    ("variables", "每年要变的字"),
    ("field", "栏目"),
    ("option", "选项"),
    ("column", "列"),
    ("section", "小标题"),
    ("text", "固定文字"),
    ("seal", "盖章处"),
    ("signature", "签字处"),
    ("check", "检查"),
    ("window", "征集时间"),
    ("deadline", "中途的日期"),
    ("form", "用的表"),
    ("route", "申报方式"),
    ("declaration", "声明"),
    ("checklist", "对照清单"),
    ("item", "清单的一条"),
    ("quota", "名额"),
    ("duplicates", "重复申报"),
    ("attachment", "附件"),
    ("material", "案例材料"),
    ("media", "照片和视频的大小"),
    ("step", "流程"),
    ("delivery", "报送"),
    ("contact", "联系"),
    ("note", "其他要点"),
    ("guidance", "参考材料"),
];

/// Keys whose meaning in the manual is too long for a label.
const KEYS: &[(&str, &str)] = &[
    ("label", "名称"),
    ("name", "检查时怎样称呼"),
    ("kind", "填什么"),
    ("source", "出处"),
    ("required", "能不能空着"),
    ("filled_by", "谁来填"),
    ("required_when", "什么时候必填"),
    ("shown_when", "什么时候才有"),
    ("name_part", "写进文件名"),
    ("personal", "本来就要填个人信息"),
    ("blank", "没有填时印什么"),
    ("absent", "不用填时印什么"),
    ("underline_mm", "下面画横线（毫米）"),
    ("help", "给填表人的一句话"),
    ("max_zi", "最多多少字"),
    ("min_zi", "最少多少字"),
    ("about_zi", "大约多少字"),
    ("count_by", "怎样数字"),
    ("length_in_principle", "字数是“原则上”"),
    ("format", "格式"),
    ("prefix", "以什么开头"),
    ("extra_page", "太长时另附页"),
    ("prescribed", "必须有的一句话"),
    ("sum_of", "几个数的和"),
    ("difference_of", "两个数的差"),
    ("quotient_of", "两个数的商"),
    ("level", "写到哪一级"),
    ("counties_of", "自动列出哪个名单里的国家级贫困县"),
    ("date_style", "年月日怎样印"),
    ("list", "现成的选项"),
    ("mark", "怎样标出选中的"),
    ("box_after", "方框在文字后面"),
    ("least_rows", "至少印几行"),
    ("row_labels", "固定的各行叫什么"),
    ("refused", "选了它为什么不能申报"),
    ("margins_mm", "页边距（上、右、下、左，毫米）"),
    ("value_type", "填写内容的字体字号"),
    ("label_type", "栏目名的字体字号"),
    ("annex", "表名上方的标记"),
    ("short", "文件名里的简称"),
    ("date", "印年月日"),
    ("only_filled", "全空着时不印"),
    ("optional", "填了内容才要这张表"),
    ("routes", "只算这几种申报方式"),
    ("naming", "文件夹和主文件叫什么"),
    ("naming_source", "命名的出处"),
    ("requires", "必填的栏目"),
    ("advises", "最好填的栏目"),
    ("by", "哪些栏目一样的算在一起"),
    ("weight", "轻重"),
    ("thing", "填的是什么（案例、论文……）"),
    ("formats", "文件的格式"),
    ("captions", "每个都要有说明文字"),
];

/// A part in words.
pub(crate) fn part_words(key: &str) -> &'static str {
    PARTS.iter().find(|(known, _)| *known == key).map_or("这一段", |(_, words)| words)
}

/// A key in words, by the address of its table.
pub(crate) fn key_words(address: &str, key: &str) -> String {
    let parts = address.split('/').filter(|part| part.parse::<usize>().is_err());
    let key_of = |table: &'static KeyTable| {
        let mut table = table;
        for part in parts.clone().filter(|part| !part.is_empty()) {
            table = match table.key(part)?.shape {
                Shape::Table(inner) | Shape::Tables(inner) => inner,
                _ => return None,
            };
        }
        table.key(key)
    };
    let found = key_tables().into_iter().find_map(key_of);
    found.map_or_else(|| key.to_owned(), label)
}

/// What stands beside the control of a key: its own word, or the beginning of what the manual says.
fn label(key: &catalog::Key) -> String {
    if let Some((_, words)) = KEYS.iter().find(|(known, _)| *known == key.name) {
        return (*words).to_owned();
    }
    let end = key.meaning.find(['；', '，', '（', '：']).unwrap_or(key.meaning.len());
    key.meaning[..end].replace('`', "")
}

/// What can be written where: the keys of forms and calls.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FormKeys {}

impl Ask for FormKeys {
    type Answer = Vec<KeyTableView>;

    fn answer(self, _: &Workbench) -> Result<Self::Answer, Refusal> {
        let [form, call, _] = key_tables();
        let mut tables = Vec::new();
        gather(form, "form.toml", &mut tables);
        gather(call, "call.toml", &mut tables);
        Ok(tables)
    }
}

/// The keys of a table.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "KeyTableView.ts"))]
pub struct KeyTableView {
    /// Where it stands, without numbers: `form.toml`, `form.toml/field/option`, `call.toml/window`.
    pub path: String,
    /// What it is called.
    pub title: String,
    /// Whether there may be several.
    pub several: bool,
    /// Its keys.
    pub keys: Vec<KeyView>,
}

/// A key.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "KeyView.ts"))]
pub struct KeyView {
    /// As it is written.
    pub name: String,
    /// What stands beside its control.
    pub label: String,
    /// What it means, in full.
    pub meaning: String,
    /// What stands behind it.
    pub shape: KeyShape,
    /// Its words with what they mean, where it takes one of several.
    pub words: Vec<[String; 2]>,
    /// What holds where it is left out; may be empty.
    pub usual: String,
    /// Whether it must be written.
    pub must: bool,
    /// The kinds that know it; all where there are none.
    pub kinds: Vec<String>,
    /// Whether a column cannot have it.
    pub alone: bool,
}

/// What stands behind a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "KeyShape.ts"))]
#[serde(rename_all = "snake_case")]
pub enum KeyShape {
    /// A text.
    Text,
    /// `true` or `false`.
    Yes,
    /// A whole number.
    Count,
    /// One of several words.
    Word,
    /// A list of texts.
    Texts,
    /// A list of whole numbers.
    Counts,
    /// Texts under keys of the writer's own.
    Free,
}

fn gather(table: &'static KeyTable, path: &str, tables: &mut Vec<KeyTableView>) {
    let place = tables.len();
    let several = table.name.starts_with("[[");
    let own = table.by.map_or(&[][..], |by| by.own);
    let mut keys = Vec::new();
    let mut inner = Vec::new();
    for key in table.keys.iter().chain(own) {
        match key.shape {
            // A column has no columns.
            Shape::Table(_) | Shape::Tables(_)
                if path.ends_with("/column") && key.name == "column" => {}
            Shape::Table(below) | Shape::Tables(below) => inner.push((key.name, below)),
            _ => keys.push(view(table, key)),
        }
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    let title = if last.ends_with(".toml") { "表" } else { part_words(last) };
    tables.push(KeyTableView { path: path.to_owned(), title: title.to_owned(), several, keys });
    for (name, below) in inner {
        gather(below, &format!("{path}/{name}"), tables);
    }
    debug_assert!(place < tables.len());
}

fn view(table: &KeyTable, key: &'static catalog::Key) -> KeyView {
    let (shape, words) = match key.shape {
        Shape::Text => (KeyShape::Text, Vec::new()),
        Shape::Bool => (KeyShape::Yes, Vec::new()),
        Shape::Count => (KeyShape::Count, Vec::new()),
        Shape::Texts => (KeyShape::Texts, Vec::new()),
        Shape::Counts => (KeyShape::Counts, Vec::new()),
        Shape::Free(_) | Shape::Table(_) | Shape::Tables(_) => (KeyShape::Free, Vec::new()),
        Shape::Word(words) => {
            let word = |word: &'static str| [word.to_owned(), meaning_of(key, word)];
            (KeyShape::Word, words().into_iter().map(word).collect())
        }
        Shape::Variant => {
            let of = table.by.map_or(&[][..], |by| by.of);
            let word = |of: &catalog::Variant| [of.word.to_owned(), of.chinese.to_owned()];
            (KeyShape::Word, of.iter().map(word).collect())
        }
    };
    let is_own = table.by.filter(|by| by.own.iter().any(|own| own.name == key.name));
    let kinds = is_own.map_or_else(Vec::new, |by| by.knowing(key.name));
    KeyView {
        name: key.name.to_owned(),
        label: label(key),
        meaning: key.meaning.replace('`', ""),
        shape,
        words,
        usual: key.usual.replace(['`', '"'], ""),
        must: key.must,
        kinds: kinds.into_iter().map(str::to_owned).collect(),
        alone: key.alone,
    }
}

/// Words whose meaning the manual tells in prose.
const WORDS: &[(&str, &str)] = &[
    ("yes", "必填"),
    ("with_reason", "空着要说明理由"),
    ("advised", "最好填（只提醒）"),
    ("no", "可以空着"),
    ("free", "不限"),
    ("phone", "电话"),
    ("mobile", "手机"),
    ("email", "邮箱"),
    ("postcode", "邮政编码"),
    ("credit_code", "统一社会信用代码"),
    ("org_code", "组织机构代码"),
    ("person", "姓名"),
    ("id_number", "身份证号"),
    ("bank_account", "银行账号"),
    ("province", "省"),
    ("city", "市"),
    ("county", "县"),
    ("town", "乡镇"),
    ("must", "必须（出不了正式稿）"),
    ("in_principle", "原则上（写明理由就能通过）"),
    ("case", "一个案例"),
    ("roundup", "推荐单位的汇总"),
    ("unit_name", "单位名称"),
    ("unit_code", "单位的代码"),
    ("unit_address", "单位地址"),
    ("unit_postcode", "单位邮编"),
    ("unit_authority", "主管部门"),
    ("unit_profile", "单位简介"),
    ("unit_region", "单位所在地"),
    ("contact", "联系人（或连同电话）"),
    ("contact_phone", "联系人的电话"),
    ("contact_mobile", "联系人的手机"),
    ("contact_email", "联系人的邮箱"),
    ("contact_post", "联系人的职务"),
    ("leader_name", "负责人"),
    ("leader_phone", "负责人的电话"),
    ("leader_email", "负责人的邮箱"),
    ("recommender_name", "推荐单位"),
    ("recommender_contact", "推荐单位的联系人"),
    ("recommender_post", "推荐单位联系人的职务"),
    ("recommender_phone", "推荐单位的电话"),
    ("project_name", "项目（案例）的名称"),
    ("project_regions", "项目的地点"),
    ("project_start", "开始时间"),
    ("project_end", "完成时间"),
    ("project_period", "起止时间"),
    ("project_invested", "投入资金"),
    ("project_funds", "资金来源"),
    ("project_staff", "投入人数"),
    ("project_summary", "项目介绍"),
    ("project_honours", "所获荣誉"),
    ("media_links", "媒体报道"),
    ("person_name", "个人的姓名"),
    ("person_sex", "个人的性别"),
    ("person_birth", "个人的出生年月"),
    ("person_ethnicity", "个人的民族"),
    ("person_politics", "个人的政治面貌"),
    ("person_education", "个人的学历"),
    ("person_degree", "个人的学位"),
    ("person_post", "个人的职务"),
    ("person_title", "个人的职称"),
    ("person_id", "个人的身份证号"),
    ("filled_on", "填表的日期（从不带过去）"),
    ("A4", "A4"),
    ("A3", "A3"),
];

/// What a word of a key means: `"applicant"` 申报人 in the manual's own words, or the table above.
fn meaning_of(key: &catalog::Key, word: &str) -> String {
    let known = || WORDS.iter().find(|(known, _)| *known == word).map(|(_, words)| *words);
    let quoted = format!("`\"{word}\"`");
    let told = key.value.split_once(&quoted).map(|(_, rest)| {
        let end = rest.find(['，', '、', '；', '`']).unwrap_or(rest.len());
        rest[..end].trim()
    });
    match told.filter(|told| !told.is_empty()) {
        Some(told) if key.name != "weight" => told.to_owned(),
        _ => match (key.name, word) {
            // Of a check or a length it is the same word, but not the same thing.
            ("weight", "advised") => "只提醒".into(),
            _ => known().unwrap_or(word).to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_key_and_word_is_called_something() {
        let [form, call, _] = key_tables();
        let mut tables = Vec::new();
        gather(form, "form.toml", &mut tables);
        gather(call, "call.toml", &mut tables);
        for table in &tables {
            assert_ne!(table.title, "这一段", "{}", table.path);
            for key in &table.keys {
                if key.shape == KeyShape::Free {
                    continue;
                }
                let place = format!("{} {}", table.path, key.name);
                assert!(!key.label.is_empty() && !key.label.is_ascii(), "{place}: {}", key.label);
                assert!(!key.label.contains(['`', '"']), "{place}: {}", key.label);
                for [word, meaning] in &key.words {
                    let is_size = ["A3", "A4"].contains(&word.as_str());
                    let is_latin = meaning.is_ascii() && meaning.chars().any(char::is_alphabetic);
                    assert!(is_size || !meaning.is_empty() && !is_latin, "{place}: {word}");
                }
            }
        }
        assert_eq!(key_words("field/3", "max_zi"), "最多多少字");
        assert_eq!(key_words("window", "opens"), "第一天");
    }
}
