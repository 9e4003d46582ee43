//! What is to be done once the final copy is written: printed, sealed, signed, sent where and by when; and what of it the
//! user says is done.

use case::Case;
use catalog::{Form, Part, Per, Template, day_and_hour};
use foundation::iso_day;
use paper::{Item, Sheets};
use serde::{Deserialize, Serialize};
use store::{DraftId, Occasion, Version};

use crate::ask::Ask;
use crate::draft::drafts::milliseconds;
use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// What is to be done with a draft that was exported.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct NextSteps {
    /// Which; it is open.
    pub draft: i64,
}

/// Notes how far a draft is outside of the program.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MarkDraft {
    /// Which.
    pub draft: i64,
    /// What was done.
    pub done: DoneOutside,
    /// The day on which, `2020-06-10`; none where it is not done after all.
    pub day: Option<String>,
}

/// What is done outside of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DoneOutside.ts"))]
#[serde(rename_all = "snake_case")]
pub enum DoneOutside {
    /// It bears its seals.
    Sealed,
    /// It was handed in.
    HandedIn,
}

/// What is to be done with the folder that was written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "NextView.ts"))]
pub struct NextView {
    /// The forms to print.
    pub forms: Vec<FormToPrint>,
    /// Where what goes.
    pub deliveries: Vec<DeliveryView>,
    /// Whom to ask.
    pub contacts: Vec<String>,
    /// What a mail is about.
    pub subject: String,
    /// What a mail may say.
    pub text: String,
    /// By when, `2020-07-31 17时`; empty where the notice says no day.
    pub closes: String,
    /// Days until then; less than 0 when it is over, none where the notice says no day.
    pub days_left: Option<i32>,
    /// Where the folder lies that was exported last; empty where none was.
    pub folder: String,
    /// The day on which it was sealed, in milliseconds since 1970.
    pub sealed: Option<i64>,
    /// The day on which it was handed in, in milliseconds since 1970.
    pub handed_in: Option<i64>,
}

/// A form to print.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "FormToPrint.ts"))]
pub struct FormToPrint {
    /// Its title.
    pub title: String,
    /// How many pages it has.
    pub pages: usize,
    /// Its seals in the order of the pages.
    pub seals: Vec<SealToSet>,
    /// Who signs.
    pub signatures: Vec<String>,
}

/// A seal on paper.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "SealToSet.ts"))]
pub struct SealToSet {
    /// Whose, as printed.
    pub label: String,
    /// The page, from 1.
    pub page: usize,
}

/// What goes where.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "DeliveryView.ts"))]
pub struct DeliveryView {
    /// What is sent.
    pub what: String,
    /// 电子邮件, 书面 and so on.
    pub how: String,
    /// The mailbox or address; may be empty.
    pub to: String,
    /// Whether it is a mailbox that can be written to.
    pub is_mailbox: bool,
    /// How many on paper.
    pub copies: Option<u32>,
    /// The clause.
    pub source: String,
}

impl Ask for NextSteps {
    type Answer = NextView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let (desk, id) = (workbench.desk(), DraftId(self.draft));
        let open = workbench.drafts.case(id)?;
        let case = &open.case;
        let mut forms = Vec::new();
        let begun = case.route_forms().iter().filter(|form| case.is_begun(form));
        for form in begun.filter(|form| form.per == Per::Case) {
            let (sheets, _) = workbench.drafts.pages(&desk, id, &form.id)?;
            forms.push(to_print(case, form, &sheets));
        }
        let listed = workbench.drafts.store(|store| store.listed(id))?;
        let receipts = workbench.drafts.store(|store| store.receipts(id))?;
        let call = &case.call;
        let folder = parcel::case_folder_name(case, parcel::longest_end(case)).name;
        let is_dated = call.is_dated();
        let left = (call.closes - desk.clock.today()).get_days();
        Ok(NextView {
            forms,
            deliveries: deliveries(case),
            contacts: contacts(case),
            text: mail_text(case, &folder),
            subject: folder,
            closes: if is_dated {
                day_and_hour(call.closes, call.closing_hour)
            } else {
                String::new()
            },
            days_left: is_dated.then_some(left),
            folder: receipts.into_iter().next().map(|receipt| receipt.folder).unwrap_or_default(),
            sealed: listed.sealed,
            handed_in: listed.handed_in,
        })
    }
}

impl Ask for MarkDraft {
    type Answer = ();

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let now = || milliseconds(workbench.desk().clock.now());
        let moment = self.day.map(|day| noon(&day).unwrap_or_else(now));
        mark(workbench, DraftId(self.draft), self.done, moment)
    }
}

/// Notes that a draft is as far as this since a moment, with what it says now; with none it is not any more.
pub(crate) fn mark(
    workbench: &Workbench,
    id: DraftId,
    done: DoneOutside,
    moment: Option<i64>,
) -> Result<(), Refusal> {
    let occasion = match done {
        DoneOutside::Sealed => Occasion::Sealed,
        DoneOutside::HandedIn => Occasion::HandedIn,
    };
    // What was typed a moment ago belongs to what is marked.
    workbench.drafts.save(&workbench.desk(), id)?;
    let draft = workbench.drafts.store(|store| store.draft(id))?;
    let version = moment.map(|moment| Version {
        moment,
        occasion,
        note: String::new(),
        case_file: draft.case_file,
        stamp: draft.row.stamp,
    });
    workbench.drafts.store(|store| store.mark_version(id, occasion, version.as_ref()))
}

/// The middle of a day in China.
fn noon(day: &str) -> Option<i64> {
    let day = iso_day(day)?;
    let noon = format!("{day}T12:00:00+08:00").parse().ok()?;
    Some(milliseconds(noon))
}

fn to_print(case: &Case, form: &Form, sheets: &Sheets) -> FormToPrint {
    let mut seals = Vec::new();
    for (at, page) in sheets.pages.iter().enumerate() {
        for item in &page.items {
            if let Item::SealPlace { id, .. } = item
                && let Some(seal) = form.seal(id)
                && case.asks_for_seal(form, id)
            {
                seals.push(SealToSet { label: plain(&seal.label), page: at + 1 });
            }
        }
    }
    let signatures = form.signatures.iter().map(|signature| one_line(&signature.label));
    let signatures = signatures.collect();
    FormToPrint { title: form.title.clone(), pages: sheets.pages.len(), seals, signatures }
}

/// The words of a label, without the values in it.
fn plain(label: &Template) -> String {
    let words = label.parts().iter().filter_map(|part| match part {
        Part::Words(words) => Some(words.as_str()),
        Part::Value(_) => None,
    });
    one_line(&words.collect::<String>())
}

fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<String>();
    line.replace("（盖章）", "").trim_end_matches(['：', ':']).to_owned()
}

fn deliveries(case: &Case) -> Vec<DeliveryView> {
    let of_route = |delivery: &&catalog::Delivery| {
        delivery.routes.is_empty() || delivery.routes.contains(&case.route)
    };
    let deliveries = case.call.notice.deliveries.iter().filter(of_route);
    let view = |delivery: &catalog::Delivery| DeliveryView {
        what: delivery.what.clone(),
        how: delivery.how.clone(),
        to: delivery.to.clone(),
        is_mailbox: delivery.to.contains('@') && !delivery.to.contains(char::is_whitespace),
        copies: delivery.copies,
        source: delivery.source.clone(),
    };
    deliveries.map(view).collect()
}

fn contacts(case: &Case) -> Vec<String> {
    let contact = |contact: &catalog::Contact| {
        let parts = [&contact.who, &contact.phone, &contact.address];
        let parts: Vec<&str> =
            parts.into_iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
        parts.join("，")
    };
    case.call.notice.contacts.iter().map(contact).collect()
}

fn mail_text(case: &Case, folder: &str) -> String {
    let call = &case.call;
    let route = call.route(&case.route).map_or("", |route| route.title.as_str());
    let closes = if call.is_dated() {
        format!("（{} 截止）", day_and_hour(call.closes, call.closing_hour))
    } else {
        String::new()
    };
    format!(
        "您好：\n　　现报送“{}”{closes}的{}材料，申报方式：{route}。材料在附件“{folder}”里，清单见其中的“清单.txt”。\
         \n　　请查收。收到后请回复一下。",
        call.title, call.thing,
    )
}
