//! A form desk is opened, gone back and forth on, and thrown away.

use catalog::{Catalog, Folder};
use serde::Deserialize;
use store::Search;

use crate::ask::Ask;
use crate::fault::Fault;
use crate::form_desk::copying::copied_from;
use crate::form_desk::editions::digest;
use crate::form_desk::sample::{fit_samples, sample_case};
use crate::form_desk::state::{FormDesk, State, form_folder, forms_of};
use crate::form_desk::views::{DeskForm, DeskName, DeskTable, FormDeskView, faults};
use crate::form_desk::working_copy;
use crate::forms::lint::folders_at;
use crate::memory::lock;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Opens the desk of a call of the user's own. What was changed and not saved the last time is there again.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct OpenFormDesk {
    /// The id of the call.
    pub call: String,
}

impl Ask for OpenFormDesk {
    type Answer = Box<FormDeskView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let mut desks = lock(&workbench.form_desks.0);
        let folders = workbench.desk_folders(&self.call)?;
        let there = desks.get(&self.call).filter(|desk| desk.saved == digest(&folders));
        let mut messages = Vec::new();
        let desk = match there {
            Some(desk) => desk.clone(),
            None => {
                let mut desk = FormDesk::new(folders);
                messages.extend(workbench.take_up(&self.call, &mut desk));
                desks.insert(self.call.clone(), desk.clone());
                desk
            }
        };
        drop(desks);
        workbench.desk_view(&self.call, &desk, messages)
    }
}

/// Takes back the last step at the desk, or does it again.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UndoForm {
    /// The id of the call.
    pub call: String,
    /// The state, from the last answer.
    pub state: u64,
    /// Whether it is done again.
    pub redo: bool,
}

impl Ask for UndoForm {
    type Answer = Box<FormDeskView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.step_at_desk(&self.call, self.state, |desk| Ok(desk.go(self.redo)))
    }
}

/// Throws away what is not saved.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct DiscardForm {
    /// The id of the call.
    pub call: String,
    /// The state, from the last answer.
    pub state: u64,
}

impl Ask for DiscardForm {
    type Answer = Box<FormDeskView>;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        workbench.step_at_desk(&self.call, self.state, |desk| {
            let folders = workbench.desk_folders(&self.call)?;
            desk.saved = digest(&folders);
            // It is a step: who threw away too much takes it back.
            desk.step(State { folders, did: "放弃没有保存的改动".into() });
            Ok(true)
        })
    }
}

fn not_open() -> Refusal {
    Refusal::new(RefusalCode::NotReady, "这张表没有在表单台打开。请回到开始页面，再打开它。")
}

impl Workbench {
    /// The folders of a call of the user's own, and of those of its forms that are.
    pub(crate) fn desk_folders(&self, call: &str) -> Result<Vec<Folder>, Refusal> {
        let own = self.own_catalog().filter(|own| self.files.is_folder(own));
        let all = own.map(|own| folders_at(&own, self.files.as_ref())).transpose()?;
        let all = all.unwrap_or_default();
        let folder = all.iter().find(|folder| folder.is_call() && folder.id() == call);
        let folder = folder.ok_or_else(|| {
            let message = match self.catalog().call(call) {
                Some(_) => "这是程序自带的征集，不能直接改。可以抄成新的一份，再改。".to_owned(),
                None => format!("没有征集“{call}”。{}", self.catalog().call_probably_meant(call)),
            };
            Refusal::new(RefusalCode::Entry, message)
        })?;
        let forms = forms_of(folder);
        let forms = forms.iter().filter_map(|id| form_folder(&all, id).cloned());
        Ok([folder.clone()].into_iter().chain(forms).collect())
    }

    /// What a call at the desk leans on: what comes with the program, and other folders of the user's own.
    pub(crate) fn beside_desk(&self, folders: &[Folder]) -> Vec<Folder> {
        let own = self.own_catalog().filter(|own| self.files.is_folder(own));
        let own =
            own.and_then(|own| folders_at(&own, self.files.as_ref()).ok()).unwrap_or_default();
        let own = own.into_iter().filter(|own| folders.iter().all(|folder| !folder.is_same(own)));
        Catalog::built_in_folders().into_iter().chain(own).collect()
    }

    /// The forms and calls as they would be if the desk were saved.
    pub(crate) fn catalog_with(&self, folders: &[Folder]) -> Catalog {
        Catalog::of([self.beside_desk(folders), folders.to_vec()].concat())
    }

    /// Goes on with what was not saved the last time; what the user is told of it.
    fn take_up(&self, call: &str, desk: &mut FormDesk) -> Option<String> {
        let home = self.drafts.home.as_deref()?;
        let copy = working_copy::read(home, call, desk.folders(), self.files.as_ref())?;
        let is_same = copy.base == desk.saved;
        desk.step(State { folders: copy.folders, did: "上次没有保存的改动".into() });
        let told = "上次的改动还没有保存，已经放回来了；不要的可以撤销。";
        let other = "上次以后，有人在别处改过这些文件；保存会盖住那些改动。";
        Some(if is_same { told.into() } else { format!("{told}{other}") })
    }

    /// Changes the texts at a desk.
    pub(crate) fn change_desk(
        &self,
        call: &str,
        number: u64,
        work: impl FnOnce(&mut Vec<Folder>) -> Result<String, Refusal>,
    ) -> Result<Box<FormDeskView>, Refusal> {
        self.step_at_desk(call, number, |desk| {
            let mut folders = desk.folders().to_vec();
            let did = work(&mut folders)?;
            let catalog = self.catalog_with(&folders);
            fit_samples(&mut folders, &catalog);
            let is_step = digest(&folders) != digest(desk.folders());
            if is_step {
                desk.step(State { folders, did });
            }
            Ok(is_step)
        })
    }

    /// Does a step at a desk, where `work` says that there is one: to the texts, then to the disk, and only then is it
    /// done.
    fn step_at_desk(
        &self,
        call: &str,
        number: u64,
        work: impl FnOnce(&mut FormDesk) -> Result<bool, Refusal>,
    ) -> Result<Box<FormDeskView>, Refusal> {
        let mut desks = lock(&self.form_desks.0);
        let desk = desks.get(call).ok_or_else(not_open)?;
        desk.must_be(number)?;
        let mut next = desk.clone();
        if work(&mut next)? {
            self.write_down(call, &next)?;
            desks.insert(call.to_owned(), next.clone());
        }
        drop(desks);
        self.desk_view(call, &next, Vec::new())
    }

    /// The desk of a call that is open, in this state.
    pub(crate) fn desk_at(&self, call: &str, number: u64) -> Result<FormDesk, Refusal> {
        let desks = lock(&self.form_desks.0);
        let desk = desks.get(call).ok_or_else(not_open)?;
        desk.must_be(number)?;
        Ok(desk.clone())
    }

    /// What is not saved is on the disk all the same.
    pub(crate) fn write_down(&self, call: &str, desk: &FormDesk) -> Result<(), Refusal> {
        let Some(home) = self.drafts.home.as_deref() else { return Ok(()) };
        let files = self.files.as_ref();
        if desk.is_saved() {
            working_copy::remove(home, call, files);
            return Ok(());
        }
        let written = working_copy::write(home, (call, desk.saved), desk.folders(), files);
        Ok(written.map_err(Fault::from)?)
    }

    pub(crate) fn desk_view(
        &self,
        call: &str,
        desk: &FormDesk,
        messages: Vec<String>,
    ) -> Result<Box<FormDeskView>, Refusal> {
        let folders = desk.folders();
        let others = self.beside_desk(folders);
        let found = catalog::lint(folders, &others);
        let catalog = Catalog::of([others, folders.to_vec()].concat());
        let text = folders.first().and_then(|folder| folder.files.get("call.toml").cloned());
        let toml = text.unwrap_or_default();
        let (root, table) = DeskTable::read(&toml);
        let forms = folders.iter().filter(|folder| folder.is_form());
        let now = catalog.call(call);
        let foreign = now.map_or(&[][..], |call| &call.forms).iter();
        let foreign = foreign.filter(|form| form_folder(folders, &form.id).is_none());
        let (copied_from, differs) = self.differs(call, &toml, now.map(AsRef::as_ref));
        Ok(Box::new(FormDeskView {
            call: call.to_owned(),
            state: desk.number,
            title: root.text("title").to_owned(),
            undo: desk.undoes().map(str::to_owned),
            redo: desk.redoes().map(str::to_owned),
            unsaved: !desk.is_saved(),
            in_use: self.drafts_of(call).map_or(0, |drafts| drafts.len()),
            copied_from,
            differs,
            table,
            toml,
            forms: forms.map(DeskForm::of).collect(),
            foreign_forms: foreign.map(|form| form.title.clone()).collect(),
            faults: faults(folders, &found),
            names: now.map_or_else(Vec::new, |call| names(call, &catalog)),
            messages,
        }))
    }

    /// What differs from the call that it was copied from, or else from what is saved.
    fn differs(
        &self,
        call: &str,
        toml: &str,
        now: Option<&catalog::Call>,
    ) -> (String, Vec<String>) {
        let source = copied_from(toml).and_then(|id| self.catalog().call(&id));
        let before = source.or_else(|| self.catalog().call(call));
        let differs = before.zip(now).map(|(before, now)| catalog::differences(before, now));
        (source.map_or_else(String::new, |call| call.title.clone()), differs.unwrap_or_default())
    }

    /// The drafts of a call, also those in the bin.
    pub(crate) fn drafts_of(&self, call: &str) -> Result<Vec<store::Listed>, Refusal> {
        let mut found = Vec::new();
        for binned in [false, true] {
            let all = Search { words: String::new(), binned, limit: u32::MAX };
            let (drafts, _) = self.drafts.store(|store| store.list(&all))?;
            found.extend(drafts.into_iter().filter(|draft| draft.row.call == call));
        }
        Ok(found)
    }
}

/// What a sample case would be called by each route.
fn names(call: &std::sync::Arc<catalog::Call>, catalog: &Catalog) -> Vec<DeskName> {
    let name = |route: &catalog::Route| {
        let case = sample_case(call, &route.id, catalog);
        let name = parcel::case_folder_name(&case, parcel::longest_end(&case)).name;
        DeskName { route: route.title.clone(), name }
    };
    call.routes.iter().map(name).collect()
}
