//! What a request is. Each is a struct beside the code that does it, in the folder of its desk; the table of all of
//! them is `requests.rs`.

use crate::refusal::Refusal;
use crate::workbench::Workbench;

/// A request of a face. Its fields are what the face says, its doc comments what the face's makers read.
pub trait Ask {
    /// What the face gets for it; `()` is null.
    type Answer;

    /// Does it.
    ///
    /// # Errors
    /// Why it was not done, with a code for the face and words for the user.
    fn answer(self, workbench: &Workbench) -> Result<Self::Answer, Refusal>;
}
