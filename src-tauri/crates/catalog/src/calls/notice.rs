//! What a call tells and nobody checks: steps, where to send what, whom to ask, and the rest.

use foundation::Code;

use crate::reading::toml_reader::Table;

/// What the notice says beside what is checked.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    /// What happens when.
    pub steps: Vec<Step>,
    /// What is sent where.
    pub deliveries: Vec<Delivery>,
    /// Whom to ask.
    pub contacts: Vec<Contact>,
    /// What else the applicant should know.
    pub notes: Vec<Note>,
}

/// A step of the call.
#[derive(Clone, Debug)]
pub struct Step {
    /// In the words of the notice: `8月上旬`.
    pub when: String,
    /// What happens.
    pub what: String,
    /// Who does it; may be empty.
    pub who: String,
    /// The clause.
    pub source: String,
}

/// What is sent where.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// What is sent.
    pub what: String,
    /// 电子邮件, 书面 and so on.
    pub how: String,
    /// The mailbox or address; empty where the notice does not say.
    pub to: String,
    /// How many on paper.
    pub copies: Option<u32>,
    /// What one mail takes at most, in bytes, where the notice says so.
    pub max_bytes: Option<u64>,
    /// The routes it counts for; all where none is named.
    pub routes: Vec<String>,
    /// The clause.
    pub source: String,
}

impl Delivery {
    /// Whether it goes by mail, as the notice says how and where.
    pub fn is_mail(&self) -> bool {
        self.how.contains("邮件") || self.how.contains("邮箱") || self.to.contains('@')
    }
}

/// Whom to ask.
#[derive(Clone, Debug)]
pub struct Contact {
    /// The person or office.
    pub who: String,
    /// May be empty.
    pub phone: String,
    /// May be empty.
    pub address: String,
    /// The clause.
    pub source: String,
}

/// Something that the applicant should know.
#[derive(Clone, Debug)]
pub struct Note {
    /// What it is about.
    pub topic: String,
    /// What is said.
    pub text: String,
    /// The clause.
    pub source: String,
}

/// Reads what a call tells; `routes` reads the routes that a table counts for.
pub(crate) fn read(
    table: &Table<'_, '_>,
    routes: &dyn Fn(&Table<'_, '_>) -> Vec<String>,
) -> Notice {
    let text = |table: &Table<'_, '_>, key: &'static str| {
        table.opt_text(key).map_or_else(String::new, |said| said.value)
    };
    let mut notice = Notice::default();
    for step in table.tables("step") {
        notice.steps.push(Step {
            when: step.text("when").value,
            what: step.text("what").value,
            who: text(&step, "who"),
            source: step.source(""),
        });
        step.finish();
    }
    for delivery in table.tables("delivery") {
        let copies = delivery.opt_count("copies");
        if let Some(said) = copies.as_ref().filter(|said| said.value == 0) {
            let message = "份数从 1 起。".into();
            delivery.page().fault(Code::BadValue, said.at, message, String::new());
        }
        notice.deliveries.push(Delivery {
            what: delivery.text("what").value,
            how: delivery.text("how").value,
            to: text(&delivery, "to"),
            copies: copies.map(|said| said.value),
            max_bytes: delivery.opt_count("max_bytes").map(|said| said.value.into()),
            routes: routes(&delivery),
            source: delivery.source(""),
        });
        delivery.finish();
    }
    for contact in table.tables("contact") {
        notice.contacts.push(Contact {
            who: contact.text("who").value,
            phone: text(&contact, "phone"),
            address: text(&contact, "address"),
            source: contact.source(""),
        });
        contact.finish();
    }
    for note in table.tables("note") {
        notice.notes.push(Note {
            topic: note.text("topic").value,
            text: note.text("text").value,
            source: note.source(""),
        });
        note.finish();
    }
    notice
}
