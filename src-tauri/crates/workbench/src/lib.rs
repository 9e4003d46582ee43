//! The application without a face: what the terminal and the window offer, as functions. Here the
//! rooms meet: a case file is read, checked, set on paper and sent. No dialogs, no arguments.
//!
//! From below: why something is not done (`fault`, `refusal`), the machine, what was found out once (`memory`), what
//! work on a case needs (`desk`); the desks, a folder each, which extend it; the application that holds them
//! (`workbench`); and what faces ask of it (`ask`, and the table `requests`), each request in the folder of its desk.

mod ask;
#[cfg(test)]
mod bindings;
mod browser;
mod check;
mod desk;
mod draft;
mod fault;
mod files;
mod form_desk;
mod forms;
mod handover;
mod looked;
mod machine;
mod memory;
mod office;
mod pages;
mod refusal;
mod requests;
mod scanning;
mod send;
mod signals;
mod summons;
mod workbench;

pub use ::roundup::{Office, OfficeKind, State};
pub use ask::Ask;
pub use browser::open_page;
pub use desk::{Desk, OpenCase, Places};
pub use draft::state::{DraftList, DraftSummary};
pub use draft::versions::{CompareVersion, KeptVersionView, OccasionView};
pub use fault::Fault;
pub use files::probe::{DEEPEST, FilesAt, Probed, Yardstick, compare_probed};
pub use forms::about::{AboutGroup, AboutLine};
pub use forms::calls::{CallSummary, FormSummary, Per, RouteSummary, WindowState};
pub use forms::word_filled::{FilledCase, WordDoubt};
pub use forms::word_folders::{WordAsked, WordImported};
pub use foundation::path_text;
pub use handover::differences::DifferenceView;
pub use handover::form_packages::{FormComing, FormPacked, FormTaken};
pub use handover::many::{ImportedFile, WhenDiverged};
pub use handover::packing::{LeftOut, Packed, PackedFile, Wanted};
pub use handover::reading::{Arrived, FormState};
pub use handover::unpacking::{Inspected, SentTime, Unpacked};
pub use handover::verifying::VerifiedFolder;
pub use machine::{
    MachineChance, MachineClock, home_from_environment, second_place, temporary_place,
};
pub use office::collected::{Choices, Collect, Collected};
pub use office::report::{QuotaCount, Report, TakenFile, Unlisted};
pub use office::slips::{Remark, Slip};
pub use office::submission::Submitted;
pub use pages::render::Rendered;
pub use refusal::{Refusal, RefusalCode};
pub use requests::{Reply, Request};
pub use scanning::{PlaceSeen, Scanned, ScannedPage};
pub use send::export::{Exported, ExportedFile};
pub use signals::{outlive_file_limits, when_asked_to_end};
pub use workbench::Workbench;

/// Does the work of the process apart where this process was started for that, and says whether it was. Each door
/// calls it first in `main`.
pub fn answer_if_asked() -> bool {
    apart::answer_if_asked(pages::decoding::work)
}
