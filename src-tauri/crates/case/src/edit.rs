//! Edits, each with its inverse: undo is an edit like any other.

use crate::Case;
use crate::attachment::Attachment;
use crate::material::{Appendix, Material, MaterialBlock};
use crate::value::Value;

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
}

impl Case {
    /// Makes an edit and returns the one that takes it back.
    pub fn apply(&mut self, edit: Edit) -> Edit {
        match edit {
            Edit::SetValue { field, value } => {
                let value = swap(&mut self.values, &field, value);
                Edit::SetValue { field, value }
            }
            Edit::SetAnswer { id, answer } => {
                let answer = swap(&mut self.answers, &id, answer);
                Edit::SetAnswer { id, answer }
            }
            Edit::SetReason { key, reason } => {
                let reason = swap(&mut self.reasons, &key, reason);
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
                    std::mem::swap(there, &mut block);
                }
                Edit::SetBlock { index, block }
            }
            Edit::SetAppendix(appendix) => {
                Edit::SetAppendix(std::mem::replace(&mut self.appendix, appendix))
            }
        }
    }
}

fn swap<V>(
    map: &mut std::collections::BTreeMap<String, V>,
    key: &str,
    value: Option<V>,
) -> Option<V> {
    match value {
        Some(value) => map.insert(key.to_owned(), value),
        None => map.remove(key),
    }
}
