//! A file that a face was given by the clipboard: the desktop window has no path of it, so its bytes come with the
//! request. Whole files that lie somewhere come by their paths (`keeping`), or piece by piece from a browser.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use crate::ask::Ask;
use crate::files::keeping::KeptView;
use crate::refusal::{Refusal, RefusalCode};
use crate::workbench::Workbench;

/// Keeps a file whose bytes are given, as `keep` does those that are copied.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct KeepGiven {
    /// Which.
    pub draft: i64,
    /// From `open_draft`.
    pub token: u64,
    /// What it is called.
    pub name: String,
    /// What it holds, in base 64.
    pub bytes: String,
    /// A number for `progress`, which the face makes up.
    pub job: u32,
}

impl Ask for KeepGiven {
    type Answer = KeptView;

    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal> {
        let bytes = STANDARD.decode(self.bytes).map_err(|_| {
            Refusal::new(RefusalCode::Entry, "图片没有传过来，请再试一次。".to_owned())
        })?;
        let asking = (self.draft, self.token);
        let length = bytes.len() as u64;
        workbench.keep_from(asking, (&self.name, &mut bytes.as_slice(), length), self.job)
    }
}
