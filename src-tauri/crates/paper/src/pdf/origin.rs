//! What a document was made from, said in both places of its metadata: which case and which state of it,
//! and the digests of what the case, the form and the call say. No standard has names for these, so the
//! packet explains its own (ISO 19005-2, 6.6.2.3.3: an extension schema); the information dictionary may
//! have keys of its own (ISO 32000-1, 14.3.3).

use std::fmt::Write as _;

use foundation::{Digest, Identity};

use super::metadata::schema;

/// The namespace of the properties: a name that is looked up nowhere.
const NAMESPACE: &str = "urn:x-shenbaoxia:origin#";
const PREFIX: &str = "sbx";

/// What a document was made from; what does not exist is not said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The case and its state; none of a case without an id, and of a roundup.
    pub identity: Option<Identity>,
    /// Of what the case says; none of a roundup.
    pub content: Option<Digest>,
    /// Of what the form says; none of the material by itself.
    pub form: Option<Digest>,
    /// Of what the call says.
    pub call: Digest,
}

/// A property of the metadata.
pub(crate) struct Property {
    /// In the information dictionary.
    pub(crate) key: &'static str,
    /// In the packet.
    name: &'static str,
    kind: &'static str,
    meaning: &'static str,
}

const fn property([key, name, kind, meaning]: [&'static str; 4]) -> Property {
    Property { key, name, kind, meaning }
}

const PROPERTIES: [Property; 5] = [
    property(["ShenbaoCaseId", "CaseId", "Text", "the id of the case"]),
    property(["ShenbaoRevision", "Revision", "Integer", "how often the case was changed"]),
    property(["ShenbaoContent", "Content", "Text", "SHA-256 of what the case says"]),
    property(["ShenbaoForm", "Form", "Text", "SHA-256 of what the form says"]),
    property(["ShenbaoCall", "Call", "Text", "SHA-256 of what the call says"]),
];

impl Origin {
    /// What is said, in the order in which it is said.
    pub(crate) fn properties(&self) -> impl Iterator<Item = (&'static Property, String)> {
        let digest = |digest: &Digest| digest.to_string();
        let words = [
            self.identity.map(|identity| identity.id.to_string()),
            self.identity.map(|identity| identity.revision.to_string()),
            self.content.as_ref().map(digest),
            self.form.as_ref().map(digest),
            Some(digest(&self.call)),
        ];
        PROPERTIES.iter().zip(words).filter_map(|(property, words)| Some((property, words?)))
    }

    /// The properties of the packet.
    pub(crate) fn xmp(&self) -> String {
        let mut text = format!("<rdf:Description rdf:about=\"\" xmlns:{PREFIX}=\"{NAMESPACE}\">\n");
        for (Property { name, .. }, words) in self.properties() {
            let _ = writeln!(text, "<{PREFIX}:{name}>{words}</{PREFIX}:{name}>");
        }
        text.push_str("</rdf:Description>\n");
        text
    }

    /// What explains them.
    pub(crate) fn schema(&self) -> String {
        let properties: Vec<_> = self
            .properties()
            .map(|(Property { name, kind, meaning, .. }, _)| (*name, *kind, *meaning))
            .collect();
        let meaning = "What a document of Shenbaoxia was made from";
        schema((meaning, NAMESPACE, PREFIX), &properties)
    }
}
