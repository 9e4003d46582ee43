//! The desks that are open: for each call its texts and those of its own forms, as they are after each step.

use std::collections::BTreeMap;
use std::sync::Mutex;

use catalog::{Folder, TomlText};
use foundation::Digest;

use crate::form_desk::editions::digest;
use crate::refusal::{Refusal, RefusalCode};

/// Judgement: more steps than a person takes back.
const MOST_STATES: usize = 200;

/// The desks that are open, by the id of their call.
#[derive(Default)]
pub(crate) struct FormDesks(pub(crate) Mutex<BTreeMap<String, FormDesk>>);

/// A desk: the texts after each step.
#[derive(Clone)]
pub(crate) struct FormDesk {
    states: Vec<State>,
    at: usize,
    /// Changes with every step, also back.
    pub(crate) number: u64,
    /// What is on the disk.
    pub(crate) saved: Digest,
}

/// The texts after a step.
#[derive(Clone)]
pub(crate) struct State {
    /// The call, then its own forms in the order in which it names them.
    pub(crate) folders: Vec<Folder>,
    /// What the step did, in words.
    pub(crate) did: String,
}

impl FormDesk {
    pub(crate) fn new(folders: Vec<Folder>) -> Self {
        let saved = digest(&folders);
        Self { states: vec![State { folders, did: String::new() }], at: 0, number: 0, saved }
    }

    pub(crate) fn folders(&self) -> &[Folder] {
        &self.states[self.at].folders
    }

    pub(crate) fn is_saved(&self) -> bool {
        digest(self.folders()) == self.saved
    }

    /// What would be taken back.
    pub(crate) fn undoes(&self) -> Option<&str> {
        (self.at > 0).then(|| self.states[self.at].did.as_str())
    }

    /// What would be done again.
    pub(crate) fn redoes(&self) -> Option<&str> {
        self.states.get(self.at + 1).map(|state| state.did.as_str())
    }

    /// The texts after a step are these.
    pub(crate) fn step(&mut self, state: State) {
        self.states.truncate(self.at + 1);
        self.states.push(state);
        if self.states.len() > MOST_STATES {
            self.states.remove(0);
        }
        self.at = self.states.len() - 1;
        self.number += 1;
    }

    /// Goes back a step, or forward; whether there was one.
    pub(crate) fn go(&mut self, forward: bool) -> bool {
        let to = if forward { Some(self.at + 1) } else { self.at.checked_sub(1) };
        let Some(to) = to.filter(|to| *to < self.states.len()) else { return false };
        self.at = to;
        self.number += 1;
        true
    }

    /// # Errors
    /// Where the face asks for a change of something else than is there now.
    pub(crate) fn must_be(&self, number: u64) -> Result<(), Refusal> {
        if self.number == number {
            return Ok(());
        }
        let message = "这张表在另一个页面里改过。请重新打开表单台，再接着改。";
        Err(Refusal::new(RefusalCode::TakenOver, message))
    }
}

/// The folder of a form among these; none where it is not the user's own.
pub(crate) fn form_folder<'f>(folders: &'f [Folder], id: &str) -> Option<&'f Folder> {
    folders.iter().find(|folder| folder.is_form() && folder.id() == id)
}

/// The ids of the forms that a call names.
pub(crate) fn forms_of(call: &Folder) -> Vec<String> {
    let text = call.files.get("call.toml").map_or("", String::as_str);
    let Ok(read) = TomlText::read(text) else { return Vec::new() };
    read.root().tables("form").map(|form| form.text("id").to_owned()).collect()
}
