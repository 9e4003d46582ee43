//! Everything found in a case, kept part by part, so that a key that is pressed looks again only at what it may
//! have changed. A check of a case file is the same with nothing kept.

use std::collections::{BTreeMap, BTreeSet};

use case::{
    Attachment, Case, Changes, Checked, Edit, Evidence, Input, Material, MaterialBlock, Value,
};
use catalog::{Form, Template};
use foundation::{FieldPath, Finding};
use paper::Fonts;

use crate::desk::{Desk, OpenCase};

/// What was found in a case when it was last looked at. One belongs to one case.
#[derive(Debug, Default)]
pub(crate) struct Looked {
    checked: Checked,
    /// By the id of a form that is begun.
    forms: BTreeMap<String, OnForm>,
    /// Characters without a font and tables that are too wide, by the number of the block of the material from 0.
    blocks: Vec<Vec<Finding>>,
    /// How many blocks were read of a material that is too long to be read to its end.
    blocks_read: Option<usize>,
}

/// What was found on the paper of a form.
#[derive(Debug, Default)]
struct OnForm {
    /// Characters without a font, by the place of the field in the form.
    fields: Vec<Option<Finding>>,
    /// Answers that hardly fit into their cells.
    cells: Vec<Finding>,
}

impl Looked {
    /// Takes note of an edit of the case.
    pub(crate) fn note(&mut self, edit: &Edit) {
        self.checked.note(edit);
    }

    /// Looks again at the paper of the forms, where something that it prints has changed.
    fn on_forms(&mut self, case: &Case, changes: &Changes, fonts: Fonts) -> Vec<Finding> {
        if changes.all {
            self.forms.clear();
        }
        let mut findings = Vec::new();
        for form in case.forms().filter(|form| case.is_begun(form)) {
            let kept = self.forms.entry(form.id.clone()).or_default();
            kept.look(form, case, changes, fonts);
            findings.extend(kept.fields.iter().flatten().chain(&kept.cells).cloned());
        }
        findings
    }

    fn in_blocks(
        &mut self,
        case: &Case,
        changes: &Changes,
        fonts: Fonts,
    ) -> impl Iterator<Item = Finding> {
        let count = case.material.as_ref().map_or(0, |material| Material::blocks(material).len());
        let all = changes.all || changes.material;
        self.blocks.resize(count, Vec::new());
        let stale = |at: &usize| all || changes.blocks.contains(at);
        for at in (0..count).filter(stale) {
            let block = case.material.as_ref().map(|material| &material.blocks()[at]);
            let texts = block.map(MaterialBlock::texts).unwrap_or_default();
            let label = format!("{}第 {} 段", case.call.material.name, at + 1);
            let missing = paper::characters_without_font(texts);
            let path = FieldPath::block(at);
            let torn = block.and_then(|block| paper::torn_cell(block, fonts));
            let torn = torn.map(|cell| case::table_word_torn(&path, cell));
            let unprinted = case::character_without_font(path, &label, &missing);
            self.blocks[at] = unprinted.into_iter().chain(torn).collect();
        }
        self.blocks.iter().flatten().cloned()
    }
}

/// What is missing of what the material and its appendix print beside the blocks: captions, addresses, and of the
/// title and who sends it what stands on no form.
fn beside_blocks(case: &Case) -> Vec<(FieldPath, BTreeSet<char>)> {
    let words = |attachment: &Attachment| {
        paper::characters_without_font([attachment.caption.as_str(), attachment.url.as_str()])
    };
    let pictures = case.appendix_pictures();
    let mut missing: Vec<_> =
        pictures.map(|(index, picture)| (FieldPath::attachment(index), words(picture))).collect();
    let ask = &case.call.material;
    let lines: Vec<&Template> = std::iter::once(&ask.title).chain(&ask.lines).collect();
    let root = |id: &str| id.split('.').next().unwrap_or_default().to_owned();
    let is_elsewhere =
        |id: &str| !case.forms().any(|form| form.fields.iter().any(|field| field.id == root(id)));
    if paper::has_own_pages(case) && lines.iter().flat_map(|line| line.values()).any(is_elsewhere) {
        let lines = lines.into_iter().filter_map(|line| case::printed_template(case, line));
        let lines: Vec<String> = lines.collect();
        let found = paper::characters_without_font(lines.iter().map(String::as_str));
        missing.push((FieldPath::material(), found));
    }
    missing
}

impl OnForm {
    fn look(&mut self, form: &Form, case: &Case, changes: &Changes, fonts: Fonts) {
        self.fields.resize(form.fields.len(), None);
        for (field, found) in form.fields.iter().zip(&mut self.fields) {
            if changes.all || changes.fields.contains(&field.id) {
                let texts = case.value(&field.id).map(Value::texts).unwrap_or_default();
                let missing = paper::characters_without_font(texts);
                let path = FieldPath::field(&field.id);
                *found = case::character_without_font(path, &field.plain_label(), &missing);
            }
        }
        // What stands in a cell may come from any field, by a template or a condition.
        if changes.all || !changes.fields.is_empty() {
            let answers = paper::long_answers(form, case, fonts);
            let judge = |answer| case::answer_too_long_for_cell(form, answer);
            self.cells = answers.iter().filter_map(judge).collect();
        }
    }
}

impl Desk<'_> {
    /// Everything found about a case by this evidence, from what was found before where nothing has changed; and
    /// what has changed. Its rules say what they say; layout and names are handed in by the rooms that set a page and
    /// spell a name.
    pub(crate) fn look(
        &self,
        open: &OpenCase,
        evidence: &Evidence,
        looked: &mut Looked,
    ) -> (Vec<Finding>, Changes) {
        let OpenCase { case, others, .. } = open;
        // Nobody reads 64 MB that were pasted with every key; they are told of, and kept.
        let read = case::within_reason(case);
        let count = |case: &Case| case.material.as_ref().map_or(0, |all| all.blocks().len());
        let blocks_read = Some(count(&read)).filter(|read| *read < count(case));
        if looked.blocks_read != blocks_read {
            // Others than the one that was edited are read now, or not any more.
            *looked = Looked { blocks_read, ..Looked::default() };
        }
        let case = &*read;
        let input = Input { case, today: self.clock.today(), evidence, others };
        let (mut findings, changes) = looked.checked.look(input);
        findings.extend(looked.on_forms(case, &changes, self.fonts));
        let name = parcel::case_folder_name(case, parcel::longest_end(case));
        findings.extend(name.shortened.map(|cut| case::name_shortened(case, &cut)));
        findings.extend(looked.in_blocks(case, &changes, self.fonts));
        findings.extend(case::characters_without_font(case, beside_blocks(case)));
        findings.extend(open.remarks.iter().cloned());
        findings.extend(self.in_scans(open, evidence));
        case::settle_by_reasons(case, &mut findings);
        // A stable order: what stops first, then as the rules tell it.
        findings.sort_by_key(|finding| (!finding.stops_final_copy(), finding.severity));
        (findings, changes)
    }
}
