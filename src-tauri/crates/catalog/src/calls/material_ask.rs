//! `[material]` of a call: what its detailed material is called, what stands on the first page, and what
//! should be in it.

use foundation::Code;

use crate::AttachmentKind;
use crate::forms::check::Weight;
use crate::forms::known::Known;
use crate::forms::template::Template;
use crate::reading::toml_reader::{Said, Table};

/// What a call says about the detailed material.
#[derive(Clone, Debug)]
pub struct MaterialAsk {
    /// What it is called: 案例材料.
    pub name: String,
    /// The title on its first page.
    pub title: Template,
    /// The lines under the title: who sends it, whom to ask. A line whose values are all empty is left out.
    pub lines: Vec<Template>,
    /// So many pictures at least.
    pub least_pictures: u32,
    /// Whether it should have headings.
    pub headings: bool,
    /// The kind of attachment that it takes the place of, where it does.
    pub stands_for: Option<AttachmentKind>,
    /// How much pictures and headings weigh.
    pub weight: Weight,
    /// The clause.
    pub source: String,
}

impl MaterialAsk {
    /// Where the call says nothing of it: titled as the case.
    pub fn usual(title: Template, thing: &str) -> Self {
        Self {
            name: format!("{thing}材料"),
            title,
            lines: Vec::new(),
            least_pictures: 0,
            headings: false,
            stands_for: None,
            weight: Weight::Advised,
            source: String::new(),
        }
    }

    /// Reads the table; what it does not say is `usual`.
    pub(crate) fn read(table: Option<Table<'_, '_>>, known: &Known<'_>, usual: Self) -> Self {
        let Some(table) = table else { return usual };
        let lines = table.texts("lines");
        let ask = Self {
            name: table.opt_text("name").map_or(usual.name, |said| said.value),
            title: table.opt_text("title").map_or(usual.title, |said| known.template(&said)),
            lines: lines.iter().map(|said| known.template(said)).collect(),
            least_pictures: table.opt_count("least_pictures").map_or(0, |said| said.value),
            headings: table.opt_bool("headings").unwrap_or(false),
            stands_for: table
                .opt_text("stands_for")
                .and_then(|said| table.word(&said, AttachmentKind::ALL)),
            weight: table.opt_word("weight").unwrap_or(Weight::Advised),
            source: table.source(""),
        };
        table.finish();
        ask
    }
}

impl Known<'_> {
    /// A text with places for values that can become a part of names.
    pub(crate) fn template(&self, said: &Said<String>) -> Template {
        let template = Template::read(&said.value).unwrap_or_else(|_| {
            let hint = "栏目的值写成 {栏目代号}。".into();
            self.page.fault(Code::BadValue, said.at, "花括号不成对。".into(), hint);
            Template::default()
        });
        for id in template.values() {
            self.check_part_of_name(&Said { value: id.to_owned(), at: said.at });
        }
        template
    }
}
