//! What notices say in many words, each with what a person reads in it. Line 1: a table.

use crate::notice::{clauses, facts};

/// The facts of a notice of one sentence, signed on 2025-06-01, in short.
fn read(sentence: &str) -> String {
    let lines = ["关于征集案例的通知", sentence, "某某县科协", "2025年6月1日"];
    let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
    let facts = facts(&lines, &clauses(&lines));
    let mut said: Vec<String> = Vec::new();
    for (quota, _) in &facts.quotas {
        let bound =
            |sign: &str, bound: Option<u32>| bound.map_or(String::new(), |n| format!("{sign}{n}"));
        let may = if quota.in_principle { "?" } else { "" };
        let (least, most) = (bound("≥", quota.least), bound("≤", quota.most));
        said.push(format!("{}{}{least}{most}{may}", quota.whom, quota.what));
    }
    if let Some((day, _)) = &facts.window.opens {
        said.push(format!("从{day}"));
    }
    if let Some((day, _)) = &facts.window.closes {
        said.push(format!("到{}", catalog::day_and_hour(day.date, day.hour)));
    }
    let closes = facts.window.closes.as_ref().map(|(day, _)| day.date);
    for ((day, what), _) in &facts.window.deadlines {
        if Some(day.date) != closes {
            said.push(format!("{}{what}", catalog::day_and_hour(day.date, day.hour)));
        }
    }
    said.extend(facts.naming.iter().map(|(parts, _)| format!("名{}", parts.join("+"))));
    said.extend(facts.copies.iter().map(|(copies, _)| format!("{copies}份")));
    said.extend(facts.mailboxes.iter().map(|(mailbox, _)| mailbox.clone()));
    said.extend(facts.contacts.iter().map(|((who, phone), _)| format!("{who} {phone}")));
    said.join("；")
}

/// Sentences, and what they say.
const SENTENCES: &[(&str, &str)] = &[
    // Quotas.
    ("每个乡镇推荐不超过3名，县直单位限报1名。", "每个乡镇≤3；县直单位≤1"),
    ("每个申报单位限报2项，省直单位不限。", "每个申报单位≤2"),
    ("每所学校原则上可申报最多两个。", "每所学校≤2?"),
    ("照片每张不超过2MB。", ""),
    ("每个乡镇推荐3名。", "每个乡镇≤3"),
    ("每个乡镇推荐1名联络员。", ""),
    ("各县（市、区）推荐名额不超过5个。", "各县≤5"),
    ("每个单位案例不超过3个，论文不超过2篇。", "每个单位案例≤3；每个单位论文≤2"),
    ("每个单位限报案例2个、论文3篇。", "每个单位案例≤2；每个单位论文≤3"),
    ("各乡镇（街道）推荐2—3个案例，县直各部门推荐1个。", "各乡镇案例≥2≤3；各部门≤1"),
    ("乡镇不超过3个，县直部门不超过2个。", "乡镇≤3；县直部门≤2"),
    ("同一单位申报数量不超过2项。", "同一单位≤2"),
    ("每单位限报1项。", "每单位≤1"),
    ("每人限报1篇论文。", "每人论文≤1"),
    ("各单位至少报送2个案例。", "各单位案例≥2"),
    ("名额分配：每所中学推荐十五名，每所小学推荐十名。", "每所中学≤15；每所小学≤10"),
    ("每个推荐单位推荐的案例原则上不超过5个。", "每个推荐单位案例≤5?"),
    ("年龄不超过45周岁，每村限报一户。", "每村≤1"),
    // Days and hours.
    ("请于2025年9月30日17:00前报送。", "到2025-09-30 17时"),
    ("请于9月30日（星期二）下午5点半前将材料报送我局。", "到2025-09-30 17时30分"),
    ("申报时间为2025年6月10日9:00至7月31日18:00。", "从2025-06-10；到2025-07-31 18时"),
    ("请各单位于9月底前报送申报表。", "到2025-09-30"),
    ("申报截止时间为2025年12月31日24时。", "到2025-12-31 24时"),
    ("6月20日前报名，7月31日17时前提交作品。", "到2025-07-31 17时；2025-06-20报名"),
    (
        "各乡镇9月20日下班前报送，县局于10月15日12:00前上报市局。",
        "到2025-09-20；2025-10-15 12时上报市局",
    ),
    ("征集自即日起至9月30日18：00止。", "到2025-09-30 18时"),
    ("材料请在2025年底前寄送。", "到2025-12-31"),
    // Names.
    ("文件以“单位名称+案例名称”命名。", "名单位名称+案例名称"),
    ("邮件主题请注明“学校-姓名-作品名称”。", "名学校+姓名+作品名称"),
    ("压缩包命名为：县区+单位名称+案例名称，发送至指定邮箱。", "名县区+单位名称+案例名称"),
    ("文件名格式：姓名_单位_论文题目.docx。", "名姓名+单位+论文题目"),
    ("按照“类别＋单位（全称）＋项目名称”的格式统一命名。", "名类别+单位+项目名称"),
    ("电子版以单位名称+项目名称命名。", "名单位名称+项目名称"),
    ("请将“申报表”以“单位-项目”命名后发送。", "名单位+项目"),
    // Where to, how many copies, whom to ask.
    ("纸质材料一式三份，电子版发至 anli@example.com。", "3份；anli@example.com"),
    ("报送纸质申报表2份。", "2份"),
    ("联系人：王某，电话：0512-12345678。", "王某 0512-12345678"),
    ("联系人：李某 0512-12345678，邮箱：kx@example.cn。", "kx@example.cn；李某 0512-12345678"),
    ("联系人及电话：张某某、13800000000。", "张某某 13800000000"),
    ("咨询电话：0512-12345678、0512-87654321。", "咨询 0512-12345678"),
];

#[test]
fn what_a_sentence_says_is_read() {
    let wrong: Vec<String> = SENTENCES
        .iter()
        .filter(|(sentence, wanted)| read(sentence) != *wanted)
        .map(|(sentence, wanted)| format!("{sentence}\n  {}\n  not {wanted}", read(sentence)))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(SENTENCES.len() >= 30);
}
