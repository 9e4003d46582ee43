//! What a field means whatever it is called, so that what was filled in once is known again in another form: its key
//! `means`, or else the words of its label. What a label says is judged here alone.

use crate::forms::asks::TextFormat;
use crate::forms::field::{Field, Kind};
use crate::reading::keys::Word;

/// What a field means. A line here is a word of `means` with the labels that say it without one.
macro_rules! meanings {
    ($($(#[doc = $doc:literal])* $meaning:ident = $word:literal: [$($label:literal),*];)*) => {
        /// What a field means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Meaning {
            $($(#[doc = $doc])* $meaning,)*
        }

        impl Word for Meaning {
            const WORDS: &'static [(&'static str, Self)] = &[$(($word, Self::$meaning)),*];
        }

        const LABELS: &[(&str, Meaning)] = &[$($(($label, Meaning::$meaning),)*)*];
    };
}

meanings! {
    /// The unit that applies.
    UnitName = "unit_name": ["申报单位", "申报单位名称", "申报单位全称", "单位名称", "单位全称", "机构全称", "机构名称", "填报单位", "报送单位", "企业名称", "学校名称", "所在单位", "工作单位", "项目承担单位", "申报企业名称", "承担单位", "实施单位"];
    /// Its code.
    UnitCode = "unit_code": ["统一社会信用代码", "信用代码", "组织机构代码", "社会信用代码"];
    /// Where it is.
    UnitAddress = "unit_address": ["注册地址", "通讯地址", "通信地址", "单位地址", "联系地址", "地址", "办公地址"];
    /// Its postcode.
    UnitPostcode = "unit_postcode": ["邮编", "邮政编码"];
    /// The office above it.
    UnitAuthority = "unit_authority": ["主管部门", "主管单位", "上级主管部门"];
    /// What it is and does.
    UnitProfile = "unit_profile": ["企业简介", "单位简介", "机构简介", "单位概况"];
    /// The division of China in which it is.
    UnitRegion = "unit_region": ["单位所在地", "所在地区", "所在地"];
    /// Whom to ask, alone or with a number.
    Contact = "contact": ["联系人", "联系人姓名", "联系人及电话", "联系人及联系方式", "联系人及联系电话", "申报单位联系人及联系方式"];
    /// The number of that person.
    ContactPhone = "contact_phone": ["电话", "联系电话", "联系方式", "办公电话", "联系人电话", "固定电话"];
    /// The mobile number of that person.
    ContactMobile = "contact_mobile": ["手机", "手机号", "手机号码", "移动电话", "联系人手机"];
    /// The mailbox of that person.
    ContactEmail = "contact_email": ["邮箱", "电子邮箱", "电子邮件", "E-mail", "电子信箱", "联系邮箱"];
    /// The post of that person.
    ContactPost = "contact_post": ["联系人职务"];
    /// Who leads the project.
    LeaderName = "leader_name": ["项目负责人", "负责人", "项目负责人姓名"];
    /// The number of whoever leads it.
    LeaderPhone = "leader_phone": ["负责人电话", "负责人手机", "项目负责人电话"];
    /// The mailbox of whoever leads it.
    LeaderEmail = "leader_email": ["负责人邮箱"];
    /// The office that recommends.
    RecommenderName = "recommender_name": ["推荐单位", "推荐单位名称", "推荐机构"];
    /// Whom to ask there, alone or with a number.
    RecommenderContact = "recommender_contact": ["推荐单位联系人", "推荐单位联系人及联系方式"];
    /// The post of that person.
    RecommenderPost = "recommender_post": ["推荐单位联系人职务"];
    /// The number of that person.
    RecommenderPhone = "recommender_phone": ["推荐单位联系方式", "推荐单位联系电话"];
    /// What is applied with.
    ProjectName = "project_name": ["项目名称", "案例名称", "作品名称", "成果名称", "活动名称"];
    /// Where it is done.
    ProjectRegions = "project_regions": ["扶贫地区", "实施地点", "项目实施地点", "项目地点", "实施地区"];
    /// When it was begun.
    ProjectStart = "project_start": ["开始时间", "起始时间", "启动时间", "开始日期"];
    /// When it was done.
    ProjectEnd = "project_end": ["完成时间", "终止时间", "结束时间", "结束日期"];
    /// Both.
    ProjectPeriod = "project_period": ["起止时间", "起止年月", "实施时间", "实施期限", "项目起止时间"];
    /// The money that it took, in 万元.
    ProjectInvested = "project_invested": ["项目累计投入资金", "投入资金", "累计投入资金", "总投资", "项目总投资"];
    /// Where the money is from.
    ProjectFunds = "project_funds": ["资金来源"];
    /// How many people worked on it.
    ProjectStaff = "project_staff": ["项目投入人员数量", "投入人员数量", "投入人数"];
    /// What it is and what it did, at length.
    ProjectSummary = "project_summary": ["扶贫工作概述", "项目简介及实施效果", "项目介绍", "项目简介", "案例简介", "案例概述", "主要做法", "主要事迹"];
    /// What it was honoured with.
    ProjectHonours = "project_honours": ["项目或团队所获荣誉", "所获荣誉", "获奖情况", "荣誉情况"];
    /// What was reported of it.
    MediaLinks = "media_links": ["有关媒体报道链接", "媒体报道链接", "相关报道链接", "媒体报道"];
    /// A person's name.
    PersonName = "person_name": ["姓名"];
    /// A person's sex.
    PersonSex = "person_sex": ["性别"];
    /// A person's birth.
    PersonBirth = "person_birth": ["出生年月", "出生日期"];
    /// A person's people.
    PersonEthnicity = "person_ethnicity": ["民族"];
    /// A person's party.
    PersonPolitics = "person_politics": ["政治面貌"];
    /// A person's schooling.
    PersonEducation = "person_education": ["学历", "文化程度"];
    /// A person's degree.
    PersonDegree = "person_degree": ["学位"];
    /// A person's post.
    PersonPost = "person_post": ["职务", "现任职务"];
    /// A person's title.
    PersonTitle = "person_title": ["职称", "专业技术职务"];
    /// A person's identity number.
    PersonId = "person_id": ["身份证号", "身份证号码", "公民身份号码"];
    /// The day on which a form is filled in: it is another one for each form.
    FilledOn = "filled_on": ["填报日期", "填表日期", "申报日期", "填写日期", "日期"];
}

impl Meaning {
    /// Whether what stands there holds for another form too.
    pub fn is_lasting(self) -> bool {
        self != Self::FilledOn
    }
}

impl Field {
    /// What it means: what its form says of it, or else what its label does.
    pub fn meaning(&self) -> Option<Meaning> {
        self.means.or_else(|| {
            let label = self.plain_label();
            let name: String = label.chars().filter(|c| !c.is_whitespace()).collect();
            let name = name.split(['（', '(', '：', ':']).next().unwrap_or_default();
            let found = LABELS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
            found.map(|(_, meaning)| *meaning).or_else(|| self.by_format())
        })
    }

    /// What a line of text means by what it must look like; several mailboxes of one form are told apart by their labels.
    fn by_format(&self) -> Option<Meaning> {
        match &self.kind {
            Kind::Text { format: TextFormat::CreditCode | TextFormat::OrgCode, .. } => {
                Some(Meaning::UnitCode)
            }
            Kind::Text { format: TextFormat::Postcode, .. } => Some(Meaning::UnitPostcode),
            Kind::Text { format: TextFormat::IdNumber, .. } => Some(Meaning::PersonId),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_stands_in_the_manual_and_no_label_says_two() {
        let text = include_str!("../../../../../assets/FORMAT.md");
        for (word, _) in Meaning::WORDS {
            assert!(text.contains(&format!("`{word}`")), "{word}");
        }
        for (at, (label, _)) in LABELS.iter().enumerate() {
            assert!(LABELS[..at].iter().all(|(known, _)| known != label), "{label}");
        }
    }
}
