//! A draft that is open: the case, its steps, what the face has been shown, and what is not on the disk.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use case::{Case, Edit, Material, Other, entry_at, read_edit};
use paper::{Copy, Sheets};
use serde_json::{Value as Json, json};
use store::{DraftId, DraftRow, Kept, Saving, Store};

use crate::autosave::Autosave;
use crate::desk::{Desk, OpenCase, Places};
use crate::history::{Change, History};
use crate::moved::{self, Aside};
use crate::refusal::Refusal;
use crate::views::{self, AttachmentView, Patch, Shown};

/// A draft that is open.
pub(crate) struct Session {
    pub(crate) id: DraftId,
    /// Whoever opened the draft last may edit it.
    pub(crate) token: u64,
    pub(crate) open: OpenCase,
    pub(crate) kept: BTreeMap<String, Kept>,
    history: History,
    shown: Shown,
    seq: u64,
    /// Grows with every change.
    revision: u64,
    saved: u64,
    autosave: Autosave,
    /// Why the last write failed.
    pub(crate) failing: Option<String>,
    reasons_aside: Aside,
    papers: BTreeMap<String, Paper>,
}

/// The pages of a form as they were last set.
struct Paper {
    revision: u64,
    sheets: Arc<Sheets>,
    stamps: Vec<u64>,
}

impl Session {
    pub(crate) fn new(
        id: DraftId,
        (case, others): (Case, Vec<Other>),
        kept: BTreeMap<String, Kept>,
        history: History,
        (desk, home): (&Desk<'_>, &std::path::Path),
    ) -> Self {
        let places = Places::Kept(
            kept.iter()
                .map(|(name, kept)| (name.clone(), Store::kept_path(home, &kept.digest)))
                .collect(),
        );
        let mut session = Self {
            id,
            token: 0,
            open: OpenCase {
                case,
                places,
                others,
                pictures: Default::default(),
                made_elsewhere: Default::default(),
            },
            kept,
            history,
            shown: Shown::default(),
            seq: 0,
            revision: 0,
            saved: 0,
            autosave: Autosave::default(),
            failing: None,
            reasons_aside: Aside::new(),
            papers: BTreeMap::new(),
        };
        session.shown = session.look(desk);
        session
    }

    pub(crate) fn shown(&self) -> &Shown {
        &self.shown
    }

    /// Takes note of the other drafts of the call as they are now.
    pub(crate) fn compare_to(&mut self, desk: &Desk<'_>, others: Vec<Other>) {
        self.open.others = others;
        self.shown = self.look(desk);
    }

    /// Another face takes over.
    pub(crate) fn take_over(&mut self, token: u64) {
        self.token = token;
        self.seq = 0;
    }

    /// Puts what was typed at a place. An edit that is there already changes nothing.
    pub(crate) fn edit(
        &mut self,
        desk: &Desk<'_>,
        (place, entry, seq): (&str, Json, u64),
        now: Duration,
    ) -> Result<Patch, Refusal> {
        if seq > self.seq {
            self.put(place, entry, now)?;
            self.seq = seq;
        }
        Ok(self.patch(desk))
    }

    /// Puts something at a place, as a step that can be undone.
    fn put(&mut self, place: &str, entry: Json, now: Duration) -> Result<(), Refusal> {
        let is_suggested = self.shown.suggests(place, &entry);
        let case = &self.open.case;
        let edit = read_edit(case, place, entry).map_err(|faults| Refusal::entry(&faults))?;
        let before = entry_at(case, place);
        self.apply(edit);
        let after = entry_at(&self.open.case, place);
        if before != after {
            let change = Change { place: place.to_owned(), before, after };
            if is_suggested {
                self.history.record_alone(change, now);
            } else {
                self.history.record(change, now);
            }
            self.touched(now);
        }
        Ok(())
    }

    pub(crate) fn undo(&mut self, desk: &Desk<'_>, now: Duration) -> Patch {
        if let Some(Change { place, before, .. }) = self.history.undo() {
            self.put_back(&place, before, now);
        }
        self.patch(desk)
    }

    pub(crate) fn redo(&mut self, desk: &Desk<'_>, now: Duration) -> Patch {
        if let Some(Change { place, after, .. }) = self.history.redo() {
            self.put_back(&place, after, now);
        }
        self.patch(desk)
    }

    /// A step from the disk may name a field that the form of today has no more: it changes nothing.
    fn put_back(&mut self, place: &str, entry: Json, now: Duration) {
        if let Ok(edit) = read_edit(&self.open.case, place, entry) {
            self.apply(edit);
        }
        self.touched(now);
    }

    fn apply(&mut self, edit: Edit) {
        let case = &mut self.open.case;
        let attachments = case.attachments.clone();
        case.apply(edit);
        moved::follow(case, &attachments, &mut self.reasons_aside);
    }

    fn touched(&mut self, now: Duration) {
        self.revision += 1;
        self.autosave.edited(now);
    }

    /// Puts kept files, each with its kind, behind the attachments that are there.
    pub(crate) fn attach(
        &mut self,
        desk: &Desk<'_>,
        files: &[(String, String)],
        now: Duration,
    ) -> Result<Patch, Refusal> {
        let mut list = entry_at(&self.open.case, "attachments");
        let entries = list.as_array_mut().expect("attachments are a list");
        entries.extend(files.iter().map(|(name, kind)| json!({ "path": name, "kind": kind })));
        self.put("attachments", list, now)?;
        Ok(self.patch(desk))
    }

    /// Knows kept files by their names.
    pub(crate) fn take(&mut self, files: Vec<(String, Kept)>, home: &std::path::Path) {
        let Places::Kept(places) = &mut self.open.places else { return };
        for (name, kept) in files {
            places.insert(name.clone(), Store::kept_path(home, &kept.digest));
            self.kept.insert(name, kept);
        }
    }

    /// A name for a new attachment: its own, or with a number where another file has it.
    pub(crate) fn free_name(&self, name: &str, also: &[(String, Kept)], kept: &Kept) -> String {
        let taken = |name: &str| {
            let there =
                self.kept.get(name).or(also.iter().find(|(n, _)| n == name).map(|(_, k)| k));
            let missing = self.open.case.names_file(name);
            there.map_or(missing, |there| there.digest != kept.digest)
        };
        crate::names::free(name, taken)
    }

    /// What changed since the face was last told.
    fn patch(&mut self, desk: &Desk<'_>) -> Patch {
        let now = self.look(desk);
        let patch = now.since(&self.shown, self.seq);
        self.shown = now;
        patch
    }

    fn look(&self, desk: &Desk<'_>) -> Shown {
        let case = &self.open.case;
        let findings = desk.check(&self.open);
        let states = case::states(case);
        Shown {
            title: case.name(),
            folder: parcel::case_folder_name(case, parcel::longest_end(case)).name,
            route: case.route.clone(),
            values: case.values.iter().map(|(id, value)| (id.clone(), json!(value))).collect(),
            states: states
                .into_iter()
                .map(|(id, state)| {
                    let view = views::state(case, &id, state);
                    (id, view)
                })
                .collect(),
            findings: findings.iter().map(|finding| views::finding(case, finding)).collect(),
            answers: case.answers.clone(),
            reasons: case.reasons.clone(),
            attachments: case.attachments.iter().map(|a| self.attachment(desk, a)).collect(),
            material: json!(case.material),
            appendix: json!(case.appendix),
            files: self.material_files(),
            can_undo: self.history.can_undo(),
            can_redo: self.history.can_redo(),
        }
    }

    /// The files of the material that are there, with their lengths.
    fn material_files(&self) -> BTreeMap<String, u64> {
        let names = self.open.case.material.iter().flat_map(Material::file_names);
        let length = |name: &str| Some((name.to_owned(), self.kept.get(name)?.bytes));
        names.filter_map(length).collect()
    }

    fn attachment(&self, desk: &Desk<'_>, attachment: &case::Attachment) -> AttachmentView {
        AttachmentView {
            path: attachment.path.clone(),
            kind: attachment.kind.word().to_owned(),
            caption: attachment.caption.clone(),
            url: attachment.url.clone(),
            form: attachment.form.clone(),
            bytes: self.kept.get(&attachment.path).map(|kept| kept.bytes),
            seen: desk.seen(&self.open, attachment),
        }
    }

    /// The pages of a form, each with a number that changes when the page does.
    pub(crate) fn pages(
        &mut self,
        desk: &Desk<'_>,
        form: &str,
    ) -> Result<(Arc<Sheets>, Vec<u64>), Refusal> {
        let before = self.papers.get(form);
        if let Some(paper) = before.filter(|paper| paper.revision == self.revision) {
            return Ok((paper.sheets.clone(), paper.stamps.clone()));
        }
        let sheets = Arc::new(desk.sheets(&self.open, Some(form), Copy::Final)?);
        let stamp = |(index, page): (usize, &paper::Page)| {
            let before = before.filter(|before| before.sheets.pages.get(index) == Some(page));
            before.map_or(self.revision + 1, |before| before.stamps[index])
        };
        let stamps: Vec<u64> = sheets.pages.iter().enumerate().map(stamp).collect();
        let paper =
            Paper { revision: self.revision, sheets: sheets.clone(), stamps: stamps.clone() };
        self.papers.insert(form.to_owned(), paper);
        Ok((sheets, stamps))
    }

    pub(crate) fn is_saved(&self) -> bool {
        self.saved == self.revision
    }

    pub(crate) fn is_due(&self, now: Duration) -> bool {
        self.autosave.is_due(now)
    }

    /// What has to be written, with the revision that it is; none where everything is on the disk.
    pub(crate) fn freeze(&mut self, now: i64) -> Option<(u64, Saving)> {
        if self.is_saved() {
            return None;
        }
        self.autosave.started();
        let (last_step, done) = self.history.numbers();
        let saving = Saving {
            id: self.id,
            row: row(&self.open.case, self.problems()),
            case_file: case::write_draft(&self.open.case),
            steps: self.history.take_unsaved(),
            last_step,
            done,
            now,
        };
        Some((self.revision, saving))
    }

    /// What was written, or why not.
    pub(crate) fn written(&mut self, revision: u64, fault: Option<String>, now: Duration) {
        match fault {
            None => {
                self.saved = self.saved.max(revision);
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
pub(crate) fn row(case: &Case, problems: usize) -> DraftRow {
    DraftRow {
        call: case.call.id.clone(),
        route: case.route.clone(),
        title: case.name(),
        problems: u32::try_from(problems).unwrap_or(u32::MAX),
    }
}
