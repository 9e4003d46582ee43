//! The form in the making: new fields, texts, places for seals, each with an id of its own and a remark
//! where it is doubtful.

use std::collections::{BTreeMap, BTreeSet};

use catalog::{
    Field, FilledBy, FixedText, Form, Item, Kind, Remarks, Required, Seal, Section, Signature,
    Template,
};
use serde::Serialize;

use crate::asking::{Asker, Doubt};
use crate::document::CONTROL;
use crate::guess::limits::most;
use crate::guess::names::{self, Ids};
use crate::guess::text::{core, count, has, squeezed};

/// Judgement: what says who goes on is no sentence.
const LONGEST_HANDING_OVER: usize = 30;

/// What was guessed of a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Guessed {
    /// Its id; a column as `rows.column`.
    pub id: String,
    /// Its label on one line.
    pub label: String,
    /// The word of its kind.
    pub kind: String,
    /// Whether nothing about it is doubtful.
    pub sure: bool,
}

/// A form in the making.
pub(crate) struct Maker<'a> {
    pub(crate) form: Form,
    pub(crate) asker: Asker<'a>,
    pub(crate) remarks: Remarks,
    pub(crate) doubtful: BTreeSet<String>,
    /// Fields of the cover by their name: a table that asks for the same asks for them.
    pub(crate) covered: BTreeMap<String, String>,
    /// The nearest line above, which names what has no words of its own.
    pub(crate) above: String,
    /// Who fills in what follows, where it is not the applicant.
    pub(crate) others: Option<String>,
    /// What the fields so far are called.
    names: BTreeSet<String>,
    ids: Ids,
    seal_ids: Ids,
    sign_ids: Ids,
    /// Fixed texts by their words: what stands twice is one text.
    texts: BTreeMap<String, String>,
}

impl<'a> Maker<'a> {
    pub(crate) fn new(form: Form, asker: Asker<'a>) -> Self {
        Self {
            form,
            asker,
            remarks: Remarks::new(),
            doubtful: BTreeSet::new(),
            covered: BTreeMap::new(),
            above: String::new(),
            others: None,
            names: BTreeSet::new(),
            ids: Ids::of(&["title", "annex", "cases", "yes", "no"]),
            seal_ids: Ids::default(),
            sign_ids: Ids::default(),
            texts: BTreeMap::new(),
        }
    }

    pub(crate) fn ask(&mut self, doubt: &Doubt<'_>) -> usize {
        self.asker.ask(doubt)
    }

    /// Puts remarks on what was just decided to an id.
    pub(crate) fn remark(&mut self, id: &str) {
        let remarks = self.asker.take_remarks();
        if !remarks.is_empty() {
            self.doubtful.insert(id.to_owned());
            self.remarks.entry(id.to_owned()).or_default().extend(remarks);
        }
    }

    /// Whether words say who fills in what stands above or below them, as in `以下由推荐单位填写`: noted for what follows.
    pub(crate) fn hands_over(&mut self, words: &str) -> bool {
        /// Who fills in a form without being named by it.
        const OWN: [&str; 8] =
            ["申报", "申请", "本人", "填表人", "填报人", "报名", "参评", "被推荐"];
        let words = squeezed(words);
        let says = has(&words, &["填写", "填报"]) && has(&words, &["以下", "以上", "由"]);
        if !says || count(&words) > LONGEST_HANDING_OVER {
            return false;
        }
        let by_others = words.contains('由') && has(&words, &OWN) == words.contains("以上");
        self.others = by_others.then_some(words);
        true
    }

    /// Notes something about an id that nobody is asked about.
    pub(crate) fn mark(&mut self, id: &str, remark: &str) {
        self.doubtful.insert(id.to_owned());
        self.remarks.entry(id.to_owned()).or_default().push(remark.to_owned());
    }

    /// A new field; its id.
    pub(crate) fn field(&mut self, label: &str, kind: Kind) -> String {
        let name = core(label);
        let id = self.ids.id(&name, "field");
        let mut field = Field::new(&id, &one_text(label), kind, &self.clause(label));
        field.required = self.required(label, &field.kind);
        if self.others.is_some() {
            field.filled_by = FilledBy::Upper;
        }
        // A blank inside a label, as in `出 生 年 月`, is no blank to be filled in.
        if field.plain_label() != squeezed(label) && !label.contains("  ") {
            field.name = no_braces(&name);
        }
        self.names.insert(core(label));
        if matches!(field.kind, Kind::Choices { .. }) {
            field.counts.most = most(label);
        }
        self.form.fields.push(field);
        self.remark(&id);
        id
    }

    /// Whether a field is called so already.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// A column of rows that are made later.
    pub(crate) fn column(&self, label: &str, kind: Kind, ids: &mut Ids) -> Field {
        let id = ids.id(&core(label), "column");
        Field::new(&id, &one_text(label), kind, &self.clause(label))
    }

    /// The field with an id that was made here; mostly one of the last.
    pub(crate) fn get(&mut self, id: &str) -> Option<&mut Field> {
        self.form.fields.iter_mut().rev().find(|field| field.id == id)
    }

    /// The clause of something: the form and the words by which it is found there.
    pub(crate) fn clause(&self, words: &str) -> String {
        let words: String = squeezed(words).chars().take(30).collect();
        let source = &self.form.source;
        if words.is_empty() { source.clone() } else { format!("{source} {words}") }
    }

    /// What forms seldom say: an empty place needs a reason, unless others fill it in.
    fn required(&self, label: &str, kind: &Kind) -> Required {
        let words = squeezed(label);
        let may = ["选填", "如有", "可不填", "没有可不填", "若有", "如无"];
        if self.others.is_some() || matches!(kind, Kind::Opinion { .. }) {
            Required::No
        } else if words.starts_with(['*', '＊', '★']) || words.contains("必填") {
            Required::Yes
        } else if crate::guess::text::has(&words, &may)
            || is_optional(&core(label))
            || matches!(kind, Kind::Rows { .. })
        {
            Required::No
        } else {
            Required::WithReason
        }
    }

    /// A fixed text.
    pub(crate) fn text(&mut self, words: &str) -> Item {
        self.template(&no_braces(words))
    }

    /// A fixed text with places for values, written `{id}`.
    pub(crate) fn template(&mut self, words: &str) -> Item {
        let template = Template::parse(words).unwrap_or_default();
        let key = template.to_text();
        if let Some(id) = self.texts.get(&key) {
            return Item::Text(id.clone());
        }
        let id = self.ids.numbered("words");
        self.texts.insert(key, id.clone());
        self.form.texts.insert(id.clone(), FixedText { words: template, only_filled: false });
        Item::Text(id)
    }

    /// A label over several fields. What stands under it often has the same name, so its id says what it is.
    pub(crate) fn section(&mut self, label: &str) -> Item {
        let words = names::stem(&core(label), "section");
        let id = self.ids.id(&format!("part{words}"), "section");
        self.form.sections.push(Section { id: id.clone(), label: one_text(label) });
        Item::Label(id)
    }

    /// A place for a seal.
    pub(crate) fn seal(&mut self, label: &str, date: bool) -> Item {
        let id = self.seal_ids.id(&core(label), "seal");
        let label = Template::parse(&label.replace(['{', '}'], "")).unwrap_or_default();
        let source = self.clause(&label.to_text());
        self.form.seals.push(Seal { id: id.clone(), label, date, source });
        Item::Seal(id)
    }

    /// A place for a signature.
    pub(crate) fn sign(&mut self, label: &str, date: bool) -> Item {
        let id = self.sign_ids.id(&core(label), "signature");
        let (label, source) = (one_text(label), self.clause(label));
        self.form.signatures.push(Signature { id: id.clone(), label, date, source });
        Item::Sign(id)
    }

    /// A new id for something that is no field of its own, such as rows.
    pub(crate) fn new_id(&mut self, words: &str, usual: &str) -> String {
        self.ids.id(&core(words), usual)
    }
}

/// Whether what is called so is left empty without anybody asking why, though no form says so.
fn is_optional(name: &str) -> bool {
    let plain = ["备注", "传真", "传真号码", "传真号", "编号", "其他", "其它"];
    let numbered = ["申报编号", "档案编号", "受理编号", "登记编号", "归档编号", "表格编号"];
    plain.contains(&name) || numbered.contains(&name) || crate::guess::text::is_instruction(name)
}

/// Words in which nothing is taken for a place for a value; a control that is only printed is a blank.
pub(crate) fn no_braces(words: &str) -> String {
    words.replace('{', "｛").replace('}', "｝").replace(CONTROL, "________")
}

/// A label as it is printed: no blanks at its ends, one break at a time, no braces.
pub(crate) fn one_text(label: &str) -> String {
    let lines = label.lines().map(str::trim).filter(|line| !squeezed(line).is_empty());
    let text = lines.collect::<Vec<_>>().join("\n");
    no_braces(&text).replace('\t', "  ")
}
