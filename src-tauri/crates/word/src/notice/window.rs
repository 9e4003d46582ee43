//! The window of a call and other deadlines: a day makes the window where its sentence speaks of sending and
//! says that it is the last one. Days in which something was achieved, or somebody was born, make none.

use foundation::Date;

use crate::guess::text::{ends, has, squeezed};
use crate::notice::Clause;
use crate::notice::days::{Day, after_weekday, days, spans};
use crate::notice::facts::Said;

/// What a notice says of time.
#[derive(Clone, Debug, Default)]
pub(crate) struct Window {
    pub(crate) opens: Option<Said<Date>>,
    pub(crate) closes: Option<Said<Day>>,
    /// Other days: what has to be done by then.
    pub(crate) deadlines: Vec<Said<(Day, String)>>,
    /// The last days of sending with what is sent by then; the first is taken for the applicant's.
    pub(crate) competing: Vec<Said<(Day, String)>>,
}

/// A last day.
struct Last {
    day: Day,
    /// The first day, where both are said.
    opens: Option<Date>,
    what: String,
    clause: usize,
    sending: Sending,
}

/// What a day is only counted from; nobody has to do anything by then.
const COUNTED: [&str; 11] =
    ["年限", "年龄", "周岁", "工龄", "计算", "统计", "数据", "获奖", "成果", "业绩", "期间"];

/// How plainly words speak of sending an application.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sending {
    /// 报送, 提交.
    Sent,
    /// 报名, 推荐.
    Named,
    /// Of something else that has to be done.
    Other,
}

const SENT: [&str; 22] = [
    "报送", "提交", "申报", "上报", "报至", "报到", "报我", "报县", "报市", "报省", "报区", "发送",
    "发至", "发到", "寄", "送", "递交", "投稿", "交至", "交到", "截止", "逾期",
];
const NAMED: [&str; 5] = ["报名", "推荐", "征集", "受理", "填报"];
/// What is done before anybody applies; it makes what stands by it no day of sending.
const ACHIEVED: [&str; 16] = [
    "取得", "业绩", "成果", "成绩", "获得", "发表", "出生", "任职", "入职", "毕业", "建成", "成立",
    "注册", "投产", "出版", "期间",
];

/// Reads the window of a notice's sentences. A day without a year is of `year`; what was over when the notice
/// was signed is nothing that somebody still has to do.
pub(crate) fn window(clauses: &[Clause], signed: Option<Date>, year: Option<i16>) -> Window {
    let mut lasts: Vec<Last> = Vec::new();
    for (index, clause) in clauses.iter().enumerate() {
        let last_days = last_days(clause, index, year).into_iter();
        lasts.extend(last_days.filter(|last| signed.is_none_or(|signed| last.day.date >= signed)));
    }
    let rank = |last: &&Last| (last.sending, last.day.date, last.day.hour.is_none());
    let first = lasts.iter().filter(|last| last.sending != Sending::Other).min_by_key(rank);
    let mut window = Window::default();
    let Some(first) = first else {
        window.deadlines.extend(lasts.into_iter().map(|last| ((last.day, last.what), last.clause)));
        return window;
    };
    let date = first.day.date;
    let same = || lasts.iter().filter(|last| last.day.date == date);
    window.opens = same().find_map(|last| Some((last.opens?, last.clause)));
    window.closes = Some((first.day.clone(), first.clause));
    window.competing.push(((first.day.clone(), first.what.clone()), first.clause));
    for last in lasts {
        let known = window.competing.iter().any(|((day, _), _)| day.date == last.day.date);
        if last.sending != Sending::Other && !known {
            window.competing.push(((last.day.clone(), last.what.clone()), last.clause));
        }
        window.deadlines.push(((last.day, last.what), last.clause));
    }
    window
}

/// The last days that a sentence says.
fn last_days(clause: &Clause, index: usize, year: Option<i16>) -> Vec<Last> {
    let words = clause.words.as_str();
    let found = days(words, year);
    let mut lasts = Vec::new();
    for (at, day) in found.iter().enumerate() {
        let begins = found[..at].last().filter(|first| spans(&words[first.at.1..day.at.0]));
        let next = found.get(at + 1);
        if next.is_some_and(|next| spans(&words[day.at.1..next.at.0])) {
            continue;
        }
        let from = at.checked_sub(1 + usize::from(begins.is_some()));
        let from = from.map_or(0, |before| found[before].at.1);
        let start = begins.map_or(day.at.0, |first| first.at.0);
        let around = Around {
            before: &words[from..start],
            after: until_part_of(&words[day.at.1..next.map_or(words.len(), |next| next.at.0)]),
            under: &clause.under,
        };
        let Some(sending) = around.sending(begins.is_some()) else { continue };
        lasts.push(Last {
            day: day.clone(),
            opens: begins.map(|first| first.date),
            what: around.what().unwrap_or_else(|| words.chars().take(40).collect()),
            clause: index,
            sending,
        });
    }
    lasts
}

/// Words up to the last sign between parts of a sentence: what follows it belongs to the next day.
fn until_part_of(words: &str) -> &str {
    words.rfind(['，', '；', '。']).map_or(words, |end| &words[..end])
}

/// What stands around a day, or around a span of days.
struct Around<'t> {
    before: &'t str,
    after: &'t str,
    under: &'t str,
}

impl Around<'_> {
    /// Whether the day is a last one, and of what.
    fn sending(&self, span: bool) -> Option<Sending> {
        let after = after_weekday(self.after).trim_start_matches([' ', '）', ')']);
        let said = ["前", "以前", "之前", "下班前", "止", "截止", "为止"];
        let behind = said.iter().any(|word| after.starts_with(word));
        let before = squeezed(self.before);
        let before = before.trim_end_matches(['：', ':', '为', '到', '至', '于', '是', '在']);
        let marks = ["截止", "截至", "截止时间", "截止日期", "截止日", "最迟", "不迟", "不晚"];
        let last = behind || ends(before, &marks) || ends(before, &["即日起", "之日起"]);
        let timed = has(before, &["时间", "期限", "日期"]) || has(self.under, &["时间", "期限"]);
        let own = format!("{}{before}", self.under);
        match first_of(after) {
            Some(Means::Achieved) => None,
            Some(Means::Sends) if last || span => Some(rank(&format!("{own}{after}"))),
            _ if has(before, &COUNTED) => None,
            // 截至 alone says as of when something is counted.
            None if before.ends_with("截至") && after.starts_with(['，', ',']) => None,
            _ if last || (span && timed) => Some(rank(&own)),
            _ => None,
        }
    }

    /// What has to be done by that day.
    fn what(&self) -> Option<String> {
        let after = after_weekday(self.after).trim_start_matches([' ', '）', ')']);
        let after = ["以前", "之前", "下班前", "前", "截止", "为止", "止"]
            .iter()
            .find_map(|word| after.strip_prefix(word))
            .unwrap_or(after);
        let what: String = after.trim_start_matches(['，', '：', ' ']).chars().take(30).collect();
        let what = what.trim_end_matches(['，', '。', '；', ' ']);
        (!squeezed(what).is_empty()).then(|| what.to_owned())
    }
}

/// What is done by a day, as the words behind it say first.
enum Means {
    Sends,
    Achieved,
}

fn first_of(after: &str) -> Option<Means> {
    let first = |words: &[&str]| words.iter().filter_map(|word| after.find(word)).min();
    let sends = [first(&SENT), first(&NAMED), first(&["将", "把"])].into_iter().flatten().min();
    match (sends, first(&ACHIEVED)) {
        (Some(sends), achieved) if achieved.is_none_or(|achieved| sends < achieved) => {
            Some(Means::Sends)
        }
        (_, Some(_)) => Some(Means::Achieved),
        _ => None,
    }
}

fn rank(words: &str) -> Sending {
    if has(words, &SENT) {
        Sending::Sent
    } else if has(words, &NAMED) {
        Sending::Named
    } else {
        Sending::Other
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first and last day, the other deadlines, and how many days compete.
    fn read(lines: &[&str]) -> (String, String, Vec<String>, usize) {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let signed = Date::new(2025, 6, 1).ok();
        let window = window(&crate::notice::clauses(&lines), signed, Some(2025));
        let closes = window.closes.map(|(day, _)| catalog::day_and_hour(day.date, day.hour));
        let closes = closes.unwrap_or_default();
        let opens = window.opens.map(|(day, _)| day.to_string()).unwrap_or_default();
        let others = window
            .deadlines
            .iter()
            .filter(|((day, _), _)| !closes.starts_with(&day.date.to_string()));
        let others = others.map(|((day, what), _)| format!("{} {what}", day.date)).collect();
        (opens, closes, others, window.competing.len())
    }

    fn closes(line: &str) -> String {
        read(&[line]).1
    }

    #[test]
    fn days_of_results_make_no_window() {
        let notice = read(&[
            "2023年1月1日至2025年12月31日期间取得业绩的人员均可推荐。",
            "请于2025年9月30日前将推荐表报送我局。",
        ]);
        assert_eq!(notice, (String::new(), "2025-09-30".into(), Vec::new(), 1));
        assert_eq!(closes("2025年8月31日前取得成果的人员均可申报。"), "");
        assert_eq!(closes("申报人须于1980年1月1日以后出生。"), "");
        assert_eq!(closes("在2023年1月1日至2025年12月31日期间的业绩，可以申报。"), "");
    }

    #[test]
    fn the_first_day_of_sending_closes() {
        let notice = read(&["各乡镇9月20日前报送县局，县局于10月15日前上报市局。"]);
        assert_eq!(notice.1, "2025-09-20");
        assert_eq!(notice.2, ["2025-10-15 上报市局"]);
        assert_eq!(notice.3, 2);
        let hours = read(&["请于2025.9.30前报送。报送截止时间：2025-09-30 17:30。"]);
        assert_eq!((hours.1.as_str(), hours.3), ("2025-09-30 17时30分", 1));
        let named = read(&["请于6月20日前报名，7月31日前提交作品。"]);
        assert_eq!((named.1.as_str(), named.2), ("2025-07-31", vec!["2025-06-20 报名".to_owned()]));
    }

    #[test]
    fn last_days_are_said_in_many_ways() {
        for line in [
            "请于9月30日前，将材料报送我局。",
            "报送材料截止9月30日。",
            "征集自即日起至9月30日止。",
            "截止日期：9月30日",
            "逾期不予受理，最迟9月30日报送。",
            "材料于9月30日以前寄出。",
            "请各单位于9月30日（星期二）下班前将材料报送。",
            "论文须于2024年1月1日至2025年6月30日期间发表，并于9月30日前提交。",
            "获奖时间为2023年1月1日至2025年7月30日，材料9月30日前提交。",
            "截至2025年8月31日，年龄不超过45周岁，9月30日前提交。",
            "2025年5月30日前已报送的，不必再报，其余9月30日前报送。",
        ] {
            assert_eq!(closes(line), "2025-09-30", "{line}");
        }
        let span = read(&["申报时间为2025年6月10日至7月31日17:00。"]);
        assert_eq!((span.0.as_str(), span.1.as_str()), ("2025-06-10", "2025-07-31 17时"));
        let under = read(&["三、申报时间", "6月10日至7月31日。"]);
        assert_eq!((under.0.as_str(), under.1.as_str()), ("2025-06-10", "2025-07-31"));
        let close = read(&["，9月20日前报名后10月15日前上报"]);
        assert_eq!((close.1.as_str(), close.3), ("2025-10-15", 2));
        let other = read(&["请于10月8日前参加培训。"]);
        assert_eq!((other.1.as_str(), other.2), ("", vec!["2025-10-08 参加培训".to_owned()]));
    }
}
