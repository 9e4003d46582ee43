//! The call of an imported form: what the notice says of it, or nothing but the form. Every clause of the
//! notice is a row of `SOURCES.md`, 未实现 unless something of it is enforced or told.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog::{
    AttachmentKind, AttachmentRule, Call, Contact, Deadline, Delivery, Form, MediaMinimum, Note,
    Quota, Remarks, Route, Template, Weight, write_call,
};
use foundation::Digest;

use crate::asking::{Answer, Asker, Doubt, Place, Question};
use crate::document::Document;
use crate::guess::names::Ids;
use crate::guess::text::{core, has, squeezed};
use crate::making::Made;
use crate::notice::{self, Clause, Day, Facts, QuotaSaid, Said};

/// A question has at most so many answers.
const MOST_OPTIONS: usize = 4;

/// The texts of a call's folder.
pub(crate) struct CallTexts {
    pub(crate) toml: String,
    pub(crate) sources: String,
    /// What is doubtful of the notice.
    pub(crate) questions: Vec<Question>,
}

/// How a clause is treated: the state and the words of its row.
type Treated = BTreeMap<usize, (&'static str, String)>;

/// Makes the call of a form.
pub(crate) fn make(made: &Made, notice: Option<&Document>, answers: &[Answer]) -> CallTexts {
    let paragraphs = notice.map(notice::paragraphs).unwrap_or_default();
    let clauses = notice::clauses(&paragraphs);
    let facts = notice::facts(&paragraphs, &clauses);
    let mut remarks = Remarks::new();
    let mut treated = Treated::new();
    let mut call = plain(made);
    let reader = Reader { form: &made.form, clauses: &clauses, facts: &facts };
    let mut asker = Asker::new(answers);
    reader.window(&mut call, &mut remarks, &mut treated, &mut asker);
    reader.counts(&mut call, &mut treated);
    reader.sending(&mut call, &mut remarks, &mut treated);
    reader.media(&mut call, &mut treated);
    reader.heads(&mut treated);
    let toml = write_call(&call, &|_| Some(made.form.clone()), &remarks);
    let sources = sources(&call, made, &clauses, &treated);
    CallTexts { toml, sources, questions: asker.into_questions() }
}

/// What the facts of a notice are put into.
struct Reader<'r> {
    form: &'r Form,
    clauses: &'r [Clause],
    facts: &'r Facts,
}

impl Reader<'_> {
    /// The clause by its first words.
    fn clause(&self, index: usize) -> String {
        let Some(clause) = self.clauses.get(index) else { return self.form.source.clone() };
        let words: String = squeezed(&clause.words).chars().take(40).collect();
        if clause.under.is_empty() { words } else { format!("{} {words}", clause.under) }
    }

    fn window(
        &self,
        call: &mut Call,
        remarks: &mut Remarks,
        treated: &mut Treated,
        asker: &mut Asker<'_>,
    ) {
        if !self.facts.title.is_empty() {
            call.title.clone_from(&self.facts.title);
        }
        if !self.facts.issuer.is_empty() {
            call.issuer.clone_from(&self.facts.issuer);
        }
        let mut remark =
            |words: &str| remarks.entry("window".to_owned()).or_default().push(words.to_owned());
        let said = &self.facts.window;
        if said.closes.is_none() {
            remark("请核对：没有读到截止日期，请照通知改 opens 和 closes。");
        }
        let Some((closes, index)) = self.last_day(asker) else {
            self.deadlines(call, treated);
            return;
        };
        let opens = said.opens.as_ref().map(|(date, _)| *date).or(self.facts.signed);
        let opens = opens.filter(|opens| *opens <= closes.date);
        if opens.is_none() {
            remark("请核对：没有读到开始日期，先写成截止那一天。");
        }
        asker.take_remarks().iter().for_each(|words| remark(words));
        call.opens = opens.unwrap_or(closes.date);
        call.closes = closes.date;
        call.window_source = self.clause(index);
        treat(treated, index, "已告知", "C203：过了最后一天会告诉。");
        call.closing_hour = closes.hour;
        self.deadlines(call, treated);
    }

    /// The applicant's last day; asked where several offices have one each.
    fn last_day(&self, asker: &mut Asker<'_>) -> Option<Said<Day>> {
        let window = &self.facts.window;
        let (day, index) = window.closes.clone()?;
        let days = &window.competing[..window.competing.len().min(MOST_OPTIONS)];
        if days.len() < 2 {
            return Some((day, index));
        }
        let named = |((day, what), _): &Said<(Day, String)>| format!("{} {what}", day.date);
        let options: Vec<String> = days.iter().map(named).collect();
        let dates: Vec<String> = days.iter().map(|((day, _), _)| day.date.to_string()).collect();
        let taken = asker.ask(&Doubt {
            place: Place::Notice { sentence: index + 1 },
            words: &self.clauses[index].words,
            aspect: "截止",
            text: format!("通知里报送的日期有 {}，填表的单位最晚哪一天报？", dates.join("、")),
            options: &options.iter().map(String::as_str).collect::<Vec<_>>(),
            likely: 0,
            doubt: 60,
        });
        let ((day, _), index) = &days[taken];
        Some((day.clone(), *index))
    }

    /// The other days by which something has to be done.
    fn deadlines(&self, call: &mut Call, treated: &mut Treated) {
        for ((day, what), index) in &self.facts.window.deadlines {
            if day.date == call.closes {
                treat(treated, *index, "已告知", "C203：过了最后一天会告诉。");
                continue;
            }
            call.deadlines.push(Deadline {
                day: day.date,
                hour: day.hour,
                what: what.clone(),
                source: self.clause(*index),
            });
            treat(treated, *index, "已告知", "C204：到期以前会告诉。");
        }
    }

    /// The title, who signs and the day under the notice, which the call says itself.
    fn heads(&self, treated: &mut Treated) {
        let day = self
            .facts
            .signed
            .map(|day| format!("{}年{}月{}日", day.year(), day.month(), day.day()));
        for (index, clause) in self.clauses.iter().enumerate() {
            let words = squeezed(&clause.words);
            let why = if words.chars().count() >= 4 && self.facts.title.contains(&words) {
                "征集的名称。"
            } else if self.facts.issuer.split('、').any(|office| office == words) {
                "征集的单位。"
            } else if day.as_ref() == Some(&words) {
                "没有写开始日期的，从这一天起。"
            } else {
                continue;
            };
            treated.entry(index).or_insert(("已告知", why.into()));
        }
    }

    /// Quotas, by the field that names whom they count for; where none does, a person has to count.
    fn counts(&self, call: &mut Call, treated: &mut Treated) {
        for (said, index) in &self.facts.quotas {
            match self.quota(said, &call.thing, *index) {
                Ok(quota) => {
                    call.quotas.push(quota);
                    treat(treated, *index, "已检查", "C209：超过名额会指出。");
                }
                Err(why) => treat(treated, *index, "未实现", &why),
            }
        }
    }

    /// A quota of the call, or why it is none.
    fn quota(&self, said: &QuotaSaid, thing: &str, index: usize) -> Result<Quota, String> {
        let unit = counted_unit(&said.whom);
        let several = self
            .facts
            .quotas
            .iter()
            .any(|(other, _)| other.whom == said.whom && other.what != said.what);
        if several && !said.what.contains(thing) {
            let what = if said.what.is_empty() { unit } else { &said.what };
            return Err(format!("“{what}”的名额和别的分开算，由人把关。"));
        }
        let by = self.form.fields.iter().find(|field| is_unit(field, unit));
        let by = by.ok_or_else(|| format!("表上没有“{unit}”这一栏，名额由人把关。"))?;
        Ok(Quota {
            what: said.whom.clone(),
            by: vec![by.id.clone()],
            routes: Vec::new(),
            least: said.least,
            most: said.most,
            weight: if said.in_principle { Weight::InPrinciple } else { Weight::Must },
            source: self.clause(index),
        })
    }

    /// Where to send what, under which name, and whom to ask.
    fn sending(&self, call: &mut Call, remarks: &mut Remarks, treated: &mut Treated) {
        for (mailbox, index) in &self.facts.mailboxes {
            call.notice.deliveries.push(self.delivery(("电子邮件", mailbox), None, *index));
            treat(treated, *index, "已告知", "通知要点、清单.txt。");
        }
        if let Some((copies, index)) = &self.facts.copies {
            call.notice.deliveries.push(self.delivery(("书面", ""), Some(*copies), *index));
            treat(treated, *index, "已告知", "通知要点、清单.txt。");
        }
        for ((who, phone), index) in &self.facts.contacts {
            let (who, phone) = (who.clone(), phone.clone());
            let source = self.clause(*index);
            call.notice.contacts.push(Contact { who, phone, address: String::new(), source });
            treat(treated, *index, "已告知", "通知要点。");
        }
        let Some((parts, index)) = &self.facts.naming else { return };
        let fields: Vec<Option<String>> = parts.iter().map(|part| self.named(part)).collect();
        let found = fields.iter().flatten().count();
        let text: Vec<String> = fields
            .iter()
            .zip(parts)
            .map(|(field, part)| field.as_ref().map_or(part.clone(), |id| format!("{{{id}}}")))
            .collect();
        if found < parts.len() {
            let words = parts.join("+");
            let remark = format!("请核对：命名里的“{words}”没有全找到对应的栏目，只告知。");
            remarks.entry("route".into()).or_default().push(remark);
            let text = format!("按“{words}”命名。");
            let (topic, source) = ("命名".into(), self.clause(*index));
            call.notice.notes.push(Note { topic, text, source });
            treat(treated, *index, "已告知", "命名写在通知要点里。");
            return;
        }
        let Some(route) = call.routes.first_mut() else { return };
        if let Some(naming) = Template::parse(&text.join("-")) {
            route.naming = naming;
            route.naming_source = self.clause(*index);
            treat(treated, *index, "天然满足", "文件夹和主文件照此命名。");
        }
    }

    fn delivery(&self, (how, to): (&str, &str), copies: Option<u32>, index: usize) -> Delivery {
        Delivery {
            what: "申报材料".into(),
            how: how.into(),
            to: to.into(),
            copies,
            max_bytes: None,
            routes: Vec::new(),
            source: self.clause(index),
        }
    }

    /// The field that a part of a name means.
    fn named(&self, part: &str) -> Option<String> {
        let fits = |field: &&catalog::Field| {
            let plain = matches!(
                field.kind,
                catalog::Kind::Text { .. } | catalog::Kind::Choice { .. } | catalog::Kind::Contact
            );
            let name = core(&field.label);
            plain
                && name.chars().count() >= 2
                && (name == part || name.contains(part) || part.contains(&name))
        };
        let exact = self.form.fields.iter().filter(fits).find(|field| core(&field.label) == part);
        exact.or_else(|| self.form.fields.iter().find(fits)).map(|field| field.id.clone())
    }

    /// Photos and how large they must be.
    fn media(&self, call: &mut Call, treated: &mut Treated) {
        if let Some(((long, short), index)) = &self.facts.pixels {
            call.media = Some(MediaMinimum {
                long_side: *long,
                short_side: *short,
                weight: Weight::Must,
                source: self.clause(*index),
            });
            treat(treated, *index, "已检查", "A421：像素不够会指出。");
        }
        if let Some(((least, most), index)) = &self.facts.photos {
            let words = self.clauses.get(*index).map_or("", |clause| clause.words.as_str());
            let (formats, min_bytes, max_bytes) = notice::file_limits(words);
            let rule = AttachmentRule::photos("照片".into(), (*least, *most), self.clause(*index));
            call.attachments.push(AttachmentRule { formats, min_bytes, max_bytes, ..rule });
            treat(treated, *index, "已检查", "A404、A405：张数不合会指出。");
        }
        self.documents(call, treated);
    }

    /// The documents that go along, each a slot of its own. A rule took their names from a sentence: where one is not
    /// there, a reason settles it.
    fn documents(&self, call: &mut Call, treated: &mut Treated) {
        let mut ids = Ids::default();
        for (name, index) in &self.facts.documents {
            let rule = AttachmentRule::photos(name.clone(), (1, None), self.clause(*index));
            call.attachments.push(AttachmentRule {
                id: ids.id(name, "document"),
                kind: Some(AttachmentKind::Document),
                weight: Weight::InPrinciple,
                ..rule
            });
            treat(treated, *index, "已检查", "A404：缺少时要说明理由。");
        }
    }
}

/// What is applied for, by the title of its form.
fn thing(title: &str) -> &'static str {
    const THINGS: [(&str, &[&str]); 5] = [
        ("论文", &["论文"]),
        ("作品", &["作品", "视频", "征文"]),
        (
            "候选人",
            &["候选人", "人才", "干部", "教师", "科学家", "毕业生", "个人", "学生", "奖学金"],
        ),
        ("项目", &["项目", "基金", "课题"]),
        ("基地", &["基地", "农场", "合作社"]),
    ];
    let found = THINGS.iter().find(|(_, words)| has(title, words));
    found.map_or("案例", |(thing, _)| *thing)
}

/// Whom a quota counts for, in the words that a form has for it: `每个乡镇` is 乡镇.
fn counted_unit(whom: &str) -> &str {
    let unit = whom.strip_prefix("同一").or_else(|| whom.strip_prefix("单个")).unwrap_or(whom);
    unit.trim_start_matches(['每', '一', '个', '家', '所', '各'])
}

/// Whether a field names a unit, and just that. What is different for everybody counts nobody together.
fn is_unit(field: &catalog::Field, unit: &str) -> bool {
    const UNITS: [&str; 16] = [
        "单位", "乡镇", "街道", "乡", "镇", "县", "市", "区", "村", "学校", "校", "部门", "企业",
        "机构", "公司", "社区",
    ];
    let free = catalog::TextFormat::Free;
    let named = match &field.kind {
        catalog::Kind::Text { format, .. } => *format == free,
        catalog::Kind::Choice { .. } | catalog::Kind::Region { .. } => true,
        _ => false,
    };
    let name = core(&field.label);
    let name = ["名称", "全称"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(&name);
    let name = name.strip_prefix("所在").unwrap_or(name);
    let is_unit = UNITS.iter().any(|word| unit.ends_with(word));
    // 每个单位 is the unit that applies, however the form calls it.
    let general = unit == "单位" && matches!(name, "申报单位" | "填报单位" | "推荐单位");
    named && is_unit && !field.personal && (name == unit || general)
}

/// Notes how a clause is treated. Several facts may stand in one: all are told, and the weakest state counts.
fn treat(treated: &mut Treated, index: usize, state: &'static str, why: &str) {
    let (known, words) = treated.entry(index).or_insert((state, String::new()));
    if !words.contains(why) {
        words.push_str(why);
    }
    const WEAKEST_FIRST: [&str; 4] = ["未实现", "已告知", "天然满足", "已检查"];
    let rank = |state: &str| WEAKEST_FIRST.iter().position(|known| *known == state);
    if rank(state) < rank(known) {
        *known = state;
    }
}

/// A call that says nothing but which form it uses.
fn plain(made: &Made) -> Call {
    let form = Arc::new(made.form.clone());
    let source = made.form.source.clone();
    Call {
        id: made.form.id.clone(),
        title: made.form.title.clone(),
        issuer: "（请写征集的单位）".into(),
        thing: thing(&made.form.title).into(),
        closing_hour: None,
        opens: Call::UNDATED.0,
        closes: Call::UNDATED.1,
        window_source: source.clone(),
        deadlines: Vec::new(),
        routes: vec![Route {
            id: "apply".into(),
            title: "申报".into(),
            forms: vec![form.clone()],
            requires: Vec::new(),
            advises: Vec::new(),
            naming: Template::default(),
            naming_source: String::new(),
            source: source.clone(),
        }],
        forms: vec![form],
        fields: Vec::new(),
        declarations: Vec::new(),
        checklists: Vec::new(),
        checks: Vec::new(),
        quotas: Vec::new(),
        duplicates: None,
        attachments: Vec::new(),
        media: None,
        material: catalog::MaterialAsk::usual(Template::default(), thing(&made.form.title)),
        notice: catalog::Notice::default(),
        guidance: None,
        samples: Vec::new(),
        digest: Digest::of(&[]),
    }
}

/// `SOURCES.md`: clause by clause, those of the notice, then the notes on the form.
fn sources(call: &Call, made: &Made, clauses: &[Clause], treated: &Treated) -> String {
    let mut text = format!(
        "# {}：通知逐条对照\n\n由 Word 空白表导入。每一条请对照原文核对；“未实现”的由人把关。\n\n| 条款 | 原文 | 编号 | 状态 | 说明 |\n| --- | --- | --- | --- | --- |\n",
        call.title
    );
    let cell = |words: &str| words.replace('|', "｜").replace(['\n', '\r'], " ");
    for (index, clause) in clauses.iter().enumerate() {
        let (state, why) = treated.get(&index).cloned().unwrap_or(("未实现", "由人把关。".into()));
        text.push_str(&format!(
            "| {} | {} | N-{:02} | {state} | {why} |\n",
            cell(&clause.under),
            cell(&clause.words),
            index + 1
        ));
    }
    for (index, (id, template)) in made.form.texts.iter().enumerate() {
        let words = template.words.to_text();
        if squeezed(&words).chars().count() >= 8 {
            let row = format!(
                "| 表上 {id} | {} | B-{:02} | 未实现 | 照印在表上，由人把关。 |\n",
                cell(&words),
                index + 1
            );
            text.push_str(&row);
        }
    }
    text
}
