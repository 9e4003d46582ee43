//! What leaves the program: legal file names, the plan of the folder that is sent, and writing it so
//! that either all of it is there or nothing; and the package in which a case is handed over, both ways.

mod ending;
mod name;
pub mod package;
mod plan;
mod send;
mod verify;
mod zipped;

pub use name::{LONGEST_NAME, Named, case_folder_name, legal_name};
pub use plan::{
    DRAFT_MARK, Plan, Planned, Role, Source, attachment_names, code_lines, codes_in, longest_end,
    origin_lines,
};
pub use send::{SendFault, Sent, SentFile, send};
pub use verify::{SentFolder, Verified, VerifiedFile, VerifiedState, VerifyFault, verify};
pub use zipped::zip;
