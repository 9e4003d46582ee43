//! The long streams of a document, kept beside it: photos and cut fonts are shared with whoever made
//! them, deflated once, and copied only into the file.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::Arc;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use foundation::Digest;
use lopdf::ObjectId;

use super::{Packing, PdfFault};

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
    pub(crate) fn packed(bytes: Arc<[u8]>, packing: Packing) -> Result<Self, PdfFault> {
        let packed = match packing {
            Packing::Deflate => deflated(&bytes)?,
            Packing::Plain => None,
        };
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

/// The bytes deflated; none where that makes them no shorter.
pub(crate) fn deflated(bytes: &[u8]) -> Result<Option<Vec<u8>>, PdfFault> {
    let room = Vec::with_capacity(bytes.len() / 2 + 64);
    let mut encoder = ZlibEncoder::new(room, Compression::new(LEVEL));
    encoder.write_all(bytes).map_err(|cause| PdfFault::Write { cause })?;
    let packed = encoder.finish().map_err(|cause| PdfFault::Write { cause })?;
    Ok((packed.len() < bytes.len()).then_some(packed))
}

/// Judgement: level 9 costs twice for nothing.
const LEVEL: u32 = 6;
