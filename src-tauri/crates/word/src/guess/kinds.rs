//! What is filled in beside a label: by its words, its unit, its limits, and how much room there is.

use catalog::{Kind, Limits, OptionMark, TextFormat};

use crate::guess::limits::limits;
use crate::guess::text::{brackets, core, count, ends, has, squeezed};

/// A place to be filled in, as the form has it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Room<'t> {
    /// The label as it stands.
    pub(crate) label: &'t str,
    /// What stands where the value goes.
    pub(crate) value: &'t str,
    /// A unit that stands over several labels.
    pub(crate) unit: &'t str,
    /// In mm; 0 where the file says none.
    pub(crate) height: f64,
    /// In mm.
    pub(crate) width: f64,
    /// Whether it is a column of rows, whose cells are small whatever they hold.
    pub(crate) column: bool,
}

/// A guess at a kind.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Guess {
    pub(crate) kind: Kind,
    pub(crate) personal: bool,
    /// Another kind that it may well be.
    pub(crate) or: Option<Kind>,
}

/// A cell as high as three lines of 小四 takes a text of several.
const TALL: f64 = 18.0;
/// A text of so many characters takes several lines.
const LONG_LIMIT: u32 = 60;

const PERSONS: &[&str] = &[
    "姓名",
    "申请人",
    "联系人",
    "负责人",
    "候选人",
    "推荐人",
    "法定代表人",
    "法人代表",
    "法人",
    "经办人",
    "填表人",
    "作者",
    "指导教师",
    "指导老师",
    "队长",
    "主持人",
    "联络员",
    "申报人",
    "户主",
    "监护人",
    "证明人",
    "被推荐人",
    "导师",
];
const MONEY: &[&str] = &[
    "金额",
    "资金",
    "经费",
    "投入",
    "投资",
    "收入",
    "产值",
    "利润",
    "总额",
    "年薪",
    "费用",
    "注册资本",
    "营业额",
    "销售额",
    "评审费",
    "小计",
    "合计",
    "总计",
    "设备费",
    "材料费",
    "差旅费",
    "成本",
    "总资产",
    "净资产",
    "单价",
    "预算",
    "税收",
    "补贴",
];
const COUNTS: &[&str] = &[
    "年龄",
    "人数",
    "数量",
    "个数",
    "字数",
    "份数",
    "次数",
    "户数",
    "页数",
    "工龄",
    "教龄",
    "党龄",
    "件数",
    "台数",
    "班级数",
    "学生数",
    "教师数",
    "周岁",
];
const STORIES: &[&str] = &[
    "意见",
    "简介",
    "简历",
    "概述",
    "事迹",
    "内容",
    "做法",
    "成效",
    "情况",
    "经历",
    "摘要",
    "理由",
    "说明",
    "介绍",
    "总结",
    "经验",
    "计划",
    "措施",
    "创新点",
    "荣誉",
    "奖惩",
    "成果",
    "业绩",
    "目标",
    "方案",
    "评语",
    "概况",
    "效果",
    "特点",
    "贡献",
];

/// What is said of money or of a count, and is neither: 投资主体, 补贴对象, 预算编制人, 数量指标.
const ABOUT: &[&str] = &[
    "来源", "单位", "用途", "名称", "方式", "主体", "对象", "人", "种类", "类别", "类型", "品种",
    "指标", "部门", "机构", "项目", "科目", "依据", "渠道", "形式", "要求", "范围", "办法", "制度",
    "地点", "用处",
];

/// Whether a label asks whether something is so.
fn is_question(label: &str) -> bool {
    ["是否", "有无", "能否", "可否"].iter().any(|word| core(label).starts_with(word))
}

/// Guesses what goes into a place.
pub(crate) fn guess(room: Room<'_>) -> Guess {
    let sure = |kind| Guess { kind, personal: false, or: None };
    // What is asked about something is no value of it: 是否使用智能手机.
    if is_question(room.label) {
        return sure(text(TextFormat::Free, limits(room.label)));
    }
    if let Some(kind) = by_list(room) {
        return sure(kind);
    }
    if let Some(kind) = by_format(room) {
        return Guess { personal: squeezed(room.label).contains("身份证"), ..sure(kind) };
    }
    let name = core(room.label);
    let length = limits(room.label).or_else(|| limits(room.value));
    if ends(&name, &["意见"]) {
        return sure(Kind::Opinion {
            limits: length.unwrap_or_default(),
            extra_page: extra_page(room),
            prescribed: String::new(),
        });
    }
    if let Some(kind) = by_unit(room) {
        return sure(kind);
    }
    let tall = !room.column && (room.height >= TALL || room.value.matches('\n').count() >= 3);
    let long = length.is_some_and(|limits| {
        limits.max.or(limits.about).or(limits.min).is_some_and(|most| most >= LONG_LIMIT)
    });
    if long || (tall && room.width >= 40.0) {
        return sure(long_text(length, room));
    }
    if let Some(guess) = by_time(&name, room) {
        return guess;
    }
    if has(&name, COUNTS) && !has(&name, STORIES) && !ends(&name, ABOUT) {
        return sure(Kind::Integer { unit: String::new() });
    }
    if has(&name, MONEY) && !has(&name, STORIES) && !ends(&name, ABOUT) {
        return sure(Kind::Decimal { unit: String::new() });
    }
    if ends(&name, STORIES) && !room.column && room.width >= 60.0 && room.height >= 12.0 {
        return Guess { or: Some(text(TextFormat::Free, length)), ..sure(long_text(length, room)) };
    }
    let person = ends(&name, PERSONS);
    sure(text(if person { TextFormat::Person } else { TextFormat::Free }, length))
}

/// A text with limits.
pub(crate) fn text(format: TextFormat, limits: Option<Limits>) -> Kind {
    Kind::Text { format, prefix: String::new(), limits: limits.unwrap_or_default() }
}

fn long_text(limits: Option<Limits>, room: Room<'_>) -> Kind {
    Kind::LongText { limits: limits.unwrap_or_default(), extra_page: extra_page(room) }
}

/// Whether the form lets a text go on elsewhere.
fn extra_page(room: Room<'_>) -> bool {
    let words = squeezed(&format!("{}{}", room.label, room.value));
    has(&words, &["另附页", "附页", "另附材料", "另附纸", "可附页", "另加页", "可加页"])
}

/// What everybody chooses from: sex, ethnic group, political status, schooling, degree.
fn by_list(room: Room<'_>) -> Option<Kind> {
    let word = match core(room.label).as_str() {
        "性别" => "sex",
        "民族" => "ethnicity",
        "政治面貌" | "党派" => "politics",
        "学历" | "最高学历" | "文化程度" => "education",
        "学位" | "最高学位" => "degree",
        _ => return None,
    };
    let options = catalog::listed_options(word)?;
    let small = room.height < 30.0 && room.value.trim().is_empty();
    small.then_some(Kind::Choice { options, mark: OptionMark::Value, box_after: false })
}

/// Texts that have a shape of their own.
fn by_format(room: Room<'_>) -> Option<Kind> {
    let label = squeezed(room.label);
    let lower = label.to_lowercase();
    let name = core(room.label);
    let format = |format| Some(text(format, None));
    if room.height >= 30.0 {
        return None;
    }
    let identity = has(&label, &["身份证", "证件号"]) && !has(&label, &["复印件", "照"]);
    if identity && ends(&name, &["身份证", "证", "号", "号码", "证件"]) {
        return format(if label.contains("身份证") {
            TextFormat::IdNumber
        } else {
            TextFormat::Free
        });
    }
    if is_bank_account(&name) {
        return format(TextFormat::BankAccount);
    }
    if has(&label, &["信用代码"]) {
        return format(TextFormat::CreditCode);
    }
    if label.contains("组织机构代码") {
        return format(TextFormat::OrgCode);
    }
    if has(&lower, &["邮箱", "e-mail", "email", "电子邮件", "邮件地址", "电子信箱"])
        && count(&label) <= 20
    {
        return format(TextFormat::Email);
    }
    if has(&label, &["邮编", "邮政编码"]) && !label.contains("地址") {
        return format(TextFormat::Postcode);
    }
    let phone = has(&label, &["电话", "联系方式", "手机", "传真", "座机"]);
    // Somebody by name or office with a number: `负责人及电话`, `法定代表人（手机）` has one line for both.
    let people = ["姓名", "联系人", "负责人", "经办人", "代表人", "联络员", "校长", "书记", "主任"];
    let named = has(&name, &people) && has(&name, &["及", "和", "、", "与", "/"]);
    if phone && named {
        return Some(Kind::Contact);
    }
    if has(&label, &["手机", "移动电话"]) && !ends(&name, &["品牌", "型号"]) {
        return format(TextFormat::Mobile);
    }
    if phone && ends(&name, &["电话", "联系方式", "传真", "座机", "号码", "电话号"])
    {
        return format(TextFormat::Phone);
    }
    let page = ends(&name, &["网址", "链接", "主页", "网站", "网站地址", "网络链接", "链接地址"]);
    (page && !room.column).then_some(Kind::Links)
}

/// Whether a number of a bank is asked for. An account of 快手 or 微博 is none; nor is a bank with its account.
fn is_bank_account(name: &str) -> bool {
    let account = ends(name, &["账号", "帐号", "账户", "卡号"]);
    let bank = has(name, &["银行", "收款", "开户", "汇款", "对公", "基本户"]);
    let both = has(name, &["及", "和", "、", "与", "名称", "户名"]);
    account && !both && (bank || ["账号", "帐号", "账户"].contains(&name))
}

/// Units in the label, over it, or in the cell, such as 万元 and 人.
pub(crate) const AMOUNTS: &[&str] = &[
    "万元",
    "元",
    "亿元",
    "亩",
    "公顷",
    "平方米",
    "平方公里",
    "M2",
    "m2",
    "m²",
    "㎡",
    "公里",
    "米",
    "吨",
    "公斤",
    "千克",
    "%",
    "％",
    "千瓦时",
    "kg",
    "小时",
    "学时",
];
/// Units of what is counted one by one.
pub(crate) const PIECES: &[&str] = &[
    "人", "个", "户", "岁", "名", "家", "次", "篇", "件", "人次", "场", "台", "项", "份", "字",
    "套", "期", "头", "只", "株", "页", "年", "天", "辆", "间", "周岁", "课时",
];

/// The unit that a text is, with or without brackets; empty where it is none.
pub(crate) fn unit(text: &str) -> &'static str {
    let words = squeezed(text);
    let words = words.trim_matches(['（', '）', '(', ')', '：', ':', '/']);
    let words = words.strip_prefix("单位").unwrap_or(words).trim_start_matches(['：', ':']);
    let all = AMOUNTS.iter().chain(PIECES);
    all.into_iter().find(|unit| **unit == words).map_or("", |unit| *unit)
}

/// The unit with which words begin that then go on in brackets: `头（只）`, `元（大写：）`.
pub(crate) fn leading_unit(words: &str) -> &'static str {
    let head = words.split(['（', '(', '/', '，', '、']).next().unwrap_or_default();
    unit(head)
}

/// The unit that stands in the brackets of a label.
pub(crate) fn unit_in_brackets(label: &str) -> &'static str {
    brackets(label).iter().map(|inside| unit(inside)).find(|unit| !unit.is_empty()).unwrap_or("")
}

fn by_unit(room: Room<'_>) -> Option<Kind> {
    let in_label = unit_in_brackets(room.label);
    let in_cell = if count(room.value) <= 12 { leading_unit(&squeezed(room.value)) } else { "" };
    let found = [in_label, in_cell, room.unit].into_iter().find(|unit| !unit.is_empty());
    if found.is_none() && room.column && ends(&core(room.label), &["得分", "评分", "打分", "分数"])
    {
        return Some(Kind::Decimal { unit: String::new() });
    }
    let unit = found?;
    // A unit above several labels says nothing of those with a meaning of their own.
    let own = in_label.is_empty() && in_cell.is_empty();
    let name = core(room.label);
    if own
        && (ends(&name, PERSONS)
            || has(
                &name,
                &["时间", "日期", "来源", "名称", "单位", "备注", "内容", "说明", "职务", "职称"],
            ))
    {
        return None;
    }
    let unit = unit.to_owned();
    Some(if PIECES.contains(&unit.as_str()) {
        Kind::Integer { unit }
    } else {
        Kind::Decimal { unit }
    })
}

/// Times by their words, where no blanks say what is filled in.
fn by_time(name: &str, room: Room<'_>) -> Option<Guess> {
    let sure = |kind| Some(Guess { kind, personal: false, or: None });
    if has(name, &["起止", "起讫", "执行期", "起始与结束"])
        || ends(name, &["期限", "年限", "周期", "任职期间", "时间段"])
    {
        // 起止年月 is two months wherever it stands.
        let period = has(name, &["起止", "起讫", "执行期"]);
        return if period { sure(Kind::Period) } else { None };
    }
    if ends(name, &["日期", "年月日"]) {
        return sure(if room.column && name.contains("发表") { Kind::Month } else { Kind::Date });
    }
    if ends(name, &["年月", "月份"]) {
        return sure(Kind::Month);
    }
    if ends(name, &["时间"]) && !["占用时间", "工作时间", "投入时间", "服务时间"].contains(&name)
    {
        let or = Some(Kind::Period)
            .filter(|_| has(name, &["实施", "活动", "建设", "开展", "培训", "举办"]));
        return Some(Guess { kind: Kind::Month, personal: false, or });
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(label: &str) -> String {
        let room = Room { label, height: 10.0, width: 40.0, ..Room::default() };
        match guess(room).kind {
            Kind::Text { format, .. } => format!("{format:?}"),
            Kind::Choice { options, .. } => format!("choice of {}", options.len()),
            Kind::Integer { unit } => format!("integer {unit}"),
            Kind::Decimal { unit } => format!("decimal {unit}"),
            other => format!("{other:?}").split([' ', '{']).next().unwrap_or_default().to_owned(),
        }
    }

    #[test]
    fn labels_say_what_is_filled_in() {
        for (label, wanted) in [
            ("姓    名", "Person"),
            ("性  别", "choice of 2"),
            ("身份证号", "IdNumber"),
            ("银行账号", "BankAccount"),
            ("推荐人姓名", "Person"),
            ("单位负责人", "Person"),
            ("工作单位\n及职务", "Free"),
            ("E-mail ", "Email"),
            ("联系人及电话", "Contact"),
            ("移动电话", "Mobile"),
            ("单位电话", "Phone"),
            ("邮     编", "Postcode"),
            ("出 生 年 月", "Month"),
            ("参加工作\n时    间", "Month"),
            ("填报日期", "Date"),
            ("起止时间", "Period"),
            ("基地面积（M2）", "decimal M2"),
            ("总投入", "decimal "),
            ("数量", "integer "),
            ("字  数", "integer "),
            ("学院意见", "Opinion"),
            ("作品简介（200-300字）", "LongText"),
            ("资金来源", "Free"),
            ("统一社会信用代码", "CreditCode"),
            ("工作单位个人主页", "Links"),
            ("投资主体", "Free"),
            ("补贴对象", "Free"),
            ("预算编制人", "Free"),
            ("投入品种类", "Free"),
            ("数量指标", "Free"),
            ("快手账号", "Free"),
            ("微博账号", "Free"),
            ("收款账号", "BankAccount"),
            ("账号", "BankAccount"),
            ("开户行及账号", "Free"),
            ("身份证地址", "Free"),
            ("申请人身份证", "IdNumber"),
            ("身份证号码（18位）", "IdNumber"),
            ("是否使用智能手机", "Free"),
            ("项目总投资", "decimal "),
            ("贷款金额", "decimal "),
            ("从业人数", "integer "),
        ] {
            assert_eq!(kind(label), wanted, "{label}");
        }
    }
}
