//! Edits, each with its inverse: undo is an edit like any other.

use std::collections::BTreeMap;
use std::mem::swap;

use crate::Case;
use crate::attachment::Attachment;
use crate::material::{Appendix, Material, MaterialBlock};
use crate::values::value::Value;

/// One change of a case.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Puts a value into a field, or empties it.
    SetValue {
        /// The field.
        field: String,
        /// None empties.
        value: Option<Value>,
    },
    /// Answers a declaration, or takes the answer back.
    SetAnswer {
        /// The declaration.
        id: String,
        /// None takes back.
        answer: Option<bool>,
    },
    /// Gives a reason, or takes it back.
    SetReason {
        /// `CODE@path`
        key: String,
        /// None takes back.
        reason: Option<String>,
    },
    /// Changes the route.
    SetRoute(String),
    /// Sets what goes along, in its order.
    SetAttachments(Vec<Attachment>),
    /// Sets the detailed material.
    SetMaterial(Option<Material>),
    /// Replaces a block of the material, counted from 0; nothing where there is no such block.
    SetBlock {
        /// Which.
        index: usize,
        /// The new one.
        block: MaterialBlock,
    },
    /// Says what is printed behind the material.
    SetAppendix(Appendix),
    /// Puts everything that a case says in the place of what it said.
    SetContents(Box<Contents>),
}

/// Everything that a case says: what an edit may change.
#[derive(Clone, Debug, PartialEq)]
pub struct Contents {
    /// As in [`Case`].
    pub route: String,
    /// As in [`Case`].
    pub values: BTreeMap<String, Value>,
    /// As in [`Case`].
    pub answers: BTreeMap<String, bool>,
    /// As in [`Case`].
    pub reasons: BTreeMap<String, String>,
    /// As in [`Case`].
    pub attachments: Vec<Attachment>,
    /// As in [`Case`].
    pub material: Option<Material>,
    /// As in [`Case`].
    pub appendix: Appendix,
}

impl Contents {
    /// What a case says.
    pub fn of(case: Case) -> Self {
        let Case { route, values, answers, reasons, attachments, material, appendix, .. } = case;
        Self { route, values, answers, reasons, attachments, material, appendix }
    }

    fn swap(&mut self, case: &mut Case) {
        swap(&mut self.route, &mut case.route);
        swap(&mut self.values, &mut case.values);
        swap(&mut self.answers, &mut case.answers);
        swap(&mut self.reasons, &mut case.reasons);
        swap(&mut self.attachments, &mut case.attachments);
        swap(&mut self.material, &mut case.material);
        swap(&mut self.appendix, &mut case.appendix);
    }
}

impl Case {
    /// Makes an edit and returns the one that takes it back.
    pub fn apply(&mut self, edit: Edit) -> Edit {
        match edit {
            Edit::SetValue { field, value } => {
                let value = put(&mut self.values, &field, value);
                Edit::SetValue { field, value }
            }
            Edit::SetAnswer { id, answer } => {
                let answer = put(&mut self.answers, &id, answer);
                Edit::SetAnswer { id, answer }
            }
            Edit::SetReason { key, reason } => {
                let reason = put(&mut self.reasons, &key, reason);
                Edit::SetReason { key, reason }
            }
            Edit::SetRoute(route) => Edit::SetRoute(std::mem::replace(&mut self.route, route)),
            Edit::SetAttachments(attachments) => {
                Edit::SetAttachments(std::mem::replace(&mut self.attachments, attachments))
            }
            Edit::SetMaterial(material) => {
                Edit::SetMaterial(std::mem::replace(&mut self.material, material))
            }
            Edit::SetBlock { index, mut block } => {
                if let Some(Material::Blocks(blocks)) = &mut self.material
                    && let Some(there) = blocks.get_mut(index)
                {
                    swap(there, &mut block);
                }
                Edit::SetBlock { index, block }
            }
            Edit::SetAppendix(appendix) => {
                Edit::SetAppendix(std::mem::replace(&mut self.appendix, appendix))
            }
            Edit::SetContents(mut contents) => {
                contents.swap(self);
                Edit::SetContents(contents)
            }
        }
    }
}

fn put<V>(map: &mut BTreeMap<String, V>, key: &str, value: Option<V>) -> Option<V> {
    match value {
        Some(value) => map.insert(key.to_owned(), value),
        None => map.remove(key),
    }
}
