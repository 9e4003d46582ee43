//! The text of a case file, written from the case itself: what is long in it is not copied on the way. Keys stand in
//! their order by the alphabet, as ever; those of values in the order in which they are filled in.

use std::collections::BTreeMap;

use serde::ser::{Error as _, SerializeMap as _};
use serde::{Serialize, Serializer};
use serde_json::{Value as Json, json};

use crate::material::{Material, MaterialBlock};
use crate::values::value::Value;

/// The parts of a case file by their keys.
pub(crate) type Parts<'c> = BTreeMap<&'static str, Part<'c>>;

/// A part of a case file.
pub(crate) enum Part<'c> {
    /// Short.
    Plain(Json),
    /// Values by field id, in the order of the forms; null for an empty one.
    Values(Vec<(&'c str, Option<&'c Value>)>),
    /// The detailed material.
    Material(&'c Material),
}

/// The text of these parts, ending in a line end.
pub(crate) fn text_of(parts: &Parts<'_>) -> String {
    let mut text = serde_json::to_string_pretty(parts).expect("maps with text keys are JSON");
    text.push('\n');
    text
}

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Plain(json) => json.serialize(out),
            Self::Values(values) => out.collect_map(values.iter().copied()),
            Self::Material(Material::Blocks(blocks)) => {
                let mut map = out.serialize_map(Some(1))?;
                map.serialize_entry("blocks", &blocks.iter().map(Block).collect::<Vec<_>>())?;
                map.end()
            }
            Self::Material(material) => material.serialize(out),
        }
    }
}

/// A block with its keys in order.
struct Block<'c>(&'c MaterialBlock);

impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        use MaterialBlock::{Heading, List, Paragraph, Picture, Quotation, Table};
        match self.0 {
            // They declare them so.
            Heading { .. } | Paragraph { .. } | Quotation { .. } => self.0.serialize(out),
            List { .. } | Table { .. } | Picture { .. } => {
                serde_json::to_value(self.0).map_err(S::Error::custom)?.serialize(out)
            }
        }
    }
}

impl From<Json> for Part<'_> {
    fn from(json: Json) -> Self {
        Self::Plain(json)
    }
}

/// A part that is short.
pub(crate) fn plain(value: impl Serialize) -> Part<'static> {
    Part::Plain(json!(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_in_order_whatever_writes_them() {
        let text = || "甲".to_owned();
        let blocks = vec![
            MaterialBlock::Heading { level: 2, text: text() },
            MaterialBlock::Paragraph { text: text() },
            MaterialBlock::Quotation { text: text() },
            MaterialBlock::List { ordered: true, items: vec![text()] },
            MaterialBlock::Table { caption: text(), header: true, rows: vec![vec![text()]] },
            MaterialBlock::Picture { path: text(), caption: text() },
        ];
        for material in [Material::Blocks(blocks), Material::Pdf(text())] {
            let mut sorted = json!(material);
            sorted.sort_all_objects();
            let parts = Parts::from([("material", Part::Material(&material))]);
            let written = serde_json::to_string_pretty(&json!({ "material": sorted })).unwrap();
            assert_eq!(text_of(&parts), written + "\n");
        }
    }
}
