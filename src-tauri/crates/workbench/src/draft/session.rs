//! A draft that is open: the case, its steps, what the face has been shown, and what is not on the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::time::Duration;

use case::{Case, Changes, Edit, Material, Others, entry_at, read_edit};
use foundation::{Identity, Revision, Stamp};
use paper::Sheets;
use serde_json::{Value as Json, json};
use store::{DraftId, DraftRow, Kept, Saving, Store};

use crate::desk::{Desk, OpenCase, Places};
use crate::draft::autosave::Autosave;
use crate::draft::history::{Change, History};
use crate::draft::moved;
use crate::draft::patch::{Patch, Shown};
use crate::draft::step_view::{self, StepView};
use crate::draft::views::{self, StateView};
use crate::files::gathered::Gathered;
use crate::files::seen::AttachmentView;
use crate::looked::Looked;
use crate::refusal::Refusal;
use crate::send::origin::kept_content;

/// A draft that is open.
pub(crate) struct Session {
    pub(crate) id: DraftId,
    /// Whoever opened the draft last may edit it.
    pub(crate) token: u64,
    pub(crate) open: OpenCase,
    pub(crate) kept: BTreeMap<String, Kept>,
    history: History,
    gathered: Gathered,
    looked: Looked,
    shown: Shown,
    seq: u64,
    /// Grows with every change; the revision of the case grows with those that are saved.
    changes: u64,
    saved: u64,
    /// What is on the disk, and what is on its way there.
    on_disk: Stamp,
    frozen: Stamp,
    /// The revision that the next saved change has at least: that of a file that was taken over.
    at_least: Revision,
    /// A state from elsewhere that this draft becomes, with its own revision: on every machine the same.
    pub(super) becomes: Option<Stamp>,
    autosave: Autosave,
    /// Why the last write failed.
    pub(crate) failing: Option<String>,
    /// What the user is told when the draft is opened.
    pub(crate) messages: Vec<String>,
    papers: BTreeMap<String, Paper>,
}

/// The pages of a form, each with its number.
pub(crate) type Stamped = (Arc<Sheets>, Vec<u64>);

/// What came from the keys of a user.
pub(crate) struct Typed<'a> {
    /// Where.
    pub(crate) address: &'a str,
    /// What stands there now.
    pub(crate) entry: Json,
    /// A number that was seen before changes nothing.
    pub(crate) seq: u64,
    /// Whether it is a step of its own.
    pub(crate) alone: bool,
}

/// The pages of a form as they were last set.
struct Paper {
    changes: u64,
    sheets: Arc<Sheets>,
    stamps: Vec<u64>,
}

impl Session {
    /// One that was not looked at yet.
    pub(crate) fn new(
        id: DraftId,
        identity: Identity,
        (case, others): (Case, Others),
        kept: BTreeMap<String, Kept>,
        history: History,
        home: &std::path::Path,
    ) -> Self {
        let places = Places::Kept(
            kept.iter()
                .map(|(name, kept)| (name.clone(), Store::kept_path(home, kept.digest)))
                .collect(),
        );
        let case = Case { identity: Some(identity), ..case };
        let open = OpenCase { others, ..OpenCase::new(case, places) };
        let stamp = Stamp { identity, content: kept_content(&open) };
        Self {
            id,
            token: 0,
            open,
            kept,
            history,
            gathered: Gathered::default(),
            looked: Looked::default(),
            shown: Shown::default(),
            seq: 0,
            changes: 0,
            saved: 0,
            on_disk: stamp,
            frozen: stamp,
            at_least: Revision::default(),
            becomes: None,
            autosave: Autosave::default(),
            failing: None,
            messages: Vec::new(),
            papers: BTreeMap::new(),
        }
    }

    /// Whether nothing was ever filled in: no step was made, and it did not begin with anything either.
    pub(crate) fn is_untouched(&self) -> bool {
        let case = &self.open.case;
        let is_empty = case.values.is_empty()
            && case.answers.is_empty()
            && (case.attachments.is_empty() && case.material.is_none())
            && (case.set_aside.is_empty() && case.lineage.is_empty());
        is_empty && self.kept.is_empty() && self.history.numbers() == (0, 0)
    }

    pub(crate) fn shown(&self) -> &Shown {
        &self.shown
    }

    /// Takes note of the other drafts of the call as they are now.
    pub(crate) fn compare_to(&mut self, desk: &Desk<'_>, others: Others) {
        self.open.others = others;
        self.look_afresh(desk);
    }

    /// What an office asks to be put right; it is shown with the next look.
    pub(crate) fn remark(&mut self, remarks: Vec<foundation::Finding>) {
        self.open.remarks = remarks;
    }

    /// Shows what a case file of the same content would show.
    pub(crate) fn look_afresh(&mut self, desk: &Desk<'_>) {
        self.gathered.forget();
        self.looked = Looked::default();
        self.shown = Shown::default();
        self.patch(desk);
    }

    /// Another face takes over.
    pub(crate) fn take_over(&mut self, token: u64) {
        self.token = token;
        self.seq = 0;
    }

    /// Puts what was typed at an address. An edit that is there already changes nothing.
    pub(crate) fn edit(
        &mut self,
        Typed { address, entry, seq, alone }: Typed<'_>,
        now: Duration,
    ) -> Result<(), Refusal> {
        if seq > self.seq {
            self.put((address, alone), entry, now)?;
            self.seq = seq;
        }
        Ok(())
    }

    /// Puts something at an address, as a step that can be undone, or in one that is open.
    pub(crate) fn put(
        &mut self,
        (address, alone): (&str, bool),
        entry: Json,
        now: Duration,
    ) -> Result<(), Refusal> {
        let alone = alone || address == "case" || self.shown.suggests(address, &entry);
        let case = &self.open.case;
        let edit = read_edit(case, address, entry).map_err(|faults| Refusal::entry(&faults))?;
        let before = entry_at(case, address);
        let also = self.apply_and_follow(edit);
        let after = entry_at(&self.open.case, address);
        if before != after {
            let change = Change { address: address.to_owned(), before, after, also };
            if alone {
                self.history.record_alone(change, now);
            } else {
                self.history.record(change, now);
            }
            self.touched(now);
        }
        Ok(())
    }

    pub(crate) fn undo(&mut self, now: Duration) -> Option<StepView> {
        let change = self.history.undo()?;
        self.put_back(&change.address, change.before.clone(), change.also.is_none());
        for also in change.also.iter().flatten().rev() {
            self.put_back(&also.address, also.before.clone(), false);
        }
        self.touched(now);
        Some(step_view::taken_back(&self.open.case, &change))
    }

    pub(crate) fn redo(&mut self, now: Duration) -> Option<StepView> {
        let change = self.history.redo()?;
        self.put_back(&change.address, change.after.clone(), change.also.is_none());
        for also in change.also.iter().flatten() {
            self.put_back(&also.address, also.after.clone(), false);
        }
        self.touched(now);
        Some(step_view::made_again(&self.open.case, &change))
    }

    /// A step from the disk may name a field that the form of today has no more: it changes nothing. One of an older
    /// version does not say what followed from it.
    fn put_back(&mut self, address: &str, entry: Json, follows: bool) {
        match read_edit(&self.open.case, address, entry) {
            Ok(edit) if follows => drop(self.apply_and_follow(edit)),
            Ok(edit) => drop(self.apply(edit)),
            Err(_) => {}
        }
    }

    fn apply(&mut self, edit: Edit) -> Edit {
        self.looked.note(&edit);
        self.gathered.note(&edit);
        self.open.case.apply(edit)
    }

    /// Makes an edit, and what follows from it; what that changed comes back where something can follow.
    fn apply_and_follow(&mut self, edit: Edit) -> Option<Vec<Change>> {
        // A whole case brings its reasons where they belong.
        let Edit::SetAttachments(before) = self.apply(edit) else { return None };
        let reasons = self.open.case.reasons.clone();
        moved::follow(&mut self.open.case, &before);
        let now = &self.open.case.reasons;
        let keys: BTreeSet<&String> = reasons.keys().chain(now.keys()).collect();
        let changed = keys.into_iter().filter(|key| reasons.get(*key) != now.get(*key));
        let change = |key: &String| Change {
            address: format!("reasons/{key}"),
            before: json!(reasons.get(key)),
            after: json!(now.get(key)),
            also: None,
        };
        Some(changed.map(change).collect())
    }

    /// Takes over what another case says, as one step.
    pub(crate) fn take_contents(&mut self, coming: &Case, now: Duration) -> Result<(), Refusal> {
        self.put(("case", true), entry_at(coming, "case"), now)?;
        self.at_least = coming.identity.map(|identity| identity.revision).unwrap_or_default();
        Ok(())
    }

    /// The draft as it was when it was opened or saved last.
    pub(crate) fn on_disk(&self) -> Stamp {
        self.on_disk
    }

    /// What lies on the disk is not as it was written: it is written anew.
    pub(crate) fn mend(&mut self, messages: Vec<String>, now: Duration) {
        self.messages = messages;
        self.touched(now);
    }

    pub(super) fn touched(&mut self, now: Duration) {
        self.changes += 1;
        self.autosave.edited(now);
    }

    /// Puts kept files, each with its kind, behind the attachments that are there; `slot` is the named paper that they
    /// are, `url` the page that they show; both may be empty.
    pub(crate) fn attach(
        &mut self,
        files: &[(String, String)],
        (slot, url): (&str, &str),
        now: Duration,
    ) -> Result<(), Refusal> {
        let mut list = entry_at(&self.open.case, "attachments");
        let entries = list.as_array_mut().expect("attachments are a list");
        let entry = |(name, kind): &(String, String)| match slot {
            "" => json!({ "path": name, "kind": kind, "url": url }),
            slot => json!({ "path": name, "slot": slot }),
        };
        entries.extend(files.iter().map(entry));
        self.put(("attachments", true), list, now)
    }

    /// Knows kept files by their names.
    pub(crate) fn take(&mut self, files: Vec<(String, Kept)>, home: &std::path::Path) {
        let Places::Kept(places) = &mut self.open.places else { return };
        // What was seen of a file that was damaged is of other bytes.
        (self.open.pictures, self.open.made_elsewhere) = Default::default();
        for (name, kept) in files {
            // Whoever adds a file means it, whatever had its name before.
            self.open.case.files.remove(&name);
            places.insert(name.clone(), Store::kept_path(home, kept.digest));
            self.kept.insert(name, kept);
        }
        self.files_changed();
    }

    /// The files may be others than they were: the next answer tells what they are now.
    pub(crate) fn files_changed(&mut self) {
        self.gathered.forget();
    }

    /// A name for a new attachment: its own, or with a number where another file has it.
    pub(crate) fn free_name(&self, name: &str, also: &[(String, Kept)], kept: &Kept) -> String {
        let taken = |name: &str| {
            let there =
                self.kept.get(name).or(also.iter().find(|(n, _)| n == name).map(|(_, k)| k));
            let missing = self.open.case.names_file(name);
            there.map_or(missing, |there| there.digest != kept.digest)
        };
        crate::files::names::free(name, taken)
    }

    /// What changed since the face was last told, by what was read of files before: the drafts are locked here.
    pub(crate) fn patch(&mut self, desk: &Desk<'_>) -> Patch {
        let evidence = self.gathered.evidence(desk, &self.open);
        let (findings, changes) = desk.look(&self.open, evidence, &mut self.looked);
        let (case, all) = (&self.open.case, changes.all);
        let material = all || changes.material || !changes.blocks.is_empty();
        let attachments = all || changes.attachments || changes.evidence;
        let seen = Patch {
            seq: self.seq,
            title: Some(case.name()),
            folder: Some(parcel::case_folder_name(case, parcel::longest_end(case)).name),
            route: Some(case.route.clone()),
            values: self.values(&changes),
            states: self.states(&changes),
            findings: Some(findings.iter().map(|found| views::finding(case, found)).collect()),
            answers: Some(case.answers.clone()),
            reasons: Some(case.reasons.clone()),
            attachments: attachments
                .then(|| case.attachments.iter().map(|a| self.attachment(desk, a)).collect()),
            material: material.then(|| json!(case.material)),
            appendix: Some(json!(case.appendix)),
            files: (material || changes.evidence).then(|| self.material_files()),
            can_undo: Some(self.history.can_undo()),
            can_redo: Some(self.history.can_redo()),
            step: None,
        };
        self.shown.take_over(seen, all)
    }

    /// The values that may have changed; null where a field is empty.
    fn values(&self, changes: &Changes) -> BTreeMap<String, Json> {
        let values = &self.open.case.values;
        let value = |id: &String| (id.clone(), json!(values.get(id)));
        if changes.all {
            return values.keys().chain(self.shown.values.keys()).map(value).collect();
        }
        changes.fields.iter().map(value).collect()
    }

    /// The states that may have changed.
    fn states(&self, changes: &Changes) -> BTreeMap<String, StateView> {
        let case = &self.open.case;
        let states = case::states(case).into_iter();
        let may_differ = |id: &String| changes.all || changes.fields.contains(id);
        let states = states.filter(|(id, _)| may_differ(id)).map(|(id, state)| {
            let view = views::state(case, &id, state);
            (id, view)
        });
        states.collect()
    }

    /// The files of the material that are there, with their lengths.
    fn material_files(&self) -> BTreeMap<String, u64> {
        let names = self.open.case.material.iter().flat_map(Material::file_names);
        let length = |name: &str| Some((name.to_owned(), self.kept.get(name)?.bytes));
        names.filter_map(length).collect()
    }

    fn attachment(&self, desk: &Desk<'_>, attachment: &case::Attachment) -> AttachmentView {
        let bytes = self.kept.get(&attachment.path).map(|kept| kept.bytes);
        let seen = desk.seen(&self.open, attachment);
        let pictured = seen.as_ref().is_some_and(|seen| seen.pictured);
        let heavy = pictured && desk.is_better_lighter(&self.open, &attachment.path, bytes);
        AttachmentView {
            path: attachment.path.clone(),
            kind: attachment.kind.word().to_owned(),
            caption: attachment.caption.clone(),
            url: attachment.url.clone(),
            form: attachment.form.clone(),
            slot: attachment.slot.clone(),
            bytes,
            seen,
            heavy,
        }
    }

    /// The pages of a form as they were set last, where nothing has changed since.
    pub(crate) fn pages(&self, form: &str) -> Option<Stamped> {
        let paper = self.papers.get(form).filter(|paper| paper.changes == self.changes)?;
        Some((paper.sheets.clone(), paper.stamps.clone()))
    }

    /// How often it was changed.
    pub(crate) fn changes(&self) -> u64 {
        self.changes
    }

    /// Keeps pages that were set after so many changes, each with a number that changes when the page does.
    pub(crate) fn keep_pages(&mut self, form: &str, sheets: Sheets, changes: u64) -> Stamped {
        let (before, sheets) = (self.papers.get(form), Arc::new(sheets));
        // Another has set them meanwhile, and of something newer.
        if let Some(newer) = before.filter(|before| before.changes > changes) {
            return (newer.sheets.clone(), newer.stamps.clone());
        }
        let stamp = |(index, page): (usize, &paper::Page)| {
            let before = before.filter(|before| before.sheets.pages.get(index) == Some(page));
            before.map_or(changes + 1, |before| before.stamps[index])
        };
        let stamps: Vec<u64> = sheets.pages.iter().enumerate().map(stamp).collect();
        let paper = Paper { changes, sheets: sheets.clone(), stamps: stamps.clone() };
        self.papers.insert(form.to_owned(), paper);
        (sheets, stamps)
    }

    pub(crate) fn is_saved(&self) -> bool {
        self.saved == self.changes
    }

    pub(crate) fn is_due(&self, now: Duration) -> bool {
        self.autosave.is_due(now)
    }

    /// What has to be written, with how many changes are in it; none where everything is on the disk.
    pub(crate) fn freeze(&mut self, desk: &Desk<'_>) -> Option<(u64, Saving)> {
        if self.is_saved() {
            return None;
        }
        self.autosave.started();
        self.stamp();
        let (last_step, done) = self.history.numbers();
        let saving = Saving {
            id: self.id,
            row: row(&self.open.case, self.problems(), self.frozen),
            case_file: case::write_draft(&self.open.case),
            steps: self.history.take_unsaved(),
            last_step,
            done,
            now: desk.clock.now().as_millisecond(),
        };
        Some((self.changes, saving))
    }

    /// Gives the case the revision that it has once it is saved: the next one where it says something else
    /// than what is on the disk. A write that failed is no revision.
    fn stamp(&mut self) {
        let Stamp { mut identity, content: before } = self.on_disk;
        let content = kept_content(&self.open);
        if let Some(state) = self.becomes.filter(|state| state.content == content) {
            identity.revision = identity.revision.max(state.identity.revision);
        } else if content != before {
            identity.revision = identity.revision.next().max(self.at_least);
        }
        self.frozen = Stamp { identity, content };
        self.open.case.identity = Some(identity);
    }

    /// What was written, or why not.
    pub(crate) fn written(&mut self, changes: u64, fault: Option<String>, now: Duration) {
        match fault {
            None => {
                self.saved = self.saved.max(changes);
                self.on_disk = self.frozen;
                self.becomes = None;
                self.failing = None;
            }
            Some(fault) => {
                self.history.not_saved();
                self.autosave.failed(now);
                self.failing = Some(fault);
            }
        }
    }

    fn problems(&self) -> usize {
        let stops = |finding: &&views::FindingView| finding.level == views::Level::Stops;
        self.shown.findings.iter().filter(stops).count()
    }
}

/// What the list says about a case.
pub(crate) fn row(case: &Case, problems: usize, stamp: Stamp) -> DraftRow {
    DraftRow {
        call: case.call.id.clone(),
        route: case.route.clone(),
        title: case.name(),
        problems: u32::try_from(problems).unwrap_or(u32::MAX),
        stamp: Some(stamp),
    }
}
