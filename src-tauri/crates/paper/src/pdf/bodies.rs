//! The long streams of a document, kept beside it: photos and cut fonts are shared with whoever made
//! them, deflated once, and copied only into the file.

use std::collections::HashMap;
use std::sync::Arc;

use foundation::Digest;
use lopdf::ObjectId;

use super::pieces::{Keep, deflated};
use super::{Packing, WriteFault};

/// What a stream object holds.
#[derive(Clone, Debug)]
pub(crate) struct Body {
    /// As they stand in the file.
    pub(crate) bytes: Arc<[u8]>,
    /// The name of the filter.
    pub(crate) filter: Option<&'static str>,
    /// Names the bytes.
    pub(crate) digest: Digest,
}

impl Body {
    /// Bytes that are as they are because of a filter.
    pub(crate) fn filtered(bytes: Arc<[u8]>, filter: &'static str, digest: Digest) -> Self {
        Self { bytes, filter: Some(filter), digest }
    }

    /// Bytes that are deflated where a file is made.
    pub(crate) fn packed(
        bytes: Arc<[u8]>,
        packing: Packing,
        keep: Keep,
    ) -> Result<Self, WriteFault> {
        let packed = match packing {
            Packing::Deflate => Some(deflated(&bytes, keep)?),
            Packing::Plain => None,
        };
        let packed = packed.filter(|packed| packed.len() < bytes.len());
        let filter = packed.is_some().then_some("FlateDecode");
        let bytes = packed.map_or(bytes, Arc::from);
        let digest = Digest::of(&bytes);
        Ok(Self { bytes, filter, digest })
    }
}

/// The bodies of one document by the objects that they belong to.
#[derive(Debug, Default)]
pub(crate) struct Bodies(HashMap<ObjectId, Body>);

impl Bodies {
    /// Sets the body of a stream object.
    pub(crate) fn put(&mut self, id: ObjectId, body: Body) {
        self.0.insert(id, body);
    }

    /// The body of an object, where it is kept here.
    pub(crate) fn of(&self, id: ObjectId) -> Option<&Body> {
        self.0.get(&id)
    }

    /// How many bytes there are in all.
    pub(crate) fn len(&self) -> usize {
        self.0.values().map(|body| body.bytes.len()).sum()
    }
}
