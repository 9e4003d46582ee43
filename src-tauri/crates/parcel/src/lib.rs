//! What leaves the program: legal file names, the plan of the folder that is sent, and writing it so
//! that either all of it is there or nothing. The real disk lives here, behind `foundation::Files`.

mod disk;
mod name;
mod plan;
mod send;
mod unfinished;
mod watched;

pub use disk::Disk;
pub use name::{LONGEST_NAME, Named, case_folder_name, legal_name};
pub use plan::{DRAFT_MARK, Plan, Planned, Role, Source, attachment_names, longest_end};
pub use send::{SendFault, Sent, SentFile, send};
pub use unfinished::Unfinished;
